"""What only a store in a file can get wrong."""

import sqlite3
from pathlib import Path

import pytest
from made import D, backing, crossing

from dragoman.errors import StoreError
from dragoman.ledger import judgement
from dragoman.store import migrations, open_store, restore
from dragoman.store.migrations import MIGRATIONS, Migration


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.db"


@pytest.fixture
def kept(path):
    with open_store(path, create=True) as store:
        store.add(crossing())
        store.add(backing())
    return path


def other_program(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bookmark (url)")


def newer(path):
    open_store(path, create=True).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    ("make", "word"),
    [
        (other_program, "another program's database"),
        (newer, "newer Dragoman"),
        (lambda p: p.write_bytes(b"%PDF-1.7 " * 200), "not a Dragoman store"),
        (lambda p: p.mkdir(), "it is a folder"),
    ],
)
def test_a_file_that_is_no_store_of_ours_is_refused_and_left_as_it_is(path, make, word, create):
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=word) as fault:
        open_store(path, create=create)
    assert str(path) in str(fault.value)
    assert "\n" not in str(fault.value)
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "create", "word"),
    [("none.db", False, "there is no store"), ("no/where.db", True, "folder .*no is not there"), ("empty.db", False, "it is empty")],
)
def test_a_store_that_is_not_there(tmp_path, name, create, word):
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match=word):
        open_store(tmp_path / name, create=create)
    assert not (tmp_path / "none.db").exists()


def test_an_empty_file_becomes_a_store(path):
    path.touch()
    with open_store(path, create=True) as store:
        assert store.add(crossing())


def test_a_store_remembers_that_it_keeps_no_text(path):
    open_store(path, create=True, keep_text=False).close()
    with open_store(path) as store:
        store.add(crossing())
    assert b"12 trucks passed" not in b"".join(p.read_bytes() for p in path.parent.iterdir())
    with open_store(path) as store:
        assert (store.keep_text, store.check()) == (False, [])


def test_a_store_of_texts_is_not_opened_as_one_without(kept):
    with pytest.raises(StoreError, match="keeps the texts"):
        open_store(kept, keep_text=False)


def test_a_step_that_fails_is_not_taken_by_half(kept, monkeypatch):
    broken = Migration("two", ("CREATE TABLE extra (x)", "CREATE TABLE extra (x)"))
    for steps in ((*MIGRATIONS, broken),):
        monkeypatch.setattr(migrations, "MIGRATIONS", steps)
        monkeypatch.setattr("dragoman.store.sqlite.MIGRATIONS", steps)
        with pytest.raises(StoreError, match="extra already exists"):
            open_store(kept)
    with sqlite3.connect(kept) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'extra'").fetchone()


def test_an_older_store_is_brought_up_to_date(kept, monkeypatch):
    steps = (*MIGRATIONS, Migration("two", ("CREATE TABLE extra (x)",)))
    monkeypatch.setattr(migrations, "MIGRATIONS", steps)
    monkeypatch.setattr("dragoman.store.sqlite.MIGRATIONS", steps)
    with open_store(kept) as store:
        assert store.counts()["reports"] == 2
        assert store._rows("SELECT name FROM migration") == [(s.name,) for s in steps]


def first_edition(path, monkeypatch):
    """A store as the first schema had it, with the readings that it kept."""
    steps = MIGRATIONS[:1]
    db = sqlite3.connect(path, isolation_level=None)
    monkeypatch.setattr(migrations, "MIGRATIONS", steps)
    migrations.migrate(db, {"keep_text": "yes"})
    monkeypatch.undo()
    db.execute("ATTACH ? AS later", (str(path.with_name("later.db")),))
    for table in ("report", "text", "record", "party", "judgement"):
        db.execute(f"INSERT INTO {table} SELECT * FROM later.{table}")
    db.execute("INSERT INTO word (word) VALUES ('rebuild')")
    db.close()


def test_a_store_of_the_first_schema_answers_as_before(tmp_path, monkeypatch):
    with open_store(tmp_path / "later.db", create=True) as store:
        for one in (crossing(), backing()):
            store.add(one)
        expected = store.timeline(), store.events(), store.reports()
    first_edition(tmp_path / "ledger.db", monkeypatch)
    with open_store(tmp_path / "ledger.db") as store:
        assert (store.timeline(), store.events(), store.reports()) == expected
        assert store.check() == []


