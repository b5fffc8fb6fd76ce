"""Tree and names of a model against treebanks, on gold tokens."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dragoman.measure.part import Cell, Part, some
from dragoman.measure.score import Count
from dragoman.measure.treebank import GUM_SHARE, Tree, conllu, held_out
from dragoman.read.decode import softmax, spans, tree
from dragoman.read.engine import Engine


def attachment(engine: Engine, examples: Iterable[Tree]) -> tuple[float, float, float]:
    """UAS, LAS (punctuation counted, relation subtypes too) and accuracy of the fine tag."""
    heads = labelled = tags = total = 0
    for example in examples:
        out = engine.words(example.words)
        for i, head in enumerate(tree(out.arcs)):
            right = head == example.heads[i]
            heads += right
            labelled += right and engine.labels.dep[int(out.deps[i])] == example.deps[i]
            tags += engine.labels.tag[int(out.tag[i])] == example.tag[i]
        total += len(example.words)
    return heads / total, labelled / total, tags / total


def names(engine: Engine, examples: Iterable[Tree]) -> Count:
    """Exact spans with their kind."""
    count = Count()
    for example in examples:
        found = {s[:3] for s in spans(softmax(engine.words(example.words).names[None]))[0]}
        wanted = set()
        start, label = -1, -1
        for i, tag in enumerate([*(example.names or []), 0]):
            kind = (tag - 1) // 2 if tag else -1
            if label >= 0 and (kind != label or tag % 2 == 1):
                wanted.add((label, start, i))
                label = -1
            if kind >= 0 and label < 0:
                start, label = i, kind
        count.right += len(found & wanted)
        count.found += len(found)
        count.wanted += len(wanted)
    return count


def part(engine: Engine, train: Path, limit: int | None = None) -> Part:
    """Tree on UD EWT dev and names on the tenth of GUM that is kept out by document, both on gold tokens. ``train`` holds ``ud_ewt`` and ``gum``."""
    trees = some(list(conllu(train / "ud_ewt" / "dev.conllu")), limit)
    kept = [p for p in sorted((train / "gum" / "conllu").glob("*.conllu")) if held_out(p.stem, GUM_SHARE)]
    named = some([example for path in kept for example in conllu(path)], limit)
    unlabelled, labelled, tags = attachment(engine, trees)
    count = names(engine, named)
    note = (
        f"Gold tokens; attachment with punctuation and subtypes of relations. UD EWT dev ({len(trees):,} sentences, in no training set), and {len(named):,} sentences of GUM's {len(kept)} held-out "
        "documents: exact spans of names with their kind (PER, ORG, LOC, MISC), taken from GUM's entities."
    )
    rows: list[tuple[Cell, ...]] = [
        ("UD EWT dev: labelled attachment (LAS)", labelled), ("UD EWT dev: unlabelled attachment (UAS)", unlabelled), ("UD EWT dev: fine tags", tags),
        ("GUM: names, F1", count.f1), ("GUM: names, precision", count.precision), ("GUM: names, recall", count.recall),
    ]  # fmt: skip
    return Part("Trees and names", note, ("What", "Figure"), rows, {"LAS": round(labelled, 4), "names": round(count.f1, 4)})
