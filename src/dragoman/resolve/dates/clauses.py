"""Whole expressions: bounds ("since 2012"), ranges ("between May and July"), and what may begin one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from dragoman.resolve.dates import relative_words as rel
from dragoman.resolve.dates.grammar import EDGES, PARTS, RELATIVE, simple
from dragoman.resolve.dates.nodes import (
    Anchored,
    Bound,
    Day,
    Event,
    Fixed,
    Holiday,
    Lasting,
    Node,
    Numeric,
    Offset,
    Part,
    Quarter,
    Range,
    Season,
    Shifted,
    Unit,
    WeekNumber,
    Within,
)
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.spoken_words import numbered_days
from dragoman.resolve.dates.tables import first_words, seasons
from dragoman.resolve.dates.tokens import DASHES, DECADES, EVENTS, MONTHS, ONES, ORDINALS, TENS, UNITS, VAGUE, WEEKDAYS, lexicon

_BOUNDS = {
    "since": "since",
    "after": "after",
    "before": "before",
    "until": "until",
    "till": "until",
    "by": "until",
    "through": "until",
    "ending": "until",
    "pre": "before",
    "post": "after",
    "starting": "from",
    "beginning": "from",
}


def _so_far(r: Reader, node: Node, i: int, j: int) -> Found:
    """ "this year so far", "so far this year"."""
    if isinstance(node, Unit) and node.shift == 0 and node.unit in ("week", "month", "year", "quarter", "decade", "century"):
        if r.phrase(j, "so far"):
            return Part("earlier", node), j + 2
        if r.low(i - 1) == "far" and r.low(i - 2) == "so":
            return Part("earlier", node), j
    return node, j


@cache
def starters() -> frozenset[str]:
    """Every word that a date expression may begin with (figures apart), so that most tokens cost one look-up."""
    names = (PARTS, MONTHS, WEEKDAYS, RELATIVE, ORDINALS, TENS, DECADES, ONES, VAGUE, UNITS, EDGES, _BOUNDS, first_words(), seasons())
    return _STARTERS.union(*names)


_STARTERS = lexicon(
    "the a an half final number eve in within ' ’ q1 q2 q3 q4 h1 h2 today tonight yesterday tomorrow tmrw tmr overnight recently "
    "lately recent now between from prior during amid throughout no not on w > < greater sooner up at cy ytd qtd mtd wtd new to wk midyear midmonth midweek ad"
)


def between(r: Reader, i: int) -> Found | None:  # noqa: PLR0911
    """ "between May and July 2019", "from 2 to 7 February"."""
    is_from = r.low(i) == "from"
    first, j = _side(r, i + 1)
    if first is None:
        return _bare_days(r, i + 1)
    if isinstance(first, Range):
        return first, j
    lasting = _for_length(r, first, i, j) if is_from else None
    if lasting:
        return lasting
    links = ("to", "until", "till", "through", "thru", "-", "–", "—", "~", "up") if is_from else ("and", "to", "through", "~", "-", "–")
    if r.low(j) not in links and is_from and r.alone and i == 0 and j >= len(r.tokens):
        return Bound("from", first), j
    if r.low(j) not in links:
        return (Bound("from", first), r.skip(j, "on", "onward", "onwards")) if is_from and r.low(j) in ("on", "onward", "onwards") else None
    k = r.phrase(j, "up to") or j + 1
    last, end = _side(r, k)
    if last is None:
        return None
    return Range(_lend_year(first, last), _borrow_year(first, last)), end


def _borrow_year(first: Node, last: Node) -> Node:
    """The last end of "from February 2015 to April" is the first such after the first end."""
    if not (isinstance(first, Day) and isinstance(last, Day) and first.year and first.month and last.month and not last.year):
        return last
    return replace(last, year=first.year + ((last.month, last.day or 31) < (first.month, first.day or 0)))


def _for_length(r: Reader, node: Node, i: int, j: int) -> Found | None:
    """ "from next Monday for two weeks", "starting June 3 for three days"."""
    found = rel.counted_steps(r, j + 1) if r.low(j) == "for" else None
    return (Lasting(found[0], True, r.words(i, found[1]), node), found[1]) if found else None


def _side(r: Reader, i: int) -> tuple[Node | None, int]:
    if r.low(i) == "date":
        return Unit("day", 0, "date"), i + 1
    found = simple(r, r.skip(i, "the") if r.low(i + 1) in ("year",) else i)
    return _numeric_year(r, found) if found else (None, i)


def _bare_days(r: Reader, i: int) -> Found | None:
    """ "from 4 to 22 this month", "from 4 to January 22"."""
    first = r.day_number(r.skip(i, "the"))
    if not first or r.low(first[1]) not in ("to", "until", "till", "and", "through"):
        return None
    found = simple(r, r.skip(first[1] + 1, "the"))
    if found and isinstance(found[0], Day) and found[0].day and found[0].month and found[0].day > first[0]:
        return Range(replace(found[0], day=first[0], weekday=None), found[0]), found[1]
    last = r.day_number(r.skip(first[1] + 1, "the"))
    before = _month_before(first[0], found)
    if before and found:
        return Range(before, found[0]), found[1]
    ordinals = last and r.ordinal(r.skip(i, "the")) and r.ordinal(r.skip(first[1] + 1, "the"))
    if last and ordinals and last[0] > first[0] and r.low(last[1]) in ("", ".", ",", ";"):
        return Range(Day(day=first[0]), Day(day=last[0])), last[1]
    k = r.skip(last[1], "of") if last else 0
    outer = rel.with_shift(r, k) if last and r.low(k) in ("this", "last", "next") else None
    if last and outer and isinstance(outer[0], Unit) and outer[0].unit == "month":
        return Range(Within(Day(day=first[0]), outer[0]), Within(Day(day=last[0]), outer[0])), outer[1]
    return None


def _month_before(day: int, found: Found | None) -> Day | None:
    """The first end of "from the 27th to the 3rd of April": that day of the month before."""
    last = found[0] if found else None
    if not isinstance(last, Day) or not last.month or not last.day or day <= last.day:
        return None
    return Day(last.year - (last.month == 1) if last.year else None, (last.month - 2) % 12 + 1, day)


def _lend_year(first: Node, last: Node) -> Node:  # noqa: PLR0911
    """The first end of a range takes the year (and the month) of the second where it has none."""
    if isinstance(last, Part) and isinstance(last.of, Day):
        last = last.of
    if isinstance(first, Part) and isinstance(first.of, Day):
        return replace(first, of=_lend_year(first.of, last))
    if isinstance(first, Day) and isinstance(last, Within) and (first.weekday is not None or first.month) and not first.year:
        return Within(first, last.outer)
    if isinstance(first, Numeric) and isinstance(last, Numeric) and first.year is None and last.year:
        return replace(first, year=last.year)
    if isinstance(first, Season) and first.year is None and isinstance(last, Season) and last.year:
        return replace(first, year=last.year)
    if isinstance(first, (Quarter, WeekNumber, Holiday)) and first.year is None and type(last) is type(first) and last.year:
        return replace(first, year=last.year)
    if isinstance(first, Day) and isinstance(last, Day) and first.year is None and last.year and (first.month or first.day):
        month = first.month or last.month
        if month and last.month:
            later = (month, first.day or 0) > (last.month, last.day or 31)
            return replace(first, year=last.year - later, month=month)
    return first


_RANGE_LINKS = DASHES | {"to", "through", "thru", "until", "till"}


def _maybe_range(r: Reader, node: Node, j: int) -> Found:  # noqa: PLR0911
    """ "May-July 2019", "Monday to Friday", "2014-2018", "1990s and 2000s" stays two."""
    low = r.low(j)
    if isinstance(node, Day) and low in ("and", "or", ","):
        return _list_year(r, node, j), j
    if low == "/" and (season := _short_last_year(r, node, j)):
        return season
    if low not in _RANGE_LINKS or not isinstance(node, _range_kinds(r, low)):
        return node, j
    two_figures = isinstance(node, Day) and node.year and not node.month and r.low(j + 1).isdigit() and len(r.low(j + 1)) == 2
    if two_figures and low in DASHES:
        return _short_last_year(r, node, j) or (node, j)
    found = simple(r, j + 1)
    if found and isinstance(found[0], Within) and isinstance(found[0].inner, Day):
        return (Within(Range(node, found[0].inner), found[0].outer), found[1]) if _same_grain(node, found[0].inner) else (node, j)
    if found and low in DASHES and (isinstance(found[0], Unit) or (low == "—" and not r.glued(j))):
        return node, j
    found = _numeric_year(r, found) if found else None
    if not found or not _alike(node, found[0]) or (low == "until" and isinstance(node, Day) and node.weekday is not None and not r.alone):
        return node, j
    if isinstance(found[0], Day) and isinstance(node, Day) and node.year and not found[0].year and found[0].month:
        sure = r.alone or low in ("until", "till", "through", "thru")
        return (Range(node, _borrow_year(node, found[0])), found[1]) if sure else (node, j)
    return Range(_lend_year(node, found[0]), found[0]), found[1]


_RANGED = (Day, Fixed, Numeric, Part, Quarter, Season, WeekNumber, Holiday)


def _range_kinds(r: Reader, link: str) -> tuple[type, ...]:
    """What may begin a range without "from": "today through Sunday" too, but "today to" only where nothing else is read."""
    if r.alone:
        return (*_RANGED, Unit, Shifted)
    return (*_RANGED, Unit) if link in ("through", "until", "till") else _RANGED


def _short_last_year(r: Reader, node: Node, j: int) -> Found | None:
    """ "2014-18", "2014/15", "2014/2015": the last year by its last two figures; after a stroke it is the next year."""
    figures = r.low(j + 1)
    if isinstance(node, Day) and node.year and not node.month and r.low(j) == "/" and figures == str(node.year + 1):
        return Range(node, Day(node.year + 1)), j + 2
    if not isinstance(node, Day) or not node.year or node.month or not figures.isdigit() or len(figures) != 2:
        return None
    last = node.year // 100 * 100 + int(figures)
    fits = last == node.year + 1 if r.low(j) == "/" else r.low(j) in DASHES and last > node.year
    return (Range(node, Day(last)), j + 2) if fits else None


def _same_grain(first: Node, last: Day) -> bool:
    """Whether the first end is told in what the last is told in: both weekdays, or both months, with or without a day."""
    if not isinstance(first, Day) or first.year:
        return False
    return all((getattr(first, what) is None) == (getattr(last, what) is None) for what in ("weekday", "month", "day"))


def _numeric_year(r: Reader, found: Found) -> Found:
    """ "5/1-5/7, 2020": figures take the year that stands after them."""
    node, j = found
    year = r.year(r.skip(j, ",")) if isinstance(node, Numeric) and node.year is None else None
    return (replace(node, year=year[0]), year[1]) if year and isinstance(node, Numeric) else found


def _alike(first: Node, last: Node) -> bool:
    """Whether two nodes can be the ends of one range without "from" or "between"."""
    if isinstance(first, Numeric) or isinstance(last, Numeric):
        return type(first) is type(last) or all(isinstance(side, (Day, Numeric)) and side.year for side in (first, last))
    if isinstance(first, (Quarter, Season, WeekNumber, Holiday)):
        return type(first) is type(last)
    if isinstance(first, Day) and isinstance(last, Day):
        if (first.month is None) != (last.month is None) and first.weekday is None and last.weekday is None:
            return last.year is not None and first.year is not None
        return (first.weekday is None or first.day is not None) == (last.weekday is None or last.day is not None)
    if isinstance(first, Unit):
        return first.unit == "day" and isinstance(last, (Day, Shifted, Numeric, Unit, Part))
    return isinstance(first, (Day, Fixed, Part, Shifted)) and (
        isinstance(last, (Day, Fixed, Part))
        or (isinstance(last, Unit) and last.unit == "day")
        or (isinstance(last, Offset) and isinstance(last.base, Unit))
    )


def _list_year(r: Reader, node: Day, j: int) -> Day:
    """ "May and July 2019": a month or day without a year takes that of the next in the list."""
    if node.year or not node.month:
        return node
    k = r.skip(r.skip(j, ","), "and", "or")
    found = simple(r, k) if r.month(k) or r.day_number(k) else None
    if not found or not isinstance(found[0], Day) or not found[0].month or (found[0].day is None) != (node.day is None):
        return node
    last = found[0] if found[0].year else _list_year(r, found[0], found[1])
    return replace(node, year=last.year) if last.year else node


def expression(r: Reader, i: int) -> Found | None:
    """The longest date expression that begins at token ``i``, and the index after it."""
    low = r.low(i)
    opened = (
        _to_date(r, i) or _compared(r, i) or (_bare_days(r, i) if r.alone and i == 0 and low[:1].isdigit() else None) or numbered_days(r, i)
    )
    if not opened and low in ("between", "from"):
        opened = between(r, i)
    if opened:
        return opened
    relation = "before" if low == "prior" and r.low(i + 1) == "to" else _BOUNDS.get(low)
    if relation:
        found = bounded(r, i, relation)
        found = (_both_bounds(r, *found) or found) if found and r.alone else found
        if found or low not in ("prior", "beginning", "through", "pre", "post"):
            return found
    if low in ("during", "amid", "throughout") or (r.alone and low in ("after", "before", "since", "until")):
        return _during(r, i)
    found = simple(r, i)
    return _with_tail(r, *_maybe_range(r, *_so_far(r, found[0], i, found[1]))) if found else None


def _to_date(r: Reader, i: int) -> Found | None:
    """ "to date", where nothing else is read."""
    alone = r.alone and i == 0 and len(r.tokens) == 2 and r.phrase(i, "to date")
    return (Bound("until", Unit("day", 0, "to date")), i + 2) if alone else None


def _with_tail(r: Reader, node: Node, j: int) -> Found:
    """ "June 3 at the latest", "2015 or later", "June onwards": a bound told after its date."""
    for words, relation in (("at the latest", "until"), ("at the earliest", "from")):
        end = r.phrase(j, words)
        if end:
            return Bound(relation, node), end
    if (
        r.low(j) in ("or", "and")
        and r.low(j + 1) in _ONWARDS
        and isinstance(node, (Day, Numeric, Unit))
        and r.low(j + 2) in ("", ",", ".", ")", ";")
    ):
        return Bound(_ONWARDS[r.low(j + 1)], node), j + 2
    if r.low(j) in ("onward", "onwards"):
        return Bound("from", node), j + 1
    return node, j


_ONWARDS = {
    "later": "from",
    "after": "from",
    "sooner": "until",
    "prior": "until",
    "beyond": "from",
    "onward": "from",
    "onwards": "from",
    "earlier": "until",
    "before": "until",
}


_COMPARED = {
    "> =": "from",
    "< =": "until",
    ">": "after",
    "<": "before",
    "greater than": "after",
    "sooner than": "before",
    "in or after": "from",
    "in or before": "until",
    "before or on": "until",
    "after or on": "from",
    "at the latest": "until",
    "at the earliest": "from",
    "not sooner than": "from",
    "no sooner than": "from",
    "up to": "until",
    "up until": "until",
    "up till": "until",
    "up through": "until",
    "no later than": "until",
    "not after": "until",
    "not before": "from",
    "on or after": "from",
    "on or before": "until",
    "not later than": "until",
    "no earlier than": "from",
    "later than": "after",
    "earlier than": "before",
}


_COMPARING = frozenset(words.split()[0] for words in _COMPARED)


def _compared(r: Reader, i: int) -> Found | None:
    """ "no later than June 3", "later than 2020", ">= 2020"."""
    if r.low(i) not in _COMPARING or (r.low(i) in ("<", ">", "greater", "sooner", "up") and not r.alone and i):
        return None
    for words, relation in _COMPARED.items():
        j = r.phrase(i, words)
        if j and words in ("at the latest", "at the earliest", "up to") and not r.alone:
            continue
        year = r.year(j) if j else None
        found = (Day(year[0]), year[1]) if year else simple(r, j) if j else None
        if found:
            return Bound(relation, found[0]), found[1]
    return None


def _both_bounds(r: Reader, node: Node, j: int) -> Found | None:
    """ "after 2015 and before 2018"."""
    k = r.skip(r.skip(j, ","), "and", "but")
    if not isinstance(node, Bound) or node.relation not in ("after", "since", "from") or k == j:
        return None
    relation = _BOUNDS.get(r.low(k))
    found = bounded(r, k, relation) if relation in ("before", "until") else None
    if not found or not isinstance(found[0], Bound):
        return None
    return Range(replace(node, of=_lend_year(node.of, found[0].of)), found[0]), found[1]


def _during(r: Reader, i: int) -> Found | None:
    k = i + 1
    found = simple(r, k) if k < len(r.tokens) else None
    if (found and not isinstance(found[0], Day)) or (found and r.low(found[1]) not in EVENTS):
        return found
    frame = rel.event_frame(r, i)
    if frame:
        return Event("during", r.words(i, frame[1])), frame[1]
    return found


def bounded(r: Reader, i: int, relation: str) -> Found | None:  # noqa: PLR0911
    """ "since 2012", "after Feb", "before the end of the year": not where the date only names a thing ("after Friday's attack")."""
    low = r.low(i)
    if low == "through" and r.low(i + 1) == "the" and not (r.alone and r.low(i + 2) in EDGES):
        return None
    if low in ("pre", "post") and r.low(i + 1) not in DASHES:
        return None
    hedge = r.phrase(i + 1, "at least") or r.phrase(i + 1, "as early as") or r.phrase(i + 1, "as far back as")
    k = i + 2 if low in ("prior", "pre", "post") else hedge or r.skip(i + 1, "about", "around", "as")
    k = r.skip(k, "on", "in", "from", "with") if relation == "from" or low == "ending" else k
    found = simple(r, r.skip(k, "the") if r.low(k + 1) == "year" and r.year(k + 2) else k)
    if not found and r.low(k) == "the" and r.low(k + 1) == "year" and r.year(k + 2):
        found = simple(r, k + 2)
    if not found and r.low(k) == "year":
        found = simple(r, k + 1)
    if not found:
        return _bounded_by_event(r, i, k, relation)
    node, j = found
    node, j = _maybe_range(r, node, j)
    if r.low(j) in ("'", "’") or isinstance(node, (Event, Anchored, Range)) or _modifies(r, k, node, j):
        return (node, j) if isinstance(node, (Event, Anchored)) or r.alone else None
    bare_month = isinstance(node, Day) and node.weekday is None and node.day is None and r.low(k) in ("may", "march")
    lasting = _for_length(r, node, i, j) if relation == "from" else None
    if lasting:
        return lasting
    weak = low in ("starting", "beginning", "ending", "through", "pre", "post")
    if (low == "by" and bare_month and r.low(j).isalpha()) or (weak and not isinstance(node, _EXACT)):
        return None
    return Bound("by" if low == "by" else relation, node), j


_EXACT = (Day, Shifted, Unit, Holiday, Numeric, Within, Part)


def _bounded_by_event(r: Reader, i: int, k: int, relation: str) -> Found | None:
    """ "after the vote": the bound is an event, where nothing but the expression is read."""
    if not r.alone or r.low(i) in ("by", "starting", "beginning", "through", "ending", "pre", "post"):
        return None
    end = rel.noun_phrase(r, k) or len(r.tokens)
    return (Event({"from": "since"}.get(relation, relation), r.words(i, end)), end) if end > k else None


def _modifies(r: Reader, k: int, node: Node, j: int) -> bool:
    """Whether the date stands before a noun that it dates: "since the 2012 coup", "after last week's vote", "before Friday prayers"."""
    if r.alone:
        return False
    if r.low(k) in ("the", "a", "its", "his", "their") and isinstance(node, Day) and r.low(j).isalpha() and r.low(j) not in _AFTER_DATE:
        return True
    return isinstance(node, Day) and node.weekday is not None and r.low(j) in ("prayers", "evening", "prayer")


_AFTER_DATE = lexicon(
    "and or but when as in at on by to after before until while because since with for who which that is was were are had "
    "has have will would"
)
