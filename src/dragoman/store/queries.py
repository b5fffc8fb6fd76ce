"""Reading from SQLite."""

from __future__ import annotations

import datetime as dt
import json
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, cast

from dragoman.ledger import Fact, Judgement, Told
from dragoman.ledger.copying import voice
from dragoman.model import Event, Figure, Issue, Reading, Relation, Repair, ReportHead, Statement, Versions
from dragoman.store.answers import not_one, pattern
from dragoman.store.base import Ask, Found, Kept, View
from dragoman.store.packing import unpack, unpack_all
from dragoman.store.rows import FIRST, KINDS, LAST, unpacked

COLUMNS = "kind, seq, id, type, mode, first, last, claim, confidence, read, now, withdrawn"
FACT = (
    "id, level, from_earliest, from_latest, ends, to_earliest, to_latest, known, basis, source, claim, confidence, "
    "judged, by_whom, types, a_names, b_names, via"
)
BUNDLE = "tie.kind, CASE tie.kind WHEN 'control' THEN tie.place ELSE tie.a END, CASE tie.kind WHEN 'control' THEN '' ELSE tie.b END"
"""The order of `dragoman.ledger.fold.bundle`, as the index has it."""
FACTS = f"""
    SELECT {", ".join("fact." + column.strip() for column in FACT.split(","))}, tie.kind, tie.a, tie.b, tie.place, report.id
    FROM {{}} CROSS JOIN fact ON fact.tie = tie.n CROSS JOIN report INDEXED BY report_name ON report.n = fact.report ORDER BY {BUNDLE}"""
"""Columns of `fact_of`, of the ties in the brackets. CROSS JOIN: SQLite takes the tables in the order in which they stand."""

VOICES = """
    WITH RECURSIVE up (n, above) AS (
        SELECT copy.report, copy.source FROM {} UNION ALL SELECT up.n, copy.source FROM up JOIN copy ON copy.report = up.above)
    SELECT report.head, first.head FROM up JOIN report ON report.n = up.n JOIN report AS first ON first.n = up.above
    WHERE NOT EXISTS (SELECT 1 FROM copy WHERE copy.report = up.above)"""
"""Heads of near-copies (those in the brackets), each with that of the first in its line."""
CHUNK = 500
"""Ids in one question."""


def bound(value: Any) -> Any:
    """A value as SQLite takes it: a text with half a surrogate pair, which UTF-8 has no word for, becomes bytes."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
    return value


def unbound(value: Any) -> Any:
    """The value again."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


