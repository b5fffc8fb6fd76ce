"""Confidence that means what it says: its weights are fitted on held-out sentences of the own corpus, never on test gold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dragoman.learn import corpus
from dragoman.learn.data import held_out
from dragoman.measure.gold import GoldReport, as_report
from dragoman.measure.score import score
from dragoman.model import Reason
from dragoman.pipeline import load
from dragoman.resolve.confidence import FIELDS, features

ENOUGH = 30
"""Records of a kind below which it is not calibrated."""
PULL = 2.0
"""How strongly the weights are drawn to zero (ridge)."""
Judged = tuple[Sequence[Reason], bool]


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


def calibrate(folder: Path, own: Path, share: float) -> dict[str, list[float]]:
    """Read the held-out sentences with the model of ``folder``, fit the weights of each kind of record, and write them there."""
    items = [s for s in corpus.load([own]) if held_out(s.pair[1] if s.pair else s.text, share)]
    path = folder / "model.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta.pop("calibration", None)
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    reader = load(folder, min_confidence=0.0)
    gold: list[GoldReport] = [as_report([item], item.where) for item in items]
    found = score((g, reader.read(g.report)) for g in gold).judged
    meta["calibration"] = {kind: weights(kind, found[kind]) for kind in FIELDS if len(found[kind]) >= ENOUGH}
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return dict(meta["calibration"])
