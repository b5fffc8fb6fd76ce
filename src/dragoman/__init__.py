"""Dragoman reads news reports and keeps the ledger of relations between political actors.

```python
import dragoman

nlp = dragoman.load()
reading = nlp.read("date 2021-09-30\\n\\nJordan reopened its border crossing with Syria on Wednesday.")
```

Names are fetched when they are first asked for: importing the package loads no model and no library.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

    from dragoman import errors
    from dragoman.model import Entity, Event, Figure, Issue, Reading, Relation, Report, Statement
    from dragoman.pipeline import load
    from dragoman.resolve.actors import resolve_actor
    from dragoman.resolve.dates import find_dates, resolve_date
    from dragoman.resolve.places import resolve_place
    from dragoman.store import open_store

    __version__: str

    def read(report: Report | str, published: dt.date | None = None) -> Reading:
        """See `_ReadRoom.__call__`."""


__all__ = [
    "Entity", "Event", "Figure", "Issue", "Reading", "Relation", "Report", "Statement", "__version__", "errors", "find_dates", "load",
    "open_store", "read", "resolve_actor", "resolve_date", "resolve_place",
]  # fmt: skip

_HOMES = {
    **dict.fromkeys(("Entity", "Event", "Figure", "Issue", "Reading", "Relation", "Report", "Statement"), "dragoman.model"),
    "load": "dragoman.pipeline",
    "open_store": "dragoman.store",
    "resolve_actor": "dragoman.resolve.actors",
    "find_dates": "dragoman.resolve.dates",
    "resolve_date": "dragoman.resolve.dates",
    "resolve_place": "dragoman.resolve.places",
}
_loaded: list[Any] = []


class _ReadRoom(ModuleType):
    """The room ``dragoman.read``, which is also the function of that name: ``dragoman.read("...")`` reads a report."""

    def __call__(self, report: Report | str, published: dt.date | None = None) -> Reading:
        """Read one report with the shipped model, loaded once. See `dragoman.pipeline.Dragoman.read`."""
        if not _loaded:
            _loaded.append(import_module("dragoman.pipeline").load())
        reading: Reading = _loaded[0].read(report, published)
        return reading


class _Package(ModuleType):
    """Importing the room ``read`` binds its name here; this keeps that name callable."""

    def __setattr__(self, name: str, value: object) -> None:
        if name == "read" and isinstance(value, ModuleType):
            value.__class__ = _ReadRoom
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name in ("read", "errors"):
        return import_module(f"dragoman.{name}")
    if name == "__version__":
        return import_module("dragoman.versions").DRAGOMAN
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
