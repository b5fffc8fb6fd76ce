"""Days and intervals: units of the calendar, steps between them, movable feasts. No text is read here."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

DAY = dt.timedelta(days=1)


class Span(NamedTuple):
    """An interval of days, both ends included; an open end is None."""

    start: dt.date | None
    end: dt.date | None


class Days(NamedTuple):
    """A closed interval of days, both ends included."""

    start: dt.date
    end: dt.date


def month_days(year: int, month: int) -> Days:
    """The days of one month."""
    return Days(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def months_from(year: int, month: int, count: int) -> Days:
    """``count`` whole months from the given one on."""
    first = dt.date(year, month, 1)
    return Days(first, unit_of("month", add(first, "month", count - 1)).end)


def years(first: int, last: int) -> Days:
    """Whole calendar years, both included."""
    return Days(dt.date(first, 1, 1), dt.date(last, 12, 31))


def unit_of(unit: str, day: dt.date) -> Days:  # noqa: PLR0911
    """The calendar unit that holds ``day``: weeks run Monday to Sunday (ISO 8601), centuries from the year 00 on."""
    match unit:
        case "week":
            monday = day - DAY * day.weekday()
            return Days(monday, monday + DAY * 6)
        case "workweek":
            monday = day - DAY * day.weekday()
            return Days(monday, monday + DAY * 4)
        case "weekend":
            saturday = day - DAY * day.weekday() + DAY * 5
            return Days(saturday, saturday + DAY)
        case "fortnight":
            monday = day - DAY * day.weekday()
            return Days(monday, monday + DAY * 13)
        case "month":
            return month_days(day.year, day.month)
        case "quarter":
            return months_from(day.year, day.month - (day.month - 1) % 3, 3)
        case "year":
            return years(day.year, day.year)
        case "decade":
            return years(day.year // 10 * 10, day.year // 10 * 10 + 9)
        case "century":
            return years(day.year // 100 * 100, day.year // 100 * 100 + 99)
        case "millennium":
            return years(day.year // 1000 * 1000, day.year // 1000 * 1000 + 999)
    return Days(day, day)


_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "workweek": 7, "fortnight": 14}


def add(day: dt.date, unit: str, count: int) -> dt.date:
    """``day`` moved by ``count`` units; a month that is too short gives its last day.

    Raises ``OverflowError`` or ``ValueError`` where the calendar ends (years 1 to 9999).
    """
    if unit == "business day":
        return _business_days(day, count)
    if unit in _DAYS:
        return day + DAY * (_DAYS[unit] * count)
    index = day.year * 12 + day.month - 1 + _MONTHS[unit] * count
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _business_days(day: dt.date, count: int) -> dt.date:
    """``day`` moved by days that are no Saturday or Sunday."""
    step, left = DAY if count > 0 else -DAY, abs(count)
    while left:
        day += step
        left -= day.weekday() < 5
    return day


def real(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day (30 February)."""
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return dt.date(year, month, day)
    return None


def nth_weekday(days: Days, weekday: int, nth: int) -> dt.date | None:
    """The nth (from 1; -1 the last) ``weekday`` (Monday 0) within ``days``, or None."""
    first = days.start + DAY * ((weekday - days.start.weekday()) % 7)
    last = days.end - DAY * ((days.end.weekday() - weekday) % 7)
    found = first + DAY * 7 * (nth - 1) if nth > 0 else last + DAY * 7 * (nth + 1)
    return found if days.start <= found <= days.end else None


def easter(year: int) -> dt.date:
    """Easter Sunday of the Western churches (anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    offset = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * offset) // 451
    month, day = divmod(epact + offset - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the Eastern churches in the Gregorian calendar (Julian computus, 13 days, 1900 to 2099)."""
    moon = (19 * (year % 19) + 15) % 30
    offset = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + offset + 114, 31)
    return dt.date(year, month, day + 1) + DAY * 13


def thirds(days: Days, unit: str, part: str) -> Days:  # noqa: PLR0911
    """The early, mid or late part of a unit.

    Weeks are halved (Monday to Wednesday, Thursday to Sunday), months too (1 to 15, 16 to the end; mid is 10 to 20); years,
    quarters and seasons are cut in three, decades into 0-3, 4-6 and 7-9. The rule is ours: English gives no sharper one.
    """
    start, end = days
    if unit in ("day", "night"):
        return days
    if unit in ("week", "weekend") and (end - start).days >= 6:
        cut = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}[part]
        return Days(start + DAY * cut[0], start + DAY * cut[1])
    if unit == "month":
        if part == "mid":
            return Days(start.replace(day=10), start.replace(day=20))
        return Days(start, start.replace(day=15)) if part == "early" else Days(start.replace(day=16), end)
    if unit in ("decade", "century"):
        scale = (end.year - start.year + 1) // 10
        first, last = {"early": (0, 4), "mid": (4, 7), "late": (7, 10)}[part]
        return years(start.year + first * scale, start.year + last * scale - 1)
    length = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day == 1 and length % 3 == 0:
        first_month = add(start, "month", {"early": 0, "mid": 1, "late": 2}[part] * (length // 3))
        return months_from(first_month.year, first_month.month, length // 3)
    third = ((end - start).days + 1) // 3 or 1
    if part == "early":
        return Days(start, start + DAY * (third - 1))
    return (
        Days(start + DAY * third, end - DAY * third)
        if part == "mid" and third * 2 <= (end - start).days
        else Days(end - DAY * (third - 1), end)
    )
