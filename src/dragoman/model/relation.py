"""Relations: the state between two actors over an interval."""

from __future__ import annotations

import datetime as dt

from pydantic import ConfigDict

from dragoman.model.base import Reason, Record
from dragoman.model.entity import Entity
from dragoman.model.event import Attribution
from dragoman.model.text import Span
from dragoman.model.when import Where


class Bound(Record):
    """One end of an interval: somewhere from ``earliest`` to ``latest``. ``precision`` is day, month, year, period or open."""

    earliest: dt.date | None
    latest: dt.date | None
    precision: str


class Valid(Record):
    """When a state held, as far as a report says. A null end is unknown or still running."""

    from_: Bound | None = None
    to: Bound | None = None

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True, alias_generator=lambda name: name.rstrip("_"))


class Relation(Record):
    """A state (codebook, section 4). ``basis`` is ``stated`` or the id of the event that brought it about."""

    id: str
    kind: str
    a: Entity | None = None
    b: Entity | None = None
    place: Where | None = None
    level: str | None = None
    by: str | None = None
    parties: tuple[Entity, ...] = ()
    mediator: Entity | None = None
    types: tuple[str, ...] = ()
    valid: Valid = Valid()
    known: dt.date | None = None
    basis: str
    attribution: tuple[Attribution, ...] = ()
    evidence: tuple[Span, ...] = ()
    confidence: float
    why: tuple[Reason, ...] = ()
