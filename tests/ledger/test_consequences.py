import datetime as dt

import pytest

from dragoman.ledger.consequences import follows
from dragoman.model import Entity, Event, Span, When, Where


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
        ("SUPPORT", None, "signed a ceasefire", "hostilities", "ceasefire"),
        ("SUPPORT", None, "signed a mutual defence treaty", "alliance", "ally"),
        ("THREATEN", "relations", "threatened to impose sanctions", "sanctions", "threatened"),
        ("SANCTION", "discontinue", "broke off peace talks", "talks", "stalled"),
    ],
)
def test_events_bring_states_about(kind, mode, words, relation, level):
    found = follows(event(kind, mode, words))
    assert (found.kind, found.level, found.basis) == (relation, level, "e")
    assert found.valid.from_.earliest == dt.date(2020, 12, 15)


@pytest.mark.parametrize(
    ("kind", "mode", "words", "relation", "level"),
    [
        ("SANCTION", "discontinue", ("suspension", "aid"), "aid", "suspended"),
        ("SANCTION", "withdraw", ("was recalled", "ambassador"), "diplomatic", "downgraded"),
        ("SUPPORT", None, ("recognition",), "recognition", "granted"),
    ],
)
def test_acts_told_by_nouns_and_passives_bring_states_about(kind, mode, words, relation, level):
    shown = tuple(Span(start=9 * i, end=9 * i + 8, text=w) for i, w in enumerate(words))
    found = follows(event(kind, mode, "").model_copy(update={"evidence": shown}))
    assert (found.kind, found.level) == (relation, level)


def test_a_crossing_that_somebody_opened_is_open_between_its_two_countries():
    opened = event(
        "RETREAT", "access", "was reopened", place=Where(text="Namanga", name="Namanga crossing", country="KEN", precision="city")
    )
    found = follows(opened.model_copy(update={"actors": (), "recipients": (*opened.actors, *opened.recipients)}))
    assert (found.kind, found.level, found.a.code, found.b.code) == ("border", "open", "KENGOV", "SOMGOV")


@pytest.mark.parametrize(
    "more",
    [{"auxiliary": ("future",)}, {"auxiliary": ("negation",)}, {"auxiliary": ("hypothetical",)}, {"claim": "denied"}, {"claim": "alleged"}],
)
def test_nothing_follows_from_what_did_not_happen(more):
    assert follows(event("SANCTION", "discontinue", "severed ties", **more)) is None


def test_nothing_follows_without_parties():
    assert follows(event("SANCTION", "discontinue", "severed ties", recipients=())) is None


@pytest.mark.parametrize(
    ("sectors", "level"), [(("MIL", "MIL"), "clashes"), (("GOV", "REB"), "clashes"), (("COP", "CVL"), None), (("MIL", "CVL"), None)]
)
def test_armed_sides_that_fight_are_at_hostilities(sectors, level):
    one, other = (
        Entity(text=s, start=0, end=1, code=c + s, country=c, sectors=(s,), resolved=True)
        for c, s in zip(("KHM", "LAO"), sectors, strict=True)
    )
    apart = follows(event("ASSAULT", "firearms", "attacked", actors=(one,), recipients=(other,)))
    both = Entity(text="both", start=0, end=1, members=(one, other), resolved=True)
    together = follows(event("ASSAULT", "firearms", "exchanged fire", actors=(both,), recipients=()))
    assert [found and (found.level, found.a.code, found.b.code) for found in (apart, together)] == [
        level and (level, one.code, other.code)
    ] * 2


def test_a_crossing_that_stands_as_the_place_is_what_is_opened():
    found = follows(event("RETREAT", "access", "fully reopened", place=Where(text="the Desaguadero border crossing with Bolivia")))
    assert (found.kind, found.level) == ("border", "open")


def test_a_crossing_that_is_named_is_a_border():
    found = follows(event("COERCE", "restrict", "slammed the gate", place=Where(text="Nasib", name="Nasib–Jaber crossing", country=None)))
    assert (found.kind, found.level, found.place.name) == ("border", "closed", "Nasib–Jaber crossing")
