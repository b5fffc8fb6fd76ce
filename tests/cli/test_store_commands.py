from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from dragoman.cli._listing import types
from dragoman.cli.recode import differences

TEXT = "date 2021-09-30\n\nJordan fully reopened its crossing with Syria on Wednesday."


@pytest.fixture
def ledger(dragoman, reader, tmp_path) -> Path:
    report, store = tmp_path / "report.txt", tmp_path / "ledger.db"
    report.write_text(TEXT)
    assert dragoman("add", report, "--store", store).status == 0
    return store


def test_same_report_is_kept_once(dragoman, reader, ledger):
    result = dragoman("add", ledger.parent / "report.txt", "--store", ledger)
    assert (result.status, len(reader.seen)) == (0, 1)
    assert "0 new, 1 already kept" in result.err


@pytest.mark.parametrize("kind", ["events", "statements", "states", "figures"])
def test_listings_in_three_formats(kind, dragoman, reading, ledger):
    name = getattr(reading, "relations" if kind == "states" else kind)[0].id
    assert name in dragoman(kind, "--store", ledger).out
    assert [json.loads(line)["id"] for line in dragoman(kind, "--store", ledger, "--format", "json").out.splitlines()] == [name]
    (row,) = csv.DictReader(io.StringIO(dragoman(kind, "--store", ledger, "--format", "csv").out))
    assert (row["id"], row["published"]) == (name, "2021-09-30")


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (("events", "SYR"), True),
        (("events", "jor", "syrgov"), True),
        (("events", "SYRMIL"), False),
        (("events", "USA"), False),
        (("events", "--type", "retreat"), True),
        (("events", "--type", "AID"), False),
        (("events", "--from", "2021", "--to", "2021-09"), True),
        (("events", "--to", "2020"), False),
        (("events", "--min-confidence", "0.95"), False),
        (("states", "SYR", "JOR", "--type", "border"), True),
    ],
)
def test_questions_to_the_ledger(args, found, dragoman, ledger):
    result = dragoman(*args, "--store", ledger, "--format", "json")
    assert (result.status, bool(result.out)) == (0, found)


def test_store_may_come_from_the_environment(dragoman, ledger, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_STORE", str(ledger))
    assert "RETREAT" in dragoman("events").out


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("events", "A", "B", "C"), "at most two"),
        (("events", "--type", "NONSENSE"), "no type 'NONSENSE'"),
        (("events", "--from", "2022", "--to", "2021"), "before"),
        (("events", "--from", "last week"), "not a date"),
        (("why", "nothing"), "nothing"),
    ],
)
def test_questions_that_cannot_be_asked(args, word, dragoman, ledger):
    result = dragoman(*args, "--store", ledger)
    assert (result.status, len(result.err.splitlines())) == (2, 1)
    assert word in result.err


def test_a_type_of_a_models_own_may_be_asked_for_where_records_have_it():
    assert types("events", ["PIRACY", "retreat"], lambda name: name == "PIRACY") == ("PIRACY", "RETREAT")


def test_why_shows_every_field_and_the_marked_sentence(dragoman, reading, ledger):
    out = dragoman("why", reading.events[0].id, "--store", ledger).out
    for words in ("RETREAT 0.91, CONCEDE 0.05", "Free Syrian Army 0.40", "the last Wednesday", "published 2021-09-30"):
        assert words in " ".join(out.split())


def test_another_programs_database_is_left_alone(dragoman, reader, tmp_path):
    other, report = tmp_path / "other.db", tmp_path / "report.txt"
    report.write_text(TEXT)
    with sqlite3.connect(other) as base:
        base.execute("create table t (a)")
    before = other.read_bytes()
    for args in (("add", report), ("events",)):
        result = dragoman(*args, "--store", other)
        assert (result.status, len(result.err.splitlines())) == (2, 1)
    assert other.read_bytes() == before


def test_interrupt_in_the_middle_of_add_loses_nothing(dragoman, reader, tmp_path):
    lines, store = tmp_path / "a.jsonl", tmp_path / "ledger.db"
    lines.write_text('{"text": "One."}\n{"text": "Two."}\n{"text": "stop here"}\n{"text": "Three."}\n')
    result = dragoman("add", lines, "--store", store)
    assert result.status == 130
    assert "2 new" in result.err
    assert len(dragoman("events", "--store", store, "--format", "json").out.splitlines()) == 2


def test_recode_says_what_changed_and_keeps_it(dragoman, reader, reading, ledger):
    assert "0 of them changed" in dragoman("recode", "--store", ledger).err
    event = reading.events[0].model_copy(update={"event_mode": "withdraw"})
    reader.reading = reading.model_copy(update={"events": (event,)})
    result = dragoman("recode", "--store", ledger)
    assert f"~ event {event.id}" in result.out
    assert "event_mode" in result.out
    assert json.loads(dragoman("events", "--store", ledger, "--format", "json").out)["event_mode"] == "withdraw"


def test_report_without_text_is_named_by_recode(dragoman, reader, tmp_path):
    report, store = tmp_path / "report.txt", tmp_path / "ledger.db"
    report.write_text(TEXT)
    assert dragoman("add", report, "--store", store, "--no-text").status == 0
    assert "Jordan fully" not in store.read_bytes().decode("latin-1")
    result = dragoman("recode", "--store", store)
    assert result.status == 2
    assert "text is not kept" in result.err
    assert "the words" in dragoman("why", reader.reading.events[0].id, "--store", store).out


def test_differences_are_named(reading):
    other = reading.model_copy(update={"figures": (), "events": (reading.events[0].model_copy(update={"confidence": 0.1}),)})
    assert list(differences(reading, other)) == ["- figure f-1 at least 350,000 killed"]
    assert list(differences(other, reading)) == ["+ figure f-1 at least 350,000 killed"]
