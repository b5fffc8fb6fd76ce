"""The ledger at scale: the fold, one question and one opening, each beside bare SQLite on the same file in the same run.

Usage: python benchmarks/ledger.py [--events N ...] [--seed N]

The events are made (seeded), and their facts written into a store's own tables as `add` would leave them, without the texts and records,
which the fold does not read. Machines are noisy: quote the ratios.

    fold / read      every relation folded, against SQLite reading all facts once                          at most 40
    ask / look-up    what held between two states on a day, against SQLite finding their facts by index    at most 50
    open / SQLite    opening the store, against opening the file in SQLite and reading a value             at most 10
    peak MB          of the process that folds, interpreter and libraries included                         at most 1500
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from dragoman.ledger import Fact
from dragoman.ledger.parties import kinds, levels
from dragoman.store import SqliteStore, open_store
from dragoman.store.answers import called
from dragoman.store.queries import FACT
from dragoman.store.sqlite import fact_row

FIRST, DAYS = dt.date(1995, 1, 1), 11_000
STATES, PLACES, PAPERS = 195, 2000, 60
CLAIMS = ("reported",) * 17 + ("confirmed", "alleged", "denied")


def facts(events: int, seed: int) -> Iterator[Fact]:
    """One fact for each event: few dyads fill the news, most are rare; four hold each town in turn.

    One in five is a state told outright, one in twenty has its end.
    """
    chance = random.Random(seed)
    names = sorted({"".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=3)) for _ in range(STATES)})
    weights = list(accumulate(1 / (rank + 1) ** 0.9 for rank in range(len(names))))
    table = {kind: [level for k, level in levels() if k == kind] for kind in kinds()}
    for n in range(events):
        kind = chance.choice(list(table))
        a, b = chance.choices(names, cum_weights=weights, k=2)
        if a == b:
            b = names[(names.index(a) + 1) % len(names)]
        if kinds()[kind].undirected and b < a:
            a, b = b, a
        day = FIRST + dt.timedelta(chance.randrange(DAYS))
        stated = chance.random() < 0.2
        since = (
            (day - dt.timedelta(chance.randrange(3000)), day) if stated and chance.random() < 0.5 else (None, day) if stated else (day, day)
        )
        place = ""
        if kind == "control":
            town = chance.randrange(PLACES)
            place, a, b = f"Town {town}, {names[town % len(names)]}", names[(town * 7 + chance.randrange(4)) % len(names)], ""
        elif kind in ("border", "presence") and chance.random() < 0.5:
            place = f"Place {chance.randrange(3)}, {b}"
        ends = chance.random() < 0.05
        end = (day, day + dt.timedelta(30)) if ends else (None, None)
        yield Fact(
            f"{n:016x}", f"sha256:{sha256(b'%d' % n).hexdigest()}", kind, a, b, place, chance.choice(table[kind]), *since, ends, *end,
            day + dt.timedelta(chance.randrange(3)), "stated" if stated else f"e{n:015x}", f"paper {chance.randrange(PAPERS)}",
            chance.choice(CLAIMS), round(chance.uniform(0.3, 1), 2), a_names=(a, a + "GOV"), b_names=(b, b + "GOV") if b else (place[-3:],),
        )  # fmt: skip


def fill(path: Path, events: int, seed: int) -> None:
    """Write the facts as `add` leaves them: their relations, what those are called, and one report for each."""
    open_store(path, create=True, keep_text=False).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    ties: dict[tuple[str, ...], int] = {}
    names: set[tuple[str, str, int]] = set()

    def rows() -> Iterator[tuple[object, ...]]:
        for n, fact in enumerate(facts(events, seed), 1):
            tie = ties.setdefault(fact.key, len(ties) + 1)
            names.update((a, b, tie) for a, b in called(fact.a_names, fact.b_names))
            yield (*fact_row(tie, n, fact), fact.report, fact.known and fact.known.isoformat())

    db.execute("CREATE TEMP TABLE made AS SELECT *, '' AS name, '' AS published FROM fact LIMIT 0")
    db.executemany(f"INSERT INTO made VALUES ({', '.join('?' * (FACT.count(',') + 5))})", rows())
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(
        "INSERT INTO report (n, id, published, head, versions, repairs, issues, digest) "
        "SELECT report, name, published, json_object('id', name, 'published', published), '', '[]', '[]', '' FROM made"
    )
    db.executemany("INSERT INTO tie (n, kind, a, b, place) VALUES (?, ?, ?, ?, ?)", ((n, *key) for key, n in ties.items()))
    db.execute(f"INSERT INTO fact SELECT tie, report, {FACT} FROM made ORDER BY tie, report, id")
    db.executemany("INSERT INTO called VALUES (?, ?, ?)", sorted(names))
    db.commit()
    db.close()


def timed(work: Callable[..., object], *given: object, rounds: int = 1) -> float:
    """The median of ``rounds`` times, in seconds of the processor: what else the machine does is not in it."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work(*given)
        times.append(time.process_time() - began)
    return statistics.median(times)


