"""A choice as a record."""

from __future__ import annotations

from dragoman.model import Where
from dragoman.resolve.places import known
from dragoman.resolve.places.choose import Choice, label
from dragoman.resolve.places.gazetteer import gazetteer


def where(text: str, name: str, choice: Choice) -> Where:
    """The record of a choice; an open one keeps its name and what its candidates share."""
    place = choice.place
    if place is None:
        shared = {p.country for p in choice.open}
        only = next(iter(shared)) if len(shared) == 1 else None
        ranks = {p.precision for p in choice.open}
        return Where(text=text, name=name, country=only, precision=next(iter(ranks)) if len(ranks) == 1 else None, why=choice.why)
    admin1 = place.admin1
    if place.precision == "division" and not admin1:
        same = (p for p in known.candidates(place.name) if p.kind == "division" and p.country == place.country)
        admin1 = next((p.admin1 for p in same), None)
    division = gazetteer().code(f"{place.country}.{admin1}") if admin1 else None
    return Where(
        text=text, name=place.name, country=place.country, admin1=division.name if division else None, lat=place.lat, lon=place.lon,
        geonameid=place.geonameid, precision=place.precision, why=f"{place.source}: {label(place)}; {choice.why}",
    )  # fmt: skip
