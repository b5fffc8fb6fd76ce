"""Parts of a date: "late February", "earlier in the month", "the end of the year", "the rest of the week", "year-end"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.resolve.dates import calendar_words as cal
from dragoman.resolve.dates import era_words as era
from dragoman.resolve.dates.event_words import eve
from dragoman.resolve.dates.nodes import Bound, Day, Part, Range, Season, Unit
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.relative_words import RELATIVE, with_shift
from dragoman.resolve.dates.tables import seasons
from dragoman.resolve.dates.tokens import MONTHS, UNITS
from dragoman.resolve.dates.within_words import half_of, narrowed, outer_unit

PARTS = {"early": "early", "mid": "mid", "middle": "mid", "late": "late", "latter": "late", "earlier": "earlier", "later": "later"}
EDGES = {
    "beginning": "early", "start": "early", "outset": "early", "end": "late", "close": "late", "middle": "mid", "midst": "mid",
    "rest": "rest", "remainder": "rest",
}  # fmt: skip


def part(r: Reader, i: int) -> Found | None:
    """ "early 2012", "mid-June", "later this year", "earlier in the month", "late on Friday"."""
    which = PARTS[r.low(i)]
    portion = _in_portion(r, i, which)
    if portion or r.low(i) == "latter":
        return portion
    j = r.phrase(i + 1, "hours of") or r.skip(i + 1, "-", "–", "‐", "‑")
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
        return half_of(r, i + 2, 2)
    j = r.phrase(i + 1, "part of") or r.phrase(i + 1, "days of") or r.phrase(i + 1, "stages of")
    outer = outer_unit(r, j) if j else None
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
            return narrowed(r, *(found or (Day(month=MONTHS[r.low(j)]), j + 1)))
    if r.low(j) in RELATIVE:
        return with_shift(r, j)
    season = seasons().get(r.low(j))
    if season:
        return era.season(r, j) or (Season(season[0]), j + 1)
    year = r.year(j)
    if year:
        return Day(year[0]), year[1]
    return r.date(j)


def edge(r: Reader, i: int) -> Found | None:
    """ "the end of the year", "the beginning of March", "year-end", "year's end", "the rest of the week", "the eve of X"."""
    low = r.low(i)
    unit_end = _unit_end(r, i)
    if unit_end:
        return unit_end
    if low == "eve" and r.low(i + 1) == "of":
        return eve(r, i)
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


def middle_of_unit(r: Reader, i: int) -> Found | None:
    """ "midyear", "midweek", where nothing else is read."""
    unit = r.low(i)[3:]
    return (Part("mid", Unit(unit, 0, r.low(i))), i + 1) if r.alone and i + 1 == len(r.tokens) else None
