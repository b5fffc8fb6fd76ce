"""*The ministry*, *police*, *a spokesman*: roles that do not say whose."""

from __future__ import annotations

import re

from dragoman.model import Entity
from dragoman.ontology.actors import IRREGULAR, states, word_group
from dragoman.resolve.actors.anaphora import distinct, kind_of, one_of
from dragoman.resolve.actors.context import Context
from dragoman.resolve.actors.features import HE, SHE, features, head, plural
from dragoman.resolve.actors.lexicon import Lexicon, first
from dragoman.resolve.actors.memory import all_before, countries, scanned
from dragoman.resolve.actors.people import ended, holder, only_country, people
from dragoman.resolve.actors.persons import RANKS
from dragoman.resolve.actors.phrase import read_phrase
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.salience import is_subject, leads, speaks
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.text import Atom, atoms, compounds, key
from dragoman.resolve.actors.whose import (
    STATE_PARTS,
    about,
    about_or_facing,
    armed,
    began_with,
    by_its_head,
    same_part,
    subject_alone,
    subject_of,
    topical,
    where_named,
    where_set,
    who_sends,
)

_DOMESTIC = STATE_PARTS | {"CVL", "EDU", "LAB", "MED"}
"""Sectors whom *the* before them makes the people of the country that a report is about."""
_LOCALS = frozenset({"CVL", "EDU", "COP", "LAB", "MED", "AGR", "OPP"})
"""Who are of the country where they are."""
_JUNTA = frozenset({"military government", "regime", "rulers", "military rulers", "generals", "colonels"})
_ALSO = {"envoy": ("ambassador", "diplomat"), "diplomat": ("ambassador", "envoy"),
         "ambassador": ("envoy", "diplomat"), "premier": ("minister",), "authorities": ("government",),
         "mission": ("embassy", "consulate"), "delegation": ("envoys", "mediators", "negotiators", "monitors"),
         "visitors": ("delegation", "envoys", "mediators", "negotiators"), "journalist": ("reporter", "correspondent", "editor"),
         "reporter": ("journalist", "correspondent"),
         "officer": ("colonel", "general", "captain", "major", "lieutenant"),
         "soldiers": ("troops", "forces"), "troops": ("soldiers", "forces"), "forces": ("troops", "soldiers")}  # fmt: skip
"""Nouns that take up one another: *Venezuela's ambassador … the envoy*."""
_NAMED = re.compile(r", ((?:[A-Z][\w'’.-]+ )(?:(?:al|bin|de|van|von) )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?=,)")
_PARTS = frozenset({"the", "army", "military", "police", "navy", "ministry", "government", "presidential"})
"""Of what part of the state an official is."""
_OF_ANY_FORCE = word_group("of_any_force")
"""Of the army, the police or an office: not said by the country alone."""
_FROM_ABROAD = word_group("from_abroad")
"""Who come to the country that a report is about, and are not its own."""
_OF_MANY = word_group("of_many_states")
"""Who meet: of several countries as often as of one."""
_BYWORDS = word_group("bywords")
_NATIONAL = word_group("national_titles")
"""Titles of one country's office-holders, whatever the report is about."""
_INDIVIDUALS = word_group("individuals")
"""Single persons, or some that the report has told of: no public of a country."""
_EPITHETS = word_group("epithets")


