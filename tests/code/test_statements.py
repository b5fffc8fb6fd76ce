import pytest

import dragoman


@pytest.fixture(scope="module")
def nlp():
    return dragoman.load()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("We thank the emir of Qatar. We value our friendship. Flights will resume in May. Kenya had armed rebels, Somalia said. We rejected that charge then and we reject it now.", None),
        ("Kenya had armed rebels, Somalia said. We will defend our borders and our people.", "SOMGOV"),
    ],
)  # fmt: skip
def test_we_of_a_report_that_begins_with_we_is_nobody_whom_it_cites(nlp, text, speaker):
    last = [s for s in nlp.read(text).statements if s.verb is None][-1]
    assert last.content.text.startswith("We")
    assert (last.speaker.code if last.speaker else None) == speaker
