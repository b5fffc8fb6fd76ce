"""Definite descriptions: *the group*, *both countries*, *the two armies*, *the ministry* to what the report has named."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.model import Entity
from dragoman.ontology.actors import states, word_group, world_regions
from dragoman.resolve.actors.anaphora import PRONOUNS, Rule, distinct, kind_of, nearest, one_of, placed
from dragoman.resolve.actors.features import features
from dragoman.resolve.actors.lexicon import Lexicon
from dragoman.resolve.actors.memory import all_before, before, countries, scanned
from dragoman.resolve.actors.pairs import HOLDERS, SIDES, STATES_OF, last_state, leaders, pair, several, together, two
from dragoman.resolve.actors.salience import dateline, is_subject, main_subject, same_clause, says_next
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.text import Atom, atoms, compounds, key
from dragoman.resolve.actors.whose import about, armed

_CALLED = frozenset(
    {"council", "commission", "committee", "tribunal", "assembly", "mission", "secretariat", "league", "court", "bank", "fund"}
)
"""Nouns that many bodies have: only one whose name holds the noun is meant."""
_OF_STATES = word_group("bodies_of_states")
"""Nouns of bodies of states or armed men: no charity is meant."""
GROUPS = {
    **dict.fromkeys(("movement", "militia", "party", "faction", "front", "cartel", "gang", "sect"), ("group",)),
    **dict.fromkeys(("organisation", "organization", "network", "coalition"), ("group", "org")),
    **dict.fromkeys((
        "agency", "lender", "bloc", "alliance", "union", "body", "company", "firm", "outlet", "charity", "watchdog", "broadcaster", "newspaper", "channel",
        "paper", "daily", "airline", "operator", "newswire", *_CALLED,
    ), ("org",)),
    **dict.fromkeys(("country", "nation", "kingdom", "republic", "state", "island", "emirate", "sultanate", "monarchy"), ("state",)),
    "group": ("group", "people"),
}  # fmt: skip
STATE_NOUNS = frozenset({"country", "nation", "state", "republic", "kingdom", "power", "neighbour", "neighbor"})
_CHAMBER = re.compile(r" (?:house of representatives|congress|congressional|congressman|congresswoman|senate|impeach\w*|pelosi|capitol) ")
_WORLD_BODY = ["the", "world", "body"]
_RELATIVE = re.compile(r",? (?:which|who|whose|that) [^,]*")
"""*Russia, which has a base in* the country: not its own."""
_SAID = re.compile(r" (?:has |had )?(?:said|says|added|warned)\b[^,]{0,40}\.[\"”]?\s*")
_MANY: tuple[list[str], ...] = ([], ["states"], ["countries"], ["nations"], ["governments"], ["neighbours"])
_MINISTERS = frozenset({"foreign", "defence", "defense", "interior", "prime", "finance", "trade", "energy", "oil"})
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6}
_STATE_EPITHETS, _ISLAMIC = word_group("state_epithets"), word_group("islamic_republic")
_COLONIAL, _ISLANDS = word_group("colonial"), word_group("island")
_FIGHTERS = word_group("fighters")
_ONLY = {noun: word_group(noun) for noun in ("kingdom", "monarchy", "emirate", "sultanate", "island")}


def definite(found: list[Atom], scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str] | None:
    """*The group*, *both countries*: the antecedents and the rule; None if the words are no such description."""
    keys = [a.key for a in found]
    if keys == _WORLD_BODY:
        return None
    counted = _counted(keys, scope, start, lexicon) or _plural(keys, scope, start, lexicon)
    if counted is not None:
        return counted
    rule = _single(found, scope, start, lexicon) if keys[0] in ("the", "this", "that") else None
    return None if rule is None else ([rule[0]] if rule[0] else [], rule[1])


def _counted(keys: list[str], scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str] | None:
    """*Both countries*, *the two armies*, *the pair*, *the three states*."""
    if len(keys) == 2 and (keys[0] == "both" or (keys[0] == "two" and keys[1] in STATES_OF)):
        return two(keys[-1], scope, start, lexicon)
    if keys[:2] == ["the", "two"] and len(keys) in (3, 4):
        return two(" ".join(keys[2:]), scope, start, lexicon)
    if keys[0] == "the" and keys[1:2] and keys[1] in _NUMBERS and keys[2:] in _MANY:
        return several(_NUMBERS[keys[1]], f"'{' '.join(keys)}'", scope, start, lexicon)
    if keys in (["the", "pair"], ["the", "duo"]):
        return pair("leaders", scope, start, lexicon)
    return pair("sides", scope, start, lexicon) if keys == ["the", "two"] else None


def _plural(keys: list[str], scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str] | None:
    """*The leaders*, *the foreign ministers*, *the sides*, *the armies*, *the neighbours*: two, though nobody says so."""
    if keys[0] != "the" or len(keys) not in (2, 3):
        return None
    if keys[-1] in HOLDERS and (len(keys) == 2 or keys[1] in _MINISTERS):
        held, why = leaders(keys[-1], keys[1] if len(keys) == 3 else "", scope, start, lexicon)
        return (held, why) if held or keys == ["the", "leaders"] else None
    if len(keys) == 2 and keys[1] in SIDES | {"armies", "militaries", "neighbours", "neighbors"}:
        return together(keys[1], scope, start, lexicon)
    return None


def _single(found: list[Atom], scope: Scope, start: int, lexicon: Lexicon) -> Rule | None:
    """*The group*, *the Gulf state*, *the UN agency*, *the rebels*, *the force*; None where it may be another sort of mention."""
    keys = compounds(found, _STATE_EPITHETS)
    what = f"'{' '.join(keys)}'"
    rule: Rule | None = None
    if keys[1:2] == ["un"]:
        return one_of(nearest(before(scope, lexicon, start), scope, start, _agency, back=3), what)
    if region := _which(keys):
        return _regional(region, what, scope, start, lexicon)
    if len(keys) not in (2, 3):
        return None
    if keys[-1] in GROUPS and (GROUPS[keys[-1]] != ("state",) or all(key in _STATE_EPITHETS for key in keys[1:-1])):
        rule = _thing(found, what, scope, start, lexicon)
    elif keys[-1] in _FIGHTERS:
        rule = one_of(armed(scope, lexicon, start), what)
    elif keys == ["the", "force"]:
        rule = one_of(nearest(before(scope, lexicon, start), scope, start, _force), what)
    # without an antecedent it may be the court, the bank or the rebels of the country that the report is about
    return None if rule is None or (rule[0] is None and rule[1].endswith("no antecedent")) else rule


def _agency(entity: Entity) -> bool:
    """Whether it is an agency of the United Nations or of the like, and neither they nor an organ of theirs."""
    return kind_of(entity) == "org" and entity.sectors[:1] == ("IGO",) and not (entity.code or "").startswith("IGOUN")


def _force(entity: Entity) -> bool:
    """Whether it is a part of a state by its own name: *the Revolutionary Guards*, *police*."""
    last = entity.text.split()[-1]
    return entity.resolved and entity.sectors[:1] in (("MIL",), ("COP",), ("SPY",)) and (last[:1].isupper() or last.lower() == "police")


def _which(keys: list[str]) -> frozenset[str] | None:
    """The states that an adjective leaves (*West African*, *tiny Gulf*, *former colonial*); None where it says nothing of that."""
    said, noun = [key for key in keys[1:-1] if key not in _STATE_EPITHETS], keys[-1]
    if keys[-3:-1] == ["former", "colonial"]:
        return _COLONIAL
    if noun not in STATE_NOUNS | _ONLY.keys() or not said:
        return None
    if said == ["island"]:
        return _ISLANDS & _ONLY.get(noun, _ISLANDS)
    if said == ["islamic"]:
        return _ISLAMIC if noun == "republic" else None
    region = frozenset(world_regions().get(" ".join(said), ()))
    return region & _ONLY.get(noun, region) if region else None


def _thing(found: list[Atom], what: str, scope: Scope, start: int, lexicon: Lexicon) -> Rule:
    """A group, organisation or state: of the nearest sentence with one, else the only one of the report so far."""
    keys = [a.key for a in found]
    noun = keys[-1]
    kinds = frozenset(GROUPS[noun])
    only = _ONLY.get(noun)
    closing = _closes(start, start + found[-1].end, scope)

    def fits(entity: Entity) -> bool:
        shape = features(entity, lexicon).kinds
        if kind_of(entity) not in kinds or "person" in shape or dateline(entity, scope) or not _called_by(keys, entity):
            return False
        if kinds == {"state"} and placed(entity, scope) and _is_capital(entity):
            return False
        if _within_its_clause(entity, start, scope, closing=closing):
            return False
        return (kinds != {"state"} or "state" in shape) and (only is None or entity.country in only)

    earlier = before(scope, lexicon, start)
    whole = all_before(scope, lexicon, start)
    held = nearest(earlier, scope, start, fits, back=3)
    called = distinct(e for e in (whole if noun in _CALLED | _OF_STATES else held) if fits(e) and noun in _words(e))
    if len(called) == 1 or noun in _CALLED:
        held = called
    if not held and noun not in _CALLED and (kinds != {"state"} or only):
        held = distinct(e for e in whole if fits(e))
    if kinds == {"state"}:
        return _state(held, only, what, scope, start, lexicon)
    if not held and noun == "group":
        held = nearest(earlier, scope, start, _not_of_state)
    if not held and "org" in kinds and noun not in _CALLED:
        held = distinct(_body(e) for e in nearest(earlier, scope, start, _of_body))
    return _leading(held, what, scope, start) or one_of(held, what)


def _is_capital(entity: Entity) -> bool:
    """Whether a state is meant by its capital: *in Abuja* says where, not of which country the report tells."""
    state = states().get(entity.country or "")
    return state is not None and bool(state.capital) and key(entity.text) == key(state.capital or "")


def _called_by(keys: list[str], entity: Entity) -> bool:
    """Whether the noun may be said of such an actor: no organ of the United Nations is a bloc, no charity or crowd a group of states or men."""
    noun, sector = keys[-1], entity.sectors[:1]
    if (keys[1] in ("continental", "regional") or noun in ("alliance", "bloc", "union")) and (entity.code or "").startswith("IGOUN"):
        return False
    if noun in _OF_STATES and sector == ("NGO",):
        return False
    return noun != "group" or kind_of(entity) != "people" or sector[:1] in (("REB",), ("UAF",), ("OPP",), ("CRM",), ("PRM",))


def _within_its_clause(entity: Entity, start: int, scope: Scope, *, closing: bool) -> bool:
    """Whether a mention stands in the description's own clause, where a pronoun would take it up; ``closing``: *…, the group said*."""
    if entity.start < scope.bounds(scope.sentence(start))[0]:
        return False
    if closing or atoms(entity.text)[0].key in PRONOUNS or same_clause(entity, start, scope):
        return True
    return bool(_RELATIVE.fullmatch(scope.text[entity.end : start]))


