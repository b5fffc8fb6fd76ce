"""Statements: who said what, to whom, through what."""

from __future__ import annotations

from dragoman.model.base import Reason, Record
from dragoman.model.entity import Entity
from dragoman.model.text import Span
from dragoman.model.when import When


class Statement(Record):
    """A statement (codebook, section 3). ``events`` and ``relations`` are the ids of what stands inside ``content``."""

    id: str
    speaker: Entity | None = None
    addressee: Entity | None = None
    medium: str | None = None
    outlets: tuple[str, ...] = ()
    verb: str | None = None
    quoted: bool = False
    content: Span
    date: When | None = None
    events: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
    confidence: float
    why: tuple[Reason, ...] = ()
