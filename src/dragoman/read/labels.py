"""The labels of the reader's heads. A trained model carries its own copy, so that an edition reads as it was trained."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

GROUPS = ("E", "R", "S", "F")
"""Kinds of anchor: event, relation (state), speech, figure."""

ROLES = (
    "actor", "recipient", "place", "date", "from", "to", "by", "mediator",
    "speaker", "content", "addressee", "medium", "outlet", "of",
)  # fmt: skip
"""What an arc from an anchor leads to. A relation's ``a`` and ``b`` are its actor and recipient."""

AUX = ("historical", "future", "hypothetical", "negation")
CLAIMS = ("reported", "alleged", "confirmed", "denied")
BOUNDS = ("exact", "at_least", "at_most", "about")
NAMES = ("PER", "ORG", "LOC", "MISC")
REACH = 24
"""Distance from the anchor, in words, beyond which all distances look alike to the roles head."""


class Labels(BaseModel):
    """Names of the classes of each head, in the order of their numbers."""

    model_config = ConfigDict(frozen=True)

    pos: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    names: tuple[str, ...] = NAMES
    roles: tuple[str, ...] = ROLES
    classes: tuple[str, ...]
    """Event types, relation kinds, ``SAY``, units."""
    events: int
    """How many of the classes are event types."""
    subs: tuple[str, ...]
    """``-``, then ``TYPE/mode`` and ``kind/level``."""
    contexts: tuple[str, ...]
    sanctions: tuple[str, ...]
    aux: tuple[str, ...] = AUX
    claims: tuple[str, ...] = CLAIMS
    bounds: tuple[str, ...] = BOUNDS

    @model_validator(mode="before")
    @classmethod
    def _older(cls, data: Any) -> Any:
        """An edition that does not say how many types it has writes them, and nothing else before ``SAY``, in capitals."""
        if isinstance(data, dict) and "events" not in data and "classes" in data:
            return {**data, "events": next(i for i, name in enumerate(data["classes"]) if not name.isupper())}
        return data

    def classes_of(self, group: str) -> tuple[int, int]:
        """The stretch of `classes` that belongs to a group of `GROUPS`."""
        say = self.classes.index("SAY", self.events)
        return {"E": (0, self.events), "R": (self.events, say), "S": (say, say + 1), "F": (say + 1, len(self.classes))}[group]

    def modes(self) -> dict[str, frozenset[str]]:
        """Every event type with its modes."""
        parts = [sub.partition("/") for sub in self.subs]
        return {event: frozenset(mode for name, _, mode in parts if name == event) for event in self.classes[: self.events]}


def bio(labels: tuple[str, ...]) -> tuple[str, ...]:
    """``O``, then ``B-x`` and ``I-x`` for each label: number ``1 + 2 i`` and ``2 + 2 i``."""
    return ("O", *(f"{mark}-{label}" for label in labels for mark in "BI"))
