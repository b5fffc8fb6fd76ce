"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman.config import SETTINGS
from dragoman.errors import UsageError

PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def _period(text: str) -> tuple[int, int | None, int | None]:
    match = PERIOD.fullmatch(text.strip())
    if not match:
        raise typer.BadParameter(f"{text!r} is not a date; write YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    return year or 0, month, day


def _made(text: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date: {error}") from error


def day(text: str) -> dt.date:
    """One day, ``YYYY-MM-DD``."""
    year, month, number = _period(text)
    if month is None or number is None:
        raise typer.BadParameter(f"{text!r} is not a day; write YYYY-MM-DD")
    return _made(text, year, month, number)


def first_day(text: str) -> dt.date:
    """The first day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    year, month, number = _period(text)
    return _made(text, year, month or 1, number or 1)


def last_day(text: str) -> dt.date:
    """The last day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    year, month, number = _period(text)
    if number is None and 1 <= (month or 12) <= 12 and year:
        number = monthrange(year, month or 12)[1]
    return _made(text, year, month or 12, number or 1)


def in_order(start: dt.date | None, end: dt.date | None) -> None:
    """Raises `UsageError` where ``end`` lies before ``start``."""
    if start and end and end < start:
        raise UsageError(f"--to {end} lies before --from {start}")


def actors(given: Sequence[str] | None) -> list[str]:
    """Codes of one or two actors, in capitals; ids (``group:…``) stand as they are, and a name (FARC) gives its own. Raises `UsageError` for
    more, and for a name that nobody has."""
    if len(given or ()) > 2:
        raise UsageError(f"at most two actors, not {len(given or ())}")
    return [code if ":" in code else _coded(code) for code in given or ()]


def _coded(name: str) -> str:
    """A code in capitals; of a name, the code or id of whom it names."""
    from dragoman.ontology.actors import KINDS, sectors, states

    code = name.strip().upper()
    if len(code) < 3 or code[:3] in KINDS or (code[:3] in states() and code[3:] in {"", *sectors()}):
        return code
    from dragoman.ledger.parties import PARTIES, party_key
    from dragoman.resolve.actors import resolve_actor

    found = resolve_actor(name)
    key = party_key(found, PARTIES) if found.resolved else None
    if key is None:
        raise UsageError(f"{name!r} names no actor that is known: give a country (SYR), a code (SYRGOV, IGOUNO) or an id (group:…)")
    return key


def _env(name: str) -> str:
    return SETTINGS[name].variable


THREADS = int(SETTINGS["threads"].default or 1)
MIN_CONFIDENCE = float(SETTINGS["min_confidence"].default or 0)

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.", show_default=False)]
Lines = Annotated[str, typer.Argument(metavar="FILE", help="JSON-lines; - is standard input.")]
Published = Annotated[
    dt.date | None,
    typer.Option(
        "--date", parser=day, metavar="YYYY-MM-DD", help="Publication date, where a record or page has none of its own.", show_default=False
    ),
]
Store = Annotated[
    Path | None,
    typer.Option("--store", envvar=_env("store"), metavar="FILE", help="The ledger (SQLite).", show_default=False),
]
Model = Annotated[
    Path | None,
    typer.Option(
        "--model", envvar=_env("model"), metavar="FOLDER", help="An edition of the model, by default the one shipped.", show_default=False
    ),
]
Threads = Annotated[int, typer.Option("--threads", envvar=_env("threads"), min=1, max=256, help="How many reports are read side by side.")]
MinConfidence = Annotated[
    float,
    typer.Option("--min-confidence", envvar=_env("min_confidence"), min=0.0, max=1.0, help="Below this, records are kept as doubts only."),
]
Actors = Annotated[
    list[str] | None,
    typer.Argument(metavar="ACTOR", help="One or two codes: SYR is the country and all its actors, SYRGOV only that.", show_default=False),
]
Types = Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="Only this type; may be given again.", show_default=False)]
Start = Annotated[
    dt.date | None,
    typer.Option("--from", parser=first_day, metavar="DATE", help="Not before: YYYY, YYYY-MM or YYYY-MM-DD.", show_default=False),
]
End = Annotated[
    dt.date | None,
    typer.Option("--to", parser=last_day, metavar="DATE", help="Not after: YYYY, YYYY-MM or YYYY-MM-DD.", show_default=False),
]
Least = Annotated[float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Only records at least this sure.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.", show_default=False)]
Format = Annotated[
    Literal["table", "json", "csv"], typer.Option("--format", "-f", help="table for people, json one line a record, csv flat rows.")
]
AsOf = Annotated[
    dt.date | None,
    typer.Option("--as-of", parser=day, metavar="YYYY-MM-DD", help="The day that is asked about; by default today.", show_default=False),
]
KnownBy = Annotated[
    dt.date | None,
    typer.Option("--known-by", parser=day, metavar="YYYY-MM-DD", help="Only what was published by this day counts.", show_default=False),
]
Implied = Annotated[
    bool, typer.Option("--implied", help="Also what only an organisation's relation implies for its members; of two actors it always is.")
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", "--type", metavar="KIND", help="Only this kind of relation; may be given again.", show_default=False),
]
RuleFile = Annotated[
    Path | None,
    typer.Option(
        "--rule",
        envvar=_env("rule"),
        metavar="FILE",
        help="A table that says which source is followed where reports disagree.",
        show_default=False,
    ),
]
