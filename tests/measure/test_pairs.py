from __future__ import annotations

import pytest
from made_corpora import event, reading

from dragoman.measure import corpus, pairs
from dragoman.measure.gold import as_report

LINES = [
    ["> Chad warned Mali.", "E THREATEN | warned | actor: Chad | recipient: Mali", "P swap x"],
    ["> Mali warned Chad.", "E THREATEN | warned | actor: Mali | recipient: Chad", "P swap x"],
]
GOLDS = [as_report(list(corpus.parse(lines)), "t") for lines in LINES]


def read(*found):
    """The share of pairs at each level, if these are the kind, actor and recipient read in each sentence."""
    readings = [
        reading(g.report, *([event(g.report.text, kind, "warned", [a], [b])] if kind else []))
        for g, (kind, a, b) in zip(GOLDS, found, strict=True)
    ]
    return [row[1] for row in pairs.part(zip(GOLDS, readings, strict=True)).rows]


@pytest.mark.parametrize(
    ("found", "shares"),
    [
        ((("THREATEN", "Chad", "Mali"), ("THREATEN", "Mali", "Chad")), [1, 1, 1]),
        ((("THREATEN", "Chad", "Mali"), ("ACCUSE", "Mali", "Chad")), [1, 1, 0]),
        ((("THREATEN", "Chad", "Mali"), ("THREATEN", "Chad", "Mali")), [1, 0, 0]),
        ((("THREATEN", "Chad", "Mali"), (None, "", "")), [0, 0, 0]),
    ],
)
def test_a_pair_counts_only_whole(found, shares):
    assert read(*found) == shares


def test_a_pair_without_its_other_half_is_left_out():
    assert pairs.part([(GOLDS[0], reading(GOLDS[0].report))]).figures == {}
