"""`events`, `states`, `statements` and `figures`: one table of commands that list what reports say."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from dragoman.cli import _options as o
from dragoman.cli import _store
from dragoman.cli._output import console
from dragoman.errors import UsageError
from dragoman.export.words import Recorded
from dragoman.model import Event, Figure, Relation, Statement

if TYPE_CHECKING:
    from dragoman.ledger import Merged
    from dragoman.store import View

Kind = Literal["events", "statements", "relations", "figures"]


class Listing(NamedTuple):
    """A command: which records it lists, their model, and its help."""

    kind: Kind
    model: type[Recorded]
    help: str


LISTINGS = {
    "events": Listing("events", Event, """List events of the ledger, of one actor or between two: one row an event, however many reports tell it.

    Examples:

      dragoman events SYR JOR --store ledger.db

      dragoman events SYRGOV --type SANCTION --from 2012 --to 2021-09 --format csv --store ledger.db
    """),
    "statements": Listing("statements", Statement, """List statements of the ledger, by one speaker or to another.

    Examples:

      dragoman statements USAGOV --store ledger.db

      dragoman statements --from 2021-09-29 --format json --store ledger.db
    """),
    "states": Listing("relations", Relation, """List states between actors as each report has them (dragoman relations says what follows from them).

    Examples:

      dragoman states SYR JOR --store ledger.db

      dragoman states USA --type sanctions --format json --store ledger.db
    """),
    "figures": Listing("figures", Figure, """List figures of the ledger: the killed, the displaced, troops, money, and who vouches for them.

    Examples:

      dragoman figures SYR --store ledger.db

      dragoman figures --type killed --from 2021 --format csv --store ledger.db
    """),
}  # fmt: skip


def command(name: str) -> Callable[..., int]:
    """The command ``name`` of the table."""

    def run(
        actors: o.Actors = None,
        *,
        store: o.Store = None,
        types: o.Types = None,
        start: o.Start = None,
        end: o.End = None,
        known_by: o.KnownBy = None,
        form: o.Format = "table",
        min_confidence: o.Least = 0.0,
        each: Annotated[bool, typer.Option("--each", help="Each report's telling apart, not one row an event.")] = False,
    ) -> int:
        asked = {"start": start, "end": end, "known_by": known_by, "min_confidence": min_confidence}
        merged = name == "events" and not each
        return listing(name, actors, store=store, names=types, form=form, merged=merged, **asked)  # type: ignore[arg-type]

    if name != "events":  # only events are told by several reports
        whole = signature(run, eval_str=True)
        kept = [p for p in whole.parameters.values() if p.name != "each"]
        run.__signature__ = whole.replace(parameters=kept)  # type: ignore[attr-defined]
    run.__doc__ = LISTINGS[name].help
    return run


def types(kind: Kind, given: Sequence[str] | None, held: Callable[[str], bool] = lambda _: False) -> tuple[str, ...]:
    """The types asked for, as they are written in records. ``held`` says of one that no table has whether records do: a model's own.

    Raises:
        UsageError: one that there is not.
    """
    known = _known(kind)
    found = []
    for name in given or ():
        hit = next((k for k in known if k.lower() == name.lower()), None)
        if known and hit is None and not held(name):
            raise UsageError(f"no type {name!r} among {kind}; there are {', '.join(known)}")
        found.append(hit or name)
    return tuple(found)


def _known(kind: Kind) -> list[str]:
    if kind == "statements":
        return []
    if kind == "figures":
        from dragoman.ontology.plover import UNITS

        return list(UNITS)
    from dragoman.ontology.plover import rows

    return [row["event" if kind == "events" else "kind"] for row in rows("events" if kind == "events" else "kinds")]


def listing(
    name: str,
    actors: Sequence[str] | None,
    *,
    store: Path | None,
    names: Sequence[str] | None,
    start: dt.date | None,
    end: dt.date | None,
    known_by: dt.date | None,
    form: str,
    min_confidence: float,
    merged: bool = False,
) -> int:
    """Ask the ledger and write the answer on standard output."""
    kind = LISTINGS[name].kind
    codes = o.actors(actors)
    o.in_order(start, end)
    with _store.viewed(store) as ledger:
        wanted = types(kind, names, lambda name: bool(getattr(ledger, kind)(None, None, types=(name,))))
        actor, other = (*codes, None, None)[:2]
        more: dict[str, Any] = {"min_confidence": min_confidence, "known_by": known_by}
        found: list[Recorded] = getattr(ledger, kind)(actor, other, types=wanted, start=start, end=end, **more)
        told: dict[str, Merged] = {}
        if merged:
            found, told = over_reports(found, ledger, actor, other, wanted, known_by)
        _write(name, found, form, ledger, told)
    return 0


def over_reports(
    found: Sequence[Recorded], ledger: View, actor: str | None, other: str | None, wanted: Sequence[str], known_by: dt.date | None = None
) -> tuple[list[Recorded], dict[str, Merged]]:
    """One record an event: of its tellings that are asked for the one with the most exact date, the surest of those, with what the others add."""
    from dragoman.ledger import merge

    told = ledger.told(actor, other, wanted, known_by)
    clusters = merge(told, ledger.voices(t.head.id for t in told), ledger.judgements())
    by_telling = {i: m for m in clusters for i in m.tellings}
    best: dict[str, Recorded] = {}
    for record in sorted(found, key=_vagueness, reverse=True):
        best[by_telling[record.id].id] = record
    kept = {r.id for r in best.values()}
    return [r for r in found if r.id in kept], {r.id: by_telling[r.id] for r in best.values()}


def _vagueness(record: Recorded) -> tuple[int, float, str]:
    """Days that the date leaves open (all where there is none), doubt, id."""
    when = record.date if isinstance(record, Event) else None
    days = (when.end - when.start).days if when and when.start and when.end else 10**6
    return days, -record.confidence, record.id


def _sources(found: Iterable[Recorded], ledger: View, told: dict[str, Merged]) -> Iterator[tuple[Recorded, dict[str, Any]]]:
    """Records with the report that each is from (whoever cites one needs it), and of events over reports the voices and tellings."""
    for record in found:
        head = ledger.record(record.id).report
        more: dict[str, Any] = {"report": head.id, "published": head.published}
        if (over := told.get(record.id)) is not None:
            more |= {"sources": over.sources, "status": over.claim, "tellings": list(over.tellings)}
        yield record, more


def _write(name: str, found: Sequence[Recorded], form: str, ledger: View, told: dict[str, Merged]) -> None:
    if form == "json":
        from dragoman.export.json import record_line

        for record, more in _sources(found, ledger, told):
            sys.stdout.write(record_line(record, **more) + "\n")
    elif form == "csv":
        from dragoman.export.csv import lines

        columns = ("report", "published", *(("sources", "status", "tellings") if name == "events" and told else ()))
        flat = ((r, {k: ";".join(v) if isinstance(v, list) else v for k, v in m.items()}) for r, m in _sources(found, ledger, told))
        sys.stdout.writelines(lines(flat, LISTINGS[name].model, columns))
    else:
        from dragoman.export.table import plain, records

        paper = console(sys.stdout)
        voices = ("sources", lambda r: plain(f"{told[r.id].sources} {told[r.id].claim}"), 2)
        paper.print(records(found, name, paper.width, ids=True, more=(voices,) if told else ()))
