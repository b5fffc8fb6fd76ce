"""What could not be read, where and why: data, not a log line."""

from __future__ import annotations

from dragoman.model.base import Record


class Issue(Record):
    """Doubt about ``[start, end)`` of the report. ``stage`` is ingest, read, code or resolve; ``what`` a fixed short phrase."""

    start: int = 0
    end: int = 0
    stage: str
    what: str
    detail: str | None = None
