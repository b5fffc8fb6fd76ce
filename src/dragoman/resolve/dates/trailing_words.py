"""What stands after a date and makes it another: "Tuesday" + "week", "next year" + "in June", "2015" + ", March 14"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.resolve.dates import era_words as era
from dragoman.resolve.dates.nodes import (
    Day,
    Holiday,
    Node,
    Nth,
    Numeric,
    Offset,
    Quarter,
    Season,
    Shifted,
    Unit,
    WeekNumber,
    WeekOf,
    Within,
)
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.tokens import WEEKS
from dragoman.resolve.dates.within_words import by_name, weekday_beside


def turned(r: Reader, i: int, node: Node, j: int) -> Found | None:
    """What stands after a date and turns it into another: "Tuesday" + "week", "in two weeks" + "on Thursday", "2015" + "summer"."""
    if isinstance(node, Day) and node.weekday is not None and node.month is None and node.day is None:
        return _weekday_idiom(r, i, node.weekday, j) or _within_week(r, node, j)
    if isinstance(node, Day) and node.year and node.month is None and node.day is None:
        return _year_first(r, node.year, j)
    return _offset_on_weekday(r, node, j) or _opened(r, node, j) or _trailing_weekday(r, node, j)


def _weekday_idiom(r: Reader, i: int, weekday: int, j: int) -> Found | None:
    """ "Tuesday week", "Friday last", "the Friday after next", "the Friday after Thanksgiving": ``j`` follows the weekday."""
    day, week, low = Day(weekday=weekday), ((1, "week"),), r.low(j)
    for words, ahead in (("after next", True), ("before last", False)):
        end = r.phrase(j, words)
        if end:
            return Offset(week, ahead, r.words(i, end), Shifted(day, 2 if ahead else -1)), end
    if r.ends(j + 1):
        if low in WEEKS:
            return Offset(((1, low),), True, r.words(i, j + 1), Shifted(day, 2)), j + 1
        if low == "last":
            return Shifted(day, -1), j + 1
    return weekday_beside(r, i, j, Nth(1, "day", day, weekday))


def _within_week(r: Reader, node: Day, j: int) -> Found | None:
    """ "Monday of the week after next", "Tuesday of the second week of June": ``node`` is a weekday alone, and a week follows."""
    counted = r.date(j) if r.low(j) == "in" or r.number(j) else None
    if counted and isinstance(counted[0], Offset) and counted[0].base is None and counted[0].steps[-1][1] in WEEKS and not counted[0].bound:
        return Within(node, counted[0]), counted[1]
    k = r.skip(r.skip(j, ","), "of", "in")
    if k == j or r.low(k - 1) == ",":
        return None
    found = r.date(k)
    if not found or not (isinstance(found[0], (WeekOf, WeekNumber)) or getattr(found[0], "unit", "") == "week"):
        return None
    return Within(node, found[0]), found[1]


def _offset_on_weekday(r: Reader, node: Node, j: int) -> Found | None:
    """ "in two weeks on Thursday", "two months from today on Tuesday"."""
    if not isinstance(node, Offset) or node.bound or r.low(j) != "on":
        return None
    near = all(unit in ("day", *WEEKS) for _, unit in node.steps)
    weekday = r.weekday(j + 1)
    if not weekday or not r.ends(weekday[1]) or not (near or (r.alone and node.ahead)):
        return None
    return Within(Day(weekday=weekday[0]), node), weekday[1]


def _opened(r: Reader, node: Node, j: int) -> Found | None:
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
    return (Within(Day(day=day[0]), node), day[1]) if day and day[0] <= 31 and r.ends(day[1]) else None


def _trailing_weekday(r: Reader, node: Node, j: int) -> Found | None:
    """ "November 12, Saturday", "12/11 (Sat)": the weekday after its date, where nothing else is read."""
    dated = isinstance(node, Numeric) or (isinstance(node, Day) and node.day is not None)
    if not r.alone or not dated:
        return None
    weekday = r.weekday(r.skip(j, ",", "("))
    end = r.skip(weekday[1], ")") if weekday else 0
    if not weekday or end < len(r.tokens):
        return None
    return (replace(node, weekday=weekday[0]) if isinstance(node, Day) else node), end


def _year_first(r: Reader, year: int, j: int) -> Found | None:
    """ "2015, March 14", "2017 Christmas", "2015 week 23": what follows a year where nothing else is read."""
    k = r.phrase(j, "' s") or r.phrase(j, "’ s") or r.skip(j, ",", "-", ".")
    month = r.month(k)
    day = r.day_number(r.skip(r.skip(month[1], "-", "."), "the")) if month else r.day_number(k)
    if month and day and (r.alone or (r.ordinal(day[1] - 1) and r.ends(day[1]))):
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
