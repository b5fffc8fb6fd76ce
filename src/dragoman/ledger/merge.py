"""The same event told by several reports is one event."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from dragoman.ledger import pieces
from dragoman.ledger.consequences import follows
from dragoman.ledger.copying import Voices
from dragoman.ledger.facts import source_of
from dragoman.ledger.judgements import Judgement, standing
from dragoman.ledger.parties import PARTIES, each, kinds, levels, party_key, place_key
from dragoman.model import Entity, Event, ReportHead

NEAR = dt.timedelta(days=3)
"""Reports of an event of which nobody gives the day are of the same event only when published this close together."""
RECALLED = dt.timedelta(days=pieces.RECALLED)
NEWS = dt.timedelta(days=30)
"""So long after the first report of it, where that gives no date either."""
WIDE = dt.timedelta(days=100)
"""Longer spans are not looked up by month."""
ANY, WHENEVER = -1, -2
"""In place of a month: every cluster, and those with a telling of a wide span."""
CLAIMS = ("confirmed", "reported", "denied", "alleged")
"""Claim status over reports, the first that anybody supports: a doer's admission, a reporter's word, a denial, a side's allegation."""
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types in which the parties may change sides: a meeting is the same whoever is named first."""


class Told(NamedTuple):
    """An event as one report tells it."""

    event: Event
    head: ReportHead


class Merged(NamedTuple):
    """One event over reports: ids of its tellings and of their reports, earliest published first, and whose word it is.

    ``sources`` is the number of independent voices; ``claims`` counts the tellings by claim. ``start`` and ``end`` bound the days
    on which all dated tellings agree.
    """

    id: str
    event_type: str
    tellings: tuple[str, ...]
    reports: tuple[str, ...]
    sources: int
    claim: str
    claims: dict[str, int]
    start: dt.date | None
    end: dt.date | None


class _Party(NamedTuple):
    """``key`` is the party's own; ``code`` that of its kind, under which a report may mean it ("Chadian rebels")."""

    key: str
    code: str | None

    def meets(self, other: _Party) -> bool:
        return self.key == other.key or (self.code == other.code and self.code in (self.key, other.key))


_Side = frozenset[_Party]


def _side(entities: Iterable[Entity]) -> _Side:
    return frozenset(_Party(party_key(e, PARTIES) or "text:" + e.text.casefold(), e.code) for entity in entities for e in each(entity))


def _shifted(day: dt.date, by: dt.timedelta) -> dt.date:
    """``day`` and some more or less, within the calendar."""
    return dt.date.fromordinal(min(max(day.toordinal() + by.days, 1), dt.date.max.toordinal()))


class _Telling(NamedTuple):
    told: Told
    actors: _Side
    recipients: _Side
    start: dt.date | None
    end: dt.date | None
    published: dt.date | None
    effect: tuple[str, ...] | None
    """Kind, level and sides of the state that it brought about, where one act does so once (`levels`)."""

    @property
    def id(self) -> str:
        return self.told.event.id

    @property
    def width(self) -> int:
        """Days that the date leaves open; far more than any date's where there is none."""
        return (self.end - self.start).days if self.start and self.end else 10**6

    def order(self) -> tuple[int, str, str]:
        return self.width, str(self.published or "9999"), self.id

    def lookups(self) -> list[tuple[str, str]]:
        """Type and each party, by its key, a group by its code too."""
        sides = self.actors | self.recipients
        parties = {p.key for p in sides} | {p.code for p in sides if p.code and p.key.startswith("group:")}
        return [(self.told.event.event_type, party) for party in sorted(parties)]

    def months(self) -> tuple[int, ...]:
        """The months in which it may have been, counted through; none where they are too many. The undated lie near their publication."""
        first, last = self.start, self.end
        if first is None and last is None and self.published is not None:
            first, last = _shifted(self.published, -NEAR), _shifted(self.published, NEAR)
        if first is None or last is None or last - first > WIDE:
            return ()
        return tuple(range(first.year * 12 + first.month, last.year * 12 + last.month + 1))


