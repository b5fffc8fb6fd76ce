import pytest

from dragoman.resolve.actors import resolve_actor
from dragoman.resolve.parties import only_states, same


@pytest.mark.parametrize(
    ("words", "identity"),
    [
        ("Officials in Jordan", "state:JOR"),
        ("Emmanuel Macron", "state:FRA"),
        ("Hamas", "group:hamas"),
    ],
)
def test_an_official_is_not_allied_his_country_is(words, identity):
    assert [e.entity_id for e in only_states((resolve_actor(words), resolve_actor("residents")))] == [identity]


def test_without_any_state_the_parties_stay():
    nobody = (resolve_actor("residents"),)
    assert only_states(nobody) == nobody


@pytest.mark.parametrize(
    ("one", "other", "told"), [("Paris", "France", True), ("Emmanuel Macron", "Paris", True), ("Paris", "Berlin", False)]
)
def test_two_mentions_of_one_side(one, other, told):
    assert same(resolve_actor(one), resolve_actor(other)) is told
