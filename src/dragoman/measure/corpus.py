"""The annotated corpus: parse, validate, balance. The format is described in ``training/corpus/README.md``."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from dragoman.errors import InputError
from dragoman.ontology import plover
from dragoman.read.labels import AUX, BOUNDS, CLAIMS

UNITS, SANCTION_TYPES = plover.UNITS, plover.SANCTION_TYPES
PAIRS = ("swap", "voice", "negation", "tense")
DAMAGE = ("mt", "scraped", "split", "quotes", "names")

MENTIONS = {
    "E": ("actor", "recipient", "place", "date", "by"),
    "R": ("a", "b", "place", "from", "to", "date", "mediator", "by"),
    "S": ("speaker", "content", "addressee", "medium", "outlet", "date"),
    "F": ("of", "place", "date", "by"),
}
VALUES = {"E": ("aux", "claim", "ctx"), "R": ("aux", "claim", "types"), "S": ("quoted",), "F": ("event", "aux")}
Events = Mapping[str, frozenset[str]]
"""Event types with their modes."""


class CorpusError(InputError):
    """A line of the corpus that does not follow the format; the message names file and line."""


@dataclass(frozen=True)
class Mention:
    """A piece of a sentence: ``[start, end)`` code points, and what it stands for where the annotator said so."""

    start: int
    end: int
    value: str | None = None


@dataclass
class Note:
    """One annotation line: ``group`` E, R, S or F, its label, trigger, the mentions by role and the plain values."""

    group: str
    label: str
    sub: str | None
    trigger: Mention | None
    roles: dict[str, list[Mention]] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Sentence:
    """A sentence with everything that it reports."""

    text: str
    where: str
    notes: list[Note] = field(default_factory=list)
    brief: str | None = None
    date: str | None = None
    source: str | None = None
    report: str | None = None
    pair: tuple[str, str] | None = None
    damage: str | None = None

    @property
    def ordinary(self) -> bool:
        """Whether it is real, or its brief asked for plain news: what is read is most like these."""
        return self.source is not None or "plain" in (self.brief or "")

    @property
    def key(self) -> str:
        """What decides whether it is held out: both of a pair are, or neither."""
        return self.pair[1] if self.pair else self.text


@cache
def relation_levels() -> dict[str, frozenset[str]]:
    """Relation kind to its levels."""
    levels = {row["kind"]: set[str]() for row in plover.rows("kinds")}
    for row in plover.rows("levels"):
        levels[row["kind"]].add(row["level"])
    return {kind: frozenset(names) for kind, names in levels.items()}


@cache
def contexts() -> frozenset[str]:
    """PLOVER's contexts."""
    return frozenset(row["context"] for row in plover.rows("contexts"))


def locate(text: str, piece: str) -> Mention:
    """Find ``piece`` in ``text``: whole words, ``#n`` for the n-th, ``first … last`` for a long one."""
    piece, _, value = (part.strip() for part in piece.partition(" = "))
    which = re.search(r"#(\d+)$", piece)
    if which:
        piece = piece[: which.start()].rstrip()
    order = int(which.group(1)) if which else 1
    head, dots, tail = re.sub(r"\s*\.\.\.\s*(?=\S)", " … ", piece).partition(" … ") if piece not in text else (piece, "", "")
    found = [m.span() for m in re.finditer(_bounded(head), text)]
    if len(found) < order:
        raise CorpusError(f"{head!r}{f' #{order}' if order > 1 else ''} does not stand in the sentence")
    start, end = found[order - 1]
    if dots:
        ends = [m.end() for m in re.finditer(_bounded(tail), text) if m.end() > end]
        if not ends:
            raise CorpusError(f"{tail!r} does not stand after {head!r}")
        end = ends[0]
    return Mention(start, end, value or None)


def _bounded(piece: str) -> str:
    left = r"(?<!\w)" if piece[:1].isalnum() else ""
    right = r"(?!\w)" if piece[-1:].isalnum() else ""
    return left + re.escape(piece) + right


