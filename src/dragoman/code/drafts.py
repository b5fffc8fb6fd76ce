"""Records on their way: what was read, as token spans of the document, before anyone is resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.read.graph import Anchor, Arc


def runs(tokens: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring token numbers, in order, as spans ``[start, end)``."""
    spans: list[tuple[int, int]] = []
    for i in tokens:
        if spans and spans[-1][1] == i:
            spans[-1] = (spans[-1][0], i + 1)
        else:
            spans.append((i, i + 1))
    return spans


@dataclass
class DraftStatement:
    """Somebody's words. ``speaker`` is None where the text leaves it open; ``voice`` then is the statement whose speaker goes on."""

    sentence: int
    anchor: Anchor | None
    content: tuple[int, int]
    speaker: Arc | None = None
    addressee: Arc | None = None
    medium: Arc | None = None
    outlets: tuple[Arc, ...] = ()
    date: Arc | None = None
    voice: DraftStatement | None = None
    rule: str | None = None

    @property
    def source(self) -> DraftStatement:
        """The statement that names the speaker of these words."""
        return self.voice.source if self.voice else self


@dataclass
class DraftEvent:
    """An event; ``evidence`` is the token span that shows it, ``beside`` what else does where a noun tells it."""

    sentence: int
    anchor: Anchor
    evidence: tuple[int, int]
    statement: DraftStatement | None = None
    auxiliary: tuple[str, ...] = ()
    claim: str = "reported"
    beside: tuple[tuple[int, int], ...] = ()


@dataclass
class DraftRelation:
    """A state that a sentence reports outright."""

    sentence: int
    anchor: Anchor
    evidence: tuple[int, int]
    statement: DraftStatement | None = None


@dataclass
class DraftFigure:
    """A number; ``told`` are the words that settle its bound, ``event`` is the draft of the event that it belongs to."""

    sentence: int
    anchor: Anchor
    value: float | int
    bound: str
    told: str | None = None
    event: DraftEvent | None = None
    statement: DraftStatement | None = None


@dataclass
class Drafts:
    """All drafts of one report, and what could not be drafted: (token start, token end, what, detail)."""

    statements: list[DraftStatement] = field(default_factory=list)
    events: list[DraftEvent] = field(default_factory=list)
    relations: list[DraftRelation] = field(default_factory=list)
    figures: list[DraftFigure] = field(default_factory=list)
    doubts: list[tuple[int, int, str, str]] = field(default_factory=list)
    own: bool = False
    """Whether the report is written in the first person: it is somebody's words as a whole."""
    issuer: Arc | None = None
    """Whose, where its first line says so."""


def enclosing(statements: list[DraftStatement], start: int, end: int) -> DraftStatement | None:
    """The innermost statement whose content holds the tokens ``[start, end)``."""
    around = [s for s in statements if s.content[0] <= start and end <= s.content[1]]
    return min(around, key=lambda s: s.content[1] - s.content[0], default=None)
