"""Who a relation is between: the keys under which the ledger files it, and what the tables say of its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dragoman.errors import OntologyError
from dragoman.model import Entity, Where
from dragoman.ontology.actors import membership
from dragoman.ontology.plover import rows
from dragoman.resolve.places.phrase import strip

OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
"""Sectors that act for the state: their forces, talks and aid are the country's own."""
OF_GOVERNMENTS = frozenset({"diplomatic", "recognition"})
"""Kinds that a state has with whoever governs the other."""
PROPER = re.compile(r"(?<!^)\b[A-Z]|^(?!(?:The|Its|Their|A|An|This|That)\b)[A-Z]")
"""A capital that no article at the beginning accounts for."""


class Kind(NamedTuple):
    """A kind of relation (``kinds.tsv``): ``term`` in days without news, ``state`` where its parties are states or organisations, and
    ``group`` where a group stands for itself beside them (sanctions on Hezbollah are none on Lebanon).

    Where one of ``bodies`` stands on the side ``body`` (``a`` or ``b``), each of its members has the relation ``passes`` in its place.
    """

    name: str
    undirected: bool
    term: int
    state: bool
    group: bool = True
    body: str = ""
    bodies: frozenset[str] = frozenset()
    passes: str = ""


PARTIES = Kind("parties", True, 0, False)
"""No kind of relation: whoever acts or is asked for, under its own key."""


class LevelRow(NamedTuple):
    """A level (``levels.tsv``): what holds ``after`` it is said to have ended, and what it means for others.

    ``whole``: the whole's level is that of each part; ``part``: a part's level is the whole's; ``passes``: what members have by it;
    ``under``: levels that it does not end, because they say more ("threatened new sanctions" on a state under sanctions); ``beneath``: levels
    that no act to this one ends (who has cut ties closes the embassy too), though a state told outright does. ``once``: one
    act brings it about, and no second one until it has ended (ties are severed once, but sanctions imposed again and again). ``term``: for
    how many days without news it is believed, where that is shorter than its kind (a threat).
    """

    after: str | None
    whole: bool
    part: bool
    passes: str
    under: frozenset[str]
    once: bool
    beneath: frozenset[str] = frozenset()
    term: int | None = None


@cache
def kinds() -> dict[str, Kind]:
    """Kinds by name. Raises `OntologyError` for a wrong row."""
    try:
        found = {r["kind"]: _kind(r) for r in rows("kinds")}
    except ValueError as fault:
        raise OntologyError(f"kinds.tsv: term_days is not a number of days ({fault})") from fault
    for kind in found.values():
        if kind.passes and (kind.passes not in found or kind.body not in ("a", "b") or not kind.bodies):
            raise OntologyError(f"kinds.tsv: {kind.name} passes {kind.passes!r}, which needs a kind, a body (a or b) and bodies")
        if none := kind.bodies - membership().keys():
            raise OntologyError(f"kinds.tsv: {kind.name} passes to members of {min(none)}, of which membership.tsv has none")
    return found


def _kind(row: Mapping[str, str]) -> Kind:
    bodies = frozenset(filter(None, row["bodies"].split(";")))
    return Kind(
        row["kind"],
        row["undirected"] == "1",
        int(row["term_days"]),
        "state" in row["party"],
        row["party"] != "state",
        row["body"],
        bodies,
        row["passes"],
    )


@cache
def levels() -> dict[tuple[str, str | None], LevelRow]:
    """Levels by kind and level. Raises `OntologyError` for one that passes as a level that there is not."""
    try:
        found: dict[tuple[str, str | None], LevelRow] = {(r["kind"], r["level"]): _level(r) for r in rows("levels")}
    except ValueError as fault:
        raise OntologyError(f"levels.tsv: term_days is not a number of days ({fault})") from fault
    for (name, level), row in found.items():
        if row.passes and (kinds()[name].passes, row.passes) not in found:
            raise OntologyError(f"levels.tsv: {name} {level} passes as {row.passes!r}, which is no level of {kinds()[name].passes!r}")
    return found


def _level(row: Mapping[str, str]) -> LevelRow:
    def many(column: str) -> frozenset[str]:
        return frozenset(filter(None, row[column].split(";")))

    return LevelRow(
        row["after"] or None,
        row["whole"] == "1",
        row["part"] == "1",
        row["passes"],
        many("under"),
        row["once"] == "1",
        many("beneath"),
        int(row["term_days"]) if row["term_days"] else None,
    )


@cache
def upward() -> frozenset[str]:
    """Kinds with a level that a part gives to the whole."""
    return frozenset(kind for (kind, _), row in levels().items() if row.part)


def term(kind: str, level: str | None) -> int:
    """For how many days without news a level is believed: at most its kind's (codebook, section 4)."""
    row, most = levels().get((kind, level)), kinds()[kind].term
    return min(row.term, most) if row is not None and row.term is not None else most


def party_key(entity: Entity, kind: Kind) -> str | None:
    """The key of a party: a state's ISO3, an organisation's code, else the entity's own id or code; None for an unknown actor.

    Where a kind is between states, whoever acts stands for the country, but a group for itself, save at a border; one that governs stands for the country in ties and recognition, and what is recognised in part (Abkhazia)
    never for the state that it broke from. Elsewhere an official
    body (`OFFICIAL`) stands for it, and a group, a party or a people for itself. An organisation has the same key in every kind.
    """
    primary = entity.sectors[0] if entity.sectors else None
    governs = bool(entity.country) and primary == "GOV" and kind.name in OF_GOVERNMENTS
    if kind.group and not governs and entity.entity_id and entity.entity_id.startswith("group:"):
        return entity.entity_id
    if kind.state and primary == "PRE":
        return entity.entity_id or entity.code
    if kind.state:
        return entity.country or entity.code or entity.entity_id
    if entity.country and (primary in OFFICIAL or (primary is None and (entity.entity_id or "").startswith("state:"))):
        return entity.country
    if entity.code and (entity.entity_id or "").startswith("org:"):
        return entity.code
    return entity.entity_id or entity.code


def names(entity: Entity) -> tuple[str, ...]:
    """What an entity may be asked for by: country, code and id, those that are known."""
    return tuple(n for n in (entity.country, entity.code, entity.entity_id) if n)


def each(entity: Entity) -> tuple[Entity, ...]:
    """The members of a list, or the entity itself."""
    return tuple(m for member in entity.members for m in each(member)) if entity.members else (entity,)


_POST = r"(?:(?:border|frontier) )?(?:crossing|post|point|gate|checkpoint|terminal)(?: point)?"
_LED = re.compile(rf"^(?:(?:the|its|their|an?|this|that) )?(?:{_POST} (?:of|at|in|near) )?", re.IGNORECASE)
_CALLED = re.compile(rf" {_POST}$", re.IGNORECASE)
"""What a crossing that no table has is called beside its name: "the Trapeang Kriel *border crossing*"."""


def place_key(place: Where | None) -> str:
    """The key of a place: a country's ISO3, else name and country; empty for none, and for words that name none ("its main crossing")."""
    if place is None or (place.name is None and not PROPER.search(place.text)):
        return ""
    if place.precision == "country" and place.country:
        return place.country
    name = place.name or strip(_LED.sub("", _CALLED.sub("", place.text))) or place.text
    return f"{name}, {place.country}" if place.country else name
