"""``dragoman add``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import _options as o
from dragoman.cli import _store
from dragoman.cli._output import say
from dragoman.cli._reading import Pipeline, Tally, given, reports

if TYPE_CHECKING:
    from dragoman.model import Report


def add(
    paths: o.Paths = None,
    *,
    store: o.Store = None,
    date: o.Published = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Keep spans and hashes, not the reports' text.")] = False,
    threads: o.Threads = o.THREADS,
    min_confidence: o.MinConfidence = o.MIN_CONFIDENCE,
    model: o.Model = None,
) -> int:
    """Read reports and keep what they say in a ledger.

    The same report is kept once. Each report is kept as soon as it is read: stopping in the middle loses nothing that was kept.

    Examples:

      dragoman add reports/ --store ledger.db

      dragoman add archive.jsonl --store ledger.db --no-text
    """
    tally, paths = Tally(), given(paths)
    pipeline = Pipeline(model, threads, min_confidence)
    new = known = 0
    with _store.opened(store, create=True, keep_text=not no_text) as ledger:
        kept = ledger.ids()

        def unread() -> Iterator[Report]:
            nonlocal known
            for report in reports(paths, date, tally):
                tally.done += 1
                if report.id in kept:
                    known += 1
                else:
                    kept.add(report.id)
                    yield report

        try:
            for reading in pipeline.many(unread()):
                if ledger.add(reading):
                    new += 1
                else:
                    known += 1
        finally:
            say(f"{new} new, {known} already kept, {tally.failed} failed; {store}")
    return tally.status
