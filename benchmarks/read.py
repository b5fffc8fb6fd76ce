"""What reading costs: beside the bare encoder on one core and two, memory and speed by length of input, and the first sentence.

Usage: python benchmarks/read.py [FILE.jsonl …] [--sentences N] [--curve N …]

Without files it reads the real sentences of the training corpus, over and over until there are enough. ``--curve`` says for how many
sentences memory and speed are shown (by default 1,000, 10,000 and 100,000; ``--curve 0`` leaves it out). The first sentence is told
beside loading a blank spaCy pipeline and an ONNX session of the same weights, imports and all, each in a fresh process (median of
five). Every row has its own process, so that each has its own peak of memory. Machines are noisy: quote the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from dragoman import Report
from dragoman.measure import corpus
from dragoman.pipeline import load
from dragoman.read.pieces import batch
from dragoman.run.local import read_many

HERE = Path(__file__).parents[1]
WARM = 16
"""Reports read before the clock runs, so that every process has begun."""


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
    dragoman = load()
    docs, sentences = [], []
    for report in reports(files):
        doc = dragoman.nlp.get_pipe("dragoman_sentences")(dragoman.nlp.make_doc(report.text))
        sentences += [[t.text for t in s if not t.is_space] for s in doc.sents]
        docs.append(report)
        if len(sentences) >= wanted:
            break
    engine = dragoman.engine
    many = read_many(cycle(docs), processes=cores, min_confidence=0.15)
    deque(islice(many, WARM), maxlen=0)
    began = time.perf_counter()
    deque(islice(many, len(docs)), maxlen=0)
    reading, most = time.perf_counter() - began, peak()
    many.close()
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
        "read / best bare encoder": best / reading, "peak_mb": most,
    }  # fmt: skip


def peak() -> float:
    """This process's peak of memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def stream(files: list[Path], wanted: int) -> dict[str, float]:
    """Read ``wanted`` sentences on one core, report by report, keeping nothing: speed and peak of memory of `read` alone."""
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:1]))
    dragoman = load()
    loaded, n, seconds = peak(), 0, 0.0
    for report in reports(files):
        n += sum(1 for _ in dragoman.nlp.get_pipe("dragoman_sentences")(dragoman.nlp.make_doc(report.text)).sents)
        began = time.perf_counter()
        dragoman.read(report)
        seconds += time.perf_counter() - began
        if n >= wanted:
            break
    return {"sentences": n, "read_per_s": n / seconds, "loaded_mb": loaded, "peak_mb": peak()}


OURS = "import dragoman; dragoman.load().read('Kenya expelled the Somali envoy.')"
THEIRS = (
    "import spacy, onnxruntime, dragoman; from pathlib import Path; spacy.blank('en')('Kenya expelled the Somali envoy.'); "
    "onnxruntime.InferenceSession(str(Path(dragoman.__file__).parent / 'read/weights/reader.onnx'), providers=['CPUExecutionProvider'])"
)


def first() -> dict[str, float]:
    """Seconds from nothing to the first sentence read, and to a blank pipeline and a session; the interpreter's own start taken off."""

    def seconds(code: str) -> float:
        times = []
        for _ in range(5):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
            times.append(time.perf_counter() - began)
        return statistics.median(times)

    bare = seconds("pass")
    ours, theirs = seconds(OURS) - bare, seconds(THEIRS) - bare
    return {"first sentence, s": ours, "blank spaCy and ONNX session, s": theirs, "ratio": ours / theirs}


def show(row: dict[str, float]) -> None:
    """Print a row."""
    print("  ".join(f"{k}: {v:.2f}" if isinstance(v, float) else f"{k}: {v}" for k, v in row.items()), flush=True)


def main() -> None:
    """Run one process for each row, so that each has its own peak of memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--sentences", type=int, default=2000)
    parser.add_argument("--curve", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--cores", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--stream", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.cores:
        print(json.dumps(measure(given.cores, given.files, given.sentences)))
        return
    if given.stream:
        print(json.dumps(stream(given.files, given.stream)))
        return
    rows = [["--cores", str(cores), "--sentences", str(given.sentences)] for cores in (1, 2)]
    rows += [["--stream", str(n)] for n in given.curve if n]
    for row in rows:
        command = [sys.executable, __file__, *map(str, given.files), *row]
        show(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    show(first())


if __name__ == "__main__":
    main()
