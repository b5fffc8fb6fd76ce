"""CSV: flat rows, one table for each kind of record. Lists are joined by ``;``, text is UTF-8, null is an empty cell."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from dragoman.export import words
from dragoman.model import Bound, Event, Figure, Relation, Span, Statement, Valid, When, Where

Row = dict[str, Any]


def _date(date: When | None) -> Row:
    return {
        "date_start": date and date.start,
        "date_end": date and date.end,
        "date_text": date and date.text,
        "date_basis": date and date.basis,
    }


def _place(place: Where | None) -> Row:
    fields = ("name", "country", "lat", "lon", "geonameid", "precision")
    return {"place_text": place and place.text} | {f"place_{f}": getattr(place, f) if place else None for f in fields}


def _evidence(spans: Iterable[Span]) -> Row:
    found = list(spans)
    return {
        "evidence_start": ";".join(str(s.start) for s in found),
        "evidence_end": ";".join(str(s.end) for s in found),
        "evidence": " | ".join(s.text for s in found),
    }


def _bound(name: str, end: Bound | None) -> Row:
    return {f"{name}_earliest": end and end.earliest, f"{name}_latest": end and end.latest}


def event_row(e: Event) -> Row:
    """One event."""
    return {
        "id": e.id,
        "event_type": e.event_type,
        "event_mode": e.event_mode,
        "contexts": ";".join(e.contexts),
        "auxiliary": ";".join(e.auxiliary),
        "claim": e.claim,
        "actors": words.codes(e.actors),
        "actor_names": words.parties(e.actors, code=False),
        "recipients": words.codes(e.recipients),
        "recipient_names": words.parties(e.recipients, code=False),
        **_date(e.date),
        **_place(e.place),
        "cameo": e.cameo,
        "quad": e.quad,
        "goldstein": e.goldstein,
        "intensity": e.intensity,
        "attribution": words.voices(e.attribution),
        **_evidence(e.evidence),
        "confidence": e.confidence,
    }


def statement_row(s: Statement) -> Row:
    """One statement."""
    return {
        "id": s.id,
        "speaker": words.codes([s.speaker] if s.speaker else []),
        "speaker_name": words.who(s.speaker, code=False),
        "addressee": words.codes([s.addressee] if s.addressee else []),
        "medium": s.medium,
        "outlets": ";".join(s.outlets),
        "verb": s.verb,
        "quoted": s.quoted,
        "content_start": s.content.start,
        "content_end": s.content.end,
        "content": s.content.text,
        **_date(s.date),
        "events": ";".join(s.events),
        "relations": ";".join(s.relations),
        "confidence": s.confidence,
    }


def relation_row(r: Relation) -> Row:
    """One state."""
    return {
        "id": r.id,
        "kind": r.kind,
        "a": words.codes([r.a] if r.a else []),
        "a_name": words.who(r.a, code=False),
        "b": words.codes([r.b] if r.b else []),
        "b_name": words.who(r.b, code=False),
        **_place(r.place),
        "level": r.level,
        "by": r.by,
        "parties": words.codes(r.parties),
        "mediator": words.codes([r.mediator] if r.mediator else []),
        "types": ";".join(r.types),
        **_bound("from", r.valid.from_),
        **_bound("to", r.valid.to),
        "known": r.known,
        "basis": r.basis,
        "attribution": words.voices(r.attribution),
        **_evidence(r.evidence),
        "confidence": r.confidence,
    }


def figure_row(f: Figure) -> Row:
    """One figure."""
    return {
        "id": f.id,
        "value": f.value,
        "bound": f.bound,
        "unit": f.unit,
        "of": f.of,
        "event": f.event,
        **_place(f.place),
        **_date(f.date),
        "attribution": words.voices(f.attribution),
        **_evidence(f.evidence),
        "confidence": f.confidence,
    }


ROWS: dict[type[words.Recorded], Callable[[Any], Row]] = {
    Event: event_row,
    Statement: statement_row,
    Relation: relation_row,
    Figure: figure_row,
}


def row(record: words.Recorded) -> Row:
    """The flat row of any record."""
    return ROWS[type(record)](record)


def columns(kind: type[words.Recorded]) -> list[str]:
    """The columns of one kind of record, in their order: those of a record that says nothing."""
    fields: Row = {name: () if "tuple" in str(field.annotation) else None for name, field in kind.model_fields.items()}
    known = {"content": Span(start=0, end=0, text=""), "valid": Valid()}
    return list(row(kind.model_construct(**{**fields, **{name: value for name, value in known.items() if name in fields}})))


def lines(records: Iterable[tuple[words.Recorded, Row]], kind: type[words.Recorded], more: Sequence[str] = ()) -> Iterator[str]:
    """A header and one line for each record of a kind, each with its newline; the second of a pair are the columns ``more``, put first."""
    yield _line([*more, *columns(kind)])
    for record, first in records:
        yield _line([*(first[name] for name in more), *row(record).values()])


def _line(cells: Iterable[Any]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow(["" if cell is None else cell for cell in cells])
    return out.getvalue()
