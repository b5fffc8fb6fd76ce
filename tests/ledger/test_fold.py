import datetime as dt
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.ledger import Fact, Rule, as_of, fold, timeline
from dragoman.ledger.fold import grouped
from dragoman.ledger.parties import kinds
from dragoman.ledger.pieces import narrow, ranked, recalling

D = dt.date
DAY = dt.timedelta(days=1)


def fact(name, level, since, known, *, to=None, basis="stated", kind="diplomatic", a="SYR", b="USA", place="", **more):
    """``since`` and ``to`` are None, a day, or a window of two days (either may be None)."""
    begin = since if isinstance(since, tuple) else (since, since)
    end = to if isinstance(to, tuple) else (to, to)
    values = {"source": f"paper {name}", "claim": "reported", "confidence": 0.9} | more
    return Fact(name, f"report {name}", kind, a, b, place, level, *begin, to is not None, *end, known, basis, **values)


def said(facts, day, known_by=None, **more):
    return [(a.level, a.status) for a in as_of(facts, day, known_by, **more)]


SUSPENDED = fact("f1", "suspended", (D(2012, 1, 1), D(2012, 12, 31)), D(2021, 9, 30))
OPENED = fact("f2", "open", D(2021, 9, 29), D(2021, 9, 30), basis="event 2", kind="border", a="JOR", b="SYR")
IMPOSED = fact("f3", "in_force", D(2015, 3, 1), D(2015, 3, 2), basis="event 3", kind="sanctions", a="USA", b="RUS")


@pytest.mark.parametrize(
    ("facts", "day", "answer"),
    [
        ([SUSPENDED], D(2011, 12, 31), []),
        ([SUSPENDED], D(2012, 6, 1), [("suspended", "uncertain")]),
        ([SUSPENDED], D(2012, 12, 31), [("suspended", "holds")]),
        ([SUSPENDED], D(2021, 9, 30), [("suspended", "holds")]),
        ([SUSPENDED], D(2031, 9, 28), [("suspended", "holds")]),
        ([SUSPENDED], D(2031, 9, 29), [(None, "unknown, last known suspended")]),
        ([OPENED], D(2021, 9, 28), []),
        ([OPENED], D(2021, 9, 29), [("open", "holds")]),
        ([OPENED], D(2023, 9, 30), [(None, "unknown, last known open")]),
    ],
)
def test_a_state_lasts_for_at_most_its_term(facts, day, answer):
    assert said(facts, day) == answer


@pytest.mark.parametrize(
    ("kind", "levels", "holds"),
    [
        ("sanctions", ("in_force", "threatened"), "in_force"),
        ("sanctions", ("lifted", "threatened"), "threatened"),
        ("hostilities", ("war", "clashes"), "war"),
        ("hostilities", ("ceasefire", "clashes"), "clashes"),
        ("hostilities", ("war", "ceasefire", "clashes"), "clashes"),
        ("alliance", ("ally", "partner"), "ally"),
    ],
)
def test_a_lesser_word_does_not_end_what_says_more(kind, levels, holds):
    told = [
        fact(f"f{n}", level, D(2015, n + 1, 3), D(2015, n + 1, 4), basis=f"event {n}", kind=kind, a="IRN", b="USA")
        for n, level in enumerate(levels)
    ]
    assert said(told, D(2015, 6, 1)) == [(holds, "holds")]


def test_a_crossing_is_closed_with_the_border_for_no_longer_than_the_border():
    def border(name, level, month, place=""):
        return fact(name, level, D(2015, month, 1), D(2015, month, 2), basis=f"event {name}", kind="border", a="KHM", b="THA", place=place)

    told = [border("f1", "open", 1, "Poipet"), border("f2", "closed", 2), border("f3", "open", 3)]
    assert sorted(said(told, D(2015, 2, 10))) == [("closed", "holds"), ("closed", "holds")]
    assert set(said(told, D(2015, 3, 10))) == {("open", "holds"), (None, "unknown, last known closed")}


def test_that_a_state_ended_does_not_stand_against_what_came_after_it():
    ended = fact("f1", "downgraded", (None, None), D(2021, 5, 6), to=(None, None), basis="event 1", confidence=0.95)
    restored = fact("f2", "normal", D(2021, 5, 6), D(2021, 5, 6), basis="event 2", confidence=0.6)
    assert said([ended, restored], D(2021, 5, 7)) == [("normal", "holds")]


