"""A store in memory, for tests and notebooks: gone when it is let go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from dragoman.errors import StoreError
from dragoman.ledger import Fact, Judgement, Told, facts_of, voices
from dragoman.ledger.fold import bundle
from dragoman.model import Event, Reading, ReportHead
from dragoman.store.answers import asked, not_one
from dragoman.store.base import Ask, Change, Found, Kept, Problem, Store
from dragoman.store.checking import STALE, kept_whole, signed
from dragoman.store.rows import KINDS, Row, admit, changed, digest, has_words, records, rows_of, text_hash, touched, wanted


class MemoryStore(Store):
    """`Store` over dictionaries."""

    def __init__(self, *, keep_text: bool = True) -> None:
        self.keep_text = keep_text
        self._readings: dict[str, Reading] = {}
        self._texts: dict[str, tuple[int | None, str | None]] = {}
        self._digests: dict[str, str] = {}
        self._rows: dict[str, list[Row]] = {}
        self._facts_of: dict[str, tuple[Fact, ...]] = {}
        self._judged: dict[str, Judgement] = {}

    # -- writing

    def add(self, reading: Reading) -> bool:
        """Keep a reading; False where the report is kept already."""
        admit(reading)
        if reading.report.id in self._readings:
            return False
        self._keep(reading)
        return True

    def replace(self, reading: Reading) -> Change:
        """Keep a reading in place of an earlier one of the same report."""
        admit(reading)
        before = self._readings.get(reading.report.id)
        self._keep(reading)
        return changed(records(before) if before else (), records(reading))

    def _keep(self, reading: Reading) -> None:
        head = reading.report
        if head.text is not None:
            self._texts[head.id] = (len(head.text), text_hash(head.text))
        before = self._readings.get(head.id)
        text = (head.text if head.text is not None else before and before.report.text) if self.keep_text else None
        kept = reading.model_copy(update={"report": head.model_copy(update={"text": text})})
        self._texts.setdefault(head.id, (None, None))
        self._readings[head.id] = kept
        self._digests[head.id] = digest(kept)
        self._derive(head.id)

    def _derive(self, report: str) -> None:
        words = self.judgements()
        self._rows[report] = rows_of(self._readings[report], words)
        self._facts_of[report] = facts_of(self._readings[report], words)

    def judge(self, judgement: Judgement) -> bool:
        """Keep a judgement; False for one that is kept already."""
        if judgement.id in self._judged:
            return False
        self._weigh(judgement)
        names = touched(judgement, self.judgements())
        self._judged[judgement.id] = judgement
        for report, rows in list(self._rows.items()):
            if any(row.id in names for row in rows):
                self._derive(report)
        return True

    def rederive(self) -> None:
        """Make every derived row anew."""
        for report in self._readings:
            self._derive(report)

    # -- reading

    def _ordered(self) -> list[Reading]:
        return sorted(self._readings.values(), key=lambda r: (r.report.published or "", r.report.id))

    def reports(self) -> list[ReportHead]:
        """The reports, by publication and id, without their texts."""
        return [r.report.model_copy(update={"text": None}) for r in self._ordered()]

    def ids(self) -> set[str]:
        """The ids of the reports."""
        return set(self._readings)

    def reading(self, report: str) -> Reading | None:
        """All that was read off one report."""
        return self._readings.get(report)

    def _found(self, kind: str, ask: Ask) -> list[tuple[Row, ReportHead]]:
        found = [(row, r.report) for r in self._ordered() for row in self._rows[r.report.id] if row.kind == kind]
        found = [(row, head) for row, head in found if wanted(row, ask, head.published)]
        return sorted(found, key=lambda f: (f[0].first or "~", f[1].published or "", f[1].id, f[0].seq))

    def _records(self, kind: str, ask: Ask) -> list[Kept]:
        return [row.record for row, _ in self._found(kind, ask)]

    def told(
        self, actor: str | None = None, other: str | None = None, types: Sequence[str] = (), known_by: dt.date | None = None
    ) -> list[Told]:
        """Events with their reports."""
        found = self._found("event", Ask(actor, other, tuple(types), known_by=known_by))
        return [Told(cast("Event", row.record), head.model_copy(update={"text": None})) for row, head in found]

    def record(self, name: str) -> Found:
        """The record of this id, or of the only id that begins so."""
        found = {row.id: (report, row) for report, rows in self._rows.items() for row in reversed(rows) if name and row.id.startswith(name)}
        if name in found:
            found = {name: found[name]}
        if len(found) != 1:
            raise not_one(name, sorted(found))
        report, row = next(iter(found.values()))
        head = self._readings[report].report
        return Found(row.kind, row.record, head.model_copy(update={"text": None}), head.text)

    def search(self, words: str) -> list[str]:
        """Ids of reports whose kept text has all the words."""
        return [r.report.id for r in self._ordered() if has_words(r.report.text, words)]

    def _facts(self, actor: str | None, other: str | None, kinds: Sequence[str]) -> Iterator[Fact]:
        every = [f for report in self._facts_of.values() for f in report]
        meant = {bundle(f) for f in every if asked(f, actor, other, kinds)}
        yield from sorted((f for f in every if bundle(f) in meant), key=bundle)

    def voices(self, reports: Iterable[str] | None = None) -> dict[tuple[str, str], str]:
        """Whose words near-copies copy."""
        every, wanted = voices((r.report, r.report.text) for r in self._ordered()), None if reports is None else set(reports)
        return {key: first for key, first in every.items() if wanted is None or key[0] in wanted}

    def judgements(self) -> list[Judgement]:
        """All judgements, by day and id."""
        return sorted(self._judged.values(), key=lambda j: (j.on, j.id))

    def counts(self) -> dict[str, int]:
        """How many reports, records of each kind and judgements are kept."""
        rows = [row for rows in self._rows.values() for row in rows if not row.withdrawn]
        each = {f"{kind}s": sum(row.kind == kind for row in rows) for kind in KINDS}
        return {"reports": len(self._readings), **each, "judgements": len(self._judged)}

    def check(self) -> list[Problem]:
        """Faults of what is kept."""
        out: list[Problem] = []
        words = self.judgements()
        for reading in self._ordered():
            name = reading.report.id
            if self._rows[name] != rows_of(reading, words) or self._facts_of[name] != facts_of(reading, words):
                out.append(Problem(name, "", STALE))
            out += kept_whole(reading, self.keep_text, *self._texts[name], self._digests[name])
        return [*out, *signed(words)]

    @contextmanager
    def view(self) -> Iterator[MemoryStore]:
        """A copy as it is now."""
        copy = MemoryStore(keep_text=self.keep_text)
        for name, value in vars(self).items():
            setattr(copy, name, dict(value) if isinstance(value, dict) else value)
        yield copy

    def backup(self, path: str | Path) -> None:
        """There is no file to copy. Raises `StoreError`."""
        raise StoreError(f"a store in memory cannot be copied to {path}; open one with a path instead")

    def close(self) -> None:
        """Nothing to let go."""
