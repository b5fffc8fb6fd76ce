"""The one contract of all stores."""

import datetime as dt

import pytest
from bulk import Bulk
from made import D, backing, crossing, reading

from dragoman.errors import StoreError, UsageError
from dragoman.ledger import fold, judgement, merge
from dragoman.model import Report
from dragoman.store import Change, MemoryStore, open_store

OPENED = crossing(source_id="a1", publisher="The Post", extra={"desk": "Amman"})
CLOSED = crossing(published=D(2021, 11, 4), day=D(2021, 11, 3), verb="closed")
BACKED = backing()
EVENT = OPENED.events[0].id
BORDER = next(r.id for r in OPENED.relations if r.kind == "border")


@pytest.fixture(params=["sqlite", "memory", "sqlite without text", "memory without text", "parquet"])
def empty(request, tmp_path):
    keep = not request.param.endswith("without text")
    if request.param == "parquet":
        yield Bulk(tmp_path)
        return
    kept = open_store(tmp_path / "l.db", create=True, keep_text=keep) if request.param.startswith("sqlite") else MemoryStore(keep_text=keep)
    yield kept
    assert kept.check() == []
    kept.close()


@pytest.fixture
def store(empty):
    for one in (CLOSED, OPENED, BACKED):
        assert empty.add(one)
    return empty


def ids(records):
    return [r.id for r in records]


def test_a_report_is_kept_whole_and_once(store):
    assert not store.add(OPENED)
    assert store.counts() == {"reports": 3, "events": 2, "statements": 2, "relations": 3, "figures": 2, "judgements": 0}
    text = OPENED.report.text if store.keep_text else None
    assert store.reading(OPENED.report.id) == OPENED.model_copy(update={"report": OPENED.report.model_copy(update={"text": text})})
    assert store.reading("sha256:none") is None
    assert [h.published for h in store.reports()] == ["2021-09-30", "2021-09-30", "2021-11-04"]
    assert all(h.text is None for h in store.reports())
    assert store.ids() == {h.id for h in store.reports()}


def test_an_empty_store_answers_nothing(empty):
    assert (empty.events(), empty.facts(), empty.as_of(D(2021, 1, 1)), empty.reports(), empty.voices()) == ([], [], [], [], {})
    assert set(empty.counts().values()) == {0}


def test_records_are_asked_for_by_the_day_of_publication(store):
    early = D(2021, 10, 1)
    assert ids(store.events(known_by=early)) == [t.event.id for t in store.told(known_by=early)] == [EVENT]
    assert len(store.events(known_by=D(2021, 11, 4))) == 2
    assert store.events(known_by=D(2021, 9, 29)) == []


def test_near_copies_speak_with_the_voice_of_the_first(empty):
    copies = [crossing(published=D(2021, 10, n), publisher=f"Paper {n}", name=" " * n) for n in (3, 1, 2)]
    assert all(empty.add(r) for r in (*copies, BACKED))
    later = [copies[0].report, copies[2].report]
    expected = {(r.id, r.publisher.casefold()): "paper 1" for r in later} if empty.keep_text else {}
    assert empty.voices() == expected
    assert empty.voices([later[0].id, "none"]) == dict(list(expected.items())[:1])
    assert {a.sources for a in empty.as_of(D(2021, 10, 9), kinds=["border"])} == {1 if empty.keep_text else 3}


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        ({}, ["2021-09-29", "2021-11-03"]),
        ({"actor": "SYR"}, ["2021-09-29", "2021-11-03"]),
        ({"actor": "syrgov", "other": "JOR"}, ["2021-09-29", "2021-11-03"]),
        ({"actor": "JOR", "other": "JOR"}, []),
        ({"actor": "SYRREB"}, []),
        ({"actor": "USA"}, []),
        ({"types": ("COERCE", "ASSAULT")}, ["2021-11-03"]),
        ({"start": D(2021, 9, 30)}, ["2021-11-03"]),
        ({"end": D(2021, 9, 29)}, ["2021-09-29"]),
        ({"start": D(2021, 9, 29), "end": D(2021, 9, 29)}, ["2021-09-29"]),
        ({"min_confidence": 0.95}, []),
    ],
)
def test_events_are_asked_by_actor_type_day_and_confidence(store, ask, found):
    assert [e.date.start.isoformat() for e in store.events(**ask)] == found


@pytest.mark.parametrize(
    ("method", "ask", "count"),
    [
        ("statements", {"actor": "JOR"}, 2),
        ("statements", {"actor": "SYR"}, 0),
        ("statements", {"types": ["told"], "end": D(2021, 10, 1)}, 1),
        ("figures", {"actor": "GBRJRN", "other": "SYR"}, 2),
        ("figures", {"start": D(2021, 1, 1)}, 0),
        ("relations", {"actor": "JOR"}, 3),
        ("relations", {"actor": "USAGOV"}, 1),
        ("relations", {"actor": "group:FSA", "other": "USA"}, 1),
        ("relations", {"types": ["border"], "actor": "SYR"}, 2),
        ("relations", {"end": D(2015, 1, 1)}, 1),
    ],
)
def test_the_other_kinds_are_asked_alike(store, method, ask, count):
    assert len(getattr(store, method)(**ask)) == count


