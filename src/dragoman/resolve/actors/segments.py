"""Cut a phrase into what the tables know of it: names, roles, and the words between."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.resolve.actors.lexicon import Lexicon, Senses
from dragoman.resolve.actors.people import by_surname
from dragoman.resolve.actors.text import Atom

ARTICLES = frozenset("the a an this that these those said".split())
QUANTITIES = frozenset(
    "some several many few all most both each every any other others another more less than at least about around nearly almost over under up "
    "to dozens hundreds thousands tens scores millions number group handful pair of majority two three four five six seven eight nine ten eleven "
    "twelve dozen hundred thousand million one own new top senior other various certain different numerous unnamed unidentified".split()
)
FORMER = frozenset("former ex ousted deposed toppled erstwhile onetime retired late disgraced impeached".split())
THEN = frozenset({"then"})
PREPOSITIONS = frozenset(
    "of in for from at to with within inside against on near across over after before by between among about under into throughout outside "
    "around along along-with loyal close allied linked affiliated based stationed living including such like during toward towards despite "
    "without amid".split()
)
STOPS = frozenset("who which whom whose where when that while because as currently fighting fleeing accused suspected demanding seeking wearing".split())
_LED = re.compile(
    r"(?:led|backed|based|born|held|ruled|run|funded|controlled|allied|aligned|sponsored|supported|trained|made|style|era|wing|"
    r"occupied|dominated|majority|brokered|mediated|imposed|hosted|installed|linked|affiliated|owned|speaking|friendly|inspired|"
    r"appointed|educated|armed|wide|flagged|bound|chaired|mandated|protected|designated|listed|populated|administered|torn|age|old|year)$"
)
_PREFIXES = frozenset("pro anti non counter post cross trans inter".split())
SKIP, MOD, NAME = "skip", "mod", "name"


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
            out.append(Segment(i, skipped, SKIP))
            i = skipped
            continue
        if not senses:
            j, kind = _unknown(found, i)
            out.append(Segment(i, j, kind, possessive=found[j - 1].possessive))
        else:
            out.append(Segment(i, j, "known", senses, found[j - 1].possessive))
        i = j
    return _joined(out, found)


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
    if atom.cap and not atom.raw[0].isdigit():
        particle = atom.key in ("al", "el")
        return i + 1, NAME if not particle or i + 1 < len(found) else MOD
    if atom.key in ("al", "el", "bin", "ibn", "von", "van", "de", "der", "da", "dos", "di", "la", "del") and i + 1 < len(found):
        return i + 1, NAME
    return i + 1, MOD


def _joined(segments: list[Segment], found: list[Atom]) -> list[Segment]:
    """Neighbouring unknown capitals are one name; a known first or last part of a longer unknown name belongs to it."""
    out: list[Segment] = []
    for one in segments:
        before = out[-1] if out else None
        if before and one.kind == NAME and before.kind == NAME and not before.possessive and not found[one.i].breaks:
            out[-1] = Segment(before.i, one.j, NAME, possessive=one.possessive)
        else:
            out.append(one)
    return out


def surname_at(name: list[Atom]) -> str | None:
    """The short form under which the tables know an office-holder, if the whole of ``name`` is one."""
    whole = " ".join(a.key for a in name)
    return whole if whole in by_surname() else None
