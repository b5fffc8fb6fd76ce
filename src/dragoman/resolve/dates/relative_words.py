"""Dates told from the day of publication: "yesterday", "last June", "the past ten years", "that week"."""

from __future__ import annotations

from dragoman.resolve.dates import calendar_words as cal
from dragoman.resolve.dates import era_words as era
from dragoman.resolve.dates import figure_words as fig
from dragoman.resolve.dates.nodes import (
    Anchored,
    Day,
    Holiday,
    Lasting,
    Node,
    Numeric,
    Offset,
    Range,
    Rolling,
    Season,
    Shifted,
    Unit,
    Within,
)
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.tables import match, seasons
from dragoman.resolve.dates.tokens import PLURALS, SUBDAY, TIMES_OF_DAY, UNITS

_SHIFTS = {"this": 0, "current": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1, "these": 0}
_ANCHORED = {
    "previous": False,
    "preceding": False,
    "prior": False,
    "following": True,
    "ensuing": True,
    "subsequent": True,
    "same": True,
    "that": True,
}
RELATIVE = frozenset(_SHIFTS).union(_ANCHORED)


def simple_words(r: Reader, i: int) -> Found | None:  # noqa: PLR0911
    """ "today", "overnight", "the day before yesterday", "recently" and their like."""
    low = r.low(i)
    if low in ("today", "tomorrow") and r.low(i + 1) in ("week", "fortnight") and r.ends(i + 2):
        base = Unit("day", int(low == "tomorrow"), low)
        return Offset(((1, r.low(i + 1)),), True, r.words(i, i + 2), base), i + 2
    if low == "then" and r.low(i - 1) in ("since", "until", "till"):
        return Anchored(((0, "day"),), True, low), i + 1
    if low in ("today", "tonight"):
        return Unit("day", 0, low), i + 1
    if low in ("yesterday", "tomorrow", "tmrw", "tmr"):
        shift = -1 if low == "yesterday" else 1
        j = r.skip(i + 1, *TIMES_OF_DAY)
        return Unit("day", shift, low), j
    if low == "overnight":
        return _overnight(r, i)
    if low in ("recently", "lately"):
        return Rolling(None, "day", False, low), i + 1
    if low == "recent" and r.low(i + 1) in PLURALS:
        return Rolling(None, UNITS[r.low(i + 1)], False, r.words(i, i + 2)), i + 2
    if low == "date" and r.low(i - 1) in ("to", "till", "until"):
        return Unit("day", 0, low), i + 1
    if low == "now" and (r.low(i - 1) in ("until", "till", "and", "to", "from", "by", "between") or r.alone):
        return Unit("day", 0, low), i + 1
    return None


def day_beyond(r: Reader, i: int) -> Found | None:
    """ "day after tomorrow", "day before yesterday" without their article."""
    if r.low(i) != "day":
        return None
    if (r.low(i + 1), r.low(i + 2)) in (("after", "tomorrow"), ("before", "yesterday")):
        ahead = r.low(i + 1) == "after"
        return Unit("day", 2 if ahead else -2, r.words(i, i + 3)), i + 3
    return None


def _overnight(r: Reader, i: int) -> Found | None:
    """ "overnight" is the night before publication, unless a day follows it."""
    j = r.skip(i + 1, "on", "into")
    if r.weekday(j) or r.low(j) in ("yesterday",) or r.low(i + 1) == "stay":
        return None
    return Range(Unit("day", -1, "overnight"), Unit("day", 0, "overnight")), i + 1


