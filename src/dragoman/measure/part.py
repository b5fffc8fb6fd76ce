"""One table of figures, as every measure gives it: for the terminal, for JSON and for the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from dragoman.measure.score import Count
from dragoman.model import Reading, Report

Cell = str | int | float
Item = TypeVar("Item")


class Reads(Protocol):
    """What reads a report: a loaded `dragoman.pipeline.Dragoman`."""

    def read(self, report: Report) -> Reading:
        """The reading of ``report``."""
        ...


class Part(NamedTuple):
    """A table with its title, what was measured on what (Markdown), and its figures by the names that floors may be set on."""

    title: str
    note: str
    head: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    figures: dict[str, float]


def some(items: Sequence[Item], limit: int | None) -> Sequence[Item]:
    """At most ``limit`` items, spread over the whole: sets lie sorted by what they show."""
    return items if limit is None or limit >= len(items) else [items[i * len(items) // limit] for i in range(limit)]


def counted(counts: Iterable[tuple[str, Count]]) -> list[tuple[Cell, ...]]:
    """Rows of (what, precision, recall, F1, how many in gold)."""
    return [(name, c.precision, c.recall, c.f1, int(c.wanted)) for name, c in counts]


def cell(value: Cell) -> str:
    """A number as the tables show it: shares with three digits."""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def markdown(part: Part) -> list[str]:
    """The lines of a section."""
    rule = "|---" + "|---:" * (len(part.head) - 1) + "|"
    rows = ["| " + " | ".join(map(cell, row)) + " |" for row in part.rows]
    return [f"## {part.title}", "", part.note, "", "| " + " | ".join(part.head) + " |", rule, *rows, ""]
