"""Dates told from the day of publication or from an event: "yesterday", "last June", "the past ten years", "two days after the vote"."""

from __future__ import annotations

from dragoman.resolve.dates import calendar_words as cal
from dragoman.resolve.dates import era_words as era
from dragoman.resolve.dates import figure_words as fig
from dragoman.resolve.dates.nodes import (
    Anchored,
    Day,
    Holiday,
    Lasting,
    Node,
    Numeric,
    Offset,
    Range,
    Rolling,
    Season,
    Shifted,
    Unit,
    Within,
)
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.spoken_words import ends, length_then_day
from dragoman.resolve.dates.tables import match, seasons
from dragoman.resolve.dates.tokens import DASHES, EVENTS, TIMES_OF_DAY, UNITS, WEEKDAYS, lexicon

_SHIFTS = {"this": 0, "current": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1, "these": 0}
_ANCHORED = {
    "previous": False,
    "preceding": False,
    "prior": False,
    "following": True,
    "ensuing": True,
    "subsequent": True,
    "same": True,
    "that": True,
}
_SUBDAY = ("hour", "minute")
_PLURALS = frozenset(word for word, unit in UNITS.items() if word != unit)
_AHEAD = frozenset(("will", "shall", "due", "scheduled", "going", "expected", "would", "plans", "planned", "promised", "ll"))
_BACKWARD = lexicon(
    "was were had has have been did said went took came made got gave left held met saw began fell rose lost won kept cut hit put set ran led spoke told took became "
    "first only worst best most least highest lowest biggest second third fourth fifth lowest"
)
_STOP = lexicon(
    "every each and or but who which that as at by for from in into of on to with when while after before is was were are had has have said"
)


def simple_words(r: Reader, i: int) -> Found | None:  # noqa: PLR0911
    """ "today", "overnight", "the day before yesterday", "recently" and their like."""
    low = r.low(i)
    if low in ("today", "tomorrow") and r.low(i + 1) in ("week", "fortnight") and ends(r, i + 2):
        base = Unit("day", int(low == "tomorrow"), low)
        return Offset(((1, r.low(i + 1)),), True, r.words(i, i + 2), base), i + 2
    if low in ("today", "tonight"):
        return Unit("day", 0, low), i + 1
    if low in ("yesterday", "tomorrow", "tmrw", "tmr"):
        shift = -1 if low == "yesterday" else 1
        j = r.skip(i + 1, *TIMES_OF_DAY)
        return Unit("day", shift, low), j
    if low == "overnight":
        return _overnight(r, i)
    if low in ("recently", "lately"):
        return Rolling(None, "day", False, low), i + 1
    if low == "recent" and r.low(i + 1) in _PLURALS:
        return Rolling(None, UNITS[r.low(i + 1)], False, r.words(i, i + 2)), i + 2
    if low == "date" and r.low(i - 1) in ("to", "till", "until"):
        return Unit("day", 0, low), i + 1
    if low == "now" and (r.low(i - 1) in ("until", "till", "and", "to", "from", "by", "between") or r.alone):
        return Unit("day", 0, low), i + 1
    return None


def day_beyond(r: Reader, i: int) -> Found | None:
    """ "day after tomorrow", "day before yesterday" without their article."""
    if r.low(i) != "day":
        return None
    if (r.low(i + 1), r.low(i + 2)) in (("after", "tomorrow"), ("before", "yesterday")):
        ahead = r.low(i + 1) == "after"
        return Unit("day", 2 if ahead else -2, r.words(i, i + 3)), i + 3
    return None


def _overnight(r: Reader, i: int) -> Found | None:
    """ "overnight" is the night before publication, unless a day follows it."""
    j = r.skip(i + 1, "on", "into")
    if r.weekday(j) or r.low(j) in ("yesterday",) or r.low(i + 1) == "stay":
        return None
    return Range(Unit("day", -1, "overnight"), Unit("day", 0, "overnight")), i + 1


def with_shift(r: Reader, i: int) -> Found | None:
    """ "last week", "this June", "the next three months", "the following day": the word at ``i`` is the shift, a "the" may precede it."""
    the = r.low(i) == "the"
    k = i + 1 if the else i
    k = r.skip(k, "this", "these") if r.low(k + 1) in ("past", "last", "coming", "next", "upcoming") else k
    word = r.low(k)
    if word in _ANCHORED:
        return _anchored_unit(r, i, k, _ANCHORED[word])
    if word not in _SHIFTS:
        return None
    shift, j = _SHIFTS[word], k + 1
    if word in ("this", "these") and the:
        return None
    j = j + 1 if word in ("this", "last") and r.low(j) in ("past", "coming", "upcoming", "current") else j
    j = r.skip(j, "whole", "entire")
    rolling = _rolling(r, i, j, shift, the) if shift else None
    if rolling:
        return rolling
    return _shifted(r, i, j, shift)


