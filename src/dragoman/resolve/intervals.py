"""Intervals of dates as widths and as one end of another interval."""

from __future__ import annotations

import datetime as dt
import re

from dragoman.model import Bound, When
from dragoman.resolve.dates import resolve_date

_LEAD = re.compile(r"^(?:ever )?(?:since|from)\s+", re.IGNORECASE)


def width(when: When) -> int:
    """Days between the ends; very many where one is open."""
    return (when.end - when.start).days if when.start and when.end else 100_000


def bound_of(when: When, begins: bool, published: dt.date | None = None) -> Bound:
    """An interval as one end of another: "since March 2012" began somewhere in that month."""
    if begins and when.start and when.end is None:
        told = resolve_date(_LEAD.sub("", when.text), published, tense="past")
        within = told is not None and told.start == when.start and told.end is not None
        when = told if told is not None and within else when.model_copy(update={"end": when.start})
    if when.start and when.end:
        days = (when.end - when.start).days
        return Bound(
            earliest=when.start,
            latest=when.end,
            precision="day" if days == 0 else "month" if days < 31 else "year" if days < 366 else "period",
        )
    return Bound(earliest=when.start, latest=when.end, precision="open")
