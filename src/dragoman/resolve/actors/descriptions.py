"""Definite descriptions: *the group*, *both countries*, *the two armies*, *the ministry* to what the report has named."""

from __future__ import annotations

from dragoman.model import Entity
from dragoman.ontology.actors import word_group, world_regions
from dragoman.resolve.actors.anaphora import Rule, distinct, kind_of, nearest, one_of
from dragoman.resolve.actors.features import features
from dragoman.resolve.actors.lexicon import Lexicon
from dragoman.resolve.actors.memory import all_before, before, countries, scanned
from dragoman.resolve.actors.pairs import last_state, pair, several, two
from dragoman.resolve.actors.roles import about, armed
from dragoman.resolve.actors.salience import dateline, is_subject, main_subject
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.text import Atom, atoms

_CALLED = frozenset(
    {"council", "commission", "committee", "tribunal", "assembly", "mission", "secretariat", "league", "court", "bank", "fund"}
)
"""Nouns that many bodies have: only one whose name holds the noun is meant."""
_OF_STATES = word_group("bodies_of_states")
"""Nouns of bodies of states or armed men: no charity is meant."""
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
_WORLD_BODY = ["the", "world", "body"]
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6}
_FIGHTERS = word_group("fighters")
_ONLY = {noun: word_group(noun) for noun in ("kingdom", "monarchy", "emirate", "sultanate", "island")}


def definite(found: list[Atom], scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str] | None:  # noqa: PLR0911 - a list of cases
    """*The group*, *both countries*: the antecedents and the rule; None if the words are no such description."""
    keys = [a.key for a in found]
    if keys == _WORLD_BODY:
        return None
    if keys[0] in ("both", "two") and len(keys) == 2:
        return two(keys[-1], scope, start, lexicon)
    if keys[:2] == ["the", "two"] and len(keys) in (3, 4):
        return two(" ".join(keys[2:]), scope, start, lexicon)
    if (
        keys[0] == "the"
        and keys[1:2]
        and keys[1] in _NUMBERS
        and keys[2:] in ([], ["states"], ["countries"], ["nations"], ["governments"], ["neighbours"])
    ):
        return several(_NUMBERS[keys[1]], f"'{' '.join(keys)}'", scope, start, lexicon)
    if keys[0] in ("the", "this", "that") and keys[-1] in STATE_NOUNS and (region := world_regions().get(" ".join(keys[1:-1]))):
        entity, why = _regional(region, f"'{' '.join(keys)}'", scope, start, lexicon)
        return ([entity] if entity else []), why
    if keys in (["the", "pair"], ["the", "duo"]):
        return pair("leaders", scope, start, lexicon)
    if keys == ["the", "two"]:
        return pair("sides", scope, start, lexicon)
    if keys[0] in ("the", "this", "that") and len(keys) in (2, 3):
        what = f"'{' '.join(keys)}'"
        if keys[-1] in _GROUPS and (len(keys) == 2 or _GROUPS[keys[-1]] != ("state",)):
            entity, why = _thing(keys, what, scope, start, lexicon)
            if entity is None and why.endswith("no antecedent"):
                return None  # it may be the court or the bank of the country that the report is about
            return ([entity] if entity else []), why
        if keys[-1] in _FIGHTERS:
            entity, why = one_of(armed(scope, lexicon, start), what)
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
        if keys[1] in ("continental", "regional") and (entity.code or "").startswith("IGOUN"):
            return False
        if noun in _OF_STATES and entity.sectors[:1] == ("NGO",):
            return False
        return held and (kinds != {"state"} or "state" in shape) and (only is None or entity.country in only)

    earlier = before(scope, lexicon, start)
    held = nearest(earlier, scope, start, fits, back=3)
    called = distinct(
        e for e in (all_before(scope, lexicon, start) if noun in _CALLED | _OF_STATES else held) if fits(e) and noun in _words(e)
    )
    if len(called) == 1 or noun in _CALLED:
        held = called
    if not held and noun not in _CALLED and (kinds != {"state"} or only):
        held = distinct(e for e in all_before(scope, lexicon, start) if fits(e))
    if not held and "org" in kinds and noun not in _CALLED:
        held = distinct(_body(e) for e in nearest(earlier, scope, start, _of_body))
    if len(held) > 1:
        top = main_subject(held, scope) if len({scope.sentence(e.start) for e in held}) == 1 else None
        if top is not None and top.resolved and scope.sentence(top.start) < scope.sentence(start):
            return top, f"{what}: {top.text!r} is the subject of the sentence before"
    if len(held) == 1 and kinds == {"state"} and not is_subject(held[0], scope):
        near = {e.country for e in earlier if e.country and kind_of(e) == "state" and scope.sentence(e.start) >= scope.sentence(start) - 3}
        country, why = about(scope, lexicon, start)
        if len(near) > 1 and country != held[0].country:
            return None, f"{what}: {held[0].text!r} is only spoken of; {why}"
    return one_of(held, what)


def _of_body(entity: Entity) -> bool:
    """Whether somebody speaks for a body of states: *European Commission President Ursula von der Leyen*."""
    return bool(entity.person and entity.sectors[:1] == ("IGO",) and entity.code)


def _body(entity: Entity) -> Entity:
    return entity.model_copy(update={"person": None, "office": None, "name": None, "entity_id": None})


def _words(entity: Entity) -> set[str]:
    """The words by which an actor is called, here and in the tables."""
    return {a.key for text in (entity.text, entity.name or "") for a in atoms(text)}


def byname(found: list[Atom], scope: Scope, lexicon: Lexicon) -> str | None:
    """*The North*, *the South*: North or South Korea, in a report that names either; *the world body*: the United Nations, where an
    organ of theirs is named."""
    keys = [a.key for a in found]
    if keys == _WORLD_BODY and any((e.code or "").startswith("IGOUN") for e in (*scope.actors, *scanned(scope, lexicon))):
        return "United Nations"
    if len(keys) == 2 and keys[0] == "the" and found[1].cap and {"KOR", "PRK"} & countries(scope, lexicon):
        return {"north": "North Korea", "south": "South Korea"}.get(keys[1])
    return None


def _regional(region: frozenset[str], what: str, scope: Scope, start: int, lexicon: Lexicon) -> Rule:
    """*The West African country*: the only state of the region that the nearest sentences name, or the one that the report is about."""
    held = [e for e in all_before(scope, lexicon, start) if e.country in region and kind_of(e) == "state" and not dateline(e, scope)]
    near = distinct(e for e in held if scope.sentence(e.start) >= scope.sentence(start) - 2)
    if len({e.country for e in near or held}) == 1:
        return last_state(near or held), f"{what}: the only such state named"
    country, why = about(scope, lexicon, start)
    return last_state([e for e in held if country and e.country == country]), f"{what}: {why}"
