"""Who stands behind an answer: how many independent voices, and whether they report, allege or confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dragoman.ledger.copying import Voices
from dragoman.ledger.facts import Fact
from dragoman.ledger.merge import claim_status


class Support(NamedTuple):
    """``sources`` independent voices; the ``claim`` over all of them (`claim_status`), and how many relations make each claim."""

    sources: int
    claim: str
    claims: dict[str, int]


def support(evidence: Iterable[str], facts: Mapping[str, Fact], voices: Voices | None = None) -> Support:
    """The support of the relations ``evidence``, by id; ``voices`` as for `dragoman.ledger.fold`. Ids that no fact has are left out."""
    behind = [facts[i] for i in dict.fromkeys(evidence) if i in facts]
    claims = Counter(f.claim for f in behind)
    told = voices or {}
    return Support(len({told.get((f.report, f.source), f.source) for f in behind}), claim_status(claims), dict(sorted(claims.items())))
