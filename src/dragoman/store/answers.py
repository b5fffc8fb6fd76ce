"""Who and what a question names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.errors import UsageError
from dragoman.ledger import Fact


def pattern(actor: str) -> str:
    """A pattern as names are kept. Raises `UsageError` for one that can match nothing."""
    folded = actor.strip().casefold()
    if len(folded) < 3:
        raise UsageError(f"{actor!r} names no actor: give a country (SYR), a code (SYRGOV, IGOUNO) or an id (group:…)")
    return folded


def asked(fact: Fact, actor: str | None, other: str | None, kinds: Sequence[str] = ()) -> bool:
    """Whether a fact is of these kinds and between these two, in either order."""
    pair = tuple(pattern(p) if p is not None else "" for p in (actor, other))
    return (not kinds or fact.kind in kinds) and pair in called(fact.a_names, fact.b_names)


def meant(facts: Iterable[Fact], actor: str | None, other: str | None, kinds: Sequence[str] = ()) -> frozenset[tuple[str, str, str, str]]:
    """The keys of the relations that are asked for: those of the facts, and the whole's of each that is of a place."""
    found = {f.key: f for f in facts if asked(f, actor, other, kinds)}
    return frozenset(k for key in found for k in (key, (*key[:3], "")))


def called(a_names: Iterable[str], b_names: Iterable[str]) -> set[tuple[str, str]]:
    """What a relation is asked for by: a name of the one side and one of the other, in either order, or only one of them."""
    one, two = ({"", *(n.casefold() for n in names)} for names in (a_names, b_names))
    return {pair for a in one for b in two for pair in ((a, b), (b, a))}


def not_one(name: str, found: Sequence[str]) -> UsageError:
    """The error for an id that begins no record, or several."""
    if not found:
        return UsageError(f"no record {name!r} is kept; `dragoman events` lists those that are")
    shown = ", ".join(found[:4]) + ("…" if len(found) > 4 else "")
    return UsageError(f"{name!r} begins {len(found)} records: {shown}; give more of the id")
