"""What the reader found in a report, as spans of tokens: `doc._.graph`."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from dragoman.read.decode import Floats


@dataclass(frozen=True)
class Arc:
    """From an anchor to the tokens ``[start, end)`` that fill ``role``; ``score`` is the probability of that reading."""

    role: str
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Anchor:
    """Tokens ``[start, end)`` that show an event (E), a state (R), speech (S) or a figure (F), with what was read of it.

    ``found`` is the probability that there is such an anchor, ``sure`` that ``label`` is its class; ``sub`` is the mode or the level.
    """

    group: str
    start: int
    end: int
    label: str
    sub: str | None
    found: float
    sure: float
    sub_sure: float
    aux: dict[str, float] = field(default_factory=dict)
    claim: str = "reported"
    claim_sure: float = 1.0
    bound: str = "exact"
    quoted: float = 0.0
    contexts: tuple[str, ...] = ()
    sanctions: tuple[str, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)
    chances: Floats = field(default_factory=lambda: np.zeros(0, np.float32), compare=False, repr=False)
    """Probability of every class, in the order of the model's labels."""
    arcs: tuple[Arc, ...] = ()

    def to(self, *roles: str) -> list[Arc]:
        """Arcs of these roles, in the order of the text."""
        return sorted((a for a in self.arcs if a.role in roles), key=lambda a: a.start)


@dataclass(frozen=True)
class SentenceGraph:
    """One sentence, tokens ``[start, end)``, its anchors, and the probability that it is somebody's words without a cue (``free``).

    ``unread`` is the token from which on its words went beyond the encoder's length (None: all were read).
    """

    start: int
    end: int
    free: float
    anchors: tuple[Anchor, ...] = ()
    unread: int | None = None


@dataclass(frozen=True)
class Graph:
    """The sentences of a report in order."""

    sentences: tuple[SentenceGraph, ...] = ()
