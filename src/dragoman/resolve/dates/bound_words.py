"""Bounds told before their date: "since 2012", "by the end of May", "no later than June 3", "after 2015 and before 2018"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.resolve.dates.counted_words import for_length
from dragoman.resolve.dates.event_words import bounded_by_event
from dragoman.resolve.dates.nodes import Anchored, Bound, Day, Event, Holiday, Node, Numeric, Part, Range, Shifted, Unit, Within
from dragoman.resolve.dates.part_words import EDGES
from dragoman.resolve.dates.range_words import lend_year, maybe_range
from dragoman.resolve.dates.reader import Found, Reader
from dragoman.resolve.dates.tokens import DASHES, lexicon

BOUNDS = {
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
    found = r.date(r.skip(k, "the") if r.low(k + 1) == "year" and r.year(k + 2) else k)
    if not found and r.low(k) == "the" and r.low(k + 1) == "year" and r.year(k + 2):
        found = r.date(k + 2)
    if not found and r.low(k) == "year":
        found = r.date(k + 1)
    if not found:
        return bounded_by_event(r, i, k, relation)
    node, j = found
    node, j = maybe_range(r, node, j)
    counted = isinstance(node, (Event, Anchored, Range)) and r.low(k) != "then"
    if r.low(j) in ("'", "’") or counted or _modifies(r, k, node, j):
        return (node, j) if isinstance(node, (Event, Anchored)) or r.alone else None
    bare_month = isinstance(node, Day) and node.weekday is None and node.day is None and r.low(k) in ("may", "march")
    lasting = for_length(r, node, i, j) if relation == "from" else None
    if lasting:
        return lasting
    weak = low in ("starting", "beginning", "ending", "through", "pre", "post")
    if (low == "by" and bare_month and r.low(j).isalpha()) or (weak and not isinstance(node, _EXACT)):
        return None
    return Bound("by" if low == "by" else relation, node), j


_EXACT = (Day, Shifted, Unit, Holiday, Numeric, Within, Part)


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


def both_bounds(r: Reader, node: Node, j: int) -> Found | None:
    """ "after 2015 and before 2018"."""
    k = r.skip(r.skip(j, ","), "and", "but")
    if not isinstance(node, Bound) or node.relation not in ("after", "since", "from") or k == j:
        return None
    relation = BOUNDS.get(r.low(k))
    found = bounded(r, k, relation) if relation in ("before", "until") else None
    if not found or not isinstance(found[0], Bound):
        return None
    return Range(replace(node, of=lend_year(node.of, found[0].of)), found[0]), found[1]


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


def compared(r: Reader, i: int) -> Found | None:
    """ "no later than June 3", "later than 2020", ">= 2020"."""
    if r.low(i) not in _COMPARING or (r.low(i) in ("<", ">", "greater", "sooner", "up") and not r.alone and i):
        return None
    for words, relation in _COMPARED.items():
        j = r.phrase(i, words)
        if j and words in ("at the latest", "at the earliest", "up to") and not r.alone:
            continue
        year = r.year(j) if j else None
        found = (Day(year[0]), year[1]) if year else r.date(j) if j else None
        if found:
            return Bound(relation, found[0]), found[1]
    return None
