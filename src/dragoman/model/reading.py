"""Everything that was read off one report: one line of JSON (``docs/records.md``)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pydantic import Field

from dragoman.model.base import Record
from dragoman.model.event import Event
from dragoman.model.figure import Figure
from dragoman.model.issue import Issue
from dragoman.model.relation import Relation
from dragoman.model.statement import Statement
from dragoman.model.text import Repair, Report


class Versions(Record):
    """Versions of the program, the model, the ontology and the codebook that made a record."""

    dragoman: str
    model: str
    ontology: str
    codebook: str


class ReportHead(Record):
    """The report as it leaves: `Report` with its id."""

    id: str
    source_id: str | None = None
    published: str | None = None
    published_basis: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    text: str | None = None
    extra: dict[str, Any] = Field(default_factory=dict)

    @classmethod
    def of(cls, report: Report) -> ReportHead:
        """The head of ``report``."""
        return cls(id=report.id, **report.model_dump(mode="json"))


class Reading(Record):
    """What one report says, with its evidence and its doubts."""

    versions: Versions
    report: ReportHead
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    figures: tuple[Figure, ...] = ()
    repairs: tuple[Repair, ...] = ()
    issues: tuple[Issue, ...] = ()

    def _repr_html_(self) -> str:
        """The report with its records marked and linked, for notebooks (drawn by ``dragoman.export.html``)."""
        page: str = import_module("dragoman.export.html").fragment(self)
        return page
