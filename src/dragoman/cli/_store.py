"""The ledger that a command means."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.config import SETTINGS
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.store import Store, View


@contextmanager
def opened(path: Path | None, *, create: bool = False, keep_text: bool = True) -> Iterator[Store]:
    """Open the ledger at ``path``, and let go of it in the end.

    Raises:
        UsageError: no ledger is given.
        StoreError: it is not there, or is no ledger of Dragoman.
    """
    if path is None:
        raise UsageError(f"which ledger? give --store FILE, or set {SETTINGS['store'].variable}")
    from dragoman.store import open_store

    with closing(open_store(path, create=create, keep_text=keep_text)) as store:
        yield store


@contextmanager
def viewed(path: Path | None) -> Iterator[View]:
    """One state of the ledger at ``path``, whatever others write meanwhile: for commands that only read. Raises as `opened`."""
    with opened(path) as store, store.view() as view:
        yield view
