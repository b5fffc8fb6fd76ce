from __future__ import annotations

import pytest

from dragoman.errors import InputError, UsageError
from dragoman.measure.compare import compare, party, table_of

OURS = [
    {"year": 2012, "iso3_a": "USA", "iso3_b": "SYR", "dr_at_a": 9, "dr_at_b": 0, "sanction": 1, "sanction_trade": 1, "sanction_arms": None, "allied": 0},
    {"year": 2012, "iso3_a": "SYR", "iso3_b": "USA", "dr_at_a": 0, "dr_at_b": 9, "sanction": None, "sanction_trade": None, "sanction_arms": None, "allied": 0},
    {"year": 2013, "iso3_a": "USA", "iso3_b": "SYR", "dr_at_a": 9, "dr_at_b": 3, "sanction": 0, "sanction_trade": 0, "sanction_arms": 0, "allied": None},
    {"year": 2013, "iso3_a": "IGOEEC", "iso3_b": "SYR", "dr_at_a": None, "dr_at_b": None, "sanction": 1, "sanction_trade": 1, "sanction_arms": 1, "allied": None},
]  # fmt: skip
FILES = {
    "cow-dipl": "ccode1,ccode2,year,DR_at_1,DR_at_2,DE\n2,652,2012,3,0,1\n2,652,2013,0,0,0\n652,2,2012,0,3,1\n",
    "cow-alliance": "version4id,ccode1,ccode2,year,defense,neutrality,nonaggression,entente\n1,2,652,2012,0,0,0,1\n1,2,200,2012,1,0,0,0\n",
    "gsdb": "case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,military,financial,travel,other\n"
    "1,Syria,United States,2011,2012,1,exp_part,1,0,1,1,0\n2,Syria,EU,2011,2013,1,exp_part,1,0,1,1,0\n3,Atlantis,United States,2011,2012,1,x,0,0,0,0,0\n",
    "ties": "caseid,startyear,sancimpositionstartyear,endyear,imposition,primarysender,sender1,targetstate\n"
    '1,2011,"2011,2012",,1,2,2,652\n2,2011,2011,"2012,2013",1,1000,1000,652\n3,2011,,2012,0,2,2,652\n',
}


def found(name, tmp_path, given=None, text=None):
    path = tmp_path / "file.csv"
    path.write_text(text or FILES[name])
    columns, strange = compare(OURS, table_of(path), name, given or {})
    return {c.column: (dict(c.pairs), c.unknown, c.theirs_only) for c in columns}, strange


@pytest.mark.parametrize(
    ("name", "column", "wanted"),
    [
        ("cow-dipl", "dr_at_b", ({(0, 0): 1, (3, 0): 1}, 0, 0)),
        ("cow-dipl", "dr_at_a", ({(0, 0): 1}, 0, 0)),
        ("cow-alliance", "allied", ({(0, 1): 1, (0, 0): 1}, 0, 1)),
        ("gsdb", "sanction", ({(1, 1): 2, (0, 0): 1}, 1, 3)),
        ("gsdb", "sanction_arms", ({(0, 0): 1, (1, 1): 1}, 2, 3)),
        ("ties", "sanction", ({(1, 1): 2, (0, 1): 1}, 1, 3)),
    ],
)
def test_the_same_pairs_and_years_are_compared(name, column, wanted, tmp_path):
    assert found(name, tmp_path)[0][column] == wanted


def test_an_open_case_runs_to_the_last_year_that_the_file_names(tmp_path):
    text = "caseid,sancimpositionstartyear,endyear,imposition,primarysender,sender1,targetstate\n1,2011,,1,2,2,652\n2,2010,2012,1,2,2,630\n"
    assert found("ties", tmp_path, text=text)[0]["sanction"] == ({(1, 1): 1}, 1, 4)


def test_files_in_the_wrong_order_are_said(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(FILES["cow-dipl"])
    with pytest.raises(UsageError, match="no panel: it has no column iso3_a, iso3_b"):
        compare(table_of(path), OURS, "cow-dipl", {})


def test_an_unknown_party_is_named(tmp_path):
    assert found("gsdb", tmp_path)[1] == {"Atlantis"}


def test_another_layout_is_given_by_role(tmp_path):
    text = "src,dst,yr,DR_at_1,DR_at_2\nUSA,Syria,2012,3,0\n"
    assert found("cow-dipl", tmp_path, {"a": "src", "b": "dst", "year": "yr"}, text)[0]["dr_at_b"][0] == {(0, 0): 1}
    yearly = "sender_iso3,target_iso3,year,trade\nUSA,SYR,2012,1\n"
    roles = {"a": "sender_iso3", "b": "target_iso3", "year": "year"}
    assert found("gsdb", tmp_path, roles, yearly)[0]["sanction_trade"][0][1, 1] == 1


@pytest.mark.parametrize(("given", "word"), [({"year": "yr"}, "year"), ({"colour": "x"}, "no role colour")])
def test_a_column_that_is_not_there_is_said(given, word, tmp_path):
    with pytest.raises(UsageError, match=word):
        found("cow-dipl", tmp_path, given)


def test_agreement_is_corrected_for_chance(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(FILES["gsdb"])
    first = compare(OURS, table_of(path), "gsdb", {})[0][0]
    assert (first.column, first.compared, first.agree, first.kappa) == ("sanction", 3, 1.0, 1.0)


@pytest.mark.parametrize(
    ("value", "key"), [(2, "USA"), ("652.0", "SYR"), ("syr", "SYR"), ("Syria", "SYR"), ("European Union", "IGOEEC"), (1000, "IGOEEC"), ("Atlantis", None), (None, None)]
)  # fmt: skip
def test_parties_by_number_code_or_name(value, key):
    assert party(value) == key


def test_a_missing_file_is_one_line(tmp_path):
    with pytest.raises(InputError, match=r"gone\.csv: cannot be read"):
        table_of(tmp_path / "gone.csv")
