"""Dossiers: stories told over several reports, questions with dates to the ledger, and which mentions are of one event.

The form is that of ``evaluation/dossiers/README.md``. A question is put as a user would: the relation between the two in that kind, at
the named place where the ledger files one there, else as a whole.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import InputError
from dragoman.ingest import from_text
from dragoman.ledger import Answer, Fact, Since, Told, Voices, as_of, facts_of, merge, voices
from dragoman.ledger.parties import kinds
from dragoman.measure.part import Reads
from dragoman.measure.score import Count
from dragoman.model import Event, Reading, Report
from dragoman.resolve.places import as_crossing, resolve_place

Mention = tuple[str, str]


class Question(NamedTuple):
    """A question with its right answer (``since`` None: nothing holds, or may)."""

    id: str
    kind: str
    a: str
    b: str
    place: str | None
    day: dt.date
    known_by: dt.date | None
    status: str
    level: str | None
    since: Since | None


class Dossier(NamedTuple):
    """A story: reports by file name, questions, mentions of one event, and mentions that only look alike."""

    name: str
    reports: dict[str, Report]
    questions: list[Question]
    same: list[list[Mention]]
    different: list[list[Mention]]


class Result(NamedTuple):
    """Of one dossier: each question with what was answered, and the pairs of mentions.

    ``marks`` say for a question whether the status is right, status and level, and the beginning too. ``merging`` counts pairs of
    mentions, ``read`` those of which both have an event at all. ``mentions`` and ``found``: how many mentions there are, and have an event.
    """

    name: str
    answers: list[tuple[Question, Answer | None, tuple[bool, bool, bool]]]
    merging: Count
    read: Count
    mentions: int
    found: int


def load(folder: Path) -> list[Dossier]:
    """All dossiers of a folder, or the one that it is. Raises `InputError` naming the file."""
    folders = [folder] if (folder / "questions.json").exists() else sorted(p.parent for p in folder.glob("*/questions.json"))
    if not folders:
        raise InputError(f"{folder}: there is no dossier; one is a folder with NN.txt, questions.json and same_events.json")
    return [_dossier(f) for f in folders]


def _dossier(folder: Path) -> Dossier:
    reports = {p.name: _report(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.txt"))}
    try:
        questions = [_question(q) for q in json.loads((folder / "questions.json").read_text(encoding="utf-8"))]
        events = json.loads((folder / "same_events.json").read_text(encoding="utf-8"))
        same, different = ([[(str(f), str(w)) for f, w in group] for group in events[name]] for name in ("same", "different"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{folder}: {type(error).__name__}: {error}; evaluation/dossiers/README.md says the form") from error
    for file, words in (m for group in (*same, *different) for m in group):
        if file not in reports or words not in reports[file].text:
            raise InputError(f"{folder / file}: the words {words!r} are not there")
    return Dossier(folder.name, reports, questions, same, different)


def _report(text: str) -> Report:
    """A text whose first lines say ``date`` and ``source``: those are its date and publisher, and no part of it."""
    head, _, body = text.partition("\n\n")
    fields = dict(line.split(" ", 1) for line in head.splitlines() if " " in line)
    day = fields.get("date", "").strip()
    return from_text(body, published=dt.date.fromisoformat(day) if day else None, publisher=fields.get("source:"))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _question(q: Mapping[str, Any]) -> Question:
    answer, since = q["answer"], q["answer"]["since"]
    return Question(
        q["id"], q["kind"], q["a"], q["b"] or "", q["place"], dt.date.fromisoformat(q["as_of"]), _day(q["known_by"]),
        answer["status"], answer["level"], Since(_day(since["earliest"]), _day(since["latest"])) if since else None,
    )  # fmt: skip


def _place_names(place: str | None, kind: str) -> set[str]:
    """A place's name, and the gazetteer's for it or for the crossing there: the ledger files by that one."""
    if place is None:
        return set()
    found = (as_crossing(place) if kind == "border" else None) or resolve_place(place)
    return {place.casefold(), *([found.name.casefold()] if found.name else [])}


def answered(question: Question, facts: Iterable[Fact], told: Voices) -> Answer | None:
    """The ledger's answer; None where it knows nothing of the relation."""
    sides = {(question.a, question.b)} | ({(question.b, question.a)} if kinds()[question.kind].undirected else set())
    found = [a for a in as_of(facts, question.day, question.known_by, voices=told) if a.kind == question.kind and (a.a, a.b) in sides]
    wanted = _place_names(question.place, question.kind)
    named = [a for a in found if a.place.split(",")[0].casefold() in wanted]
    whole = [a for a in found if not a.place]
    rest = found if not wanted and len(found) == 1 else []
    return next(iter([*named, *whole, *rest]), None)


