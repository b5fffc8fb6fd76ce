"""Which reports copy which, as rows: ``band`` finds texts that may be alike, ``copy`` says which report each near-copy copies.

The rows are the same in any order of arrival: what `dragoman.ledger.voices` says of all reports at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from dragoman.ledger.copying import bands, copied, shingles
from dragoman.store.queries import unbound

NEAR = """
    SELECT report.n, coalesce(report.published, '9999'), report.id, copy.source FROM report LEFT JOIN copy ON copy.report = report.n
    WHERE report.n IN (SELECT report FROM band WHERE band IN ({})) AND report.n <> ? ORDER BY 2, 3"""


def enter(db: sqlite3.Connection, n: int, text: str) -> None:
    """Keep what makes the report comparable, the report that it copies, and itself for later ones that copy it."""
    mine = shingles(text)
    keys = bands(mine)
    db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(key, n) for key in keys])
    before, after = _near(db, n, keys)
    source = _first(db, mine, before)
    if source is not None:
        db.execute("INSERT OR REPLACE INTO copy VALUES (?, ?)", (n, source))
    for other, is_copy_of in after:
        if (is_copy_of is None or _order(db, n) < _order(db, is_copy_of)) and copied(mine, _shingles(db, other)):
            db.execute("INSERT OR REPLACE INTO copy VALUES (?, ?)", (other, n))


def leave(db: sqlite3.Connection) -> None:
    """Forget all, to enter each report anew."""
    db.execute("DELETE FROM copy")
    db.execute("DELETE FROM band")


def sound(db: sqlite3.Connection, n: int, text: str | None) -> bool:
    """Whether the rows of a report are what follows from the texts."""
    mine = shingles(text or "")
    keys = bands(mine)
    kept = {band for (band,) in db.execute("SELECT band FROM band WHERE report = ?", (n,))}
    source = db.execute("SELECT source FROM copy WHERE report = ?", (n,)).fetchone()
    return kept == set(keys) and (source[0] if source else None) == _first(db, mine, _near(db, n, keys)[0])


def _near(db: sqlite3.Connection, n: int, keys: tuple[int, ...]) -> tuple[list[int], list[tuple[int, int | None]]]:
    """The reports that share a band: those before this one, and those after it with what they copy."""
    mine = _order(db, n)
    found: list[tuple[int, str, str, int | None]] = (
        db.execute(NEAR.format(", ".join("?" * len(keys))), (*keys, n)).fetchall() if keys else []
    )
    before = [other for other, day, name, _ in found if (day, name) < mine]
    return before, [(other, source) for other, day, name, source in found if (day, name) > mine]


def _first(db: sqlite3.Connection, mine: frozenset[str], before: list[int]) -> int | None:
    return next((other for other in before if copied(mine, _shingles(db, other))), None)


def _order(db: sqlite3.Connection, n: int) -> Any:
    return db.execute("SELECT coalesce(published, '9999'), id FROM report WHERE n = ?", (n,)).fetchone()


def _shingles(db: sqlite3.Connection, n: int) -> frozenset[str]:
    found = db.execute("SELECT text FROM text WHERE report = ?", (n,)).fetchone()
    return shingles(unbound(found[0]) if found else "")


def texts(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """The texts that are kept."""
    for n, text in db.execute("SELECT report, text FROM text ORDER BY report"):
        yield n, unbound(text)
