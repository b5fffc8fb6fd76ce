"""Tables for people, drawn by rich: as wide as the terminal, in blocks where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.export import words
from dragoman.model import Event, Figure, Issue, Reading, Relation, ReportHead, Statement

NARROW = 100
"""Columns below which a record is a block of lines, not a row."""
LONG = 160
"""Characters of a statement's words that a row shows."""
QUADS = {"verbal_cooperation": "green", "material_cooperation": "bold green", "verbal_conflict": "yellow", "material_conflict": "red"}
FIXED = {"sure": 4, "id": 16, "when": 22, "state": 14, "kind": 11, "sources": 11, "from": 10, "to": 10}
"""Columns that are as wide as their longest cell, up to this, and take no share of the rest."""
CONTROLS = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}
"""What a report may hold, but a terminal would obey."""
LEAST = 12
"""Columns within which no word is broken."""
Column = tuple[str, Callable[[Any], Text], int]


def plain(text: Any, style: str = "") -> Text:
    """Text that is never taken for markup."""
    return Text("" if text is None else str(text).translate(CONTROLS), style=style)


def _who(record: Event) -> Text:
    return plain(words.parties(record.actors), "bold")


def _did(event: Event) -> Text:
    text = Text().append(event.event_type, QUADS.get(event.quad or "", ""))
    if event.event_mode:
        text.append(f"/{event.event_mode}")
    marks = [*event.auxiliary, *([event.claim] if event.claim != "reported" else [])]
    if marks:
        text.append(f" {', '.join(marks)}", "magenta")
    if event.evidence:
        text.append(f" “{' … '.join(_short(s.text, 60) for s in event.evidence)}”", "dim")
    return text


def _short(text: str, most: int = LONG) -> str:
    return words.short(text.translate(CONTROLS), most)


def _sure(record: words.Recorded) -> Text:
    return plain(f"{record.confidence:.2f}", "" if record.confidence >= 0.5 else "dim")


def _id(record: words.Recorded) -> Text:
    return plain(record.id, "dim")


EVENTS: tuple[Column, ...] = (
    ("when", lambda e: plain(words.when(e.date)), 3),
    ("who", _who, 4),
    ("did what", _did, 6),
    ("to whom", lambda e: plain(words.parties(e.recipients), "bold"), 4),
    ("where", lambda e: plain(words.where(e.place)), 2),
    ("on whose word", lambda e: plain(words.voices(e.attribution)), 3),
    ("sure", _sure, 1),
)
RELATIONS: tuple[Column, ...] = (
    ("state", lambda r: plain(r.kind), 2),
    ("between", lambda r: plain(words.between(r), "bold"), 6),
    ("level", lambda r: plain(", ".join([r.level or "not said", *r.types]) + (f" (by {r.by})" if r.by else "")), 3),
    ("held", lambda r: plain(words.valid(r.valid)), 4),
    ("on whose word", lambda r: plain(words.voices(r.attribution)), 3),
    ("sure", _sure, 1),
)
STATEMENTS: tuple[Column, ...] = (
    ("when", lambda s: plain(words.when(s.date)), 3),
    ("speaker", lambda s: plain(words.who(s.speaker) or "not said", "bold"), 4),
    ("said", lambda s: plain(_short(s.content.text)), 9),
    ("to", lambda s: plain(words.who(s.addressee)), 3),
    ("through", lambda s: plain(", ".join([*([s.medium] if s.medium else []), *s.outlets])), 3),
    ("sure", _sure, 1),
)
FIGURES: tuple[Column, ...] = (
    ("figure", lambda f: plain(words.amount(f), "bold"), 4),
    ("of", lambda f: plain(f.of), 4),
    ("when", lambda f: plain(words.when(f.date)), 3),
    ("where", lambda f: plain(words.where(f.place)), 3),
    ("on whose word", lambda f: plain(words.voices(f.attribution)), 4),
    ("sure", _sure, 1),
)
COLUMNS = {Event: EVENTS, Relation: RELATIONS, Statement: STATEMENTS, Figure: FIGURES}


