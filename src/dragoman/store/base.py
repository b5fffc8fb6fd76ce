"""What a store is: readings kept whole, asked in rows. One contract (``tests/store/test_contract.py``) holds every implementation.

`View` and `Store` say what an implementation gives; the questions that are answered alike everywhere are answered here.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar, cast

from dragoman.errors import UsageError
from dragoman.ledger import Answer, Fact, Interval, Judgement, Rule, Told
from dragoman.ledger.fold import by_key, folded
from dragoman.ledger.judgements import clash, corrected, standing
from dragoman.ledger.parties import kinds, levels
from dragoman.model import Event, Figure, Reading, Relation, ReportHead, Statement
from dragoman.store.answers import meant

Kept = Event | Statement | Relation | Figure
R = TypeVar("R", Event, Statement, Relation, Figure)


class Found(NamedTuple):
    """One record for `why`: as judged (a withdrawn one as it was read), its report's head, and the report's text where it is kept."""

    kind: str
    record: Kept
    report: ReportHead
    text: str | None


class Change(NamedTuple):
    """What reading a report again changed: ids of records. ``changed`` ones kept their id, but say something else."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


class Problem(NamedTuple):
    """A fault that `check` found: in which report and record (empty where it is the store's), and what it is."""

    report: str
    record: str
    what: str


