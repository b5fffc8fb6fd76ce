import pytest

from dragoman.code.figures import _value, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("350,000", 350_000), ("$1.2 billion", 1_200_000_000), ("two dozen", 24), ("twenty-three", 23), ("three hundred and five", 305), ("a hundred", 100),
        ("tens of thousands", 10_000), ("hundreds", 100), ("2.5 million", 2_500_000), ("40 percent", 40), ("one", 1), ("no", 0), ("four thousand two hundred", 4200),
        ("half a million", 500_000), ("three and a half million", 3_500_000), ("a record 5,000", 5_000), ("350 000", 350_000), ("a", 1), ("a dozen", 12),
        ("8.2 billion", 8_200_000_000), ("$4.1 million", 4_100_000), ("£2.3tn", 2_300_000_000_000), ("$3 bln", 3_000_000_000), ("5 lakhs", 500_000), (".5 million", 500_000),
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
    ],
)
def test_what_is_no_number_is_not_guessed(text):
    assert number(text) is None


@pytest.mark.parametrize(("text", "unit", "value"), [("half", "percent", 50), ("half", "people", None), ("40", "percent", 40)])
def test_half_is_a_share(text, unit, value):
    assert _value(text, unit) == value
