"""Which state an event brings about: one table (``ontology/tables/consequences.tsv``), the first row that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from dragoman.ledger.parties import OFFICIAL, PROPER, kinds, party_key
from dragoman.model import Entity, Event, Reason, Relation, Valid, Where
from dragoman.ontology.actors import IRREGULAR
from dragoman.ontology.plover import SANCTION_TYPES, partly, rows
from dragoman.resolve.intervals import bound_of
from dragoman.resolve.places import crossing

ARMED = IRREGULAR | {"GOV", "MIL"}
"""Sectors that fight each other; what police do to a crowd is no hostilities."""
OUSTED = re.compile(r"\b(?:oust|toppl|depos|overthr|unseat|expel|jail|arrest)", re.IGNORECASE)
IDLE = frozenset({"future", "hypothetical", "negation"})
"""Auxiliaries of events that have brought nothing about."""


@dataclass(frozen=True)
class Consequence:
    """A row: the event it speaks of, and the state that follows."""

    event: str
    mode: str
    words: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    """What must stand neither there nor in the actors' names."""
    kind: str
    level: str
    a: str
    b: str
    note: str
    between: str = ""
    """What the sides must be: ``armed``, both; ``states``, no side an irregular force; ``group``, b is one; ``irregular``, a side is one;
    ``body``, b an organisation."""


@cache
def named() -> dict[str, str]:
    """Patterns by name (``consequence_words.tsv``): words that several rows look for, ``<aid>`` in the table."""
    return {r["name"]: r["pattern"] for r in rows("consequence_words")}


@cache
def _pattern(text: str) -> re.Pattern[str] | None:
    """A cell as a pattern, its named words put in."""
    while (put := re.sub(r"<([a-z ]+)>", lambda m: f"(?:{named()[m[1]]})", text)) != text:
        text = put
    return re.compile(text, re.I | re.S) if text else None


def _shows(name: str, text: str) -> bool:
    """Whether ``text`` has what the pattern of this name looks for."""
    pattern = _pattern(f"<{name}>")
    return bool(pattern and pattern.search(text))


@cache
def consequences() -> tuple[Consequence, ...]:
    """The table."""
    return tuple(
        Consequence(
            r["event"],
            r["mode"],
            _pattern(r["words"]),
            _pattern(r["unless"]),
            r["kind"],
            r["level"],
            r["a"],
            r["b"],
            r["note"],
            r["between"],
        )
        for r in rows("consequences")
    )


def _party(event: Event, role: str, *, reciprocal: bool = False) -> Entity | None:
    """Who has this role in a row. ``reciprocal``: its sides are the actors, who may stand together in one list ("Cambodian and Lao troops")."""
    actors = [m for e in event.actors for m in (e.members or (e,))] if reciprocal else list(event.actors)
    if role in ("actor2", "recipient") and (role == "actor2" or not event.recipients):
        if role == "recipient" and len(actors) > 2:
            return None  # "A, B and C restored ties with D": who of them with whom is not known
        return actors[1] if len(actors) > 1 else event.recipients[0] if event.recipients else None
    found = {"actor": actors, "recipient": event.recipients}.get(role, ())
    return found[0] if found else None


def _host(event: Event) -> tuple[Entity | None, Where | None]:
    """Of a row whose b is the place: the country as an entity is left to the place, the recipient stands if it is a state or government."""
    return next((r for r in event.recipients if r.resolved and set(r.sectors) <= {"GOV"}), None), event.place


def _words(event: Event) -> str:
    """What the rows' patterns are looked for in: the evidence, the recipients with their codes, a crossing that is the place."""
    shown = " ".join(s.text for s in event.evidence)
    gate = f"{event.place.text} crossing" if event.place and (_shows("gate", event.place.text) or crossing(event.place.name)) else ""
    # Twice: a passive has before it what an active verb has behind it, and "aid cut" says what "cut aid" says.
    return " ".join(filter(None, (shown, *(f"{r.text} {r.code or ''}" for r in event.recipients), shown, gate)))


def _between(row: Consequence, event: Event) -> tuple[Entity | None, Entity | None, Where | None]:
    """The sides and the place of the state that ``row`` says; no a where the event lacks what the row asks for."""
    a, place = _party(event, row.a, reciprocal=row.b == "actor2"), event.place
    if row.b == "place":
        b, place = (None, place) if row.kind == "control" else _host(event)
        known = place is not None and (place.name is not None or row.kind != "control" or _unlisted(place, event))
        return (a if known or b else None), b, place
    if a is None and row.kind == "border" and len(event.recipients) == 2:
        return *event.recipients, place  # a crossing that opened or shut, nobody says by whom
    b = _party(event, row.b, reciprocal=row.b == "actor2")
    return (a if b else None), b, place


