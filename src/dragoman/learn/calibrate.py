"""Confidence that means what it says: Platt's scaling, fitted on held-out sentences of the own corpus, never on test gold."""

from __future__ import annotations

import json
from math import exp, log
from pathlib import Path

from dragoman.learn import corpus
from dragoman.learn.data import held_out
from dragoman.measure.gold import GoldReport, as_report
from dragoman.measure.score import score
from dragoman.pipeline import load


def platt(pairs: list[tuple[float, bool]], rounds: int = 2000, rate: float = 0.05) -> tuple[float, float]:
    """Fit ``sigmoid(a * logit + b)`` to (raw probability, right) by gradient descent, with a weak pull to (1, 0); ``a`` stays above zero."""
    clipped = [min(max(p, 1e-4), 1 - 1e-4) for p, _ in pairs]
    points = [(log(p / (1 - p)), float(y)) for p, (_, y) in zip(clipped, pairs, strict=True)]
    a, b, n = 1.0, 0.0, len(points)
    for _ in range(rounds):
        off = [(1 / (1 + exp(-(a * x + b))) - y, x) for x, y in points]
        a = max(0.01, a - rate * (sum(d * x for d, x in off) / n + (a - 1) / n))
        b -= rate * 4 * (sum(d for d, _ in off) / n + b / n)
    return round(a, 4), round(b, 4)


def calibrate(folder: Path, own: Path, share: float) -> dict[str, tuple[float, float]]:
    """Read the held-out sentences with the model of ``folder``, fit the scaling of each kind of record, and write it there."""
    items = [s for s in corpus.load([own]) if held_out(s.pair[1] if s.pair else s.text, share)]
    path = folder / "model.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta.pop("calibration", None)
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    reader = load(folder, min_confidence=0.0)
    gold: list[GoldReport] = [as_report([item], item.where) for item in items]
    found = score((g, reader.read(g.report)) for g in gold).confidence
    meta["calibration"] = {kind: platt(pairs) for kind, pairs in sorted(found.items()) if len(pairs) >= 30}
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return dict(meta["calibration"])
