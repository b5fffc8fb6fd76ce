"""Stores: readings kept whole, asked in rows."""

from dragoman.store.base import Ask, Change, Found, Problem, Store, View, Writer
from dragoman.store.memory import MemoryStore
from dragoman.store.opening import open_store
from dragoman.store.parquet import ParquetStore, write_parquet
from dragoman.store.restore import Restored, restore
from dragoman.store.sqlite import SqliteStore

__all__ = [
    "Ask", "Change", "Found", "MemoryStore", "ParquetStore", "Problem", "Restored", "SqliteStore", "Store", "View", "Writer", "open_store",
    "restore", "write_parquet",
]  # fmt: skip