def _rolling(r: Reader, i: int, j: int, shift: int, the: bool) -> Found | None:
    """ "the past ten years", "the last few days", "over the last year", "the past week"."""
    count = r.amount(j)
    k = count[1] if count else j
    k = r.skip(k, "more") if count else k
    k = r.skip(k, "consecutive", "calendar", "full")
    unit = r.unit(k)
    if not unit or unit[0] in ("night", "weekend"):
        return None
    word = r.low(unit[1] - 1)
    past = r.low(j - 1) == "past"
    led = the and r.low(i - 1) in ("over", "in", "during", "for", "within", "throughout", "of")
    long_one = unit[0] in ("decade", "century") and (past or led or (the and (not r.alone or (shift < 0 and unit[0] == "decade"))))
    if count:
        number = count[0]
    elif word in _PLURALS:
        number = None
    elif unit[0] == "workweek":
        return None
    elif (
        long_one
        or (the and r.low(i - 1) == "within")
        or (past and the)
        or (led and shift < 0 and unit[0] in ("year", "month", "week") and r.low(j - 1) == "last")
    ):
        number = 1
    else:
        return None
    base = _base(r, unit[1] + 1) if number and r.low(unit[1]) in ("from", "after", "of") else None
    if base:
        return Lasting(((number, unit[0]),), True, r.words(i, base[1]), base[0], True), base[1]
    return Rolling(number, unit[0], shift > 0, r.words(i, unit[1]), r.low(i - 1) == "within"), unit[1]


def _shifted(r: Reader, i: int, j: int, shift: int) -> Found | None:  # noqa: PLR0911
    """A unit, month, weekday, season or feast after "last", "this" or "next"."""
    if r.low(j) in TIMES_OF_DAY:
        back = shift if r.low(j) in ("night", "evening") or shift == 0 else 0
        return (Unit("day", back, r.words(i, j + 1)), j + 1) if back or shift == 0 else None
    j = r.skip(j, "calendar") if r.low(j + 1) == "year" else j
    unit = r.unit(j)
    if unit and unit[0] == "weekend" and r.low(j - 1) in ("coming", "upcoming"):
        shift = 0
    if r.low(j) in ("working", "business") and r.low(j + 1) == "week":
        return Unit("workweek", shift, r.words(i, j + 2)), j + 2
    if unit and r.low(unit[1] - 1) not in _PLURALS and unit[0] not in _SUBDAY:
        return inside(r, Unit(unit[0], shift, r.words(i, unit[1])), unit[1])
    row = seasons().get(r.low(j))
    if row and not (r.low(j) == "fall" and r.low(j + 1) in ("in", "of")):
        return Shifted(Season(row[0]), shift), j + 1
    feast = match(r.tokens, j, r.alone) if j < len(r.tokens) else None
    if feast and feast[0].table == "holidays":
        return Shifted(Holiday(feast[0].name), shift), feast[1]
    weekday = r.weekday(j)
    if weekday:
        dated = cal.dated_weekday(r, *weekday)
        if dated:
            return dated
        shift = 2 if r.low(j - 1) in ("coming", "upcoming") else shift
        k = r.skip(weekday[1], *TIMES_OF_DAY)
        return Shifted(Day(weekday=weekday[0]), shift), k
    named = cal.day_first(r, j, None) if r.ordinal(j) else None
    if named and isinstance(named[0], Day) and named[0].year is None:
        return Shifted(named[0], shift), named[1]
    return _shifted_month(r, j, shift)


def _shifted_month(r: Reader, j: int, shift: int) -> Found | None:
    """ "last June", "next June 3", "next 5/12"."""
    figures = fig.figures(r, j) if r.alone and r.low(j)[:1].isdigit() else None
    if figures and isinstance(figures[0], Numeric) and figures[0].year is None:
        return Shifted(figures[0], shift), figures[1]
    month = r.month(j)
    if not month:
        return None
    found = cal.month_first(r, j, None)
    if found and isinstance(found[0], Day) and found[0].year is None:
        return Shifted(found[0], shift), found[1]
    return found or (Shifted(Day(month=month[0]), shift), month[1])


