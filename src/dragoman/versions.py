"""Versions that every record carries."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from dragoman.ontology.types import Types

DRAGOMAN = "0.1.0"
CODEBOOK = "1"


def ontology(own: Types | None = None) -> str:
    """The digest of all tables: a changed line is another ontology. A model's own types add theirs."""
    return f"{_tables()}+{own.digest}" if own else _tables()


@cache
def _tables() -> str:
    digest = sha256()
    for path in sorted((Path(__file__).parent / "ontology" / "tables").iterdir()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
