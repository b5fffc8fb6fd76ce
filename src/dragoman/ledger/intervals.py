"""What is known of one relation over time, and how what is implied is laid under what was told of the pair itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.ledger.members import Days
from dragoman.ledger.parties import levels
from dragoman.ledger.sweep import HOLDS, LAST_DAY, UNKNOWN


class Dispute(NamedTuple):
    """Reports that say another level: their relations' ids, whose is followed instead (``followed``), and by which criterion (``why``).

    Without a level they deny what brought the level about; ``ids`` are then those of the events.
    """

    level: str | None
    ids: tuple[str, ...]
    followed: str
    why: str


class Interval(NamedTuple):
    """What is known of one relation from ``start`` to ``end``, both days included (``end`` None: from then on).

    ``status`` is ``holds``, ``uncertain`` or ``unknown``; ``level`` what holds or may hold (None where unknown), ``others`` what may
    hold instead. The state began somewhere from ``since_earliest`` (None: nobody says) to ``since_latest``. ``evidence`` are ids of
    relations, ``sources`` the number of independent voices behind them, ``superseded_by`` the ids of what replaced the state (empty
    where its term ran out or nothing has). ``via`` is the organisation whose relation implies it for a member (None: told of the pair).
    """

    kind: str
    a: str
    b: str
    place: str
    level: str | None
    status: str
    start: dt.date
    end: dt.date | None
    since_earliest: dt.date | None
    since_latest: dt.date | None
    last_known: str | None
    others: tuple[str, ...]
    evidence: tuple[str, ...]
    sources: int
    disputes: tuple[Dispute, ...]
    superseded_by: tuple[str, ...]
    by: str | None
    types: tuple[str, ...]
    via: str | None = None

    def on(self, first: int, last: int) -> Interval:
        """Its part on the days from ``first`` to ``last``, as ordinals."""
        return self._replace(start=dt.date.fromordinal(first), end=dt.date.fromordinal(last) if last < LAST_DAY else None)

    @property
    def last(self) -> int:
        """The last day, as an ordinal."""
        return self.end.toordinal() if self.end else LAST_DAY


def clipped(intervals: Sequence[Interval], days: Days) -> list[Interval]:
    """``intervals`` on ``days``, when the member was one; after those nobody knows what holds."""
    out: list[Interval] = []
    for i in intervals:
        start = i.start.toordinal()
        for first, last in ((max(start, s), min(i.last, e)) for s, e in days):
            if first <= last:
                out.append(_begun(i.on(first, last), first) if first > start else i.on(first, last))
    gaps = [(i, i.last + 1, j.start.toordinal()) for i, j in pairwise(out)] + [(i, i.last + 1, LAST_DAY + 1) for i in out[-1:]]
    unknown = [_ended(i).on(first, after - 1) for i, first, after in gaps if first < after]
    return sorted([*out, *unknown], key=lambda i: i.start)


def _begun(i: Interval, first: int) -> Interval:
    """An interval that began with the membership."""
    if i.level is None:
        return i
    day = dt.date.fromordinal(first)
    return i._replace(since_earliest=max(i.since_earliest or day, day), since_latest=i.since_latest and max(i.since_latest, day))


def _ended(i: Interval) -> Interval:
    """What is known after ``i``, when its level no longer follows from anything."""
    return i._replace(
        level=None, status=UNKNOWN, since_earliest=None, since_latest=None, last_known=i.level or i.last_known, others=(), disputes=(),
        superseded_by=(), by=None, types=(),
    )  # fmt: skip


def layered(layers: Sequence[Sequence[Interval]]) -> list[Interval]:
    """One line of intervals: on each day the first layer that knows a level, else the first that knows anything.

    A later layer never replaces a level of an earlier one, but one that says less than its own; where it holds another, it is shown as disputed.
    """
    days = sorted({d for layer in layers for i in layer for d in (i.start.toordinal(), i.last + 1)})
    at = [0] * len(layers)
    out: list[tuple[Interval, int, int]] = []
    for first, after in pairwise(days):
        found: list[Interval] = []
        for n, layer in enumerate(layers):
            while at[n] < len(layer) and layer[at[n]].last < first:
                at[n] += 1
            if at[n] < len(layer) and layer[at[n]].start.toordinal() <= first:
                found.append(layer[at[n]])
        if found:
            followed = _disputed(_followed(found), found)
            if out and out[-1][0] == followed and out[-1][2] == first - 1:
                out[-1] = (followed, out[-1][1], after - 1)
            else:
                out.append((followed, first, after - 1))
    return [i.on(first, last) for i, first, last in out]


def _followed(found: Sequence[Interval]) -> Interval:
    """The first that knows a level, unless a later one's says more (`LevelRow.under`): partners whose treaty makes them allies are allies."""
    first = next((i for i in found if i.level is not None), found[0])
    row = levels().get((first.kind, first.level))
    return next((i for i in found if row and i.level in row.under and i.status == HOLDS), first)


def _disputed(followed: Interval, found: Sequence[Interval]) -> Interval:
    """``followed`` with what an organisation's relation implies instead."""
    if followed.level is None or followed.via:
        return followed
    others = [i for i in found if i.via and i.status == HOLDS and i.level != followed.level]
    more = tuple(
        Dispute(i.level, i.evidence, followed.evidence[0], f"implied by {i.via}: what is told of the two goes before") for i in others
    )
    return followed._replace(disputes=(*followed.disputes, *more)) if more else followed
