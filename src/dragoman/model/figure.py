"""Figures: numbers that somebody vouches for."""

from __future__ import annotations

from typing import Literal

from dragoman.model.base import Reason, Record
from dragoman.model.event import Attribution
from dragoman.model.text import Span
from dragoman.model.when import When, Where


class Figure(Record):
    """A number (codebook, section 5). ``of`` is what is counted, in the report's words; ``event`` the id of its event."""

    id: str
    value: float | int
    bound: Literal["exact", "at_least", "at_most", "about"]
    unit: str
    of: str | None = None
    event: str | None = None
    place: Where | None = None
    date: When | None = None
    attribution: tuple[Attribution, ...] = ()
    evidence: tuple[Span, ...] = ()
    confidence: float
    why: tuple[Reason, ...] = ()
