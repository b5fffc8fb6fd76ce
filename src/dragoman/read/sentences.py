"""Where sentences begin. Rules over tokens: the encoder reads one sentence at a time, so this comes before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from dragoman.ontology.words import word_set

LONGEST = 160
"""Tokens of a sentence at most; longer ones are cut at a mark of punctuation, or at this length."""
ENDS = {".", "!", "?", "…", "...", ".”", '."', "?”", "!”"}
CLOSERS = {'"', "”", "’", "'", ")", "]", "»", "''"}
OPENERS = {'"', "“", "‘", "(", "[", "«", "``", "–", "—", "-", "•", "*"}
INITIAL = re.compile(r"^(?:[A-Z]|[A-Z]\.(?:[A-Z]\.)*|Mc[A-Z])$")
DATELINE = 14
"""Tokens of a dateline at most."""
DASHES = frozenset({"-", "–", "—", "--"})
DATELINE_MARKS = frozenset({",", ".", "/", ")", "de", "al", "of", "-"})
NO_START = 2**64 - 1
"""-1 as spaCy keeps it, unsigned: a sentence does not begin here."""
STARTS_LOW = re.compile(r"^[a-zà-ÿ]")


def _may_end(word: str) -> bool:
    """Whether a sentence may end with this token: a mark, or a word that the tokeniser left its full stop."""
    return word in ENDS or (word[-1:] == "." and len(word) > 2 and word[0].isalpha())


def _shortened(words: Sequence[str], i: int) -> bool:
    """Whether the full stop at or in token ``i`` belongs to an abbreviation or an initial."""
    word = words[i - 1] if i and words[i] == "." else words[i].rstrip(".")
    if word.lower() == "no":
        return any(w[:1].isdigit() for w in words[i + 1 : i + 2])
    return bool(INITIAL.match(word)) or "." in word or not word_set("abbreviations").isdisjoint({f"{word}.", f"{word.lower()}."})


def _ends_here(words: Sequence[str], i: int) -> int:
    """The index after the sentence that ends at token ``i``, or 0: closing quotes and brackets belong to it."""
    if not _may_end(words[i]):
        return 0
    after = i + 1
    while after < len(words) and words[after] in (ENDS | CLOSERS):
        after += 1
    if after >= len(words) or (words[after].isspace() and "\n" in words[after]):
        return after
    following = next((w for w in words[after:] if w not in OPENERS and not w.isspace()), "")
    if not following or STARTS_LOW.match(following):
        return 0
    if words[i][-1] == "." and _shortened(words, i):
        return after if following.lower() in word_set("openers") else 0
    return after


def _hard_wrapped(words: Sequence[str]) -> bool:
    """Whether single newlines only wrap lines: most of them stand where no sentence ends, before lower case."""
    breaks = [i for i, w in enumerate(words) if w.count("\n") == 1 and 0 < i < len(words) - 1]
    inside = sum(words[i - 1] not in ENDS | CLOSERS and bool(STARTS_LOW.match(words[i + 1])) for i in breaks)
    return len(breaks) > 3 and inside > len(breaks) * 0.3


def boundaries(words: Sequence[str]) -> list[int]:
    """Indices of the tokens at which sentences begin. ``words`` are a document's tokens, spaces among them."""
    wrapped, starts, since = _hard_wrapped(words), [0], 0
    i = 0
    while i < len(words):
        word, cut = words[i], 0
        if word.isspace():
            if word.count("\n") > (1 if wrapped else 0):
                cut = i + 1
        else:
            cut = _ends_here(words, i)
        if not cut and i - since >= LONGEST and (word in ",;:–—" or i - since >= LONGEST + 40):
            cut = i + 1
        if cut and cut < len(words):
            while cut < len(words) and words[cut].isspace():
                cut += 1
            if cut < len(words) and cut > since:
                starts.append(cut)
                since = cut
            i = max(i + 1, cut)
        else:
            i = max(i + 1, cut)
    return starts


def after_dateline(doc: Doc, at: int) -> int:
    """The index after a dateline that begins at token ``at`` ("HANOI, May 9 (Reuters) -"), or 0. Its day is the report's, of no event."""
    inside = False
    for i in range(at, min(at + DATELINE, len(doc) - 1)):
        token = doc[i]
        if i > at and token.text in DASHES and not inside and (doc[i - 1].whitespace_ or doc[i - 1].text == ")" or token.text == "—"):
            shouted = doc[at].is_upper and len(doc[at]) > 2
            signed = doc[i - 1].text == ")" or doc[i - 1].is_digit
            return i + 1 if (shouted or signed) and (token.whitespace_ or token.text == "—") else 0
        inside = (inside or token.text == "(") and token.text != ")"
        if not inside and not (token.is_upper or token.is_title or token.is_digit or token.text in DATELINE_MARKS):
            return 0
    return 0


def _turned(token: Token) -> str:
    """The word, and a straight quotation mark that opens as such: after a space and before a word."""
    opens = token.text == '"' and not token.whitespace_ and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return "“" if opens else token.text


@Language.component("dragoman_sentences", assigns=["token.is_sent_start"])
def sentences(doc: Doc) -> Doc:
    """Set where sentences start; a dateline is one of its own."""
    marks = np.full((len(doc), 1), NO_START, np.uint64)
    starts = boundaries([_turned(t) for t in doc]) if len(doc) else []
    opening = [i for i in starts if i == 0 or "\n" in doc[i - 1].text]
    marks[[*starts, *(cut for i in opening if (cut := after_dateline(doc, i)))], 0] = 1
    # token by token, spaCy looks through the whole document each time
    return doc.from_array([SENT_START], marks)  # type: ignore[arg-type]
