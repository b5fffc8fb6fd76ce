"""What lies in what: the countries and divisions that a mention, or the words right after it, give for a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.resolve.places import known
from dragoman.resolve.places.gazetteer import Place, gazetteer
from dragoman.resolve.places.phrase import Mention, Phrase, read_context

_CLOSED = re.compile(r"\s*(?:[,.;:)”\"]|$)")
FAMOUS = 100_000
"""People from which a city is not given up because a division of its name does not hold it."""


@dataclass(frozen=True, slots=True)
class Held:
    """The places of a name that lie in what the text says; ``said`` are the words that said so, ``wrong`` the words that none fits."""

    places: tuple[Place, ...]
    said: tuple[str, ...] = ()
    wrong: Mention | None = None


def within(places: Sequence[Place], phrase: Phrase, target: Mention) -> Held:
    """Those of ``places`` that lie in the countries and divisions that the other mentions of a phrase name."""
    said: list[str] = []
    for other in phrase.mentions:
        if other is target or not (other.places or other.codes) or _before_building(phrase, other, target):
            continue
        kept = inside(places, other)
        if not kept and "border" in phrase.plain:
            kept = [p for p in places if any(p.country in gazetteer().neighbours(c) for c in codes(other))]
        if not kept and (other.codes or other.is_country) and not target.is_country:
            if set(phrase.lower(other.end, target.start)) & known.words("preposition"):
                continue  # "Israeli settlements near Nablus": the nationality is theirs
            return Held((), wrong=other)
        if kept and not (other.is_country and all(p.kind == "country" for p in kept)):
            places = kept
            said.append(other.text)
    return Held(tuple(places), tuple(said))


def followed(name: str, places: Sequence[Place], context: str | None) -> Held:
    """Those of ``places`` that lie in what follows the name in its context ("in Innisfail, Queensland", "Kalam in the Swat Valley").

    Only a comma between them, and nothing more, says that a place that does not fit is ``wrong``.
    """
    if not context or not places or places[0].kind == "country":
        return Held(tuple(places))
    for link in re.finditer(rf"(?<!\w){re.escape(name)}(?P<link>, in |, | in (?:the )?| \()", context):
        after = read_context(context[link.end() :][:60], True)
        first = after.mentions[0] if after.mentions else None
        holder = _area(first) if first and first.start == 0 and not first.owner else None
        if holder and link["link"] == ", " and not _CLOSED.match(context, link.end() + len(holder.text)):
            continue  # "In Tripoli, Lebanon said …": the subject
        if holder and (holder.is_country or places[0].kind != "division"):
            kept = [p for p in places if holds(p, holder, strict=True)]
            if kept:
                return Held(tuple(kept), (holder.text,))
            plain = link["link"] == ", " and first is not None and len(holder.places) == len(first.places)
            if plain and all(p.population < FAMOUS for p in places):
                return Held((), wrong=holder)
    return Held(tuple(places))


def divided(name: str, context: str | None) -> bool:
    """Whether the context calls the name a division ("a Washington state farm", "the province of Kandahar")."""
    bare = re.escape(name)
    return (
        context is not None
        and name in context
        and re.search(rf"(?<!\w){bare} {_DIVISION}\b|\b{_DIVISION} of {bare}(?!\w)", context) is not None
    )


_DIVISION = "(?:state|province|governorate|oblast|prefecture)"


def _area(mention: Mention) -> Mention | None:
    """A mention with those of its places that may hold others; None without any."""
    areas = tuple(p for p in mention.places if p.kind in ("country", "division", "county"))
    return replace(mention, places=areas) if areas else None


def inside(places: Iterable[Place], holder: Mention) -> list[Place]:
    """The places that a mention's division holds, else those that its country holds."""
    listed = list(places)
    return [p for p in listed if holds(p, holder, strict=True)] or [p for p in listed if holds(p, holder, strict=False)]


def _before_building(phrase: Phrase, other: Mention, target: Mention) -> bool:
    """Whether a country only says whose building it is ("the US embassy in Baghdad")."""
    between = set(phrase.lower(other.end, target.start)) if other.end <= target.start else set()
    return bool(between & (known.words("building", "body") | {"troops", "soldiers", "forces"}))


def codes(mention: Mention) -> tuple[str, ...]:
    """ISO3 codes of the countries that a mention names or lies in."""
    if mention.codes:
        return mention.codes
    if mention.is_country:
        return tuple(p.country for p in mention.places if p.kind == "country" and p.country)
    return tuple(dict.fromkeys(c for p in mention.places for c in (p.within or (p.country,)) if c))


def holds(place: Place, holder: Mention, strict: bool) -> bool:
    """Whether a place lies in what another mention names; ``strict`` asks for the division as well as the country."""
    if holder.codes:
        return place.country in holder.codes or any(c in holder.codes for c in place.within)
    for area in holder.places:
        same = place.country is not None and place.country in (area.within or (area.country,))
        if not same and not set(place.within) & set(area.within or (area.country,)):
            continue
        if not strict or area.precision in ("country", "region") or area.admin1 is None or area.admin1 == place.admin1:
            return True
    return False


def of_kind(places: Iterable[Place], word: str | None) -> list[Place]:
    """Those places that the word for a kind fits ("province"); all where none does."""
    listed = list(places)
    wanted = ("division", "county") if word in known.words("division") else ("city",) if word in known.words("city") else ()
    fit = [p for p in listed if p.kind in wanted or (p.source != "GeoNames" and p.precision == wanted[0])] if wanted else []
    return fit or listed
