"""The tables of actors: states, organisations, groups, peoples, roles, titles and who held office when.

Each loader checks its table and raises `OntologyError` with file, line and reason. All are cached: a table is read once, on first use;
those of the package are looked up in the index that was written of them (`dragoman.ontology.index`).
Facts were compiled from general knowledge of public record (official lists of states and codes: ISO 3166, Correlates of War,
Gleditsch and Ward, FIPS 10-4; governments' and organisations' own lists of office-holders and members).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from dragoman.ontology.index import indexed, own_tables
from dragoman.ontology.rows import Body, Name, Namesake, Period, Policy, Role, State, Tenure
from dragoman.ontology.tables import TABLES, Day, Row, read_table

KINDS = frozenset({"IGO", "NGO", "MNC", "IMG", "ISM"})
IRREGULAR = frozenset({"REB", "UAF", "PRM", "IMG"})
"""Sectors, and the kind, that bear arms and are no state's own."""
ORGANISATION_KINDS = KINDS | {"national", "media", "company"}
ROLE_KINDS = frozenset({"plain", "rel", "title"})

_DATED = re.compile(r"(?P<name>[^@]+?)(?:@(?P<from>[\d-]*)\.\.(?P<to>[\d-]*))?$")


def _label(row: Row) -> str:
    return f"{row.path.stem}:{row.line}"


def _name(text: str, row: Row, *, sectored: bool = False) -> Name:
    body, _, sector = text.partition("=") if sectored else (text, "", "")
    found = _DATED.fullmatch(body.strip())
    if not found:
        raise row.wrong(f"{text!r} is no name (Name, Name@from..to)")
    if sector and sector not in sectors():
        raise row.wrong(f"{sector!r} is no sector")
    ends = [Day.read(found[end], row) if found[end] else None for end in ("from", "to")]
    return Name(found["name"], Period(ends[0], ends[1]), sector or None)


def _period(row: Row) -> Period:
    start, end = row.day("from"), row.day("to")
    if start and end and end.last < start.first:
        raise row.wrong(f"{row['to']} is before {row['from']}")
    return Period(start, end)


def _sectors(row: Row, *, required: bool = True) -> tuple[str, ...]:
    found = row.many("sectors")
    wrong = [sector for sector in found if sector not in sectors()]
    if wrong:
        raise row.wrong(f"{wrong[0]!r} is no sector")
    if required and not found:
        raise row.wrong("no sector")
    return found


def _country(row: Row, column: str = "country") -> str | None:
    code = row[column].strip()
    if code and code not in states():
        raise row.wrong(f"{code!r} is no country of states.tsv")
    return code or None


def _rows(name: str, columns: Iterable[str], required: Iterable[str] = ()) -> tuple[Row, ...]:
    """The rows of a table of the package, then those of the user's table of that name."""
    wanted, needed = tuple(columns), tuple(required)
    own = own_tables()
    more = own / f"{name}.tsv" if own else None
    return (*read_table(name, wanted, needed), *(read_table(more, wanted, needed) if more and more.exists() else ()))


@cache
def sectors() -> frozenset[str]:
    """PLOVER's sectors and the kinds of bodies that have no country."""
    return frozenset(row["code"] for row in read_table("sectors", ("code", "kind", "label"), ("code",))) | KINDS


@indexed("states", State)
def states() -> Mapping[str, State]:
    """States by ISO3 code."""
    columns = ("iso3", "iso2", "cow", "gw", "fips", "name", "names", "demonyms", "capital", "metonyms", "region", "from", "to")
    found: dict[str, State] = {}
    for row in read_table("states", columns, ("iso3", "iso2", "name", "region")):
        if not re.fullmatch("[A-Z]{3}", row["iso3"]):
            raise row.wrong(f"{row['iso3']!r} is no ISO3 code")
        if row["iso3"] in found:
            raise row.wrong(f"{row['iso3']} stands twice")
        for column in ("cow", "gw"):
            if row[column].strip() and not row[column].isdigit():
                raise row.wrong(f"{row[column]!r} is no number of {column}")
        found[row["iso3"]] = State(
            iso3=row["iso3"],
            iso2=row["iso2"],
            cow=row["cow"].strip(),
            gw=row["gw"].strip(),
            fips=row["fips"].strip(),
            name=row["name"],
            names=tuple(_name(text, row) for text in row.many("names")),
            demonyms=tuple(_name(text, row) for text in row.many("demonyms")),
            capital=row["capital"].strip(),
            metonyms=tuple(_name(text, row, sectored=True) for text in row.many("metonyms")),
            region=row["region"],
            period=_period(row),
            row=_label(row),
        )
    return found


