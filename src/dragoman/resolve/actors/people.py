"""Office-holders: who a name is, what he or she held on a day, and when a government was in office."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.ontology import actors as tables
from dragoman.ontology.actors import word_group
from dragoman.ontology.index import indexed
from dragoman.ontology.rows import Tenure
from dragoman.resolve.actors.text import Atom, atoms, key

_PARTICLES = word_group("particles")
_SUFFIXES = word_group("suffixes")
_FAMILY_FIRST = word_group("family_first")
_GIVEN_NAME = word_group("given_name")
_NO_SHORT = word_group("no_short")
_RANK = ("head of state", "head of government", "leader", "secretary-general", "foreign minister", "defence minister")


@dataclass(frozen=True, slots=True)
class Person:
    """One office-holder with all terms in the order of time. ``names`` are full names and given aliases, ``short`` surnames."""

    name: str
    entity_id: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    tenures: tuple[Tenure, ...]


def surnames(name: str, country: str) -> set[str]:
    """The short forms, folded, under which the news names a person of that name again."""
    parts = key(name).split(" ")
    if len(parts) < 2 or parts[-1] in _SUFFIXES:
        if len(parts) > 2 and parts[-1] in ("jr", "sr", "iii"):
            return {parts[-2]}
        return set()
    if country in _NO_SHORT:
        return set()
    if country in _FAMILY_FIRST and len(parts) <= 3:
        return {parts[0]}
    if country in _GIVEN_NAME:
        return {parts[0]}
    i = len(parts) - 1
    while i > 1 and parts[i - 1] in _PARTICLES:
        i -= 1
    return {parts[-1], " ".join(parts[i:])}


@indexed("people", Person)
def people() -> Mapping[str, Person]:
    """Office-holders by folded full name."""
    terms: dict[str, list[Tenure]] = defaultdict(list)
    for term in tables.tenures():
        terms[key(term.person)].append(term)
    found = {}
    for folded, held in terms.items():
        held.sort(key=lambda t: (t.period.start.first if t.period.start else dt.date.min, _rank(t.office)))
        names = tuple(dict.fromkeys([held[0].person, *(alias for t in held for alias in t.aliases)]))
        short: set[str] = set()
        for term in held:
            for name in names:
                short |= surnames(name, term.country) if name == held[0].person or " " in name else set()
        identity = f"person:{folded.replace(' ', '-')}"
        found[folded] = Person(held[0].person, identity, names, tuple(sorted(short)), tuple(held))
    return found


@indexed("surnames", tuple[str, ...])
def _surnames() -> Mapping[str, tuple[str, ...]]:
    return _grouped((short, folded) for folded, person in people().items() for short in person.short)


@indexed("full names", tuple[str, ...])
def _full_names() -> Mapping[str, tuple[str, ...]]:
    return _grouped((name, folded) for folded, person in people().items() for name in dict.fromkeys(map(key, person.names)))


@indexed("holders", tuple[tuple[str, int], ...])
def _holders() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """By ``country|office``: who held it, and the number of the term among that person's."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for folded, person in people().items():
        for number, term in enumerate(person.tenures):
            found[f"{term.country}|{term.office}"].append((folded, number))
    return {office: tuple(held) for office, held in found.items()}


def _held(country: str, office: str) -> list[Tenure]:
    return [people()[folded].tenures[number] for folded, number in _holders().get(f"{country}|{office}", ())]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, folded in pairs:
        found[name].append(folded)
    return {name: tuple(held) for name, held in found.items()}


def by_surname(short: str) -> tuple[Person, ...]:
    """Office-holders whom the news calls by this short form, folded."""
    return tuple(people()[folded] for folded in _surnames().get(short, ()))


def by_name(name: str) -> tuple[Person, ...]:
    """Office-holders of this full name or given alias, folded."""
    return tuple(people()[folded] for folded in _full_names().get(name, ()))


def _rank(office: str) -> int:
    return _RANK.index(office) if office in _RANK else len(_RANK)


