from __future__ import annotations

import numpy as np
import pytest

from dragoman.errors import InputError
from dragoman.measure import study

SENTENCES = [
    ("<s>Chad</s> imposed sanctions on <t>Mali</t>.", "COERCE", "4", "SANCTION"),
    ("<s>Chad</s> left <t>Mali</t>.", "YIELD", "2", "RETREAT"),
    ("<s>Chad</s> fined <t>Mali</t>.", "COERCE", "4", "SANCTION"),
    ("<t>Mali</t> was warned by <s>Chad</s>.", "THREATEN", "3", "ACCUSE"),
]
ASKED = {study.unmarked(marked)[0]: kind for marked, _, _, kind in SENTENCES}


def ask(line):
    return {"event_type": ASKED[line["text"]], "event_mode": None}


@pytest.fixture
def folder(tmp_path):
    rows = ["\tmarked_sentence\tgold_root\tgold_penta", *(f"{i}\t{m}\t{label}\t{quad}" for i, (m, label, quad, _) in enumerate(SENTENCES))]
    (tmp_path / "PLV_train.tsv").write_text("\n".join(rows))
    return tmp_path


@pytest.fixture
def older(tmp_path):
    path = tmp_path / "rules.tsv"
    path.write_text("event_type\tmode\twords\tlabel\twhy\nSANCTION\t*\tsanction\tCOERCE\told\nACCUSE\texpel\t\tTHREATEN\tmode\n")
    return path


@pytest.mark.parametrize(
    ("marked", "text", "spans"),
    [
        ("<s>A</s> met <t>B</t>", "A met B", {"s": (0, 1), "t": (6, 7)}),
        ("<t>B</t> by <s>A</s>, of <t>B</t>", "B by A, of B", {"t": (0, 1), "s": (5, 6)}),
        ("<s>the <t>B</t> man</s>", "the B man", {"t": (4, 5), "s": (0, 9)}),
    ],
)
def test_marks_become_offsets(marked, text, spans):
    assert study.unmarked(marked) == (text, spans)


def test_yield_is_two_types_and_the_older_reading_admits_only_what_its_rules_say(folder, older):
    figures, types, admitted = study.parts(ask, folder, older)
    assert figures.figures["type given the parties: accuracy"] == 0.25
    assert figures.figures["type given the parties, older reading: accuracy"] == 0.5
    assert {r[0]: r[3] for r in types.rows}["YIELD"] == 1
    assert [row[3] for row in admitted.rows] == [1, 0]


def test_without_rules_no_older_reading_is_shown(folder):
    assert [p.title for p in study.parts(ask, folder, None)] == ["Type given the two parties", "Type given the two parties, by type"]


def test_macro_f1_is_the_mean_over_classes_that_occur():
    gold, said = np.array([0, 0, 1, 1]), np.array([0, 0, 0, 1])
    assert study.macro_f1(gold, said, 5) == pytest.approx((0.8 + 2 / 3) / 2)


def test_intervals_hold_the_figure_and_are_the_same_each_time():
    gold, said = np.arange(60) % 3, np.where(np.arange(60) % 5, np.arange(60) % 3, 0)
    found = study.intervals((gold, said), (gold, said))
    assert all(low <= value <= high for value, low, high in found)
    assert found == study.intervals((gold, said), (gold, said))


@pytest.mark.parametrize(("name", "text"), [("PLV_train.tsv", "a\tb\n1\t2"), ("rules.tsv", "event_type\nX")])
def test_a_file_of_another_form_is_refused(name, text, folder, older):
    (folder / name).write_text(text)
    with pytest.raises(InputError, match=name):
        study.parts(ask, folder, older)


def test_the_rules_that_ship_can_be_read(request):
    rules = study.rules(request.config.rootpath / "evaluation" / "older_reading.tsv")
    assert {r.label for r in rules} == {"COERCE", "AID", "SANCTION", "ACCUSE", "AGREE", "YIELD"}
