"""Dates of one report together: cut mentions made whole, and dates that count from others."""

import datetime as dt

import pytest
import spacy
from spacy.tokens import Doc

from dragoman.resolve.dates import means_date, named_event
from dragoman.resolve.when import ReportDates, afterwards

PUBLISHED = dt.date(2021, 9, 30)
NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


def read(text, mention, tense="past"):
    doc = NLP(text)
    dates = ReportDates(doc, PUBLISHED, [(s.start, s.end) for s in doc.sents])
    start = text.index(mention)
    when = dates.read(start, start + len(mention), mention, tense, None)
    return when and (when.text, str(when.start), str(when.end))


@pytest.mark.parametrize(
    ("text", "mention", "words", "start"),
    [
        ("The emergency was declared last Friday.", "last", "last Friday", "2021-09-24"),
        ("They will free him by tonight.", "by", "by tonight", "None"),
        ("Late on Tuesday the two met.", "Late on", "Late on Tuesday", "2021-09-28"),
        ("Talks were held in June last year.", "June", "June last year", "2020-06-01"),
        ("It was read in March and ended.", "March and", "March", "2021-03-01"),
    ],
)
def test_a_mention_cut_short_is_read_whole(text, mention, words, start):
    found = read(text, mention, tense="future" if "will" in text else "past")
    assert found[:2] == (words, start)


@pytest.mark.parametrize(
    ("text", "mention", "day"),
    [
        ("Troops crossed the border on May 3. The following day the capital fell.", "The following day", "2021-05-04"),
        (
            "Parliament held the vote on 3 May 2020. It was long. Protests began two days after the vote.",
            "two days after the vote",
            "2020-05-05",
        ),
        ("Police fired on the eve of the summit. The summit opened on June 4.", "the eve of the summit", "2021-06-03"),
        ("Protests began two days after the vote.", "two days after the vote", "None"),
        ("A vote fell on May 3. Another vote fell on June 3. He left two days after the vote.", "two days after the vote", "None"),
        ("Shells fell on June 4 in the war. Ties were cut during the war.", "during the war", "None"),
        ("He arrived on May 3. Protests began two days after the vote.", "two days after the vote", "None"),
    ],
)
def test_a_date_counts_from_the_date_before_it_or_from_its_event(text, mention, day):
    assert read(text, mention)[1] == day


@pytest.mark.parametrize(
    ("text", "event"), [("two days after the vote", "the vote"), ("during the civil war", "the civil war"), ("last June", None)]
)
def test_named_event(text, event):
    assert named_event(text) == event


@pytest.mark.parametrize(
    "text", ["within", "a day", "for seven years", "several weeks", "recent", "the time", "5:03 AM", "Twitter", "the day"]
)
def test_words_that_mean_no_date_raise_no_doubt(text):
    assert not means_date(text)


@pytest.mark.parametrize("text", ["the second to last Friday", "this past December and", "week three of June"])
def test_words_that_mean_a_date_do(text):
    assert means_date(text)


@pytest.mark.parametrize(
    ("words", "found"),
    [("In 2012 Oslo left and subsequently sued", "subsequently"), ("In 2012 Oslo left and two days later sued", None), ("In 2012 Oslo left and angrily sued", None)],
)  # fmt: skip
def test_what_came_after_a_date_is_told_from_what_came_on_it(words, found):
    words = words.split()
    heads = [*range(len(words))]
    heads[-2] = len(words) - 1
    if "days" in words:
        heads[words.index("days")] = len(words) - 2
    doc = Doc(NLP.vocab, words, heads=heads, deps=["dep"] * len(words))
    assert afterwards(doc, 2, len(words) - 1, len(words)) == found
