"""Which of several places of one name is meant: what the mention says, its context, the report's countries, population."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from math import asin, cos, log10, radians, sin, sqrt

from dragoman.ontology.actors import namesakes
from dragoman.resolve.places.gazetteer import Place, gazetteer
from dragoman.resolve.places.names import key, loose
from dragoman.resolve.places.phrase import Phrase, read_context

CONTEXT, POWER, PARTIES, DIVISION, DEEP, CUES = 1.2, 0.8, 0.8, 1.5, 0.9, 1.0
"""Weights of evidence in orders of magnitude of population: a country in the context outweighs about sixteen times the people."""
COUNTRY, CAPITAL, OTHER_NAME, UNLIKE, COUNTY, BESIDE_CAPITAL = 0.5, 0.7, -0.7, -1.2, -1.0, -0.8
TOWN, TOO_LARGE = 300_000, -2.0
"""People above which nobody calls a city a town or a village, and what it weighs where the words do."""
MARGIN = 0.4
"""The best must be ahead of the second by this much (2.5 times the people), else the place stays open."""
SAME = 60.0
"""Kilometres within which a city and a division of one name are one choice."""
POWERS = frozenset({"USA", "GBR", "FRA", "DEU", "CAN", "RUS", "CHN"})
"""States that act in every part of the world: that a report names them says less about where it happened."""
LEAST, LESSER = 50_000, 1_000_000
"""People below which a city outside the report's countries is not taken for a name alone; ``LESSER`` where that name is quite unlike
the main one of the city ("Bombay"), whatever countries the report names."""
ALIKE = 0.6
"""Likeness (0 to 1) of a name to the main name of its place, from which it is a spelling of it."""
EARTH = 6371.0


def distance(a: Place, b: Place) -> float:
    """Great-circle distance in km; infinite where a point is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    p, q = radians(a.lat), radians(b.lat)
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(h))


@dataclass
class Evidence:
    """What helps to choose: the sentence or report around the mention, and the countries of the parties."""

    text: str
    context: str | None
    countries: tuple[str, ...]

    @cached_property
    def shallow(self) -> Phrase | None:
        """The context with the states and regions in it."""
        return read_context(self.context, False) if self.context else None

    def _own(self, text: str) -> bool:
        """Whether a name is of the mention itself: it is no evidence for itself."""
        return f" {key(text)} " in f" {key(self.text)} "

    @cached_property
    def named(self) -> dict[str, str]:
        """Countries that the context names outside the mention, with the word that names each, in order."""
        found: dict[str, str] = {}
        for mention in self.shallow.mentions if self.shallow else ():
            if self._own(mention.text) or len(mention.places) > 1:
                continue
            codes = mention.codes or tuple(c for p in mention.places for c in (p.within or (p.country,)) if c)
            for code in codes if len(codes) == 1 else ():
                found.setdefault(code, mention.text)
        return found

    @cached_property
    def deep(self) -> list[Place]:
        """Cities and divisions that the context names beside the mention and that have no rival namesake."""
        found = []
        for mention in read_context(self.context, True).mentions if self.context else ():
            if mention.places and not self._own(mention.text) and mention.places[0].precision in ("city", "division"):
                best = sorted(mention.places, key=weight, reverse=True)
                if len(best) == 1 or weight(best[0]) - weight(best[1]) > MARGIN or nested(best[0], best[1]):
                    found.append(best[0])
        return [p for p in found if p.population > 20_000 or p.kind in ("division", "county")]


def weight(place: Place) -> float:
    """How prominent a place is by itself, in orders of magnitude of people."""
    score = log10(max(place.population, 1000))
    score += COUNTRY if place.kind == "country" else 0.0
    score += CAPITAL if place.capital else 0.0
    score += OTHER_NAME if place.also and not place.capital else 0.0
    return score + (COUNTY if place.kind == "county" else 0.0)


def nested(a: Place, b: Place) -> bool:
    """Whether two namesakes are a place and the division that holds it, or nearly the same point."""
    if a.country != b.country:
        return False
    if "country" in (a.kind, b.kind):
        return True
    return distance(a, b) < SAME or ({a.kind, b.kind} == {"city", "division"} and a.admin1 == b.admin1)


