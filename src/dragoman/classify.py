"""Which event, if the two parties are known: the model's chooser on a text with an actor and a recipient marked."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.errors import InputError

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dragoman.read.decode import Floats
    from dragoman.read.engine import Engine

KEEP = 0.5
"""Probability above which an auxiliary is said to hold."""
REACH = 120
"""Words on each side of the parties that are looked at in a text longer than the encoder takes."""
ASKEW = 0.4
"""What a party found in the other's role is worth."""
FLOOR, TRUST = 0.05, 0.7
"""How the reader's own events bear on the answer: chances are multiplied by (FLOOR + share) ** TRUST. Chosen on held-out corpus sentences."""
Offsets = tuple[int, int]


@cache
def _tokenizer() -> Callable[[str], Doc]:
    import spacy

    return spacy.blank("en").tokenizer


def _span(record: dict[str, Any], key: str, size: int) -> Offsets | None:
    """The offsets under ``key``, or None where it is null or missing."""
    value = record.get(key)
    if value is None:
        return None
    whole = isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(v, int) and not isinstance(v, bool) for v in value)
    if not whole or not 0 <= value[0] < value[1] <= size:
        raise InputError(f"{key!r} must be [start, end] within the text's {size} characters, not {str(value)[:40]}")
    return value[0], value[1]


def words_of(text: str, spans: list[Offsets | None]) -> tuple[list[str], list[list[int]]]:
    """The words of ``text`` around ``spans``, and for each span the numbers of its words.

    Raises:
        InputError: a span holds no word.
    """
    tokens = [t for t in _tokenizer()(text) if not t.is_space]
    chosen = [[i for i, t in enumerate(tokens) if s and t.idx < s[1] and s[0] < t.idx + len(t)] for s in spans]
    for span, found in zip(spans, chosen, strict=True):
        if span and not found:
            raise InputError(f"no word at [{span[0]}, {span[1]}]")
    marked = [i for found in chosen for i in found]
    start, end = 0, len(tokens)
    if marked and len(tokens) > 2 * REACH:
        start, end = max(0, min(marked) - REACH), min(len(tokens), max(marked) + 1 + REACH)
        if end - start > 2 * REACH:
            # Parties far apart: the words before the first say least.
            start = max(0, min(marked) - 10)
    return [t.text for t in tokens[start:end]], [[i - start for i in found] for found in chosen]


def _shared(span: tuple[int, int], chosen: list[int]) -> float:
    """Share of the words that ``span`` and the marked words ``chosen`` have in common (F1)."""
    common = sum(span[0] <= i < span[1] for i in chosen)
    return 2 * common / (span[1] - span[0] + len(chosen)) if common else 0.0


def told(engine: Engine, words: list[str], actors: list[int], recipients: list[int]) -> Floats:
    """What the reader, which is told of no parties, found between these two: a share for each event type, less than 1 in sum where it
    found little. An event counts by how well its own actor and recipient cover the marked words; the wrong way round it counts `ASKEW`."""
    from dragoman.read.decode import tree
    from dragoman.read.reader import anchors

    out = engine.words(words)
    heads = tree(out.arcs)
    kinds = engine.labels.events
    shares = np.zeros(kinds, np.float32)
    weights = 0.0
    for anchor in anchors(engine, out, heads, words):
        if anchor.group != "E":
            continue
        fit = 0.0
        for chosen, right in ((actors, "actor"), (recipients, "recipient")):
            fit += max(
                (_shared((a.start, a.end), chosen) * (1.0 if a.role == right else ASKEW) for a in anchor.to("actor", "recipient")),
                default=0.0,
            )
        weight = anchor.found * fit / 2
        weights += weight
        shares += weight * anchor.chances[:kinds]
    return shares / max(weights, 1.0)


def classify(engine: Engine, record: dict[str, Any]) -> dict[str, Any]:
    """Answer one line (``docs/records.md``): ``{"id", "text", "actor": [start, end], "recipient": [start, end]}``.

    Returns:
        ``id``, ``event_type``, ``event_mode`` (null where none fits), ``auxiliary`` and ``scores``: the probability of each type.

    Raises:
        InputError: no text, or offsets outside it.
    """
    from dragoman.read.decode import sigmoid, softmax

    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError("no 'text'")
    actor, recipient = (_span(record, key, len(text)) for key in ("actor", "recipient"))
    words, (actors, recipients) = words_of(text, [actor, recipient])
    types, subs, aux = engine.choose(words, actors, recipients)
    labels = engine.labels
    chances = softmax(types)
    chances = chances * (FLOOR + told(engine, words, actors, recipients)) ** TRUST
    chances = chances / chances.sum()
    order = chances.argsort(kind="stable")[::-1].tolist()
    best = labels.classes[order[0]]
    modes = [i for i, sub in enumerate(labels.subs) if i == 0 or sub.startswith(f"{best}/")]
    mode = labels.subs[max(modes, key=lambda i: float(subs[i]))]
    held = sigmoid(aux)
    return {
        "id": record.get("id"),
        "event_type": best,
        "event_mode": mode.partition("/")[2] or None,
        "auxiliary": [name for name, chance in zip(labels.aux, held.tolist(), strict=True) if chance > KEEP],
        "scores": {labels.classes[i]: round(float(chances[i]), 6) for i in order},
    }
