"""What any store answers once it has its facts and readings: the ledger's questions, and its own check."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, cast

from dragoman.errors import UsageError
from dragoman.ledger import Answer, Fact, Interval, Judgement, Rule, as_of, timeline
from dragoman.ledger.judgements import corrected
from dragoman.model import Attribution, Entity, Event, Figure, Issue, Reading, Record, Relation, Repair, Span, Statement
from dragoman.store.base import Ask, Found, Kept, Problem
from dragoman.store.rows import pattern


def asked(fact: Fact, actor: str | None, other: str | None, kinds: Sequence[str] = ()) -> bool:
    """Whether a fact is of these kinds and between these two, in either order."""
    sides = ({n.casefold() for n in fact.a_names}, {n.casefold() for n in fact.b_names})
    one, two = (pattern(p) if p is not None else None for p in (actor, other))

    def fit(side: set[str], name: str | None) -> bool:
        return name is None or name in side

    either = (fit(sides[0], one) and fit(sides[1], two)) or (fit(sides[1], one) and fit(sides[0], two))
    return (not kinds or fact.kind in kinds) and either


class Answers:
    """The part of a view that is the same over every implementation."""

    @abstractmethod
    def _records(self, kind: str, ask: Ask) -> list[Kept]: ...

    @abstractmethod
    def facts(self, actor: str | None = None, other: str | None = None, kinds: Sequence[str] = ()) -> list[Fact]:
        """Facts for the fold, with those that bear on them (who else held the place)."""

    @abstractmethod
    def record(self, name: str) -> Found:
        """The record of this id, or of the only id that begins so."""

    @abstractmethod
    def judgements(self) -> list[Judgement]:
        """All judgements, by day and id."""

    def events(
        self,
        actor: str | None = None,
        other: str | None = None,
        types: Sequence[str] = (),
        start: dt.date | None = None,
        end: dt.date | None = None,
        *,
        min_confidence: float = 0.0,
    ) -> list[Event]:
        """Events as judged; `Ask` says which."""
        return cast("list[Event]", self._records("event", Ask(actor, other, tuple(types), start, end, min_confidence)))

    def statements(
        self,
        actor: str | None = None,
        other: str | None = None,
        types: Sequence[str] = (),
        start: dt.date | None = None,
        end: dt.date | None = None,
        *,
        min_confidence: float = 0.0,
    ) -> list[Statement]:
        """Statements; the parties are speaker and addressee."""
        return cast("list[Statement]", self._records("statement", Ask(actor, other, tuple(types), start, end, min_confidence)))

    def relations(
        self,
        actor: str | None = None,
        other: str | None = None,
        types: Sequence[str] = (),
        start: dt.date | None = None,
        end: dt.date | None = None,
        *,
        min_confidence: float = 0.0,
    ) -> list[Relation]:
        """Relations as reports have them; the country of the place is a party too."""
        return cast("list[Relation]", self._records("relation", Ask(actor, other, tuple(types), start, end, min_confidence)))

    def figures(
        self,
        actor: str | None = None,
        other: str | None = None,
        types: Sequence[str] = (),
        start: dt.date | None = None,
        end: dt.date | None = None,
        *,
        min_confidence: float = 0.0,
    ) -> list[Figure]:
        """Figures; the parties are who vouches for them, and those of their event."""
        return cast("list[Figure]", self._records("figure", Ask(actor, other, tuple(types), start, end, min_confidence)))

    def as_of(
        self,
        day: dt.date,
        known_by: dt.date | None = None,
        actor: str | None = None,
        other: str | None = None,
        kinds: Sequence[str] = (),
        *,
        rule: Rule | None = None,
    ) -> list[Answer]:
        """What held on ``day`` between those asked for, as far as published by ``known_by``."""
        facts = self.facts(actor, other, kinds)
        keys = {f.key for f in facts if asked(f, actor, other, kinds)}
        return [a for a in as_of(facts, day, known_by, rule=rule or Rule()) if (a.kind, a.a, a.b, a.place) in keys]

    def timeline(
        self,
        actor: str | None = None,
        other: str | None = None,
        kinds: Sequence[str] = (),
        known_by: dt.date | None = None,
        *,
        rule: Rule | None = None,
    ) -> list[Interval]:
        """All intervals between those asked for."""
        facts = self.facts(actor, other, kinds)
        keys = {f.key for f in facts if asked(f, actor, other, kinds)}
        return [i for i in timeline(facts, known_by, rule=rule or Rule()) if i[:4] in keys]

    def _weigh(self, judgement: Judgement) -> None:
        """Refuse a judgement of what is not kept, or whose correction does not fit. Raises `UsageError`."""
        earlier = {j.id for j in self.judgements()}
        if judgement.action == "withdraw" and judgement.target in earlier:
            return
        for name in (judgement.target, *judgement.others):
            found = self.record(name)
            if found.record.id != name:
                raise UsageError(f"a judgement names records by their whole id: {found.record.id}, not {name}")
            if judgement.others and found.kind != "event":
                raise UsageError(f"only events are merged or split; {name} is a {found.kind}")
        if judgement.action == "correct":
            corrected(self.record(judgement.target).record, judgement)


def not_one(name: str, found: Sequence[str]) -> UsageError:
    """The error for an id that begins no record, or several."""
    if not found:
        return UsageError(f"no record {name!r} is kept; `dragoman events` lists those that are")
    shown = ", ".join(found[:4]) + ("…" if len(found) > 4 else "")
    return UsageError(f"{name!r} begins {len(found)} records: {shown}; give more of the id")


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
