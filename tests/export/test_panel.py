from __future__ import annotations

import csv
import datetime as dt

import pytest

from dragoman.errors import UsageError
from dragoman.export import panel
from dragoman.export.panel import Period
from dragoman.ledger import Fact, fold

D = dt.date


def fact(kind, level, day, known=None, *, a="SYR", b="USA", report="r1", claim="reported", place="", **more):
    day = day if isinstance(day, tuple) else (day, day)
    known = known or day[1]
    more = {"by": None, "types": (), "a_names": (a,), "b_names": (b,)} | more
    return Fact(
        f"{kind} {level} {report}",
        report,
        kind,
        a,
        b,
        place,
        level,
        *day,
        False,
        None,
        None,
        known,
        "stated",
        "paper",
        claim,
        0.9,
        False,
        **more,
    )


YEAR = Period(2012)


def rows(facts, *, first=YEAR, last=YEAR, kinds=("diplomatic", "sanctions", "alliance"), only=(), until=D.max):
    unit = "dyad-month" if first.month else "dyad-year"
    found = list(panel.rows(fold(facts), panel.read_of(facts, [], unit), kinds, first, last, only, until))
    return {(r["iso3_a"], r["iso3_b"], r["year"], r.get("month")): r for r in found}


@pytest.mark.parametrize(
    ("level", "by", "codes"),
    [
        ("severed", "USA", (0, 0, 0)),
        ("suspended", None, (0, 0, 0)),
        ("suspended", "USA", (9, 0, None)),
        ("downgraded", "USA", (9, 1, 1)),
        ("downgraded", "SYR", (1, 9, 1)),
        ("normal", None, (3, 3, 1)),
    ],
)
def test_each_sides_representation_is_apart(level, by, codes):
    row = rows([fact("diplomatic", level, D(2012, 2, 6), by=by)])["USA", "SYR", 2012, None]
    assert (row["dr_at_a"], row["dr_at_b"], row["de"]) == codes


@pytest.mark.parametrize(
    ("level", "types", "found"),
    [
        ("in_force", ("trade", "arms"), (1, 0, 1, 1, 0)),
        ("in_force", (), (1, 0, None, None, None)),
        ("lifted", (), (0, 0, 0, 0, 0)),
        ("threatened", ("trade",), (0, 1, 0, 0, 0)),
    ],
)
def test_sanctions_are_coded_as_gsdb_has_them(level, types, found):
    both = rows([fact("sanctions", level, D(2012, 2, 6), a="USA", b="SYR", types=types)])
    row = both["USA", "SYR", 2012, None]
    assert tuple(row[c] for c in ("sanction", "threat", "sanction_trade", "sanction_arms", "sanction_travel")) == found
    assert both["SYR", "USA", 2012, None]["sanction"] is None


def test_a_zero_is_told_from_what_is_not_known():
    row = rows([fact("alliance", "ended", D(2012, 2, 6))], last=Period(2013))["SYR", "USA", 2012, None]
    assert (row["allied"], row["alliance_status"], row["dr_at_b"], row["diplomatic_status"]) == (0, "holds", None, None)
    assert (row["reports"], row["reports_a"], row["cow_a"], row["cow_b"]) == (1, 1, 652, 2)


def test_what_is_uncertain_has_no_code():
    row = rows([fact("diplomatic", "severed", D(2012, 2, 6), claim="alleged"), fact("alliance", "ally", D(2012, 2, 6), claim="alleged")])
    assert (row["SYR", "USA", 2012, None]["dr_at_b"], row["SYR", "USA", 2012, None]["allied"]) == (9, None)


def test_levels_are_those_of_the_last_day_of_each_month():
    facts = [fact("border", "closed", D(2012, 1, 10), b="TUR"), fact("border", "open", D(2012, 2, 28), b="TUR", report="r2")]
    found = rows(facts, first=Period(2012, 1), last=Period(2012, 3), kinds=("border",))
    assert [found["TUR", "SYR", 2012, m]["border_level"] for m in (1, 2, 3)] == ["closed", "open", "open"]
    assert [found["TUR", "SYR", 2012, m]["reports"] for m in (1, 2, 3)] == [1, 1, 0]


def test_no_level_is_of_a_day_after_what_is_known():
    facts = [fact("border", "closed", D(2012, 1, 10), b="TUR"), fact("border", "open", D(2012, 2, 28), b="TUR", report="r2")]
    found = rows(facts, first=Period(2012, 1), last=Period(2012, 2), kinds=("border",), until=D(2012, 2, 27))
    assert {found["TUR", "SYR", 2012, m]["border_level"] for m in (1, 2)} == {"closed"}


def test_groups_and_other_pairs_are_left_out():
    facts = [
        fact("diplomatic", "normal", D(2012, 1, 1)),
        fact("backing", "ongoing", D(2012, 1, 1), b="group:x", report="r2"),
        fact("alliance", "ally", D(2012, 1, 1), a="IRN", b="RUS", report="r3"),
    ]
    assert {k[:2] for k in rows(facts, only=["SYR"])} == {("SYR", "USA"), ("USA", "SYR")}


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_panel_is_written_and_reads_back(name, tmp_path):
    found, names = rows([fact("diplomatic", "normal", D(2012, 2, 6))]), panel.columns(("diplomatic",), "dyad-year")
    trimmed = [{n: r[n] for n in names} for r in found.values()]
    assert panel.write(trimmed, names, tmp_path / name, {"unit": "dyad-year"}) == 2
    if name.endswith("csv"):
        read = list(csv.DictReader((tmp_path / name).open()))
    else:
        read = pytest.importorskip("pyarrow.parquet").read_table(tmp_path / name).to_pylist()
    assert (list(read[0]), str(read[1]["dr_at_b"]), len(read)) == (names, "3", 2)


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"\.parquet or \.csv"):
        panel.write([], ["a"], tmp_path / "a.dta", {})
