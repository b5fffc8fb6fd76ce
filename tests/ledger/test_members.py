import datetime as dt

import pytest

from dragoman.errors import OntologyError
from dragoman.ledger import Fact, as_of, fold
from dragoman.ledger.members import passed
from dragoman.ledger.parties import kinds, levels
from dragoman.ontology import plover

D = dt.date
MORE = {"source": "paper", "claim": "reported", "confidence": 0.9}


def fact(name, kind, a, b, level, since, known, *, to=None, **more):
    return Fact(name, f"report {name}", kind, a, b, "", level, since, since, to is not None, to, to, known, "stated", **MORE | more)


EU = fact("eu", "sanctions", "IGOEEC", "MDV", "in_force", D(2018, 7, 16), D(2018, 7, 17))
LIFTED = fact("off", "sanctions", "IGOEEC", "MDV", "lifted", D(2024, 1, 1), D(2024, 1, 2))
OWN = fact("own", "sanctions", "FRA", "MDV", "eased", D(2019, 1, 1), D(2019, 1, 2))
ENDED = fact("end", "sanctions", "IGOEEC", "MDV", "in_force", D(2018, 7, 16), D(2022, 1, 2), to=D(2020, 1, 1))
JOINED = fact("nato", "membership", "FIN", "IGONAT", "member", D(2023, 4, 4), D(2023, 4, 5))

PARTNERS = fact("pact", "alliance", "FIN", "USA", "partner", D(2023, 12, 18), D(2023, 12, 19))


def answer(facts, kind, a, b, day, known_by=None):
    every = [f for fact in facts for f in (fact, *passed(fact))]
    found = {(x.kind, x.a, x.b): x for x in as_of(every, day, known_by)}.get((kind, a, b))
    return found and (found.level or found.status, found.via)


@pytest.mark.parametrize(
    ("facts", "between", "day", "expected"),
    [
        ([EU], ("sanctions", "FRA", "MDV"), D(2020, 1, 1), ("in_force", "IGOEEC")),
        ([EU], ("sanctions", "IGOEEC", "MDV"), D(2020, 1, 1), ("in_force", None)),
        ([EU], ("sanctions", "GBR", "MDV"), D(2020, 1, 31), ("in_force", "IGOEEC")),
        ([EU], ("sanctions", "GBR", "MDV"), D(2020, 2, 1), ("unknown, last known in_force", "IGOEEC")),
        ([EU], ("sanctions", "NOR", "MDV"), D(2020, 1, 1), None),
        ([EU._replace(from_earliest=D(2021, 1, 1), from_latest=D(2021, 1, 1))], ("sanctions", "GBR", "MDV"), D(2022, 1, 1), None),
        ([EU, LIFTED], ("sanctions", "FRA", "MDV"), D(2024, 1, 1), ("lifted", "IGOEEC")),
        ([EU, LIFTED], ("sanctions", "GBR", "MDV"), D(2024, 1, 1), ("unknown, last known in_force", "IGOEEC")),
        ([EU, LIFTED, OWN], ("sanctions", "FRA", "MDV"), D(2018, 12, 31), ("in_force", "IGOEEC")),
        ([EU, LIFTED, OWN], ("sanctions", "FRA", "MDV"), D(2024, 1, 1), ("eased", None)),
        ([ENDED], ("sanctions", "FRA", "MDV"), D(2020, 1, 1), ("unknown, last known in_force", "IGOEEC")),
        ([JOINED], ("alliance", "FIN", "USA"), D(2023, 4, 4), ("ally", "IGONAT")),
        ([JOINED], ("alliance", "FIN", "USA"), D(2023, 4, 3), None),
        ([JOINED], ("alliance", "FIN", "SWE"), D(2024, 3, 6), None),
        ([JOINED], ("alliance", "FIN", "SWE"), D(2024, 3, 7), ("ally", "IGONAT")),
        ([JOINED], ("alliance", "FIN", "RUS"), D(2024, 3, 7), None),
        ([JOINED, PARTNERS], ("alliance", "FIN", "USA"), D(2023, 12, 31), ("ally", "IGONAT")),
        ([PARTNERS], ("alliance", "FIN", "USA"), D(2023, 12, 31), ("partner", None)),
        ([EU._replace(kind="recognition", level="granted")], ("recognition", "FRA", "MDV"), D(2020, 1, 1), None),
        ([EU._replace(kind="sanctions", a="MDV", b="IGOEEC")], ("sanctions", "MDV", "FRA"), D(2020, 1, 1), None),
    ],
)
def test_what_an_organisation_does_holds_of_its_members_on_the_day_as_the_table_says(facts, between, day, expected):
    assert answer(facts, *between, day) == answer(facts[::-1], *between, day) == expected


def test_a_later_report_changes_nothing_that_was_known_before():
    assert answer([EU, LIFTED, OWN], "sanctions", "FRA", "MDV", D(2024, 1, 1), D(2018, 12, 31)) == ("in_force", "IGOEEC")


def test_what_is_told_of_the_two_is_followed_and_the_other_is_shown():
    held = fold([f for one in (EU, OWN) for f in (one, *passed(one))])
    (own,) = [i for i in held if i.a == "FRA" and i.level == "eased" and i.disputes]
    assert (own.via, own.disputes[0].level, own.disputes[0].ids, own.disputes[0].followed) == (None, "in_force", ("eu",), "own")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("kinds", {"kind": "sanctions", "passes": "sanction"}),
        ("kinds", {"kind": "sanctions", "body": ""}),
        ("kinds", {"kind": "sanctions", "bodies": "IGONONE"}),
        ("levels", {"kind": "membership", "level": "member", "passes": "friend"}),
    ],
)
def test_a_wrong_row_is_refused(table, change, monkeypatch):
    keys = [k for k in ("kind", "level") if k in change]
    wrong = tuple(r | change if all(r[k] == change[k] for k in keys) else r for r in plover.rows(table))
    monkeypatch.setattr("dragoman.ledger.parties.rows", lambda name: wrong if name == table else plover.rows(name))
    with pytest.raises(OntologyError, match=f"{table}.tsv"):
        (kinds if table == "kinds" else levels).__wrapped__()
