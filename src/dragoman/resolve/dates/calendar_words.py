"""Dates by the calendar: "June 3, 2019", "Wednesday", "2012", "the 1990s", "3/7/2017", "the third quarter", feasts and periods."""

from __future__ import annotations

import re
from functools import cache

from dragoman.resolve.dates.days import years
from dragoman.resolve.dates.nodes import Day, Fixed, Holiday, Node, Numeric, Quarter, Range, Season, WeekNumber
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.tables import match, periods, seasons
from dragoman.resolve.dates.tokens import DASHES, DECADES, MONTHS, WEEKDAYS

_LEADS = frozenset(
    "in since last next this of by until till from during between early mid late earlier before after through throughout past and to "
    "on for around about for previous coming".split()
)  # fmt: skip
_NUMBERED = frozenset(
    "resolution resolutions article vision agenda horizon flight brigade regiment unit route room law decree no number order directive protocol "
    "section title chapter page channel model boeing airbus studio area line highway paragraph act bill bus case lot $ # £ €".split()
)  # fmt: skip
_QUANTIFIERS = frozenset("about some nearly over around than least most almost roughly approximately only killed wounded with".split())
_NAMED_AFTER_DAY = frozenset(
    "movement brigade brigades alliance coalition front group martyrs organization organisation university bridge street square avenue airport "
    "forces camp bloc".split()
)  # fmt: skip
_PAPERS = frozenset("times telegraph mirror express herald post mail sun star world".split())
_WORDS_PAST_YEARS = frozenset("in since of by until till from during before after to through between and year years".split())


