"""Mending text that translation or scraping damaged: rules from a table, each mend recorded, offsets of the original kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

from dragoman.model import Repair
from dragoman.ontology.tables import read_table


@dataclass(frozen=True)
class Repaired:
    """A text as it is read, and the way back to the original: `original` turns offsets around."""

    text: str
    repairs: tuple[Repair, ...] = ()
    _starts: tuple[int, ...] = field(default=(0,), repr=False)
    _pieces: tuple[tuple[int, int, bool], ...] = field(default=((0, 0, False),), repr=False)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that ``[start, end)`` of the read text stands for; within a mend, the whole mend."""
        return self._back(start, left=True), self._back(max(start, end - 1), left=False)

    def _back(self, at: int, *, left: bool) -> int:
        piece = bisect_right(self._starts, at) - 1
        begin, end, mended = self._pieces[piece]
        if mended:
            return begin if left else end
        return begin + at - self._starts[piece] + (0 if left else 1)

    def mended(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` of the read text touches a mend."""
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, max(start, end - 1)) - 1
        return any(self._pieces[i][2] for i in range(first, last + 1))


@cache
def rules() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """(name, pattern, replacement), in the order in which they are tried. Raises `OntologyError` for a wrong row."""
    made = []
    for row in read_table("repairs", ("rule", "pattern", "now", "note"), ("rule", "pattern")):
        try:
            pattern = re.compile(row["pattern"])
        except re.error as error:
            raise row.wrong(str(error)) from error
        if strange := set(re.findall(r"\\g<(\w+)>", row["now"])) - pattern.groupindex.keys():
            raise row.wrong(f"the pattern has no group {min(strange)!r}")
        made.append((row["rule"], pattern, row["now"]))
    return tuple(made)


def _trimmed(start: int, end: int, was: str, now: str, rule: str) -> tuple[int, int, str, str]:
    """The mend without the whole words that it leaves as they were at either side."""
    old, new = re.findall(r"\s*\S+|\s+$", was), re.findall(r"\s*\S+|\s+$", now)
    while old and new and old[0] == new[0]:
        start += len(old.pop(0))
        new.pop(0)
    while old and new and old[-1] == new[-1]:
        end -= len(old.pop())
        new.pop()
    return start, end, "".join(new), rule


def repair(text: str) -> Repaired:
    """Mend ``text``. Where two rules touch the same characters, the one that stands first in the table wins."""
    edits: list[tuple[int, int, str, str]] = []
    for name, pattern, now in rules():
        for match in pattern.finditer(text):
            if not any(match.start() < end and match.end() > start for start, end, _, _ in edits):
                edits.append(_trimmed(*match.span(), match.group(), match.expand(now), name))
    if not edits:
        return Repaired(text, (), (0,), ((0, len(text), False),))
    out, starts, pieces, size, at = [], [], [], 0, 0
    for start, end, now, _ in sorted(edits):
        for piece, begin, stop, mended in ((text[at:start], at, start, False), (now, start, end, True)):
            if piece or mended:
                starts.append(size)
                pieces.append((begin, stop, mended))
                out.append(piece)
                size += len(piece)
        at = end
    out.append(text[at:])
    starts.append(size)
    pieces.append((at, len(text), False))
    repairs = tuple(Repair(start=s, end=e, was=text[s:e], now=n, rule=r) for s, e, n, r in sorted(edits))
    return Repaired("".join(out), repairs, tuple(starts), tuple(pieces))
