import datetime as dt

import pytest

from dragoman.errors import OntologyError
from dragoman.ontology import actors
from dragoman.ontology.tables import Day, read_table


def _write(tmp_path, text):
    path = tmp_path / "mine.tsv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "where", "reason"),
    [
        ("a\tc\n1\t2\n", "mine.tsv:1", "header"),
        ("a\tb\n1\t2\n3\n", "mine.tsv:3", "1 cells"),
        ("a\tb\n1\t2\n\t4\n", "mine.tsv:3", "'a' is empty"),
    ],
)
def test_a_wrong_row_is_refused_with_file_line_and_reason(tmp_path, text, where, reason):
    with pytest.raises(OntologyError) as error:
        read_table(_write(tmp_path, text), ("a", "b"), ("a",))
    assert where in str(error.value)
    assert reason in str(error.value)


def test_a_file_that_is_not_there_is_an_ontology_error(tmp_path):
    with pytest.raises(OntologyError, match=r"none\.tsv"):
        read_table(tmp_path / "none.tsv", ("a",))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("1997", dt.date(1997, 1, 1), dt.date(1997, 12, 31)),
        ("2021-08-15", dt.date(2021, 8, 15), dt.date(2021, 8, 15)),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(tmp_path, text, first, last):
    (row,) = read_table(_write(tmp_path, f"a\n{text}\n"), ("a",))
    assert row.day("a") == Day(first, last)


@pytest.mark.parametrize("text", ["2021-02-30", "21-02-03", "May 2021"])
def test_a_date_that_is_none_is_refused(tmp_path, text):
    (row,) = read_table(_write(tmp_path, f"a\n{text}\n"), ("a",))
    with pytest.raises(OntologyError, match=r"mine\.tsv:2"):
        row.day("a")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("XXX\thead of state\tA B\t\t2001\t\t", "no country"),
        ("FRA\tHead of state\tA B\t\t2001\t\t", "lower case"),
        ("FRA\thead of state\tA B\t\t2001-05-01\t2000-05-01\t", "before"),
    ],
)
def test_a_wrong_term_of_office_is_refused(tmp_path, row, reason):
    path = _write(tmp_path, f"country\toffice\tperson\taliases\tfrom\tto\tnote\n{row}\n")
    with pytest.raises(OntologyError, match=reason):
        actors._tenures(path)


def test_the_shipped_tables_load_and_hold_what_they_promise():
    assert len(actors.organisations()) >= 200
    assert len({group.entity_id for group in actors.groups()}) >= 400
    assert len(actors.roles()) >= 1000
    assert {"KOS", "HKG", "PSE", "TWN", "VAT", "ESH", "SUN", "YUG", "SCG", "CSK", "DDR", "ZAR"} <= set(actors.states())
    assert all(
        (
            actors.tenures(),
            actors.titles(),
            actors.policies(),
            actors.namesakes(),
            actors.membership(),
            actors.localities(),
            actors.peoples(),
        )
    )


@pytest.mark.parametrize(
    ("organisation", "member", "day", "held"),
    [
        ("IGOEEC", "GBR", dt.date(2019, 1, 1), True),
        ("IGOEEC", "GBR", dt.date(2021, 1, 1), False),
        ("IGONAT", "SWE", dt.date(2024, 1, 1), False),
        ("IGOWAS", "MLI", dt.date(2025, 6, 1), False),
        ("IGOUNSC", "RUS", dt.date(2020, 1, 1), True),
    ],
)
def test_membership_has_its_dates(organisation, member, day, held):
    periods = dict(actors.membership()[organisation])
    assert periods[member].holds(day) is held
