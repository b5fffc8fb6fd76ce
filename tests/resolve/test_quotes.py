import pytest

from dragoman.resolve.actors.quotes import quoted_by
from dragoman.resolve.actors.scope import Scope


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ('"We had to act," the president said in a televised address.', "We", "the president"),
        ('"We will play our part," said its spokesman on Monday.', "our", "its spokesman"),
        ("“We are not at war,” he told reporters. “They are.”", "We", "he"),
        ('The minister told reporters: "We do not need permission."', "We", "The minister"),
        ('Rain fell. "We left," the villagers said. "We came back."', "We left", "the villagers"),
        ('We left before "the storm," he said.', "We", None),
        ('"We shall overcome." The crowd dispersed.', "We", None),
    ],
)
def test_who_says_a_quotation(text, words, speaker):
    span = quoted_by(text.index(words), Scope(text))
    assert (text[slice(*span)] if span else None) == speaker
