"""``dragoman why``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli import _options as o
from dragoman.cli import _store
from dragoman.cli._output import show
from dragoman.export.quote import evidence, quote
from dragoman.export.table import plain
from dragoman.model import Attribution, Entity, Event, Reason, Record, Relation, ReportHead, Span, Valid, When, Where

if TYPE_CHECKING:
    from dragoman.store import Found, View

HIDDEN = ("id", "why", "evidence")


def why(
    name: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or its beginning.")],
    store: o.Store = None,
) -> None:
    """Show one record: each field, and the words, rule, table or head of the model it came from, with scores and candidates.

    Examples:

      dragoman why 3f9c21 --store ledger.db
    """
    from dragoman.export.judgements import lines

    with _store.viewed(store) as ledger:
        found = ledger.record(name)
        judged = list(lines(ledger.judgements(), {found.record.id, getattr(found.record, "basis", "")}))
        tellings = [*_tellings(ledger, found), *_implied(ledger, found)]
    said = [Text(), Text("judgements", "bold"), *map(plain, judged)] if judged else []
    show(Group(explained(found.record, found.text), *tellings, *said, Text(), _source(found.report)))


def _tellings(ledger: View, found: Found) -> list[Text]:
    """Of an event that several reports tell: the others, with their reports."""
    from dragoman.ledger import merge
    from dragoman.ledger.parties import names

    record = found.record
    if not isinstance(record, Event):
        return []
    actor = next((n for e in (*record.actors, *record.recipients) for n in names(e)), None)
    over = next(
        (m for m in merge(ledger.told(actor, None, [record.event_type]), judgements=ledger.judgements()) if record.id in m.tellings), None
    )
    others = [ledger.record(i) for i in over.tellings if i != record.id] if over else []
    lines = [
        Text.assemble(plain(f"{o.record.id} ", "cyan"), quote(o.text, evidence(o.record)), plain(f" {o.report.published or ''}", "dim"))
        for o in others
    ]
    return [Text(), Text(f"also told by {len(others)} {'report' if len(others) == 1 else 'reports'}", "bold"), *lines] if lines else []


def _implied(ledger: View, found: Found) -> list[Text]:
    """Of an organisation's relation: what it implies, and for which members, at any time after it began."""
    from dragoman.export.states import party
    from dragoman.ledger.members import days, passed
    from dragoman.ledger.parties import each, names

    record = found.record
    if not isinstance(record, Relation) or record.a is None or record.b is None:
        return []
    one, other = (next(iter(names(each(e)[0])), None) for e in (record.a, record.b))
    told = [f for f in ledger.facts(one, other, [record.kind]) if f.id == record.id and not f.via] if one and other else []
    lines: list[Text] = []
    for fact in told:
        begun = (fact.from_latest or fact.known or fact.from_earliest or dt.date.min).toordinal()
        held = [p for p in passed(fact) if any(last >= begun for _, last in days(p.kind, p.a, p.b, p.via or ""))]
        if held:
            sides = ", ".join(f"{p.a}–{p.b}" for p in held)
            lines.append(
                plain(f"implies for members of {party(held[0].via or '')}, while they are: {held[0].kind} {held[0].level}: {sides}")
            )
    return [Text(), *lines] if lines else []


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
    return Group(title, Text(), quote(text, evidence(record)), Text(), table)


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
