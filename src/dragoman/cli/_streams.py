"""JSON-lines of questions, for `classify` and `resolve`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from dragoman.cli._reading import Tally
from dragoman.errors import InputError, UsageError


def objects(file: str, tally: Tally) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSON-lines file, each with its name ``file:line``; a broken line is named and counted, the rest goes on.

    Raises:
        InputError: the file cannot be opened.
        UsageError: no file is given.
    """
    if file == "-":
        if sys.stdin.isatty():
            raise UsageError("nothing to read: give a FILE of JSON-lines, or pipe it in")
        yield from _lines(sys.stdin.buffer, "-", tally)
        return
    try:
        with Path(file).open("rb") as stream:
            yield from _lines(stream, file, tally)
    except OSError as error:
        raise InputError(f"{file}: {(error.strerror or str(error)).lower()}") from error


def _lines(stream: BinaryIO, name: str, tally: Tally) -> Iterator[tuple[str, dict[str, Any]]]:
    from dragoman.ingest.decode import decode, too_long
    from dragoman.ingest.jsonl import no_lines, no_number, raw_lines

    for number, raw in enumerate(raw_lines(stream), 1):
        item = f"{name}:{number}"
        if number == 1 and isinstance(raw, bytes) and (why := no_lines(raw)):
            raise InputError(f"{name}: {why}")
        try:
            if isinstance(raw, int):
                raise InputError(too_long(raw, "bytes"))
            text = decode(raw)[0]
            record = json.loads(text, parse_constant=no_number) if text.strip() else None
        except (ValueError, RecursionError, InputError) as error:
            tally.fail(f"{item}: {error if isinstance(error, InputError) else f'not JSON ({error})'}")
            continue
        if isinstance(record, dict):
            yield item, record
        elif record is not None:
            tally.fail(f"{item}: not an object")
