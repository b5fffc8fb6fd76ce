"""Definite descriptions: *the group*, *both countries*, *the two armies*, *the ministry* to what the report has named."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.model import Entity
from dragoman.ontology.actors import states, word_group, world_regions
from dragoman.resolve.actors.anaphora import Rule, acting, coordinated, distinct, kind_of, nearest, one_of
from dragoman.resolve.actors.context import Context
from dragoman.resolve.actors.features import features
from dragoman.resolve.actors.lexicon import Lexicon, first
from dragoman.resolve.actors.memory import before, countries, scanned
from dragoman.resolve.actors.people import holder
from dragoman.resolve.actors.phrase import read_phrase
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.salience import dateline, main_subject
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.text import Atom, atoms, key

_STATE_PARTS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP"})
_DOMESTIC = _STATE_PARTS | {"CVL", "EDU", "LAB", "MED"}
"""Sectors whom *the* before them makes the people of the country that a report is about."""
_ARMED = frozenset({"REB", "UAF", "PRM", "IMG"})
_CALLED = frozenset(
    {"council", "commission", "committee", "tribunal", "assembly", "mission", "secretariat", "league", "court", "bank", "fund"}
)
"""Nouns that many bodies have: only one whose name holds the noun is meant."""
_GROUPS = {
    **dict.fromkeys(("movement", "militia", "party", "faction", "front", "cartel", "gang", "sect"), ("group",)),
    **dict.fromkeys(("organisation", "organization", "network", "coalition"), ("group", "org")),
    **dict.fromkeys((
        "agency", "bloc", "alliance", "union", "body", "company", "firm", "outlet", "charity", "watchdog", "broadcaster", "newspaper", "channel",
        "paper", "daily", "airline", "operator", "newswire", *_CALLED,
    ), ("org",)),
    **dict.fromkeys(("country", "nation", "kingdom", "republic", "state", "island", "emirate", "sultanate", "monarchy"), ("state",)),
    "group": ("group", "people"),
}  # fmt: skip
STATE_NOUNS = frozenset({"country", "nation", "state", "republic", "kingdom", "power", "neighbour", "neighbor"})
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6}
_JUNTA = frozenset({"military government", "regime", "rulers", "military rulers", "generals", "colonels"})
_FIGHTERS = word_group("fighters")
_ONLY = {noun: word_group(noun) for noun in ("kingdom", "monarchy", "emirate", "sultanate", "island")}
_ALSO = {"envoy": ("ambassador", "diplomat"), "diplomat": ("ambassador", "envoy"), "premier": ("minister",), "authorities": ("government",),
         "soldiers": ("troops", "forces"), "troops": ("soldiers", "forces"), "forces": ("troops", "soldiers")}  # fmt: skip
"""Nouns that take up one another: *Venezuela's ambassador … the envoy*."""
_PLACED = re.compile(r" (?:in|of) (?:the )?(?=[A-Z])")
_NAMED = re.compile(r", ((?:[A-Z][\w'’.-]+ )(?:(?:al|bin|de|van|von) )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?=,)")
_OF_ANY_FORCE = frozenset({"officer", "officers"})
"""Of the army, the police or an office: not said by the country alone."""
_EPITHETS = word_group("epithets")
STANDS_OUT = 1.5
"""How much oftener than any third the two states are named that a report is about."""
_PAIR = word_group("pair")
_PERSONS = frozenset({"leaders", "ministers", "presidents", "men", "women", "officials", "diplomats", "envoys", "premiers", "rivals"})


