import pytest
import spacy

import dragoman.read.sentences  # noqa: F401


def split(text):
    nlp = spacy.blank("en")
    nlp.add_pipe("dragoman_sentences")
    return [s.text.strip() for s in nlp(text).sents]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Haftar met Mr. Serraj in Rome. They talked.", 2),
        ("The U.S. Army left. It had stayed since Jan. 5.", 2),
        ("He went to the U.S. The visit was short.", 2),
        ('"We will not go." He left.', 2),
        ("Headline without a stop\n\nA sentence follows.", 2),
        ("First line\nSecond line", 2),
        ("J. K. Rowling wrote it.", 1),
        ("Prices rose 3.5 percent to $1.2 bn. in May.", 1),
        ("What now? Nobody knows!", 2),
        ("The answer was no. Iran closed its border.", 2),
        ("The president fell ill. Nigeria closed its border.", 2),
        ("They attended mass. Poland sent an envoy.", 2),
        ("Decree No. 15 was signed in Peoria, Ill. by Mr. Smith.", 1),
    ],
)
def test_sentences_end_where_they_end(text, count):
    assert len(split(text)) == count, split(text)


def test_a_straight_quotation_mark_that_opens_belongs_to_what_it_opens():
    assert split('He left. "We will not go," she said.') == ["He left.", '"We will not go," she said.']
    assert split('"We stay." He left.') == ['"We stay."', "He left."]


def test_hard_wrapped_text_is_not_cut_at_line_ends():
    text = "The minister said that the border\nwould stay shut until the talks\nended with a result that both of the\nsides could sign, and that no\nother crossing would open."
    assert len(split(text)) == 1


def test_a_very_long_line_is_cut_into_readable_pieces():
    assert max(len(s.split()) for s in split("word " * 5000)) <= 201


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("HANOI, May 9 (Reuters) - Laos signed a treaty on Monday.", "HANOI, May 9 (Reuters) -"),
        ("A headline\n\nAddis Ababa, 3 June (AFP) – Ethiopia left.", "A headline"),
        ("PARIS — France left.", "PARIS —"),
        ("AL-SHABAAB fighters left.", "AL-SHABAAB fighters left."),
        ("Turkey - a member of NATO - left.", "Turkey - a member of NATO - left."),
        ("US - Chinese talks failed.", "US - Chinese talks failed."),
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(text, first):
    assert split(text)[0] == first
