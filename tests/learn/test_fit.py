import pytest

from dragoman.read.engine import Engine

torch = pytest.importorskip("torch", reason="fitting needs the training packages")


def test_the_mean_of_networks_is_a_network():
    from dragoman.learn.fit import mean
    from dragoman.learn.network import Network

    ends = [Network(Engine().labels).state_dict() for _ in range(2)]
    network = Network(Engine().labels)
    network.load_state_dict(mean(ends))
    assert torch.allclose(network.asker.heads[0].weight, (ends[0]["asker.heads.0.weight"] + ends[1]["asker.heads.0.weight"]) / 2)
