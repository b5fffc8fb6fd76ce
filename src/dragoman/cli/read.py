"""``dragoman read``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Annotated, Literal

import typer

from dragoman.cli import _options as o
from dragoman.cli._output import console, opened
from dragoman.cli._reading import Pipeline, Tally, given, readings

if TYPE_CHECKING:
    from dragoman.model import Reading

Format = Literal["table", "json", "html"]


def read(
    paths: o.Paths = None,
    *,
    date: o.Published = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="table for people, json one line a report, html a page.")] = "table",
    output: o.Output = None,
    threads: o.Threads = o.THREADS,
    min_confidence: o.MinConfidence = o.MIN_CONFIDENCE,
    model: o.Model = None,
    why: Annotated[bool, typer.Option("--why", help="In JSON, also where each field came from.")] = False,
) -> int:
    """Read reports: who did what to whom, when, where, on whose word, and what holds since then.

    A first line 'date YYYY-MM-DD' gives the publication date; without one, relative dates stay unresolved and it says so.

    Examples:

      dragoman read report.txt

      dragoman read pages/ --format json -o records.jsonl

      cat report.html | dragoman read - --date 2021-09-30 --format html -o report.html
    """
    tally, paths = Tally(), given(paths)
    pipeline = Pipeline(model, threads, min_confidence)
    with opened(output, paths) as stream:
        _write(readings(paths, date, pipeline, tally), form, stream, why=why)
    return tally.status


def _write(found: Iterator[Reading], form: Format, stream: IO[str], *, why: bool) -> None:
    """Write readings as they come."""
    if form == "json":
        from dragoman.export.json import line

        for reading in found:
            stream.write(line(reading, why=why) + "\n")
            stream.flush()
    elif form == "html":
        from dragoman.export.html import page

        stream.writelines(page(found))
    else:
        from dragoman.export.table import reading as drawn

        paper = console(stream)
        for reading in found:
            paper.print(drawn(reading, paper.width))
    if stream is sys.stdout:
        stream.flush()
