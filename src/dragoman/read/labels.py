"""The labels of the reader's heads. A trained model carries its own copy, so that an edition reads as it was trained."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

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
    subs: tuple[str, ...]
    """``-``, then ``TYPE/mode`` and ``kind/level``."""
    contexts: tuple[str, ...]
    sanctions: tuple[str, ...]
    aux: tuple[str, ...] = AUX
    claims: tuple[str, ...] = CLAIMS
    bounds: tuple[str, ...] = BOUNDS


def bio(labels: tuple[str, ...]) -> tuple[str, ...]:
    """``O``, then ``B-x`` and ``I-x`` for each label: number ``1 + 2 i`` and ``2 + 2 i``."""
    return ("O", *(f"{mark}-{label}" for label in labels for mark in "BI"))
