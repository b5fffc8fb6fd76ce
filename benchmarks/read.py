"""Sentences per second and peak memory of `read`, on one core and on two, beside the bare encoder on the same sentences.

Usage: python benchmarks/read.py [FILE.jsonl …] [--sentences N]

Without files it reads the real sentences of the training corpus, over and over until there are enough. Machines are noisy: quote the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dragoman import Report
from dragoman.learn import corpus
from dragoman.pipeline import load
from dragoman.read.pieces import batch

HERE = Path(__file__).parents[1]


def reports(files: list[Path]) -> Iterator[Report]:
    """Reports of the files, else the corpus's real sentences, five to a report."""
    if files:
        for path in files:
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    row = json.loads(line)
                    yield Report(text=row["text"], published=row.get("date"), language="en")
        return
    real = [s.text for s in corpus.load([HERE / "training" / "corpus"]) if s.source]
    while real:
        yield from (Report(text="\n".join(real[i : i + 5]), language="en") for i in range(0, len(real), 5))


def measure(cores: int, files: list[Path], wanted: int) -> dict[str, float]:
    """Time `read` and the bare encoder on the same sentences with ``cores`` cores."""
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:cores]))
    dragoman = load(threads=cores)
    docs, sentences = [], []
    for report in reports(files):
        doc = dragoman.nlp.get_pipe("dragoman_sentences")(dragoman.nlp.make_doc(report.text))
        sentences += [[t.text for t in s if not t.is_space] for s in doc.sents]
        docs.append(report)
        if len(sentences) >= wanted:
            break
    dragoman.read(docs[0])
    engine = dragoman.engine
    began = time.perf_counter()
    for report in docs:
        dragoman.read(report)
    reading = time.perf_counter() - began
    pieces = [engine.cutter.sentence(s) for s in sentences if s]
    pool = ThreadPoolExecutor(cores)

    def run(chunk: list) -> None:
        b = batch(chunk)
        engine._reader.run(["states"], {"ids": b.ids, "types": b.types, "mask": b.mask, "first": b.first, "present": b.present})

    bare = {}
    for name, size in (("one a call", 1), ("batches of 32", 32)):
        ordered = sorted(pieces, key=lambda p: len(p.ids)) if size > 1 else pieces
        began = time.perf_counter()
        list(pool.map(run, [ordered[i : i + size] for i in range(0, len(ordered), size)]))
        bare[name] = time.perf_counter() - began
    n = len(pieces)
    best = min(bare.values())
    return {
        "cores": cores, "sentences": n, "read_per_s": n / reading, **{f"bare encoder, {k}, per_s": n / v for k, v in bare.items()},
        "read / best bare encoder": best / reading, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def main() -> None:
    """Run one process for each number of cores, so that each has its own peak of memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--sentences", type=int, default=2000)
    parser.add_argument("--cores", type=int)
    given = parser.parse_args()
    if given.cores:
        print(json.dumps(measure(given.cores, given.files, given.sentences)))
        return
    for cores in (1, 2):
        command = [sys.executable, __file__, *map(str, given.files), "--sentences", str(given.sentences), "--cores", str(cores)]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print("  ".join(f"{k}: {v:.2f}" if isinstance(v, float) else f"{k}: {v}" for k, v in row.items()))


if __name__ == "__main__":
    main()