def _unlisted(place: Where, event: Event) -> bool:
    """Whether a place that no table has is named by itself: whom somebody ousts is a person, "the Handala" a ship, "near Foo" is not Foo, and what is
    taken at a place is not the place."""
    bare = place.text.split(" ")
    thing = bare[0].lower() == "the" and all(word[:1].isupper() for word in bare[1:])
    beside = bare[0].lower() in ("near", "at", "in", "outside", "around")
    taken = any(r.text == place.text or not r.resolved for r in event.recipients) or any(OUSTED.search(s.text) for s in event.evidence)
    return bool(PROPER.search(place.text)) and not (thing or beside or taken)


def follows(event: Event) -> Relation | None:
    """The state that ``event`` brings about, or None: nothing follows from what is denied, alleged, planned or did not happen."""
    if IDLE & set(event.auxiliary) or event.claim in ("denied", "alleged"):
        return None
    if event.event_type == "SUPPORT" and event.evidence and _shows("applause", event.evidence[0].text):
        return None
    words = _words(event)
    more = " ".join((words, *(a.text for a in event.actors)))
    for row in consequences():
        if row.event != event.event_type or (row.mode and row.mode != event.event_mode) or (row.words and not row.words.search(words)):
            continue
        if row.unless and row.unless.search(more):
            continue
        a, b, place = _between(row, event)
        if a is None or (b is not None and not _apart(row, a, b)):
            continue
        if (row.kind, row.level) == ("control", "full") and place and partly().search(f"{place.text} {words}"):
            row = replace(row, level="partial")
        if (row.kind, row.level) == ("sanctions", "lifted") and b and b.country and b.sectors[:1] and b.sectors[0] not in OFFICIAL:
            row = replace(row, level="eased")  # of a bank, not of its country
        return _relation(event, row, a, b, place)
    return None


def _apart(row: Consequence, a: Entity, b: Entity) -> bool:
    """Whether the sides are two parties, and such as the row asks for."""
    kind = kinds()[row.kind]
    if (a.code and a.code == b.code) or (kind.state and party_key(a, kind) and party_key(a, kind) == party_key(b, kind)):
        return False
    if row.between == "armed":
        return _armed(a, b)
    if row.between == "states":
        return not IRREGULAR & {*a.sectors, *b.sectors}
    if row.between == "irregular":
        return bool(IRREGULAR & {*a.sectors, *b.sectors})
    if row.between == "group":
        return bool(IRREGULAR & set(b.sectors))
    return row.between != "body" or (b.code or "").startswith("IGO")


def _armed(a: Entity, b: Entity) -> bool:
    """Whether both bear arms, and not for one state."""
    if not (a.resolved and b.resolved) or not (ARMED & set(a.sectors) and ARMED & set(b.sectors)):
        return False
    return a.country != b.country or bool(IRREGULAR & {*a.sectors, *b.sectors})


def _types(event: Event) -> tuple[str, ...]:
    """The types of sanctions that the evidence tells of: those of which `named` has a pattern."""
    shown = " ".join(s.text for s in event.evidence)
    return tuple(t for t in SANCTION_TYPES if t in named() and _shows(t, shown))


def _relation(event: Event, row: Consequence, a: Entity, b: Entity | None, place: Where | None) -> Relation:
    bound = None
    if event.date and (event.date.start or event.date.end):
        bound = bound_of(event.date, event.date.text.lower().startswith("since"))
    keep_place = place if row.kind in ("border", "presence", "control") else None
    more = (*event.actors, *event.recipients)
    return Relation(
        id=sha256(f"{event.id}\x1f{row.kind}".encode()).hexdigest()[:16], kind=row.kind, a=a, b=b, place=keep_place, level=row.level,
        types=_types(event) if row.kind == "sanctions" else (),
        by=(a.country or a.code) if row.kind == "diplomatic" and row.level != "normal" else None, parties=more if len(more) > 2 else (),
        valid=Valid(from_=bound), basis=event.id, attribution=event.attribution, evidence=event.evidence, confidence=event.confidence,
        why=(
            Reason(
                field="kind, level", source="table",
                detail=f"consequences: {row.note} ({row.event}{'/' + row.mode if row.mode else ''})",
            ),
        ),
    )  # fmt: skip
