"""Reports that are broken in one way or another: an issue says so, nothing is raised, nothing is invented."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dragoman import pipeline
from dragoman.errors import ModelError, UsageError
from dragoman.ingest import inputs
from dragoman.model import Report
from dragoman.read import extent as extents
from dragoman.read.engine import FILES, WEIGHTS, Engine
from dragoman.read.extent import extent

DAY = dt.date(2021, 9, 30)
BORDER = "Jordan reopened its border with Syria on Wednesday."


@pytest.fixture(scope="module")
def nlp():
    return pipeline.load()


def issues(reading) -> dict[str, str]:
    return {i.what: i.detail for i in reading.issues}


def test_assumed_encoding_is_an_issue(nlp, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("date 2021-09-30\n\nThe Élysée said that France recalled its envoy.".encode("cp1252"))
    (report,) = inputs([path])
    assert "Windows-1252" in issues(nlp.read(report))["encoding assumed"]


@pytest.mark.parametrize(
    ("text", "published", "what", "word"),
    [
        (BORDER, None, "no publication date", "--date"),
        (f"date 2021-02-30\n\n{BORDER}", None, "no publication date", "'date 2021-02-30' is no date"),
        (BORDER, dt.date(2999, 1, 1), "publication date in the future", "2999-01-01"),
        (" \n ", DAY, "no text", "nothing"),
        (
            "Le ministre a annoncé mercredi que la frontière avec la Syrie est ouverte depuis ce matin pour tous.",
            DAY,
            "not English",
            "'fr'",
        ),
    ],
)
def test_what_is_missing_is_an_issue(nlp, text, published, what, word):
    assert word in issues(nlp.read(text, published))[what]


@pytest.mark.parametrize("line", ["date 2021-09-30", "Date: 30 September 2021", "Thursday, September 30, 2021", "date 2021-02-30"])
def test_a_line_that_is_only_the_date_is_not_read(nlp, line):
    reading = nlp.read(f"{line}\n{BORDER}")
    assert all(record.evidence[0].start > len(line) for record in (*reading.events, *reading.figures))
    assert reading.events[0].evidence[0].text in BORDER
    assert not any(0 < issue.end <= len(line) for issue in reading.issues)


def test_only_the_beginning_of_a_very_long_report_is_read(nlp, monkeypatch):
    monkeypatch.setattr(extents, "READ", 200)
    text = " ".join([BORDER] * 100)
    reading = nlp.read(text, DAY)
    (issue,) = [i for i in reading.issues if i.what == "too long"]
    assert (issue.start, issue.end) == (3 * (len(BORDER) + 1), len(text))
    assert reading.report.text == text
    assert max(s.end for e in reading.events for s in e.evidence) <= issue.start


def test_what_no_blank_breaks_is_left_out(nlp):
    reading = nlp.read(f"{BORDER} {'=' * 2000} {BORDER}", DAY)
    (issue,) = [i for i in reading.issues if i.what == "unbroken text"]
    assert (issue.start, issue.end) == (len(BORDER) + 1, len(BORDER) + 2001)
    assert max(s.end for e in reading.events for s in e.evidence) > issue.end


@pytest.mark.parametrize(("text", "size"), [("a b. c", 6), ("A bc. " * 50, 96), ("word " * 50, 100), ("x" * 500, 100), ("A.\n" * 50, 99)])
def test_a_long_text_is_cut_after_a_sentence_else_a_word(monkeypatch, text, size):
    monkeypatch.setattr(extents, "READ", 100)
    monkeypatch.setattr(extents, "NEAR", 40)
    assert extent(text) == size


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("", None),
        ("\ud800 Jordan met Syria.", DAY),
        (f"In 2019¹ {BORDER}", DAY),
        (f"{BORDER} {'A-' * 40} met.", DAY),
        (f"{BORDER} It met in {'the middle of ' * 40}nowhere.", DAY),
        (f"{BORDER} {'early‑' * 260}2012", DAY),
        (f"{BORDER} {chr(40) * 5000}", DAY),
        (f"{BORDER} {'Iran’s Syria’s ' * 100}army left.", DAY),
        ("\x00\x1b[31m Jordan met Syria.\u202e", DAY),
        (f"{BORDER} At least {'9' * 400} people were killed.", DAY),
        ("Somalia severed ties with Kenya in the year 0 and on 31 February 99999.", dt.date(1, 1, 1)),
        (BORDER, dt.date(9999, 12, 31)),
        ("x" * 20_000, None),
        ("] [/red] </p> {} %s \\n", None),
    ],
)
def test_no_text_raises(nlp, text, published):
    reading = nlp.read(text, published)
    assert reading.model_dump_json()
    assert reading._repr_html_()


def test_a_report_made_by_hand_with_half_a_surrogate_is_read(nlp):
    assert nlp.read(Report(text=f"\ud800 {BORDER}", published=DAY)).events


@pytest.mark.parametrize("wrong", [None, b"Jordan", 7])
def test_what_is_no_report_is_refused(nlp, wrong):
    with pytest.raises(UsageError, match=type(wrong).__name__):
        nlp.read(wrong)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("model.json", None, "no such file"),
        ("model.json", "{", "not what"),
        ("model.json", "{}", "not what"),
        ("reader.onnx", None, "lacks reader.onnx"),
        ("tokenizer.json", "{", "tokenizer.json cannot be read"),
    ],
)
def test_a_broken_model_is_named(tmp_path: Path, name, content, word):
    for file in FILES:
        if file != name:
            (tmp_path / file).symlink_to(WEIGHTS / file)
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(ModelError, match=word):
        Engine(tmp_path)
