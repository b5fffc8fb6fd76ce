"""The memory of one report: its text, the actors met so far, and the abbreviations it introduces."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.model import Entity
from dragoman.resolve.actors.context import bag_of
from dragoman.resolve.actors.text import Atom, atoms

_WORD = r"[A-Z][\w'’.]*+(?:-[\w'’.]++)*+"
_INTRODUCED = re.compile(
    rf"(?<![\w-])({_WORD}(?: (?:{_WORD}|of|for|the|and|in|de|on|to|la|against)){{0,9}})"
    r"\s*\((?:the\s+)?[\"“]?([A-Z][A-Za-z]*[A-Z][A-Za-z-]*)[\"”]?\)"
)
_ABBREVIATED = "".join(rf"(?<!\b{short})" for short in ("[A-Z]", "Mr", "Mrs", "Dr", "Gen", "Col", "Lt", "St", "Sen", "Gov"))
_SENTENCE = re.compile(rf"(?<![A-Z]\.[A-Z]){_ABBREVIATED}[.!?][\"”’')\]]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")


@dataclass
class Scope:
    """What is known of one report while it is read. ``actors`` are in the order in which they were met."""

    text: str = ""
    published: dt.date | None = None
    actors: list[Entity] = field(default_factory=list)
    last_asked: tuple[tuple[int, int], list[Entity]] = field(default=((-1, -1), []), repr=False)
    """What `memory.all_before` answered last, and to what."""
    _places: dict[tuple[int, int], int] = field(default_factory=dict, repr=False)

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """Full name by the abbreviation that the report puts in brackets after it: *Syrian Democratic Forces (SDF)*."""
        found: dict[str, str] = {}
        for match in _INTRODUCED.finditer(self.text):
            full = _matching(match[1], match[2])
            if full:
                found.setdefault(match[2], full)
        return found

    @cached_property
    def atoms(self) -> list[Atom]:
        """The words of the report."""
        return atoms(self.text)

    @cached_property
    def bag(self) -> str:
        """The folded words of the report in one string, as `context.bag` gives those of a sentence."""
        return bag_of(self.atoms)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(m.end() for m in _SENTENCE.finditer(self.text))]

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds a character."""
        return bisect_right(self._starts, offset) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """The characters of a sentence."""
        starts = self._starts
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(self.text)

    def met(self, entity: Entity) -> Entity:
        """Remember an actor; a later reading of the same words replaces the earlier."""
        at = self._places.setdefault((entity.start, entity.end), len(self.actors))
        self.actors[at : at + 1] = [entity]
        return entity

    def forget(self, entity: Entity) -> None:
        """Strike out what turned out to be no actor."""
        self.actors = [e for e in self.actors if (e.start, e.end) != (entity.start, entity.end)]
        self._places = {(e.start, e.end): at for at, e in enumerate(self.actors)}


def _matching(words: str, short: str) -> str | None:
    """The last words of ``words`` whose initials give the abbreviation, or None."""
    parts = words.split()
    letters = [c for c in short.upper() if c.isalpha()]
    for i in range(len(parts) - 1, -1, -1):
        if parts[i][0].isupper() and parts[i][0] == letters[0]:
            initials = "".join(p[0].upper() for part in parts[i:] for p in part.split("-") if p)
            capitals = "".join(p[0] for part in parts[i:] for p in part.split("-") if p and p[0].isupper())
            if "".join(letters) in (initials, capitals):
                return " ".join(parts[i:])
    return None
