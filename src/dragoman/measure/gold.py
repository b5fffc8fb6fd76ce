"""Gold as reports: annotated sentences joined to texts, every mention at its offset."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.measure import corpus
from dragoman.model import Report

Spans = list[tuple[int, int]]


@dataclass
class GoldNote:
    """One annotation with offsets into the text of its report."""

    group: str
    label: str
    sub: str | None
    trigger: tuple[int, int] | None
    roles: dict[str, Spans]
    codes: dict[str, list[str]]
    values: dict[str, list[str]]


@dataclass
class GoldReport:
    """A text to read and what it should give."""

    report: Report
    name: str
    notes: list[GoldNote] = field(default_factory=list)
    real: bool = False
    pair: tuple[str, str] | None = None
    damage: str | None = None

    @property
    def bare(self) -> bool:
        """Whether no event is reported."""
        return not any(n.group == "E" for n in self.notes)


def _note(note: corpus.Note, shift: int) -> GoldNote:
    def spans(mentions: list[corpus.Mention]) -> Spans:
        return [(m.start + shift, m.end + shift) for m in mentions]

    return GoldNote(
        note.group, note.label, note.sub, (note.trigger.start + shift, note.trigger.end + shift) if note.trigger else None,
        {role: spans(ms) for role, ms in note.roles.items()}, {role: [m.value or "" for m in ms] for role, ms in note.roles.items()}, note.values,
    )  # fmt: skip


def gold(paths: Iterable[Path]) -> list[GoldReport]:
    """One report for each sentence, or for each ``@ report:`` the sentences of it together, a line each."""
    return [as_report(sentences, name) for name, sentences in _grouped(corpus.load(paths))]


def as_report(sentences: list[corpus.Sentence], name: str) -> GoldReport:
    """Sentences as one text, a line each."""
    text, notes = "", []
    for sentence in sentences:
        notes += [_note(n, len(text)) for n in sentence.notes]
        text += sentence.text + "\n"
    first = sentences[0]
    published = dt.date.fromisoformat(first.date) if first.date else None
    report = Report(text=text.removesuffix("\n"), published=published, published_basis="given" if published else None, language="en")
    return GoldReport(report, name, notes, bool(first.source), first.pair, first.damage)


def _grouped(sentences: list[corpus.Sentence]) -> list[tuple[str, list[corpus.Sentence]]]:
    groups: list[tuple[str, list[corpus.Sentence]]] = []
    for s in sentences:
        file = s.where.split(":")[0]
        if s.report and groups and groups[-1][0] == f"{file} {s.report}":
            groups[-1][1].append(s)
        else:
            groups.append((f"{file} {s.report}" if s.report else s.where, [s]))
    return groups
