"""The whole way on small reports, with the real model."""

import datetime as dt
import random

import pytest

from dragoman.errors import ModelError
from dragoman.model import Report
from dragoman.pipeline import PIPES, check_pipes, load, make_nlp

DAY = dt.date(2021, 5, 6)
REPORTS = [
    "Somalia severed diplomatic relations with Kenya in December 2020, its foreign minister said on Thursday.",
    "Egyptian and Sudanese troops held joint exercises near Merowe. At least 12 people were killed in clashes on Monday.",
    "The minister opened a bakery, and it rained.",
]


@pytest.fixture(scope="module")
def nlp():
    return load()


def read(nlp, text, published=DAY):
    return nlp.read(Report(text=text, published=published))


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Somalia severed diplomatic relations with Kenya on Monday.", "SANCTION", "SOMGOV", "KENGOV"),
        ("Kenya severed diplomatic relations with Somalia on Monday.", "SANCTION", "KENGOV", "SOMGOV"),
        ("France accused Russia of meddling in Mali.", "ACCUSE", "FRAGOV", "RUSGOV"),
        ("Russia was accused by France of meddling in Mali.", "ACCUSE", "FRAGOV", "RUSGOV"),
    ],
)
def test_who_does_it_to_whom(nlp, text, kind, actor, recipient):
    found = [(e.event_type, [a.code for a in e.actors], [r.code for r in e.recipients]) for e in read(nlp, text).events]
    assert (kind, [actor], [recipient]) in found


def test_a_severed_tie_is_a_state_with_its_day(nlp):
    (relation,) = [
        r for r in read(nlp, "Somalia severed diplomatic relations with Kenya in December 2020.").relations if r.kind == "diplomatic"
    ]
    assert relation.level == "severed"
    assert relation.by == "SOM"
    assert relation.valid.from_.earliest == dt.date(2020, 12, 1)
    assert relation.valid.from_.precision == "month"


@pytest.mark.parametrize(
    "text",
    [
        "The striker fired a shot over the bar in the derby.",
        "Shares in the bakery chain rose 4 percent on Tuesday.",
        "It rained all week in Lisbon.",
    ],
)
def test_nothing_political_is_nothing(nlp, text):
    assert not read(nlp, text).events


def test_every_span_shows_its_words(nlp):
    for text in REPORTS:
        reading = read(nlp, text)
        for record in (*reading.events, *reading.relations, *reading.figures, *reading.statements):
            assert all(text[s.start : s.end] == s.text for s in record.evidence)
        for event in reading.events:
            assert all(text[e.start : e.end] == e.text for e in (*event.actors, *event.recipients))


def test_relative_dates_stay_open_without_a_publication_date(nlp):
    reading = read(nlp, "Somalia severed ties with Kenya on Friday.", None)
    assert "no publication date" in {i.what for i in reading.issues}
    assert all(e.date is None or (e.date.start is None and e.date.end is None) for e in reading.events)


def test_records_are_the_same_whatever_the_threads_and_the_order(nlp):
    single = {t: read(nlp, t).model_dump_json() for t in REPORTS}
    several = load(threads=2)
    shuffled = random.Random(7).sample(REPORTS * 3, 9)
    assert all(read(several, t).model_dump_json() == single[t] for t in shuffled)
    together = read(nlp, "\n\n".join(REPORTS))
    assert {e.event_type for t in REPORTS for e in read(nlp, t).events} == {e.event_type for e in together.events}


def test_every_line_carries_its_versions(nlp):
    found = read(nlp, REPORTS[0]).versions
    assert all(found.model_dump().values())


def test_another_language_is_refused_with_an_issue(nlp):
    text = "Le président a annoncé mercredi que la France rappelait son ambassadeur à Bamako et suspendait toute aide au développement."
    reading = read(nlp, text)
    assert not reading.events
    assert [i.what for i in reading.issues] == ["not English"]


def test_a_pipeline_with_a_gap_refuses_to_start():
    nlp = make_nlp()
    nlp.remove_pipe("dragoman_reader")
    with pytest.raises(ModelError, match="gap"):
        check_pipes(nlp)
    assert list(make_nlp().pipe_names) == list(PIPES)


def test_a_folder_without_a_model_is_a_clear_error(tmp_path):
    with pytest.raises(ModelError, match="no model in"):
        load(tmp_path)


def test_what_is_not_asserted_is_a_doubt():
    text = "Iran, allied with Moscow, supported militias fighting the rebels, and on Monday it accused Israel of an attack."
    every, none = load(min_confidence=0.0).read(text), load(min_confidence=1.0).read(text)
    assert not none.events
    assert not none.relations
    stated = [r for r in every.relations if r.basis == "stated"]
    assert sorted(i.what for i in none.issues if i.what.startswith("unsure")) == ["unsure event"] * len(every.events) + [
        "unsure state"
    ] * len(stated)