def definite(found: list[Atom], scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str] | None:  # noqa: PLR0911 - a list of cases
    """*The group*, *both countries*: the antecedents and the rule; None if the words are no such description."""
    keys = [a.key for a in found]
    if keys[0] in ("both", "two") and len(keys) == 2:
        return _two(keys[-1], scope, start, lexicon)
    if keys[:2] == ["the", "two"] and len(keys) in (3, 4):
        return _two(" ".join(keys[2:]), scope, start, lexicon)
    if (
        keys[0] == "the"
        and keys[1:2]
        and keys[1] in _NUMBERS
        and keys[2:] in ([], ["states"], ["countries"], ["nations"], ["governments"], ["neighbours"])
    ):
        return _several(_NUMBERS[keys[1]], f"'{' '.join(keys)}'", scope, start, lexicon)
    if keys[0] in ("the", "this", "that") and keys[-1] in STATE_NOUNS and (region := world_regions().get(" ".join(keys[1:-1]))):
        entity, why = _regional(region, f"'{' '.join(keys)}'", scope, start, lexicon)
        return ([entity] if entity else []), why
    if keys in (["the", "pair"], ["the", "duo"]):
        return _pair("leaders", scope, start, lexicon)
    if keys == ["the", "two"]:
        return _pair("sides", scope, start, lexicon)
    if keys[0] in ("the", "this", "that") and len(keys) in (2, 3):
        what = f"'{' '.join(keys)}'"
        if keys[-1] in _GROUPS and (len(keys) == 2 or _GROUPS[keys[-1]] != ("state",)):
            entity, why = _thing(keys, what, scope, start, lexicon)
            if entity is None and why.endswith("no antecedent"):
                return None  # it may be the court or the bank of the country that the report is about
            return ([entity] if entity else []), why
        if keys[-1] in _FIGHTERS:
            held = nearest(before(scope, lexicon, start), scope, start, lambda e: e.sectors[:1] != () and e.sectors[0] in _ARMED, back=4)
            entity, why = one_of(held, what)
            return ([entity] if entity else []), why
    return None


def _thing(keys: list[str], what: str, scope: Scope, start: int, lexicon: Lexicon) -> Rule:
    """A group, organisation or state: of the nearest sentence with one, else the only one of the report so far."""
    noun = keys[-1]
    kinds = frozenset(_GROUPS[noun])
    only = _ONLY.get(noun)

    def fits(entity: Entity) -> bool:
        shape = features(entity, lexicon).kinds
        held = kind_of(entity) in kinds and "person" not in shape and not dateline(entity, scope)
        return held and (kinds != {"state"} or "state" in shape) and (only is None or entity.country in only)

    earlier = before(scope, lexicon, start)
    held = nearest(earlier, scope, start, fits, back=3)
    called = distinct(e for e in (_all_before(scope, lexicon, start) if noun in _CALLED else held) if fits(e) and noun in _words(e))
    if len(called) == 1 or noun in _CALLED:
        held = called
    if not held and noun not in _CALLED and (kinds != {"state"} or only):
        held = distinct(e for e in _all_before(scope, lexicon, start) if fits(e))
    if len(held) > 1:
        top = main_subject(held, scope) if len({scope.sentence(e.start) for e in held}) == 1 else None
        if top is not None and top.resolved and scope.sentence(top.start) < scope.sentence(start):
            return top, f"{what}: {top.text!r} is the subject of the sentence before"
    return one_of(held, what)


def _words(entity: Entity) -> set[str]:
    """The words by which an actor is called, here and in the tables."""
    return {a.key for text in (entity.text, entity.name or "") for a in atoms(text)}


def korea(found: list[Atom], scope: Scope, lexicon: Lexicon) -> str | None:
    """*The North*, *the South*: North or South Korea, in a report that names either."""
    keys = [a.key for a in found]
    if len(keys) == 2 and keys[0] == "the" and found[1].cap and {"KOR", "PRK"} & countries(scope, lexicon):
        return {"north": "North Korea", "south": "South Korea"}.get(keys[1])
    return None


def _two(noun: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str] | None:
    """*Both countries*, *the two armies*: two states, and of a role the part of each that it names."""
    if noun in _PAIR or noun in _PERSONS:
        return _pair(noun, scope, start, lexicon)
    sense = first(lexicon.senses.get(noun, ()), "role")
    if sense is None or not sense.sectors or not noun.endswith(("s", "men")):
        return None
    held, why = _pair("states", scope, start, lexicon)
    parts = [
        e.model_copy(
            update={"code": f"{e.country}{sense.sectors[0]}", "sectors": sense.sectors, "person": None, "office": None, "entity_id": None}
        )
        for e in held
        if e.country
    ]
    return (parts if len(parts) == 2 else []), why


