"""How well actors are resolved: every figure of the issue, repeatable by anyone.

    python evaluation/actors.py [mentions|anaphora ...] [--cost]

Only totals are printed, never an item: these are test sets, and what is to be mended is sought elsewhere (the training corpus, real news).

What counts as right:

- *mentions* (``evaluation/actors/mentions.jsonl``): country and primary sector, each as the gold has it; of a list, the set of its
  members; a gold code of three letters (``IGO``) means any code that begins so. Of an actor that is unknown to the world, any country
  or sector that the words do not give is more than was said; resolved to a code by it, the actor is *invented*.
- *anaphora* (``evaluation/gold/report-*.txt``; ``evaluation/actors/anaphora-own.txt`` and ``-real.txt``): the pronouns and definite
  descriptions that carry a code there. Every annotated mention of the report is resolved in the order of the text, as the reader does; in
  the gold reports what is said has its annotated speaker. *Right*: the codes are those of the gold; *left out*: unresolved; everything
  else is *wrong*. What the gold marks with ``-`` nobody can tell: left out is right.
- *cost*: microseconds for one mention, and the load of the tables against five reads of their bytes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from dragoman.measure.gold import GoldReport, gold
from dragoman.model import Entity
from dragoman.ontology.actors import word_group
from dragoman.ontology.index import Index
from dragoman.ontology.tables import TABLES
from dragoman.resolve.actors import Scope, default_resolver, resolve_actor

HERE = Path(__file__).resolve().parent
ANAPHORS = frozenset().union(*(word_group(name) for name in ("he", "she", "it", "they", "we")))
DETERMINERS = frozenset({"the", "both", "two", "this", "that", "these", "those"})
KINDS = ("IGO", "NGO", "MNC", "IMG", "ISM")


def say(line: str) -> None:
    """Write one line of the result."""
    sys.stdout.write(line + "\n")


def share(hit: int, of: int) -> str:
    """A share with its count."""
    return f"{hit / of:.3f} ({hit} of {of})" if of else "-"


def coded(entity: Entity) -> tuple[str | None, str | None]:
    """Country and primary sector as the code gives them; an organisation's country is null."""
    sector = entity.sectors[0] if entity.sectors else None
    return (None if (entity.code or "")[:3] in KINDS else entity.country), sector


def meets(code: str | None, wanted: str | None) -> bool:
    """Whether a code is the wanted one, or of the wanted kind of organisation."""
    return bool(code and wanted and (code == wanted or (wanted in KINDS and code.startswith(wanted))))


def judge(entity: Entity, wanted: dict[str, Any]) -> tuple[bool, bool]:
    """Whether country and primary sector are right."""
    if wanted["members"]:
        found = [m.code for m in entity.members]
        held = len(found) == len(wanted["members"]) and all(any(meets(c, w) for c in found) for w in wanted["members"])
        return held, held
    if wanted["code"] in KINDS:
        held = meets(entity.code, wanted["code"])
        return held, held
    country, sector = coded(entity)
    if entity.members:
        return False, False
    return country == wanted["country"], sector == wanted["sector"]


def invented(entity: Entity, wanted: dict[str, Any]) -> bool:
    """Whether a country or sector is given that the words do not give."""
    country, sector = coded(entity)
    return bool((country and country != wanted["country"]) or (sector not in (None, "UNK") and sector != wanted["sector"]))


def mentions(path: Path = HERE / "actors" / "mentions.jsonl") -> None:
    """Print the totals over the gold of mentions, by kind."""
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        wanted, kind = item["gold"], item["kind"]
        entity = resolve_actor(item["text"], dt.date.fromisoformat(item["published"]), item["context"])
        if wanted["unknown"]:
            more = invented(entity, wanted)
            count["unknown"].update(n=1, more=more, invented=more and entity.resolved)
            continue
        country, sector = judge(entity, wanted)
        for group in (kind, "all known"):
            count[group].update(n=1, country=country, sector=sector, both=country and sector, open=not entity.resolved)
    say("kind               n  country  sector   both   left open")
    for kind, c in sorted(count.items(), key=lambda kc: (kc[0] == "all known", kc[0])):
        if kind != "unknown":
            say(
                f"{kind:<16} {c['n']:>3}    {c['country'] / c['n']:.3f}   {c['sector'] / c['n']:.3f}  {c['both'] / c['n']:.3f}   {c['open']}"
            )
    c = count["unknown"]
    say(
        f"unknown actors: invented resolution {share(c['invented'], c['n'])}; a country or sector that the words do not give {share(c['more'], c['n'])}"
    )


def anaphor(text: str) -> str | None:
    """*pronoun*, *owned* (*its forces*), *description* (*the group*), or None where the words name somebody."""
    words = text.split()
    if len(words) == 1:
        return "pronoun" if words[0].lower() in ANAPHORS else None
    if any(w[0].isupper() for w in words[1:]):
        return None
    if words[0].lower() in ANAPHORS:
        return "owned"
    return "description" if words[0].lower() in DETERMINERS else None


