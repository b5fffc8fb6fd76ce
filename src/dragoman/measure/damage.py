"""Damage: gold sentences hurt as scraping and machine translation hurt them (codebook, last section), and the facts that still come out.

Everything is seeded by the sentence itself, so that neither order nor number of sentences changes what is done to one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from random import Random

from dragoman.measure.gold import GoldNote, GoldReport, Spans
from dragoman.measure.part import Cell, Part, Reads
from dragoman.measure.score import Count, agree, heard, pair_up, same_figure, spans_of
from dragoman.model import Reading, Report

Edit = tuple[int, int, str]
"""``[start, end)`` of the text becomes the words; edits of a text never overlap."""
SEED = 7
SENTENCES = 300
FACTS = {"E": "events", "S": "statements", "F": "figures"}
OFTEN = 0.4
"""Share of a sentence's articles and prepositions that are changed; one at least."""
WRONG = {"of": ("from", "for"), "in": ("at", "on"), "on": ("in", "at"), "at": ("in", "on"), "for": ("to", "of"), "from": ("of", "by")}
"""What translating word by word makes of prepositions."""
BEFORE = ("FILE PHOTO ", "Advertisement ", "A view of the parliament building [File: AP] ", "SHARE TWEET ", "Home > World ")
AFTER = (" [Photo: courtesy]", " Continue reading the main story", " (Image credit: Getty)", " Sign up for our newsletter", " READ MORE")


def _quotes(text: str, _: Random) -> list[Edit]:
    return [(m.start(), m.end(), "") for m in re.finditer('["“”]', text)]


def _split(text: str, random: Random) -> list[Edit]:
    gaps = [m.start() for m in re.finditer(r"(?<=\w) (?=\w)", text)][2:-1]
    if not gaps:
        return []
    at = random.choice(gaps)
    return [(at, at, "."), (at + 1, at + 2, text[at + 1].upper())]


