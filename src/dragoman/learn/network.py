"""The reader's network: one MiniLM encoder, heads for every word, and a conditional layer that is asked about one anchor at a time.

Shapes: B sentences of T word pieces and W words, N anchors, D = 384. Padding is masked everywhere, so an answer does not
depend on what else is in the batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dragoman.learn.data import PROPBANK
from dragoman.read.engine import SHAPES
from dragoman.read.labels import GROUPS, REACH, Labels, bio

D, HEADS, LAYERS, FFN = 384, 12, 6, 1536
ASKED = 2
"""Layers that see one anchor: with one, the parties of training sentences themselves are right in three events of four alone."""
MARKS = 3
"""Mark of a word: none, actor, recipient (only for ``classify``)."""


class Dropout(nn.Module):
    """Dropout whose mask is drawn eight bytes at a time: on a processor `nn.Dropout`, which draws number by number, takes a sixth of
    the whole time of learning. ``share`` is kept to the next 256th."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.dropped = round(share * 256)

    def forward(self, x: Tensor) -> Tensor:
        """``x`` of any shape; in learning, a share of it is zero and the rest larger by as much."""
        if not self.training:
            return x
        drawn = torch.empty(x.numel() // 8 + 1, dtype=torch.int64).random_(-(2**63), None).view(torch.uint8)[: x.numel()].view(x.shape)
        return x * (drawn >= self.dropped).to(x.dtype).mul_(256 / (256 - self.dropped))


class Layer(nn.Module):
    """A BERT layer: attention and feed-forward, each added to its input and normalised."""

    def __init__(self, ffn: int = FFN, dropout: float = 0.1) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(D, D) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(D, eps=1e-12), nn.LayerNorm(D, eps=1e-12)
        self.up, self.down = nn.Linear(D, ffn), nn.Linear(ffn, D)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x`` [B, T, D], ``bias`` [B, 1, 1, T]: 0 for words, very low for padding."""
        batch, time, _ = x.shape
        q, k, v = (f(x).view(batch, time, HEADS, D // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value))
        scores = torch.matmul(q, k.transpose(2, 3)) * (D // HEADS) ** -0.5 + bias
        mixed = torch.matmul(self.dropout(torch.softmax(scores, dim=-1)), v).transpose(1, 2).reshape(batch, time, D)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        out: Tensor = self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))
        return out


class Encoder(nn.Module):
    """BERT as in MiniLM-L6, with rows for letter shape and marks where BERT has its segment."""

    def __init__(self, vocabulary: int = 30522, positions: int = 512) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, D)
        self.position = nn.Embedding(positions, D)
        self.shape = nn.Embedding(SHAPES * MARKS, D)
        self.norm = nn.LayerNorm(D, eps=1e-12)
        self.dropout = Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, types: Tensor, bias: Tensor) -> list[Tensor]:
        """Hidden states after each layer, [B, T, D] each."""
        places = torch.arange(ids.shape[1], device=ids.device).unsqueeze(0)
        x = self.dropout(self.norm(self.word(ids) + self.position(places) + self.shape(types)))
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states

    def load_minilm(self, folder: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2 from ``folder`` (safetensors)."""
        from safetensors.torch import load_file

        given = load_file(folder / "model.safetensors")
        names = {
            "word": "embeddings.word_embeddings", "position": "embeddings.position_embeddings", "norm": "embeddings.LayerNorm",
        }  # fmt: skip
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        state = self.state_dict()
        for name in state:
            head, _, rest = name.partition(".")
            if head == "shape":
                state[name] = given["embeddings.token_type_embeddings.weight"][:1].repeat(SHAPES * MARKS, 1)
            elif head == "layers":
                number, part, kind = rest.split(".")
                state[name] = given[f"encoder.layer.{number}.{parts[part]}.{kind}"]
            else:
                state[name] = given[f"{names[head]}.{rest}"]
        self.load_state_dict(state)


def mask_bias(mask: Tensor) -> Tensor:
    """[B, T] of 0 and 1 to what attention adds, [B, 1, 1, T]."""
    return (1.0 - mask.float())[:, None, None, :] * -10000.0


def at_words(states: Tensor, first: Tensor) -> Tensor:
    """States [B, T, D] at the first piece of each word, ``first`` [B, W] -> [B, W, D]."""
    return torch.gather(states, 1, first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))


