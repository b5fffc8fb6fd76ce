"""One date without bound or range: its parts ("late February") and places in a unit ("the third week of")."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from dragoman.resolve.dates import calendar_words as cal
from dragoman.resolve.dates import era_words as era
from dragoman.resolve.dates import figure_words as fig
from dragoman.resolve.dates import relative_words as rel
from dragoman.resolve.dates import spoken_words as spoken
from dragoman.resolve.dates.nodes import (
    Anchored,
    Bound,
    Day,
    Event,
    Holiday,
    Node,
    Nth,
    Numeric,
    Offset,
    Part,
    Quarter,
    Range,
    Season,
    Unit,
    WeekNumber,
    WeekOf,
    Within,
)
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.tables import seasons
from dragoman.resolve.dates.tokens import DECADES, MONTHS, ONES, ORDINALS, TENS, TIMES_OF_DAY, UNITS, VAGUE, WEEKDAYS, lexicon

Rule = Callable[[Reader, int], Found | None]


RELATIVE = lexicon("this last past next coming upcoming current these previous following preceding same that ensuing subsequent prior")


PARTS = {"early": "early", "mid": "mid", "middle": "mid", "late": "late", "latter": "late", "earlier": "earlier", "later": "later"}


EDGES = {
    "beginning": "early", "start": "early", "outset": "early", "end": "late", "close": "late", "middle": "mid", "midst": "mid",
    "rest": "rest", "remainder": "rest",
}  # fmt: skip


def simple(r: Reader, i: int) -> Found | None:
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
            return _turned(r, i, *found) or _narrowed(r, *found)
    return None


def _turned(r: Reader, i: int, node: Node, j: int) -> Found | None:
    """What stands after a date and turns it into another: "Tuesday" + "week", "in two weeks" + "on Thursday", "2015" + "summer"."""
    if isinstance(node, Day) and node.weekday is not None and node.month is None and node.day is None:
        return spoken.weekday_idiom(r, i, node.weekday, j, simple) or spoken.within_outer(r, node, j, simple)
    if isinstance(node, Day) and node.year and node.month is None and node.day is None:
        return spoken.year_first(r, node.year, j)
    return spoken.offset_on_weekday(r, node, j) or spoken.opened(r, node, j, _by_name) or spoken.trailing_weekday(r, node, j)


def _after_the(r: Reader, i: int) -> Found | None:
    low = r.low(i + 1)
    if low in RELATIVE:
        found = (nth(r, i + 1) if low == "last" else None) or rel.with_shift(r, i)
        return (_turned(r, i, *found) or found) if found else simple(r, i + 1)
    if low in UNITS:
        return the_unit(r, i + 1)
    if low in ("whole", "entire") and r.low(i + 2) in UNITS:
        return the_unit(r, i + 2)
    if low in ("day", ""):
        return None
    found = simple(r, i + 1)
    if found:
        return found
    day = _day_of_month(r, i + 1)
    return (_turned(r, i, *day) or day) if day else None


def _day_of_month(r: Reader, i: int) -> Found | None:
    """ "on the 21st": only where nothing follows that it could count."""
    day = r.ordinal(i) or (r.day_number(i) if r.alone else None)
    if not day or day[0] > 31 or (not r.low(i)[:1].isdigit() and not r.alone):
        return None
    ends = r.low(day[1]) in ("", ".", ",", ";", ")") or r.low(day[1]) in ("when", "and", "after")
    return (Day(day=day[0]), day[1]) if ends and (r.low(i - 2) in _DAY_LEADS or r.alone) else None


_DAY_LEADS = lexicon("on until by for from since before after around about")


def the_unit(r: Reader, k: int) -> Found | None:  # noqa: PLR0911
    """ "the day before yesterday", "the week of April 10", "the day after the vote": ``k`` is the unit, a "the" may precede it."""
    unit, j = UNITS[r.low(k)], k + 1
    i = k - 1 if r.low(k - 1) == "the" else k
    if r.low(k) != unit or unit in ("hour", "minute"):
        return None
    year = named_year(r, k)
    if year:
        return year
    low = r.low(j)
    if unit == "month" and low == "of":
        found = simple(r, j + 1) if r.month(j + 1) or r.low(j + 1) not in RELATIVE else None
        named = found and (isinstance(found[0], Holiday) or (isinstance(found[0], Day) and found[0].month and not found[0].day))
        return found if named else None
    if unit == "week" and low in _WEEK_FROM:
        m = r.skip(r.skip(j + 1, "on"), "the")
        found = simple(r, m) or _loose_day(r, m)
        if found:
            return WeekOf(found[0], "ending" if low == "ending" else "starting" if low != "of" else "of"), found[1]
    if low in ("before", "after", "following", "preceding"):
        beside = _beside(r, i, j, unit)
        if beside or unit != "weekend":
            return beside
    if unit == "weekend":
        return _weekend(r, i, j)
    if unit in ("day", "night") and low == "of":
        found = simple(r, j + 1)
        return found if found and isinstance(found[0], Day) and found[0].month and found[0].day else None
    if r.alone and j == len(r.tokens):
        return Unit(unit, 0, r.words(i, j)), j
    return None


_WEEK_FROM = ("of", "beginning", "starting", "commencing", "ending")


def _beside(r: Reader, i: int, j: int, unit: str) -> Found | None:
    """ "the week after next", "the day before June 3", "the month before the vote"."""
    k, ahead = j + 1, r.low(j) in ("after", "following")
    if r.low(k) in ("last", "next") and unit in ("week", "month", "year", "weekend"):
        after = r.skip(k + 1, unit)
        return Unit(unit, 2 if r.low(k) == "next" else -2, r.words(i, after)), after
    if r.phrase(k, "the next"):
        return Unit(unit, 2, r.words(i, k + 2)), k + 2
    base = simple(r, k)
    if base and unit in ("week", "month", "year") and _is_calendar_date(base[0]) and r.low(base[1]) not in ("'", "’"):
        node = Offset(((1, unit),), ahead, r.words(i, base[1]), base=base[0])
        return WeekOf(node, "of") if unit == "week" else node, base[1]
    if base and unit == "day":
        return Offset(((1, unit),), ahead, r.words(i, base[1]), base=base[0]), base[1]
    end = rel.noun_phrase(r, k)
    if unit != "day" and not end:
        return None
    end = end or k
    return Anchored(((1, unit),), ahead, r.words(i, end), event=end > k), end


def _is_calendar_date(node: Node) -> bool:
    return isinstance(node, (Holiday, Numeric)) or (isinstance(node, Day) and (node.year or node.month) is not None)


def week_of(r: Reader, k: int) -> Found | None:
    """ "week of June 3", "weekend of July 4" without their article; "w/c Feb 4"."""
    j = r.phrase(k, "w / c")
    if j:
        found = simple(r, j)
        return (WeekOf(found[0], "starting"), found[1]) if found else None
    return the_unit(r, k) if r.alone and r.low(k) in ("week", "weekend", "month") and r.low(k + 1) in _WEEK_FROM else None


def named_year(r: Reader, i: int) -> Found | None:
    """ "year 2008", "year to date"."""
    j = r.phrase(i + 1, "to date") or r.phrase(i + 1, "- to - date")
    if j and r.low(i) in ("year", "quarter", "month", "week"):
        return Part("earlier", Unit(r.low(i), 0, r.words(i, j))), j
    if r.low(i) != "year" and not (r.alone and r.low(i) == "years"):
        return None
    k = r.skip(i + 1, "of") if r.alone else i + 1
    early = len(r.low(k)) == 3 and r.low(k).isdigit()  # "the year 476"
    year = (int(r.low(k)), k + 1) if early else r.year(k)
    return (Day(year[0]), year[1]) if year else None


def _bare_weekend(r: Reader, i: int) -> Found | None:
    """ "weekend", "on weekend": without an article, and with nothing else, the one of this week."""
    return (Unit("weekend", 0, "weekend"), i + 1) if r.alone and r.low(i) == "weekend" and i + 1 == len(r.tokens) and i < 2 else None


def _week_of_month(r: Reader, i: int) -> Found | None:
    """ "week 3 of June": counted in the month."""
    count = r.number(i + 1)
    if not count or not 1 <= count[0] <= 5 or r.low(count[1]) not in ("of", "in") or not r.month(count[1] + 1):
        return None
    outer = _outer(r, count[1] + 1)
    return (Nth(count[0], "week", outer[0]), outer[1]) if outer else None


def _weekend(r: Reader, i: int, j: int) -> Found:
    """ "the weekend", "the weekend of July 4"."""
    k = r.skip(j + 1, "the")
    found = (simple(r, k) or _loose_day(r, k)) if r.low(j) == "of" else None
    if found and (isinstance(found[0], Holiday) or (isinstance(found[0], Day) and found[0].day is not None)):
        return WeekOf(found[0], "weekend"), found[1]
    return Unit("weekend", -9, r.words(i, j)), j


def _day_beside(r: Reader, i: int) -> Found | None:
    """ "day after June 3" without its article, where nothing else is read."""
    return _beside(r, i, i + 1, "day") if r.alone and r.low(i) == "day" and r.low(i + 1) in ("after", "before", "following") else None


def _unit_beyond(r: Reader, i: int) -> Found | None:
    """ "month after next", "weekend before last" without their article."""
    if (r.low(i + 1), r.low(i + 2)) not in (("after", "next"), ("before", "last")):
        return None
    end = r.skip(i + 3, r.low(i))
    return Unit(UNITS[r.low(i)], 2 if r.low(i + 1) == "after" else -2, r.words(i, end)), end


def _loose_day(r: Reader, k: int) -> Found | None:
    day = r.ordinal(k)
    return (Day(day=day[0]), day[1]) if day and day[0] <= 31 else None


def _with_weekend(r: Reader, node: Holiday, j: int) -> Found:
    """ "Labor Day weekend", "Halloween weekend 2021", "Christmas week"."""
    kind, year = "weekend" if r.low(j) == "weekend" else "of", r.year(j + 1)
    return (WeekOf(replace(node, year=year[0]), kind), year[1]) if year else (WeekOf(node, kind), j + 1)


def _owned(r: Reader, outer: Node, j: int) -> Found | None:
    """ "next year's third quarter", "last year's December": what belongs to a unit, where that is a time too."""
    if not (isinstance(outer, Unit) and outer.unit in ("year", "month", "week") and r.low(j) in ("'", "’") and r.low(j + 1) == "s"):
        return None
    k = j + 2
    weekday = r.weekday(k) if outer.unit == "week" else None
    if weekday:
        return Within(Day(weekday=weekday[0]), outer), weekday[1]
    ordinal = r.ordinal(k)
    unit = r.unit(ordinal[1]) if ordinal else None
    if ordinal and unit and unit[0] in ("day", "week", "weekend", "month") and _holds(outer, unit[0]):
        return Nth(ordinal[0], unit[0], outer), unit[1]
    found = _by_name(r, k) or nth(r, k) if k < len(r.tokens) else None
    if not found or not isinstance(found[0], (Day, Quarter, Season, Holiday)) or (isinstance(found[0], Day) and found[0].year):
        return None
    return Within(found[0], outer), found[1]


def _by_name(r: Reader, k: int) -> Found | None:
    month = r.month(k)
    if month:
        return cal.month_first(r, k, None) or (Day(month=month[0]), month[1])
    return era.named(r, k) or era.season(r, k) or (era.quarter(r, k) if len(r.low(k)) == 2 and r.low(k)[0] in "qh" else None)


def _narrowed(r: Reader, node: Node, j: int) -> Found:  # noqa: PLR0911
    """ "June" + "last year", "Friday" + "next week", "the 20th" + "of this month"."""
    owned = _owned(r, node, j)
    if owned:
        return owned
    if isinstance(node, Holiday) and r.low(j) in ("weekend", "week"):
        return _with_weekend(r, node, j)
    j = r.skip(j, *TIMES_OF_DAY) if isinstance(node, Day) and node.weekday is not None else j
    open_year = (isinstance(node, Day) and node.year is None) or (
        isinstance(node, (Season, Quarter, Holiday, WeekNumber)) and node.year is None
    )
    open_year = open_year or (isinstance(node, Range) and isinstance(node.last, Day) and node.last.year is None)
    if not open_year:
        return node, j
    k = r.skip(r.skip(j, ","), "of", "in")
    if r.low(k) not in ("last", "this", "next", "the", "that") or (
        r.low(k) == "the" and r.low(k + 1) not in ("previous", "following", "same", "year", "month")
    ):
        return node, j
    beyond = _unit_beyond(r, k + 1) if r.low(k) == "the" and r.low(k + 1) in ("year", "month") else None
    if beyond:
        return Within(node, beyond[0]), beyond[1]
    if r.low(k) == "the" and r.low(k + 1) in ("year", "month"):
        return Within(node, Unit(r.low(k + 1), 0, r.words(k, k + 2))), k + 2
    outer = rel.with_shift(r, k)
    if outer and isinstance(outer[0], (Unit, Anchored)) and (not isinstance(outer[0], Unit) or outer[0].unit in ("week", "month", "year")):
        if isinstance(outer[0], Anchored) and outer[0].steps[0][1] not in ("week", "month", "year"):
            return node, j
        return Within(node, outer[0]), outer[1]
    return node, j


def part(r: Reader, i: int) -> Found | None:
    """ "early 2012", "mid-June", "later this year", "earlier in the month", "late on Friday"."""
    which = PARTS[r.low(i)]
    portion = _in_portion(r, i, which)
    if portion or r.low(i) == "latter":
        return portion
    j = r.skip(i + 1, "-", "–", "‐", "‑")
    j = r.skip(j, "of") if which == "mid" else j
    second = r.skip(r.skip(j, "to"), "-", "–", "‐", "‑")
    if second > j and PARTS.get(r.low(second)) in ("mid", "late"):  # "mid-to-late 2015"
        found = part(r, second)
        return (Range(replace(found[0], part=which), found[0]), found[1]) if found and isinstance(found[0], Part) else None
    j = r.skip(j, "to") if r.phrase(j, "to mid") is None else j
    j = r.skip(j, "-") if r.low(j) == "-" else j
    j = r.skip(r.skip(j, "in", "on"), "the") if r.low(j) != "the" or r.low(j + 1) not in RELATIVE else j
    found = _of_part(r, j, i)
    if not found:
        return None
    node, end = found
    if isinstance(node, Day) and (node.day is not None or node.weekday is not None):
        return node, end
    if isinstance(node, Bound):
        return None
    return Part(which, node), end


def _in_portion(r: Reader, i: int, which: str) -> Found | None:
    """ "the early part of 2015", "the latter part of May", "the latter half of June"."""
    if r.low(i) == "latter" and r.low(i + 1) == "half":
        return _half(r, i + 2, 2)
    j = r.phrase(i + 1, "part of") or r.phrase(i + 1, "days of") or r.phrase(i + 1, "stages of")
    outer = _outer(r, j) if j else None
    return (Part(which.replace("earlier", "early").replace("later", "late"), outer[0]), outer[1]) if outer else None


def _of_part(r: Reader, j: int, i: int) -> Found | None:
    """What a part is of: a date, or a unit under way ("in the year", "of the month")."""
    if (
        (r.low(j - 1) == "the" or (r.alone and j + 1 == len(r.tokens)))
        and r.low(j) in UNITS
        and r.low(j) not in ("day", "night")
        and UNITS[r.low(j)] == r.low(j)
    ):
        return Unit(r.low(j), 0, r.words(i, j + 1)), j + 1
    if r.month(j) and not r.alone and r.low(j - 1) in (*PARTS, "-", "in", "of"):
        found = cal.month_first(r, j, None)
        if found is None or not (isinstance(found[0], Day) and found[0].day and r.low(j - 1) == "-"):
            return _narrowed(r, *(found or (Day(month=MONTHS[r.low(j)]), j + 1)))
    if r.low(j) in RELATIVE:
        return rel.with_shift(r, j)
    season = seasons().get(r.low(j))
    if season:
        return era.season(r, j) or (Season(season[0]), j + 1)
    year = r.year(j)
    if year:
        return Day(year[0]), year[1]
    return simple(r, j)


def _unit_end(r: Reader, i: int) -> Found | None:
    """ "year-end", "year's end", "month end", "year-end 2015"."""
    low = r.low(i)
    if low not in ("year", "quarter", "month", "week"):
        return None
    marked = (
        r.phrase(i + 1, "- end")
        or r.phrase(i + 1, "' s end")
        or r.phrase(i + 1, "’ s end")
        or (r.phrase(i + 1, "end") if r.alone else None)
    )
    if not marked or (low == "week" and r.low(i + 1) == "-"):
        return None
    year = r.year(marked) if low == "year" else None
    return (Part("late", Day(year[0])), year[1]) if year else (Part("late", Unit(low, 0, r.words(i, marked))), marked)


def _middle(r: Reader, i: int) -> Found | None:
    """ "midyear", "midweek", where nothing else is read."""
    unit = r.low(i)[3:]
    return (Part("mid", Unit(unit, 0, r.low(i))), i + 1) if r.alone and i + 1 == len(r.tokens) else None


def edge(r: Reader, i: int) -> Found | None:
    """ "the end of the year", "the beginning of March", "year-end", "year's end", "the rest of the week", "the eve of X"."""
    low = r.low(i)
    unit_end = _unit_end(r, i)
    if unit_end:
        return unit_end
    if low == "eve" and r.low(i + 1) == "of":
        return _eve(r, i)
    which = EDGES.get(low)
    if not which:
        return None
    j = r.skip(i + 1, "of")
    dashed = low == "end" and r.low(j) == "-" and (r.month(j + 1) or r.year(j + 1)) is not None
    j = j + 1 if dashed else j
    j = r.skip(j, "the", "my", "our") if r.low(j + 1) not in RELATIVE else j
    if j == i + 1 and not (r.alone or which == "rest"):
        return None
    if r.low(j) in UNITS and UNITS[r.low(j)] == r.low(j) and r.low(j) not in ("day", "night", "hour", "minute"):
        return Part(which, Unit(r.low(j), 0, r.words(i, j + 1))), j + 1
    found = _of_part(r, j, i)
    return (Part(which, found[0]), found[1]) if found and not isinstance(found[0], Bound) else None


def _eve(r: Reader, i: int) -> Found | None:
    found = simple(r, i + 2)
    if found:
        return Offset(((1, "day"),), False, r.words(i, found[1]), base=found[0]), found[1]
    end = rel.noun_phrase(r, i + 2)
    return (Event("eve", r.words(i, end)), end) if end else None


def nth(r: Reader, i: int) -> Found | None:  # noqa: PLR0911
    """ "first week of June", "last two weeks of 2015", "third quarter", "second Monday of next month", "first half of 2019"."""
    ordinal = (-1, i + 1) if r.low(i) in ("last", "final") else r.ordinal(i)
    if not ordinal:
        return None
    n, j = ordinal
    j = r.skip(j, "-")
    if r.low(j) == "half" and n in (1, 2, -1):
        return _half(r, j + 1, 1 if n == 1 else 2)
    count = r.number(j)
    k = count[1] if count and r.low(j) not in ("a", "an") else j
    number = count[0] if count and k != j else 1
    unit, weekday = r.unit(k), r.weekday(k)
    if not unit and not weekday:
        return None
    end = unit[1] if unit else weekday[1] if weekday else k
    name = unit[0] if unit else "day"
    if name in ("hour", "minute", "night", "century", "millennium"):
        return None
    if weekday and r.low(end) in ("after", "before", "following"):
        return spoken.weekday_beside(r, i, end, Nth(n, name, Day(), weekday[0]), simple)
    if r.low(end) in ("of", "in", ",") or (r.low(end) in ("this", "last", "next") and r.low(i) != "last") or r.low(end).isdigit():
        m = r.skip(end, "of", "in", ",")
        outer = _outer(r, m)
        if outer and _holds(outer[0], name):
            node: Node = Nth(n, name, outer[0], weekday[0] if weekday else None, number)
            return (node, outer[1]) if name != "quarter" else _quarter_node(n, number, outer)
    if name == "quarter" and 1 <= n <= 4 and number == 1:
        return Quarter(n * 3 - 2, 3), end
    if weekday and n > 0 and r.alone and end == len(r.tokens):
        return Nth(n, name, Unit("month", 0, r.words(i, end)), weekday[0]), end
    return None


_SIZES = ("day", "business day", "week", "weekend", "month", "quarter", "year", "decade", "century")


def _holds(outer: Node, name: str) -> bool:
    """Whether a unit so named may be counted in ``outer``: no year in June."""
    size = "month" if isinstance(outer, Day) and outer.month else outer.unit if isinstance(outer, Unit) else "century"
    return size not in _SIZES or name not in _SIZES or _SIZES.index(name) < _SIZES.index(size)


def _quarter_node(n: int, number: int, outer: Found) -> Found | None:
    first = n if n > 0 else 5 - number
    if not 1 <= first <= first + number - 1 <= 4:
        return None
    month, months = first * 3 - 2, number * 3
    if isinstance(outer[0], Day) and outer[0].year and not outer[0].month:
        return Quarter(month, months, outer[0].year), outer[1]
    return Within(Quarter(month, months), outer[0]), outer[1]


def _half(r: Reader, j: int, which: int) -> Found | None:
    j = r.skip(j, "-") if r.low(j + 1) == "year" else j
    k = r.skip(r.skip(j, "year") if r.low(j + 1) in ("of", "in") else j, "of", "in")
    outer = _outer(r, k)
    if outer:
        return Part("first half" if which == 1 else "second half", outer[0]), outer[1]
    return None


def _outer(r: Reader, m: int) -> Found | None:
    """The unit that an ordinal counts in."""
    if r.alone and r.low(m) in ("year", "month") and m + 1 == len(r.tokens) and r.low(m - 1) in ("of", "in"):
        return Unit(r.low(m), 0, r.low(m)), m + 1
    if r.low(m) == "the" and r.low(m + 1) in ("year", "quarter", "month", "week", "decade", "century"):
        return Unit(r.low(m + 1), 0, r.words(m, m + 2)), m + 2
    m = r.skip(m, "the") if r.low(m + 1) not in RELATIVE else m
    if r.month(m):
        found = cal.month_first(r, m, None)
        if found and isinstance(found[0], Day) and found[0].day is None:
            return _narrowed(r, *found)
        return Day(month=MONTHS[r.low(m)]), m + 1
    year = r.year(m)
    if year:
        return Day(year[0]), year[1]
    found = simple(r, m) if r.low(m) else None
    return found if found and not isinstance(found[0], Day) else None


def ordinal_start(r: Reader, i: int) -> Found | None:
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
        outer = rel.with_shift(r, k) if r.low(k) in ("this", "last", "next") and (k > day[1] or r.low(k + 1) == "month") else None
        the_month = r.phrase(k, "the month") if k > day[1] else None
        if the_month:
            return Within(Day(day=day[0]), Unit("month", 0, "the month")), the_month
        if outer and isinstance(outer[0], Unit) and outer[0].unit == "month":
            return Within(Day(day=day[0]), outer[0]), outer[1]
        if r.alone and len(r.tokens) == 1 and r.ordinal(i) and r.low(i)[0].isdigit():
            return Day(day=day[0]), day[1]
    return None


_DIGIT_RULES: tuple[Rule, ...] = (
    era.named,
    era.common_era,
    fig.figures,
    era.decade,
    era.quarter,
    era.counted_quarter,
    ordinal_start,
    rel.counted,
    cal.day_date,
    cal.bare_year,
)


_NUMBER_RULES: tuple[Rule, ...] = (era.decade, ordinal_start, rel.counted, cal.day_first, cal.bare_year)


_CALENDAR: tuple[Rule, ...] = (era.named, fig.figures, cal.day_date)


@cache
def _by_word() -> dict[str, tuple[Rule, ...]]:
    """The rules that a word may begin. Where a word stands in two rows, the first holds."""
    rows: tuple[tuple[Iterable[str], tuple[Rule, ...]], ...] = (
        (("middle",), (part, edge)),
        (PARTS, (part,)),
        (MONTHS, _CALENDAR),
        (WEEKDAYS, _CALENDAR),
        (("last",), (nth, rel.with_shift)),
        (RELATIVE, (rel.with_shift,)),
        ((*ORDINALS, *TENS, *DECADES, *ONES, *VAGUE, "a", "an", "final"), (era.named, *_NUMBER_RULES)),
        (("half",), (rel.counted,)),
        (("w",), (week_of, era.week_number)),
        (("wk",), (era.week_number,)),
        (("midyear", "midmonth", "midweek"), (_middle,)),
        (("ytd", "qtd", "mtd", "wtd"), (spoken.to_date,)),
        (("ad",), (era.common_era,)),
        (("cy",), (spoken.calendar_year,)),
        (("day",), (rel.day_beyond, rel.counted, _day_beside)),
        (
            ("week", "year", "weekend", "month"),
            (named_year, _unit_beyond, week_of, edge, rel.counted, _week_of_month, era.week_number, _bare_weekend),
        ),
        (("years",), (named_year, rel.counted)),
        (("quarter",), (named_year, _unit_beyond, edge, era.counted_quarter, rel.counted)),
        (UNITS, (rel.counted,)),
        ((*EDGES, "eve"), (edge, era.named)),
        (("in", "within"), (rel.in_time,)),
        (("'", "’"), (era.decade, cal.marked_year)),
    )
    return {word: rules for words, rules in reversed(rows) for word in words}


def _rules(low: str) -> tuple[Rule, ...]:
    if low[0].isdigit():
        return _DIGIT_RULES
    if low[0] in "qh" and len(low) == 2:
        return (era.quarter,)
    return _by_word().get(low, _OTHER_RULES)


_OTHER_RULES: tuple[Rule, ...] = (rel.simple_words, era.season, era.named)
