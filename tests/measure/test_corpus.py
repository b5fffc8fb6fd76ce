from pathlib import Path

import pytest

from dragoman.measure import corpus

GOOD = """@ date: 2021-05-06
> Kenya, an ally of Somalia, said it would not send troops to Somalia.
R alliance/ally | ally | a: Kenya | b: Somalia
E REJECT/assist | would not send | actor: it | recipient: Somalia#2 | aux:
S said | speaker: Kenya | content: it would … Somalia#2
F 2 | killed
"""


def test_a_sentence_is_read_with_its_offsets():
    (sentence,) = corpus.parse(GOOD.replace("F 2 | killed\n", "").replace("… Somalia#2", "… to Somalia").splitlines())
    reject = sentence.notes[1]
    (where,) = reject.roles["recipient"]
    assert sentence.text[where.start : where.end] == "Somalia"
    assert where.start == sentence.text.rindex("Somalia")
    assert sentence.date == "2021-05-06"
    content = sentence.notes[2].roles["content"][0]
    assert sentence.text[content.start : content.end] == "it would not send troops to Somalia"


@pytest.mark.parametrize(
    "line",
    [
        "E SANCTIONS | said",
        "E SANCTION/visit | said",
        "E SANCTION | sanctioned",
        "R border/ajar | ally",
        "F 2 | killed",
        "S said | speaker: Kenia",
        "X said",
        "E AGREE | said | aux: maybe",
    ],
)
def test_a_wrong_line_names_its_place(line):
    with pytest.raises(corpus.CorpusError, match=r"^f\.txt:2: "):
        list(corpus.parse(["> Kenya, an ally of Somalia, said no.", line], "f.txt"))


OWN = {"PIRACY": frozenset({"board"}), "ASSAULT": frozenset({"drone"})}


def test_types_of_a_users_own_are_checked_in_place_of_plovers():
    text = "> Pirates boarded the ship."
    (sentence,) = corpus.parse([text, "E PIRACY/board | boarded | actor: Pirates | recipient: the ship"], events=OWN)
    assert (sentence.notes[0].label, sentence.notes[0].sub) == ("PIRACY", "board")
    with pytest.raises(corpus.CorpusError, match=r"^-:2: unknown mode or level of PIRACY 'ram'"):
        list(corpus.parse([text, "E PIRACY/ram | boarded | actor: Pirates"], events=OWN))
    with pytest.raises(corpus.CorpusError, match=r"^-:2: unknown type 'COERCE'"):
        list(corpus.parse([text, "E COERCE/seize | boarded | actor: Pirates"], events=OWN))


def test_another_ontology_sees_no_event_of_a_type_that_it_lacks():
    lines = [
        "> Pirates shelled and seized it, he said.",
        "E ASSAULT/aerial | shelled | actor: Pirates",
        "E COERCE | seized | actor: Pirates",
        "S said | speaker: he",
    ]
    (sentence,) = corpus.within(corpus.parse(lines), OWN)
    assert [(n.group, n.label, n.sub) for n in sentence.notes] == [("E", "ASSAULT", None), ("S", "SAY", None)]


def test_a_file_in_another_encoding_is_named(tmp_path):
    (tmp_path / "a.txt").write_bytes("> Zürich".encode("latin-1"))
    with pytest.raises(corpus.CorpusError, match=r"a\.txt: is not UTF-8"):
        corpus.load([tmp_path])


def test_the_corpus_is_sound():
    sentences, faults = corpus.check([Path(__file__).parents[2] / "training" / "corpus"])
    assert not faults
    assert len(sentences) >= 1000


def test_training_and_test_share_no_sentence():
    root = Path(__file__).parents[2]
    both = corpus.load([root / "training" / "corpus", root / "evaluation" / "gold"])
    files = {f.name for f in (root / "evaluation" / "gold").glob("*.txt")}
    crossing = [
        (a.where, b.where)
        for a, b in corpus.near_duplicates(both, 0.5)
        if (a.where.split(":")[0] in files) != (b.where.split(":")[0] in files)
    ]
    assert not crossing
