import numpy as np
import pytest

from dragoman.read.decode import paths, spans

O, B, I, C, J = range(5)  # noqa: E741


def chances(*rows):
    table = np.full((1, len(rows), 5), 0.01, np.float32)
    for at, row in enumerate(rows):
        for tag, chance in row.items():
            table[0, at, tag] = chance
    return table / table.sum(-1, keepdims=True)


@pytest.mark.parametrize(
    ("rows", "tags"),
    [
        (({O: 0.9}, {B: 0.9}, {I: 0.9}), [O, B, I]),
        (({O: 0.6, B: 0.4}, {I: 0.9}), [B, I]),
        (({B: 0.9}, {J: 0.55, I: 0.45}), [B, I]),
        (({B: 0.9}, {O: 0.55, I: 0.45}, {I: 0.95}), [B, I, I]),
        (({C: 0.9}, {B: 0.9}), [C, B]),
    ],
)
def test_a_tagging_is_sound(rows, tags):
    assert paths(chances(*rows))[0].tolist() == tags


def test_spans_of_each_row_with_their_score():
    one = chances({B: 0.9}, {I: 0.9}, {C: 0.9})
    nothing = chances({O: 0.9}, {O: 0.9}, {O: 0.9})
    found, none = spans(np.concatenate([one, nothing]))
    assert [piece[:3] for piece in found] == [(0, 0, 2), (1, 2, 3)]
    assert all(0.8 < piece[3] <= 1 for piece in found)
    assert none == []