def resolved(report: GoldReport) -> Iterator[tuple[tuple[int, int], str, Entity]]:
    """Every annotated party of a report, with its code, resolved in the order of the text."""
    parties: dict[tuple[int, int], str] = {}
    speech: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for note in report.notes:
        for role in ("actor", "recipient", "a", "b", "by", "mediator", "speaker", "addressee"):
            for span, code in zip(note.roles.get(role, []), note.codes.get(role, []), strict=True):
                parties[span] = code or parties.get(span, "")
        if note.roles.get("speaker") and note.roles.get("content"):
            speech.append((note.roles["content"][0], note.roles["speaker"][0]))
    text, published = report.report.text, report.report.published
    scope = Scope(text, published)
    voices: dict[tuple[int, int], Entity] = {}

    def entity(span: tuple[int, int], speaking: Entity | None = None) -> Entity:
        a, b = scope.bounds(scope.sentence(span[0]))
        return default_resolver().resolve(
            text[slice(*span)], start=span[0], end=span[1], on=published, scope=scope, sentence=text[a:b], speaking=speaking
        )

    for span, code in sorted(parties.items()):
        saying = next((who for (a, b), who in speech if a <= span[0] < b and who != span), None)
        if saying and saying not in voices:
            voices[saying] = entity(saying)
        yield span, code, entity(span, voices[saying] if saying else None)


Marked = list[tuple[tuple[int, int], str]]
"""Mentions in the order of the text, each with its code, if it has one."""


def marked(path: Path) -> Iterator[tuple[dt.date, str, Marked]]:
    """The reports of a file of anaphora: day of publication, text, and the mentions that stand in it as ``[[words|CODE]]``."""
    for block in path.read_text(encoding="utf-8").split("\n===\n"):
        head, _, body = block.strip().partition("\n")
        text, marks = "", []
        for at, part in enumerate(re.split(r"\[\[(.*?)\]\]", body)):
            words, _, code = part.rpartition("|") if at % 2 else (part, "", "")
            if at % 2:
                marks.append(((len(text), len(text) + len(words)), code))
            text += words
        yield dt.date.fromisoformat(head.split()[0]), text, marks


def read_marked(path: Path) -> Iterator[tuple[str, str, Entity]]:
    """Of every coded mention of such a file its words, its code and what it is resolved to."""
    for published, text, marks in marked(path):
        scope = Scope(text, published)
        for (start, end), code in marks:
            a, b = scope.bounds(scope.sentence(start))
            entity = default_resolver().resolve(text[start:end], start=start, end=end, on=published, scope=scope, sentence=text[a:b])
            if code:
                yield text[start:end], code, entity


def verdict(entity: Entity, code: str) -> str:
    """*right*, *wrong* or *left out*."""
    if code == "-":
        return "wrong" if entity.resolved else "left out"
    found, wanted = {m.code for m in entity.members} if entity.members else {entity.code}, set(code.split("+"))
    held = found == wanted or (code in KINDS and meets(entity.code, code))
    return "right" if held else "wrong" if entity.resolved else "left out"


def anaphora() -> None:
    """Print the totals over the pronouns and descriptions of the gold reports, of our own and of real ones."""
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for report in gold(sorted((HERE / "gold").glob("report-*.txt"))):
        for (a, b), code, entity in resolved(report):
            kind = anaphor(report.report.text[a:b])
            if code and kind:
                for group in (kind, "gold reports", "all"):
                    count[group].update([verdict(entity, code), "n"])
    for part in ("own", "real"):
        for words, code, entity in read_marked(HERE / "actors" / f"anaphora-{part}.txt"):
            for group in (anaphor(words) or "description", f"{part} reports", "all"):
                count[group].update([verdict(entity, code), "n"])
    for kind, c in sorted(count.items(), key=lambda kc: (kc[0] == "all", kc[0].endswith("reports"), kc[0])):
        say(f"{kind:<12} right {share(c['right'], c['n'])}; right or left out {share(c['right'] + c['left out'], c['n'])}")


def cost(path: Path = HERE / "actors" / "mentions.jsonl") -> None:
    """Print what the tables cost before the first mention is resolved, and what a mention costs, its look-ups included."""
    files = [TABLES / name for name in Index().sources]
    begun = time.perf_counter()
    for file in files * 5:
        file.read_text(encoding="utf-8")
    read = time.perf_counter() - begun
    begun = time.perf_counter()
    resolve_actor("France")
    load = time.perf_counter() - begun
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    begun = time.perf_counter()
    for item in items:
        resolve_actor(item["text"], dt.date.fromisoformat(item["published"]), item["context"])
    each = (time.perf_counter() - begun) / len(items) * 1e6
    say(f"tables loaded in {load * 1e3:.0f} ms (five reads of their bytes: {read * 1e3:.1f} ms); a mention in {each:.0f} us")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help="mentions, anaphora or both")
    parser.add_argument("--cost", action="store_true", help="time instead of quality")
    args = parser.parse_args()
    if args.cost:
        cost()
        return
    for part in args.parts or ["mentions", "anaphora"]:
        {"mentions": mentions, "anaphora": anaphora}[part]()


if __name__ == "__main__":
    main()
