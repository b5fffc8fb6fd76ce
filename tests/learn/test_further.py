from pathlib import Path

import pytest

from dragoman.errors import InputError, ModelError, UsageError
from dragoman.measure import corpus
from dragoman.ontology.types import Types
from dragoman.read.engine import WEIGHTS, Engine

torch = pytest.importorskip("torch", reason="fitting needs the training packages")
pytest.importorskip("onnx", reason="fitting needs the training packages")

EXAMPLE = Path(__file__).parents[2] / "examples" / "custom"


@pytest.fixture(scope="module")
def labels():
    return Engine().labels


@pytest.mark.parametrize("alone", [False, True])
def test_labels_that_stay_keep_their_rows_and_new_ones_get_some(labels, alone):
    from dragoman.learn.further import grown, widened
    from dragoman.learn.network import Network

    events = Types.read(EXAMPLE / "types.tsv", alone=alone).modes()
    new, network = widened(labels, events), Network(labels)
    old_rows = network.asker.heads[0].weight.detach()
    rows = grown(network, labels, new).asker.heads[0].weight.detach()
    kept = [name for name in new.classes if name in labels.classes]
    assert "killed" in kept
    assert ("ASSAULT" in kept) is not alone
    assert all(torch.equal(rows[new.classes.index(n)], old_rows[labels.classes.index(n)]) for n in kept)
    assert torch.allclose(rows[new.classes.index("MISHAP")], old_rows[: labels.events].mean(0))
    assert new.modes() == events


def test_what_is_not_annotated_is_not_learned_from():
    from dragoman.learn.data import IGNORE
    from dragoman.learn.further import annotated, examples

    items = list(corpus.parse(["> Kenya met Somalia.", "E CONSULT | met | actor: Kenya; Somalia"]))
    (example,) = examples(items, annotated(items))
    events, *others = example.anchors
    assert events == [0, 1, 0, 0]
    assert all(set(row) == {IGNORE} for row in others)
    assert example.free is None


def test_a_corpus_of_other_types_says_nothing_of_events():
    from dragoman.learn.further import annotated

    lines = ["> Pirates seized it, he said.", "E COERCE/seize | seized | actor: Pirates", "S said | speaker: he"]
    types = Types.read(EXAMPLE / "types.tsv", alone=True)
    assert annotated(corpus.within(corpus.parse(lines), types.modes())) == ["S"]


def test_few_sentences_are_parted_by_their_share():
    from dragoman.learn.data import parted_exactly

    mine, held = parted_exactly(corpus.load([EXAMPLE / "sentences.txt"], Types.read(EXAMPLE / "types.tsv").modes()), 0.2)
    assert (len(mine), len(held)) == (48, 12)


def test_the_start_is_not_overwritten_and_sentences_are_needed(tmp_path):
    from dragoman.learn.further import Job, further

    with pytest.raises(UsageError, match="write to another folder"):
        further(Job([EXAMPLE], WEIGHTS, WEIGHTS, "dev"), print)
    with pytest.raises(InputError, match="no annotated sentence"):
        further(Job([tmp_path], WEIGHTS, tmp_path / "out", "dev"), print)


def test_a_model_carries_its_own_types(tmp_path):
    from dragoman.learn.further import Job, further
    from dragoman.pipeline import load

    said: list[str] = []
    types = Types.read(EXAMPLE / "types.tsv", alone=True)
    further(Job([EXAMPLE / "sentences.txt"], WEIGHTS, tmp_path / "m", "own", types, short=True), said.append)
    assert said[:2] == ["48 sentences to learn from, 12 held out", "INTERCEPT: 17, few"]
    assert any(line.startswith("confidence of events: ") and line.endswith("the edition's weights stay") for line in said)
    model = load(tmp_path / "m", min_confidence=0.0)
    assert model.versions.ontology.endswith(f"+{types.digest}")
    assert model.engine.types.source == types.source
    events = model.read("The tanker was boarded by Iranian marines on Friday.").events
    assert {e.event_type for e in events} <= types.modes().keys()
    (tmp_path / "m" / "types.tsv").unlink()
    with pytest.raises(ModelError, match=r"no types\.tsv says what 'INTERCEPT' is"):
        Engine(tmp_path / "m")