def definite_role(out: Reading, found: list[Atom], context: Context, scope: Scope, start: int) -> Reading:  # noqa: PLR0911 - a list of cases
    """*The ministry*, *the president*: what the report has called so before, else that of the country it is about."""
    noun = "ambassador" if out.role_text == "high commissioner" else found[-1].key
    if found[1].key == "former" and (meant := _former(out, found, context, scope, start)):
        return meant
    between = compounds(found[1 : len(found) - len(out.role_text.split(" "))], _EPITHETS)
    if any(word not in _EPITHETS for word in between):
        owner = next((a.key for a in found if a.possessive), "")
        part = first(context.lexicon.senses.get(owner, ()), "role")
        owned = (
            part is not None
            and part.role != "rel"
            and part.sectors[:1]
            and part.sectors[0] in STATE_PARTS
            and out.sectors[0] in STATE_PARTS
        )
        return bare_role(out, " ".join(a.raw for a in found), scope, context.lexicon, start) if owned else out
    lexicon, what = context.lexicon, f"'{' '.join(a.raw for a in found)}'"
    earlier = all_before(scope, lexicon, start)
    called = _headed([e for e in earlier if not e.members and _says(e, noun) and _same_office(e, out)], noun)
    near = distinct(e for e in called if scope.sentence(e.start) >= scope.sentence(start) - 1) or distinct(called)
    if near:
        return _again(out, near, what, scope, lexicon, start)
    if noun in _BYWORDS:
        return _byword(found, scope, lexicon, start) or out.because(f"{what}: no antecedent")
    if out.sectors[0] in IRREGULAR:
        return _fighting(out, what, scope, lexicon, start, start + found[-1].end)
    if out.sectors[0] == "ELI":
        entity, why = one_of(distinct(e for e in earlier if e.sectors == ("ELI",)), what)
        return (as_reading(entity) if entity else out).because(why)
    return _domestic(out, found, context, scope, start)


def _again(out: Reading, near: list[Entity], what: str, scope: Scope, lexicon: Lexicon, start: int) -> Reading:
    """The one that has been called so; of *government troops* the government is only their country's. A government that is only spoken
    of, in a report about another country, is not *the government*."""
    entity, why = one_of(near, what)
    if entity and out.role_text == "government" and not entity.person and not is_subject(entity, scope):
        topic = began_with([e for e in scanned(scope, lexicon) if e.country and kind_of(e) != "org"], scope)
        if topic and topic != entity.country:
            return out.because(f"{what}: {entity.text!r} is only spoken of, and the report began with {topic}")
    if entity and entity.country and out.role_text == "government" and entity.sectors[:1] != out.sectors[:1] and not entity.person:
        out.country = entity.country
        return out.because(f"rule: of the country of {entity.text!r}")
    return (as_reading(entity) if entity else out).because(why)


def _fighting(out: Reading, what: str, scope: Scope, lexicon: Lexicon, start: int, end: int) -> Reading:
    """*The militants*, *rebels*: the only armed group near; where none is named, rebels of the country that the report is about."""
    held = armed(scope, lexicon, start)
    if not held and out.sectors == ("REB",):
        return _of_the_war(out, what, scope, lexicon, start, end)
    group, why = one_of(held, what)
    return (as_reading(group) if group else out).because(why)


def _domestic(out: Reading, found: list[Atom], context: Context, scope: Scope, start: int) -> Reading:
    """*The ministry*, *the army*, of which nothing has been said: of the country that the report is about."""
    noun, lexicon, what = found[-1].key, context.lexicon, f"'{' '.join(a.raw for a in found)}'"
    if noun in _OF_MANY and len(countries(scope, lexicon)) > 1:
        return out.because(f"{what}: they may be of several of the countries named")
    if noun in _INDIVIDUALS and len(countries(scope, lexicon)) > 1:
        return out.because(f"{what}: who is meant is not called so before")
    domestic = out.sectors[0] in _DOMESTIC or out.role_text == "ruling party"
    if not domestic or len(found) > 4 or out.role_text in _OF_ANY_FORCE | _FROM_ABROAD:
        return out.because(f"{what}: {len(countries(scope, lexicon))} countries are possible")
    named = apposed(found, scope, start, context)
    if named is not None:
        return named
    country, why = _whose(out, scope, lexicon, start, start + found[-1].end)
    if out.role_text in _NATIONAL and (own := only_country(out.role_text)):
        country, why = own, f"only {own} has a {out.role_text}"
    if country is None:
        return out.because(f"{what}: {why}")
    out.country = country
    term = holder(out.role_text, out.country, context.on) if out.title else None
    if term:
        out.person, out.office = term.person, out.role_text
    return out.because(f"rule: {why}")


