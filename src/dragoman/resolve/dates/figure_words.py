"""Dates in figures: ISO, day and month in either order, year and month."""

from __future__ import annotations

import re
from functools import cache

from dragoman.resolve.dates.nodes import Day, Node, Numeric
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.tokens import MONTHS, WEEKDAYS


@cache
def _figures() -> tuple[re.Pattern[str], ...]:
    month = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
    return (
        re.compile(r"(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)(?:T[\d:.Z+-]*)?"),
        re.compile(r"(?P<a>\d{1,2})([-/.])(?P<b>\d{1,2})\2(?P<y>\d{4}|\d{2})(?![\d/])"),
        re.compile(rf"(?P<d>\d{{1,2}})([-/.])(?P<n>{month})\2(?P<y>\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE),
        re.compile(rf"(?P<d>\d{{1,2}})([-/])(?P<y>\d{{4}})\2(?P<n>{month})", re.IGNORECASE),
        re.compile(rf"(?P<n>{month})([-/])(?P<y>\d{{4}})\2(?P<d>\d{{1,2}})(?!\d)", re.IGNORECASE),
        re.compile(r"(?P<a>\d{1,2})( [-/.] )(?P<b>\d{1,2})\2(?P<y>(?:19|20)\d\d)(?!\d)"),
        re.compile(r"(?P<y>(?:19|20)\d\d) (?P<m>0?[1-9]|1[0-2]) (?P<d>0?[1-9]|[12]\d|3[01])(?=\W|$)(?! ?[\d/-])"),
        re.compile(rf"(?P<y>\d{{4}})([-/])(?P<n>{month})\2(?P<d>\d{{1,2}})(?!\d)", re.IGNORECASE),
        re.compile(rf"(?P<n>{month})([-/.])(?P<d>\d{{1,2}})\2(?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
        re.compile(r"(?P<y>(?:19|20)\d\d)(?P<s> ?[-/] ?)(?P<m>0?[1-9]|1[0-2])(?![\d/-])"),
        re.compile(r"(?P<m>0?[1-9]|1[0-2])(?P<s> ?[-/] ?)(?P<y>(?:19|20)\d\d)(?![\d/-])"),
        re.compile(rf"(?P<y>(?:19|20)\d\d)[-/](?P<n>{month})(?![-/\w])", re.IGNORECASE),
        re.compile(rf"(?P<n>{month})[-/](?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
    )


def past(r: Reader, i: int, end: int) -> int:
    """The index of the first token from ``i`` on that begins at or after the offset ``end``."""
    while i < len(r.tokens) and r.tokens[i].start < end:
        i += 1
    return i


def figures(r: Reader, i: int) -> Found | None:
    """A date in figures: ISO, day and month in either order, year and month."""
    start = r.tokens[i].start
    pointed = _month_by_point(r) if r.alone and i == 0 else None
    if pointed:
        return pointed, len(r.tokens)
    if start and (r.text[start - 1].isalnum() or r.text[start - 1] in "/.$") and not r.alone:
        return None
    compact = r.low(i)
    if r.alone and len(compact) == 8 and compact.isdecimal() and compact[:2] in ("19", "20"):
        return Day(int(compact[:4]), int(compact[4:6]), int(compact[6:])), i + 1
    for pattern in _figures():
        m = pattern.match(r.text, start)
        if not m or (m.end() < len(r.text) and r.text[m.end()].isalnum()):
            continue
        node = _figure_node(m, r)
        if node:
            return node, past(r, i, m.end())
    return _bare_figures(r, i)


def _month_by_point(r: Reader) -> Day | None:
    """ "06.2015", "2015.06": month and year with a full stop between them, where nothing else is read."""
    m = re.fullmatch(r"\s*(?:(?P<y>(?:19|20)\d\d)\.(?P<m>0[1-9]|1[0-2])|(?P<n>0?[1-9]|1[0-2])\.(?P<z>(?:19|20)\d\d))\s*", r.text)
    return Day(int(m["y"] or m["z"]), int(m["m"] or m["n"])) if m else None


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


_LEADS = ("on", "by", "since", "until", "before", "after", "from", "to", "between")
_LIST = re.compile(r"(?<![\d/.])\d{1,2}/\d{1,2}(?:, ?(?:and |or )?| and | or | ?[-–] ?)$")


def _stands_as_date(r: Reader, i: int, m: re.Match[str]) -> bool:
    """Whether figures in running text are a date: by what leads them, as one of a list of them or all that is said, or by a zero."""
    lead, after = r.low(i - 1), r.text[m.end() :]
    if m[2] != "/":
        return False
    if lead in _LEADS or lead in WEEKDAYS or (i == 0 and not after.strip()):
        return True
    zero = len(m[1]) == len(m[3]) == 2 and "0" in (m[1][0], m[3][0])
    span = re.match(r" ?[-–] ?\d{1,2}/\d{1,2}(?:/\d|, ?\d{4}| \d{4})", after) is not None
    return zero or span or _LIST.search(r.text, 0, m.start()) is not None


def _bare_figures(r: Reader, i: int) -> Found | None:
    """ "on 4/22": day and month without a year, where a preposition or a weekday shows that it is a date."""
    m = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?=-\d{1,2}/\d|(?![\d/%-]|[.,]\d))").match(r.text, r.tokens[i].start)
    if not m or not (r.alone or _stands_as_date(r, i, m)):
        return None
    j = past(r, i, m.end())
    return None if m[2] == "-" and r.low(j) in MONTHS else (Numeric(int(m[1]), int(m[3]), None, m[0]), j)
