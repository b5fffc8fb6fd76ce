import pytest

import dragoman


@pytest.fixture(scope="module")
def nlp():
    return dragoman.load()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In 2017 French President Macron condemned Syria.", "FRAGOV"),
        ("In January 2019 Guaido asked the United States for aid.", "VENOPP"),
        ("In February 2017 President Obama condemned Syria.", "USAELI"),
    ],
)
def test_who_holds_office_on_some_days_of_a_year_is_meant_in_that_office(nlp, text, code):
    events = nlp.read(f"date 2021-09-30\n\n{text}").events
    assert [e.actors[0].code for e in events if e.actors] == [code]


def test_the_day_of_a_dateline_is_no_event_s(nlp):
    (event,) = nlp.read("date 2021-09-30\n\nNAIROBI, Sept 30 (Reuters) - Kenya recalled its ambassador from Somalia on Monday.").events
    assert event.date.start.isoformat() == "2021-09-27"
