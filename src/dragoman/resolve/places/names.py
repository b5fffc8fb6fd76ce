"""Names of places as keys: one spelling for what news writes in many."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th", "ħ": "h", "&": " and "}
)
_SILENT = re.compile(r"['’‘`´ʹʼʻʿʾ″\".]")
_SPACE = re.compile(r"[\s\-–—‑/_,()]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLES = frozenset(["al", "el", "ul", "as", "ash", "es", "ad", "ed", "an", "en", "at", "et", "ar", "er", "az", "ez", "il", "ath", "adh"])


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """Lower case without accents, apostrophes and full stops, with one space between words; "St." is "saint"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = _SPACE.sub(" ", _SILENT.sub("", bare.translate(_LETTERS))).split()
    return " ".join(_SHORT.get(w, w) for w in words)


def loose(keyed: str) -> str:
    """A key without Arabic articles ("deir al zor" and "deir ez zor" are "deir zor"); the same where it has none."""
    words = keyed.split()
    kept = [w for i, w in enumerate(words) if w not in _ARTICLES or i == len(words) - 1]
    return " ".join(kept)
