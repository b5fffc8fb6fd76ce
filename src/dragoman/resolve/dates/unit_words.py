"""Units of time with what tells which: "the week of April 10", "the day before the vote", "month after next", "year 2008"."""

from __future__ import annotations

from dragoman.resolve.dates.event_words import noun_phrase
from dragoman.resolve.dates.nodes import Anchored, Day, Holiday, Node, Numeric, Offset, Part, Unit, WeekOf
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.relative_words import RELATIVE
from dragoman.resolve.dates.tokens import UNITS


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
        found = r.date(j + 1) if r.month(j + 1) or r.low(j + 1) not in RELATIVE else None
        named = found and (isinstance(found[0], Holiday) or (isinstance(found[0], Day) and found[0].month and not found[0].day))
        return found if named else None
    if unit == "week" and low in _WEEK_FROM:
        m = r.skip(r.skip(j + 1, "on"), "the")
        found = r.date(m) or _loose_day(r, m)
        if found:
            return WeekOf(found[0], "ending" if low == "ending" else "starting" if low != "of" else "of"), found[1]
    if low in ("before", "after", "following", "preceding"):
        beside = _beside(r, i, j, unit)
        if beside or unit != "weekend":
            return beside
    if unit == "weekend":
        return _weekend(r, i, j)
    if unit in ("day", "night") and low == "of":
        found = r.date(j + 1)
        return found if found and isinstance(found[0], Day) and found[0].month and found[0].day else None
    if r.alone and j == len(r.tokens):
        return Unit(unit, 0, r.words(i, j)), j
    return None


_WEEK_FROM = ("of", "beginning", "starting", "commencing", "ending")


def _weekend(r: Reader, i: int, j: int) -> Found | None:
    """ "the weekend", "the weekend of July 4"; of "the weekend of July 4-5" the days are read alone."""
    k = r.skip(j + 1, "the")
    found = (r.date(k) or _loose_day(r, k)) if r.low(j) == "of" else None
    if found and (isinstance(found[0], Holiday) or (isinstance(found[0], Day) and found[0].day is not None)):
        return WeekOf(found[0], "weekend"), found[1]
    dated = r.low(j) == "of" and (r.low(k)[:1].isdecimal() or r.month(k))
    return None if dated else (Unit("weekend", -9, r.words(i, j)), j)


def _loose_day(r: Reader, k: int) -> Found | None:
    day = r.ordinal(k)
    return (Day(day=day[0]), day[1]) if day and day[0] <= 31 else None


def week_of(r: Reader, k: int) -> Found | None:
    """ "week of June 3", "weekend of July 4" without their article; "w/c Feb 4"."""
    j = r.phrase(k, "w / c")
    if j:
        found = r.date(j)
        return (WeekOf(found[0], "starting"), found[1]) if found else None
    return the_unit(r, k) if r.alone and r.low(k) in ("week", "weekend", "month") and r.low(k + 1) in _WEEK_FROM else None


def _beside(r: Reader, i: int, j: int, unit: str) -> Found | None:
    """ "the week after next", "the day before June 3", "the month before the vote"."""
    k, ahead = j + 1, r.low(j) in ("after", "following")
    if r.low(k) in ("last", "next") and unit in ("week", "month", "year", "weekend"):
        after = r.skip(k + 1, unit)
        return Unit(unit, 2 if r.low(k) == "next" else -2, r.words(i, after)), after
    if r.phrase(k, "the next"):
        return Unit(unit, 2, r.words(i, k + 2)), k + 2
    base = r.date(k)
    if base and unit in ("week", "month", "year") and _is_calendar_date(base[0]) and r.low(base[1]) not in ("'", "’"):
        node = Offset(((1, unit),), ahead, r.words(i, base[1]), base=base[0])
        return WeekOf(node, "of") if unit == "week" else node, base[1]
    if base and unit == "day":
        return Offset(((1, unit),), ahead, r.words(i, base[1]), base=base[0]), base[1]
    end = noun_phrase(r, k)
    if unit != "day" and not end:
        return None
    end = end or k
    return Anchored(((1, unit),), ahead, r.words(i, end), event=end > k or not r.ends(k)), end


def _is_calendar_date(node: Node) -> bool:
    return isinstance(node, (Holiday, Numeric)) or (isinstance(node, Day) and (node.year or node.month) is not None)


def day_beside(r: Reader, i: int) -> Found | None:
    """ "day after June 3" without its article, where nothing else is read."""
    return _beside(r, i, i + 1, "day") if r.alone and r.low(i) == "day" and r.low(i + 1) in ("after", "before", "following") else None


def unit_beyond(r: Reader, i: int) -> Found | None:
    """ "month after next", "weekend before last" without their article."""
    if (r.low(i + 1), r.low(i + 2)) not in (("after", "next"), ("before", "last")):
        return None
    end = r.skip(i + 3, r.low(i))
    return Unit(UNITS[r.low(i)], 2 if r.low(i + 1) == "after" else -2, r.words(i, end)), end


def bare_weekend(r: Reader, i: int) -> Found | None:
    """ "weekend", "on weekend": without an article, and with nothing else, the one of this week."""
    return (Unit("weekend", 0, "weekend"), i + 1) if r.alone and r.low(i) == "weekend" and i + 1 == len(r.tokens) and i < 2 else None


def named_year(r: Reader, i: int) -> Found | None:
    """ "year 2008", "year to date"."""
    j = r.phrase(i + 1, "to date") or r.phrase(i + 1, "- to - date")
    if j and r.low(i) in ("year", "quarter", "month", "week"):
        return Part("earlier", Unit(r.low(i), 0, r.words(i, j))), j
    if r.low(i) != "year" and not (r.alone and r.low(i) == "years"):
        return None
    k = r.skip(i + 1, "of") if r.alone else i + 1
    early = len(r.low(k)) == 3 and r.low(k).isdecimal()  # "the year 476"
    year = (int(r.low(k)), k + 1) if early else r.year(k)
    return (Day(year[0]), year[1]) if year else None


_TO_DATE = {"ytd": "year", "qtd": "quarter", "mtd": "month", "wtd": "week"}


def to_date(r: Reader, i: int) -> Found | None:
    """ "ytd", "year to date": the unit that is told up to publication."""
    unit = _TO_DATE.get(r.low(i))
    return (Part("earlier", Unit(unit, 0, r.low(i))), i + 1) if unit else None


def calendar_year(r: Reader, i: int) -> Found | None:
    """ "CY18", "cy 2018"."""
    figures = r.low(i + 1)
    if r.low(i) != "cy" or not figures.isdecimal() or len(figures) not in (2, 4):
        return None
    return Day(int(figures) + (2000 if len(figures) == 2 else 0)), i + 2
