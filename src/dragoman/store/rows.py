"""Records as rows: what is asked by, derived from the record and the judgements alone. Every implementation keeps the same rows."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

from dragoman.errors import StoreError
from dragoman.ledger import Judgement, judged
from dragoman.ledger.parties import names
from dragoman.model import Entity, Event, Figure, Reading, Relation, ReportHead, Statement, When
from dragoman.store.answers import pattern
from dragoman.store.base import Ask, Change, Kept
from dragoman.store.packing import pack, pack_all, unpack

KINDS: dict[str, type[Event] | type[Statement] | type[Relation] | type[Figure]] = {
    "event": Event,
    "statement": Statement,
    "relation": Relation,
    "figure": Figure,
}
FIRST, LAST = dt.date.min.isoformat(), dt.date.max.isoformat()
"""Days that stand for an open end."""
MARKS = re.compile(r"(?<=[A-Za-z])[\u0300-\u036f]+")


class Row(NamedTuple):
    """A record as a row.

    ``read`` is its JSON as it was read (None for one that only follows from a corrected event), ``now`` its JSON where a judgement has
    changed it; ``withdrawn`` ones are kept, but not listed. ``first`` and ``last`` are ISO days, None where it bears no date.
    ``parties`` are pairs of the number of an entity of the record and a name that it may be asked for by.
    """

    kind: str
    seq: int
    id: str
    type: str | None
    mode: str | None
    first: str | None
    last: str | None
    claim: str | None
    confidence: float
    read: str | None
    now: str | None
    withdrawn: bool
    parties: tuple[tuple[int, str], ...]

    @property
    def record(self) -> Kept:
        """The record as judged."""
        return unpacked(self.kind, self.now or self.read or "")


def unpacked(kind: str, text: str) -> Kept:
    """The record of its JSON. Raises `StoreError` where the kept JSON is no such record."""
    return unpack(KINDS[kind], text)


def records(reading: Reading) -> Iterator[tuple[str, Kept]]:
    """All records of a reading with their kinds."""
    yield from (("event", e) for e in reading.events)
    yield from (("statement", s) for s in reading.statements)
    yield from (("relation", r) for r in reading.relations)
    yield from (("figure", f) for f in reading.figures)


def rows_of(reading: Reading, judgements: Iterable[Judgement] = ()) -> list[Row]:
    """The rows of a reading, as the standing judgements leave it."""
    now = judged(reading, judgements)
    pools: dict[tuple[str, str], deque[Kept]] = defaultdict(deque)
    for kind, record in records(now):
        pools[kind, record.id].append(record)
    events = {e.id: e for e in now.events}
    counted: dict[str, int] = defaultdict(int)
    out = []

    def keep(kind: str, record: Kept, read: str | None, current: str | None, withdrawn: bool) -> None:
        what, mode, claim = _columns(record)
        parties = tuple(dict.fromkeys((at, name) for at, entity in enumerate(_entities(record, events)) for name in entity))
        days = _days(record)
        out.append(Row(kind, counted[kind], record.id, what, mode, *days, claim, record.confidence, read, current, withdrawn, parties))
        counted[kind] += 1

    for kind, record in records(reading):
        pool = pools[kind, record.id]
        current = pool.popleft() if pool else None
        changed = pack(current) if current is not None and current != record else None
        keep(kind, current or record, pack(record), changed, current is None)
    for (kind, _), pool in sorted(pools.items()):
        for record in pool:
            keep(kind, record, None, pack(record), False)
    return out


def _columns(record: Kept) -> tuple[str | None, str | None, str | None]:
    """Type, mode and claim."""
    match record:
        case Event():
            return record.event_type, record.event_mode, record.claim
        case Statement():
            return record.verb, record.medium, None
        case Relation():
            return record.kind, record.level, None
        case Figure():
            return record.unit, record.bound, None


def _entities(record: Kept, events: Mapping[str, Event]) -> list[tuple[str, ...]]:
    """The names of each party, case folded; an entity that stands in two fields is one."""
    found: list[Entity | None] = []
    places: list[str] = []
    match record:
        case Event():
            found += [*record.actors, *record.recipients]
        case Statement():
            found += [record.speaker, record.addressee]
        case Relation():
            found += [record.a, record.b, *record.parties, record.mediator]
            places += [record.place.country] if record.place and record.place.country else []
        case Figure():
            event = events.get(record.event or "")
            found += [*(a.entity for a in record.attribution), *(event.actors + event.recipients if event else ())]
    each = {(e.start, e.end, e.code, e.text): e for top in found if top for e in _with_members(top)}
    folded = [tuple(n.casefold() for n in names(e)) for e in each.values()]
    return folded + [(p.casefold(),) for p in places if not any(p.casefold() in f for f in folded)]


def _with_members(entity: Entity) -> Iterator[Entity]:
    yield entity
    for member in entity.members:
        yield from _with_members(member)


def _days(record: Kept) -> tuple[str | None, str | None]:
    """First and last day, an open end as `FIRST` or `LAST`; None without a date. A state begins when it was known, if nobody says."""
    if isinstance(record, Relation):
        begin, end = record.valid.from_, record.valid.to
        first = (begin and begin.earliest) or (record.known if not (begin and begin.latest) else None)
        last = end and end.latest
        return (first.isoformat() if first else FIRST, last.isoformat() if last else LAST) if begin or end or record.known else (None, None)
    when: When | None = record.date
    if when is None or not (when.start or when.end):
        return None, None
    return when.start.isoformat() if when.start else FIRST, when.end.isoformat() if when.end else LAST


def wanted(row: Row, ask: Ask, published: str | None) -> bool:
    """Whether `Ask` asks for this row of a report of the day ``published``."""
    if ask.known_by is not None and (published is None or published > ask.known_by.isoformat()):
        return False
    named = [{at for at, name in row.parties if name == pattern(p)} for p in (ask.actor, ask.other) if p is not None]
    alone = len(named) == 2 and len(named[0] | named[1]) < 2
    dated = ask.start is None and ask.end is None
    if not dated and row.first and row.last:
        dated = row.last >= (ask.start or dt.date.min).isoformat() and row.first <= (ask.end or dt.date.max).isoformat()
    typed = not ask.types or row.type in ask.types
    return not row.withdrawn and all(named) and not alone and dated and typed and row.confidence >= ask.min_confidence


def has_words(text: str | None, words: str) -> bool:
    """Whether a text has all the words, and there are any; case and the marks of Latin letters are nothing, as to SQLite's index."""
    sought = _words(words)
    return bool(sought) and sought <= _words(text or "")