def _telling(told: Told) -> _Telling:
    event, when = told.event, told.event.date
    start, end = (when.start, when.end) if when else (None, None)
    published = dt.date.fromisoformat(told.head.published) if told.head.published else None
    actors, recipients = _side(event.actors), _side(event.recipients)
    if event.event_type in MUTUAL:
        actors, recipients = actors | recipients, frozenset()
    return _Telling(told, actors, recipients, start, end, published, _effect(event))


def _effect(event: Event) -> tuple[str, ...] | None:
    state = follows(event)
    if state is None or state.a is None or not levels()[state.kind, state.level].once:
        return None
    kind = kinds()[state.kind]
    sides = [party_key(state.a, kind) or "", (party_key(state.b, kind) or "") if state.b else place_key(state.place)]
    return (kind.name, state.level or "", *(sorted(sides) if kind.undirected else sides)) if all(sides) else None


def _known(side: _Side) -> _Side:
    """Those of a side whom the tables know: "an army post" in one telling and "12 soldiers" in another contradict nothing."""
    return frozenset(party for party in side if not party.key.startswith("text:"))


def _one_side(a: _Side, b: _Side) -> bool:
    known = _known(a), _known(b)
    a, b = known if all(known) else (a, b)
    return a == b or bool(a and b and (_within(a, b) or _within(b, a)))


def _within(a: _Side, b: _Side) -> bool:
    return all(any(one.meets(other) for other in b) for one in a)


def _sides(a: _Telling, b: _Telling) -> bool:
    """Whether both sides agree; or one does, and the other is left out or unknown in a telling ("the border was closed") of the same dated day
    or the same mode. Of two that clash or sign, named together, either may be the one side in another telling."""
    if any(len(_known(x.actors)) > 1 and not x.recipients and y.recipients for x, y in ((a, b), (b, a))):
        return _one_side(a.actors | a.recipients, b.actors | b.recipients)
    pairs = ((a.actors, b.actors), (a.recipients, b.recipients))
    agree = [_one_side(*pair) for pair in pairs]
    if all(agree):
        return True
    dated = (a.start or a.end) is not None and (b.start or b.end) is not None
    mode = a.told.event.event_mode
    firm = any(ok and _known(x) and _known(y) for ok, (x, y) in zip(agree, pairs, strict=True))
    return (
        (dated or (mode is not None and mode == b.told.event.event_mode)) and firm and any(not _known(x) or not _known(y) for x, y in pairs)
    )


def _dates(a: _Telling, b: _Telling) -> bool:
    """Whether two tellings may be of the same day; the undated by publication: it dates no event, but bounds how far apart they are."""
    if (a.start or a.end) and (b.start or b.end):
        return (a.start or dt.date.min) <= (b.end or dt.date.max) and (b.start or dt.date.min) <= (a.end or dt.date.max)
    if a.published is None or b.published is None:
        return False
    for dated, other in ((a, b.published), (b, a.published)):
        first, last = dated.start or dated.end, dated.end or dated.start
        if first and last:
            return first - NEAR <= other <= last + NEAR
    return abs(a.published - b.published) <= NEAR


def _places(a: Event, b: Event) -> bool:
    one, other = a.place, b.place
    if one is None or other is None:
        return True
    if one.geonameid and other.geonameid and one.precision == other.precision:
        return one.geonameid == other.geonameid
    if one.country and other.country and one.country != other.country:
        return False
    if "country" in (one.precision, other.precision):
        return True
    return (one.name or one.text).casefold() == (other.name or other.text).casefold() or one.precision != other.precision


def _begun(a: _Telling, b: _Telling) -> bool:
    """Whether both brought one state about: it begins once, so that a word without a date is of the beginning before it."""
    if a.effect is None or a.effect != b.effect:
        return False
    return _dates(a, b) or _recalls(a, b) or _recalls(b, a)


