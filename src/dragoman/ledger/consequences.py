"""Which state an event brings about: one table (``ontology/tables/consequences.tsv``), the first row that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from dragoman.model import Entity, Event, Reason, Relation, Valid, Where
from dragoman.ontology.plover import rows
from dragoman.resolve.intervals import bound_of
from dragoman.resolve.places import crossing

PARTLY = re.compile(r"\b(?:most|much|part|parts|some|half|areas|swathes?|large)\b", re.I)
"""Words of a place that is not held whole."""
ARMED = frozenset({"GOV", "MIL", "REB", "UAF", "PRM", "SEP"})
"""Sectors that fight each other; what police do to a crowd is no hostilities."""
IRREGULAR = ARMED - {"GOV", "MIL"}
GATE = re.compile(r"\b(?:border|crossing|frontier|checkpoint|border post)s?(?: (?:with|between|to)\b.*)?$", re.I)
"""A place that is itself what is shut or opened."""
IDLE = frozenset({"future", "hypothetical", "negation"})
"""Auxiliaries of events that have brought nothing about."""


@dataclass(frozen=True)
class Consequence:
    """A row: the event it speaks of, and the state that follows."""

    event: str
    mode: str
    words: re.Pattern[str] | None
    kind: str
    level: str
    a: str
    b: str
    note: str
    between: str = ""
    """``armed``: only where both sides bear arms."""


@cache
def consequences() -> tuple[Consequence, ...]:
    """The table."""
    return tuple(
        Consequence(
            r["event"],
            r["mode"],
            re.compile(r["words"], re.I | re.S) if r["words"] else None,
            r["kind"],
            r["level"],
            r["a"],
            r["b"],
            r["note"],
            r["between"],
        )
        for r in rows("consequences")
    )


@cache
def undirected() -> frozenset[str]:
    """Kinds in which a and b may change places."""
    return frozenset(r["kind"] for r in rows("kinds") if r["undirected"] == "1")


def _party(event: Event, role: str, *, reciprocal: bool = False) -> Entity | None:
    """Who has this role in a row. ``reciprocal``: its sides are the actors, who may stand together in one list ("Cambodian and Lao troops")."""
    actors = [m for e in event.actors for m in (e.members or (e,))] if reciprocal else list(event.actors)
    if role in ("actor2", "recipient") and (role == "actor2" or not event.recipients):
        return actors[1] if len(actors) > 1 else event.recipients[0] if event.recipients else None
    found = {"actor": actors, "recipient": event.recipients}.get(role, ())
    return found[0] if found else None


def _host(event: Event) -> tuple[Entity | None, Where | None]:
    """Of a row whose b is the place: the country as an entity is left to the place, the recipient stands if it is a state."""
    return next((r for r in event.recipients if r.resolved), None), event.place


def _words(event: Event) -> str:
    """What the rows' patterns are looked for in: the evidence, the recipients with their codes, a crossing that is the place."""
    shown = " ".join(s.text for s in event.evidence)
    again = shown if len(event.evidence) > 1 else ""  # a passive has before it what an active verb has behind it
    gate = f"{event.place.text} crossing" if event.place and (GATE.search(event.place.text) or crossing(event.place.name)) else ""
    return " ".join(filter(None, (shown, *(f"{r.text} {r.code or ''}" for r in event.recipients), again, gate)))


def _between(row: Consequence, event: Event) -> tuple[Entity | None, Entity | None, Where | None]:
    """The sides and the place of the state that ``row`` says; no a where the event lacks what the row asks for."""
    a, place = _party(event, row.a, reciprocal=row.b == "actor2"), event.place
    if row.b == "place":
        b, place = _host(event)
        return (a if place or b else None), (None if row.kind == "control" else b), place
    if a is None and row.kind == "border" and len(event.recipients) == 2:
        return *event.recipients, place  # a crossing that opened or shut, nobody says by whom
    b = _party(event, row.b, reciprocal=row.b == "actor2")
    return (a if b else None), b, place


def follows(event: Event) -> Relation | None:
    """The state that ``event`` brings about, or None: nothing follows from what is denied, alleged, planned or did not happen."""
    if IDLE & set(event.auxiliary) or event.claim in ("denied", "alleged"):
        return None
    words = _words(event)
    for row in consequences():
        if row.event != event.event_type or (row.mode and row.mode != event.event_mode) or (row.words and not row.words.search(words)):
            continue
        a, b, place = _between(row, event)
        if a is None or (b is not None and a.code and a.code == b.code) or (row.between and not _armed(a, b)):
            continue
        if row.kind == "control" and place and PARTLY.search(f"{place.text} {words}"):
            row = replace(row, level="partial")
        return _relation(event, row, a, b, place)
    return None


def _armed(a: Entity, b: Entity | None) -> bool:
    """Whether both bear arms, and not for one state."""
    if b is None or not (a.resolved and b.resolved) or not (ARMED & set(a.sectors) and ARMED & set(b.sectors)):
        return False
    return a.country != b.country or bool(IRREGULAR & {*a.sectors, *b.sectors})


def _relation(event: Event, row: Consequence, a: Entity, b: Entity | None, place: Where | None) -> Relation:
    bound = None
    if event.date and (event.date.start or event.date.end):
        bound = bound_of(event.date, event.date.text.lower().startswith("since"))
    keep_place = place if row.kind in ("border", "presence", "control") else None
    more = (*event.actors, *event.recipients)
    return Relation(
        id=sha256(f"{event.id}\x1f{row.kind}".encode()).hexdigest()[:16], kind=row.kind, a=a, b=b, place=keep_place, level=row.level,
        by=(a.country or a.code) if row.kind == "diplomatic" and row.level != "normal" else None, parties=more if len(more) > 2 else (),
        valid=Valid(from_=bound), basis=event.id, attribution=event.attribution, evidence=event.evidence, confidence=event.confidence,
        why=(
            Reason(
                field="kind, level", source="table",
                detail=f"consequences: {row.note} ({row.event}{'/' + row.mode if row.mode else ''})",
            ),
        ),
    )  # fmt: skip