def with_shift(r: Reader, i: int) -> Found | None:
    """ "last week", "this June", "the next three months", "the following day": the word at ``i`` is the shift, a "the" may precede it."""
    the = r.low(i) == "the"
    k = i + 1 if the else i
    k = r.skip(k, "this", "these") if r.low(k + 1) in ("past", "last", "coming", "next", "upcoming") else k
    word = r.low(k)
    if word in _ANCHORED:
        return _anchored_unit(r, i, k, _ANCHORED[word])
    if word not in _SHIFTS:
        return None
    shift, j = _SHIFTS[word], k + 1
    if word in ("this", "these") and the:
        return None
    j = j + 1 if word in ("this", "last") and r.low(j) in ("past", "coming", "upcoming", "current") else j
    j = r.skip(j, "whole", "entire")
    rolling = _rolling(r, i, j, shift, the) if shift else None
    if rolling:
        return rolling
    if the and word == "next" and (r.low(j) == "day" or r.low(j) in TIMES_OF_DAY):
        return _anchored_unit(r, i, k, True)
    return _shifted(r, i, j, shift)


def _rolling(r: Reader, i: int, j: int, shift: int, the: bool) -> Found | None:
    """ "the past ten years", "the last few days", "over the last year", "the past week"."""
    count = r.amount(j)
    k = count[1] if count else j
    k = r.skip(k, "more") if count else k
    k = r.skip(k, "consecutive", "calendar", "full")
    unit = r.unit(k)
    if not unit or unit[0] in ("night", "weekend"):
        return None
    word = r.low(unit[1] - 1)
    past = r.low(j - 1) == "past"
    led = the and r.low(i - 1) in ("over", "in", "during", "for", "within", "throughout", "of")
    long_one = unit[0] in ("decade", "century") and (past or led or (the and (not r.alone or (shift < 0 and unit[0] == "decade"))))
    if count:
        number = count[0]
    elif word in PLURALS:
        number = None
    elif unit[0] == "workweek":
        return None
    elif (
        long_one
        or (the and r.low(i - 1) == "within")
        or (past and the)
        or (led and shift < 0 and unit[0] in ("year", "month", "week") and r.low(j - 1) == "last")
    ):
        number = 1
    else:
        return None
    base = base_date(r, unit[1] + 1) if number and r.low(unit[1]) in ("from", "after", "of") else None
    if base:
        return Lasting(((number, unit[0]),), True, r.words(i, base[1]), base[0], True), base[1]
    return Rolling(number, unit[0], shift > 0, r.words(i, unit[1]), r.low(i - 1) == "within"), unit[1]


def _shifted(r: Reader, i: int, j: int, shift: int) -> Found | None:  # noqa: PLR0911
    """A unit, month, weekday, season or feast after "last", "this" or "next"."""
    if r.low(j) in TIMES_OF_DAY:
        back = shift if r.low(j) in ("night", "evening") or shift == 0 else 0
        return (Unit("day", back, r.words(i, j + 1)), j + 1) if back or shift == 0 else None
    j = r.skip(j, "calendar") if r.low(j + 1) == "year" else j
    unit = r.unit(j)
    if unit and unit[0] == "weekend" and r.low(j - 1) in ("coming", "upcoming"):
        shift = 0
    if r.low(j) in ("working", "business") and r.low(j + 1) == "week":
        return Unit("workweek", shift, r.words(i, j + 2)), j + 2
    if unit and r.low(unit[1] - 1) not in PLURALS and unit[0] not in SUBDAY:
        return _inside(r, Unit(unit[0], shift, r.words(i, unit[1])), unit[1])
    row = seasons().get(r.low(j))
    if row and not (r.low(j) == "fall" and r.low(j + 1) in ("in", "of")):
        return Shifted(Season(row[0]), shift), j + 1
    feast = match(r.tokens, j, r.alone) if j < len(r.tokens) else None
    if feast and feast[0].table == "holidays":
        return Shifted(Holiday(feast[0].name), shift), feast[1]
    weekday = r.weekday(j)
    if weekday:
        dated = cal.dated_weekday(r, *weekday)
        if dated:
            return dated
        shift = 2 if r.low(j - 1) in ("coming", "upcoming") else shift
        k = r.skip(weekday[1], *TIMES_OF_DAY)
        return Shifted(Day(weekday=weekday[0]), shift), k
    named = cal.day_first(r, j, None) if r.ordinal(j) else None
    if named and isinstance(named[0], Day) and named[0].year is None:
        return Shifted(named[0], shift), named[1]
    return _shifted_month(r, j, shift)


