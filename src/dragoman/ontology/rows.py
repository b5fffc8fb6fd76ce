"""What a row of the tables of actors says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator

from dragoman.ontology.tables import Day

Dated = Annotated[Day, PlainValidator(Day.of), PlainSerializer(str)]
"""A day as the index keeps it: in the words of the table."""


@dataclass(frozen=True, slots=True)
class Period:
    """When something held; an open end is None. The days of change belong to both sides."""

    start: Dated | None = None
    end: Dated | None = None

    def holds(self, on: dt.date) -> bool | None:
        """Whether it held on ``on``; None where the table's precision leaves that open."""
        before = self.start is not None and on < self.start.first
        after = self.end is not None and on > self.end.last
        if before or after:
            return False
        doubtful = (self.start is not None and on < self.start.last) or (self.end is not None and on > self.end.first)
        return None if doubtful else True

    def over(self, on: dt.date) -> bool:
        """Whether it had surely ended before ``on``."""
        return self.end is not None and on > self.end.last


@dataclass(frozen=True, slots=True)
class Name:
    """One name of something: in use in ``period``; ``sector`` where the name stands for one part of a state (Pentagon: MIL)."""

    text: str
    period: Period = Period()
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory with its codes; ``period`` bounds former states."""

    iso3: str
    iso2: str
    cow: str
    gw: str
    fips: str
    name: str
    names: tuple[Name, ...]
    demonyms: tuple[Name, ...]
    capital: str
    metonyms: tuple[Name, ...]
    region: str
    period: Period
    row: str


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, group or people: ``code`` is given where it does not follow from country and sector."""

    entity_id: str
    name: str
    names: tuple[Name, ...]
    kind: str
    country: str | None
    code: str | None
    sectors: tuple[str, ...]
    period: Period
    row: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun. ``kind``: plain; title (stands before a person's name too); rel (its sector is that of whom it belongs to)."""

    text: str
    sectors: tuple[str, ...]
    kind: str
    row: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """One term of one office-holder. ``country`` is an ISO3 code, an organisation's code or a group's ``entity_id``."""

    country: str
    office: str
    person: str
    aliases: tuple[str, ...]
    period: Period
    row: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What a contested name is taken for; ``alternatives`` are what a user may choose instead."""

    key: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    alternatives: tuple[str, ...]
    row: str


@dataclass(frozen=True, slots=True)
class Namesake:
    """One reading of an ambiguous name and the words around it that speak for it."""

    name: str
    reading: str
    country: str | None
    cues: tuple[str, ...]
    row: str
