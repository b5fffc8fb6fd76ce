"""The schema, as named steps. A step once released never changes; a new one is added below it."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

APPLICATION = 0x4452474D
"""``application_id`` of the file: DRGM."""
STALE = "derived rows are to be made anew"
"""The setting that a step leaves which has emptied derived tables; whoever opens the store next makes them anew, in one transaction."""


class Migration(NamedTuple):
    """One step, run in one transaction with the count of steps (``user_version``). ``derive``: it leaves derived tables empty."""

    name: str
    statements: tuple[str, ...]
    derive: bool = False


MIGRATIONS = (
    Migration(
        "reports, records, facts and judgements",
        (
            "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)",
            """CREATE TABLE report (
                n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source_id TEXT, published TEXT, title TEXT, publisher TEXT, url TEXT,
                language TEXT, head TEXT NOT NULL, versions TEXT NOT NULL, repairs TEXT NOT NULL, issues TEXT NOT NULL,
                digest TEXT NOT NULL, text_length INTEGER, text_sha256 TEXT)""",
            "CREATE INDEX report_published ON report (published)",
            "CREATE TABLE text (report INTEGER PRIMARY KEY REFERENCES report ON DELETE CASCADE, text NOT NULL)",
            "CREATE VIRTUAL TABLE word USING fts5 (text, content='text', content_rowid='report', tokenize='unicode61 remove_diacritics 2')",
            """CREATE TABLE record (
                n INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, kind TEXT NOT NULL,
                seq INTEGER NOT NULL, id TEXT NOT NULL, type TEXT, mode TEXT, first TEXT, last TEXT, claim TEXT,
                confidence REAL NOT NULL, read TEXT, now TEXT,
                withdrawn INTEGER NOT NULL, UNIQUE (report, kind, seq))""",
            "CREATE INDEX record_id ON record (id)",
            "CREATE INDEX record_kind ON record (kind, type, first)",
            """CREATE TABLE party (
                name TEXT NOT NULL, record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, entity INTEGER NOT NULL,
                PRIMARY KEY (name, record, entity)) WITHOUT ROWID""",
            "CREATE INDEX party_record ON party (record)",
            """CREATE TABLE fact (
                n INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, id TEXT NOT NULL, kind TEXT NOT NULL,
                a TEXT NOT NULL, b TEXT NOT NULL, place TEXT NOT NULL, level TEXT, from_earliest TEXT, from_latest TEXT,
                ends INTEGER NOT NULL, to_earliest TEXT, to_latest TEXT, known TEXT, basis TEXT NOT NULL,
                source TEXT NOT NULL, claim TEXT NOT NULL, confidence REAL NOT NULL, judged INTEGER NOT NULL, by_whom TEXT,
                types TEXT NOT NULL, a_names TEXT NOT NULL, b_names TEXT NOT NULL)""",
            "CREATE INDEX fact_report ON fact (report)",
            "CREATE INDEX fact_key ON fact (kind, a, b)",
            "CREATE INDEX fact_place ON fact (kind, place)",
            """CREATE TABLE side (
                name TEXT NOT NULL, fact INTEGER NOT NULL REFERENCES fact ON DELETE CASCADE, PRIMARY KEY (name, fact)) WITHOUT ROWID""",
            "CREATE INDEX side_fact ON side (fact)",
            """CREATE TABLE judgement (
                n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, action TEXT NOT NULL, target TEXT NOT NULL, said TEXT NOT NULL)""",
            "CREATE INDEX judgement_target ON judgement (target)",
        ),
    ),
    # The facts of one relation lie side by side, so that a fold reads the table once from end to end, and a question a few pages of it.
    Migration(
        "facts by relation",
        (
            "DROP TABLE side",
            "DROP TABLE fact",
            """CREATE TABLE tie (
                n INTEGER PRIMARY KEY, kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, place TEXT NOT NULL,
                UNIQUE (kind, a, b, place))""",
            "CREATE INDEX tie_held ON tie (kind, place)",
            """CREATE INDEX tie_bundle ON tie (
                kind, CASE kind WHEN 'control' THEN place ELSE a END, CASE kind WHEN 'control' THEN '' ELSE b END)""",
            """CREATE TABLE fact (
                tie INTEGER NOT NULL REFERENCES tie, report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, id TEXT NOT NULL,
                level TEXT, from_earliest TEXT, from_latest TEXT, ends INTEGER NOT NULL, to_earliest TEXT, to_latest TEXT, known TEXT,
                basis TEXT NOT NULL, source TEXT NOT NULL, claim TEXT NOT NULL, confidence REAL NOT NULL, judged INTEGER NOT NULL,
                by_whom TEXT, types TEXT NOT NULL, a_names TEXT NOT NULL, b_names TEXT NOT NULL,
                PRIMARY KEY (tie, report, id)) WITHOUT ROWID""",
            "CREATE INDEX fact_report ON fact (report)",
            """CREATE TABLE called (
                one TEXT NOT NULL, other TEXT NOT NULL, tie INTEGER NOT NULL REFERENCES tie,
                PRIMARY KEY (one, other, tie)) WITHOUT ROWID""",
            "CREATE INDEX called_tie ON called (tie)",
            "CREATE INDEX report_name ON report (n, id)",
        ),
        derive=True,
    ),
    # What an organisation's relation implies for members is a fact of theirs; near-copies are found when a report is added, not when asked.
    Migration(
        "implied facts and copies",
        (
            "ALTER TABLE fact ADD COLUMN via TEXT",
            "CREATE TABLE band (band INTEGER NOT NULL, report INTEGER NOT NULL REFERENCES report, PRIMARY KEY (band, report)) WITHOUT ROWID",
            "CREATE INDEX band_report ON band (report)",
            "CREATE TABLE copy (report INTEGER PRIMARY KEY REFERENCES report, source INTEGER NOT NULL REFERENCES report)",
        ),
        derive=True,
    ),
)


def migrate(connection: sqlite3.Connection, settings: dict[str, str]) -> None:
    """Bring the schema up to date, each step in its own transaction; a new store gets its settings with the first.

    The count is read again under the write lock, so two programs that open an old store at once take each step once.
    """
    for number, step in enumerate(MIGRATIONS, 1):
        connection.execute("BEGIN IMMEDIATE")
        (done,) = connection.execute("PRAGMA user_version").fetchone()
        if done < number:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migration VALUES (?, ?)", (number, step.name))
            if number == 1:
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.executemany("INSERT INTO setting VALUES (?, ?)", sorted(settings.items()))
            if step.derive:
                connection.execute("INSERT OR REPLACE INTO setting VALUES (?, 'yes')", (STALE,))
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