def cued(name: str, evidence: Evidence) -> dict[str, list[str]]:
    """For a name of ``namesakes.tsv``: the codes whose cue words stand in the context, with those words."""
    words = f" {key(evidence.text)} / {key(evidence.context or '')} "
    found: dict[str, list[str]] = {}
    for row in namesakes().get(name.lower(), ()):
        hits = [cue for cue in row.cues if f" {key(cue)} " in words]
        if hits and row.country:
            found.setdefault(row.country, []).extend(hits)
    return found


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen (None while open), why, and the candidates that stay open."""

    place: Place | None
    why: str
    open: tuple[Place, ...] = ()


def choose(name: str, places: Sequence[Place], evidence: Evidence, *, divided: bool = False, said: bool = False) -> Choice:
    """Choose among namesakes, all of which satisfy what the mention itself says; ``divided`` where it says "province" or the like,
    ``said`` where it, or what follows it, says what the place lies in.
    """
    if len(places) == 1:
        return _trusted(name, places[0], "only place of this name", evidence, said)
    rows = [p for p in places if p.source != "GeoNames" and p.kind != "country"]
    if rows:
        return Choice(rows[0], "row of the table of regions")
    cues = cued(name, evidence)
    ranked = _rank(name, places, evidence, cues, deep=False)
    if not _settled(ranked):
        ranked = _rank(name, places, evidence, cues, deep=True)
    best, score, reasons = ranked[0]
    if not _settled(ranked):
        rivals = tuple(p for p, s, _ in ranked if score - s <= MARGIN and not (p is not best and nested(p, best)))
        return Choice(None, "namesakes: " + "; ".join(label(p) for p in rivals[:6]), rivals)
    group = [best, *(p for p, _, _ in ranked[1:] if nested(p, best))]
    order = ("country", "division", "county", "city") if divided else ("country", "city", "division", "county")
    first = min((order.index(p.kind) for p in group), default=0)
    best = min((p for p in group if p.kind == order[first]), key=lambda p: p.also)
    rest = [p for p, _, _ in ranked[1:] if not nested(p, best) and p not in group]
    if not rest:
        return _trusted(name, best, "only place of this name", evidence, said)
    why = ", ".join(reasons) if reasons else "country before other places" if best.kind == "country" else "population"
    why += f"; not {'; '.join(label(p) for p in rest[:2])}"
    return Choice(best, why) if reasons else _trusted(name, best, why, evidence, said)


def _trusted(name: str, place: Place, why: str, evidence: Evidence, said: bool) -> Choice:
    """A choice that nothing but the name supports is left open where the report is about other countries and the place is small."""
    about = set(evidence.named) | set(evidence.countries)
    if said or place.kind not in ("city", "county") or place.capital or place.country in about:
        return Choice(place, why)
    unlike = place.also and not _alike(name, place)
    abroad = about <= POWERS and not place.also and place.country not in POWERS | {"AUS", "NZL", "IRL"}
    beside = any(place.country in gazetteer().neighbours(code) for code in about)
    least = LESSER if unlike else 0 if not about or beside or abroad else LEAST
    if place.population >= least or any(p.country == place.country for p in evidence.deep):
        return Choice(place, why)
    others = f"the report names {', '.join(sorted(about))}" if about else "no country is named"
    return Choice(None, f"{others}; {label(place)} is too little known to be meant")


def _alike(name: str, place: Place) -> bool:
    """Whether ``name`` is a spelling of the main name of a place (Deraa, Dar‘ā) rather than another name (Bombay, Mumbai)."""
    return SequenceMatcher(None, loose(key(name)), loose(key(place.name))).ratio() >= ALIKE


def _settled(ranked: list[tuple[Place, float, list[str]]]) -> bool:
    best, score, _ = ranked[0]
    return all(score - s > MARGIN or nested(p, best) for p, s, _ in ranked[1:])


def _rank(
    name: str, places: Iterable[Place], evidence: Evidence, cues: dict[str, list[str]], *, deep: bool
) -> list[tuple[Place, float, list[str]]]:
    ranked = []
    listed = list(places)
    seated = any(p.capital and not p.also for p in listed)
    states = sum(p.kind == "country" for p in listed)
    small = re.search(rf"\b(?:town|village) of {re.escape(name)}(?!\w)", f"{evidence.text} / {evidence.context or ''}") is not None
    for place in listed:
        score, reasons = weight(place), []
        if states > 1 and place.kind == "country":
            score = 8.0
        if place.also and not place.capital and not _alike(name, place):
            score += UNLIKE
        if small and place.kind != "country" and place.population > TOWN:
            score += TOO_LARGE
        if seated and place.kind == "division":
            score += BESIDE_CAPITAL
        code = place.country or ""
        if code in evidence.named:
            score += CONTEXT if code not in POWERS else POWER
            reasons.append(f"context names {evidence.named[code]}")
        if code in cues:
            score += CUES * min(len(cues[code]), 3) ** 0.5
            reasons.append(f"context has {', '.join(cues[code][:3])}")
        if code in evidence.countries:
            score += PARTIES
            reasons.append(f"the report's countries have {code}")
        if deep:
            beside = [p for p in evidence.deep if p.country == code and place.kind != "country"]
            same = [p for p in beside if p.admin1 == place.admin1 and p.admin1]
            if beside:
                score += DIVISION if same else DEEP
                reasons.append(f"context names {(same or beside)[0].name}")
        ranked.append((place, round(score, 3), reasons))
    return sorted(ranked, key=lambda r: (-r[1], r[0].kind != "city", r[0].geonameid or 0))


def label(place: Place) -> str:
    """A candidate in a message: name, division, country."""
    division = gazetteer().code(f"{place.country}.{place.admin1}") if place.admin1 and place.country else None
    inner = division.name if division and place.kind != "division" else None
    return ", ".join(filter(None, (place.name, inner, place.country or "/".join(place.within), f"pop. {place.population}")))
