import pytest

from dragoman.read.phrases import joined, passed_over, whole


def test_pieces_that_only_of_parts_are_one():
    words = ["He", "retook", "most", "of", "Syria", "."]
    assert joined([(1, 4, 5, 0.6), (1, 2, 3, 0.9)], words) == [(1, 2, 5, 0.6)]
    assert joined([(0, 4, 5, 0.6), (1, 2, 3, 0.9)], words) == [(1, 2, 3, 0.9), (0, 4, 5, 0.6)]


OFFICIALS = (
    ["Officials", "in", "Jordan", "urged", "Washington"], [4, 3, 1, 0, 4], ["nsubj", "case", "nmod", "root", "obj"], ["NOUN", "ADP", "PROPN", "VERB", "PROPN"],
)  # fmt: skip
GREETS = (
    ["Sergey", "Lavrov", "greets", "Faisal", "Mekdad"], [2, 0, 2, 5, 2], ["compound", "root", "flat", "flat", "flat"], ["PROPN", "PROPN", "VERB", "PROPN", "PROPN"],
)  # fmt: skip

CALLS = (
    ["Egypt", "called", "the", "Union", "(", "EU", ")", "unfair"],
    [2, 0, 4, 2, 6, 4, 6, 2],
    ["nsubj", "root", "det", "obj", "punct", "appos", "punct", "xcomp"],
    ["PROPN", "VERB", "DET", "PROPN", "PUNCT", "PROPN", "PUNCT", "ADJ"],
)
MEETS = (
    ["They", "met", "in", "New", "York"],
    [2, 0, 5, 5, 2],
    ["nsubj", "root", "case", "amod", "obl"],
    ["PRON", "VERB", "ADP", "PROPN", "PROPN"],
)


@pytest.mark.parametrize(
    ("sentence", "piece", "anchor", "span"),
    [
        (MEETS, (2, 3, 4, 0.9), (1, 2), (3, 5)),
        (OFFICIALS, (0, 0, 1, 0.9), (3, 4), (0, 3)),
        (OFFICIALS, (1, 4, 5, 0.9), (3, 4), (4, 5)),
        (GREETS, (0, 1, 2, 0.9), (5, 5), (0, 2)),
        (CALLS, (0, 2, 6, 0.9), (1, 2), (2, 7)),
    ],
)
def test_a_party_is_a_whole_phrase_but_never_goes_over_a_verb(sentence, piece, anchor, span):
    words, heads, deps, pos = sentence
    ((_, start, end, _),) = whole([piece], anchor, heads, deps, pos, words)
    assert (start, end) == span


def test_a_party_never_goes_over_another():
    words, heads, deps, pos = GREETS
    found = whole([(0, 0, 2, 0.9), (0, 3, 5, 0.9)], (2, 3), heads, deps, pos, words)
    assert [p[1:3] for p in found] == [(0, 2), (3, 5)]


LISTED = (
    ["Officials", "in", "Jordan", ",", "an", "ally", ",", "and", "Lebanon", "urged", "Israel"], [10, 3, 1, 6, 6, 1, 10, 10, 10, 0, 10],
    ["nsubj", "case", "nmod", "punct", "det", "appos", "punct", "cc", "nsubj", "root", "obj"],
    ["NOUN", "ADP", "PROPN", "PUNCT", "DET", "NOUN", "PUNCT", "CCONJ", "PROPN", "VERB", "PROPN"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("found", "more"),
    [
        ([(0, 8, 9, 0.9)], [(0, 0, 3, 0.9)]),
        ([(0, 0, 3, 0.8), (0, 8, 9, 0.9)], []),
        ([(1, 10, 11, 0.9)], []),
    ],
)
def test_the_first_of_two_subjects_goes_with_the_second(found, more):
    words, heads, deps, pos = LISTED
    assert passed_over(found, frozenset({0}), (9, 10), heads, deps, pos, words) == more
