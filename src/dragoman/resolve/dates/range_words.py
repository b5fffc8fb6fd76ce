"""Ranges: "between May and July", "from 4 to 22 this month", "Monday to Friday", "2014-18"; and lists that share a year."""

from __future__ import annotations

from dataclasses import replace

from dragoman.resolve.dates.counted_words import for_length
from dragoman.resolve.dates.nodes import (
    Bound,
    Day,
    Fixed,
    Holiday,
    Node,
    Numeric,
    Offset,
    Part,
    Quarter,
    Range,
    Season,
    Shifted,
    Unit,
    WeekNumber,
    Within,
)
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.tokens import DASHES, UNITS


def between(r: Reader, i: int) -> Found | None:  # noqa: PLR0911
    """ "between May and July 2019", "from 2 to 7 February"."""
    is_from = r.low(i) == "from"
    first, j = _side(r, i + 1)
    if first is None:
        return bare_days(r, i + 1)
    if isinstance(first, Range):
        return first, j
    lasting = for_length(r, first, i, j) if is_from else None
    if lasting:
        return lasting
    links = ("to", "until", "till", "through", "thru", "-", "–", "—", "~", "up") if is_from else ("and", "to", "through", "~", "-", "–")
    if r.low(j) not in links and is_from and r.alone and i == 0 and j >= len(r.tokens):
        return Bound("from", first), j
    if r.low(j) not in links:
        return (Bound("from", first), r.skip(j, "on", "onward", "onwards")) if is_from and r.low(j) in ("on", "onward", "onwards") else None
    k = r.phrase(j, "up to") or j + 1
    last, end = _side(r, k)
    if last is None:
        return None
    return Range(lend_year(first, last), _borrow_year(first, last)), end


def _side(r: Reader, i: int) -> tuple[Node | None, int]:
    if r.low(i) == "date":
        return Unit("day", 0, "date"), i + 1
    found = r.date(r.skip(i, "the") if r.low(i + 1) in ("year",) else i)
    return _numeric_year(r, found) if found else (None, i)


def bare_days(r: Reader, i: int) -> Found | None:
    """ "from 4 to 22 this month", "from 4 to January 22"."""
    first = r.day_number(r.skip(i, "the"))
    if not first or r.low(first[1]) not in _FROM_LINKS:
        return None
    found = r.date(r.skip(first[1] + 1, "the"))
    if found and isinstance(found[0], Day) and found[0].day and found[0].month and found[0].day > first[0]:
        return Range(replace(found[0], day=first[0], weekday=None), found[0]), found[1]
    last = r.day_number(r.skip(first[1] + 1, "the"))
    before = _month_before(first[0], found)
    if before and found:
        return Range(before, found[0]), found[1]
    ordinals = last and r.ordinal(r.skip(i, "the")) and r.ordinal(r.skip(first[1] + 1, "the"))
    if last and ordinals and last[0] > first[0] and r.low(last[1]) in ("", ".", ",", ";"):
        return Range(Day(day=first[0]), Day(day=last[0])), last[1]
    return days_of_month(r, i, _FROM_LINKS)


_FROM_LINKS = ("to", "until", "till", "and", "through")


def _month_before(day: int, found: Found | None) -> Day | None:
    """The first end of "from the 27th to the 3rd of April": that day of the month before."""
    last = found[0] if found else None
    if not isinstance(last, Day) or not last.month or not last.day or day <= last.day:
        return None
    return Day(last.year - (last.month == 1) if last.year else None, (last.month - 2) % 12 + 1, day)


def days_of_month(r: Reader, i: int, links: tuple[str, ...] = ("to", "till", "until", "through", "-", "–")) -> Found | None:
    """ "4 till 23 of this month", "the 4th to the 9th of next month"."""
    first = r.day_number(r.skip(i, "the"))
    last = r.day_number(r.skip(first[1] + 1, "the")) if first and r.low(first[1]) in links else None
    k = r.skip(last[1], "of") if last else 0
    if not first or not last or r.low(k) not in ("this", "last", "next") or UNITS.get(r.low(k + 1)) != "month":
        return None
    outer = Unit("month", {"this": 0, "last": -1, "next": 1}[r.low(k)], r.words(k, k + 2))
    return Range(Within(Day(day=first[0]), outer), Within(Day(day=last[0]), outer)), k + 2


_RANGE_LINKS = DASHES | {"to", "through", "thru", "until", "till"}


def maybe_range(r: Reader, node: Node, j: int) -> Found:  # noqa: PLR0911
    """ "May-July 2019", "Monday to Friday", "2014-2018", "1990s and 2000s" stays two."""
    low = r.low(j)
    if isinstance(node, Day) and low in ("and", "or", ","):
        return _list_year(r, node, j), j
    if low == "/" and (season := _short_last_year(r, node, j)):
        return season
    if low not in _RANGE_LINKS or not isinstance(node, _range_kinds(r, low)):
        return node, j
    two_figures = isinstance(node, Day) and node.year and not node.month and r.low(j + 1).isdecimal() and len(r.low(j + 1)) == 2
    if two_figures and low in DASHES:
        return _short_last_year(r, node, j) or (node, j)
    found = r.date(j + 1)
    if found and isinstance(found[0], Within) and isinstance(found[0].inner, Day):
        return (Within(Range(node, found[0].inner), found[0].outer), found[1]) if _same_grain(node, found[0].inner) else (node, j)
    if found and low in DASHES and (isinstance(found[0], Unit) or (low == "—" and not r.glued(j))):
        return node, j
    found = _numeric_year(r, found) if found else None
    if not found or not _alike(node, found[0]) or (low == "until" and isinstance(node, Day) and node.weekday is not None and not r.alone):
        return node, j
    if isinstance(found[0], Day) and isinstance(node, Day) and node.year and not found[0].year and found[0].month:
        sure = r.alone or low in ("until", "till", "through", "thru")
        return (Range(node, _borrow_year(node, found[0])), found[1]) if sure else (node, j)
    return Range(lend_year(node, found[0]), found[0]), found[1]


