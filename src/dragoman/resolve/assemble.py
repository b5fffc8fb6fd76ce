"""Drafts to records: every span resolved, every date an interval, every voice named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from dragoman.code.drafts import DraftEvent, DraftFigure, DraftRelation, Drafts, DraftStatement
from dragoman.model import Attribution, Entity, Event, Figure, Reason, Relation, Span, Statement, When, Where
from dragoman.ontology.actors import IRREGULAR
from dragoman.ontology.plover import between_states, derived, partly
from dragoman.ontology.types import Types
from dragoman.ontology.words import cues
from dragoman.read.graph import Anchor, Arc
from dragoman.resolve.confidence import Weights, confidence
from dragoman.resolve.dating import event_date, valid
from dragoman.resolve.frame import AGAIN, Frame, bare
from dragoman.resolve.parties import Parties, only_states, same
from dragoman.resolve.places import NO_PLACE, as_crossing

HARMFUL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "ACCUSE", "SANCTION", "PROTEST", "REJECT"})
REPRESENTATION = cues("representation")
ENDED: dict[str, tuple[str, str]] = {"alliance": ("ally", "ended"), "backing": ("ongoing", "ended"), "membership": ("member", "withdrawn")}
"""By kind, what a state is that a verb says is not over, and what it is once it is."""
ENDING = cues("ending verbs")
ENVOYS = frozenset({"ambassador", "ambassadors", "envoy", "envoys"})
RELIEF = cues("relief")
YEAR = dt.timedelta(days=365)


@dataclass
class Records:
    """The records of one report, before what follows from events is added."""

    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


def identity(report: str, kind: str, *parts: object) -> str:
    """A stable id: the hash of report, kind and what tells the record apart."""
    return sha256("\x1f".join(map(str, (report, kind, *parts))).encode()).hexdigest()[:16]


class Assembler:
    """Makes the records of one report from its drafts. ``types`` are those of the model, where it has its own."""

    def __init__(self, frame: Frame, calibration: Mapping[str, Weights], types: Types | None = None) -> None:
        self.frame = frame
        self.parties = Parties(frame)
        self.calibration = calibration
        self._derived = types.derived if types else derived
        self._events: dict[int, str] = {}

    def run(self) -> Records:
        """All records."""
        drafts: Drafts = self.frame.doc._.drafts
        for start, end, what, detail in drafts.doubts:
            self.frame.doubt(start, end, "code", what, detail)
        self.parties.remember(drafts)
        records = Records()
        for event_draft in drafts.events:
            event = self.event(event_draft)
            if event is not None:
                records.events.append(event)
                self._events[id(event_draft)] = event.id
        for relation_draft in drafts.relations:
            relation = self.relation(relation_draft)
            if relation is not None:
                records.relations.append(relation)
        records.figures = [self.figure(d) for d in drafts.figures]
        records.statements = [self.statement(d) for d in drafts.statements]
        return records

    def _place(
        self, arcs: list[Arc], sentence: int, parties: tuple[Entity, ...], *, away: bool = False, leaving: bool = False
    ) -> Where | None:
        if not arcs:
            return None
        countries = [c for e in parties for c in ([e.country] if e.country else [m.country for m in e.members if m.country])]
        found = [self.frame.place(arc, sentence, [c for c in countries if c], away=away, leaving=leaving) for arc in arcs]
        return min(found, key=lambda w: ("city", "division", "region", "country", None).index(w.precision))

    @staticmethod
    def _own(recipient: Entity, actors: tuple[Entity, ...]) -> bool:
        """Whether a pronoun makes a recipient the actor's own."""
        mine = recipient.text.split(" ")[0].lower() in ("its", "their", "his", "her")
        return mine and recipient.code is not None and any(recipient.code == e.code for e in actors)

    def _is_place(self, arc: Arc) -> bool:
        """Whether who is said to be seized is a place, by its name or as *the town*: not *ousted Saddam Hussein*."""
        return any(t.ent_type_ == "LOC" for t in self.frame.doc[arc.start : arc.end]) or bool(
            AGAIN.search(self.frame.words(arc.start, arc.end))
        )

    def event(self, draft: DraftEvent) -> Event | None:
        """One event, or None where it has no party (an issue says so)."""
        anchor, frame = draft.anchor, self.frame
        when = event_date(frame, draft)
        actors = self.parties.of(anchor.to("actor"), when, draft.sentence, draft.statement)
        recipients = self.parties.of(anchor.to("recipient"), when, draft.sentence, draft.statement, towards=actors)
        at = anchor.to("place") or ([a for a in anchor.to("recipient") if self._is_place(a)] if anchor.sub == "seize" else [])
        leaving = anchor.label == "RETREAT" and anchor.sub == "withdraw"
        place = self._place(at, draft.sentence, (*actors, *recipients), away=anchor.label == "MOBILIZE", leaving=leaving)
        place = None if place and place.why == NO_PLACE[1] else place  # *the ground*: no place of an event
        if (place is None or place.name is None) and anchor.label in ("RETREAT", "COERCE"):
            place = frame.gate((draft.evidence, *draft.beside)) or place
        if anchor.sub in ("access", "restrict"):
            place = frame.shut_or_opened(anchor.to("place"), *draft.evidence) or place
        if anchor.sub == "expel" and any(self._own(e, actors) for e in recipients):
            recipients = ()  # "broke off relations with Rwanda and gave *its* diplomats 72 hours": nobody expels his own
        recipients = recipients or self.parties.towards_whom(draft, actors, place)
        if not actors and not recipients:
            words = frame.words(anchor.start, anchor.end)
            frame.doubt(
                anchor.start,
                anchor.end,
                "code",
                "event without parties",
                f"{words!r} shows {anchor.label}, but nobody is said to take part",
            )
            return None
        self.parties.dealt.append((draft.sentence, actors, recipients))
        auxiliary = self._auxiliary(draft, when)
        by = self.parties.voices(anchor.to("by"), draft.sentence, draft.statement)
        chain = (*by, *(v for v in frame.chain(draft.statement) if not any(same(v.entity, b.entity) for b in by)))
        claim = self._claim(draft, actors, chain)
        evidence = frame.span(*draft.evidence)
        shown = (evidence, *(frame.span(*span) for span in draft.beside if not draft.evidence[0] <= span[0] < draft.evidence[1]))
        row = self._derived(anchor.label, anchor.sub, anchor.contexts, " ".join(s.text for s in shown))
        reasons = self._why(draft, when, row.why, claim)
        return Event(
            id=identity(frame.report.id, "event", anchor.label, evidence.start, evidence.end), event_type=anchor.label, event_mode=anchor.sub,
            contexts=anchor.contexts, auxiliary=auxiliary, claim=claim, actors=actors, recipients=recipients, date=when,
            place=place, cameo=row.cameo, quad=row.quad, goldstein=row.goldstein,
            intensity=row.intensity, attribution=tuple(chain), evidence=shown, confidence=self._sure("event", reasons, *draft.evidence),
            why=reasons,
        )  # fmt: skip

    def _sure(self, kind: str, reasons: tuple[Reason, ...], start: int, end: int) -> float:
        """The chance that a record with these reasons, read off the tokens ``[start, end)``, is right."""
        mended = self.frame.repaired.mended(self.frame.doc[start].idx, self.frame.doc[end - 1].idx + 1)
        return confidence(kind, reasons, self.calibration.get(kind), mended=bool(mended))

    def _auxiliary(self, draft: DraftEvent, when: When | None) -> tuple[str, ...]:
        """What the reader says, but *historical* by the date where there is one: ended more than a year before publication."""
        held = set(draft.auxiliary)
        published = self.frame.report.published
        if published and when and when.end:
            held = held - {"historical"} if published - when.end <= YEAR else held | {"historical"}
        return tuple(name for name in ("historical", "future", "hypothetical", "negation") if name in held)

    def _claim(self, draft: DraftEvent, actors: tuple[Entity, ...], chain: tuple[Attribution, ...]) -> str:
        """The reader's word where it is marked; else by who speaks: the doer confirms (nobody alleges it of himself), another alleges, a medium
        reports."""
        voice = chain[0].entity if chain else None
        own = voice is not None and any(voice.entity_id and voice.entity_id == actor.entity_id for actor in actors)
        if draft.anchor.claim == "denied" or (draft.anchor.claim == "alleged" and not own):
            return draft.anchor.claim
        if voice is None:
            return "reported"
        if own or any(same(voice, actor) for actor in actors):
            return "confirmed"
        if "JRN" in voice.sectors or not voice.resolved or draft.anchor.label not in HARMFUL:
            return "reported" if draft.anchor.claim == "confirmed" and not actors else draft.anchor.claim
        return "alleged"

    def _why(self, draft: DraftEvent, when: When | None, row: str, claim: str) -> tuple[Reason, ...]:
        a = draft.anchor
        words = self.frame.words(a.start, a.end)
        reasons = [
            Reason(field="evidence", source="head", detail=f"event words {words!r}", score=round(a.found, 4)),
            Reason(field="event_type", source="head", detail=", ".join(f"{k} {v:.2f}" for k, v in a.scores.items()), score=round(a.sure, 4)),
            Reason(field="event_mode", source="head", detail=a.sub or "none fits", score=round(a.sub_sure, 4)),
            *(Reason(field="auxiliary", source="head", detail=name, score=round(score, 4)) for name, score in a.aux.items() if score > 0.2),
            *(Reason(field=f"{arc.role}s" if arc.role in ("actor", "recipient") else arc.role, source="words", detail=self.frame.words(arc.start, arc.end), score=round(arc.score, 4)) for arc in self.parties.alone(a.arcs, draft.sentence)),
            Reason(field="claim", source="rule" if claim != a.claim else "head", detail=claim, score=None if claim != a.claim else round(a.claim_sure, 4)),
            Reason(field="cameo, quad, goldstein, intensity", source="table", detail=row),
        ]  # fmt: skip
        if when:
            reasons.append(Reason(field="date", source="rule", detail=when.why or when.basis))
        return tuple(reasons)

    def relation(self, draft: DraftRelation) -> Relation | None:
        """One stated state, or None where it lacks its parties."""
        anchor, frame = draft.anchor, self.frame
        at = next(iter(anchor.to("place")), Arc("place", *draft.evidence, 1.0))
        a, b, place = self._between(draft, at)
        told = self._kind_and_level(draft, a, b)
        if told is None:
            what = f"{anchor.label} {anchor.sub or ''} is negated, denied, future or hypothetical here"
            frame.doubt(anchor.start, anchor.end, "code", "state not asserted", what)
            return None
        if not a or not (b or place or len(a) > 1 or (a[0].members and len(a[0].members) > 1)):
            what = f"{frame.words(anchor.start, anchor.end)!r} shows {anchor.label}, but not between whom"
            frame.doubt(anchor.start, anchor.end, "code", "state without parties", what)
            return None
        kind, level = told
        evidence = frame.span(*draft.evidence)
        mediators = self.parties.of(anchor.to("mediator"), None, draft.sentence, draft.statement)
        sides = {"actor": "a", "recipient": "b", "place": "place"}
        reasons = (
            Reason(field="evidence", source="head", detail=f"state words {frame.words(anchor.start, anchor.end)!r}", score=round(anchor.found, 4)),
            Reason(field="kind", source="head", detail=", ".join(f"{k} {v:.2f}" for k, v in anchor.scores.items()), score=round(anchor.sure, 4)),
            *([Reason(field="kind, level", source="rule", detail="what an armed group is given is backing, but for relief")] if kind != anchor.label else []),
            Reason(field="level", source="head", detail=anchor.sub or "not said", score=round(anchor.sub_sure, 4)),
            *(Reason(field=sides[x.role], source="words", detail=frame.words(x.start, x.end), score=round(x.score, 4)) for x in self.parties.alone(anchor.to(*sides), draft.sentence)),
        )  # fmt: skip
        return Relation(
            id=identity(frame.report.id, "relation", anchor.label, evidence.start, evidence.end), kind=kind, a=a[0], b=self._second(anchor, a, b, place, at), place=place,
            level=level, parties=(*a, *b) if kind == "talks" or len(a) + len(b) > 2 else (), mediator=mediators[0] if mediators else None, types=anchor.sanctions,
            valid=valid(frame, draft), known=frame.report.published, basis="stated", attribution=frame.chain(draft.statement), evidence=(evidence,),
            confidence=self._sure("relation", reasons, *draft.evidence), why=reasons,
        )  # fmt: skip

    def _between(self, draft: DraftRelation, at: Arc) -> tuple[tuple[Entity, ...], tuple[Entity, ...], Where | None]:
        """Both sides of a state and its place; nobody on the first where no side is known of a state between states."""
        anchor, frame = draft.anchor, self.frame
        a = self.parties.of(anchor.to("actor"), None, draft.sentence, draft.statement)
        b = self.parties.of(anchor.to("recipient"), None, draft.sentence, draft.statement, towards=a)
        if anchor.label in between_states():
            a, b = only_states(a), only_states(b)
        place = self._place(anchor.to("place"), draft.sentence, (*a, *b), away=anchor.label in ("presence", "control"))
        if anchor.label == "border":
            place = (as_crossing(place.text) or place) if place else frame.gate((draft.evidence,)) or frame.only_gate()
            if place and not a:
                a, b = self.parties.sides(at, place, set()), b[:0]
        b = tuple(e for e in b if not any(same(e, m) for one in a for m in one.members))
        unknown = anchor.label in between_states() and not any(e.country or e.resolved for e in (*a, *b))
        return () if unknown else a, b, place

    def _kind_and_level(self, draft: DraftRelation, a: tuple[Entity, ...], b: tuple[Entity, ...]) -> tuple[str, str | None] | None:
        """What the state is, by the reader and the words beside; None where it is not asserted."""
        anchor = draft.anchor
        kind, level = self._backing(draft, a, b) or (anchor.label, anchor.sub)
        if (kind, level) == ("control", "full") and any(partly().search(self.frame.words(x.start, x.end)) for x in anchor.to("place")):
            level = "partial"
        level = self._over(anchor, kind, level)
        lacking = self._lacking(draft) if kind == "diplomatic" else set()
        without = bool(lacking & ENVOYS) and not lacking & REPRESENTATION
        missing = kind == "diplomatic" and not without and self._absent(anchor)
        if missing and level != "suspended":
            return kind, "suspended"
        doubts = ("future", "hypothetical") if without else ("future", "hypothetical", "negation")
        if any(anchor.aux.get(name, 0) > 0.5 for name in doubts) or anchor.claim == "denied":
            return None
        return kind, "downgraded" if without and level == "suspended" else level

    def _over(self, anchor: Anchor, kind: str, level: str | None) -> str | None:
        """The level, where a verb beside the state says that it is over or is not: "*ended* its military *alliance*", "*never stopped* …"."""
        root = self.frame.doc[anchor.start : anchor.end].root
        verb = root if root.pos_ == "VERB" else root.head
        if kind not in ENDED or verb.lower_ not in ENDING or not (verb is root or root.dep_ in ("obj", "nsubj:pass")):
            return level
        return ENDED[kind][not any(c.lower_ in ("not", "n't", "never") for c in verb.children)]

    def _second(self, anchor: Anchor, a: tuple[Entity, ...], b: tuple[Entity, ...], place: Where | None, at: Arc) -> Entity | None:
        """The other side: who is named, or whose country the place is or lies beside."""
        second = b[0] if b else a[1] if len(a) > 1 else None
        if anchor.label in ("control", "presence") and place and not b:
            second = None
        if anchor.label == "presence" and second is None and place and place.country:
            return self.parties.host(at, place)
        if anchor.label == "border" and place is not None and second is None:
            beyond = self.parties.sides(at, place, {a[0].country})
            return beyond[0] if len(beyond) == 1 else None
        return second

    def _backing(self, draft: DraftRelation, givers: tuple[Entity, ...], receivers: tuple[Entity, ...]) -> tuple[str, str | None] | None:
        """The kind and level of aid that an armed group is given: it is backed, unless an organisation gives it or the sentence tells of relief."""
        if draft.anchor.label != "aid" or not receivers or not all(IRREGULAR & set(e.sectors) for e in receivers):
            return None
        if any({"IGO", "NGO"} & set(e.sectors) for e in givers):
            return None
        first, last = self.frame.sentences[draft.sentence]
        if any(t.lower_ in RELIEF for t in self.frame.doc[first:last]):
            return None
        return "backing", {"flowing": "ongoing", "suspended": "ended"}.get(draft.anchor.sub or "")

    def _lacking(self, draft: DraftRelation) -> set[str]:
        """What the sentence says that there is none of: "*without* an *ambassador*", "*no embassies*"."""
        first, last = self.frame.sentences[draft.sentence]
        return {t.lower_ for t in self.frame.doc[first:last] if any(c.lower_ in ("no", "without") for c in t.children)}

    def _absent(self, anchor: Anchor) -> bool:
        """Whether a mission is said to be missing: "has not had a diplomatic presence", "has no embassy there"."""
        root = self.frame.doc[anchor.start : anchor.end].root
        chain = [root]
        for above in root.ancestors:
            if chain[-1].pos_ in ("VERB", "AUX"):
                break
            chain.append(above)
        near = {t.lower_ for link in chain for t in (link, *link.children)}
        return bool(near & {"no", "not", "n't", "without"}) and bool(near & REPRESENTATION)

    def figure(self, draft: DraftFigure) -> Figure:
        """One figure."""
        anchor, frame = draft.anchor, self.frame
        said = draft.statement
        voices = self.parties.voices(anchor.to("by"), draft.sentence)
        of, dates = anchor.to("of"), anchor.to("date")
        whose = tuple(frame.entity(arc, None, draft.sentence, quiet=True) for arc in of) if anchor.label == "troops" else ()
        evidence = frame.span(anchor.start, anchor.end)
        reasons = (
            Reason(field="evidence", source="head", detail=f"the number {evidence.text!r}", score=round(anchor.found, 4)),
            Reason(field="unit", source="head", detail=anchor.label, score=round(anchor.sure, 4)),
            Reason(field="value", source="rule", detail=f"{evidence.text!r} reads {draft.value}"),
            *((Reason(field="bound", source="rule", detail=f"{draft.told!r} says so"),) if draft.told else ()),
        )
        return Figure(
            id=identity(frame.report.id, "figure", anchor.label, evidence.start), value=draft.value, bound=draft.bound, unit=anchor.label,
            of=frame.words(of[0].start, of[0].end) if of else None, event=self._events.get(id(draft.event)) if draft.event else None,
            place=self._place(anchor.to("place"), draft.sentence, whose, away=anchor.label == "troops"), date=frame.when(dates[0], tense="past") if dates else None,
            attribution=voices or frame.chain(said), evidence=(evidence,), confidence=self._sure("figure", reasons, anchor.start, anchor.end), why=reasons,
        )  # fmt: skip

    def statement(self, draft: DraftStatement) -> Statement:
        """One statement, with the ids of the events inside it (relations are added when all are known)."""
        frame, source = self.frame, draft.source
        speaker = frame.speaker(source)
        addressee = frame.entity(source.addressee, None, source.sentence) if source.addressee else None
        content = frame.span(*draft.content)
        inside = [
            self._events[id(e)]
            for e in frame.doc._.drafts.events
            if id(e) in self._events and draft.content[0] <= e.anchor.start < draft.content[1]
        ]
        reasons = [Reason(field="speaker", source="rule", detail=draft.rule)] if draft.rule else []
        if speaker is None:
            frame.doubt(*draft.content, "code", "unknown speaker", "somebody's words, but the text does not say whose")
        anchor = draft.anchor
        evidence: tuple[Span, ...] = (frame.span(anchor.start, anchor.end),) if anchor else ()
        if anchor:
            reasons.append(Reason(field="verb", source="head", detail=frame.words(anchor.start, anchor.end), score=round(anchor.found, 4)))
            for role in ("speaker", "content"):
                reasons += [
                    Reason(field=role, source="words", detail=frame.words(a.start, a.end), score=round(a.score, 4)) for a in anchor.to(role)
                ]
        if draft.voice:
            reasons.append(Reason(field="speaker", source="rule", detail="the voice that was speaking goes on"))
        return Statement(
            id=identity(frame.report.id, "statement", content.start, content.end, speaker and speaker.text), speaker=speaker, addressee=addressee,
            medium=bare(frame.words(source.medium.start, source.medium.end)) if source.medium else None,
            outlets=tuple(frame.entity(o, None, source.sentence).name or frame.words(o.start, o.end) for o in source.outlets),
            verb=frame.words(anchor.start, anchor.end) if anchor else None, quoted=anchor.quoted > 0.5 if anchor else True, content=content,
            date=frame.when(source.date, tense="past") if source.date else None, events=tuple(dict.fromkeys(inside)), evidence=evidence,
            confidence=self._sure("statement", tuple(reasons), *draft.content), why=tuple(reasons),
        )  # fmt: skip