def running(person: Person, on: dt.date) -> list[Tenure]:
    """Terms that run on the day, the highest office first; those whose dates leave it open come last."""
    held = [(t.period.holds(on), t) for t in person.tenures]
    sure = sorted((t for holds, t in held if holds), key=lambda t: (t.country.startswith("group:"), _rank(t.office)))
    return [*sure, *(t for holds, t in held if holds is None)]


def ended(person: Person, on: dt.date) -> list[Tenure]:
    """Terms that were over on the day, the last one first."""
    held = [t for t in person.tenures if t.period.over(on)]
    return sorted(held, key=lambda t: t.period.end.last if t.period.end else dt.date.min, reverse=True)


def office_of(title: str, country: str) -> str | None:
    """The office that a title means in a country (*secretary of state* of the USA: foreign minister), or None."""
    held = tables.titles()
    return held.get(f"{country}|{title}") or held.get(f"*|{title}")


@cache
def only_country(title: str) -> str | None:
    """The country or body that alone has an office of this title (*taoiseach*, *pontiff*), or None."""
    owners = {key.partition("|")[0] for key in tables.titles() if key.partition("|")[2] == title}
    return owners.pop() if len(owners) == 1 and "*" not in owners else None


def holder(title: str, country: str, on: dt.date | None) -> Tenure | None:
    """Who held the office on the day, or None where the tables do not say for sure."""
    if on is None:
        return None
    office = office_of(title, country) or title
    for wanted in (office, title):
        held = [t for t in _held(country, wanted) if t.period.holds(on) is not False]
        sure = {t.person for t in held}
        if len(sure) == 1 and all(t.period.holds(on) for t in held):
            return held[0]
        if sure:
            return None
    return _acting_head(title, country, on)


def _acting_head(title: str, country: str, on: dt.date) -> Tenure | None:
    """Where a president or premier is not found under its own office, the other head's row if its country has no row for this one."""
    other = {"president": "head of government", "prime minister": "head of state"}.get(title)
    if other is None or any(f"{country}|{o}" in _holders() for o in (office_of(title, country) or title, title)):
        return None
    held = [t for t in _held(country, other) if t.period.holds(on)]
    return held[0] if len(held) == 1 and title == "president" else None


_GOVERNMENT = re.compile(r"\b(?:administration|government|presidency|cabinet|regime|premiership|era|term|years|rule)s?\b", re.IGNORECASE)
_IN_OFFICE = re.compile(r"\b(?:president|premier|prime minister|chancellor|king|queen|emir|sultan|pope|taoiseach)\b", re.IGNORECASE)
_OUT_OF_OFFICE = re.compile(r"\b(?:former|ex|late|candidate|elect|incoming|future|one-time)\b", re.IGNORECASE)


def tenure(text: str, published: dt.date | None = None) -> tuple[dt.date | None, dt.date | None] | None:
    """The interval in which the government or person named was in office: the latest that began before publication.

    *The Trump administration* gives 2017-01-20 and 2021-01-20 for a report of 2021-09-30; an end is None while the term runs.
    None where the words name no office-holder, or several, or a person without the office: who is named alone may have acted before or after it.
    """
    if not (_GOVERNMENT.search(text) or _IN_OFFICE.search(text)) or _OUT_OF_OFFICE.search(text):
        return None
    terms = {t for person in _named(atoms(text)) for t in _head_terms(person, government=bool(_GOVERNMENT.search(text)))}
    begun = [t for t in terms if t.period.start and (published is None or t.period.start.first <= published)]
    if not begun or len({t.country for t in begun}) > 1:
        return None
    latest = max(begun, key=lambda t: t.period.start.first if t.period.start else dt.date.min)
    start, end = latest.period.start, latest.period.end
    return start.first if start else None, end.last if end else None


def _named(found: list[Atom]) -> list[Person]:
    keys = [atom.key for atom in found]
    for length in range(min(5, len(keys)), 0, -1):
        for i in range(len(keys) - length + 1):
            name = " ".join(keys[i : i + length])
            held = {p.name: p for p in (*by_name(name), *by_surname(name))}
            if held and found[i].cap:
                return list(held.values())
    return []


def _head_terms(person: Person, *, government: bool) -> list[Tenure]:
    heads = [t for t in person.tenures if t.office in ("head of state", "head of government")]
    return heads if heads or government else list(person.tenures)
