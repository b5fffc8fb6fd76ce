import pytest
import spacy
from spacy.tokens import Doc

from dragoman.read.graph import Arc
from dragoman.resolve.included import included

VOCAB = spacy.blank("en").vocab
TAGS = {"states": "NNS", "allies": "NNS", "Jordan": "NNP", "backed": "VBD", "left": "VBD", "States": "NNPS"}


def members(text, group):
    words = text.split()
    doc = Doc(VOCAB, words, tags=[TAGS.get(w, "NN") for w in words], heads=[0] * len(words), deps=["dep"] * len(words))
    start = words.index(group)
    return [doc[a.start : a.end].text for a in included(doc, Arc("actor", start, start + 1, 1.0), len(words))]


@pytest.mark.parametrize(
    ("text", "group", "found"),
    [
        ("Arab states allied with the United States , including Qatar , Saudi Arabia and the United Arab Emirates , backed it", "states", ["Qatar", "Saudi Arabia", "the United Arab Emirates"]),
        ("European allies such as Poland", "allies", ["Poland"]),
        ("Jordan , including Amman , backed it", "Jordan", []),
        ("the United States , including Alaska", "States", []),
        ("states backed it , including Qatar", "states", []),
        ("states , including those that left", "states", []),
        ("states backing allies such as Poland", "states", []),
    ],
)  # fmt: skip
def test_members_are_the_names_after_a_plural(text, group, found):
    assert members(text, group) == found