def _choose(value: str, allowed: Iterable[str], what: str) -> str:
    if value not in allowed:
        raise CorpusError(f"unknown {what} {value!r}")
    return value


def _note(text: str, group: str, fields: list[str], events: Events) -> Note:
    label, sub, rest = _label(group, fields, events)
    trigger = None if fields_trigger(group, fields) == "-" else locate(text, fields_trigger(group, fields))
    note = Note(group, label, sub, trigger)
    for part in rest:
        key, colon, body = part.partition(":")
        key, pieces = key.strip(), [piece.strip() for piece in body.split(";") if piece.strip()]
        if not colon or key not in MENTIONS[group] + VALUES[group]:
            raise CorpusError(f"unknown field {part!r}")
        if not pieces:
            continue
        if key in MENTIONS[group]:
            note.roles.setdefault(key, []).extend(locate(text, p) for p in pieces if p != "-")
        else:
            note.values[key] = [p for piece in pieces for p in ([piece] if key == "event" else re.split(r"[,\s]+", piece))]
    _check_values(text, note)
    return note


def fields_trigger(group: str, fields: list[str]) -> str:
    """The field that holds the trigger: the second of E and R, the first of S and F."""
    return fields[1] if group in "ER" else fields[0]


def _label(group: str, fields: list[str], events: Events) -> tuple[str, str | None, list[str]]:
    if len(fields) < (1 if group == "S" else 2):
        raise CorpusError("too few fields")
    if group == "S":
        return "SAY", None, fields[1:]
    if group == "F":
        label, rest = _choose(fields[1], UNITS, "unit"), fields[2:]
        return (label, rest[0], rest[1:]) if rest and rest[0] in BOUNDS else (label, "exact", rest)
    label, _, sub = fields[0].partition("/")
    table = events if group == "E" else relation_levels()
    _choose(label, table, "type" if group == "E" else "kind")
    if sub:
        _choose(sub, table[label], f"mode or level of {label}")
    return label, sub or None, fields[2:]


def _check_values(text: str, note: Note) -> None:
    allowed: dict[str, Iterable[str]] = {
        "aux": AUX, "claim": CLAIMS, "ctx": contexts(), "types": SANCTION_TYPES, "quoted": ("direct", "indirect"),
    }  # fmt: skip
    for key, values in note.values.items():
        for value in values:
            if key == "event":
                locate(text, value)
            else:
                _choose(value, allowed[key], key)


def parse(lines: Iterable[str], name: str = "-", events: Events | None = None) -> Iterator[Sentence]:
    """Read sentences from the lines of one file; a bad line raises `CorpusError` naming ``name:line``. Without ``events``, PLOVER's."""
    events = plover.event_modes() if events is None else events
    header: dict[str, str | None] = {}
    sentence: Sentence | None = None
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\n").strip()
        where = f"{name}:{number}"
        try:
            if line.startswith("> "):
                if sentence:
                    yield sentence
                sentence = Sentence(line[2:].strip(), where, **header)  # type: ignore[arg-type]
            elif line.startswith("@ "):
                if sentence:
                    yield sentence
                    sentence = None
                key, _, value = line[2:].partition(":")
                if key.strip() not in ("brief", "date", "source", "report"):
                    raise CorpusError(f"unknown header {key!r}")
                header[key.strip()] = value.strip() or None
            elif line and not line.startswith("#"):
                _annotate(sentence, line, events)
        except CorpusError as error:
            raise CorpusError(f"{where}: {error}: {line}") from None
    if sentence:
        yield sentence


def _annotate(sentence: Sentence | None, line: str, events: Events) -> None:
    if sentence is None:
        raise CorpusError("an annotation before any sentence")
    mark, _, body = line.partition(" ")
    fields = [part.strip() for part in body.split(" | ")]
    if mark in MENTIONS:
        sentence.notes.append(_note(sentence.text, mark, fields, events))
    elif mark == "P":
        kind, _, key = body.strip().partition(" ")
        sentence.pair = (_choose(kind, PAIRS, "pair"), key)
    elif mark == "D":
        sentence.damage = _choose(body.strip(), DAMAGE, "damage")
    else:
        raise CorpusError("a line begins with >, E, R, S, F, P, D, @ or #")


