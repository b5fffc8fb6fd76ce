"""One event told twice in a report is one event: merging within a report."""

from __future__ import annotations

from dragoman.model import Attribution, Entity, Event, Relation, When
from dragoman.ontology.plover import undirected


def key(entity: Entity) -> str:
    """What tells an actor apart: its id, code, or words."""
    if entity.members:
        return "+".join(sorted(key(m) for m in entity.members))
    return entity.entity_id or entity.code or entity.text.lower()


def _sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(key, event.actors)), frozenset(map(key, event.recipients))


def compatible(one: When | None, other: When | None) -> bool:
    """Whether two dates may be of the same event: one is unknown, or they overlap."""
    if one is None or other is None or None in (one.start, one.end, other.start, other.end):
        return one is None or other is None or one == other
    return bool(one.start <= other.end and other.start <= one.end)  # type: ignore[operator]


def narrower(one: When | None, other: When | None) -> When | None:
    """The more exact of two dates of the same event."""
    if one is None or other is None:
        return one or other
    if None in (one.start, one.end):
        return other
    if None in (other.start, other.end):
        return one
    return one if (one.end - one.start) <= (other.end - other.start) else other  # type: ignore[operator]


def attributed(one: tuple[Attribution, ...], other: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """On whose word both tellings stand: a voice that is heard in both stands once, with the medium that either names."""

    def who(a: Attribution) -> tuple[str, str | None]:
        return key(a.entity), a.entity.person

    media = {who(a): a.medium for a in (*other, *one) if a.medium}
    kept = (*one, *(a for a in other if who(a) not in {who(o) for o in one}))
    return tuple(a.model_copy(update={"medium": a.medium or media.get(who(a))}) for a in kept)


BESIDE = 250
"""Characters within which two words for a meeting of the same parties are the same meeting."""


def same_event(one: Event, other: Event) -> bool:
    """Type, mode, auxiliaries and both sides agree, both sides are known, and the dates do not speak against it; a denial is none of what it denies."""
    a, b = _sides(one), _sides(other)
    modes = one.cameo == other.cameo if one.event_mode == other.event_mode else None in (one.event_mode, other.event_mode)
    return (
        one.event_type == other.event_type and modes and one.auxiliary == other.auxiliary and a == b and bool(a[0]) and (bool(a[1]) or len(a[0]) > 1)
        and (one.claim == "denied") == (other.claim == "denied") and compatible(one.date, other.date) and not (one.place and other.place and one.place.name != other.place.name)
    )  # fmt: skip


def overlapping(one: Event, other: Event) -> bool:
    """Two readings of the same words: same type, evidence that overlaps, and no side that contradicts the other's."""
    gap = min(max(s.start, o.start) - min(s.end, o.end) for s in one.evidence for o in other.evidence)
    near = one.event_type == "CONSULT" and gap < BESIDE and one.auxiliary == other.auxiliary and compatible(one.date, other.date)
    touch = gap < 0 or near
    sides = zip(_sides(one), _sides(other), strict=True)
    return one.event_type == other.event_type and touch and all(a <= b or b <= a for a, b in sides)


def merge_events(events: list[Event]) -> tuple[list[Event], dict[str, str]]:
    """Merged events in order, and for each id that is gone the id that stands for it."""
    kept: list[Event] = []
    gone: dict[str, str] = {}
    for event in events:
        at = next(
            (i for i, k in enumerate(kept) if k.event_type == event.event_type and (same_event(k, event) or overlapping(k, event))), None
        )
        if at is None:
            kept.append(event)
            continue
        first = kept[at]
        gone[event.id] = first.id
        if overlapping(first, event) and not same_event(first, event):
            kept[at] = max(first, event, key=lambda e: (len(e.actors) + len(e.recipients), e.confidence)).model_copy(
                update={"id": first.id}
            )
            continue
        coded = first if first.event_mode or not event.event_mode else event
        claim = first.claim if first.claim == event.claim else "confirmed" if "confirmed" in (first.claim, event.claim) else first.claim
        kept[at] = first.model_copy(
            update={
                "evidence": (*first.evidence, *event.evidence), "date": narrower(first.date, event.date), "place": first.place or event.place,
                "event_mode": coded.event_mode, "cameo": coded.cameo, "quad": coded.quad, "goldstein": coded.goldstein, "intensity": coded.intensity, "claim": claim, "contexts": tuple(dict.fromkeys((*first.contexts, *event.contexts))),
                "attribution": attributed(first.attribution, event.attribution),
                "confidence": round(max(first.confidence, event.confidence), 4), "why": (*first.why, *event.why),
            }
        )  # fmt: skip
    return kept, gone


def _ends(relation: Relation) -> list[str]:
    """Whose state it is; in any order where the kind has no direction (``kinds.tsv``)."""
    ends = [key(e) for e in (relation.a, relation.b) if e]
    return sorted(ends) if relation.kind in undirected() else ends


def merge_relations(relations: list[Relation]) -> list[Relation]:
    """The same state reported twice is one, with the evidence of both; a stated one leads, and the known beginning is kept."""
    kept: list[Relation] = []
    for relation in sorted(relations, key=lambda r: r.basis != "stated"):
        at = next(
            (i for i, k in enumerate(kept) if k.kind == relation.kind and k.level == relation.level and _ends(k) == _ends(relation)
             and (k.place and k.place.name) == (relation.place and relation.place.name) and (k.valid.from_ is None or relation.valid.from_ is None or k.valid.from_ == relation.valid.from_)),
            None,
        )  # fmt: skip
        if at is None:
            kept.append(relation)
            continue
        first = kept[at]
        valid = first.valid if first.valid.from_ else first.valid.model_copy(update={"from_": relation.valid.from_})
        valid = valid.model_copy(update={"to": None}) if valid.to == valid.from_ else valid  # it began on the day on which it is seen
        kept[at] = first.model_copy(
            update={
                "evidence": (*first.evidence, *(e for e in relation.evidence if e not in first.evidence)), "valid": valid, "by": first.by or relation.by,
                "types": tuple(dict.fromkeys((*first.types, *relation.types))),
                "confidence": max(first.confidence, relation.confidence), "why": (*first.why, *relation.why),
                "attribution": attributed(first.attribution, relation.attribution),
            }
        )  # fmt: skip
    return sorted(kept, key=lambda r: r.evidence[0].start if r.evidence else 0)
