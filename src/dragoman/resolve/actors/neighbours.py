"""Which of the states named borders another, and on which side: *its northern neighbour*."""

from __future__ import annotations

from dragoman.model import Entity

COMPASS = {"northern": (1, 0), "southern": (-1, 0), "eastern": (0, 1), "western": (0, -1)}
"""Latitude and longitude, as they grow towards that side."""
CLEARLY = 2.0
"""Degrees by which a neighbour's middle must lie towards the side that is named."""


def bordering(country: str | None, others: list[Entity], side: str | None = None) -> list[Entity]:
    """Those of ``others`` that share a border with ``country``; with a ``side``, those whose middle lies there. An island has no land border to
    ask: all of them."""
    from dragoman.resolve.places.gazetteer import gazetteer  # a large table: only where it is needed

    if not country:
        return []
    near = gazetteer().neighbours(country)
    if not near:
        return [] if side else others
    held = [e for e in others if e.country in near]
    if side is None:
        return held
    return [e for e in held if e.country and _lies(country, e.country, COMPASS[side])]


def _lies(country: str, other: str, towards: tuple[int, int]) -> bool:
    from dragoman.resolve.places.gazetteer import gazetteer

    here, there = gazetteer().code(country), gazetteer().code(other)
    if here is None or there is None or None in (here.lat, here.lon, there.lat, there.lon):
        return False
    north, east = (there.lat or 0) - (here.lat or 0), (there.lon or 0) - (here.lon or 0)
    along, across = north * towards[0] + east * towards[1], north * towards[1] + east * towards[0]
    return along >= CLEARLY and along > abs(across)