def test_a_report_replaces_a_state_and_the_interval_says_which():
    facts = [IMPOSED, fact("f4", "lifted", D(2020, 5, 5), D(2020, 5, 6), basis="event 4", kind="sanctions", a="USA", b="RUS")]
    first, second, _ = fold(facts)
    assert (first.level, first.end, first.superseded_by) == ("in_force", D(2020, 5, 4), ("f4",))
    assert (second.level, second.since_latest, second.evidence) == ("lifted", D(2020, 5, 5), ("f4",))


@pytest.mark.parametrize(
    ("level", "to", "known", "day", "answer"),
    [
        ("in_force", D(2018, 5, 1), D(2018, 5, 2), D(2018, 4, 30), ("in_force", "holds")),
        ("in_force", D(2018, 5, 1), D(2018, 5, 2), D(2018, 5, 1), ("lifted", "holds")),
        ("eased", D(2018, 5, 1), D(2018, 5, 2), D(2018, 5, 1), (None, "unknown, last known eased")),
        ("in_force", (D(2018, 1, 1), D(2018, 12, 31)), D(2019, 5, 2), D(2018, 6, 1), ("lifted", "uncertain")),
        ("in_force", (D(2018, 1, 1), D(2018, 12, 31)), D(2018, 6, 2), D(2018, 6, 2), ("lifted", "holds")),
        ("in_force", (None, None), D(2018, 6, 2), D(2018, 6, 1), ("lifted", "uncertain")),
        ("in_force", D(2025, 1, 1), D(2018, 6, 2), D(2024, 12, 31), ("in_force", "holds")),
        ("in_force", D(2025, 1, 1), D(2018, 6, 2), D(2025, 1, 1), (None, "unknown, last known in_force")),
    ],
)
def test_an_end_ends_a_state(level, to, known, day, answer):
    facts = [fact("f", level, D(2015, 1, 1), known, to=to, kind="sanctions", a="USA", b="RUS")]
    assert said(facts, day) == [answer]


def test_a_state_of_one_day_held_on_that_day():
    facts = [fact("f", "closed", D(2018, 5, 1), D(2018, 5, 9), to=D(2018, 5, 1), kind="border", a="JOR", b="SYR")]
    assert said(facts, D(2018, 5, 1)) == [("closed", "holds")]
    assert said(facts, D(2018, 5, 2)) == [(None, "unknown, last known closed")]


def test_what_was_never_certain_on_any_day_never_holds():
    year = (D(2018, 1, 1), D(2018, 12, 31))
    facts = [fact("f", "closed", year, D(2019, 5, 9), to=year, kind="border", a="JOR", b="SYR")]
    assert {i.status for i in fold(facts)} == {"uncertain", "unknown"}


def test_an_untold_beginning_counts_from_the_day_it_is_told():
    facts = [
        fact("f1", "open", D(2021, 3, 1), D(2021, 3, 1), basis="event", kind="border"),
        fact("f2", "closed", None, D(2021, 9, 30), kind="border"),
    ]
    days = [D(2021, 3, 1), D(2021, 5, 1), D(2021, 9, 29), D(2021, 9, 30)]
    assert [said(facts, d)[0] for d in days] == [("open", "holds"), ("open", "holds"), ("open", "holds"), ("closed", "holds")]
    assert said(facts, D(2021, 5, 1), D(2021, 5, 1)) == [("open", "holds")]


def test_a_year_told_by_one_report_and_the_day_by_another_are_one_beginning():
    day = fact("f2", "suspended", D(2012, 2, 6), D(2012, 2, 7), basis="event")
    answer = as_of([SUSPENDED, day], D(2015, 1, 1))[0]
    assert (answer.since.earliest, answer.since.latest) == (D(2012, 2, 6), D(2012, 2, 6))
    assert answer.sources == 2
    assert said([SUSPENDED, day], D(2012, 2, 5)) == []


NORMAL = fact("f5", "normal", D(2018, 12, 27), D(2018, 12, 28), basis="event 5", confidence=0.95)


@pytest.mark.parametrize(
    ("rule", "level", "why"),
    [
        (Rule(), "suspended", "published later (2021-09-30 over 2018-12-28)"),
        (Rule(ranks={"Paper F5": 2}), "normal", "paper f5 ranks above paper f1"),
        (Rule(order=("confidence", "recency")), "normal", "read with more confidence (0.95 over 0.9)"),
        (Rule(order=("directness",)), "suspended", "stated over derived from an event"),
    ],
)
def test_reports_that_disagree_are_both_kept_and_one_is_followed(rule, level, why):
    answer = as_of([SUSPENDED, NORMAL], D(2020, 1, 1), rule=rule)[0]
    other = {"suspended": "normal", "normal": "suspended"}[level]
    assert (answer.level, answer.status) == (level, "holds")
    assert [(d.level, d.why) for d in answer.disputes] == [(other, why)]


