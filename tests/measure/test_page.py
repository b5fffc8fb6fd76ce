from __future__ import annotations

import pytest
from made_corpora import MADE_BY, event, reading

from dragoman.measure import corpus
from dragoman.measure.corpora import corpora, missing
from dragoman.measure.gold import as_report
from dragoman.measure.page import goals, page
from dragoman.measure.part import Part, some
from dragoman.measure.report import figures
from dragoman.measure.score import score

GOLD = as_report(list(corpus.parse(["> Chad warned Mali.", "E THREATEN | warned | actor: Chad | recipient: Mali"])), "t")
SCORES = score([(GOLD, reading(GOLD.report, event(GOLD.report.text, "THREATEN", "warned", ["Mali"], ["Chad"])))])


@pytest.mark.parametrize(
    ("figure", "value", "said"),
    [
        ("event", 0.9, "| reached |"),
        ("event", 0.7, "misses by 0.100"),
        ("false alarms", 0.05, "misses by 0.010"),
        ("none such", 1, "not measured here"),
    ],
)
def test_what_must_be_reached_is_shown_with_what_is_missing(figure, value, said):
    assert any(said in line for line in goals({figure: value}))


@pytest.mark.parametrize(("errors", "said"), [("## What remains\n\nMuch.", "Much."), (None, "- t: THREATEN read THREATEN"), (" ", "- t: ")])
def test_the_page_shows_every_part_what_is_absent_and_the_errors(errors, said):
    part = Part("Made up", "On nothing.", ("What", "Figure"), [("x", 0.5)], {"x": 0.5})
    text = page(SCORES, 1, MADE_BY, [part], figures(SCORES), ["no corpus"], errors)
    assert said in text
    assert "## Made up\n\nOn nothing.\n\n| What | Figure |\n|---|---:|\n| x | 0.500 |" in text
    assert "- no corpus" in text
    assert "| ZSP, zero-shot NLI" in text


def test_a_corpus_that_is_not_there_is_named(tmp_path):
    (tmp_path / "train" / "gum").mkdir(parents=True)
    found = [missing(c, tmp_path) for c in corpora(tmp_path, None, dict, None)]
    assert found[2] == "trees and names: there is no train/ud_ewt in the folder of corpora"
    assert all(found)


@pytest.mark.parametrize(("limit", "chosen"), [(None, [0, 1, 2, 3, 4, 5]), (9, [0, 1, 2, 3, 4, 5]), (2, [0, 3]), (3, [0, 2, 4])])
def test_a_trial_takes_items_from_everywhere(limit, chosen):
    assert list(some(range(6), limit)) == chosen
