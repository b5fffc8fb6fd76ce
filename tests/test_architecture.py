"""The import rule: rooms import only leftwards."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "dragoman"
BASE = {"model", "ontology", "errors", "config", "versions"}
ROOMS = ["ingest", "read", "code", "resolve", "ledger", "store", "export"]
TOP = {
    "measure": set(),
    "learn": {"measure"},
    "run": set(),
    "cli": {"measure", "learn", "classify", "run"},
    "classify": set(),
    "__main__": {"cli"},
}
"""`learn` reads the corpus as `measure` does, and calibrates with it."""


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "dragoman":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("dragoman.")}
    return found


def allowed(room: str) -> set[str]:
    if room in BASE:
        return {"errors", "config"} if room == "model" else {"model", *BASE}
    if room in ROOMS:
        return BASE | set(ROOMS[: ROOMS.index(room) + 1])
    if room in ("pipeline", "__init__"):
        return BASE | set(ROOMS) | {"pipeline"}
    return BASE | set(ROOMS) | {"pipeline", room} | TOP[room]


FILES = sorted(p for p in ROOT.rglob("*.py") if p != ROOT / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_rooms_import_only_leftwards(path):
    room = path.relative_to(ROOT).parts[0].removesuffix(".py")
    names = imports(path) - {room}
    public = {"load", "read", "Report", "Reading", "__version__"}
    assert names - public <= allowed(room), f"{room} imports {sorted(names - allowed(room))}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_torch_only_where_it_is_fitted(path):
    names = {
        a.name.split(".")[0] for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Import) for a in n.names
    }
    assert "torch" not in names or path.parent.name == "learn"