def inside(r: Reader, outer: Node, j: int) -> Found:
    """What "last week" and its like may be narrowed to: "last week on Tuesday", "this week from Tue to Thur"."""
    k = r.skip(r.skip(j, ","), "on", "'", "’")
    led = r.low(k) in ("between", "from")
    first = r.weekday(k + led) if led or r.alone else None
    links = ("and", "to", "through", "until", "till", "-", "–") if led else ("to", "through", "until", "till", "-", "–")
    last = r.weekday(first[1] + 1) if first and r.low(first[1]) in links else None
    if first and last:
        return Within(Range(Day(weekday=first[0]), Day(weekday=last[0])), outer), last[1]
    weekday = r.weekday(k)
    if weekday and isinstance(outer, Unit) and outer.unit == "week" and r.low(k - 1) != "'" and not (r.low(j) == "," and not r.alone):
        return Within(Day(weekday=weekday[0]), outer), r.skip(weekday[1], *TIMES_OF_DAY)
    return outer, j


def _anchored_unit(r: Reader, i: int, k: int, ahead: bool) -> Found | None:
    """ "the following day", "the previous year", "that week", "the same month"."""
    word = r.low(k)
    j = r.skip(k + 1, "same", "very") if word == "that" else k + 1
    count = r.amount(j) if word not in ("that", "same") else None
    unit = r.unit(count[1] if count else j)
    if unit and unit[0] not in _SUBDAY:
        if r.low(unit[1] - 1) in _PLURALS and count is None:
            return None
        if count:
            return Anchored(((count[0], unit[0]),), ahead, r.words(i, unit[1]), span=True), unit[1]
        step = 0 if word in ("same", "that") else 1
        return Anchored(((step, unit[0]),), ahead, r.words(i, unit[1])), unit[1]
    if word in ("same", "that", "prior", "preceding", "subsequent", "ensuing") and not r.alone:
        return None
    if word in ("previous", "following") and (r.month(j) or r.weekday(j)):
        found = _shifted(r, i, j, -1 if word == "previous" else 1)
        return (Anchored(((1, "day"),), ahead, r.words(i, found[1]), found[0]), found[1]) if found else None
    return None


_HALVES: dict[str, tuple[int | None, str]] = {
    "year": (2, "quarter"), "month": (2, "week"), "week": (4, "day"), "decade": (5, "year"), "century": (5, "decade"),
}  # fmt: skip


def counted_steps(r: Reader, i: int) -> tuple[tuple[tuple[int | None, str], ...], int] | None:
    """ "two days", "1 month and 21 days", "a few weeks", "decades"."""
    steps: list[tuple[int | None, str]] = []
    j = i
    while True:
        count = r.amount(r.skip(j, "half"))
        k = r.skip(count[1], "-", "more", "short", "long") if count else j
        half = r.phrase(k, "and a half")
        unit = r.unit(half or k)
        if not unit or (count is None and (steps or r.low(unit[1] - 1) not in _PLURALS)):
            break
        halves = _HALVES.get(unit[0])
        if r.low(j) == "half" and (not halves or count is None or count[0] != 1):
            break
        if halves and r.low(j) == "half":
            steps.append(halves)
        else:
            steps.append((count[0] if count else None, unit[0]))
        after = r.phrase(unit[1], "and a half")
        if halves and (half or after):
            steps.append(halves)
        j = after or unit[1]
        unit = unit[0], j
        after = r.skip(r.skip(j, ","), "and")
        if after == j and not r.number(j):
            break
        following = r.number(after)
        if not following or r.low(following[1]) not in UNITS:
            break
        j = after
    return (tuple(steps), unit[1] if unit else _end(r, j)) if steps else None


def length_of_time(r: Reader, i: int) -> int | None:
    """The index after a mere length of time at ``i`` ("several weeks", "a day"), or after a unit alone ("the day")."""
    found = counted_steps(r, i)
    unit = r.unit(r.skip(i, "the", "that", "this"))
    return found[1] if found else unit[1] if unit else None


def _end(r: Reader, j: int) -> int:
    while r.low(j - 1) in (",", "and"):
        j -= 1
    return j