def records(found: Sequence[words.Recorded], title: str, width: int, *, ids: bool = False, more: Sequence[Column] = ()) -> RenderableType:
    """Records of one kind: a table, or blocks where ``width`` is below `NARROW`. ``ids`` shows what `why` asks for, ``more`` other columns."""
    if not found:
        return plain(f"no {title}", "dim")
    columns = [*COLUMNS[type(found[0])], *more, *([("id", _id, 3)] if ids else [])]
    return drawn(found, title, width, columns)


def drawn(found: Sequence[Any], title: str, width: int, columns: Sequence[Column]) -> RenderableType:
    """Anything in columns (name, cell, share of the width), those left out that are empty throughout."""
    if not found:
        return plain(f"no {title}", "dim")
    used = [c for c in columns if any(c[1](r).plain for r in found)]
    return _blocks(found, title, used) if width < NARROW else _table(found, title, used)


def _table(found: Sequence[Any], title: str, columns: Sequence[Column]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", expand=True, box=None, header_style="dim", padding=(0, 1, 0, 0))
    rows = [[cell(record) for _, cell, _ in columns] for record in found]
    for (name, _, share), cells in zip(columns, zip(*rows, strict=True), strict=True):
        most = FIXED.get(name)
        width = min(most, max(len(name), *(cell.cell_len for cell in cells))) if most else None
        word = max((len(word) for cell in cells for word in cell.plain.split()), default=0)
        table.add_column(name, ratio=None if width else share, width=width, min_width=min(word, LEAST), overflow="fold", vertical="top")
    for row in rows:
        table.add_row(*row)
    return table


def _blocks(found: Sequence[Any], title: str, columns: Sequence[Column]) -> RenderableType:
    parts: list[RenderableType] = [plain(title, "bold")]
    for record in found:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(style="dim", no_wrap=True, min_width=2)
        grid.add_column(overflow="fold")
        for name, cell, _ in columns:
            if (text := cell(record)).plain:
                grid.add_row(f"  {name}", text)
        parts.extend([grid, Text()])
    return Group(*parts[:-1])


def _head(report: ReportHead) -> Text:
    text = Text().append_text(plain(words.headline(report), "bold underline"))
    day = f"published {report.published} ({report.published_basis})" if report.published else "no publication date"
    text.append_text(plain(f"\n{', '.join(part for part in (day, report.publisher, report.source_id, report.url) if part)}", "dim"))
    return text


def _issues(issues: Iterable[Issue], report: ReportHead) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="yellow", overflow="fold")
    grid.add_column(style="dim", overflow="fold")
    for issue in issues:
        quoted = (
            _short((report.text or "")[issue.start : issue.end], 40) if issue.end > issue.start and issue.end - issue.start < 2000 else ""
        )
        told = [f"“{quoted}”" if quoted and quoted not in (issue.detail or "") else "", issue.detail or ""]
        grid.add_row(plain(f"  {issue.what}"), plain(": ".join(part for part in told if part)))
    return Group(plain("doubts", "bold"), grid)


def reading(found: Reading, width: int, *, issues: bool = True) -> RenderableType:
    """One reading: its head, then events, states, statements, figures and doubts, each only where there is one."""
    parts: list[RenderableType] = [_head(found.report)]
    kinds = (("events", found.events), ("states", found.relations), ("statements", found.statements), ("figures", found.figures))
    for title, rows in kinds:
        if rows:
            parts.extend([Text(), records(rows, title, width)])
    if not any(rows for _, rows in kinds):
        parts.extend([Text(), plain("nothing that Dragoman records was found", "dim")])
    if issues and found.issues:
        parts.extend([Text(), _issues(found.issues, found.report)])
    return Group(*parts, Text())
