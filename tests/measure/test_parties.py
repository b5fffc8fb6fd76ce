from __future__ import annotations

import pytest
from made_corpora import Reader, event

from dragoman.errors import InputError
from dragoman.measure import parties

MADE = "the B-S\narmy I-S\nhit O\nChad B-T\n. O\n\nChad B-R\nand O\nMali B-R\nmet O\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "train.conll").write_text(MADE)
    return tmp_path


def test_tokens_carry_offsets_and_both_sides_of_a_reciprocal_act_are_actors(folder):
    first, second = parties.sentences(folder / "train.conll")
    assert (first.text, first.actor, first.recipient) == ("the army hit Chad .", {0, 1}, {3})
    assert (second.actor, second.recipient) == ({0, 2}, set())


def test_the_event_that_fits_best_is_scored_and_silence_is_missed(folder):
    def read(text):
        return [event(text, "CONSULT", "hit", ["Chad"]), event(text, "ASSAULT", "hit", ["army"], ["Chad"])] if "hit" in text else []

    part = parties.part(Reader(read), folder)
    assert part.rows == [("actor", 1.0, 0.25, 0.4, 4), ("recipient", 1.0, 1.0, 1.0, 1)]
    assert part.figures == {"actor, other text": 0.4, "recipient, other text": 1.0}
    assert "In 1 sentences no event" in part.note


def test_a_folder_without_the_file_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"train\.conll"):
        parties.part(Reader(lambda _: []), tmp_path)