def test_derived_rows_are_made_by_whoever_opens_next(tmp_path, monkeypatch):
    open_store(tmp_path / "later.db", create=True).close()
    first_edition(tmp_path / "ledger.db", monkeypatch)
    with monkeypatch.context() as broken:
        broken.setattr("dragoman.store.sqlite.SqliteStore.rederive", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            open_store(tmp_path / "ledger.db")
    with open_store(tmp_path / "ledger.db") as store:
        assert store._rows("SELECT name FROM setting") == [("keep_text",)]


def test_a_full_disk_loses_nothing(kept):
    with open_store(kept) as store:
        (pages,) = store._db.execute("PRAGMA page_count").fetchone()
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="disk is full"):
            store.add(crossing(name="AMMAN - " * 20_000))
        assert (store.counts()["reports"], store.check()) == (2, [])


def test_a_read_only_store_is_read_and_says_so(kept):
    with open_store(kept) as store:
        store._db.execute("PRAGMA query_only = ON")
        assert store.counts()["reports"] == 2
        with pytest.raises(StoreError, match="read-only"):
            store.add(crossing(published=D(2022, 1, 1)))


def test_a_locked_store_says_so(kept, monkeypatch):
    monkeypatch.setattr("dragoman.store.sqlite.WAIT", 0.05)
    with open_store(kept) as one, open_store(kept) as two:
        one._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing"):
            two.add(crossing(published=D(2022, 1, 1)))
        assert two.counts()["reports"] == 2


def test_what_breaks_in_the_middle_leaves_nothing(kept, monkeypatch):
    with open_store(kept) as store:
        monkeypatch.setattr(store, "_insert_fact", lambda n, fact: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            store.add(crossing(published=D(2022, 1, 1)))
        assert (store.counts()["reports"], store.check()) == (2, [])


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("UPDATE text SET text = replace(text, 'Jordan', 'Israel')", "the text is not what was kept"),
        ("UPDATE record SET read = replace(read, '0.9', '0.8')", "the records are not what was kept"),
        ("UPDATE record SET read = '{}'", "damaged"),
        ("UPDATE record SET type = 'AID' WHERE kind = 'event'", "what is derived"),
        ("UPDATE record SET withdrawn = 1", "what is derived"),
        ("DELETE FROM party", "what is derived"),
        ("UPDATE fact SET level = 'closed'", "what is derived"),
        ("DELETE FROM called WHERE other = ''", "what is derived"),
        ("INSERT INTO tie (kind, a, b, place) VALUES ('aid', 'SYR', 'JOR', '')", "what is derived"),
        (
            "INSERT INTO judgement (id, action, target, said) SELECT 'j', 'confirm', id, json_object('id', 'j', 'action', 'confirm', "
            "'target', id, 'by', 'me', 'on', '2022-01-01') FROM record LIMIT 1",
            "not what was signed",
        ),
        ("DELETE FROM text", "the text is gone"),
        ("UPDATE record SET read = replace(read, 'reopened its', 'reopened his')", "the words at"),
        ("UPDATE record SET read = replace(read, '\"end\":', '\"end\":9')", "outside the text"),
    ],
)
def test_check_finds_what_was_tampered_with(kept, sql, word):
    with open_store(kept) as store:
        assert store.check() == []
        store._db.execute(sql)
        found = store.check()
        assert any(word in p.what for p in found)
        assert all(p.report or p.record or "index of words" in p.what for p in found)


def test_derived_rows_are_made_anew(kept):
    with open_store(kept) as store:
        before = store.timeline()
        for table in ("party", "called", "fact", "tie"):
            store._db.execute(f"DELETE FROM {table}")
        assert store.timeline() == []
        store.rederive()
        assert (store.timeline(), store.check()) == (before, [])


