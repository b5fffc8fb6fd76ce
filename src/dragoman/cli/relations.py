"""``dragoman relations``."""

from __future__ import annotations

import datetime as dt

from dragoman.cli import _options as o
from dragoman.cli._ledger import heading, question, write


def relations(
    actors: o.Actors = None,
    *,
    store: o.Store = None,
    as_of: o.AsOf = None,
    known_by: o.KnownBy = None,
    kinds: o.Kinds = None,
    implied: o.Implied = False,
    rule: o.RuleFile = None,
    form: o.Format = "table",
) -> int:
    """Say what holds on a day: ties, sanctions, borders, presence, control and the rest, since when and by which evidence.

    With two actors each state stands with its sentences. A state for which no news came within its term is 'unknown, last known …'.

    Examples:

      dragoman relations SYR JOR --as-of 2021-09-30 --store ledger.db

      dragoman relations SYR --as-of 2019-01-01 --known-by 2019-06-30 --store ledger.db
    """
    day = as_of or dt.date.today()
    with question(store, actors, kinds, rule, implied=implied) as asked:
        found = asked.shown(asked.as_of(day, known_by))
        write(found, form, heading(actors, day, known_by), blocks=len(actors or ()) == 2)
    return 0