def _names(text: str, random: Random) -> list[Edit]:
    found = [m.span() for m in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{4,}", text)]
    if not found:
        return []
    start, end = random.choice(found)
    if random.random() < 0.5:
        return [(end, end, f" {text[start:end]}")]
    cut = random.randrange(start + 2, end - 1)
    return [(cut, cut, " ")]


def _small_words(text: str, random: Random) -> list[Edit]:
    places = [m.span() for m in re.finditer(r"\b(?:[Tt]he|an?|of|in|on|at|for|from) (?=\w)", text)]
    chosen = [span for span in places if random.random() < OFTEN] or places[:1]
    edits = []
    for start, end in chosen:
        word = text[start : end - 1]
        now = f"{random.choice(WRONG[word])} " if word in WRONG else random.choice(("", "a " if word.lower() == "the" else "the "))
        edits.append((start, end, now))
    return edits


def _case(text: str, _: Random) -> list[Edit]:
    return [(i, i + 1, c.lower()) for i, c in enumerate(text) if c != c.lower()]


def _hyphens(text: str, _: Random) -> list[Edit]:
    return [(m.start(), m.end(), " ") for m in re.finditer(r"(?<=\w)-(?=\w)", text)]


def _captions(text: str, random: Random) -> list[Edit]:
    return [(0, 0, random.choice(BEFORE))] if random.random() < 0.5 else [(len(text), len(text), random.choice(AFTER))]


KINDS: dict[str, Callable[[str, Random], list[Edit]]] = {
    "quotation marks lost": _quotes, "split at a wrong point": _split, "a name split or doubled": _names, "articles and prepositions mistranslated": _small_words,
    "letter case lost": _case, "hyphens lost": _hyphens, "caption stuck on": _captions,
}  # fmt: skip


def hurt(text: str, kind: str) -> list[Edit]:
    """The edits of one kind of damage, in order; none where the text gives it no hold."""
    return sorted(KINDS[kind](text, Random(f"{SEED} {kind} {text}")))


def edited(text: str, edits: list[Edit]) -> str:
    """The text after its edits."""
    for start, end, now in reversed(edits):
        text = text[:start] + now + text[end:]
    return text


def carried(span: tuple[int, int], edits: list[Edit]) -> tuple[int, int]:
    """Where a span stands after the edits; words put in at its edges are no part of it."""
    start = span[0] + sum(len(now) - (e - b) for b, e, now in edits if e <= span[0])
    end = span[1] + sum(len(now) - (e - b) for b, e, now in edits if b < span[1] and e <= span[1])
    return start, max(start, end)


def damaged(gold: GoldReport, edits: list[Edit]) -> GoldReport:
    """The gold with its text edited and its mentions carried along."""

    def moved(spans: Spans) -> Spans:
        return [carried(s, edits) for s in spans]

    notes = [
        GoldNote(n.group, n.label, n.sub, carried(n.trigger, edits) if n.trigger else None, {r: moved(s) for r, s in n.roles.items()}, n.codes, n.values)
        for n in gold.notes
    ]  # fmt: skip
    old = gold.report
    text = edited(old.text, edits)
    report = Report(text=text, published=old.published, published_basis=old.published_basis, language=old.language)
    return GoldReport(report, gold.name, notes, gold.real, gold.pair, gold.damage)


def right(gold: GoldReport, reading: Reading) -> set[int]:
    """Numbers of the notes whose fact was read: events with type and parties, statements with speaker and content, figures."""
    text = gold.report.text
    events = {
        id(note)
        for event, note in pair_up(text, list(reading.events), [n for n in gold.notes if n.group == "E"])
        if event.event_type == note.label
        and agree(text, spans_of(event.actors), note.roles.get("actor", []))
        and agree(text, spans_of(event.recipients), note.roles.get("recipient", []))
    }
    return {
        i
        for i, note in enumerate(gold.notes)
        if id(note) in events
        or (note.group == "S" and heard(text, reading.statements, note)[2])
        or (note.group == "F" and any(same_figure(f, note) for f in reading.figures))
    }


def sample(golds: Iterable[GoldReport], size: int = SENTENCES) -> list[GoldReport]:
    """A seeded sample of the undamaged golds that have a fact; all where there are fewer."""
    whole = [g for g in golds if not g.damage and any(n.group in FACTS for n in g.notes)]
    return whole if len(whole) <= size else Random(SEED).sample(whole, size)


def part(reader: Reads, golds: Iterable[GoldReport], size: int = SENTENCES) -> Part:
    """Share of the facts that are right in the clean sentence and still come out of the damaged one. ``golds`` are single sentences."""
    kinds = {kind: {group: Count() for group in FACTS} for kind in KINDS}
    chosen = sample(golds, size)
    touched = dict.fromkeys(KINDS, 0)
    for gold in chosen:
        clean = right(gold, reader.read(gold.report))
        for kind in KINDS if clean else ():
            if not (edits := hurt(gold.report.text, kind)):
                continue
            touched[kind] += 1
            hit = damaged(gold, edits)
            still = right(hit, reader.read(hit.report))
            for i in clean:
                count = kinds[kind][gold.notes[i].group]
                count.wanted += 1
                count.right += i in still
    total = {group: Count(sum(k[group].right for k in kinds.values()), 0, sum(k[group].wanted for k in kinds.values())) for group in FACTS}
    rows = [_row(kind, touched[kind], counts) for kind, counts in kinds.items()]
    rows.append(_row("all", sum(touched.values()), total))
    note = (
        f"{len(chosen)} undamaged sentences of own gold, each put through every kind of damage that it gives a hold to (seeded). *Kept*: of the facts read right from the clean "
        "sentence, those still right in the damaged one; events with type and parties, statements with speaker and content, figures."
    )
    head = ("Damage", "Sentences", "Facts", "Kept", *(f"of {name}" for name in FACTS.values()))
    wanted = sum(c.wanted for c in total.values())
    return Part("Damaged text", note, head, rows, {"facts kept": round(sum(c.right for c in total.values()) / wanted, 4)} if wanted else {})


def _row(kind: str, sentences: int, counts: dict[str, Count]) -> tuple[Cell, ...]:
    kept, wanted = sum(c.right for c in counts.values()), sum(c.wanted for c in counts.values())
    return (kind, sentences, int(wanted), kept / wanted if wanted else 0.0, *(c.recall if c.wanted else "–" for c in counts.values()))
