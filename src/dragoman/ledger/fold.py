"""The fold: facts in, intervals out. Pure: the same facts in any order give the same intervals, byte for byte."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from dragoman.ledger.copying import Voices
from dragoman.ledger.facts import DENIED, IMPLIED, Fact
from dragoman.ledger.intervals import Dispute, Interval, clipped, layered
from dragoman.ledger.members import days
from dragoman.ledger.parties import levels, term, upward
from dragoman.ledger.pieces import Piece, Rule, eased, narrow, pieces_of, ranked, recalling, telling
from dragoman.ledger.sweep import HOLDS, LAST_DAY, Segment, sweep

Key = tuple[str, str, str, str]
Pair = TypeVar("Pair", tuple[int, str], tuple[str, int])
PLAIN = Rule()
by_key = itemgetter(0, 1, 2, 3)
"""The key of an interval: kind, a, b and place."""
_date = lru_cache(maxsize=2**15)(dt.date.fromordinal)
"""Days recur: a million intervals share some thousand dates."""


def bundle(fact: Fact) -> Key:
    """What is folded together, because nothing else bears on it: all who hold a place; of other kinds, all places of two parties."""
    return (fact.kind, "", "", fact.place) if fact.kind == "control" else (fact.kind, fact.a, fact.b, "")


def fold(facts: Iterable[Fact], rule: Rule = PLAIN, voices: Voices | None = None) -> tuple[Interval, ...]:
    """Intervals by kind, parties, place and day.

    ``voices`` says whose words a report copies (`dragoman.ledger.voices`); without it each source is one voice.
    """
    return tuple(folded(sorted(facts, key=bundle), rule, voices))


def folded(facts: Iterable[Fact], rule: Rule = PLAIN, voices: Voices | None = None) -> Iterator[Interval]:
    """`fold` of facts that come in order of kind and `bundle`; it holds no more than one bundle, and the intervals of control."""
    heard = voices or {}
    for kind, run in groupby(facts, key=lambda f: f.kind):
        intervals = (i for _, some in groupby(run, key=bundle) for i in _bundled(some, rule, heard))
        yield from sorted(intervals, key=by_key) if kind == "control" else intervals


def _bundled(facts: Iterable[Fact], rule: Rule, voices: Voices) -> Iterator[Interval]:
    own: list[Fact] = []
    through: dict[Key, dict[str, list[Fact]]] = {}
    for fact in facts:
        (through.setdefault(fact.key, {}).setdefault(fact.via, []) if fact.via else own).append(fact)
    denials = [f for f in own if f.claim == DENIED and f.confidence >= rule.min_confidence]
    groups = grouped(own, rule)
    for key in sorted({*groups, *through}):
        found = _intervals(key, groups[key], rule, voices) if key in groups else []
        found = _against(found, [f for f in denials if f.key == key]) if denials else found
        yield from layered([found, *_implied(key, through[key], rule, voices)]) if key in through else found


def _against(intervals: list[Interval], denials: list[Fact]) -> list[Interval]:
    """The intervals with what is denied of them: it is told, and changes nothing."""
    for fact in sorted(denials, key=_told):
        day = fact.from_latest or fact.known
        for n, i in enumerate(intervals):
            if i.level == fact.level and i.evidence and day is not None and i.start <= day <= (i.end or dt.date.max):
                more = Dispute(None, (fact.id,), i.evidence[-1], f"{fact.by or fact.source} denies it")
                intervals[n] = i._replace(disputes=(*i.disputes, more))
    return intervals


def _implied(key: Key, through: Mapping[str, list[Fact]], rule: Rule, voices: Voices) -> Iterator[list[Interval]]:
    """The intervals that each organisation's relations imply for its members, on the days on which they were."""
    for via, facts in sorted(through.items()):
        when = days(key[0], key[1], key[2], via)
        for pieces in grouped(facts, rule).values():
            yield clipped([i._replace(via=via) for i in _intervals(key, pieces, rule, voices)], when)


def grouped(facts: Iterable[Fact], rule: Rule = PLAIN) -> dict[Key, list[Piece]]:
    """The pieces of each relation, with what others' facts imply for it.

    A place wholly taken is lost to whoever held it; what is closed or left as a whole is so in each part, and forces in a part of a
    country are in the country until they have left that part.
    """
    groups: dict[Key, list[Piece]] = {}
    for fact in facts:
        if fact.confidence >= rule.min_confidence:
            pieces = pieces_of(fact)
            if pieces:
                groups.setdefault(fact.key, []).extend(pieces)
    for key in [k for k, pieces in groups.items() if all(p.level == "lost" and p.fact.basis == IMPLIED for p in pieces)]:
        del groups[key]  # who never held a place has not lost it
    parted = _parts(groups)
    for fact in _taken(groups):
        groups[fact.key].extend(pieces_of(fact))
    for key, parts in (*parted, *_wholes(groups)):
        groups.setdefault(key, []).extend(parts)
    return groups


