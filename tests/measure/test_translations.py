from __future__ import annotations

import json

import pytest
from made_corpora import Reader, event

from dragoman.errors import InputError
from dragoman.measure import translations

LINES = [
    {"i": 0, "reference": "The president met the minister of Chad.", "A": "The president of Chad met.", "B": "Rain."},
    {"i": 1, "reference": "Rain fell on the president.", "A": "Rain.", "B": "Rain."},
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "xx-en.jsonl").write_text("\n".join(map(json.dumps, LINES)))
    return tmp_path


def read(text):
    return [event(text, "CONSULT", "met", ["Chad"], countries={"Chad": "TCD"})] if "met" in text else []


def test_political_lines_are_chosen_by_their_words(folder):
    assert [row["B"] for row in translations.political(folder)] == ["Rain."]


def test_events_are_kept_by_type_and_country(folder):
    part = translations.part(Reader(read), folder)
    assert part.rows == [("A", 1, 1.0, 1.0, 1), ("B", 1, 0.0, 0.0, 0)]
    assert part.figures == {"facts kept, translated": 0.5}


def test_a_line_of_another_form_is_refused(folder):
    (folder / "xx-en.jsonl").write_text('{"text": "x"}')
    with pytest.raises(InputError, match="reference"):
        translations.part(Reader(read), folder)
