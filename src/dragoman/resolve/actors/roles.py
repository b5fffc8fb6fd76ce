"""*The ministry*, *police*, *a spokesman*: roles that do not say whose, and the country that the report is about."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.model import Entity
from dragoman.ontology.actors import states, word_group
from dragoman.resolve.actors.anaphora import distinct, kind_of, nearest, one_of, placed
from dragoman.resolve.actors.context import Context
from dragoman.resolve.actors.features import HE, SHE, head, plural
from dragoman.resolve.actors.lexicon import Lexicon
from dragoman.resolve.actors.memory import all_before, before, countries, scanned
from dragoman.resolve.actors.pairs import STANDS_OUT
from dragoman.resolve.actors.people import ended, holder, people
from dragoman.resolve.actors.phrase import read_phrase
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.salience import dateline, is_subject, leads, main_subject, says_next, speaks
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.text import Atom, atoms, key

_STATE_PARTS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP"})
_DOMESTIC = _STATE_PARTS | {"CVL", "EDU", "LAB", "MED"}
"""Sectors whom *the* before them makes the people of the country that a report is about."""
_LOCALS = frozenset({"CVL", "EDU", "COP", "LAB", "MED", "AGR", "OPP"})
"""Who are of the country where they are."""
_JUNTA = frozenset({"military government", "regime", "rulers", "military rulers", "generals", "colonels"})
_ALSO = {"envoy": ("ambassador", "diplomat"), "diplomat": ("ambassador", "envoy"), "premier": ("minister",), "authorities": ("government",),
         "mission": ("embassy", "consulate"), "delegation": ("envoys", "mediators", "negotiators", "monitors"),
         "visitors": ("delegation", "envoys", "mediators", "negotiators"), "officer": ("colonel", "general", "captain", "major", "lieutenant"),
         "soldiers": ("troops", "forces"), "troops": ("soldiers", "forces"), "forces": ("troops", "soldiers")}  # fmt: skip
"""Nouns that take up one another: *Venezuela's ambassador … the envoy*."""
_PLACED = re.compile(r" (?:in|of) (?:the )?(?=[A-Z])")
_SENDING = re.compile(
    r" (?:also |now |already |then )*(?:(?:has|had|have|will|would|is to|would have to) )?"
    r"(?:sent|sends|send|moved|moves|move|deployed|deploys|deploy|stationed|pledged|pledges|pledge|withdrew|withdraws|withdraw|has|have|had|keeps|kept)"
    r" (?:back |out )?(?:(?:some|about|almost|nearly|more than|at least|up to|around|over|another|more|extra|additional|thousands of|hundreds of|[\d,]+|[a-z]+ thousand) )*$"
)
_OVERTHROW = re.compile(r" (?:had |have )?(?:overthrew|overthrown|toppled|ousted|deposed|unseated) (?:the )?")
_COMMAND = re.compile(rf" (?:has |had |also |then )*(?:{'|'.join(sorted(word_group('commands')))}) (?:in |out )?(?:his |her |the )?")
_WHERE = re.compile(r", where (?:the )?")
_TELLS = re.compile(r"[Tt]he \w+ (?:told|said|accused|warned|urged)\b")
"""Of whom it tells is not its own country."""
_MOVING = re.compile(r"\b(?:into|across|through|via|reached) (?:the )?$")
_MORE = re.compile(r",? and (?:\w+ )?(?:other|more)\b")
_SEIZED = re.compile(
    r"(?:,? (?:that|which|who))? (?:has |have |had )?(?:seized|took|taken|grabbed|holds?|held|came to) (?:power|control) in (?=[A-Z])"
)
_OPENING = re.compile(r"[\"“]?(?:In|At|Near|Outside) (?:the )?(?=[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?,)")
_NAMED = re.compile(r", ((?:[A-Z][\w'’.-]+ )(?:(?:al|bin|de|van|von) )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?=,)")
_PARTS = frozenset({"the", "army", "military", "police", "navy", "ministry", "government", "presidential"})
"""Of what part of the state an official is."""
_OF_ANY_FORCE = frozenset({"officer", "officers"})
"""Of the army, the police or an office: not said by the country alone."""
_FROM_ABROAD = word_group("from_abroad")
"""Who come to the country that a report is about, and are not its own."""
_OF_MANY = word_group("of_many_states")
"""Who meet: of several countries as often as of one."""
_BYWORDS = word_group("bywords")
_EPITHETS = word_group("epithets")
ARMED = frozenset({"REB", "UAF", "PRM", "IMG"})