@pytest.mark.parametrize("actor", ["", "US"])
def test_a_pattern_that_names_nobody_is_refused(store, actor):
    with pytest.raises(UsageError, match="names no actor"):
        store.events(actor)


def test_a_record_is_found_by_the_beginning_of_its_id(store):
    found = store.record(EVENT[:8])
    assert (found.kind, found.record, found.report.id) == ("event", OPENED.events[0], OPENED.report.id)
    assert found.text == (OPENED.report.text if store.keep_text else None)
    for name, word in (("zz", "no record"), ("", "no record"), ("e", "begins 2 records"), ("e%", "no record")):
        with pytest.raises(UsageError, match=word):
            store.record(name)


def test_reading_again_says_what_changed(store):
    event = OPENED.events[0].model_copy(update={"confidence": 0.5})
    again = OPENED.model_copy(
        update={
            "events": (event,),
            "statements": (),
            "relations": (*OPENED.relations, OPENED.relations[0].model_copy(update={"id": "new"})),
        }
    )
    assert store.replace(OPENED) == Change()
    assert store.replace(again) == Change(("new",), (OPENED.statements[0].id,), (EVENT,))
    assert store.counts()["reports"] == 3
    assert store.events()[0].confidence == 0.5
    assert store.record(EVENT).text == (OPENED.report.text if store.keep_text else None)


def test_what_is_not_its_hash_is_not_kept(empty):
    with pytest.raises(StoreError, match="not the hash"):
        empty.add(OPENED.model_copy(update={"report": OPENED.report.model_copy(update={"text": "other"})}))
    assert empty.counts()["reports"] == 0


@pytest.mark.parametrize("text", ["", "a\0b", "\ud800 lone", "𐐷 und ß\r\n"])
def test_any_text_is_kept_as_it_is(empty, text):
    assert empty.add(reading(Report(text=text, title="t\udc00", published=D(2020, 1, 1))))
    if empty.keep_text:
        assert empty.reading(empty.reports()[0].id).report.text == text


def test_words_are_searched_where_texts_are_kept(store):
    found = store.search("crossing REOPENED")
    assert found == ([OPENED.report.id] if store.keep_text else [])
    assert store.search('"; DROP') == store.search("") == []


@pytest.mark.parametrize("words", ["Erdogan", "erdoğan", "Erdog\u0306an"])
def test_marks_of_letters_are_nothing_to_a_search(empty, words):
    report = Report(text="Erdoğan met Çavuşoğlu.", published=D(2020, 1, 1))
    empty.add(reading(report))
    assert empty.search(words) == empty.search("cavusoglu") == ([report.id] if empty.keep_text else [])


def test_what_holds_is_asked_of_the_store(store):
    def level(day, **more):
        return [(a.level, a.status) for a in store.as_of(day, actor="SYR", other="JOR", kinds=["border"], **more)]

    assert level(D(2021, 10, 1)) == [("open", "holds")]
    assert level(D(2021, 11, 3)) == [("closed", "holds")]
    assert level(D(2021, 11, 3), known_by=D(2021, 11, 3)) == [("open", "holds")]
    assert level(D(2021, 9, 28)) == []
    assert {a.a for a in store.as_of(D(2020, 1, 1), actor="group:fsa")} == {"JOR", "USA"}
    assert [i.level for i in store.timeline("JOR", "SYR", ["border"])] == ["open", "closed", None]


def test_order_of_arrival_does_not_matter(store):
    other = MemoryStore(keep_text=store.keep_text)
    for one in (BACKED, OPENED, CLOSED):
        other.add(one)
    assert (other.events(), other.relations(), other.reports()) == (store.events(), store.relations(), store.reports())
    assert other.timeline() == store.timeline()


def test_the_ledger_is_folded_while_it_is_asked_and_written(store):
    for number, interval in enumerate(store.intervals()):
        assert store.record(interval.evidence[0]).kind == "relation"
        assert store.judge(judgement("confirm", interval.evidence[0], by=f"me {number}", on=D(2022, 1, 1)))
    assert store.timeline() == list(fold(store.facts()))


# -- judgements

SIGNED = {"by": "R. Analyst", "on": D(2022, 1, 1)}


def test_a_withdrawn_record_is_not_listed_and_nothing_follows_from_it(store):
    no = judgement("withdraw", CLOSED.events[0].id, **SIGNED)
    assert store.judge(no)
    assert not store.judge(no)
    assert ids(store.events()) == [EVENT]
    assert [a.level for a in store.as_of(D(2021, 11, 5), actor="SYR", kinds=["border"])] == ["open"]
    assert store.record(CLOSED.events[0].id).record == CLOSED.events[0]
    assert store.judge(judgement("withdraw", no.id, **SIGNED))
    assert len(store.events()) == 2
    assert [a.level for a in store.as_of(D(2021, 11, 5), actor="SYR", kinds=["border"])] == ["closed"]
    assert store.judgements() == sorted(store.judgements(), key=lambda j: j.id)


