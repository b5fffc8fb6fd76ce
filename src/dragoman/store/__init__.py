"""Stores: readings kept whole, asked in rows."""

from dragoman.store.base import Ask, Change, Found, Problem, Store, View, Writer
from dragoman.store.memory import MemoryStore
from dragoman.store.sqlite import SqliteStore, open_store

__all__ = ["Ask", "Change", "Found", "MemoryStore", "Problem", "SqliteStore", "Store", "View", "Writer", "open_store"]
