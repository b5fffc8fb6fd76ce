"""The shipped edition as a network that can be fitted further: its weights, read back out of the graphs that run."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from dragoman.errors import ModelError
from dragoman.learn.network import Network
from dragoman.read.labels import Labels


def _values(held: dict[str, NDArray[np.generic]], name: str, turned: bool) -> NDArray[np.float32]:
    """The initializer ``name``; where it was quantised, its eight-bit numbers times their scale (of the whole, or of each column)."""
    if name in held:
        return held[name].astype(np.float32).T if turned else held[name].astype(np.float32)
    turned = turned or f"{name}_quantized" not in held
    name = name if f"{name}_quantized" in held else f"{name}_Transposed"  # what the quantiser calls a matrix that it had to turn
    whole, scale, zero = (held[f"{name}_{part}"].astype(np.float32) for part in ("quantized", "scale", "zero_point"))
    values = np.asarray((whole - zero) * scale, np.float32)
    return values.T if turned else values


def shipped(folder: Path) -> tuple[Network, Labels]:
    """The network of an edition and its labels.

    What only training knows (PropBank's head) is new; eight-bit rounding stays in the weights.

    Raises:
        ModelError: the edition does not say where its parameters stand (it is older than this function).
    """
    import onnx
    from onnx import numpy_helper

    meta = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    if "parts" not in meta:
        raise ModelError(f"{folder}: this edition does not say where its weights stand, so it cannot be fitted further; use a newer one")
    labels = Labels.model_validate(meta["labels"])
    network = Network(labels)
    state = network.state_dict()
    state["reader.mix"] = torch.tensor(meta["mix"])
    for part, names in meta["parts"].items():
        held = {x.name: numpy_helper.to_array(x) for x in onnx.load(str(folder / f"{part}.onnx")).graph.initializer}
        for name, (place, turned) in names.items():
            state[name] = torch.from_numpy(np.ascontiguousarray(_values(held, place, turned)))
    network.load_state_dict(state)
    return network.eval(), labels
