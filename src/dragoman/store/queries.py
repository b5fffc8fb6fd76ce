"""Reading from SQLite."""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from dragoman.errors import StoreError
from dragoman.ledger import Fact, Judgement, Told, facts_of, voices
from dragoman.model import Event, Figure, Issue, Reading, Relation, Repair, ReportHead, Statement, Versions
from dragoman.store.answers import Answers, asked, faults, not_one
from dragoman.store.base import Ask, Found, Kept, Problem
from dragoman.store.faults import told
from dragoman.store.packing import unpack, unpack_all
from dragoman.store.rows import FIRST, KINDS, LAST, Row, concerning, digest, fits, pattern, records, rows_of, text_hash, unpacked

COLUMNS = "kind, seq, id, type, mode, first, last, claim, confidence, read, now, withdrawn"
FACT = (
    "id, kind, a, b, place, level, from_earliest, from_latest, ends, to_earliest, to_latest, known, basis, source, claim, confidence, "
    "judged, by_whom, types, a_names, b_names"
)
MANY = 500
"""Values in one statement: SQLite before 3.32 takes no more than 999."""


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


def _date(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


class SqliteView(Answers):
    """A view over one connection. Errors of SQLite come out as `StoreError`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection

    def _rows(self, sql: str, values: Iterable[Any] = ()) -> list[Any]:
        with told(self.path):
            return self._db.execute(sql, tuple(map(bound, values))).fetchall()

    # -- reports

    def reports(self) -> list[ReportHead]:
        """The reports, by publication and id, without their texts."""
        return [self._head(head) for (head,) in self._rows("SELECT head FROM report ORDER BY published IS NOT NULL, published, id")]

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

    def search(self, words: str) -> list[str]:
        """Ids of reports whose kept text has all the words."""
        sought = " ".join(f'"{w}"' for w in re.findall(r"\w+", words))
        sql = "SELECT id FROM word JOIN report ON n = word.rowid WHERE word MATCH ? ORDER BY published IS NOT NULL, published, id"
        return [i for (i,) in self._rows(sql, (sought,))] if sought else []

    def voices(self) -> dict[str, str]:
        """The voice of each report."""
        found = self._rows("SELECT head, text FROM report LEFT JOIN text ON report = n")
        return voices((self._head(head), unbound(text)) for head, text in found)

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
        order = "first IS NULL, first, published IS NOT NULL, published, report.id, seq"
        return self._rows(
            f"SELECT {columns} FROM record JOIN report ON report.n = record.report WHERE {' AND '.join(where)} ORDER BY {order}", values
        )

    def _records(self, kind: str, ask: Ask) -> list[Kept]:
        return [unpacked(kind, text) for (text,) in self._select(kind, ask, "coalesce(now, read)")]

    def told(self, actor: str | None = None, other: str | None = None, types: Sequence[str] = ()) -> list[Told]:
        """Events with their reports."""
        found = self._select("event", Ask(actor, other, tuple(types)), "coalesce(now, read), head")
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

    def facts(self, actor: str | None = None, other: str | None = None, kinds: Sequence[str] = ()) -> list[Fact]:
        """Facts for the fold, with those that bear on them."""
        columns = ", ".join(f"fact.{c.strip()}" for c in FACT.split(","))
        sql = f"SELECT {columns}, report.id FROM fact JOIN report ON report.n = fact.report"
        names = [pattern(p) for p in (actor, other) if p is not None]
        if not names and not kinds:
            return [_fact(row) for row in self._rows(sql)]
        where = ["fact.n IN (SELECT fact FROM side WHERE name = ?)"] * len(names)
        where += [f"fact.kind IN ({', '.join('?' * len(kinds))})"] if kinds else []
        direct = [
            f for row in self._rows(f"{sql} WHERE {' AND '.join(where)}", [*names, *kinds]) if asked(f := _fact(row), actor, other, kinds)
        ]
        found = {(f.report, f.id, f.key): f for f in direct}
        keys = sorted({f.key[:3] for f in direct})
        for at in range(0, len(keys), MANY // 3):
            some = keys[at : at + MANY // 3]
            rows = self._rows(
                f"{sql} WHERE (fact.kind, fact.a, fact.b) IN (VALUES {', '.join(['(?, ?, ?)'] * len(some))})",
                [v for key in some for v in key],
            )
            found.update({(f.report, f.id, f.key): f for f in map(_fact, rows)})
        places = sorted({f.place for f in direct if f.kind == "control"})
        for at in range(0, len(places), MANY):
            held = places[at : at + MANY]
            rows = self._rows(f"{sql} WHERE fact.kind = 'control' AND fact.place IN ({', '.join('?' * len(held))})", held)
            found.update({(f.report, f.id, f.key): f for f in map(_fact, rows)})
        return list(found.values())

    def judgements(self) -> list[Judgement]:
        """All judgements, by day and id."""
        kept = [unpack(Judgement, said) for (said,) in self._rows("SELECT said FROM judgement")]
        return sorted(kept, key=lambda j: (j.on, j.id))

    def counts(self) -> dict[str, int]:
        """How many reports, records of each kind and judgements are kept."""
        each = dict(self._rows("SELECT kind, count(*) FROM record WHERE NOT withdrawn GROUP BY kind"))
        ((reports, judgements),) = self._rows("SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM judgement)")
        return {"reports": reports, **{f"{kind}s": each.get(kind, 0) for kind in KINDS}, "judgements": judgements}

    # -- the check

    def _kept_rows(self, n: int) -> list[Row]:
        """The rows of a report as they stand."""
        parties: dict[int, list[tuple[int, str]]] = {}
        sql = "SELECT record, entity, name FROM party JOIN record ON record.n = party.record WHERE report = ? ORDER BY record, entity, name"
        for record, entity, name in self._rows(sql, (n,)):
            parties.setdefault(record, []).append((entity, unbound(name)))
        found = self._rows(f"SELECT n, {COLUMNS} FROM record WHERE report = ?", (n,))
        return [Row._make((*map(unbound, rest[:-1]), bool(rest[-1]), tuple(parties.get(number, ())))) for number, *rest in found]

    def check(self) -> list[Problem]:
        """Faults of the file and of what is kept."""
        out = [Problem("", "", f"the file is damaged: {row[0]}") for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]
        out += [Problem("", "", f"a row of {row[0]} points nowhere") for row in self._rows("PRAGMA foreign_key_check")]
        of = concerning(self.judgements())
        for n, name, length, sha, kept_digest in self._rows("SELECT n, id, text_length, text_sha256, digest FROM report ORDER BY id"):
            try:
                reading = self.reading(name)
            except StoreError as fault:
                out.append(Problem(name, "", str(fault)))
                continue
            assert reading is not None
            text = reading.report.text
            if not fits(reading.report) or (text is not None and (len(text), text_hash(text)) != (length, sha)):
                out.append(Problem(name, "", "the text is not what was kept: its hash does not fit"))
            if digest(reading) != kept_digest:
                out.append(Problem(name, "", "the records are not what was kept: their hash does not fit"))
            words = of(record.id for _, record in records(reading))
            should = sorted(r._replace(parties=tuple(sorted(r.parties))) for r in rows_of(reading, words))
            facts = [_fact((*row, name)) for row in self._rows(f"SELECT {FACT} FROM fact WHERE report = ?", (n,))]
            if sorted(self._kept_rows(n)) != should or sorted(map(repr, facts)) != sorted(map(repr, facts_of(reading, words))):
                out.append(Problem(name, "", "derived rows are not what follows from the records; `dragoman recode` makes them anew"))
            out += faults(reading, length)
        return out


def _fact(row: Sequence[Any]) -> Fact:
    """A fact of the columns of `FACT` and the id of its report."""
    days = [_date(row[at]) for at in (6, 7, 9, 10, 11)]
    names = (tuple(json.loads(packed)) for packed in row[18:21])
    words = [unbound(value) for value in row]
    return Fact._make((
        words[0], words[-1], *words[1:6], *days[:2], bool(row[8]), *days[2:], *words[12:16], bool(row[16]), words[17], *names,
    ))  # fmt: skip
