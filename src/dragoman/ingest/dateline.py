"""What a text states of itself before it begins: its publication date in the first line, and its source, title or address in the lines below."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"), 1
    )
    for length in (3, len(name))
} | {"sept": 9}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LABEL = re.compile(r"^(?:date|published|publication date|dateline)\b\s*[:=]?\s*", re.IGNORECASE)
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
DAY_NAME = re.compile(r"(?P<day>[A-Za-z]{3,9})\.?,?\s+(?P<rest>.+)")
MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
LINE = 80
"""Characters of a line, beyond which it is a sentence and no date."""
FIELD = re.compile(
    r"(?:(?P<name>source|publisher)[ \t]*:[ \t]*(?P<who>(?!.*\. \S)\S.{0,80})|(?P<title>title)[ \t]*:[ \t]*(?P<words>\S.{0,300})|(?P<url>url)[ \t]*:[ \t]*(?P<at>https?://\S{1,300}))",
    re.IGNORECASE,
)
"""A line below the date that says where the text is from."""
CLOCK = re.compile(r"[\s,]+(?:at\s+)?\d{1,2}:\d{2}.*$")


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _in_words(text: str) -> dt.date | None:
    for pattern in (MONTH_FIRST, DAY_FIRST):
        if (m := pattern.fullmatch(text)) and (month := MONTHS.get(m["month"].lower())):
            return _date(int(m["year"]), month, int(m["day"]))
    return None


def parse_day(text: str) -> dt.date | None:
    """The day that ``text`` is as a whole, or None. Figures whose order is open ("04/05/2019") are no date; nor is a wrong weekday."""
    text = text.strip().rstrip(".")
    if m := ISO.fullmatch(text):
        return _date(*(int(part) for part in m.groups()))
    text = CLOCK.sub("", text)
    weekday = None
    if (m := DAY_NAME.fullmatch(text)) and (found := [n for n, name in enumerate(DAYS) if name.startswith(m["day"].lower())]):
        weekday, text = found[0], m["rest"]
    day = _in_words(text)
    return None if day and weekday is not None and day.weekday() != weekday else day


def first_line(text: str) -> tuple[int, int]:
    """Where the first line that is not blank begins and ends, without its newline; of a line longer than `LINE`, only that much."""
    start = len(text[:2000]) - len(text[:2000].lstrip("\ufeff \t\r\n"))
    end = text.find("\n", start, start + LINE + 1)
    return start, end if end >= 0 else min(len(text), start + LINE + 1)


def stated_date(text: str) -> dt.date | None:
    """The date of the first line that is not blank: ``date 2019-01-04``, ``Date: 4 January 2019``, ``Friday, January 4, 2019``."""
    start, end = first_line(text)
    return parse_day(LABEL.sub("", text[start:end].strip())) if end - start <= LINE else None


def misstated(text: str) -> str | None:
    """What the first line says where it is marked as the date, but is none: ``date 2021-02-30``, ``Date: 04/05/2019``."""
    start, end = first_line(text)
    line = text[start:end].strip()
    marked = LABEL.match(line)
    wrong = marked and line[marked.end() :][:1].isdecimal() and end - start <= LINE and parse_day(line[marked.end() :]) is None
    return line if wrong else None


def head(text: str) -> tuple[dict[str, str], int]:
    """What stands below a first line that is nothing but a date, as fields of `Report` (``source: The Post``, ``title: …``, ``url: …``), and where
    the text itself begins; 0 where there is no such line."""
    if stated_date(text) is None and misstated(text) is None:
        return {}, 0
    end = first_line(text)[1]
    found: dict[str, str] = {}
    while match := FIELD.fullmatch((line := text[end + 1 : end + 320].partition("\n")[0]).rstrip()):
        field, value = next(
            (name, match[group]) for name, group in (("publisher", "who"), ("title", "words"), ("url", "at")) if match[group]
        )
        found.setdefault(field, value)
        end += 1 + len(line)
    return found, end


def without_head(text: str) -> str:
    """The text with what it states of itself blanked out: offsets stay, and nobody reads it as a sentence."""
    end = head(text)[1]
    return " " * end + text[end:]