def counted(r: Reader, i: int) -> Found | None:  # noqa: PLR0911
    """ "two days ago", "three weeks later", "two days after X", "a month before the vote", "two weeks from now"."""
    found = counted_steps(r, i)
    if not found:
        return _coming(r, i) or _weekdays(r, i)
    steps, j = found
    bound = _bound_before(r, i)
    low = r.low(j)
    if low == "ago" or (low == "back" and (r.alone or (steps[-1][1] in _LONG and r.low(j + 1) not in _RETURN))):
        exact = r.low(j + 1) == "today" or r.phrase(j + 1, "to the day") is not None
        return Offset(steps, False, r.words(i, j + 1), bound=bound, exact=exact), j + 2 if r.low(j + 1) == "today" else j + 1
    if low in ("hence",) or r.phrase(j, "from now") or r.phrase(j, "in the future"):
        end = j + 1 if low == "hence" else r.phrase(j, "from now") or j + 3
        return Offset(steps, True, r.words(i, end), bound=bound), end
    if low in ("later", "earlier", "afterwards", "afterward", "previously"):
        ahead = low not in ("earlier", "previously")
        if r.low(j + 1) == "than" or steps[-1][1] in _SUBDAY:
            return None
        return Anchored(steps, ahead, r.words(i, j + 1)), j + 1
    if steps[-1][1] in _SUBDAY:
        return None
    lasting = _lasting(r, i, j, steps)
    if lasting:
        return lasting
    spoken = length_then_day(r, i, j, steps)
    if spoken:
        return spoken
    if low in ("before", "after", "from", "following") or r.phrase(j, "prior to"):
        return _counted_from(r, i, j, steps, bound)
    return None


def _weekdays(r: Reader, i: int) -> Found | None:
    """ "two Sundays ago", "three Fridays from now"."""
    count = r.number(i)
    named = WEEKDAYS.get(r.low(count[1])[:-1]) if count and r.low(count[1]).endswith("s") else None
    j = r.phrase(count[1] + 1, "from now") or r.phrase(count[1] + 1, "from today") or r.skip(count[1] + 1, "ago") if count else 0
    if not count or named is None or j == count[1] + 1:
        return None
    ahead = r.low(j - 1) in ("now", "today")
    return Offset(((count[0] - 1, "week"),), ahead, r.words(i, j), Shifted(Day(weekday=named), 2 if ahead else -1)), j


_LONG = frozenset(("week", "month", "year", "decade"))
_RETURN = frozenset(("in", "to", "at", "home", "from", "on", "with", "into", "here", "there"))


def _lasting(r: Reader, i: int, j: int, steps: tuple[tuple[int | None, str], ...]) -> Found | None:
    """ "two weeks starting Monday", "for three days from May 20", "within a month of the 3rd": how long, and from when."""
    within, low = r.low(i - 1) == "within" or (r.low(i - 2) == "within" and r.low(i - 1) in ("the", "next")), r.low(j)
    k = r.skip(j, ",") if r.low(j + 1) in ("from", "starting", "beginning") else j
    starts = r.low(k) in ("starting", "beginning", "commencing") or (r.low(k) == "from" and r.low(i - 1) == "for")
    if not (starts or (within and low in ("of", "from", "after", "before"))):
        return None
    base = _base(r, r.skip(k + 1, "on", "from"))
    return (Lasting(steps, low != "before", r.words(i, base[1]), base[0], within), base[1]) if base else None


def _coming(r: Reader, i: int) -> Found | None:
    """ "the two coming weeks", "2 next days"."""
    count = r.number(i)
    if not count or r.low(count[1]) not in ("coming", "upcoming", "next") or r.low(count[1] + 1) not in _PLURALS:
        return None
    j = count[1] + 2
    return Rolling(count[0], UNITS[r.low(j - 1)], True, r.words(i, j)), j


def _counted_from(r: Reader, i: int, j: int, steps: tuple[tuple[int | None, str], ...], bound: str | None) -> Found | None:
    """ "two days after X": X a date, or an event that only the report knows."""
    ahead = r.low(j) in ("after", "from", "following")
    k = r.phrase(j, "prior to") or j + 1
    base = _base(r, k) if k < len(r.tokens) else None
    if base and r.low(base[1]) not in ("'", "’"):
        return Offset(steps, ahead, r.words(i, base[1]), base=base[0], bound=bound), base[1]
    if r.low(j) == "from":
        return None
    end = noun_phrase(r, k)
    if end:
        return Anchored(steps, ahead, r.words(i, end), event=True), end
    if r.low(j) == "before" and (k >= len(r.tokens) or r.low(k) in (".", ",", ";", ")")):
        return Anchored(steps, False, r.words(i, j + 1)), j + 1
    return Anchored(steps, ahead, r.words(i, j + 1), event=True), j + 1


