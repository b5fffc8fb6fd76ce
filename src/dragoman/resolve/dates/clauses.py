"""Whole date expressions: what begins one, which rule it takes, and a bound told after its date ("so far", "or later")."""

from __future__ import annotations

from functools import cache

from dragoman.resolve.dates.bound_words import BOUNDS, both_bounds, bounded, compared
from dragoman.resolve.dates.event_words import during
from dragoman.resolve.dates.nodes import Bound, Day, Node, Numeric, Part, Unit
from dragoman.resolve.dates.part_words import EDGES, PARTS
from dragoman.resolve.dates.range_words import bare_days, between, days_of_month, maybe_range
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.relative_words import RELATIVE
from dragoman.resolve.dates.tables import first_words, seasons
from dragoman.resolve.dates.tokens import DECADES, MONTHS, ONES, ORDINALS, TENS, UNITS, VAGUE, WEEKDAYS, lexicon


@cache
def starters() -> frozenset[str]:
    """Every word that a date expression may begin with (figures apart), so that most tokens cost one look-up."""
    names = (PARTS, MONTHS, WEEKDAYS, RELATIVE, ORDINALS, TENS, DECADES, ONES, VAGUE, UNITS, EDGES, BOUNDS, first_words(), seasons())
    return _STARTERS.union(*names)


_STARTERS = lexicon(
    "the a an half final number eve in within ' ’ q1 q2 q3 q4 h1 h2 today tonight yesterday tomorrow tmrw tmr overnight recently "
    "lately recent now between from prior during amid throughout no not on w > < greater sooner up at cy ytd qtd mtd wtd new to wk midyear midmonth midweek ad"
)


def expression(r: Reader, i: int) -> Found | None:
    """The longest date expression that begins at token ``i``, and the index after it."""
    low = r.low(i)
    opened = (
        _to_date(r, i)
        or _not_out(r, i)
        or compared(r, i)
        or (bare_days(r, i) if r.alone and i == 0 and low[:1].isdecimal() else None)
        or days_of_month(r, i)
    )
    if not opened and low in ("between", "from"):
        opened = between(r, i)
    if opened:
        return opened
    relation = "before" if low == "prior" and r.low(i + 1) == "to" else BOUNDS.get(low)
    if relation:
        found = bounded(r, i, relation)
        found = (both_bounds(r, *found) or found) if found and r.alone else found
        if found or low not in ("prior", "beginning", "through", "pre", "post"):
            return found
    if low in ("during", "amid", "throughout") or (r.alone and low in ("after", "before", "since", "until")):
        return during(r, i)
    found = r.date(i)
    return _with_tail(r, *maybe_range(r, *_so_far(r, found[0], i, found[1]))) if found else None


def _to_date(r: Reader, i: int) -> Found | None:
    """ "to date", where nothing else is read."""
    alone = r.alone and i == 0 and len(r.tokens) == 2 and r.phrase(i, "to date")
    return (Bound("until", Unit("day", 0, "to date")), i + 2) if alone else None


def _not_out(r: Reader, i: int) -> Found | None:
    """ "before the year is out": by its end."""
    unit = r.low(i + 2)
    if r.low(i) != "before" or r.low(i + 1) != "the" or unit not in ("week", "month", "year", "decade", "century"):
        return None
    out = r.low(i + 3) in ("is", "was") and r.low(i + 4) in ("out", "over")
    return (Bound("until", Unit(unit, 0, r.words(i + 1, i + 3))), i + 5) if out else None


def _so_far(r: Reader, node: Node, i: int, j: int) -> Found:
    """ "this year so far", "so far this year"."""
    if isinstance(node, Unit) and node.shift == 0 and node.unit in ("week", "month", "year", "quarter", "decade", "century"):
        if r.phrase(j, "so far"):
            return Part("earlier", node), j + 2
        if r.low(i - 1) == "far" and r.low(i - 2) == "so":
            return Part("earlier", node), j
    return node, j


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
