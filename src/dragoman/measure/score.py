"""Scoring of readings against gold: precision, recall, F1 by type and by field.

Spans agree when their word overlap (F1) is at least one half, so that "the Syrian army" and "Syrian army" agree; lists agree
when each of their spans has its partner and none is left over. An event is right when type, actors and recipients are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.measure.gold import GoldNote, GoldReport, Spans
from dragoman.model import Entity, Event, Figure, Reading, Reason, Relation, Statement
from dragoman.read.labels import AUX

ENOUGH = 0.5


@dataclass
class Count:
    """Right, found and wanted; F1 is 0 where nothing was found or wanted."""

    right: float = 0
    found: float = 0
    wanted: float = 0

    @property
    def precision(self) -> float:
        """Right of found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Scores:
    """All counts by name; of each record, by kind, its confidence and its reasons with whether it was right; and what went wrong."""

    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    confidence: dict[str, list[tuple[float, bool]]] = field(default_factory=lambda: defaultdict(list))
    judged: dict[str, list[tuple[tuple[Reason, ...], bool]]] = field(default_factory=lambda: defaultdict(list))
    bare: int = 0
    false_alarms: int = 0
    faults: list[str] = field(default_factory=list)


def words(text: str, start: int, end: int) -> set[int]:
    """Offsets of the words of ``[start, end)``, articles left out."""
    found = [(m.start() + start, m.group().lower()) for m in re.finditer(r"\w+", text[start:end])]
    kept = {at for at, word in found if word not in ("the", "a", "an", "s")}
    return kept or {at for at, _ in found}


def overlap(text: str, one: tuple[int, int], other: tuple[int, int]) -> float:
    """F1 of the words of two spans."""
    a, b = words(text, *one), words(text, *other)
    both = len(a & b)
    return 2 * both / (len(a) + len(b)) if both else 0.0


def agree(text: str, found: Spans, wanted: Spans) -> bool:
    """Whether two lists of spans are the same, in any order."""
    if len(found) != len(wanted):
        joined = (min(s for s, _ in wanted), max(e for _, e in wanted)) if wanted and len(found) == 1 else None
        return bool(joined and overlap(text, found[0], joined) >= 0.8)
    left = list(wanted)
    for span in found:
        best = max(left, key=lambda w: overlap(text, span, w), default=None)
        if best is None or overlap(text, span, best) < ENOUGH:
            return False
        left.remove(best)
    return True


def spans_of(entities: Iterable[Entity]) -> Spans:
    """The offsets of entities."""
    return [(e.start, e.end) for e in entities]


def _near(text: str, event: Event, note: GoldNote) -> float:
    """How well an event of the reading and one of the gold fit each other: type, evidence, parties."""
    trigger = note.trigger or (0, 0)
    touch = any(s.start < trigger[1] and trigger[0] < s.end for s in event.evidence)
    actors = agree(text, spans_of(event.actors), note.roles.get("actor", []))
    recipients = agree(text, spans_of(event.recipients), note.roles.get("recipient", []))
    return 2 * touch + 2 * (event.event_type == note.label) + actors + recipients


def pair_up(text: str, events: list[Event], notes: list[GoldNote]) -> list[tuple[Event, GoldNote]]:
    """Greedy one-to-one pairs, best first; a pair shares the trigger, or type and a party."""
    ranked = sorted(((_near(text, e, n), i, j) for i, e in enumerate(events) for j, n in enumerate(notes)), key=lambda r: -r[0])
    pairs, used_e, used_n = [], set(), set()
    for score, i, j in ranked:
        if score >= 2.5 and i not in used_e and j not in used_n:
            used_e.add(i)
            used_n.add(j)
            pairs.append((events[i], notes[j]))
    return pairs


def score(readings: Iterable[tuple[GoldReport, Reading]]) -> Scores:
    """Count over all reports."""
    scores = Scores()
    for gold, reading in readings:
        _events(scores, gold, reading)
        _statements(scores, gold, list(reading.statements))
        _relations(scores, gold, [r for r in reading.relations if r.basis == "stated"])
        _figures(scores, gold, list(reading.figures))
    return scores


def _judge(scores: Scores, kind: str, record: Event | Figure | Relation | Statement, right: bool) -> None:
    scores.confidence[kind].append((record.confidence, right))
    scores.judged[kind].append((record.why, right))


def _add(count: Count, right: bool, found: bool = True, wanted: bool = True) -> None:
    count.right += right
    count.found += found
    count.wanted += wanted


def _events(scores: Scores, gold: GoldReport, reading: Reading) -> None:
    text, notes = gold.report.text, [n for n in gold.notes if n.group == "E"]
    events = list(reading.events)
    pairs = pair_up(text, events, notes)
    done = {id(e): n for e, n in pairs}
    if gold.bare:
        scores.bare += 1
        scores.false_alarms += bool(events)
    for event, note in pairs:
        right_type = event.event_type == note.label
        actors = agree(text, spans_of(event.actors), note.roles.get("actor", []))
        recipients = agree(text, spans_of(event.recipients), note.roles.get("recipient", []))
        right = right_type and actors and recipients
        _judge(scores, "event", event, right)
        for name, ok in (("event", right), ("trigger and type", right_type), (f"type {note.label}", right_type)):
            scores.counts[name].right += ok
        if right_type:
            _fields(scores, event, note, actors, recipients)
        if not right:
            what = [w for w, ok in (("type", right_type), ("actors", actors), ("recipients", recipients)) if not ok]
            scores.faults.append(
                f"{gold.name}: {note.label} read {event.event_type} {[a.text for a in event.actors]} → {[r.text for r in event.recipients]}: wrong {', '.join(what)}: {_line(gold, note.trigger)}"
            )
    for name, n in (("event", len(events)), ("trigger and type", len(events))):
        scores.counts[name].found += n
        scores.counts[name].wanted += len(notes)
    for event in events:
        scores.counts[f"type {event.event_type}"].found += 1
        if id(event) not in done:
            _judge(scores, "event", event, False)
            scores.faults.append(
                f"{gold.name}: false {event.event_type} {event.evidence[0].text!r}: {_line(gold, (event.evidence[0].start, 0))}"
            )
    for note in notes:
        scores.counts[f"type {note.label}"].wanted += 1
        if not any(n is note for n in done.values()):
            scores.faults.append(f"{gold.name}: missed {note.label}: {_line(gold, note.trigger)}")


