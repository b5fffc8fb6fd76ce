"""The ledger that a command means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.config import SETTINGS
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.store import Store


def opened(path: Path | None, *, create: bool = False, keep_text: bool = True) -> Store:
    """Open the ledger at ``path``.

    Raises:
        UsageError: no ledger is given.
        StoreError: it is not there, or is no ledger of Dragoman.
    """
    if path is None:
        raise UsageError(f"which ledger? give --store FILE, or set {SETTINGS['store'].variable}")
    from dragoman.store import open_store

    return open_store(path, create=create, keep_text=keep_text)


def with_report(item: Any) -> tuple[Any, dict[str, Any]]:
    """A record of the ledger, and the id of its report."""
    return item
