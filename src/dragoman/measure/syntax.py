"""Tree and names of a model against treebanks, on gold tokens."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.learn.data import Example
from dragoman.measure.score import Count
from dragoman.read.decode import softmax, spans, tree
from dragoman.read.engine import Engine


def attachment(engine: Engine, examples: Iterable[Example]) -> tuple[float, float, float]:
    """UAS, LAS (punctuation counted, relation subtypes too) and accuracy of the fine tag."""
    heads = labelled = tags = total = 0
    for example in examples:
        out = engine.words(example.words)
        for i, head in enumerate(tree(out.arcs)):
            right = head == (example.heads or [])[i]
            heads += right
            labelled += right and engine.labels.dep[int(out.deps[i])] == (example.deps or [])[i]
            tags += engine.labels.tag[int(out.tag[i])] == (example.tag or [])[i]
        total += len(example.words)
    return heads / total, labelled / total, tags / total


def names(engine: Engine, examples: Iterable[Example]) -> Count:
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