def _words(text: str) -> set[str]:
    bare = MARKS.sub("", normalize("NFD", text))
    return set(re.findall(r"\w+", normalize("NFC", bare).casefold()))


def digest(reading: Reading) -> str:
    """The hash of all that a report's rows hold as read, but its text."""
    parts = [packed_head(reading.report), *packed_rest(reading), *(pack(r) for _, r in records(reading))]
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def packed_head(head: ReportHead) -> str:
    """The head's JSON, without the text."""
    return pack(head.model_copy(update={"text": None}))


def packed_rest(reading: Reading) -> tuple[str, str, str]:
    """The JSON of versions, repairs and issues."""
    return pack(reading.versions), pack_all(reading.repairs), pack_all(reading.issues)


def text_hash(text: str) -> str:
    """The hash of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def fits(head: ReportHead) -> bool:
    """Whether a report's id is the hash of its text and publication date."""
    said = f"{head.published or ''}\n{head.text}"
    return head.text is None or head.id == "sha256:" + sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def admit(reading: Reading) -> None:
    """Refuse what must not be kept: a report whose id is not its hash. Raises `StoreError`."""
    if not fits(reading.report):
        raise StoreError(f"report {reading.report.id[:19]}… is not kept: its id is not the hash of its text and date; read it again")


def changed(before: Iterable[tuple[str, Kept]], after: Iterable[tuple[str, Kept]]) -> Change:
    """What differs between two readings of a report, by id."""
    was, now = _by_id(before), _by_id(after)
    return Change(
        tuple(sorted(now.keys() - was.keys())),
        tuple(sorted(was.keys() - now.keys())),
        tuple(sorted(i for i in was.keys() & now.keys() if was[i] != now[i])),
    )


def _by_id(kept: Iterable[tuple[str, Kept]]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for kind, record in kept:
        out.setdefault(record.id, []).append(kind + pack(record))
    return out


def concerning(judgements: Iterable[Judgement]) -> Callable[[Iterable[str]], list[Judgement]]:
    """A look-up of the judgements of some records, with the judgements that withdraw those."""
    by_target: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        by_target[judgement.target].append(judgement)

    def of(ids: Iterable[str]) -> list[Judgement]:
        found: dict[str, Judgement] = {}
        queue = list(ids)
        while queue:
            for judgement in by_target.get(queue.pop(), ()):
                if judgement.id not in found:
                    found[judgement.id] = judgement
                    queue.append(judgement.id)
        return list(found.values())

    return of


def touched(judgement: Judgement, earlier: Sequence[Judgement]) -> frozenset[str]:
    """Ids of the records of which a judgement speaks, also by withdrawing an earlier judgement."""
    by_id = {j.id: j for j in earlier}
    names, queue = set(), [judgement]
    while queue:
        for name in ((j := queue.pop()).target, *j.others):
            if name in by_id:
                queue.append(by_id[name])
            else:
                names.add(name)
    return frozenset(names)