def definite_role(out: Reading, found: list[Atom], context: Context, scope: Scope, start: int) -> Reading:  # noqa: PLR0911 - a list of cases
    """*The ministry*, *the president*: what the report has called so before, else that of the country it is about."""
    noun = found[-1].key
    if found[1].key == "former" and (meant := _former(out, found, context, scope, start)):
        return meant
    between = [a.key for a in found[1 : len(found) - len(out.role_text.split(" "))]]
    if any(word not in _EPITHETS for word in between):
        owned = any(a.possessive for a in found) and out.sectors[0] in _STATE_PARTS
        return bare_role(out, " ".join(a.raw for a in found), scope, context.lexicon, start) if owned else out
    lexicon, what = context.lexicon, f"'{' '.join(a.raw for a in found)}'"
    earlier = all_before(scope, lexicon, start)
    called = _headed([e for e in earlier if not e.members and _says(e, noun) and _same_office(e, out.role_text)], noun)
    near = distinct(e for e in called if scope.sentence(e.start) >= scope.sentence(start) - 1) or distinct(called)
    if near:
        return _again(out, near, what)
    if noun in _BYWORDS:
        return _byword(found, scope, lexicon, start) or out.because(f"{what}: no antecedent")
    if out.sectors[0] in ARMED:
        return _fighting(out, what, scope, lexicon, start)
    if out.sectors[0] == "ELI":
        entity, why = one_of(distinct(e for e in earlier if e.sectors == ("ELI",)), what)
        return (as_reading(entity) if entity else out).because(why)
    return _domestic(out, found, context, scope, start)


def _again(out: Reading, near: list[Entity], what: str) -> Reading:
    """The one that has been called so; of *government troops* the government is only their country's."""
    entity, why = one_of(near, what)
    if entity and entity.country and out.role_text == "government" and entity.sectors[:1] != out.sectors[:1] and not entity.person:
        out.country = entity.country
        return out.because(f"rule: of the country of {entity.text!r}")
    return (as_reading(entity) if entity else out).because(why)


def _fighting(out: Reading, what: str, scope: Scope, lexicon: Lexicon, start: int) -> Reading:
    """*The militants*, *rebels*: the only armed group near; where none is named, rebels of the country that the report is about."""
    held = armed(scope, lexicon, start)
    if not held and out.sectors == ("REB",):
        return _of_the_war(out, what, scope, lexicon, start)
    group, why = one_of(held, what)
    return (as_reading(group) if group else out).because(why)


def _domestic(out: Reading, found: list[Atom], context: Context, scope: Scope, start: int) -> Reading:
    """*The ministry*, *the army*, of which nothing has been said: of the country that the report is about."""
    noun, lexicon, what = found[-1].key, context.lexicon, f"'{' '.join(a.raw for a in found)}'"
    if noun in _OF_MANY and len(countries(scope, lexicon)) > 1:
        return out.because(f"{what}: they may be of several of the countries named")
    domestic = out.sectors[0] in _DOMESTIC or out.role_text == "ruling party"
    if not domestic or len(found) > 4 or out.role_text in _OF_ANY_FORCE | _FROM_ABROAD:
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
    top = _subject(here - 1, scope, lexicon, start)
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


def _whose(out: Reading, scope: Scope, lexicon: Lexicon, start: int, end: int) -> tuple[str | None, str]:
    """The country of a part of a state: where it says it is, else the one whose regime is named, that the report is about, or whose
    forces are."""
    said = _set(scope, lexicon, start, end) or _by_its_own(out.sectors[0], scope, lexicon, start, end)
    if said:
        return said
    if out.role_text in _JUNTA:
        seen = [e for e in all_before(scope, lexicon, start) if {a.key for a in atoms(e.text)} & {"junta", "coup", "regime", "military"}]
        held = {e.country for e in seen if e.country}
        if held or (len(countries(scope, lexicon)) > 1 and not _topical(scope, lexicon, start)):
            return (next(iter(held)), "the only junta or regime named") if len(held) == 1 else (None, f"{len(held)} regimes are named")
    country, why = about(scope, lexicon, start, strict=out.role_text == "leader" or out.sectors[0] == "MIL")
    if country is None and out.sectors[0] != "GOV" and out.role_text not in _JUNTA:
        return _same_part(out.sectors[0], scope, lexicon, start)
    return country, why