def _former(out: Reading, found: list[Atom], context: Context, scope: Scope, start: int) -> Reading | None:
    return _held_once(out.role_text, scope, context, start) or _byword(found, scope, context.lexicon, start)


def _held_once(office: str, scope: Scope, context: Context, start: int) -> Reading | None:
    """*The former vice president*: the only person near whom the tables know to have held that office before."""
    near = [
        e
        for e in all_before(scope, context.lexicon, start)
        if e.person and e.sectors[:1] != ("GOV",) and scope.sentence(e.start) >= scope.sentence(start) - 2
    ]
    held = [
        e
        for e in near
        if (known := people().get(key(e.person or ""))) and context.on and any(t.office == office for t in ended(known, context.on))
    ]
    meant = distinct(held)
    return as_reading(meant[0]).because(f"rule: {meant[0].text!r} once was {office}") if len(meant) == 1 and meant[0].resolved else None


def _byword(found: list[Atom], scope: Scope, lexicon: Lexicon, start: int) -> Reading | None:
    """*The former general*, *the lawmaker*: whom the sentence before is about, where it opens with him and this one with the byword."""
    here = scope.sentence(start)
    top = subject_of(here - 1, scope, lexicon, start)
    if (
        plural(found[-1].key)
        or top is None
        or not (top.person or top.text.lower() in HE | SHE)
        or not top.resolved
        or not leads(start, scope)
    ):
        return None
    if not (leads(top.start, scope) or speaks(top, scope)):
        return None
    persons = {e.person for e in all_before(scope, lexicon, start) if e.person and scope.sentence(e.start) == here - 1}
    if len(persons) > 1:
        return None
    return as_reading(top).because(f"rule: {top.text!r} is whom the sentence before is about")


def by_age(text: str, scope: Scope, lexicon: Lexicon, start: int) -> tuple[Entity, str] | None:
    """*The 73-year-old leader*: whom the last sentence with a person is about, if it names no other."""
    here = scope.sentence(start)
    for number in (here - 1, here - 2):
        named = [e for e in (*scope.actors, *scanned(scope, lexicon)) if e.start < start and scope.sentence(e.start) == number]
        persons = {e.person or e.text for e in named if e.person or "person" in features(e, lexicon).kinds}
        top = subject_of(number, scope, lexicon, start)
        if top is not None and top.resolved and top.person and len(persons) == 1:
            return top, f"{text!r}: {top.text!r} is whom a sentence before is about"
        if persons:
            return None
    return None


def _whose(out: Reading, scope: Scope, lexicon: Lexicon, start: int, end: int) -> tuple[str | None, str]:
    """The country of a part of a state: where it says it is, else the one whose regime is named, that the report is about, or whose
    forces are."""
    said = where_set(scope, lexicon, start, end) or by_its_head(out.sectors[0], scope, lexicon, start, end)
    if said:
        return said
    if out.role_text in _JUNTA:
        seen = [e for e in all_before(scope, lexicon, start) if {a.key for a in atoms(e.text)} & {"junta", "coup", "regime", "military"}]
        held = {e.country for e in seen if e.country}
        if held or (len(countries(scope, lexicon)) > 1 and not topical(scope, lexicon, start)):
            return (next(iter(held)), "the only junta or regime named") if len(held) == 1 else (None, f"{len(held)} regimes are named")
    strict = out.role_text == "leader" or out.sectors[0] == "MIL"
    country, why = about_or_facing(out.sectors[0], scope, lexicon, start, end, strict=strict)
    if country is None and out.sectors[0] != "GOV" and out.role_text not in _JUNTA:
        return same_part(out.sectors[0], scope, lexicon, start)
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
    sent = who_sends(out.sectors[0], scope, lexicon, start)
    if sent:
        out.country, out.code = (sent[0], None) if sent[0] in states() else (None, sent[0])
        return out.because(f"rule: {sent[1]}")
    beside = subject_alone(scope, lexicon, start) if out.sectors[0] in STATE_PARTS and plural(found[-1].key) else None
    if beside:
        out.country = beside.country
        return out.because(f"rule: {beside.text!r} is whom its sentence is about")
    if (
        out.sectors[0] not in STATE_PARTS
        or out.role_text in _OF_ANY_FORCE
        or (len(countries(scope, lexicon)) > 1 and not any(a.key in _PARTS for a in found[1:]))
    ):
        return out
    return bare_role(out, " ".join(a.raw for a in found), scope, lexicon, start)


