"""JSON-lines: one report a line, read one at a time, so that a file of any size takes the memory of its longest line."""

from __future__ import annotations

import codecs
import datetime as dt
import json
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from dragoman.config import LONGEST
from dragoman.errors import InputError
from dragoman.ingest.dateline import parse_day
from dragoman.ingest.decode import WIDEST, clean, marked, refuse_binary, too_long
from dragoman.ingest.item import Failure, Item
from dragoman.ingest.text import from_text
from dragoman.model import Report

DEEPEST = 100
"""Lists and objects inside one another in a record's own keys, beyond which it is refused."""
FIELDS = ("title", "publisher", "url", "language")
PIECE = 1 << 20


def raw_lines(stream: BinaryIO) -> Iterator[bytes | int]:
    """The lines of ``stream``; of one longer than `WIDEST` only its length in bytes, its text is never held."""
    while line := stream.readline(WIDEST):
        if len(line) < WIDEST or line.endswith(b"\n"):
            yield line
            continue
        size = len(line)
        while piece := stream.readline(PIECE):
            size += len(piece)
            if piece.endswith(b"\n"):
                break
        yield size


def no_lines(first: bytes) -> str | None:
    """Why a stream that begins with this line is no JSON-lines at all, or None: a binary file is refused once, not line by line."""
    try:
        refuse_binary(first)
    except InputError as error:
        return None if first.lstrip().startswith(b"{") else str(error)
    return None


def from_jsonl(stream: BinaryIO, name: str, published: dt.date | None = None) -> Iterator[Item]:
    """The reports of ``stream``, one a line; a broken line is a failure named ``name:line`` and the rest goes on.

    Args:
        stream: bytes, UTF-8 (UTF-16 only with its mark).
        name: what to call the stream in failures.
        published: the date of records that carry none of their own.
    """
    encoding = None
    for number, raw in enumerate(_recoded(stream), 1):
        item = f"{name}:{number}"
        if isinstance(raw, int):
            yield Failure(item, too_long(raw, "bytes"))
            continue
        if number == 1:
            encoding = marked(raw)
            if why := no_lines(raw):
                yield Failure(name, why)
                return
        try:
            report = _line(raw, encoding if number == 1 else None, published)
        except InputError as error:
            yield Failure(item, str(error))
            continue
        if report is not None:
            yield report


def _recoded(stream: BinaryIO) -> Iterator[bytes | int]:
    """The raw lines, those of a stream in UTF-16 as UTF-8."""
    lines = raw_lines(stream)
    first = next(lines, b"")
    if isinstance(first, int) or marked(first) != "utf-16":
        yield from chain([first] if first else [], lines)
        return
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    rest = ""
    for raw in chain([first], lines):
        if isinstance(raw, int):
            yield raw
            continue
        # A byte that reads as a newline may be half of another character, so lines are cut again once decoded.
        *whole, rest = (rest + decoder.decode(raw)).split("\n")
        if len(rest) > LONGEST:
            whole, rest = [*whole, rest], ""
        yield from (text.encode() for text in whole)
    if rest:
        yield rest.encode()


def no_number(constant: str) -> None:
    """NaN and Infinity, which are no JSON but which some programs write for a missing value, as null."""


def _line(raw: bytes, encoding: str | None, published: dt.date | None) -> Report | None:
    """The report of one line, None for a blank one."""
    refuse_binary(raw)
    note = None
    try:
        line = raw.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        line, note = raw.decode("cp1252", "replace"), f"not UTF-8 (byte {error.start} of the line); read as Windows-1252"
    if not line.strip():
        return None
    if len(line) > LONGEST:
        raise InputError(too_long(len(line)))
    try:
        record = json.loads(line, parse_constant=no_number)
    except ValueError as error:
        raise InputError(f"not JSON ({error}); every line must be one whole object") from error
    except RecursionError as error:
        raise InputError("not a report: nested too deeply") from error
    return from_record(record, published, note)


def from_record(record: Any, published: dt.date | None = None, note: str | None = None) -> Report:
    """The report of one JSON object (``docs/records.md``, input). Keys that Dragoman does not know are kept in ``extra``.

    Raises:
        InputError: no text, or a field of another kind than it must be.
    """
    if not isinstance(record, dict):
        raise InputError(f"not an object with a 'text', but {_kind(record)}")
    rest = dict(record)
    text = rest.pop("text", None)
    if not isinstance(text, str):
        raise InputError("no 'text'" if text is None else f"'text' must be a string, not {_kind(text)}")
    if len(text) > LONGEST:
        raise InputError(too_long(len(text)))
    day = _day(rest)
    known = {field: _string(field, rest.pop(field, None)) for field in FIELDS}
    source = _string("id", rest.pop("id", None))
    return from_text(
        clean(text), published=day or published, source_id=source,
        extra=_clean({**rest, **({"encoding": note} if note else {})}), **known,
    )  # fmt: skip


def _day(rest: dict[str, Any]) -> dt.date | None:
    """Take ``published`` (or ``date``) out of ``rest``."""
    values = [(key, rest.pop(key)) for key in ("published", "date") if key in rest]
    for key, value in values:
        if value in (None, ""):
            continue
        day = parse_day(value) if isinstance(value, str) else None
        if day is None:
            raise InputError(f"{key!r} must be a date YYYY-MM-DD, not {str(value)[:40]!r}")
        return day
    return None


def _string(field: str, value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(f"{field!r} must be a string, not {_kind(value)}")
    return clean(str(value))


def _clean(value: Any, depth: int = 0) -> Any:
    """`clean` on all strings inside. Raises `InputError` where lists and objects stand deeper in one another than `DEEPEST`."""
    if depth > DEEPEST:
        raise InputError("not a report: nested too deeply")
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_clean(v, depth + 1) for v in value]
    if isinstance(value, dict):
        return {clean(k): _clean(v, depth + 1) for k, v in value.items()}
    return value


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
