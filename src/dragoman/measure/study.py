"""Which type, if the two parties are known: `classify` on the PLV set (Hu et al., ACL 2024, github.com/snowood1/Zero-Shot-PLOVER).

The set has 15 types: its YIELD is PLOVER's CONCEDE and RETREAT together, and of quad 2. It follows an older reading of PLOVER than our
codebook; a table of rules says which of our answers count as right for that reason (``evaluation/older_reading.tsv``).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import InputError
from dragoman.measure.part import Cell, Part, counted, some
from dragoman.measure.published import GIVEN, OLDER
from dragoman.measure.score import Count
from dragoman.ontology.plover import rows as table

Ask = Callable[[dict[str, Any]], dict[str, Any]]
"""`dragoman.classify.classify` with its engine: a line in, the answer out."""
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
SEED, RESAMPLES = 20240811, 1000
MEASURES = ("macro-F1", "accuracy", "quad macro-F1")
COLUMNS = ("event_type", "mode", "words", "label", "why")


class Rule(NamedTuple):
    """An answer of ours (type, and mode or ``*``) that counts as the set's ``label`` where the sentence holds ``words``."""

    event_type: str
    mode: str
    words: re.Pattern[str]
    label: str
    why: str


class Item(NamedTuple):
    """A sentence, where its parties stand in it (None: the set marks none), and what it is annotated as."""

    text: str
    actor: tuple[int, int] | None
    recipient: tuple[int, int] | None
    label: str
    quad: str


class Answer(NamedTuple):
    """An item with our type and mode, and the number of the rule that counts it as right, if one does."""

    item: Item
    event_type: str
    mode: str
    rule: int | None

    @property
    def label(self) -> str:
        """Our type in the set's terms."""
        return YIELD.get(self.event_type, self.event_type)


def rules(path: Path) -> list[Rule]:
    """The rules of a tab-separated table with the columns `COLUMNS`. Raises `InputError`."""
    try:
        with path.open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        return [Rule(r["event_type"], r["mode"], re.compile(r["words"], re.IGNORECASE), r["label"], r["why"]) for r in rows]
    except (OSError, KeyError, TypeError, re.error) as error:
        raise InputError(f"{path}: {type(error).__name__}: {error}; a table of rules has the columns {', '.join(COLUMNS)}") from error


def unmarked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without its marks ``<s>…</s>`` and ``<t>…</t>``, and the offsets of what the first of each held."""
    spans: dict[str, tuple[int, int]] = {}
    open_at: dict[str, int] = {}
    text, last = "", 0
    for mark in re.finditer(r"</?([st])>", marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark.group().startswith("</"):
            spans.setdefault(mark.group(1), (open_at[mark.group(1)], len(text)))
        else:
            open_at[mark.group(1)] = len(text)
    return text + marked[last:], spans


def items(folder: Path) -> list[Item]:
    """The sentences of ``folder``/PLV_train.tsv. Raises `InputError`."""
    path = folder / "PLV_train.tsv"
    found = []
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                text, spans = unmarked(row["marked_sentence"])
                found.append(Item(text, spans.get("s"), spans.get("t"), row["gold_root"], row["gold_penta"]))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path}: {type(error).__name__}: {error}; the set has marked_sentence, gold_root and gold_penta") from error
    return found


def answered(item: Item, ask: Ask, allowed: Sequence[Rule]) -> Answer:
    """Our answer, with the first rule that counts it as right (none where it is right anyway)."""
    said = ask({"text": item.text, "actor": item.actor, "recipient": item.recipient})
    answer = Answer(item, str(said["event_type"]), str(said["event_mode"] or ""), None)
    if answer.label == item.label:
        return answer
    fits = (
        i
        for i, rule in enumerate(allowed)
        if (rule.event_type, rule.label) == (answer.event_type, item.label)
        and rule.mode in ("*", answer.mode)
        and rule.words.search(item.text)
    )
    return answer._replace(rule=next(fits, None))


def _quads() -> dict[str, str]:
    """The quad of each type of the set."""
    return {row["event"]: row["quad"] for row in table("events")} | {"YIELD": "2"}


Numbers = NDArray[np.int64]


def macro_f1(gold: Numbers, said: Numbers, classes: int) -> float:
    """Mean F1 of the classes that occur in either; classes are numbers below ``classes``."""
    joint = np.bincount(gold * classes + said, minlength=classes * classes).reshape(classes, classes)
    right, both = np.diag(joint), joint.sum(0) + joint.sum(1)
    return float((2 * right[both > 0] / both[both > 0]).mean())


def intervals(pairs: tuple[Numbers, Numbers], quads: tuple[Numbers, Numbers]) -> list[tuple[float, float, float]]:
    """The `MEASURES` of (gold, said) types and quads, each with its 95% percentile interval over `RESAMPLES` bootstrap samples."""
    size, kinds, quad_kinds = len(pairs[0]), int(max(map(np.max, pairs))) + 1, int(max(map(np.max, quads))) + 1

    def figures(at: Numbers) -> tuple[float, float, float]:
        (gold, said), (quad, its) = ((one[at], other[at]) for one, other in (pairs, quads))
        return macro_f1(gold, said, kinds), float((gold == said).mean()), macro_f1(quad, its, quad_kinds)

    draw = np.random.default_rng(SEED)
    samples = np.array([figures(draw.integers(0, size, size)) for _ in range(RESAMPLES)])
    low, high = np.percentile(samples, (2.5, 97.5), axis=0)
    return [(v, float(a), float(b)) for v, a, b in zip(figures(np.arange(size)), low, high, strict=True)]


def _numbers(values: Sequence[str], names: Sequence[str]) -> Numbers:
    return np.array([names.index(v) for v in values], np.int64)


def measured(answers: Sequence[Answer], *, allow: bool) -> list[tuple[float, float, float]]:
    """The `MEASURES` with their intervals; with ``allow``, an answer that a rule counts as right stands as the set's label."""
    quads = _quads()
    said = [a.item.label if allow and a.rule is not None else a.label for a in answers]
    names = sorted({*said, *(a.item.label for a in answers)})
    kinds = sorted(set(quads.values()))
    return intervals(
        (_numbers([a.item.label for a in answers], names), _numbers(said, names)),
        (_numbers([a.item.quad for a in answers], kinds), _numbers([quads[s] for s in said], kinds)),
    )


