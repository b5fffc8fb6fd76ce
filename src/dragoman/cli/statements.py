"""``dragoman statements``."""

from __future__ import annotations

from dragoman.cli import _options as o
from dragoman.cli._listing import Format, listing


def statements(
    actors: o.Actors = None,
    *,
    store: o.Store = None,
    types: o.Types = None,
    start: o.Start = None,
    end: o.End = None,
    form: Format = "table",
    min_confidence: o.Least = 0.0,
) -> int:
    """List statements of the ledger, by one speaker or to another.

    Examples:

      dragoman statements USAGOV --store ledger.db

      dragoman statements --from 2021-09-29 --format json --store ledger.db
    """
    return listing("statements", actors, store=store, names=types, start=start, end=end, form=form, min_confidence=min_confidence)
