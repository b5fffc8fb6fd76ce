"""From what an expression says to the days it means, against the publication date, the tense and a tenure.

The rules are the codebook's (sections 1 and 2): an open end stays open, no day is invented, and a relative date in a text
without a publication date stays unresolved. "two years ago" is therefore that calendar year, "two weeks ago" that week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from dragoman.model.when import When
from dragoman.resolve.dates import nodes as n
from dragoman.resolve.dates.days import DAY, Days, add, month_days, months_from, nth_weekday, real, thirds, unit_of, years
from dragoman.resolve.dates.nodes import Node
from dragoman.resolve.dates.tables import feasts, season_days

NO_PUBLICATION = "relative to the publication date, and no publication date is known"
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a text's dates are told from."""

    published: dt.date | None
    tense: str | None = None
    tenure: tuple[dt.date | None, dt.date | None] | None = None
    anchor: When | None = None
    day_first: bool | None = None

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
    rule = cast("Callable[[Node, Frame], Settled]", _RULES[type(node)])
    try:
        return rule(node, frame)
    except (OverflowError, ValueError):
        return unknown("the calendar has no such day")


def _of(days: Days, unit: str, why: str, inferred: bool = True) -> Settled:
    return Settled(days.start, days.end, unit, inferred, why)


def _pick(candidates: Iterable[Days], frame: Frame, unit: str, why: str) -> Settled:
    """The first candidate that the tenure allows; says so where the tenure ruled others out."""
    ruled_out = 0
    for days in candidates:
        if frame.in_tenure(days):
            told = why
            if ruled_out:
                told += f"; the tenure {_tenure(frame)} rules out {ruled_out} later reading{'s' if ruled_out > 1 else ''}"
            return _of(days, unit, told)
        ruled_out += 1
    if ruled_out:
        return unknown(f"{why}; no reading lies in the tenure {_tenure(frame)}")
    return unknown(f"{why}: the calendar has no such day near publication")


def _tenure(frame: Frame) -> str:
    start, end = frame.tenure or (None, None)
    return f"{start or '..'}..{end or ''}".replace("....", "..")


def _checked(found: Settled, frame: Frame) -> Settled:
    """A relative date that the tenure rules out is not the date; there is no other reading, so it stays open."""
    days = found.days
    if days and not frame.in_tenure(days):
        return unknown(f"{found.why} gives {days.start}..{days.end}, which the tenure {_tenure(frame)} rules out")
    return found


# --- calendar dates ---------------------------------------------------------------------------------------------------------


def _day(node: n.Day, frame: Frame) -> Settled:
    if node.year is not None:
        return _absolute(node, node.year)
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
        return _checked(_of(Days(day, day), "day", f"next {WEEKDAY_NAMES[weekday]} from publication on (future tense)"), frame)
    day = published - DAY * ((published.weekday() - weekday) % 7)
    return _checked(_of(Days(day, day), "day", f"last {WEEKDAY_NAMES[weekday]} up to publication"), frame)


def _absolute(node: n.Day, year: int) -> Settled:
    if node.month is None:
        return _of(years(year, year), "year", "year as stated", inferred=False)
    if node.day is None:
        return _of(month_days(year, node.month), "month", "month and year as stated", inferred=False)
    day = real(year, node.month, node.day)
    if day is None:
        return unknown("the calendar has no such day")
    why = "date as stated"
    if node.weekday is not None and day.weekday() != node.weekday:
        why += f"; but that day is a {WEEKDAY_NAMES[day.weekday()]}"
    return _of(Days(day, day), "day", why, inferred=False)


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
        ordered, told = sorted(days, key=lambda day: (abs((day - published).days), day > published)), "the such day nearest to publication"
        told = told.replace("the such day", "the day")
        if frame.tenure:
            ordered = ordered[:1] + [day for day in back if day != ordered[0]]
    return _pick((Days(day, day) for day in ordered), frame, "day", f"{why}: {told}")


def _month(month: int, frame: Frame, published: dt.date) -> Settled:
    if frame.tense == "future":
        year = published.year + (month < published.month)
        return _pick((month_days(year + k, month) for k in range(8)), frame, "month", "next such month from the publication month on (future tense)")
    year = published.year - (month > published.month)
    return _pick((month_days(year - k, month) for k in range(40)), frame, "month", "latest such month up to the publication month")


