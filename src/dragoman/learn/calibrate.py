"""Confidence that means what it says: its weights are fitted on held-out sentences of the own corpus, never on test gold."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from dragoman.measure import corpus
from dragoman.measure.gold import as_report
from dragoman.measure.score import score
from dragoman.model import Reason
from dragoman.pipeline import load
from dragoman.resolve.confidence import FIELDS, features

ENOUGH = 30
"""Records of a kind below which it is not calibrated."""
PULL = 2.0
"""How strongly the weights are drawn to zero (ridge)."""
Judged = tuple[Sequence[Reason], bool]
Part = tuple[Sequence[corpus.Sentence], Collection[str]]
"""Sentences, and the kinds of record that are annotated in them."""


def weights(kind: str, judged: Sequence[Judged], rounds: int = 50) -> list[float]:
    """Logistic regression by Newton's method: the bias, then a weight for each of the features of ``kind``."""
    x = np.array([[1.0, *features(kind, reasons)] for reasons, _ in judged])
    y = np.array([float(right) for _, right in judged])
    pull = np.diag([0.0, *[PULL] * (x.shape[1] - 1)])
    w = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + pull + 1e-6 * np.eye(len(w)), x.T @ (y - p) - pull @ w)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return [round(float(v), 4) for v in w]


def calibrate(folder: Path, parts: Iterable[Part]) -> list[str]:
    """Read held-out sentences with the model of ``folder``, fit the weights of each kind of record, and write them there.

    Where there are fewer than `ENOUGH` records of a kind, weights that the folder already has for it stay.

    Returns:
        One line for each kind of record.
    """
    path = folder / "model.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    before = meta.pop("calibration", {})
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    reader = load(folder, min_confidence=0.0)
    found: dict[str, list[Judged]] = {kind: [] for kind in FIELDS}
    for items, kinds in parts:
        judged = score((g, reader.read(g.report)) for g in (as_report([item], item.where) for item in items)).judged
        for kind in kinds:
            found[kind] += judged[kind]
    fitted = {kind: weights(kind, found[kind]) for kind in FIELDS if len(found[kind]) >= ENOUGH}
    meta["calibration"] = before | fitted
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [_basis(kind, len(found[kind]), before) for kind in FIELDS]


def _basis(kind: str, number: int, before: Mapping[str, object]) -> str:
    if number >= ENOUGH:
        return f"confidence of {kind}s: calibrated on {number} held-out records"
    instead = "the edition's weights stay" if kind in before else "they are not calibrated"
    return f"confidence of {kind}s: {number} held-out records, {ENOUGH} are needed; {instead}"
