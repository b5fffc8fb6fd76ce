import datetime as dt

import pytest

from dragoman.errors import UsageError
from dragoman.ledger import as_of, facts_of, judged, judgement
from dragoman.ledger.judgements import standing
from dragoman.model import Attribution, Bound, Entity, Event, Reading, Relation, ReportHead, Span, Valid, Versions, When, Where

D = dt.date
DAY = D(2021, 9, 30)
HEAD = ReportHead(id="sha256:1", published=DAY.isoformat(), publisher="The Post ")
MADE_BY = Versions(dragoman="0", model="m", ontology="o", codebook="1")


def actor(code, **more):
    known = (
        {"text": code or "somebody", "start": 0, "end": 1, "code": code, "country": code[:3], "sectors": (code[3:],), "resolved": True}
        if code
        else {}
    )
    return Entity.model_validate({"text": "somebody", "start": 0, "end": 1} | known | more)


JOR, SYR, USA, REBELS = (actor(c) for c in ("JORGOV", "SYRGOV", "USAGOV", "SYRREB"))
NATO = actor("IGONAT", country=None, sectors=("IGO",))
ARMY = actor("TURMIL")
FSA = actor("SYRREB", entity_id="group:fsa")
ARABS = actor(None, members=(JOR, actor("EGYGOV")))
NORTH = Where(text="the north", name="Idlib", country="SYR", precision="division")


def relation(kind, a, b, level="x", **more):
    return Relation(id="r", kind=kind, a=a, b=b, level=level, known=DAY, basis="stated", confidence=0.9, **more)


def facts(*relations, events=(), judgements=(), head=HEAD):
    return facts_of(Reading(versions=MADE_BY, report=head, relations=relations, events=events), judgements)


@pytest.mark.parametrize(
    ("made", "keys"),
    [
        (relation("diplomatic", SYR, USA), [("SYR", "USA", "")]),
        (relation("diplomatic", USA, SYR), [("SYR", "USA", "")]),
        (relation("sanctions", USA, SYR), [("USA", "SYR", "")]),
        (relation("membership", SYR, NATO), [("SYR", "IGONAT", "")]),
        (relation("diplomatic", ARABS, SYR), [("JOR", "SYR", ""), ("EGY", "SYR", "")]),
        (relation("backing", USA, FSA), [("USA", "group:fsa", "")]),
        (relation("backing", ARMY, REBELS), [("TUR", "SYRREB", "")]),
        (relation("presence", ARMY, None, place=NORTH), [("TUR", "SYR", "Idlib, SYR")]),
        (relation("presence", ARMY, SYR, place=Where(text="Syria", country="SYR", precision="country")), [("TUR", "SYR", "")]),
        (relation("control", ARMY, None, place=NORTH), [("TUR", "", "Idlib, SYR")]),
        (relation("control", ARMY, SYR), []),
        (relation("border", JOR, SYR, place=Where(text="Nasib")), [("JOR", "SYR", "Nasib")]),
        (relation("border", JOR, SYR, place=Where(text="its main border crossing")), [("JOR", "SYR", "")]),
        (relation("control", ARMY, None, place=Where(text="The town")), []),
        (relation("membership", NATO, SYR), [("SYR", "IGONAT", "")]),
        (relation("aid", actor("IGONAT", entity_id="org:NAT", country=None, sectors=("IGO",)), SYR), [("IGONAT", "SYR", "")]),
        (relation("diplomatic", SYR, actor(None)), []),
        (relation("diplomatic", ARABS, actor(None, text="each other")), [("EGY", "JOR", "")]),
        (relation("diplomatic", ARABS, actor(None)), []),
        (relation("diplomatic", SYR, actor("SYRMIL")), []),
        (relation("talks", JOR, SYR, parties=(JOR, SYR, USA)), [("JOR", "SYR", ""), ("JOR", "USA", ""), ("SYR", "USA", "")]),
        (relation("sanctions", USA, SYR, parties=(USA, NATO, SYR)), [("USA", "SYR", ""), ("IGONAT", "SYR", "")]),
        (relation("alliance", JOR, USA, parties=(JOR, USA, NATO)), [("JOR", "USA", ""), ("IGONAT", "JOR", "")]),
    ],
)
def test_relations_are_filed_by_party_and_place(made, keys):
    assert sorted(f.key[1:] for f in facts(made)) == sorted(keys)


