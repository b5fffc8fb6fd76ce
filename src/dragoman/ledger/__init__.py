"""The ledger: what held between whom, when, and how we know. Pure functions of facts; nothing here opens a file."""

from dragoman.ledger.ask import Answer, Since, as_of, timeline
from dragoman.ledger.consequences import follows
from dragoman.ledger.copying import Voices, voices
from dragoman.ledger.facts import Fact, facts_of
from dragoman.ledger.fold import fold
from dragoman.ledger.intervals import Dispute, Interval
from dragoman.ledger.judgements import Judgement, judged, judgement
from dragoman.ledger.merge import Merged, Told, merge
from dragoman.ledger.pieces import Rule
from dragoman.ledger.policy import read_rule
from dragoman.ledger.support import Support, support

__all__ = [
    "Answer",
    "Dispute", "Fact", "Interval", "Judgement", "Merged", "Rule", "Since", "Support", "Told", "Voices", "as_of", "facts_of", "fold",
    "follows", "judged", "judgement", "merge", "read_rule", "support", "timeline", "voices",
]  # fmt: skip
