"""Judgements in words."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator

from dragoman.ledger import Judgement
from dragoman.ledger.judgements import standing
from dragoman.store.rows import touched


def line(judgement: Judgement, *, stands: bool = True) -> str:
    """``j1f3… 2021-10-01 A. Editor: correct 43b06a… level="downgraded" (the embassy kept a chargé)``."""
    j = judgement
    fields = [f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in sorted(j.fields.items())]
    said = " ".join([j.action, j.target, *j.others, *fields])
    return f"{j.id} {j.on} {j.by}: {said}{f' ({j.note})' if j.note else ''}{'' if stands else ' [withdrawn]'}"


def lines(every: Iterable[Judgement], of: Collection[str] = ()) -> Iterator[str]:
    """Judgements by day, those of the records ``of`` where some are given; the withdrawn ones are marked."""
    kept = list(every)
    told, upheld, wanted = {j.id for j in kept}, {j.id for j in standing(kept)}, frozenset(of)
    for j in sorted(kept, key=lambda j: (j.on, j.id)):
        if not wanted or wanted & touched(j, kept):
            yield line(j, stands=j.id in upheld or (j.action == "withdraw" and j.target in told))
