"""Training material as one kind of example: words, and whatever is known of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.measure import corpus
from dragoman.measure.treebank import GUM_SHARE, Tree, bio, blocks, conllu, held_out, lot
from dragoman.read.labels import GROUPS, NAMES, ROLES

IGNORE = -100
PROPBANK = (
    "ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-LOC", "ARGM-TMP", "ARGM-MNR", "ARGM-PRP", "ARGM-NEG", "ARGM-MOD", "ARGM-ADV", "ARGM-CAU",
)  # fmt: skip
ROLE_OF = {"a": "actor", "b": "recipient"}


@dataclass
class Frame:
    """One anchor: its words ``[start, end)``, the roles it opens (BIO numbers by word), its labels."""

    group: str
    start: int
    end: int
    roles: list[int]
    label: str | None = None
    sub: str | None = None
    values: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Marked:
    """The parties of one event are known: word spans of actors and recipients, and which event it is."""

    actors: list[tuple[int, int]]
    recipients: list[tuple[int, int]]
    label: str
    sub: str | None
    aux: list[str]
    trigger: tuple[int, int]


@dataclass
class Example:
    """A sentence for training. What is None is not known and is not learned from."""

    words: list[str]
    pos: list[str] | None = None
    tag: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    names: list[int] | None = None
    anchors: list[list[int]] | None = None
    free: bool | None = None
    frames: list[Frame] = field(default_factory=list)
    marked: list[Marked] = field(default_factory=list)
    key: str = ""


CROSSNER = {
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "country": "LOC", "location": "LOC",
    "event": "MISC", "election": "MISC", "misc": "MISC",
}  # fmt: skip


def conll_names(path: Path, word: int = 0, column: int = 1) -> Iterator[Example]:
    """Names in columns, IOB or IOB2; kinds are brought to PER, ORG, LOC, MISC."""
    for block in blocks(path):
        rows = [re.split(r"[\t ]+", line) for line in block if not line.startswith("#")]
        tags, last = [], "O"
        for row in rows:
            mark, _, kind = row[column].partition("-")
            kind = CROSSNER.get(kind, kind)
            if kind not in NAMES:
                tags.append(0)
                last = "O"
                continue
            begin = mark == "B" or last != kind
            tags.append((1 if begin else 2) + 2 * NAMES.index(kind))
            last = kind
        yield Example([row[word] for row in rows], names=tags)


def propbank(path: Path) -> dict[str, list[Frame]]:
    """Frames by sentence id; roles are numbers into `PROPBANK` in BIO."""
    frames: dict[str, list[Frame]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for frame in row["frames"]:
            roles = [0] * len(row["words"])
            for name, start, end in frame["args"]:
                if name in PROPBANK:
                    bio(roles, start, end, PROPBANK.index(name))
            if not frame["roleset"].startswith(("be.", "have.", "do.")):
                frames.setdefault(row["sent_id"], []).append(Frame("V", frame["pred"], frame["pred"] + 1, roles))
    return frames


class Tokeniser:
    """spaCy's English tokeniser, and character spans as word spans."""

    def __init__(self) -> None:
        import spacy

        self._nlp = spacy.blank("en")

    def words(self, text: str) -> list[tuple[str, int, int]]:
        """Words with their character offsets, spaces left out."""
        return [(t.text, t.idx, t.idx + len(t)) for t in self._nlp.make_doc(text) if not t.is_space]


def cover(words: list[tuple[str, int, int]], start: int, end: int) -> tuple[int, int]:
    """The word span that covers the characters ``[start, end)``."""
    inside = [i for i, (_, a, b) in enumerate(words) if a < end and b > start]
    return inside[0], inside[-1] + 1


