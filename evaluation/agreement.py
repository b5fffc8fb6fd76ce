"""How far two annotations of the same sentences agree, field by field: the ceiling of any reader measured on them.

    python evaluation/agreement.py FIRST SECOND

Each is an annotated file or a folder of them; of two folders the files that SECOND holds are compared. The notes of the second are scored
as if a reader had made them, by the rules of `dragoman.measure.score` (events paired by trigger, type and parties; mentions by word overlap
of at least one half, lists complete). The fields of an event are asked of the pairs of one type; both leaving a field out counts for nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from dragoman.measure.gold import GoldNote, GoldReport, gold
from dragoman.measure.score import AUX, Count, agree, pair_up, score
from dragoman.model import Entity, Event, Figure, Reading, Relation, Report, Statement
from dragoman.model.reading import ReportHead, Versions

FIELDS = {"actors": "actor", "recipients": "recipient", "place": "place", "date": "date"}
SCORED = {
    "trigger and type": "event: type", "event": "event: type, actors, recipients", "mode": "mode", "claim": "claim", "statement": "statement: speaker, content",
    "statement content": "statement: content", "relation": "relation: kind, level, parties", "figure": "figure: number, unit, bound",
}  # fmt: skip


def main() -> None:
    """Print the figures."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    first, second = (Path(arg) for arg in sys.argv[1:])
    pairs = list(_side_by_side(first, second))
    scores = score((one, as_reading(other)) for one, other in pairs)
    counts = {shown: scores.counts[name] for name, shown in SCORED.items()}
    counts["auxiliary"] = _sum(scores.counts[f"auxiliary {name}"] for name in AUX)
    counts |= {name: Count() for name in FIELDS}
    for one, other in pairs:
        _fields(counts, one, other)
    sys.stdout.write(f"{len(pairs)} texts\n{'':34}{'F1':>5} {'both':>6} {'first':>6} {'second':>6}\n")
    for name, count in sorted(counts.items()):
        sys.stdout.write(f"{name:34}{count.f1:5.3f} {count.right:6.0f} {count.wanted:6} {count.found:6}\n")


def _side_by_side(first: Path, second: Path) -> Iterable[tuple[GoldReport, GoldReport]]:
    files = [(first / f.name, f) for f in sorted(second.glob("*.txt"))] if second.is_dir() else [(first, second)]
    for mine, theirs in files:
        for one, other in zip(gold([mine]), gold([theirs]), strict=True):
            if one.report.text != other.report.text:
                sys.exit(f"not the same sentence: {one.name}, {other.name}")
            yield one, other


def as_reading(report: GoldReport) -> Reading:
    """The notes of ``report`` as records, mentions as they stand; the event of the n-th note has the id ``n``."""
    text = report.report
    rows = list(enumerate(report.notes))
    return Reading(
        versions=Versions(dragoman="", model="", ontology="", codebook=""),
        report=ReportHead.of(text),
        events=tuple(_event(text, n, str(i)) for i, n in rows if n.group == "E"),
        statements=tuple(
            Statement(
                id=str(i), speaker=next(iter(_entities(text, n, "speaker")), None), content=text.span(*n.roles["content"][0]), confidence=1
            )
            for i, n in rows
            if n.group == "S" and n.roles.get("content")
        ),
        relations=tuple(
            Relation(id=str(i), kind=n.label, level=n.sub, parties=_entities(text, n, "a", "b"), basis="stated", confidence=1)
            for i, n in rows
            if n.group == "R" and not set(n.values.get("aux", ())) & {"future", "hypothetical", "negation"}
        ),
        figures=tuple(
            Figure.model_validate(
                {
                    "id": str(i),
                    "value": 0,
                    "unit": n.label,
                    "bound": n.sub or "exact",
                    "evidence": (text.span(*n.trigger),),
                    "confidence": 1,
                }
            )
            for i, n in rows
            if n.group == "F" and n.trigger
        ),
    )


def _event(text: Report, note: GoldNote, name: str) -> Event:
    return Event.model_validate(
        {
            "id": name, "event_type": note.label, "event_mode": note.sub, "auxiliary": tuple(note.values.get("aux", ())),
            "claim": (note.values.get("claim") or ["reported"])[0], "actors": _entities(text, note, "actor"),
            "recipients": _entities(text, note, "recipient"), "evidence": (text.span(*(note.trigger or (0, 0))),), "confidence": 1,
        }
    )  # fmt: skip


def _entities(text: Report, note: GoldNote, *roles: str) -> tuple[Entity, ...]:
    return tuple(Entity(text=text.text[s:e], start=s, end=e) for role in roles for s, e in note.roles.get(role, []))


def _fields(counts: dict[str, Count], one: GoldReport, other: GoldReport) -> None:
    events = list(as_reading(other).events)
    for event, note in pair_up(one.report.text, events, [n for n in one.notes if n.group == "E"]):
        if event.event_type == note.label:
            for name, role in FIELDS.items():
                wanted, found = note.roles.get(role, []), other.notes[int(event.id)].roles.get(role, [])
                counts[name].wanted += bool(wanted)
                counts[name].found += bool(found)
                counts[name].right += bool(wanted and found and agree(one.report.text, found, wanted))


def _sum(counts: Iterable[Count]) -> Count:
    whole = Count()
    for count in counts:
        whole.right, whole.found, whole.wanted = whole.right + count.right, whole.found + count.found, whole.wanted + count.wanted
    return whole


if __name__ == "__main__":
    main()
