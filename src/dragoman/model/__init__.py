"""What is recorded: frozen models without behaviour that needs another room."""

from dragoman.model.base import Reason, Record
from dragoman.model.entity import Candidate, Entity
from dragoman.model.event import Attribution, Auxiliary, Claim, Event
from dragoman.model.figure import Figure
from dragoman.model.issue import Issue
from dragoman.model.reading import Reading, ReportHead, Versions
from dragoman.model.relation import Bound, Relation, Valid
from dragoman.model.statement import Statement
from dragoman.model.text import Repair, Report, Span
from dragoman.model.when import When, Where

__all__ = [
    "Attribution", "Auxiliary", "Bound", "Candidate", "Claim", "Entity", "Event", "Figure", "Issue", "Reading", "Reason", "Record",
    "Relation", "Repair", "Report", "ReportHead", "Span", "Statement", "Valid", "Versions", "When", "Where",
]  # fmt: skip
