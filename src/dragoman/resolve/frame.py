"""One report while it is resolved: offsets of the original, dates, actors and places of its drafts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from dragoman.code.drafts import Drafts, DraftStatement
from dragoman.code.statements import HEADING
from dragoman.model import Attribution, Entity, Issue, Report, Span, When, Where
from dragoman.ontology.words import cues
from dragoman.read.extent import extent
from dragoman.read.graph import Arc
from dragoman.read.repair import Repaired
from dragoman.resolve.actors import ActorResolver, Scope, resolve_actor
from dragoman.resolve.actors.anaphora import distinct

if TYPE_CHECKING:
    from dragoman.resolve.when import ReportDates

AGAIN = re.compile(r"\b(?:the|this|that) (?:whole |entire |same )?(?:town|city|village|port|settlement)$", re.IGNORECASE)
"""Words at the end of a place that take up one named before."""
SEATED = cues("seated")
GATE = re.compile(r"\b(?:the|this|that|its?) (?:border |frontier )?(?:post|point|crossing|gates?|checkpoint|bridge)\b", re.IGNORECASE)
"""Words that take up a crossing named before."""
BORDER_WITH = re.compile(r"\b(?:border|frontier)s? with\b", re.IGNORECASE)
ON_BORDERS = re.compile(r"\b(?:borders?|frontiers?|crossings?|checkpoints?|border posts?)\b", re.IGNORECASE)
COUNTRY = re.compile(r"(?:the|this|that) (?:whole |entire )?(?:country|nation|republic|kingdom)", re.IGNORECASE)
IN_COUNTRY = re.compile(rf"(?:.* )?{COUNTRY.pattern}", re.IGNORECASE)
"""The country itself, or a part of it."""
HEADS = frozenset({"head of state", "head of government", "president", "prime minister", "chancellor", "king"})
"""Offices that are meant where a person holds them on some of the days in question."""
Tenure = tuple[dt.date | None, dt.date | None]


@dataclass
class Frame:
    """What all records of one report share. Every look-up is made once."""

    doc: Doc
    report: Report
    repaired: Repaired
    resolver: ActorResolver
    issues: list[Issue] = field(default_factory=list)
    _words: dict[tuple[int, int], str] = field(default_factory=dict)
    _entities: dict[tuple[int, int, dt.date | None], Entity] = field(default_factory=dict)
    _places: dict[tuple[int, int], Where] = field(default_factory=dict)
    _countries: dict[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scope = Scope(self.report.text[: extent(self.report.text)], self.report.published)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Token spans of the sentences."""
        return [(s.start, s.end) for s in self.doc._.graph.sentences]

    @cached_property
    def issuer(self) -> Entity | None:
        """Whose words the whole report is, where it is somebody's and its first line or its title says whose."""
        drafts: Drafts = self.doc._.drafts
        if drafts.issuer is not None:
            return self.entity(drafts.issuer, None, 0)
        told = HEADING.match(self.report.title.strip()) if drafts.own and self.report.title else None
        if told is None:
            return None
        found = resolve_actor(told["who"], self.report.published, self.report.title)
        return found.model_copy(update={"start": 0, "end": 0, "why": f"rule: the title says whose words these are; {found.why}"})

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Tokens ``[start, end)`` as characters of the original, without space at either end."""
        first, last = self.doc[start], self.doc[end - 1]
        a, b = self.repaired.original(first.idx, last.idx + len(last.text))
        text = self.report.text[a:b]
        return a + len(text) - len(text.lstrip()), b - len(text) + len(text.rstrip())

    def span(self, start: int, end: int) -> Span:
        """Tokens ``[start, end)`` as a span of the original."""
        return self.report.span(*self.offsets(start, end))

    def words(self, start: int, end: int) -> str:
        """Tokens ``[start, end)`` as they were read (mended)."""
        held = self._words.get((start, end))
        if held is None:
            held = self._words[start, end] = str(self.doc[start:end].text).strip()
        return held

    def doubt(self, start: int, end: int, stage: str, what: str, detail: str) -> None:
        """Record doubt about the tokens ``[start, end)``, once."""
        a, b = self.offsets(start, end)
        issue = Issue(start=a, end=b, stage=stage, what=what, detail=detail)
        if not any(i.start == a and i.end == b and i == issue for i in self.issues):
            self.issues.append(issue)

    def during(self, arc: Arc, when: When | None, sentence: int, speaking: Entity | None = None) -> Entity:
        """The actor that stands at ``arc`` in the days of ``when``: as of its first, or of its last where the person is in office then alone
        ("In 2017 Macron said")."""
        first, last = (when.start or when.end, when.end) if when else (None, None)
        found = self.entity(arc, first, sentence, speaking, quiet=True)
        governs = found.office in HEADS and found.sectors[:1] == ("GOV",)
        if found.person is not None and not governs and last is not None and last != first:
            later = self.entity(arc, min(last, self.report.published or last), sentence, speaking, quiet=True)
            if later.resolved and (later.office in HEADS or not found.resolved):
                return later
        return self.entity(arc, first, sentence, speaking)

    def entity(self, arc: Arc, on: dt.date | None, sentence: int, speaking: Entity | None = None, *, quiet: bool = False) -> Entity:
        """The actor that stands at ``arc``, as of ``on`` or of the publication. Who is not known is a doubt, unless only asked in passing (``quiet``)."""
        day = on or self.report.published
        key = (arc.start, arc.end, day)
        if key not in self._entities:
            a, b = self.offsets(arc.start, arc.end)
            first, last = self.sentences[sentence]
            root = self.doc[arc.start : arc.end].root
            found = self._entities[key] = self.resolver.resolve(
                self.words(arc.start, arc.end), start=a, end=b, on=day, scope=self.scope,
                sentence=self.words(first, last), head=root.text, speaking=speaking,
            )  # fmt: skip
            mistaken = found.person is not None and self.doc[arc.start].ent_type_ == "LOC"  # a town that is called as somebody is
            if "MIL" not in found.sectors and not mistaken:
                self._countries.setdefault(sentence, []).extend(c for c in (found.country, *(m.country for m in found.members)) if c)
        found = self._entities[key]
        if not found.resolved and not quiet:
            self.doubt(arc.start, arc.end, "resolve", "unknown actor", found.why or "no row of the tables fits")
        return found

    def place(self, arc: Arc, sentence: int, countries: list[str], *, away: bool = False, leaving: bool = False) -> Where:
        """The place that stands at ``arc``. The countries of the parties help to choose among namesakes, then those that were named
        shortly before, else in the next sentence; ``away``: forces stand abroad, so that their own country says nothing of the place; ``leaving``: they go home."""
        from dragoman.resolve.places import NO_PLACE, resolve_place

        key = (arc.start, arc.end)
        if key not in self._places:
            first, last = self.sentences[sentence]
            order = (*range(sentence, max(-1, sentence - 3), -1), sentence + 1)
            named = [[c for c in self._countries.get(s, ()) if c not in countries] for s in order]
            near = next((found for found in named if found), [])
            host = self.other_state(arc, sentence, countries, COUNTRY if leaving else IN_COUNTRY) if away or leaving else None
            line = bool(BORDER_WITH.search(self.words(arc.start, arc.end)))  # whose border it is the parties say, not who tells of it
            hints = [host] if host else list(dict.fromkeys(countries if line else near if away else [*countries, *near]))
            context = self.words(arc.start, arc.end) if away or host or line else self.words(first, last)
            found = resolve_place(self.words(arc.start, arc.end), context, countries=hints[:3], cased=not self.words(first, last).islower())
            self._places[key] = found if found.name else self._again(arc, sentence) or found
            if self._places[key].name is None and self._places[key].why not in NO_PLACE:
                self.doubt(arc.start, arc.end, "resolve", "unknown place", self._places[key].why or "not in the gazetteer")
        return self._places[key]

    def other_state(self, arc: Arc, sentence: int, own: list[str], words: re.Pattern[str] = COUNTRY) -> str | None:
        """*Russia pulled its men out of the country*, *Paraguay refuses to recognise the republic*: where the words at ``arc`` are such, of
        the states named before, in this sentence and the two before it, the last that is none of ``own``; where there is none, the only one of the report so far."""
        from dragoman.resolve.places import named_state

        if not words.fullmatch(self.words(arc.start, arc.end)):
            return None
        floor = self.sentences[max(0, sentence - 2)][0]
        named = {start: e.country for (start, _, _), e in self._entities.items() if e.country and named_state(e.text) == e.country}
        others = [(start, named[start]) for start in sorted(named) if start < arc.start and named[start] not in own]
        near = [country for start, country in others if start >= floor]
        only = {country for _, country in others}
        return near[-1] if near else only.pop() if len(only) == 1 else None

    def _again(self, arc: Arc, sentence: int) -> Where | None:
        """*The town*, *the north of the town*: the only town that the sentences around named before, or the only one of the report."""
        from dragoman.resolve.places import resolve_place

        words = self.words(arc.start, arc.end)
        if COUNTRY.fullmatch(words):
            state = self.entity(arc, None, sentence, quiet=True)
            why = f"{words!r}: {state.name}; {state.why or ''}"
            return Where(text=words, name=state.name, country=state.country, precision="country", why=why) if state.country else None
        match = AGAIN.search(words)
        if not match:
            return None
        names = [e for e in self.doc.ents if e.label_ == "LOC" and e.end <= arc.start and not self._seat(e)]
        near = [e for e in names if e.start >= self.sentences[max(0, sentence - 2)][0]]
        for held in (near, names):
            found = {
                w.geonameid: w for e in held if (w := resolve_place(e.text, self.words(*self.sentences[sentence]))).precision == "city"
            }
            if found:
                town = next(iter(found.values()))
                why = f"{match[0]!r}: {town.name}, the only one named before"
                return town.model_copy(update={"text": words, "why": why}) if len(found) == 1 else None
        return None

    def _seat(self, name: Tokens) -> bool:
        """Whether a place only says where a government sits: "the government *in Aden*"."""
        root = name.root
        while root.dep_ == "conj":
            root = root.head
        return root.head.lower_ in SEATED and any(t.dep_ == "case" and t.lower_ in ("in", "of") for t in root.children)

    def gate(self, spans: Iterable[tuple[int, int]]) -> Where | None:
        """The crossing that the words at ``spans`` name, or that *the post*, *the gate* among them takes up: the one named last before."""
        from dragoman.resolve.places import as_crossing, crossing, resolve_place

        spans = tuple(spans)
        named = next((w for span in spans if crossing((w := resolve_place(self.words(*span), "")).name)), None)
        again = next(((match[0], end) for start, end in spans if (match := GATE.search(self.words(start, end)))), None)
        if named or not again:
            return named
        before = (as_crossing(e.text) for e in reversed(self.doc.ents) if e.label_ == "LOC" and e.end <= again[1])
        last = next(filter(None, before), None)
        return last and last.model_copy(update={"why": f"{again[0]!r}: {last.name}, the crossing named before"})

    def shut_or_opened(self, arcs: Iterable[Arc], start: int, end: int) -> Where | None:
        """*Poland sealed Bobrowniki*, *barred it*: the crossing at the town that is itself shut or opened by the words ``[start, end)``; at a city,
        only in a report that speaks of borders."""
        from dragoman.resolve.places import as_crossing, is_city

        if self.doc[end : end + 1].text == "off":
            return None
        again = any(t.dep_ == "obj" and t.lower_ == "it" for t in self.doc[start:end].root.children)
        for arc in arcs:
            root = self.doc[arc.start : arc.end].root
            inside = start <= arc.start < end or (root.dep_ in ("obj", "nsubj:pass") and start <= root.head.i < end)
            if (again or inside) and not any(t.dep_ == "case" for t in root.children):
                words = self.words(arc.start, arc.end)
                return as_crossing(words) if ON_BORDERS.search(self.report.text) or not is_city(words) else None
        return None

    def only_gate(self) -> Where | None:
        """The crossing of a report that names just one: what it says of a border is said of that."""
        from dragoman.resolve.places import crossing, resolve_place

        named = {w.name: w for e in self.doc.ents if e.label_ == "LOC" and crossing((w := resolve_place(e.text, "")).name)}
        only = next(iter(named.values())) if len(named) == 1 else None
        return only and only.model_copy(update={"why": f"{only.name}: the only crossing that the report names"})

    def when(self, arc: Arc, *, tense: str | None, tenure: Tenure | None = None) -> When | None:
        """The date that stands at ``arc``. None with an issue where a date is meant and cannot be read; None alone where words of
        time name no date ("for two days", "at the time")."""
        from dragoman.resolve.dates import means_date

        text = self._with_preposition(arc)
        last = self.doc[arc.end - 1]
        end = last.idx + len(last.text)
        found = self.dates.read(end - len(text), end, text, tense, tenure)
        if found is None and means_date(text):
            self.doubt(arc.start, arc.end, "resolve", "unreadable date", f"{text!r} was read as a date, but no rule gives its days")
        elif found and found.start is None and found.end is None and found.basis == "inferred":
            self.doubt(arc.start, arc.end, "resolve", "unresolved date", found.why or text)
        return found

    @cached_property
    def dates(self) -> ReportDates:
        """The dates of the report."""
        from dragoman.resolve.when import ReportDates

        return ReportDates(self.doc, self.report.published, self.sentences)

    def _with_preposition(self, arc: Arc) -> str:
        """The words of a date with the preposition before them where it changes what they mean."""
        before = self.doc[arc.start - 1].lower_ if arc.start else ""
        kept = before in ("since", "after", "before", "until", "till", "by", "during", "from", "through")
        return self.words(arc.start - kept, arc.end)

    def tense(self, start: int, end: int, auxiliary: tuple[str, ...] = ()) -> str | None:
        """Tense of the tokens: future with *will* or the auxiliary, past by tag, else None."""
        if "future" in auxiliary:
            return "future"
        root = self.doc[start:end].root
        tags = {root.tag_, *(c.tag_ for c in root.children if c.dep_ in ("aux", "aux:pass", "cop"))}
        words = {c.lower_ for c in root.children if c.dep_ == "aux"}
        if words & {"will", "'ll", "shall"}:
            return "future"
        return "past" if tags & {"VBD", "VBN"} else None

    def speaker(self, said: DraftStatement) -> Entity | None:
        """Who says it; of words without a cue in a report of somebody's own words, he whose they are."""
        if said.speaker is None:
            return self.issuer if said.anchor is None else None
        speakers = self._together(said, said.speaker)
        each = tuple(distinct(self.entity(arc, None, said.sentence, self.issuer) for arc in speakers))
        if len(each) < 2:
            return self.entity(said.speaker, None, said.sentence, self.issuer)
        start, end = self.offsets(min(arc.start for arc in speakers), max(arc.end for arc in speakers))
        known, why = all(e.resolved for e in each), f"rule: the {len(each)} who do it by saying it"
        return Entity(text=self.report.text[start:end], start=start, end=end, members=each, resolved=known, why=why)

    def _together(self, said: DraftStatement, speaker: Arc) -> list[Arc]:
        """All who do what the words of a statement show to be done by saying it: "Officials in Jordan and Lebanon have *urged*"."""
        words = said.anchor
        events = (d.anchor for d in self.doc._.drafts.events if d.sentence == said.sentence)
        doers = (a.to("actor") for a in events if words and a.start < words.end and words.start < a.end)
        joined = (run for arcs in doers for run in self._joined(arcs))
        return next((run for run in joined if any(a.start <= speaker.start < a.end for a in run)), [])

    def _joined(self, arcs: list[Arc]) -> list[list[Arc]]:
        """Those of ``arcs`` that no clause parts: not "*Somalia* said that *it* … and accused"."""
        runs: list[list[Arc]] = []
        for arc in sorted(arcs, key=lambda a: a.start):
            between = self.doc[runs[-1][-1].end : arc.start] if runs else ()
            if runs and not any(t.tag_.startswith(("V", "W", "MD")) for t in between):
                runs[-1].append(arc)
            else:
                runs.append([arc])
        return runs

    def chain(self, said: DraftStatement | None) -> tuple[Attribution, ...]:
        """Voices from the nearest outwards: the speaker with the medium, then the outlets."""
        if said is None:
            return ()
        source, voices = said.source, []
        medium = self.words(source.medium.start, source.medium.end) if source.medium else None
        if source.speaker:
            a, b = self.offsets(source.speaker.start, source.speaker.end)
            voices.append(Attribution(entity=self.speaker(source), medium=bare(medium), start=a, end=b))
        elif (issuer := self.speaker(source)) is not None:
            voices.append(Attribution(entity=issuer, start=0, end=0))
        for outlet in source.outlets:
            a, b = self.offsets(outlet.start, outlet.end)
            entity = self.entity(outlet, None, source.sentence)
            if not any(entity.entity_id and entity.entity_id == v.entity.entity_id for v in voices):
                voices.append(Attribution(entity=entity, medium=None, start=a, end=b))
        return tuple(voices)


def bare(phrase: str | None) -> str | None:
    """A medium without its article: "an email" is ``email``."""
    if phrase is None:
        return None
    head, _, rest = phrase.partition(" ")
    return rest if head.lower() in ("a", "an", "the", "his", "her", "its", "their") and rest else phrase
