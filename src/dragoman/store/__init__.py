"""Stores: readings kept whole, asked in rows."""

from dragoman.store.base import Ask, Change, Found, Problem, Store, View, Writer
from dragoman.store.memory import MemoryStore
from dragoman.store.restore import Restored, restore
from dragoman.store.sqlite import SqliteStore, open_store

__all__ = [
    "Ask",
    "Change",
    "Found",
    "MemoryStore",
    "Problem",
    "Restored",
    "SqliteStore",
    "Store",
    "View",
    "Writer",
    "open_store",
    "restore",
]