def count(items: Iterable[object]) -> int:
    """How many there are, keeping none."""
    return sum(1 for _ in items)


def asking(store: SqliteStore, bare: sqlite3.Connection, seed: int) -> dict[str, float]:
    """One question at a time between two states, busy ones more often, against finding the rows of their facts."""
    chance = random.Random(seed)
    (last,) = bare.execute("SELECT max(n) FROM report").fetchone()
    some = sorted(chance.randrange(1, last + 1) for _ in range(300))
    sql = "SELECT a, b FROM fact JOIN tie ON tie.n = tie WHERE report = ? AND b <> ''"
    pairs = [pair for n in some for pair in bare.execute(sql, (n,))]
    asked, found, one, rows = [], [], [], []
    columns = ", ".join("fact." + c.strip() for c in FACT.split(","))
    by_index = f"SELECT {columns} FROM called JOIN fact ON fact.tie = called.tie WHERE one = ? AND other = ?"

    def look_up(sql: str, names: tuple[str, str]) -> list[tuple[object, ...]]:
        return bare.execute(sql, names).fetchall()

    for a, b in pairs:
        names = a.casefold(), b.casefold()
        rows.append(len(look_up(by_index, names)))
        found.append(timed(look_up, by_index, names, rounds=3))
        one.append(timed(look_up, by_index + " LIMIT 1", names, rounds=3))
        asked.append(timed(store.as_of, dt.date(2015, 6, 1), None, a, b, rounds=3))
    ratio = statistics.median(x / y for x, y in zip(asked, found, strict=True))
    return {
        "ask ms": 1000 * statistics.median(asked), "facts asked": statistics.median(rows), "ask / look-up": ratio,
        "ask / look-up of one row": statistics.median(x / y for x, y in zip(asked, one, strict=True)),
    }  # fmt: skip


def opening(path: Path) -> dict[str, float]:
    """Opening the store against opening the file."""

    def bare() -> None:
        with closing(sqlite3.connect(path)) as db:
            db.execute("SELECT value FROM setting").fetchone()

    ours, sqlite = timed(lambda: open_store(path).close(), rounds=50), timed(bare, rounds=50)
    return {"open ms": 1000 * ours, "open / SQLite": ours / sqlite}


def measure(path: Path, seed: int) -> dict[str, float]:
    """All figures of one store; the memory is that of this process."""
    with closing(sqlite3.connect(path)) as bare, open_store(path) as store:
        read = min(timed(lambda: count(bare.execute(f"SELECT tie, report, {FACT} FROM fact"))) for _ in range(3))
        intervals = 0

        def fold() -> None:
            nonlocal intervals
            intervals = count(store.intervals())

        spent = timed(fold)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        (facts_kept,) = bare.execute("SELECT count(*) FROM fact").fetchone()
        return {
            "events": facts_kept, "read s": read, "fold s": spent, "intervals": intervals, "fold / read": spent / read, "peak MB": peak,
            **asking(store, bare, seed), **opening(path),
        }  # fmt: skip


def main() -> None:
    """Make each store in a folder that is deleted afterwards, and measure it in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.file:
        print(json.dumps(measure(given.file, given.seed)))
        return
    for events in given.events:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ledger.db"
            fill(path, events, given.seed)
            command = [sys.executable, __file__, "--file", str(path), "--seed", str(given.seed)]
            row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print("  ".join(f"{k}: {v:.2f}" if isinstance(v, float) else f"{k}: {v}" for k, v in row.items()), flush=True)


if __name__ == "__main__":
    main()
