import json

import pytest

from dragoman.errors import ModelError
from dragoman.read.engine import WEIGHTS

pytest.importorskip("torch", reason="fitting needs the training packages")
pytest.importorskip("onnx", reason="fitting needs the training packages")


def test_an_edition_that_does_not_say_where_its_weights_stand_is_refused(tmp_path):
    from dragoman.learn.shipped import shipped

    (tmp_path / "model.json").write_text(json.dumps({"labels": {}}))
    with pytest.raises(ModelError, match="cannot be fitted further"):
        shipped(tmp_path)


def test_the_shipped_weights_come_back():
    import numpy as np
    import torch

    from dragoman.learn.shipped import shipped
    from dragoman.read.engine import Engine
    from dragoman.read.pieces import batch

    engine, (network, labels) = Engine(), shipped(WEIGHTS)
    words = ["Kenya", "recalled", "its", "ambassador", "from", "Somalia", "."]
    b = batch([engine.cutter.sentence(words)])
    ids, types, mask, first, present = (torch.from_numpy(x) for x in (b.ids, b.types, b.mask, b.first, b.present))
    with torch.no_grad():
        out = network.reader(ids, types, mask, first, present)
    assert labels == engine.labels
    assert np.abs(out.anchors[0].numpy() - engine.words(words).anchors).max() < 1.5
    assert (out.pos.argmax(-1)[0].numpy() == engine.words(words).pos).mean() > 0.8
