import datetime as dt

import pytest

from dragoman.errors import DragomanError
from dragoman.model import Report
from dragoman.run.local import read_many

TEXTS = [
    "Kenya recalled its ambassador from Somalia on Friday.",
    "The finance minister opened a bakery.",
    "Peru's president met his Chilean counterpart in Lima, the state agency Andina said.",
    "At least 40 people were killed when jets bombed the market of Tessit, the UN said.",
    "Qatar will not restore ties with Damascus.",
]


def reports(number):
    return [Report(text=TEXTS[i % len(TEXTS)] + f" {i}.", published=dt.date(2021, 5, 6), language="en") for i in range(number)]


@pytest.mark.parametrize("number", [0, 1, 11])
def test_readings_are_the_same_and_in_order_whatever_the_number_of_processes(number):
    alone = list(read_many(reports(number), processes=1, min_confidence=0.15))
    beside = list(read_many(iter(reports(number)), processes=2, min_confidence=0.15))
    assert beside == alone
    assert [r.report.text for r in alone] == [r.text for r in reports(number)]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_model_that_is_not_there_is_said(processes, tmp_path):
    with pytest.raises(DragomanError, match="gone"):
        next(read_many(reports(2), processes=processes, model=tmp_path / "gone", min_confidence=0.15))


def test_it_may_be_stopped_in_the_middle():
    found = read_many(iter(reports(40)), processes=2, min_confidence=0.15)
    next(found)
    found.close()
