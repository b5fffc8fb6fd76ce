"""One writer and eight readers on one ledger: no error, and no state that is half of one moment and half of another.

Usage: python benchmarks/readers.py [--seconds N] [--readers N]

The writer adds reports, reads them again and judges them; each report says three things, so in any state that a reader may see, events and
relations are three a report, every report has its text, and the fold shows the latest report that the same view lists. Readers open the
ledger, look, and look again through views of their own, without pause. Exit status 1 where anything was found.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from crash import FIRST, reading

from dragoman.ledger import judgement
from dragoman.store import View, open_store


def write(path: Path, seconds: float) -> None:
    """Write without pause, and print how much was written."""
    until = time.monotonic() + seconds
    with open_store(path) as store:
        for number in count(1):
            store.add(reading(number))
            store.judge(judgement("confirm", reading(number).events[0].id, by="me", on=FIRST))
            store.replace(reading(number // 2, confidence=0.8))
            if time.monotonic() > until:
                print(number, flush=True)
                return


def amiss(view: View, seen: int) -> Iterator[str]:
    """What is not of one moment in a view, or older than what was ``seen`` before."""
    counts, heads = view.counts(), view.reports()
    number = len(heads)
    if not counts["reports"] == number >= seen or counts["events"] != 3 * number or counts["relations"] != 3 * number:
        yield f"{counts} after {seen} reports"
    if counts["judgements"] not in (number - 1, number - 2):
        yield f"{counts['judgements']} judgements of {number} reports"
    latest = reading(number - 1)
    kept = view.reading(latest.report.id)
    if kept is None or kept.events != latest.events or kept.report.text != latest.report.text:
        yield f"report {number - 1} is not whole"
    if not view.as_of(FIRST, None, "JOR", "SYR"):
        yield "nothing holds"
    if len(view.facts("SYR")) != 3 * number:
        yield f"{len(view.facts('SYR'))} facts of {number} reports"


def read(path: Path, seconds: float) -> None:
    """Look without pause, and print how often, and what was found."""
    until, seen, looks = time.monotonic() + seconds, 1, 0
    while time.monotonic() < until:
        with open_store(path) as store:
            for _ in range(5):
                with store.view() as view:
                    found = list(amiss(view, seen))
                    seen = view.counts()["reports"]
                looks += 1
                for fault in found:
                    print("fault:", fault, flush=True)
    print(looks, flush=True)


def run(path: Path, seconds: float, readers: int) -> tuple[int, int, list[str]]:
    """How many reports were written, how often they were looked at, and what was found."""
    with open_store(path, create=True) as store:
        store.add(reading(0))
    work = [["write"], *[["read"]] * readers]
    procs = [
        subprocess.Popen(
            [sys.executable, __file__, "--as", *role, "--file", str(path), "--seconds", str(seconds)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for role in work
    ]  # fmt: skip
    said = [proc.communicate() for proc in procs]
    found = [line for out, err in said for line in (*out.splitlines()[:-1], *err.splitlines()[-1:])]
    with open_store(path) as store:
        found += [f"check: {p.report} {p.record} {p.what}" for p in store.check()[:5]]
    ends = [int(out.splitlines()[-1]) if out.strip() and proc.returncode == 0 else 0 for proc, (out, _) in zip(procs, said, strict=True)]
    if not all(ends):
        found.append(f"{ends.count(0)} of {len(ends)} processes did nothing")
    return ends[0], sum(ends[1:]), found


def main() -> None:
    """Run the writer and the readers, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--as", dest="role", choices=("write", "read"), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.role:
        {"write": write, "read": read}[given.role](given.file, given.seconds)
        return
    with tempfile.TemporaryDirectory() as folder:
        written, looks, found = run(Path(folder) / "ledger.db", given.seconds, given.readers)
    for fault in found:
        print(fault)
    print(f"{given.seconds:g} seconds: {written} reports written, {looks} looks by {given.readers} readers, {len(found)} faults")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