def bare_role(out: Reading, word: str, scope: Scope, lexicon: Lexicon, start: int) -> Reading:
    """*Police*, *lawmakers*, with nothing that says whose: those of the country that the report is about; *rebels*: the only such group near."""
    if out.sectors[0] in IRREGULAR:
        return _fighting(out, repr(word), scope, lexicon, start, start + len(word))
    country, why = (
        who_sends(out.sectors[0], scope, lexicon, start)
        or where_set(scope, lexicon, start, start + len(word))
        or by_its_head(out.sectors[0], scope, lexicon, start, start + len(word))
        or (where_named(scope, lexicon, start) if out.sectors[0] in _LOCALS else None)
        or about_or_facing(out.sectors[0], scope, lexicon, start, start + len(word), strict=out.sectors[0] == "MIL")
    )
    if country is None and out.sectors[0] in ("MIL", "COP"):
        country, why = same_part(out.sectors[0], scope, lexicon, start)
    out.country = country if country in states() else None
    out.code = None if out.country else country
    return out.because(f"rule: {why}" if country else f"{word!r}: {why}")


def _of_the_war(out: Reading, what: str, scope: Scope, lexicon: Lexicon, start: int, end: int) -> Reading:
    """*Rebels*, where no group is named: of the country where they are, or that the report began with or alone names."""
    country, why = where_set(scope, lexicon, start, end) or about(scope, lexicon, start)
    seen = [e for e in scanned(scope, lexicon) if e.country and kind_of(e) != "org"]
    if country is None or (len({e.country for e in seen}) > 1 and began_with(seen, scope) != country):
        return out.because(f"{what}: no antecedent")
    out.country = country
    return out.because(f"rule: {why}, and no group is named")


def apposed(found: list[Atom], scope: Scope, start: int, context: Context) -> Reading | None:
    """*The prime minister, Nikol Pashinyan, …*: the office-holder named straight after."""
    at = start + found[-1].end
    match = _NAMED.match(scope.text, at)
    if not match:
        return None
    inner = Context(context.lexicon, context.on, context.bag, context.near, None, False, match[1])
    out = read_phrase(atoms(match[1]), inner)
    return out.because("rule: named in apposition") if out.kind == "person" and out.known else None


def _says(entity: Entity, noun: str) -> bool:
    words = {a.key for a in atoms(entity.text)}
    return (
        noun in words
        or any(other in words for other in _ALSO.get(noun, ()))
        or bool(entity.office and entity.office.split(" ")[-1] == noun and noun != "government")
    )


def _same_office(entity: Entity, out: Reading) -> bool:
    """Whether an actor may hold the office that is named: *the foreign minister* is not *the prime minister*, nor *the president* the vice
    president; *the minister* is any but the prime minister."""
    role = {"premier": "prime minister", "high commissioner": "ambassador"}.get(out.role_text, out.role_text)
    kind = role.split(" ")[:-1]
    words = {a.key for a in atoms(entity.text)} | set((entity.office or "").split(" "))
    if not out.title:
        return True
    return set(kind) <= words if kind else words.isdisjoint(RANKS)


def _headed(called: list[Entity], noun: str) -> list[Entity]:
    """Of those called so, the ones whom the noun is said of itself: *the government* is not *government troops*."""
    own = [
        e
        for e in called
        if (last := head(atoms(e.text))) is not None
        and (noun in (last.key, atoms(e.text)[-1].key) or e.person or last.key in _ALSO.get(noun, ()))
    ]
    return own or called


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
