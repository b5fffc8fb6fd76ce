"""What follows from an event's type, mode and context: CAMEO code, quad, scores. One table, nothing guessed apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.ontology.tables import read_table

QUADS = {"1": "verbal_cooperation", "2": "material_cooperation", "3": "verbal_conflict", "4": "material_conflict"}

UNITS = (
    "killed", "injured", "missing", "displaced", "detained", "released", "expelled",
    "troops", "weapons", "votes", "money", "percent", "other",
)  # fmt: skip
"""What a figure may count."""


@dataclass(frozen=True)
class Derived:
    """CAMEO code, quad, Goldstein value (GDELT's, -10 to 10), PLOVER score, and the row that gave them."""

    cameo: str | None
    quad: str | None
    goldstein: float | None
    intensity: float | None
    why: str


SANCTION_TYPES = ("trade", "arms", "military", "financial", "travel", "other")
"""Of sanctions, as GSDB has them."""


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``tables/NAME.tsv``."""
    return tuple(row.cells for row in read_table(name))


@cache
def event_modes() -> dict[str, frozenset[str]]:
    """Event type to its modes."""
    modes = {row["event"]: set[str]() for row in rows("events")}
    for row in read_table("modes"):
        if row["event"] not in modes:
            raise row.wrong(f"{row['event']!r} is no event type")
        modes[row["event"]].add(row["mode"])
    return {event: frozenset(names) for event, names in modes.items()}


@cache
def _events() -> dict[str, dict[str, str]]:
    return {row["event"]: row for row in rows("events")}


@cache
def _scores() -> dict[tuple[str, str], str]:
    return {(row["event"], row["mode"]): row["score"] for row in rows("modes")}


@cache
def _goldstein() -> dict[str, str]:
    return {row["code"]: row["goldstein"] for row in rows("cameo")}


def goldstein(cameo: str) -> float | None:
    """Goldstein's value of a CAMEO code, None where it has none."""
    value = _goldstein().get(cameo, "")
    return float(value) if value else None


@cache
def _crosswalk() -> tuple[tuple[str, str, str, re.Pattern[str] | None, str], ...]:
    return tuple(
        (r["event"], r["mode"], r["context"], re.compile(r["words"], re.I) if r["words"] else None, r["cameo"]) for r in rows("crosswalk")
    )


@cache
def partly() -> re.Pattern[str]:
    """Words of a place that is not held whole: *the southern half*, *the north of the town*."""
    return re.compile(next(row["pattern"] for row in rows("consequence_words") if row["name"] == "partly"), re.IGNORECASE)


@cache
def between_states() -> frozenset[str]:
    """Kinds of relation that hold between states and organisations only."""
    return frozenset(row["kind"] for row in rows("kinds") if "state" in row["party"])


@cache
def endings() -> frozenset[tuple[str, str]]:
    """Kinds and levels that are the end of something: a backing that has ended, forces that have left (``levels.tsv``)."""
    return frozenset((row["kind"], row["level"]) for row in rows("levels") if row["tone"] == "ended")


@cache
def undirected() -> frozenset[str]:
    """Kinds of relation in which a and b may change places."""
    return frozenset(row["kind"] for row in rows("kinds") if row["undirected"] == "1")


def derived(event: str, mode: str | None, contexts: tuple[str, ...] = (), words: str = "") -> Derived:
    """Look up ``event``, ``mode`` and ``contexts``; the first row that fits wins, else the type's root. ``words`` are the evidence."""
    row = _events()[event]
    code, why = row["cameo_root"], f"root of {event}"
    for kind, wanted, context, pattern, cameo in _crosswalk():
        fits = kind == event and wanted in ("", mode or "-") and (not context or context in contexts)
        if fits and (pattern is None or pattern.search(words)):
            code, why = (
                cameo,
                f"crosswalk {event}/{wanted or '*'}{f' in {context}' if context else ''}{f' with {pattern.pattern!r}' if pattern else ''}",
            )
            break
    score = _scores().get((event, mode or ""), "") or row["score"]
    return Derived(code or None, QUADS[row["quad"]], goldstein(code), float(score) if score else None, why)
