"""From what an expression says to the days it means, against the publication date, the tense and a tenure.

The rules are the codebook's (sections 1 and 2): an open end stays open, no day is invented, and a relative date in a text
without a publication date stays unresolved. "two years ago" is therefore that calendar year, "two weeks ago" that week.

Here are the frame, the result and the dispatch; the rules themselves are in the modules ``settle_*``, one function to a node.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from dragoman.model.when import When
from dragoman.resolve.dates.days import Days
from dragoman.resolve.dates.nodes import Node

NO_PUBLICATION = "relative to the publication date, and no publication date is known"


WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# A day further ahead than this is told with its year or a word of the future: our reading of news style, not a rule of the codebook.
SOON = 92


@dataclass(frozen=True, slots=True)
class Frame:
    """What a text's dates are told from.

    ``anchor_is_event`` says that the anchor is the event that the words name, not merely the date told before them.
    """

    published: dt.date | None
    tense: str | None = None
    tenure: tuple[dt.date | None, dt.date | None] | None = None
    anchor: When | None = None
    day_first: bool | None = None
    anchor_is_event: bool = True

    def in_tenure(self, days: Days) -> bool:
        """Whether the interval meets the tenure, where one is given."""
        if self.tenure is None:
            return True
        start, end = self.tenure
        return (start is None or days.end >= start) and (end is None or days.start <= end)


class Settled(NamedTuple):
    """An interval with its grain (``unit``), whether it was inferred, and why. ``unit`` is unknown where nothing could be said."""

    start: dt.date | None
    end: dt.date | None
    unit: str
    inferred: bool
    why: str

    @property
    def days(self) -> Days | None:
        """The interval, if both ends are known."""
        return Days(self.start, self.end) if self.start and self.end else None


def unknown(why: str) -> Settled:
    """Nothing can be said, and this is why."""
    return Settled(None, None, "unknown", True, why)


def settle(node: Node, frame: Frame) -> Settled:
    """The days that ``node`` means. What the calendar does not hold (year 0, 30 February) is unknown, never an error."""
    try:
        return _RULES[type(node)](node, frame)
    except (OverflowError, ValueError):
        return unknown("the calendar has no such day")


def of_days(days: Days, unit: str, why: str, inferred: bool = True) -> Settled:
    """A closed interval with its grain."""
    return Settled(days.start, days.end, unit, inferred, why)


def open_span(start: dt.date | None, end: dt.date | None, why: str) -> Settled:
    """An interval with an open end."""
    return Settled(start, end, "open", True, why)


def pick(candidates: Iterable[Days], frame: Frame, unit: str, why: str) -> Settled:
    """The first candidate that the tenure allows; says so where the tenure ruled others out."""
    ruled_out = 0
    for days in candidates:
        if frame.in_tenure(days):
            told = why
            if ruled_out:
                told += f"; the tenure {_tenure(frame)} rules out {ruled_out} later reading{'s' if ruled_out > 1 else ''}"
            return of_days(days, unit, told)
        ruled_out += 1
    if ruled_out:
        return unknown(f"{why}; no reading lies in the tenure {_tenure(frame)}")
    return unknown(f"{why}: the calendar has no such day near publication")


def _tenure(frame: Frame) -> str:
    start, end = frame.tenure or (None, None)
    return f"{start or '..'}..{end or ''}".replace("....", "..")


def checked(found: Settled, frame: Frame) -> Settled:
    """A relative date that the tenure rules out is not the date; there is no other reading, so it stays open."""
    days = found.days
    if days and not frame.in_tenure(days):
        return unknown(f"{found.why} gives {days.start}..{days.end}, which the tenure {_tenure(frame)} rules out")
    return found


N = TypeVar("N")
_RULES: dict[type, Callable[[Any, Frame], Settled]] = {}


def rule(kind: type[N]) -> Callable[[Callable[[N, Frame], Settled]], Callable[[N, Frame], Settled]]:
    """Register the function that settles nodes of ``kind``."""

    def register(function: Callable[[N, Frame], Settled]) -> Callable[[N, Frame], Settled]:
        _RULES[kind] = function
        return function

    return register
