"""``dragoman diff``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from dragoman.cli import _options as o
from dragoman.cli._ledger import question
from dragoman.cli._output import show


def diff(
    actors: o.Actors = None,
    *,
    start: Annotated[dt.date, typer.Option("--from", parser=o.day, metavar="YYYY-MM-DD", help="The first day.", show_default=False)],
    end: Annotated[
        dt.date | None,
        typer.Option("--to", parser=o.day, metavar="YYYY-MM-DD", help="The second day; by default today.", show_default=False),
    ] = None,
    store: o.Store = None,
    known_by: o.KnownBy = None,
    kinds: o.Kinds = None,
    implied: o.Implied = False,
    rule: o.RuleFile = None,
    form: o.Format = "table",
) -> int:
    """Say what changed in the world between two days, as far as the ledger knows.

    Examples:

      dragoman diff --from 2021-06-30 --to 2021-09-30 --store ledger.db

      dragoman diff SYR --from 2018-01-01 --kind diplomatic --format json --store ledger.db
    """
    from dragoman.export import changes

    last = end or dt.date.today()
    o.in_order(start, last)
    with question(store, actors, kinds, rule, implied=implied) as asked:
        found = changes.between(asked.as_of(start, known_by), asked.as_of(last, known_by), asked.shown)
    if form == "table":
        show(changes.table(found, f"changes from {start} to {last}"))
    else:
        for line in changes.lines(found, form):
            typer.echo(line)
    return 0