_RANGED = (Day, Fixed, Numeric, Part, Quarter, Season, WeekNumber, Holiday)


def _range_kinds(r: Reader, link: str) -> tuple[type, ...]:
    """What may begin a range without "from": "today through Sunday" too, but "today to" only where nothing else is read."""
    if r.alone:
        return (*_RANGED, Unit, Shifted)
    return (*_RANGED, Unit) if link in ("through", "until", "till") else _RANGED


def _short_last_year(r: Reader, node: Node, j: int) -> Found | None:
    """ "2014-18", "2014/15", "2014/2015": the last year by its last two figures; after a stroke it is the next year."""
    figures = r.low(j + 1)
    if isinstance(node, Day) and node.year and not node.month and r.low(j) == "/" and figures == str(node.year + 1):
        return Range(node, Day(node.year + 1)), j + 2
    if not isinstance(node, Day) or not node.year or node.month or not figures.isdecimal() or len(figures) != 2:
        return None
    last = node.year // 100 * 100 + int(figures)
    fits = last == node.year + 1 if r.low(j) == "/" else r.low(j) in DASHES and last > node.year
    return (Range(node, Day(last)), j + 2) if fits else None


def _same_grain(first: Node, last: Day) -> bool:
    """Whether the first end is told in what the last is told in: both weekdays, or both months, with or without a day."""
    if not isinstance(first, Day) or first.year:
        return False
    return all((getattr(first, what) is None) == (getattr(last, what) is None) for what in ("weekday", "month", "day"))


def _alike(first: Node, last: Node) -> bool:
    """Whether two nodes can be the ends of one range without "from" or "between"."""
    if isinstance(first, Numeric) or isinstance(last, Numeric):
        return type(first) is type(last) or all(isinstance(side, (Day, Numeric)) and side.year for side in (first, last))
    if isinstance(first, (Quarter, Season, WeekNumber, Holiday)):
        return type(first) is type(last)
    if isinstance(first, Day) and isinstance(last, Day):
        if (first.month is None) != (last.month is None) and first.weekday is None and last.weekday is None:
            return last.year is not None and first.year is not None
        return (first.weekday is None or first.day is not None) == (last.weekday is None or last.day is not None)
    if isinstance(first, Unit):
        return first.unit == "day" and isinstance(last, (Day, Shifted, Numeric, Unit, Part))
    return isinstance(first, (Day, Fixed, Part, Shifted)) and (
        isinstance(last, (Day, Fixed, Part))
        or (isinstance(last, Unit) and last.unit == "day")
        or (isinstance(last, Offset) and isinstance(last.base, Unit))
    )


def _numeric_year(r: Reader, found: Found) -> Found:
    """ "5/1-5/7, 2020": figures take the year that stands after them."""
    node, j = found
    year = r.year(r.skip(j, ",")) if isinstance(node, Numeric) and node.year is None else None
    return (replace(node, year=year[0]), year[1]) if year and isinstance(node, Numeric) else found


def _list_year(r: Reader, node: Day, j: int) -> Day:
    """ "May and July 2019": a month or day without a year takes that of the next in the list."""
    if node.year or not node.month:
        return node
    k = r.skip(r.skip(j, ","), "and", "or")
    found = r.date(k) if r.month(k) or r.day_number(k) else None
    if not found or not isinstance(found[0], Day) or not found[0].month or (found[0].day is None) != (node.day is None):
        return node
    last = found[0] if found[0].year else _list_year(r, found[0], found[1])
    return replace(node, year=last.year) if last.year else node


def lend_year(first: Node, last: Node) -> Node:  # noqa: PLR0911
    """The first end of a range takes the year (and the month) of the second where it has none."""
    if isinstance(last, Part) and isinstance(last.of, Day):
        last = last.of
    if isinstance(first, Part) and isinstance(first.of, Day):
        return replace(first, of=lend_year(first.of, last))
    if isinstance(first, Day) and isinstance(last, Within) and (first.weekday is not None or first.month) and not first.year:
        return Within(first, last.outer)
    if isinstance(first, Numeric) and isinstance(last, Numeric) and first.year is None and last.year:
        return replace(first, year=last.year)
    if isinstance(first, Season) and first.year is None and isinstance(last, Season) and last.year:
        return replace(first, year=last.year)
    if isinstance(first, (Quarter, WeekNumber, Holiday)) and first.year is None and type(last) is type(first) and last.year:
        return replace(first, year=last.year)
    if isinstance(first, Day) and isinstance(last, Day) and first.year is None and last.year and (first.month or first.day):
        month = first.month or last.month
        if month and last.month:
            later = (month, first.day or 0) > (last.month, last.day or 31)
            return replace(first, year=last.year - later, month=month)
    return first


def _borrow_year(first: Node, last: Node) -> Node:
    """The last end of "from February 2015 to April" is the first such after the first end."""
    if not (isinstance(first, Day) and isinstance(last, Day) and first.year and first.month and last.month and not last.year):
        return last
    return replace(last, year=first.year + ((last.month, last.day or 31) < (first.month, first.day or 0)))
