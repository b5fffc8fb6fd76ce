"""Dates within a longer one: "the third week of June", "second half of 2019", "next year's third quarter", "June last year"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.resolve.dates import calendar_words as cal
from dragoman.resolve.dates import era_words as era
from dragoman.resolve.dates.nodes import (
    Anchored,
    Bound,
    Day,
    Holiday,
    Node,
    Nth,
    Numeric,
    Part,
    Quarter,
    Range,
    Season,
    Unit,
    WeekNumber,
    WeekOf,
    Within,
)
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.relative_words import RELATIVE, with_shift
from dragoman.resolve.dates.tokens import MONTHS, TIMES_OF_DAY
from dragoman.resolve.dates.unit_words import unit_beyond


def nth(r: Reader, i: int) -> Found | None:  # noqa: PLR0911
    """ "first week of June", "last two weeks of 2015", "third quarter", "second Monday of next month", "first half of 2019"."""
    ordinal = (-1, i + 1) if r.low(i) in ("last", "final") else r.ordinal(i)
    if not ordinal:
        return None
    n, j = ordinal
    j = r.skip(j, "-")
    if r.low(j) == "half" and n in (1, 2, -1):
        return half_of(r, j + 1, 1 if n == 1 else 2)
    count = r.number(j)
    k = count[1] if count and r.low(j) not in ("a", "an") else j
    number = count[0] if count and k != j else 1
    unit, weekday = r.unit(k), r.weekday(k)
    if not unit and not weekday:
        return None
    end = unit[1] if unit else weekday[1] if weekday else k
    name = unit[0] if unit else "day"
    if name in ("hour", "minute", "night", "century", "millennium"):
        return None
    if weekday and r.low(end) in ("after", "before", "following"):
        return weekday_beside(r, i, end, Nth(n, name, Day(), weekday[0]))
    if r.low(end) in ("of", "in", ",") or (r.low(end) in ("this", "last", "next") and r.low(i) != "last") or r.low(end).isdecimal():
        m = r.skip(end, "of", "in", ",")
        outer = outer_unit(r, m)
        if outer and _holds(outer[0], name):
            node: Node = Nth(n, name, outer[0], weekday[0] if weekday else None, number)
            return (node, outer[1]) if name != "quarter" else _quarter_node(n, number, outer)
    if name == "quarter" and 1 <= n <= 4 and number == 1:
        return Quarter(n * 3 - 2, 3), end
    if weekday and n > 0 and r.alone and end == len(r.tokens):
        return Nth(n, name, Unit("month", 0, r.words(i, end)), weekday[0]), end
    return None


_SIZES = ("day", "business day", "week", "weekend", "month", "quarter", "year", "decade", "century")


def _holds(outer: Node, name: str) -> bool:
    """Whether a unit so named may be counted in ``outer``: no year in June."""
    size = "month" if isinstance(outer, Day) and outer.month else outer.unit if isinstance(outer, Unit) else "century"
    return size not in _SIZES or name not in _SIZES or _SIZES.index(name) < _SIZES.index(size)


def _quarter_node(n: int, number: int, outer: Found) -> Found | None:
    first = n if n > 0 else 5 - number
    if not 1 <= first <= first + number - 1 <= 4:
        return None
    month, months = first * 3 - 2, number * 3
    if isinstance(outer[0], Day) and outer[0].year and not outer[0].month:
        return Quarter(month, months, outer[0].year), outer[1]
    return Within(Quarter(month, months), outer[0]), outer[1]


def half_of(r: Reader, j: int, which: int) -> Found | None:
    """ "first half of 2019", "second half-year of 2019": ``j`` follows "half"."""
    j = r.skip(j, "-") if r.low(j + 1) == "year" else j
    k = r.skip(r.skip(j, "year") if r.low(j + 1) in ("of", "in") else j, "of", "in")
    outer = outer_unit(r, k)
    if outer:
        return Part("first half" if which == 1 else "second half", outer[0]), outer[1]
    return None


def week_of_month(r: Reader, i: int) -> Found | None:
    """ "week 3 of June": counted in the month."""
    count = r.number(i + 1)
    if not count or not 1 <= count[0] <= 5 or r.low(count[1]) not in ("of", "in") or not r.month(count[1] + 1):
        return None
    outer = outer_unit(r, count[1] + 1)
    return (Nth(count[0], "week", outer[0]), outer[1]) if outer else None


def outer_unit(r: Reader, m: int) -> Found | None:
    """The unit that an ordinal counts in."""
    if r.alone and r.low(m) in ("year", "month") and m + 1 == len(r.tokens) and r.low(m - 1) in ("of", "in"):
        return Unit(r.low(m), 0, r.low(m)), m + 1
    if r.low(m) == "the" and r.low(m + 1) in ("year", "quarter", "month", "week", "decade", "century"):
        return Unit(r.low(m + 1), 0, r.words(m, m + 2)), m + 2
    m = r.skip(m, "the") if r.low(m + 1) not in RELATIVE else m
    if r.month(m):
        found = cal.month_first(r, m, None)
        if found and isinstance(found[0], Day) and found[0].day is None:
            return narrowed(r, *found)
        return Day(month=MONTHS[r.low(m)]), m + 1
    year = r.year(m)
    if year:
        return Day(year[0]), year[1]
    found = r.date(m) if r.low(m) else None
    return found if found and not isinstance(found[0], Day) else None


def weekday_beside(r: Reader, i: int, j: int, nth: Nth) -> Found | None:
    """ "the first Monday after June 3", "the Sunday before Christmas": the weekday counted from a day."""
    low = r.low(j)
    if low not in ("after", "before", "following", "preceding") or not (r.alone or r.low(i - 1) == "the"):
        return None
    base = r.date(j + 1)
    if not base or not _is_day(base[0]) or r.low(base[1]) in ("'", "’"):
        return None
    ahead = low in ("after", "following")
    return replace(nth, nth=nth.nth if ahead else -nth.nth, of=Bound("after" if ahead else "before", base[0])), base[1]


def _is_day(node: Node) -> bool:
    if isinstance(node, Nth):
        return node.weekday is not None
    return isinstance(node, (Holiday, Numeric)) or (isinstance(node, Day) and node.month is not None and node.day is not None)


def narrowed(r: Reader, node: Node, j: int) -> Found:  # noqa: PLR0911
    """ "June" + "last year", "Friday" + "next week", "the 20th" + "of this month"."""
    owned = _owned(r, node, j)
    if owned:
        return owned
    if isinstance(node, Holiday) and r.low(j) in ("weekend", "week"):
        return _with_weekend(r, node, j)
    j = r.skip(j, *TIMES_OF_DAY) if isinstance(node, Day) and node.weekday is not None else j
    open_year = (isinstance(node, Day) and node.year is None) or (
        isinstance(node, (Season, Quarter, Holiday, WeekNumber)) and node.year is None
    )
    open_year = open_year or (isinstance(node, Range) and isinstance(node.last, Day) and node.last.year is None)
    if not open_year:
        return node, j
    k = r.skip(r.skip(j, ","), "of", "in")
    if r.low(k) not in ("last", "this", "next", "the", "that") or (
        r.low(k) == "the" and r.low(k + 1) not in ("previous", "following", "same", "year", "month")
    ):
        return node, j
    beyond = unit_beyond(r, k + 1) if r.low(k) == "the" and r.low(k + 1) in ("year", "month") else None
    if beyond:
        return Within(node, beyond[0]), beyond[1]
    if r.low(k) == "the" and r.low(k + 1) in ("year", "month"):
        return Within(node, Unit(r.low(k + 1), 0, r.words(k, k + 2))), k + 2
    outer = with_shift(r, k)
    if outer and isinstance(outer[0], (Unit, Anchored)) and (not isinstance(outer[0], Unit) or outer[0].unit in ("week", "month", "year")):
        if isinstance(outer[0], Anchored) and outer[0].steps[0][1] not in ("week", "month", "year"):
            return node, j
        return Within(node, outer[0]), outer[1]
    return node, j


def _owned(r: Reader, outer: Node, j: int) -> Found | None:
    """ "next year's third quarter", "last year's December": what belongs to a unit, where that is a time too."""
    if not (isinstance(outer, Unit) and outer.unit in ("year", "month", "week") and r.low(j) in ("'", "’") and r.low(j + 1) == "s"):
        return None
    k = j + 2
    weekday = r.weekday(k) if outer.unit == "week" else None
    if weekday:
        return Within(Day(weekday=weekday[0]), outer), weekday[1]
    ordinal = r.ordinal(k)
    unit = r.unit(ordinal[1]) if ordinal else None
    if ordinal and unit and unit[0] in ("day", "week", "weekend", "month") and _holds(outer, unit[0]):
        return Nth(ordinal[0], unit[0], outer), unit[1]
    found = by_name(r, k) or nth(r, k) if k < len(r.tokens) else None
    if not found or not isinstance(found[0], (Day, Quarter, Season, Holiday)) or (isinstance(found[0], Day) and found[0].year):
        return None
    return Within(found[0], outer), found[1]


def by_name(r: Reader, k: int) -> Found | None:
    """A month, feast, season or quarter by its name, with or without a day."""
    month = r.month(k)
    if month:
        return cal.month_first(r, k, None) or (Day(month=month[0]), month[1])
    return era.named(r, k) or era.season(r, k) or (era.quarter(r, k) if len(r.low(k)) == 2 and r.low(k)[0] in "qh" else None)


def _with_weekend(r: Reader, node: Holiday, j: int) -> Found:
    """ "Labor Day weekend", "Halloween weekend 2021", "Christmas week"."""
    kind, year = "weekend" if r.low(j) == "weekend" else "of", r.year(j + 1)
    return (WeekOf(replace(node, year=year[0]), kind), year[1]) if year else (WeekOf(node, kind), j + 1)
