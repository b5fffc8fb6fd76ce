"""What `read` and `add` share: items in, readings out, failures named and counted."""

from __future__ import annotations

import datetime as dt
import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.cli._options import MIN_CONFIDENCE, THREADS
from dragoman.cli._output import meter, progress, say
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.model import Reading, Report
    from dragoman.pipeline import Dragoman

log = logging.getLogger("dragoman")


@dataclass
class Tally:
    """How many items worked and how many failed, and the exit status that follows."""

    done: int = 0
    failed: int = 0

    @property
    def status(self) -> int:
        """0, or 1 where some items failed, or 2 where all did."""
        return 0 if not self.failed else 1 if self.done else 2

    def fail(self, message: object) -> None:
        """Name one failure on stderr."""
        self.failed += 1
        say(str(message))


@dataclass
class Pipeline:
    """The pipeline, loaded when the first report comes: a wrong path is said at once. `many` reads as many reports side by side as there are ``threads``."""

    model: Path | None = None
    threads: int = THREADS
    min_confidence: float = MIN_CONFIDENCE
    _loaded: list[Dragoman] = field(default_factory=list)

    def __call__(self) -> Dragoman:
        if not self._loaded:
            from dragoman.pipeline import load

            self._loaded.append(load(self.model, threads=self.threads, min_confidence=self.min_confidence))
            log.info("the model %s is loaded, %d threads", self.model or "of the package", self.threads)
        return self._loaded[0]

    def many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """The readings of ``reports``, in their order."""
        if self.threads == 1:
            return (self().read(report) for report in reports)
        from dragoman.run.local import read_many

        return read_many(reports, processes=self.threads, model=self.model, min_confidence=self.min_confidence)


def given(paths: Sequence[str] | None) -> list[str]:
    """The paths, or standard input where there is none and it is no terminal.

    Raises:
        UsageError: nothing is given.
    """
    if paths:
        return list(paths)
    if sys.stdin.isatty():
        raise UsageError("nothing to read: give a PATH, or - for standard input")
    return ["-"]


def reports(paths: Sequence[str], date: dt.date | None, tally: Tally) -> Iterator[Report]:
    """The reports of ``paths``; what cannot be read is named on stderr and counted."""
    from dragoman.ingest import Failure, inputs

    for item in progress(inputs(paths, date), _total(paths)):
        if isinstance(item, Failure):
            tally.fail(item)
        else:
            yield item


def readings(paths: Sequence[str], date: dt.date | None, pipeline: Pipeline, tally: Tally) -> Iterator[Reading]:
    """The readings of ``paths``, one after another; the bar makes room for each."""
    from dragoman.ingest import Failure, inputs

    with meter(_total(paths)) as bar:

        def taken() -> Iterator[Report]:
            for item in inputs(paths, date):
                if isinstance(item, Failure):
                    tally.fail(item)
                    bar.advance()
                else:
                    yield item

        for reading in pipeline.many(taken()):
            tally.done += 1
            log.info(
                "%s: %d events, %d states, %d statements, %d figures, %d doubts",
                *(
                    reading.report.id[:19],
                    *map(len, (reading.events, reading.relations, reading.statements, reading.figures, reading.issues)),
                ),
            )
            with bar.aside():
                yield reading
            bar.advance()


def _total(paths: Sequence[str]) -> int | None:
    """How many reports there may be, counted only where a bar is drawn."""
    from dragoman.ingest import count

    return count(paths) if sys.stderr.isatty() else None
