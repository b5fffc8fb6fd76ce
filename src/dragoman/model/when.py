"""Dates as intervals and places as places."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dragoman.model.base import Record

Basis = Literal["stated", "inferred"]


class When(Record):
    """An interval of days, both ends included; an open end is null. ``text`` are the words, ``why`` the reason."""

    start: dt.date | None
    end: dt.date | None
    text: str
    basis: Basis
    why: str | None = None


class Where(Record):
    """A place. ``precision`` is city, division, region or country; ``lat`` and ``lon`` are degrees (WGS 84)."""

    text: str
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    precision: str | None = None
    why: str | None = None
