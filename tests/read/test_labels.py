import pytest

from dragoman.read.labels import Labels

REST = {"pos": (), "tag": (), "dep": (), "contexts": (), "sanctions": ()}
OLD = {**REST, "classes": ("AID", "ASSAULT", "aid", "border", "SAY", "killed"), "subs": ("-", "ASSAULT/drone", "border/open")}
OWN = {**REST, "classes": ("piracy", "Mishap", "aid", "SAY", "killed"), "events": 2, "subs": ("-", "piracy/ram", "aid/flowing")}


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [(OLD, {"E": (0, 2), "R": (2, 4), "S": (4, 5), "F": (5, 6)}), (OWN, {"E": (0, 2), "R": (2, 3), "S": (3, 4), "F": (4, 5)})],
    ids=["an older edition", "types in small letters"],
)
def test_each_group_has_its_stretch_of_the_classes(labels, wanted):
    assert {group: Labels.model_validate(labels).classes_of(group) for group in "ERSF"} == wanted


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [(OLD, {"AID": frozenset(), "ASSAULT": frozenset({"drone"})}), (OWN, {"piracy": frozenset({"ram"}), "Mishap": frozenset()})],
)
def test_modes_are_those_of_event_types(labels, wanted):
    assert Labels.model_validate(labels).modes() == wanted
