"""Places as places: names to country, coordinates and GeoNames id, with the reason (first core: countries)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dragoman.model import Where
from dragoman.ontology.actors import states


@cache
def _countries() -> dict[str, tuple[str, str]]:
    """Name in lower case to ISO3 code and English name of every state of today."""
    found: dict[str, tuple[str, str]] = {}
    for state in states().values():
        for name in (state.name, *(n.text for n in state.names)):
            found.setdefault(name.lower(), (state.iso3, state.name))
    return found


def resolve_place(text: str, context: str | None = None, *, countries: Sequence[str] = ()) -> Where:
    """The place that ``text`` names; name None and ``why`` when unknown."""
    words = text.strip().removeprefix("the ").removeprefix("The ").lower()
    hit = _countries().get(words)
    if hit:
        return Where(text=text, name=hit[1], country=hit[0], precision="country", why="states.tsv: " + hit[1])
    return Where(text=text, why="not in the gazetteer")
