"""What a phrase is read with: the day, the words around it and the tables; and the choice among what a name may stand for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.model import Candidate
from dragoman.ontology import actors as tables
from dragoman.resolve.actors.lexicon import Lexicon, Sense, current
from dragoman.resolve.actors.text import Atom, atoms, key

_ORDER = ("state", "metonym", "seat", "org", "group", "person", "people", "demonym", "place", "role")


@dataclass(slots=True)
class Context:
    """``bag`` holds the words of sentence and report, folded, each between spaces; ``near`` those of the sentence alone."""

    lexicon: Lexicon
    on: dt.date | None = None
    bag: str = ""
    near: str = ""
    head: str | None = None
    lower: bool = False
    text: str = ""
    depth: int = 0

    def says(self, name: str) -> bool:
        """Whether the report has the name (folded, whole words)."""
        word = f" {name} "
        return word in self.near or _stands(word, self.bag)

    def words(self, found: list[Atom]) -> str:
        """The words as they stand in the mention."""
        return self.text[found[0].start : found[-1].end] if found else ""


@lru_cache(maxsize=8192)
def _stands(word: str, words: str) -> bool:
    """Whether the word stands in a report: the same few are asked of the same long text again and again."""
    return word in words


@lru_cache(maxsize=512)
def bag(text: str) -> str:
    """The folded words of a text in one string, each between spaces."""
    return bag_of(atoms(text))


def bag_of(found: list[Atom]) -> str:
    """The same of words that are cut already."""
    return f" {' '.join([atom.key for atom in found])} "


@cache
def country_words(iso3: str) -> tuple[str, ...]:
    """The folded names, demonyms and capital of a country."""
    state = tables.states()[iso3]
    texts = [state.name, *(n.text for n in state.names), *(n.text for n in state.demonyms), *([state.capital] if state.capital else [])]
    return tuple(dict.fromkeys(key(text) for text in texts if len(text) > 2))


def supported(iso3: str, context: Context) -> bool:
    """Whether the report names the country, its people or its capital."""
    return iso3 in tables.states() and any(context.says(word) for word in country_words(iso3))


def choose(senses: tuple[Sense, ...], context: Context, *, adjective: bool = False) -> tuple[Sense | None, list[Candidate]]:
    """The sense meant here, or None with the candidates that are left. ``adjective``: the word stands before what it modifies."""
    held = [s for s in current(senses, context.on) if not _not_yet(s, context.on)]
    if not held:
        return None, []
    order = ("demonym", *_ORDER) if adjective else _ORDER
    best = min(order.index(s.kind) for s in held)
    top = [s for s in held if order.index(s.kind) == best]
    rivals = [
        s
        for s in held
        if s.kind in ("state", "seat", "demonym", "org", "group", "person") and s.entity_id != top[0].entity_id and s.kind != "role"
    ]
    bounded = [s for s in top if s.period.end is not None and s.kind in ("seat", "metonym")]
    if bounded and context.on is not None:  # Moscow before 1991-12-26 is the Soviet Union's
        return bounded[0], []
    reading = _namesake(top[0], context)
    if reading is not None:
        return reading
    if not rivals or (top[0].kind == "state" and len({s.country for s in top}) == 1):
        return top[0], []
    return _by_country(list(dict.fromkeys([*top, *rivals])), context)


def _not_yet(sense: Sense, on: dt.date | None) -> bool:
    """Whether words that describe a body rather than name it ("the US-led coalition") are of another day than the body's."""
    return sense.kind == "org" and on is not None and sense.text.rpartition(" ")[2].islower() and sense.period.holds(on) is False


def _namesake(sense: Sense, context: Context) -> tuple[Sense | None, list[Candidate]] | None:
    """The reading that the words around speak for, where the table knows the name as ambiguous."""
    held = tables.namesakes().get(sense.text.lower())
    if not held or sense.kind not in ("state", "seat", "demonym", "metonym"):
        return None
    scores = [sum(0.5 if cue == "*" else _cue(key(cue), context) for cue in one.cues) for one in held]
    best = max(scores)
    winners = [one for one, score in zip(held, scores, strict=True) if score == best]
    total = sum(scores) or 1.0
    open_ = [
        Candidate(name=one.reading, code=f"{one.country}{sense.sectors[0]}" if one.country else None, score=round(score / total, 3))
        for one, score in zip(held, scores, strict=True)
    ]
    if best == 0 or len(winners) > 1:
        return None, open_
    won = winners[0]
    if won.country is None:
        return None, open_
    if won.country == sense.country:
        return sense, []
    state = tables.states()[won.country]
    return Sense(
        sense.kind, state.name, f"{won.row} ({won.reading})", won.country, sense.sectors, entity_id=f"state:{won.country}", text=sense.text
    ), []


def _cue(word: str, context: Context) -> int:
    """One for a cue in the report, two for one in the sentence."""
    return context.says(word) + (f" {word} " in context.near)


def _by_country(held: list[Sense], context: Context) -> tuple[Sense | None, list[Candidate]]:
    """Of bodies that share a name, the one whose full name or country the report gives."""
    named = [s for s in held if context.says(key(s.name)) and key(s.name) != key(s.text)]
    local = [s for s in held if s.country and supported(s.country, context)]
    for wanted in (named, local):
        if len({s.entity_id for s in wanted}) == 1:
            return wanted[0], []
    return None, [Candidate(name=s.name, code=code_of(s), entity_id=s.entity_id, score=round(1 / len(held), 3)) for s in held]


def code_of(sense: Sense) -> str | None:
    """The code of a sense: its own, else country and first sector."""
    return sense.code or (f"{sense.country}{sense.sectors[0]}" if sense.country and sense.sectors else None)
