"""The day a report gives itself: in its first lines, or in the dateline before the first sentence."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from dragoman.resolve.dates.days import real
from dragoman.resolve.dates.tokens import MONTHS

_LINES = 6


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "(?P<n>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
    weekday = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
    label = r"(?:(?:date|dated|published|posted|updated|issued)(?: on| at)?\s*:?\s+)?"
    tail = r"(?P<tail>$|[ ,T]+\d{1,2}[:.h]\d\d.*$|\s+[-–—|(].*$)"
    iso = r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
    month_first = rf"{month} +(?P<d>\d{{1,2}})(?:st|nd|rd|th)? ?,? +(?P<y>\d{{4}})"
    day_first = rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? +{month},? +(?P<y>\d{{4}})"
    place = r"[A-Z][^\n,()]{1,40}(?:, [A-Z][\w. ]{1,30})?"
    lines = [re.compile(rf"^\s*{label}{weekday}(?P<date>{form}){tail}", re.IGNORECASE) for form in (iso, month_first, day_first)]
    openings = [
        re.compile(rf"^\s*(?:{place})(?:, | \([^)]*\) ?[-–—,]* ?| [-–—] ?)(?:(?i:{weekday}))(?P<date>(?i:{form}))(?=\s*(?:\(|[-–—:]|$))")
        for form in (iso, month_first, day_first)
    ]
    return (*lines, *openings)


def dateline(text: str) -> tuple[dt.date, int, int] | None:
    """The full date of a report's own dateline, with its offsets: a first line "date 2021-09-30" or "Friday, January 4, 2019",
    or "KABUL, Aug 12, 2021 (Reuters) -". A date without its year is none: nothing is guessed. None where there is no such line.
    """
    at = 0
    seen = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        if bare.strip():
            seen += 1
            for pattern in _patterns():
                m = pattern.match(bare.rstrip())
                day = _day(m) if m else None
                if m and day:
                    return day, at + m.start("date"), at + m.end("date")
        at += len(line)
        if seen >= _LINES:
            break
    return None


def _day(m: re.Match[str]) -> dt.date | None:
    got = m.groupdict()
    month = MONTHS[got["n"].lower()] if got.get("n") else int(got["m"])
    return real(int(got["y"]), month, int(got["d"]))
