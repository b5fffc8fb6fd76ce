"""`kill -9` in the middle of add, replace, judge, fold, backup and migration: nothing kept is lost, nothing half-kept is seen.

Usage: python benchmarks/crash.py [--rounds N] [--seed N]

Each round starts a writer on one ledger, which says on its standard output what has been kept, and kills it at a random moment. Then
whatever it said is looked for, every report must be there with all its records or not at all, and `check` must find no fault. Rounds
take turns: a writer on the ledger that grows from round to round, and one that opens a ledger of the first schema, so that it is killed
in the middle of the steps of the schema and of making the derived rows anew. Readings are made without the reader: it is the store that
is tried. Exit status 1 where anything was found.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from dragoman.ledger import follows, judgement
from dragoman.model import Entity, Event, Reading, Report, ReportHead, Versions, When
from dragoman.store import SqliteStore, migrations, open_store

FIRST = dt.date(2020, 1, 1)
VERSIONS = Versions(dragoman="0", model="m", ontology="o", codebook="1")
LONGEST = 0.4
"""Seconds that a writer lives at most, once its libraries are loaded."""
RENEWED = 12
"""Rounds after which a new ledger is begun: what `check` takes grows with it."""
OLD = 120
"""Reports of a ledger of the first schema: to bring it up to date takes about as long as a writer lives."""
KEPT = ("report", "text", "record", "party", "judgement")


def reading(number: int, confidence: float = 0.9) -> Reading:
    """A report that says three things, of which states follow; some are long enough to fill several pages of the file."""
    day = FIRST + dt.timedelta(number % 1000)
    words = "reopened its crossing"
    text = f"{number}: Jordan {words} with Syria.\n" + "Nothing more was said. " * (number % 7 * 200)
    report = Report(text=text, published=day)
    at = text.index(words)
    jordan, syria = (
        Entity(text=name, start=(s := text.index(name)), end=s + len(name), code=code, country=code[:3], sectors=("GOV",), resolved=True)
        for name, code in (("Jordan", "JORGOV"), ("Syria", "SYRGOV"))
    )
    events = tuple(
        Event(
            id=f"e{number}-{n}", event_type="RETREAT", event_mode="access", actors=(jordan,), recipients=(syria,), confidence=confidence,
            date=When(start=day, end=day, text="", basis="stated"), evidence=(report.span(at, at + len(words)),),
        )
        for n in range(3)
    )  # fmt: skip
    relations = tuple(r.model_copy(update={"known": day}) for e in events if (r := follows(e)))
    return Reading(versions=VERSIONS, report=ReportHead.of(report), events=events, relations=relations)


def say(*words: object) -> None:
    """Tell what is kept; whoever kills reads it afterwards."""
    print(*words, flush=True)


def write(path: Path) -> None:
    """Add, replace, judge, fold and copy, from where the ledger stands, without end."""
    say("start", "0")
    with open_store(path, create=True) as store:
        number = store.counts()["reports"]
        while True:
            store.add(reading(number))
            say("report", number)
            event = reading(number).events[number % 3].id
            said = judgement("withdraw" if number % 2 else "confirm", event, by="me", on=FIRST)
            store.judge(said)
            say("judgement", said.id)
            store.replace(reading(number // 2, confidence=0.8))
            say("replaced", number // 2)
            if number % 5 == 0:
                sum(1 for _ in store.intervals())
                store.rederive()
            if number % 7 == 0:
                copy = path.with_name(f"copy-{number}.db")
                copy.unlink(missing_ok=True)
                store.backup(copy)
                say("copy", copy.name)
            number += 1


def first_edition(path: Path, reports: int) -> None:
    """A ledger as the first schema had it."""
    whole = path.with_name("whole.db")
    with open_store(whole, create=True) as store:
        for number in range(reports):
            store.add(reading(number))
    every = migrations.MIGRATIONS
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        migrations.MIGRATIONS = every[:1]
        migrations.migrate(db, {"keep_text": "yes"})
        migrations.MIGRATIONS = every
        db.execute("ATTACH ? AS whole", (str(whole),))
        db.execute("BEGIN")
        for table in KEPT:
            db.execute(f"INSERT INTO {table} SELECT * FROM whole.{table}")
        db.execute("INSERT INTO word (word) VALUES ('rebuild')")
        db.execute("COMMIT")
    whole.unlink()


def killed(path: Path, after: float) -> list[list[str]]:
    """What a writer said before it was killed, ``after`` seconds from its first word."""
    command = [sys.executable, __file__, "--write", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        if writer.stdout.readline() != "start 0\n":
            raise SystemExit("the writer does not start")
        time.sleep(after)
        writer.send_signal(signal.SIGKILL)
        said = [line.split() for line in writer.stdout.read().split("\n")[:-1]]
    if writer.returncode != -signal.SIGKILL:
        raise SystemExit(f"the writer ended by itself ({writer.returncode})")
    return said


def faults(store: SqliteStore, said: list[list[str]]) -> Iterator[str]:
    """What is lost of what was said to be kept, what is kept by half, and what `check` finds."""
    kept = {head.id for head in store.reports()}
    judged = {j.id for j in store.judgements()}
    for kind, name in said:
        if kind == "report" and reading(int(name)).report.id not in kept:
            yield f"report {name} is lost"
        if kind == "judgement" and name not in judged:
            yield f"judgement {name} is lost"
        if kind == "replaced" and (found := store.reading(reading(int(name)).report.id)) and found.events[0].confidence != 0.8:
            yield f"what was read again of report {name} is lost"
    for n in range(len(kept)):
        one = store.reading(reading(n).report.id)
        if one is None or len(one.events) != 3 or len(one.relations) != 3 or not one.report.text:
            yield f"report {n} is kept by half, or one before it is lost"
    yield from (f"check: {p.report} {p.record} {p.what}" for p in store.check())


def copies(folder: Path) -> Iterator[str]:
    """Faults of the newest copy: one that was broken off has left no file of that name."""
    made = sorted(folder.glob("copy-*.db"), key=lambda p: p.stat().st_mtime)
    for copy in made[-1:]:
        with open_store(copy) as store:
            yield from (f"{copy.name}: {f}" for f in faults(store, []))


def crash(rounds: int, seed: int, folder: Path) -> Iterator[tuple[str, int, list[str]]]:
    """For each round what was killed, how much it had said by then, and what was found."""
    chance = random.Random(seed)
    for number in range(rounds):
        path = folder / f"ledger-{number // RENEWED}.db"
        what = "writer"
        if number % 3 == 2:
            what, path = "migration", folder / f"old-{number}.db"
            first_edition(path, OLD)
        said = killed(path, chance.uniform(0, LONGEST))
        with open_store(path, create=True) as store:
            found = list(faults(store, said))
            if what == "migration" and store.counts()["reports"] < OLD:
                found.append("a report of the old ledger is lost")
        yield what, len(said), [*found, *copies(folder)]


def main() -> None:
    """Run the rounds and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        write(given.write)
    with tempfile.TemporaryDirectory() as folder:
        kills: Counter[str] = Counter()
        bad = said = 0
        for what, spoken, found in crash(given.rounds, given.seed, Path(folder)):
            kills[what] += 1
            said += spoken
            bad += bool(found)
            for fault in found:
                print(f"round {kills.total()} ({what}): {fault}", flush=True)
    print(f"{kills.total()} kills ({kills['writer']} of a writer, {kills['migration']} of a migration), {said} things said to be kept, "
          f"{bad} rounds with a fault")  # fmt: skip
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
