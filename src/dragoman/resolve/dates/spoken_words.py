"""Dates with their parts in another order: "next year in June", "2015, March 14", "Tuesday week", "the Friday after next"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.resolve.dates import era_words as era
from dragoman.resolve.dates.nodes import (
    Bound,
    Day,
    Holiday,
    Node,
    Nth,
    Numeric,
    Offset,
    Part,
    Quarter,
    Range,
    Season,
    Shifted,
    Unit,
    WeekNumber,
    WeekOf,
    Within,
)
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.tokens import UNITS

Rule = Callable[[Reader, int], Found | None]

_PAUSES = ("", ".", ",", ";", ")", "!", "?")
_WEEKS = ("week", "fortnight")


def ends(r: Reader, j: int) -> bool:
    """Whether a clause ends at token ``j``."""
    return r.low(j) in _PAUSES


def weekday_idiom(r: Reader, i: int, weekday: int, j: int, simple: Rule) -> Found | None:
    """ "Tuesday week", "Friday last", "the Friday after next", "the Friday after Thanksgiving": ``j`` follows the weekday."""
    day, week, low = Day(weekday=weekday), ((1, "week"),), r.low(j)
    for words, ahead in (("after next", True), ("before last", False)):
        end = r.phrase(j, words)
        if end:
            return Offset(week, ahead, r.words(i, end), Shifted(day, 2 if ahead else -1)), end
    if ends(r, j + 1):
        if low in _WEEKS:
            return Offset(((1, low),), True, r.words(i, j + 1), Shifted(day, 2)), j + 1
        if low == "last":
            return Shifted(day, -1), j + 1
    return weekday_beside(r, i, j, Nth(1, "day", day, weekday), simple)


def weekday_beside(r: Reader, i: int, j: int, nth: Nth, simple: Rule) -> Found | None:
    """ "the first Monday after June 3", "the Sunday before Christmas": the weekday counted from a day."""
    low = r.low(j)
    if low not in ("after", "before", "following", "preceding") or not (r.alone or r.low(i - 1) == "the"):
        return None
    base = simple(r, j + 1)
    if not base or not _is_day(base[0]) or r.low(base[1]) in ("'", "’"):
        return None
    ahead = low in ("after", "following")
    return replace(nth, nth=nth.nth if ahead else -nth.nth, of=Bound("after" if ahead else "before", base[0])), base[1]


def _is_day(node: Node) -> bool:
    if isinstance(node, Nth):
        return node.weekday is not None
    return isinstance(node, (Holiday, Numeric)) or (isinstance(node, Day) and node.month is not None and node.day is not None)


def within_outer(r: Reader, node: Node, j: int, simple: Rule) -> Found | None:
    """ "Monday of the week after next", "Tuesday of the second week of June": ``node`` is a weekday, and a week follows."""
    if not (isinstance(node, Day) and _bare_weekday(node)):
        return None
    counted = simple(r, j) if r.low(j) == "in" or r.number(j) else None
    if (
        counted
        and isinstance(counted[0], Offset)
        and counted[0].base is None
        and counted[0].steps[-1][1] in _WEEKS
        and not counted[0].bound
    ):
        return Within(node, counted[0]), counted[1]
    k = r.skip(r.skip(j, ","), "of", "in")
    if k == j or r.low(k - 1) == ",":
        return None
    found = simple(r, k)
    if not found or not (isinstance(found[0], (WeekOf, WeekNumber)) or getattr(found[0], "unit", "") == "week"):
        return None
    return Within(node, found[0]), found[1]


def _bare_weekday(node: Day) -> bool:
    return node.weekday is not None and node.month is None and node.day is None


def opened(r: Reader, node: Node, j: int, by_name: Rule) -> Found | None:
    """ "next month on the 15th", "last year in June", "next year Q1": a unit, then the date in it."""
    if not isinstance(node, Unit) or node.unit not in ("month", "year", "week"):
        return None
    after = r.skip(j, ",")
    k = r.skip(after, "in", "on")
    if k == after and not r.alone:
        return None
    k = r.skip(k, "the")
    if node.unit == "year":
        found = by_name(r, k) if r.low(k) else None
        open_year = found and isinstance(found[0], (Day, Quarter, Season, Holiday)) and found[0].year is None
        return (Within(found[0], node), found[1]) if found and open_year else None
    if node.unit == "week":
        weekday = r.weekday(k)
        return (Within(Day(weekday=weekday[0]), node), weekday[1]) if weekday and k > after + 1 else None
    day = r.ordinal(k)
    return (Within(Day(day=day[0]), node), day[1]) if day and day[0] <= 31 and ends(r, day[1]) else None


def offset_on_weekday(r: Reader, node: Node, j: int) -> Found | None:
    """ "in two weeks on Thursday", "two months from today on Tuesday"."""
    if not isinstance(node, Offset) or node.bound or r.low(j) != "on":
        return None
    near = all(unit in ("day", *_WEEKS) for _, unit in node.steps)
    weekday = r.weekday(j + 1)
    if not weekday or not ends(r, weekday[1]) or not (near or (r.alone and node.ahead)):
        return None
    return Within(Day(weekday=weekday[0]), node), weekday[1]


def trailing_weekday(r: Reader, node: Node, j: int) -> Found | None:
    """ "November 12, Saturday", "12/11 (Sat)": the weekday after its date, where nothing else is read."""
    dated = isinstance(node, Numeric) or (isinstance(node, Day) and node.day is not None)
    if not r.alone or not dated:
        return None
    weekday = r.weekday(r.skip(j, ",", "("))
    end = r.skip(weekday[1], ")") if weekday else 0
    if not weekday or end < len(r.tokens):
        return None
    return (replace(node, weekday=weekday[0]) if isinstance(node, Day) else node), end


def year_first(r: Reader, year: int, j: int) -> Found | None:
    """ "2015, March 14", "2017 Christmas", "2015 week 23": what follows a year where nothing else is read."""
    k = r.phrase(j, "' s") or r.phrase(j, "’ s") or r.skip(j, ",", "-", ".")
    month = r.month(k)
    day = r.day_number(r.skip(r.skip(month[1], "-", "."), "the")) if month else r.day_number(k)
    if month and day and (r.alone or (r.ordinal(day[1] - 1) and ends(r, day[1]))):
        return Day(year, month[0], day[0]), day[1]
    if not r.alone:
        return None
    named = r.month(r.skip(day[1], "of", "-")) if day and not month else None
    if day and named:
        return Day(year, named[0], day[0]), named[1]
    rules = (era.week_number,) if r.low(k) in ("week", "wk", "w") else (era.named, era.season, _ordinal_quarter, era.quarter)
    for rule in rules:
        found = rule(r, k) if k < len(r.tokens) else None
        if found and found[1] == len(r.tokens) and isinstance(found[0], (Holiday, Season, Quarter, WeekNumber)) and not found[0].year:
            return replace(found[0], year=year), found[1]
    return None


def _ordinal_quarter(r: Reader, k: int) -> Found | None:
    n = r.ordinal(k)
    return (Quarter(n[0] * 3 - 2, 3), n[1] + 1) if n and 1 <= n[0] <= 4 and r.low(n[1]) == "quarter" else None


def length_then_day(r: Reader, i: int, j: int, steps: tuple[tuple[int | None, str], ...]) -> Found | None:
    """ "a week today", "two weeks tomorrow", "a week on Tuesday", "a fortnight on Friday": only where nothing else is read."""
    if not r.alone or len(steps) != 1 or steps[0][1] not in _WEEKS:
        return None
    if r.low(j) in ("today", "tomorrow"):
        return Offset(steps, True, r.words(i, j + 1), Unit("day", int(r.low(j) == "tomorrow"), r.low(j))), j + 1
    weekday = r.weekday(j + 1) if r.low(j) == "on" else None
    return (Offset(steps, True, r.words(i, weekday[1]), Shifted(Day(weekday=weekday[0]), 2)), weekday[1]) if weekday else None


def numbered_days(r: Reader, i: int) -> Found | None:
    """ "4 till 23 of this month", "the 4th to the 9th of next month"."""
    first = r.day_number(r.skip(i, "the"))
    last = r.day_number(r.skip(first[1] + 1, "the")) if first and r.low(first[1]) in ("to", "till", "until", "through", "-", "–") else None
    k = r.skip(last[1], "of") if last else 0
    if not first or not last or r.low(k) not in ("this", "last", "next") or UNITS.get(r.low(k + 1)) != "month":
        return None
    outer = Unit("month", {"this": 0, "last": -1, "next": 1}[r.low(k)], r.words(k, k + 2))
    return Range(Within(Day(day=first[0]), outer), Within(Day(day=last[0]), outer)), k + 2


_TO_DATE = {"ytd": "year", "qtd": "quarter", "mtd": "month", "wtd": "week"}


def to_date(r: Reader, i: int) -> Found | None:
    """ "ytd", "year to date": the unit that is told up to publication."""
    unit = _TO_DATE.get(r.low(i))
    return (Part("earlier", Unit(unit, 0, r.low(i))), i + 1) if unit else None


def calendar_year(r: Reader, i: int) -> Found | None:
    """ "CY18", "cy 2018"."""
    figures = r.low(i + 1)
    if r.low(i) != "cy" or not figures.isdigit() or len(figures) not in (2, 4):
        return None
    return Day(int(figures) + (2000 if len(figures) == 2 else 0)), i + 2
