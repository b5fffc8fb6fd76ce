"""Figures from counts: tables, calibration, floors."""

from __future__ import annotations

import json
from pathlib import Path

from dragoman.errors import InputError
from dragoman.measure.score import Scores
from dragoman.read.labels import AUX

FIELDS = {
    "event": "event: type, actors and recipients right", "trigger and type": "event: type right", "mode": "mode (of right types)", "actor": "actors (of right types)",
    "recipient": "recipients (of right types)", "claim": "claim (of right types)", "statement": "statement: speaker and content", "statement content": "statement: content",
    "relation": "relation: kind, parties and level", "figure": "figure: value's words, unit and bound", "code": "actor codes (where gold gives them)", "date": "dates of events (where gold gives them)",
}  # fmt: skip


def calibration(pairs: list[tuple[float, bool]], bins: int = 10) -> dict[str, float]:
    """Expected calibration error over equal-width bins, Brier score, the base rate's Brier score, and precision and share of right ones at .8 and above."""
    if not pairs:
        return {}
    n, base = len(pairs), sum(ok for _, ok in pairs) / len(pairs)
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for p, ok in pairs:
        groups[min(bins - 1, int(p * bins))].append((p, ok))
    error = sum(abs(sum(p for p, _ in g) - sum(ok for _, ok in g)) for g in groups) / n
    sure = [ok for p, ok in pairs if p >= 0.8]
    return {
        "expected calibration error": error, "brier": sum((p - ok) ** 2 for p, ok in pairs) / n, "brier of the base rate": base * (1 - base),
        "precision at .8": sum(sure) / len(sure) if sure else 0.0, "right at .8": float(sum(sure)),
    }  # fmt: skip


def bins(pairs: list[tuple[float, bool]], number: int = 10) -> list[tuple[str, int, float, float]]:
    """(range, how many, mean confidence, share right) for each bin of equal width that holds any."""
    out = []
    for i in range(number):
        inside = [(p, ok) for p, ok in pairs if min(number - 1, int(p * number)) == i]
        if inside:
            n = len(inside)
            out.append((f"{i / number:.1f} to {(i + 1) / number:.1f}", n, sum(p for p, _ in inside) / n, sum(ok for _, ok in inside) / n))
    return out


def figures(scores: Scores) -> dict[str, float]:
    """The figures by name that floors may be set on."""
    out = {name: scores.counts[name].f1 for name in FIELDS if name in scores.counts}
    held = [scores.counts[f"auxiliary {name}"].f1 for name in (*AUX, "none")]
    out["auxiliary"] = sum(held) / len(held)
    out["event precision"], out["event recall"] = scores.counts["event"].precision, scores.counts["event"].recall
    if scores.bare:
        out["false alarms"] = scores.false_alarms / scores.bare
    wanted = scores.counts["event"].wanted
    for name, value in calibration(scores.confidence["event"]).items():
        out["share of gold at .8" if name == "right at .8" else name] = value / wanted if name == "right at .8" and wanted else value
    if "brier" in out:
        out["brier less base rate"] = out["brier"] - out["brier of the base rate"]
    return {name: round(value, 4) for name, value in out.items()}


CEILINGS = ("false alarms", "expected calibration error", "brier", "brier less base rate")
"""Figures for which less is better."""


def broken(found: dict[str, float], path: Path) -> list[str]:
    """The floors of ``path`` (JSON: figure to bound) that are not held, a line each."""
    try:
        floors: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {error}; a floors file is a JSON object of figure and bound") from error
    missing = [f"{name}: there is no such figure" for name in floors if name not in found]
    worse = [
        f"{name}: {found[name]:.3f} is {'above' if name in CEILINGS else 'below'} {bound}"
        for name, bound in floors.items()
        if name in found and (found[name] > bound if name in CEILINGS else found[name] < bound)
    ]
    return missing + worse


def rows(scores: Scores) -> list[tuple[str, float, float, float, int]]:
    """(what, precision, recall, F1, wanted): fields first, then event types, then auxiliaries."""
    names = [n for n in FIELDS if n in scores.counts]
    names += sorted(n for n in scores.counts if n.startswith("type "))
    names += [f"auxiliary {n}" for n in (*AUX, "none")]
    return [(FIELDS.get(n, n), c.precision, c.recall, c.f1, int(c.wanted)) for n in names for c in [scores.counts[n]]]
