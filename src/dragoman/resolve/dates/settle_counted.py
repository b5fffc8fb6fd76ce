"""Dates counted from another: "two days ago", "three weeks after Easter", "the following day", "after the vote"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dragoman.model.when import When
from dragoman.resolve.dates import nodes as n
from dragoman.resolve.dates.days import DAY, Days, add, unit_of, years
from dragoman.resolve.dates.settle import (
    NO_PUBLICATION,
    Frame,
    Settled,
    checked,
    of_days,
    open_span,
    rule,
    settle,
    unknown,
)


@rule(n.Offset)
def _offset(node: n.Offset, frame: Frame) -> Settled:
    if node.base is not None:
        ahead = node.ahead and frame.tense is None and " from " in node.words  # "a week from Friday": the Friday to come
        base = settle(node.base, replace(frame, tense="future") if ahead else frame)
        if base.days is None:
            return unknown(base.why if base.unit == "unknown" else "counted from a date whose end is open")
        start = base.days.end if node.ahead else base.days.start
        if node.exact and not node.ahead and isinstance(node.base, n.Unit) and node.base.unit in ("week", "month"):
            return _same_unit(node, node.base.unit, base.days.start)
        return _count(node.steps, node.ahead, start, base.days, node, base.why)
    if frame.published is None:
        return unknown(NO_PUBLICATION)
    published = frame.published
    found = _count(node.steps, node.ahead, published, Days(published, published), node, "counted from publication")
    return checked(found, frame)


def _same_unit(node: n.Offset, unit: str, start: dt.date) -> Settled:
    """ "two years ago this month": the month, or the week of the same days."""
    day = start + DAY * 3
    for count, step in node.steps:
        if count is None:
            return open_span(None, start, f"{node.words!r}; how many is not said")
        day = add(day, step, -count)
    return of_days(unit_of(unit, day), unit, f"{node.words!r} counted from publication, to the {unit}")


def _count(  # noqa: PLR0911
    steps: n.Steps, ahead: bool, start: dt.date, base: Days, node: n.Offset | n.Anchored, why: str
) -> Settled:
    """``start`` moved by the steps, at the grain of the smallest unit: "two years ago" is a year, "1 month 21 days ago" a day."""
    sign = 1 if ahead else -1
    told = f"{node.words!r} {why}" if why.startswith("counted") else f"{node.words!r} counted from {base.start}: {why}"
    if any(count is None for count, _ in steps):
        return open_span(start if ahead else None, None if ahead else start, told + "; how many is not said")
    day, finest = start, "century"
    for count, unit in steps:
        if unit in ("hour", "minute"):
            day, finest = day + DAY * sign * (count // 24 if unit == "hour" and count else 0), "day"
            continue
        day = add(day, unit, sign * (count or 0))
        finest = min(finest, {"night": "day", "business day": "day", "workweek": "week"}.get(unit, unit), key=_GRAINS.index)
    bound = node.bound if isinstance(node, n.Offset) else None
    if bound == "more":
        day += DAY * sign if isinstance(node, n.Offset) and node.base is not None else DAY * 0
        return open_span(day if ahead else None, None if ahead else day, told)
    if bound == "less":
        return Settled(min(day, start), max(day, start), "period", True, told)
    one_day = base.start == base.end
    dated = isinstance(node, n.Offset) and (node.exact or node.base is not None)
    if finest == "day" or (dated and one_day and finest in ("week", "fortnight")) or (isinstance(node, n.Offset) and node.exact):
        if not one_day and isinstance(node, n.Offset) and node.base is not None and (base.end - base.start).days > 45:
            return unknown(f"{told}; that is no single day to count from")
        return of_days(Days(day, day), "day", told)
    if finest in ("decade", "century", "millennium"):
        half = _HALF_YEARS[finest]
        return of_days(years(day.year - half, day.year + half - 1), finest, f"{told}, give or take {half} years")
    return of_days(unit_of("week" if finest == "fortnight" else finest, day), finest, f"{told}, to the {finest}")


_HALF_YEARS = {"decade": 5, "century": 50, "millennium": 500}


_GRAINS = ("day", "business day", "weekend", "week", "fortnight", "month", "quarter", "year", "decade", "century", "millennium")


@rule(n.Lasting)
def _lasting(node: n.Lasting, frame: Frame) -> Settled:
    base = settle(node.base, frame)
    if base.days is None:
        return unknown(base.why if base.unit == "unknown" else "counted from a date whose end is open")
    day = edge = base.days.start if node.ahead else base.days.end
    why = f"{node.words!r}, {base.why}"
    for count, unit in node.steps:
        if count is None or unit in ("hour", "minute"):
            return open_span(edge if node.ahead else None, None if node.ahead else edge, why + "; how long is not said")
        day = add(day, "day" if unit == "night" else unit, count if node.ahead else -count)
    if not node.within:
        day += -DAY if node.ahead else DAY
    return Settled(min(edge, day), max(edge, day), "period", base.inferred, why)


@rule(n.Anchored)
def _anchored(node: n.Anchored, frame: Frame) -> Settled:  # noqa: PLR0911
    anchor = frame.anchor
    if anchor is None and frame.published and node.words.lower().startswith(("previous ", "prior ", "preceding ")):
        # without an article ("sales of previous quarter") nothing is pointed at but the day of writing
        if node.of is None and not node.span:
            return settle(n.Unit(node.steps[0][1], -1, node.words), frame)
        anchor = When(start=frame.published, end=frame.published, text="publication", basis="inferred")
    if anchor is None and frame.published and node.words.lower().startswith("the next "):
        anchor = When(start=frame.published, end=frame.published, text="publication", basis="inferred")
    if anchor is None or anchor.start is None or anchor.end is None or (node.event and not frame.anchor_is_event):
        return unknown(f"{node.words!r} counts from something whose date is not given")
    base = Days(anchor.start, anchor.end)
    if node.of is not None:
        found = settle(node.of, replace(frame, published=base.end if node.ahead else base.start, anchor=None))
        return found._replace(why=f"{node.words!r} counted from {anchor.text!r}: {found.why.replace('publication', 'that day')}")
    unit = node.steps[0][1]
    if node.steps[0][0] == 0:
        whole = unit_of(unit, base.start)
        if base.end > whole.end:
            return unknown(f"{node.words!r} counts from {anchor.text!r}, which is no single {unit}")
        return of_days(whole, unit, f"{node.words!r}: the {unit} of {anchor.text!r}")
    longest = {"day": 1, "night": 1, "week": 7, "weekend": 7, "month": 31, "quarter": 92, "year": 366}.get(unit, 36525)
    if (base.end - base.start).days >= longest:
        return unknown(f"{node.words!r} counts from {anchor.text!r}, which is no single {unit}")
    edge = base.end if node.ahead else base.start
    found = _count(node.steps, node.ahead, edge, base, node, f"{anchor.text!r}")
    if node.span and found.start and node.steps[0][0]:
        last = add(edge, "day" if unit == "night" else unit, node.steps[0][0] if node.ahead else -node.steps[0][0])
        return Settled(min(edge, last), max(edge, last), "period", True, found.why)
    if found.unit == "week" and base.start == base.end and found.start:
        count = node.steps[0][0] or 0
        day = add(base.start, "week", count if node.ahead else -count)
        exact = not node.words.lower().startswith("the ") and len(node.steps) == 1
        found = of_days(Days(day, day), "day", found.why) if exact else of_days(unit_of("week", day), "week", found.why)
    return found


@rule(n.Event)
def _event(node: n.Event, frame: Frame) -> Settled:  # noqa: PLR0911
    anchor = frame.anchor
    if anchor is None or not frame.anchor_is_event:
        return unknown(f"{node.words!r}: the report must say when that was")
    start, end = anchor.start, anchor.end
    why = f"{node.words!r} by {anchor.text!r}"
    if node.relation == "eve":
        return of_days(Days(start - DAY, start - DAY), "day", why) if start else unknown(why)
    if node.relation == "after":
        return open_span(end + DAY, None, why) if end else unknown(why)
    if node.relation == "before":
        return open_span(None, start - DAY, why) if start else unknown(why)
    if node.relation == "since":
        return open_span(start, None, why)
    if node.relation == "until":
        return open_span(None, end, why)
    return Settled(start, end, "period", True, why)
