"""What the tables of the package know of places: states and their demonyms, the regions of ``regions.tsv``, words of a mention."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dragoman.ontology.actors import states
from dragoman.ontology.index import indexed
from dragoman.ontology.tables import Row, read_table
from dragoman.resolve.places.gazetteer import ARABIC, Place, gazetteer
from dragoman.resolve.places.names import key, loose

COLUMNS = ("name", "names", "kind", "countries", "lat", "lon", "precision")
WORD_KINDS = frozenset(
    {
        "compass",
        "city",
        "division",
        "area",
        "building",
        "body",
        "title",
        "part_of",
        "tail",
        "itself",
        "particle",
        "preposition",
        "feature",
        "calendar",
    }
)
LARGE = 100_000
"""People from which a city is meant by a name that a state has given up."""
PRECISIONS = frozenset({"city", "division", "region", "country"})


@cache
def words(*kinds: str) -> frozenset[str]:
    """The words of ``place_words.tsv`` of any of ``kinds``: what a mention says beside names ("the town of", "hospital", "northern")."""
    rows = read_table("place_words", ("kind", "words", "note"), required=("kind", "words"))
    for row in rows:
        if row["kind"] not in WORD_KINDS:
            raise row.wrong(f"{row['kind']!r} is no kind of word ({', '.join(sorted(WORD_KINDS))})")
    return frozenset(word for row in rows if row["kind"] in kinds for word in row.many("words"))


def region(row: Row) -> Place:
    """One row of ``regions.tsv``, checked."""
    if row["precision"] not in PRECISIONS:
        raise row.wrong(f"{row['precision']!r} is no precision ({', '.join(sorted(PRECISIONS))})")
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError as error:
        raise row.wrong(f"lat and lon must be numbers of degrees: {error}") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise row.wrong(f"{lat}, {lon} is no point (lat within 90, lon within 180 degrees)")
    within = row.many("countries")
    for code in within:
        if code not in states() and gazetteer().code(code) is None:
            raise row.wrong(f"{code!r} is no ISO3 code of a country")
    return Place(
        kind=row["kind"], name=row["name"], country=within[0] if len(within) == 1 else None, lat=lat, lon=lon, within=within,
        precision=row["precision"], source=f"{row.path.name}:{row.line}",
    )  # fmt: skip


def load_regions(source: str | Path = "regions") -> dict[str, Place]:
    """Regions by key of each of their names; an `OntologyError` names a wrong row, or a name that two rows claim."""
    found: dict[str, Place] = {}
    for row in read_table(source, COLUMNS, required=("name", "kind", "lat", "lon", "precision")):
        place = region(row)
        for name in (row["name"], *row.many("names")):
            other = found.setdefault(key(name), place)
            if other is not place:
                raise row.wrong(f"{name!r} is a name of {other.name} too")
    return found


@indexed("regions", Place)
def regions() -> Mapping[str, Place]:
    """The package's regions by key."""
    return load_regions()


@indexed("names of one state", str)
def state_names() -> Mapping[str, str]:
    """ISO3 code of each name of a state or territory; a name that two states share is not here (see `shared_names`)."""
    return {k: codes[0] for k, codes in _claims().items() if len(codes) == 1}


@indexed("names of several states", tuple[str, ...])
def shared_names() -> Mapping[str, tuple[str, ...]]:
    """Names that more than one state has ("Congo"), with the codes of those states."""
    return {k: tuple(codes) for k, codes in _claims().items() if len(codes) > 1}


def _claims() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, state in sorted(states().items(), key=lambda s: s[1].period.end is not None):
        for name in (state.name, *(n.text for n in state.names)):
            if state.period.end and key(name) in found:
                continue
            if key(name) not in regions() and code not in found.setdefault(key(name), []):
                found[key(name)].append(code)
    return found


@indexed("names given up", str)
def given_up() -> Mapping[str, str]:
    """Names that their state no longer has ("Gold Coast", Ghana's until 1957), with its code."""
    return {key(n.text): code for code, state in states().items() for n in state.names if n.period.end and not state.period.end}


@indexed("demonyms", tuple[str, ...])
def demonyms() -> Mapping[str, tuple[str, ...]]:
    """Codes of the states whose people or things a word names ("Syrian"; "Congolese" has two)."""
    found: dict[str, list[str]] = {}
    for code, state in states().items():
        for name in state.demonyms:
            if code not in found.setdefault(key(name.text), []):
                found[key(name.text)].append(code)
    return {k: tuple(codes) for k, codes in found.items()}


def country(code: str) -> Place:
    """The country of a code, named as the table of states names it, with the gazetteer's point where it has one."""
    state, place = states().get(code), gazetteer().code(code)
    name = state.name if state else place.name if place else code
    return Place(
        kind="country", name=name, country=code, lat=place.lat if place else None, lon=place.lon if place else None,
        geonameid=place.geonameid if place else None, population=place.population if place else 0, precision="country",
        source="states.tsv" if state else "GeoNames",
    )  # fmt: skip


def capital(code: str) -> Place | None:
    """The capital of a country, or None where the tables do not say."""
    state = states().get(code)
    found = [p for p in candidates(state.capital) if p.country == code and p.kind == "city"] if state and state.capital else []
    return max(found, key=lambda p: (p.capital, p.population), default=None)


def named(keyed: str) -> list[Place]:
    """The places of the tables of this package (no gazetteer) that a key names."""
    if keyed in regions():
        return [regions()[keyed]]
    if keyed in state_names():
        return [country(state_names()[keyed])]
    return [country(code) for code in shared_names().get(keyed, ())]


def candidates(name: str) -> list[Place]:
    """Every place that ``name`` may mean: regions and states of the tables, then the gazetteer (without Arabic articles if need be)."""
    keyed = key(name)
    if keyed in words("calendar"):
        return []
    found = named(keyed)
    places = gazetteer().places(keyed) or tuple(p for p in gazetteer().places(loose(keyed)) if p.country in ARABIC)
    if keyed in given_up() and any(p.kind == "city" and not p.also and p.population >= LARGE for p in places):
        found = []
    held = {p.country for p in found if p.kind == "country"}
    found += [p for p in places if p.kind != "country" or p.country not in held]
    return found
