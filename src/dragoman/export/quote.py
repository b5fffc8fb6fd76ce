"""The sentences of a report that hold the evidence, with its words in [brackets]."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rich.text import Text

from dragoman.export.table import plain
from dragoman.model import Record, Span

END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"‘])|\n+")


def evidence(record: Record) -> list[Span]:
    """The spans that a record rests on: of a statement also its content."""
    content = getattr(record, "content", None)
    return [*([content] if content else []), *getattr(record, "evidence", ())]


def quote(text: str | None, spans: Sequence[Span]) -> Text:
    """The sentences that hold ``spans``, with them marked; their words alone where the text is not kept."""
    if not spans:
        return Text("no words of the report", style="dim")
    if text is None:
        return Text.assemble(("text not kept; the words: ", "dim"), (" … ".join(s.text for s in spans), "reverse"))
    starts = [0, *(m.end() for m in END.finditer(text)), len(text)]
    out = Text()
    last = -1
    for start, end in pairwise(starts):
        inside = [s for s in spans if s.start < end and start < s.end]
        if not inside:
            continue
        if out.plain:
            parted = "\n" in text[max(0, start - 2) : start]
            out.rstrip()
            out.append(" […] " if start != last else " / " if parted else " ", "dim")
        piece = plain(text[start:end])
        for span in inside:
            piece.stylize("bold reverse", max(0, span.start - start), min(end, span.end) - start)
        out.append_text(_bracketed(piece, start, end, inside))
        last = end
    out.rstrip()
    return out


def _bracketed(piece: Text, start: int, end: int, spans: Iterable[Span]) -> Text:
    """``piece`` with [brackets] around the marked words, which remain where there are no colours."""
    cuts = sorted(
        {(s.start - start, "[") for s in spans if start <= s.start < end} | {(s.end - start, "]") for s in spans if start < s.end <= end}
    )
    out, at = Text(), 0
    for place, bracket in cuts:
        out.append_text(piece[at:place])
        out.append(bracket, "bold")
        at = place
    out.append_text(piece[at:])
    return out
