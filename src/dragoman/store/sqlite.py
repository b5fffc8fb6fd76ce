"""The store of record: one SQLite file, one writer, many readers (WAL)."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from unicodedata import normalize

from dragoman.errors import StoreError
from dragoman.ledger import Fact, Judgement, facts_of
from dragoman.model import Reading
from dragoman.store import copies, likeness
from dragoman.store.answers import called
from dragoman.store.base import Change, Found, Problem, Store
from dragoman.store.checking import MEND, STALE, kept_whole, signed
from dragoman.store.faults import told
from dragoman.store.migrations import APPLICATION, MIGRATIONS, migrate
from dragoman.store.migrations import STALE as EMPTIED
from dragoman.store.packing import pack, unpack
from dragoman.store.queries import COLUMNS, FACT, SqlView, bound, fact_of, unbound
from dragoman.store.rows import Row, admit, changed, concerning, digest, packed_head, packed_rest, records, rows_of, text_hash, touched

WAIT = 30.0
"""Seconds to wait for another writer."""


class SqliteView(SqlView):
    """A view over one connection. Errors of SQLite come out as `StoreError`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection
        self.keep_text = dict(self._rows("SELECT name, value FROM setting")).get("keep_text") != "no"

    def _each(self, sql: str, values: Iterable[Any] = ()) -> Iterator[Any]:
        with told(self.path):
            # not `yield from`: a generator that is let go would close the cursor of a file that is closed already
            for row in self._db.execute(sql, tuple(map(bound, values))):  # noqa: UP028
                yield row

    @contextmanager
    def _still(self) -> Iterator[None]:
        """One state of the store for several statements, whatever others write meanwhile."""
        if self._db.in_transaction:
            yield
            return
        with told(self.path):
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("COMMIT")

    def reading(self, report: str) -> Reading | None:
        """All that was read off one report."""
        with self._still():
            return super().reading(report)

    def record(self, name: str) -> Found:
        """The record of this id, or of the only id that begins so."""
        with self._still():
            return super().record(name)

    def counts(self) -> dict[str, int]:
        """How many reports, records of each kind and judgements are kept."""
        with self._still():
            return super().counts()

    def search(self, words: str) -> list[str]:
        """Ids of reports whose kept text has all the words."""
        sought = " ".join(f'"{w}"' for w in re.findall(r"\w+", normalize("NFC", words)))
        sql = "SELECT id FROM word JOIN report ON n = word.rowid WHERE word MATCH ? ORDER BY published IS NOT NULL, published, id"
        return [i for (i,) in self._rows(sql, (sought,))] if sought else []

    # -- the check

    def _kept_rows(self, n: int) -> list[Row]:
        """The rows of a report as they stand."""
        parties: dict[int, list[tuple[int, str]]] = {}
        sql = "SELECT record, entity, name FROM party JOIN record ON record.n = party.record WHERE report = ? ORDER BY record, entity, name"
        for record, entity, name in self._rows(sql, (n,)):
            parties.setdefault(record, []).append((entity, unbound(name)))
        found = self._rows(f"SELECT n, {COLUMNS} FROM record WHERE report = ?", (n,))
        return [Row._make((*map(unbound, rest[:-1]), bool(rest[-1]), tuple(parties.get(number, ())))) for number, *rest in found]

    def _kept_facts(self, n: int, name: str) -> list[Fact]:
        sql = f"SELECT {FACT}, kind, a, b, place FROM fact JOIN tie ON tie.n = fact.tie WHERE fact.report = ?"
        return [fact_of((*row, name)) for row in self._rows(sql, (n,))]

    def check(self) -> list[Problem]:
        """Faults of the file and of what is kept."""
        with self._still():
            return [*self._check_file(), *self._check_reports(), *self._check_ties(), *signed(self.judgements())]

    def _check_file(self) -> Iterator[Problem]:
        yield from (Problem("", "", f"the file is damaged: {row[0]}") for row in self._rows("PRAGMA integrity_check") if row[0] != "ok")
        yield from (Problem("", "", f"a row of {row[0]} points nowhere") for row in self._rows("PRAGMA foreign_key_check"))

    def _check_reports(self) -> Iterator[Problem]:
        of = concerning(self.judgements())
        for n, name, length, sha, kept_digest in self._each("SELECT n, id, text_length, text_sha256, digest FROM report ORDER BY id"):
            try:
                reading = self.reading(name)
                assert reading is not None
                words = of(record.id for _, record in records(reading))
                should = sorted(r._replace(parties=tuple(sorted(r.parties))) for r in rows_of(reading, words))
                facts = sorted(map(repr, facts_of(reading, words)))
                if sorted(self._kept_rows(n)) != should or sorted(map(repr, self._kept_facts(n, name))) != facts:
                    yield Problem(name, "", STALE)
                if not likeness.sound(self._db, n, reading.report.text):
                    yield Problem(name, "", f"what it copies is not what the texts say; {MEND}")
                yield from kept_whole(reading, self.keep_text, length, sha, kept_digest)
            except StoreError as fault:
                yield Problem(name, "", str(fault))

    def _check_ties(self) -> Iterator[Problem]:
        """What relations are called, against their facts."""
        should: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        for fact in self._facts(None, None, ()):
            should.setdefault(fact.key, set()).update(called(fact.a_names, fact.b_names))
        sql = "SELECT kind, a, b, place, one, other FROM tie LEFT JOIN called ON tie = n ORDER BY tie.n"
        kept: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        for *key, one, other in self._each(sql):
            kept.setdefault(tuple(map(unbound, key)), set()).add((unbound(one), unbound(other)))
        for key in sorted(should.keys() | kept.keys()):
            if should.get(key) != kept.get(key):
                yield Problem("", " ".join(filter(None, key)), STALE)


