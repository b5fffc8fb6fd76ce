"""Open whatever store is at a path."""

from __future__ import annotations

import os.path
from pathlib import Path

from dragoman.store.base import Store
from dragoman.store.sqlite import open_store as open_file


def open_store(path: str | Path, *, create: bool = False, keep_text: bool = True) -> Store:
    """Open the store at ``path``: a file (`dragoman.store.sqlite.open_store`), or a folder that `write_parquet` made, which is only read."""
    from dragoman.store.parquet import MARK, ParquetStore

    return ParquetStore(path) if os.path.isfile(os.path.join(path, MARK)) else open_file(path, create=create, keep_text=keep_text)  # noqa: PTH113, PTH118
