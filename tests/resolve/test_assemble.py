import datetime as dt

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


def test_a_mission_that_is_missing_is_no_normal_relation(nlp):
    relations = nlp.read("date 2021-09-30\n\nThe United States has not had a diplomatic presence in Syria since 2012.").relations
    assert {(r.kind, r.level) for r in relations} <= {("diplomatic", "suspended")}


def test_who_is_credited_beside_a_picture_has_not_met_anybody(nlp):
    text = "date 2021-09-30\n\nRussian Foreign Minister Sergey Lavrov meets Syrian Foreign Minister Faisal Mekdad in New York [Russian Foreign Ministry/Handout via Reuters]"
    assert {a.text for e in nlp.read(text).events for a in e.actors} <= {
        "Russian Foreign Minister Sergey Lavrov",
        "Syrian Foreign Minister Faisal Mekdad",
    }


def test_a_border_is_opened_towards_the_country_it_is_with(nlp):
    reading = nlp.read("date 2021-09-30\n\nKenya fully reopened its main border crossing with Somalia on Monday.")
    assert {r.country for e in reading.events for r in e.recipients} == {"SOM"}
    assert {(r.kind, r.level) for r in reading.relations} == {("border", "open")}


@pytest.mark.parametrize(
    "text",
    [
        "Relations between Iran and Saudi Arabia broken off since January 2016.",
        "Iran and Saudi Arabia: no diplomatic relations since 2016.",
    ],
)
def test_a_headline_about_a_missing_mission_comes_to_an_end(nlp, text):
    reading = nlp.read(f"date 2021-09-30\n\n{text}")
    assert {r.level for r in reading.relations} <= {"severed", "suspended"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kenya reopened the border with Somalia on Thursday, six months after it severed diplomatic relations.", "2021-02-14"),
        ("Kenya reopened the border with Somalia on Thursday, ten days after closing it.", "2021-09-20"),
        ("Turkey recalled its ambassador from Israel on Monday before Israel expelled the Turkish consul on Tuesday.", "2021-09-28"),
    ],
)
def test_a_clause_with_after_or_before_takes_no_date_from_outside(nlp, text, date):
    last = max(nlp.read(f"date 2021-09-30\n\n{text}").events, key=lambda e: e.evidence[0].start)
    assert (last.date and last.date.start.isoformat()) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Mr. Finer welcomed Colombia's extension of three mobility offices, an initiative that Washington launched in June 2023.", None),
        ("Kenya launched an operation that began on Monday against al-Shabaab.", "2024-04-08"),
        ("Kenya condemned the attack, which killed 12 people on Monday.", "2024-04-08"),
    ],
)
def test_a_relative_clause_dates_only_what_it_tells_of(nlp, text, date):
    last = max(nlp.read(f"date 2024-04-11\n\n{text}").events, key=lambda e: e.evidence[0].start)
    assert (last.date and last.date.start.isoformat()) == date


def test_the_post_is_the_crossing_that_was_named_before(nlp):
    reading = nlp.read("date 2021-09-30\n\nNamanga lies on the border between Kenya and Tanzania. Tanzania sealed the post on Tuesday.")
    assert {(r.kind, r.level, r.a.country, r.b.country, r.place.name) for r in reading.relations} == {
        ("border", "closed", "TZA", "KEN", "Namanga crossing")
    }


def test_a_group_whose_members_are_named_is_one_side(nlp):
    text = "Arab states, including Qatar, Oman and Kuwait, severed diplomatic relations with Syria on Monday."
    (event,) = nlp.read(f"date 2021-09-30\n\n{text}").events
    assert [len(e.members) for e in event.actors] == [3]
    assert len([r for r in event.why if r.field == "actors"]) == 1


def test_a_crossing_that_nobody_is_said_to_have_opened_is_open_between_its_countries(nlp):
    (event,) = nlp.read("date 2021-09-30\n\nThe Namanga crossing was reopened on Friday.").events
    assert not event.actors
    assert {r.country for r in event.recipients} == {"KEN", "TZA"}


@pytest.mark.parametrize(
    ("text", "kind", "host"),
    [
        ("The base was handed back to Kyrgyzstan on Monday. An hour later Russia withdrew its troops from the country.", "presence", "KGZ"),
        ("Kyrgyzstan has been an ally of Russia since 2011. Russian troops are stationed at Kant.", "presence", "KGZ"),
        ("Kosovo is free. Paraguay recognised the republic on Monday.", "recognition", "KOS"),
    ],
)
def test_the_country_to_which_something_is_done_is_another(nlp, text, kind, host):
    relations = nlp.read(f"date 2021-09-30\n\n{text}").relations
    assert {(r.b and r.b.country) or (r.place and r.place.country) for r in relations if r.kind == kind} == {host}