def test_a_rule_of_unknown_criteria_is_refused():
    with pytest.raises(UsageError, match="rank, recency, directness, confidence"):
        Rule(order=("beauty",))


@pytest.mark.parametrize(
    ("more", "answer"),
    [({"claim": "alleged"}, ("closed", "uncertain")), ({"claim": "denied"}, ("open", "holds")), ({}, ("closed", "holds"))],
)
def test_an_allegation_never_comes_out_as_a_fact(more, answer):
    facts = [
        fact("f1", "open", D(2021, 3, 1), D(2021, 3, 1), basis="event", kind="border"),
        fact("f2", "closed", D(2021, 4, 1), D(2021, 4, 2), kind="border", **more),
    ]
    assert said(facts, D(2021, 5, 1)) == [answer]
    confirmed = [*facts, fact("f3", "open", None, D(2021, 6, 1), kind="border")]
    assert said(confirmed, D(2021, 6, 2)) == [("open", "holds")]


def test_announced_states_do_not_hold_yet():
    facts = [fact("f1", "open", D(2022, 1, 1), D(2021, 9, 30), kind="border")]
    assert said(facts, D(2021, 12, 31)) == []
    assert said(facts, D(2022, 1, 1)) == [("open", "uncertain")]


def test_a_level_that_is_not_said_is_unknown():
    facts = [fact("f1", None, None, D(2021, 9, 30), kind="backing", a="QAT", b="SYRREB")]
    assert said(facts, D(2021, 9, 30)) == [(None, "unknown")]
    assert as_of(facts, D(2021, 9, 30))[0].evidence == ("f1",)


def test_a_place_taken_is_lost_to_whoever_held_it():
    facts = [
        fact("f1", "full", D(2021, 3, 1), D(2021, 3, 1), kind="control", b="", place="Raqqa, SYR", a="group:isis"),
        fact("f2", "full", D(2021, 4, 1), D(2021, 4, 1), kind="control", b="", place="Raqqa, SYR", a="group:sdf", basis="event"),
    ]
    assert {(a.a, a.level) for a in as_of(facts, D(2021, 4, 2))} == {("group:isis", "lost"), ("group:sdf", "full")}
    assert {(a.a, a.level) for a in as_of(facts, D(2021, 3, 2))} == {("group:isis", "full")}


def test_forces_that_left_a_country_left_its_regions():
    facts = [
        fact("f1", "present", None, D(2021, 3, 1), kind="presence", a="TUR", b="SYR", place="north, SYR"),
        fact("f2", "withdrawn", D(2021, 4, 1), D(2021, 4, 1), kind="presence", a="TUR", b="SYR", basis="event"),
    ]
    assert {(a.place, a.level) for a in as_of(facts, D(2021, 4, 2))} == {("", "withdrawn"), ("north, SYR", "withdrawn")}


def test_what_has_ended_since_is_only_recalled():
    facts = [
        fact("f1", "severed", D(2018, 3, 1), D(2018, 3, 1), basis="event"),
        fact("f2", "normal", D(2019, 3, 1), D(2019, 3, 1), basis="event"),
        fact("f3", "severed", None, D(2019, 6, 2), basis="event"),
    ]
    assert said(facts, D(2019, 7, 1)) == [("normal", "holds")]
    assert said([*facts[:2], facts[2]._replace(basis="stated")], D(2019, 7, 1)) == [("severed", "holds")]


def test_a_lesser_act_ends_no_greater_one():
    facts = [
        fact("f1", "severed", D(2021, 6, 10), D(2021, 6, 10), basis="event"),
        fact("f2", "downgraded", D(2021, 6, 12), D(2021, 6, 12), basis="event"),
    ]
    assert said(facts, D(2021, 6, 14)) == [("severed", "holds")]


def test_fighting_vouches_for_the_war():
    facts = [
        fact("f1", "war", D(1998, 6, 1), D(1998, 6, 1), kind="hostilities", basis="event"),
        fact("f2", "clashes", D(1999, 5, 1), D(1999, 5, 1), kind="hostilities", basis="event"),
    ]
    assert said(facts, D(1999, 12, 1)) == [("war", "holds")]


