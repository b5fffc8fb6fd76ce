"""Fitting the network. Seeded: the same data, versions and machine give the same weights."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from dragoman.learn.batches import Task, gold, marks, questions, sentences, tasks
from dragoman.learn.data import IGNORE, Example, Frame, Material
from dragoman.learn.network import Network, at_words, mask_bias
from dragoman.measure import corpus
from dragoman.ontology.plover import event_modes
from dragoman.read.labels import Labels
from dragoman.read.pieces import Cutter

ANCHORS, ROLES, SUBS = 4.0, 6.0, 0.3
"""Weights of the losses of anchors, of parties and of modes beside that of types (1): with 2, 2 and .5 the gradients of types and modes
in the encoder were three times as long as those of parties, by which most events go wrong (``docs/decisions/0009``)."""
FAST_BF16 = torch.cpu._is_avx512_bf16_supported()
"""Whether half precision is worth it: on a processor without its instructions it takes three times as long as full precision."""


@dataclass(frozen=True)
class Recipe:
    """How to fit one stage: passes over each kind of material, learning rates of encoder and heads."""

    seed: int = 20260
    size: int = 16
    syntax: int = 4
    names: int = 4
    own: int = 14
    marked: int = 7
    share: int = 1
    """Every how many-th sentence of the treebanks is taken."""
    rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    clip: float = 1.0
    frames_per_sentence: int = 1
    mix: int = 1
    """How many sentences of the corpus that is mixed in, where there is one, stand beside each other sentence."""
    average: float = 0.0
    """Share that the running average of the weights keeps at each step; 0 takes the last weights as they are."""


def make_labels(material: Material, events: corpus.Events | None = None) -> Labels:
    """Label inventories: from the ontology's tables (``events`` in place of PLOVER's types), and from the treebanks for the tree."""

    def seen(rows: Iterator[list[str] | None], least: int = 3) -> tuple[str, ...]:
        count = Counter(x for row in rows if row for x in row)
        return tuple(sorted(x for x, n in count.items() if n >= least))

    events, kinds = event_modes() if events is None else events, corpus.relation_levels()
    subs = [f"{name}/{sub}" for table in (events, kinds) for name, subs in table.items() for sub in sorted(subs)]
    return Labels(
        pos=seen(e.pos for e in material.syntax), tag=seen(e.tag for e in material.syntax), dep=seen(e.deps for e in material.syntax),
        classes=(*events, *kinds, "SAY", *corpus.UNITS), events=len(events), subs=("-", *subs), contexts=tuple(sorted(corpus.contexts())), sanctions=corpus.SANCTION_TYPES,
    )  # fmt: skip


def _cross(logits: Tensor, target: Tensor, weight: Tensor | None = None) -> Tensor:
    flat, wanted = logits.reshape(-1, logits.shape[-1]).float(), target.reshape(-1)
    if not bool((wanted != IGNORE).any()):
        return flat.sum() * 0.0
    return F.cross_entropy(flat, wanted, ignore_index=IGNORE, weight=weight)


class Fitter:
    """The network with its losses. ``start`` is the network to go on from, or the folder of MiniLM's weights."""

    def __init__(self, labels: Labels, cutter: Cutter, start: Network | Path, recipe: Recipe) -> None:
        torch.manual_seed(recipe.seed)
        self.labels, self.cutter, self.recipe = labels, cutter, recipe
        self.rng = random.Random(recipe.seed)
        if isinstance(start, Network):
            self.network = start
        else:
            self.network = Network(labels)
            self.network.reader.encoder.load_minilm(start)
        self.network.reader.encoder.word.weight.requires_grad_(False)

    def loss(self, task: Task) -> Tensor:
        """Loss of one batch."""
        return self._marked(task) if task.kind == "marked" else self._words(task)

    def _words(self, task: Task) -> Tensor:
        b = sentences(self.cutter, task.examples, self.rng)
        ids, types, mask, first, present = (torch.from_numpy(x) for x in (b.ids, b.types, b.mask, b.first, b.present))
        want = gold(task.examples, first.shape[1], self.labels)
        known_tree = want.heads != IGNORE
        heads = torch.where(known_tree, want.heads, 0)
        out = self.network.reader(ids, types, mask, first, present, heads)
        total = torch.zeros(())
        if task.examples[0].pos is not None:
            total = total + 0.3 * _cross(out.pos, want.pos) + 0.3 * _cross(out.tag, want.tag)
            total = total + _cross(out.arcs, want.heads) + 0.5 * _cross(out.deps, want.deps)
        total = total + _cross(out.names, want.names)
        if task.examples[0].anchors is not None:
            total = (
                total + sum((_cross(out.anchors[..., 3 * g : 3 * g + 3], t) for g, t in enumerate(want.anchors)), torch.zeros(())) * ANCHORS
            )
            known = (want.free != IGNORE).float()
            free = F.binary_cross_entropy_with_logits(out.free[:, 0].float(), want.free.float(), reduction="none")
            total = total + 0.3 * (free * known).sum() / known.sum().clamp(min=1)
        return total + self._asked(task, out.states, present)

    def _frames(self, task: Task) -> list[tuple[int, Frame]]:
        chosen: list[tuple[int, Frame]] = []
        for row, example in enumerate(task.examples):
            few = example.frames
            if few and few[0].group == "V" and len(few) > self.recipe.frames_per_sentence:
                few = self.rng.sample(few, self.recipe.frames_per_sentence)
            chosen.extend((row, f) for f in few)
        return chosen

    def _asked(self, task: Task, states: Tensor, present: Tensor) -> Tensor:
        q = questions(self._frames(task), present.shape[1], self.labels)
        if q is None:
            return torch.zeros(())
        a = self.network.asker(states[q.rows], present[q.rows], q.distance, q.group)
        total = _cross(a.roles, q.roles) * ROLES + _cross(a.frames, q.frames) + _cross(a.classes, q.classes)
        total = total + SUBS * _cross(a.subs, q.subs) + 0.5 * (_cross(a.claims, q.claims) + _cross(a.bounds, q.bounds))
        for logits, wanted, groups, weight in (
            (a.aux, q.aux, (1, 2, 4), 2.0), (a.quoted, q.quoted[:, None], (3,), 0.3), (a.contexts, q.contexts, (1,), 1.0), (a.sanctions, q.sanctions, (2,), 0.3),
        ):  # fmt: skip
            asked = torch.isin(q.group, torch.tensor(groups)).float()[:, None]
            each = F.binary_cross_entropy_with_logits(logits.float(), wanted, reduction="none")
            total = total + weight * (each * asked).sum() / (asked.sum() * wanted.shape[1]).clamp(min=1)
        return total

    def _marked(self, task: Task) -> Tensor:
        b = sentences(self.cutter, task.examples, self.rng)
        ids, types, mask, first, present = (torch.from_numpy(x) for x in (b.ids, b.types, b.mask, b.first, b.present))
        want = marks(task, types, first, self.labels)
        states = self.network.reader.encoder(ids, want.types, mask_bias(mask))[-1]
        out = self.network.chooser(at_words(states, first), present, want.marks)
        shown = want.trigger.sum(-1) > 0  # not where the trigger lies beyond the encoder's length
        looks = torch.log_softmax(out.looks.float(), -1)
        missed = -torch.logsumexp(looks.masked_fill(want.trigger == 0, -1e9), -1)
        total = 1.5 * _cross(out.types, want.kinds) + 0.3 * _cross(out.subs, want.subs)
        total = total + F.binary_cross_entropy_with_logits(out.aux.float(), want.aux)
        return total + 0.5 * (missed * shown).sum() / shown.sum().clamp(min=1)

    def plan(self, material: Material) -> list[Task]:
        """All batches in the order in which they are learned from; each pass takes other sentences of ``material.mix``."""
        r, rng = self.recipe, self.rng
        plan = [
            t
            for kind, part, epochs in (
                ("words", material.syntax[:: r.share], r.syntax), ("words", material.names, r.names), ("words", material.own, r.own),
                ("marked", material.own, r.marked),
            )
            for _ in range(epochs)
            for t in tasks(kind, [*part, *rng.sample(material.mix, min(len(part) * r.mix, len(material.mix)))], r.size, rng)
        ]  # fmt: skip
        rng.shuffle(plan)
        return plan

    def fit(self, material: Material, say: Callable[[str], None]) -> None:
        """Learn; ``say`` hears how it goes."""
        plan, r = self.plan(material), self.recipe
        encoder = [p for p in self.network.reader.encoder.parameters() if p.requires_grad]
        inside = {id(p) for p in self.network.reader.encoder.parameters()}
        heads = [p for p in self.network.parameters() if id(p) not in inside]
        optimiser = torch.optim.AdamW(
            [{"params": encoder, "lr": r.rate}, {"params": heads, "lr": r.head_rate}], weight_decay=0.01, fused=True
        )
        total, warm = len(plan), max(1, int(len(plan) * r.warm_up))
        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min((s + 1) / warm, max(0.0, (total - s) / (total - warm))))
        self.network.train()
        means = [p.detach().clone() for p in (*encoder, *heads)] if r.average else []
        began, running = time.monotonic(), 0.0
        for step, task in enumerate(plan, 1):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST_BF16):
                loss = self.loss(task)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([*encoder, *heads], r.clip)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            for mean, weight in zip(means, (*encoder, *heads), strict=False):
                mean.lerp_(weight.detach(), 1 - min(r.average, step / (step + 10)))
            running += float(loss.detach())
            if step % 200 == 0 or step == total:
                left = (time.monotonic() - began) / step * (total - step)
                say(f"{step}/{total} batches, loss {running / min(200, step):.3f}, about {left / 60:.0f} min left")
                running = 0.0
        for mean, weight in zip(means, (*encoder, *heads), strict=False):
            weight.data.copy_(mean)
        self.network.eval()


