"""Questions to the ledger: what held on a day, as far as the world could know by another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.ledger.copying import Voices
from dragoman.ledger.facts import Fact
from dragoman.ledger.fold import PLAIN, fold
from dragoman.ledger.intervals import Dispute, Interval
from dragoman.ledger.pieces import Rule


@dataclass(frozen=True, slots=True)
class Since:
    """When a state began: not before ``earliest`` (None: nobody says), surely by ``latest`` (None: it may not have begun)."""

    earliest: dt.date | None
    latest: dt.date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one relation on one day.

    ``status`` is ``holds``, ``uncertain`` (``level`` may hold, else one of ``others``) or ``unknown, last known LEVEL`` (``level`` is
    None). ``evidence`` are ids of relations (`why` shows them), ``sources`` the number of independent voices behind them, ``disputes``
    the reports that disagree. ``via`` is the organisation whose relation implies it for a member (None: told of the pair itself).
    """

    kind: str
    a: str
    b: str
    place: str
    level: str | None
    status: str
    since: Since | None
    evidence: tuple[str, ...]
    disputes: tuple[Dispute, ...] = ()
    others: tuple[str, ...] = ()
    last_known: str | None = None
    sources: int = 0
    by: str | None = None
    types: tuple[str, ...] = ()
    via: str | None = None

    @classmethod
    def of(cls, interval: Interval) -> Answer:
        """The answer on any day of ``interval``."""
        i = interval
        status = i.status if i.level is not None else f"unknown, last known {i.last_known}" if i.last_known else "unknown"
        since = Since(i.since_earliest, i.since_latest) if i.level is not None else None
        return cls(
            i.kind,
            i.a,
            i.b,
            i.place,
            i.level,
            status,
            since,
            i.evidence,
            i.disputes,
            i.others,
            i.last_known,
            i.sources,
            i.by,
            i.types,
            i.via,
        )


def as_of(
    facts: Iterable[Fact], day: dt.date, known_by: dt.date | None = None, *, rule: Rule = PLAIN, voices: Voices | None = None
) -> list[Answer]:
    """What held on ``day``, in each relation of which anything is known, ordered by kind and parties.

    With ``known_by`` only reports published by that day count.
    """
    return [Answer.of(i) for i in timeline(facts, known_by, rule=rule, voices=voices) if i.start <= day and (i.end is None or day <= i.end)]


def timeline(
    facts: Iterable[Fact], known_by: dt.date | None = None, *, rule: Rule = PLAIN, voices: Voices | None = None
) -> tuple[Interval, ...]:
    """All intervals, as far as known by ``known_by``."""
    return fold((f for f in facts if f.known_by(known_by)), rule, voices)
