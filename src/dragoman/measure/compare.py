"""A panel beside a data set of scholars: the same pairs and years, code by code.

How a data set names its columns is a table (``datasets.tsv``); other layouts are given as options.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import InputError, UsageError
from dragoman.ontology.actors import organisations, states
from dragoman.ontology.tables import read_table
from dragoman.store.parquet import library

UNCLEAR = 9
"""Code of COW Diplomatic Exchange that says nothing."""
FILLED = frozenset({"cow-alliance", "gsdb", "ties"})
"""Data sets that list what there is: a pair and year of their span that they leave out is a zero."""
SENDER_EU = "1000"
"""TIES' code of the European Union, as one reader of it has it."""
KEYS = ("a", "b", "year", "from", "to")
"""Roles that say which pair and years a row is of; the others are columns of a panel."""
PANEL = frozenset({"iso3_a", "iso3_b", "year"})
"""Columns that every panel has."""
Key = tuple[str, str, int]


@cache
def layouts() -> dict[str, dict[str, tuple[str, ...]]]:
    """Columns by data set and role."""
    out: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in read_table("datasets", ("dataset", "role", "columns", "note"), ("dataset", "role", "columns")):
        out[row["dataset"]][row["role"]] = row.many("columns")
    return dict(out)


class Compared(NamedTuple):
    """One column: pairs and years in both, how often both say the same, chance-corrected (Cohen's kappa), and who is silent.

    ``pairs`` counts (ours, theirs); ``unknown`` are those where we know nothing and they have a code, ``theirs_only`` those that the
    panel has no row of.
    """

    column: str
    compared: int
    agree: float
    kappa: float
    unknown: int
    theirs_only: int
    pairs: Counter[tuple[int, int]]
    differ: tuple[tuple[Key, int, int], ...]


