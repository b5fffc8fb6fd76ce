"""What only a copy in Parquet can get wrong."""

import datetime as dt
import json

import pytest
from made import D, backing, crossing, reading

from dragoman.errors import StoreError, UsageError
from dragoman.ledger import judgement
from dragoman.model import Report
from dragoman.store import open_store, parquet, write_parquet
from dragoman.store.migrations import MIGRATIONS


@pytest.fixture
def ledger(tmp_path):
    with open_store(tmp_path / "ledger.db", create=True) as store:
        for one in (crossing(), crossing(published=D(2021, 11, 4), day=D(2021, 11, 3), verb="closed"), backing()):
            store.add(one)
        yield store


@pytest.fixture
def copy(ledger, tmp_path):
    write_parquet(ledger, tmp_path / "copy")
    with open_store(tmp_path / "copy") as store:
        yield store


@pytest.mark.parametrize("view", [*(v for v in parquet.VIEWS if v != "text"), "intervals"])
def test_views_for_analysis(copy, view):
    answer = copy.sql(f"SELECT * FROM {view}")
    assert (
        len(answer.fetchall())
        == {"reports": 3, "events": 2, "statements": 2, "figures": 2, "relations": 3, "facts": 4, "intervals": 9}[view]
    )


def test_views_have_days_and_words(copy):
    sql = "SELECT event_type, published, first, json_extract_string(json, '$.evidence[0].text') FROM events ORDER BY first"
    assert copy.sql(sql).fetchall()[0] == ("RETREAT", D(2021, 9, 30), D(2021, 9, 29), "reopened its main crossing")
    asked = copy.sql("SELECT level, start, \"end\", evidence FROM intervals WHERE kind = 'border' AND level = ?", ["open"]).fetchall()
    assert asked == [("open", D(2021, 9, 29), D(2021, 11, 2), json.dumps([crossing().relations[0].id]))]


def test_whatever_would_write_is_refused(copy, tmp_path):
    for call in (copy.rederive, lambda: copy.add(crossing()), lambda: copy.replace(crossing()),
                 lambda: copy.judge(judgement("confirm", crossing().events[0].id, by="me", on=D(2022, 1, 1)))):  # fmt: skip
        with pytest.raises(StoreError, match="only read"):
            call()
    with pytest.raises(StoreError, match="copy the folder"):
        copy.backup(tmp_path / "x")


def test_a_folder_is_made_whole_and_never_overwritten(ledger, tmp_path, monkeypatch):
    with pytest.raises(StoreError, match="not there"):
        write_parquet(ledger, tmp_path / "no" / "copy")
    (tmp_path / "copy.part").mkdir()
    with monkeypatch.context() as broken:
        broken.setattr(parquet, "_interval_row", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            write_parquet(ledger, tmp_path / "copy")
    assert {p.name for p in tmp_path.iterdir() if p.is_dir()} == set()
    write_parquet(ledger, tmp_path / "copy")
    with pytest.raises(StoreError, match="there already"):
        write_parquet(ledger, tmp_path / "copy")


@pytest.mark.parametrize(
    ("spoil", "word"), [(lambda p: p.unlink(), "is gone"), (lambda p: p.write_bytes(p.read_bytes() + b" "), "hash does not fit")]
)
def test_check_finds_what_was_tampered_with(copy, spoil, word):
    assert copy.check() == []
    spoil(copy.path / "record.parquet")
    assert [(p.record, word in p.what) for p in copy.check()] == [("record.parquet", True)]


@pytest.mark.parametrize(
    ("mark", "word"), [({"schema": len(MIGRATIONS) + 1}, "newer"), ({"schema": 1}, "older"), ({}, "no copy of a ledger"), ([], "no copy")]
)
def test_a_folder_that_cannot_be_read_is_refused(copy, mark, word):
    (copy.path / parquet.MARK).write_text(json.dumps(mark | {"files": {}} if mark else mark))
    with pytest.raises(StoreError, match=word):
        open_store(copy.path)


def test_a_file_that_is_gone_is_named(copy):
    (copy.path / "record.parquet").unlink()
    with pytest.raises(StoreError, match=r"record\.parquet"):
        open_store(copy.path)


@pytest.mark.parametrize("name", ["duckdb", "pyarrow"])
def test_without_the_extra_it_says_so(ledger, copy, tmp_path, monkeypatch, name):
    def missing(wanted):
        if wanted.startswith(name):
            raise ImportError(wanted)
        return __import__(wanted)

    monkeypatch.setattr(parquet, "import_module", missing)
    with pytest.raises(UsageError, match=rf"needs {name}, .*dragoman\[analysis\]"):
        open_store(copy.path) if name == "duckdb" else write_parquet(ledger, tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_large_tables_are_written_in_batches(ledger, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "BATCH", 2)
    for n in range(5):
        ledger.add(reading(Report(text=f"{n}", published=D(2020, 1, 1) + dt.timedelta(n))))
    write_parquet(ledger, tmp_path / "copy")
    with open_store(tmp_path / "copy") as copy:
        assert (copy.reports(), copy.facts()) == (ledger.reports(), ledger.facts())
