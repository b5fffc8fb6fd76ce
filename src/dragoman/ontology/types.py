"""Event types of a user's own: a table in the form of the ontology's, laid over PLOVER or put in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from dragoman.ontology.plover import QUADS, UNITS, Derived, derived, event_modes, goldstein, rows
from dragoman.ontology.tables import Row, read_table

COLUMNS = ("event", "mode", "quad", "score", "cameo_root", "definition")
NAME = re.compile(r"\w[\w-]*")
RANGE = 10.0
"""Scores run from -10 to 10, as PLOVER's and Goldstein's do."""
NOTHING = Derived(None, None, None, None, "")


@dataclass(frozen=True)
class Types:
    """The checked rows of one table by (event, mode); the row of a type itself has the mode ``""``."""

    source: bytes = field(repr=False)
    """The table as it was written."""
    table: Mapping[tuple[str, str], Row] = field(repr=False)
    alone: bool = False
    """Whether PLOVER's types are left out; otherwise the table's stand beside them, and a mode may be added to one of PLOVER's."""

    @classmethod
    def read(cls, path: Path, *, alone: bool = False) -> Types:
        """Read a table with the columns `COLUMNS`.

        A row without mode is a type, one with a mode a mode of it. Empty cells of a mode are those of its type, empty cells of a type are null.

        Raises:
            OntologyError: with file, line and reason: a wrong header or cell, a name twice, a mode without its type.
        """
        table: dict[tuple[str, str], Row] = {}
        for row in read_table(path, COLUMNS, ("event", "definition")):
            key = row["event"].strip(), row["mode"].strip()
            if key in table:
                raise row.wrong(f"{'/'.join(filter(None, key))} stands twice")
            _check(row, *key)
            table[key] = row
        known = set() if alone else set(event_modes())
        for (event, mode), row in table.items():
            if mode and (event, "") not in table and event not in known:
                raise row.wrong(f"{event!r} has a mode, but no row of its own without one")
        if not table:
            raise Row(path, 1, {}).wrong("no type stands in it")
        return cls(path.read_bytes(), table, alone)

    @cached_property
    def digest(self) -> str:
        """Tells one table from another."""
        return sha256(self.source).hexdigest()[:12]

    def modes(self) -> dict[str, frozenset[str]]:
        """Every type with its modes: PLOVER's first, unless the table stands alone."""
        found = {} if self.alone else {event: set(modes) for event, modes in event_modes().items()}
        for event, mode in self.table:
            found.setdefault(event, set()).update([mode] if mode else ())
        return {event: frozenset(modes) for event, modes in found.items()}

    def derived(self, event: str, mode: str | None, contexts: tuple[str, ...] = (), words: str = "") -> Derived:
        """As `dragoman.ontology.plover.derived`, from the rows of this table where it has the type or the mode."""
        own = [self.table[key] for key in dict.fromkeys([(event, mode or ""), (event, "")]) if key in self.table]
        base = NOTHING if (event, "") in self.table else derived(event, mode, contexts, words)
        if not own:
            return base

        def cell(column: str) -> str:
            return next((row[column].strip() for row in own if row[column].strip()), "")

        code, score = cell("cameo_root"), cell("score")
        return Derived(
            code or base.cameo, QUADS.get(cell("quad"), base.quad), goldstein(code) if code else base.goldstein,
            float(score) if score else base.intensity, f"{own[0].path.name}:{own[0].line}",
        )  # fmt: skip


def book(events: Mapping[str, frozenset[str]], own: Types | None = None) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows of ``events.tsv`` and of ``modes.tsv`` for these types and modes: ``own``'s where it has them, else PLOVER's."""
    types = {row["event"]: row for row in rows("events")}
    modes = {(row["event"], row["mode"]): row for row in rows("modes")}
    for (event, mode), row in (own.table if own else {}).items():
        if mode:
            modes[event, mode] = row.cells
        else:
            types[event] = row.cells
    return [types[event] for event in events], [row for (event, mode), row in modes.items() if mode in events.get(event, ())]


def _check(row: Row, event: str, mode: str) -> None:
    """Refuse a row with a name or a value that cannot be."""
    for name in filter(None, (event, mode)):
        if not NAME.fullmatch(name):
            raise row.wrong(f"{name!r} is no name: letters, digits, _ and - only")
    if event in {"SAY", *UNITS, *(r["kind"] for r in rows("kinds"))}:
        raise row.wrong(f"{event!r} is already a kind of relation, a unit, or SAY")
    if row["quad"].strip() not in ("", *QUADS):
        raise row.wrong(f"{row['quad']!r} is no quad (1 to 4, or empty)")
    if row["cameo_root"].strip() not in ("", *(r["code"] for r in rows("cameo"))):
        raise row.wrong(f"{row['cameo_root']!r} is no CAMEO code")
    try:
        within = abs(float(row["score"].strip() or 0)) <= RANGE
    except ValueError:
        within = False
    if not within:
        raise row.wrong(f"{row['score']!r} is no score (-10 to 10, or empty)")
