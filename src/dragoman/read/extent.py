"""How much of one report is read: the length of the longest news features and hearings, and nothing that no blank breaks, so that no
text takes minutes."""

from __future__ import annotations

import re

from dragoman.config import READ

NEAR = 2000
"""Characters before the limit in which the last end of a sentence, else of a word, is looked for."""
_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\s+|\n+")
_WORD = re.compile(r"\s+")


_UNBROKEN = re.compile(r"\S{1001,}")
"""No words of a report: an embedded picture, a table's rule, a token of a web page."""


def broken(text: str) -> tuple[str, list[tuple[int, int]]]:
    """``text`` with its unbroken runs of more than a thousand characters blanked out, so that offsets stay; and where they stand."""
    runs = [match.span() for match in _UNBROKEN.finditer(text)]
    return _UNBROKEN.sub(lambda match: " " * len(match[0]), text) if runs else text, runs


def extent(text: str) -> int:
    """The number of characters of ``text`` that are read: all, or up to the last whole sentence within `READ`."""
    if len(text) <= READ:
        return len(text)
    for pattern in (_SENTENCE, _WORD):
        ends = [match.end() for match in pattern.finditer(text, READ - NEAR, READ)]
        if ends:
            return ends[-1]
    return READ