def _topical(scope: Scope, lexicon: Lexicon, start: int) -> bool:
    """Whether a report is plainly about the country that it began with."""
    country, _ = about(scope, lexicon, start, strict=True)
    return country is not None and country == _topic([e for e in scanned(scope, lexicon) if e.country and kind_of(e) != "org"], scope)


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
    sent = _sent(out.sectors[0], scope, lexicon, start)
    if sent:
        out.country, out.code = (sent[0], None) if sent[0] in states() else (None, sent[0])
        return out.because(f"rule: {sent[1]}")
    beside = _beside(scope, lexicon, start) if out.sectors[0] in _STATE_PARTS and plural(found[-1].key) else None
    if beside:
        out.country = beside.country
        return out.because(f"rule: {beside.text!r} is whom its sentence is about")
    if (
        out.sectors[0] not in _STATE_PARTS
        or out.role_text in _OF_ANY_FORCE
        or (len(countries(scope, lexicon)) > 1 and not any(a.key in _PARTS for a in found[1:]))
    ):
        return out
    return bare_role(out, " ".join(a.raw for a in found), scope, lexicon, start)


def _beside(scope: Scope, lexicon: Lexicon, start: int) -> Entity | None:
    """*Manila lodged protests, and officials said …*: the subject of the sentence, where it names no other country."""
    a, b = scope.bounds(scope.sentence(start))
    held = [e for e in (*all_before(scope, lexicon, start), *scanned(scope, lexicon)) if a <= e.start < b and e.country]
    first_of = [e for e in held if e.end < start and leads(e.start, scope) and kind_of(e) == "state"]
    return first_of[0] if first_of and len({e.country for e in held}) == 1 else None


def bare_role(out: Reading, word: str, scope: Scope, lexicon: Lexicon, start: int) -> Reading:
    """*Police*, *lawmakers*, with nothing that says whose: those of the country that the report is about; *rebels*: the only such group near."""
    if out.sectors[0] in ARMED:
        return _fighting(out, repr(word), scope, lexicon, start)
    country, why = (
        _sent(out.sectors[0], scope, lexicon, start)
        or _set(scope, lexicon, start, start + len(word))
        or _by_its_own(out.sectors[0], scope, lexicon, start, start + len(word))
        or (_there(scope, lexicon, start) if out.sectors[0] in _LOCALS else None)
        or about(scope, lexicon, start, strict=out.sectors[0] == "MIL")
    )
    if country is None and out.sectors[0] in ("MIL", "COP"):
        country, why = _same_part(out.sectors[0], scope, lexicon, start)
    out.country = country if country in states() else None
    out.code = None if out.country else country
    return out.because(f"rule: {why}" if country else f"{word!r}: {why}")


def _of_the_war(out: Reading, what: str, scope: Scope, lexicon: Lexicon, start: int) -> Reading:
    """*Rebels*, where no group is named: of the country where they are, or that the report began with or alone names."""
    country, why = _set(scope, lexicon, start, start + len(what) - 2) or about(scope, lexicon, start)
    seen = [e for e in scanned(scope, lexicon) if e.country and kind_of(e) != "org"]
    if country is None or (len({e.country for e in seen}) > 1 and _topic(seen, scope) != country):
        return out.because(f"{what}: no antecedent")
    out.country = country
    return out.because(f"rule: {why}, and no group is named")


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
    where = [e for e in scanned(scope, lexicon) if e.end < start and e.country and _WHERE.fullmatch(scope.text[e.end : start])]
    if where and kind_of(where[-1]) == "state":
        return str(where[-1].country), f"{where[-1].text!r} is where it happens"
    for found in (beside, seized, opening):
        named = [e for e in scanned(scope, lexicon) if found and e.start == found.end() and e.country and kind_of(e) == "state"]
        if named and not _MORE.match(scope.text, named[0].end):
            return str(named[0].country), f"{named[0].text!r} is where it happens"
    return None


def _there(scope: Scope, lexicon: Lexicon, start: int) -> tuple[str, str] | None:
    """The country of the place where the sentence says that something happens: *protesters broke into the parliament in Yerevan*."""
    a, b = scope.bounds(scope.sentence(start))
    named = {
        e.country: e
        for e in scanned(scope, lexicon)
        if a <= e.start < b and e.country and placed(e, scope) and not _MOVING.search(scope.text, a, e.start)
    }
    if len(named) != 1:
        return None
    country, place = next(iter(named.items()))
    return str(country), f"{place.text!r} is where it happens"


