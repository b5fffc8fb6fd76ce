"""The tables in one file that is looked into, not read: a table of ten thousand rows costs nothing until a row is asked for.

`make index` writes it (``training/index.py``) from the checked tables. Layout: the line `MAGIC`, one line of JSON (the size and CRC of each
source; of each section the first key and the length of each block), then the blocks (`dragoman.ontology.blocks`), each value JSON. Where
the user has tables of his own, or a table of the package is not as it was when the index was written, or the index is damaged, the tables
are read and checked as they stand.
"""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from pydantic import TypeAdapter

from dragoman.config import SETTINGS
from dragoman.errors import OntologyError
from dragoman.ontology.blocks import Blocks, in_blocks
from dragoman.ontology.tables import TABLES

MAGIC = b"dragoman index 1\n"
PATH = TABLES / "index.dat"
BLOCK = 16_384
"""Bytes of text in a block before compression: opened in about 0.1 ms."""
MISSES = 20_000
"""Keys that a section remembers not to have, before it forgets them all: the words of any text are asked for."""
OWN_TABLES = SETTINGS["tables"].variable

T = TypeVar("T")


def own_tables() -> Path | None:
    """The folder of the user's own tables, from the environment (`OWN_TABLES`); None where none is set.

    Raises `OntologyError` if it is no folder: a name misspelt would otherwise leave out rows without a word.
    """
    named = os.environ.get(OWN_TABLES, "").strip()
    if named and not Path(named).is_dir():
        raise OntologyError(f"{OWN_TABLES}: {named!r} is no folder")
    return Path(named) if named else None


class Section(Mapping[str, T]):
    """One table of the index: values of ``shape`` by key, each read when it is first asked for."""

    def __init__(self, blocks: Blocks, shape: Any) -> None:
        self._blocks, self._shape = blocks, shape
        self._held: dict[str, Any] = {}
        self._missing: set[str] = set()

    def get(self, keyed: str, default: Any = None) -> Any:
        """The value of a key, or ``default``."""
        value = self._held.get(keyed)
        if value is None and keyed not in self._missing:
            value = self._find(keyed)
            if value is not None:
                self._held[keyed] = value
            else:
                if len(self._missing) >= MISSES:
                    self._missing.clear()
                self._missing.add(keyed)
        return default if value is None else value

    def _find(self, keyed: str) -> Any:
        rest = self._blocks.rest(keyed)
        return None if rest is None else _adapter(self._shape).validate_json(rest)

    def __getitem__(self, keyed: str) -> T:
        value: T | None = self.get(keyed)
        if value is None:
            raise KeyError(keyed)
        return value

    def __contains__(self, keyed: object) -> bool:
        return isinstance(keyed, str) and self.get(keyed) is not None

    def __iter__(self) -> Iterator[str]:
        return self._blocks.keys()

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Index:
    """The file of the index, opened."""

    def __init__(self, path: Path = PATH) -> None:
        data = path.read_bytes()
        if not data.startswith(MAGIC):
            raise OntologyError(f"{path.name}:1: this is no index of the tables; `make index` writes it")
        at = data.index(b"\n", len(MAGIC))
        head = json.loads(data[len(MAGIC) : at])
        self.sources: dict[str, tuple[int, int]] = {name: (size, crc) for name, (size, crc) in head["sources"].items()}
        self._sections: dict[str, Blocks] = {}
        at += 1
        for name, held in head["sections"].items():
            self._sections[name] = Blocks(data, at, held)
            at = self._sections[name].end
        if at != len(data):
            raise OntologyError(f"{path.name}: it is cut short; `make index` writes it anew")

    def section(self, name: str, shape: Any) -> Section[Any]:
        """The section of that name, its values of ``shape`` (a type that pydantic reads from JSON)."""
        return Section(self._sections[name], shape)

    def fits(self, folder: Path = TABLES) -> bool:
        """Whether the tables in ``folder`` are those of which the index was written, down to the character, and all of its sections there."""
        there = {path.name for path in folder.glob("offices*.tsv")} | {n for n in self.sources if not n.startswith("offices")}
        if there != set(self.sources) or not INDEXED.keys() <= self._sections.keys():
            return False
        return all(
            (path := folder / name).exists() and path.stat().st_size == size and crc32(path.read_bytes()) == crc
            for name, (size, crc) in self.sources.items()
        )


def write(sections: Mapping[str, tuple[Any, Mapping[str, Any]]], sources: list[Path], path: Path = PATH) -> None:
    """Write the index: of each section the shape of its values, and the values by key."""
    head: dict[str, list[tuple[str, int]]] = {}
    written = bytearray()
    for name, (shape, table) in sections.items():
        lines = (k.encode() + b"\t" + _adapter(shape).dump_json(table[k], exclude_defaults=True) for k in sorted(table, key=str.encode))
        head[name] = []
        for first, block in in_blocks(lines, BLOCK):
            head[name].append((first, len(block)))
            written += block
    sizes = {p.name: (p.stat().st_size, crc32(p.read_bytes())) for p in sources}
    top = json.dumps({"sources": sizes, "sections": head}, separators=(",", ":"), ensure_ascii=False)
    path.write_bytes(MAGIC + top.encode() + b"\n" + written)


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


@cache
def index() -> Index | None:
    """The index of the package's tables, or None where they must be read: none there, tables changed since, or the user's own added."""
    if own_tables() is not None or not PATH.exists():
        return None
    try:
        held = Index(PATH)
    except (OntologyError, ValueError, KeyError, TypeError) as fault:
        warnings.warn(f"{PATH.name} is damaged, and the tables are read instead: {fault}", stacklevel=2)
        return None
    return held if held.fits() else None


_PLAINLY: ContextVar[bool] = ContextVar("plainly", default=False)


@contextmanager
def plainly() -> Iterator[None]:
    """Within it every table is read from its own file, as if there were no index."""
    token = _PLAINLY.set(True)
    try:
        yield
    finally:
        _PLAINLY.reset(token)


INDEXED: dict[str, tuple[Any, Callable[[], Mapping[str, Any]]]] = {}
"""What is kept in the index: by section, the shape of its values and what reads the tables for it."""


def indexed(name: str, shape: Any) -> Callable[[Callable[[], Mapping[str, T]]], Callable[[], Mapping[str, T]]]:
    """A table by key, looked up in the index where there is one; else the decorated function reads it. Cached."""

    def kept(read: Callable[[], Mapping[str, T]]) -> Callable[[], Mapping[str, T]]:
        INDEXED[name] = (shape, read)

        from_tables = cache(read)

        @cache
        def looked_up() -> Mapping[str, T]:
            held = index()
            return held.section(name, shape) if held else from_tables()

        @wraps(read)
        def table() -> Mapping[str, T]:
            return from_tables() if _PLAINLY.get() else looked_up()

        return table

    return kept
