"""*The ministry*, *police*, *a spokesman*: roles that do not say whose, and the country that the report is about."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.model import Entity
from dragoman.ontology.actors import states, word_group
from dragoman.resolve.actors.anaphora import distinct, kind_of, nearest, one_of
from dragoman.resolve.actors.context import Context
from dragoman.resolve.actors.lexicon import Lexicon
from dragoman.resolve.actors.memory import all_before, before, countries, scanned
from dragoman.resolve.actors.pairs import STANDS_OUT
from dragoman.resolve.actors.people import holder
from dragoman.resolve.actors.phrase import read_phrase
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.salience import dateline, main_subject
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.text import Atom, atoms, key

_STATE_PARTS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP"})
_DOMESTIC = _STATE_PARTS | {"CVL", "EDU", "LAB", "MED"}
"""Sectors whom *the* before them makes the people of the country that a report is about."""
_JUNTA = frozenset({"military government", "regime", "rulers", "military rulers", "generals", "colonels"})
_ALSO = {"envoy": ("ambassador", "diplomat"), "diplomat": ("ambassador", "envoy"), "premier": ("minister",), "authorities": ("government",),
         "soldiers": ("troops", "forces"), "troops": ("soldiers", "forces"), "forces": ("troops", "soldiers")}  # fmt: skip
"""Nouns that take up one another: *Venezuela's ambassador … the envoy*."""
_PLACED = re.compile(r" (?:in|of) (?:the )?(?=[A-Z])")
_SEIZED = re.compile(
    r",? (?:that|which|who) (?:has |have |had )?(?:seized|took|taken|grabbed|holds?|held|came to) (?:power|control) in (?=[A-Z])"
)
_OPENING = re.compile(r"[\"“]?(?:In|At|Near|Outside) (?:the )?(?=[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?,)")
_NAMED = re.compile(r", ((?:[A-Z][\w'’.-]+ )(?:(?:al|bin|de|van|von) )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?=,)")
_OF_ANY_FORCE = frozenset({"officer", "officers"})
"""Of the army, the police or an office: not said by the country alone."""
_FROM_ABROAD = word_group("from_abroad")
"""Who come to the country that a report is about, and are not its own."""
_OF_MANY = word_group("of_many_states")
"""Who meet: of several countries as often as of one."""
_EPITHETS = word_group("epithets")
ARMED = frozenset({"REB", "UAF", "PRM", "IMG"})


def definite_role(out: Reading, found: list[Atom], context: Context, scope: Scope, start: int) -> Reading:  # noqa: PLR0911 - a list of cases
    """*The ministry*, *the president*: what the report has called so before, else that of the country it is about."""
    noun = found[-1].key
    between = [a.key for a in found[1 : len(found) - len(out.role_text.split(" "))]]
    if any(word not in _EPITHETS for word in between):
        owned = any(a.possessive for a in found) and out.sectors[0] in _STATE_PARTS
        return bare_role(out, " ".join(a.raw for a in found), scope, context.lexicon, start) if owned else out
    lexicon, what = context.lexicon, f"'{' '.join(a.raw for a in found)}'"
    earlier = all_before(scope, lexicon, start)
    called = [e for e in earlier if not e.members and _says(e, noun)]
    near = distinct(e for e in called if scope.sentence(e.start) >= scope.sentence(start) - 1) or distinct(called)
    if near:
        entity, why = one_of(near, what)
        return (as_reading(entity) if entity else out).because(why)
    if out.sectors[0] in ARMED or out.sectors[0] == "ELI":
        meant = armed(scope, lexicon, start) if out.sectors[0] in ARMED else distinct(e for e in earlier if e.sectors == ("ELI",))
        entity, why = one_of(meant, what)
        return (as_reading(entity) if entity else out).because(why)
    if noun in _OF_MANY and len(countries(scope, lexicon)) > 1:
        return out.because(f"{what}: they may be of several of the countries named")
    if out.sectors[0] not in _DOMESTIC or len(found) > 4 or out.role_text in _OF_ANY_FORCE | _FROM_ABROAD:
        return out.because(f"{what}: {len(countries(scope, lexicon))} countries are possible")
    named = _apposed(found, scope, start, context)
    if named is not None:
        return named
    country, why = _whose(out, scope, lexicon, start, start + found[-1].end)
    if country is None:
        return out.because(f"{what}: {why}")
    out.country = country
    term = holder(out.role_text, out.country, context.on) if out.title else None
    if term:
        out.person, out.office = term.person, out.role_text
    return out.because(f"rule: {why}")


