"""The page of figures (``docs/accuracy.md``), Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.measure.part import Part, cell, markdown
from dragoman.measure.published import GIVEN, GOALS, PUBLISHED, SPEED
from dragoman.measure.report import bins, figures, rows
from dragoman.measure.score import Scores
from dragoman.model import Versions

FAULTS = 25


def goals(found: Mapping[str, float]) -> list[str]:
    """What must be reached beside what is, and by how much it is missed."""
    lines = ["| Measure | Measured on | Figure | Floor | |", "|---|---|---:|---:|---|"]
    for goal in GOALS:
        value = found.get(goal.figure)
        bound = f"{'at most' if goal.less else ''} {goal.bound:.2f}".strip()
        if value is None:
            lines.append(f"| {goal.what} | {goal.measured} | – | {bound} | not measured here |")
            continue
        short = goal.short(value)
        lines.append(f"| {goal.what} | {goal.measured} | {value:.3f} | {bound} | {f'misses by {short:.3f}' if short > 0 else 'reached'} |")
    return lines


def _gold(scores: Scores, reports: int) -> Part:
    note = (
        f"`evaluation/gold`, {reports} texts, annotated twice and reconciled, from other briefs than the training corpus; nothing was fitted on it. `evaluation/README.md` says how it was made, its limits, and how "
        "far its two annotations agree, field by field: the ceiling of this table. An event is right when its type and all its actors and recipients are (word overlap of at least one half for each span, lists complete)."
    )
    table = [(what, p, r, f, n) for what, p, r, f, n in rows(scores)]
    return Part("Own gold, by type and field", note, ("What", "Precision", "Recall", "F1", "In gold"), list(table), {})


def _confidence(scores: Scores) -> Part:
    found = figures(scores)
    names = ("expected calibration error", "brier", "brier of the base rate", "precision at .8", "share of gold at .8", "false alarms")
    note = " ".join(
        [
            "Of the events asserted on own gold: what their `confidence` says and how many of them are right.",
            "; ".join(f"{name} {found[name]:.3f}" for name in names if name in found) + ".",
            "*False alarms*: the share of texts without an event that get one.",
        ]
    )
    return Part("Confidence", note, ("Confidence", "Events", "Mean confidence", "Right"), list(bins(scores.confidence["event"])), {})


def _published(found: Mapping[str, float]) -> list[str]:
    ours = [found.get(f"{GIVEN}: {measure}") for measure in ("macro-F1", "quad macro-F1")]
    mine = " | ".join("–" if value is None else f"{value:.3f}" for value in ours)
    return [
        "## Published figures of other coders", "",
        "Macro-F1 of type and quad given the two parties: theirs on the *test* part of the PLV set, as published; ours on its training part, none of which the reader was trained on (the last line's coder was). "
        "We have not measured on the test part.", "",
        "| Coder | Type | Quad |", "|---|---:|---:|", f"| Dragoman, on the training part | {mine} |", *(f"| {who} | {cell(a)} | {cell(b)} |" for who, a, b in PUBLISHED), "", SPEED, "",
    ]  # fmt: skip


def page(scores: Scores, reports: int, versions: Versions, parts: Sequence[Part], found: Mapping[str, float], absent: Sequence[str], errors: str | None) -> str:  # fmt: skip
    """The whole page.

    ``parts`` are the other measures and ``found`` all figures by name; ``absent`` says of each corpus that is not there what was therefore
    not measured; ``errors`` is the hand-kept section, in place of the first faults on own gold.
    """
    kept = (errors or "").strip()
    lines = [
        "# Accuracy", "",
        f"Written by `make evaluate` (dragoman {versions.dragoman}, model {versions.model}, ontology {versions.ontology}); none of it is written by hand but the last section. Nothing that is measured here was "
        "trained on.", "",
        "## What it must reach", "", *goals(found), "",
        *(["Not measured, for want of the corpora (none ships with Dragoman):", "", *(f"- {line}" for line in absent), ""] if absent else []),
        *markdown(_gold(scores, reports)), *markdown(_confidence(scores)), *(line for part in parts for line in markdown(part)), *_published(found),
    ]  # fmt: skip
    if kept:
        return "\n".join([*lines, kept, ""])
    first = ["## What still goes wrong", "", "The first faults on own gold, in the order of the files:", ""]
    return "\n".join([*lines, *first, *(f"- {fault}" for fault in scores.faults[:FAULTS]), ""])
