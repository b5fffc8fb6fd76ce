"""``backup``, ``check`` and ``restore``."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dragoman.store import open_store


@pytest.fixture
def ledger(reading, tmp_path) -> Path:
    with open_store(tmp_path / "ledger.db", create=True) as store:
        store.add(reading)
    return tmp_path / "ledger.db"


def tampered(path: Path) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("UPDATE record SET type = 'AID' WHERE kind = 'event'")
    db.close()


def test_a_copy_is_made_checked_and_restored(dragoman, ledger, tmp_path):
    copy = tmp_path / "copy.db"
    assert dragoman("backup", copy, "--store", ledger).status == 0
    assert "sound; 1 reports" in dragoman("check", "--store", copy).err
    assert "a file already" in dragoman("backup", copy, "--store", ledger).err
    assert "--replace" in dragoman("restore", copy, "--store", ledger).err
    result = dragoman("restore", copy, "--store", ledger, "--replace")
    assert (result.status, "ledger.db.old" in result.err) == (0, True)
    assert dragoman("events", "--store", ledger).out == dragoman("events", "--store", copy).out


def test_faults_are_named_and_mended(dragoman, ledger, tmp_path):
    dragoman("backup", tmp_path / "sound.db", "--store", ledger)
    tampered(ledger)
    result = dragoman("check", "--store", ledger)
    assert result.status == 1
    assert "check --mend" in result.out
    dragoman("backup", tmp_path / "bad.db", "--store", ledger)
    assert "not sound" in dragoman("restore", tmp_path / "bad.db", "--store", tmp_path / "new.db").err
    assert not (tmp_path / "new.db").exists()
    assert dragoman("check", "--store", ledger, "--mend").status == 0


def test_a_folder_of_tables_is_asked_like_the_ledger(dragoman, ledger, tmp_path):
    folder = tmp_path / "tables"
    assert dragoman("backup", folder, "--parquet", "--store", ledger).status == 0
    for command in (["events"], ["relations", "--as-of", "2021-10-01"], ["timeline"]):
        assert dragoman(*command, "--store", folder).out == dragoman(*command, "--store", ledger).out != ""
    assert "sound" in dragoman("check", "--store", folder).err
    for command in (
        ["check", "--mend"],
        ["backup", tmp_path / "x"],
        ["backup", tmp_path / "x", "--parquet"],
        ["add", tmp_path / "report.txt"],
    ):
        result = dragoman(*command, "--store", folder)
        assert (result.status, "Parquet" in result.err) == (2, True) or command[0] == "add"


def test_nowhere_to_restore_to(dragoman, tmp_path):
    assert "give --store FILE" in dragoman("restore", tmp_path / "copy.db").err
