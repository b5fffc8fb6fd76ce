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
        ("Kenya had armed rebels, Somalia said. A leaflet was found: “This land is ours. We will not leave our homes.", None),
        ("Kenya had armed rebels, Somalia said. “This land is ours. We will never leave it. We will fight,” Ethiopia declared.", "ETHGOV"),
        ("“Kenya has armed rebels. We will never leave our land. We will fight,” Ethiopia declared.", "ETHGOV"),
        ('Kenya had armed rebels, Somalia said. Ethiopia wrote: "This land is ours. We will not leave our homes."', "ETHGOV"),
    ],
)  # fmt: skip
def test_we_of_a_report_that_begins_with_we_is_nobody_whom_it_cites(nlp, text, speaker):
    last = [s for s in nlp.read(text).statements if s.verb is None][-1]
    assert last.content.text.startswith("We")
    assert (last.speaker.code if last.speaker else None) == speaker


@pytest.mark.parametrize(
    ("text", "addressee", "outlets"),
    [
        ("Norway will not recognise the junta, a spokesman said. The comments came in response to questions from the Reuters news agency.", "the Reuters news agency", ("Reuters",)),
        ("Norway will not recognise the junta, a spokesman said. The remarks came in reply to a question from reporters.", "reporters", ()),
        ("Norway will not recognise the junta, a spokesman said. The visit came in response to a request from Reuters.", None, ()),
    ],
)  # fmt: skip
def test_words_that_were_an_answer_have_the_asker_as_addressee(nlp, text, addressee, outlets):
    (said,) = [s for s in nlp.read(text).statements if s.verb == "said"]
    assert (said.addressee and said.addressee.text, said.outlets) == (addressee, outlets)


def test_a_report_of_we_is_the_words_of_whom_its_first_line_names(nlp):
    reading = nlp.read(
        "Readout: Ministry of Foreign Affairs, Nairobi\n\nWe thank the emir of Qatar. We have recalled our ambassador from Somalia."
    )
    assert {s.speaker and s.speaker.code for s in reading.statements} == {"KENGOV"}
    assert [a.code for e in reading.events for a in e.actors] == ["KENGOV"] * len(reading.events)


def test_what_is_too_long_to_be_read_is_told(nlp):
    names = ", ".join(f"Abdulrahmanov-Sheikhmuhammadzoda{n}" for n in range(60))
    issues = nlp.read(f"Kenya expelled {names} on Monday. Somalia closed its embassy.").issues
    assert [i.what for i in issues].count("sentence too long") == 1


def test_a_line_without_words_is_nobody_s(nlp):
    assert all("#" not in s.content.text for s in nlp.read("We thank the emir of Qatar. Flights will resume in May.\n\n###").statements)


def test_a_report_of_i_is_the_words_of_whom_its_title_names(nlp):
    report = dragoman.Report(
        title="Statement from President Joe Biden on Uruguay",
        text="I congratulate the people of Uruguay. We welcome their choice.",
        published="2024-11-25",
    )
    reading = nlp.read(report)
    assert {s.speaker and s.speaker.person for s in reading.statements} == {"Joe Biden"}
    assert {a.code for e in reading.events for a in e.actors} == {"USAGOV"}
    cited = nlp.read(
        report.model_copy(update={"text": "Republican officials said that the ruling was right. My Administration will fight this ruling."})
    )
    assert [s.speaker.person for s in cited.statements if s.verb is None] == ["Joe Biden"]
    told = nlp.read(report.model_copy(update={"text": "Kenya congratulated the people of Uruguay. It welcomed their choice."}))
    assert {a.code for e in told.events for a in e.actors} == {"KENGOV"}


def test_all_who_urge_have_said_it(nlp):
    (said,) = nlp.read(
        "Officials in Jordan, an ally of the United States, and Lebanon have urged Washington to relax sanctions against Syria."
    ).statements
    assert {m.code for m in said.speaker.members} == {"JORGOV", "LBNGOV"}


def test_who_is_named_twice_or_in_two_clauses_says_it_alone(nlp):
    text = "Somalia said on Thursday that it had restored diplomatic relations with Kenya, six months after it severed them and accused Nairobi of meddling in its politics."
    assert {s.speaker.code for s in nlp.read(text).statements} == {"SOMGOV"}
    (said,) = nlp.read("The Republic of Indonesia (Indonesia) urged Myanmar to free the prisoners.").statements
    assert said.speaker.code == "IDNGOV"
