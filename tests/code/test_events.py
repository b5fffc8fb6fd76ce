import pytest
import spacy
from spacy.tokens import Doc

from dragoman.code.events import _hyphened, asked, auxiliaries, beside, blamed, felt, one_act, whose_plan
from dragoman.read.graph import Anchor, Arc

VOCAB = spacy.blank("en").vocab
AUX = {"historical": 0.1, "future": 0.9, "hypothetical": 0.2, "negation": 0.0}


def doc(words, heads, deps, **more):
    return Doc(VOCAB, words, heads=heads, deps=deps, **more)


@pytest.mark.parametrize(
    ("words", "heads", "deps", "start", "held"),
    [
        (["They", "asked", "whether", "Oslo", "helped", "Riga"], [1, 1, 4, 4, 1, 4], ["nsubj", "root", "mark", "nsubj", "ccomp", "obj"], 4, ("future", "hypothetical")),
        (["They", "asked", "whether", "it", "led", "after", "Oslo", "helped", "Riga"], [1, 1, 4, 4, 1, 7, 7, 4, 7], ["nsubj", "root", "mark", "nsubj", "ccomp", "mark", "nsubj", "advcl", "obj"], 7, ("future",)),
        (["They", "said", "that", "Oslo", "helped", "Riga"], [1, 1, 4, 4, 1, 4], ["nsubj", "root", "mark", "nsubj", "ccomp", "obj"], 4, ("future",)),
    ],
)  # fmt: skip
def test_what_is_only_asked_about_is_hypothetical(words, heads, deps, start, held):
    anchor = Anchor("E", start, start + 1, "AID", None, 0.9, 0.9, 0.9, aux=AUX)
    read = doc(words, heads, deps, tags=["VBD" if w == "helped" else "X" for w in words])
    assert asked(read, anchor) == ("hypothetical" in held)
    assert auxiliaries(read, anchor) == held


@pytest.mark.parametrize(("verb", "held"), [("aimed", ("hypothetical",)), ("succeeded", ())])
def test_what_is_only_aimed_at_is_hypothetical(verb, held):
    read = doc(
        ["It", verb, "at", "stepping", "up", "pressure"], [1, 1, 3, 1, 3, 3], ["nsubj", "root", "mark", "advcl", "compound:prt", "obj"],
        tags=["PRP", "VBD", "IN", "VBG", "RP", "NN"],
    )  # fmt: skip
    assert auxiliaries(read, Anchor("E", 5, 6, "REQUEST", None, 0.9, 0.9, 0.9, aux=dict.fromkeys(AUX, 0.1))) == held


@pytest.mark.parametrize(
    ("words", "heads", "deps", "pos", "trigger", "party", "shown"),
    [
        (["suspension", "of", "Australian", "aid"], [0, 3, 3, 0], ["root", "case", "compound", "nmod"], ["NOUN", "ADP", "PROPN", "NOUN"], 0, 2, ["aid"]),
        (["Oslo", "resumed", "talks"], [1, 1, 1], ["nsubj", "root", "obj"], ["PROPN", "VERB", "NOUN"], 2, 0, ["resumed"]),
        (["suspension", "of", "Mali"], [0, 2, 0], ["root", "case", "nmod"], ["NOUN", "ADP", "PROPN"], 0, 2, []),
        (["Oslo", "'s", "envoy", "was", "recalled"], [2, 0, 4, 4, 4], ["nmod:poss", "case", "nsubj:pass", "aux:pass", "root"], ["PROPN", "PART", "NOUN", "AUX", "VERB"], 4, 0, ["envoy"]),
    ],
)  # fmt: skip
def test_what_an_act_was_of_shows_it_too(words, heads, deps, pos, trigger, party, shown):
    read = doc(words, heads, deps, pos=pos)
    label = "CONSULT" if words[trigger] == "talks" else "SANCTION"
    anchor = Anchor("E", trigger, trigger + 1, label, None, 0.9, 0.9, 0.9, arcs=(Arc("actor", party, party + 1, 0.9),))
    assert [read[a:b].text for a, b in beside(read, anchor, frozenset())] == shown


def test_what_somebody_is_threatened_with_shows_it():
    words = ["Oslo", "threatened", "to", "hit", "banks", "with", "sanctions"]
    read = doc(
        words,
        [1, 1, 3, 1, 3, 6, 3],
        ["nsubj", "root", "mark", "xcomp", "obj", "case", "obl"],
        pos=["PROPN", "VERB", "PART", "VERB", "NOUN", "ADP", "NOUN"],
    )
    anchor = Anchor("E", 1, 2, "THREATEN", None, 0.9, 0.9, 0.9, arcs=(Arc("recipient", 4, 5, 0.9),))
    assert [read[a:b].text for a, b in beside(read, anchor, frozenset())] == ["sanctions"]


def test_what_is_told_with_without_has_not_happened():
    read = doc(["without", "a", "break"], [2, 2, 2], ["case", "det", "root"], tags=["IN", "DT", "NN"])
    assert auxiliaries(read, Anchor("E", 2, 3, "SANCTION", None, 0.9, 0.9, 0.9, aux=dict.fromkeys(AUX, 0.1))) == ("negation",)


