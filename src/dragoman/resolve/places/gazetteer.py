"""The offline gazetteer: a sorted list of names in compressed blocks, of which a look-up opens one.

The file is built by ``training/gazetteer.py`` from GeoNames data (CC BY 4.0; https://www.geonames.org). Layout: the line
`MAGIC`, the length of the index (4 bytes, little-endian), the index (zlib; one ``first key<TAB>length`` a block), then the
blocks (zlib). A block holds lines ``key<TAB>entry<TAB>entry…``, sorted. An entry is a place, ``kind|name|iso3|admin1|lat|lon|
geonameid|population|capital`` with empty fields where unknown, or ``@key|geonameid``: another name of a place that stands at ``key``.
Keys with ``!`` are codes: ``!SYR`` a country, ``!SYR.09`` a first-level division, ``!SYR~`` the country's neighbours.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from dragoman.errors import OntologyError
from dragoman.ontology.blocks import Blocks
from dragoman.ontology.tables import TABLES

MAGIC = b"dragoman gazetteer 1\n"
PATH = TABLES / "gazetteer.dat"
BLOCK = 49_152
"""Bytes of text in a block before compression: large enough to compress well, small enough to open in about 0.2 ms."""


_ARAB = "ARE BHR DJI DZA EGY ESH IRN IRQ ISR JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TCD TUN YEM"
ARABIC = frozenset(_ARAB.split())
"""Countries whose names are written with an Arabic article in many spellings, or without it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a name may mean.

    ``kind`` is country, division, county (second-level division), city, or the kind of a row of ``regions.tsv``; ``also`` says that the
    name asked for is not its main one; ``within`` holds the countries that a region lies in; ``source`` names data set or row.
    """

    kind: str
    name: str
    country: str | None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    population: int = 0
    capital: bool = False
    also: bool = False
    within: tuple[str, ...] = ()
    precision: str = "city"
    source: str = "GeoNames"


_PRECISION = {"C": "country", "D": "division", "E": "division", "P": "city"}
_KIND = {"C": "country", "D": "division", "E": "county", "P": "city"}


def place_of(entry: str, also: bool = False) -> Place:
    """Read one entry of the file."""
    kind, name, country, admin1, lat, lon, number, population, capital = entry.split("|")
    return Place(
        kind=_KIND[kind], name=name, country=country or None, admin1=admin1 or None,
        lat=float(lat) if lat else None, lon=float(lon) if lon else None, geonameid=int(number) if number else None,
        population=int(population or 0), capital=bool(capital), also=also, precision=_PRECISION[kind],
    )  # fmt: skip


class Gazetteer:
    """Names to places, read from one file. Only the index is read at the start; the file is kept as bytes."""

    def __init__(self, path: Path = PATH) -> None:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise OntologyError(f"{path.name}: cannot be read: {error}; build it with training/gazetteer.py") from error
        if not data.startswith(MAGIC):
            raise OntologyError(f"{path.name}:1: this is no gazetteer; build it with training/gazetteer.py")
        start = len(MAGIC) + 4
        end = start + int.from_bytes(data[len(MAGIC) : start], "little")
        index = zlib.decompress(data[start:end]).decode("utf-8").splitlines()
        self._blocks = Blocks(data, end, ((first, int(length)) for first, length in (line.split("\t") for line in index)))

    def entries(self, keyed: str) -> Sequence[str]:
        """The entries of a key, as they stand in the file."""
        rest = self._blocks.rest(keyed)
        return rest.decode("utf-8").split("\t") if rest is not None else ()

    @lru_cache(maxsize=8192)  # noqa: B019 - one gazetteer lives as long as the process
    def places(self, keyed: str) -> tuple[Place, ...]:
        """The places that a key may mean, those it is the main name of first."""
        found, others = [], []
        for entry in self.entries(keyed):
            if not entry.startswith("@"):
                found.append(place_of(entry))
                continue
            main, number = entry[1:].split("|")
            others += [place_of(e, also=True) for e in self.entries(main) if e[0] != "@" and e.split("|")[6] == number]
        return (*found, *others)

    @lru_cache(maxsize=4096)  # noqa: B019
    def code(self, code: str) -> Place | None:
        """The country of an ISO3 code, or the division of ``ISO3.admin1``."""
        found = self.entries("!" + code)
        return place_of(found[0]) if found else None

    @lru_cache(maxsize=512)  # noqa: B019
    def neighbours(self, country: str) -> frozenset[str]:
        """ISO3 codes of the countries that share a land border with ``country``."""
        return frozenset(self.entries(f"!{country}~"))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the package, opened on first use."""
    return Gazetteer()