def _leading(held: list[Entity], what: str, scope: Scope, start: int) -> Rule | None:
    """Of several of one earlier sentence, its subject."""
    if len(held) < 2 or len({scope.sentence(e.start) for e in held}) > 1:
        return None
    top = main_subject(held, scope)
    if top is None or not top.resolved or scope.sentence(top.start) >= scope.sentence(start):
        return None
    return top, f"{what}: {top.text!r} is the subject of the sentence before"


def _state(held: list[Entity], only: frozenset[str] | None, what: str, scope: Scope, start: int, lexicon: Lexicon) -> Rule:
    """*The country*, *the kingdom* (``only``: those that are one): not whose name stands in its own clause."""
    earlier = before(scope, lexicon, start)
    here = scope.sentence(start)
    own = {e.country for e in earlier if scope.sentence(e.start) == here and same_clause(e, start, scope)}
    held = [e for e in held if e.country not in own]
    if not held and only:
        parts = [e for e in all_before(scope, lexicon, start) if e.country in only and kind_of(e) in ("state", "person")]
        held = distinct(s for e in parts if (s := last_state([e])))
    if only is None and (speaker := _speaker(earlier, start, scope)) is not None:
        near = {e.country for e in earlier if e.country and scope.sentence(e.start) >= here - 1 and not placed(e, scope)}
        if near == {speaker.country}:
            return last_state([speaker]), f"{what}: {speaker.text!r} speaks, and no other country is near"
        held = [e for e in held if not placed(e, scope)]
    if (led := _leading(held, what, scope, start)) is not None:
        return led
    if len(held) == 1 and only is None and not is_subject(held[0], scope):
        near = {e.country for e in earlier if e.country and scope.sentence(e.start) >= here - 3}
        country, why = about(scope, lexicon, start)
        if len(near) > 1 and country != held[0].country:
            return None, f"{what}: {held[0].text!r} is only spoken of; {why}"
    return one_of(held, what)


