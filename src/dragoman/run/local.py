"""Many reports on one machine: a process for each core, readings in the order of the reports.

Processes and not threads, because half of the work is Python's, which runs in one thread at a time. A reading does not depend on what else is
read (docs/decisions/0001), so it is the same whatever the number of processes.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.model import Reading, Report
    from dragoman.pipeline import Dragoman

AHEAD = 4
"""Reports that wait for each process: enough that none is idle, so few that memory stays flat."""
_reader: Dragoman | DragomanError | None = None


def _start(model: Path | None, min_confidence: float) -> None:
    global _reader  # noqa: PLW0603 - one pipeline for each process
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends its processes
    from dragoman.pipeline import load

    try:
        _reader = load(model, min_confidence=min_confidence)
    except DragomanError as error:  # raised here, it would end the process, and nobody heard why
        _reader = error


def _read(report: Report) -> Reading:
    if isinstance(_reader, DragomanError):
        raise _reader
    assert _reader is not None
    return _reader.read(report)


def read_many(reports: Iterable[Report], *, processes: int, model: Path | None = None, min_confidence: float) -> Iterator[Reading]:
    """The readings of ``reports``, in their order. At most ``AHEAD * processes`` reports are held at a time.

    A single report is read here, its sentences by as many threads: no process is worth starting for it.

    Raises:
        DragomanError: the pipeline cannot be loaded, or a process was ended from outside (for instance for want of memory).
    """
    stream = iter(reports)
    first = list(islice(stream, 2))
    if processes == 1 or len(first) < 2:
        from dragoman.pipeline import load

        reader = load(model, threads=processes, min_confidence=min_confidence) if first else None
        yield from (reader.read(report) for report in chain(first, stream) if reader)
        return
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _start, (model, min_confidence)) as pool:
        waiting: deque[Future[Reading]] = deque()
        try:
            for report in chain(first, stream):
                waiting.append(pool.submit(_read, report))
                if len(waiting) >= AHEAD * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise DragomanError("a reading process was ended from outside, perhaps for want of memory; give fewer --threads") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
