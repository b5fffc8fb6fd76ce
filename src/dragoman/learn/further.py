"""A finished edition fitted further on a user's own sentences, with event types of their own where they have a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch

from dragoman.errors import InputError, UsageError
from dragoman.learn import data, fit
from dragoman.learn.calibrate import calibrate
from dragoman.learn.export import export
from dragoman.learn.network import Network
from dragoman.learn.shipped import shipped
from dragoman.learn.train import DEV_SHARE, write_types
from dragoman.measure import corpus
from dragoman.measure.gold import as_report
from dragoman.measure.score import score
from dragoman.ontology.types import Types
from dragoman.pipeline import load
from dragoman.read.engine import Engine
from dragoman.read.labels import GROUPS, Labels
from dragoman.resolve.confidence import FIELDS

HELD_OUT = 0.2
"""Share of the user's sentences that is not learned from: the figures and the confidence come from it."""
FEW = 20
"""Sentences of a type below which it is said to have few."""
SHOWN = ("event", "trigger and type", "mode", "actor", "recipient", "statement", "relation", "figure")
"""The figures that are said of a model, of those that `dragoman.measure.score` counts."""
KINDS = dict(zip(GROUPS, FIELDS, strict=True))
"""The kind of record that a kind of line gives."""
HEADS = {
    "asker.heads.0": ("classes", None), "asker.heads.1": ("subs", None), "chooser.types": ("classes", "events"), "chooser.subs": ("subs", None),
}  # fmt: skip
"""The heads that have a row for each label, and which labels: all of them, or those of event types."""


@dataclass(frozen=True)
class Job:
    """What to fit: annotated files or folders, the edition to start from, and the corpus to mix in."""

    sentences: Sequence[Path]
    start: Path
    out: Path
    edition: str
    types: Types | None = None
    own: Path | None = None
    short: bool = False


def widened(labels: Labels, events: corpus.Events) -> Labels:
    """``labels`` with these event types and modes in place of those that they have."""
    rest = labels.classes[labels.events :]
    subs = [f"{event}/{mode}" for event, modes in events.items() for mode in sorted(modes)]
    stay = [sub for sub in labels.subs if sub.partition("/")[0] in rest]
    return labels.model_copy(update={"classes": (*events, *rest), "events": len(events), "subs": ("-", *subs, *stay)})


def grown(network: Network, old: Labels, new: Labels) -> Network:
    """``network`` with a row for each label of ``new``: the row it had, or for a new label the mean of the event types' (modes') rows."""
    state = network.state_dict()
    for head, (names, size) in HEADS.items():
        had, has = (getattr(labels, names)[: getattr(labels, size) if size else None] for labels in (old, new))
        place = {name: i for i, name in enumerate(had)}
        for part in ("weight", "bias"):
            rows = state[f"{head}.{part}"]
            mean = rows[: old.events if names == "classes" else None].mean(0)
            state[f"{head}.{part}"] = torch.stack([rows[place[name]] if name in place else mean for name in has])
    made = Network(new)
    made.load_state_dict(state)
    return made


def annotated(items: Sequence[corpus.Sentence]) -> list[str]:
    """The kinds of line (E, R, S, F) that stand somewhere in the sentences."""
    return sorted({note.group for item in items for note in item.notes})


def examples(items: Sequence[corpus.Sentence], told: Collection[str] = GROUPS) -> list[data.Example]:
    """The sentences as examples. What is not among the kinds of line ``told`` was not annotated, and is not learned from."""
    tokeniser = data.Tokeniser()
    made = [data.sentence(tokeniser, item) for item in items]
    for example in made:
        example.anchors = [row if g in told else [data.IGNORE] * len(row) for g, row in zip(GROUPS, example.anchors or (), strict=True)]
        example.free = example.free if "S" in told else None
    return made


def counts(items: Sequence[corpus.Sentence], types: Types) -> Iterator[str]:
    """One line for each row of the table: how many sentences show it."""
    shown = Counter(name for s in items for n in s.notes if n.group == "E" for name in {(n.label, ""), (n.label, n.sub or "")})
    for key in types.table:
        number, name = shown[key], "/".join(filter(None, key))
        yield f"{name}: {number}{'' if number >= FEW else ', few' if number else ', so it will not be read'}"


def figures(folder: Path, items: Sequence[corpus.Sentence]) -> dict[str, str]:
    """What a model reaches on sentences that it has not seen: F1, and how many there were to find."""
    reader = load(folder)
    found = score((g, reader.read(g.report)) for g in (as_report([item], item.where) for item in items)).counts
    return {name: f"{found[name].f1:.2f} of {found[name].wanted:.0f}" for name in SHOWN if name in found and found[name].wanted}


def _compare(job: Job, held: Sequence[corpus.Sentence], kept_out: Sequence[corpus.Sentence]) -> Iterator[str]:
    """What the model reaches, and whether it still reads what it was mixed with as its start does."""
    for name, value in figures(job.out, held).items():
        yield f"held out, {name}: {value}"
    if kept_out:
        before, after = figures(job.start, kept_out), figures(job.out, kept_out)
        for name, value in after.items():
            yield f"held out of {job.own}, {name}: {value}; before {before.get(name, 'none')}"


def further(job: Job, say: Callable[[str], None]) -> None:
    """Fit, export, calibrate and measure.

    Raises:
        UsageError, InputError, ModelError: a folder that is both start and end, no sentence, an edition that cannot be fitted further.
    """
    if job.out.resolve() == job.start.resolve():
        raise UsageError(f"{job.out} is the edition to start from; write to another folder")
    engine = Engine(job.start)
    types = job.types or engine.types
    events = job.types.modes() if job.types else engine.labels.modes()
    items = corpus.load(job.sentences, events)
    if not items:
        raise InputError(f"{', '.join(map(str, job.sentences))}: no annotated sentence to learn from")
    mine, held = data.parted_exactly(items, HELD_OUT)
    wide = replace(types, alone=False).modes() if types else events
    kept, kept_out = data.parted(corpus.within(corpus.load([job.own], wide), events) if job.own else [], DEV_SHARE)
    say(
        f"{len(mine)} sentences to learn from, {len(held)} held out"
        + (f"; {len(kept)} to mix in, {len(kept_out)} held out" if kept else "")
    )
    for line in counts(mine, types) if types else ():
        say(line)
    told = annotated(items)
    torch.set_num_threads(2)
    torch.use_deterministic_algorithms(True)
    network, old = shipped(job.start)
    labels = widened(old, events)
    recipe = replace(fit.FURTHER, own=1, marked=1) if job.short else fit.FURTHER
    fitter = fit.Fitter(labels, engine.cutter, grown(network, old, labels), recipe)
    fitter.fit(data.Material([], [], examples(mine, told), {}, examples(kept)), say)
    meta = {
        "edition": job.edition, "from": engine.version, "data": {"own": len(mine), "held out": len(held), "mixed in": len(kept)},
        "recipe": [asdict(recipe)], "calibration": engine.meta.get("calibration", {}),
    }  # fmt: skip
    export(fitter.network, labels, job.out, job.start / "tokenizer.json", meta)
    write_types(job.out, types)
    parts = [(held, [KINDS[group] for group in told]), (kept_out, [KINDS[group] for group in annotated(kept_out)])]
    for line in (*calibrate(job.out, parts), *_compare(job, held, kept_out)):
        say(line)