@cache
def organisations() -> tuple[Body, ...]:
    """Intergovernmental and other organisations, media and companies."""
    columns = ("code", "entity_id", "name", "aliases", "kind", "country", "sectors", "from", "to")
    found, seen = [], set[str]()
    for row in _rows("organisations", columns, ("entity_id", "name", "kind")):
        if row["kind"] not in ORGANISATION_KINDS:
            raise row.wrong(f"{row['kind']!r} is no kind of organisation")
        if row["entity_id"] in seen:
            raise row.wrong(f"{row['entity_id']} stands twice")
        if (row["kind"] in KINDS) != bool(row["code"]) or not row["code"].startswith(row["kind"] if row["code"] else ""):
            raise row.wrong("IGO, NGO, MNC, IMG and ISM have a code that begins with the kind, others have none")
        seen.add(row["entity_id"])
        found.append(_body(row, row["kind"]))
    return tuple(found)


@cache
def groups() -> tuple[Body, ...]:
    """Armed groups and parties; one ``entity_id`` may have several rows that hold in different periods."""
    columns = ("entity_id", "name", "aliases", "country", "code", "sectors", "from", "to", "note")
    found = []
    for row in _rows("groups", columns, ("entity_id", "name", "sectors")):
        if bool(row["code"]) == bool(row["country"]):
            raise row.wrong("a group has a country or, if it has none, a code")
        found.append(_body(row, "group"))
    return tuple(found)


@cache
def peoples() -> tuple[Body, ...]:
    """Peoples and religious groups; those of several countries have none."""
    rows = _rows("peoples", ("entity_id", "name", "aliases", "country", "sectors"), ("entity_id", "name", "sectors"))
    return tuple(_body(row, "people") for row in rows)


def _body(row: Row, kind: str) -> Body:
    names = (Name(row["name"].strip()), *(_name(text, row) for text in row.many("aliases")))
    period = _period(row) if "from" in row.cells else Period()
    code = row.cells.get("code", "").strip() or None
    return Body(row["entity_id"], row["name"].strip(), names, kind, _country(row), code, _sectors(row), period, _label(row))


@cache
def roles() -> tuple[Role, ...]:
    """Role nouns and phrases, in the singular or as they are written."""
    found, seen = [], set[str]()
    for row in _rows("roles", ("role", "sectors", "kind"), ("role", "kind")):
        if row["kind"] not in ROLE_KINDS:
            raise row.wrong(f"{row['kind']!r} is no kind of role")
        if row["role"] in seen:
            raise row.wrong(f"{row['role']!r} stands twice")
        seen.add(row["role"])
        found.append(Role(row["role"], _sectors(row, required=row["kind"] != "rel"), row["kind"], _label(row)))
    return tuple(found)


@cache
def owners() -> frozenset[str]:
    """What an office may belong to: countries, codes and ids of organisations, ids of groups."""
    bodies = (*organisations(), *groups())
    codes = {body.code for body in bodies if body.code}
    return frozenset(states()) | codes | {body.entity_id for body in bodies}


@indexed("bodies", tuple[Body, ...])
def bodies() -> Mapping[str, tuple[Body, ...]]:
    """Organisations and groups by code and by id."""
    found: dict[str, tuple[Body, ...]] = {}
    for body in (*organisations(), *groups()):
        for name in {body.code, body.entity_id} - {None}:
            found[str(name)] = (*found.get(str(name), ()), body)
    return found


@cache
def _other_names() -> Mapping[str, str]:
    """Names of peoples by their id, and of contested names by theirs (``policy:abkhazia``)."""
    named = {body.entity_id: body.name for body in peoples() if body.entity_id}
    return named | {f"policy:{p.key}": p.names[0] for p in policies()}


def called(key: str) -> str | None:
    """The name of a state by its ISO3 code, of an organisation by its code, of others by their id; None where no table has it."""
    if key in states():
        return states()[key].name
    found = bodies().get(key)
    return found[-1].name if found else _other_names().get(key)


def _tenures(path: Path) -> list[Tenure]:
    columns = ("country", "office", "person", "aliases", "from", "to", "note")
    found = []
    for row in read_table(path, columns, ("country", "office", "person", "from")):
        if row["country"] not in owners():
            raise row.wrong(f"{row['country']!r} is no country, organisation or group")
        if row["office"] != row["office"].lower():
            raise row.wrong(f"the office {row['office']!r} is not in lower case")
        found.append(Tenure(row["country"], row["office"], row["person"].strip(), row.many("aliases"), _period(row), _label(row)))
    return found


