"""``dragoman events``."""

from __future__ import annotations

from dragoman.cli import _options as o
from dragoman.cli._listing import Format, listing


def events(
    actors: o.Actors = None,
    *,
    store: o.Store = None,
    types: o.Types = None,
    start: o.Start = None,
    end: o.End = None,
    form: Format = "table",
    min_confidence: o.Least = 0.0,
) -> int:
    """List events of the ledger, of one actor or between two.

    Examples:

      dragoman events SYR JOR --store ledger.db

      dragoman events SYRGOV --type SANCTION --from 2012 --to 2021-09 --format csv --store ledger.db
    """
    return listing("events", actors, store=store, names=types, start=start, end=end, form=form, min_confidence=min_confidence)