def test_troops_in_the_country_are_not_in_their_own(nlp):
    (figure,) = nlp.read("date 2021-09-30\n\nIraq is calm. There are about 5,000 U.S. troops now in the country.").figures
    assert (figure.unit, figure.place and figure.place.country) == ("troops", "IRQ")


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        (
            "Protesters clashed with the police in Belgrade. As they tried to storm parliament, police in response fired tear gas at them.",
            [None],
        ),
        ("The Serbian government announced curbs, which the government dropped on Friday.", []),
    ],
)
def test_nobody_does_something_to_himself(nlp, text, recipients):
    last = nlp.read(f"date 2020-07-12\n\n{text}").events[-1]
    assert [r.code for r in last.recipients] == recipients


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The army lost Kutkai. On Saturday its troops recaptured the whole town from the rebels.", "Kutkai"),
        ("A truce holds around Kutkai. Rebels of the M23 run the town.", "Kutkai"),
        ("Rebels of the M23 seized two tonnes of ivory on Monday.", None),
    ],
)
def test_what_is_taken_or_held_is_the_place(nlp, text, place):
    reading = nlp.read(f"date 2021-09-30\n\n{text}")
    held = [r for r in reading.relations if r.kind == "control" and r.level == "full"]
    assert {r.place.name for r in held if r.place} == ({place} if place else set())


def test_ties_are_with_whom_the_sentences_before_deal(nlp):
    told = "Somalia expelled Kenya's ambassador in November. It broke off relations in December."
    assert ("diplomatic", "severed", "SOM", "KEN") in {
        (r.kind, r.level, r.a.country, r.b.country) for r in nlp.read(f"date 2021-05-06\n\n{told}").relations if r.b
    }
    alone = nlp.read("date 2021-05-06\n\nQatar and Egypt spoke. Somalia broke off relations in December.")
    assert not [r for e in alone.events if e.event_type == "SANCTION" for r in e.recipients]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Peru reopened its embassy in La Paz on Monday.", {"BOL"}),
        ("Peru reopened its embassy on Monday.", set()),
        ("Canada closed its embassy in Tehran on Monday.", {"IRN"}),
    ],
)
def test_an_embassy_is_opened_or_shut_towards_the_country_where_it_stands(nlp, text, recipients):
    assert {r.country for e in nlp.read(f"date 2021-09-30\n\n{text}").events for r in e.recipients} == recipients


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (
            "Rwanda has been an ally of Burundi. Iran has been providing the Houthis with money and missiles since 2018.",
            ("backing", "ongoing"),
        ),
        ("Norway has been providing the Houthis with food and medicine since 2018.", ("aid", "flowing")),
        ("Venezuela has been without an ambassador in Guyana since 9 June.", ("diplomatic", "downgraded")),
        ("Tempers are short along the frontier. Poland sealed Bobrowniki on Monday.", ("border", "closed")),
        ("Belarus ended its military alliance with Russia on 1 June 2012.", ("alliance", "ended")),
    ],
)
def test_what_a_sentence_says_holds(nlp, text, state):
    assert state in {(r.kind, r.level) for r in nlp.read(f"date 2020-08-05\n\n{text}").relations}


def test_what_is_itself_an_end_begins_on_the_day_that_ends_it(nlp):
    (state,) = nlp.read("date 2020-08-05\n\nQatar ended its support for Hamas on 4 July 2017.").relations
    assert (state.level, state.valid.from_.earliest, state.valid.to) == ("ended", dt.date(2017, 7, 4), None)


def test_a_state_that_is_seen_on_a_day_does_not_end_on_it(nlp):
    text = "A ceasefire between Yemen's government and the Houthis was holding on its third day on Wednesday."
    assert all(r.valid.to is None for r in nlp.read(f"date 2020-05-27\n\n{text}").relations)


def test_a_name_between_commas_is_that_of_the_one_before_it(nlp):
    text = "Poland's new ambassador, Piotr Halama, handed over his credentials in Minsk on Monday."
    assert all(len(e.actors) == 1 for e in nlp.read(f"date 2023-10-05\n\n{text}").events)


def test_who_stands_between_two_others_is_no_name_of_the_first(nlp):
    (event,) = nlp.read("date 2024-05-02\n\nThe United States, Freedonia, and Russia signed a pact.").events
    assert [a.text for a in event.actors] == ["The United States", "Freedonia", "Russia"]


@pytest.mark.parametrize(
    "text",
    [
        "US police closed El Paso to traffic.",
        "Authorities in Brest barred it from holding a rally at the border.",
        "Israel seized the Madleen.",
        "Soldiers took President Bazoum on Monday.",
        "Pakistan's army seized an Indian drone near Foobarpur.",
    ],
)
def test_no_border_is_shut_and_nothing_held(nlp, text):
    assert not nlp.read(f"date 2024-05-02\n\n{text}").relations