@cache
def _figures() -> tuple[re.Pattern[str], ...]:
    month = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
    return (
        re.compile(r"(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)(?:T[\d:.Z+-]*)?"),
        re.compile(r"(?P<a>\d{1,2})([-/.])(?P<b>\d{1,2})\2(?P<y>\d{4}|\d{2})(?![\d/])"),
        re.compile(rf"(?P<d>\d{{1,2}})([-/])(?P<n>{month})\2(?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
        re.compile(rf"(?P<y>\d{{4}})([-/])(?P<n>{month})\2(?P<d>\d{{1,2}})(?!\d)", re.IGNORECASE),
        re.compile(rf"(?P<n>{month})([-/])(?P<d>\d{{1,2}})\2(?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
        re.compile(r"(?P<y>(?:19|20)\d\d)(?P<s> ?[-/] ?)(?P<m>0?[1-9]|1[0-2])(?![\d/-])"),
        re.compile(r"(?P<m>0?[1-9]|1[0-2])(?P<s> ?[-/] ?)(?P<y>(?:19|20)\d\d)(?![\d/-])"),
        re.compile(rf"(?P<n>{month})[-/](?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
    )


def _past(r: Reader, i: int, end: int) -> int:
    """The index of the first token from ``i`` on that begins at or after the offset ``end``."""
    while i < len(r.tokens) and r.tokens[i].start < end:
        i += 1
    return i


def figures(r: Reader, i: int) -> Found | None:
    """A date in figures: ISO, day and month in either order, year and month."""
    start = r.tokens[i].start
    if start and (r.text[start - 1].isalnum() or r.text[start - 1] in "/.$") and not r.alone:
        return None
    for pattern in _figures():
        m = pattern.match(r.text, start)
        if not m or (m.end() < len(r.text) and r.text[m.end()].isalnum()):
            continue
        node = _figure_node(m, r)
        if node:
            return node, _past(r, i, m.end())
    return _bare_figures(r, i)


def _figure_node(m: re.Match[str], r: Reader) -> Node | None:
    got = m.groupdict()
    year = int(got["y"])
    if len(got["y"]) == 2:
        if m[2] == "." and not r.alone:
            return None
        year += 2000 if year < 40 else 1900
    if "a" in got:
        return Numeric(int(got["a"]), int(got["b"]), year, m[0])
    month = MONTHS[got["n"].lower().rstrip(".")] if "n" in got else int(got["m"])
    if "d" not in got:
        # "2010-12" may be a span of years: read as year and month only where it cannot be one
        if got.get("s") and "-" in got["s"] and m[0].startswith(got["y"]) and len(got["m"]) == 2 and month > year % 100:
            return None
        return Day(year, month) if 1 <= month <= 12 else None
    return Day(year, month, int(got["d"])) if 1 <= month <= 12 and 1 <= int(got["d"]) <= 31 else None


def _bare_figures(r: Reader, i: int) -> Found | None:
    """ "on 4/22": day and month without a year, where a preposition or a weekday shows that it is a date."""
    m = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?![\d/%.-]|,\d)").match(r.text, r.tokens[i].start)
    lead = r.low(i - 1)
    if not m or (m[2] != "/" and not r.alone) or not (r.alone or lead in ("on", "by", "since", "until", "before", "after") or lead in WEEKDAYS):
        return None
    return Numeric(int(m[1]), int(m[3]), None, m[0]), _past(r, i, m.end())


def day_date(r: Reader, i: int) -> Found | None:
    """A date whose first word is a weekday, a month or a day of the month."""
    named = r.weekday(i)
    if named:
        return _after_weekday(r, i, *named)
    if r.month(i):
        return month_first(r, i, None)
    return day_first(r, i, None)


def _after_weekday(r: Reader, i: int, weekday: int, j: int) -> Found | None:
    if r.low(j) in _PAPERS and r.word(j)[:1].isupper() and not r.alone:
        return None
    k = r.skip(r.skip(j, ","), "on", "the", "-", "–")
    k = r.skip(k, "the")
    for rule in (month_first, day_first):
        found = rule(r, k, weekday) if k < len(r.tokens) else None
        if found:
            return found
    day = r.ordinal(k)
    if day and day[0] <= 31 and (k > j or r.low(k)[:1].isdigit()) and r.low(day[1]) not in ("week", "time"):
        return Day(day=day[0], weekday=weekday), day[1]
    return Day(weekday=weekday), j


def _year_after(r: Reader, j: int) -> tuple[int, int] | None:
    """The year that follows a day or month: "2019", ", 2019", "of 2019", "'19", "in the year 2019"."""
    k = r.skip(r.skip(j, ","), "of", "in")
    k = r.phrase(k, "the year") or k
    if r.low(k - 1) == "in" and not r.alone and r.low(k - 2) in (",",):
        return None
    found = r.short_year(k)
    if found is None and r.low(k).isdigit() and len(r.low(k)) == 2 and r.alone and k > j and int(r.low(k)) > 31:
        found = 1900 + int(r.low(k)), k + 1
    return found


def month_first(r: Reader, i: int, weekday: int | None = None) -> Found | None:
    """ "June 3, 2019", "June 3-5", "June of 1992", "Sept. 2012", "June"."""
    named = r.month(i)
    if not named:
        return None
    month, j = named
    k = r.skip(j, "-", "/") if r.glued(j) and (r.low(j + 1).isdigit() and len(r.low(j + 1)) <= 2) else j
    k = r.skip(k, "the")
    spelt = r.year(k) if not r.low(k).isdigit() else None
    if spelt and weekday is None:
        return Day(spelt[0], month), spelt[1]
    day = r.day_number(k)
    if day and r.low(day[1]) in ("percent", "%", "people", "million"):
        day = None
    if day:
        return _with_days(r, Day(None, month, day[0], weekday), day[1])
    if weekday is not None:
        return None
    year = _year_after(r, j)
    if year:
        return Day(year[0], month), year[1]
    return _bare_month(r, i, month, j)


def _bare_month(r: Reader, i: int, month: int, j: int) -> Found | None:
    """A month alone. "May" and "March" and short forms need a word before them that leads a date."""
    word, before = r.word(i), r.low(i - 1)
    if r.alone:
        return (Day(month=month), j) if i > 0 or j >= len(r.tokens) or r.low(i) not in ("may", "march", "mar") else None
    if before in ("every", "each") or r.low(j) in ("'", "’") and r.low(i) == "may":
        return None
    if r.low(j) in ("to", "through") and r.low(j + 1) in MONTHS and word != word.lower():
        return Day(month=month), j
    doubtful = r.low(i) in ("may", "march", "mar", "jan", "jun", "dec", "april", "june", "august")
    if doubtful and before not in _LEADS and not (before in DASHES and r.low(i - 2) in MONTHS):
        other = r.low(i) in ("april", "june", "august", "dec") and word != word.lower() and not r.word(j)[:1].isupper() and i > 0
        return (Day(month=month), j) if other else None
    if r.low(i) in ("may", "march") and (r.word(j)[:1].isupper() and r.low(j) not in MONTHS and before in ("of", "by", "and", "to", "for", "from", "after")):
        return None
    if r.low(i) == "may" and before in ("and", "to", "for", "about", "around", "on", "of", "by") and not _month_near(r, i):
        return None
    return Day(month=month), j


def _month_near(r: Reader, i: int) -> bool:
    """Whether the words about a doubtful "May" speak of dates: another month, a day, the end of a clause."""
    if any(r.low(k) in MONTHS for k in (i - 2, i - 3, i + 2, i + 3)):
        return True
    return r.low(i - 1) in ("of", "by") and r.low(i - 2) in ("end", "start", "beginning", "middle", "month", "half", "week")


def _with_days(r: Reader, first: Day, j: int) -> Found:
    """What may follow "June 3": more days ("-5", "and 4"), then a year."""
    more = _more_days(r, first, j)
    if more:
        return more
    year = _year_after(r, j)
    if year and not (r.low(j) == "," and not r.alone and r.low(year[1]) in ("people",)):
        return Day(year[0], first.month, first.day, first.weekday), year[1]
    return first, j


def _more_days(r: Reader, first: Day, j: int) -> Found | None:
    """ "June 3-5[, 2019]" is a range; in "June 3 and 5, 2019" the second day is carried to its own token."""
    low = r.low(j)
    is_range = low in DASHES or low in ("to", "through", "thru", "until", "till")
    if not is_range and low not in ("and", "or", ",", "&"):
        return None
    k = r.skip(j + 1, "the")
    day = r.day_number(k)
    if not day or r.low(day[1]) in UNITLIKE or (low == "," and not is_range and len(r.low(k)) > 2 and r.low(k).isdigit()):
        return None
    if r.month(day[1]) and not is_range:
        return None
    if low == "," and r.low(day[1]) not in ("and", ",", "or"):
        return None
    year = _year_after(r, day[1])
    number, end = year or (None, day[1])
    if is_range:
        last = Day(number, first.month, day[0])
        if first.day is not None and day[0] < first.day:
            if low in DASHES or first.month is None or not r.alone:
                return None
            last = Day(number + (first.month == 12) if number else None, first.month % 12 + 1, day[0])
        return Range(Day(last.year, first.month, first.day, first.weekday), last), end
    second = Day(number, first.month, day[0])
    tail = _more_days(r, second, day[1])
    if tail and isinstance(tail[0], Day):
        number = tail[0].year
        second = Day(number, first.month, day[0])
        end = day[1]
    r.carry[k] = (second, end)
    return Day(number, first.month, first.day, first.weekday), j


UNITLIKE = frozenset(
    "people percent % killed wounded others soldiers civilians troops members countries million billion days weeks months years hours minutes : "
    "men women children officers policemen of more other injured dead am pm a.m p.m states nations points".split()
)  # fmt: skip


def day_first(r: Reader, i: int, weekday: int | None = None) -> Found | None:
    """ "3 June 2019", "the 3rd of June", "3-5 June", "3 and 4 June 2019"."""
    i = r.skip(i, "the") if r.ordinal(i + 1) else i
    day = r.day_number(i)
    if not day or r.low(i - 1) in ("$", "€", "£"):
        return None
    j = r.phrase(day[1], "day of") or r.skip(day[1], "of", "-")
    j = r.skip(j, "the") if r.low(j - 1) == "of" and r.month(j + 1) else j
    named = r.month(j)
    if named:
        if r.low(i) in ("one", "second") and j == day[1] and not r.alone:
            return None
        return _close(r, Day(None, named[0], day[0], weekday), named[1])
    low = r.low(day[1])
    is_range = low in DASHES or low in ("to", "through", "until", "till")
    if not is_range and low not in ("and", "or", "&", ","):
        return None
    k = r.skip(day[1] + 1, "the")
    last = day_first(r, k, None) if k < len(r.tokens) and r.day_number(k) else None
    if not last or not isinstance(last[0], Day):
        return None
    end = last[0]
    if is_range:
        return (Range(Day(end.year, end.month, day[0], weekday), end), last[1]) if end.day and day[0] < end.day else None
    r.carry[k] = last
    return Day(end.year, end.month, day[0], weekday), day[1]


def _close(r: Reader, node: Day, j: int) -> Found:
    year = _year_after(r, j)
    return (Day(year[0], node.month, node.day, node.weekday), year[1]) if year else (node, j)


def decade(r: Reader, i: int) -> Found | None:
    """ "1990s", "the '90s", "the nineties", "the nineteen seventies"."""
    low, j, two = r.low(i), i + 1, None
    if low in ("'", "’") and low:
        low, j = r.low(i + 1), i + 2
        if not (low[:-1].isdigit() and low.endswith("s") and len(low) == 3):
            return None
    if low[:-1].isdigit() and low.endswith("s"):
        first = int(low[:-1])
        if len(low) == 5:
            return _decade(first), j
        two = first if len(low) == 3 and (r.low(i - 1) in ("the", "in", "early", "mid", "late", "-", "’", "'") or j == i + 2 or r.alone) else None
    elif low.isdigit() and len(low) == 4 and low.endswith("0") and r.low(i + 1) == "s" and low >= "1000":
        return _decade(int(low)), i + 2
    elif low.isdigit() and low.endswith("0") and r.low(i + 1) in ("'", "’") and r.low(i + 2) == "s" and r.glued(i + 2) and r.low(i - 1) == "the":
        if len(low) == 4:
            return _decade(int(low)), i + 3
        two, j = (int(low), i + 3) if len(low) == 2 else (None, j)
    elif low in DECADES and r.low(i - 1) in ("the", "early", "mid", "late", "-", "in"):
        two = DECADES[low]
    elif low in ("nineteen", "eighteen", "twenty"):
        k = r.skip(i + 1, "-")
        if r.low(k) in DECADES:
            return _decade({"nineteen": 1900, "eighteen": 1800, "twenty": 2000}[low] + DECADES[r.low(k)]), k + 1
    elif r.phrase(i, "two thousands"):
        return _decade(2000), i + 2
    if two is None or two % 10:
        return None
    return _decade((2000 if two <= 10 else 1900) + two), j


def _decade(first: int) -> Node:
    days = years(first, first + 9)
    return Fixed(days.start, days.end, "decade", f"decade {first}s")


def century(r: Reader, i: int) -> Fixed | None:
    """ "21st century" counted in hundreds (ISO 8601 and TIMEX3: 2000 to 2099)."""
    found = r.ordinal(i)
    if not found or not 1 < found[0] <= 25:
        return None
    days = years((found[0] - 1) * 100, found[0] * 100 - 1)
    return Fixed(days.start, days.end, "century", f"century {found[0]}, counted in hundreds")


def centuries(r: Reader, i: int) -> Found | None:
    """A century with its words."""
    found = r.ordinal(i)
    if found:
        j = r.skip(found[1], "-")
        node = century(r, i) if r.low(j) == "century" else None
        return (node, j + 1) if node else None
    return None


_QUARTERS = {"q1": (1, 3), "q2": (4, 3), "q3": (7, 3), "q4": (10, 3), "h1": (1, 6), "h2": (7, 6)}


def quarter(r: Reader, i: int) -> Found | None:
    """ "Q3 2016", "2016 Q3", "H1", "week 31" by their letter and number."""
    start = r.tokens[i].start
    m = re.compile(r"(?:(\d{4})[ -]?)?([QH][1-4])\b(?:[ ,/-]*(?:of )?((?:19|20)\d\d)\b)?", re.IGNORECASE).match(r.text, start)
    if not m or m[2].lower() not in _QUARTERS or (m[1] is None and m[2] != m[2].upper()):
        return None
    month, count = _QUARTERS[m[2].lower()]
    year = m[1] or m[3]
    return Quarter(month, count, int(year) if year else None), _past(r, i, m.end())


def week_number(r: Reader, i: int) -> Found | None:
    """ "week 31"."""
    n = r.low(i + 1)
    if not n.isdigit() or len(n) > 2 or not 1 <= int(n) <= 53 or not r.alone and r.low(i - 1) not in ("in", "the", "of", "between", "and", "from", "to"):
        return None
    year = _year_after(r, i + 2)
    return WeekNumber(int(n), year[0] if year else None), year[1] if year else i + 2


def season(r: Reader, i: int) -> Found | None:
    """ "summer 2019", "the summer of 2019", "the winter of 2014-15"; alone only after a word that leads a date."""
    row = seasons().get(r.low(i))
    if not row or (r.low(i) == "spring" and r.low(i - 1) == "arab"):
        return None
    name = row[0]
    k = r.skip(r.skip(i + 1, ","), "of", "in")
    year = r.short_year(k)
    if year:
        j = year[1]
        if r.low(j) in DASHES | {"/"} and r.glued(j) and r.low(j + 1).isdigit() and int(r.low(j + 1)) % 100 == (year[0] + 1) % 100:
            j += 2
        return Season(name, year[0]), j
    before = r.low(i - 1)
    lead = r.low(i - 2) if before == "the" else before
    if r.alone or lead in ("in", "during", "over", "by", "since", "until", "this", "last", "next", "early", "mid", "late", "throughout", "-", "before", "after"):
        fall = r.low(i) == "fall" and (r.low(i + 1) in ("of", "in", "out") or lead in ("before", "after", "since"))
        noun = r.word(i + 1)[:1].islower() and r.low(i) == "spring" and r.low(i + 1) in ("water", "waters")
        return None if fall or noun else (Season(name), i + 1)
    return None


def named(r: Reader, i: int) -> Found | None:
    """A feast or a period of the tables, with a year after a feast."""
    found = match(r.tokens, i)
    if not found:
        return None
    entry, j = found
    if entry.table == "periods":
        # a period is a date only where a word of time leads it: "the Cold War" alone is a thing
        lead = r.low(i - 2) if r.low(i - 1) == "the" else r.low(i - 1)
        if r.alone or lead in ("during", "throughout", "since", "before", "after", "until", "in", "from", "amid", "of", "early", "late", "between"):
            return periods()[entry.name], j
        return None
    j = r.skip(j, "day") if r.low(j) == "day" else j
    k = r.skip(r.skip(j, ","), "of", "in")
    year = r.year(k)
    return (Holiday(entry.name, year[0]), year[1]) if year else (Holiday(entry.name), j)


def bare_year(r: Reader, i: int) -> Found | None:
    """A year alone, where no word near it makes it a count or a number of something."""
    found = r.year(i)
    if not found:
        return None
    year, j = found
    if r.alone or not r.low(i).isdigit():
        led = r.low(i - 1) in _WORDS_PAST_YEARS
        return (Day(year), j) if r.alone or (led and 1900 <= year <= 2100) else None
    before, after = r.low(i - 1), r.low(j)
    led = before in _WORDS_PAST_YEARS or (before == "the" and r.low(i - 2) != "of" and 1900 <= year <= 2099)
    if not 1900 <= year <= 2099 and not (before in _WORDS_PAST_YEARS and 1500 <= year):
        return None
    if before in _NUMBERED or before in _QUANTIFIERS or after in ("%", "percent", "people", "troops", "soldiers", "civilians", "men", "km", "miles"):
        return None
    if before in DASHES and r.glued(i) and r.low(i - 2) not in ("mid", "late", "early", "pre", "post") and not r.year(i - 2):
        return None
    if after in DASHES and r.glued(j) and r.word(j + 1)[:1].isalpha() and r.low(j + 1) not in MONTHS and r.glued(j + 1) and not led:
        return None
    plural = after.endswith("s") and after == r.word(j) and len(after) > 3 and after not in ("was", "this", "has", "thus", "as", "across")
    if plural and (year % 100 == 0 or not led):
        return None
    if not led and year % 100 == 0 and after.isalpha():
        return None
    return Day(year), j


def is_name_of_group(r: Reader, j: int) -> bool:
    """Whether the date is the name of a movement, a bridge or a paper: "the March 14 Alliance", "26th of July Movement"."""
    return r.low(j) in _NAMED_AFTER_DAY and r.word(j)[:1].isupper()


