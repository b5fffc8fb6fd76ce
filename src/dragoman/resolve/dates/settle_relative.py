"""Seasons and feasts, and dates told from publication: "last week", "this Friday", "the past ten years"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dragoman.resolve.dates import nodes as n
from dragoman.resolve.dates.days import DAY, Days, add, unit_of
from dragoman.resolve.dates.settle import (
    NO_PUBLICATION,
    SOON,
    WEEKDAY_NAMES,
    Frame,
    Settled,
    checked,
    of_days,
    open_span,
    pick,
    rule,
    unknown,
)
from dragoman.resolve.dates.settle_calendar import absolute, month_and_day
from dragoman.resolve.dates.tables import feasts, season_days


def _recurring(spans: list[Days], frame: Frame, shift: int | None, unit: str, *, name: str, by_distance: bool) -> Settled:
    """The occurrence meant by "last", "this", "next" or the bare name."""
    published = frame.published
    if published is None:
        return unknown(NO_PUBLICATION)
    back = sorted((days for days in spans if days.start <= published), reverse=True)
    ahead = sorted(days for days in spans if days.end >= published)
    if shift == -1:
        return pick((days for days in back if days.end < published), frame, unit, f"latest {name} ended before publication")
    if shift == 1:
        return pick((days for days in ahead if days.start > published), frame, unit, f"first {name} begun after publication")
    if frame.tense == "future":
        return pick(ahead, frame, unit, f"next {name} by publication (future tense)")
    if (by_distance and frame.tense is None) or shift == 0:
        return pick(nearest(back, ahead, published), frame, unit, f"{name} nearest to publication, ahead within three months only")
    return pick(back, frame, unit, f"latest {name} begun by publication")


def nearest(back: list[Days], ahead: list[Days], published: dt.date) -> list[Days]:
    """The latest interval begun, unless the next is nearer and near."""
    if back and ahead and ahead[0] != back[0]:
        wait = distance(ahead[0], published)
        return [*ahead[:1], *back] if wait <= SOON and wait < distance(back[0], published) else back
    return back or ahead


def distance(days: Days, day: dt.date) -> int:
    """Days between the interval and ``day``; 0 inside it."""
    return 0 if days.start <= day <= days.end else min(abs((days.start - day).days), abs((days.end - day).days))


@rule(n.Season)
def _bare_season(node: n.Season, frame: Frame) -> Settled:
    return _season(node, frame, None)


def _season(node: n.Season, frame: Frame, shift: int | None) -> Settled:
    name = f"{node.name} (meteorological, northern half of the globe)"
    if node.year is not None:
        return of_days(season_days(node.name, node.year), "season", name)
    if frame.published is None:
        return unknown(NO_PUBLICATION)
    year = frame.published.year
    if shift == 0:
        days = season_days(node.name, year)
        before = season_days(node.name, year - 1)
        return checked(of_days(before if frame.published <= before.end else days, "season", f"this year's {name}"), frame)
    return _recurring([season_days(node.name, year + k) for k in range(-40, 3)], frame, shift, "season", name=name, by_distance=False)


@rule(n.Holiday)
def _bare_holiday(node: n.Holiday, frame: Frame) -> Settled:
    return _holiday(node, frame, None)


def _holiday(node: n.Holiday, frame: Frame, shift: int | None) -> Settled:
    feast = feasts()[node.name]
    if feast.rule == "local":
        return unknown(f"{node.name}: its day depends on the country or the feast meant")
    note = "; sightings may move it by a day" if feast.rule == "table" and node.name in _MOON else ""
    if node.year is not None:
        spans = feast.in_year(node.year)
        if len(spans) != 1:
            return unknown(f"{node.name}: the table has {len(spans)} in {node.year}")
        return of_days(spans[0], _feast_unit(spans[0]), f"table holidays: {node.name} {node.year}{note}", inferred=False)
    if frame.published is None:
        return unknown(NO_PUBLICATION)
    year = frame.published.year
    spans_near = [days for k in range(-12, 3) for days in feast.in_year(year + k)]
    unit = _feast_unit(spans_near[0]) if spans_near else "day"
    found = (
        _recurring(spans_near, frame, shift, unit, name=node.name, by_distance=True)
        if spans_near
        else unknown(f"{node.name}: the table has no year near publication")
    )
    return found._replace(why=found.why + note)


_MOON = frozenset(("Ramadan", "Eid al-Fitr", "Eid al-Adha", "Hajj", "Islamic New Year", "Ashura", "Arbaeen", "Mawlid", "Quds Day"))


def _feast_unit(days: Days) -> str:
    return "day" if days.start == days.end else "period"


@rule(n.Unit)
def _unit(node: n.Unit, frame: Frame) -> Settled:
    published = frame.published
    if published is None:
        return unknown(NO_PUBLICATION)
    if node.unit == "weekend":
        return checked(_weekend(node, frame, published), frame)
    unit = "day" if node.unit == "night" else node.unit
    if unit == "fortnight":
        start = unit_of("week", published).start + DAY * 14 * node.shift
        days = Days(start, start + DAY * 13)
    else:
        days = unit_of(unit, add(unit_of(unit, published).start, unit, node.shift))
    return checked(of_days(days, unit, f"{node.words!r} by publication"), frame)


def _weekend(node: n.Unit, frame: Frame, published: dt.date) -> Settled:
    this = unit_of("weekend", published)
    if node.shift == -9:
        back = frame.tense != "future" and this.start > published
        days = Days(this.start - DAY * 7, this.end - DAY * 7) if back else this
        return of_days(
            days, "weekend", "latest weekend begun by publication" if frame.tense != "future" else "coming weekend by publication"
        )
    step = node.shift
    if node.shift == 0 and frame.tense == "past" and this.start > published:
        step = -1
    return of_days(Days(this.start + DAY * 7 * step, this.end + DAY * 7 * step), "weekend", f"{node.words!r} by publication")


@rule(n.Shifted)
def _shifted(node: n.Shifted, frame: Frame) -> Settled:  # noqa: PLR0911
    inner, published = node.of, frame.published
    if isinstance(inner, n.Season):
        return _season(inner, frame, node.shift)
    if isinstance(inner, n.Holiday):
        return _holiday(inner, frame, node.shift)
    if isinstance(inner, n.Numeric):
        read = month_and_day(inner, frame)
        return _shifted(n.Shifted(read, node.shift), frame) if isinstance(read, n.Day) else read
    if not isinstance(inner, n.Day) or published is None:
        return unknown(NO_PUBLICATION)
    if inner.weekday is not None and inner.month is None and inner.day is None:
        return _shifted_weekday(inner.weekday, node.shift, frame, published)
    if inner.month is None:
        return unknown("which month is meant is not said")
    if node.shift == 0:
        return checked(
            absolute(replace(inner, weekday=None), published.year)._replace(inferred=True, why="in the year of publication"), frame
        )
    spans = []
    for k in range(40):
        if node.shift < 0:
            year = published.year - k - (inner.month >= published.month)
        else:
            year = published.year + k + (inner.month <= published.month)
        found = absolute(inner, year).days
        if found:
            spans.append(found)
    names = ("latest such month before the publication month", "first such month after the publication month")
    return pick(spans, frame, "day" if inner.day else "month", names[node.shift > 0])


def _shifted_weekday(weekday: int, shift: int, frame: Frame, published: dt.date) -> Settled:
    """ "last Friday" is the latest before publication; "this" and "next Friday" are of this and the next week (Monday to Sunday)."""
    name = WEEKDAY_NAMES[weekday]
    if shift == 2:
        day, why = published + DAY * ((weekday - published.weekday() - 1) % 7 + 1), f"first {name} after publication"
    elif shift < 0:
        day = published - DAY * ((published.weekday() - weekday - 1) % 7 + 1)
        why = f"latest {name} before publication"
    else:
        day = unit_of("week", published).start + DAY * (weekday + 7 * shift)
        why = f"{name} of the {'next' if shift else 'same'} week as publication" if not shift else f"{name} of the week after publication"
        if shift == 0 and frame.tense == "past" and day > published:
            day, why = day - DAY * 7, f"latest {name} up to publication (past tense)"
        if shift == 0 and frame.tense == "future" and day < published:
            day, why = day + DAY * 7, f"next {name} from publication on (future tense)"
    return checked(of_days(Days(day, day), "day", why), frame)


@rule(n.Rolling)
def _rolling(node: n.Rolling, frame: Frame) -> Settled:
    published = frame.published
    if published is None:
        return unknown(NO_PUBLICATION)
    why = f"{node.words!r} counted from publication"
    unit, count = node.unit, node.count
    if count is None:
        return open_span(None if not node.ahead else published, published if not node.ahead else None, why + "; how many is not said")
    if unit in ("hour", "minute"):
        unit, count = "day", -(-count // 24) if unit == "hour" else 1
    if unit == "business day":
        day = add(published, unit, count if node.ahead else -count)
        days = Days(published + DAY, day) if node.ahead else Days(day, published)
        return checked(of_days(days, "period", why + ", Monday to Friday"), frame)
    if unit == "quarter":
        now = unit_of("quarter", published)
        first, last = (
            (add(now.end + DAY, unit, 0), add(now.end + DAY, unit, count)) if node.ahead else (add(now.start, unit, -count), now.start)
        )
        return checked(Settled(first, last - DAY, "period", True, why + " in whole quarters"), frame)
    if node.ahead:
        return checked(Settled(published if node.within else published + DAY, add(published, unit, count), "period", True, why), frame)
    return checked(Settled(add(published, unit, -count), published, "period", True, why), frame)