def _recalls(late: _Telling, early: _Telling) -> bool:
    begun, undated = early.start or early.end, late.start is None and late.end is None
    since, most = (begun, RECALLED) if begun else (early.published, NEWS)
    return undated and since is not None and late.published is not None and since <= late.published <= _shifted(since, most)


def same(a: _Telling, b: _Telling) -> bool:
    """Whether two tellings may be of one event: they brought one state about; or type, mode, whether it is planned or negated, both sides and
    date are compatible, and the reports are two, as two events of one report are two. Places agree.

    ``historical`` is left out: it depends on when the report appeared.
    """
    x, y = a.told.event, b.told.event
    if _begun(a, b):
        return _places(x, y)
    modes = x.event_mode is None or y.event_mode is None or x.event_mode == y.event_mode
    idle = set(x.auxiliary) - {"historical"} == set(y.auxiliary) - {"historical"}
    alike = x.event_type == y.event_type and modes and idle and a.told.head.id != b.told.head.id
    return alike and _sides(a, b) and _dates(a, b) and _places(x, y)


def merge(tellings: Iterable[Told], voice: Voices | None = None, judgements: Iterable[Judgement] = ()) -> list[Merged]:
    """Events over reports, by date. The most exactly dated tellings lead; one that fits two events equally is left alone: no guess is made.

    Judgements ``merge`` and ``split`` are honoured first. ``voice`` says whose words a report copies (`voices`).
    """
    ordered = sorted({t.event.id: _telling(t) for t in tellings}.values(), key=_Telling.order)
    by_id = {t.id: t for t in ordered}
    joined, parted = _judged(by_id, judgements)
    clusters: list[list[Sequence[_Telling]]] = []
    at = _Clusters()
    placed: set[str] = set()
    for telling in ordered:
        if telling.id in placed:
            continue
        group = [by_id[i] for i in sorted(joined.get(telling.id, {telling.id}), key=lambda i: by_id[i].order())]
        placed.update(t.id for t in group)
        fits = [c for c in at.near(group) if _fits(group, clusters[c], parted)]
        fits = _best(group, fits, clusters) if len(fits) > 1 else fits
        home = fits[0] if len(fits) == 1 else len(clusters)
        if home == len(clusters):
            clusters.append([])
        clusters[home].append(group)
        at.put(group, home)
    return sorted((_merged([t for unit in c for t in unit], voice or {}) for c in clusters), key=lambda m: (str(m.start or "9999"), m.id))


def _best(group: Sequence[_Telling], fits: list[int], clusters: Sequence[Sequence[Sequence[_Telling]]]) -> list[int]:
    """Of several clusters that fit, those with which most sides agree that are known in both (one that only contradicts nothing fits less), and of
    these the nearest in time."""
    firm = {c: max((_agreeing(t, k), -_apart(t, k)) for t in group for unit in clusters[c] for k in unit) for c in fits}
    return [c for c in fits if firm[c] == max(firm.values())]


def _apart(a: _Telling, b: _Telling) -> int:
    """Days between two tellings, the undated by their publication; 0 where a telling spans the other."""
    first, second = ((t.start or t.end or t.published, t.end or t.start or t.published) for t in (a, b))
    if None in (*first, *second):
        return 10**6
    return max(
        0, ((second[0] or dt.date.min) - (first[1] or dt.date.min)).days, ((first[0] or dt.date.min) - (second[1] or dt.date.min)).days
    )


def _agreeing(a: _Telling, b: _Telling) -> int:
    pairs = ((a.actors, b.actors), (a.recipients, b.recipients))
    return sum(bool(_known(x) and _known(y)) and _one_side(x, y) for x, y in pairs)


