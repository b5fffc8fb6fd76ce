import datetime as dt
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ledger import Told, judgement, merge
from dragoman.ledger.merge import _telling, claim_status, same
from dragoman.model import Entity, Event, ReportHead, Span, When, Where

D = dt.date
SEP = {n: D(2021, 9, n) for n in range(1, 31)}


def actor(code):
    return Entity(text=code, start=0, end=1, code=code, country=code[:3], sectors=(code[3:],), resolved=True)


def told(name, actors="EGYGOV SYRGOV", recipients="", *, start=SEP[24], end=None, kind="CONSULT", published=SEP[25], place=None, **more):
    day = When(start=start, end=end or start, text="", basis="stated") if start else None
    where = Where(text=place[0], country=place[1], precision=place[2]) if place else None
    people = {"actors": tuple(map(actor, actors.split())), "recipients": tuple(map(actor, recipients.split()))}
    event = Event(id=name, event_type=kind, **people, date=day, place=where, confidence=0.9, **more)
    return Told(event, ReportHead(id=f"report {name}", published=published.isoformat()))


def clusters(*tellings, **more):
    return sorted(sorted(m.tellings) for m in merge(tellings, **more))


@pytest.mark.parametrize(
    ("other", "one"),
    [
        ({}, True),
        ({"actors": "SYRGOV EGYGOV"}, True),
        ({"actors": "SYRGOV", "recipients": "EGYGOV"}, True),
        ({"actors": "EGYGOV SYRGOV JORGOV"}, True),
        ({"actors": "EGYGOV JORGOV"}, False),
        ({"kind": "ACCUSE"}, False),
        ({"start": SEP[25]}, False),
        ({"start": SEP[1], "end": SEP[30]}, True),
        ({"start": None}, True),
        ({"start": None, "published": D(2021, 12, 1)}, False),
        ({"place": ("New York", "USA", "city")}, True),
        ({"auxiliary": ("historical",)}, True),
        ({"auxiliary": ("negation",)}, False),
        ({"event_mode": "visit"}, True),
    ],
)
def test_the_same_event_over_reports(other, one):
    assert (len(clusters(told("a"), told("b", **other))) == 1) == one


def test_of_two_that_clash_either_may_be_told_as_the_one_side():
    both = told("a", "KHMMIL LAOMIL", kind="ASSAULT")
    assert len(clusters(both, told("b", "LAOMIL", "KHMMIL", kind="ASSAULT"))) == 1
    assert len(clusters(both, told("b", "LAOMIL", "THAMIL", kind="ASSAULT"))) == 2


@pytest.mark.parametrize(("recipient", "start", "one"), [("TCDMIL", SEP[24], True), ("NERMIL", SEP[24], False), ("TCDMIL", None, True)])
def test_whom_no_table_knows_contradicts_nobody(recipient, start, one):
    post = Entity(text="an army post", start=0, end=1)
    first = told("a", "TCDREB", "TCDMIL", kind="ASSAULT", event_mode="firearms")
    other = told("b", "TCDREB", recipient, kind="ASSAULT", event_mode="firearms", start=start)
    other = Told(other.event.model_copy(update={"recipients": (*other.event.recipients, post)}), other.head)
    assert (len(clusters(first, other)) == 1) == one


@pytest.mark.parametrize(
    ("places", "one"),
    [
        ((("Homs", "SYR", "city"), ("Homs", "SYR", "city")), True),
        ((("Homs", "SYR", "city"), ("Syria", "SYR", "country")), True),
        ((("Homs", "SYR", "city"), ("Hama", "SYR", "city")), False),
        ((("Homs", "SYR", "city"), ("Irbid", "JOR", "city")), False),
    ],
)
def test_places_must_be_compatible(places, one):
    two = [told(name, kind="ASSAULT", actors="SYRMIL", recipients="SYRREB", place=p) for name, p in zip("ab", places, strict=True)]
    assert (len(clusters(*two)) == 1) == one


def test_sides_matter_where_one_acts_on_the_other():
    two = [told("a", "USAGOV", "SYRGOV", kind="SANCTION"), told("b", "SYRGOV", "USAGOV", kind="SANCTION")]
    assert len(clusters(*two)) == 2


@pytest.mark.parametrize(
    ("more", "one"),
    [
        ({"recipients": ""}, True),
        ({"actors": ""}, True),
        ({"actors": "", "recipients": ""}, False),
        ({"actors": "JORGOV", "recipients": ""}, False),
        ({"recipients": "", "start": None}, False),
        ({"recipients": "", "start": SEP[26]}, False),
    ],
)
def test_a_party_left_out_is_no_other_party(more, one):
    full = {"actors": "USAGOV", "recipients": "SYRGOV", "kind": "SANCTION"}
    assert (len(clusters(told("a", **full), told("b", **(full | more)))) == 1) == one


def test_what_fits_two_events_is_left_alone():
    vague = told("c", start=SEP[1], end=SEP[30])
    assert clusters(told("a"), told("b", start=SEP[26]), vague) == [["a"], ["b"], ["c"]]
    assert clusters(told("a"), vague) == [["a", "c"]]


def test_what_agrees_on_both_sides_comes_before_what_contradicts_nothing():
    full = {"actors": "MARGOV", "recipients": "ESPGOV", "kind": "COERCE", "event_mode": "restrict"}
    named, vague, again = told("a", **full), told("b", **(full | {"recipients": ""})), told("c", **(full | {"start": None}))
    assert clusters(named, vague._replace(head=named.head), again) == [["a", "c"], ["b"]]


