import runpy
from pathlib import Path
from zlib import crc32

import pytest

from dragoman.errors import OntologyError
from dragoman.ontology import index as indices
from dragoman.ontology.actors import states
from dragoman.ontology.index import Index, Section, write
from dragoman.ontology.tables import TABLES

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tables():
    """What the tables themselves say, without the index."""
    script = runpy.run_path(str(ROOT / "training" / "index.py"))
    return script["sections"](), script["sources"]()


def test_index_holds_what_the_tables_say(tables):
    sections, sources = tables
    held = Index()
    assert held.sources == {p.name: (p.stat().st_size, crc32(p.read_bytes())) for p in sources}, "a table was changed: run `make index`"
    for name, (shape, table) in sections.items():
        assert dict(held.section(name, shape)) == table, f"{name} was changed: run `make index`"


def test_what_is_written_is_read_again(tables, tmp_path):
    sections, sources = tables
    few = {name: sections[name] for name in ("titles", "regions")}
    write(few, sources, tmp_path / "index.dat")
    assert {name: dict(Index(tmp_path / "index.dat").section(name, shape)) for name, (shape, _) in few.items()} == {
        name: table for name, (_, table) in few.items()
    }


def test_missing_keys():
    assert isinstance(states(), Section)
    assert states().get("XXX") is None
    assert "XXX" not in states()
    assert "FRA" in states()
    with pytest.raises(KeyError):
        states()["ZZZ"]


def test_an_index_of_other_tables_is_not_used(tmp_path):
    held = Index()
    assert held.fits()
    for name in held.sources:
        (tmp_path / name).write_bytes((TABLES / name).read_bytes())
    assert held.fits(tmp_path)
    assert {crc32((tmp_path / name).read_bytes()) for name in held.sources} == {crc for _, crc in held.sources.values()}
    (tmp_path / "offices_more_yet.tsv").write_text("country\n", encoding="utf-8")
    assert not held.fits(tmp_path), "a table is new"
    (tmp_path / "offices_more_yet.tsv").unlink()
    roles = (tmp_path / "roles.tsv").read_bytes()
    (tmp_path / "roles.tsv").write_bytes(roles.replace(b"GOV", b"MIL", 1))
    assert not held.fits(tmp_path), "a table is as long and says something else"


def test_own_tables_are_read_without_the_index(tmp_path, monkeypatch):
    monkeypatch.setenv(indices.OWN_TABLES, str(tmp_path))
    assert indices.index.__wrapped__() is None
    monkeypatch.setenv(indices.OWN_TABLES, str(tmp_path / "missing"))
    with pytest.raises(OntologyError, match="is no folder"):
        indices.index.__wrapped__()


@pytest.mark.parametrize("held", [b"something else\n", b"", "half"])
def test_a_damaged_index_is_not_used(held, tmp_path, monkeypatch):
    path = tmp_path / "index.dat"
    path.write_bytes(indices.PATH.read_bytes()[:-100] if held == "half" else held)
    monkeypatch.setattr(indices, "PATH", path)
    with pytest.warns(UserWarning, match="damaged"):
        assert indices.index.__wrapped__() is None
