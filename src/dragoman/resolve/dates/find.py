"""Every date in a text, and one expression alone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dragoman.model.when import When
from dragoman.resolve.dates import nodes as n
from dragoman.resolve.dates import settle_calendar, settle_composed, settle_counted, settle_relative  # noqa: F401  they register their rules
from dragoman.resolve.dates.calendar_words import is_name_of_group
from dragoman.resolve.dates.clauses import expression, starters
from dragoman.resolve.dates.counted_words import length_of_time
from dragoman.resolve.dates.grammar import one_date
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.settle import Frame, settle
from dragoman.resolve.dates.tokens import MONTHS, TIMES_OF_DAY, UNITS, WEEKDAYS, lexicon, may_hold_date, tokenise

Tenure = tuple[dt.date | None, dt.date | None]

# Words that change a date when they stand beside it: a reading that leaves one of them out is no reading.
_TURNS = lexicon(
    "previous following preceding before after until till since not than and or between from next last end start half "
    "weekend more less later earlier rest eve ago second third turn fiscal academic tax financial < > ="
).union(MONTHS, WEEKDAYS, UNITS)


_OTHER_YEARS = frozenset({"academic", "financial", "fiscal", "fy"})


@dataclass(frozen=True)
class FoundDate:
    """A date expression at ``text[start:end]`` and the interval it means."""

    start: int
    end: int
    when: When


def _when(node: n.Node, words: str, frame: Frame) -> When:
    found = settle(node, frame)
    return When(start=found.start, end=found.end, text=words, basis="inferred" if found.inferred else "stated", why=found.why)


def _skipped(r: Reader, i: int, j: int) -> bool:
    """Names that only look like dates, dates that recur ("every Friday"), and years that are none of the calendar ("fiscal 2021")."""
    if r.low(i - 1) in _OTHER_YEARS or (r.low(j) == "-" and r.glued(j) and r.low(j + 1)[:1].isdecimal() and r.low(j - 1).isdecimal()):
        return True
    if r.low(i) in WEEKDAYS and r.ordinal(i - 1) and not r.month(j):
        return True
    return r.low(i - 1) in ("every", "each") or is_name_of_group(r, j) or (r.low(i) in WEEKDAYS and r.low(j) == "s" and r.glued(j))


def _next(r: Reader, i: int) -> Found | None:
    low = r.low(i)
    return expression(r, i) if i in r.carry or low[0].isdecimal() or low in starters() else None


def find_dates(
    text: str, published: dt.date | None, *, tense: str | None = None, anchor: When | None = None, day_first: bool | None = None
) -> list[FoundDate]:
    """Every date expression of ``text``, in order, without overlap.

    Args:
        text: a sentence or a report; offsets count its characters.
        published: the day of publication; without it relative dates are found but stay open, and say so.
        tense: "past", "future" or None, for all dates of the text; weekdays and bare months point back unless it is "future".
        anchor: what "two days later" and "that week" count from; without it, the nearest earlier date of the text that is
            short enough to count from.
        day_first: the order of "3/7/2017"; None leaves such figures open.

    Returns:
        The dates with their intervals; an interval with two null ends is a date that could not be resolved.
    """
    if not may_hold_date(text):
        return []
    r = Reader(text, tokenise(text), one_date, tense=tense)
    found: list[FoundDate] = []
    frame = Frame(published, tense, anchor=anchor, day_first=day_first)
    i = 0
    while i < len(r.tokens):
        got = _next(r, i)
        if got is None or _skipped(r, i, got[1]):
            i = got[1] if got else i + 1
            continue
        node, j = got
        j = r.skip(j, *TIMES_OF_DAY) if r.low(j - 1) in WEEKDAYS else j
        local = frame
        if anchor is None and found and found[-1].when.start and found[-1].when.end:
            local = Frame(published, tense, anchor=found[-1].when, day_first=day_first, anchor_is_event=False)
        start, end = r.tokens[i].start, r.tokens[j - 1].end
        if text[start:end].lower().startswith(("during ", "amid ", "throughout ", "in ")) and not isinstance(node, (n.Event, n.Offset)):
            start = r.tokens[i + 1].start
        found.append(FoundDate(start, end, _when(node, text[start:end], local)))
        i = max(j, i + 1)
    return found


def resolve_date(
    text: str,
    published: dt.date | None,
    *,
    tense: str | None = None,
    tenure: Tenure | None = None,
    anchor: When | None = None,
    day_first: bool | None = None,
    anchor_is_event: bool = True,
) -> When | None:
    """The interval of one date expression ("last June", "since 2012", "the past ten years").

    Args:
        text: the expression; a preposition before it is allowed.
        published: the day of publication, or None.
        tense: "past", "future" or None.
        tenure: the interval in which the date must lie because an office-holder is named; an end may be None. Where it rules
            out the first reading, the next is taken ("last June" becomes June a year before) and ``why`` says so; where no
            reading is left the interval is open. A stated date is kept as stated.
        anchor: the date of the event that "two days after the vote" or "during the war" counts from.
        day_first: the order of "3/7/2017"; None leaves such figures open.
        anchor_is_event: False where ``anchor`` is merely the date told before, so that "the next day" counts from it and
            "two days after the vote" does not.

    Returns:
        The interval, or None where ``text`` is no date expression.
    """
    r = Reader(text, tokenise(text), one_date, alone=True, tense=tense)
    frame = Frame(published, tense, tenure, anchor, day_first, anchor_is_event)
    best = _longest(r)
    if best is None:
        return None
    rest = r.tokens[: best[0]] + r.tokens[best[1] :]
    told = ("more", "less", "than") if isinstance(best[2], n.Offset) and best[2].bound else ()
    if any((token.low in _TURNS and token.low not in told) or token.low[0].isdecimal() for token in rest):
        why = f"only {r.words(best[0], best[1])!r} is read, and the words about it may change the date"
        return When(start=None, end=None, text=text.strip(), basis="inferred", why=why)
    return _when(best[2], text.strip(), frame)


def _longest(r: Reader) -> tuple[int, int, n.Node] | None:
    """The longest date expression, the first of equals: where it begins and ends, and what it says."""
    best: tuple[int, int, n.Node] | None = None
    for i in range(len(r.tokens)):
        got = _next(r, i)
        if got and (best is None or got[1] - i > best[1] - best[0]):
            best = i, got[1], got[0]
        if got and i == 0 and got[1] >= len(r.tokens):
            break
    return best


def named_event(text: str) -> str | None:
    """The words of the event that a date counts from ("the vote" in "two days after the vote"), or None."""
    best = _longest(Reader(text, tokenise(text), one_date, alone=True))
    node = best[2] if best else None
    if not isinstance(node, n.Event) and not (isinstance(node, n.Anchored) and node.event):
        return None
    return _RELATION.split(node.words, maxsplit=1)[-1].strip() or None


_RELATION = re.compile(r"\b(?:after|before|of|during|amid|throughout|since|until|till|by|following|prior to)\b", re.IGNORECASE)


def means_date(text: str) -> bool:
    """Whether words that no rule reads are meant as a date: not a length of time, an hour, or words without a day, month or year."""
    r = Reader(text, tokenise(text), one_date, alone=True)
    if len(r.tokens) < 2 or not may_hold_date(text):
        return False
    return not any(length_of_time(r, k) == len(r.tokens) for k in range(len(r.tokens)))
