from __future__ import annotations

import datetime as dt
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.export import changes, states
from dragoman.ledger import Since, as_of, merge, timeline, voices
from dragoman.model import Bound, Entity, Event, Reading, Relation, Report, ReportHead, Valid, Versions, When
from dragoman.store import open_store

D, DAY = dt.date, dt.timedelta(days=1)
BASE = D(2021, 9, 1)
MADE_BY = Versions(dragoman="0", model="m", ontology="o", codebook="1")
JOR, SYR = (Entity(text=c, start=0, end=1, code=f"{c}GOV", country=c, sectors=("GOV",), resolved=True) for c in ("JOR", "SYR"))
WIRE = "The crossing at Nasib was {} on that day, said officials on both sides, and lorries waited for hours in the sun. "


def made(number, since, published, level, publisher=None, copy=False):
    """A report with one event and the state that it brings about; ``copy`` prints the wire."""
    text = WIRE.format("opened") + f"Page {number}." if copy else f"Report {number}: the crossing is {level}. Nothing else."
    head = ReportHead.of(report := Report(text=text, published=published, publisher=publisher, language="en"))
    at = text.index("crossing")
    words = (report.span(at, at + 8),)
    day = When(start=since, end=since, text="", basis="stated")
    event = Event(id=f"e{number:04}", event_type="RETREAT", actors=(JOR,), recipients=(SYR,), date=day, evidence=words, confidence=0.9)
    valid = Valid(from_=Bound(earliest=since, latest=since, precision="day"))
    state = Relation(id=f"r{number:04}", kind="border", a=JOR, b=SYR, level=level, valid=valid, known=published, basis="stated", evidence=words, confidence=0.9)  # fmt: skip
    return Reading(versions=MADE_BY, report=head, events=(event,), relations=(state,))


def asked(store, day, known_by=None):
    """All that a user sees of a day."""
    facts = store.facts()
    return [states.as_object(s) for s in states.shown(store, as_of(facts, day, known_by), facts)]


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "ledger.db", create=True)) as opened:
        yield opened


def test_copies_of_a_wire_story_and_one_house_are_one_source(store):
    for n, (publisher, copy) in enumerate([("A", True), ("B", True), ("C", False), ("C", False), ("D", False)]):
        store.add(made(n, BASE, BASE + n * DAY, "open", publisher, copy))
    (answer,) = asked(store, BASE + 9 * DAY)
    assert (answer["sources"], len(answer["evidence"])) == (3, 5)
    assert answer["evidence"][0]["quote"].startswith("The [crossing] at Nasib was opened")


def test_a_report_that_disagrees_is_shown_with_the_reason(store):
    store.add(made(1, BASE, BASE, "open", "A"))
    store.add(made(2, BASE, BASE + DAY, "closed", "B"))
    (answer,) = asked(store, BASE)
    assert (answer["level"], answer["disputes"][0]["level"]) == ("closed", "open")
    assert "published later" in answer["disputes"][0]["why"]
    facts = store.facts()
    text = states.blocks(states.shown(store, as_of(facts, BASE), facts), "title")
    assert any("disputed: r0001 says open; r0002 is followed" in str(part) for part in text.renderables)


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (None, ""),
        (Since(BASE, BASE), "2021-09-01"),
        (Since(D(2012, 1, 1), D(2012, 12, 31)), "2012"),
        (Since(D(2012, 1, 1), D(2012, 1, 15)), "2012-01-01..2012-01-15"),
        (Since(None, BASE), "2021-09-01 or earlier"),
        (Since(BASE, None), "2021-09-01 or later"),
    ],
)
def test_the_beginning_in_words(window, text):
    assert states.since(window) == text


@pytest.mark.parametrize(("key", "name"), [("SYR", "Syria (SYR)"), ("IGOUNO", "United Nations (IGOUNO)"), ("XYZREB", "XYZREB")])
def test_parties_are_named(key, name):
    assert states.party(key) == name


def test_what_did_not_change_is_no_change(store):
    store.add(made(1, BASE, BASE, "open"))
    facts = store.facts()
    day, other = as_of(facts, BASE), as_of(facts, BASE + 9 * DAY)
    assert changes.between(day, other, lambda found: states.shown(store, found, facts)) == []


# -- properties, over a real file ------------------------------------------------------------------------------------------

days = st.integers(0, 20).map(lambda n: BASE + n * DAY)
levels = st.sampled_from(["open", "partial", "closed"])
reports = st.lists(st.tuples(days, days, levels, st.sampled_from(["A", "B", None]), st.booleans()), min_size=1, max_size=5)


def readings(drawn):
    return [made(n, since, max(since, known), level, house, copy) for n, (since, known, level, house, copy) in enumerate(drawn)]


def seen(found, question):
    """What ``question`` gives on a new ledger to which ``found`` were added in their order."""
    with tempfile.TemporaryDirectory() as folder, closing(open_store(Path(folder) / "ledger.db", create=True)) as opened:
        for reading in found:
            opened.add(reading)
        return question(opened)


@settings(max_examples=25, deadline=None)
@given(reports.flatmap(lambda rs: st.tuples(st.just(readings(rs)), st.permutations(readings(rs)))))
def test_reports_in_any_order_make_the_same_ledger(two):
    def everything(opened):
        facts, merged = opened.facts(), merge(opened.told(), opened.voices())
        return asked(opened, BASE + 15 * DAY), [states.as_object(s) for s in states.shown(opened, timeline(facts), facts)], merged

    assert seen(two[0], everything) == seen(two[1], everything)


@settings(max_examples=25, deadline=None)
@given(reports, days, days)
def test_no_answer_known_by_a_day_hears_of_what_is_published_later(drawn, known_by, day):
    found = readings(drawn)
    before = [r for r in found if r.report.published <= known_by.isoformat()]
    assert seen(found, lambda s: asked(s, day, known_by)) == seen(before, lambda s: asked(s, day, known_by))


@settings(max_examples=50, deadline=None)
@given(reports)
def test_a_later_report_changes_no_earlier_ones_voice(drawn):
    pairs = sorted(((r.report, r.report.text) for r in readings(drawn)), key=lambda p: (p[0].published, p[0].id))
    assert all(voices(pairs[:n]).items() <= voices(pairs).items() for n in range(len(pairs)))


@settings(max_examples=25, deadline=None)
@given(reports.flatmap(lambda rs: st.permutations(readings(rs))))
def test_a_store_finds_the_copies_that_all_the_reports_together_show(drawn):
    assert seen(drawn, lambda s: (s.voices(), s.check())) == (voices((r.report, r.report.text) for r in drawn), [])