def _whose(out: Reading, scope: Scope, lexicon: Lexicon, start: int, end: int) -> tuple[str | None, str]:
    """The country of a part of a state: where it says it is, else the one whose regime is named, that the report is about, or whose
    forces are."""
    placed = _set(scope, lexicon, start, end)
    if placed:
        return placed
    if out.role_text in _JUNTA:
        seen = [e for e in all_before(scope, lexicon, start) if {a.key for a in atoms(e.text)} & {"junta", "coup", "regime", "military"}]
        held = {e.country for e in seen if e.country}
        if held or len(countries(scope, lexicon)) > 1:
            return (next(iter(held)), "the only junta or regime named") if len(held) == 1 else (None, f"{len(held)} regimes are named")
    country, why = about(scope, lexicon, start)
    if country is None and out.sectors[0] != "GOV" and out.role_text not in _JUNTA:
        return _same_part(out.sectors[0], scope, lexicon, start)
    return country, why


def called_so(out: Reading, found: list[Atom], scope: Scope, lexicon: Lexicon, start: int) -> Reading:
    """*The department* after *a State Department spokeswoman*: that of the only country or body whose part has been called so."""
    if found[0].key != "the" or len(found) != 2:
        return out
    noun = found[-1].key
    called = [e for e in all_before(scope, lexicon, start) if e.code and not e.members and _says(e, noun)]
    if len({e.code for e in called}) != 1:
        return out
    return as_reading(called[-1]).without_person().because(f"rule: {called[-1].text!r} has been called so")


def official_role(out: Reading, found: list[Atom], scope: Scope, lexicon: Lexicon, start: int) -> Reading:
    """*A spokesman for the ministry*: of the country that the report is about; *an official*: of the only country that it names."""
    if (
        out.sectors[0] not in _STATE_PARTS
        or out.role_text in _OF_ANY_FORCE
        or (len(countries(scope, lexicon)) > 1 and not any(a.key == "the" for a in found[1:]))
    ):
        return out
    return bare_role(out, " ".join(a.raw for a in found), scope, lexicon, start)


def bare_role(out: Reading, word: str, scope: Scope, lexicon: Lexicon, start: int) -> Reading:
    """*Police*, *lawmakers*, with nothing that says whose: those of the country that the report is about; *rebels*: the only such group near."""
    if out.sectors[0] in ARMED:
        group, why = one_of(armed(scope, lexicon, start), repr(word))
        return (as_reading(group) if group else out).because(why)
    country, why = _set(scope, lexicon, start, start + len(word)) or about(scope, lexicon, start)
    out.country = country
    return out.because(f"rule: {why}" if country else f"{word!r}: {why}")


def armed(scope: Scope, lexicon: Lexicon, start: int) -> list[Entity]:
    """The armed groups that the nearest sentences name, else those of the whole report so far."""
    return nearest(before(scope, lexicon, start), scope, start, _armed, back=4) or distinct(
        e for e in all_before(scope, lexicon, start) if _armed(e)
    )


def _armed(entity: Entity) -> bool:
    return entity.resolved and entity.sectors[:1] != () and entity.sectors[0] in ARMED


def _set(scope: Scope, lexicon: Lexicon, start: int, end: int) -> tuple[str, str] | None:
    """The country of the place that a sentence opens with ("In Kinshasa, … police fired") or that stands straight after ("police in Delhi",
    "the junta that seized power in Niger")."""
    opening = _OPENING.match(scope.text, scope.bounds(scope.sentence(start))[0], start)
    beside = _PLACED.match(scope.text, end)
    seized = _SEIZED.match(scope.text, end)
    for found in (beside, seized, opening):
        named = [e for e in scanned(scope, lexicon) if found and e.start == found.end() and e.country and kind_of(e) == "state"]
        if named:
            return str(named[0].country), f"{named[0].text!r} is where it happens"
    return None


