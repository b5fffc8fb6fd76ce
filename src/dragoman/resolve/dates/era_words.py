"""Stretches with names: decades, centuries, quarters, numbered weeks, seasons, feasts and periods."""

from __future__ import annotations

import re

from dragoman.resolve.dates.calendar_words import year_after
from dragoman.resolve.dates.days import years
from dragoman.resolve.dates.figure_words import past
from dragoman.resolve.dates.nodes import Fixed, Holiday, Node, Quarter, Season, WeekNumber
from dragoman.resolve.dates.reader import Found, Reader, full_year
from dragoman.resolve.dates.tables import match, periods, seasons
from dragoman.resolve.dates.tokens import DASHES, DECADES, MONTHS, ONES, UNITS


def decade(r: Reader, i: int) -> Found | None:
    """ "1990s", "the '90s", "the 70's", "the nineties", "the nineteen seventies"."""
    found = _decade_in_figures(r, i) or _decade_in_words(r, i)
    if not found or found[0] % 10:
        return None
    first, j = found
    return _decade(first if first >= 1000 else first + (2000 if first <= 10 else 1900)), j


def _decade_in_figures(r: Reader, i: int) -> tuple[int, int] | None:
    """The first year of a decade, or its last two figures, and the index after it."""
    marked = r.low(i) in ("'", "’")
    k = i + 1 if marked else i
    low = r.low(k)
    leads = ("the", "early", "mid", "late", "-")
    if low[:-1].isdecimal() and low.endswith("s"):
        led = marked or r.alone or r.low(i - 1) in (*leads, "in") or (r.low(i - 1) in ("and", "or", "to") and r.low(i - 2)[-2:] == "0s")
        return (int(low[:-1]), k + 1) if len(low) == 5 or (len(low) == 3 and led) else None
    if marked or not low.isdecimal():
        return None
    if len(low) == 4 and r.low(i + 1) == "s" and low >= "1000":
        return int(low), i + 2
    if len(low) in (2, 4) and r.low(i + 1) in ("'", "’") and r.low(i + 2) == "s" and r.glued(i + 2) and (r.low(i - 1) in leads or r.alone):
        return int(low), i + 3
    return None


def _decade_in_words(r: Reader, i: int) -> tuple[int, int] | None:
    low = r.low(i)
    if low in DECADES and r.low(i - 1) in ("the", "early", "mid", "late", "-", "in", "" if r.alone else "in"):
        return DECADES[low], i + 1
    if low in ("nineteen", "eighteen", "twenty"):
        k = r.skip(i + 1, "-")
        base = {"nineteen": 1900, "eighteen": 1800, "twenty": 2000}[low]
        return (base + DECADES[r.low(k)], k + 1) if r.low(k) in DECADES else None
    return (2000, i + 2) if r.phrase(i, "two thousands") else None


def _decade(first: int) -> Node:
    if first % 100 == 0 and first < 2000:  # "the 1800s" are a century, "the 2000s" a decade
        days = years(first, first + 99)
        return Fixed(days.start, days.end, "century", f"the years {first} to {first + 99}")
    days = years(first, first + 9)
    return Fixed(days.start, days.end, "decade", f"decade {first}s")


def common_era(r: Reader, i: int) -> Found | None:
    """ "AD 476", "476 CE"; a year before the common era is none that the calendar holds."""
    first = r.word(i) == "AD" or (r.alone and r.low(i) == "ad")
    k = i + 1 if first else i
    low, after = r.low(k), r.word(k + 1)
    marked = first or after in ("AD", "CE") or (r.alone and r.low(k + 1) in ("ad", "ce"))
    if not low.isdecimal() or not 1 <= len(low) <= 4 or int(low) == 0 or not marked:
        return None
    days = years(int(low), int(low))
    return Fixed(days.start, days.end, "year", f"year {int(low)} as stated"), k + 1 if first else k + 2


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
    m = re.compile(r"(?:(\d{4})[ /-]?)?([QH][1-4])\b(?:[ ,/-]*(?:of )?((?:19|20)\d\d|['’]\d\d)\b)?", re.IGNORECASE).match(r.text, start)
    if not m or m[2].lower() not in _QUARTERS or (not (m[1] or m[3] or r.alone) and m[2] != m[2].upper()):
        return None
    month, count = _QUARTERS[m[2].lower()]
    told = (m[1] or m[3] or "").lstrip("'’")
    year = full_year(int(told)) if len(told) == 2 else int(told) if told else None
    return Quarter(month, count, year), past(r, i, m.end())


