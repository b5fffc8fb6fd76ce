"""What an organisation's relation means for its members: ``kinds.tsv`` says which passes on, ``membership.tsv`` on which days.

The sanctions of the European Union bind each member, and a member of an alliance is an ally of the others; an organisation's recognition
is not its members'. Nothing follows from membership alone: a report has told of the organisation's relation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from dragoman.ledger.parties import kinds, levels

if TYPE_CHECKING:
    from dragoman.ledger.facts import Fact

LAST_DAY = dt.date.max.toordinal()
Days = tuple[tuple[int, int], ...]


def passed(fact: Fact) -> Iterator[Fact]:
    """The facts that ``fact`` implies for members of the organisation in it, whenever they were members; `days` says when that was."""
    kind, row = kinds()[fact.kind], levels().get((fact.kind, fact.level))
    body, party = (fact.a, fact.b) if kind.body == "a" else (fact.b, fact.a)
    if body not in kind.bodies or row is None or not row.passes or fact.via:
        return
    undirected = kinds()[kind.passes].undirected
    for member in sorted(_members(body)):
        if member != party:
            implied = fact._replace(kind=kind.passes, level=row.passes, via=body)
            side = implied._replace(a=member, a_names=(member,)) if kind.body == "a" else implied._replace(b=member, b_names=(member,))
            yield _ordered(side) if undirected else side


def _ordered(fact: Fact) -> Fact:
    """``fact`` with its parties in the order of their keys, which those of an undirected kind have."""
    return fact._replace(a=fact.b, b=fact.a, a_names=fact.b_names, b_names=fact.a_names) if fact.b < fact.a else fact


@cache
def days(kind: str, a: str, b: str, via: str) -> Days:
    """The days, as ordinals, on which what ``via`` implies holds of this pair: its member was one, and so were both of fellows."""
    found = _members(via).get(a if kinds()[kind].body != "b" else b, ())
    if kinds()[kind].passes == kind:
        return found
    other = _members(via).get(b, ())
    return tuple(sorted((max(s, t), min(e, f)) for s, e in found for t, f in other if max(s, t) <= min(e, f)))


@cache
def _members(body: str) -> dict[str, Days]:
    """Members with the days on which each surely was one."""
    from dragoman.ontology.actors import membership

    found: dict[str, Days] = {}
    for member, period in membership().get(body, ()):
        first = period.start.last.toordinal() if period.start else 1
        last = period.end.first.toordinal() if period.end else LAST_DAY
        found[member] = (*found.get(member, ()), (first, last))
    return found