def _numbered_day(number: int, weekday: int | None, frame: Frame, published: dt.date) -> Settled:
    """ "the 21st", "Friday the 15th": in the month of publication or the nearest that has it, by tense."""
    if weekday is not None and frame.tense is None:
        near = [day for k in range(-14, 15) if (day := _in_month(add(published.replace(day=1), "month", k), number)) and day.weekday() == weekday]
        spans = [Days(day, day) for day in sorted(near, key=lambda day: abs((day - published).days))]
        return _pick(spans[:1], frame, "day", "that weekday and day of the month nearest to publication")
    step = 1 if frame.tense == "future" else -1
    first = published.replace(day=1)
    for k in range(24 if weekday is not None else 3):
        month = add(first, "month", k * step)
        day = real(month.year, month.month, number)
        fits = day is not None and (day - published).days * step >= 0 and (weekday is None or day.weekday() == weekday)
        if day and fits:
            return _checked(_of(Days(day, day), "day", f"the {'next' if step > 0 else 'last'} such day of a month by publication"), frame)
    return unknown("no such day near publication")


def _in_month(first: dt.date, number: int) -> dt.date | None:
    return real(first.year, first.month, number)


def _numeric(node: n.Numeric, frame: Frame) -> Settled:
    """Figures: the order of day and month is taken from what only one order allows, or from the caller, never guessed."""
    readings = {(node.first, node.second): "month first", (node.second, node.first): "day first"}
    fits = {pair: how for pair, how in readings.items() if real(node.year or 2000, *pair)}
    if len(fits) == 2 and frame.day_first is not None:
        fits = {pair: how for pair, how in fits.items() if (how == "day first") == frame.day_first}
    if len(fits) != 1:
        return unknown(f"{node.words!r} may be day or month first" if fits else "the calendar has no such day")
    (month, day), how = next(iter(fits.items()))
    found = _day(n.Day(node.year, month, day), frame)
    return found._replace(why=f"{found.why}; figures read {how}") if node.first != node.second else found


def _fixed(node: n.Fixed, _: Frame) -> Settled:
    return Settled(node.start, node.end, node.unit, False, node.why)


def _quarter(node: n.Quarter, frame: Frame) -> Settled:
    name = "quarter" if node.count == 3 else "half"
    if node.year is not None:
        return _of(months_from(node.year, node.month, node.count), name, f"{name} of the calendar year as stated", inferred=False)
    if frame.published is None:
        return unknown(NO_PUBLICATION)
    year = frame.published.year
    if frame.tense == "future":
        spans = [months_from(year + k, node.month, node.count) for k in range(4)]
        return _pick((days for days in spans if days.end >= frame.published), frame, name, f"next such {name} by publication")
    spans = [months_from(year - k, node.month, node.count) for k in range(40)]
    return _pick((days for days in spans if days.start <= frame.published), frame, name, f"latest such {name} that had begun by publication")


def _week_number(node: n.WeekNumber, frame: Frame) -> Settled:
    year = node.year or (frame.published.year if frame.published else None)
    if year is None:
        return unknown(NO_PUBLICATION)
    monday = dt.date.fromisocalendar(year, node.number, 1)
    return _of(Days(monday, monday + DAY * 6), "week", "ISO week", inferred=node.year is None)


# --- seasons and feasts -----------------------------------------------------------------------------------------------------


def _recurring(spans: list[Days], frame: Frame, shift: int | None, unit: str, name: str, nearest: bool) -> Settled:
    """The occurrence meant by "last", "this", "next" or the bare name."""
    published = frame.published
    if published is None:
        return unknown(NO_PUBLICATION)
    back = sorted((days for days in spans if days.start <= published), reverse=True)
    ahead = sorted(days for days in spans if days.end >= published)
    if shift == -1:
        return _pick((days for days in back if days.end < published), frame, unit, f"latest {name} ended before publication")
    if shift == 1:
        return _pick((days for days in ahead if days.start > published), frame, unit, f"first {name} begun after publication")
    if frame.tense == "future":
        return _pick(ahead, frame, unit, f"next {name} by publication (future tense)")
    if (nearest and frame.tense is None) or shift == 0:
        close = sorted(spans, key=lambda days: (_distance(days, published), days.start > published))
        return _pick(close[:1] + [days for days in back if days != close[0]], frame, unit, f"{name} nearest to publication")
    return _pick(back, frame, unit, f"latest {name} begun by publication")