def counted_quarter(r: Reader, i: int) -> Found | None:
    """ "1Q 2017", "1H 2017", "quarter 2 of 2017", "quarter two"."""
    m = re.compile(r"(?:([1-4])Q|([12])H|quarter (?:([1-4])|(one|two|three|four))\b)(?: ?(?:of )?((?:19|20)\d\d)\b)?", re.IGNORECASE).match(
        r.text, r.tokens[i].start
    )
    if not m or not (r.alone or m[5]):
        return None
    year = int(m[5]) if m[5] else None
    if m[2]:
        return Quarter(int(m[2]) * 6 - 5, 6, year), past(r, i, m.end())
    number = int(m[1] or m[3] or ONES[m[4].lower()])
    return Quarter(number * 3 - 2, 3, year), past(r, i, m.end())


_WEEK_LEADS = ("in", "the", "of", "between", "and", "from", "to")


def week_number(r: Reader, i: int) -> Found | None:
    """ "week 31", "wk 31", "week no. 31", "W31" after its year."""
    k = r.skip(r.skip(i + 1, "#", "no", "number", "-"), ".")
    n = r.number(k) if r.low(k) not in ("a", "an") else None
    sure = r.alone or (r.low(k).isdecimal() and len(r.low(k)) < 3 and r.low(i) == "week" and r.low(i - 1) in _WEEK_LEADS)
    if not n or not 1 <= n[0] <= 53 or not sure or (r.low(i) == "w" and not r.glued(k)):
        return None
    year = year_after(r, n[1])
    return WeekNumber(n[0], year[0] if year else None), year[1] if year else n[1]


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
        if r.low(j) in DASHES | {"/"} and r.glued(j) and r.low(j + 1).isdecimal() and int(r.low(j + 1)) % 100 == (year[0] + 1) % 100:
            j += 2
        return Season(name, year[0]), j
    before = r.low(i - 1)
    lead = r.low(i - 2) if before == "the" else before
    if r.alone or lead in (
        "in",
        "during",
        "over",
        "by",
        "since",
        "until",
        "this",
        "last",
        "next",
        "early",
        "mid",
        "late",
        "throughout",
        "-",
        "before",
        "after",
    ):
        fall = r.low(i) == "fall" and (r.low(i + 1) in ("of", "in", "out") or lead in ("before", "after", "since"))
        noun = r.word(i + 1)[:1].islower() and r.low(i) == "spring" and r.low(i + 1) in ("water", "waters")
        return None if fall or noun else (Season(name), i + 1)
    return None


def _new_year(r: Reader, i: int) -> Found | None:
    """ "5 days before (the) new year", "New Year 2015": its first day; "in the new year" is a stretch that nobody bounds."""
    j = r.phrase(i, "new year ' s") or r.phrase(i, "new year ’ s") or r.phrase(i, "new year") or r.phrase(i, "new years")
    if not j:
        return None
    year = r.year(j) if r.alone else None
    if year:
        return Holiday("New Year's Day", year[0]), year[1]
    the = r.low(i - 1) == "the"
    before = r.low(i - 1 - the)
    counted = before in ("before", "after") and r.low(i - 2 - the) in UNITS and r.low(j) not in ("'", "’")
    alone = r.alone and j == len(r.tokens) and before in ("", "before", "after", "from", "until", "till", "by", "since")
    return (Holiday("New Year's Day"), j) if counted or alone else None


def named(r: Reader, i: int) -> Found | None:
    """A feast or a period of the tables, with a year after a feast."""
    found = match(r.tokens, i, r.alone)
    if not found:
        return _new_year(r, i)
    entry, j = found
    if entry.table == "periods":
        # a period is a date only where a word of time leads it: "the Cold War" alone is a thing
        lead = r.low(i - 2) if r.low(i - 1) == "the" else r.low(i - 1)
        if (
            r.alone
            or r.low(i) in MONTHS
            or r.low(i).isdecimal()
            or lead in ("during", "throughout", "since", "before", "after", "until", "in", "from", "amid", "of", "early", "late", "between")
        ):
            return periods()[entry.name], j
        return None
    j = r.skip(j, "day") if r.low(j) == "day" else j
    k = r.skip(r.skip(j, ","), "of", "in")
    year = r.short_year(k)
    return (Holiday(entry.name, year[0]), year[1]) if year else (Holiday(entry.name), j)
