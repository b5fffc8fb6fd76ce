"""From the fitted network to the files that ship: ONNX, int8, with labels and versions beside them."""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from dragoman.learn.network import Network
from dragoman.read.labels import GROUPS, REACH, Labels


class ReaderGraph(nn.Module):
    """The first pass as it is exported: best labels where only the best is used."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.reader = network.reader

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor, first: Tensor, present: Tensor) -> tuple[Tensor, ...]:
        """See `dragoman.read.engine.WordsOut`."""
        out = self.reader(ids, types, mask, first, present)
        return out.states, out.pos.argmax(-1), out.tag.argmax(-1), out.names, out.anchors, out.free, out.arcs, out.deps.argmax(-1)


class AskerGraph(nn.Module):
    """The conditional layer as it is exported: without PropBank's head."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.asker = network.asker

    def forward(self, words: Tensor, present: Tensor, distance: Tensor, group: Tensor) -> tuple[Tensor, ...]:
        """See `dragoman.read.engine.AskedOut`."""
        a = self.asker(words, present, distance, group)
        return a.roles, a.classes, a.subs, a.aux, a.claims, a.bounds, a.quoted, a.contexts, a.sanctions


class ChooserGraph(nn.Module):
    """The chooser as it is exported: without where it looked."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.chooser = network.chooser

    def forward(self, words: Tensor, present: Tensor, marks: Tensor) -> tuple[Tensor, ...]:
        """Logits of type, type/mode, auxiliary."""
        c = self.chooser(words, present, marks)
        return c.types, c.subs, c.aux


READER_OUT = ("states", "pos", "tag", "names", "anchors", "free", "arcs", "deps")
ASKER_OUT = ("roles", "classes", "subs", "aux", "claims", "bounds", "quoted", "contexts", "sanctions")


def _write(
    module: nn.Module, inputs: dict[str, Tensor], outputs: tuple[str, ...], axes: dict[str, dict[int, str]], path: Path, quantise: bool
) -> dict[str, tuple[str, bool]]:
    """Write ``module`` to ``path``; its parameters' names in the graph, for `dragoman.learn.shipped`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        plain = Path(folder) / "plain.onnx"
        warnings.filterwarnings("ignore", "Iterating over a tensor")
        torch.onnx.export(
            module.eval(), tuple(inputs.values()), str(plain), input_names=list(inputs), output_names=list(outputs), dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        names = _names(module, plain)
        if quantise:
            quantize_dynamic(
                plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, op_types_to_quantize=["MatMul", "Gather"]
            )
        else:
            shutil.copy(plain, path)
    return names


def _names(module: nn.Module, plain: Path) -> dict[str, tuple[str, bool]]:
    """Parameter to the initializer that holds its values: the exporter renames what it transposes."""
    import onnx
    from onnx import numpy_helper

    held = {x.name: numpy_helper.to_array(x) for x in onnx.load(str(plain)).graph.initializer}
    by_values = {(a.shape, a.tobytes()): name for name, a in held.items()}
    found = {}
    for name, value in module.state_dict().items():
        turned = np.ascontiguousarray(value.detach().numpy().T)
        place = by_values.get((turned.shape, turned.tobytes()))
        if name in held:
            found[name] = (name, False)
        elif place:
            found[name] = (place, True)
    return found


def export(network: Network, labels: Labels, folder: Path, tokenizer: Path, meta: dict[str, Any], quantise: bool = True) -> None:
    """Write ``folder``: three graphs, the tokeniser and ``model.json`` with labels and ``meta``."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[101, 2317, 2160, 2758, 2748, 102]])
    ones, first = torch.ones_like(ids), torch.tensor([[1, 2, 3, 4]])
    present = torch.ones_like(first)
    pieces, words = {0: "sentences", 1: "pieces"}, {0: "sentences", 1: "words"}
    parts = {"reader": _write(
        ReaderGraph(network), {"ids": ids, "types": ones, "mask": ones, "first": first, "present": present}, READER_OUT,
        {"ids": pieces, "types": pieces, "mask": pieces, "first": words, "present": words, **{n: words for n in READER_OUT if n != "free"}}, folder / "reader.onnx", quantise,
    )}  # fmt: skip
    states = torch.randn(2, 4, 384)
    some = {
        "words": states,
        "present": torch.ones(2, 4, dtype=torch.int64),
        "distance": torch.full((2, 4), REACH),
        "group": torch.tensor([1, len(GROUPS)]),
    }
    parts["asker"] = _write(
        AskerGraph(network),
        some,
        ASKER_OUT,
        {**{n: {0: "anchors", 1: "words"} for n in ("words", "present", "distance", "roles")}, "group": {0: "anchors"}},
        folder / "asker.onnx",
        quantise,
    )
    marked = {"words": states, "present": some["present"], "marks": torch.ones(2, 4, dtype=torch.int64)}
    parts["chooser"] = _write(
        ChooserGraph(network),
        marked,
        ("types", "subs", "aux"),
        {n: {0: "sentences", 1: "words"} for n in marked},
        folder / "chooser.onnx",
        quantise,
    )
    shutil.copy(tokenizer, folder / "tokenizer.json")
    digest = sha256(b"".join((folder / f"{n}.onnx").read_bytes() for n in ("reader", "asker", "chooser"))).hexdigest()[:12]
    meta = {"version": f"{meta.pop('edition')}+{digest}", **meta, "labels": labels.model_dump(mode="json")}
    meta |= {"mix": network.reader.mix.tolist(), "parts": parts}
    (folder / "model.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
