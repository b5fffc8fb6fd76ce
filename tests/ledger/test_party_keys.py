import datetime as dt

import pytest

from dragoman.ledger.parties import kinds, party_key
from dragoman.resolve.actors import resolve_actor


@pytest.mark.parametrize(
    ("kind", "who", "key"),
    [
        ("sanctions", "Hezbollah", "group:hezbollah"),
        ("sanctions", "the Lebanese army", "LBN"),
        ("sanctions", "Iranian banks", "IRN"),
        ("alliance", "Hezbollah", "group:hezbollah"),
        ("border", "Hamas", "PSE"),
        ("hostilities", "Hezbollah", "group:hezbollah"),
        ("hostilities", "Lebanese police", "LBN"),
        ("diplomatic", "the European Union", "IGOEEC"),
    ],
)
def test_for_whom_a_party_stands(kind, who, key):
    assert party_key(resolve_actor(who, dt.date(2020, 1, 1)), kinds()[kind]) == key
