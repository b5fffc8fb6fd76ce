"""Copies of a store: made while it is in use, and put back in its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from dragoman.errors import StoreError
from dragoman.store.faults import told

BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a file that is in use."""


def backup(db: sqlite3.Connection, target: Path) -> None:
    """Copy an open database, as it is now, to the new file ``target``: it is there whole or not at all.

    Raises `StoreError` where there is a file already, or no such folder.
    """
    if target.exists():
        raise StoreError(f"{target}: there is a file already; name a new one")
    if not target.parent.is_dir():
        raise StoreError(f"{target}: the folder {target.parent} is not there; make it first")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with told(target), closing(sqlite3.connect(part)) as copy:
            db.backup(copy)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def move_aside(path: Path) -> Path | None:
    """Make room at ``path``: the database there, with what SQLite keeps beside it, gets the next free name ``….old``; None for nothing."""
    if not path.exists():
        return None
    names = (path.with_name(f"{path.name}.old{n or ''}") for n in range(10_000))
    aside = next(name for name in names if not name.exists())
    path.rename(aside)
    for ending in BESIDE:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + ending))
    return aside
