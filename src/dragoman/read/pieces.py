"""Words to word pieces: the arrays that the encoder takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
LONGEST = 384
"""Word pieces of a sentence that the encoder sees; words beyond are cut off by the caller."""


@dataclass
class Batch:
    """B sentences: ``ids``, ``types``, ``mask`` [B, T] and ``first``, ``present`` [B, W]."""

    ids: Ints
    types: Ints
    mask: Ints
    first: Ints
    present: Ints


@dataclass
class Pieces:
    """One sentence: piece ids with CLS and SEP, letter shapes, and the first piece of each word."""

    ids: list[int]
    shapes: list[int]
    first: list[int]


def shape(word: str) -> int:
    """Letter shape: 0 lower, 1 capitalised, 2 upper (of two letters or more), 3 other."""
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[:1].isupper() else 3


class Cutter:
    """The word-piece tokeniser of the model, fed with words."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, list[int]] = {}
        self.cls, self.sep, self.unk, self.mask = (int(self._tokenizer.token_to_id(t) or 0) for t in ("[CLS]", "[SEP]", "[UNK]", "[MASK]"))

    def word(self, word: str) -> list[int]:
        """Piece ids of one word, remembered."""
        ids = self._known.get(word)
        if ids is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids or [self.unk]
            if len(self._known) < 200_000:
                self._known[word] = ids
        return ids

    def sentence(self, words: Sequence[str]) -> Pieces:
        """Pieces of a sentence of at most `LONGEST` pieces; longer ones lose their last words."""
        ids, shapes, first = [self.cls], [0], []
        for word in words:
            pieces = self.word(word)[:16]
            if len(ids) + len(pieces) >= LONGEST:
                break
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape(word)] * len(pieces))
        return Pieces([*ids, self.sep], [*shapes, 0], first)


def batch(items: Sequence[Pieces]) -> Batch:
    """Pad ``items`` to one batch."""
    pieces, words = max(len(p.ids) for p in items), max(1, *(len(p.first) for p in items))
    ids, types, mask = (np.zeros((len(items), pieces), np.int64) for _ in range(3))
    first, present = (np.zeros((len(items), words), np.int64) for _ in range(2))
    for row, item in enumerate(items):
        ids[row, : len(item.ids)] = item.ids
        types[row, : len(item.ids)] = item.shapes
        mask[row, : len(item.ids)] = 1
        first[row, : len(item.first)] = item.first
        present[row, : len(item.first)] = 1
    return Batch(ids, types, mask, first, present)
