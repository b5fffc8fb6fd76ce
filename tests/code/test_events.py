import pytest
import spacy
from spacy.tokens import Doc

from dragoman.code.events import asked, auxiliaries
from dragoman.read.graph import Anchor

VOCAB = spacy.blank("en").vocab
AUX = {"historical": 0.1, "future": 0.9, "hypothetical": 0.2, "negation": 0.0}


def doc(words, heads, deps):
    return Doc(VOCAB, words, heads=heads, deps=deps)


@pytest.mark.parametrize(
    ("words", "heads", "deps", "start", "held"),
    [
        (["They", "asked", "whether", "Oslo", "helped", "Riga"], [1, 1, 4, 4, 1, 4], ["nsubj", "root", "mark", "nsubj", "ccomp", "obj"], 4, ("future", "hypothetical")),
        (["They", "said", "that", "Oslo", "helped", "Riga"], [1, 1, 4, 4, 1, 4], ["nsubj", "root", "mark", "nsubj", "ccomp", "obj"], 4, ("future",)),
    ],
)  # fmt: skip
def test_what_is_only_asked_about_is_hypothetical(words, heads, deps, start, held):
    anchor = Anchor("E", start, start + 1, "AID", None, 0.9, 0.9, 0.9, aux=AUX)
    read = doc(words, heads, deps)
    assert asked(read, anchor) == ("hypothetical" in held)
    assert auxiliaries(read, anchor) == held
