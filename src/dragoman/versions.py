"""Versions that every record carries."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from dragoman.ontology.index import own_tables
from dragoman.ontology.tables import TABLES
from dragoman.ontology.types import Types

DRAGOMAN = "0.1.0"
CODEBOOK = "1"


def ontology(own: Types | None = None) -> str:
    """The digest of all tables, the user's own with them: a changed line is another ontology. A model's own types add theirs."""
    return "+".join([_digest(TABLES), *([_digest(mine)] if (mine := own_tables()) else []), *([own.digest] if own else [])])


@cache
def _digest(folder: Path) -> str:
    digest = sha256()
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
