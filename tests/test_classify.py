from types import SimpleNamespace

import numpy as np
import pytest

import dragoman
from dragoman.classify import classify, told, words_of
from dragoman.errors import InputError

TEXT = "Jordan has  reopened\nits border with Syria."


class Engine:
    """Answers with fixed logits and keeps what it was asked."""

    labels = SimpleNamespace(
        classes=("AID", "SANCTION", "border"),
        events=2,
        subs=("-", "SANCTION/expel", "SANCTION/discontinue", "border/open"),
        aux=("future", "negation"),
    )

    def words(self, words):
        """Nothing is found: the chooser alone decides."""
        free = np.zeros((len(words), 12), np.float32)
        free[:, ::3] = 9.0
        return SimpleNamespace(arcs=np.zeros((len(words), 1 + len(words)), np.float32), anchors=free)

    def choose(self, words, actors, recipients):
        self.asked = [words[i] for i in actors], [words[i] for i in recipients]
        return np.array([1.0, 3.0], np.float32), np.array([0.0, 1.0, 2.0, 9.0], np.float32), np.array([2.0, -2.0], np.float32)


def test_answer_has_type_mode_auxiliary_and_scores():
    engine = Engine()
    answer = classify(engine, {"id": 7, "text": TEXT, "actor": [0, 6], "recipient": [37, 42]})
    assert engine.asked == (["Jordan"], ["Syria"])
    assert (answer["id"], answer["event_type"], answer["event_mode"], answer["auxiliary"]) == (7, "SANCTION", "discontinue", ["future"])
    assert list(answer["scores"]) == ["SANCTION", "AID"]
    assert sum(answer["scores"].values()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    "fields",
    [
        {"actor": [0]},
        {"actor": [5, 2]},
        {"actor": [0, 999]},
        {"actor": "Jordan"},
        {"actor": [True, 2]},
        {"actor": [10, 12]},
        {"text": ""},
        {"text": 3},
    ],
)
def test_wrong_questions_are_refused(fields):
    with pytest.raises(InputError):
        classify(Engine(), {"text": TEXT, **fields})


def test_party_may_be_unknown():
    assert classify(Engine(), {"text": TEXT, "actor": [0, 6], "recipient": None})["event_type"] == "SANCTION"


def test_long_text_is_cut_around_the_parties():
    text = "word " * 1000 + "Jordan met Syria. " + "word " * 1000
    words, (actor, recipient) = words_of(text, [(5000, 5006), (5011, 5016)])
    assert len(words) < 400
    assert ([words[i] for i in actor], [words[i] for i in recipient]) == (["Jordan"], ["Syria"])


@pytest.fixture(scope="module")
def engine():
    return dragoman.load().engine


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "label"),
    [
        ("Kenya recalled its ambassador from Somalia on Friday.", "Kenya", "Somalia", "SANCTION"),
        ("Riot police fired tear gas at students in Dhaka.", "Riot police", "students", "ASSAULT"),
        ("Peru's president met Chile's in Lima to talk about copper.", "Peru's president", "Chile's", "CONSULT"),
    ],
)
def test_what_the_reader_finds_between_the_parties_counts(engine, text, actor, recipient, label):
    spans = {name: [text.index(part), text.index(part) + len(part)] for name, part in (("actor", actor), ("recipient", recipient))}
    words, (actors, recipients) = words_of(text, [tuple(spans["actor"]), tuple(spans["recipient"])])
    share = told(engine, words, actors, recipients)
    assert engine.labels.classes[share.argmax()] == label
    assert share.sum() <= 1.001
    assert classify(engine, {"id": 1, "text": text, **spans})["event_type"] == label