class Tree(nn.Module):
    """Deep biaffine attention for heads, an additive-multiplicative classifier for relations (after Dozat & Manning 2017)."""

    def __init__(self, relations: int, arc: int = 256, label: int = 128) -> None:
        super().__init__()
        self.root = nn.Parameter(torch.randn(D) * 0.02)
        self.arc_dep, self.arc_head = nn.Linear(D, arc), nn.Linear(D, arc)
        self.label_dep, self.label_head = nn.Linear(D, label), nn.Linear(D, label)
        self.weight = nn.Linear(arc, arc)
        self.prior = nn.Linear(arc, 1)
        self.relation = nn.Linear(3 * label, relations)
        self.dropout = Dropout(0.2)

    def forward(self, words: Tensor, mask: Tensor, heads: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """``words`` [B, W, D], ``mask`` [B, W] -> arc scores [B, W, 1 + W] (0 is the root), relations at ``heads`` or the best heads."""
        words = self.dropout(words)
        above = torch.cat([self.root.expand(words.shape[0], 1, D), words], dim=1)
        dep = self.dropout(F.gelu(self.arc_dep(words)))
        head = self.dropout(F.gelu(self.arc_head(above)))
        arcs = torch.matmul(self.weight(dep), head.transpose(1, 2)) * head.shape[-1] ** -0.5 + self.prior(head).transpose(1, 2)
        open_ = torch.cat([torch.ones_like(mask[:, :1]), mask], dim=1).float()
        arcs = arcs + (1.0 - open_)[:, None, :] * -10000.0
        best = arcs.argmax(-1) if heads is None else heads
        low = F.gelu(self.label_dep(words))
        high = at_words(F.gelu(self.label_head(above)), best)
        return arcs, self.relation(self.dropout(torch.cat([low, high, low * high], dim=-1)))


@dataclass
class Words:
    """What the first pass gives: states [B, W, D] and the logits of the word heads."""

    states: Tensor
    pos: Tensor
    tag: Tensor
    names: Tensor
    anchors: Tensor
    free: Tensor
    arcs: Tensor
    deps: Tensor


class Reader(nn.Module):
    """Encoder and word heads; `Asker` is the second, conditional part."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.mix = nn.Parameter(torch.zeros(LAYERS))
        self.pos = nn.Linear(D, len(labels.pos))
        self.tag = nn.Linear(D, len(labels.tag))
        self.names = nn.Linear(D, len(bio(labels.names)))
        self.anchors = nn.Sequential(Dropout(0.1), nn.Linear(D, D), nn.GELU(), nn.Linear(D, 3 * len(GROUPS)))
        self.free = nn.Linear(D, 1)
        self.tree = Tree(len(labels.dep))
        self.dropout = Dropout(0.1)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor, first: Tensor, present: Tensor, heads: Tensor | None = None) -> Words:
        """``ids``, ``types``, ``mask`` [B, T]; ``first``, ``present`` [B, W]."""
        states = self.encoder(ids, types, mask_bias(mask))
        weights = torch.softmax(self.mix, 0)
        mixed = torch.stack([w * s for w, s in zip(weights, states, strict=True)]).sum(0)
        words, syntax = at_words(states[-1], first), self.dropout(at_words(mixed, first))
        arcs, deps = self.tree(syntax, present, heads)
        return Words(
            words, self.pos(syntax), self.tag(syntax), self.names(self.dropout(words)), self.anchors(words), self.free(states[-1][:, 0]), arcs, deps,
        )  # fmt: skip


@dataclass
class Answers:
    """What the conditional layer says of N anchors; ``frames`` is PropBank's, for training alone."""

    roles: Tensor
    classes: Tensor
    subs: Tensor
    aux: Tensor
    claims: Tensor
    bounds: Tensor
    quoted: Tensor
    contexts: Tensor
    sanctions: Tensor
    frames: Tensor


class Asker(nn.Module):
    """Given the words of a sentence and one anchor: its class, its attributes and, word by word, the roles it opens."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.group = nn.Embedding(len(GROUPS) + 1, D)
        self.distance = nn.Embedding(2 * REACH + 1, D)
        nn.init.normal_(self.group.weight, std=0.02)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.norm = nn.LayerNorm(D, eps=1e-12)
        self.layers = nn.ModuleList(Layer(ffn=768) for _ in range(ASKED))
        self.roles = nn.Linear(D, len(bio(labels.roles)))
        self.frames = nn.Linear(D, len(bio(PROPBANK)))
        self.pool = nn.Sequential(nn.Linear(2 * D, D), nn.GELU(), Dropout(0.1))
        sizes = [labels.classes, labels.subs, labels.aux, labels.claims, labels.bounds, ("quoted",), labels.contexts, labels.sanctions]
        self.heads = nn.ModuleList(nn.Linear(D, len(names)) for names in sizes)

    def forward(self, words: Tensor, present: Tensor, distance: Tensor, group: Tensor) -> Answers:
        """``words`` [N, W, D], ``present`` [N, W], ``distance`` [N, W] (`REACH` at the anchor), ``group`` [N]."""
        x = self.norm(words + self.distance(distance) + self.group(group)[:, None, :])
        for layer in self.layers:
            x = layer(x, mask_bias(present))
        here = ((distance == REACH) & (present > 0)).float().unsqueeze(-1)
        anchor = (x * here).sum(1) / here.sum(1).clamp(min=1.0)
        real = present.float().unsqueeze(-1)
        pooled = self.pool(torch.cat([anchor, (x * real).sum(1) / real.sum(1).clamp(min=1.0)], dim=-1))
        given = [head(pooled) for head in self.heads]
        return Answers(self.roles(x), given[0], given[1], given[2], given[3], given[4], given[5], given[6], given[7], self.frames(x))


@dataclass
class Choice:
    """What the chooser says of B sentences with marked parties: logits of type, type/mode and auxiliary, and where it looked [B, W]."""

    types: Tensor
    subs: Tensor
    aux: Tensor
    looks: Tensor


class Chooser(nn.Module):
    """Given marked parties: which event (``classify``). It learns to look at the words that show the event between just these two."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.party = nn.Embedding(MARKS, D)
        nn.init.normal_(self.party.weight, std=0.02)
        self.norm = nn.LayerNorm(D, eps=1e-12)
        self.layer = Layer(ffn=768)
        self.look = nn.Linear(D, 1)
        self.pool = nn.Sequential(nn.Linear(3 * D, D), nn.GELU(), Dropout(0.1))
        self.types = nn.Linear(D, labels.events)
        self.subs = nn.Linear(D, len(labels.subs))
        self.aux = nn.Linear(D, len(labels.aux))

    def forward(self, words: Tensor, present: Tensor, marks: Tensor) -> Choice:
        """``words`` [B, W, D], ``present`` and ``marks`` [B, W] (1 actor, 2 recipient)."""
        x = self.layer(self.norm(words + self.party(marks)), mask_bias(present))
        looks = self.look(x).squeeze(-1) + (1.0 - present.float()) * -10000.0
        seen = (torch.softmax(looks, dim=-1).unsqueeze(-1) * x).sum(1)
        parties = [(marks == number).float().unsqueeze(-1) for number in (1, 2)]
        means = [(x * party).sum(1) / party.sum(1).clamp(min=1.0) for party in parties]
        pooled = self.pool(torch.cat([seen, *means], dim=-1))
        return Choice(self.types(pooled), self.subs(pooled), self.aux(pooled), looks)


class Network(nn.Module):
    """All of it, to be fitted together."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.reader = Reader(labels)
        self.asker = Asker(labels)
        self.chooser = Chooser(labels)
