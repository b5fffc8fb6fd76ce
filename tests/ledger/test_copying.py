import datetime as dt
from itertools import permutations

import pytest

from dragoman.ledger import Fact, fold, support, voices
from dragoman.ledger.copying import bands, copied, shingles
from dragoman.model import ReportHead

D = dt.date
WIRE = " ".join(f"word{n} of the wire copy about the crossing" for n in range(40))
OTHER = " ".join(f"quite another story number {n} told by somebody else" for n in range(40))


def head(name, day=1, publisher=None):
    return ReportHead(id=name, published=D(2021, 9, day).isoformat(), publisher=publisher)


FIRST = (head("a", 1, "The Agency"), WIRE)
CUT = (head("b", 2, "The Post"), WIRE[: len(WIRE) // 2])
TOPPED = (head("c", 3), "BEIRUT (Agency) - " + WIRE)
REST = [(head("d", 2, "The Post"), OTHER), (head("e", 2), None), (head("f", 2), ""), (head("g", 2), "Short.")]


def test_a_near_copy_speaks_with_the_voice_of_the_first():
    for reports in permutations([FIRST, CUT, TOPPED]):
        assert voices([*reports, *REST]) == {("b", "the post"): "the agency", ("c", "c"): "the agency"}


def test_a_later_report_changes_no_earlier_ones_voice():
    reports = [(head("a", 1, "The Post"), "One story."), (head("b", 2, "the post "), "Another tale."), CUT]
    assert voices(reports).items() <= voices([*reports, (head("z", 9, "The Herald"), "One story.")]).items()


@pytest.mark.parametrize(
    ("sources", "count"), [(["the agency", "the post"], 1), (["reuters", "reuters"], 1), (["the agency", "reuters"], 2)]
)
def test_sources_count_voices_and_an_outlet_that_is_named_is_its_own(sources, count):
    made = [
        Fact(f"r{name}", name, "sanctions", "USA", "RUS", "", "in_force", D(2021, 9, 1), D(2021, 9, 1), False, None, None, D(2021, 9, 3),
             "stated", source, "reported", 0.9)
        for name, source in zip("ab", sources, strict=True)
    ]  # fmt: skip
    told = voices([FIRST, CUT])
    assert fold(made, voices=told)[0].sources == count
    assert support(["ra", "rb"], {f.id: f for f in made}, told).sources == count


def test_near_copies_share_a_band_and_others_none():
    one, cut, other = map(shingles, (WIRE, CUT[1], OTHER))
    assert set(bands(one)) & set(bands(cut))
    assert not set(bands(one)) & set(bands(other))
    assert (copied(one, cut), copied(one, other), bands(shingles(" … "))) == (True, False, ())