def test_forces_elsewhere_in_a_country_are_still_in_it():
    facts = [
        fact("f1", "present", D(2013, 1, 26), D(2013, 1, 26), kind="presence", a="FRA", b="MLI", place="Gao, MLI", basis="event"),
        fact("f2", "present", D(2013, 3, 1), D(2013, 3, 1), kind="presence", a="FRA", b="MLI", place="Kidal, MLI", basis="event"),
        fact("f3", "withdrawn", D(2014, 3, 1), D(2014, 3, 1), kind="presence", a="FRA", b="MLI", place="Kidal, MLI", basis="event"),
    ]
    assert {(a.place, a.level) for a in as_of(facts, D(2014, 4, 1)) if a.place != "Kidal, MLI"} == {
        ("", "present"),
        ("Gao, MLI", "present"),
    }


def test_who_held_all_of_a_place_holds_a_part_once_another_does():
    facts = [
        fact("f1", "full", D(2015, 1, 1), D(2015, 1, 1), kind="control", b="", place="Palmyra, SYR", a="SYR"),
        fact("f2", "partial", D(2015, 5, 20), D(2015, 5, 20), kind="control", b="", place="Palmyra, SYR", a="group:isis", basis="event"),
    ]
    assert {(a.a, a.level) for a in as_of(facts, D(2015, 5, 21))} == {("group:isis", "partial"), ("SYR", "partial")}


def test_a_threat_is_believed_for_less_long_than_sanctions():
    threat = fact("f1", "threatened", D(2000, 12, 1), D(2000, 12, 1), kind="sanctions", basis="event")
    assert said([threat], D(2002, 11, 30)) == [("threatened", "holds")]
    assert said([threat], D(2008, 1, 1)) == [(None, "unknown, last known threatened")]
    assert said([threat._replace(level="in_force")], D(2008, 1, 1)) == [("in_force", "holds")]


def test_nobody_loses_what_he_never_held():
    lost = fact("f2", "lost", D(2012, 12, 1), D(2012, 12, 1), kind="control", b="", place="Goma, COD", a="group:m23", basis="implied")
    held = fact("f1", "full", D(2012, 11, 20), D(2012, 11, 20), kind="control", b="", place="Goma, COD", a="group:m23", basis="event")
    assert said([lost], D(2012, 12, 2)) == []
    assert said([held, lost], D(2012, 12, 2)) == [("lost", "holds")]


def test_lifting_one_type_of_sanctions_eases_them():
    facts = [
        fact("f1", "in_force", D(2017, 4, 1), D(2017, 4, 1), kind="sanctions", basis="event", types=("arms",)),
        fact("f2", "in_force", D(2018, 4, 1), D(2018, 4, 1), kind="sanctions", basis="event", types=("financial",)),
        fact("f3", "lifted", D(2019, 4, 1), D(2019, 4, 1), kind="sanctions", basis="event", types=("arms",)),
        fact("f4", "lifted", D(2020, 4, 1), D(2020, 4, 1), kind="sanctions", basis="event", types=("financial",)),
    ]
    assert said(facts, D(2019, 5, 1)) == [("eased", "holds")]
    assert said(facts, D(2020, 5, 1)) == [("lifted", "holds")]


def test_days_at_the_ends_of_the_calendar():
    facts = [
        fact("f1", "normal", D(1, 1, 1), D(1, 1, 1)),
        fact("f2", "severed", D(9999, 12, 31), D(9999, 12, 31)),
        fact("f3", "normal", None, D(2, 1, 1)),
    ]
    assert said(facts, D.max) == [("severed", "holds")]


# -- against a slow replay -------------------------------------------------------------------------------------------------

BASE = D(2020, 1, 1)
LEVELS = ["closed", "partial", "open"]
days = st.integers(0, 30).map(lambda n: BASE + n * DAY)


@st.composite
def windows(draw):
    start = draw(days)
    return draw(
        st.sampled_from(
            [(None, None), (None, start), (start, None), (start, start), (start, start + draw(st.sampled_from([1, 4, 12])) * DAY)]
        )
    )


