"""Facts: relations as the fold takes them, one for each pair of parties, on whose word and how directly."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from dragoman.ledger.consequences import follows
from dragoman.ledger.judgements import Judgement, confirmed, judged
from dragoman.ledger.members import passed
from dragoman.ledger.parties import Kind, each, kinds, levels, names, party_key, place_key
from dragoman.model import Attribution, Bound, Entity, Event, Reading, Relation, ReportHead, Where
from dragoman.resolve.places import BORDER_OF

Sides = tuple[Entity | None, Entity | None]
STATED = "stated"
DENIED = "denied"
IMPLIED = "implied"
ARMED = frozenset({"control", "presence", "backing", "hostilities"})
"""Kinds of which a third side's word is an allegation (codebook, `claim`: one side says it of another)."""
NEUTRAL = frozenset({"JRN", "IGO", "NGO", "UNO"})
"""Sectors whose word is a report, not a side's."""
YEAR = dt.timedelta(days=366)
"""What was longer ago is history (codebook, `historical`) and ends nothing that is told as present."""
_WITH = re.compile(r"\b(?i:borders?|frontiers?|crossings?|posts?|gates?|checkpoints?)\b.* with (?:the )?[A-Z]")
EACH_OTHER = frozenset({"each other", "one another"})
"""Words for the members of the other side."""


class Fact(NamedTuple):
    """One relation between two keys, as one report has it.

    ``id`` is the id of the relation's record. The days bound its beginning (``from_*``) and, where ``ends``, its end (``to_*``);
    None is not known. ``known`` is the day of publication. ``basis`` is ``stated``, ``implied`` (by another's fact) or the id of
    an event, and of one that is ``denied`` ``by`` is who denies it, and ``id`` the event's. ``a_names`` and ``b_names`` are what the parties may be asked for by (without a b, the place's country). ``via`` is
    the organisation of which the report tells it, where it is only implied for a member (`dragoman.ledger.members`).
    """

    id: str
    report: str
    kind: str
    a: str
    b: str
    place: str
    level: str | None
    from_earliest: dt.date | None
    from_latest: dt.date | None
    ends: bool
    to_earliest: dt.date | None
    to_latest: dt.date | None
    known: dt.date | None
    basis: str
    source: str
    claim: str
    confidence: float
    judged: bool = False
    by: str | None = None
    types: tuple[str, ...] = ()
    a_names: tuple[str, ...] = ()
    b_names: tuple[str, ...] = ()
    via: str | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Kind, a, b and place."""
        return self.kind, self.a, self.b, self.place

    def known_by(self, day: dt.date | None) -> bool:
        """Whether it was published by ``day``; without a day all were. One without a publication date was known by no certain day."""
        return day is None or (self.known is not None and self.known <= day)


def source_of(attribution: Iterable[Attribution], head: ReportHead) -> str:
    """The voice behind a record: the outermost outlet that it is taken from, else the publisher, else the report itself."""
    outlets = [a.entity for a in attribution if "JRN" in a.entity.sectors]
    name = (outlets[-1].name or outlets[-1].text) if outlets else head.publisher
    return name.strip().casefold() if name and name.strip() else head.id


def _claim(relation: Relation, kind: Kind, event: Event | None) -> str:
    """The event's claim; of a stated fact, by its nearest voice: the doer confirms, another side alleges, the rest report."""
    if event is not None:
        return event.claim
    if not relation.attribution or relation.a is None:
        return "reported"
    voice = relation.attribution[0].entity
    doers = (relation.a, relation.b) if kind.undirected else (relation.a,)
    if set(names(voice)) & {n for doer in doers if doer for e in each(doer) for n in names(e)}:
        return "confirmed"
    if not voice.resolved or NEUTRAL & set(voice.sectors):
        return "reported"
    other = relation.b is not None and bool(set(names(voice)) & set(names(relation.b)))
    return "alleged" if other or kind.name in ARMED else "reported"


def _doubted(relation: Relation, events: Iterable[Event]) -> Event | None:
    """The event that the words of a stated fact show too, where it is only alleged or is denied; of kinds that one side alleges of another."""
    if relation.kind not in ARMED:
        return None
    spans = [(s.start, s.end) for s in relation.evidence]
    held = (e for e in events if e.claim in ("alleged", DENIED))
    return next((e for e in held if any(s.start < end and start < s.end for s in e.evidence for start, end in spans)), None)