def _fits(group: Sequence[_Telling], cluster: Sequence[Sequence[_Telling]], parted: set[frozenset[str]]) -> bool:
    """Whether tellings are of the event of a cluster: the same as one of each unit there, or as one that brought the same state about.

    A unit is a telling, or several that a person has judged to be of one event.
    """
    if any(frozenset((t.id, k.id)) in parted for t in group for unit in cluster for k in unit):
        return False
    begun = any(_begun(t, k) and same(t, k) for t in group for unit in cluster for k in unit)
    return begun or all(any(same(t, k) for t in group for k in unit) for unit in cluster)


class _Clusters:
    """Clusters by type, party and month: only those are compared whose days may meet. What spans more than `WIDE` is of any month.

    And by the state that was brought about, in whatever month.
    """

    def __init__(self) -> None:
        self._at: dict[tuple[str, str, int], dict[int, None]] = {}
        self._begun: dict[tuple[str, ...], dict[int, None]] = {}

    def put(self, group: Sequence[_Telling], home: int) -> None:
        for telling in group:
            months = telling.months()
            for key in telling.lookups():
                for month in (*months, ANY) if months else (WHENEVER, ANY):
                    self._at.setdefault((*key, month), {})[home] = None
            if telling.effect is not None:
                self._begun.setdefault(telling.effect, {})[home] = None

    def near(self, group: Sequence[_Telling]) -> list[int]:
        found: set[int] = set()
        for telling in group:
            months = telling.months()
            for key in telling.lookups():
                for month in (*months, WHENEVER) if months else (ANY,):
                    found.update(self._at.get((*key, month), ()))
            if telling.effect is not None:
                found.update(self._begun.get(telling.effect, ()))
        return sorted(found)


def _judged(by_id: Mapping[str, _Telling], judgements: Iterable[Judgement]) -> tuple[dict[str, set[str]], set[frozenset[str]]]:
    """Sets of events that are judged one, and pairs that are judged two; the later judgement of a pair stands."""
    verdict: dict[frozenset[str], str] = {}
    for j in standing(judgements):
        ids = [i for i in (j.target, *j.others) if i in by_id]
        if j.action == "merge":
            verdict.update({frozenset((a, b)): "merge" for a in ids for b in ids if a < b})
        elif j.action == "split":
            verdict.update({frozenset((ids[0], b)): "split" for b in ids[1:]})
    parted = {p for p, said in verdict.items() if said == "split"}
    joined: dict[str, set[str]] = {}
    for pair in (p for p, said in verdict.items() if said == "merge"):
        union = set().union(*(joined.get(i, {i}) for i in pair))
        if not any(p <= union for p in parted):
            joined.update(dict.fromkeys(union, union))
    return joined, parted


def claim_status(claims: Iterable[str]) -> str:
    """The claim over reports (`CLAIMS`); one side's allegation that another denies is ``denied``."""
    said = set(claims)
    return next((c for c in CLAIMS if c in said), "reported")


def _merged(cluster: Sequence[_Telling], voice: Voices) -> Merged:
    ordered = sorted(cluster, key=lambda t: (str(t.published or "9999"), t.id))
    starts, ends = [t.start for t in ordered if t.start], [t.end for t in ordered if t.end]
    claims = Counter(t.told.event.claim for t in ordered)
    behind = [t for t in ordered if t.told.event.claim != "denied"] or ordered  # who denies it does not stand behind it
    told = {(t.told.head.id, source_of(t.told.event.attribution, t.told.head)) for t in behind}
    ids = tuple(t.id for t in ordered)
    return Merged(
        id="m" + sha256(ids[0].encode()).hexdigest()[:15],
        event_type=ordered[0].told.event.event_type,
        tellings=ids,
        reports=tuple(dict.fromkeys(t.told.head.id for t in ordered)),
        sources=len({voice.get(who, who[1]) for who in told}),
        claim=claim_status(claims),
        claims=dict(sorted(claims.items())),
        start=max(starts, default=None),
        end=min(ends, default=None),
    )