def spoken(entity):
    return {"attribution": (Attribution(entity=entity, start=0, end=1),)}


@pytest.mark.parametrize(
    ("made", "claim", "source"),
    [
        (relation("control", SYR, None, place=NORTH), "reported", "the post"),
        (relation("control", SYR, None, place=NORTH, **spoken(actor("SYRMIL"))), "confirmed", "the post"),
        (relation("control", SYR, None, place=NORTH, **spoken(actor("USAGOV"))), "alleged", "the post"),
        (relation("control", SYR, None, place=NORTH, **spoken(actor("GBRJRN", name="Reuters"))), "reported", "reuters"),
        (relation("control", SYR, None, place=NORTH, **spoken(actor(None))), "reported", "the post"),
        (relation("diplomatic", SYR, JOR, **spoken(JOR)), "confirmed", "the post"),
        (relation("sanctions", USA, SYR, **spoken(SYR)), "alleged", "the post"),
        (relation("diplomatic", SYR, JOR, **spoken(USA)), "reported", "the post"),
    ],
)
def test_the_nearest_voice_makes_the_claim(made, claim, source):
    assert [(f.claim, f.source) for f in facts(made)] == [(claim, source)]


EVENT = Event(
    id="e", event_type="SANCTION", event_mode="discontinue", actors=(USA, NATO), recipients=(SYR,), confidence=0.9,
    date=When(start=DAY, end=DAY, text="today", basis="inferred"), evidence=(Span(start=0, end=9, text="imposed sanctions"),),
)  # fmt: skip
DERIVED = relation("sanctions", USA, SYR, "in_force").model_copy(
    update={"basis": "e", "valid": Valid(from_=Bound(earliest=DAY, latest=DAY, precision="day"))}
)


def test_an_event_of_several_senders_gives_each_its_relation():
    assert {f.a for f in facts(DERIVED, events=(EVENT,))} == {"USA", "IGONAT"}


def test_a_mediator_among_the_actors_is_no_party():
    peace = EVENT.model_copy(update={"actors": (SYR, JOR, USA), "recipients": ()})
    made = relation("diplomatic", SYR, JOR, parties=(SYR, JOR, USA)).model_copy(update={"basis": "e"})
    assert [f.key[1:] for f in facts(made, events=(peace,))] == [("JOR", "SYR", "")]


SIGNED = {"by": "me", "on": D(2022, 1, 1)}


def test_the_fold_honours_judgements():
    withdrawn = judgement("withdraw", "e", **SIGNED)
    assert facts(DERIVED, events=(EVENT,), judgements=[withdrawn]) == ()
    undone = judgement("withdraw", withdrawn.id, **SIGNED)
    assert len(facts(DERIVED, events=(EVENT,), judgements=[withdrawn, undone])) == 2
    assert standing([withdrawn, undone, judgement("withdraw", undone.id, **SIGNED)]) == (withdrawn,)
    assert all(f.judged for f in facts(DERIVED, events=(EVENT,), judgements=[judgement("confirm", "e", **SIGNED)]))


def test_the_later_correction_stands():
    reading = Reading(versions=MADE_BY, report=HEAD, relations=(DERIVED,), events=(EVENT,))
    first = judgement("correct", "r", fields={"level": "eased"}, **SIGNED)
    second = judgement("correct", "r", fields={"level": "lifted"}, by="you", on=D(2022, 1, 2))
    assert judged(reading, [second, first]).relations[0].level == "lifted"
    assert judged(reading, [second, first, judgement("withdraw", second.id, **SIGNED)]).relations[0].level == "eased"
    assert reading.relations[0].level == "in_force"