def by_type(answers: Sequence[Answer]) -> list[tuple[str, Count]]:
    """Right, found and wanted by type of the set, no rule allowed for."""
    counts = {name: Count() for name in sorted({a.item.label for a in answers} | {a.label for a in answers})}
    for a in answers:
        counts[a.label].found += 1
        counts[a.item.label].wanted += 1
        counts[a.label].right += a.label == a.item.label
    return list(counts.items())


def parts(ask: Ask, folder: Path, older: Path | None, limit: int | None = None) -> list[Part]:
    """The figures on the set, those by type, and what each rule of ``older`` admitted. Raises `InputError`."""
    allowed = rules(older) if older else []
    answers = [answered(item, ask, allowed) for item in some(items(folder), limit)]
    if not answers:
        raise InputError(f"{folder}: there is no sentence in it")
    rows: list[tuple[Cell, ...]] = []
    figures: dict[str, float] = {}
    for name, allow in ((GIVEN, False), (OLDER, True))[: 1 + bool(older)]:
        for measure, (value, low, high) in zip(MEASURES, measured(answers, allow=allow), strict=True):
            rows.append((f"{name}: {measure}", value, low, high))
            figures[f"{name}: {measure}"] = round(value, 4)
    note = (
        f"`dragoman classify` on {len(answers)} sentences of `study/plv` (news; the training part of the set, of which nothing was trained on), 15 types; "
        f"CONCEDE and RETREAT count as YIELD. Intervals: 95%, {RESAMPLES:,} bootstrap samples. *Older reading*: answers that `evaluation/older_reading.tsv` counts as right."
    )
    found = [
        Part("Type given the two parties", note, ("What", "Figure", "from", "to"), rows, figures),
        Part("Type given the two parties, by type", "No rule allowed for.", ("Type", "Precision", "Recall", "F1", "In the set"), counted(by_type(answers)), {}),
    ]  # fmt: skip
    if allowed:
        admitted = Counter(a.rule for a in answers)
        head = ("Our answer", "Its mode", "Their label", "Answers", "Why")
        its: list[tuple[Cell, ...]] = [(r.event_type, r.mode, r.label, admitted[i], r.why) for i, r in enumerate(allowed)]
        found.append(Part("What the older reading admits", "Answers counted as right by each rule, the first that fits.", head, its, {}))
    return found