def _wholes(groups: Mapping[Key, list[Piece]]) -> list[tuple[Key, list[Piece]]]:
    """What the parts say of the whole: a level of a part (`LevelRow.part`) is the whole's until the part has another, and vouches for what
    another part said before it."""
    out: dict[Key, list[Piece]] = {}
    for key, pieces in groups.items():
        if key[3] and key[0] in upward() and any(map(_is_whole, pieces)):
            others = sorted(p.hi for p in pieces if p.sure and not _is_whole(p))
            out.setdefault((*key[:3], ""), []).extend(_until(p, "", others) for p in pieces if _is_whole(p))
    for whole, pieces in out.items():
        told = sorted((p.level or "", p.hi) for p in pieces)
        for piece in (*filter(_is_whole, groups.get(whole, ())), *pieces):
            level, day = _last(told, (piece.level or "", piece.until), ("", 0))
            if level == piece.level:
                piece.seen = max(piece.seen, day)
    return list(out.items())


def _last(ordered: list[Pair], before: Pair, none: Pair) -> Pair:
    """The last of ``ordered`` that is less than ``before``, or ``none``."""
    at = bisect_left(ordered, before)
    return ordered[at - 1] if at else none


def _is_whole(piece: Piece) -> bool:
    row = levels().get((piece.fact.kind, piece.level))
    return row is not None and row.part


def _until(piece: Piece, place: str, others: list[int]) -> Piece:
    """``piece`` as that of ``place`` (of the whole where it is empty), until the first of ``others`` after it: the surer beginnings of another level."""
    at = bisect_right(others, piece.seen)
    fact = piece.fact._replace(place=place, basis=IMPLIED)
    return replace(piece, fact=fact, until=others[at] if at < len(others) else LAST_DAY + 1)


def _taken(groups: Mapping[Key, list[Piece]]) -> list[Fact]:
    holders: dict[str, list[Key]] = {}
    for key in groups:
        if key[0] == "control":
            holders.setdefault(key[3], []).append(key)
    out = []
    for keys in (keys for keys in holders.values() if len(keys) > 1):
        # when each first held any of it
        since = {key: min((p.hi for p in groups[key] if p.level != "lost"), default=LAST_DAY) for key in keys}
        begun = {key: sorted((p.hi, p.level or "") for p in groups[key] if p.sure) for key in keys}
        for key in keys:
            for piece, left in ((p, _LEFT[p.level]) for p in groups[key] if p.sure and p.level and p.level in _LEFT):
                for other in keys:
                    held = other != key and since[other] < piece.hi
                    if held and (piece.level == "full" or _last(begun[other], (piece.hi, ""), (0, ""))[1] == "full"):
                        names = groups[other][0].fact.a_names
                        out.append(piece.fact._replace(a=other[1], a_names=names, level=left, basis=IMPLIED))
    return out


_LEFT = {"full": "lost", "partial": "partial", "contested": "contested"}
"""What who held all of a place is left with, by what another holds of it."""


def _parts(groups: Mapping[Key, list[Piece]]) -> list[tuple[Key, list[Piece]]]:
    """What the whole says of its parts: a level of the whole (`LevelRow.whole`) is each part's until the whole has another; what the
    part then has, nobody says."""
    parts: dict[Key, list[Key]] = {}
    for key in groups:
        if key[3] and (*key[:3], "") in groups:
            parts.setdefault((*key[:3], ""), []).append(key)
    out = []
    for whole, keys in parts.items():
        since = {key: min(p.hi for p in groups[key]) for key in keys}
        for piece in groups[whole]:
            row = levels().get((whole[0], piece.level))
            if row and row.whole and piece.sure and piece.level == piece.fact.level:
                others = sorted(p.hi for p in groups[whole] if p.sure and p.level != piece.level)
                out += [(key, [_until(piece, key[3], others)]) for key in keys if since[key] < piece.hi]
    return out


