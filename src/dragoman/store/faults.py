"""SQLite's errors as ours: one line that names the file and says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import StoreError

WORDS = {
    "SQLITE_FULL": "the disk is full; free some space and run again (nothing that was kept is lost)",
    "SQLITE_READONLY": "it cannot be written: the file or its folder is read-only",
    "SQLITE_BUSY": "another program is writing to it; wait until it is done and run again",
    "SQLITE_LOCKED": "another program is writing to it; wait until it is done and run again",
    "SQLITE_NOTADB": "it is not a Dragoman store (not a database at all); give another --store",
    "SQLITE_CORRUPT": "it is damaged; restore a backup",
    "SQLITE_CANTOPEN": "it cannot be opened: see that the file and its folder may be read and written",
    "SQLITE_PERM": "it cannot be opened: see that the file and its folder may be read and written",
    "SQLITE_IOERR": "the disk failed or is full",
    "SQLITE_TOOBIG": "a report is too long for a store (a thousand million bytes)",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise `StoreError` in place of whatever SQLite raises inside."""
    try:
        yield
    except sqlite3.Error as fault:
        name = getattr(fault, "sqlite_errorname", "")
        word = next((w for code, w in WORDS.items() if name.startswith(code)), f"{fault}")
        raise StoreError(f"{path}: {word}") from fault
