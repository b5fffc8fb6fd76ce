"""*Both countries*, *the two armies*, *the four leaders*: so many of those whom the report has named."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.model import Entity
from dragoman.ontology.actors import states, word_group, world_regions
from dragoman.resolve.actors.anaphora import acting, coordinated, joins, kind_of, placed
from dragoman.resolve.actors.features import features
from dragoman.resolve.actors.lexicon import Lexicon, first
from dragoman.resolve.actors.memory import all_before, before, scanned
from dragoman.resolve.actors.salience import dateline, speaks
from dragoman.resolve.actors.scope import Scope

_ADDRESSED = re.compile(
    r"\b(?:urged|told|asked|called on|pressed|warned|invited|advised|reminded|between|praised|congratulated|thanked|(?:touch|talks|met|spoke) with) $"
)
"""Whom it is said to are not those who say it."""
_LISTED = re.compile(r"(?:[Tt]he two|[Bb]oth) [a-z]+(?: [a-z]+)?, ([A-Z][^,.;]{3,60} and (?:[A-Z]|the )[^,.;]{3,60})[,.]")
SIDES = frozenset({"sides", "delegations"})
"""The two, and those who speak for them: anybody may be a side."""
_ARMIES = frozenset({"armies", "militaries", "navies"})
BEAR_ARMS = frozenset({"MIL", "COP", "REB", "PRM", "UAF"})
NEAR = 4
"""Sentences back in which two stand whom a plural takes up."""
STANDS_OUT = 1.5
"""How much oftener than any third the two states are named that a report is about."""
_PAIR = word_group("pair")
STATES_OF = word_group("whole_states")
HOLDERS = {
    noun: re.compile(rf"\b(?:{words}|counterpart)\b" if words else "", re.IGNORECASE)
    for noun, words in (
        ("leaders", ""),
        ("presidents", "president"),
        ("ministers", "(?<!prime )minister|foreign secretary|secretary of state"),
        ("premiers", "premier|prime minister"),
    )
}
"""Nouns that two office-holders share, and what each is called where he is named."""
_PERSONS = frozenset({"leaders", "ministers", "presidents", "men", "women", "officials", "diplomats", "envoys", "premiers", "rivals"})


def two(noun: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str] | None:
    """*Both countries*, *the two armies*: two states, and of a role the part of each that it names."""
    if noun in _PAIR | _PERSONS | SIDES:
        return pair("sides" if noun in SIDES else noun, scope, start, lexicon)
    where, _, states_of = noun.rpartition(" ")
    region = frozenset(world_regions().get(where, ())) if states_of in STATES_OF else None
    if region:
        return _of_region(region, noun, scope, start, lexicon)
    sense = first(lexicon.senses.get(noun, ()), "role")
    if sense is None or not sense.sectors or not noun.endswith(("s", "men")):
        return None
    if sense.sectors[0] == "MIL" and (fighting := _fighting(noun, scope, start, lexicon)) is not None:
        return fighting
    held, why = _joined(("state", "list", "group"), scope, start, lexicon, anywhere=True) or pair("states", scope, start, lexicon)
    parts = [_part(e, sense.sectors) for e in held if e.country]
    return (parts if len(parts) == 2 else []), why


def together(noun: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str]:
    """*The sides*, *the armies*, *the neighbours*, without a number: only of two whom the sentences before name together, and nobody else."""
    wanted = ("state", "list", "group", *(("person", "org", "other") if noun in SIDES else ()))
    held, why = _joined(wanted, scope, start, lexicon) or ([], f"'the {noun}': no two are named together")
    if noun in SIDES:
        return held, why
    return ([_part(e, ("MIL",)) for e in held] if noun in _ARMIES else [last_state([e]) or e for e in held]), why


def _part(entity: Entity, sectors: tuple[str, ...]) -> Entity:
    """A part of the state of an entity."""
    update = {"code": f"{entity.country}{sectors[0]}", "sectors": sectors, "person": None, "office": None, "entity_id": None}
    return entity.model_copy(update=update)


def _fighting(noun: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str] | None:
    """*The two forces*: the only two that bear arms in the nearest sentence with two, or in all of the last sentences; a group that alone
    does, and the army of its country; *the armies*: of states alone. None where nobody armed is named, nobody where three are."""
    bearing = {"MIL"} if noun in _ARMIES else BEAR_ARMS
    here = scope.sentence(start)
    flat = [m for e in all_before(scope, lexicon, start) for m in (e.members or (e,)) if m.resolved and not m.person]
    flat = [e for e in flat if scope.sentence(e.start) >= here - NEAR]
    armed = [e for e in flat if e.sectors[:1] and e.sectors[0] in bearing]
    for number in range(here, here - NEAR - 1, -1):
        held = _sides([e for e in armed if scope.sentence(e.start) == number])
        if len(held) == 2:
            return held, f"'both {noun}': the two of the nearest sentence that bear arms"
    held = _sides(armed)
    if (
        len(held) == 1
        and noun not in _ARMIES
        and held[0].sectors[0] not in ("MIL", "COP")
        and (army := _army_of(held[0].country, flat, scope))
    ):
        held = [army, *held]
    if len(held) < 2:
        return None if not held or noun in _ARMIES else ([], f"'both {noun}': {held[0].text!r} alone bears arms")
    return (held if len(held) == 2 else []), f"'both {noun}': {len(held)} that bear arms are named"


def _sides(armed: list[Entity]) -> list[Entity]:
    """One of each: the forces of a state are one side."""
    held = {e.country if e.sectors[0] in ("MIL", "COP") else e.entity_id or e.code: e for e in armed}
    return sorted(held.values(), key=lambda e: e.start)


def _army_of(country: str | None, named: list[Entity], scope: Scope) -> Entity | None:
    """The army of a country that acts among those named: *in Somalia* says only where."""
    state = last_state([e for e in named if country and e.country == country and kind_of(e) == "state" and not placed(e, scope)])
    return state and _part(state, ("MIL",))


def _of_region(region: frozenset[str], noun: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str]:
    """*The two Gulf states*: the two states of the region that the sentences near name."""
    seen = [m for e in before(scope, lexicon, start) for m in (e.members or (e,)) if m.resolved and kind_of(m) == "state"]
    held = {e.country: e for e in seen if e.country in region and scope.sentence(e.start) >= scope.sentence(start) - 2}
    if len(held) != 2:
        return [], f"'both {noun}': {len(held)} such states are named near"
    return [last_state([e]) or e for e in held.values()], f"'both {noun}': the only such states named near"


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
    held, why = _apposed_pair(noun, scope, start, lexicon) or _together(noun, scope, start, lexicon)
    sides = noun in ("sides", "parties") and len({e.country for e in held} - {None}) == len({e.sectors for e in held}) == 2
    if noun in STATES_OF or (sides and all(kind_of(e) == "state" for e in held)):
        held = [last_state([e]) or e for e in held]
    return held, why


def _apposed_pair(noun: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str] | None:
    """*The two presidents, Felix Tshisekedi and Paul Kagame,*: those named straight after."""
    after = _LISTED.match(scope.text, start)
    if not after:
        return None
    held = [e for e in scanned(scope, lexicon) if after.start(1) <= e.start < after.end(1) and e.resolved]
    known = len(held) == 2 and " and " in scope.text[held[0].end : held[1].start]
    return (
        (held, f"'both {noun}': the two named straight after")
        if known
        else ([], f"'both {noun}': those named straight after are not known")
    )


def _joined(
    wanted: tuple[str, ...], scope: Scope, start: int, lexicon: Lexicon, *, anywhere: bool = False
) -> tuple[list[Entity], str] | None:
    """The only two that *and* or a verb of meeting joins in the last sentences, where nobody else acts in them: who only says something may.
    ``anywhere``: in all of the report so far, whoever acts."""
    floor = 0 if anywhere else scope.sentence(start) - NEAR
    near = [e for e in all_before(scope, lexicon, start) if e.resolved and scope.sentence(e.start) >= floor and not dateline(e, scope)]
    named = [e for e in near if kind_of(e) in wanted]
    pairs: dict[frozenset[str | None], list[Entity]] = {}
    for entity in named:
        if len({e.code for e in entity.members}) == len(entity.members) == 2:
            pairs[frozenset(map(_whose, entity.members))] = list(entity.members)
    for earlier, one, other in zip([None, *named], named, named[1:], strict=False):
        listed = earlier is not None and scope.text[earlier.end : one.start] in (", ", ", the ")  # of three nobody is one of two
        if not (one.members or other.members or listed) and one.code != other.code and joins(scope.text[one.end : other.start]):
            pairs[frozenset((_whose(one), _whose(other)))] = [one, other]
    if len(pairs) != 1:
        return None
    who, held = next(iter(pairs.items()))
    if anywhere:
        return (held, "the only two that the report has named together") if len(who) == 2 else None
    acting_too = {
        _whose(m)
        for e in near
        if not (speaks(e, scope) or (placed(e, scope) and e.text != e.name))
        for m in (e.members or (e,))
        if kind_of(m) in ("state", "group", "org", "person")
    }
    return (held, "the only two that the sentences before name together") if acting_too <= who and len(held) == 2 else None


def _named_beside(one: Entity, other: Entity, scope: Scope) -> bool:
    """*A UN envoy, the Norwegian jurist Solveig Aamot, …*: whether the second only says who the first is."""
    between, after = scope.text[one.end : other.start], scope.text[other.end : other.end + 1]
    return between in (", ", ", the ") and after == "," and kind_of(one) != "state" and not one.person


def _whose(entity: Entity) -> str | None:
    return (entity.entity_id if (entity.entity_id or "").startswith("group:") else None) or entity.country or entity.code


def _together(noun: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str]:
    persons = noun in _PERSONS
    wanted: tuple[str, ...] = ("person",) if persons else ("group",) if noun in ("groups", "factions") else ("state", "person")
    if noun in ("sides", "parties"):
        wanted = ("state", "person", "group", "org", "people")
    earlier = before(scope, lexicon, start)
    flat = [m for e in earlier for m in (e.members or (e,)) if m.resolved]
    here = scope.sentence(start)
    addressed = bool(_ADDRESSED.search(scope.text[:start]))
    for number in range(here - addressed, max(here - 4, -1), -1):
        held = [e for e in flat if scope.sentence(e.start) == number and _is(e, wanted, lexicon, persons)]
        held = acting(held, scope)
        held = [e for k, e in enumerate(held) if not (k and _named_beside(held[k - 1], e, scope))]
        owners = {_owner(e, noun, persons): e for e in held}
        if noun == "allies" and len(owners) > 1 and not coordinated(held, scope, scope.bounds(number)[1] - 1):
            return [], "'both allies': who is allied is not said"
        if len(owners) == 2 and not (persons and len({e.code for e in held}) == 1 and not all(e.person for e in owners.values())):
            return sorted(owners.values(), key=lambda e: e.start), f"'both {noun}': the two of the nearest sentence"
        if len(owners) > 2:
            joined = [c.members for c in coordinated(held, scope, scope.bounds(number)[1] - 1) if len(c.members) == 2]
            joined = [c for c in joined if len({_owner(e, noun, persons) for e in c}) == 2 and "," not in scope.text[c[0].end : c[1].start]]
            if len(joined) == 1:
                return list(joined[0]), f"'both {noun}': the two that 'and' joins in the nearest sentence"
            found, why = _recurring(owners, noun, earlier)
            return (found, why) if found else (_opening(noun, wanted, scope, start, lexicon) or found, why)
    only = {e.country: e for e in all_before(scope, lexicon, start) if kind_of(e) == "state" and e.country}
    if (
        len(only) == 2
        and all(scope.sentence(e.start) >= here - 5 for e in only.values())
        and not persons
        and noun not in ("groups", "factions", "sides", "parties")
    ):
        return sorted(only.values(), key=lambda e: e.start), f"'both {noun}': the only two states that the report has named"
    return _far_back(noun, scope, start, lexicon)


def leaders(noun: str, kind: str, scope: Scope, start: int, lexicon: Lexicon) -> tuple[list[Entity], str]:
    """*The leaders*, *the foreign ministers* (``kind``: foreign): where the report has named such persons of just two countries, one of each;
    other nouns than leaders only where they are near, and no other such persons are told of since."""
    floor = 0 if noun == "leaders" else scope.bounds(max(0, scope.sentence(start) - NEAR))[0]
    named = [
        m
        for e in all_before(scope, lexicon, start)
        for m in (e.members or (e,))
        if m.country and m.sectors[:1] == ("GOV",) and m.start >= floor
    ]
    persons = [e for e in named if _is(e, ("person",), lexicon, True) and HOLDERS[noun].search(f"{e.text} {e.office}")]
    held = {
        e.country: e for e in persons if not kind or re.search(rf"\b{kind}\b|counterpart|secretary", f"{e.text} {e.office}", re.IGNORECASE)
    }
    since = max((e.end for e in held.values()), default=start)
    if noun != "leaders" and re.search(rf"(?<!two )(?<!both )\b{noun}\b", scope.text[since:start], re.IGNORECASE):
        held = {}
    if len(held) != 2:
        return [], f"'the {noun}': such persons of {len(held)} countries are named"
    return sorted(held.values(), key=lambda e: e.start), f"'the {noun}': the report has named such persons of just two countries"


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
    elif noun not in ("groups", "factions", "sides", "parties"):
        named = [e for e in earlier if e.country and kind_of(e) == "state"]
        often = Counter(e.country for e in named).most_common(3)
        opening = {e.country for e in named if scope.sentence(e.start) == scope.sentence(named[0].start)}
        top = {country for country, _ in often[:2]}
        if len(top) == 2 and (top == opening or len(often) == 2 or often[1][1] > STANDS_OUT * often[2][1]):
            last = {e.country: e for e in named if e.country in top}
            return sorted(last.values(), key=lambda e: e.start), f"'both {noun}': the two that the report is about"
    wanted = ("person",) if noun in _PERSONS else ("state", "person", "group")
    return _opening(noun, wanted, scope, start, lexicon), f"'both {noun}': the two that the report began with, or none"


def _opening(noun: str, wanted: tuple[str, ...], scope: Scope, start: int, lexicon: Lexicon) -> list[Entity]:
    """The only two that the report began with, where both are named again."""
    persons = noun in _PERSONS
    if noun in ("leaders", "ministers", "presidents"):
        return []
    earlier = [m for e in all_before(scope, lexicon, start) for m in (e.members or (e,)) if _is(m, wanted, lexicon, persons)]
    earlier = [e for e in earlier if not dateline(e, scope)]
    first_of = acting([e for e in earlier if scope.sentence(e.start) == scope.sentence(earlier[0].start)], scope)
    owners = {_owner(e, noun, persons): e for e in first_of}
    often = Counter(_owner(e, noun, persons) for e in earlier)
    if len(owners) != 2 or any(often[owner] < 2 for owner in owners):
        return []
    return sorted(owners.values(), key=lambda e: e.start)


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
