"""What all records share: frozen, strict about unknown fields, with a table for notebooks."""

from __future__ import annotations

from html import escape

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record. Two records are equal when all their fields are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left'>{escape(name)}</th><td>{escape(str(value))}</td></tr>"
            for name, value in self.model_dump().items()
            if value not in (None, [], ())
        )
        return f"<table><caption>{type(self).__name__}</caption>{rows}</table>"


class Reason(Record):
    """Where one field of a record came from.

    ``source`` is ``words`` (read off the text), ``head`` (a head of the model, with its ``score``), ``rule``, ``table`` or
    ``judgement``; ``detail`` names the words, the head, the rule or the row.
    """

    field: str
    source: str
    detail: str
    score: float | None = None
