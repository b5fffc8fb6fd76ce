"""What a store is: readings kept whole, asked in rows. One contract (``tests/store/test_contract.py``) holds every implementation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple, Protocol

from dragoman.ledger import Answer, Fact, Interval, Judgement, Rule, Told
from dragoman.model import Event, Figure, Reading, Relation, ReportHead, Statement

Kept = Event | Statement | Relation | Figure


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
    or verbs of statements. ``start`` and ``end``: the record's days overlap them; what bears no date does not.
    """

    actor: str | None = None
    other: str | None = None
    types: tuple[str, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    min_confidence: float = 0.0


class View(Protocol):
    """Reading from a store. Lists are in order of day, publication, report and place in the report, whatever the order of arrival."""

    def reports(self) -> list[ReportHead]:
        """The reports, by publication and id, without their texts."""
        ...

    def reading(self, report: str) -> Reading | None:
        """All that was read off one report, as it was read; None for a report that is not kept."""
        ...

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
        """Events as judged (`Ask` says which)."""
        ...

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
        ...

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
        """Relations as reports have them (`as_of` says what holds); the country of the place is a party too."""
        ...

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
        ...

    def told(self, actor: str | None = None, other: str | None = None, types: Sequence[str] = ()) -> list[Told]:
        """Events with their reports, for `dragoman.ledger.merge`."""
        ...

    def record(self, name: str) -> Found:
        """The record of this id; the beginning of the id is enough where only one begins so. Raises `UsageError` for none or several."""
        ...

    def search(self, words: str) -> list[str]:
        """Ids of reports whose kept text has all the words."""
        ...

    def facts(self, actor: str | None = None, other: str | None = None, kinds: Sequence[str] = ()) -> list[Fact]:
        """Facts for the fold, with those that bear on them (who else held the place)."""
        ...

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
        """What held on ``day`` (`dragoman.ledger.as_of`) between those asked for."""
        ...

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
        ...

    def voices(self) -> dict[str, str]:
        """The voice of each report (`dragoman.ledger.voices`)."""
        ...

    def judgements(self) -> list[Judgement]:
        """All judgements, withdrawn ones too, by day and id."""
        ...

    def counts(self) -> dict[str, int]:
        """How many reports, events, statements, relations, figures and judgements are kept."""
        ...

    def check(self) -> list[Problem]:
        """Faults: spans outside their text or with other words, hashes that do not fit, derived rows that are not what they derive from."""
        ...


class Writer(Protocol):
    """Writing to a store. Each call is one transaction: it is kept whole or not at all."""

    def add(self, reading: Reading) -> bool:
        """Keep a reading; False where the report is kept already (nothing changes then, `replace` does that)."""
        ...

    def replace(self, reading: Reading) -> Change:
        """Keep a reading in place of an earlier one of the same report, and say what changed."""
        ...

    def judge(self, judgement: Judgement) -> bool:
        """Keep a judgement; False for one that is kept already. Raises `UsageError` where its target is unknown or it does not fit."""
        ...


class Store(View, Writer, Protocol):
    """A store: both, at one place."""

    keep_text: bool

    def view(self) -> AbstractContextManager[View]:
        """A view that stays as it is while others write."""
        ...

    def backup(self, path: str | Path) -> None:
        """Copy the store, as it is now, to a new file."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...