def _sides(relation: Relation, kind: Kind, event: Event | None) -> Iterator[Sides]:
    """Pairs of parties. A third party of an event is paired only where the event shows its side: a host or mediator has none."""
    a, b = relation.a, relation.b
    if together := _together(relation, kind, event):
        yield from combinations([e for party in together for e in each(party)], 2)
        return
    left, right = [a], [b]
    if event is not None:
        if a in event.actors and b in event.recipients:
            left, right = list(event.actors), list(event.recipients)
        elif a in event.recipients and b in event.actors:
            left, right = list(event.recipients), list(event.actors)
        elif b is None and a in event.actors:
            left = list(event.actors)
    elif relation.parties and a in relation.parties and kind.name != "hostilities":
        at = relation.parties.index(b) if b in relation.parties else len(relation.parties) if b is None else 1
        left, right = list(relation.parties[:at]), list(relation.parties[at:]) or [b]
    for one in left:
        for other in right:
            for x in each(one) if one else (None,):
                for y in each(other) if other else (None,):
                    yield x, y
    if (b is None or b.text.casefold() in EACH_OTHER) and kind.undirected and a is not None and a.members:
        yield from combinations(each(a), 2)


def _together(relation: Relation, kind: Kind, event: Event | None) -> tuple[Entity, ...]:
    """The parties where they have no sides: of talks, of an alliance that several signed."""
    told = event.actors if event is not None and kind.name == "alliance" and relation.b in event.actors else ()
    told = relation.parties if event is None and kind.name == "talks" else told
    return tuple(told) if relation.a in told else ()


def _turned(relation: Relation) -> Relation:
    """A membership with the organisation second: nobody is a member of a state."""
    a, b = relation.a, relation.b
    turned = relation.kind == "membership" and a is not None and b is not None and "IGO" in a.sectors and b.country is not None
    return relation.model_copy(update={"a": b, "b": a}) if turned else relation


def _whole_border(place: Where, sides: Sides) -> bool:
    """Whether a place is no crossing by name: the line itself, one of its countries, "two border posts with Belarus"."""
    name = place.name or ""
    line = place.precision in ("region", "country", None) and bool(_WITH.search(place.text))
    return line or name.startswith(BORDER_OF) or name in {e.name for e in sides if e and e.name}


def _keys(relation: Relation, kind: Kind, a: Entity | None, b: Entity | None) -> tuple[str, str, str] | None:
    """The keys of a, b and place, or None where the ledger cannot file it: a party is unknown, missing or both are one."""
    first = party_key(a, kind) if a else None
    second = party_key(b, kind) if b else None
    place = place_key(relation.place) if kind.name in ("border", "presence", "control") else ""
    if kind.name == "border" and relation.place and _whole_border(relation.place, (a, b)):
        place = ""
    if kind.name == "control":
        second = ""
        if not place:
            return None
    if kind.name == "presence":
        second = second or (relation.place.country if relation.place else None) or ("" if place else None)
    if not first or second is None or first == second:
        return None
    if kind.name != "control" and place in (first, second):
        place = ""
    return first, second, place


def facts_of(reading: Reading, judgements: Iterable[Judgement] = ()) -> tuple[Fact, ...]:
    """The facts of one report, as the standing judgements leave it; relations with an unknown party give none."""
    words = tuple(judgements)
    sure = confirmed(words)
    reading = judged(reading, words)
    events = {e.id: e for e in reading.events}
    out: dict[tuple[str, tuple[str, str, str, str]], Fact] = {}
    for relation in map(_turned, (*reading.relations, *_denied(reading))):
        kind = kinds().get(relation.kind)
        if kind is None:
            continue
        event = events.get(relation.basis)
        claim = DENIED if relation.id in events else _claim(relation, kind, event or _doubted(relation, reading.events))
        for a, b in _sides(relation, kind, event):
            keys = _keys(relation, kind, a, b)
            if keys is not None:
                fact = _fact(relation, reading.report, keys, (a, b), (claim, bool({relation.id, relation.basis} & sure)))
                out.setdefault((relation.id, fact.key), fact)
    out = _until_the_change(out)
    for fact in [f for f in out.values() if f.claim != DENIED]:
        for implied in (*passed(fact), *_left(fact)):
            out.setdefault((implied.id, implied.key), implied)
    return tuple(out.values())