def _fields(scores: Scores, event: Event, note: GoldNote, actors: bool, recipients: bool) -> None:
    """The fields of an event of the right type."""
    _add(scores.counts["mode"], (event.event_mode or "") == (note.sub or ""))
    _add(scores.counts["claim"], event.claim in (note.values.get("claim") or ["reported", "confirmed"]))
    for name in AUX:
        held, wanted = name in event.auxiliary, name in note.values.get("aux", ())
        _add(scores.counts[f"auxiliary {name}"], held and wanted, held, wanted)
    plain = not event.auxiliary, not note.values.get("aux")
    _add(scores.counts["auxiliary none"], all(plain), *plain)
    for role, side, ok in (("actor", event.actors, actors), ("recipient", event.recipients, recipients)):
        _add(scores.counts[role], ok and bool(side), bool(side), bool(note.roles.get(role)))
    _resolved(scores, event, note)


def _resolved(scores: Scores, event: Event, note: GoldNote) -> None:
    """Codes and dates, where the gold gives them."""
    for role, side in (("actor", event.actors), ("recipient", event.recipients)):
        for (start, end), code in zip(note.roles.get(role, []), note.codes.get(role, []), strict=True):
            if code:
                near = [e for e in side if e.start < end and start < e.end]
                codes = {c for e in near for c in (e.code, *(m.code for m in e.members)) if c}
                _add(scores.counts["code"], set(code.split("+")) <= codes, bool(codes))
    for wanted in note.codes.get("date", []):
        if wanted and ".." in wanted:
            got = f"{event.date.start or ''}..{event.date.end or ''}" if event.date else ""
            _add(scores.counts["date"], got == wanted, bool(got.strip(".")))


def _line(gold: GoldReport, span: tuple[int, int] | None) -> str:
    at = span[0] if span else 0
    text = gold.report.text
    return text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1][:160]


def heard(text: str, statements: Sequence[Statement], note: GoldNote) -> tuple[Statement | None, bool, bool]:
    """The statement nearest to the gold's, whether its content is the gold's, and whether its speaker is too."""
    wanted = note.roles.get("content", [])
    best = max(statements, key=lambda s: max((overlap(text, (s.content.start, s.content.end), w) for w in wanted), default=0), default=None)
    if not best or not wanted or overlap(text, (best.content.start, best.content.end), wanted[0]) < ENOUGH:
        return best, False, False
    said_by = [(best.speaker.start, best.speaker.end)] if best.speaker else []
    return best, True, agree(text, said_by, note.roles.get("speaker", [])[:1])


def _statements(scores: Scores, gold: GoldReport, statements: list[Statement]) -> None:
    hit: dict[int, bool] = {}
    for note in (n for n in gold.notes if n.group == "S"):
        best, content, speaker = heard(gold.report.text, statements, note)
        _add(scores.counts["statement content"], content, found=False)
        _add(scores.counts["statement"], speaker, found=False)
        if best and content:
            hit[id(best)] = speaker
    for statement in statements:
        _judge(scores, "statement", statement, hit.get(id(statement), False))
    scores.counts["statement content"].found += len(statements)
    scores.counts["statement"].found += len(statements)


def _relations(scores: Scores, gold: GoldReport, relations: list[Relation]) -> None:
    text, left = gold.report.text, list(relations)
    scores.counts["relation"].found += len(left)
    for note in (n for n in gold.notes if n.group == "R" and not set(n.values.get("aux", ())) & {"future", "hypothetical", "negation"}):
        scores.counts["relation"].wanted += 1
        for relation in left:
            mine = [(e.start, e.end) for e in (relation.a, relation.b) if e] if not relation.parties else spans_of(relation.parties)
            theirs = note.roles.get("a", []) + note.roles.get("b", [])
            if relation.kind == note.label and relation.level == note.sub and agree(text, mine, theirs):
                scores.counts["relation"].right += 1
                left.remove(relation)
                _judge(scores, "relation", relation, True)
                break
        else:
            scores.faults.append(f"{gold.name}: missed state {note.label}/{note.sub}: {_line(gold, note.trigger)}")
    for relation in left:
        _judge(scores, "relation", relation, False)


def _figures(scores: Scores, gold: GoldReport, figures: list[Figure]) -> None:
    count = scores.counts["figure"]
    notes = [n for n in gold.notes if n.group == "F"]
    count.found += len(figures)
    count.wanted += len(notes)
    right = {id(f) for note in notes for f in figures if same_figure(f, note)}
    for figure in figures:
        _judge(scores, "figure", figure, id(figure) in right)
    count.right += sum(any(same_figure(f, note) for f in figures) for note in notes)


def same_figure(figure: Figure, note: GoldNote) -> bool:
    """Whether a figure is the gold's: at its words, of its unit and bound."""
    start, end = note.trigger or (0, 0)
    there = figure.evidence[0].start < end and start < figure.evidence[0].end
    return there and figure.unit == note.label and figure.bound == (note.sub or "exact")
