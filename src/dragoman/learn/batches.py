"""Examples to tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from dragoman.learn.data import IGNORE, Example, Frame, Marked
from dragoman.learn.disguise import disguise
from dragoman.read.engine import SHAPES, distances
from dragoman.read.labels import GROUPS, Labels
from dragoman.read.pieces import Batch, Cutter, batch

MASKED = 1 / 16
DISGUISED = 2 / 5


@dataclass
class Task:
    """A batch of one kind of supervision: ``words`` (whatever the examples know) or ``marked``."""

    kind: str
    examples: list[Example]
    marks: list[Marked]


def tasks(kind: str, examples: Sequence[Example], size: int, rng: random.Random) -> list[Task]:
    """One epoch over ``examples``, in batches of similar length, in random order."""
    items: list[tuple[Example, Marked | None]]
    items = [(e, m) for e in examples for m in e.marked] if kind == "marked" else [(e, None) for e in examples]
    rng.shuffle(items)
    items.sort(key=lambda item: len(item[0].words) + rng.random() * 6)
    made = []
    for at in range(0, len(items), size):
        part = items[at : at + size]
        made.append(Task(kind, [e for e, _ in part], [m for _, m in part if m]))
    return made


def sentences(cutter: Cutter, examples: Sequence[Example], rng: random.Random | None = None) -> Batch:
    """The encoder's input. With ``rng`` one sentence in twelve loses its letter case, so that headlines and damage are known too,
    one piece in sixteen is masked, so that no single word decides, and in two of five other states stand in for those named."""
    pieces = [cutter.sentence(disguise(e.words, rng) if rng and rng.random() < DISGUISED else e.words) for e in examples]
    if rng:
        for piece in pieces:
            if rng.random() < 1 / 12:
                piece.shapes = [0] * len(piece.shapes)
            piece.ids = [cutter.mask if 0 < i < len(piece.ids) - 1 and rng.random() < MASKED else x for i, x in enumerate(piece.ids)]
    return batch(pieces)


def pad(rows: Sequence[Sequence[int] | None], width: int) -> Tensor:
    """Labels by word, padded (and unknown rows filled) with `IGNORE`."""
    out = np.full((len(rows), width), IGNORE, np.int64)
    for i, row in enumerate(rows):
        if row is not None:
            out[i, : min(len(row), width)] = row[:width]
    return torch.from_numpy(out)


@dataclass
class Gold:
    """What a batch of sentences should give; `IGNORE` where it is not known."""

    pos: Tensor
    tag: Tensor
    heads: Tensor
    deps: Tensor
    names: Tensor
    anchors: list[Tensor]
    free: Tensor


def gold(examples: Sequence[Example], width: int, labels: Labels) -> Gold:
    """Targets of the word heads."""

    def numbers(names: tuple[str, ...], rows: list[list[str] | None]) -> Tensor:
        index = {name: i for i, name in enumerate(names)}
        return pad([None if row is None else [index.get(x, IGNORE) for x in row] for row in rows], width)

    heads = pad([e.heads for e in examples], width)
    return Gold(
        numbers(labels.pos, [e.pos for e in examples]), numbers(labels.tag, [e.tag for e in examples]),
        torch.where(heads > width, IGNORE, heads), numbers(labels.dep, [e.deps for e in examples]), pad([e.names for e in examples], width),
        [pad([None if e.anchors is None else e.anchors[g] for e in examples], width) for g in range(len(GROUPS))],
        torch.tensor([IGNORE if e.free is None else int(e.free) for e in examples]),
    )  # fmt: skip


@dataclass
class Questions:
    """N anchors: their row in the batch, the conditional layer's inputs, and the targets."""

    rows: Tensor
    distance: Tensor
    group: Tensor
    roles: Tensor
    frames: Tensor
    classes: Tensor
    subs: Tensor
    aux: Tensor
    claims: Tensor
    bounds: Tensor
    quoted: Tensor
    contexts: Tensor
    sanctions: Tensor
    known: Tensor


def questions(frames: Sequence[tuple[int, Frame]], width: int, labels: Labels) -> Questions | None:
    """The conditional layer's batch from (row, frame) pairs."""
    frames = [(row, f) for row, f in frames if f.end <= width]
    if not frames:
        return None
    index = {
        name: {x: i for i, x in enumerate(getattr(labels, name))}
        for name in ("classes", "subs", "aux", "claims", "bounds", "contexts", "sanctions")
    }

    def many(head: str, key: str) -> Tensor:
        out = torch.zeros(len(frames), len(index[head]))
        for i, (_, f) in enumerate(frames):
            for value in f.values.get(key, ()):
                out[i, index[head][value]] = 1
        return out

    def one(head: str, key: str, groups: str, default: str) -> Tensor:
        return torch.tensor([index[head][(f.values.get(key) or [default])[0]] if f.group in groups else IGNORE for _, f in frames])

    own = [f.group != "V" for _, f in frames]
    return Questions(
        torch.tensor([row for row, _ in frames]),
        torch.from_numpy(np.stack([distances(f.start, f.end, width) for _, f in frames])),
        torch.tensor([("V", *GROUPS).index(f.group) for _, f in frames]),
        pad([f.roles if f.group != "V" else None for _, f in frames], width),
        pad([f.roles if f.group == "V" else None for _, f in frames], width),
        torch.tensor([IGNORE if f.label is None else index["classes"][f.label] for _, f in frames]),
        torch.tensor([index["subs"][f.sub or "-"] if f.group in "ER" else IGNORE for _, f in frames]),
        many("aux", "aux"), one("claims", "claim", "ER", "reported"), one("bounds", "bound", "F", "exact"),
        torch.tensor([float("direct" in f.values.get("quoted", ())) for _, f in frames]), many("contexts", "ctx"), many("sanctions", "types"),
        torch.tensor(own).float(),
    )  # fmt: skip


@dataclass
class Choices:
    """Sentences with marked parties: types with marks set [B, T], marks by word [B, W], and what should be chosen;
    ``trigger`` [B, W] is 1 at the words that show the event."""

    types: Tensor
    marks: Tensor
    kinds: Tensor
    subs: Tensor
    aux: Tensor
    trigger: Tensor


def marks(task: Task, types: Tensor, first: Tensor, labels: Labels) -> Choices:
    """The chooser's batch; ``types`` [B, T] and ``first`` [B, W] are the encoder's."""
    width = first.shape[1]
    by_word, trigger = torch.zeros_like(first), torch.zeros(first.shape)
    for row, marked in enumerate(task.marks):
        trigger[row, marked.trigger[0] : marked.trigger[1]] = 1
        for number, spans in ((1, marked.actors), (2, marked.recipients)):
            for start, end in spans:
                by_word[row, start : min(end, width)] = number
    types = types.clone()
    for row, example in enumerate(task.examples):
        starts = [*first[row, : len(example.words)].tolist(), types.shape[1]]
        for word in by_word[row].nonzero().flatten().tolist():
            if word + 1 < len(starts) and starts[word]:
                stop = starts[word + 1] if starts[word + 1] > starts[word] else starts[word] + 1
                types[row, starts[word] : stop] += SHAPES * int(by_word[row, word])
    index = {name: i for i, name in enumerate(labels.subs)}
    aux = torch.zeros(len(task.marks), len(labels.aux))
    for row, marked in enumerate(task.marks):
        for name in marked.aux:
            aux[row, labels.aux.index(name)] = 1
    kinds = torch.tensor([labels.classes.index(m.label) for m in task.marks])
    return Choices(types, by_word, kinds, torch.tensor([index[m.sub or "-"] for m in task.marks]), aux, trigger)
