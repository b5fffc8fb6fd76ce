import datetime as dt

import pytest

from dragoman.ledger import Fact, support

DAY = dt.date(2021, 9, 29)


def fact(name, claim="reported"):
    return Fact(
        name, f"report {name}", "border", "JOR", "SYR", "", "open", DAY, DAY, False, None, None, DAY, "stated", f"paper {name}", claim, 0.9
    )


FACTS = {f.id: f for f in (fact("a"), fact("b", "confirmed"), fact("c", "alleged"))}


@pytest.mark.parametrize(
    ("evidence", "voices", "found"),
    [
        ("abc", {}, (3, "confirmed", {"alleged": 1, "confirmed": 1, "reported": 1})),
        ("ac", {("report c", "paper c"): "paper a"}, (1, "reported", {"alleged": 1, "reported": 1})),
        ("c", {}, (1, "alleged", {"alleged": 1})),
        ("cz", {}, (1, "alleged", {"alleged": 1})),
    ],
)
def test_copies_are_one_voice_and_the_surest_claim_stands(evidence, voices, found):
    assert tuple(support(evidence, FACTS, voices)) == found
