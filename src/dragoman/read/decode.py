"""Logits to spans and trees. Plain numpy; nothing here knows a label's meaning."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def softmax(logits: Floats) -> Floats:
    """Along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), np.float32)


def sigmoid(logits: Floats) -> Floats:
    """Elementwise."""
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), np.float32)


def paths(probabilities: Floats) -> Ints:
    """The likeliest sound tagging of each row of BIO probabilities [N, W, 1 + 2 L] -> [N, W]: an I only after its own B or I (Viterbi)."""
    with np.errstate(divide="ignore"):
        scores = np.log(np.maximum(probabilities, 1e-9))
    number, width, size = scores.shape
    inside = np.arange(2, size, 2)
    rows = np.arange(number)
    back = np.zeros((number, width, size), np.int64)
    best = scores[:, 0].copy()
    best[:, inside] = -1e9
    for at in range(1, width):
        any_ = best.argmax(-1)
        back[:, at] = any_[:, None]
        step = scores[:, at] + best[rows, any_][:, None]
        goes_on = best[:, inside] > best[:, inside - 1]
        back[:, at, inside] = np.where(goes_on, inside, inside - 1)
        step[:, inside] = scores[:, at, inside] + np.where(goes_on, best[:, inside], best[:, inside - 1])
        best = step
    tags = np.zeros((number, width), np.int64)
    if width:
        tags[:, -1] = best.argmax(-1)
        for at in range(width - 1, 0, -1):
            tags[:, at - 1] = back[rows, at, tags[:, at]]
    return tags


def spans(probabilities: Floats) -> list[list[tuple[int, int, int, float]]]:
    """BIO probabilities [N, W, 1 + 2 L] to each row's (label, start, end, score) in the order of the text. Score is the mean over words."""
    found: list[list[tuple[int, int, int, float]]] = [[] for _ in range(len(probabilities))]
    best = probabilities.argmax(-1)
    before = np.zeros_like(best)
    before[:, 1:] = best[:, :-1]
    unsound = ((best > 0) & (best % 2 == 0) & (before != best) & (before != best - 1)).any(-1)
    if unsound.any():
        best[unsound] = paths(probabilities[unsound])
    for row in np.flatnonzero(best.any(-1)).tolist():
        tags = best[row].tolist()
        start = -1
        for i, tag in enumerate([*tags, 0]):
            if start >= 0 and (tag == 0 or tag % 2 == 1):
                begin = tags[start]
                score = float(probabilities[row, start:i, begin : begin + 2].sum(-1).mean())
                found[row].append(((begin - 1) // 2, start, i, score))
                start = -1
            if tag % 2 == 1:
                start = i
    return found


def tree(arcs: Floats) -> list[int]:
    """Heads (0 is the root, else 1 + index) from arc scores [W, 1 + W]: the best tree with one root (Chu–Liu/Edmonds)."""
    heads = arcs.argmax(-1)
    if int((heads == 0).sum()) == 1 and not _cycle([int(h) for h in heads]):
        return [int(h) for h in heads]
    scores = arcs.astype(np.float64).copy()
    scores[np.arange(len(scores)), np.arange(len(scores)) + 1] = -1e9
    root = int(scores[:, 0].argmax())
    scores[:, 0] = -1e9
    scores[root, :] = -1e9
    scores[root, 0] = 0.0
    full = np.full((len(scores) + 1, len(scores) + 1), -1e9)
    full[1:, :] = scores
    return [int(h) for h in _edmonds(full)[1:]]


def _cycle(heads: list[int]) -> list[int]:
    """A cycle among ``heads`` (1-based tokens), or nothing."""
    state = [0] * (len(heads) + 1)
    for at in range(1, len(heads) + 1):
        path, node = [], at
        while node and not state[node]:
            state[node] = at
            path.append(node)
            node = heads[node - 1]
        if node and state[node] == at:
            return path[path.index(node) :]
    return []


def _edmonds(scores: NDArray[np.float64]) -> Ints:
    """Best heads for nodes 1.. of ``scores`` [dependent, head] with node 0 the root."""
    heads = scores.argmax(-1)
    heads[0] = 0
    cycle = _cycle([int(h) for h in heads[1:]])
    if not cycle:
        return np.asarray(heads, np.int64)
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    within = float(sum(scores[n, heads[n]] for n in cycle))
    members = np.array(cycle)
    gains = scores[np.ix_(members, outside)] - scores[members, heads[members]][:, None] + within
    leaving = scores[np.ix_(outside, members)]
    small = np.full((len(outside) + 1, len(outside) + 1), -1e9)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1], small[:-1, -1] = gains.max(0), leaving.max(1)
    small[-1, -1] = -1e9
    inner = _edmonds(small)
    result = np.array(heads, np.int64)
    for i, node in enumerate(outside):
        if node:
            result[node] = outside[inner[i]] if inner[i] < len(outside) else members[leaving[i].argmax()]
    enter = outside[inner[-1]]
    broken = members[gains[:, inner[-1]].argmax()]
    result[broken] = enter
    return result
