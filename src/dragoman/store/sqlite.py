"""The store of record: one SQLite file, one writer, many readers (WAL)."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dragoman.errors import StoreError
from dragoman.ledger import Fact, Judgement, facts_of
from dragoman.model import Reading
from dragoman.store.base import Change
from dragoman.store.faults import told
from dragoman.store.migrations import APPLICATION, MIGRATIONS, migrate
from dragoman.store.packing import pack, unpack
from dragoman.store.queries import COLUMNS, FACT, SqliteView, bound
from dragoman.store.rows import Row, admit, changed, digest, packed_head, packed_rest, records, rows_of, text_hash, touched

WAIT = 30.0
"""Seconds to wait for another writer."""


class SqliteStore(SqliteView):
    """`Store` over a file. Open one with `open_store`; it is a context manager that closes."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        super().__init__(path, connection)
        self.keep_text = dict(self._rows("SELECT name, value FROM setting")).get("keep_text") != "no"

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

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
                self._derive(n, reading)
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
            for n, report in db.execute(sql, names).fetchall():
                reading = self.reading(report)
                assert reading is not None
                self._derive(n, reading)
            return True

    def rederive(self) -> None:
        """Make every derived row anew, in one transaction."""
        with self._writing() as db:
            for n, report in db.execute("SELECT n, id FROM report").fetchall():
                reading = self.reading(report)
                assert reading is not None
                self._derive(n, reading)

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

    def _derive(self, n: int, reading: Reading) -> None:
        """The report's records with all that is derived from them."""
        words = self._about(reading)
        self._db.execute("DELETE FROM record WHERE report = ?", (n,))
        self._db.execute("DELETE FROM fact WHERE report = ?", (n,))
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
        f = fact
        days = [d.isoformat() if d else None for d in (f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, f.known)]
        values = (
            n, f.id, f.kind, f.a, f.b, f.place, f.level, *days[:2], f.ends, *days[2:], f.basis, f.source, f.claim, f.confidence,
            f.judged, f.by, *(json.dumps(names) for names in (f.types, f.a_names, f.b_names)),
        )  # fmt: skip
        cursor = self._db.execute(f"INSERT INTO fact (report, {FACT}) VALUES ({', '.join('?' * len(values))})", tuple(map(bound, values)))
        sides = {name.casefold() for name in (*f.a_names, *f.b_names)}
        self._db.executemany("INSERT INTO side VALUES (?, ?)", [(bound(name), cursor.lastrowid) for name in sorted(sides)])

    # -- other views and copies

    @contextmanager
    def view(self) -> Iterator[SqliteView]:
        """A view over a connection of its own that stays as it is while others write; it may be used in another thread."""
        with told(self.path), closing(_connect(self.path)) as db:
            db.execute("BEGIN")
            db.execute("SELECT 1 FROM setting").fetchone()
            yield SqliteView(self.path, db)

    def backup(self, path: str | Path) -> None:
        """Copy the store to a new file, whole, while others read and write. Raises `StoreError` where the file is there already."""
        target = Path(path)
        if target.exists():
            raise StoreError(f"{target}: there is a file already; name a new one")
        if not target.parent.is_dir():
            raise StoreError(f"{target}: the folder {target.parent} is not there; make it first")
        part = target.with_name(target.name + ".part")
        try:
            with told(target), closing(sqlite3.connect(part)) as copy:
                self._db.backup(copy)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


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
