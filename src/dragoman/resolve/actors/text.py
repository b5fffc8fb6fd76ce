"""Words of a mention: folded to the form in which names are looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)+|[^\W_]+(?:['’ʼ`.][^\W_]+)*['’]?\+?")
_LETTER = re.compile(r"\w")
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
"""Names whose look-up form is plain to see: most of the tables' are."""
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ð": "d", "ə": "a", "’": "", "'": "",
     "ʼ": "", "`": "", ".": ""}
)  # fmt: skip
_MARKS = str.maketrans({"’": "", "'": "", "ʼ": "", "`": "", ".": ""})


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """``word`` in lower case without accents, apostrophes and full stops: Élysée and elysee are one, U.S. is us."""
    if word.isascii():
        return word.translate(_MARKS).lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.translate(_LETTERS)) if not unicodedata.combining(c))
    return bare.lower()


@dataclass(slots=True)
class Atom:
    """One word: ``key`` is its folded form without a possessive ending, ``sep`` what stands between it and the word before."""

    raw: str
    key: str
    start: int
    end: int
    sep: str
    possessive: bool = False

    @property
    def cap(self) -> bool:
        """Whether it begins with a capital (or a digit)."""
        return not self.raw[0].islower()

    @property
    def upper(self) -> bool:
        """Whether all its letters are capitals."""
        return self.raw.isupper() or (self.raw[-1] in "s+" and self.raw[:-1].isupper())

    @property
    def glued(self) -> bool:
        """Whether a hyphen joins it to the word before."""
        return self.sep in ("-", "‑", "–")

    @property
    def breaks(self) -> bool:
        """Whether a comma, bracket or dash parts it from the word before."""
        if self.sep in (" ", "", "-"):
            return False
        return any(mark in self.sep for mark in ",;:()[]/—") or (self.sep.strip() in ("-", "–") and " " in self.sep)


def atoms(text: str) -> list[Atom]:
    """The words of ``text``; hyphens part words, which remember that they were joined."""
    found, last = [], 0
    for match in _WORD.finditer(text):
        raw = match[0]
        bare = _POSSESSIVE.sub("", raw)
        if not bare:
            continue
        found.append(Atom(bare, fold(bare), match.start(), match.end(), text[last : match.start()], bare != raw))
        last = match.end()
    return found


def compounds(found: Sequence[Atom], known: Container[str]) -> list[str]:
    """The keys of ``found``; two that a hyphen joins are one key where ``known`` has them so (*oil-rich*)."""
    keys: list[str] = []
    for atom in found:
        whole = f"{keys[-1]}-{atom.key}" if keys and atom.glued else ""
        keys[len(keys) - bool(whole in known) :] = [whole if whole in known else atom.key]
    return keys


def standing(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where ``words`` stand in ``text`` as whole words."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not (_LETTER.match(text[at - 1 : at]) or _LETTER.match(text[end : end + 1])):
            yield at, end
        at = text.find(words, at + 1)


@lru_cache(maxsize=1 << 15)
def key(text: str) -> str:
    """The look-up form of a whole name."""
    if _PLAIN.fullmatch(text):
        return text.lower()
    return " ".join(atom.key for atom in atoms(text))
