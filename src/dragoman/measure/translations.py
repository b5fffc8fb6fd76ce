"""Machine translation: the facts of a human translation that the same line, translated by machine, gives too (WMT 2021 news, unlabelled)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import InputError
from dragoman.measure.part import Cell, Part, Reads, some
from dragoman.measure.score import Count
from dragoman.model import Entity, Event, Report

HUMAN = "reference"
POLITICAL = re.compile(
    r"\b(?:president|prime minister|minister|government|parliament|sanctions?|troops|military|army|protest\w*|demonstrat\w*|rebels?|ceasefire|treaty|diplomat\w*|ambassador|embassy|"
    r"police|opposition|elections?|referendum|summit|talks|borders?|missiles?|nuclear|court|coalition|chancellor|taliban|united nations|european union|nato|attack\w*|war|soldiers?)\b",
    re.IGNORECASE,
)
ENOUGH = 2
"""A line is political where its human translation has this many different words of `POLITICAL`: chosen by words, never by what is read."""
Fact = tuple[str, tuple[str, ...], tuple[str, ...]]


def political(folder: Path) -> Iterator[dict[str, str]]:
    """The lines whose human translation is political: translations by system. Raises `InputError`."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = {str(k): str(v) for k, v in json.loads(line).items() if k != "i"}
                found = {m.group().lower() for m in POLITICAL.finditer(row[HUMAN])}
            except (ValueError, KeyError, AttributeError) as error:
                raise InputError(f"{path}:{number}: {type(error).__name__}: {error}; a line is an object with {HUMAN!r}") from error
            if len(found) >= ENOUGH:
                yield row


def fact(event: Event) -> Fact:
    """An event as its type and the countries (else codes) of its parties, in order."""

    def places(side: tuple[Entity, ...]) -> tuple[str, ...]:
        return tuple(sorted({m.country or m.code or "?" for e in side for m in (e.members or (e,))}))

    return event.event_type, places(event.actors), places(event.recipients)


def _kept(human: Counter[Fact], machine: Counter[Fact]) -> tuple[Count, Count]:
    """Facts of ``human`` that ``machine`` has too, and by type alone."""
    types = [Counter[str]() for _ in range(2)]
    for counter, facts in zip(types, (human, machine), strict=True):
        for (kind, *_), n in facts.items():
            counter[kind] += n
    both = (human & machine).total(), (types[0] & types[1]).total()
    whole, alone = (Count(n, machine.total(), human.total()) for n in both)
    return whole, alone


def part(reader: Reads, folder: Path, limit: int | None = None) -> Part:
    """Share of the events of the human translation that come out of each machine's. Raises `InputError`."""
    lines = some(list(political(folder)), limit)
    totals: dict[str, tuple[Count, Count]] = {}
    for line in lines:
        facts = {system: Counter(map(fact, reader.read(Report(text=text, language="en")).events)) for system, text in line.items()}
        for system, machine in facts.items():
            if system == HUMAN:
                continue
            sums = totals.setdefault(system, (Count(), Count()))
            for total, count in zip(sums, _kept(facts[HUMAN], machine), strict=True):
                total.right += count.right
                total.found += count.found
                total.wanted += count.wanted
    rows: list[tuple[Cell, ...]] = [(name, int(a.wanted), a.recall, b.recall, int(a.found)) for name, (a, b) in sorted(totals.items())]
    wanted = sum(a.wanted for a, _ in totals.values())
    note = (
        f"{len(lines)} lines of `study/mt_news` whose human translation has two political words: events read from it (type and countries of the parties) that are read from the machine's "
        "translation too. Nobody annotated these lines: it is agreement of two readings, and machines that translate otherwise, not only badly, lower it."
    )
    head = ("Translation", "Events of the human's", "Kept", "Kept by type", "Events of the machine's")
    figures = {"facts kept, translated": round(sum(a.right for a, _ in totals.values()) / wanted, 4)} if wanted else {}
    return Part("Human and machine translation", note, head, rows, figures)