def files(paths: Iterable[Path]) -> Iterator[tuple[Path, list[str]]]:
    """The files with their lines, in order of path; folders are searched for ``*.txt``."""
    for path in (file for given in paths for file in (sorted(given.rglob("*.txt")) if given.is_dir() else [given])):
        try:
            yield path, path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError as error:
            raise CorpusError(f"{path}: is not UTF-8 ({error.reason} at byte {error.start})") from error


def load(paths: Iterable[Path], events: Events | None = None) -> list[Sentence]:
    """All sentences of the files (folders are searched for ``*.txt``), in order of path."""
    return [s for path, lines in files(paths) for s in parse(lines, path.name, events)]


def within(sentences: Iterable[Sentence], events: Events) -> list[Sentence]:
    """The sentences as another ontology sees them: an event of a type that it lacks is none, a mode that it lacks is left out."""
    return [
        replace(
            s,
            notes=[
                replace(n, sub=n.sub if n.sub in events[n.label] else None) if n.group == "E" else n
                for n in s.notes
                if n.group != "E" or n.label in events
            ],
        )
        for s in sentences
    ]


def _shingles(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2)))


def near_duplicates(sentences: list[Sentence], limit: float = 0.7) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs of sentences whose word trigrams overlap (Jaccard) above ``limit``, pairs marked ``P`` left out."""
    index: dict[str, list[int]] = {}
    prints = [_shingles(s.text) for s in sentences]
    for i, mine in enumerate(prints):
        shared = Counter(j for gram in mine for j in index.get(gram, ()))
        for j, count in shared.items():
            if count / (len(mine) + len(prints[j]) - count) > limit and not (sentences[i].pair and sentences[j].pair):
                yield sentences[j], sentences[i]
        for gram in mine:
            index.setdefault(gram, []).append(i)


def balance(sentences: list[Sentence]) -> Counter[str]:
    """How often each label stands in the corpus."""
    count: Counter[str] = Counter(sentences=len(sentences))
    for s in sentences:
        events = sum(n.group == "E" for n in s.notes)
        count["no notes" if not s.notes else "no event" if not events else "two or more events" if events > 1 else "one event"] += 1
        count["real"] += bool(s.source)
        if s.pair:
            count[f"pair {s.pair[0]}"] += 1
        if s.damage:
            count[f"damage {s.damage}"] += 1
        for n in s.notes:
            count[n.group if n.group == "S" else f"{n.group} {n.label}"] += 1
            if n.sub:
                count[f"{n.group} {n.label}/{n.sub}" if n.group != "F" else f"F {n.sub}"] += 1
            for aux in n.values.get("aux", ()):
                count[f"aux {aux}"] += 1
            for claim in n.values.get("claim", ()):
                count[f"claim {claim}"] += 1
    return count


def check(paths: Iterable[Path], events: Events | None = None) -> tuple[list[Sentence], list[str]]:
    """Sentences of the good files and one message for each fault."""
    sentences: list[Sentence] = []
    faults: list[str] = []
    for path, lines in files(paths):
        while True:
            try:
                sentences.extend(parse(lines, path.name, events))
                break
            except CorpusError as error:
                faults.append(str(error))
                lines[int(str(error).split(":")[1]) - 1] = ""
                sentences = [s for s in sentences if not s.where.startswith(f"{path.name}:")]
    faults.extend(f"{b.where}: nearly the same as {a.where}: {b.text[:60]}" for a, b in near_duplicates(sentences))
    return sentences, faults


if __name__ == "__main__":
    found, problems = check(Path(p) for p in sys.argv[1:])
    for key, number in sorted(balance(found).items()):
        sys.stdout.write(f"{number:6d}  {key}\n")
    for problem in problems:
        sys.stdout.write(f"FAULT {problem}\n")
    sys.exit(1 if problems else 0)
