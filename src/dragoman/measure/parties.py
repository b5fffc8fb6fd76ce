"""Who did it to whom, on the CAMEO sentences of ConfliBERT (github.com/eventdata/ConfliBERT): one event a sentence, tokens marked S, T or R.

S is the actor, T the recipient, R a party of a reciprocal act, which counts as an actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import InputError
from dragoman.measure.part import Part, Reads, counted, some
from dragoman.measure.score import Count
from dragoman.model import Entity, Report

ROLE = {"S": "actor", "R": "actor", "T": "recipient"}


class Marked(NamedTuple):
    """A sentence with the offsets of its tokens, and the numbers of those that are the actor's and the recipient's."""

    text: str
    tokens: list[tuple[int, int]]
    actor: set[int]
    recipient: set[int]


def sentences(path: Path) -> Iterator[Marked]:
    """Sentences of a file of ``token TAG`` lines, apart by empty lines; tokens are joined by spaces. Raises `InputError`."""
    try:
        blocks = path.read_text(encoding="utf-8").split("\n\n")
    except (OSError, UnicodeError) as error:
        raise InputError(f"{path}: {error}") from error
    for block in blocks:
        rows = [line.rsplit(" ", 1) for line in block.splitlines() if " " in line]
        text, tokens, roles = "", [], {"actor": set[int](), "recipient": set[int]()}
        for i, (token, tag) in enumerate(rows):
            start = len(text) + bool(text)
            text = f"{text} {token}" if text else token
            tokens.append((start, len(text)))
            if role := ROLE.get(tag.partition("-")[2]):
                roles[role].add(i)
        if rows:
            yield Marked(text, tokens, roles["actor"], roles["recipient"])


def covered(tokens: list[tuple[int, int]], entities: Iterable[Entity]) -> set[int]:
    """Numbers of the tokens that the entities' words cover."""
    spans = [(e.start, e.end) for e in entities]
    return {i for i, (a, b) in enumerate(tokens) if any(a < end and start < b for start, end in spans)}


def shared(found: set[int], wanted: set[int]) -> float:
    """F1 of two sets; 1 where both are empty."""
    return 2 * len(found & wanted) / (len(found) + len(wanted)) if found or wanted else 1.0


def part(reader: Reads, folder: Path, limit: int | None = None) -> Part:
    """Token-overlap F1 of actor and recipient in the event of the reading that fits best. Raises `InputError`."""
    counts = {"actor": Count(), "recipient": Count()}
    means = {"actor": 0.0, "recipient": 0.0}
    marked = some(list(sentences(folder / "train.conll")), limit)
    silent = 0
    for item in marked:
        events = reader.read(Report(text=item.text, language="en")).events
        silent += not events
        pairs = [(covered(item.tokens, e.actors), covered(item.tokens, e.recipients)) for e in events] or [(set(), set())]
        best = max(pairs, key=lambda p: shared(p[0], item.actor) + shared(p[1], item.recipient))
        for role, found, wanted in zip(counts, best, (item.actor, item.recipient), strict=True):
            counts[role].right += len(found & wanted)
            counts[role].found += len(found)
            counts[role].wanted += len(wanted)
            means[role] += shared(found, wanted) / len(marked)
    note = (
        f"The whole reader on {len(marked)} sentences of `study/cameo_ner` (news; none trained on), one event marked in each: tokens of the parties in the event of the reading that fits best, "
        f"all sentences' tokens together. In {silent} sentences no event was read. The mean of the sentences' own F1 is {means['actor']:.3f} for actors, {means['recipient']:.3f} for recipients "
        "(a party that is rightly absent counts 1)."
    )
    figures = {f"{role}, other text": round(count.f1, 4) for role, count in counts.items()}
    return Part("Parties on other text", note, ("Role", "Precision", "Recall", "F1", "Tokens"), counted(counts.items()), figures)
