"""What a fact says of time, in whole days: when its state may have begun, when it surely held, until when it vouches."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from dragoman.errors import UsageError
from dragoman.ledger.facts import DENIED, IMPLIED, STATED, Fact
from dragoman.ledger.parties import levels

RECALLED = 730
"""Days after it for which an act that began a state may be told again without its date ("since the break with Minsk")."""
_HI = attrgetter("hi")
CRITERIA = ("rank", "recency", "directness", "confidence")


@dataclass(frozen=True)
class Rule:
    """How reports that disagree are weighed, and which are heard at all.

    A record that a person has confirmed or corrected is followed first; then ``order`` decides, its first criterion first: ``rank`` (of the
    source, in ``ranks``: a higher number is trusted more, whatever the case of its name; unlisted sources are 0), ``recency`` (published
    later), ``directness`` (a state told outright over one that follows from an event, over one that follows from another's state)
    and ``confidence``.
    Facts below ``min_confidence`` are not heard.
    """

    order: tuple[str, ...] = CRITERIA
    ranks: Mapping[str, int] = field(default_factory=dict)
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        unknown = [c for c in self.order if c not in CRITERIA]
        if unknown or len(set(self.order)) < len(self.order):
            raise UsageError(f"the rule of preference is made of {', '.join(CRITERIA)}, each once at most, not {', '.join(self.order)}")
        object.__setattr__(self, "ranks", {name.strip().casefold(): rank for name, rank in self.ranks.items()})

    def weigh(self, fact: Fact) -> tuple[float, ...]:
        """One number for each criterion, the confirmation first; the greater is followed."""
        return (float(fact.judged), *[_WEIGHT[c](self, fact) for c in self.order])


_WEIGHT: dict[str, Callable[[Rule, Fact], float]] = {
    "rank": lambda rule, fact: float(rule.ranks.get(fact.source, 0)),
    "recency": lambda _, fact: float(fact.known.toordinal()) if fact.known else 0.0,
    "directness": lambda _, fact: 2.0 if fact.basis == STATED else 0.0 if fact.basis == IMPLIED else 1.0,
    "confidence": lambda _, fact: fact.confidence,
}


@dataclass(slots=True, eq=False)
class Piece:
    """One state of one fact, in ordinal days.

    It began somewhere from ``lo`` to ``hi``, surely held from ``hi``, and the fact vouches for it up to ``seen``. One that is not ``sure``
    (alleged, announced, or never certain on any day) never holds: it only raises doubt. Of an ``open`` one nobody says when it began:
    nothing is inferred backwards, so it counts from the day on which it surely held. It is believed for ``term`` days after ``seen``. ``last`` is the level that has ended, of the piece that says so. From ``until`` on it counts
    for nothing.
    """

    fact: Fact
    level: str | None
    lo: int
    hi: int
    seen: int
    sure: bool
    open: bool = False
    last: str | None = None
    rank: int = 0
    term: int = 0
    until: int = dt.date.max.toordinal() + 1


def _day(day: dt.date | None) -> int | None:
    return day.toordinal() if day else None


def pieces_of(fact: Fact) -> tuple[Piece, ...]:
    """The pieces of ``fact``: its state, and the end of it where one is told. None for what is denied or cannot be placed in time."""
    known, lo, hi = _day(fact.known), _day(fact.from_earliest), _day(fact.from_latest)
    if fact.claim == DENIED:
        return ()
    end = _day(fact.to_earliest or fact.to_latest)
    if fact.ends and lo is None and hi is None and end is not None:
        hi = max(end - 1, 1)  # nobody says when it began, but it held until its end
    if known is not None and (lo is None or lo <= known):
        hi = known if hi is None else min(hi, known)
    sure = fact.claim != "alleged" and hi is not None and (known is None or hi <= known)
    begun = hi if hi is not None else lo
    if begun is None or (lo is not None and lo > begun):
        return ()
    unsaid = lo is None
    first = lo if lo is not None else begun - bool(fact.ends)  # what has ended had begun
    seen = max(begun, known) if fact.basis == STATED and known is not None else begun
    if not fact.ends:
        return (Piece(fact, fact.level, first, begun, seen, sure and fact.level is not None, unsaid),)
    return _with_end(fact, Piece(fact, fact.level, first, begun, seen, sure, unsaid), known)


def _with_end(fact: Fact, piece: Piece, known: int | None) -> tuple[Piece, ...]:
    """``piece`` up to its end, and the end. An end is the first day on which the state no longer held; a state held for a day at least."""
    least, most = _day(fact.to_earliest), _day(fact.to_latest)
    least = max(piece.hi if least is None else least, piece.lo)
    planned = known is not None and least > known
    if known is not None and not planned:
        most = known if most is None else min(most, known)
    most = least if most is None else most
    if most < piece.lo:
        return ()
    most = max(most, piece.lo + 1)
    vouched = piece.seen if fact.basis == STATED and known is not None else least - 1
    piece.seen = min(least - 1, vouched)
    if piece.seen < piece.hi:
        if piece.lo == piece.hi:
            piece.seen, least = piece.hi, max(least, piece.hi + 1)
        else:
            piece.sure, piece.hi, piece.seen = False, min(piece.hi, most - 1), most - 1
    row = levels().get((fact.kind, fact.level))
    after = row.after if row and not planned and not fact.via else None
    piece.sure = piece.sure and fact.level is not None
    return piece, Piece(fact, after, min(least, most), most, most, fact.claim != "alleged", last=fact.level)


def ranked(pieces: list[Piece], rule: Rule) -> list[Piece]:
    """The pieces, the one to be followed first; ``rank`` is set. The last resort is the id, so that the order never depends on arrival."""
    if len(pieces) == 1:
        pieces[0].rank = 0
        return pieces
    weights = {id(p.fact): tuple(-w for w in rule.weigh(p.fact)) for p in pieces}

    def key(piece: Piece) -> tuple[tuple[float, ...], str, bool, int, str]:
        # of one fact, its end (told with it) before its beginning
        return weights[id(piece.fact)], piece.fact.id, piece.last is None, piece.hi, piece.fact.report

    pieces.sort(key=key)
    for at, piece in enumerate(pieces):
        piece.rank = at
    return pieces


def telling(pieces: list[Piece]) -> list[Piece]:
    """``pieces`` without those of a level that does not end what then holds (`LevelRow.under` and ``beneath``), in the order that they have."""
    gone: set[int] = set()
    held: Piece | None = None
    for piece in sorted((p for p in pieces if p.level is not None or p.sure), key=lambda p: (p.hi, p.rank)):
        row = levels().get((piece.fact.kind, piece.level))
        less = (row.under if piece.fact.basis == STATED else row.under | row.beneath) if row else ()
        if held is not None and held.level in less and piece.hi <= held.seen + held.term:
            gone.add(id(piece))
            held.seen = max(held.seen, piece.hi) if piece.sure else held.seen  # fighting vouches for the war
        elif piece.sure:
            held = piece
    return [p for p in pieces if id(p) not in gone] if gone else pieces


def eased(pieces: list[Piece]) -> list[Piece]:
    """``pieces`` of sanctions, those that lift other types than all that are in force (an arms embargo, while assets stay frozen) as easing."""
    standing: set[str] = set()
    told: dict[int, Piece] = {}
    for _, day in groupby(sorted((p for p in pieces if p.sure), key=_HI), key=_HI):
        news = list(day)
        told |= {id(p): replace(p, level="eased") for p in news if _lifts(p) and standing - set(p.fact.types)}
        for piece in news:
            if piece.level == "in_force":
                standing |= set(piece.fact.types)
            elif piece.level == "lifted":
                standing = standing - set(piece.fact.types) if piece.fact.types else set()
    return [told.get(id(p), p) for p in pieces]


def _lifts(piece: Piece) -> bool:
    return piece.level == "lifted" and bool(piece.fact.types)


def recalling(pieces: list[Piece]) -> list[Piece]:
    """``pieces`` without those that only recall what has ended since: an act that begins a level once (`LevelRow.once`), told without its
    date after an earlier beginning of it and another level ("lost money after it severed relations")."""
    gone: set[int] = set()
    last: dict[str | None, int] = {}
    for day, told in groupby(sorted(pieces, key=_HI), key=_HI):
        news = list(told)
        for piece in news:
            row, before = levels().get((piece.fact.kind, piece.level)), last.get(piece.level, 0)
            once = piece.open and row is not None and row.once and piece.fact.basis not in (STATED, IMPLIED)
            if once and before and day - before <= RECALLED and any(hi > before for hi in last.values()):
                gone.add(id(piece))
        last |= {p.level: day for p in news if p.sure and not p.open}
    return [p for p in pieces if id(p) not in gone] if gone else pieces


def narrow(pieces: list[Piece]) -> None:
    """Make windows no wider than the reports together allow.

    A beginning that another sure report of the same level tells more exactly is the same beginning, unless two such lie apart.
    """
    if len(pieces) == 1:
        return
    by_level: dict[str | None, set[tuple[int, int]]] = {}
    for p in pieces:
        if p.sure and not p.open:
            by_level.setdefault(p.level, set()).add((p.lo, p.hi))
    ordered = {
        level: (sorted(lo for lo, hi in told if lo == hi), sorted(w for w in told if w[0] < w[1])) for level, told in by_level.items()
    }
    found: dict[tuple[str | None, int, int], tuple[int, int]] = {}
    for p in pieces:
        if p.sure and not p.open and p.lo < p.hi:
            window = (p.level, p.lo, p.hi)
            if window not in found:
                found[window] = _exact(p.lo, p.hi, *ordered[p.level])
    for p in pieces:
        if p.sure and not p.open and p.lo < p.hi:
            exact = found[p.level, p.lo, p.hi]
            if p.seen == p.hi and (p.fact.basis != STATED or p.last is not None):
                p.seen = exact[1]
            p.lo, p.hi = exact


def _exact(lo: int, hi: int, days: list[int], wide: list[tuple[int, int]]) -> tuple[int, int]:
    """The one narrower window inside ``[lo, hi]`` that no other one contradicts, or ``(lo, hi)`` itself."""
    at = bisect_left(days, lo)
    inside = [(d, d) for d in days[at : at + 2] if d <= hi]
    inside += [w for w in wide if lo <= w[0] and w[1] <= hi and w != (lo, hi)]
    if not inside:
        return lo, hi
    best = min(inside, key=lambda w: (w[1] - w[0], w))
    return best if all(w[0] <= best[0] and best[1] <= w[1] for w in inside) else (lo, hi)
