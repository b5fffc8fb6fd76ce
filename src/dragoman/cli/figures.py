"""``dragoman figures``."""

from __future__ import annotations

from dragoman.cli import _options as o
from dragoman.cli._listing import Format, listing


def figures(
    actors: o.Actors = None,
    *,
    store: o.Store = None,
    types: o.Types = None,
    start: o.Start = None,
    end: o.End = None,
    form: Format = "table",
    min_confidence: o.Least = 0.0,
) -> int:
    """List figures of the ledger: the killed, the displaced, troops, money, and who vouches for them.

    Examples:

      dragoman figures SYR --store ledger.db

      dragoman figures --type killed --from 2021 --format csv --store ledger.db
    """
    return listing("figures", actors, store=store, names=types, start=start, end=end, form=form, min_confidence=min_confidence)
