"""The state of one relation, day by day, from its pieces: one pass over the days on which anything can change.

On a day *d*, where *M* is the last day up to *d* on which a state surely began, and *S* the last day for which one that had begun by
*d* is vouched:

1. A sure piece counts if it has surely begun, vouches for *M* or later (else what began on *M* has replaced it), and its last word is
   no older than its term (and it is before ``until``). Of those that count, the first by the rule of preference is followed; others with another level are disputed.
   That a state ended does not stand against another level, which says what came after it.
2. A piece raises doubt if it may have begun but need not have, or if it is not sure (alleged, announced) and nothing surer has come
   after it. Doubt counts for nothing on a day that is vouched for (*d* ≤ *S*), and where it agrees with what is followed.
3. Doubt makes the day `uncertain`; else what is followed `holds`; where nothing counts any more, the day is `unknown`.

Each piece enters and leaves each heap once, so the pass takes ``n log n`` steps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from heapq import heappop, heappush
from operator import attrgetter
from typing import NamedTuple

from dragoman.ledger.pieces import Piece

HOLDS, UNCERTAIN, UNKNOWN = "holds", "uncertain", "unknown"
LAST_DAY = dt.date.max.toordinal()
_LO, _HI, _RANK = attrgetter("lo"), attrgetter("hi"), attrgetter("rank")
Heaps = dict[str | None, list[tuple[int, Piece]]]


class Segment(NamedTuple):
    """From day ``start`` until the next segment: ``lead`` is followed (None where nothing counts), ``against`` leads each other level."""

    start: int
    status: str
    level: str | None
    others: tuple[str | None, ...]
    lead: Piece | None
    against: tuple[Piece, ...]
    last: str | None

    def same(self, other: Segment) -> bool:
        """Whether nothing that is shown differs."""
        if self.level != other.level or self.status != other.status or self.others != other.others or self.last != other.last:
            return False
        if not self.against and not other.against:
            return True
        said = [(p.level, p.fact.id) for p in self.against] == [(p.level, p.fact.id) for p in other.against]
        return said and (not self.against or self.lead is other.lead)


def _first(heaps: Heaps, least: int, day: int, doubt: bool) -> dict[str | None, Piece]:
    """For each level the first piece that still counts; those at the top that no longer do, and never will, are dropped."""
    out = {}
    for level, heap in heaps.items():
        while heap:
            piece = heap[0][1]
            heard = piece.seen >= least and piece.seen + piece.term >= day
            if (day < piece.hi if doubt and piece.sure else heard) and day < piece.until:
                out[level] = piece
                break
            heappop(heap)
    return out


def sweep(pieces: list[Piece]) -> Iterator[Segment]:
    """Segments of ``pieces`` (ranked and narrowed), oldest first; neighbours differ. Nothing is said of the days before the first."""
    days = sorted({d for p in pieces for d in (p.lo, p.hi, p.seen + 1, p.seen + p.term + 1, p.until) if d <= LAST_DAY})
    by_lo, by_hi = sorted(pieces, key=_LO), sorted((p for p in pieces if p.sure), key=_HI)
    held: Heaps = {}
    doubts: Heaps = {}
    at_lo = at_hi = 0
    began = vouched = -1
    before: Segment | None = None
    for day in days:
        while at_lo < len(by_lo) and by_lo[at_lo].lo <= day:
            heappush(doubts.setdefault(by_lo[at_lo].level, []), (by_lo[at_lo].rank, by_lo[at_lo]))
            at_lo += 1
        while at_hi < len(by_hi) and by_hi[at_hi].hi <= day:
            piece = by_hi[at_hi]
            heappush(held.setdefault(piece.level, []), (piece.rank, piece))
            began, vouched = piece.hi, max(vouched, piece.seen)
            at_hi += 1
        counts = _first(held, began, day, False)
        unsure = _first(doubts, began if vouched >= day else max(began, vouched), day, True)
        segment = _segment(day, counts, unsure, vouched >= day, before)
        if before is None or not segment.same(before):
            yield segment
            before = segment


def _segment(day: int, counts: dict[str | None, Piece], unsure: dict[str | None, Piece], vouched: bool, before: Segment | None) -> Segment:
    ended = counts.get(None)
    if ended is not None and any(level not in (None, ended.last) for level in counts):
        counts = {level: piece for level, piece in counts.items() if level is not None}
    base = min(counts.values(), key=_RANK) if counts else None
    last = before.last if before else None
    if base is not None:
        last = base.level if base.level is not None else base.last
    level = base.level if base else None
    against = [p for p in counts.values() if p is not base] if len(counts) > 1 else []
    doubts = [p for name, p in unsure.items() if name is not None and name != level] if unsure else []
    if doubts and vouched:
        against += [p for p in doubts if not p.sure]
    shown = tuple(sorted(against, key=_RANK)) if against else ()
    if doubts and not vouched:
        lead = min(doubts, key=_RANK)
        others = tuple(sorted({p.level for p in doubts if p is not lead and p.level} | ({level} if level else set())))
        return Segment(day, UNCERTAIN, lead.level, others, lead, shown, last)
    if base is not None and level is not None:
        return Segment(day, HOLDS, level, (), base, shown, last)
    led = base or (min(unsure.values(), key=_RANK) if unsure else None)
    return Segment(day, UNKNOWN, None, (), led, shown, last)
