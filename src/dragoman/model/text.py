"""Reports and the pieces of their text. Offsets count Unicode code points of `Report.text`."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from hashlib import sha256
from typing import Any

from pydantic import Field

from dragoman.model.base import Record


@lru_cache(maxsize=4)
def _identity(day: str, text: str) -> str:
    """Every record of a report asks for it: a long text is hashed once."""
    return "sha256:" + sha256(f"{day}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


class Span(Record):
    """The characters ``[start, end)`` of the report and what stands there."""

    start: int
    end: int
    text: str


class Repair(Record):
    """One mend of damaged text: at ``[start, end)`` of the original stood ``was``; it was read as ``now``."""

    start: int
    end: int
    was: str
    now: str
    rule: str


class Report(Record):
    """One news report as it came in. ``id`` is the hash of text and publication date."""

    text: str
    published: dt.date | None = None
    published_basis: str | None = None
    source_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    extra: dict[str, Any] = Field(default_factory=dict)

    @property
    def id(self) -> str:
        """``sha256:`` and the hash of publication date and text, the same for the same report wherever it came from."""
        return _identity(self.published.isoformat() if self.published else "", self.text)

    def span(self, start: int, end: int) -> Span:
        """The span ``[start, end)`` with its words."""
        return Span(start=start, end=end, text=self.text[start:end])
