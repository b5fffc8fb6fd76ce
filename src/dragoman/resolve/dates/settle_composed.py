"""Dates made of dates: parts, the nth of a unit, a date within another, bounds and ranges."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from dragoman.resolve.dates import nodes as n
from dragoman.resolve.dates.days import DAY, Days, add, nth_weekday, real, thirds, unit_of, years
from dragoman.resolve.dates.nodes import Node
from dragoman.resolve.dates.settle import (
    NO_PUBLICATION,
    SOON,
    Frame,
    Settled,
    checked,
    of_days,
    pick,
    rule,
    settle,
    unknown,
)
from dragoman.resolve.dates.settle_calendar import absolute, month_and_day
from dragoman.resolve.dates.settle_relative import nearest


@rule(n.Part)
def _part(node: n.Part, frame: Frame) -> Settled:
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


def _thirds_of_past(node: n.Part, days: Days, whole: Settled) -> Settled:
    """ "earlier last week" is early in it, "later last year" late: the unit does not hold the day that is told from."""
    part = {"earlier": "early", "later": "late"}.get(node.part)
    if part is None or whole.unit not in ("week", "month", "quarter", "year") or not isinstance(node.of, n.Unit):
        return whole
    return Settled(
        *thirds(days, whole.unit, part), f"{part} {whole.unit}", whole.inferred, f"{part} part of {days.start}..{days.end}: {whole.why}"
    )


def _around_now(node: n.Part, days: Days, whole: Settled, frame: Frame) -> Settled:
    """ "earlier this month" runs up to publication, "later this year" and "the rest of the week" from it on."""
    if isinstance(node.of, n.Anchored) and frame.anchor is None:
        node = replace(node, of=n.Unit(node.of.steps[0][1], -1, node.of.words))
    relative_to = frame.anchor.start if frame.anchor and isinstance(node.of, n.Anchored) else frame.published
    if relative_to is None:
        return unknown(NO_PUBLICATION)
    if not days.start <= relative_to <= days.end:
        return _thirds_of_past(node, days, whole)
    why = f"{node.part} in {days.start}..{days.end}, by {'the anchor' if isinstance(node.of, n.Anchored) else 'publication'}"
    if node.part == "earlier":
        return checked(Settled(days.start, relative_to, whole.unit, True, why), frame)
    return checked(Settled(relative_to, days.end, whole.unit, True, why), frame)


@rule(n.Nth)
def _nth(node: n.Nth, frame: Frame) -> Settled:
    outer = settle(node.of, frame)
    days = outer.days
    if days is None:
        return _nth_weekday_beside(node, outer) if node.weekday is not None and outer.unit == "open" else outer
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
    if node.unit in ("weekend", "business day"):
        return _nth_working_day_or_weekend(node, days, outer, why)
    start = days.start if node.nth == 1 else add(days.start, node.unit, node.nth - 1)
    if node.nth < 0:
        start = add(days.end + DAY, node.unit, -node.count)
    end = add(start, node.unit, node.count) - DAY
    if start < days.start or end > days.end:
        return unknown(why + ": it has no such part")
    return Settled(start, end, node.unit if node.count == 1 else "period", outer.inferred, why)


def _nth_weekday_beside(node: n.Nth, outer: Settled) -> Settled:
    """ "the second Monday after June 3", "the Sunday before Christmas"."""
    edge, weeks = outer.start or outer.end, abs(node.nth) - 1
    if edge is None or node.weekday is None:
        return outer
    step = DAY if outer.start else -DAY
    while edge.weekday() != node.weekday:
        edge += step
    edge += step * 7 * weeks
    return Settled(edge, edge, "day", outer.inferred, outer.why)


def _nth_working_day_or_weekend(node: n.Nth, days: Days, outer: Settled, why: str) -> Settled:
    """ "the first weekend of June", "the last working day of the month"."""
    if node.unit == "business day":
        day = add(days.start - DAY, node.unit, node.nth) if node.nth > 0 else add(days.end + DAY, node.unit, node.nth)
        return Settled(day, day, "day", outer.inferred, why + ", Monday to Friday")
    saturday = nth_weekday(days, 5, node.nth)
    return Settled(saturday, saturday + DAY, "weekend", outer.inferred, why) if saturday else unknown(why)


@rule(n.WeekOf)
def _week_of(node: n.WeekOf, frame: Frame) -> Settled:
    day = settle(node.of, frame)
    if day.days is None:
        return day
    if node.kind == "weekend":
        saturday, sunday = unit_of("weekend", day.days.start)
        first, last = day.days
        if first.weekday() < 2:
            days = Days(saturday - DAY * 7, max(last, sunday - DAY * 7))
        else:
            days = Days(min(first, saturday) if first.weekday() > 2 else saturday, max(last, sunday))
        return of_days(days, "weekend", f"weekend of that day: {day.why}", day.inferred)
    if node.kind == "ending":
        return of_days(Days(day.days.end - DAY * 6, day.days.end), "week", f"week ending then: {day.why}", day.inferred)
    return of_days(unit_of("week", day.days.start), "week", f"week of that day: {day.why}", day.inferred)


@rule(n.Within)
def _within(node: n.Within, frame: Frame) -> Settled:
    """The inner date as it falls inside the outer unit; unknown where it does not."""
    inner = node.inner
    on_weekday = isinstance(inner, n.Day) and inner.month is None and inner.weekday is not None and inner.day is None
    outer = settle(_by_publication(node.outer, frame) if on_weekday else node.outer, frame)
    if outer.days is None:
        return outer
    if isinstance(inner, n.Range):
        if not on_weekday and isinstance(inner.last, n.Day) and inner.last.month:
            year = outer.days.start.year
            return settle(n.Range(replace(cast("n.Day", inner.first), year=year), replace(inner.last, year=year)), frame)._replace(
                inferred=True
            )
        first, last = _within(n.Within(inner.first, node.outer), frame), _within(n.Within(inner.last, node.outer), frame)
        return Settled(first.start, last.end, "period", True, first.why) if first.days and last.days else unknown("not in that unit")
    why = f"inside {outer.days.start}..{outer.days.end}: {outer.why}"
    if on_weekday:
        return _weekday_in(cast("n.Day", inner).weekday or 0, node.outer, outer.days, outer.unit, why)
    if isinstance(inner, n.Day) and inner.month is None:
        day = real(outer.days.start.year, outer.days.start.month, inner.day or 0)
        return Settled(day, day, "day", True, why) if day and outer.unit == "month" else unknown(why)
    dated = replace(cast("n.Day", inner), year=outer.days.start.year)
    found_inner = settle(dated, frame)
    return found_inner._replace(inferred=True, why=why)


def _by_publication(outer: Node, frame: Frame) -> Node:
    """The unit that holds a weekday: "Monday of the following week" counts from publication where no other date is told."""
    if isinstance(outer, n.Anchored) and not outer.event and frame.anchor is None and outer.steps == ((1, "week"),):
        return n.Unit("week", 1 if outer.ahead else -1, outer.words)
    return replace(outer, exact=True) if isinstance(outer, n.Offset) and outer.steps[-1][1] not in ("week", "fortnight") else outer


def _weekday_in(weekday: int, node: Node, days: Days, unit: str, why: str) -> Settled:
    """A weekday in its week; beside a day ("in three days on Friday") that of the same week, beside one months away the next."""
    if isinstance(node, n.Offset) and unit == "day":
        far = node.steps[-1][1] != "day" and node.steps[-1][1] not in ("week", "fortnight")
        days, unit = Days(days.start, days.start + DAY * 6) if far else unit_of("week", days.start), "week"
    found = nth_weekday(days, weekday, 1)
    return Settled(found, found, "day", True, why) if found and unit == "week" else unknown(why)


def _deadline(node: n.Bound, frame: Frame) -> Frame:
    """ "since June" lies behind; "by early June" without a tense is the next one where that is near."""
    if node.relation == "since":
        return replace(frame, tense="past")
    inner = node.of.of if isinstance(node.of, n.Part) else node.of
    if node.relation != "by" or frame.tense is not None or not frame.published or not (isinstance(inner, n.Day) and inner.month):
        return frame
    ahead = replace(frame, tense="future")
    start = settle(node.of, ahead).start
    return ahead if start and 0 <= (start - frame.published).days <= SOON else frame


@rule(n.Bound)
def _bound(node: n.Bound, frame: Frame) -> Settled:
    """since: from the first day on; after: from the day after the last; until, by: to the last; before: to the day before the first."""
    inner = node.of
    edge = None
    frame = _deadline(node, frame)
    if isinstance(inner, n.Part) and inner.part == "late" and node.relation in ("before", "until", "by", "after"):
        edge = settle(inner.of, frame)
    found = edge or settle(inner, frame)
    if found.unit == "unknown":
        return found
    why = f"{node.relation}: {found.why}"
    start, end = found.start, found.end
    if node.relation in ("since", "from"):
        return Settled(start, None, "open", found.inferred, why)
    if node.relation == "after":
        if isinstance(inner, n.Part) and inner.part == "early":
            return Settled(start, None, "open", found.inferred, why)
        return Settled(end + DAY if end else None, None, "open", found.inferred, why)
    if node.relation == "before" and edge is None:
        return Settled(None, start - DAY if start else None, "open", found.inferred, why)
    return Settled(None, end, "open", found.inferred, why)


@rule(n.Range)
def _range(node: n.Range, frame: Frame) -> Settled:
    """From the first day of one end to the last of the other; open years and weekdays are told together, so that they do not cross."""
    frame = _one_order(node, frame)
    first, last = _as_day(node.first, frame), _as_day(node.last, frame)
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


def _one_order(node: n.Range, frame: Frame) -> Frame:
    """Both ends of a range in figures have the same order: "25/12 - 3/1" ends in January."""
    ends = [side for side in (node.first, node.last) if isinstance(side, n.Numeric)]
    orders = {side.first > 12 for side in ends if side.first > 12 or side.second > 12}
    return replace(frame, day_first=orders.pop()) if len(ends) == 2 and len(orders) == 1 else frame


def _as_day(node: Node, frame: Frame) -> Node:
    """Figures whose order is known are a day like another."""
    read = month_and_day(node, frame) if isinstance(node, n.Numeric) else node
    return node if isinstance(read, Settled) else read


def _open_years(first: n.Day, last: n.Day, first_month: int, last_month: int, frame: Frame) -> Settled:
    """ "August to October", "Nov 18-Dec 19": one year for both ends, by tense or the nearest to publication."""
    published = frame.published
    if published is None:
        return unknown("the year is not said, and no publication date is known")
    over = (first_month, first.day or 0) > (last_month, last.day or 31)
    spans = []
    for year in range(published.year - 9, published.year + 10):
        begin, end = absolute(replace(first, year=year, weekday=None), year).start, absolute(replace(last, weekday=None), year + over).end
        if begin and end:
            spans.append(Days(begin, end))
    if frame.tense == "past":
        spans = sorted((days for days in spans if days.start <= published), reverse=True)
    elif frame.tense == "future":
        spans = [days for days in spans if days.end >= published]
    else:
        back = sorted((days for days in spans if days.start <= published), reverse=True)
        spans = nearest(back, [days for days in spans if days.end >= published], published)
    return pick(spans, frame, "period", "year from publication: the nearest such interval on the side of the tense")


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
