"""JSON files: one object, a list of objects, or JSON-lines under that name."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from io import BytesIO

from dragoman.errors import InputError
from dragoman.ingest.decode import decode
from dragoman.ingest.item import Failure, Item
from dragoman.ingest.jsonl import from_jsonl, from_record, no_number

LINES = 20
"""Lines that are looked at: if one of them is an object by itself, the file is JSON-lines (with a broken line)."""


def is_json(head: bytes) -> bool:
    """Whether what begins so is an object or a list of objects, and no text in brackets."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*\{|\[\s*$)", head) is not None


def is_object_line(line: bytes) -> bool:
    """Whether ``line`` alone is a JSON object: the first line of JSON-lines."""
    try:
        return isinstance(json.loads(decode(line)[0].lstrip("\ufeff")), dict)
    except (ValueError, RecursionError, InputError):
        return False


def from_json(raw: bytes, name: str, published: dt.date | None = None) -> Iterator[Item]:
    """The reports of a whole JSON file; a record of a list is named ``name[number]``, from 1."""
    try:
        text, note = decode(raw)
    except InputError as error:
        yield Failure(name, str(error))
        return
    try:
        value = json.loads(text, parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        if any(is_object_line(line.encode()) for line in text.split("\n", LINES)[:LINES]):
            yield from from_jsonl(BytesIO(text.encode()), name, published)
        else:
            yield Failure(name, f"not JSON ({error})")
        return
    records = value if isinstance(value, list) else [value]
    if not records:
        yield Failure(name, "an empty list: no report in it")
    for number, record in enumerate(records, 1):
        try:
            yield from_record(record, published, note)
        except InputError as error:
            yield Failure(f"{name}[{number}]" if isinstance(value, list) else name, str(error))