@st.composite
def told(draw):
    to = draw(st.none() | windows())
    return fact(
        f"{draw(st.integers(0, 10**6)):06}", draw(st.sampled_from([*LEVELS, None])), draw(windows()), draw(days | st.none()), to=to,
        kind="border", a="IRQ", b="JOR", place=draw(st.sampled_from(["", "Trebil"])), basis=draw(st.sampled_from(["stated", "event"])),
        claim=draw(st.sampled_from(["reported"] * 6 + ["confirmed", "alleged", "denied"])), confidence=draw(st.sampled_from([0.5, 0.9])),
        source=draw(st.sampled_from(["x", "y"])),
    )  # fmt: skip


WATCHED = [BASE + n * DAY for n in (*range(-3, 50), *range(728, 775), 1500)]
ledgers = st.lists(told(), max_size=9, unique_by=lambda f: f.id)


def by_hand(facts, rule):
    """The state of each relation on each day, straight from the definition, with no pass and no heap."""
    out = {}
    for key, told in grouped(facts, rule).items():
        pieces = recalling(ranked(told, rule))
        narrow(pieces)
        for day in WATCHED:
            if any(p.lo <= day.toordinal() for p in pieces):
                out[key, day] = _of_day(pieces, day.toordinal(), kinds()[key[0]].term)
    return out


def _of_day(pieces, now, term):
    sure = [p for p in pieces if p.sure and p.hi <= now]
    began, vouched = max((p.hi for p in sure), default=0), max((p.seen for p in sure), default=0)
    counts = [p for p in sure if p.seen >= began and p.seen + term >= now and now < p.until]
    said = [p for p in counts if p.level is not None]
    told = next((p for p in counts if p.level is None), None)
    counts = said if told and any(p.level != told.last for p in said) else counts
    level = counts[0].level if counts else None
    if vouched < now:
        doubts = [
            p
            for p in pieces
            if p.level is not None and p.level != level and p.lo <= now < p.until and _doubtful(p, now, began, vouched, term)
        ]
        if doubts:
            return doubts[0].level, "uncertain"
    return (level, "holds") if level is not None else (None, "unknown")


def _doubtful(p, now, began, vouched, term):
    return now < p.hi if p.sure else p.seen >= max(began, vouched) and p.seen + term >= now


@settings(max_examples=300, deadline=None)
@given(ledgers, st.sampled_from([Rule(), Rule(order=("rank", "directness", "recency"), ranks={"y": 1})]))
def test_as_of_agrees_with_a_slow_replay(facts, rule):
    intervals = fold(facts, rule)
    held = {(i[:4], d): (i.level, i.status) for i in intervals for d in WATCHED if i.start <= d and (i.end is None or d <= i.end)}
    assert held == by_hand(facts, rule)
    asked = {((a.kind, a.a, a.b, a.place), WATCHED[20]): (a.level, a.status.split(",")[0]) for a in as_of(facts, WATCHED[20], rule=rule)}
    assert asked.items() <= held.items()


@settings(max_examples=200, deadline=None)
@given(ledgers, told(), days, st.sampled_from(WATCHED))
def test_a_later_report_changes_nothing_known_before_it(facts, later, known_by, day):
    if later.known is None or later.known > known_by:
        assert as_of([*facts, later], day, known_by) == as_of(facts, day, known_by)


@settings(max_examples=200, deadline=None)
@given(ledgers.flatmap(lambda fs: st.tuples(st.just(fs), st.permutations(fs))))
def test_order_of_arrival_does_not_matter(two):
    assert timeline(two[0]) == timeline(two[1])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3000), st.sampled_from(LEVELS)), min_size=1, max_size=8, unique_by=lambda e: e[0]),
    st.integers(0, 4000),
)
def test_plain_events_replay_as_the_last_one_said(events, at):
    facts = [fact(f"{n}", level, BASE + n * DAY, BASE + (n + 1) * DAY, kind="border", basis=f"e{n}") for n, level in events]
    last = max((e for e in events if e[0] <= at), default=None)
    term = kinds()["border"].term
    expected = [] if last is None else [(last[1], "holds")] if at <= last[0] + term else [(None, f"unknown, last known {last[1]}")]
    assert said(facts, BASE + at * DAY) == expected


@settings(max_examples=100, deadline=None)
@given(ledgers)
def test_intervals_of_a_relation_follow_each_other_without_gap(facts):
    intervals = fold(facts)
    for one, other in pairwise(intervals):
        if one[:4] == other[:4]:
            assert one.end + DAY == other.start
        else:
            assert one.end is None


def test_all_orders_of_three():
    facts = [SUSPENDED, NORMAL, fact("f6", "suspended", None, D(2022, 1, 1))]
    assert len({fold(order) for order in permutations(facts)}) == 1


