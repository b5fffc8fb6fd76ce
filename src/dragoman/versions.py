"""Versions that every record carries."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

DRAGOMAN = "0.1.0"
CODEBOOK = "1"


@cache
def ontology() -> str:
    """The digest of all tables: a changed line is another ontology."""
    digest = sha256()
    for path in sorted((Path(__file__).parent / "ontology" / "tables").iterdir()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
