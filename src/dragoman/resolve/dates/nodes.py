"""What a date expression says before the calendar is asked: the grammar builds these, ``settle`` turns them into intervals."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Day:
    """A date with holes: "2012", "June", "June 3", "Wednesday", "Friday the 15th", "4 January 2019". Weekdays count from Monday 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """An interval that needs no reckoning: "the 1990s", "Q3 2016", "the Cold War"."""

    start: dt.date
    end: dt.date
    unit: str
    why: str


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date in figures whose order of day and month may be open: "3/7/2017"."""

    first: int
    second: int
    year: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the calendar by its distance from publication: this (0), last (-1), next (1) week; "today" is day 0."""

    unit: str
    shift: int
    words: str


@dataclass(frozen=True, slots=True)
class Shifted:
    """ "last June", "this Friday", "next summer": ``shift`` -1, 0 or 1; "the coming Friday" is 2, the first after publication."""

    of: Node
    shift: int


@dataclass(frozen=True, slots=True)
class Rolling:
    """ "the past ten years", "in the next three weeks"; ``count`` None where the text gives none ("in recent weeks")."""

    count: int | None
    unit: str
    ahead: bool
    words: str
    within: bool = False


Steps = tuple[tuple[int | None, str], ...]
"""Lengths of time: how many (None where the text gives none) of which unit."""


@dataclass(frozen=True, slots=True)
class Offset:
    """ "two days ago", "three weeks after X", "in two years".

    ``base`` None is publication; ``bound`` is more or less ("more than a year ago"); ``exact`` is "a year ago today".
    """

    steps: Steps
    ahead: bool
    words: str
    base: Node | None = None
    bound: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Lasting:
    """ "for two weeks from Monday", "within a month of June 3": a length of time and the date it runs from (or up to)."""

    steps: Steps
    ahead: bool
    words: str
    base: Node
    within: bool = False


@dataclass(frozen=True, slots=True)
class Anchored:
    """Counted from something the report says elsewhere: "the next day", "two days later", "that year".

    ``of`` is set in "the previous Monday"; ``event`` where the words name what is counted from ("two days after the vote"); ``span`` where
    all the units are meant ("the following two years").
    """

    steps: Steps
    ahead: bool
    words: str
    of: Node | None = None
    event: bool = False
    span: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A date that hangs on an event alone: "during the civil war", "after the vote". ``relation`` is during, after, before or eve."""

    relation: str
    words: str


@dataclass(frozen=True, slots=True)
class Season:
    """A season by its name in the table, with the year it begins in where that is said."""

    name: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Quarter:
    """``count`` months from ``month`` on, in a year that may be open: "the third quarter", "H1", "the first three months"."""

    month: int
    count: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast by its name in the table, with its year where that is said."""

    name: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """``part`` of something: early, mid, late, first half, second half, earlier, later, rest, so far, eve, weekend."""

    part: str
    of: Node


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth ``unit`` (or weekday, when ``weekday`` is set) within ``of``; ``nth`` -1 is the last; ``count`` units are taken together."""

    nth: int
    unit: str
    of: Node
    weekday: int | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class WeekNumber:
    """ISO week ``number`` of a year that may be open."""

    number: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that holds, begins with (``starting``) or ends with (``ending``) a day, or its ``weekend``."""

    of: Node
    kind: str


@dataclass(frozen=True, slots=True)
class Within:
    """``inner`` as it falls inside ``outer``: "June last year", "Friday next week", "Ramadan of this year"."""

    inner: Node
    outer: Node


@dataclass(frozen=True, slots=True)
class Bound:
    """since, from (since, but it may lie ahead), after, before, until or by (until; of two readings the one that is near and ahead)."""

    relation: str
    of: Node


@dataclass(frozen=True, slots=True)
class Range:
    """From the start of ``first`` to the end of ``last``."""

    first: Node
    last: Node


Node = (
    Day | Fixed | Numeric | Unit | Shifted | Rolling | Offset | Lasting | Anchored | Event | Season | Quarter | Holiday | Part | Nth | WeekNumber
    | WeekOf | Within | Bound | Range
)  # fmt: skip
