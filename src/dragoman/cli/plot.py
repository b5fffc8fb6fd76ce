"""``dragoman plot``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dragoman.cli import _options as o
from dragoman.cli._ledger import Asked, heading, question
from dragoman.cli._listing import over_reports
from dragoman.cli._output import say
from dragoman.errors import UsageError
from dragoman.model import Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.export.charts import Chart

What = Literal["timeline", "network", "matrix", "intensity"]


def plot(
    what: Annotated[What, typer.Argument(help="Bars over time, who is tied to whom, dyads by kind, or events by month.")],
    actors: o.Actors = None,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="FILE.png, FILE.svg or FILE.html.", show_default=False)],
    store: o.Store = None,
    as_of: o.AsOf = None,
    known_by: o.KnownBy = None,
    kinds: o.Kinds = None,
    start: o.Start = None,
    end: o.End = None,
    implied: o.Implied = False,
    rule: o.RuleFile = None,
) -> int:
    """Draw the ledger: a picture, or a page that needs no network. Needs dragoman[charts].

    Examples:

      dragoman plot timeline SYR JOR -o ties.png --store ledger.db

      dragoman plot network --kind diplomatic --as-of 2021-09-30 -o network.svg --store ledger.db

      dragoman plot intensity USA SYR --from 2011 -o intensity.html --store ledger.db
    """
    from dragoman.export import charts

    if output.suffix.lower() not in charts.FORMATS:
        raise UsageError(f"{output}: a chart is written as {', '.join(charts.FORMATS)}")
    o.in_order(start, end)
    with question(store, actors, kinds, rule, implied=implied) as asked:
        chart = _drawn(what, asked, o.actors(actors), as_of or dt.date.today(), known_by, (start, end))
    charts.save(chart, output)
    if chart.left_out:
        say(f"{output}: {chart.left_out}; ask for fewer")
    return 0


def _drawn(
    what: What,
    asked: Asked,
    actors: Sequence[str],
    day: dt.date,
    known_by: dt.date | None,
    days: tuple[dt.date | None, dt.date | None],
) -> Chart:
    from dragoman.export import charts

    if what == "timeline":
        return charts.timeline(asked.shown(asked.timeline(known_by)), _title("relations", actors, None, known_by), actors, *days)
    if what == "intensity":
        actor, other = (*actors, None, None)[:2]
        found_events = asked.view.events(actor, other, start=days[0], end=days[1], known_by=known_by)
        events, _ = over_reports(found_events, asked.view, actor, other, (), known_by)
        return charts.intensity([e for e in events if isinstance(e, Event)], _title("events", actors, None, known_by), *days)
    found, title = asked.shown(asked.as_of(day, known_by)), _title("relations", actors, day, known_by)
    return charts.matrix(found, title, actors) if what == "matrix" else charts.network(found, title)


def _title(what: str, actors: Sequence[str], day: dt.date | None, known_by: dt.date | None) -> str:
    from dragoman.export.states import party_name

    said = heading([party_name(a) for a in actors], day, known_by).replace("relations", what, 1)
    return said[0].upper() + said[1:]
