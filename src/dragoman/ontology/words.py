"""Plain word lists of the ontology."""

from __future__ import annotations

from functools import cache

from dragoman.ontology.tables import TABLES, read_table


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of ``tables/NAME.txt``, one a line, as they are written there; ``#`` begins a comment."""
    lines = (TABLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("#")[0].strip() for line in lines if line.split("#")[0].strip())


@cache
def _cues() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in read_table("cue_words", ("group", "words", "note"), ("group", "words", "note")):
        if row["group"] in found:
            raise row.wrong(f"the group {row['group']!r} stands twice")
        found[row["group"]] = frozenset(row.many("words"))
    return found


def cues(group: str) -> frozenset[str]:
    """The lower-case words that show one thing of an event or statement (``cue_words.tsv``; its notes say what)."""
    return _cues()[group]
