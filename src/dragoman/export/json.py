"""JSON: one report, or one record, a line, with the fields of ``docs/records.md`` in that order."""

from __future__ import annotations

import json
from typing import Any

from dragoman.model import Reading, Record

KINDS = ("events", "statements", "relations", "figures")


def reading_object(reading: Reading, *, why: bool = False) -> dict[str, Any]:
    """The reading as plain data. The reasons of each field are left out unless ``why``; they are long, and the store has them."""
    data = reading.model_dump(mode="json", by_alias=True)
    if not data["report"]["extra"]:
        del data["report"]["extra"]
    if not why:
        for kind in KINDS:
            data[kind] = [_plain(record) for record in data[kind]]
    return data


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """A record without its reasons (its entities keep theirs) and, for a statement, without the words of its cue."""
    return {key: value for key, value in record.items() if key != "why" and not (key == "evidence" and "content" in record)}


def line(reading: Reading, *, why: bool = False) -> str:
    """One reading as one line, without its newline."""
    return dumps(reading_object(reading, why=why))


def record_line(record: Record, *, why: bool = False, **more: Any) -> str:
    """One record as one line, with ``more`` fields behind it (the report that it is from)."""
    data = record.model_dump(mode="json", by_alias=True)
    return dumps({**(data if why else _plain(data)), **more})


def dumps(data: Any) -> str:
    """One line of JSON in UTF-8."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def schema() -> dict[str, Any]:
    """The JSON Schema of a line, from the models."""
    found = Reading.model_json_schema(by_alias=True, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **found,
        "title": "Reading: what one report says, a line of Dragoman's output",
    }
