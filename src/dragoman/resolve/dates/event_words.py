"""Events that a report names without dating them: "during the civil war", "after the vote", "the eve of the election"."""

from __future__ import annotations

from dragoman.resolve.dates.nodes import Day, Event, Offset
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.tokens import DASHES, lexicon

_EVENTS = lexicon(
    "war wars conflict uprising revolt revolution election elections vote campaign crisis pandemic ceasefire truce coup "
    "fighting talks summit summits siege raid invasion occupation regime dictatorship presidency protests riots unrest "
    "clashes visit trial strike earthquake negotiations"
)
_STOP = lexicon(
    "every each and or but who which that as at by for from in into of on to with when while after before is was were are had has have said"
)
_DETERMINERS = ("the", "a", "an", "his", "her", "its", "their", "this", "that")


def noun_phrase(r: Reader, k: int, limit: int = 5) -> int | None:
    """The end of a short noun phrase at ``k`` that begins with a determiner: the grammar's guess at an event's name."""
    if r.low(k) not in _DETERMINERS:
        return None
    j = k + 1
    while (
        j < len(r.tokens)
        and j - k <= limit
        and (r.low(j).isalpha() or (r.low(j) == "." and len(r.word(j - 1)) == 1))
        and r.low(j) not in _STOP
    ):
        j += 1
        if r.low(j - 1) in _EVENTS:
            break
    return j if j > k + 1 else None


def _event_end(r: Reader, start: int) -> int | None:
    """The end of "the civil war" at ``start``, where the phrase names an event that no table dates."""
    j = r.skip(start, *_DETERMINERS)
    while j < len(r.tokens) and j - start <= 5:
        word = r.low(j)
        if word in _EVENTS and r.low(j + 1) not in _EVENTS and r.low(j + 1) not in DASHES:
            return j + 1
        if word in _STOP or not (word.isalpha() or word in DASHES or word.isdecimal()):
            return None
        j += 1
    return None


def during(r: Reader, i: int) -> Found | None:
    """ "during the civil war", "amid the talks"; or the date that follows the word."""
    k = i + 1
    found = r.date(k) if k < len(r.tokens) else None
    if (found and not isinstance(found[0], Day)) or (found and r.low(found[1]) not in _EVENTS):
        return found
    end = _event_end(r, k)
    return (Event("during", r.words(i, end)), end) if end else found


def bounded_by_event(r: Reader, i: int, k: int, relation: str) -> Found | None:
    """ "after the vote": the bound is an event, where nothing but the expression is read."""
    if not r.alone or r.low(i) in ("by", "starting", "beginning", "through", "ending", "pre", "post"):
        return None
    end = noun_phrase(r, k) or len(r.tokens)
    return (Event({"from": "since"}.get(relation, relation), r.words(i, end)), end) if end > k else None


def eve(r: Reader, i: int) -> Found | None:
    """ "eve of the election", "eve of Christmas"."""
    found = r.date(i + 2)
    if found:
        return Offset(((1, "day"),), False, r.words(i, found[1]), base=found[0]), found[1]
    end = noun_phrase(r, i + 2)
    return (Event("eve", r.words(i, end)), end) if end else None
