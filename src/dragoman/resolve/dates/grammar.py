"""Whole expressions: parts ("late February"), places in a unit ("the third week of"), bounds ("since"), ranges ("between … and …")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.resolve.dates import calendar_words as cal
from dragoman.resolve.dates import relative_words as rel
from dragoman.resolve.dates.nodes import Anchored, Bound, Day, Event, Fixed, Holiday, Node, Nth, Numeric, Part, Quarter, Range, Season, Shifted, Unit, WeekOf, Within
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.tokens import DASHES, DECADES, MONTHS, ONES, ORDINALS, TENS, TIMES_OF_DAY, UNITS, VAGUE, WEEKDAYS

Rule = Callable[[Reader, int], Found | None]
_RELATIVE = frozenset("this last past next coming upcoming current these previous following preceding same that ensuing subsequent prior".split())
_PARTS = {"early": "early", "mid": "mid", "middle": "mid", "late": "late", "earlier": "earlier", "later": "later"}
_EDGES = {
    "beginning": "early", "start": "early", "outset": "early", "end": "late", "close": "late", "middle": "mid", "rest": "rest", "remainder": "rest",
    "midst": "mid",
}  # fmt: skip
_BOUNDS = {"since": "since", "after": "after", "before": "before", "until": "until", "till": "until", "by": "until", "starting": "since", "beginning": "since"}


def simple(r: Reader, i: int) -> Found | None:  # noqa: C901, PLR0911  one word decides which rules may begin here
    """One date without bound or range."""
    low = r.low(i)
    if not low:
        return None
    if i in r.carry:
        return r.carry[i]
    if low == "the":
        return _after_the(r, i)
    for rule in _rules(low):
        found = rule(r, i)
        if found:
            return _narrowed(r, *found)
    return None


def _after_the(r: Reader, i: int) -> Found | None:
    low = r.low(i + 1)
    if low in _RELATIVE:
        return (nth(r, i + 1) if low == "last" else None) or rel.with_shift(r, i) or simple(r, i + 1)
    if low in UNITS:
        return the_unit(r, i)
    if low == "day" or low == "":
        return None
    found = simple(r, i + 1)
    if found:
        return found
    return _day_of_month(r, i + 1)


def _day_of_month(r: Reader, i: int) -> Found | None:
    """ "on the 21st": only where nothing follows that it could count."""
    day = r.ordinal(i)
    if not day or day[0] > 31 or not r.low(i)[:1].isdigit() and not r.alone:
        return None
    ends = r.low(day[1]) in ("", ".", ",", ";", ")") or r.low(day[1]) in ("when", "and", "after")
    return (Day(day=day[0]), day[1]) if ends and (r.low(i - 2) in ("on", "until", "by") or r.alone) else None


def the_unit(r: Reader, i: int) -> Found | None:
    """ "the day before yesterday", "the week of April 10", "the day after the vote"."""
    unit, j = UNITS[r.low(i + 1)], i + 2
    if r.low(i + 1) not in (unit,):
        return None
    low = r.low(j)
    if unit == "week" and low in ("of", "beginning", "starting", "commencing", "ending"):
        k = r.skip(r.skip(j + 1, "on"), "the")
        found = simple(r, k) or _loose_day(r, k)
        if found:
            return WeekOf(found[0], "ending" if low == "ending" else "starting" if low != "of" else "of"), found[1]
    if low in ("before", "after"):
        k = j + 1
        ahead = low == "after"
        if r.low(k) in ("last", "next") and unit in ("week", "month", "year", "weekend"):
            return Unit(unit, 2 if r.low(k) == "next" else -2, r.words(i, k + 1)), k + 1
        if r.phrase(k, "the next"):
            return Unit(unit, 2, r.words(i, k + 2)), k + 2
        base = simple(r, k)
        if base and unit == "day":
            return rel.Offset(((1, unit),), ahead, r.words(i, base[1]), base=base[0]), base[1]
        end = rel.noun_phrase(r, k)
        if unit == "day" or end:
            end = end or k
            return Anchored(((1, unit),), ahead, r.words(i, end)), end
    if unit == "weekend":
        return Unit(unit, -9, "the weekend"), j
    if r.alone and j == len(r.tokens):
        return Unit(unit, 0, r.words(i, j)), j
    return None


def _day_beyond(r: Reader, i: int) -> Found | None:
    """ "day after tomorrow", "day before yesterday" without their article."""
    if (r.low(i + 1), r.low(i + 2)) in (("after", "tomorrow"), ("before", "yesterday")):
        ahead = r.low(i + 1) == "after"
        return Unit("day", 2 if ahead else -2, r.words(i, i + 3)), i + 3
    return None


def _loose_day(r: Reader, k: int) -> Found | None:
    day = r.ordinal(k)
    return (Day(day=day[0]), day[1]) if day and day[0] <= 31 else None


def _narrowed(r: Reader, node: Node, j: int) -> Found:
    """ "June" + "last year", "Friday" + "next week", "the 20th" + "of this month"."""
    j = r.skip(j, *TIMES_OF_DAY) if isinstance(node, Day) and node.weekday is not None else j
    open_year = (isinstance(node, Day) and node.year is None) or (isinstance(node, (Season, Quarter, Holiday)) and node.year is None)
    open_year = open_year or (isinstance(node, Range) and isinstance(node.last, Day) and node.last.year is None)
    if not open_year:
        return node, j
    k = r.skip(r.skip(j, ","), "of", "in")
    if r.low(k) not in ("last", "this", "next", "the", "that") or r.low(k) == "the" and r.low(k + 1) not in ("previous", "following", "same", "year", "month"):
        return node, j
    if r.low(k) == "the" and r.low(k + 1) in ("year", "month"):
        return Within(node, Unit(r.low(k + 1), 0, r.words(k, k + 2))), k + 2
    outer = rel.with_shift(r, k)
    if outer and isinstance(outer[0], (Unit, Anchored)) and (not isinstance(outer[0], Unit) or outer[0].unit in ("week", "month", "year")):
        if isinstance(outer[0], Anchored) and outer[0].steps[0][1] not in ("week", "month", "year"):
            return node, j
        return Within(node, outer[0]), outer[1]
    return node, j


def part(r: Reader, i: int) -> Found | None:
    """ "early 2012", "mid-June", "later this year", "earlier in the month", "late on Friday"."""
    which = _PARTS[r.low(i)]
    j = r.skip(i + 1, "-", "–", "‐", "‑")
    j = r.skip(j, "to") if r.phrase(j, "to mid") is None else j
    j = r.skip(j, "-") if r.low(j) == "-" else j
    j = r.skip(r.skip(j, "in", "on"), "the") if r.low(j) != "the" or r.low(j + 1) not in _RELATIVE else j
    found = _of_part(r, j, i)
    if not found:
        return None
    node, end = found
    if isinstance(node, Day) and (node.day is not None or node.weekday is not None):
        return node, end
    if isinstance(node, Bound):
        return None
    return Part(which, node), end


def _of_part(r: Reader, j: int, i: int) -> Found | None:
    """What a part is of: a date, or a unit under way ("in the year", "of the month")."""
    if r.low(j - 1) == "the" and r.low(j) in UNITS and r.low(j) not in ("day", "night") and UNITS[r.low(j)] == r.low(j):
        return Unit(r.low(j), 0, r.words(i, j + 1)), j + 1
    if r.month(j) and not r.alone and r.low(j - 1) in (*_PARTS, "-", "in", "of"):
        found = cal.month_first(r, j, None)
        if found is None or not (isinstance(found[0], Day) and found[0].day and r.low(j - 1) == "-"):
            return _narrowed(r, *(found or (Day(month=MONTHS[r.low(j)]), j + 1)))
    if r.low(j) in _RELATIVE:
        return rel.with_shift(r, j)
    season = cal.seasons().get(r.low(j))
    if season:
        return cal.season(r, j) or (Season(season[0]), j + 1)
    year = r.year(j)
    if year:
        return Day(year[0]), year[1]
    return simple(r, j)


def edge(r: Reader, i: int) -> Found | None:
    """ "the end of the year", "the beginning of March", "year-end", "the rest of the week", "the eve of X"."""
    low = r.low(i)
    if low == "year" and r.low(i + 1) == "-" and r.low(i + 2) == "end":
        return Part("late", Unit("year", 0, "year-end")), i + 3
    if low == "eve" and r.low(i + 1) == "of":
        return _eve(r, i)
    which = _EDGES.get(low)
    if not which:
        return None
    j = r.skip(i + 1, "of")
    j = r.skip(j, "the", "my", "our") if r.low(j + 1) not in _RELATIVE else j
    if j == i + 1 and not (r.alone or which == "rest"):
        return None
    if r.low(j) in UNITS and UNITS[r.low(j)] == r.low(j) and r.low(j) not in ("day", "night", "hour", "minute"):
        return Part(which, Unit(r.low(j), 0, r.words(i, j + 1))), j + 1
    found = _of_part(r, j, i)
    return (Part(which, found[0]), found[1]) if found and not isinstance(found[0], Bound) else None


def _eve(r: Reader, i: int) -> Found | None:
    found = simple(r, i + 2)
    if found:
        return rel.Offset(((1, "day"),), False, r.words(i, found[1]), base=found[0]), found[1]
    end = rel.noun_phrase(r, i + 2)
    return (Event("eve", r.words(i, end)), end) if end else None


def nth(r: Reader, i: int) -> Found | None:  # noqa: PLR0911
    """ "first week of June", "last two weeks of 2015", "third quarter", "second Monday of next month", "first half of 2019"."""
    ordinal = (-1, i + 1) if r.low(i) in ("last", "final") else r.ordinal(i)
    if not ordinal:
        return None
    n, j = ordinal
    j = r.skip(j, "-")
    if r.low(j) == "half" and n in (1, 2, -1):
        return _half(r, j + 1, 1 if n == 1 else 2)
    count = r.number(j)
    k = count[1] if count and r.low(j) not in ("a", "an") else j
    number = count[0] if count and k != j else 1
    unit, weekday = r.unit(k), r.weekday(k)
    if not unit and not weekday:
        return None
    end = unit[1] if unit else weekday[1] if weekday else k
    name = unit[0] if unit else "day"
    if name in ("hour", "minute", "night", "century", "millennium"):
        return None
    if r.low(end) in ("of", "in", ",") or (r.low(end) in ("this", "last", "next") and r.low(i) != "last") or r.low(end).isdigit():
        m = r.skip(end, "of", "in", ",")
        outer = _outer(r, m)
        if outer:
            node: Node = Nth(n, name, outer[0], weekday[0] if weekday else None, number)
            return (node, outer[1]) if name != "quarter" else _quarter_node(n, outer)
    if name == "quarter" and 1 <= n <= 4 and number == 1:
        return Quarter(n * 3 - 2, 3), end
    if weekday and r.alone and end == len(r.tokens):
        return Nth(n, name, Unit("month", 0, r.words(i, end)), weekday[0]), end
    return None


def _quarter_node(n: int, outer: Found) -> Found | None:
    if not (1 <= n <= 4 or n == -1):
        return None
    month = (n if n > 0 else 4) * 3 - 2
    if isinstance(outer[0], Day) and outer[0].year and not outer[0].month:
        return Quarter(month, 3, outer[0].year), outer[1]
    return Within(Quarter(month, 3), outer[0]), outer[1]


def _half(r: Reader, j: int, which: int) -> Found | None:
    k = r.skip(j, "of", "in")
    outer = _outer(r, k)
    if outer:
        return Part("first half" if which == 1 else "second half", outer[0]), outer[1]
    return None


def _outer(r: Reader, m: int) -> Found | None:
    """The unit that an ordinal counts in."""
    if r.low(m) == "the" and r.low(m + 1) in ("year", "month", "week", "decade", "century"):
        return Unit(r.low(m + 1), 0, r.words(m, m + 2)), m + 2
    m = r.skip(m, "the") if r.low(m + 1) not in _RELATIVE else m
    if r.month(m):
        found = cal.month_first(r, m, None)
        if found and isinstance(found[0], Day) and found[0].day is None:
            return _narrowed(r, *found)
        return Day(month=MONTHS[r.low(m)]), m + 1
    year = r.year(m)
    if year:
        return Day(year[0]), year[1]
    found = simple(r, m) if r.low(m) else None
    return found if found and not isinstance(found[0], Day) else None


def ordinal_start(r: Reader, i: int) -> Found | None:
    """Everything that an ordinal may begin."""
    found = nth(r, i) or cal.centuries(r, i) or cal.named(r, i)
    if found:
        return found
    found = cal.day_first(r, i, None)
    if found:
        return found
    day = r.ordinal(i)
    if day and day[0] <= 31:
        k = r.phrase(day[1], "day of") or r.skip(day[1], "of")
        outer = rel.with_shift(r, k) if k > day[1] and r.low(k) in ("this", "last", "next") else None
        the_month = r.phrase(k, "the month") if k > day[1] else None
        if the_month:
            return Within(Day(day=day[0]), Unit("month", 0, "the month")), the_month
        if outer and isinstance(outer[0], Unit) and outer[0].unit == "month":
            return Within(Day(day=day[0]), outer[0]), outer[1]
    return None


def _so_far(r: Reader, node: Node, i: int, j: int) -> Found:
    """ "this year so far", "so far this year"."""
    if isinstance(node, Unit) and node.shift == 0 and node.unit in ("week", "month", "year", "quarter", "decade", "century"):
        if r.phrase(j, "so far"):
            return Part("earlier", node), j + 2
        if r.low(i - 1) == "far" and r.low(i - 2) == "so":
            return Part("earlier", node), j
    return node, j


_DIGIT_RULES: tuple[Rule, ...] = (cal.named, cal.figures, cal.decade, cal.quarter, ordinal_start, rel.counted, cal.day_date, cal.bare_year)
_NUMBER_RULES: tuple[Rule, ...] = (cal.decade, ordinal_start, rel.counted, cal.day_first, cal.bare_year)


def _rules(low: str) -> tuple[Rule, ...]:  # noqa: C901, PLR0911
    if low[0].isdigit():
        return _DIGIT_RULES
    if low in _PARTS:
        return (part, edge) if low == "middle" else (part,)
    if low in MONTHS or low in WEEKDAYS:
        return cal.named, cal.figures, cal.day_date
    if low in _RELATIVE:
        return (nth, rel.with_shift) if low == "last" else (rel.with_shift,)
    if low in ORDINALS or low in TENS or low in DECADES or low in ONES or low in ("a", "an", "final") or low in VAGUE:
        return (cal.named, *_NUMBER_RULES)
    if low == "day":
        return (_day_beyond, rel.counted)
    if low in UNITS:
        return (edge, rel.counted, cal.week_number) if low in ("week", "year") else (rel.counted,)
    if low in _EDGES or low == "eve":
        return edge, cal.named
    if low in ("in", "within"):
        return (rel.in_time,)
    if low in ("'", "’"):
        return (cal.decade,)
    if low[0] in "qh" and len(low) == 2:
        return (cal.quarter,)
    return rel.simple_words, cal.season, cal.named


def between(r: Reader, i: int) -> Found | None:
    """ "between May and July 2019", "from 2 to 7 February"."""
    is_from = r.low(i) == "from"
    first, j = _side(r, i + 1)
    if first is None:
        return _bare_days(r, i + 1)
    if isinstance(first, Range):
        return first, j
    links = ("to", "until", "till", "through", "thru", "-", "–", "—", "~", "up") if is_from else ("and", "to", "through", "~", "-", "–")
    if r.low(j) not in links:
        return (Bound("since", first), r.skip(j, "on", "onward", "onwards")) if is_from and r.low(j) in ("on", "onward", "onwards") else None
    k = r.phrase(j, "up to") or j + 1
    last, end = _side(r, k)
    if last is None:
        return None
    return Range(_lend_year(first, last), last), end


def _side(r: Reader, i: int) -> tuple[Node | None, int]:
    found = simple(r, r.skip(i, "the") if r.low(i + 1) in ("year",) else i)
    return found if found else (None, i)


def _bare_days(r: Reader, i: int) -> Found | None:
    """ "from 4 to 22 this month", "from 4 to January 22"."""
    first = r.day_number(r.skip(i, "the"))
    if not first or r.low(first[1]) not in ("to", "until", "till", "and", "through"):
        return None
    found = simple(r, r.skip(first[1] + 1, "the"))
    if found and isinstance(found[0], Day) and found[0].day and found[0].month and found[0].day > first[0]:
        return Range(replace(found[0], day=first[0], weekday=None), found[0]), found[1]
    last = r.day_number(r.skip(first[1] + 1, "the"))
    k = r.skip(last[1], "of") if last else 0
    outer = rel.with_shift(r, k) if last and r.low(k) in ("this", "last", "next") else None
    if last and outer and isinstance(outer[0], Unit) and outer[0].unit == "month":
        return Range(Within(Day(day=first[0]), outer[0]), Within(Day(day=last[0]), outer[0])), outer[1]
    return None


def _lend_year(first: Node, last: Node) -> Node:
    """The first end of a range takes the year (and the month) of the second where it has none."""
    if isinstance(last, Part) and isinstance(last.of, Day):
        last = last.of
    if isinstance(first, Part) and isinstance(first.of, Day):
        return replace(first, of=_lend_year(first.of, last))
    if isinstance(first, Day) and isinstance(last, Within) and first.weekday is not None:
        return Within(first, last.outer)
    if isinstance(first, Season) and first.year is None and isinstance(last, Season) and last.year:
        return replace(first, year=last.year)
    if isinstance(first, Quarter) and first.year is None and isinstance(last, Quarter) and last.year:
        return replace(first, year=last.year)
    if isinstance(first, Day) and isinstance(last, Day) and first.year is None and last.year and (first.month or first.day):
        month = first.month or last.month
        if month and last.month:
            later = (month, first.day or 0) > (last.month, last.day or 31)
            return replace(first, year=last.year - later, month=month)
    return first


_RANGE_LINKS = DASHES | {"to", "through", "thru", "until", "till"}


def _maybe_range(r: Reader, node: Node, j: int) -> Found:
    """ "May-July 2019", "Monday to Friday", "2014-2018", "1990s and 2000s" stays two."""
    low = r.low(j)
    if isinstance(node, Day) and low in ("and", "or", ","):
        return _list_year(r, node, j), j
    if low not in _RANGE_LINKS or not isinstance(node, (Day, Fixed, Numeric, Part)):
        return node, j
    if isinstance(node, Day) and node.year and not node.month and r.low(j + 1).isdigit() and len(r.low(j + 1)) == 2 and low in DASHES:
        last = node.year // 100 * 100 + int(r.low(j + 1))
        return (Range(node, Day(last)), j + 2) if last > node.year else (node, j)
    found = simple(r, j + 1)
    if not found or not _alike(node, found[0]) or (low == "until" and isinstance(node, Day) and node.weekday is not None and not r.alone):
        return node, j
    if isinstance(found[0], Day) and isinstance(node, Day) and node.year and not found[0].year and found[0].month:
        return node, j
    return Range(_lend_year(node, found[0]), found[0]), found[1]


def _alike(first: Node, last: Node) -> bool:
    """Whether two nodes can be the ends of one range without "from" or "between"."""
    if isinstance(first, Numeric) or isinstance(last, Numeric):
        return type(first) is type(last)
    if isinstance(first, Day) and isinstance(last, Day):
        if (first.month is None) != (last.month is None) and first.weekday is None and last.weekday is None:
            return last.year is not None and first.year is not None
        return (first.weekday is None or first.day is not None) == (last.weekday is None or last.day is not None)
    return isinstance(first, (Day, Fixed, Part)) and (isinstance(last, (Day, Fixed, Part)) or (isinstance(last, Unit) and last.shift == 0 and last.unit == "day"))


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
    compared = _compared(r, i)
    if compared:
        return compared
    if low in ("between", "from"):
        found = between(r, i)
        if found:
            return found
    relation = _BOUNDS.get(low)
    if relation or (low == "prior" and r.low(i + 1) == "to"):
        found = bounded(r, i, relation or "before")
        if found or low not in ("prior", "beginning"):
            return found
    if low in ("during", "amid", "throughout") or (r.alone and low in ("after", "before", "since", "until")):
        return _during(r, i)
    found = simple(r, i)
    if not found:
        return None
    node, j = _maybe_range(r, *_so_far(r, found[0], i, found[1]))
    if r.low(j) in ("or", "and") and r.low(j + 1) in _ONWARDS and isinstance(node, (Day, Numeric, Unit)) and r.low(j + 2) in ("", ",", ".", ")", ";"):
        return Bound(_ONWARDS[r.low(j + 1)], node), j + 2
    if r.low(j) in ("onward", "onwards"):
        return Bound("since", node), j + 1
    return node, j


_ONWARDS = {"later": "since", "after": "since", "beyond": "since", "onward": "since", "onwards": "since", "earlier": "until", "before": "until"}
_COMPARED = {"no later than": "until", "not later than": "until", "no earlier than": "since", "later than": "after", "earlier than": "before"}


def _compared(r: Reader, i: int) -> Found | None:
    """ "no later than June 3", "later than 2020"."""
    if r.low(i) not in ("no", "not", "later", "earlier"):
        return None
    for words, relation in _COMPARED.items():
        j = r.phrase(i, words)
        found = simple(r, j) if j else None
        if found:
            return Bound(relation, found[0]), found[1]
    return None


def _during(r: Reader, i: int) -> Found | None:
    k = i + 1
    found = simple(r, k) if k < len(r.tokens) else None
    if found and not isinstance(found[0], Day) or found and r.low(found[1]) not in _EVENT_HEADS:
        return found
    frame = rel.event_frame(r, i)
    if frame:
        return Event("during", r.words(i, frame[1])), frame[1]
    return found


_EVENT_HEADS = rel.EVENTS


def bounded(r: Reader, i: int, relation: str) -> Found | None:
    """ "since 2012", "after Feb", "before the end of the year": not where the date only names a thing ("after Friday's attack")."""
    k = i + 2 if r.low(i) == "prior" else r.skip(i + 1, "about", "around", "as", "at", "least")
    k = r.skip(k, "on", "in", "from") if relation == "since" and r.low(i) != "since" else k
    found = simple(r, r.skip(k, "the") if r.low(k + 1) == "year" and r.year(k + 2) else k)
    if not found and r.low(k) == "the" and r.low(k + 1) == "year" and r.year(k + 2):
        found = simple(r, k + 2)
    if not found and r.low(k) == "year":
        found = simple(r, k + 1)
    if not found:
        if not r.alone:
            return None
        end = rel.noun_phrase(r, k) or len(r.tokens)
        frame = relation if relation in ("after", "before") else "since" if relation == "since" else "until"
        return (Event(frame, r.words(i, end)), end) if end > k else None
    node, j = found
    node, j = _maybe_range(r, node, j)
    if r.low(j) in ("'", "’") or isinstance(node, (Event, Anchored, Range)) or _modifies(r, k, node, j):
        return (node, j) if isinstance(node, (Event, Anchored)) or r.alone else None
    if relation == "until" and r.low(i) == "by" and isinstance(node, Day) and node.weekday is None and node.day is None and r.low(j).isalpha() and r.low(k) in ("may", "march"):
        return None
    if r.low(i) in ("starting", "beginning") and not isinstance(node, (Day, Shifted, Unit, Holiday, Numeric, Within, Part)):
        return None
    return Bound(relation, node), j


def _modifies(r: Reader, k: int, node: Node, j: int) -> bool:
    """Whether the date stands before a noun that it dates: "since the 2012 coup", "after last week's vote", "before Friday prayers"."""
    if r.alone:
        return False
    if r.low(k) in ("the", "a", "its", "his", "their") and isinstance(node, Day) and r.low(j).isalpha() and r.low(j) not in _AFTER_DATE:
        return True
    return isinstance(node, Day) and node.weekday is not None and r.low(j) in ("prayers", "evening", "prayer")


_AFTER_DATE = frozenset("and or but when as in at on by to after before until while because since with for who which that is was were are had has have will would".split())
