"""``dragoman codebook``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli import _options as o
from dragoman.cli._output import show
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ontology.plover import Derived

QUADS = {"1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict", "4": "material conflict"}


def codebook(
    name: Annotated[str | None, typer.Argument(metavar="TYPE", help="An event type, or a kind of relation.", show_default=False)] = None,
    model: o.Model = None,
) -> None:
    """Show what Dragoman records: event types and their modes, relation kinds and their levels, sectors.

    Examples:

      dragoman codebook

      dragoman codebook SANCTION

      dragoman codebook diplomatic

      dragoman codebook --model my_model
    """
    from dragoman.ontology.plover import rows

    book = _book(model)
    if name is None:
        show(_all(book))
        return
    event = next((row for row in book.events if row["event"].upper() == name.upper()), None)
    kind = next((row for row in rows("kinds") if row["kind"] == name.lower()), None)
    if event is None and kind is None:
        known = ", ".join([*(r["event"] for r in book.events), *(r["kind"] for r in rows("kinds"))])
        raise UsageError(f"no type or kind {name!r}; there are {known}")
    show(_event(event, book) if event else _kind(kind or {}))


@dataclass(frozen=True)
class _Book:
    """The event types that are shown."""

    title: str
    events: list[dict[str, str]]
    modes: list[dict[str, str]]
    derived: Callable[..., Derived]

    def of(self, event: str) -> list[dict[str, str]]:
        """The modes of a type."""
        return [row for row in self.modes if row["event"] == event]


def _book(model: Path | None) -> _Book:
    """PLOVER's types, or those of a model."""
    from dragoman.ontology.plover import derived, event_modes
    from dragoman.ontology.types import book

    if model is None:
        return _Book("Events (PLOVER)", *book(event_modes()), derived)
    from dragoman.read.engine import Engine

    engine = Engine(model)
    return _Book(f"Events of {model}", *book(engine.labels.modes(), engine.types), engine.types.derived if engine.types else derived)


def _all(book: _Book) -> RenderableType:
    from dragoman.ontology.plover import rows

    levels = {r["kind"]: [x["level"] for x in rows("levels") if x["kind"] == r["kind"]] for r in rows("kinds")}
    return Group(
        _table(
            book.title,
            ("type", "quad", "meaning", "modes"),
            [
                (r["event"], QUADS.get(r["quad"], ""), r["definition"], ", ".join(m["mode"] for m in book.of(r["event"])))
                for r in book.events
            ],
        ),
        _table(
            "Relations", ("kind", "levels", "meaning"), [(r["kind"], ", ".join(levels[r["kind"]]), r["definition"]) for r in rows("kinds")]
        ),
        _table("Contexts of events", ("context",), [(", ".join(r["context"] for r in rows("contexts")),)]),
        _table("Sectors of actors", ("code", "label", "kind"), [(r["code"], r["label"], r["kind"]) for r in rows("sectors")]),
        _table("Marks of an event", ("mark", "meaning"), MARKS),
        Text("\ndragoman codebook TYPE says more of one.", style="dim"),
    )


MARKS = (
    ("historical", "ended more than a year before publication"),
    ("future", "has not happened yet"),
    ("hypothetical", "only supposed, asked for or made to depend on something"),
    ("negation", "reported not to have happened"),
    ("alleged", "one side says it of another"),
    ("confirmed", "the doer says it, or both do"),
    ("denied", "a party says that it was not so"),
)


def _event(row: dict[str, str], book: _Book) -> RenderableType:
    from dragoman.ontology.plover import rows

    name = row["event"]
    found = book.derived(name, None)
    head = Text.assemble((name, "bold"), f"  {QUADS.get(row['quad'], 'no quad')}\n{row['definition']}\n")
    cameo, goldstein, intensity = ("none" if x is None else x for x in (found.cameo, found.goldstein, found.intensity))
    head.append(f"CAMEO {cameo}, Goldstein {goldstein}, intensity {intensity} where no row below fits", "dim")
    modes = [_mode(r, book.derived(name, r["mode"])) for r in book.of(name)]
    crossed = [r for r in rows("crosswalk") if r["event"] == name and row in rows("events")]
    crossing = [(r["mode"] or "any", r["context"] or "any", r["words"], r["cameo"], _cameo(r["cameo"])) for r in crossed]
    parts: list[RenderableType] = [head]
    if modes:
        parts.append(_table("Modes", ("mode", "intensity", "CAMEO", "meaning")[: max(map(len, modes))], modes))
    if crossing:
        parts.append(_table("To CAMEO (the first row that fits)", ("mode", "context", "words (pattern)", "code", "meaning"), crossing))
    return Group(*parts)


def _mode(row: dict[str, str], found: Derived) -> tuple[str, ...]:
    """Mode, intensity, CAMEO code and, of a user's own mode, what it means."""
    intensity = row["score"] or ("" if found.intensity is None else str(found.intensity))
    return row["mode"], intensity, found.cameo or "", *filter(None, [row.get("definition")])


def _cameo(code: str) -> str:
    from dragoman.ontology.plover import rows

    return next((r["name"] for r in rows("cameo") if r["code"] == code), "")


def _kind(row: dict[str, str]) -> RenderableType:
    from dragoman.ontology.plover import rows

    both = "between the two" if row["undirected"] == "1" else "from one to the other"
    term = f"{round(int(row['term_days']) / 365.25, 1):g} years"
    head = Text.assemble((row["kind"], "bold"), f"  {both}\n{row['definition']}\n")
    head.append(f"Held to last, unless a report ends it, for at most {term}. Parties: {row['party']}.", "dim")
    if row["passes"]:
        bodies = ", ".join(row["bodies"].split(";"))
        head.append(f"\nPasses to the members of {bodies} (in the place of {row['body']}), as {row['passes']}.", "dim")
    return Group(
        head, _table("Levels", ("level", "meaning"), [(r["level"], r["definition"]) for r in rows("levels") if r["kind"] == row["kind"]])
    )


def _table(title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", title_style="bold", box=None, header_style="dim", padding=(0, 2, 0, 0))
    for number, column in enumerate(columns):
        table.add_column(column, style="cyan" if number == 0 else "", no_wrap=number == 0 and len(columns) > 1, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
