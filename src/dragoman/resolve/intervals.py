"""Intervals of dates as widths and as one end of another interval."""

from __future__ import annotations

import datetime as dt

from dragoman.model import Bound, When


def width(when: When) -> int:
    """Days between the ends; very many where one is open."""
    return (when.end - when.start).days if when.start and when.end else 100_000


def bound_of(when: When, begins: bool) -> Bound:
    """An interval as one end of another: "since 2012" began somewhere in 2012."""
    if begins and when.start and when.end is None:
        text = when.text
        whole_year = any(part.isdecimal() and len(part) == 4 for part in text.split()) and when.start.day == 1 and when.start.month == 1
        latest = dt.date(when.start.year, 12, 31) if whole_year else when.start
        return Bound(earliest=when.start, latest=latest, precision="year" if whole_year else "day")
    if when.start and when.end:
        days = (when.end - when.start).days
        return Bound(
            earliest=when.start,
            latest=when.end,
            precision="day" if days == 0 else "month" if days < 31 else "year" if days < 366 else "period",
        )
    return Bound(earliest=when.start, latest=when.end, precision="open")