def _pair(noun: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str]:
    """The two that stand together in the nearest sentence with any."""
    persons = noun in _PERSONS
    wanted: tuple[str, ...] = ("person",) if persons else ("group",) if noun == "groups" else ("state", "person")
    if noun in ("sides", "parties"):
        wanted = ("state", "person", "group", "org", "people")
    earlier = before(scope, lexicon, start)
    flat = [m for e in earlier for m in (e.members or (e,)) if m.resolved]
    here = scope.sentence(start)
    for number in range(here, max(here - 4, -1), -1):
        held = [e for e in flat if scope.sentence(e.start) == number and _is(e, wanted, lexicon, persons)]
        held = acting(held, scope)
        owners = {_owner(e, noun, persons): e for e in held}
        if len(owners) == 2 and not (persons and len({e.code for e in held}) == 1 and not all(e.person for e in owners.values())):
            return sorted(owners.values(), key=lambda e: e.start), f"'both {noun}': the two of the nearest sentence"
        if len(owners) > 2:
            return _recurring(owners, noun, earlier)
    only = {e.country: e for e in _all_before(scope, lexicon, start) if kind_of(e) == "state" and e.country}
    if (
        len(only) == 2
        and all(scope.sentence(e.start) >= here - 5 for e in only.values())
        and not persons
        and noun not in ("groups", "sides", "parties")
    ):
        return sorted(only.values(), key=lambda e: e.start), f"'both {noun}': the only two states that the report has named"
    return _far_back(noun, scope, start, lexicon)


def _regional(region: frozenset[str], what: str, scope: Scope, start: int, lexicon: Lexicon) -> Rule:
    """*The West African country*: the only state of the region that the nearest sentences name, or the one that the report is about."""
    held = [e for e in _all_before(scope, lexicon, start) if e.country in region and kind_of(e) == "state" and not dateline(e, scope)]
    near = distinct(e for e in held if scope.sentence(e.start) >= scope.sentence(start) - 2)
    if len({e.country for e in near or held}) == 1:
        return _state(near or held), f"{what}: the only such state named"
    country, why = about(scope, lexicon, start)
    return _state([e for e in held if country and e.country == country]), f"{what}: {why}"


def _state(held: list[Entity]) -> Entity | None:
    """The state of the last mention, whichever part of it was named."""
    if not held or held[-1].country not in states():
        return None
    known = states()[held[-1].country or ""]
    update = {
        "code": f"{known.iso3}GOV",
        "sectors": ("GOV",),
        "person": None,
        "office": None,
        "entity_id": f"state:{known.iso3}",
        "name": known.name,
    }
    return held[-1].model_copy(update=update)


def _several(number: int, what: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str]:
    """*The four countries*: just so many states in the nearest sentence that names several, else in the whole report."""
    named = [
        m
        for e in _all_before(scope, lexicon, start)
        for m in (e.members or (e,))
        if m.country and kind_of(m) == "state" and not dateline(m, scope)
    ]
    for at in range(scope.sentence(start), -1, -1):
        here = {e.country: e for e in named if scope.sentence(e.start) == at}
        chains = [c.members for c in coordinated(list(here.values()), scope, start) if len(c.members) == number]
        if len(here) == number or chains:
            return list(chains[-1] if chains else here.values()), f"{what}: so many are named together"
    return [], f"{what}: {len({e.country for e in named})} are named"


def _far_back(noun: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str]:
    """The two whom the whole report is about: states named far oftener than any third, or oftenest and together where it begins;
    the only two office-holders named."""
    earlier = [m for e in _all_before(scope, lexicon, start) for m in (e.members or (e,))]
    if noun in _PERSONS:
        heads = {e.person: e for e in earlier if e.person and e.office}
        if len(heads) == 2:
            return sorted(heads.values(), key=lambda e: e.start), f"'both {noun}': the only two office-holders that the report has named"
    elif noun not in ("groups", "sides", "parties"):
        named = [e for e in earlier if e.country and kind_of(e) == "state"]
        often = Counter(e.country for e in named).most_common(3)
        opening = {e.country for e in named if scope.sentence(e.start) == scope.sentence(named[0].start)}
        top = {country for country, _ in often[:2]}
        if len(top) == 2 and (top == opening or len(often) == 2 or often[1][1] > STANDS_OUT * often[2][1]):
            last = {e.country: e for e in named if e.country in top}
            return sorted(last.values(), key=lambda e: e.start), f"'both {noun}': the two that the report is about"
    return [], f"'both {noun}': no two are named"


def _owner(entity: Entity, noun: str, persons: bool) -> str | None:
    """What tells the two apart: persons, the sides of one country's war by their codes, else countries."""
    if persons:
        return entity.person or entity.text
    return (entity.code if noun in ("sides", "parties") else None) or entity.country or entity.entity_id


def _is(entity: Entity, wanted: tuple[str, ...], lexicon: Lexicon, persons: bool) -> bool:
    if persons:
        return "person" in features(entity, lexicon).kinds
    return kind_of(entity) in wanted


