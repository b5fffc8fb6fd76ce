"""Direction: pairs of gold sentences that differ only in who does it to whom (``P swap`` in the corpus format)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dragoman.measure.gold import GoldReport
from dragoman.measure.part import Cell, Part
from dragoman.measure.score import agree, pair_up, spans_of
from dragoman.model import Reading

LEVELS = ("read at all", "parties the right way round", "type and parties right")


def level(gold: GoldReport, reading: Reading) -> int:
    """How far the sentence's first event is right: 0 not found, and then the number of the `LEVELS` that are reached."""
    notes = [n for n in gold.notes if n.group == "E"]
    text = gold.report.text
    event = next((e for e, n in pair_up(text, list(reading.events), notes) if notes and n is notes[0]), None)
    if event is None:
        return 0
    note = notes[0]
    both = zip((event.actors, event.recipients), ("actor", "recipient"), strict=True)
    if not all(agree(text, spans_of(side), note.roles.get(role, [])) for side, role in both):
        return 1
    return 2 + (event.event_type == note.label)


def part(readings: Iterable[tuple[GoldReport, Reading]]) -> Part:
    """Of the pairs, how many are right in both sentences. A pair that lacks a sentence is left out."""
    pairs: dict[str, list[int]] = defaultdict(list)
    for gold, reading in readings:
        if gold.pair and gold.pair[0] == "swap":
            pairs[gold.pair[1]].append(level(gold, reading))
    whole = [min(levels) for levels in pairs.values() if len(levels) == 2]
    shares = [sum(least > i for least in whole) / len(whole) if whole else 0.0 for i in range(len(LEVELS))]
    rows: list[tuple[Cell, ...]] = [(what, share, len(whole)) for what, share in zip(LEVELS, shares, strict=True)]
    note = "Pairs of own gold with the parties swapped: the first event of the sentence, right in *both* sentences. A party lost counts as wrong."
    figures = {"direction": round(shares[1], 4), "direction and type": round(shares[2], 4)} if whole else {}
    return Part("Direction", note, ("In both sentences", "Share", "Pairs"), rows, figures)
