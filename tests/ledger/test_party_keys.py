import datetime as dt

import pytest

from dragoman.ledger.parties import kinds, party_key, place_key
from dragoman.model import Where
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
        ("recognition", "the Taliban government", "AFG"),
        ("sanctions", "the Taliban", "group:taliban"),
        ("recognition", "Abkhazia", "policy:abkhazia"),
    ],
)
def test_for_whom_a_party_stands(kind, who, key):
    assert party_key(resolve_actor(who, dt.date(2023, 1, 1)), kinds()[kind]) == key


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (Where(text="the Trapeang Kriel border crossing"), "Trapeang Kriel"),
        (Where(text="the border post of Opo"), "Opo"),
        (Where(text="Opo", country="ETH"), "Opo, ETH"),
        (Where(text="its main crossing"), ""),
        (Where(text="the whole of Um Rawaba"), "Um Rawaba"),
        (Where(text="most of the Avashin valley"), "Avashin valley"),
        (Where(text="Ethiopia", country="ETH", precision="country"), "ETH"),
        (None, ""),
    ],
)
def test_one_crossing_has_one_key_however_it_is_called(place, key):
    assert place_key(place) == key
