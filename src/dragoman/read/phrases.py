"""Spans of parties made whole by the tree: "the" and "regime" with a gap between them are "the Assad regime"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.ontology.words import cues

Piece = tuple[int, int, int, float]
"""Label number, start, end, score."""

INSIDE = frozenset({"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "flat", "goeswith", "nmod:desc", "obl:npmod"})
EMPTY = frozenset({"DET", "ADP", "PUNCT", "CCONJ", "PART", "AUX", "SCONJ"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X"})

DEEPEST = 12
"""Phrases inside one another, beyond which a tree is not followed: a tree of damaged text may run through a whole sentence."""
OFFICE = cues("officials")


def core(root: int, heads: Sequence[int], deps: Sequence[str], words: Sequence[str], depth: int = 0) -> tuple[int, int]:
    """The noun phrase of ``root`` without what follows it as a clause, an apposition or a preposition: ``[start, end)``."""
    start, end = root, root + 1
    if depth > DEEPEST:
        return start, end
    for child, head in enumerate(heads):
        if head - 1 != root or deps[child] not in INSIDE or abs(child - root) > 8:
            continue
        if child > root and deps[child] == "amod" and "," in words[root + 1 : child]:
            continue  # "350,000 people, and the states allied with …"
        a, b = (child, child + 1) if deps[child] == "det" else core(child, heads, deps, words, depth + 1)
        if deps[child] == "nmod:poss" and b < len(words) and words[b].lower() in ("'s", "’s", "'", "’"):
            b += 1
        start, end = min(start, a), max(end, b)
    for child in range(end, len(heads)):
        if child != end or deps[child] not in ("appos", "flat") or not start <= heads[child] - 1 < end or not words[child][:1].isupper():
            break
        end = core(child, heads, deps, words, depth + 1)[1]
    return start, end


def joined(found: Sequence[Piece], words: Sequence[str]) -> list[Piece]:
    """Pieces of one role that only "of" parts are one: "most" of "Syria"."""
    out: list[Piece] = []
    for piece in sorted(found, key=lambda p: p[1:3]):
        if out and out[-1][0] == piece[0] and piece[1] - out[-1][2] == 1 and words[out[-1][2]].lower() == "of":
            last = out.pop()
            piece = (piece[0], last[1], piece[2], min(last[3], piece[3]))
        out.append(piece)
    return out


def _which(start: int, end: int, heads: Sequence[int], deps: Sequence[str], words: Sequence[str]) -> int:
    """The end of a party with the "of …" or "in …" that says which one it is: "officials in Jordan"."""
    if end < len(words) and (words[end].lower() == "of" or (words[end].lower() == "in" and words[end - 1].lower() in OFFICE)):
        for child in range(end + 1, min(end + 6, len(heads))):
            if deps[child].startswith("nmod") and heads[child] - 1 == end - 1 and words[child][:1].isupper():
                first, last = core(child, heads, deps, words)
                return last if first <= end + 2 else end
    return end


def whole(
    found: Sequence[Piece], anchor: tuple[int, int], heads: Sequence[int], deps: Sequence[str], pos: Sequence[str], words: Sequence[str]
) -> list[Piece]:
    """Spans widened to their noun phrases, those of one phrase joined, empty ones dropped. Never over the anchor itself, a verb or another span."""
    out: list[Piece] = []
    pieces = joined(found, words)
    for label, start, end, score in pieces:
        inside = range(start, min(end, len(heads)))
        roots = [i for i in inside if heads[i] - 1 not in inside]
        content = [i for i in inside if pos[i] not in EMPTY]
        if not content:
            above = {heads[i] - 1 for i in inside if heads[i]}
            nominal = [i for i in above if pos[i] in NOMINAL and abs(i - start) <= 4]
            if not nominal or pos[start] != "DET":
                continue
            roots = nominal
        closed = {i for _, a, b, _ in pieces if (a, b) != (start, end) for i in range(a, b)} | {
            i for i, p in enumerate(pos) if p in ("VERB", "AUX")
        }
        free = closed.isdisjoint
        for root in roots:
            if end - 1 == root and heads[root] - 1 == end < len(pos) and pos[root] == pos[end] == "PROPN" and free((end,)):
                root, end = end, end + 1  # "New" of "New York"
            if pos[root] in NOMINAL:
                a, b = core(root, heads, deps, words)
                if any(i in range(*anchor) for i in range(a, b)):
                    continue
                start = a if a < start and free(range(a, start)) else start
                end = b if b > end and free(range(end, b)) else end
        end = _which(start, end, heads, deps, words)
        while start < end - 1 and pos[start] in ("PUNCT", "CCONJ"):
            start += 1
        while start < end - 1 and pos[end - 1] in ("PUNCT", "CCONJ", "ADP"):
            end -= 1
        if end < len(words) and words[end] == ")" and [w for w in words[start:end] if w in "()"][-1:] == ["("]:
            end += 1  # "the World Health Organization (WHO)"
        if out and out[-1][0] == label and start < out[-1][2]:
            last = out.pop()
            start, end, score = min(last[1], start), max(last[2], end), (last[3] + score) / 2
        out.append((label, start, end, score))
    return out


def passed_over(
    found: Sequence[Piece],
    joins: frozenset[int],
    anchor: tuple[int, int],
    heads: Sequence[int],
    deps: Sequence[str],
    pos: Sequence[str],
    words: Sequence[str],
) -> list[Piece]:
    """The first of a verb's two subjects where only the second, after "and", was found and something between commas parts them:
    "*Officials in Jordan*, an ally of Washington, and Lebanon have urged". ``joins`` are the labels of roles that subjects have."""
    verb = next((i for i in range(*anchor) if not anchor[0] <= heads[i] - 1 < anchor[1]), anchor[0])
    taken = {i for _, a, b, _ in found for i in range(a, b)}
    subjects = [i for i in range(verb) if heads[i] - 1 == verb and deps[i] == "nsubj" and pos[i] in NOMINAL]
    out = []
    for label, start, end, score in found:
        if label not in joins or [w.lower() for w in words[max(0, start - 2) : start]] != [",", "and"]:
            continue
        later = any(start <= i < end for i in subjects)
        for i in subjects:
            if later and i < start and i not in taken:
                a, b = core(i, heads, deps, words)
                b = _which(a, b, heads, deps, words)
                out += [(label, a, b, score)] if words[b] == "," else []
    return out
