"""The words of a mention of a place: names, demonyms, compass, the word for its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.ontology.actors import word_group
from dragoman.resolve.places import known
from dragoman.resolve.places.gazetteer import Place
from dragoman.resolve.places.names import key

LONGEST = 6
"""Words of the longest name that is looked for inside a mention."""
_TOKEN = re.compile(r"[^\s,;:()\[\]\"“”]+|[,;:()]")
_MODIFIER = re.compile(rf".+[-‑–](?:{'|'.join(sorted(word_group('compound_ends')))})$")
"""Modifiers that say who holds a place, not where it lies."""
_OUTSIDE = re.compile(r"(?:north|south|east|west) of (?:the|its|their|this|that) (?!country\b|nation\b)[a-z]+$")
"""A direction from something that has no name here ("north of the city")."""
_ARTICLE = re.compile(r"(?:al|el|as|ash|ad|ar|at|an|az|ez|es|ed|er)[-‑]\w", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?:in|at|near(?! east)|nearby|from|to|outside|inside|across|around|through|throughout|towards?|off|into|within|along|on|over|close to|"
    r"not far from|neighbou?ring|the|a|an|greater|downtown|(?:much|most|all|some|parts?|large parts|swathes|large swathes|areas?|half|rest|"
    r"whole|outskirts|edge|vicinity|city|town|village|cent(?:er|re)|heart|streets) of|occupied|embattled|besieged|rebel-held|war-torn|"
    r"government-held|opposition-held)\s+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a mention with its offset; ``owner`` says that it ended in 's."""

    text: str
    start: int
    owner: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def proper(self) -> bool:
        """Whether it is written as (part of) a name."""
        return (self.text[:1].isupper() or bool(_ARTICLE.match(self.text))) and not _MODIFIER.match(self.text)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``[start, end)`` that name ``places`` or, as a demonym, the states ``codes``; neither for an unknown name."""

    start: int
    end: int
    text: str
    places: tuple[Place, ...] = ()
    codes: tuple[str, ...] = ()
    owner: bool = False

    @property
    def is_country(self) -> bool:
        """Whether it names a country (or countries that share a name)."""
        return bool(self.places) and self.places[0].kind == "country"


@dataclass
class Phrase:
    """A mention taken apart."""

    text: str
    words: list[Word]
    mentions: list[Mention] = field(default_factory=list)

    @property
    def places(self) -> list[Mention]:
        """Mentions that name places."""
        return [m for m in self.mentions if m.places]

    @property
    def unknown(self) -> list[Mention]:
        """Names that nothing knows."""
        return [m for m in self.mentions if not m.places and not m.codes]

    def lower(self, start: int, end: int) -> list[str]:
        """Words ``[start, end)`` in lower case."""
        return [w.lower for w in self.words[max(start, 0) : end]]

    @property
    def plain(self) -> list[str]:
        """The lower-case words that are part of no mention."""
        inside = {i for m in self.mentions for i in range(m.start, m.end)}
        return [w.lower for i, w in enumerate(self.words) if i not in inside]

    @property
    def compass(self) -> str | None:
        """The compass word that a name or nationality follows ("northern Iraq"), else the first noun ("Syria's north")."""
        if _OUTSIDE.search(self.text.lower()):
            return None
        starts = {m.start for m in self.mentions if m.places or m.codes}
        inside = {i for m in self.mentions for i in range(m.start, m.end)}
        free = [(i, w.lower) for i, w in enumerate(self.words) if i not in inside and w.lower in known.words("compass")]
        leading = [w for i, w in free if i + 1 in starts]
        nouns = [w for i, w in free if not w.endswith(("ern", "central")) or not starts or self.words[i + 1 : i + 2] == []]
        return next(iter(leading or nouns), None)


def strip(text: str) -> str:
    """A mention without prepositions, articles and quantities before it, and without 's and stops after it."""
    bare = text.strip().strip("\"“”'‘’.,;:() \n")
    bare = re.sub(r"['’]s?$", "", bare) if re.search(r"['’]s$", bare) else bare
    return bare[m.end() :] if (m := _LEAD.match(bare)) else bare


def split(text: str) -> list[Word]:
    """The words of a text, and its commas and brackets as words."""
    words = []
    for found in _TOKEN.finditer(text):
        token = found[0].strip("'‘’") if len(found[0]) > 1 else found[0]
        token = token[:-1] if token.endswith(".") and "." not in token[:-1] and len(token) > 4 else token
        owner = bool(re.search(r"['’]s$", token)) or found[0].endswith(("s'", "s’"))
        words.append(Word(re.sub(r"['’]s$", "", token), found.start(), owner))
    return [w for w in words if w.text]


def read_phrase(text: str, deep: bool = True) -> Phrase:
    """Take a text apart. ``deep`` looks in the gazetteer too; else only in the tables of states and regions."""
    phrase = Phrase(text, split(text))
    at = 0
    while at < len(phrase.words):
        found = _longest(phrase.words, at, deep)
        if found:
            phrase.mentions.append(found)
            at = found.end
        else:
            at += 1
    return phrase


@lru_cache(maxsize=512)
def read_context(text: str, deep: bool) -> Phrase:
    """`read_phrase` of a sentence or report, remembered: one context serves many mentions. Do not change what it returns."""
    return read_phrase(text, deep)


def _longest(words: list[Word], at: int, deep: bool) -> Mention | None:
    first = words[at]
    if not first.proper or first.lower in ("the", "a", "an", "in", "at", "on"):
        return None
    for end in range(min(at + LONGEST, len(words)), at, -1):
        span = words[at:end]
        if any(w.text in ",;:()" for w in span) or any(w.owner for w in span[:-1]):
            continue
        if len(span) > 1 and not span[-1].proper and span[-1].lower not in known.words("tail"):
            continue
        name = " ".join(w.text for w in span)
        found = _name(name, at, end, span[-1].owner, deep)
        if found and len(key(name)) < 4 and not (at and words[at - 1].text == ","):
            found = found if found.codes or any(p.kind != "division" or len(p.name) < 4 for p in found.places) else None
        if found:
            return found
    if first.lower in known.words("compass") or first.lower in known.words("city", "division", "area") or not deep:
        return None
    end = at + 1
    while end < len(words) and words[end].proper and not words[end - 1].owner and not _name(words[end].text, end, end + 1, False, deep):
        end += 1
    return Mention(at, end, " ".join(w.text for w in words[at:end]), owner=words[end - 1].owner)


def _name(name: str, start: int, end: int, owner: bool, deep: bool) -> Mention | None:
    keyed = key(name)
    if end - start == 1 and keyed in known.words("building", "body", "title"):
        return None
    if len(name) <= 3 and not name.isupper() and end - start == 1 and keyed in known.state_names():
        return None
    if keyed in known.demonyms() and keyed not in known.state_names():
        return Mention(start, end, name, codes=known.demonyms()[keyed], owner=owner)
    places = known.candidates(name) if deep else known.named(keyed)
    if end - start == 1 and len(name) <= 4 and name.isupper():
        places = [p for p in places if p.source != "GeoNames" or p.kind in ("country", "division")]
    if not places and (keyed in known.words("compass") or name.lower() in known.words("city", "division", "area")):
        return None
    if keyed in known.words("compass") or (keyed in known.words("city", "division", "area") and end - start == 1):
        return None
    return Mention(start, end, name, places=tuple(places), owner=owner) if places else None