def _left(fact: Fact) -> Iterator[Fact]:
    """Control of a place lost by a group whose forces have left it: what it held there it holds no longer."""
    if fact.kind == "presence" and fact.level == "withdrawn" and fact.place and fact.a.startswith("group:"):
        yield fact._replace(kind="control", b="", level="lost", basis=IMPLIED)


def _denied(reading: Reading) -> Iterator[Relation]:
    """What would have followed from the events that a party denies or a report says did not happen, under the event's id: no state, but a
    word against it."""
    day = dt.date.fromisoformat(reading.report.published) if reading.report.published else None
    for event in reading.events:
        if event.claim != DENIED and event.auxiliary != ("negation",):
            continue
        if state := follows(event.model_copy(update={"claim": "reported", "auxiliary": ()})):
            yield state.model_copy(update={"id": event.id, "known": day})


def _until_the_change(facts: dict[tuple[str, tuple[str, str, str, str]], Fact]) -> dict[tuple[str, tuple[str, str, str, str]], Fact]:
    """What a report tells without its days beside the dated event that changes it ("gives $100 million a year", "suspended its aid on
    Tuesday") held until the change. It may be told as an event, but none that one act brings about: that one came after."""
    dated = [f for f in facts.values() if f.basis not in (STATED, IMPLIED) and f.claim != DENIED and f.from_earliest]
    news = [f for f in dated if f.known is None or (f.from_earliest and f.known - f.from_earliest <= YEAR)]
    changes = {f.key: f for f in sorted(news, key=lambda f: (f.from_earliest or dt.date.min, f.id))}

    def ended(fact: Fact) -> Fact:
        change = changes.get(fact.key)
        dated = fact.ends or fact.from_earliest or fact.from_latest
        if change is None or change.level == fact.level or dated or fact.basis == IMPLIED:
            return fact
        if fact.basis != STATED and levels()[fact.kind, fact.level].once:
            return fact
        return fact._replace(ends=True, to_earliest=change.from_earliest, to_latest=change.from_latest)

    return {key: ended(fact) for key, fact in facts.items()}


def _bounds(bound: Bound | None) -> tuple[dt.date | None, dt.date | None]:
    return (bound.earliest, bound.latest) if bound else (None, None)


def _by(relation: Relation, doer: Entity | None) -> str | None:
    """Who did it: of several actors, each in its own relation."""
    own = relation.by is not None and relation.a is not None and relation.by in names(relation.a)
    return (doer.country or doer.code) if own and doer else relation.by


def _denier(relation: Relation) -> str | None:
    """Who denies: the nearest voice."""
    voice = relation.attribution[0].entity if relation.attribution else None
    return (voice.country or voice.code or voice.name or voice.text) if voice else None


def _fact(relation: Relation, head: ReportHead, keys: tuple[str, str, str], sides: Sides, word: tuple[str, bool]) -> Fact:
    a, b, place = keys
    claim, judged_so = word
    by = _denier(relation) if claim == DENIED else _by(relation, sides[0])
    one, other = (names(s) if s else () for s in sides)
    if kinds()[relation.kind].undirected and b < a:
        a, b, one, other = b, a, other, one
    known = relation.known or (dt.date.fromisoformat(head.published) if head.published else None)
    if not other and relation.place is not None and relation.place.country:
        other = (relation.place.country,)
    return Fact(
        relation.id, head.id, relation.kind, a, b, place, relation.level, *_bounds(relation.valid.from_), relation.valid.to is not None,
        *_bounds(relation.valid.to), known, relation.basis, source_of(relation.attribution, head), claim, relation.confidence, judged_so,
        by, tuple(sorted(relation.types)), tuple(dict.fromkeys((a, *one))), tuple(dict.fromkeys((b, *other) if b else other)),
    )  # fmt: skip