def test_a_correction_changes_what_is_listed_and_what_follows(store):
    fixed = {"start": "2021-09-20", "end": "2021-09-20", "text": "on Monday", "basis": "stated"}
    assert store.judge(judgement("correct", EVENT, fields={"date": fixed}, **SIGNED))
    event = store.record(EVENT).record
    assert (event.date.start, event.why[-1].source) == (D(2021, 9, 20), "judgement")
    assert ids(store.events(end=D(2021, 9, 20))) == [EVENT]
    assert store.as_of(D(2021, 9, 21), actor="SYR", kinds=["border"])[0].level == "open"
    assert store.reading(OPENED.report.id).events == OPENED.events


def test_a_correction_can_bring_another_state_about(store):
    relation = OPENED.relations[0].id
    store.judge(judgement("correct", relation, fields={"level": "partial"}, **SIGNED))
    assert store.as_of(D(2021, 10, 1), actor="SYR", kinds=["border"])[0].level == "partial"
    words = [{"start": 0, "end": 17, "text": "severed relations"}]
    store.judge(judgement("correct", EVENT, fields={"event_type": "SANCTION", "event_mode": None, "evidence": words}, **SIGNED))
    now = {(a.kind, a.level) for a in store.as_of(D(2021, 10, 1), actor="SYR", other="JOR", kinds=["border", "diplomatic"])}
    assert now == {("diplomatic", "severed")}
    assert [r.kind for r in store.relations("JORGOV", "SYRGOV", end=D(2021, 10, 1))] == ["diplomatic"]


def test_a_judgement_outlives_reading_again(store):
    store.judge(judgement("withdraw", EVENT, **SIGNED))
    store.replace(OPENED)
    assert EVENT not in ids(store.events())


@pytest.mark.parametrize(
    ("made", "word"),
    [
        (lambda: judgement("withdraw", "none", **SIGNED), "no record"),
        (lambda: judgement("withdraw", EVENT[:9], **SIGNED), "whole id"),
        (lambda: judgement("correct", EVENT, fields={"colour": 1}, **SIGNED), "no field colour"),
        (lambda: judgement("correct", EVENT, fields={"confidence": "much"}, **SIGNED), "does not fit: confidence"),
        (lambda: judgement("correct", BORDER, fields={"level": "opne"}, **SIGNED), "no level 'opne'; it has closed, partial, open"),
        (lambda: judgement("correct", BORDER, fields={"kind": "boarder"}, **SIGNED), "no kind of relation"),
        (lambda: judgement("merge", EVENT, others=[OPENED.figures[0].id], **SIGNED), "only events"),
        (lambda: judgement("confirm", EVENT, by=" ", on=D(2022, 1, 1)), "signed"),
    ],
)
def test_a_judgement_that_does_not_fit_is_refused(store, made, word):
    with pytest.raises(UsageError, match=word):
        store.judge(made())
    assert store.judgements() == []


def test_two_words_of_one_day_that_clash_are_refused(store):
    store.judge(judgement("correct", BORDER, fields={"level": "partial"}, **SIGNED))
    with pytest.raises(UsageError, match="on the same day"):
        store.judge(judgement("correct", BORDER, fields={"level": "closed"}, **SIGNED))
    store.judge(judgement("correct", BORDER, fields={"level": "closed"}, **SIGNED | {"on": D(2022, 1, 9)}))


def test_events_of_several_reports_are_merged_from_the_store(store):
    again = crossing(published=D(2021, 10, 1), name="AMMAN - ", publisher="The Herald")
    store.add(again)
    found = merge(store.told("JOR"), store.voices(), store.judgements())
    assert [(len(m.tellings), m.start) for m in found] == [(2, D(2021, 9, 29)), (1, D(2021, 11, 3))]
    assert found[0].sources == (1 if store.keep_text else 2)
    store.judge(judgement("split", EVENT, others=[again.events[0].id], **SIGNED))
    assert [len(m.tellings) for m in merge(store.told("JOR"), store.voices(), store.judgements())] == [1, 1, 1]


def test_a_view_stays_as_it_is(store):
    with store.view() as view:
        before = view.counts()
        store.add(crossing(published=D(2022, 1, 1)))
        store.judge(judgement("withdraw", EVENT, **SIGNED))
        assert view.counts() == before
        assert len(view.events()) == 2
    assert store.counts()["reports"] == 4


def test_days_without_end_or_date(empty):
    undated = crossing()
    event = undated.events[0].model_copy(update={"date": None})
    late = undated.statements[0].model_copy(update={"date": undated.statements[0].date.model_copy(update={"start": None})})
    empty.add(undated.model_copy(update={"events": (event,), "statements": (late,)}))
    assert len(empty.events()) == 1
    assert empty.events(start=dt.date.min) == []
    assert len(empty.statements(end=D(1900, 1, 1))) == 1