def sentence(tokeniser: Tokeniser, item: corpus.Sentence) -> Example:
    """One sentence of the corpus as an example."""
    words = tokeniser.words(item.text)
    example = Example([w for w, _, _ in words], anchors=[[0] * len(words) for _ in GROUPS], free=False, key=item.where)
    assert example.anchors is not None
    for note in item.notes:
        spans = {
            role: [cover(words, m.start, m.end) for m in mentions]
            for role, mentions in note.roles.items()
            if role != "date" or note.group != "R"
        }
        if note.trigger is None:
            example.free = True
            continue
        start, end = cover(words, note.trigger.start, note.trigger.end)
        bio(example.anchors[GROUPS.index(note.group)], start, end, 0)
        roles = [0] * len(words)
        for role in sorted(spans, key=lambda r: r != "content"):
            for a, b in spans[role]:
                bio(roles, a, b, ROLES.index(ROLE_OF.get(role, role)))
        values = dict(note.values)
        if note.group == "F":
            values["bound"] = [note.sub or "exact"]
        sub = f"{note.label}/{note.sub}" if note.sub and note.group in "ER" else None
        example.frames.append(Frame(note.group, start, end, roles, note.label, sub, values))
        if note.group == "E" and (spans.get("actor") or spans.get("recipient")):
            marks = Marked(spans.get("actor", []), spans.get("recipient", []), note.label, sub, note.values.get("aux", []), (start, end))
            example.marked.append(marks)
    return example


def _example(tree: Tree) -> Example:
    return Example(**vars(tree))


@dataclass
class Material:
    """Everything the reader is fitted on and, by name, what it is watched on while it learns."""

    syntax: list[Example]
    names: list[Example]
    own: list[Example]
    dev: dict[str, list[Example]]
    mix: list[Example] = field(default_factory=list)
    """What is mixed in at random, so that it is not forgotten."""


def parted(items: Iterable[corpus.Sentence], share: float) -> tuple[list[corpus.Sentence], list[corpus.Sentence]]:
    """Those to learn from, and the ``share`` that is held out; both of a pair fall on one side."""
    parts: tuple[list[corpus.Sentence], list[corpus.Sentence]] = [], []
    for item in items:
        parts[held_out(item.key, share)].append(item)
    return parts


def parted_exactly(items: Sequence[corpus.Sentence], share: float) -> tuple[list[corpus.Sentence], list[corpus.Sentence]]:
    """As `parted`, but of few sentences too just the share is held out, and it is not left to the hashes."""
    lots = sorted(lot(item.key) for item in items)
    return parted(items, lots[round(len(items) * share)] if items else share)


def load(data: Path, own: Path, dev_share: float = 0.08, events: corpus.Events | None = None) -> Material:
    """Read ``data`` (the folder of public corpora) and ``own`` (the corpus of this project).

    A tenth of GUM by document, EWT's dev part and ``dev_share`` of the own corpus are held out; UNER is left out, as it is EWT's dev part.
    """
    frames = propbank(data / "ewt_propbank" / "train.jsonl")
    syntax = [_example(tree) for tree in conllu(data / "ud_ewt" / "train.conllu")]
    for example in syntax:
        example.frames = [f for f in frames.get(example.key, []) if len(f.roles) == len(example.words)]
    dev: dict[str, list[Example]] = {"ewt": [_example(tree) for tree in conllu(data / "ud_ewt" / "dev.conllu")], "gum": [], "own": []}
    for path in sorted((data / "gum" / "conllu").glob("*.conllu")):
        (dev["gum"] if held_out(path.stem, GUM_SHARE) else syntax).extend(map(_example, conllu(path)))
    names = list(conll_names(data / "ner_wikigold" / "wikigold.conll"))
    for part in ("train", "dev"):
        names.extend(conll_names(data / "ner_crossner_politics" / f"{part}.conll"))
    tokeniser = Tokeniser()
    mine, dev["own"] = ([sentence(tokeniser, item) for item in part] for part in parted(corpus.load([own], events), dev_share))
    return Material(syntax, names, mine, dev)


def statistics(material: Material) -> dict[str, Any]:
    """Sizes, for the model card."""
    return {
        "syntax": len(material.syntax), "names": len(material.names), "own": len(material.own),
        "held out": {name: len(part) for name, part in material.dev.items()},
    }  # fmt: skip
