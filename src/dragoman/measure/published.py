"""What other coders published of themselves, and what the reader must reach."""

from __future__ import annotations

from typing import NamedTuple


class Goal(NamedTuple):
    """A figure that must be reached: what it is, on what it is measured, its name among the figures, the bound, and whether less is better."""

    what: str
    measured: str
    figure: str
    bound: float
    less: bool = False

    def short(self, value: float) -> float:
        """By how much ``value`` misses the bound; 0 or less where it is reached."""
        return value - self.bound if self.less else self.bound - value


GIVEN, OLDER = "type given the parties", "type given the parties, older reading"
GOALS = (
    *(Goal(f"Type given the two parties, {m}", "study/plv", f"{GIVEN}: {m}", b) for m, b in (("macro-F1", 0.82), ("accuracy", 0.84), ("quad macro-F1", 0.93))),
    *(Goal(f"… with its older reading allowed for, {m}", "study/plv", f"{OLDER}: {m}", b) for m, b in (("macro-F1", 0.87), ("accuracy", 0.89), ("quad macro-F1", 0.96))),
    Goal("Events with type, actors and recipients right, F1", "own gold", "event", 0.80),
    Goal("Direction: pairs with the parties swapped, both right", "own gold", "direction", 0.96),
    Goal("Auxiliary, macro-F1 of the four and none", "own gold", "auxiliary", 0.88),
    Goal("Texts without an event that get one", "own gold", "false alarms", 0.04, less=True),
    Goal("Actors, token-overlap F1", "study/cameo_ner", "actor, other text", 0.88),
    Goal("Recipients, token-overlap F1", "study/cameo_ner", "recipient, other text", 0.78),
    Goal("Statements, speaker and content, F1", "own gold", "statement", 0.88),
    Goal("States said outright, kind, parties and level, F1", "own gold", "relation", 0.82),
    Goal("Tree, labelled attachment on gold tokens", "UD EWT dev", "LAS", 0.87),
    Goal("Names, F1", "a tenth of GUM", "names", 0.82),
    Goal("Confidence, expected calibration error", "own gold", "expected calibration error", 0.05, less=True),
    Goal("Confidence, Brier score less the base rate's", "own gold", "brier less base rate", 0.0, less=True),
    Goal("Precision at confidence .8 and above", "own gold", "precision at .8", 0.92),
    Goal("Share of gold events right at confidence .8 and above", "own gold", "share of gold at .8", 0.50),
    Goal("Damaged text, facts kept", "own gold", "facts kept", 0.80),
    Goal("Machine translations, facts kept", "study/mt_news", "facts kept, translated", 0.80),
)  # fmt: skip

PUBLISHED = (
    ("Universal Petrarch", 0.463, 0.518), ("GPT-3.5", 0.409, 0.662), ("GPT-4", 0.615, 0.767), ("ZSP, zero-shot NLI with RoBERTa-large (ACL 2024)", 0.824, 0.896),
    ("ConfliBERT fine-tuned on that set's own training part", 0.867, 0.963),
)  # fmt: skip
"""Macro-F1 of type and quad on the test part of the PLV set, as published (Hu et al., ACL 2024)."""
SPEED = (
    "Dictionary coders run at 400 to 1,200 sentences a second *after* parsing, and the parser that they need (CoreNLP) at 2 to 5, as their own documentation has it; ours is in [speed.md](speed.md). "
    "NGEC, the open half of POLECAT, needs Elasticsearch, a 15 GB index, torch and a transformer model of spaCy; it gives one record per report and type, and no negation."
)
