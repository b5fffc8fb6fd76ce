"""A copy of a store for bulk analysis: one Parquet file a table, read by DuckDB. It is asked as any store is, and never written to."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from dragoman.errors import StoreError, UsageError
from dragoman.ledger import Interval, Judgement
from dragoman.model import Reading
from dragoman.store.base import Change, Problem, Store
from dragoman.store.migrations import MIGRATIONS
from dragoman.store.queries import SqlView, bound, unbound
from dragoman.store.rows import has_words
from dragoman.store.sqlite import SqliteStore, SqliteView

MARK = "ledger.json"
"""The file that says what the folder is, of which schema, and the hash of each of its files."""
TABLES = ("report", "text", "record", "party", "tie", "fact", "called", "copy", "judgement", "setting")
BATCH = 50_000
"""Rows in memory at once."""
TYPES = {"INTEGER": "int64", "REAL": "float64", "TEXT": "string"}
DAYS = ("start", "end", "since_earliest", "since_latest")
PLAIN = {"kind", "a", "b", "place", "level", "status", "last_known", "by", "via"}
LISTED = "FROM record JOIN report ON report.n = record.report WHERE record.kind = '{}' AND NOT withdrawn"
COMMON = "record.id, report.id AS report, report.published::DATE AS published"
DATED = "first::DATE AS first, last::DATE AS last"
VIEWS = {
    "text": "SELECT report, coalesce(exact, encode(text)) AS text FROM read_parquet({})",
    "reports": "SELECT id, published::DATE AS published, title, publisher, url, language, text_length FROM report",
    "events": f"SELECT {COMMON}, type AS event_type, mode AS event_mode, {DATED}, claim, confidence, coalesce(now, read) AS json "
    + LISTED.format("event"),
    "statements": f"SELECT {COMMON}, type AS verb, mode AS medium, {DATED}, confidence, coalesce(now, read) AS json "
    + LISTED.format("statement"),
    "relations": f"SELECT {COMMON}, type AS kind, mode AS level, {DATED}, confidence, coalesce(now, read) AS json "
    + LISTED.format("relation"),
    "figures": f"SELECT {COMMON}, type AS unit, mode AS bound, {DATED}, confidence, coalesce(now, read) AS json " + LISTED.format("figure"),
    "facts": "SELECT fact.id, report.id AS report, kind, a, b, place, level, from_earliest::DATE AS from_earliest, "
    "from_latest::DATE AS from_latest, to_earliest::DATE AS to_earliest, to_latest::DATE AS to_latest, known::DATE AS known, "
    "CASE WHEN via IS NULL THEN basis ELSE 'implied' END AS basis, via, source, "
    "claim, confidence FROM fact JOIN tie ON tie.n = tie JOIN report ON report.n = report",
}
"""What an analyst asks, beside the tables; ``intervals`` is the fold of all facts by the plain rule."""


def library(name: str) -> Any:
    """DuckDB or pyarrow. Raises `UsageError` where it is not installed."""
    try:
        return import_module(name)
    except ImportError as fault:
        raise UsageError(
            f"Parquet needs {name.split('.', maxsplit=1)[0]}, which is not installed: pip install 'dragoman[analysis]'"
        ) from fault


def write_parquet(store: SqliteStore, folder: str | Path) -> None:
    """Copy a store, as it is now, to the new folder ``folder``: one file a table, and ``interval.parquet``, the fold of all facts.

    Half a surrogate pair, which Parquet has no word for, becomes a replacement character, but in texts and records. Raises `StoreError`
    where there is something already.
    """
    folder = Path(folder)
    if folder.exists():
        raise StoreError(f"{folder}: it is there already; name a new folder")
    if not folder.parent.is_dir():
        raise StoreError(f"{folder}: the folder {folder.parent} is not there; make it first")
    library("pyarrow.parquet")
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        with store.view() as view:
            for table in TABLES:
                _write(part / f"{table}.parquet", *_table(view, table))
            _write(part / "interval.parquet", _interval_columns(), (_interval_row(i) for i in view.intervals()))
        files = {path.name: _hash(path) for path in sorted(part.glob("*.parquet"))}
        (part / MARK).write_text(json.dumps({"schema": len(MIGRATIONS), "files": files}, indent=1) + "\n", encoding="utf-8")
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _table(view: SqliteView, table: str) -> tuple[dict[str, str], Iterator[Sequence[Any]]]:
    """Columns of a table with their types, and its rows in the order of its key."""
    columns = {name: TYPES.get(kind, "string") for _, name, kind, *_ in view._rows(f"PRAGMA table_info({table})")}
    rows = view._each(f"SELECT {', '.join(columns)} FROM {table}")
    if table == "text":
        return columns | {"exact": "binary"}, ((n, _said(text), text if isinstance(text, bytes) else None) for n, text in rows)
    return columns, ([_said(value) for value in row] for row in rows)


def _said(value: Any) -> Any:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _interval_columns() -> dict[str, str]:
    return {name: "date32" if name in DAYS else "int64" if name == "sources" else "string" for name in Interval._fields}


def _interval_row(interval: Interval) -> list[Any]:
    """An interval with its lists as JSON."""
    named = zip(Interval._fields, interval, strict=True)
    return [v if name in PLAIN or name in DAYS or name == "sources" else json.dumps(v) for name, v in named]


def _write(path: Path, columns: dict[str, str], rows: Iterable[Sequence[Any]]) -> None:
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    schema = arrow.schema([(name, getattr(arrow, kind)()) for name, kind in columns.items()])
    rows = iter(rows)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(rows, BATCH)):
            arrays = [arrow.array(values, field.type) for values, field in zip(zip(*batch, strict=True), schema, strict=True)]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


class ParquetStore(SqlView, Store):
    """`Store` over a folder that `write_parquet` made; what would change it raises `StoreError`."""

    def __init__(self, folder: str | Path) -> None:
        self.path = Path(folder)
        try:
            mark = json.loads((self.path / MARK).read_text(encoding="utf-8"))
            schema, self._files = int(mark["schema"]), dict(mark["files"])
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise StoreError(f"{folder}: it is no copy of a ledger in Parquet ({fault})") from fault
        if schema != len(MIGRATIONS):
            which, do = (
                ("a newer", "upgrade Dragoman to open it") if schema > len(MIGRATIONS) else ("an older", "make it anew from its ledger")
            )
            raise StoreError(f"{folder}: it was written by {which} Dragoman (schema {schema}, this one knows {len(MIGRATIONS)}); {do}")
        self._duckdb = library("duckdb")
        self._db = self._duckdb.connect()
        with self._told():
            for name in [*TABLES, "interval"]:
                file = "'" + str(self.path / f"{name}.parquet").replace("'", "''") + "'"
                made = VIEWS[name].format(file) if name in VIEWS else f"SELECT * FROM read_parquet({file})"
                self._db.execute(f"CREATE VIEW {'intervals' if name == 'interval' else name} AS {made}")
            for name, made in VIEWS.items():
                if name not in TABLES:
                    self._db.execute(f"CREATE VIEW {name} AS {made}")
        self.keep_text = dict(self._rows("SELECT name, value FROM setting")).get("keep_text") != "no"

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._duckdb.Error as fault:
            raise StoreError(f"{self.path}: {str(fault).splitlines()[0]}") from fault

    def _each(self, sql: str, values: Iterable[Any] = ()) -> Iterator[Any]:
        # how SQLite is told the order of tables and the index is foreign to DuckDB, which needs neither
        sql = sql.replace("CROSS JOIN", "JOIN").replace("INDEXED BY report_name", "")
        with self._told():
            answer = self._db.cursor().execute(sql, [_said(bound(v)) for v in values])
            while rows := answer.fetchmany(BATCH):
                yield from rows

    def sql(self, query: str, values: Sequence[Any] = ()) -> Any:
        """DuckDB's own answer to a question over the tables and views (`VIEWS`): ``.fetchall()``, ``.df()``, ``.arrow()``."""
        with self._told():
            return self._db.cursor().execute(query, list(values))

    def search(self, words: str) -> list[str]:
        """Ids of reports whose kept text has all the words."""
        sql = "SELECT id, text.text FROM text JOIN report ON n = text.report ORDER BY published IS NOT NULL, published, id"
        return [name for name, text in self._each(sql) if has_words(unbound(text), words)] if re.search(r"\w", words) else []

    def check(self) -> list[Problem]:
        """Files that are gone or are not what was written."""
        paths = {name: self.path / name for name in self._files}
        return [
            Problem("", name, "the file is not what was written: its hash does not fit" if path.is_file() else "the file is gone")
            for name, path in paths.items()
            if not path.is_file() or _hash(path) != self._files[name]
        ]

    @contextmanager
    def view(self) -> Iterator[ParquetStore]:
        """The copy itself: it never changes."""
        yield self

    def close(self) -> None:
        """Let go of the files."""
        self._db.close()

    def add(self, reading: Reading) -> bool:
        """Raises `StoreError`."""
        self._refuse()

    def replace(self, reading: Reading) -> Change:
        """Raises `StoreError`."""
        self._refuse()

    def judge(self, judgement: Judgement) -> bool:
        """Raises `StoreError`."""
        self._refuse()

    def rederive(self) -> None:
        """Raises `StoreError`."""
        self._refuse()

    def backup(self, path: str | Path) -> None:
        """Raises `StoreError`."""
        raise StoreError(f"{self.path}: it is a copy in Parquet; copy the folder, or back up the ledger that it was made from")

    def _refuse(self) -> NoReturn:
        raise StoreError(f"{self.path}: it is a copy in Parquet, which is only read; write to the ledger that it was made from")
