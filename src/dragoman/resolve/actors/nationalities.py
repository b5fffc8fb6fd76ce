"""*The Americans*, *Kurds*: a nationality as its state, as whom the report has named of it, or as its people."""

from __future__ import annotations

import re

from dragoman.resolve.actors.lexicon import Lexicon
from dragoman.resolve.actors.memory import all_before, countries
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.salience import acts
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.text import Atom

_POWERS = (("GOV",), ("MIL",))
_DEALT = re.compile(r" (?:had |have )?(?:said|say|agreed|refused|rejected|denied|promised|warned|offered|want|wanted|insist|insisted)\b")
_FIGHT = re.compile(r" (?:had |have )?(?:bomb|shell|attack|fire|invade|advance|storm|shot|shoot|raid|struck|strike|fought|fight)")
_DEALING = re.compile(r"\b(?:told|urged|accused|asked|warned|blamed|thanked|called on|ordered|assured|informed)(?: the)? ?$")


def nationality(out: Reading, found: list[Atom], start: int, end: int, scope: Scope, lexicon: Lexicon) -> Reading | None:
    """A nationality as its state, or as those of it whom the report has named; a people of the only country named."""
    if not out.known and out.country and out.candidates:
        if acts(scope.text[end : end + 40]):
            return out  # "Lebanese fled": the people as well as the state
        out.kind, out.sectors, out.entity_id, out.known, out.candidates = "state", ("GOV",), f"state:{out.country}", True, []
        return out.because("rule: of goods, losses or claims it stands for the state")
    if out.sectors == ("CVL",) and out.country:
        return _nation(out, found, start, end, scope, lexicon)
    if out.known and not out.country and out.entity_id:
        return _in_only_country(out, countries(scope, lexicon))
    return None


def _nation(out: Reading, found: list[Atom], start: int, end: int, scope: Scope, lexicon: Lexicon) -> Reading:
    """*The Americans*, where the report has named their government or forces: those; where both, who is told or says it is the state."""
    if len(found) != 2 or found[0].key != "the":
        return out
    named = [e for e in all_before(scope, lexicon, start) if e.country == out.country and e.sectors[:1] in _POWERS]
    parts = {e.sectors[:1] for e in named if scope.sentence(e.start) == scope.sentence(named[-1].start)}
    if parts == {("GOV",)}:
        parts = {e.sectors[:1] for e in named}
    after = scope.text[end : end + 20]
    if _FIGHT.match(after):
        parts |= {("GOV",), ("MIL",)}
    if len(parts) == 2:
        parts = {("GOV",)} if _DEALT.match(after) or _DEALING.search(scope.text[max(0, start - 30) : start]) else set()
        if not parts:
            out.sectors, out.known = (), False
            return out.because("they may be the government or its forces")
    if parts:
        out.kind, out.sectors, out.known = "state", parts.pop(), True
        out.because("rule: a nationality stands for whom the report has named of it")
    return out


def _in_only_country(out: Reading, named: set[str]) -> Reading:
    """*Kurds*, where the report names one country: theirs."""
    if len(named) != 1:
        return out
    out.country = next(iter(named))
    return out.because(f"rule: {out.country} is the only country of the report")
