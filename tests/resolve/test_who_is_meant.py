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
        ("Russia, whose forces gave up the base, sent no comment.", "whose forces", "RUSMIL"),
        ("France praised Chad, with whom Mali has quarrelled.", "whom", "TCDGOV"),
        ("France spoke to Chad about Mali and those of the rebels whose forces held it.", "whose forces", None),
        ("Aug 14 (Reuters) - The Myanmar military holds Kutkai since Saturday, when its troops took it.", "its troops", "MMRMIL"),
        ("Malaysian soldiers have pitched their tents. Sixty of them landed on Friday.", "Sixty of them", "MYSMIL"),
        ("A truce between the junta and the TNLA took hold. China hailed it.", "the junta", "MMRMIL"),
        ("Chad is calm. Rhoda Elmi, Somaliland's deputy foreign minister, left.", "Rhoda Elmi", "SOMPRE"),
        ("Tanzania expelled Kenya's envoy. The high commissioner left at dawn.", "The high commissioner", "KENGOV"),
        ("Syria is to close camps of the PKK and to disarm its fighters.", "its fighters", "TURREB"),
        ("The United States and the president hosted the Taoiseach. Washington was glad.", "the Taoiseach", "IRLGOV"),
        ("The African Union sent observers. The bloc's envoy, Olusegun Obasanjo, said so.", "The bloc's envoy", "IGOAFU"),
        ("Biden spoke. He ended the 40-year-old war.", "the 40-year-old war", None),
        ("Canada and Russia were named. The United States warned its rival.", "its rival", None),
        ("Chad said the army and Boko Haram had fought at the lake.", "the army", "TCDMIL"),
        ("Iraq is calm. Talks between the government and the PKK failed.", "the government", None),
        ("The U.S. Senate met. The British Commons debated; the House rejected it.", "the House", None),
        ("Liberia: President Jonas Biden spoke.", "President Jonas Biden", None),
        ("North Korea, which arms Hamas, said its leader was well.", "its leader", "PRKGOV"),
        ("Ramaphosa argued that he never met Bashir and did not shelter him.", "him", None),
        ("Peter Doe, John Miller, the French president, and others met.", "John Miller", None),
        ("Armenia and Azerbaijan fought. One of the two countries lied.", "One of the two countries", None),
        ('Macron told reporters: "We will not go." Scholz said nothing.', "We", "FRAGOV"),
        ('Japan says China told it: "Soon we will act."', "we", None),
        ("President Emmerson Mnangagwa spoke. The 77-year-old blamed the drought.", "The 77-year-old", "ZWEGOV"),
        ("Police in Chad fired. Two policemen died in France.", "Two policemen", None),
        ("Germany spoke of Belarus. Berlin said the police had fired.", "the police", None),
        ('Secretary Antony Blinken spoke of Myanmar. "We urge the military to free Aung San Suu Kyi."', "the military", None),
        (
            "Hong Kong students marched. They denounced the Chinese government. France said the government had until Thursday.",
            "the government",
            None,
        ),
    ],
)
def test_who_is_meant(report, text, code):
    assert resolve_actor(text, dt.date(2019, 9, 30), report).code == code


@pytest.mark.parametrize(("on", "code"), [("2003-04-01", None), ("2016-04-01", "IGOCJTF")])
def test_a_description_is_no_body_that_did_not_exist(on, code):
    assert resolve_actor("a U.S.-led coalition", dt.date.fromisoformat(on), "A U.S.-led coalition bombed Iraq.").code == code
