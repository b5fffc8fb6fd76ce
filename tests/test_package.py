"""The public API is a short sorted list; importing it loads nothing heavy."""

import subprocess
import sys

import pytest

import dragoman


def test_public_names_are_sorted_and_all_there():
    assert dragoman.__all__ == sorted(dragoman.__all__)
    assert dragoman.__all__ == [
        "Entity", "Event", "Figure", "Issue", "Reading", "Relation", "Report", "Statement", "__version__", "errors", "find_dates", "load",
        "open_store", "read", "resolve_actor", "resolve_date", "resolve_place",
    ]  # fmt: skip
    assert set(dragoman.__all__) <= set(dir(dragoman))


@pytest.mark.parametrize("name", dragoman.__all__)
def test_every_public_name_can_be_fetched(name):
    assert getattr(dragoman, name) is not None


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        dragoman.nonsense  # noqa: B018


def test_read_is_a_function_and_a_room():
    from dragoman.read.labels import AUX

    assert callable(dragoman.read)
    assert dragoman.read.labels.AUX == AUX


def test_import_is_light():
    heavy = ("spacy", "onnxruntime", "numpy", "trafilatura", "pydantic", "rich", "typer", "duckdb", "torch")
    code = f"import sys, dragoman; print(*(m for m in {heavy!r} if m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""
