"""Dates counted by lengths of time: "two days ago", "three weeks after X", "two weeks starting Monday", "in two weeks"."""

from __future__ import annotations

from dragoman.resolve.dates.event_words import noun_phrase
from dragoman.resolve.dates.nodes import Anchored, Day, Lasting, Node, Offset, Rolling, Shifted, Steps, Unit
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.relative_words import base_date
from dragoman.resolve.dates.tokens import PLURALS, SUBDAY, UNITS, WEEKDAYS, WEEKS, lexicon

_LONG = frozenset(("week", "month", "year", "decade"))
_RETURN = frozenset(("in", "to", "at", "home", "from", "on", "with", "into", "here", "there"))


def counted(r: Reader, i: int) -> Found | None:  # noqa: PLR0911
    """ "two days ago", "three weeks later", "two days after X", "a month before the vote", "two weeks from now"."""
    found = counted_steps(r, i)
    if not found:
        return _coming(r, i) or _weekdays(r, i)
    steps, j = found
    bound = _bound_before(r, i)
    low = r.low(j)
    if low == "ago" or (low == "back" and (r.alone or (steps[-1][1] in _LONG and r.low(j + 1) not in _RETURN))):
        long = {unit for _, unit in steps} <= {"month", "year", "decade"} and bound is None
        if long and r.low(j + 1) in ("this", "last") and r.low(j + 2) in ("week", "month"):
            unit = Unit(r.low(j + 2), -(r.low(j + 1) == "last"), r.words(j + 1, j + 3))
            return Offset(steps, False, r.words(i, j + 3), unit, bound, exact=True), j + 3
        exact = r.low(j + 1) == "today" or r.phrase(j + 1, "to the day") is not None
        return Offset(steps, False, r.words(i, j + 1), bound=bound, exact=exact), j + 2 if r.low(j + 1) == "today" else j + 1
    if low in ("hence",) or r.phrase(j, "from now") or r.phrase(j, "in the future"):
        end = j + 1 if low == "hence" else r.phrase(j, "from now") or j + 3
        return Offset(steps, True, r.words(i, end), bound=bound), end
    if low in ("later", "earlier", "afterwards", "afterward", "previously"):
        ahead = low not in ("earlier", "previously")
        if r.low(j + 1) == "than" or steps[-1][1] in SUBDAY:
            return None
        return Anchored(steps, ahead, r.words(i, j + 1)), j + 1
    if steps[-1][1] in SUBDAY:
        return None
    dated = _lasting(r, i, j, steps) or _length_then_day(r, i, j, steps)
    if dated:
        return dated
    if low in ("before", "after", "from", "following") or r.phrase(j, "prior to"):
        return _counted_from(r, i, j, steps, bound)
    return None


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


def _length_then_day(r: Reader, i: int, j: int, steps: Steps) -> Found | None:
    """ "a week today", "two weeks tomorrow", "a week on Tuesday", "a fortnight on Friday": only where nothing else is read."""
    if not r.alone or len(steps) != 1 or steps[0][1] not in WEEKS:
        return None
    if r.low(j) in ("today", "tomorrow"):
        return Offset(steps, True, r.words(i, j + 1), Unit("day", int(r.low(j) == "tomorrow"), r.low(j))), j + 1
    weekday = r.weekday(j + 1) if r.low(j) == "on" else None
    return (Offset(steps, True, r.words(i, weekday[1]), Shifted(Day(weekday=weekday[0]), 2)), weekday[1]) if weekday else None


def _lasting(r: Reader, i: int, j: int, steps: Steps) -> Found | None:
    """ "two weeks starting Monday", "for three days from May 20", "within a month of the 3rd": how long, and from when."""
    within, low = r.low(i - 1) == "within" or (r.low(i - 2) == "within" and r.low(i - 1) in ("the", "next")), r.low(j)
    k = r.skip(j, ",") if r.low(j + 1) in ("from", "starting", "beginning") else j
    starts = r.low(k) in ("starting", "beginning", "commencing") or (r.low(k) == "from" and r.low(i - 1) == "for")
    if not (starts or (within and low in ("of", "from", "after", "before"))):
        return None
    base = base_date(r, r.skip(k + 1, "on", "from"))
    return (Lasting(steps, low != "before", r.words(i, base[1]), base[0], within), base[1]) if base else None


def for_length(r: Reader, node: Node, i: int, j: int) -> Found | None:
    """ "from next Monday for two weeks", "starting June 3 for three days"."""
    found = counted_steps(r, j + 1) if r.low(j) == "for" else None
    return (Lasting(found[0], True, r.words(i, found[1]), node), found[1]) if found else None


def _counted_from(r: Reader, i: int, j: int, steps: Steps, bound: str | None) -> Found | None:
    """ "two days after X": X a date, or an event that only the report knows."""
    ahead = r.low(j) in ("after", "from", "following")
    k = r.phrase(j, "prior to") or j + 1
    base = base_date(r, k) or base_date(r, r.skip(k, "the"))  # "two days before the May 8 vote"
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


def _weekdays(r: Reader, i: int) -> Found | None:
    """ "two Sundays ago", "three Fridays from now"."""
    count = r.number(i)
    named = WEEKDAYS.get(r.low(count[1])[:-1]) if count and r.low(count[1]).endswith("s") else None
    j = r.phrase(count[1] + 1, "from now") or r.phrase(count[1] + 1, "from today") or r.skip(count[1] + 1, "ago") if count else 0
    if not count or named is None or j == count[1] + 1:
        return None
    ahead = r.low(j - 1) in ("now", "today")
    return Offset(((count[0] - 1, "week"),), ahead, r.words(i, j), Shifted(Day(weekday=named), 2 if ahead else -1)), j


def _coming(r: Reader, i: int) -> Found | None:
    """ "the two coming weeks", "2 next days"."""
    count = r.number(i)
    if not count or r.low(count[1]) not in ("coming", "upcoming", "next") or r.low(count[1] + 1) not in PLURALS:
        return None
    j = count[1] + 2
    return Rolling(count[0], UNITS[r.low(j - 1)], True, r.words(i, j)), j


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


_AHEAD = frozenset(("will", "shall", "due", "scheduled", "going", "expected", "would", "plans", "planned", "promised", "ll"))
_BACKWARD = lexicon(
    "was were had has have been did said went took came made got gave left held met saw began fell rose lost won kept cut hit put set ran led spoke told took became "
    "first only worst best most least highest lowest biggest second third fourth fifth lowest"
)


def _present(before: list[str]) -> bool:
    """Whether nothing before the words is past, or compared with the time that they measure ("the worst attack in ten years")."""
    return bool(before) and not any(w in _BACKWARD or w.endswith(("ed", "est")) for w in before)


_HALVES: dict[str, tuple[int | None, str]] = {
    "year": (2, "quarter"), "month": (2, "week"), "week": (4, "day"), "decade": (5, "year"), "century": (5, "decade"),
}  # fmt: skip


def counted_steps(r: Reader, i: int) -> tuple[Steps, int] | None:
    """ "two days", "1 month and 21 days", "a few weeks", "decades"."""
    steps: list[tuple[int | None, str]] = []
    j = i
    while True:
        count = r.amount(r.skip(j, "half"))
        k = r.skip(count[1], "-", "more", "short", "long") if count else j
        half = r.phrase(k, "and a half")
        unit = r.unit(half or k)
        if not unit or (count is None and (steps or r.low(unit[1] - 1) not in PLURALS)):
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
