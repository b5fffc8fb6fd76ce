import datetime as dt

import pytest

from dragoman.resolve.actors import resolve_actor


@pytest.mark.parametrize(
    ("report", "text", "code"),
    [
        ("Rwanda shut the post and accused its northern neighbour. Uganda and Burundi said nothing.", "its northern neighbour", None),
        ("Uganda and Burundi want trade. Rwanda shut a post and accused its northern neighbour.", "its northern neighbour", "UGAGOV"),
        ("Uganda and France want trade. Rwanda shut a post and accused its neighbour.", "its neighbour", "UGAGOV"),
        ("Uganda and France want trade. Rwanda shut a post and accused its southern neighbour.", "its southern neighbour", None),
    ],
)
def test_neighbours_by_border_and_side(report, text, code):
    assert resolve_actor(text, None, report).code == code


@pytest.mark.parametrize(
    ("report", "text", "code"),
    [
        ("Since the recall of its envoy in May, Kenya has sent nobody.", "its envoy", "KENGOV"),
        ("Malaysian soldiers have pitched their tents. Sixty of them landed on Friday.", "Sixty of them", "MYSMIL"),
        ("A truce between the junta and the TNLA took hold. China hailed it.", "the junta", "MMRMIL"),
        ("Chad is calm. Rhoda Elmi, Somaliland's deputy foreign minister, left.", "Rhoda Elmi", "SOMPRE"),
        ("Tanzania expelled Kenya's envoy. The high commissioner left at dawn.", "The high commissioner", "KENGOV"),
        ("Syria is to close camps of the PKK and to bar its leader.", "its leader", "TURREB"),
        ("President Emmerson Mnangagwa spoke. The 77-year-old blamed the drought.", "The 77-year-old", "ZWEGOV"),
        ("Police in Chad fired. Two policemen died in France.", "Two policemen", None),
        (
            "Hong Kong students marched. They denounced the Chinese government. France said the government had until Thursday.",
            "the government",
            None,
        ),
    ],
)
def test_who_is_meant(report, text, code):
    assert resolve_actor(text, dt.date(2019, 9, 30), report).code == code
