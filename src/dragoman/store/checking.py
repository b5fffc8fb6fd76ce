"""What `check` holds a reading to, whatever keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.ledger import Judgement
from dragoman.ledger import judgement as made
from dragoman.model import Attribution, Entity, Issue, Reading, Record, Repair, Span
from dragoman.store.base import Problem
from dragoman.store.rows import digest, fits, text_hash

MEND = "`dragoman check --mend` makes it anew"
STALE = f"what is derived is not what follows from the records; {MEND}"


def spans(value: Any) -> Iterator[tuple[int, int, str | None]]:
    """Every span inside a record: its ends and, of evidence and content, its words. An entity's words may have been mended."""
    if isinstance(value, Record):
        if isinstance(value, Span):
            yield value.start, value.end, value.text
        elif isinstance(value, Entity | Attribution | Issue | Repair):
            yield value.start, value.end, None
        for name in type(value).model_fields:
            if not (isinstance(value, Entity) and name == "candidates"):
                yield from spans(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from spans(item)


def faults(reading: Reading, length: int | None) -> Iterator[Problem]:
    """Spans of a reading's records and issues that are not inside the text, or whose words are not what stands there."""
    text, report = reading.report.text, reading.report.id
    every = [*reading.events, *reading.statements, *reading.relations, *reading.figures, *reading.issues, *reading.repairs]
    for record in every:
        name = getattr(record, "id", "") or type(record).__name__.lower()
        for start, end, words in spans(record):
            if not 0 <= start <= end or (length is not None and end > length):
                yield Problem(report, name, f"the span {start}..{end} is outside the text of {length} characters")
            elif words is not None and (text[start:end] != words if text is not None else len(words) != end - start):
                yield Problem(report, name, f"the words at {start}..{end} are not {words!r}")


def kept_whole(reading: Reading, keep_text: bool, length: int | None, sha: str | None, kept_digest: str) -> Iterator[Problem]:
    """Whether text and records of a reading are what was kept: ``length`` and ``sha`` of its text, and the hash of its records."""
    name, text = reading.report.id, reading.report.text
    if not fits(reading.report) or (text is not None and (len(text), text_hash(text)) != (length, sha)):
        yield Problem(name, "", "the text is not what was kept: its hash does not fit")
    if text is None and keep_text and length is not None:
        yield Problem(name, "", "the text is gone")
    if digest(reading) != kept_digest:
        yield Problem(name, "", "the records are not what was kept: their hash does not fit")
    yield from faults(reading, length)


def signed(judgements: Iterable[Judgement]) -> Iterator[Problem]:
    """Judgements whose id is not the hash of what they say."""
    for j in judgements:
        if made(j.action, j.target, by=j.by, on=j.on, others=j.others, fields=j.fields, note=j.note).id != j.id:
            yield Problem("", j.id, "the judgement is not what was signed: its hash does not fit")