def about(scope: Scope, lexicon: Lexicon, start: int) -> tuple[str | None, str]:
    """The country that the report is about at a character, and why: the only one it names; one that it names far oftener than any
    other and that alone stands in the sentences around; or the only one of the sentence before, if the report began with it."""
    named = countries(scope, lexicon)
    if len(named) == 1:
        return next(iter(named)), f"{next(iter(named))} is the only country of the report"
    held = [e for e in scanned(scope, lexicon) if e.country and kind_of(e) != "org"]
    seen = [e for e in held if e.start < start] or held
    often = Counter(e.country for e in seen).most_common(2)
    here = scope.sentence(start)
    near = {e.country for e in seen if scope.sentence(e.start) >= here - 2}
    if often and near == {often[0][0]} and (len(often) == 1 or often[0][1] >= 2 * often[1][1]):
        return often[0][0], f"{often[0][0]} is the country that the report is about"
    a, b = scope.bounds(here)
    others = {e.country for e in scanned(scope, lexicon) if e.country and start < e.start < b} | {e.country for e in seen if a <= e.start}
    last = {e.country for e in all_before(scope, lexicon, start) if e.country and scope.sentence(e.start) == here - 1} - others
    topic = _topic(seen, scope)
    if len(often) == 2 and topic in (None, often[0][0]):
        alone = others == {often[0][0]} and often[0][1] > often[1][1]
        if alone or (others | last <= {often[0][0]} and often[0][1] >= STANDS_OUT * often[1][1]):
            return often[0][0], f"{often[0][0]} is the country that the report names oftenest, and no other stands near"
    top = _subject(here - 1, scope, lexicon, start)
    plain = (
        top is not None
        and kind_of(top) == "state"
        and key(top.text) != key(states()[top.country].capital if top.country in states() else "")
    )
    if len(last) == 1 and (topic in last or plain) and (top is None or top.country in last):
        return next(iter(last)), f"{next(iter(last))} is the country of the sentence before"
    if topic and topic not in others and (not last or (top is not None and top.country == topic)):
        return topic, f"{topic} is the country that the report began with"
    return None, f"{len(named)} countries are possible"


def _subject(number: int, scope: Scope, lexicon: Lexicon, start: int) -> Entity | None:
    return main_subject([e for e in all_before(scope, lexicon, start) if scope.sentence(e.start) == number], scope)


def _topic(seen: list[Entity], scope: Scope) -> str | None:
    """The country of the subject that the report begins with."""
    if not seen:
        return None
    seen = [e for e in seen if not dateline(e, scope)] or seen
    first_of = [e for e in seen if scope.sentence(e.start) == scope.sentence(seen[0].start)]
    top = main_subject(first_of, scope)
    return top.country if top else None


def _apposed(found: list[Atom], scope: Scope, start: int, context: Context) -> Reading | None:
    """*The prime minister, Nikol Pashinyan, …*: the office-holder named straight after."""
    at = start + found[-1].end
    match = _NAMED.match(scope.text, at)
    if not match:
        return None
    inner = Context(context.lexicon, context.on, context.bag, context.near, None, False, match[1])
    out = read_phrase(atoms(match[1]), inner)
    return out.because("rule: named in apposition") if out.kind == "person" and out.known else None


def _same_part(sector: str, scope: Scope, lexicon: Lexicon, start: int) -> tuple[str | None, str]:
    """*The army* after *Israeli troops*: the only country near with that part, if the report began with it."""
    floor = scope.sentence(start) - 2
    seen = all_before(scope, lexicon, start)
    held = {e.country for e in seen if e.sectors[:1] == (sector,) and e.country and scope.sentence(e.start) >= floor}
    if len(held) == 1 and held == {_topic([e for e in seen if e.country], scope)}:
        return next(iter(held)), f"{next(iter(held))} is the only country near that has forces named"
    return None, f"{len(held)} countries have such forces named near"


def _says(entity: Entity, noun: str) -> bool:
    words = {a.key for a in atoms(entity.text)}
    return (
        noun in words
        or any(other in words for other in _ALSO.get(noun, ()))
        or bool(entity.office and entity.office.split(" ")[-1] == noun)
    )


def as_reading(known: Entity) -> Reading:
    """An entity as the reading of another mention."""
    return Reading(
        kind=kind_of(known),
        name=known.name,
        country=known.country,
        sectors=known.sectors,
        code=None if known.country else known.code,
        entity_id=known.entity_id,
        person=known.person,
        office=known.office,
        members=list(known.members),
        known=known.resolved,
    )
