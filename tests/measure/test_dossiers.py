from __future__ import annotations

import datetime as dt
import json

import pytest

from dragoman.errors import InputError
from dragoman.ledger import Answer, Since
from dragoman.measure import dossiers
from dragoman.model import Bound, Entity, Event, Reading, Relation, ReportHead, Valid, Versions, When

D = dt.date
MADE_BY = Versions(dragoman="0", model="m", ontology="o", codebook="1")
JOR, SYR = (Entity(text=c, start=0, end=1, code=f"{c}GOV", country=c, sectors=("GOV",), resolved=True) for c in ("JOR", "SYR"))
QUESTION = {
    "id": "q1", "question": "?", "kind": "border", "a": "SYR", "b": "JOR", "place": None, "as_of": "2021-10-05", "known_by": None,
    "answer": {"status": "holds", "level": "open", "since": {"earliest": "2021-09-29", "latest": "2021-09-29"}},
}  # fmt: skip
EARLY = QUESTION | {"id": "q2", "known_by": "2021-09-29", "answer": {"status": "unknown", "level": None, "since": None}}
WRONG = QUESTION | {"id": "q3", "answer": {"status": "holds", "level": "closed", "since": None}}
SAME = {"same": [[["01.txt", "reopened the border"], ["02.txt", "opened the gates"]], [["02.txt", "Nobody spoke"]]], "different": []}


class Reader:
    """Finds one event and one state in each report that says ``opened``."""

    def read(self, report):
        text = report.text
        head, day = ReportHead.of(report), D(2021, 9, 29)
        if "opened" not in text:
            return Reading(versions=MADE_BY, report=head)
        at = text.index("opened")
        words = (report.span(at, at + 6),)
        event = Event(
            id=f"e{head.id[-8:]}", event_type="RETREAT", actors=(JOR,), recipients=(SYR,), evidence=words, confidence=0.9,
            date=When(start=day, end=day, text="", basis="stated"),
        )  # fmt: skip
        valid = Valid(from_=Bound(earliest=day, latest=day, precision="day"))
        state = Relation(id=f"r{head.id[-8:]}", kind="border", a=JOR, b=SYR, level="open", valid=valid, known=report.published, basis="stated", evidence=words, confidence=0.9)  # fmt: skip
        return Reading(versions=MADE_BY, report=head, events=(event,), relations=(state,))


@pytest.fixture
def folder(tmp_path):
    story = tmp_path / "crossing"
    story.mkdir()
    (story / "01.txt").write_text("date 2021-09-30\nsource: The Post\n\nJordan reopened the border.")
    (story / "02.txt").write_text("date 2021-10-01\n\nJordan opened the gates. Nobody spoke.")
    (story / "questions.json").write_text(json.dumps([QUESTION, EARLY, WRONG]))
    (story / "same_events.json").write_text(json.dumps(SAME))
    return tmp_path


def test_reports_have_their_date_and_source(folder):
    (story,) = dossiers.load(folder)
    first = story.reports["01.txt"]
    assert (first.published, first.publisher, first.text) == (D(2021, 9, 30), "The Post", "Jordan reopened the border.")
    assert dossiers.load(folder / "crossing") == [story]


def test_questions_are_answered_and_mentions_merged(folder):
    results = [dossiers.measure(s, Reader()) for s in dossiers.load(folder)]
    assert [marks for *_, marks in results[0].answers] == [(True, True, True), (True, True, True), (True, False, False)]
    assert (results[0].merging.right, results[0].merging.found, results[0].merging.wanted) == (1, 1, 1)
    found = dossiers.figures(results)
    assert (found["dossiers: answers right"], found["dossiers: merging F1"], found["dossiers: mentions with an event"]) == (
        0.6667,
        1.0,
        0.6667,
    )
    assert dossiers.rows(results) == [("crossing", 3, 3, 2, 2, 1.0), ("border", 3, 3, 2, 2, None)]
    assert list(dossiers.faults(results)) == ["crossing q3: border SYR–JOR on 2021-10-05: holds open; right is holds closed"]


def answer(level, status, place=""):
    return Answer("border", "JOR", "SYR", place, level, status, Since(D(2021, 9, 29), D(2021, 9, 29)) if level else None, ())


@pytest.mark.parametrize(
    ("found", "marks"),
    [
        (None, (False, False, False)),
        (answer("open", "holds"), (True, True, True)),
        (answer("closed", "holds"), (True, False, False)),
        (answer("open", "uncertain"), (False, False, False)),
        (answer(None, "unknown, last known open"), (False, False, False)),
    ],
)
def test_status_is_scored_before_level_and_beginning(found, marks, folder):
    assert dossiers.marked(dossiers.load(folder)[0].questions[0], found) == marks


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("questions.json", "[{}]", "KeyError"),
        ("same_events.json", "[", "JSONDecodeError"),
        ("same_events.json", json.dumps({"same": [[["01.txt", "not there"]]], "different": []}), "are not there"),
    ],
)
def test_a_wrong_dossier_is_refused(name, text, word, folder):
    (folder / "crossing" / name).write_text(text)
    with pytest.raises(InputError, match=word):
        dossiers.load(folder)


def test_a_folder_without_dossiers_is_refused(tmp_path):
    with pytest.raises(InputError, match="no dossier"):
        dossiers.load(tmp_path)