@cache
def tenures() -> tuple[Tenure, ...]:
    """Who held which office when, from all files ``offices*.tsv``; the same term in two files counts once."""
    found: dict[tuple[object, ...], Tenure] = {}
    for path in [*sorted(TABLES.glob("offices*.tsv")), *(sorted(own.glob("offices*.tsv")) if (own := own_tables()) else [])]:
        for term in _tenures(path):
            found.setdefault((term.country, term.office, term.person, term.period), term)
    return tuple(found.values())


@indexed("titles", str)
def titles() -> Mapping[str, str]:
    """Office by ``country|title``, the country ``*`` for any, the title in lower case."""
    rows = _rows("titles", ("country", "title", "office"), ("country", "title", "office"))
    for row in rows:
        if row["country"] != "*" and row["country"] not in owners():
            raise row.wrong(f"{row['country']!r} is no country or organisation")
    return {f"{row['country']}|{row['title']}": row["office"] for row in rows}


@cache
def policies() -> tuple[Policy, ...]:
    """The default policy for contested names."""
    columns = ("key", "names", "demonyms", "country", "sectors", "alternatives", "note")
    return tuple(
        Policy(
            row["key"], row.many("names"), row.many("demonyms"), _country(row), _sectors(row, required=False),
            row.many("alternatives"), _label(row),
        )
        for row in _rows("policy", columns, ("key", "names"))
    )  # fmt: skip


@indexed("namesakes", tuple[Namesake, ...])
def namesakes() -> Mapping[str, tuple[Namesake, ...]]:
    """Readings of ambiguous names of places, by name in lower case."""
    found: dict[str, list[Namesake]] = {}
    for row in _rows("namesakes", ("name", "reading", "code", "cues"), ("name", "reading")):
        one = Namesake(row["name"], row["reading"], _country(row, "code"), row.many("cues"), _label(row))
        found.setdefault(row["name"].lower(), []).append(one)
    return {name: tuple(readings) for name, readings in found.items()}


@indexed("common surnames", str)
def common_surnames() -> Mapping[str, str]:
    """Surnames, in lower case, that alone name nobody, with the table's note: they need a title, a full name or the country in the report."""
    return {row["surname"].lower(): row["note"] for row in _rows("surnames", ("surname", "note"), ("surname",))}


@cache
def localities() -> dict[str, str]:
    """Country by the name of a region or city that news names as if it were known; places themselves are another table."""
    rows = _rows("localities", ("country", "names"), ("country", "names"))
    return {name: country for row in rows for name in row.many("names") if (country := _country(row))}


_FOLDED = re.compile(r"[a-z0-9]+(?:[ -][a-z0-9]+)*|[A-Z]{3}")
"""What a word of a mention looks like to the grammar; `text.compounds` gives those with a hyphen."""


@cache
def _word_groups() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in read_table("actor_words", ("group", "words"), ("group", "words")):
        if row["group"] in found:
            raise row.wrong(f"the group {row['group']!r} stands twice")
        if strange := [w for w in row.many("words") if not _FOLDED.fullmatch(w)]:
            raise row.wrong(f"{strange[0]!r}: no word of a mention looks so (case and apostrophes are folded)")
        found[row["group"]] = frozenset(row.many("words"))
    return found


def word_group(name: str) -> frozenset[str]:
    """The folded words of one class that the grammar of mentions uses (articles, prepositions, words for *former*…)."""
    return _word_groups()[name]


@indexed("world regions", tuple[str, ...])
def world_regions() -> Mapping[str, tuple[str, ...]]:
    """What a state may be called by ("the *West African* country"), with the states that are."""
    found = {}
    for row in read_table("world_regions", ("region", "states"), ("region", "states")):
        found[row["region"]] = row.many("states")
        if strange := [code for code in found[row["region"]] if code not in states()]:
            raise row.wrong(f"{strange[0]!r} is no state")
    return found


@indexed("membership", tuple[tuple[str, Period], ...])
def membership() -> Mapping[str, tuple[tuple[str, Period], ...]]:
    """Members of an organisation (by its code), each with the period of its membership."""
    found: dict[str, list[tuple[str, Period]]] = {}
    codes = {body.code for body in organisations()}
    for row in _rows("membership", ("organisation", "member", "from", "to"), ("organisation", "member")):
        if row["organisation"] not in codes:
            raise row.wrong(f"{row['organisation']!r} is no organisation")
        if row["member"] not in owners():
            raise row.wrong(f"{row['member']!r} is no state or organisation")
        found.setdefault(row["organisation"], []).append((row["member"], _period(row)))
    return {code: tuple(members) for code, members in found.items()}
