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
_beside: list[Console] = []
"""The console of the bar that is drawn now: what is said goes above it."""
PIPE_WIDTH = 120
"""Columns of a table that goes to a file or a pipe, unless ``COLUMNS`` says another."""


def say(message: str) -> None:
    """One line on stderr."""
    paper = _beside[-1] if _beside else Console(stderr=True)
    paper.print(f"dragoman: {' '.join(message.split())}", soft_wrap=True, markup=False, highlight=False, emoji=False)


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


class Meter:
    """How far a run is, as a bar on stderr; on no terminal, or for one item, nothing at all."""

    def __init__(self, bar: Progress | None, total: int | None) -> None:
        self._bar = bar
        self._task = bar.add_task("reading", total=total) if bar else None

    def advance(self) -> None:
        """One item is done."""
        if self._bar and self._task is not None:
            self._bar.advance(self._task)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """The bar taken away, while something is written on the same terminal."""
        if not self._bar or not sys.stdout.isatty():
            yield
            return
        self._bar.stop()
        yield
        self._bar.start()


@contextmanager
def meter(total: int | None) -> Iterator[Meter]:
    """A bar for ``total`` items (None where nobody knows); what is said meanwhile stands above it."""
    err = Console(stderr=True)
    if not err.is_terminal or total == 1:
        yield Meter(None, total)
        return
    columns = (SpinnerColumn(), TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # rich would carry standard output to stderr with the bar: it is left alone.
    with Progress(*columns, console=err, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        _beside.append(err)
        try:
            yield Meter(bar, total)
        finally:
            _beside.pop()


def progress(items: Iterable[T], total: int | None) -> Iterator[T]:
    """``items``, with a `meter`."""
    with meter(total) as bar:
        for item in items:
            yield item
            bar.advance()