def forces(name, level, day, place="", **more):
    return fact(name, level, day, day, kind="presence", a="TUR", b="SYR", place=place, **more)


IDLIB, AFRIN = "Idlib, SYR", "Afrin, SYR"
SENT = forces("p1", "present", D(2020, 2, 1), IDLIB)
LEFT = forces("p2", "withdrawn", D(2021, 2, 1), IDLIB)
STAYED = forces("p3", "present", D(2020, 6, 1), AFRIN)
GONE = forces("p4", "withdrawn", D(2019, 1, 1))


@pytest.mark.parametrize(
    ("facts", "day", "expected"),
    [
        ([SENT], D(2020, 2, 1), "present"),
        ([SENT], D(2020, 1, 31), None),
        ([SENT, LEFT], D(2021, 1, 31), "present"),
        ([SENT, LEFT], D(2021, 2, 1), "unknown, last known present"),
        ([SENT, LEFT, STAYED], D(2021, 2, 1), "present"),
        ([SENT, GONE], D(2020, 1, 31), "withdrawn"),
        ([SENT, GONE], D(2020, 2, 1), "present"),
        ([LEFT], D(2021, 2, 1), None),
        ([SENT, forces("p5", "withdrawn", D(2020, 9, 1))], D(2020, 9, 1), "withdrawn"),
    ],
)
def test_forces_in_a_part_of_a_country_are_in_the_country_until_they_leave_it(facts, day, expected):
    for order in permutations(facts):
        whole = [a.level or a.status for a in as_of(order, day) if not a.place]
        assert whole == ([expected] if expected else [])


def test_control_of_a_place_is_not_control_of_the_country():
    taken = fact("c", "full", D(2020, 2, 1), D(2020, 2, 1), kind="control", a="TUR", b="", place=IDLIB)
    assert [a.place for a in as_of([taken], D(2020, 3, 1))] == [IDLIB]


def test_nothing_is_inferred_backwards():
    told = fact("o", "closed", (None, None), D(2021, 6, 1), kind="border", a="JOR", b="SYR")
    before = fact("b", "open", D(2020, 1, 1), D(2020, 1, 2), kind="border", a="JOR", b="SYR")
    assert said([told], D(2021, 5, 31)) == []
    (held,) = as_of([told], D(2021, 6, 1))
    assert (held.level, held.status, held.since.earliest, held.since.latest) == ("closed", "holds", None, D(2021, 6, 1))
    assert said([before, told], D(2021, 5, 31)) == [("open", "holds")]


@pytest.mark.parametrize(
    ("day", "answer"), [(D(2010, 6, 1), []), (D(2010, 12, 31), [("present", "holds")]), (D(2011, 12, 31), [("withdrawn", "holds")])]
)
def test_what_is_told_only_by_its_end_held_until_then(day, answer):
    stationed = fact("f", "present", None, D(2021, 9, 30), to=(D(2011, 1, 1), D(2011, 12, 31)), kind="presence", a="USA", b="IRQ")
    assert said([stationed], day) == answer


def test_what_holds_again_after_a_doubt_has_its_evidence():
    left = fact("f1", "withdrawn", D(2018, 1, 1), D(2018, 1, 2), kind="presence", a="TUR", b="SYR", basis="event 1")
    idlib = {"kind": "presence", "a": "TUR", "b": "SYR", "place": "Idlib, SYR"}
    alleged = fact("f2", "present", D(2018, 2, 5), D(2018, 2, 6), basis="event 2", claim="alleged", **idlib)
    gone = fact("f3", "withdrawn", D(2018, 3, 20), D(2018, 3, 21), basis="event 3", **idlib)
    assert all(i.evidence and i.sources for i in fold([left, alleged, gone]) if i.status == "holds")


def test_a_denial_is_told_and_changes_nothing():
    restored = fact("f1", "normal", D(2018, 12, 1), D(2018, 12, 2), basis="event 1")
    no = fact("e2", "normal", None, D(2019, 1, 5), basis="event 2", claim="denied", by="SYR")
    plain, found = fold([restored]), fold([restored, no])
    assert tuple(i._replace(disputes=()) for i in found) == plain
    assert [[(d.level, d.ids, d.why) for d in i.disputes] for i in found if i.status == "holds"] == [[(None, ("e2",), "SYR denies it")]]
    assert fold([no]) == ()
