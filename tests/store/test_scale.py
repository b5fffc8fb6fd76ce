"""The fold of a store whose facts are made by ``benchmarks/ledger.py``."""

import importlib.util
import random
from pathlib import Path

import pytest

from dragoman.ledger import fold
from dragoman.store import open_store

spec = importlib.util.spec_from_file_location("benchmark", Path(__file__).parents[2] / "benchmarks" / "ledger.py")
benchmark = importlib.util.module_from_spec(spec)
spec.loader.exec_module(benchmark)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_store_folds_one_relation_at_a_time_as_the_whole_is_folded_at_once(tmp_path, seed):
    facts = list(benchmark.facts(3000, seed))
    benchmark.fill(tmp_path / "ledger.db", 3000, seed)
    random.Random(seed).shuffle(facts)
    whole = fold(facts)
    with open_store(tmp_path / "ledger.db") as store:
        assert tuple(store.intervals()) == whole
        kind, a, b = next(i[:3] for i in whole if i.kind == "border")
        assert store.timeline(b, a, [kind]) == [i for i in whole if i[:3] == (kind, a, b)]
