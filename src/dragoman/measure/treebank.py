"""Treebanks: trees and names of gold tokens, and which documents are kept out of training."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dragoman.read.labels import NAMES

GUM_SHARE = 0.1
"""Share of GUM's documents that is kept out of training."""


@dataclass
class Tree:
    """A sentence of a treebank: words, coarse and fine tags, heads (1 is the first word, 0 the root), relations, and where they are marked
    the names as BIO numbers."""

    words: list[str]
    pos: list[str]
    tag: list[str]
    heads: list[int]
    deps: list[str]
    names: list[int] | None
    key: str


def blocks(path: Path) -> Iterator[list[str]]:
    """The blocks of a file that empty lines part."""
    block: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def conllu(path: Path) -> Iterator[Tree]:
    """Sentences of a CoNLL-U file; subtypes of relations are kept, empty nodes and ranges left out. Head 0 is the root."""
    for block in blocks(path):
        rows = [line.split("\t") for line in block if line[0].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        key = next((line.split("=", 1)[1].strip() for line in block if line.startswith("# sent_id")), "")
        if rows:
            yield Tree(
                [r[1] for r in rows], [r[3] for r in rows], [r[4] for r in rows], [int(r[6]) for r in rows], [r[7] for r in rows],
                names=_entities(rows) if "Entity" in path.parts[-1] or "gum" in path.parts[-1].lower() else None, key=key,
            )  # fmt: skip


GUM_NAMES = {"person": "PER", "organization": "ORG", "place": "LOC"}


def _entities(rows: list[list[str]]) -> list[int]:
    """GUM's entities as names: the outermost mentions whose content words are all proper nouns."""
    spans: list[tuple[int, int, str]] = []
    stack: list[tuple[str, int, str]] = []
    for i, row in enumerate(rows):
        note = next((p[7:] for p in row[9].split("|") if p.startswith("Entity=")), "")
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", note):
            if mark.startswith("("):
                name, kind = [*mark.strip("()").split("-"), "", ""][:2]
                stack.append((name.split("[")[0], i, kind))
            if mark.endswith(")"):
                name = mark.strip("()").split("-")[0].split("[")[0]
                for j in range(len(stack) - 1, -1, -1):
                    if stack[j][0] == name:
                        _, start, kind = stack.pop(j)
                        spans.append((start, i + 1, kind))
                        break
    tags = [0] * len(rows)
    for first, last, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        one_of_them = kind == "person" and rows[first][1].lower() in ("a", "an", "one")
        for start, end in _parts(rows, first, last):
            start = _after_title(rows, start, end) if kind == "person" else start
            if kind not in ("time", "quantity") and not any(tags[start:end]) and _is_name(rows[start:end]):
                people = kind == "person" and (one_of_them or rows[end - 1][4] == "NNPS")
                bio(tags, start, end, NAMES.index("MISC" if people else GUM_NAMES.get(kind, "MISC")))
    return tags


def _parts(rows: list[list[str]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """A mention without article and genitive, and cut at commas: "Milan, Italy" is two names."""
    cuts = [i for i in range(start, end) if rows[i][1] == ","]
    for a, b in zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True):
        while a < b and rows[a][3] in ("DET", "PUNCT"):
            a += 1
        while a < b and rows[b - 1][3] in ("PART", "PUNCT"):
            b -= 1
        if a < b:
            yield a, b


TITLES = frozenset({
    "mr.", "mrs.", "ms.", "dr.", "prof.", "sir", "lady", "lord", "president", "minister", "ministers", "secretary", "undersecretary", "chancellor",
    "king", "queen", "prince", "princess", "pope", "bishop", "archbishop", "senator", "representative", "governor", "mayor", "judge", "general", "major",
    "colonel", "captain", "lieutenant", "admiral", "sergeant", "ambassador", "director", "chairman", "chair", "professor", "doctor", "spokesman",
    "spokeswoman", "spokesperson", "speaker", "deputy", "chief", "officer", "coach", "father", "brother", "sister",
})  # fmt: skip
"""Words that stand before a person's name and are none of it."""


def _after_title(rows: list[list[str]], start: int, end: int) -> int:
    """Where a person's name begins behind titles, and behind what they are titles of ("Minister of Education Stefania Giannini")."""
    led = [i for i in range(start, end) if rows[i][1].lower() in TITLES]
    if not led:
        return start
    titled = start + int(rows[led[-1]][6]) - int(rows[start][0])
    if led[-1] < titled < end:
        return titled
    after = led[-1] + 1
    return end if after < end and rows[after][3] == "ADP" else after


def _is_name(rows: list[list[str]]) -> bool:
    words = [r for r in rows if r[3] not in ("ADP", "DET", "CCONJ", "PUNCT", "PART")]
    return any(r[3] == "PROPN" and r[1] != r[1].lower() for r in words) and all(
        r[3] in ("PROPN", "NUM") or r[1][:1].isupper() for r in words
    )


def bio(tags: list[int], start: int, end: int, label: int) -> None:
    """Number ``[start, end)`` as one span of ``label``: its first word 1 + 2 * label, the others 2 + 2 * label."""
    for i in range(start, end):
        tags[i] = 2 + 2 * label
    if start < end:
        tags[start] = 1 + 2 * label


def lot(key: str) -> float:
    """A number from 0 to 1, fixed by the key's hash."""
    return int(sha256(key.encode()).hexdigest()[:8], 16) / 0x100000000


def held_out(key: str, share: float) -> bool:
    """Whether the item of this key is among the held-out share, whatever the order."""
    return lot(key) < share
