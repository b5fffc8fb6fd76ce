"""What one input item gives: a report, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from dragoman.model import Report


@dataclass(frozen=True)
class Failure:
    """An input that gives no report: its name (a path, with the line for JSON-lines) and a reason in one line that says what to do."""

    item: str
    reason: str

    def __str__(self) -> str:
        return f"{self.item}: {self.reason}"


Item: TypeAlias = Report | Failure
