"""Short rounds of the scripts that try the store: ``benchmarks/crash.py``, ``readers.py`` and ``ledger.py`` run them longer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    ("script", "options", "said"),
    [
        ("crash.py", ["--rounds", "8", "--seed", "7"], "8 kills (6 of a writer, 2 of a migration)"),
        ("readers.py", ["--seconds", "2", "--readers", "3"], "by 3 readers, 0 faults"),
        ("ledger.py", ["--events", "2000"], "fold / read"),
    ],
)
def test_script_finds_no_fault(script, options, said):
    ended = subprocess.run([sys.executable, BENCHMARKS / script, *options], capture_output=True, text=True, check=False)
    assert (ended.returncode, said in ended.stdout) == (0, True), ended.stdout + ended.stderr
