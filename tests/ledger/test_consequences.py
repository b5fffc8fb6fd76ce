import datetime as dt

import pytest

from dragoman.ledger.consequences import follows
from dragoman.model import Entity, Event, Span, When


def event(kind, mode, words, **more):
    actor = Entity(text="A", start=0, end=1, code="KENGOV", country="KEN", resolved=True)
    other = Entity(text="B", start=2, end=3, code="SOMGOV", country="SOM", resolved=True)
    day = dt.date(2020, 12, 15)
    fields = {"actors": (actor,), "recipients": (other,), "date": When(start=day, end=day, text="15 December 2020", basis="stated")}
    return Event(id="e", event_type=kind, event_mode=mode, evidence=(Span(start=0, end=9, text=words),), confidence=0.9, **(fields | more))


@pytest.mark.parametrize(
    ("kind", "mode", "words", "relation", "level"),
    [
        ("SANCTION", "discontinue", "severed diplomatic relations", "diplomatic", "severed"),
        ("SANCTION", "discontinue", "suspended its diplomatic presence", "diplomatic", "suspended"),
        ("SANCTION", "withdraw", "recalled its ambassador", "diplomatic", "downgraded"),
        ("SUPPORT", None, "restored diplomatic relations", "diplomatic", "normal"),
        ("SANCTION", "discontinue", "imposed its most sweeping sanctions", "sanctions", "in_force"),
        ("CONCEDE", None, "eased sanctions", "sanctions", "eased"),
        ("RETREAT", "access", "reopened its main border crossing", "border", "open"),
        ("SUPPORT", None, "recognised", "recognition", "granted"),
    ],
)
def test_events_bring_states_about(kind, mode, words, relation, level):
    found = follows(event(kind, mode, words))
    assert (found.kind, found.level, found.basis) == (relation, level, "e")
    assert found.valid.from_.earliest == dt.date(2020, 12, 15)


@pytest.mark.parametrize(
    "more",
    [{"auxiliary": ("future",)}, {"auxiliary": ("negation",)}, {"auxiliary": ("hypothetical",)}, {"claim": "denied"}, {"claim": "alleged"}],
)
def test_nothing_follows_from_what_did_not_happen(more):
    assert follows(event("SANCTION", "discontinue", "severed ties", **more)) is None


def test_nothing_follows_without_parties():
    assert follows(event("SANCTION", "discontinue", "severed ties", recipients=())) is None