class SqliteStore(SqliteView, Store):
    """`Store` over a file. Open one with `open_store`; it is a context manager that closes."""

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: kept whole, or, whatever happens inside, not at all."""
        with told(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    def add(self, reading: Reading) -> bool:
        """Keep a reading; False where the report is kept already."""
        admit(reading)
        with self._writing() as db:
            if db.execute("SELECT 1 FROM report WHERE id = ?", (reading.report.id,)).fetchone():
                return False
            self._insert(reading)
            return True

    def replace(self, reading: Reading) -> Change:
        """Keep a reading in place of an earlier one of the same report."""
        admit(reading)
        with self._writing() as db:
            before = self.reading(reading.report.id)
            if before is None:
                self._insert(reading)
            else:
                (n,) = db.execute("SELECT n FROM report WHERE id = ?", (reading.report.id,)).fetchone()
                self._head_row(n, reading)
                self._derive_again([(n, reading)])
        return changed(records(before) if before else (), records(reading))

    def judge(self, judgement: Judgement) -> bool:
        """Keep a judgement; False for one that is kept already."""
        with self._writing() as db:
            if db.execute("SELECT 1 FROM judgement WHERE id = ?", (judgement.id,)).fetchone():
                return False
            self._weigh(judgement)
            names = sorted(touched(judgement, self.judgements()))
            db.execute(
                "INSERT INTO judgement (id, action, target, said) VALUES (?, ?, ?, ?)",
                (judgement.id, judgement.action, judgement.target, pack(judgement)),
            )
            marks = ", ".join("?" * len(names))
            sql = f"SELECT DISTINCT report.n, report.id FROM record JOIN report ON report.n = record.report WHERE record.id IN ({marks})"
            self._derive_again([(n, self._sure(report)) for n, report in db.execute(sql, names).fetchall()])
            return True

    def check(self) -> list[Problem]:
        """Faults of the file and of what is kept, the index of words included."""
        return [*super().check(), *self._check_words()]

    def _check_words(self) -> Iterator[Problem]:
        """SQLite checks the index by a statement of writing, which changes nothing; a file that cannot be written goes without."""
        if not os.access(self.path, os.W_OK):
            return
        with self._writing() as db:
            try:
                db.execute("INSERT INTO word (word, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as fault:
                if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                    raise
                yield Problem("", "", f"the index of words is not that of the texts; {MEND}")

    def rederive(self) -> None:
        """Make every derived row anew, in one transaction."""
        with self._writing() as db:
            for table in ("called", "fact", "tie"):
                db.execute(f"DELETE FROM {table}")
            for n, report in db.execute("SELECT n, id FROM report ORDER BY n").fetchall():
                self._derive(n, self._sure(report))
            likeness.leave(db)
            for n, text in likeness.texts(db):
                likeness.enter(db, n, text)
            db.execute("INSERT INTO word (word) VALUES ('rebuild')")
            db.execute("DELETE FROM setting WHERE name = ?", (EMPTIED,))

    def _sure(self, report: str) -> Reading:
        reading = self.reading(report)
        assert reading is not None
        return reading

    # -- rows

    def _insert(self, reading: Reading) -> None:
        head = reading.report
        values = (head.id, "", "", "", "", "")
        cursor = self._db.execute("INSERT INTO report (id, head, versions, repairs, issues, digest) VALUES (?, ?, ?, ?, ?, ?)", values)
        n = cursor.lastrowid
        assert n is not None
        self._head_row(n, reading)
        self._derive(n, reading)

    def _head_row(self, n: int, reading: Reading) -> None:
        """The report's own row, and its text where it is kept and not there yet."""
        head, db = reading.report, self._db
        columns = (head.source_id, head.published, head.title, head.publisher, head.url, head.language)
        shown = [c.encode("utf-8", "replace").decode() if c is not None else None for c in columns]
        db.execute(
            "UPDATE report SET source_id = ?, published = ?, title = ?, publisher = ?, url = ?, language = ?, head = ?, versions = ?, "
            "repairs = ?, issues = ?, digest = ? WHERE n = ?",
            (*shown, packed_head(head), *packed_rest(reading), digest(reading), n),
        )
        if head.text is None:
            return
        db.execute("UPDATE report SET text_length = ?, text_sha256 = ? WHERE n = ?", (len(head.text), text_hash(head.text), n))
        if self.keep_text and not db.execute("SELECT 1 FROM text WHERE report = ?", (n,)).fetchone():
            db.execute("INSERT INTO text (report, text) VALUES (?, ?)", (n, bound(head.text)))
            db.execute("INSERT INTO word (rowid, text) VALUES (?, ?)", (n, head.text.encode("utf-8", "replace").decode()))
            likeness.enter(db, n, head.text)

    def _derive_again(self, readings: Iterable[tuple[int, Reading]]) -> None:
        """The rows of reports that were derived before, and what the relations are called that lose a fact."""
        db = self._db
        ties: set[int] = set()
        for n, reading in readings:
            ties.update(tie for (tie,) in db.execute("SELECT DISTINCT tie FROM fact WHERE report = ?", (n,)))
            db.execute("DELETE FROM fact WHERE report = ?", (n,))
            self._derive(n, reading)
        for tie in sorted(ties):
            kept = db.execute("SELECT DISTINCT a_names, b_names FROM fact WHERE tie = ?", (tie,)).fetchall()
            db.execute("DELETE FROM called WHERE tie = ?", (tie,))
            self._call(tie, {pair for a, b in kept for pair in called(json.loads(a), json.loads(b))})
            if not kept:
                db.execute("DELETE FROM tie WHERE n = ?", (tie,))

    def _derive(self, n: int, reading: Reading) -> None:
        """The report's records with all that is derived from them."""
        words = self._about(reading)
        self._db.execute("DELETE FROM record WHERE report = ?", (n,))
        for row in rows_of(reading, words):
            self._insert_row(n, row)
        for fact in facts_of(reading, words):
            self._insert_fact(n, fact)

    def _about(self, reading: Reading) -> list[Judgement]:
        """The judgements of a reading's records, with those that withdraw them."""
        sql = """
            WITH RECURSIVE about (id, said) AS (
                SELECT id, said FROM judgement WHERE target IN (SELECT value FROM json_each(?))
                UNION SELECT j.id, j.said FROM judgement j JOIN about ON j.target = about.id)
            SELECT said FROM about"""
        return [unpack(Judgement, said) for (said,) in self._rows(sql, (json.dumps([r.id for _, r in records(reading)]),))]

    def _insert_row(self, n: int, row: Row) -> None:
        values = (n, *row[:-1])
        cursor = self._db.execute(
            f"INSERT INTO record (report, {COLUMNS}) VALUES ({', '.join('?' * len(values))})", tuple(map(bound, values))
        )
        self._db.executemany(
            "INSERT INTO party VALUES (?, ?, ?)", [(bound(name), cursor.lastrowid, entity) for entity, name in row.parties]
        )

    def _insert_fact(self, n: int, fact: Fact) -> None:
        db, key = self._db, tuple(map(bound, fact.key))
        db.execute("INSERT OR IGNORE INTO tie (kind, a, b, place) VALUES (?, ?, ?, ?)", key)
        (tie,) = db.execute("SELECT n FROM tie WHERE (kind, a, b, place) = (?, ?, ?, ?)", key).fetchone()
        values = fact_row(tie, n, fact)
        db.execute(f"INSERT INTO fact (tie, report, {FACT}) VALUES ({', '.join('?' * len(values))})", values)
        self._call(tie, called(fact.a_names, fact.b_names))

    def _call(self, tie: int, names: Iterable[tuple[str, str]]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO called VALUES (?, ?, ?)", [(bound(a), bound(b), tie) for a, b in sorted(names)])

    # -- other views and copies

    @contextmanager
    def view(self) -> Iterator[SqliteView]:
        """A view over a connection of its own that stays as it is while others write; it may be used in another thread."""
        with told(self.path), closing(_connect(self.path)) as db:
            db.execute("BEGIN")
            yield SqliteView(self.path, db)

    def backup(self, path: str | Path) -> None:
        """Copy the store to a new file, whole, while others read and write. Raises `StoreError` where the file is there already."""
        copies.backup(self._db, Path(path))


def fact_row(tie: int, report: int, fact: Fact) -> tuple[Any, ...]:
    """The row of a fact: its relation, its report, and the columns of `FACT`."""
    f = fact
    days = [d.isoformat() if d else None for d in (f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, f.known)]
    values = (
        f.id, f.level, *days[:2], f.ends, *days[2:], f.basis, f.source, f.claim, f.confidence, f.judged, f.by,
        *(json.dumps(names) for names in (f.types, f.a_names, f.b_names)), f.via,
    )  # fmt: skip
    return (tie, report, *map(bound, values))


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA foreign_keys = ON")
    return db


def open_store(path: str | Path, *, create: bool = False, keep_text: bool = True) -> SqliteStore:
    """Open the store at ``path``; with ``create``, make one where there is none.

    ``keep_text`` is told to a new store, which remembers it: without, it keeps spans, hashes and lengths, but no report's text. Raises
    `StoreError` for a missing or unreadable file, another program's, a newer Dragoman's, or one that keeps texts when told not to.
    """
    path = Path(path)
    try:
        there = path.exists()
        if path.is_dir():
            raise StoreError(f"{path}: it is a folder; name a file in it")
        if not there and not create:
            raise StoreError(f"{path}: there is no store; `dragoman add REPORT --store {path}` makes one")
        if not there and not path.parent.is_dir():
            raise StoreError(f"{path}: the folder {path.parent} is not there; make it first")
    except OSError as fault:
        raise StoreError(f"{path}: {os.strerror(fault.errno or 0)}") from fault
    with told(path):
        db = _connect(path)
        try:
            _admit(path, db, create, keep_text)
            store = SqliteStore(path, db)
            if store._rows("SELECT 1 FROM setting WHERE name = ?", (EMPTIED,)):
                store.rederive()
            if store.keep_text and not keep_text:
                raise StoreError(f"{path}: this store keeps the texts of its reports; make a new one to keep none")
        except (StoreError, sqlite3.Error):
            db.close()
            raise
    return store


def _admit(path: Path, db: sqlite3.Connection, create: bool, keep_text: bool) -> None:
    """See whose file it is, and bring its schema up to date."""
    (application,), (version,) = db.execute("PRAGMA application_id").fetchone(), db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        ((tables,),) = db.execute("SELECT count(*) FROM sqlite_master").fetchall()
        if application or version or tables:
            raise StoreError(f"{path}: it is another program's database, not a Dragoman store; give another --store")
        if not create:
            raise StoreError(f"{path}: it is empty, not a store yet; `dragoman add REPORT --store {path}` makes one")
        db.execute("PRAGMA journal_mode = WAL")
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{path}: it was written by a newer Dragoman (schema {version}, this one knows {len(MIGRATIONS)}); upgrade Dragoman to open it"
        )
    if version < len(MIGRATIONS):
        migrate(db, {"keep_text": "yes" if keep_text else "no"})
