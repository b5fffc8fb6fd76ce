from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from dragoman import pipeline
from dragoman.cli._run import run
from dragoman.model import Reading, Report, ReportHead


@dataclass
class Reader:
    """Stands for the loaded pipeline: every report says the same."""

    reading: Reading
    seen: list[Report]

    def read(self, report: Report) -> Reading:
        if report.text == "stop here":
            raise KeyboardInterrupt
        self.seen.append(report)
        return self.reading.model_copy(update={"report": ReportHead.of(report)})


@pytest.fixture
def reader(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader(reading, [])
    monkeypatch.setattr(pipeline, "load", lambda *_, **__: made)
    return made


@dataclass
class Result:
    status: int
    out: str
    err: str


@pytest.fixture
def dragoman(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("DRAGOMAN_STORE", raising=False)

    def call(*args: Any, stdin: str | bytes = b"") -> Result:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        status = run([str(a) for a in args])
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        return Result(status, said.out, said.err)

    return call
