"""``dragoman resolve``."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from typing import Annotated, Any, Literal

import typer

from dragoman.cli import _options as o
from dragoman.cli._output import opened
from dragoman.cli._reading import Tally
from dragoman.cli._streams import objects
from dragoman.errors import InputError

Part = Literal["actors", "dates", "places"]
MOST = 0.6
"""Share of a mention that one date covers, above which the mention is that date and nothing else."""


def resolve(
    part: Annotated[Part, typer.Argument(help="What the mentions are.")],
    file: o.Lines = "-",
    output: o.Output = None,
) -> int:
    """Resolve mentions alone: actors on the day, dates as intervals, places as places.

    Lines {"id", "text", "context", "published"} in: a mention, the sentence or report around it, the publication date. Lines
    {"id", "entity"}, {"id", "dates"} or {"id", "place"} out, with the reason and the candidates; what is not known is null, never a guess.
    Your own tables of actors, offices and organisations, in the folder that DRAGOMAN_TABLES names, are used beside the program's.

    Examples:

      dragoman resolve actors names.jsonl > coded.jsonl

      echo '{"text": "last June", "published": "2021-09-30"}' | dragoman resolve dates
    """
    from dragoman.export.json import dumps

    tally, answer = Tally(), ANSWERS[part]
    with opened(output, [file]) as stream:
        for item, record in objects(file, tally):
            try:
                text, context, published = question(record)
            except InputError as error:
                tally.fail(f"{item}: {error}")
                continue
            stream.write(dumps({"id": record.get("id"), **answer(text, context, published)}) + "\n")
            if stream is sys.stdout:
                stream.flush()
            tally.done += 1
    return tally.status


def question(record: dict[str, Any]) -> tuple[str, str | None, dt.date | None]:
    """The mention, its context and the publication date.

    Raises:
        InputError: one of them is missing or of the wrong kind.
    """
    from dragoman.ingest.dateline import parse_day

    text, context = record.get("text"), record.get("context")
    if not isinstance(text, str) or not text.strip():
        raise InputError("no 'text'")
    if context is not None and not isinstance(context, str):
        raise InputError("'context' must be a string")
    stated = record.get("published") or record.get("date")
    published = parse_day(stated) if isinstance(stated, str) else None
    if stated and published is None:
        raise InputError(f"'published' must be a date YYYY-MM-DD, not {str(stated)[:40]!r}")
    return text, context, published


def _actor(text: str, context: str | None, published: dt.date | None) -> dict[str, Any]:
    from dragoman.resolve.actors import resolve_actor

    return {"entity": resolve_actor(text, on=published, context=context).model_dump(mode="json")}


def _place(text: str, context: str | None, _: dt.date | None) -> dict[str, Any]:
    from dragoman.resolve.places import resolve_place

    return {"place": resolve_place(text, context).model_dump(mode="json")}


def _dates(text: str, context: str | None, published: dt.date | None) -> dict[str, Any]:
    """The dates of a mention: read in its context where it stands there, else alone, as one expression or as a sentence."""
    from dragoman.resolve.dates import find_dates, resolve_date

    at = context.find(text) if context else -1
    if context and at >= 0 and context.strip() != text.strip():
        inside = [f.when for f in find_dates(context, published) if f.start < at + len(text) and at < f.end]
        if any(when.start or when.end for when in inside):
            return {"dates": [when.model_dump(mode="json") for when in inside]}
    found = find_dates(text, published)
    if not found or (len(found) == 1 and found[0].end - found[0].start >= MOST * len(text.strip())):
        alone = resolve_date(text, published)
        return {"dates": [alone.model_dump(mode="json")] if alone else []}
    return {"dates": [f.when.model_dump(mode="json") for f in found]}


ANSWERS: dict[str, Callable[[str, str | None, dt.date | None], dict[str, Any]]] = {"actors": _actor, "dates": _dates, "places": _place}
