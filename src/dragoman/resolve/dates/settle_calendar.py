"""Days of the calendar: years, months, days, weekdays, figures, quarters, ISO weeks."""

from __future__ import annotations

import datetime as dt

from dragoman.resolve.dates import nodes as n
from dragoman.resolve.dates.days import DAY, Days, add, month_days, months_from, real, years
from dragoman.resolve.dates.settle import (
    NO_PUBLICATION,
    SOON,
    WEEKDAY_NAMES,
    Frame,
    Settled,
    checked,
    of_days,
    pick,
    rule,
    unknown,
)


@rule(n.Day)
def _day(node: n.Day, frame: Frame) -> Settled:  # noqa: PLR0911
    if node.year is not None:
        return absolute(node, node.year)
    if frame.published is None:
        return unknown("the year is not said, and no publication date is known" if node.month else NO_PUBLICATION)
    published = frame.published
    if node.month is not None and node.day is not None:
        return _month_day(node, node.month, node.day, frame, published)
    if node.month is not None:
        return _month(node.month, frame, published)
    if node.day is not None:
        return _numbered_day(node.day, node.weekday, frame, published)
    weekday = node.weekday or 0
    if frame.tense == "future":
        day = published + DAY * ((weekday - published.weekday()) % 7)
        return checked(of_days(Days(day, day), "day", f"next {WEEKDAY_NAMES[weekday]} from publication on (future tense)"), frame)
    day = published - DAY * ((published.weekday() - weekday) % 7)
    return checked(of_days(Days(day, day), "day", f"last {WEEKDAY_NAMES[weekday]} up to publication"), frame)


def absolute(node: n.Day, year: int) -> Settled:
    """A year, month or day whose year is known."""
    if node.month is None:
        return of_days(years(year, year), "year", "year as stated", inferred=False)
    if node.day is None:
        return of_days(month_days(year, node.month), "month", "month and year as stated", inferred=False)
    day = real(year, node.month, node.day)
    if day is None:
        return unknown("the calendar has no such day")
    why = "date as stated"
    if node.weekday is not None and day.weekday() != node.weekday:
        why += f"; but that day is a {WEEKDAY_NAMES[day.weekday()]}"
    return of_days(Days(day, day), "day", why, inferred=False)


def _month_day(node: n.Day, month: int, number: int, frame: Frame, published: dt.date) -> Settled:
    """Day and month without a year: by tense, by the weekday if one is named, else the nearest to publication."""
    days = [day for year in range(published.year - 8, published.year + 9) if (day := real(year, month, number))]
    why = "year from publication"
    if node.weekday is not None:
        fitting = [day for day in days if day.weekday() == node.weekday and abs(day.year - published.year) < 2]
        days, why = (fitting, "year from the weekday") if fitting else (days, "year from publication; the weekday fits no near year")
    back = sorted((day for day in days if day <= published), reverse=True)
    ahead = [day for day in days if day >= published]
    if frame.tense == "past":
        ordered, told = back, "the last such day up to publication"
    elif frame.tense == "future":
        ordered, told = ahead, "the next such day from publication on"
    else:
        soon = [day for day in ahead[:1] if not back or (day - published).days <= min(SOON, (published - back[0]).days - 1)]
        ordered, told = soon + back, "the nearest such day, ahead within three months only"
    return pick((Days(day, day) for day in ordered), frame, "day", f"{why}: {told}")


def _month(month: int, frame: Frame, published: dt.date) -> Settled:
    if frame.tense == "future":
        year = published.year + (month < published.month)
        return pick(
            (month_days(year + k, month) for k in range(8)), frame, "month", "next such month from the publication month on (future tense)"
        )
    year = published.year - (month > published.month)
    return pick((month_days(year - k, month) for k in range(40)), frame, "month", "latest such month up to the publication month")


def _numbered_day(number: int, weekday: int | None, frame: Frame, published: dt.date) -> Settled:
    """ "the 21st", "Friday the 15th": in the month of publication or the nearest that has it, by tense."""
    if weekday is not None and frame.tense is None:
        near = [
            day
            for k in range(-14, 15)
            if (day := _in_month(add(published.replace(day=1), "month", k), number)) and day.weekday() == weekday
        ]
        spans = [Days(day, day) for day in sorted(near, key=lambda day: abs((day - published).days))]
        return pick(spans[:1], frame, "day", "that weekday and day of the month nearest to publication")
    step = 1 if frame.tense == "future" else -1
    first = published.replace(day=1)
    for k in range(24 if weekday is not None else 3):
        month = add(first, "month", k * step)
        day = real(month.year, month.month, number)
        fits = day is not None and (day - published).days * step >= 0 and (weekday is None or day.weekday() == weekday)
        if day and fits:
            return checked(
                of_days(Days(day, day), "day", f"the {'next' if step > 0 else 'last'} such day of a month by publication"), frame
            )
    return unknown("no such day near publication")


def _in_month(first: dt.date, number: int) -> dt.date | None:
    return real(first.year, first.month, number)


@rule(n.Numeric)
def _numeric(node: n.Numeric, frame: Frame) -> Settled:
    read = month_and_day(node, frame)
    if isinstance(read, Settled):
        return read
    found = _day(read, frame)
    how = "month first" if (read.month, read.day) == (node.first, node.second) else "day first"
    return found._replace(why=f"{found.why}; figures read {how}") if node.first != node.second else found


def month_and_day(node: n.Numeric, frame: Frame) -> n.Day | Settled:
    """Figures as a day: their order is taken from what only one order allows, or from the caller, never guessed."""
    readings = {(node.first, node.second): "month first", (node.second, node.first): "day first"}
    fits = {pair: how for pair, how in readings.items() if real(node.year or 2000, *pair)}
    if len(fits) == 2 and frame.day_first is not None:
        fits = {pair: how for pair, how in fits.items() if (how == "day first") == frame.day_first}
    if len(fits) != 1:
        return unknown(f"{node.words!r} may be day or month first" if fits else "the calendar has no such day")
    month, day = next(iter(fits))
    return n.Day(node.year, month, day)


@rule(n.Fixed)
def _fixed(node: n.Fixed, _: Frame) -> Settled:
    return Settled(node.start, node.end, node.unit, False, node.why)


@rule(n.Quarter)
def _quarter(node: n.Quarter, frame: Frame) -> Settled:
    name = "quarter" if node.count == 3 else "half"
    if node.year is not None:
        return of_days(months_from(node.year, node.month, node.count), name, f"{name} of the calendar year as stated", inferred=False)
    if frame.published is None:
        return unknown(NO_PUBLICATION)
    year = frame.published.year
    if frame.tense == "future":
        spans = [months_from(year + k, node.month, node.count) for k in range(4)]
        return pick((days for days in spans if days.end >= frame.published), frame, name, f"next such {name} by publication")
    spans = [months_from(year - k, node.month, node.count) for k in range(40)]
    return pick((days for days in spans if days.start <= frame.published), frame, name, f"latest such {name} that had begun by publication")


@rule(n.WeekNumber)
def _week_number(node: n.WeekNumber, frame: Frame) -> Settled:
    year = node.year or (frame.published.year if frame.published else None)
    if year is None:
        return unknown(NO_PUBLICATION)
    monday = dt.date.fromisocalendar(year, node.number, 1)
    return of_days(Days(monday, monday + DAY * 6), "week", "ISO week", inferred=node.year is None)
