"""*Both countries*, *the two armies*, *the four leaders*: so many of those whom the report has named."""

from __future__ import annotations

from collections import Counter

from dragoman.model import Entity
from dragoman.ontology.actors import states, word_group
from dragoman.resolve.actors.anaphora import acting, coordinated, kind_of
from dragoman.resolve.actors.features import features
from dragoman.resolve.actors.lexicon import Lexicon, first
from dragoman.resolve.actors.memory import all_before, before
from dragoman.resolve.actors.salience import dateline
from dragoman.resolve.actors.scope import Scope

STANDS_OUT = 1.5
"""How much oftener than any third the two states are named that a report is about."""
_PAIR = word_group("pair")
_STATES = word_group("whole_states")
_PERSONS = frozenset({"leaders", "ministers", "presidents", "men", "women", "officials", "diplomats", "envoys", "premiers", "rivals"})


def two(noun: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str] | None:
    """*Both countries*, *the two armies*: two states, and of a role the part of each that it names."""
    if noun in _PAIR or noun in _PERSONS:
        return pair(noun, scope, start, lexicon)
    sense = first(lexicon.senses.get(noun, ()), "role")
    if sense is None or not sense.sectors or not noun.endswith(("s", "men")):
        return None
    held, why = pair("states", scope, start, lexicon)
    parts = [
        e.model_copy(
            update={"code": f"{e.country}{sense.sectors[0]}", "sectors": sense.sectors, "person": None, "office": None, "entity_id": None}
        )
        for e in held
        if e.country
    ]
    return (parts if len(parts) == 2 else []), why


def last_state(held: list[Entity]) -> Entity | None:
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


def pair(noun: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str]:
    """The two that stand together in the nearest sentence with any; of countries, whichever part of them was named."""
    held, why = _together(noun, scope, start, lexicon)
    if noun in _STATES:
        held = [last_state([e]) or e for e in held]
    return held, why


def _together(noun: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str]:
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
    only = {e.country: e for e in all_before(scope, lexicon, start) if kind_of(e) == "state" and e.country}
    if (
        len(only) == 2
        and all(scope.sentence(e.start) >= here - 5 for e in only.values())
        and not persons
        and noun not in ("groups", "sides", "parties")
    ):
        return sorted(only.values(), key=lambda e: e.start), f"'both {noun}': the only two states that the report has named"
    return _far_back(noun, scope, start, lexicon)


def several(number: int, what: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str]:
    """*The four countries*: just so many states in the nearest sentence that names several, else in the whole report."""
    named = [
        m
        for e in all_before(scope, lexicon, start)
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
    earlier = [m for e in all_before(scope, lexicon, start) for m in (e.members or (e,))]
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