def _distance(days: Days, day: dt.date) -> int:
    return 0 if days.start <= day <= days.end else min(abs((days.start - day).days), abs((days.end - day).days))


def _season(node: n.Season, frame: Frame, shift: int | None = None) -> Settled:
    name = f"{node.name} (meteorological, northern half of the globe)"
    if node.year is not None:
        return _of(season_days(node.name, node.year), "season", name)
    if frame.published is None:
        return unknown(NO_PUBLICATION)
    year = frame.published.year
    if shift == 0:
        days = season_days(node.name, year)
        before = season_days(node.name, year - 1)
        return _checked(_of(before if frame.published <= before.end else days, "season", f"this year's {name}"), frame)
    return _recurring([season_days(node.name, year + k) for k in range(-40, 3)], frame, shift, "season", name, nearest=False)


def _holiday(node: n.Holiday, frame: Frame, shift: int | None = None) -> Settled:
    feast = feasts()[node.name]
    if feast.rule == "local":
        return unknown(f"{node.name}: its day depends on the country or the feast meant")
    note = "; sightings may move it by a day" if feast.rule == "table" and node.name in _MOON else ""
    if node.year is not None:
        spans = feast.in_year(node.year)
        if len(spans) != 1:
            return unknown(f"{node.name}: the table has {len(spans)} in {node.year}")
        return _of(spans[0], _feast_unit(spans[0]), f"table holidays: {node.name} {node.year}{note}", inferred=False)
    if frame.published is None:
        return unknown(NO_PUBLICATION)
    year = frame.published.year
    spans_near = [days for k in range(-12, 3) for days in feast.in_year(year + k)]
    unit = _feast_unit(spans_near[0]) if spans_near else "day"
    found = _recurring(spans_near, frame, shift, unit, node.name, nearest=True) if spans_near else unknown(f"{node.name}: the table has no year near publication")
    return found._replace(why=found.why + note)


_MOON = frozenset(("Ramadan", "Eid al-Fitr", "Eid al-Adha", "Hajj", "Islamic New Year", "Ashura", "Arbaeen", "Mawlid", "Quds Day"))


def _feast_unit(days: Days) -> str:
    return "day" if days.start == days.end else "period"


# --- relative dates ---------------------------------------------------------------------------------------------------------


def _unit(node: n.Unit, frame: Frame) -> Settled:
    published = frame.published
    if published is None:
        return unknown(NO_PUBLICATION)
    if node.unit == "weekend":
        return _checked(_weekend(node, frame, published), frame)
    unit = "day" if node.unit == "night" else node.unit
    if unit == "fortnight":
        start = unit_of("week", published).start + DAY * 14 * node.shift if node.shift >= 0 else published - DAY * 14
        days = Days(start, start + DAY * 13) if node.shift >= 0 else Days(start, published)
    else:
        days = unit_of(unit, add(unit_of(unit, published).start, unit, node.shift))
    return _checked(_of(days, unit, f"{node.words!r} by publication"), frame)


def _weekend(node: n.Unit, frame: Frame, published: dt.date) -> Settled:
    this = unit_of("weekend", published)
    if node.shift == -9:
        back = frame.tense != "future" and this.start > published
        days = Days(this.start - DAY * 7, this.end - DAY * 7) if back else this
        return _of(days, "weekend", "latest weekend begun by publication" if frame.tense != "future" else "coming weekend by publication")
    step = node.shift
    if node.shift == 0 and frame.tense == "past" and this.start > published:
        step = -1
    return _of(Days(this.start + DAY * 7 * step, this.end + DAY * 7 * step), "weekend", f"{node.words!r} by publication")


