"""``dragoman codebook``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli._output import show
from dragoman.errors import UsageError

QUADS = {"1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict", "4": "material conflict"}


def codebook(
    name: Annotated[str | None, typer.Argument(metavar="TYPE", help="An event type, or a kind of relation.", show_default=False)] = None,
) -> None:
    """Show what Dragoman records: event types and their modes, relation kinds and their levels, sectors.

    Examples:

      dragoman codebook

      dragoman codebook SANCTION

      dragoman codebook diplomatic
    """
    from dragoman.ontology.plover import rows

    if name is None:
        show(_all())
        return
    event = next((row for row in rows("events") if row["event"] == name.upper()), None)
    kind = next((row for row in rows("kinds") if row["kind"] == name.lower()), None)
    if event is None and kind is None:
        known = ", ".join([*(r["event"] for r in rows("events")), *(r["kind"] for r in rows("kinds"))])
        raise UsageError(f"no type or kind {name!r}; there are {known}")
    show(_event(event) if event else _kind(kind or {}))


def _all() -> RenderableType:
    from dragoman.ontology.plover import rows

    modes = {r["event"]: [m["mode"] for m in rows("modes") if m["event"] == r["event"] and m["mode"]] for r in rows("events")}
    levels = {r["kind"]: [x["level"] for x in rows("levels") if x["kind"] == r["kind"]] for r in rows("kinds")}
    return Group(
        _table(
            "Events (PLOVER)",
            ("type", "quad", "meaning", "modes"),
            [(r["event"], QUADS[r["quad"]], r["definition"], ", ".join(modes[r["event"]])) for r in rows("events")],
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


def _event(row: dict[str, str]) -> RenderableType:
    from dragoman.ontology.plover import derived, rows

    name = row["event"]
    found = derived(name, None)
    head = Text.assemble((name, "bold"), f"  {QUADS[row['quad']]}\n{row['definition']}\n")
    head.append(f"CAMEO {found.cameo}, Goldstein {found.goldstein}, intensity {found.intensity} where no row below fits", "dim")
    modes = [(r["mode"], r["score"], derived(name, r["mode"]).cameo or "") for r in rows("modes") if r["event"] == name and r["mode"]]
    crossed = [r for r in rows("crosswalk") if r["event"] == name]
    crossing = [(r["mode"] or "any", r["context"] or "any", r["words"], r["cameo"], _cameo(r["cameo"])) for r in crossed]
    parts: list[RenderableType] = [head]
    if modes:
        parts.append(_table("Modes", ("mode", "intensity", "CAMEO"), modes))
    if crossing:
        parts.append(_table("To CAMEO (the first row that fits)", ("mode", "context", "words (pattern)", "code", "meaning"), crossing))
    return Group(*parts)


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
