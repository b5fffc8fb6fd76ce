"""Panels for statistics: a row for each directed pair and year or month, with codes that scholars use and what was read of the period.

A null is not known; a zero is known to be none. ``reports`` (those published in the period that name both), ``reports_a`` and
``reports_b`` say what was read, so that whoever codes "no evidence" as none can tell silence from ignorance.
"""

from __future__ import annotations

import csv
import datetime as dt
from bisect import bisect_right
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, islice, permutations
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import InputError, UsageError
from dragoman.ledger import Fact, Interval, Told
from dragoman.ledger.parties import PARTIES, each, kinds, party_key
from dragoman.ontology.actors import states
from dragoman.ontology.plover import SANCTION_TYPES
from dragoman.ontology.tables import read_table
from dragoman.store.parquet import library

CHUNK = 50_000
"""Rows that are held at a time."""
SIDES = ("doer", "other", "any")
DYADIC = tuple(k for k in kinds() if k != "control")
"""Kinds between two parties: control is of a place."""


class Period(NamedTuple):
    """A year, or a month of it (``month`` None: the whole year)."""

    year: int
    month: int | None = None

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.month or 1, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        month = self.month or 12
        return dt.date(self.year, month, monthrange(self.year, month)[1])

    @classmethod
    def of(cls, day: dt.date, unit: str) -> Period:
        """The period in which ``day`` lies; ``unit`` is ``dyad-year`` or ``dyad-month``."""
        return cls(day.year, day.month if unit == "dyad-month" else None)

    def next(self) -> Period:
        """The one after it."""
        if self.month is None:
            return Period(self.year + 1)
        return Period(self.year + self.month // 12, self.month % 12 + 1)


@cache
def codings() -> dict[tuple[str, str, str], int]:
    """Codes by column, level and side (``doer``: who lowered it, ``other``, ``any``). Raises `OntologyError` for a wrong row."""
    out = {}
    for row in read_table(
        "codings", ("panel_column", "kind", "level", "side", "code", "note"), ("panel_column", "kind", "level", "side", "code")
    ):
        if row["side"] not in SIDES or not row["code"].isdigit():
            raise row.wrong(f"side is one of {', '.join(SIDES)}, code a number")
        out[row["panel_column"], row["level"], row["side"]] = int(row["code"])
    return out


class Read(NamedTuple):
    """How many reports of each period name a party, or both of a pair (sorted)."""

    one: Counter[tuple[Period, str]]
    both: Counter[tuple[Period, str, str]]
    pairs: frozenset[tuple[str, str]]


def read_of(facts: Iterable[Fact], told: Iterable[Told], unit: str) -> Read:
    """What was read, from the parties of states and events. Undated reports are of no period."""
    named: dict[str, set[str]] = defaultdict(set)
    published: dict[str, dt.date] = {}
    for fact in (f for f in facts if not f.via):
        named[fact.report] |= {fact.a, fact.b} - {""}
        if fact.known:
            published[fact.report] = fact.known
    for event, head in told:
        named[head.id] |= {k for e in (*event.actors, *event.recipients) for m in each(e) if (k := party_key(m, PARTIES))}
        if head.published:
            published[head.id] = dt.date.fromisoformat(head.published)
    one, both = Counter[tuple[Period, str]](), Counter[tuple[Period, str, str]]()
    for report, day in published.items():
        period, parties = Period.of(day, unit), sorted(filter(is_state, named[report]))
        one.update((period, p) for p in parties)
        both.update((period, *pair) for pair in combinations(parties, 2))
    return Read(one, both, frozenset((a, b) for _, a, b in both))


def is_state(key: str) -> bool:
    """Whether a key is a state or an intergovernmental organisation, of which panels are made."""
    return key in states() or key.startswith("IGO")


class Lines:
    """Intervals by kind and pair, asked for a day."""

    def __init__(self, intervals: Iterable[Interval]) -> None:
        self._of: dict[tuple[str, str, str], dict[str, list[Interval]]] = defaultdict(lambda: defaultdict(list))
        for i in intervals:
            if i.b:
                self._of[i.kind, i.a, i.b][i.place].append(i)
        self.pairs = frozenset((min(a, b), max(a, b)) for _, a, b in self._of)

    def on(self, kind: str, a: str, b: str, day: dt.date) -> Interval | None:
        """What is known of the relation as a whole on ``day``; else of the place with a level, the first by name."""
        if kinds()[kind].undirected:
            a, b = min(a, b), max(a, b)
        found = []
        for _, line in sorted(self._of.get((kind, a, b), {}).items()):
            at = bisect_right(line, day, key=lambda i: i.start) - 1
            if at >= 0 and (line[at].end or day) >= day:
                found.append(line[at])
        return next((i for i in found if i.level is not None), found[0] if found else None)


def rows(
    intervals: Sequence[Interval],
    read: Read,
    wanted: Sequence[str],
    first: Period,
    last: Period,
    only: Sequence[str] = (),
    until: dt.date = dt.date.max,
) -> Iterator[dict[str, Any]]:
    """The rows, by period and pair: every pair of which something is known or was read, in both directions. ``only`` are its parties.

    Levels are those of a period's last day, but of no day after ``until``.
    """
    lines = Lines(intervals)
    pairs = [p for p in sorted(lines.pairs | read.pairs) if all(map(is_state, p)) and set(only) <= set(p)]
    period = first
    while (period.year, period.month or 0) <= (last.year, last.month or 0):
        for pair in pairs:
            for a, b in sorted(permutations(pair)):
                yield _row(lines, read, wanted, period, min(period.last, until), a, b)
        period = period.next()


def _row(lines: Lines, read: Read, wanted: Sequence[str], period: Period, day: dt.date, a: str, b: str) -> dict[str, Any]:
    row: dict[str, Any] = {"year": period.year, **({"month": period.month} if period.month else {}), "iso3_a": a, "iso3_b": b}
    row |= {f"cow_{side}": int(cow) if (s := states().get(k)) and (cow := s.cow) else None for side, k in (("a", a), ("b", b))}
    row |= {"reports": read.both[period, *sorted((a, b))], "reports_a": read.one[period, a], "reports_b": read.one[period, b]}  # type: ignore[index]
    for kind in wanted:
        found = lines.on(kind, a, b, day)
        row |= {
            f"{kind}_level": found and found.level,
            f"{kind}_status": found and found.status,
            f"{kind}_sources": found and found.sources,
        }
        row |= _coded(kind, a, b, found)
    return row


def _coded(kind: str, a: str, b: str, found: Interval | None) -> dict[str, int | None]:
    """The columns of other data sets: COW Diplomatic Exchange, GSDB, TIES, COW alliances."""
    if kind == "diplomatic":
        at_b, at_a = _representation(found, a), _representation(found, b)
        either = 1 if {1, 2, 3} & {at_a, at_b} else 0 if at_a == at_b == 0 else None
        return {"dr_at_a": at_a, "dr_at_b": at_b, "de": either}
    level = found.level if found and found.status == "holds" else None
    if kind == "sanctions":
        imposed, types = _code("sanction", level), found.types if found else ()
        said = imposed == 0 or bool(types)
        each_type = {
            f"sanction_{t}": (int(bool(imposed) and t in types) if said else None) if imposed is not None else None for t in SANCTION_TYPES
        }
        return {"sanction": imposed, "threat": _code("threat", level), **each_type}
    return {"allied": _code("allied", level)} if kind == "alliance" else {}


def _code(column: str, level: str | None, side: str = "any") -> int | None:
    if level is None:
        return None
    return codings().get((column, level, side), codings().get((column, level, "any")))


def _representation(found: Interval | None, of: str) -> int | None:
    """How ``of`` is represented at the other: 0, 1, 2, 3, or 9 where it is unclear; None where nothing is known."""
    if found is None or found.level is None:
        return None
    if found.status != "holds":
        return 9
    return _code("representation", found.level, "any" if found.by is None else "doer" if found.by == of else "other")


def columns(wanted: Sequence[str], unit: str) -> list[str]:
    """The columns in their order."""
    period = Period(2000, 1 if unit == "dyad-month" else None)
    return list(_row(Lines(()), Read(Counter(), Counter(), frozenset()), wanted, period, period.last, "", ""))


def write(found: Iterable[dict[str, Any]], names: Sequence[str], path: Path, about: dict[str, str]) -> int:
    """Write rows as CSV or Parquet, by the ending of ``path``; ``about`` goes into the Parquet file. Returns their number."""
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".parquet"):
        raise UsageError(f"{path}: a panel is written as .parquet or .csv")
    try:
        return _csv(found, names, path) if suffix == ".csv" else _parquet(found, names, path, about)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error


def _csv(found: Iterable[dict[str, Any]], names: Sequence[str], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, lineterminator="\n")
        writer.writeheader()
        for count, row in enumerate(found, 1):  # noqa: B007
            writer.writerow(row)
    return count


def _parquet(found: Iterable[dict[str, Any]], names: Sequence[str], path: Path, about: dict[str, str]) -> int:
    pa, pq = library("pyarrow"), library("pyarrow.parquet")
    text = {n for n in names if n.startswith("iso3") or n.endswith(("_level", "_status"))}
    schema = pa.schema([(n, pa.string() if n in text else pa.int32()) for n in names], metadata=about)
    count, left = 0, iter(found)
    with pq.ParquetWriter(path, schema) as writer:
        while chunk := list(islice(left, CHUNK)):
            writer.write_table(pa.Table.from_pylist(chunk, schema=schema))
            count += len(chunk)
    return count
