import random

import pytest

from dragoman.learn.disguise import disguise, states


@pytest.mark.parametrize("seed", range(5))
def test_states_are_exchanged_consistently_and_words_keep_their_places(seed):
    words = ["Paris", "recalled", "its", "envoy", "after", "a", "French", "minister", "met", "Kenyan", "rebels", "near", "France"]
    other = disguise(words, random.Random(seed))
    changed = [(a, b) for a, b in zip(words, other, strict=True) if a != b]
    assert [a for a, _ in changed] == ["Paris", "French", "Kenyan", "France"]
    capital, people, foreign, name = (b for _, b in changed)
    assert any((s.get("capital"), s.get("people"), s.get("name")) == (capital, people, name) for s in states())
    assert any(s.get("people") == foreign for s in states())