def _speaker(earlier: list[Entity], start: int, scope: Scope) -> Entity | None:
    """*President Uhuru Kenyatta said the country …*: the office-holder who says it."""
    said = [e for e in earlier if e.country and e.person and e.resolved and says_next(e, start, scope)]
    return said[-1] if said else None


def _closes(start: int, end: int, scope: Scope) -> bool:
    """*…, the group said.*: who speaks is none of those of whom the sentence tells."""
    a, b = scope.bounds(scope.sentence(start))
    return start > a and bool(_SAID.fullmatch(scope.text[end:b])) and scope.text[a:start].rstrip(' "”').endswith(",")


def _not_of_state(entity: Entity) -> bool:
    """Whether it is an organisation by name: of states, or of nobody's state."""
    return kind_of(entity) == "org" and entity.resolved and entity.sectors[:1] in (("IGO",), ("NGO",), ("NGM",))


def _of_body(entity: Entity) -> bool:
    """Whether somebody speaks for a body of states: *European Commission President Ursula von der Leyen*."""
    return bool(entity.person and entity.sectors[:1] == ("IGO",) and entity.code)


def _body(entity: Entity) -> Entity:
    return entity.model_copy(update={"person": None, "office": None, "name": None, "entity_id": None})


def _words(entity: Entity) -> set[str]:
    """The words by which an actor is called, here and in the tables."""
    return {a.key for text in (entity.text, entity.name or "") for a in atoms(text)}


