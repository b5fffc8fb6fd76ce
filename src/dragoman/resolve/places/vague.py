"""Mentions that name no place of their own: "the Turkish-Syrian border", "the northeast", "the capital", "Syrian soil"."""

from __future__ import annotations

import re

from dragoman.model import Where
from dragoman.resolve.places import known
from dragoman.resolve.places.choose import Choice, Evidence
from dragoman.resolve.places.gazetteer import Place, gazetteer
from dragoman.resolve.places.names import key
from dragoman.resolve.places.phrase import Mention, Phrase
from dragoman.resolve.places.record import where

NO_PLACE = ("a building without its place", "no name of a place in it", "a crossing without its name")
"""Why words name no place at all: nothing is missing from the tables, so they raise no doubt."""
BORDER_OF = "border of "
"""What the name of the whole line between two countries begins with."""
_OWN = frozenset({"capital", "soil", "territory"})
"""What a state has but one of."""
_LINE = frozenset({"border", "frontier", "borders"})
_OF_A_TOWN = re.compile(r"\bof (?:the|this|that) (?:town|city|village|port)$", re.IGNORECASE)
"""*The northern part of the town* is no part of the country."""
_GATE = frozenset({"crossing", "crossings", "post", "posts", "gate", "gates", "checkpoint", "checkpoints"})


def border(text: str, phrase: Phrase, evidence: Evidence) -> Where | None:
    """The border of two countries ("the Turkish-Syrian border", "the border between Turkey and Syria"). Of "the border with Syria" the other
    side is the only neighbour of Syria that the context names or the parties have; a crossing "with Syria" lies in neither."""
    plain = set(phrase.plain)
    if not plain & (_LINE | _GATE):
        return None
    sides = _sides(phrase, evidence)
    if len(sides) == 1 and any(phrase.lower(m.start - 1, m.start) == ["with"] for m in phrase.mentions):
        around = {*(evidence.countries or evidence.named)} & gazetteer().neighbours(sides[0])
        if plain & _GATE or len(around) != 1:
            return Where(
                text=text, why=NO_PLACE[2] if plain & _GATE else f"a border of {known.country(sides[0]).name}, and not said whose else"
            )
        sides += around
    if len(sides) != 2 or not plain & _LINE:
        return None
    names = " and ".join(known.country(c).name for c in sorted(sides))
    return Where(text=text, name=f"{BORDER_OF}{names}", precision="region", why=f"border of two countries: {' and '.join(sorted(sides))}")


def _sides(phrase: Phrase, evidence: Evidence) -> list[str]:
    """The countries that the words name; none where another place is named too, or one that two countries may be."""
    codes: list[str | None] = []
    for word in phrase.words:
        parts = word.text.replace("–", "-").split("-")
        found = [c for part in parts if (c := _code(part))]
        codes += found if len(found) == len(parts) == 2 else []
    for mention in phrase.mentions if not codes else ():
        if mention.is_country or len(mention.codes) == 1:
            codes.append(_one_of(mention, evidence))
        elif mention.places:
            return []
    return [] if None in codes else [c for c in dict.fromkeys(codes) if c]


def _one_of(mention: Mention, evidence: Evidence) -> str | None:
    """The country that a mention names; of two that share the name, the one that is a party, or None."""
    held = {*mention.codes} or {p.country for p in mention.places if p.country and p.kind == "country"}
    about = held & {*evidence.countries}
    return (held if len(held) == 1 else about).pop() if len(held) == 1 or len(about) == 1 else None


def _code(word: str) -> str | None:
    keyed = key(word)
    found = known.demonyms().get(keyed, ())
    return known.state_names().get(keyed) or (found[0] if len(found) == 1 else None)


def without_name(text: str, phrase: Phrase, evidence: Evidence) -> Where:
    """A mention without a place's name: compass and areas of a country that text, context or parties give."""
    people = [m for m in phrase.mentions if m.codes]
    own = people[0].codes if people and len(people[0].codes) == 1 else ()
    if phrase.unknown:
        names = ", ".join(m.text for m in phrase.unknown)
        held = own[0] if own else None
        return Where(text=text, country=held, why=f"not in the gazetteer: {names}" + (f"; {people[0].text} in the text" if held else ""))
    words = set(phrase.plain)
    why = None
    if words & known.words("building") and not phrase.compass:
        why = NO_PLACE[0]
    elif not (phrase.compass or words & known.words("area", "division", "city", "itself")):
        why = NO_PLACE[1]
    elif not own and not phrase.compass and not words & (known.words("city", "itself") | _OWN):
        why = NO_PLACE[1]  # *the area*, *the border*: of a country that nobody names
    if why:
        return Where(text=text, why=why)
    code, why = (own[0], f"{people[0].text} in the text") if own else _country_around(evidence)
    return _of_country(text, phrase, code, why) if code else Where(text=text, why=why)


def _of_country(text: str, phrase: Phrase, code: str, why: str) -> Where:
    """What a mention without a name means in one country: all of it, its capital, a part of it, or a town that it does not name."""
    words = set(phrase.plain)
    if _OF_A_TOWN.search(text):
        return Where(text=text, country=code, why=f"part of a place without a name; {why}")
    if phrase.compass:
        return part(text, phrase, known.country(code), why)
    if "capital" in words and (seat := known.capital(code)):
        return where(text, text, Choice(seat, f"capital; {why}"))
    if words & (known.words("itself") | {"soil", "territory"}):
        return where(text, text, Choice(known.country(code), why))
    if words & known.words("city"):
        return Where(text=text, country=code, why=f"a place without a name; {why}")
    return part(text, phrase, known.country(code), why)


def _country_around(evidence: Evidence) -> tuple[str | None, str]:
    """The one country that the context names, else the one country of the parties, with the reason."""
    if len(evidence.named) == 1:
        code, word = next(iter(evidence.named.items()))
        return code, f"context names {word}"
    both = [c for c in dict.fromkeys(evidence.countries) if c in evidence.named or not evidence.named]
    if len(both) == 1:
        return both[0], f"the report's countries have {both[0]}"
    if evidence.named:
        return None, "several countries in the context: " + ", ".join(evidence.named.values())
    return None, "no country in the mention, its context or among the parties"


def part(text: str, phrase: Phrase, whole: Place, why: str) -> Where:
    """A part of a country or region ("northern Iraq"): the point of the whole, precision region."""
    shown = f"{_adjective(phrase.compass)} {whole.name}" if phrase.compass else whole.name
    return Where(
        text=text, name=shown, country=whole.country, lat=whole.lat, lon=whole.lon, precision="region",
        why=f"part of {whole.name}, its middle given; {why}",
    )  # fmt: skip


def _adjective(compass: str | None) -> str:
    word = (compass or "").replace("-", "")
    return word if word.endswith("ern") or word == "central" else word + "ern"