def test_a_copy_is_whole_and_a_file_is_never_overwritten(kept, tmp_path):
    copy = tmp_path / "copy.db"
    with open_store(kept) as store:
        store.backup(copy)
        with open_store(copy) as other:
            assert (other.events(), other.counts(), other.check()) == (store.events(), store.counts(), [])
        with pytest.raises(StoreError, match="there is a file already"):
            store.backup(copy)
        with pytest.raises(StoreError, match="not there"):
            store.backup(tmp_path / "no" / "copy.db")


def test_a_copy_is_one_file_also_while_another_writes(kept, tmp_path):
    with open_store(kept) as store, open_store(kept) as other:
        other._db.execute("BEGIN IMMEDIATE")
        (tmp_path / "copy.part").write_text("left by a kill")
        store.backup(tmp_path / "copy")
        other._db.execute("ROLLBACK")
    assert {p.name for p in tmp_path.iterdir()} - {"ledger.db"} == {"copy"}
    tmp_path.joinpath("copy").chmod(0o400)
    with sqlite3.connect(f"file:{tmp_path}/copy?mode=ro", uri=True) as db:
        assert db.execute("SELECT count(*) FROM report").fetchone() == (2,)


def damaged(path):
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("UPDATE fact SET level = 'closed'")
    db.close()


def test_a_copy_is_restored_and_the_old_file_kept(kept, tmp_path):
    with open_store(kept) as store:
        store.backup(tmp_path / "copy.db")
        store.add(crossing(published=D(2022, 1, 1)))
    with pytest.raises(StoreError, match="a file already"):
        restore(tmp_path / "copy.db", kept)
    for number, aside in enumerate(("ledger.db.old", "ledger.db.old1")):
        assert restore(tmp_path / "copy.db", kept, replace=True) == (
            {"reports": 2, "events": 1, "statements": 1, "relations": 2, "figures": 1, "judgements": 0},
            tmp_path / aside,
        )
        with open_store(kept) as store, open_store(tmp_path / aside) as old:
            assert (store.counts()["reports"], old.counts()["reports"]) == (2, 3 - number)
            assert store._rows("PRAGMA journal_mode") == [("wal",)]


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (damaged, "is not sound"),
        (newer, "newer Dragoman"),
        (lambda p: p.write_bytes(b"x" * 2000), "not a Dragoman store"),
        (Path.unlink, "no such file"),
    ],
)
def test_a_copy_that_is_not_sound_is_not_restored(kept, tmp_path, spoil, word):
    copy = tmp_path / "copy.db"
    with open_store(kept) as store:
        store.backup(copy)
    spoil(copy)
    with pytest.raises(StoreError, match=word):
        restore(copy, kept, replace=True)
    with open_store(kept) as store:
        assert (store.counts()["reports"], store.check()) == (2, [])
    assert {p.name for p in tmp_path.iterdir()} <= {"copy.db", "ledger.db"}


def test_a_judgement_of_an_old_store_is_honoured_by_the_next(kept):
    event = crossing().events[0].id
    with open_store(kept) as store:
        store.judge(judgement("withdraw", event, by="me", on=D(2022, 1, 1)))
    with open_store(kept) as store:
        assert store.events() == []
        assert store.check() == []


@pytest.mark.parametrize("ask", [("SYR", "JOR", ()), ("SYR", None, ["border"]), (None, None, ())])
def test_facts_are_found_and_ordered_by_index(kept, ask):
    with open_store(kept) as store:
        asked = []
        store._db.set_trace_callback(asked.append)
        list(store._facts(*ask))
        plan = [row[3] for row in store._db.execute("EXPLAIN QUERY PLAN " + asked[0])]
        scanned = {"SCAN tie USING INDEX tie_bundle"} if not any(ask) else {"SCAN asked", "SCAN meant"}
        assert {step for step in plan if step.startswith("SCAN")} <= scanned
        assert not any("ORDER BY" in step for step in plan) or any(ask)


def test_a_relation_that_loses_its_facts_is_asked_for_no_more(kept):
    with open_store(kept) as store:
        store.replace(crossing().model_copy(update={"relations": ()}))
        assert store._rows("SELECT kind FROM tie") == [("backing",)] * 2
        assert store._rows("SELECT * FROM called WHERE tie NOT IN (SELECT n FROM tie)") == []
        assert store.check() == []