def test_of_two_that_fit_alike_the_nearer_is_meant():
    first, second = told("a", start=SEP[20], published=SEP[20]), told("b", start=SEP[22], published=SEP[22])
    assert clusters(first, second, told("c", start=None, published=SEP[22])) == [["a"], ["b", "c"]]


def test_two_events_of_one_report_stay_two():
    a, b = told("a"), told("b")
    assert len(clusters(a, b._replace(head=a.head))) == 2


SEVERED = {"actors": "JORGOV", "recipients": "SYRGOV", "kind": "SANCTION", "event_mode": "discontinue", "evidence": "severed ties"}


@pytest.mark.parametrize(
    ("other", "one"),
    [
        ({"event_mode": "withdraw", "evidence": "broke off relations"}, True),
        ({"start": None, "published": D(2022, 3, 1)}, True),
        ({"start": None, "published": D(2024, 3, 1)}, False),
        ({"event_mode": "withdraw", "evidence": "withdrew its ambassador"}, False),
        ({"recipients": "USAGOV"}, False),
        ({"start": None, "published": D(2022, 3, 1), "evidence": "imposed new sanctions"}, False),
    ],
)
def test_a_state_begins_once_however_it_is_told(other, one):
    first, second = (
        told(name, **{**said, "evidence": (Span(start=0, end=9, text=said["evidence"]),)})
        for name, said in (("a", SEVERED), ("b", SEVERED | other))
    )
    assert (len(clusters(first, second)) == 1) == one


def test_a_group_may_be_told_by_its_kind_alone():
    named = Entity(
        text="the Front", start=0, end=1, code="TCDREB", country="TCD", sectors=("REB",), resolved=True, entity_id="group:ufr-tcd"
    )
    first, other = (told(n, "TCDGOV", kind="SUPPORT") for n in "ab")
    first, other = (
        Told(t.event.model_copy(update={"actors": (*t.event.actors, who)}), t.head) for t, who in ((first, named), (other, actor("TCDREB")))
    )
    assert len(clusters(first, other)) == 1


def test_order_does_not_matter():
    tellings = [told("a"), told("b"), told("c", start=None), told("d", start=SEP[26])]
    assert len({str(merge(order)) for order in permutations(tellings)}) == 1


def test_judgements_join_and_part():
    signed = {"by": "me", "on": SEP[30]}
    apart = told("b", start=SEP[26])
    joined = judgement("merge", "a", others=["b"], **signed)
    assert clusters(told("a"), apart, judgements=[joined]) == [["a", "b"]]
    assert clusters(told("a"), apart, judgements=[joined, judgement("withdraw", joined.id, **signed)]) == [["a"], ["b"]]
    assert clusters(told("a"), told("b"), judgements=[judgement("split", "a", others=["b"], **signed)]) == [["a"], ["b"]]


def test_what_is_judged_one_keeps_its_other_tellings():
    told_twice, moved = (told("a"), told("b")), told("c", start=SEP[26])
    merged = judgement("merge", "a", others=["c"], by="me", on=D(2022, 1, 1))
    assert clusters(*told_twice, moved, judgements=[merged]) == [["a", "b", "c"]]


def test_a_pair_that_is_judged_two_is_not_joined_by_way_of_a_third():
    several = [told(n, start=SEP[d]) for n, d in (("a", 1), ("b", 10), ("c", 20))]
    words = [
        judgement("merge", "a", others=["b", "c"], by="me", on=D(2022, 1, 1)),
        judgement("split", "a", others=["c"], by="me", on=D(2022, 1, 2)),
    ]
    assert not any({"a", "c"} <= set(c) for c in clusters(*several, judgements=words))


def test_the_merged_event_says_when_and_by_whose_word():
    merged = merge([told("b", start=SEP[1], end=SEP[30], claim="alleged"), told("a", claim="reported", published=SEP[26])])[0]
    assert (merged.start, merged.end, merged.claim, merged.claims) == (SEP[24], SEP[24], "reported", {"alleged": 1, "reported": 1})
    assert (merged.tellings, merged.sources) == (("b", "a"), 2)


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        (["alleged"], "alleged"),
        (["alleged", "denied"], "denied"),
        (["denied", "reported"], "reported"),
        (["confirmed", "denied"], "confirmed"),
    ],
)
def test_claim_status_over_reports(claims, status):
    assert claim_status(claims) == status


SPANS = [(SEP[24], SEP[24]), (SEP[1], SEP[30]), (SEP[28], D(2021, 10, 3)), (D(2021, 1, 1), D(2021, 12, 31)), (None, SEP[20]), (None, None)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(SPANS), st.sampled_from(["EGYGOV SYRGOV", "EGYGOV"]), st.sampled_from([SEP[25], D(2021, 10, 1)])),
        max_size=7,
    ),
    st.randoms(),
)
def test_clusters_are_the_same_in_any_order_and_hold_only_what_fits(drawn, random):
    tellings = [told(f"t{n}", who, start=None, published=day) for n, (_, who, day) in enumerate(drawn)]
    dated = [
        t._replace(event=t.event.model_copy(update={"date": When(start=a, end=b, text="", basis="stated")})) if a or b else t
        for t, ((a, b), *_) in zip(tellings, drawn, strict=True)
    ]
    found = merge(dated)
    random.shuffle(dated)
    assert merge(dated) == found
    by_id = {t.event.id: _telling(t) for t in dated}
    assert all(same(by_id[a], by_id[b]) for m in found for a, b in combinations(m.tellings, 2))
