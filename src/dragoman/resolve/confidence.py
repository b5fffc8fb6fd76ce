"""Confidence: the chance that a record is right, from the scores that its own reasons carry.

A record's reasons (`Reason.score`) are all that is weighed, so that whoever reads ``why`` sees what the confidence was made of. Each field of
`FIELDS` gives three numbers: the log-odds of its lowest score, whether it is missing, and whether it has several values. The weights are
fitted by logistic regression on held-out sentences of the corpus (`dragoman.learn.calibrate`) and stand in the model's ``model.json``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log, prod

from dragoman.model import Reason

FIELDS: Mapping[str, tuple[str, ...]] = {
    "event": ("evidence", "event_type", "event_mode", "actors", "recipients"),
    "relation": ("evidence", "kind", "level", "a", "b", "place"),
    "statement": ("verb", "content", "speaker"),
    "figure": ("evidence", "unit"),
}
"""By kind of record, the fields whose scores are weighed."""
LEAST = 1e-3
MENDED = 0.9
"""What a reading of mended text is worth beside one of sound text (codebook: "worth less confidence")."""
Weights = Sequence[float]


def features(kind: str, reasons: Sequence[Reason]) -> list[float]:
    """The numbers that are weighed: 3 for each field of `FIELDS`."""
    out: list[float] = []
    for field in FIELDS[kind]:
        scores = [min(max(r.score, LEAST), 1 - LEAST) for r in reasons if r.field == field and r.score is not None]
        low = min(scores, default=0.5)
        out += [log(low / (1 - low)), float(not scores), float(len(scores) > 1)]
    return out


def confidence(kind: str, reasons: Sequence[Reason], weights: Weights | None, *, mended: bool = False) -> float:
    """The chance that the record is right. Without weights (a model that was not calibrated): the product of its scores."""
    if weights is None:
        chance = prod(min((r.score for r in reasons if r.field == field and r.score is not None), default=1.0) for field in FIELDS[kind])
    else:
        logit = weights[0] + sum(w * x for w, x in zip(weights[1:], features(kind, reasons), strict=True))
        chance = 1 / (1 + exp(-max(-30.0, min(30.0, logit))))
    return round(chance * (MENDED if mended else 1.0), 4)