def test_a_record_is_confirmed_before_any_rule():
    old = facts(DERIVED, events=(EVENT,), judgements=[judgement("confirm", "r", **SIGNED)])
    new = facts(relation("sanctions", USA, SYR, "lifted").model_copy(update={"known": D(2021, 10, 2), "valid": DERIVED.valid}))
    answers = {a.a: a for a in as_of([*old, *new], D(2021, 10, 3))}
    assert answers["USA"].level == "in_force"
    assert answers["USA"].disputes[0].why == "a person has confirmed it"


@pytest.mark.parametrize(
    "more",
    [{"action": "correct"}, {"action": "merge"}, {"action": "confirm", "others": ["x"]}, {"action": "withdraw", "fields": {"level": 1}}],
)
def test_a_judgement_that_says_nothing_is_refused(more):
    with pytest.raises(UsageError):
        judgement(**{"target": "r", **SIGNED, **more})


def test_what_is_told_without_days_beside_its_change_held_until_then():
    day = Bound(earliest=D(2021, 9, 28), latest=D(2021, 9, 28), precision="day")
    change = Event(id="e", event_type="SANCTION", actors=(USA,), recipients=(SYR,), confidence=0.9)
    stopped = relation("aid", USA, SYR, "suspended", valid=Valid(from_=day)).model_copy(update={"id": "s", "basis": "e"})
    found = {f.level: f for f in facts(relation("aid", USA, SYR, "flowing"), stopped, events=(change,))}
    assert (found["flowing"].ends, found["flowing"].to_earliest) == (True, day.earliest)
    assert not found["suspended"].ends


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("the border with Syria", "Syria", "SYR"),
        ("the border with Syria", "border of Jordan and Syria", None),
        ("all its crossings with Syria", None, None),
    ],
)
def test_the_border_with_a_country_is_the_whole_of_it(text, name, country):
    place = Where(text=text, name=name, country=country, precision="region" if name else None)
    (fact,) = facts(relation("border", JOR, SYR.model_copy(update={"name": "Syria"}), "closed", place=place))
    assert fact.place == ""


def test_an_old_change_ends_nothing_that_is_told_as_present():
    closed = relation(
        "border", JOR, SYR, "closed", valid=Valid(from_=Bound(earliest=D(2015, 4, 1), latest=D(2015, 4, 30), precision="month"))
    )
    closed = closed.model_copy(update={"id": "c", "basis": "e"})
    event = Event(id="e", event_type="COERCE", actors=(JOR,), recipients=(SYR,), confidence=0.9)
    found = {f.level: f for f in facts(relation("border", JOR, SYR, "open"), closed, events=(event,))}
    assert not found["open"].ends


def test_each_of_several_actors_did_it_in_its_own_relation():
    event = Event(id="e", event_type="SANCTION", actors=(JOR, USA), recipients=(SYR,), confidence=0.9)
    told = relation("diplomatic", JOR, SYR, "downgraded", by="JOR").model_copy(update={"basis": "e"})
    assert {(f.a, f.b): f.by for f in facts(told, events=(event,))} == {("JOR", "SYR"): "JOR", ("SYR", "USA"): "USA"}


def test_a_denied_event_is_a_word_against_the_state_and_no_state():
    event = Event(
        id="e", event_type="SUPPORT", actors=(JOR,), recipients=(SYR,), confidence=0.9, claim="denied",
        evidence=(Span(start=0, end=9, text="restored relations"),), attribution=(Attribution(entity=SYR, start=0, end=1),),
    )  # fmt: skip
    (fact,) = facts(events=(event,))
    assert (fact.id, fact.claim, fact.level, fact.by) == ("e", "denied", "normal", "SYR")


def test_what_the_words_of_an_alleged_act_show_is_alleged():
    spans = (Span(start=0, end=9, text="supplying"),)
    act = Event(id="e", event_type="AID", actors=(JOR,), recipients=(SYR,), claim="alleged", confidence=0.9, evidence=spans)
    (fact,) = facts(relation("backing", JOR, SYR, "ongoing").model_copy(update={"evidence": spans}), events=(act,))
    assert fact.claim == "alleged"
