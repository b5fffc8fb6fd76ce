"""Who takes part in a draft: those that its arcs point to, and those who are meant without being named, as the country across a border."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from dragoman.code.drafts import DraftEvent, DraftRelation, Drafts, DraftStatement, runs
from dragoman.model import Attribution, Entity, When, Where
from dragoman.ontology.actors import states, word_group
from dragoman.ontology.words import cues
from dragoman.read.graph import Arc
from dragoman.resolve.actors.features import features
from dragoman.resolve.actors.pairs import last_state
from dragoman.resolve.frame import COUNTRY, Frame
from dragoman.resolve.included import included
from dragoman.resolve.places import crossing

BORDERS = cues("borders")
MISSIONS = cues("missions")
TIES = cues("ties")
OBJECT_PRONOUNS = cues("object pronouns")
TOWARDS = {"RETREAT": BORDERS | MISSIONS, "COERCE": BORDERS, "SUPPORT": MISSIONS, "SANCTION": MISSIONS}
"""By type of event, what is opened, shut or sent towards the country where it stands."""


class Parties:
    """The parties of one report's drafts."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._members: dict[Arc, list[Arc]] = {}
        self.dealt: list[tuple[int, tuple[Entity, ...], tuple[Entity, ...]]] = []
        """Of each event that has been assembled, in order: its sentence, its actors and its recipients."""

    def remember(self, drafts: Drafts) -> None:
        """Let the actors be met in the order of the text, so that later short forms and pronouns find what they stand for."""
        arcs: dict[tuple[int, int], tuple[Arc, int]] = {}
        told: list[DraftEvent | DraftRelation] = [*drafts.events, *drafts.relations]
        for draft in told:
            for arc in draft.anchor.to("actor", "recipient", "by", "mediator"):
                arcs[arc.start, arc.end] = (arc, draft.sentence)
        for said in drafts.statements:
            for spoken in (said.speaker, said.addressee, *said.outlets):
                if spoken:
                    arcs[spoken.start, spoken.end] = (spoken, said.sentence)
        reach: dict[int, int] = {}
        for a, b in sorted(arcs, key=lambda arc: arc[1]):
            reach.update(dict.fromkeys(range(a, b), b))
        starts = [a for a, _ in self.frame.sentences]
        for name in self.frame.doc.ents:
            if name.label_ in ("PER", "ORG", "LOC") and reach.get(name.start, 0) < name.end:
                arcs[name.start, name.end] = (Arc("name", name.start, name.end, 1.0), max(0, bisect_right(starts, name.start) - 1))
        for _, (arc, sentence) in sorted(arcs.items()):
            if self.frame.doc[arc.start].lower_ in word_group("we") and self.frame.doc[arc.start].text != "US":
                continue  # who "we" are is known with the voice alone
            entity = self.frame.entity(arc, None, sentence, quiet=True)
            if arc.role == "name" and self.frame.doc[arc.start].ent_type_ == "LOC" and (entity.person or not entity.country):
                self.frame.scope.forget(entity)  # a place that no table of actors has is nobody's antecedent

    def of(
        self, arcs: list[Arc], when: When | None, sentence: int, said: DraftStatement | None, *, towards: tuple[Entity, ...] = ()
    ) -> tuple[Entity, ...]:
        """The entities of ``arcs``, to whom ``towards`` do something: "the country" is then another than theirs. A group whose members are known holds them, and they do not stand beside it; nobody stands twice."""
        chain = self.frame.chain(said)
        speaking = chain[0].entity if chain else self.frame.issuer
        groups = {arc: self._included(arc, sentence) for arc in arcs}
        inside = [m for members in groups.values() for m in members]
        found: list[Entity] = []
        for arc, members in groups.items():
            if any(m.start < arc.end and arc.start < m.end for m in inside):
                continue
            entity = self._other(arc, sentence, self.frame.during(arc, when, sentence, speaking), towards)
            if members and not entity.members:
                named = tuple(self.frame.during(m, when, sentence) for m in members)
                entity = entity.model_copy(
                    update={
                        "code": None,
                        "members": named,
                        "resolved": all(m.resolved for m in named),
                        "why": "its members are named after it",
                    }
                )
            told = {(e.name, e.code, e.person) for one in found for e in (one, *one.members)}
            if not entity.resolved or entity.members or (entity.name, entity.code, entity.person) not in told:
                found.append(entity)
        found = self._apposed(found)
        listed = {m.entity_id for e in found for m in e.members if m.entity_id}
        found = [e for e in found if not any(_one(e, t) for t in towards)]
        return tuple(e for e in found if e.members or e.entity_id not in listed)

    def _apposed(self, found: list[Entity]) -> list[Entity]:
        """*Poland's new ambassador, Piotr Halama, …* is one: the person's name that stands between commas after an office is its holder's."""
        out: list[Entity] = []
        for one in found:
            if out and self._is_name_of(out[-1], one):
                out[-1] = out[-1] if out[-1].person else out[-1].model_copy(update={"person": one.text})
            else:
                out.append(one)
        return out

    def _is_name_of(self, office: Entity, name: Entity) -> bool:
        text, doc = self.frame.report.text, self.frame.doc
        if not office.resolved or name.resolved or name.members or office.members or text[office.end : name.start] != ", ":
            return False
        if text[name.end : name.end + 1] != "," or text[name.end + 1 :].lstrip().startswith(("and ", "or ", "who ", "which ")):
            return False
        named = any(e.label_ == "PER" and e.start_char <= name.start and name.end <= e.end_char for e in doc.ents)
        return named and "person" in features(office, self.frame.resolver.lexicon).kinds

    def _included(self, arc: Arc, sentence: int) -> list[Arc]:
        if arc not in self._members:
            self._members[arc] = included(self.frame.doc, arc, self.frame.sentences[sentence][1])
        return self._members[arc]

    def alone(self, arcs: Iterable[Arc], sentence: int) -> list[Arc]:
        """``arcs`` without those whose words only name members of a group that stands among them; the group is as sure as its surest word."""
        out = arcs = list(arcs)
        for group in (a for a in arcs if a.role in ("actor", "recipient")):
            named = self._included(group, sentence)
            members = [a for a in arcs if a.role == group.role and any(m.start < a.end and a.start < m.end for m in named)]
            if members:
                surest = replace(group, score=max(a.score for a in (group, *members)))
                out = [surest if a is group else a for a in out if a not in members]
        return out

    def _other(self, arc: Arc, sentence: int, entity: Entity, towards: tuple[Entity, ...]) -> Entity:
        """``entity``, but where *the country* has been taken for that of those who do something to it, the other that is meant."""
        words, own = self.frame.words(arc.start, arc.end), [e.country for e in towards if e.country]
        if words.lower() in OBJECT_PRONOUNS and any(same(entity, e) and entity.person == e.person for e in towards):
            return self._nobody(entity, f"{words!r} is somebody else than who does it")
        if not own or not COUNTRY.fullmatch(words) or (entity.resolved and entity.country not in own):
            return entity
        other = self.frame.other_state(arc, sentence, own)
        if other is None:
            return self._nobody(entity, entity.why)
        return self._state(arc, other, f"{words!r}: {other} is the state named last before that is not the actor's own")

    def _nobody(self, entity: Entity, why: str | None) -> Entity:
        known = dict.fromkeys(("name", "code", "country", "entity_id", "person", "office"))
        return entity.model_copy(update=known | {"sectors": (), "members": (), "resolved": False, "why": why})

    def voices(self, arcs: list[Arc], sentence: int, said: DraftStatement | None = None) -> tuple[Attribution, ...]:
        """Those on whose word something is told, without the speaker of ``said``."""
        speaker = said.source.speaker if said else None
        out = []
        for arc in arcs:
            if not (speaker and arc.start < speaker.end and speaker.start < arc.end):
                a, b = self.frame.offsets(arc.start, arc.end)
                out.append(Attribution(entity=self.frame.entity(arc, None, sentence), start=a, end=b))
        return tuple(out)

    def towards_whom(self, draft: DraftEvent, actors: tuple[Entity, ...], place: Where | None) -> tuple[Entity, ...]:
        """A border with a country is shut or opened towards that country, and so is an embassy there: where it stands as the place, it is the
        recipient; so is the country on the other side of a crossing that is named, or both where nobody is said to have done it."""
        if draft.anchor.label not in TOWARDS:
            return ()
        if (partner := self._partner(draft, actors)) is not None:
            return (partner,)
        own, places = {a.country for a in actors}, draft.anchor.to("place")
        at = places[0] if places else Arc("place", *draft.evidence, 1.0)
        if place and (beyond := self.sides(at, place, own)) and (not actors or len(beyond) == 1):
            return beyond
        spans = [draft.evidence, *((arc.start, arc.end) for arc in places)]
        told = self.frame.doc[min(a for a, _ in spans) : max(b for _, b in spans)]
        if not actors or not {t.lower_ for t in told} & TOWARDS[draft.anchor.label]:
            return ()
        found = [self.frame.entity(name, None, draft.sentence, quiet=True) for span in spans for name in self._names(*span)]
        others = {e.country: e for e in found if e.resolved and e.country not in own and e.entity_id == f"state:{e.country}"}
        if not others and place and place.country not in (None, *own) and {t.lower_ for t in told} & MISSIONS:
            return (self.host(at, place),)
        return tuple(others.values())

    def _partner(self, draft: DraftEvent, actors: tuple[Entity, ...]) -> Entity | None:
        """*Somalia expelled Kenya's ambassador. It broke off relations*: with the only state to which the actor did something in this sentence
        and the one before."""
        words = self.frame.doc[draft.evidence[0] : draft.evidence[1]]
        ties = next((t.i for t in words if t.lower_ in TIES), None)
        if ties is None or len(actors) != 1 or not actors[0].country or actors[0].members:
            return None
        near = [(a, r) for sentence, a, r in self.dealt if sentence >= draft.sentence - 1 and [e.country for e in a] == [actors[0].country]]
        whom = {e.country for _, recipients in near for e in recipients} - {actors[0].country}
        country = whom.pop() if len(whom) == 1 else None
        why = f"{self.frame.doc[ties].text!r}: with the only state that the sentences before deal with"
        return self._state(Arc("recipient", ties, ties + 1, 1.0), country, why) if country is not None and country in states() else None

    def sides(self, arc: Arc, place: Where, own: set[str | None]) -> tuple[Entity, ...]:
        """The countries at a crossing that is named, without those of ``own``."""
        return tuple(self.host(arc, place.model_copy(update={"country": c})) for c in crossing(place.name) if c not in own)

    def host(self, arc: Arc, place: Where) -> Entity:
        """The country in which a place lies, as the party that hosts."""
        return self._state(arc, str(place.country), f"the country of the place: {place.why}")

    def _state(self, arc: Arc, country: str, why: str) -> Entity:
        start, end = self.frame.offsets(arc.start, arc.end)
        known = states().get(country)
        return Entity(
            text=self.frame.report.text[start:end], start=start, end=end, name=known.name if known else country, code=f"{country}GOV", country=country, sectors=("GOV",),
            entity_id=f"state:{country}", resolved=True, why=why,
        )  # fmt: skip

    def _names(self, start: int, end: int) -> list[Arc]:
        """Runs of proper nouns in ``[start, end)``."""
        return [Arc("name", a, b, 1.0) for a, b in runs(i for i in range(start, end) if self.frame.doc[i].pos_ == "PROPN")]


def only_states(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The states and organisations among parties, if there are any: an official is not allied, his country is."""
    known = [e for e in entities if e.country or e.code or any(m.country for m in e.members)]
    return tuple(last_state([e]) or e if e.sectors[:1] == ("GOV",) and not e.members else e for e in known) or entities


def _one(entity: Entity, doer: Entity) -> bool:
    """Whether who does it has been taken for the one to whom it is done: "*The Serbian government* … which *the government* dropped"."""
    alike = same(entity, doer) and entity.text.split()[-1].lower() == doer.text.split()[-1].lower()
    return (entity.start, entity.end) == (doer.start, doer.end) or (alike and not entity.person)


def same(one: Entity, other: Entity) -> bool:
    """Whether two mentions stand for the same side: the same entity, or the same country's government."""
    if one.entity_id and one.entity_id == other.entity_id:
        return True
    return bool(one.code and one.code == other.code) or any(same(one, m) for m in other.members)