@lru_cache(maxsize=2**15)
def _date(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


@lru_cache(maxsize=2**15)
def _names(packed: str) -> tuple[str, ...]:
    return tuple(json.loads(packed))


def fact_of(row: Sequence[Any]) -> Fact:
    """A fact of the columns of `FACTS`."""
    if bytes in map(type, row):
        row = [unbound(value) for value in row]
    (name, level, from_earliest, from_latest, ends, to_earliest, to_latest, known, basis, source, claim, confidence, judged, by, types,
     a_names, b_names, via, kind, a, b, place, report) = row  # fmt: skip
    return Fact(
        name, report, kind, a, b, place, level, _date(from_earliest), _date(from_latest), bool(ends), _date(to_earliest), _date(to_latest),
        _date(known), basis, source, claim, confidence, bool(judged), by, _names(types), _names(a_names), _names(b_names), via,
    )  # fmt: skip


class SqlView(View):
    """The questions in SQL that SQLite and DuckDB both understand."""

    @abstractmethod
    def _each(self, sql: str, values: Iterable[Any] = ()) -> Iterator[Any]:
        """The rows, one by one. Raises `StoreError` for whatever the database raises."""

    def _rows(self, sql: str, values: Iterable[Any] = ()) -> list[Any]:
        return list(self._each(sql, values))

    # -- reports

    def reports(self) -> list[ReportHead]:
        """The reports, by publication and id, without their texts."""
        return [self._head(head) for (head,) in self._rows("SELECT head FROM report ORDER BY published IS NOT NULL, published, id")]

    def ids(self) -> set[str]:
        """The ids of the reports."""
        return {name for (name,) in self._each("SELECT id FROM report")}

    def _head(self, packed_head: str, text: str | None = None) -> ReportHead:
        head = unpack(ReportHead, packed_head)
        return head.model_copy(update={"text": text}) if text is not None else head

    def reading(self, report: str) -> Reading | None:
        """All that was read off one report, as it was read. Raises `StoreError` where its rows are damaged."""
        found = self._rows(
            "SELECT n, head, versions, repairs, issues, text FROM report LEFT JOIN text ON report = n WHERE id = ?", (report,)
        )
        if not found:
            return None
        n, head, versions, repairs, issues, text = found[0]
        kept: dict[str, list[Kept]] = {kind: [] for kind in KINDS}
        for kind, read in self._rows("SELECT kind, read FROM record WHERE report = ? AND read IS NOT NULL ORDER BY kind, seq", (n,)):
            kept[kind].append(unpacked(kind, read))
        return Reading(
            versions=unpack(Versions, versions),
            report=self._head(head, unbound(text)),
            events=tuple(cast("list[Event]", kept["event"])),
            statements=tuple(cast("list[Statement]", kept["statement"])),
            relations=tuple(cast("list[Relation]", kept["relation"])),
            figures=tuple(cast("list[Figure]", kept["figure"])),
            repairs=unpack_all(Repair, repairs),
            issues=unpack_all(Issue, issues),
        )

    def voices(self, reports: Iterable[str] | None = None) -> dict[tuple[str, str], str]:
        """Whose words near-copies copy: from the table of copies, each followed to the first of its kind."""
        if reports is None:
            found = self._rows(VOICES.format("copy"))
        else:
            names = sorted(set(reports))
            parts = (names[i : i + CHUNK] for i in range(0, len(names), CHUNK))
            asked = "report JOIN copy ON copy.report = report.n WHERE report.id IN ({})"
            found = [row for part in parts for row in self._each(VOICES.format(asked.format(", ".join("?" * len(part)))), part)]
        head = lru_cache(maxsize=None)(self._head)
        return {key: said for copy, first in found for key, said in voice(head(copy), head(first)).items()}

    # -- records

    def _select(self, kind: str, ask: Ask, columns: str) -> list[Any]:
        where, values = ["record.kind = ?", "NOT withdrawn", "confidence >= ?"], [kind, ask.min_confidence]
        if ask.actor is not None and ask.other is not None:
            where.append(
                "record.n IN (SELECT p.record FROM party p JOIN party q ON q.record = p.record AND q.entity <> p.entity "
                "WHERE p.name = ? AND q.name = ?)"
            )
            values += [pattern(ask.actor), pattern(ask.other)]
        elif (actor := ask.actor if ask.actor is not None else ask.other) is not None:
            where.append("record.n IN (SELECT record FROM party WHERE name = ?)")
            values.append(pattern(actor))
        if ask.types:
            where.append(f"record.type IN ({', '.join('?' * len(ask.types))})")
            values += ask.types
        if ask.start is not None or ask.end is not None:
            where.append("last >= ? AND first <= ?")
            values += [ask.start.isoformat() if ask.start else FIRST, ask.end.isoformat() if ask.end else LAST]
        if ask.known_by is not None:
            where.append("published <= ?")
            values.append(ask.known_by.isoformat())
        order = "first IS NULL, first, published IS NOT NULL, published, report.id, seq"
        return self._rows(
            f"SELECT {columns} FROM record JOIN report ON report.n = record.report WHERE {' AND '.join(where)} ORDER BY {order}", values
        )

    def _records(self, kind: str, ask: Ask) -> list[Kept]:
        return [unpacked(kind, text) for (text,) in self._select(kind, ask, "coalesce(now, read)")]

    def told(
        self, actor: str | None = None, other: str | None = None, types: Sequence[str] = (), known_by: dt.date | None = None
    ) -> list[Told]:
        """Events with their reports."""
        found = self._select("event", Ask(actor, other, tuple(types), known_by=known_by), "coalesce(now, read), head")
        return [Told(cast("Event", unpacked("event", text)), self._head(head)) for text, head in found]

    def record(self, name: str) -> Found:
        """The record of this id, or of the only id that begins so."""
        joined = "record JOIN report ON report.n = record.report LEFT JOIN text ON text.report = report.n"
        sql = f"SELECT kind, coalesce(now, read), head, text FROM {joined}"
        if name:
            found = self._rows(f"{sql} WHERE record.id = ? ORDER BY record.n LIMIT 1", (name,))
            if not found:
                # a range of ids, not LIKE, so that the index is used and no character is a wildcard
                span = (name, name + "\U0010ffff")
                ids = [i for (i,) in self._rows("SELECT DISTINCT id FROM record WHERE id >= ? AND id < ? ORDER BY id LIMIT 6", span)]
                if len(ids) != 1:
                    raise not_one(name, ids)
                found = self._rows(f"{sql} WHERE record.id = ? ORDER BY record.n LIMIT 1", ids)
            kind, read, head, text = found[0]
            return Found(kind, unpacked(kind, read), self._head(head), unbound(text))
        raise not_one(name, [])

    # -- the ledger

    def _facts(self, actor: str | None, other: str | None, kinds: Sequence[str]) -> Iterator[Fact]:
        names = [pattern(p) for p in (actor, other) if p is not None]
        where, values = [], list(names)
        if names:
            where.append("n IN (SELECT tie FROM called WHERE one = ? AND other = ?)")
            values += [""] * (2 - len(names))
        if kinds:
            where.append(f"kind IN ({', '.join('?' * len(kinds))})")
            values += kinds
        ties = "tie"
        if where:
            ties = f"""(
                WITH meant AS (SELECT kind, a, b, place FROM tie WHERE {" AND ".join(where)})
                SELECT t.n FROM meant CROSS JOIN tie t ON t.kind = meant.kind AND t.a = meant.a AND t.b = meant.b WHERE meant.kind <> 'control'
                UNION SELECT t.n FROM meant CROSS JOIN tie t ON t.kind = 'control' AND t.place = meant.place WHERE meant.kind = 'control'
                ) AS asked CROSS JOIN tie ON tie.n = asked.n"""
        yield from map(fact_of, self._each(FACTS.format(ties), values))

    def judgements(self) -> list[Judgement]:
        """All judgements, by day and id."""
        kept = [unpack(Judgement, said) for (said,) in self._rows("SELECT said FROM judgement")]
        return sorted(kept, key=lambda j: (j.on, j.id))

    def counts(self) -> dict[str, int]:
        """How many reports, records of each kind and judgements are kept."""
        each = dict(self._rows("SELECT kind, count(*) FROM record WHERE NOT withdrawn GROUP BY kind"))
        ((reports, judgements),) = self._rows("SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM judgement)")
        return {"reports": reports, **{f"{kind}s": each.get(kind, 0) for kind in KINDS}, "judgements": judgements}
