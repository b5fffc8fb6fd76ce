"""Events: who did what to whom, when, where, on whose word."""

from __future__ import annotations

from typing import Literal

from dragoman.model.base import Reason, Record
from dragoman.model.entity import Entity
from dragoman.model.text import Span
from dragoman.model.when import When, Where

Auxiliary = Literal["historical", "future", "hypothetical", "negation"]
Claim = Literal["reported", "alleged", "confirmed", "denied"]


class Attribution(Record):
    """One voice of the chain, nearest first: who, and through which medium; the span is the voice's words."""

    entity: Entity
    medium: str | None = None
    start: int
    end: int


class Event(Record):
    """An event (codebook, section 1). ``goldstein`` runs from -10 to 10, ``intensity`` is PLOVER's score, ``confidence`` a probability."""

    id: str
    event_type: str
    event_mode: str | None = None
    contexts: tuple[str, ...] = ()
    auxiliary: tuple[Auxiliary, ...] = ()
    claim: Claim = "reported"
    actors: tuple[Entity, ...] = ()
    recipients: tuple[Entity, ...] = ()
    date: When | None = None
    place: Where | None = None
    cameo: str | None = None
    quad: str | None = None
    goldstein: float | None = None
    intensity: float | None = None
    attribution: tuple[Attribution, ...] = ()
    evidence: tuple[Span, ...] = ()
    confidence: float
    why: tuple[Reason, ...] = ()
