"""Write the index of the ontology's tables (``src/dragoman/ontology/tables/index.dat``; see `dragoman.ontology.index`).

Run ``make index`` after a change to a table of actors, places or offices: until then the tables are read as they stand, which is slower.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from dragoman.ontology.index import INDEXED, PATH, plainly, write
from dragoman.ontology.tables import TABLES

ROOMS = ("dragoman.ontology.actors", "dragoman.resolve.actors.people", "dragoman.resolve.actors.entries", "dragoman.resolve.places.known")
"""Where tables are declared to be kept in the index."""
SOURCES = (
    "actor_words", "groups", "localities", "membership", "namesakes", "offices*", "organisations", "peoples", "policy", "roles",
    "regions", "sectors", "states", "surnames", "titles", "world_regions",
)  # fmt: skip


def sections() -> dict[str, tuple[Any, Mapping[str, Any]]]:
    """Every table that the index keeps, read and checked: the shape of its values, and the values by key."""
    for room in ROOMS:
        import_module(room)
    with plainly():
        return {name: (shape, read()) for name, (shape, read) in sorted(INDEXED.items())}


def sources() -> list[Path]:
    """The files that they are read from."""
    return sorted(path for name in SOURCES for path in TABLES.glob(f"{name}.tsv"))


def main(path: Path = PATH) -> None:
    """Write the index to ``path``."""
    write(sections(), sources(), path)
    sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, {len(INDEXED)} tables\n")


if __name__ == "__main__":
    main()
