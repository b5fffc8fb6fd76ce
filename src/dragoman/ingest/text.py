"""Plain text."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dragoman.ingest.dateline import head, stated_date
from dragoman.ingest.decode import clean, decode
from dragoman.model import Report


def from_text(text: str, *, published: dt.date | None = None, **fields: Any) -> Report:
    """A report of ``text``, kept as it is (but lone halves of surrogate pairs, which no file can hold, become U+FFFD).

    Args:
        text: the report; offsets of all records count its characters.
        published: its publication date; without it, the first line may state one (``date YYYY-MM-DD``, ``Date: …``, or a date alone).
        fields: other fields of `Report`; lines straight below that date may state ``source``, ``title`` and ``url``.

    Returns:
        The report; ``published_basis`` is ``given``, ``stated``, or None where there is no date.
    """
    given = fields.pop("published_basis", None) or "given"
    basis = given if published else None
    if published is None and (published := stated_date(text)):
        basis = "stated"
    text = clean(text)
    told = head(text)[0] | {name: value for name, value in fields.items() if value is not None}
    return Report(text=text, published=published, published_basis=basis, **told)


def from_bytes(raw: bytes, published: dt.date | None = None) -> Report:
    """A report of the bytes of a text file; an encoding that had to be assumed is noted in ``extra``.

    Raises:
        InputError: binary, empty or too long.
    """
    text, note = decode(raw)
    return from_text(text, published=published, extra={"encoding": note} if note else {})