def _by_its_own(sector: str, scope: Scope, lexicon: Lexicon, start: int, end: int) -> tuple[str, str] | None:
    """The country of an office-holder who commands a part of the state (*the president dissolved parliament*), whom soldiers overthrow, or
    who speaks of it where no other country is near."""
    if sector not in _STATE_PARTS:
        return None
    a, b = scope.bounds(scope.sentence(start))
    if sector == "MIL" and (over := _OVERTHROW.match(scope.text, end)):
        held = [e for e in scanned(scope, lexicon) if e.start < min(b, over.end() + 5) and e.end > over.end() and e.country and e.resolved]
        if held:
            return str(held[0].country), f"{held[0].text!r} is who is overthrown"
    heads = [
        e
        for e in all_before(scope, lexicon, start)
        if e.start >= a and e.country and (e.person or kind_of(e) == "state") and is_subject(e, scope)
    ]
    heads = [e for e in heads if e.person and e.sectors[:1] == ("GOV",)]
    if heads and _COMMAND.fullmatch(scope.text[heads[-1].end : start]):
        return str(heads[-1].country), f"{heads[-1].text!r} commands it"
    floor = scope.bounds(max(scope.sentence(start) - 1, 0))[0]
    near = {e.country for e in all_before(scope, lexicon, b) if e.start >= floor and e.country}
    if heads and says_next(heads[-1], start, scope) and near == {heads[-1].country}:
        return str(heads[-1].country), f"{heads[-1].text!r} speaks of it, and no other country is near"
    return None


def _sent(sector: str, scope: Scope, lexicon: Lexicon, start: int) -> tuple[str, str] | None:
    """*Uganda sent soldiers*, *the bloc has 2,000 troops*: forces are of who has or sends them."""
    a, _ = scope.bounds(scope.sentence(start))
    match = _SENDING.search(scope.text, a, start) if sector in ("MIL", "COP", "GOV") else None
    if not match:
        return None
    held = [
        e
        for e in before(scope, lexicon, start)
        if scope.text[e.end : match.start()] in ("", ", which", ", who") and e.resolved and not e.members
    ]
    whose = held[-1].country or held[-1].code if held else None
    return (whose, f"{held[-1].text!r} has or sends them") if whose else None


def about(scope: Scope, lexicon: Lexicon, start: int, *, strict: bool = False) -> tuple[str | None, str]:
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
    others |= {e.country for e in scope.actors if a <= e.start < start and e.resolved and e.country}
    last = {e.country for e in all_before(scope, lexicon, start) if e.country and scope.sentence(e.start) == here - 1} - others
    topic = _topic(seen, scope)
    if len(often) == 2 and topic in (None, often[0][0]):
        told = (
            leads(start, scope) and bool(_TELLS.match(scope.text, start)) and often[0][0] not in {e.country for e in seen if a <= e.start}
        )
        alone = others == {often[0][0]} and often[0][1] > often[1][1]
        if not (told and others) and (alone or (others | last <= {often[0][0]} and often[0][1] >= STANDS_OUT * often[1][1])):
            return often[0][0], f"{often[0][0]} is the country that the report names oftenest, and no other stands near"
    top = _subject(here - 1, scope, lexicon, start)
    plain = (
        top is not None
        and kind_of(top) == "state"
        and key(top.text) != key(states()[top.country].capital if top.country in states() else "")
    )
    if len(last) == 1 and (topic in last or (plain and not strict)) and (top is None or top.country in last):
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
    topic = _topic([e for e in seen if e.country], scope)
    ever = {e.country for e in seen if e.sectors[:1] == (sector,) and e.country}
    if topic is not None and {topic} in (held, ever):
        return topic, f"{topic} is the only country near that has forces named"
    return None, f"{len(held)} countries have such forces named near"


def _says(entity: Entity, noun: str) -> bool:
    words = {a.key for a in atoms(entity.text)}
    return (
        noun in words
        or any(other in words for other in _ALSO.get(noun, ()))
        or bool(entity.office and entity.office.split(" ")[-1] == noun and noun != "government")
    )


def _same_office(entity: Entity, role: str) -> bool:
    """Whether an actor may hold the office that is named: *the foreign minister* is not *the prime minister*, nor is *the minister*."""
    *kind, noun = role.split(" ")
    words = {a.key for a in atoms(entity.text)} | set((entity.office or "").split(" "))
    if noun != "minister":
        return True
    return words.isdisjoint({"prime"}) if not kind else set(kind) <= words or not words & {"prime", "foreign", "defence", "defense"}


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
