"""``dragoman why``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli import _options as o
from dragoman.cli import _store
from dragoman.cli._output import show
from dragoman.model import Attribution, Entity, Reason, Record, ReportHead, Span, Valid, When, Where

HIDDEN = ("id", "why", "evidence")
END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"‘])|\n+")


def why(
    name: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or its beginning.")],
    store: o.Store = None,
) -> None:
    """Show one record: each field, and the words, rule, table or head of the model it came from, with scores and candidates.

    Examples:

      dragoman why 3f9c21 --store ledger.db
    """
    with _store.opened(store) as ledger:
        found = ledger.record(name)
    show(Group(explained(found.record, found.text), Text(), _source(found.report)))


def _source(head: ReportHead) -> Text:
    parts = (
        f"report {head.id}",
        head.title,
        head.publisher,
        head.url,
        f"published {head.published}" if head.published else "no publication date",
    )
    return Text(", ".join(part for part in parts if part), "dim")


def explained(record: Record, text: str | None) -> RenderableType:
    """The sentence with the evidence marked, and every field with its reasons."""
    fields = {name: getattr(record, name) for name in type(record).model_fields if name not in HIDDEN}
    reasons = list(getattr(record, "why", ()))
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0), expand=True)
    for column, share in (("field", 2), ("value", 4), ("where it came from", 6)):
        table.add_column(column, ratio=share, overflow="fold")
    said: dict[str, str] = {}
    for name, value in fields.items():
        if value not in (None, (), "") and not isinstance(value, Span):
            came = _came(name, value, reasons)
            first = said.setdefault(came.plain, name) if came.plain else name
            table.add_row(Text(name, "cyan"), Text(shown(value)), came if first == name else Text(f"as for {first}", "dim"))
    rest = [r for r in reasons if not any(_speaks_of(r, name) for name in fields)]
    for reason in rest:
        table.add_row(Text(reason.field, "cyan"), Text(""), Text(_reason(reason)))
    title = Text.assemble((type(record).__name__, "bold"), f" {getattr(record, 'id', '')}")
    return Group(title, Text(), sentence(text, _spans(record)), Text(), table)


def _spans(record: Record) -> list[Span]:
    content = getattr(record, "content", None)
    return [*([content] if content else []), *getattr(record, "evidence", ())]


def sentence(text: str | None, spans: list[Span]) -> Text:
    """The sentences that hold ``spans``, with them marked; their words alone where the text is not kept."""
    if not spans:
        return Text("no words of the report", style="dim")
    if text is None:
        return Text.assemble(("text not kept; the words: ", "dim"), (" … ".join(s.text for s in spans), "reverse"))
    starts = [0, *(m.end() for m in END.finditer(text)), len(text)]
    out = Text()
    last = -1
    for start, end in pairwise(starts):
        inside = [s for s in spans if s.start < end and start < s.end]
        if not inside:
            continue
        if out.plain and start != last:
            out.append(" […] ", "dim")
        piece = Text(text[start:end])
        for span in inside:
            piece.stylize("bold reverse", max(0, span.start - start), min(end, span.end) - start)
        out.append_text(_bracketed(piece, start, end, inside))
        last = end
    out.rstrip()
    return out


def _bracketed(piece: Text, start: int, end: int, spans: Iterable[Span]) -> Text:
    """``piece`` with [brackets] around the marked words, which remain where there are no colours."""
    cuts = sorted(
        {(s.start - start, "[") for s in spans if start <= s.start < end} | {(s.end - start, "]") for s in spans if start < s.end <= end}
    )
    out, at = Text(), 0
    for place, bracket in cuts:
        out.append_text(piece[at:place])
        out.append(bracket, "bold")
        at = place
    out.append_text(piece[at:])
    return out


def shown(value: Any) -> str:
    """One field in words."""
    from dragoman.export import words

    match value:
        case Entity():
            text = words.who(value)
        case When():
            text = words.when(value) or "open"
        case Where():
            text = words.where(value)
        case Valid():
            text = words.valid(value)
        case Attribution():
            text = words.voices([value])
        case tuple():
            text = ", ".join(shown(item) for item in value)
        case _:
            text = str(value)
    return text


def _speaks_of(reason: Reason, name: str) -> bool:
    """Whether ``reason`` is about field ``name``; a reason may name several, and ``actors`` is also ``actor``."""
    named = {part.strip() for part in reason.field.split(",")}
    return name in named or name.rstrip("s") in named or f"{name}s" in named


def _reason(reason: Reason) -> str:
    score = "" if reason.score is None else f" ({reason.score:.2f})"
    return f"{reason.source}: {reason.detail}{score}"


def _came(name: str, value: Any, reasons: list[Reason]) -> Text:
    found = [_reason(r) for r in reasons if _speaks_of(r, name)]
    return Text("\n".join([*found, *_own(value)]))


def _own(value: Any) -> Iterator[str]:
    """The reasons that a value carries itself: of an entity, a date, a place."""
    if isinstance(value, tuple):
        for item in value:
            yield from _own(item)
    elif isinstance(value, Attribution):
        yield from _own(value.entity)
    elif isinstance(value, Entity | When | Where):
        yield f"“{value.text}”: {value.why or 'as read'}"
        if isinstance(value, Entity):
            if value.candidates:
                yield "candidates: " + ", ".join(f"{c.name}{f' ({c.code})' if c.code else ''} {c.score:.2f}" for c in value.candidates)
            yield from _own(value.members)
