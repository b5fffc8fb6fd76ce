"""Paths, folders and standard input, each opened by its kind."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.ingest.decode import WIDEST, decode, too_long
from dragoman.ingest.html import from_html, looks_like_html
from dragoman.ingest.item import Failure, Item
from dragoman.ingest.json import from_json, is_json, is_object_line
from dragoman.ingest.jsonl import from_jsonl
from dragoman.ingest.text import from_bytes

STDIN = "-"
LINES = (".jsonl", ".ndjson")
PAGES = (".html", ".htm", ".xhtml")
KINDS = (".txt", *PAGES, *LINES, ".json")
"""Endings of the files that are read out of a folder."""
BLANK = 100
"""Blank lines at the head of a stream that are passed over."""
EMPTY = "an empty file: nothing to read"


def inputs(paths: Iterable[str | Path], published: dt.date | None = None, stdin: BinaryIO | None = None) -> Iterator[Item]:
    """The reports of ``paths``, in their order; what cannot be read is a `Failure`, and the rest goes on.

    Args:
        paths: files, folders (read whole, in the order of their names) and ``-`` for standard input.
        published: their date where a record or page has none of its own; for plain text it goes before the first line's.
        stdin: the stream for ``-``, by default the process's.
    """
    for path in paths:
        if str(path) == STDIN:
            yield from _stream(stdin or sys.stdin.buffer, STDIN, published)
            continue
        for found in files(Path(path)):
            if isinstance(found, Failure):
                yield found
            else:
                yield from _guarded(found, published)


def files(path: Path) -> Iterator[Path | Failure]:
    """``path`` itself, or the files of the folder: sorted, all levels, hidden ones left out."""
    try:
        if not path.exists():
            yield Failure(str(path), "no such file or folder")
            return
        if not path.is_dir():
            yield path
            return
    except OSError as error:
        yield Failure(str(path), _why(error))
        return
    errors: list[OSError] = []
    seen = False
    for folder, folders, names in os.walk(path, onerror=errors.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(KINDS):
                seen = True
                yield Path(folder, name)
    for missed in errors:
        yield Failure(str(missed.filename), _why(missed))
    if not seen and not errors:
        yield Failure(str(path), f"nothing to read in this folder (it takes {', '.join('*' + k for k in KINDS)})")


def _guarded(path: Path, published: dt.date | None) -> Iterator[Item]:
    try:
        with path.open("rb") as stream:
            yield from _file(path, stream, published)
    except OSError as error:
        yield Failure(str(path), _why(error))


def _file(path: Path, stream: BinaryIO, published: dt.date | None) -> Iterator[Item]:
    name, kind = str(path), path.suffix.lower()
    if not path.is_file():
        yield from _stream(stream, name, published)
    elif kind in LINES:
        yield from _filled(from_jsonl(stream, name, published), name)
    elif kind in (*PAGES, ".txt"):
        yield from _whole(stream, name, kind, published)
    else:
        yield from _stream(stream, name, published, kind if kind == ".json" else "")


def _stream(stream: BinaryIO, name: str, published: dt.date | None, kind: str = "") -> Iterator[Item]:
    """Find out what a stream is by its first two lines, holding no more than those."""
    first: list[bytes] = []
    while len(first) < BLANK and not (first and first[-1].strip()) and (line := stream.readline(WIDEST)):
        first.append(line)
    line = first[-1] if first else b""
    if is_json(line) and len(line) < WIDEST and not is_object_line(line):
        first.append(stream.readline(WIDEST))
    rest = _Rest(first, stream)
    if is_json(line) and (len(line) >= WIDEST or any(found.endswith(b"\n") and is_object_line(found) for found in first)):
        yield from _filled(from_jsonl(rest, name, published), name)
    else:
        yield from _whole(rest, name, kind or (".json" if is_json(b"".join(first)) else ""), published)


class _Rest(io.BufferedIOBase, BinaryIO):
    """A stream whose first lines were read and are put back."""

    def __init__(self, first: list[bytes], stream: BinaryIO) -> None:
        self._first, self._stream = first, stream

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """All that is left, or ``size`` bytes."""
        size = -1 if size is None else size
        first, self._first = b"".join(self._first), []
        if 0 <= size < len(first):
            self._first = [first[size:]]
            return first[:size]
        return first + self._stream.read(size - len(first) if size >= 0 else -1)

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line."""
        return self._first.pop(0) if self._first else self._stream.readline(-1 if size is None else size)


def _whole(stream: BinaryIO, name: str, kind: str, published: dt.date | None) -> Iterator[Item]:
    """One document that is held whole: text, a page, or JSON."""
    raw = stream.read(WIDEST + 1)
    try:
        if len(raw) > WIDEST:
            raise InputError(too_long(len(raw), "bytes and more"))
        if not raw.strip():
            raise InputError(EMPTY)
        if kind == ".json":
            yield from from_json(raw, name, published)
        elif kind in PAGES or looks_like_html(_head(raw)):
            yield from_html(raw, published)
        else:
            yield from_bytes(raw, published)
    except InputError as error:
        yield Failure(name, str(error))


def _head(raw: bytes) -> str:
    return decode(raw[:4096])[0]


def _filled(items: Iterator[Item], name: str) -> Iterator[Item]:
    """``items``, or a failure where there is none."""
    empty = True
    for item in items:
        empty = False
        yield item
    if empty:
        yield Failure(name, EMPTY)


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def count(paths: Iterable[str | Path]) -> int | None:
    """How many reports ``paths`` may give, for a progress bar: files, and lines of JSON-lines; None where standard input is among them."""
    total = 0
    for path in paths:
        if str(path) == STDIN:
            return None
        for found in files(Path(path)):
            if isinstance(found, Path) and found.suffix.lower() in LINES:
                total += _lines(found)
            else:
                total += 1
    return total


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b"")) or 1
    except OSError:
        return 1
