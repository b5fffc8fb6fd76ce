"""A group whose members the text names: "the Arab states allied with Washington, including Qatar, Oman and the Emirates"."""

from __future__ import annotations

from spacy.tokens import Doc

from dragoman.read.graph import Arc

CUES = (("including",), ("such", "as"), ("among", "them"), ("notably",), ("namely",))
BETWEEN = frozenset({",", "and", "the", "or", "&", ";", "both", "as", "well"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of words after which another clause speaks."""
REACH = 14
"""Words after a group in which its members may begin to be named."""


def _cue(doc: Doc, start: int, end: int) -> int | None:
    """Where the words end that say that members follow; None if a clause comes first, or
    another plural and no comma ("governments backing factions such as")."""
    stop = min(end, start + REACH)
    words = tuple(doc[i].lower_ for i in range(start, min(stop + 1, len(doc))))
    for n in range(stop - start):
        for cue in CUES:
            if words[n] == cue[0] and words[n : n + len(cue)] == cue:
                nearer = any(doc[i].tag_ in ("NNS", "NNPS") for i in range(start, start + n)) and doc[start + n - 1].text != ","
                return None if nearer else start + n + len(cue)
        if doc[start + n].tag_ in FINITE:
            return None
    return None


def included(doc: Doc, arc: Arc, end: int) -> list[Arc]:
    """The names after ``arc`` that its group includes, before the sentence ends at ``end``: at least one, parted by commas and "and" only.

    Only a plural has members: "Arab states, including Qatar", not "Jordan, including Amman".
    """
    root = doc[arc.start : arc.end].root
    if root.tag_ not in ("NNS", "NNPS") or not root.text.islower():
        return []
    at = _cue(doc, arc.end, end)
    if at is None:
        return []
    found: list[Arc] = []
    run: int | None = None
    for i in range(at, end + 1):
        if i < end and doc[i].text[:1].isupper():
            run = i if run is None else run
            continue
        if run is not None:
            found.append(Arc(arc.role, run - (run > at and doc[run - 1].lower_ == "the"), i, arc.score))
            run = None
        if i == end or doc[i].lower_ not in BETWEEN:
            break
    return found
