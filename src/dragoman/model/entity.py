"""Actors as they stood on the day."""

from __future__ import annotations

from dragoman.model.base import Record


class Candidate(Record):
    """One thing that a mention may mean, with a score between 0 and 1."""

    name: str
    code: str | None = None
    entity_id: str | None = None
    score: float = 0.0


class Entity(Record):
    """An actor in a report (codebook, section 2). ``code`` is country plus sector, or an organisation's; null where unknown."""

    text: str
    start: int
    end: int
    name: str | None = None
    code: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    entity_id: str | None = None
    person: str | None = None
    office: str | None = None
    members: tuple[Entity, ...] = ()
    resolved: bool = False
    candidates: tuple[Candidate, ...] = ()
    why: str | None = None
