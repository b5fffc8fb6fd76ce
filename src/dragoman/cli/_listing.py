"""What `events`, `statements`, `relations` and `figures` share: a question to the ledger and its answer in three formats."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dragoman.cli import _store
from dragoman.cli._output import console
from dragoman.errors import UsageError
from dragoman.export.words import Recorded
from dragoman.model import Event, Figure, Relation, Statement

if TYPE_CHECKING:
    from dragoman.store import View

Kind = Literal["events", "statements", "relations", "figures"]
Format = Annotated[
    Literal["table", "json", "csv"], typer.Option("--format", "-f", help="table for people, json one line a record, csv flat rows.")
]
MODELS: dict[Kind, type[Recorded]] = {"events": Event, "statements": Statement, "relations": Relation, "figures": Figure}
TITLES = {"events": "events", "statements": "statements", "relations": "states", "figures": "figures"}


def types(kind: Kind, given: Sequence[str] | None) -> tuple[str, ...]:
    """The types asked for, as they are written in records.

    Raises:
        UsageError: one that there is not.
    """
    known = _known(kind)
    found = []
    for name in given or ():
        hit = next((k for k in known if k.lower() == name.lower()), None)
        if known and hit is None:
            raise UsageError(f"no type {name!r} among {kind}; there are {', '.join(known)}")
        found.append(hit or name)
    return tuple(found)


def _known(kind: Kind) -> list[str]:
    if kind == "statements":
        return []
    if kind == "figures":
        from dragoman.learn.corpus import UNITS

        return list(UNITS)
    from dragoman.ontology.plover import rows

    return [row["event" if kind == "events" else "kind"] for row in rows("events" if kind == "events" else "kinds")]


def listing(
    kind: Kind,
    actors: Sequence[str] | None,
    *,
    store: Path | None,
    names: Sequence[str] | None,
    start: dt.date | None,
    end: dt.date | None,
    form: str,
    min_confidence: float,
) -> int:
    """Ask the ledger and write the answer on standard output."""
    codes = [code.upper() for code in actors or ()]
    if len(codes) > 2:
        raise UsageError(f"at most two actors, not {len(codes)}")
    if start and end and end < start:
        raise UsageError(f"--to {end} lies before --from {start}")
    wanted = types(kind, names)
    with _store.opened(store) as ledger:
        actor, other = (*codes, None, None)[:2]
        found = getattr(ledger, kind)(actor, other, types=wanted, start=start, end=end, min_confidence=min_confidence)
        _write(kind, found, form, ledger)
    return 0


def _sources(found: Iterable[Recorded], ledger: View) -> Iterator[tuple[Recorded, dict[str, Any]]]:
    """Records with the report that each is from: whoever cites one needs it."""
    for record in found:
        head = ledger.record(record.id).report
        yield record, {"report": head.id, "published": head.published}


def _write(kind: Kind, found: Sequence[Recorded], form: str, ledger: View) -> None:
    if form == "json":
        from dragoman.export.json import record_line

        for record, more in _sources(found, ledger):
            sys.stdout.write(record_line(record, **more) + "\n")
    elif form == "csv":
        from dragoman.export.csv import lines

        sys.stdout.writelines(lines(_sources(found, ledger), MODELS[kind], ("report", "published")))
    else:
        from dragoman.export.table import records

        paper = console(sys.stdout)
        paper.print(records(found, TITLES[kind], paper.width, ids=True))
