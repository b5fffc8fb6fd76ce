"""``dragoman timeline``."""

from __future__ import annotations

import datetime as dt

from dragoman.cli import _options as o
from dragoman.cli._ledger import heading, question, write


def timeline(
    actors: o.Actors = None,
    *,
    store: o.Store = None,
    known_by: o.KnownBy = None,
    kinds: o.Kinds = None,
    start: o.Start = None,
    end: o.End = None,
    implied: o.Implied = False,
    rule: o.RuleFile = None,
    form: o.Format = "table",
) -> int:
    """Show the states of one actor's relations, or of those between two, one after another, with the evidence of each.

    Examples:

      dragoman timeline SYR ARE --store ledger.db

      dragoman timeline USA SYR --kind sanctions --from 2011 --format csv --store ledger.db
    """
    o.in_order(start, end)
    first = start or dt.date.min
    last = end or max(first, dt.date.today())  # how long a state would last without news is no answer yet
    with question(store, actors, kinds, rule, implied=implied) as asked:
        inside = [i for i in asked.timeline(known_by) if i.start <= last and (i.end or dt.date.max) >= first]
        write(asked.shown(inside), form, heading(actors, None, known_by), intervals=True)
    return 0
