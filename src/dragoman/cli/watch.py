"""``dragoman watch``."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dragoman.cli import _options as o
from dragoman.cli import _store
from dragoman.cli._ledger import Asked
from dragoman.cli._output import console, say
from dragoman.cli._reading import Pipeline, Tally, given, reports

if TYPE_CHECKING:
    from dragoman.export.changes import Change
    from dragoman.ingest import Failure
    from dragoman.ledger import Fact, Rule
    from dragoman.model import Report
    from dragoman.store import Store


def watch(
    paths: o.Paths = None,
    *,
    store: o.Store = None,
    every: Annotated[float, typer.Option("--every", min=0.1, metavar="SECONDS", help="How often folders are looked at.")] = 5.0,
    once: Annotated[bool, typer.Option("--once", help="Look once, and leave.")] = False,
    date: o.Published = None,
    rule: o.RuleFile = None,
    form: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="table for people, json one line a change.")] = "table",
    threads: o.Threads = o.THREADS,
    min_confidence: o.MinConfidence = o.MIN_CONFIDENCE,
    model: o.Model = None,
) -> int:
    """Keep new reports as they come, and print the relations that each changes, as of its publication.

    Folders are looked at again and again until Ctrl-C; standard input is read to its end.

    Examples:

      dragoman watch incoming/ --store ledger.db

      tail -f feed.jsonl | dragoman watch - --format json --store ledger.db
    """
    from dragoman.ledger import read_rule

    tally, paths = Tally(), given(paths)
    pipeline, by = Pipeline(model, threads, min_confidence), read_rule(rule)
    folders = [p for p in paths if p != "-" and Path(p).is_dir()]
    with _store.opened(store, create=True) as ledger:
        for report in _incoming(paths, [] if once else folders, every, date, tally):
            found = _kept(ledger, report, pipeline, by)
            tally.done += 1
            _write(found, report, form)
    say(f"{tally.done} read, {tally.failed} failed; {store}")
    return tally.status


def _incoming(paths: Sequence[str], folders: Sequence[str], every: float, date: dt.date | None, tally: Tally) -> Iterator[Report]:
    """The reports of ``paths``, of ``folders`` for ever: a file is read when two looks find it alike, and again after it has changed."""
    before, read = _stamps(folders, tally.fail), dict[str, tuple[int, int]]()
    yield from reports([p for p in paths if p not in folders], date, tally)
    while folders:
        time.sleep(every)
        now = _stamps(folders)
        new = {path: stamp for path, stamp in now.items() if before.get(path) == stamp != read.get(path)}
        before = now
        read |= new
        if new:
            yield from reports(list(new), date, tally)


def _stamps(folders: Sequence[str], fail: Callable[[Failure], None] = lambda _: None) -> dict[str, tuple[int, int]]:
    """Every file to read in the folders, with its size and when it was written; ``fail`` is told what cannot be listed."""
    from dragoman.ingest import Failure, files

    found = {}
    for path in (p for folder in folders for p in files(Path(folder))):
        if isinstance(path, Failure):
            fail(path)
            continue
        try:
            if path.is_file():
                stat = path.stat()
                found[str(path)] = (stat.st_size, stat.st_mtime_ns)
        except OSError:  # it was taken away meanwhile
            continue
    return found


def _kept(ledger: Store, report: Report, pipeline: Pipeline, rule: Rule) -> list[Change]:
    """Keep a report; what it changes of the answers on its day. Nothing for one that is kept already."""
    from dragoman.export import changes
    from dragoman.ledger import facts_of

    if ledger.reading(report.id) is not None:
        return []
    reading = pipeline().read(report)
    day = report.published or dt.date.today()
    new = facts_of(reading)
    before = _concerned(ledger, new, rule).as_of(day, None)
    ledger.add(reading)
    now = _concerned(ledger, new, rule)
    return changes.between(before, now.as_of(day, None), now.shown, since=True)


def _concerned(ledger: Store, new: Sequence[Fact], rule: Rule) -> Asked:
    """The relations that the facts ``new`` speak of, and those that share their place; what membership implies is left out."""
    asked = sorted({(n.a, n.b or None, n.kind) for n in new if not n.via}, key=str)
    kept = {(f.report, f.id, f.key): f for a, b, kind in asked for f in ledger.facts(a, b, [kind]) if not f.via}
    return Asked(ledger, list(kept.values()), frozenset(k for f in kept.values() for k in (f.key, (*f.key[:3], ""))), rule)


def _write(found: Sequence[Change], report: Report, form: str) -> None:
    from dragoman.export import changes
    from dragoman.export.json import dumps

    paper = console(sys.stdout)
    for change in found:
        if form == "json":
            sys.stdout.write(dumps(changes.as_object(change, report=report.id, published=str(report.published or "") or None)) + "\n")
        else:
            paper.print(changes.line(change))
    sys.stdout.flush()