def marked(question: Question, answer: Answer | None) -> tuple[bool, bool, bool]:
    """Whether the status is right; the level too; the beginning too. Nothing known is ``unknown``."""
    status = (answer.status.split(",")[0] if answer else "unknown") == question.status
    level = status and (question.level is None or (answer is not None and answer.level == question.level))
    return status, level, level and (question.since is None or (answer is not None and answer.since == question.since))


def _event_of(reading: Reading, words: str) -> Event | None:
    """The event whose evidence shares most characters with ``words``."""
    start = (reading.report.text or "").index(words)
    end = start + len(words)
    shared = [(sum(max(0, min(s.end, end) - max(s.start, start)) for s in e.evidence), e) for e in reading.events]
    most = max(shared, key=lambda pair: pair[0], default=None)
    return most[1] if most and most[0] > 0 else None


def _pairs(dossier: Dossier) -> Iterator[tuple[Mention, Mention, bool]]:
    """Pairs of mentions and whether they are one event: within a group, across groups, and within ``different``."""
    group = {m: i for i, g in enumerate(dossier.same) for m in g}
    seen: dict[frozenset[Mention], tuple[Mention, Mention, bool]] = {}
    for a, b in (*combinations(group, 2), *(p for g in dossier.different for p in combinations(g, 2))):
        seen[frozenset((a, b))] = (a, b, a in group and group[a] == group.get(b))
    yield from seen.values()


def measure(dossier: Dossier, reader: Reads) -> Result:
    """Read the reports, fold them, ask, and score."""
    readings = {name: reader.read(report) for name, report in dossier.reports.items()}
    told = voices((r.report, r.report.text) for r in readings.values())
    facts = [f for r in readings.values() for f in facts_of(r)]
    answers = [(q, a, marked(q, a)) for q in dossier.questions for a in [answered(q, facts, told)]]
    cluster = {i: m.id for m in merge([Told(e, r.report) for r in readings.values() for e in r.events], told) for i in m.tellings}
    events = {m: _event_of(readings[m[0]], m[1]) for g in (*dossier.same, *dossier.different) for m in g}
    merging, read = Count(), Count()
    for a, b, one in _pairs(dossier):
        x, y = events[a], events[b]
        joined = x is not None and y is not None and cluster[x.id] == cluster[y.id]
        for count in (merging, *([read] if x is not None and y is not None else [])):
            count.right += joined and one
            count.found += joined
            count.wanted += one
    return Result(dossier.name, answers, merging, read, len(events), sum(e is not None for e in events.values()))


def figures(results: Sequence[Result]) -> dict[str, float]:
    """The figures by name that floors may be set on."""
    marks = [m for r in results for *_, m in r.answers]
    total, read = added(r.merging for r in results), added(r.read for r in results)
    shares = {
        f"dossiers: {name}": sum(m[i] for m in marks) / len(marks) if marks else 0.0
        for i, name in enumerate(("status right", "answers right", "answers right, with the beginning"))
    }
    found = {"dossiers: mentions with an event": sum(r.found for r in results) / (sum(r.mentions for r in results) or 1)}
    merging = {
        "dossiers: merging precision": total.precision, "dossiers: merging recall": total.recall, "dossiers: merging F1": total.f1,
        "dossiers: merging F1 where both are read": read.f1,
    }  # fmt: skip
    return {name: round(value, 4) for name, value in (shares | found | merging).items()}


def added(counts: Iterable[Count]) -> Count:
    """The sum of counts."""
    out = Count()
    for c in counts:
        out.right, out.found, out.wanted = out.right + c.right, out.found + c.found, out.wanted + c.wanted
    return out


def rows(results: Sequence[Result]) -> list[tuple[str, int, int, int, int, float | None]]:
    """(what, questions, status right, answers right, with the beginning, F1 of merging) by dossier; then by kind, without F1."""
    out: list[tuple[str, int, int, int, int, float | None]] = [
        (r.name, len(r.answers), *_sums(m for *_, m in r.answers), r.merging.f1) for r in results
    ]
    by_kind: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for q, _, marks in (a for r in results for a in r.answers):
        by_kind[q.kind].append(marks)
    return [*out, *((kind, len(ms), *_sums(ms), None) for kind, ms in sorted(by_kind.items()))]


def _sums(marks: Iterable[tuple[bool, bool, bool]]) -> tuple[int, int, int]:
    counted = Counter(i for m in marks for i, ok in enumerate(m) if ok)
    return counted[0], counted[1], counted[2]


def faults(results: Sequence[Result]) -> Iterator[str]:
    """The questions that were answered wrongly, a line each."""
    for result, (q, a, marks) in ((r, a) for r in results for a in r.answers):
        if not marks[1]:
            known = f" as known by {q.known_by}" if q.known_by else ""
            mine = f"{a.status} {a.level or ''}".strip() if a else "nothing known"
            where = "–".join(p for p in (q.a, q.b, q.place) if p)
            yield f"{result.name} {q.id}: {q.kind} {where} on {q.day}{known}: {mine}; right is {q.status} {q.level or ''}".rstrip()
