"""Read one table of the ontology: tab-separated UTF-8 with a header, no quoting, checked as it is read."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import OntologyError

TABLES = Path(__file__).parent / "tables"

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column, with the file and line they stand in (for messages)."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell, separated by semicolons, without empty ones."""
        return tuple(value.strip() for value in self.cells[column].split(";") if value.strip())

    def day(self, column: str) -> Day | None:
        """The date of a cell, or None where it is empty."""
        text = self.cells[column].strip()
        return Day.read(text, self) if text else None

    def wrong(self, reason: str) -> OntologyError:
        """The error that says what is wrong with this row."""
        return OntologyError(f"{self.path.name}:{self.line}: {reason}")


@dataclass(frozen=True, slots=True)
class Day:
    """A date as exactly as a table knows it: the first and the last day that it may be."""

    first: dt.date
    last: dt.date

    @classmethod
    def read(cls, text: str, row: Row) -> Day:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; an `OntologyError` names the row otherwise."""
        try:
            return cls.of(text)
        except ValueError as error:
            raise row.wrong(str(error)) from error

    @classmethod
    def of(cls, text: str) -> Day:
        """The same without a row; a ``ValueError`` says what is wrong."""
        found = _DATE.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            if year and month and day:
                return cls(dt.date(year, month, day), dt.date(year, month, day))
            if year and month:
                return cls(dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1]))
            return cls(dt.date(year or 0, 1, 1), dt.date(year or 0, 12, 31))
        except ValueError as error:
            raise ValueError(f"{text!r} is no day of the calendar ({error})") from error

    def __str__(self) -> str:
        """As a table has it: `of` reads it again."""
        text = self.first.isoformat()
        return text if self.exact else text[: 7 if self.first.month == self.last.month else 4]

    @property
    def exact(self) -> bool:
        """Whether the table knows the day."""
        return self.first == self.last


def read_table(source: str | Path, columns: Iterable[str] | None = None, required: Iterable[str] = ()) -> tuple[Row, ...]:
    """Read ``source`` (the name of a table of the package, or a path), whose header must be exactly ``columns``, where they are given.

    Cells of the columns ``required`` must not be empty. Raises `OntologyError` with file, line and reason for a
    table that cannot be read, a wrong header, a row of another width, or an empty required cell.
    """
    path = source if isinstance(source, Path) else TABLES / f"{source}.tsv"
    needed = tuple(required)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path.name}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    lines = text.split("\n")
    header = tuple(lines[0].rstrip("\r").split("\t"))
    wanted = header if columns is None else tuple(columns)
    if header != wanted:
        raise OntologyError(f"{path.name}:1: the header is {', '.join(header)}; expected {', '.join(wanted)}")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != len(wanted):
            raise OntologyError(f"{path.name}:{number}: {len(cells)} cells; expected {len(wanted)}")
        row = Row(path, number, dict(zip(wanted, cells, strict=True)))
        for column in needed:
            if not row[column].strip():
                raise row.wrong(f"the cell {column!r} is empty")
        rows.append(row)
    return tuple(rows)