def byname(found: list[Atom], scope: Scope, lexicon: Lexicon, start: int) -> str | None:
    """*The North*, *the South*: North or South Korea, in a report that names either; *the House*, in one on the Congress of the United
    States; *the world body*: the United Nations, where an organ of theirs is named."""
    keys = [a.key for a in found]
    if keys == _WORLD_BODY and any((e.code or "").startswith("IGOUN") for e in (*scope.actors, *scanned(scope, lexicon))):
        return "United Nations"
    if keys == ["the", "house"] and found[1].cap and _CHAMBER.search(scope.bag) and about(scope, lexicon, start)[0] == "USA":
        return "United States House of Representatives"
    if len(keys) == 2 and keys[0] == "the" and found[1].cap and {"KOR", "PRK"} & countries(scope, lexicon):
        return {"north": "North Korea", "south": "South Korea"}.get(keys[1])
    return None


def _regional(region: frozenset[str], what: str, scope: Scope, start: int, lexicon: Lexicon) -> Rule:
    """*The West African country*: the only state of the region that the nearest sentences name, or the one that the report is about."""
    held = [e for e in all_before(scope, lexicon, start) if e.country in region and kind_of(e) == "state" and not dateline(e, scope)]
    near = distinct(e for e in held if scope.sentence(e.start) >= scope.sentence(start) - 2)
    if len({e.country for e in near or held}) == 1:
        return last_state(near or held), f"{what}: the only such state named"
    often = Counter(e.country for e in held).most_common(2)
    if len(often) == 2 and often[0][1] > 1 and often[0][1] >= 2 * often[1][1]:
        return last_state([e for e in held if e.country == often[0][0]]), f"{what}: such a state that is named far oftenest"
    country, why = about(scope, lexicon, start)
    return last_state([e for e in held if country and e.country == country]), f"{what}: {why}"