def _intervals(key: Key, pieces: list[Piece], rule: Rule, voices: Voices) -> list[Interval]:
    pieces = ranked(pieces, rule)
    for piece in pieces:
        piece.term = term(key[0], piece.level)
    pieces = telling(recalling(eased(pieces) if key[0] == "sanctions" else pieces))
    narrow(pieces)
    segments = list(sweep(pieces))
    ends = [*(s.start for s in segments[1:]), None]
    evidence = _evidence(segments, pieces, voices)
    since = _since(segments)
    nexts: list[Segment | None] = [*segments[1:], None]
    out = []
    for at, segment in enumerate(segments):
        end, after, lead = ends[at], nexts[at], segment.lead if segment.level is not None else None
        replaced = lead is not None and after is not None and after.lead is not None and after.level != segment.level
        ids, sources = evidence[at]
        out.append(Interval(
            *key, segment.level, segment.status, _date(segment.start), _date(end - 1) if end else None,
            *since[at], None if lead else segment.last, tuple(o for o in segment.others if o) if segment.others else (), ids, sources,
            _disputes(segment, rule) if segment.against else (),
            (after.lead.fact.id,) if replaced and after and after.lead else (),
            lead.fact.by if lead else None, lead.fact.types if lead else (),
        ))  # fmt: skip
    return out


def _since(segments: list[Segment]) -> list[tuple[dt.date | None, dt.date | None]]:
    """When the state of each segment began: over a run of the same level, from where it first may have to where it surely had."""
    out: list[tuple[dt.date | None, dt.date | None]] = []
    for level, run in groupby(segments, key=lambda s: s.level):
        members = list(run)
        if level is None:
            out += [(None, None)] * len(members)
            continue
        sure = next((s.start for s in members if s.status == HOLDS), None)
        lead = members[0].lead
        untold = lead is not None and lead.open and lead.lo == members[0].start
        earliest = None if untold else _date(members[0].start)
        out += [(earliest, _date(sure) if sure else None)] * len(members)
    return out


def _evidence(segments: list[Segment], pieces: list[Piece], voices: Voices) -> list[tuple[tuple[str, ...], int]]:
    """For each segment the relations behind it and their independent voices: those of the level that speak of any day of its run."""
    runs = [list(run) for _, run in groupby(range(len(segments)), key=lambda i: segments[i].level)]
    starts = [segments[run[0]].start for run in runs]
    levels = [segments[run[0]].level for run in runs]
    of_level: dict[str | None, list[int]] = {}
    for at, level in enumerate(levels):
        of_level.setdefault(level, []).append(at)
    behind: list[dict[str, Fact]] = [{} for _ in runs]
    for piece in pieces:
        mine = of_level.get(piece.level, ()) if piece.level is not None else ()
        until = max(piece.hi, piece.seen)
        for nth in range(bisect_left(mine, bisect_right(starts, piece.lo) - 1), len(mine)):
            if starts[mine[nth]] > until:
                break
            behind[mine[nth]][piece.fact.id] = piece.fact
    out: list[tuple[tuple[str, ...], int]] = []
    for run, level, found in zip(runs, levels, behind, strict=True):
        if level is None:
            for i in run:
                lead = segments[i].lead or (segments[i - 1].lead if i else None)
                out.append(((lead.fact.id,), 1) if lead else ((), 0))
            continue
        found |= {lead.fact.id: lead.fact for i in run if (lead := segments[i].lead)}
        facts = sorted(found.values(), key=_told) if len(found) > 1 else list(found.values())
        out += [(tuple([f.id for f in facts]), len({voices.get((f.report, f.source), f.source) for f in facts}))] * len(run)
    return out


def _told(fact: Fact) -> tuple[dt.date, str]:
    return fact.known or dt.date.min, fact.id


def _disputes(segment: Segment, rule: Rule) -> tuple[Dispute, ...]:
    if segment.lead is None:
        return ()
    return tuple(Dispute(p.level, (p.fact.id,), segment.lead.fact.id, _reason(segment.lead, p, rule)) for p in segment.against)


def _reason(lead: Piece, against: Piece, rule: Rule) -> str:
    """Why ``lead`` is followed: the first criterion that tells the two apart."""
    if not against.sure:
        return "only alleged" if against.fact.claim == "alleged" else "not said to have begun"
    if not lead.sure:
        return "the day is in doubt"
    one, two = lead.fact, against.fact
    words = {
        "rank": f"{one.source} ranks above {two.source}",
        "recency": f"published later ({one.known} over {two.known})",
        "directness": f"{_basis(one)} over {_basis(two)}",
        "confidence": f"read with more confidence ({one.confidence} over {two.confidence})",
    }
    for name, mine, its in zip(("judged", *rule.order), rule.weigh(lead.fact), rule.weigh(against.fact), strict=True):
        if mine != its:
            return words.get(name, "a person has confirmed it")
    return "nothing tells them apart: the first by id"


def _basis(fact: Fact) -> str:
    return {"stated": "stated", IMPLIED: "implied by another state"}.get(fact.basis, "derived from an event")
