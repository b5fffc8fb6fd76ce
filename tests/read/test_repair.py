import pytest

from dragoman.read.repair import repair

DAMAGED = [
    ("A door said on Monday. – speech from the Foreign Ministry in a letter.", "A spokesperson for the Foreign Ministry said on Monday in a letter.", "porte-parole split"),
    ("The door told Reuters that nothing changed.", "The spokesperson told Reuters that nothing changed.", "porte-parole bare"),
    ("aid from Norway, Kenya and the United States. United Arab Emirates, paid for camps.", "aid from Norway, Kenya and the United Arab Emirates, paid for camps.", "name doubled"),
    ("It ended the war. .", "It ended the war.", "stray full stop"),
    ("He refused, an aide said. French Foreign Ministry.\nMore.", "He refused, an aide said, French Foreign Ministry.\nMore.", "speaker cut off"),
]  # fmt: skip


@pytest.mark.parametrize(("was", "now", "rule"), DAMAGED)
def test_damage_is_mended_and_recorded(was, now, rule):
    mended = repair(was)
    assert mended.text == now
    assert [r.rule for r in mended.repairs] == [rule]
    assert all(was[r.start : r.end] == r.was for r in mended.repairs)


@pytest.mark.parametrize(
    "text",
    [
        "The door was open, he said.",
        "A notice on the door said the office was closed.",
        "She visited the United States. United Airlines, it seems, flew.",
    ],
)
def test_sound_text_is_left_alone(text):
    assert repair(text).text == text


def test_offsets_lead_back_to_the_original():
    was = "Qatar, Oman and the United States. United Arab Emirates, backed it. Iran did not."
    mended = repair(was)
    at = mended.text.index("Iran")
    start, end = mended.original(at, at + 4)
    assert was[start:end] == "Iran"
    at = mended.text.index("United Arab Emirates")
    start, end = mended.original(at, at + len("United Arab Emirates"))
    assert was[start:end] == "United States. United Arab Emirates"
    assert mended.mended(at, at + 20)