def table_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a CSV, TSV or Parquet file. Raises `InputError`."""
    try:
        if path.suffix.lower() == ".parquet":
            found: list[dict[str, Any]] = library("pyarrow.parquet").read_table(path).to_pylist()
            return found
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            return list(csv.DictReader(stream, delimiter="\t" if path.suffix.lower() in (".tsv", ".tab") else ","))
    except (OSError, ValueError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


@cache
def _codes() -> dict[str, str]:
    """ISO3 (or an organisation's code) by ISO3, COW number and name, in lower case."""
    out = {SENDER_EU: "IGOEEC"}
    for body in organisations():
        if body.code:
            out.update({n.text.casefold(): body.code for n in reversed(body.names)} | {body.code.casefold(): body.code})
    for iso3, state in states().items():
        names = {n.text.casefold(): iso3 for n in state.names}
        out.update({**names, **({str(int(state.cow)): iso3} if state.cow else {}), state.name.casefold(): iso3, iso3.casefold(): iso3})
    return out


def party(value: Any) -> str | None:
    """The key of a party as a data set names it: a COW number, ISO3 or a name; None for one that nobody knows."""
    text = str(value if value is not None else "").strip()
    if re.fullmatch(r"\d+(?:\.0)?", text):
        text = str(int(float(text)))
    return _codes().get(text.casefold())


def _year(value: Any, last: bool = False) -> int | None:
    """A year; of a list of years the first or the last; None for none (also for codes of none, as -9)."""
    years = [int(y) for y in re.findall(r"(?<![\d-])\d{4}(?!\d)", str(value if value is not None else ""))]
    return (years[-1] if last else years[0]) if years else None


def _number(value: Any) -> int | None:
    try:
        return int(float(value))
    except (TypeError, ValueError):
        return None


def _any(row: Mapping[str, Any], columns: Iterable[str]) -> int | None:
    """The greatest of several numbers; None where none is given."""
    return max((n for c in columns if (n := _number(row.get(c))) is not None), default=None)


def layout(name: str, given: Mapping[str, str], columns: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The columns of a data set by role; ``given`` (role: columns, separated by ``;``) come before the table. Raises `UsageError`."""
    roles = layouts()[name] | {role: tuple(c.strip() for c in text.split(";")) for role, text in given.items()}
    unknown = sorted(set(given) - set(layouts()[name]) - {"year", "from", "to"})
    if unknown:
        raise UsageError(f"{name} has no role {', '.join(unknown)}; there are {', '.join(layouts()[name])}, year, from and to")
    if "year" in given:
        roles = {role: cols for role, cols in roles.items() if role not in ("from", "to")}
    there = set(columns)
    kept = {role: tuple(c for c in cols if c in there) for role, cols in roles.items()}
    lacking = [f"{role} ({', '.join(roles[role])})" for role in ("a", "b", "year", "from") if role in roles and not kept[role]]
    if lacking:
        raise UsageError(
            f"the file has no column for {'; '.join(lacking)}; give --column ROLE=NAME; it has {', '.join(sorted(there)[:12])}"
        )
    return {role: cols for role, cols in kept.items() if cols}


def theirs(rows: Sequence[Mapping[str, Any]], roles: Mapping[str, tuple[str, ...]]) -> tuple[dict[Key, dict[str, int]], set[str]]:
    """Codes by pair and year, the greatest where several cases cover one; and the parties that nobody knows.

    Open cases run to the last year that the rows name.
    """
    ends = [roles[role][0] for role in ("from", "to") if roles.get(role)]
    last = max((y for row in rows for c in ends if (y := _year(row.get(c), last=True))), default=0)
    out: dict[Key, dict[str, int]] = defaultdict(dict)
    strange: set[str] = set()
    values = {role: cols for role, cols in roles.items() if role not in KEYS}
    for row in rows:
        codes = {role: n for role, cols in values.items() if (n := _any(row, cols)) is not None}
        for a, b in _pairs(row, roles, strange):
            for year in _years(row, roles, last):
                for role, code in codes.items():
                    out[a, b, year][role] = max(code, out[a, b, year].get(role, code))
    return dict(out), strange


def _pairs(row: Mapping[str, Any], roles: Mapping[str, tuple[str, ...]], strange: set[str]) -> Iterator[tuple[str, str]]:
    sides = []
    for role in ("a", "b"):
        named = [str(row[c]).strip() for c in roles[role] if row.get(c) not in (None, "")]
        strange.update(n for n in named if party(n) is None)
        sides.append(dict.fromkeys(k for n in named if (k := party(n))))
    yield from ((a, b) for a in sides[0] for b in sides[1])


def _years(row: Mapping[str, Any], roles: Mapping[str, tuple[str, ...]], last: int) -> Iterable[int]:
    if "year" in roles:
        year = _year(row.get(roles["year"][0]))
        return () if year is None else (year,)
    start = _year(row.get(roles["from"][0]))
    end = _year(row.get(roles["to"][0]), last=True) if roles.get("to") else None
    return () if start is None else range(start, (last if end is None else end) + 1)


def compare(
    panel: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]], name: str, given: Mapping[str, str]
) -> tuple[list[Compared], set[str]]:
    """Compare the panel (of months: its Decembers) with a data set, column by column. Raises `UsageError` where nothing can be compared."""
    if panel and not panel[0].keys() >= PANEL:
        raise UsageError(f"the first file is no panel: it has no column {', '.join(sorted(PANEL - panel[0].keys()))}")
    ours = {(str(r["iso3_a"]), str(r["iso3_b"]), int(r["year"])): r for r in panel if str(r.get("month") or 12) == "12"}
    roles = layout(name, given, rows[0] if rows else ())
    codes, strange = theirs(rows, roles)
    columns = [c for c in roles if c not in KEYS and panel and c in panel[0]]
    if not columns:
        wanted = ", ".join(c for c in layouts()[name] if c not in KEYS)
        raise UsageError(f"the panel has none of {wanted}; make it with the kind that {name} speaks of")
    span = {y for *_, y in codes}
    return [_column(c, ours, codes, span, filled=name in FILLED) for c in columns], strange


def _column(
    column: str, ours: Mapping[Key, Mapping[str, Any]], codes: Mapping[Key, Mapping[str, int]], span: set[int], *, filled: bool
) -> Compared:
    pairs, differ, unknown = Counter[tuple[int, int]](), [], 0
    for key, row in sorted(ours.items()):
        its = codes.get(key, {}).get(column, 0 if filled and span and min(span) <= key[2] <= max(span) else None)
        mine = _number(row.get(column))
        if its is None or UNCLEAR in (its, mine):
            continue
        if mine is None:
            unknown += 1
            continue
        pairs[mine, its] += 1
        if mine != its:
            differ.append((key, mine, its))
    n = sum(pairs.values())
    agree = sum(c for (m, t), c in pairs.items() if m == t) / n if n else 0.0
    only = sum(1 for key, code in codes.items() if column in code and key not in ours)
    return Compared(column, n, agree, _kappa(pairs, n, agree), unknown, only, pairs, tuple(differ))


def _kappa(pairs: Counter[tuple[int, int]], n: int, agree: float) -> float:
    """Cohen's kappa (Cohen 1960); 1 where both always say the one same thing."""
    if not n:
        return 0.0
    mine, its = Counter[int](), Counter[int]()
    for (m, t), c in pairs.items():
        mine[m] += c
        its[t] += c
    chance = sum(mine[c] * its[c] for c in mine) / n**2
    return 1.0 if chance == 1 else (agree - chance) / (1 - chance)