def save(network: Network, labels: Labels, folder: Path) -> None:
    """Weights as safetensors and labels as JSON."""
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous() for k, v in network.state_dict().items()}, folder / "network.safetensors")
    (folder / "labels.json").write_text(labels.model_dump_json(indent=1), encoding="utf-8")


SYNTAX = Recipe(syntax=5, names=4, own=0, marked=0, rate=2e-4)
"""First stage: the tree, the tags, names and PropBank's frames."""
EVENTS = Recipe(syntax=1, share=2, names=2, own=2, marked=1, rate=2e-4, average=0.998)
"""Second stage, from the first: the corpus of this project, with enough syntax that it is not forgotten. Once through it, both stages
take less than two hours on two cores; the editions that ship went through it oftener (`make train ROUNDS=…`)."""

FURTHER = Recipe(size=8, syntax=0, names=0, own=24, marked=12, rate=5e-5, head_rate=5e-4, average=0.99)
"""From a finished edition, on a user's few sentences: short and slow, so that what it knows is kept."""


def restore(folder: Path) -> tuple[Network, Labels]:
    """What `save` wrote."""
    from safetensors.torch import load_file

    labels = Labels.model_validate_json((folder / "labels.json").read_text(encoding="utf-8"))
    network = Network(labels)
    network.load_state_dict(load_file(folder / "network.safetensors"))
    return network.eval(), labels


def mean(ends: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of the weights of networks that were fitted one from the other, as `Network.load_state_dict` takes it: what each learned
    of its own accord cancels out (after Wortsman et al. 2022, Model soups)."""
    return {name: torch.stack([end[name] for end in ends]).mean(0) for name in ends[0]}


def count(material: Material) -> str:
    """One line on the material."""
    parts: dict[str, list[Example]] = {"syntax": material.syntax, "names": material.names, "own": material.own}
    parts |= {f"held out {name}": part for name, part in material.dev.items()}
    return ", ".join(f"{name} {len(part)}" for name, part in parts.items())
