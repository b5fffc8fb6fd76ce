"""All names and role words of the tables by their folded words, with the longest match at a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.ontology.rows import Period
from dragoman.resolve.actors.text import Atom

ANY, CAPITAL, UPPER = 0, 1, 2
ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name or word may stand for.

    ``kind``: state, demonym, seat (a capital), place, metonym, org, group, people, person or role; ``case`` how it must be written.
    """

    kind: str
    name: str
    why: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    code: str | None = None
    entity_id: str | None = None
    period: Period = ALWAYS
    role: str = ""
    case: int = CAPITAL
    text: str = ""


Senses = tuple[Sense, ...]


class Lexicon:
    """Senses by folded name; ``longest`` is the number of words of the longest name that begins with a word."""

    def __init__(self, senses: Mapping[str, Senses], longest: Mapping[str, int]) -> None:
        self.senses, self.longest = senses, longest

    def at(self, found: list[Atom], i: int, *, lower: bool) -> tuple[int, Senses]:
        """The longest entry that begins at atom ``i``: the index after it and its senses; ``lower`` if the text has no capitals."""
        most = min(self.longest.get(found[i].key, 0), len(found) - i)
        keys = [a.key for a in found[i : i + most]]
        for length in range(most, 0, -1):
            held = self.senses.get(" ".join(keys[:length]))
            if held and not (length == 2 and found[i + 1].breaks):
                piece = found[i : i + length]
                fit = tuple(s for s in held if _written(s, piece, lower=lower))
                if fit:
                    return i + length, fit
        return i, ()


def _written(sense: Sense, piece: list[Atom], *, lower: bool) -> bool:
    if sense.case == ANY:
        return True
    if lower:
        return sense.kind in ("state", "demonym") and len(piece[0].key) > 3
    if sense.case == UPPER:
        return piece[0].upper or (len(piece[0].key) > 3 and piece[0].cap)
    return piece[0].cap or (sense.text[:1].islower() and not sense.text[:1].isupper())


def current(senses: Iterable[Sense], on: dt.date | None) -> list[Sense]:
    """The senses that hold on the day; all of them if no day is given or none does."""
    held = list(senses)
    if on is None:
        return [s for s in held if s.period.end is None] or held
    return [s for s in held if s.period.holds(on) is not False] or held


def first(senses: Iterable[Sense], *kinds: str) -> Sense | None:
    """The first sense of one of the kinds, in the order of ``kinds``."""
    held = list(senses)
    for kind in kinds:
        for sense in held:
            if sense.kind == kind:
                return sense
    return None
