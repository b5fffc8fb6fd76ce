"""One date without bound or range: the rules that its first word may begin, and what they read after "the" or an ordinal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dragoman.resolve.dates import calendar_words as cal
from dragoman.resolve.dates import era_words as era
from dragoman.resolve.dates import figure_words as fig
from dragoman.resolve.dates.counted_words import counted, in_time
from dragoman.resolve.dates.nodes import Day, Unit, Within
from dragoman.resolve.dates.part_words import EDGES, PARTS, edge, middle_of_unit, part
from dragoman.resolve.dates.reader import Found, Reader, Rule
from dragoman.resolve.dates.relative_words import RELATIVE, day_beyond, simple_words, with_shift
from dragoman.resolve.dates.tokens import DECADES, MONTHS, ONES, ORDINALS, TENS, UNITS, VAGUE, WEEKDAYS, lexicon
from dragoman.resolve.dates.trailing_words import turned
from dragoman.resolve.dates.unit_words import bare_weekend, calendar_year, day_beside, named_year, the_unit, to_date, unit_beyond, week_of
from dragoman.resolve.dates.within_words import narrowed, nth, week_of_month


def one_date(r: Reader, i: int) -> Found | None:
    """One date without bound or range."""
    low = r.low(i)
    if not low:
        return None
    if i in r.carry:
        return r.carry[i]
    if low == "the":
        return _after_the(r, i)
    for rule in _rules(low):
        found = rule(r, i)
        if found:
            return turned(r, i, *found) or narrowed(r, *found)
    return None


def _after_the(r: Reader, i: int) -> Found | None:
    low = r.low(i + 1)
    if low in RELATIVE:
        found = (nth(r, i + 1) if low == "last" else None) or with_shift(r, i)
        return (turned(r, i, *found) or found) if found else r.date(i + 1)
    if low in UNITS:
        return the_unit(r, i + 1)
    if low in ("whole", "entire") and r.low(i + 2) in UNITS:
        return the_unit(r, i + 2)
    if low in ("day", ""):
        return None
    found = r.date(i + 1)
    if found:
        return found
    day = _day_of_month(r, i + 1)
    return (turned(r, i, *day) or day) if day else None


def _day_of_month(r: Reader, i: int) -> Found | None:
    """ "on the 21st": only where nothing follows that it could count."""
    day = r.ordinal(i) or (r.day_number(i) if r.alone else None)
    if not day or day[0] > 31 or (not r.low(i)[:1].isdecimal() and not r.alone):
        return None
    ends = r.low(day[1]) in ("", ".", ",", ";", ")") or r.low(day[1]) in ("when", "and", "after")
    return (Day(day=day[0]), day[1]) if ends and (r.low(i - 2) in _DAY_LEADS or r.alone) else None


_DAY_LEADS = lexicon("on until by for from since before after around about")


def _ordinal_start(r: Reader, i: int) -> Found | None:
    """Everything that an ordinal may begin."""
    found = nth(r, i) or era.centuries(r, i) or era.named(r, i)
    if found:
        return found
    found = cal.day_first(r, i, None)
    if found:
        return found
    day = r.ordinal(i) or (r.day_number(i) if r.alone and i == 0 else None)
    if day and day[0] <= 31:
        k = r.phrase(day[1], "day of") or r.skip(day[1], "of")
        outer = with_shift(r, k) if r.low(k) in ("this", "last", "next") and (k > day[1] or r.low(k + 1) == "month") else None
        the_month = r.phrase(k, "the month") if k > day[1] else None
        if the_month:
            return Within(Day(day=day[0]), Unit("month", 0, "the month")), the_month
        if outer and isinstance(outer[0], Unit) and outer[0].unit == "month":
            return Within(Day(day=day[0]), outer[0]), outer[1]
        if r.alone and len(r.tokens) == 1 and r.ordinal(i) and r.low(i)[0].isdecimal():
            return Day(day=day[0]), day[1]
    return None


_DIGIT_RULES: tuple[Rule, ...] = (
    era.named,
    era.common_era,
    fig.figures,
    era.decade,
    era.quarter,
    era.counted_quarter,
    _ordinal_start,
    counted,
    cal.day_date,
    cal.bare_year,
)
_NUMBER_RULES: tuple[Rule, ...] = (era.decade, _ordinal_start, counted, cal.day_first, cal.bare_year)
_CALENDAR: tuple[Rule, ...] = (era.named, fig.figures, cal.day_date)
_OTHER_RULES: tuple[Rule, ...] = (simple_words, era.season, era.named)


@cache
def _by_word() -> dict[str, tuple[Rule, ...]]:
    """The rules that a word may begin. Where a word stands in two rows, the first holds."""
    rows: tuple[tuple[Iterable[str], tuple[Rule, ...]], ...] = (
        (("middle",), (part, edge)),
        (PARTS, (part,)),
        (MONTHS, _CALENDAR),
        (WEEKDAYS, _CALENDAR),
        (("last",), (nth, with_shift)),
        (RELATIVE, (with_shift,)),
        ((*ORDINALS, *TENS, *DECADES, *ONES, *VAGUE, "a", "an", "final"), (era.named, *_NUMBER_RULES)),
        (("half",), (counted,)),
        (("w",), (week_of, era.week_number)),
        (("wk",), (era.week_number,)),
        (("midyear", "midmonth", "midweek"), (middle_of_unit,)),
        (("ytd", "qtd", "mtd", "wtd"), (to_date,)),
        (("ad",), (era.common_era,)),
        (("cy",), (calendar_year,)),
        (("day",), (day_beyond, counted, day_beside)),
        (
            ("week", "year", "weekend", "month"),
            (named_year, unit_beyond, week_of, edge, counted, week_of_month, era.week_number, bare_weekend),
        ),
        (("years",), (named_year, counted)),
        (("quarter",), (named_year, unit_beyond, edge, era.counted_quarter, counted)),
        (UNITS, (counted,)),
        ((*EDGES, "eve"), (edge, era.named)),
        (("in", "within"), (in_time,)),
        (("'", "’"), (era.decade, cal.marked_year)),
    )
    return {word: rules for words, rules in reversed(rows) for word in words}


def _rules(low: str) -> tuple[Rule, ...]:
    if low[0].isdecimal():
        return _DIGIT_RULES
    if low[0] in "qh" and len(low) == 2:
        return (era.quarter,)
    return _by_word().get(low, _OTHER_RULES)
