"""``dragoman relations``."""

from __future__ import annotations

from dragoman.cli import _options as o
from dragoman.cli._listing import Format, listing


def relations(
    actors: o.Actors = None,
    *,
    store: o.Store = None,
    types: o.Types = None,
    start: o.Start = None,
    end: o.End = None,
    form: Format = "table",
    min_confidence: o.Least = 0.0,
) -> int:
    """List states between actors: ties, sanctions, borders, presence, control and the rest.

    Examples:

      dragoman relations SYR JOR --store ledger.db

      dragoman relations USA --type sanctions --format json --store ledger.db
    """
    return listing("relations", actors, store=store, names=types, start=start, end=end, form=form, min_confidence=min_confidence)