def _recurring(owners: dict[str | None, Entity], noun: str, earlier: list[Entity]) -> tuple[list[Entity], str]:
    """Of more than two, the two that the report keeps naming, if they stand out."""
    often = Counter(e.country or e.entity_id for e in earlier)
    ranked = sorted(owners, key=lambda owner: -often[owner])
    if often[ranked[1]] > often[ranked[2]] + 1:
        return sorted((owners[o] for o in ranked[:2]), key=lambda e: e.start), f"'both {noun}': the two that recur"
    return [], f"'both {noun}': {len(owners)} are possible"


def _all_before(scope: Scope, lexicon: Lexicon, start: int) -> list[Entity]:
    """Every known mention and name of the report before a character."""
    met = [e for e in scope.actors if e.end <= start and e.resolved]
    spans = [(e.start, e.end) for e in met]
    more = [e for e in scanned(scope, lexicon) if e.end <= start and e.resolved and not any(a < e.end and e.start < b for a, b in spans)]
    return sorted([*met, *more], key=lambda e: e.start)


def definite_role(out: Reading, found: list[Atom], context: Context, scope: Scope, start: int) -> Reading:  # noqa: PLR0911 - a list of cases
    """*The ministry*, *the president*: what the report has called so before, else that of the country it is about."""
    noun = found[-1].key
    between = [a.key for a in found[1 : len(found) - len(out.role_text.split(" "))]]
    if any(word not in _EPITHETS for word in between):
        owned = any(a.possessive for a in found) and out.sectors[0] in _STATE_PARTS
        return bare_role(out, " ".join(a.raw for a in found), scope, context.lexicon, start) if owned else out
    lexicon, what = context.lexicon, f"'{' '.join(a.raw for a in found)}'"
    called = [e for e in _all_before(scope, lexicon, start) if not e.members and _says(e, noun)]
    near = distinct(e for e in called if scope.sentence(e.start) >= scope.sentence(start) - 1) or distinct(called)
    if near:
        entity, why = one_of(near, what)
        return (as_reading(entity) if entity else out).because(why)
    if out.sectors[0] not in _DOMESTIC or len(found) > 4 or out.role_text in _OF_ANY_FORCE:
        return out.because(f"{what}: {len(countries(scope, lexicon))} countries are possible")
    named = _apposed(found, scope, start, context)
    if named is not None:
        return named
    beside = _PLACED.match(scope.text, start + found[-1].end)
    placed = [e for e in scanned(scope, lexicon) if beside and e.country and e.start == beside.end()]
    if placed:
        out.country = placed[0].country
        return out.because(f"rule: {placed[0].text!r} stands after it")
    if out.role_text in _JUNTA:
        seen = [e for e in _all_before(scope, lexicon, start) if {a.key for a in atoms(e.text)} & {"junta", "coup", "regime", "military"}]
        held = {e.country for e in seen if e.country}
        country, why = (next(iter(held)), "the only junta or regime named") if len(held) == 1 else (None, f"{len(held)} regimes are named")
        if not held and len(countries(scope, lexicon)) == 1:
            country, why = about(scope, lexicon, start)
    else:
        country, why = about(scope, lexicon, start)
    if country is None and out.sectors[0] != "GOV":
        country, why = _same_part(out.sectors[0], scope, lexicon, start)
    if country is None:
        return out.because(f"{what}: {why}")
    out.country = country
    term = holder(out.role_text, out.country, context.on) if out.title else None
    if term:
        out.person, out.office = term.person, out.role_text
    return out.because(f"rule: {why}")


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
    if out.sectors[0] in _ARMED:
        near = nearest(before(scope, lexicon, start), scope, start, lambda e: e.sectors[:1] != () and e.sectors[0] in _ARMED, back=4)
        group, why = one_of(near, repr(word))
        return (as_reading(group) if group else out).because(why)
    country, why = about(scope, lexicon, start)
    out.country = country
    return out.because(f"rule: {why}" if country else f"{word!r}: {why}")


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
    last = {e.country for e in _all_before(scope, lexicon, start) if e.country and scope.sentence(e.start) == here - 1} - others
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
    return main_subject([e for e in _all_before(scope, lexicon, start) if scope.sentence(e.start) == number], scope)


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
    seen = _all_before(scope, lexicon, start)
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
