"""Where output goes: a terminal, a pipe or a file; and what is said beside it, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dragoman.errors import InputError, UsageError

T = TypeVar("T")
PIPE_WIDTH = 120
"""Columns of a table that goes to a file or a pipe, unless ``COLUMNS`` says another."""


def say(message: str) -> None:
    """One line on stderr."""
    Console(stderr=True).print(f"dragoman: {' '.join(message.split())}", soft_wrap=True, markup=False, highlight=False, emoji=False)


@contextmanager
def opened(path: Path | None, inputs: Iterable[str] = ()) -> Iterator[IO[str]]:
    """The stream to write to: ``path``, or standard output. A file that is also an input is refused, it would be lost.

    Raises:
        UsageError: ``path`` is one of ``inputs``.
        InputError: it cannot be written.
    """
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    if any(Path(item).exists() and path.exists() and path.samefile(item) for item in inputs if item != "-"):
        raise UsageError(f"{path} is also an input; write to another file")
    try:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error


def console(stream: IO[str]) -> Console:
    """A console on ``stream``: colours on a terminal and none in a pipe."""
    made = Console(file=stream, emoji=False, highlight=False, markup=False)
    return (
        made
        if made.is_terminal or "COLUMNS" in made._environ
        else Console(file=stream, width=PIPE_WIDTH, emoji=False, highlight=False, markup=False)
    )


def show(thing: RenderableType) -> None:
    """Draw ``thing`` on standard output."""
    console(sys.stdout).print(thing)


def progress(items: Iterable[T], total: int | None, *, wanted: bool = True) -> Iterator[T]:
    """``items``, with a bar on stderr where that is a terminal and there is more than one."""
    err = Console(stderr=True)
    if not wanted or not err.is_terminal or total == 1:
        yield from items
        return
    columns = (SpinnerColumn(), TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # rich would carry standard output to stderr with the bar: it is left alone.
    with Progress(*columns, console=err, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("reading", total=total)
        for item in items:
            yield item
            bar.advance(task)