def _shifted(node: n.Shifted, frame: Frame) -> Settled:  # noqa: PLR0911
    inner, published = node.of, frame.published
    if isinstance(inner, n.Season):
        return _season(inner, frame, node.shift)
    if isinstance(inner, n.Holiday):
        return _holiday(inner, frame, node.shift)
    if not isinstance(inner, n.Day) or published is None:
        return unknown(NO_PUBLICATION)
    if inner.weekday is not None and inner.month is None and inner.day is None:
        return _shifted_weekday(inner.weekday, node.shift, frame, published)
    if inner.month is None:
        return unknown("which month is meant is not said")
    if node.shift == 0:
        return _checked(_absolute(replace(inner, weekday=None), published.year)._replace(inferred=True, why="in the year of publication"), frame)
    spans = []
    for k in range(40):
        if node.shift < 0:
            year = published.year - k - (inner.month >= published.month)
        else:
            year = published.year + k + (inner.month <= published.month)
        found = _absolute(inner, year).days
        if found:
            spans.append(found)
    names = ("latest such month before the publication month", "first such month after the publication month")
    return _pick(spans, frame, "day" if inner.day else "month", names[node.shift > 0])


def _shifted_weekday(weekday: int, shift: int, frame: Frame, published: dt.date) -> Settled:
    """ "last Friday" is the latest before publication; "this" and "next Friday" are of this and the next week (Monday to Sunday)."""
    name = WEEKDAY_NAMES[weekday]
    if shift < 0:
        day = published - DAY * ((published.weekday() - weekday - 1) % 7 + 1)
        why = f"latest {name} before publication"
    else:
        day = unit_of("week", published).start + DAY * (weekday + 7 * shift)
        why = f"{name} of the {'next' if shift else 'same'} week as publication" if not shift else f"{name} of the week after publication"
        if shift == 0 and frame.tense == "past" and day > published:
            day, why = day - DAY * 7, f"latest {name} up to publication (past tense)"
        if shift == 0 and frame.tense == "future" and day < published:
            day, why = day + DAY * 7, f"next {name} from publication on (future tense)"
    return _checked(_of(Days(day, day), "day", why), frame)


