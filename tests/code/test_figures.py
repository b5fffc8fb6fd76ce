import pytest
import spacy
from spacy.tokens import Doc

from dragoman.code.figures import _bound, _by_next, _range, _value, number
from dragoman.read.graph import Anchor

VOCAB = spacy.blank("en").vocab


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("350,000", 350_000), ("$1.2 billion", 1_200_000_000), ("two dozen", 24), ("twenty-three", 23), ("three hundred and five", 305), ("a hundred", 100),
        ("tens of thousands", 10_000), ("hundreds", 100), ("2.5 million", 2_500_000), ("40 percent", 40), ("one", 1), ("no", 0), ("four thousand two hundred", 4200),
        ("half a million", 500_000), ("three and a half million", 3_500_000), ("a record 5,000", 5_000), ("350 000", 350_000), ("a", 1), ("a dozen", 12),
        ("8.2 billion", 8_200_000_000), ("$4.1 million", 4_100_000), ("£2.3tn", 2_300_000_000_000), ("$3 bln", 3_000_000_000), ("5 lakhs", 500_000), (".5 million", 500_000),
        ("a million and a half", 1_500_000), ("7½ million", 7_500_000), ("1,50,000", 150_000), ("3 million 200 thousand", 3_200_000),
    ],
)  # fmt: skip
def test_numbers_in_digits_and_words(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "several",
        "many people",
        "",
        "—",
        "9" * 20,
        "9" * 400,
        "20-30",
        "7-8",
        "20 to 30",
        "two or three",
        "a third",
        "two thirds",
        "¹",
        "a few",
        "half",
        "an estimated",
        "a thousand or two",
        "1,5 million",
        "between 2 million and 3 million",
        "one hundred to two hundred",
        "dozens or even hundreds",
        "three eighths",
        "M23",
    ],
)
def test_what_is_no_number_is_not_guessed(text):
    assert number(text) is None


@pytest.mark.parametrize(("text", "unit", "value"), [("half", "percent", 50), ("half", "people", None), ("40", "percent", 40)])
def test_half_is_a_share(text, unit, value):
    assert _value(text, unit) == value


def figure(words, numbers):
    """The document of these words, and an anchor for each ``start, end, unit`` of ``numbers``."""
    return Doc(VOCAB, words.split()), [Anchor("F", a, b, unit, None, 0.9, 0.9, 0.9, aux={}, bound="exact") for a, b, unit in numbers]


@pytest.mark.parametrize(
    ("words", "numbers", "value"),
    [
        ("Between 2 and 3 million people fled", [(1, 2, "displaced"), (3, 5, "displaced")], 2_000_000),
        ("between $ 1 and $ 2 billion", [(2, 3, "money"), (5, 7, "money")], 1_000_000_000),
        ("Five or six hundred soldiers", [(0, 2, "killed"), (2, 4, "killed")], 500),
        ("5 rebels and 2 million people fled", [(0, 1, "killed"), (3, 5, "displaced")], 5),
        ("900 to 2 thousand troops", [(0, 1, "troops"), (2, 4, "troops")], 900),
    ],
)
def test_the_first_number_of_a_range_counts_as_the_second_does(words, numbers, value):
    doc, (first, second) = figure(words, numbers)
    plain = number(doc[first.start : first.end].text)
    assert (_by_next(doc, first, second, plain) if _range(doc, first, second) else plain) == value


@pytest.mark.parametrize(
    ("words", "start", "bound"),
    [
        ("No fewer than 20 soldiers were killed", 3, ("at_least", "no fewer than")),
        ("Not more than 40 people were injured", 3, ("at_most", "not more than")),
        ("At least 20 rebels surrendered", 2, ("at_least", "at least")),
        ("Some 20 rebels surrendered", 1, ("exact", None)),
        ("Many thousands of people fled", 1, ("at_least", "thousands")),
    ],
)
def test_the_words_before_a_number_settle_its_bound(words, start, bound):
    doc, (anchor,) = figure(words, [(start, start + 1, "killed")])
    assert _bound(doc, anchor) == bound
