"""Plain word lists of the ontology."""

from __future__ import annotations

from functools import cache
from pathlib import Path

TABLES = Path(__file__).parent / "tables"


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of ``tables/NAME.txt``, one a line, as they are written there; ``#`` begins a comment."""
    lines = (TABLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("#")[0].strip() for line in lines if line.split("#")[0].strip())