def test_a_noun_and_the_participle_that_says_who_did_it_are_one_act():
    words, heads, deps = ["atrocities", "inflicted", "by", "Oslo"], [0, 0, 3, 1], ["root", "acl", "case", "obl"]
    read = doc(words, heads, deps, pos=["NOUN", "VERB", "ADP", "PROPN"])
    noun = Anchor("E", 0, 1, "ASSAULT", None, 0.5, 0.9, 0.9, arcs=(Arc("place", 3, 4, 0.9), Arc("actor", 3, 4, 0.8)))
    told = Anchor("E", 1, 2, "ASSAULT", None, 0.6, 0.7, 0.9, arcs=(Arc("actor", 3, 4, 0.6),))
    (act,) = one_act(read, (noun, told))
    assert (act.start, act.end, act.found, act.sure) == (0, 2, pytest.approx(0.8), 0.9)
    assert {(a.role, a.score) for a in act.arcs} == {("actor", 0.8), ("place", 0.9)}
    (act,) = one_act(read, (noun, Anchor("E", 1, 2, "ACCUSE", None, 0.6, 0.7, 0.9)))
    assert (act.label, {a.role for a in act.arcs}) == ("ASSAULT", {"actor", "place"})
    read = doc(["atrocities", "denounced", "by", "Oslo"], heads, deps, pos=["NOUN", "VERB", "ADP", "PROPN"])
    assert len(one_act(read, (noun, Anchor("E", 1, 2, "ACCUSE", None, 0.6, 0.7, 0.9)))) == 2


@pytest.mark.parametrize(("subject", "doer"), [("policy", ["the cabinet"]), ("cities", [])])
def test_what_a_policy_consists_in_is_done_by_whose_it_is(subject, doer):
    words = ["from", "the", "cabinet", ",", "whose", subject, "centred", "on", "gifts", "to", "Riga"]
    deps = ["case", "det", "root", "punct", "nmod:poss", "nsubj", "acl:relcl", "case", "obl", "case", "nmod"]
    read = doc(words, [2, 2, 2, 6, 5, 6, 2, 8, 6, 10, 8], deps, pos=["NOUN" if w in ("cabinet", "gifts") else "X" for w in words])
    act = Anchor("E", 8, 9, "AID", None, 0.9, 0.9, 0.9)
    assert [read[a.start : a.end].text for a in whose_plan(read, act)] == doer


@pytest.mark.parametrize(
    ("before", "given", "who", "where"),
    [
        (["Kurdish", "-"], (), "Kurdish", "town"),
        (["Kurdish", "-"], ("actor", "place"), "Rebels", "Lunsar"),
        (["internationally", "-"], (), None, None),
    ],
)
def test_who_controls_stands_before_a_hyphen(before, given, who, where):
    words = ["Rebels", "in", *before, "held", "town", "of", "Lunsar"]
    pos = ["NOUN", "ADP", "ADV" if before[0].endswith("ly") else "ADJ", "PUNCT", "VERB", "NOUN", "ADP", "PROPN"]
    read = doc(
        words,
        [0, 5, 4, 4, 5, 0, 7, 5],
        ["root", "case", "obl", "punct", "amod", "nmod", "case", "nmod"],
        pos=pos,
        tags=["X"] * 4 + ["VBN"] + ["X"] * 3,
    )
    arcs = {"actor": Arc("actor", 0, 1, 0.9), "place": Arc("place", 7, 8, 0.9)}
    found = _hyphened(read, Anchor("R", 4, 5, "control", "full", 0.9, 0.9, 0.9, arcs=tuple(arcs[g] for g in given)))
    shown = {a.role: read[a.start : a.end].text for a in found.arcs}
    assert (shown.get("actor"), shown.get("place")) == (who, where)


def test_what_is_blamed_on_somebody_is_alleged_of_him():
    words = ["Strikes", "that", "Somali", "officials", "blamed", "on", "Kenya", "killed", "15"]
    read = doc(
        words, [7, 4, 3, 4, 0, 6, 4, 7, 7], ["nsubj", "obj", "amod", "nsubj", "acl:relcl", "case", "obl", "root", "obj"],
        pos=["NOUN", "PRON", "ADJ", "NOUN", "VERB", "ADP", "PROPN", "VERB", "NUM"],
    )  # fmt: skip
    found = blamed(read, Anchor("E", 0, 1, "ASSAULT", None, 0.9, 0.9, 0.9))
    assert found.claim == "alleged"
    assert {a.role: read[a.start : a.end].text for a in found.arcs} == {"actor": "Kenya", "by": "Somali officials"}


def test_who_is_disappointed_by_another_complains_of_him():
    words = ["Oslo", "was", "disappointed", "by", "Lima"]
    read = doc(words, [2, 2, 2, 4, 2], ["nsubj:pass", "aux:pass", "root", "case", "obl"], pos=["PROPN", "AUX", "VERB", "ADP", "PROPN"])
    anchor = Anchor("E", 2, 3, "ACCUSE", None, 0.9, 0.9, 0.9, arcs=(Arc("recipient", 0, 1, 0.9), Arc("actor", 4, 5, 0.9)))
    assert {(a.role, a.start) for a in felt(read, anchor).arcs} == {("actor", 0), ("recipient", 4)}
