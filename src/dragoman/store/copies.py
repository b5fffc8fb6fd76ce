"""Copies of a database, made while it is in use."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dragoman.errors import StoreError
from dragoman.store.faults import told

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file that is in use."""


@contextmanager
def copied(db: sqlite3.Connection, target: Path) -> Iterator[Path]:
    """A copy of an open database under a name of its own, which becomes ``target`` if all goes well: that is there whole or not at all.

    The copy is one file, with nothing beside it, and is read from a disk that cannot be written too. Raises `StoreError` for no folder.
    """
    if not target.parent.is_dir():
        raise StoreError(f"{target}: the folder {target.parent} is not there; make it first")
    part = target.with_name(target.name + ".part")
    leftovers = [part, *(part.with_name(part.name + ending) for ending in BESIDE)]
    for old in leftovers:
        old.unlink(missing_ok=True)
    try:
        with told(target), closing(sqlite3.connect(part)) as copy:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        yield part
        part.replace(target)
    finally:
        for left in leftovers:
            left.unlink(missing_ok=True)


def backup(db: sqlite3.Connection, target: Path) -> None:
    """Copy an open database, as it is now, to the new file ``target``. Raises `StoreError` where there is a file already."""
    if target.exists():
        raise StoreError(f"{target}: there is a file already; name a new one")
    with copied(db, target):
        pass


def move_aside(path: Path) -> Path | None:
    """Make room at ``path``: the database there, with what SQLite keeps beside it, gets the next free name ``….old``; None for nothing."""
    if not path.exists():
        return None
    names = (path.with_name(f"{path.name}.old{n or ''}") for n in range(10_000))
    aside = next(name for name in names if not name.exists())
    for ending in ("", *BESIDE):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + ending))
    return aside
