import pytest
import spacy
from spacy.tokens import Doc

from dragoman.code.events import asked, auxiliaries, beside
from dragoman.read.graph import Anchor, Arc

VOCAB = spacy.blank("en").vocab
AUX = {"historical": 0.1, "future": 0.9, "hypothetical": 0.2, "negation": 0.0}


def doc(words, heads, deps, **more):
    return Doc(VOCAB, words, heads=heads, deps=deps, **more)


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


@pytest.mark.parametrize(
    ("words", "heads", "deps", "pos", "trigger", "party", "shown"),
    [
        (["suspension", "of", "Australian", "aid"], [0, 3, 3, 0], ["root", "case", "compound", "nmod"], ["NOUN", "ADP", "PROPN", "NOUN"], 0, 2, ["aid"]),
        (["suspension", "of", "Mali"], [0, 2, 0], ["root", "case", "nmod"], ["NOUN", "ADP", "PROPN"], 0, 2, []),
        (["Oslo", "'s", "envoy", "was", "recalled"], [2, 0, 4, 4, 4], ["nmod:poss", "case", "nsubj:pass", "aux:pass", "root"], ["PROPN", "PART", "NOUN", "AUX", "VERB"], 4, 0, ["envoy"]),
    ],
)  # fmt: skip
def test_what_an_act_was_of_shows_it_too(words, heads, deps, pos, trigger, party, shown):
    read = doc(words, heads, deps, pos=pos)
    anchor = Anchor("E", trigger, trigger + 1, "SANCTION", None, 0.9, 0.9, 0.9, arcs=(Arc("actor", party, party + 1, 0.9),))
    assert [read[a:b].text for a, b in beside(read, anchor, frozenset())] == shown
