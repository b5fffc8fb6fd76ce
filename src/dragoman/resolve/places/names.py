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
    """One spelling for the many that Arabic names have in Latin letters: no article, one way to write a vowel, an ending, a first word.

    "deir al zour", "deir ez zor" and "dayr az zawr" do not all meet, but "deir ezzor" and "deir ez zor" do, as "dayr zur".
    """
    words = keyed.split()
    kept = [w for i, w in enumerate(words) if w not in _ARTICLES or i == len(words) - 1]
    return " ".join(_loose_word(_FIRST.get(w, w)) for w in kept)


def _loose_word(word: str) -> str:
    bare = re.sub(r"^[ae]([dnrstz])\1", r"\1", word) if len(word) > 4 else word
    for pattern, written in _VOWELS:
        bare = pattern.sub(written, bare)
    return bare


_VOWELS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"ou|oo|o", "u"), (r"ee|ie", "i"), (r"ei|ai|ey", "ay"), (r"(.)\1+", r"\1"), (r"(?<=.)[ae]h?$", "a"), (r"e", "i"),
    )
)  # fmt: skip
_FIRST = {
    "tal": "tall", "tel": "tall", "tell": "tall", "kafar": "kafr", "kafer": "kafr", "kfar": "kafr", "ain": "ayn", "ein": "ayn",
    "jebel": "jabal", "deir": "dayr", "beit": "bayt", "sheikh": "shaykh", "cheikh": "shaykh", "um": "umm", "oum": "umm",
    "oued": "wadi", "djebel": "jabal",
}  # fmt: skip
