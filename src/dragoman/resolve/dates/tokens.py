"""Words and numbers of date English: the tokeniser, the lexicon and the sieve that lets most sentences pass unread."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Token(NamedTuple):
    """A word, a number or a mark, with its offsets in the text."""

    text: str
    low: str
    start: int
    end: int


def lexicon(words: str) -> frozenset[str]:
    """A set of words from one string with spaces between them."""
    return frozenset(words.split())


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}
SHORT_WEEKDAYS = frozenset(name for name in WEEKDAYS if len(name) < 6)
UNITS = {
    name: unit
    for unit, names in {
        "hour": "hour hours", "minute": "minute minutes", "day": "day days", "night": "night nights", "week": "week weeks",
        "weekend": "weekend weekends", "workweek": "workweek workweeks",
        "fortnight": "fortnight fortnights", "month": "month months", "quarter": "quarter quarters", "year": "year years",
        "decade": "decade decades", "century": "century centuries", "millennium": "millennium millennia",
    }.items()
    for name in names.split()
}  # fmt: skip
PLURALS = frozenset(word for word, unit in UNITS.items() if word != unit)
SUBDAY = ("hour", "minute")
WEEKS = ("week", "fortnight")
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
ONES = {word: number for number, word in enumerate(_ONES.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: number * 10 for number, word in enumerate(_TENS.split(), 2)}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
ORDINALS = {word: number for number, word in enumerate((_ORDINALS + " seventeenth eighteenth nineteenth twentieth").split(), 1)} | {
    "thirtieth": 30
}
_DECADES = "tens twenties thirties forties fifties sixties seventies eighties nineties"
DECADES = {word: number * 10 for number, word in enumerate(_DECADES.split(), 1)}
VAGUE = frozenset(("few", "several", "some", "many", "couple", "dozen", "dozens", "various"))
TIMES_OF_DAY = frozenset(("morning", "afternoon", "evening", "night", "noon", "midnight", "lunchtime", "midday"))
DASHES = frozenset("-–—‐‑~")

_TRIGGERS = lexicon(
    "today tonight yesterday tomorrow tmrw tmr overnight ago eve recently lately during amid throughout nineteen thousand thousands ytd till cy"
).union(MONTHS, WEEKDAYS, UNITS, DECADES)
_SIEVE_WORDS = re.compile(r"[a-z]+")
_SIEVE_DIGITS = re.compile(r"\d[-/.]\d|\d{4}|\d\d['’]?s\b|\d(?:st|nd|rd|th)\b|\b[QH][1-4]\b|\d[QH][1-4]")


@cache
def _token_pattern() -> re.Pattern[str]:
    return re.compile(r"\d+(?:st|nd|rd|th|s)\b|\d+|[QqHh][1-4]\b|[^\W\d_]+|[^\w\s]|_")


@cache
def _triggers() -> frozenset[str]:
    from dragoman.resolve.dates.tables import tell_tale_words

    return frozenset(_TRIGGERS | tell_tale_words())


def may_hold_date(text: str) -> bool:
    """Whether any word or figure of a date stands in ``text``: a cheap sieve without false negatives."""
    words = _SIEVE_WORDS.findall(text.lower())
    return not _triggers().isdisjoint(words) or _SIEVE_DIGITS.search(text) is not None


def tokenise(text: str) -> list[Token]:
    """The tokens of ``text``: runs of letters, figures (with st, nd, rd, th or s) and single marks."""
    return [Token(m[0], m[0].lower(), m.start(), m.end()) for m in _token_pattern().finditer(text)]