def _shifted_month(r: Reader, j: int, shift: int) -> Found | None:
    """ "last June", "next June 3", "next 5/12"."""
    figures = fig.figures(r, j) if r.alone and r.low(j)[:1].isdecimal() else None
    if figures and isinstance(figures[0], Numeric) and figures[0].year is None:
        return Shifted(figures[0], shift), figures[1]
    month = r.month(j)
    if not month:
        return None
    found = cal.month_first(r, j, None)
    if found and isinstance(found[0], Day) and found[0].year is None:
        return Shifted(found[0], shift), found[1]
    return found or (Shifted(Day(month=month[0]), shift), month[1])


def _inside(r: Reader, outer: Node, j: int) -> Found:
    """What "last week" and its like may be narrowed to: "last week on Tuesday", "this week from Tue to Thur"."""
    k = r.skip(r.skip(j, ","), "on", "'", "’")
    led = r.low(k) in ("between", "from")
    first = r.weekday(k + led) if led or r.alone else None
    links = ("and", "to", "through", "until", "till", "-", "–") if led else ("to", "through", "until", "till", "-", "–")
    last = r.weekday(first[1] + 1) if first and r.low(first[1]) in links else None
    if first and last:
        return Within(Range(Day(weekday=first[0]), Day(weekday=last[0])), outer), last[1]
    weekday = r.weekday(k)
    if weekday and isinstance(outer, Unit) and outer.unit == "week" and r.low(k - 1) != "'" and not (r.low(j) == "," and not r.alone):
        return Within(Day(weekday=weekday[0]), outer), r.skip(weekday[1], *TIMES_OF_DAY)
    return outer, j


def _anchored_unit(r: Reader, i: int, k: int, ahead: bool) -> Found | None:
    """ "the following day", "the previous year", "that week", "the same month"."""
    word = r.low(k)
    j = r.skip(k + 1, "same", "very") if word == "that" else k + 1
    count = r.amount(j) if word not in ("that", "same") else None
    unit = r.unit(count[1] if count else j) or (("day", j + 1) if r.low(j) in TIMES_OF_DAY else None)
    if unit and unit[0] not in SUBDAY:
        if r.low(unit[1] - 1) in PLURALS and count is None:
            return None
        if count:
            return Anchored(((count[0], unit[0]),), ahead, r.words(i, unit[1]), span=True), unit[1]
        step = 0 if word in ("same", "that") else 1
        return Anchored(((step, unit[0]),), ahead, r.words(i, unit[1])), unit[1]
    if word in ("same", "that", "prior", "preceding", "subsequent", "ensuing") and not r.alone:
        return None
    if word in ("previous", "following") and (r.month(j) or r.weekday(j)):
        found = _shifted(r, i, j, -1 if word == "previous" else 2)  # 2: the first after that day
        return (Anchored(((1, "day"),), ahead, r.words(i, found[1]), found[0]), found[1]) if found else None
    return None


def base_date(r: Reader, k: int) -> Found | None:
    """The date that "two weeks after" counts from."""
    if k >= len(r.tokens):
        return None
    if r.low(k) in ("now", "today"):
        return Unit("day", 0, "today"), k + 1
    return (
        simple_words(r, k)
        or day_beyond(r, r.skip(k, "the"))
        or fig.figures(r, k)
        or cal.day_date(r, k)
        or era.named(r, k)
        or (with_shift(r, k) if r.low(k) in _SHIFTS else _the_shifted_day(r, k))
        or cal.bare_year(r, k)
    )


def _the_shifted_day(r: Reader, k: int) -> Found | None:
    """ "the coming Friday" as what a length of time is counted from."""
    found = with_shift(r, k) if r.low(k) == "the" and r.low(k + 1) in _SHIFTS else None
    return found if found and isinstance(found[0], Shifted) else None