def _rolling(node: n.Rolling, frame: Frame) -> Settled:
    published = frame.published
    if published is None:
        return unknown(NO_PUBLICATION)
    why = f"{node.words!r} counted from publication"
    unit, count = node.unit, node.count
    if count is None:
        return _of_open(None if not node.ahead else published, published if not node.ahead else None, why + "; how many is not said")
    if unit in ("hour", "minute"):
        unit, count = "day", -(-count // 24) if unit == "hour" else 1
    if unit == "quarter":
        now = unit_of("quarter", published)
        first, last = (add(now.end + DAY, unit, 0), add(now.end + DAY, unit, count)) if node.ahead else (add(now.start, unit, -count), now.start)
        return _checked(Settled(first, last - DAY, "period", True, why + " in whole quarters"), frame)
    if node.ahead:
        return _checked(Settled(published if node.within else published + DAY, add(published, unit, count), "period", True, why), frame)
    return _checked(Settled(add(published, unit, -count), published, "period", True, why), frame)


def _of_open(start: dt.date | None, end: dt.date | None, why: str) -> Settled:
    return Settled(start, end, "open", True, why)


def _offset(node: n.Offset, frame: Frame) -> Settled:
    if node.base is not None:
        base = settle(node.base, frame)
        if base.days is None:
            return unknown(base.why if base.unit == "unknown" else "counted from a date whose end is open")
        start = base.days.end if node.ahead else base.days.start
        return _count(node.steps, node.ahead, start, base.days, node, base.why)
    if frame.published is None:
        return unknown(NO_PUBLICATION)
    published = frame.published
    found = _count(node.steps, node.ahead, published, Days(published, published), node, "counted from publication")
    return _checked(found, frame)


def _count(steps: tuple[tuple[int | None, str], ...], ahead: bool, start: dt.date, base: Days, node: n.Offset | n.Anchored, why: str) -> Settled:
    """``start`` moved by the steps, at the grain of the smallest unit: "two years ago" is a year, "1 month 21 days ago" a day."""
    sign = 1 if ahead else -1
    told = f"{node.words!r} {why}" if why.startswith("counted") else f"{node.words!r} counted from {base.start}: {why}"
    if any(count is None for count, _ in steps):
        return _of_open(start if ahead else None, None if ahead else start, told + "; how many is not said")
    day, finest = start, "century"
    for count, unit in steps:
        if unit in ("hour", "minute"):
            day, finest = day + DAY * sign * (count // 24 if unit == "hour" and count else 0), "day"
            continue
        day = add(day, unit, sign * (count or 0))
        finest = min(finest, "day" if unit == "night" else unit, key=_GRAINS.index)
    bound = node.bound if isinstance(node, n.Offset) else None
    if bound == "more":
        return _of_open(day if ahead else None, None if ahead else day, told)
    if bound == "less":
        return Settled(min(day, start), max(day, start), "period", True, told)
    one_day = base.start == base.end
    dated = isinstance(node, n.Offset) and (node.exact or node.base is not None)
    if finest == "day" or (dated and one_day and finest in ("week", "fortnight")) or (isinstance(node, n.Offset) and node.exact):
        if not one_day and isinstance(node, n.Offset) and node.base is not None and (base.end - base.start).days > 45:
            return unknown(f"{told}; that is no single day to count from")
        return _of(Days(day, day), "day", told)
    return _of(unit_of("week" if finest == "fortnight" else finest, day), finest, f"{told}, to the {finest}")


_GRAINS = ("day", "weekend", "week", "fortnight", "month", "quarter", "year", "decade", "century", "millennium")


def _anchored(node: n.Anchored, frame: Frame) -> Settled:
    anchor = frame.anchor
    if anchor is None or anchor.start is None or anchor.end is None:
        return unknown(f"{node.words!r} counts from something whose date is not given")
    base = Days(anchor.start, anchor.end)
    unit = node.steps[0][1]
    if node.steps[0][0] == 0:
        return _of(unit_of(unit, base.start), unit, f"{node.words!r}: the {unit} of {anchor.text!r}")
    longest = {"day": 1, "night": 1, "week": 7, "weekend": 7, "month": 31, "quarter": 92, "year": 366}.get(unit, 36525)
    if (base.end - base.start).days >= longest:
        return unknown(f"{node.words!r} counts from {anchor.text!r}, which is no single {unit}")
    found = _count(node.steps, node.ahead, base.end if node.ahead else base.start, base, node, f"{anchor.text!r}")
    if found.unit == "week" and base.start == base.end and found.start:
        count = node.steps[0][0] or 0
        day = add(base.start, "week", count if node.ahead else -count)
        week = unit_of("week", day)
        return _of(Days(day, day), "day", found.why) if "the " not in node.words[:4] and len(node.steps) == 1 else _of(week, "week", found.why)
    return found


def _event(node: n.Event, frame: Frame) -> Settled:
    anchor = frame.anchor
    if anchor is None:
        return unknown(f"{node.words!r}: the report must say when that was")
    start, end = anchor.start, anchor.end
    why = f"{node.words!r} by {anchor.text!r}"
    if node.relation == "eve":
        return _of(Days(start - DAY, start - DAY), "day", why) if start else unknown(why)
    if node.relation == "after":
        return _of_open(end + DAY, None, why) if end else unknown(why)
    if node.relation == "before":
        return _of_open(None, start - DAY, why) if start else unknown(why)
    if node.relation == "since":
        return _of_open(start, None, why)
    if node.relation == "until":
        return _of_open(None, end, why)
    return Settled(start, end, "period", True, why)


# --- composed dates ---------------------------------------------------------------------------------------------------------


def _part(node: n.Part, frame: Frame) -> Settled:  # noqa: C901, PLR0911
    whole = settle(node.of, frame)
    days = whole.days
    if days is None:
        return whole
    unit = whole.unit if whole.unit in ("day", "week", "weekend", "month", "decade", "century") else "year"
    why = f"{node.part} part of {days.start}..{days.end}: {whole.why}"
    if node.part in ("earlier", "later", "rest"):
        return _around_now(node, days, whole, frame)
    if unit == "day":
        return whole
    if node.part in ("early", "mid", "late"):
        return Settled(*thirds(days, unit, node.part), f"{node.part} {unit}", whole.inferred, why)
    half = _halves(days, unit, node.part == "first half")
    return Settled(half.start, half.end, "half", whole.inferred, why) if half else unknown(why)


def _halves(days: Days, unit: str, first: bool) -> Days | None:
    if unit == "month":
        return thirds(days, "month", "early" if first else "late")
    if unit in ("decade", "century"):
        middle = days.start.year + (days.end.year - days.start.year + 1) // 2
        return years(days.start.year, middle - 1) if first else years(middle, days.end.year)
    length = (days.end.year - days.start.year) * 12 + days.end.month - days.start.month + 1
    if days.start.day == 1 and length % 2 == 0:
        middle_month = add(days.start, "month", length // 2)
        return Days(days.start, middle_month - DAY) if first else Days(middle_month, days.end)
    middle_day = days.start + (days.end - days.start) // 2
    return Days(days.start, middle_day) if first else Days(middle_day + DAY, days.end)


def _around_now(node: n.Part, days: Days, whole: Settled, frame: Frame) -> Settled:
    """ "earlier this month" runs up to publication, "later this year" and "the rest of the week" from it on."""
    relative_to = frame.anchor.start if frame.anchor and isinstance(node.of, n.Anchored) else frame.published
    if relative_to is None:
        return unknown(NO_PUBLICATION)
    if not days.start <= relative_to <= days.end:
        return whole
    why = f"{node.part} in {days.start}..{days.end}, by {'the anchor' if isinstance(node.of, n.Anchored) else 'publication'}"
    if node.part == "earlier":
        return _checked(Settled(days.start, relative_to, whole.unit, True, why), frame)
    return _checked(Settled(relative_to, days.end, whole.unit, True, why), frame)


def _nth(node: n.Nth, frame: Frame) -> Settled:
    outer = settle(node.of, frame)
    days = outer.days
    if days is None:
        return outer
    why = f"counted in {days.start}..{days.end}: {outer.why}"
    if node.weekday is not None:
        found = nth_weekday(days, node.weekday, node.nth)
        return Settled(found, found, "day", outer.inferred, why) if found else unknown(why)
    if node.unit == "week":
        first = unit_of("week", days.start)
        if first.start + DAY * 3 < days.start:
            first = Days(first.start + DAY * 7, first.end + DAY * 7)
        last = unit_of("week", days.end)
        if last.start + DAY * 3 > days.end:
            last = Days(last.start - DAY * 7, last.end - DAY * 7)
        start = first.start + DAY * 7 * (node.nth - 1) if node.nth > 0 else last.start - DAY * 7 * (node.count - 1)
        return Settled(start, start + DAY * (7 * node.count - 1), "week", outer.inferred, why + " (ISO weeks)")
    start = days.start if node.nth == 1 else add(days.start, node.unit, node.nth - 1)
    if node.nth < 0:
        start = add(days.end + DAY, node.unit, -node.count)
    end = add(start, node.unit, node.count) - DAY
    if start < days.start or end > days.end:
        return unknown(why + ": it has no such part")
    return Settled(start, end, node.unit if node.count == 1 else "period", outer.inferred, why)


def _week_of(node: n.WeekOf, frame: Frame) -> Settled:
    day = settle(node.of, frame)
    if day.days is None:
        return day
    if node.kind == "ending":
        return _of(Days(day.days.end - DAY * 6, day.days.end), "week", f"week ending then: {day.why}", day.inferred)
    return _of(unit_of("week", day.days.start), "week", f"week of that day: {day.why}", day.inferred)


def _within(node: n.Within, frame: Frame) -> Settled:
    """The inner date as it falls inside the outer unit; unknown where it does not."""
    outer = settle(node.outer, frame)
    if outer.days is None:
        return outer
    inner = node.inner
    if isinstance(inner, n.Range):
        first, last = _within(n.Within(inner.first, node.outer), frame), _within(n.Within(inner.last, node.outer), frame)
        return Settled(first.start, last.end, "period", True, first.why) if first.days and last.days else unknown("not in that unit")
    why = f"inside {outer.days.start}..{outer.days.end}: {outer.why}"
    if isinstance(inner, n.Day) and inner.month is None and inner.weekday is not None and inner.day is None:
        found = nth_weekday(outer.days, inner.weekday, 1)
        return Settled(found, found, "day", True, why) if found and outer.unit == "week" else unknown(why)
    if isinstance(inner, n.Day) and inner.month is None:
        day = real(outer.days.start.year, outer.days.start.month, inner.day or 0)
        return Settled(day, day, "day", True, why) if day and outer.unit == "month" else unknown(why)
    dated = replace(cast("n.Day", inner), year=outer.days.start.year)
    found_inner = settle(dated, frame)
    return found_inner._replace(inferred=True, why=why)


def _bound(node: n.Bound, frame: Frame) -> Settled:
    """since: from the first day on; after: from the day after the last; until and by: up to the last; before: up to the day before the first."""
    inner = node.of
    edge = None
    if isinstance(inner, n.Part) and inner.part == "late" and node.relation in ("before", "until", "after"):
        edge = settle(inner.of, frame)
    found = edge or settle(inner, frame)
    if found.unit == "unknown":
        return found
    why = f"{node.relation}: {found.why}"
    start, end = found.start, found.end
    if node.relation == "since":
        return Settled(start, None, "open", found.inferred, why)
    if node.relation == "after":
        if isinstance(inner, n.Part) and inner.part == "early":
            return Settled(start, None, "open", found.inferred, why)
        return Settled(end + DAY if end else None, None, "open", found.inferred, why)
    if node.relation == "before" and edge is None:
        return Settled(None, start - DAY if start else None, "open", found.inferred, why)
    return Settled(None, end, "open", found.inferred, why)


def _range(node: n.Range, frame: Frame) -> Settled:
    """From the first day of one end to the last day of the other; open years and weekdays are told together, so that the ends do not cross."""
    first, last = node.first, node.last
    if isinstance(first, n.Day) and isinstance(last, n.Day) and first.year is None and last.year is None and first.month and last.month:
        return _open_years(first, last, first.month, last.month, frame)
    begin, end = settle(first, frame), settle(last, frame)
    for side in (begin, end):
        if side.unit == "unknown":
            return side
    if begin.start and end.end and begin.start > end.end:
        begin, end = _uncrossed(first, last, begin, end, frame)
    if begin.start and end.end and begin.start > end.end:
        return unknown(f"from {begin.start} to {end.end} runs backwards")
    return Settled(begin.start, end.end, "period", begin.inferred or end.inferred, f"from {begin.why}; to {end.why}")


def _open_years(first: n.Day, last: n.Day, first_month: int, last_month: int, frame: Frame) -> Settled:
    """ "August to October", "Nov 18-Dec 19": one year for both ends, by tense or the nearest to publication."""
    published = frame.published
    if published is None:
        return unknown("the year is not said, and no publication date is known")
    over = (first_month, first.day or 0) > (last_month, last.day or 31)
    spans = []
    for year in range(published.year - 9, published.year + 10):
        begin, end = _absolute(replace(first, year=year, weekday=None), year).start, _absolute(replace(last, weekday=None), year + over).end
        if begin and end:
            spans.append(Days(begin, end))
    if frame.tense == "past":
        spans = sorted((days for days in spans if days.start <= published), reverse=True)
    elif frame.tense == "future":
        spans = [days for days in spans if days.end >= published]
    else:
        spans.sort(key=lambda days: (_distance(days, published), days.start > published))
    return _pick(spans, frame, "period", "year from publication: the nearest such interval on the side of the tense")


def _uncrossed(first: Node, last: Node, begin: Settled, end: Settled, frame: Frame) -> tuple[Settled, Settled]:
    """An end that was told apart and fell before the begin (or the begin after the end) is told again from the other."""
    if isinstance(last, n.Day) and last.weekday is not None and last.month is None and last.day is None and begin.start and end.end:
        bare = isinstance(first, n.Day) and first.weekday is not None and first.day is None and frame.tense != "future"
        if bare:
            return begin._replace(start=begin.start - DAY * 7), end
        day = begin.start + DAY * ((last.weekday - begin.start.weekday()) % 7)
        return begin, end._replace(start=day, end=day)
    if isinstance(last, n.Day) and last.year is None and begin.unit == "day":
        return begin, settle(last, replace(frame, tense="future"))
    if isinstance(first, n.Day) and first.year is None and first.month:
        return settle(first, replace(frame, tense="past")), end
    return begin, end


_RULES: dict[type, object] = {
    n.Day: _day, n.Fixed: _fixed, n.Numeric: _numeric, n.Unit: _unit, n.Shifted: _shifted, n.Rolling: _rolling, n.Offset: _offset,
    n.Anchored: _anchored, n.Event: _event, n.Season: _season, n.Quarter: _quarter, n.Holiday: _holiday, n.Part: _part, n.Nth: _nth,
    n.WeekNumber: _week_number, n.WeekOf: _week_of, n.Within: _within, n.Bound: _bound, n.Range: _range,
}  # fmt: skip

