"""``dragoman panel``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman.cli import _options as o
from dragoman.cli._ledger import question
from dragoman.cli._output import say
from dragoman.errors import UsageError

STANDARD = ("diplomatic", "sanctions", "alliance")


def panel(
    actors: o.Actors = None,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="FILE.parquet or FILE.csv.", show_default=False)],
    unit: Annotated[
        Literal["dyad-year", "dyad-month"], typer.Option("--unit", help="A row for each pair and year, or month.")
    ] = "dyad-year",
    store: o.Store = None,
    kinds: o.Kinds = None,
    start: o.Start = None,
    end: o.End = None,
    known_by: o.KnownBy = None,
    rule: o.RuleFile = None,
) -> int:
    """Write a panel for statistics: pairs of states by year or month, with COW and ISO codes and what was read.

    Kinds are diplomatic, sanctions and alliance unless others are asked for. Parquet needs dragoman[analysis].

    Examples:

      dragoman panel --unit dyad-year -o panel.parquet --store ledger.db

      dragoman panel SYR --unit dyad-month --kind diplomatic --kind border --from 2011 -o syria.csv --store ledger.db
    """
    from dragoman import versions
    from dragoman.export import panel as made

    if output.suffix.lower() not in (".csv", ".parquet"):
        raise UsageError(f"{output}: a panel is written as .parquet or .csv")
    o.in_order(start, end)
    wanted = list(dict.fromkeys(k.lower() for k in kinds or STANDARD))
    if "control" in wanted:
        raise UsageError("control is of a place, and no panel of pairs has it; there are " + ", ".join(made.DYADIC))
    if strange := [code for code in o.actors(actors) if not made.is_state(code)]:
        raise UsageError(f"{', '.join(strange)}: a panel is of states and organisations, as SYR and IGOUNO")
    with question(store, actors, wanted, rule, implied=True) as asked:
        facts = [f for f in asked.view.facts() if f.known_by(known_by)]
        told = asked.view.told(known_by=known_by)
        days = [f.known for f in facts if f.known] + [dt.date.fromisoformat(t.head.published) for t in told if t.head.published]
        if not days:
            raise UsageError("the ledger has no dated report with states or events; nothing to make a panel of")
        first, last = (made.Period.of(d, unit) for d in (start or min(days), end or max(days)))
        until, read = end or known_by or max(days), made.read_of(facts, told, unit)
        found = made.rows(asked.timeline(known_by), read, wanted, first, last, o.actors(actors), until)
        about = {"dragoman": versions.DRAGOMAN, "ontology": versions.ontology(), "unit": unit, "known_by": str(known_by or "")}
        count = made.write(found, made.columns(wanted, unit), output, about)
    say(f"{count} rows; {output}")
    return 0
