"""The trained model under onnxruntime. One sentence is one call, so an answer never depends on what else is read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.errors import ModelError
from dragoman.ontology.plover import event_modes
from dragoman.ontology.types import Types
from dragoman.read.decode import Floats, Ints
from dragoman.read.labels import REACH, Labels
from dragoman.read.pieces import Cutter, Pieces, batch

WEIGHTS = Path(__file__).parent / "weights"
FILES = ("reader.onnx", "asker.onnx", "chooser.onnx", "tokenizer.json", "model.json")
TYPES = "types.tsv"
"""The table of a model that has event types of its own."""
SHAPES = 4
"""Letter shapes of a word piece's word: lower, capitalised, upper, other. The vocabulary is uncased; this keeps the case."""


@dataclass(frozen=True)
class WordsOut:
    """First pass over one sentence of W words: see `dragoman.learn.network.Reader`. ``pos``, ``tag``, ``deps`` are the best labels."""

    states: Floats
    pos: Ints
    tag: Ints
    names: Floats
    anchors: Floats
    free: float
    arcs: Floats
    deps: Ints


@dataclass(frozen=True)
class AskedOut:
    """The conditional layer over N anchors: logits by head, roles [N, W, R]."""

    roles: Floats
    classes: Floats
    subs: Floats
    aux: Floats
    claims: Floats
    bounds: Floats
    quoted: Floats
    contexts: Floats
    sanctions: Floats


class Engine:
    """One edition of the model: ``folder`` holds ``reader.onnx``, ``asker.onnx``, ``chooser.onnx``, ``tokenizer.json``, ``model.json``,
    and `TYPES` where it has event types of its own."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.folder = folder
        try:
            self.meta: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            self.labels = Labels.model_validate(self.meta["labels"])
            self.version: str = self.meta["version"]
        except OSError as error:
            raise self._missing((error.strerror or str(error)).lower()) from error
        except (ValueError, KeyError, TypeError) as error:
            raise self._missing("its model.json is not what `dragoman train` writes") from error
        gone = [name for name in FILES if not (folder / name).is_file()]
        if gone:
            raise self._missing(f"it lacks {', '.join(gone)}")
        self.types = Types.read(folder / TYPES) if (folder / TYPES).is_file() else None
        strange = self.labels.modes().keys() - (self.types.modes() if self.types else event_modes()).keys()
        if strange:
            raise self._missing(f"no {TYPES} says what {sorted(strange)[0]!r} is")
        try:
            self.cutter = Cutter(folder / "tokenizer.json")
        except Exception as error:
            raise self._missing(f"its tokenizer.json cannot be read ({error})") from error

    def _missing(self, reason: str) -> ModelError:
        return ModelError(f"no model in {self.folder}: {reason}; reinstall dragoman, or give a folder that `dragoman train` wrote")

    def _session(self, name: str) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(str(self.folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise ModelError(f"{name}.onnx of {self.folder} cannot be loaded: {error}") from error

    @cached_property
    def _reader(self) -> Any:
        return self._session("reader")

    @cached_property
    def _asker(self) -> Any:
        return self._session("asker")

    @cached_property
    def _chooser(self) -> Any:
        return self._session("chooser")

    def words(self, words: list[str]) -> WordsOut:
        """First pass over one sentence; words beyond the encoder's length are not among the answers."""
        b = batch([self.cutter.sentence(words)])
        feed = {"ids": b.ids, "types": b.types, "mask": b.mask, "first": b.first, "present": b.present}
        states, pos, tag, names, anchors, free, arcs, deps = self._reader.run(None, feed)
        return WordsOut(states[0], pos[0], tag[0], names[0], anchors[0], float(free[0, 0]), arcs[0], deps[0])

    def ask(self, states: Floats, anchors: list[tuple[int, int, int]]) -> AskedOut:
        """Ask of anchors (group number, start, end) in one sentence; ``states`` [W, D] from `words`."""
        width, number = len(states), len(anchors)
        feed = {
            "words": np.broadcast_to(states, (number, *states.shape)),
            "present": np.ones((number, width), np.int64),
            "distance": np.stack([distances(start, end, width) for _, start, end in anchors]),
            "group": np.array([group + 1 for group, _, _ in anchors], np.int64),
        }
        return AskedOut(*self._asker.run(None, feed))

    def choose(self, words: list[str], actors: list[int], recipients: list[int]) -> tuple[Floats, Floats, Floats]:
        """Which event, if the words of these indices are its actor and its recipient: logits of type, type/mode, auxiliary."""
        pieces: Pieces = self.cutter.sentence(words)
        marks = np.zeros(len(pieces.first), np.int64)
        for number, chosen in ((1, actors), (2, recipients)):
            marks[[i for i in chosen if i < len(marks)]] = number
        starts = [*pieces.first, len(pieces.ids) - 1]
        for word in np.flatnonzero(marks).tolist():
            for piece in range(starts[word], starts[word + 1]):
                pieces.shapes[piece] += SHAPES * int(marks[word])
        b = batch([pieces])
        states = self._reader.run(["states"], {"ids": b.ids, "types": b.types, "mask": b.mask, "first": b.first, "present": b.present})[0]
        types, subs, aux = self._chooser.run(None, {"words": states, "present": b.present, "marks": marks[None]})
        return types[0], subs[0], aux[0]


def distances(start: int, end: int, width: int) -> Ints:
    """Signed distance of every word from the anchor ``[start, end)``, clipped and shifted so that the anchor is `REACH`."""
    at = np.arange(width)
    away = np.where(at < start, at - start, np.where(at >= end, at - end + 1, 0))
    return np.clip(away, -REACH, REACH) + REACH
