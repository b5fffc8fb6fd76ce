"""Cut a phrase into what the tables know of it: names, roles, and the words between."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.ontology.actors import word_group
from dragoman.resolve.actors.lexicon import Lexicon, Senses
from dragoman.resolve.actors.people import by_name
from dragoman.resolve.actors.text import Atom

ARTICLES = word_group("articles")
QUANTITIES = word_group("quantities")
FORMER = word_group("former")
PREPOSITIONS = word_group("prepositions")
STOPS = word_group("stops")
_LED = re.compile(rf"(?:{'|'.join(sorted(word_group('compound_ends')))})$")
_PREFIXES = word_group("prefixes")
HONORIFICS = word_group("honorifics")
GENERIC = word_group("generic")
FUNCTION = word_group("function")
_TWO_SURNAMES = word_group("two_surnames")
_THINGS = word_group("things")
_SHEIKHS = word_group("sheikhs")
SKIP, MOD, NAME = "skip", "mod", "name"
_PLAIN = GENERIC | FUNCTION | ARTICLES | QUANTITIES | PREPOSITIONS | STOPS
_PROPER = frozenset({"state", "seat", "place", "person", "people", "org", "group"})


@dataclass(slots=True)
class Segment:
    """Atoms ``[i, j)`` of a phrase. ``kind`` is ``known`` (with senses), ``name`` (capitals that no row knows), ``mod`` or ``skip``."""

    i: int
    j: int
    kind: str
    senses: Senses = ()
    possessive: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether one of its senses is of one of these kinds."""
        return any(s.kind in kinds for s in self.senses)


def segment(found: list[Atom], lexicon: Lexicon, *, lower: bool) -> list[Segment]:
    """Longest known names and roles from left to right; the rest by its shape."""
    out: list[Segment] = []
    i = 0
    while i < len(found):
        j, senses = lexicon.at(found, i, lower=lower)
        if j - i < 3 and (skipped := _compound(found, i)) > max(j, i):
            if out and out[-1].kind == NAME and out[-1].j == i and found[i].cap and not found[i].breaks:
                out.pop()  # *the Mamata Banerjee-led government*
            out.append(Segment(i, skipped, SKIP))
            i = skipped
            continue
        if found[i].key in _SHEIKHS and i + 1 < len(found) and found[i + 1].cap and j == i + 1:
            out.append(Segment(i, i + 1, SKIP))
            i += 1
            continue
        if out and out[-1].j == i and out[-1].has("role") and (whole := _mothers_name(found, i, j, senses, lexicon)) > j:
            out += [Segment(i, j, "known", senses, found[whole - 1].possessive), Segment(j, whole, SKIP)]
            i = whole
            continue
        if not senses and _designator(found, i):
            last = i + 2 == len(found)
            out.append(Segment(i, i + 2, "known" if last else SKIP, tuple(lexicon.senses.get("warplanes", ())) if last else ()))
            i += 2
            continue
        if not senses:
            j, kind = _unknown(found, i)
            out.append(Segment(i, j, kind, possessive=found[j - 1].possessive))
        else:
            out.append(Segment(i, j, "known", senses, found[j - 1].possessive))
        i = j
    return _joined(out, found)


def _designator(found: list[Atom], i: int) -> bool:
    """Whether a weapon's type stands there: *F-16s*, *MiG-29*, *AC-130 gunships*."""
    if i + 1 == len(found) or not found[i + 1].glued or not found[i + 1].raw[0].isdigit():
        return False
    return found[i].cap and len(found[i].raw) <= 3


def _mothers_name(found: list[Atom], i: int, j: int, senses: Senses, lexicon: Lexicon) -> int:
    """The index after the second surname that a full name from a Spanish-speaking country has behind a title (*President Nicolás Maduro
    Moros*; without one it may be a son), else ``j``."""
    if j - i < 2 or j == len(found) or found[j].breaks or found[j].glued or not found[j].cap or {s.kind for s in senses} != {"person"}:
        return j
    end = j + 1
    while end < len(found) and found[end].glued and found[end].cap:
        end += 1
    goes_on = end < len(found) and found[end].cap and not found[end].breaks
    other = found[j].key in _PLAIN | _THINGS or any(
        s.kind not in ("person", "people", "place") for s in lexicon.senses.get(found[j].key, ())
    )
    terms = [t for p in by_name(" ".join(a.key for a in found[i:j])) for t in p.tenures]
    return end if terms and not goes_on and not other and all(t.country in _TWO_SURNAMES for t in terms) else j


def _compound(found: list[Atom], i: int) -> int:
    """The index after a compound that says nothing of the actor's own country (*US-led*, *pro-Russian*), else ``i``."""
    if found[i].key in _PREFIXES and i + 1 < len(found) and found[i + 1].glued:
        return i + 2
    for length in (1, 2, 3):
        j = i + length
        if j < len(found) and found[j].glued and not found[j].cap and _LED.search(found[j].key):
            return j + 1 if all(a.glued or k == 0 for k, a in enumerate(found[i:j])) or length == 1 or found[i].cap else i
    return i


def _unknown(found: list[Atom], i: int) -> tuple[int, str]:
    atom = found[i]
    if atom.key in HONORIFICS and i + 1 < len(found):
        return i + 1, SKIP
    if atom.cap and atom.key not in _PLAIN and not atom.raw[0].isdigit():
        particle = atom.key in ("al", "el")
        return i + 1, NAME if not particle or i + 1 < len(found) else MOD
    if atom.key in ("al", "el", "bin", "ibn", "von", "van", "de", "der", "da", "dos", "di", "la", "del") and i + 1 < len(found):
        return i + 1, NAME
    return i + 1, MOD


def _joined(segments: list[Segment], found: list[Atom]) -> list[Segment]:
    """Neighbouring unknown capitals are one name, with a known single word straight beside them (*Chad Brown*, *Michael Jordan*)."""
    out: list[Segment] = []
    for one in segments:
        before = out[-1] if out else None
        if before is None or before.possessive or found[one.i].breaks or not _one_name(before, one, found):
            out.append(one)
        else:
            out[-1] = Segment(before.i, one.j, NAME, possessive=one.possessive)
    return out


def _one_name(before: Segment, one: Segment, found: list[Atom]) -> bool:
    if "." in found[one.i].sep and len(found[before.j - 1].raw) > 2 and found[before.j - 1].key not in HONORIFICS:
        return False  # a sentence ends there
    if before.kind == NAME and one.kind == NAME:
        return True
    if before.kind == NAME:
        return _proper(one) and found[one.i].key not in FORMER and found[before.j - 1].key not in FORMER
    return one.kind == NAME and _proper(before) and found[one.i].key not in FORMER and not found[one.i].glued


def _proper(one: Segment) -> bool:
    """Whether it is one word that may as well be part of another name."""
    return one.kind == "known" and one.j == one.i + 1 and all(s.kind in _PROPER for s in one.senses)
