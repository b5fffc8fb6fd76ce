import datetime as dt

import pytest

from dragoman.resolve.dates import resolve_date
from dragoman.resolve.intervals import bound_of

D = dt.date


@pytest.mark.parametrize(
    ("text", "latest", "precision"),
    [
        ("since 2012", D(2012, 12, 31), "year"),
        ("since March 2012", D(2012, 3, 31), "month"),
        ("since 1 January 2012", D(2012, 1, 1), "day"),
        ("since last month", D(2021, 8, 31), "month"),
        ("since Monday", D(2021, 9, 27), "day"),
    ],
)
def test_what_holds_since_a_date_began_somewhere_in_it(text, latest, precision):
    when = resolve_date(text, D(2021, 9, 30))
    bound = bound_of(when, True, D(2021, 9, 30))
    assert (bound.earliest, bound.latest, bound.precision) == (when.start, latest, precision)
