"""Put a copy of a store back in its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import StoreError
from dragoman.store.copies import copied, move_aside
from dragoman.store.faults import told
from dragoman.store.sqlite import open_store


class Restored(NamedTuple):
    """What was put back, as `View.counts` has it, and where the file went that was there before (None for none)."""

    counts: dict[str, int]
    aside: Path | None


def restore(copy: str | Path, target: str | Path, *, replace: bool = False) -> Restored:
    """Check ``copy`` (any edition's store) and put it at ``target``, which holds the old file or the new one, whole, at any moment.

    With ``replace``, a file at ``target`` is moved aside, never deleted; programs that have it open go on with the old one. Raises
    `StoreError` where there is a file and no ``replace``, or the copy is none of ours or not sound: nothing changes then.
    """
    copy, target = Path(copy), Path(target)
    if not copy.is_file():
        raise StoreError(f"{copy}: there is no such file")
    if target.exists() and (not replace or target.samefile(copy)):
        raise StoreError(f"{target}: there is a file already; --replace moves it aside and puts the copy in its place")
    with told(copy), closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as source, copied(source, target) as part:
        try:
            with open_store(part) as store:
                problems, counts = store.check(), store.counts()
                store._rows("PRAGMA journal_mode = WAL")
        except StoreError as fault:
            raise StoreError(str(fault).replace(str(part), str(copy))) from fault
        if problems:
            raise StoreError(f"{copy}: it is not sound, nothing is restored: {problems[0].what} ({len(problems)} faults in all)")
        aside = move_aside(target)
    return Restored(counts, aside)