def _base(r: Reader, k: int) -> Found | None:
    """The date that "two weeks after" counts from."""
    if k >= len(r.tokens):
        return None
    if r.low(k) in ("now", "today"):
        return Unit("day", 0, "today"), k + 1
    return (
        simple_words(r, k)
        or day_beyond(r, r.skip(k, "the"))
        or fig.figures(r, k)
        or cal.day_date(r, k)
        or era.named(r, k)
        or (with_shift(r, k) if r.low(k) in _SHIFTS else _the_shifted_day(r, k))
        or cal.bare_year(r, k)
    )


def _the_shifted_day(r: Reader, k: int) -> Found | None:
    """ "the coming Friday" as what a length of time is counted from."""
    found = with_shift(r, k) if r.low(k) == "the" and r.low(k + 1) in _SHIFTS else None
    return found if found and isinstance(found[0], Shifted) else None


def _bound_before(r: Reader, i: int) -> str | None:
    if r.low(i - 1) == "than" and r.low(i - 2) in ("more", "longer") and r.low(i - 3) in ("no", "not"):
        return "less"
    if r.low(i - 1) == "most" and r.low(i - 2) == "at":
        return "less"
    if r.low(i - 1) == "than" and r.low(i - 2) in ("more", "less", "fewer", "longer"):
        return "more" if r.low(i - 2) in ("more", "longer") else "less"
    if r.low(i - 1) == "least" and r.low(i - 2) == "at":
        return "more"
    return "more" if r.low(i - 1) == "over" else "less" if r.low(i - 1) == "under" else None


def noun_phrase(r: Reader, k: int, limit: int = 5) -> int | None:
    """The end of a short noun phrase at ``k`` that begins with a determiner: the grammar's guess at an event's name."""
    if r.low(k) not in ("the", "a", "an", "his", "her", "its", "their", "this", "that"):
        return None
    j = k + 1
    while (
        j < len(r.tokens)
        and j - k <= limit
        and (r.low(j).isalpha() or (r.low(j) == "." and len(r.word(j - 1)) == 1))
        and r.low(j) not in _STOP
    ):
        j += 1
        if r.low(j - 1) in EVENTS:
            break
    return j if j > k + 1 else None


def in_time(r: Reader, i: int) -> Found | None:
    """ "in two weeks" looking ahead, "in two weeks' time"; "within five days"; a mere length of time is none."""
    within = r.low(i) == "within"
    if r.low(i + 1) == "the" or not (found := counted_steps(r, i + 1)):
        return None
    steps, j = found
    lasting = _lasting(r, i + 1, j, steps) if within else None
    if lasting:
        return lasting
    timed = r.low(j) in ("'", "’") and (r.low(j + 1) == "time" or (r.low(j + 1) == "s" and r.low(j + 2) == "time"))
    end = (j + 2 if r.low(j + 1) == "time" else j + 3) if timed else j
    before = [r.low(k) for k in range(max(0, i - 12), i)]
    ahead = timed or r.tense == "future" or (r.alone and r.tense is None) or not _AHEAD.isdisjoint(before) or _present(before)
    if (r.tense == "past" and not timed) or not ahead or r.low(i - 1) in ("once", "twice", "time", "times", "first", "day", "week"):
        return None
    if within:
        return (Rolling(steps[0][0], steps[0][1], True, r.words(i, end), True), end) if len(steps) == 1 else None
    return Offset(steps, True, r.words(i, end)), end


def _present(before: list[str]) -> bool:
    """Whether nothing before the words is past, or compared with the time that they measure ("the worst attack in ten years")."""
    return bool(before) and not any(w in _BACKWARD or w.endswith(("ed", "est")) for w in before)


def event_frame(r: Reader, i: int) -> tuple[str, int] | None:
    """ "during the civil war": the relation and the end, where the phrase names an event that no table dates."""
    j = i + 1
    start = j
    j = r.skip(j, "the", "a", "an", "his", "her", "its", "their", "this", "that")
    while j < len(r.tokens) and j - start <= 5:
        word = r.low(j)
        if word in EVENTS and r.low(j + 1) not in EVENTS and r.low(j + 1) not in DASHES:
            return r.low(i), j + 1
        if word in _STOP or not (word.isalpha() or word in DASHES or word.isdigit()):
            return None
        j += 1
    return None