class Ask(NamedTuple):
    """Which records are wanted.

    ``actor`` and ``other`` are patterns: three letters match a country, anything longer a code or an id exactly, and members of lists
    count. With both, two different parties of the record match them. ``types`` are event types, kinds of relations, units of figures
    or verbs of statements. ``start`` and ``end``: the record's days overlap them; what bears no date does not. ``known_by``: its report
    was published by that day.
    """

    actor: str | None = None
    other: str | None = None
    types: tuple[str, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    min_confidence: float = 0.0
    known_by: dt.date | None = None


class Listing(Generic[R]):
    """The question for all records of one kind, of a view; what it takes is said by `Ask`. Records come as judged."""

    def __init__(self, view: View, kind: str) -> None:
        self._view, self._kind = view, kind

    def __call__(
        self,
        actor: str | None = None,
        other: str | None = None,
        types: Sequence[str] = (),
        start: dt.date | None = None,
        end: dt.date | None = None,
        *,
        min_confidence: float = 0.0,
        known_by: dt.date | None = None,
    ) -> list[R]:
        """The records, by day, publication, report and place in the report, whatever the order of arrival."""
        return cast("list[R]", self._view._records(self._kind, Ask(actor, other, tuple(types), start, end, min_confidence, known_by)))


class View(ABC):
    """Reading from a store."""

    @property
    def events(self) -> Listing[Event]:
        """``events(actor, other, types, start, end)``; the parties are actors and recipients."""
        return Listing(self, "event")

    @property
    def statements(self) -> Listing[Statement]:
        """``statements(…)``; the parties are speaker and addressee."""
        return Listing(self, "statement")

    @property
    def relations(self) -> Listing[Relation]:
        """``relations(…)`` as reports have them (`as_of` says what holds); the country of the place is a party too."""
        return Listing(self, "relation")

    @property
    def figures(self) -> Listing[Figure]:
        """``figures(…)``; the parties are who vouches for them, and those of their event."""
        return Listing(self, "figure")

    @abstractmethod
    def _records(self, kind: str, ask: Ask) -> list[Kept]: ...

    @abstractmethod
    def reports(self) -> list[ReportHead]:
        """The reports, by publication and id, without their texts."""

    @abstractmethod
    def ids(self) -> set[str]:
        """The ids of the reports."""

    @abstractmethod
    def reading(self, report: str) -> Reading | None:
        """All that was read off one report, as it was read; None for a report that is not kept."""

    @abstractmethod
    def told(
        self, actor: str | None = None, other: str | None = None, types: Sequence[str] = (), known_by: dt.date | None = None
    ) -> list[Told]:
        """Events with their reports, for `dragoman.ledger.merge`."""

    @abstractmethod
    def record(self, name: str) -> Found:
        """The record of this id; the beginning of the id is enough where only one begins so. Raises `UsageError` for none or several."""

    @abstractmethod
    def search(self, words: str) -> list[str]:
        """Ids of reports whose kept text has all the words."""

    @abstractmethod
    def _facts(self, actor: str | None, other: str | None, kinds: Sequence[str]) -> Iterator[Fact]:
        """`facts`, in order of kind and `dragoman.ledger.fold.bundle`."""

    def facts(self, actor: str | None = None, other: str | None = None, kinds: Sequence[str] = ()) -> list[Fact]:
        """Facts for the fold, with those that bear on them (who else held the place)."""
        return list(self._facts(actor, other, kinds))

    def intervals(
        self,
        actor: str | None = None,
        other: str | None = None,
        kinds: Sequence[str] = (),
        known_by: dt.date | None = None,
        *,
        rule: Rule | None = None,
    ) -> Iterator[Interval]:
        """`timeline`, one interval at a time: the whole ledger is folded in the memory of its busiest pair."""
        found = self._facts(actor, other, kinds)
        if actor is None and other is None:
            return folded((f for f in found if f.known_by(known_by)), rule or Rule(), self.voices())
        facts = list(found)
        keys, told = meant(facts, actor, other, kinds), self.voices(f.report for f in facts)
        return (i for i in folded((f for f in facts if f.known_by(known_by)), rule or Rule(), told) if by_key(i) in keys)

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
        return sorted(self.intervals(actor, other, kinds, known_by, rule=rule), key=by_key)

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
        held = (i for i in self.intervals(actor, other, kinds, known_by, rule=rule) if i.start <= day and (i.end is None or day <= i.end))
        return [Answer.of(i) for i in sorted(held, key=by_key)]

    @abstractmethod
    def voices(self, reports: Iterable[str] | None = None) -> dict[tuple[str, str], str]:
        """Whose words the near-copies among ``reports`` (by id; without it all) copy, as `dragoman.ledger.voices` has it."""

    @abstractmethod
    def judgements(self) -> list[Judgement]:
        """All judgements, withdrawn ones too, by day and id."""

    @abstractmethod
    def counts(self) -> dict[str, int]:
        """How many reports, events, statements, relations, figures and judgements are kept."""

    @abstractmethod
    def check(self) -> list[Problem]:
        """Faults: spans outside their text or with other words, hashes that do not fit, derived rows that are not what they derive from."""


class Writer(ABC):
    """Writing to a store. Each call is one transaction: it is kept whole or not at all."""

    @abstractmethod
    def add(self, reading: Reading) -> bool:
        """Keep a reading; False where the report is kept already (nothing changes then, `replace` does that)."""

    @abstractmethod
    def replace(self, reading: Reading) -> Change:
        """Keep a reading in place of an earlier one of the same report, and say what changed."""

    @abstractmethod
    def judge(self, judgement: Judgement) -> bool:
        """Keep a judgement; False for one that is kept already. Raises `UsageError` where its target is unknown or it does not fit."""

    @abstractmethod
    def rederive(self) -> None:
        """Make every derived row anew from the records and judgements."""


class Store(View, Writer):
    """A store: both, at one place."""

    keep_text: bool

    @abstractmethod
    def view(self) -> AbstractContextManager[View]:
        """A view that stays as it is while others write."""

    @abstractmethod
    def backup(self, path: str | Path) -> None:
        """Copy the store, as it is now, to a new file."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the file."""

    def __enter__(self: S) -> S:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

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
        for other in standing(self.judgements()):
            if other.on == judgement.on and other.id != judgement.id and clash(other, judgement):
                raise UsageError(f"{other.id} says something else of it on the same day: withdraw that first")
        if judgement.action == "correct":
            fixed = corrected(self.record(judgement.target).record, judgement)
            if isinstance(fixed, Relation):
                _check_level(fixed)


def _check_level(relation: Relation) -> None:
    """Refuse what the tables have not. Raises `UsageError`."""
    if relation.kind not in kinds():
        raise UsageError(f"{relation.kind!r} is no kind of relation; there are {', '.join(kinds())}")
    known = [level for kind, level in levels() if kind == relation.kind and level]
    if relation.level is not None and relation.level not in known:
        raise UsageError(f"{relation.kind} has no level {relation.level!r}; it has {', '.join(known)}")


S = TypeVar("S", bound=Store)
