"""The documentation names every command, option and setting, and nothing that is not there."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest
import typer

from dragoman.cli._run import app, commands
from dragoman.config import LONGEST, READ, SETTINGS

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## dragoman (\S+)\n(.*?)(?=^## |\Z)", COMMANDS, re.MULTILINE | re.DOTALL))
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


@cache
def group():
    return typer.main.get_command(app())


def options(command: str | None = None) -> list[str]:
    holder = group().commands[command] if command else group()
    return [name for p in holder.params if p.param_type_name == "option" for name in p.opts]


def shell(text: str) -> list[list[str]]:
    """The commands in the blocks of a page, each split into words; comments and output are left out."""
    blocks = re.findall(r"```(?:console|sh)\n(.*?)```", text, re.DOTALL)
    lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    pieces = [re.split(r"\s*(?:\||;|&&|>)\s+", line) for line in lines]
    return [shlex.split(piece, comments=True) for line in pieces for piece in line if piece.strip()]


CALLS = [(page, call[1:]) for page in PAGES for call in shell(page.read_text(encoding="utf-8")) if call[:1] == ["dragoman"]]


def test_every_command_has_its_section_and_no_other_does():
    assert sorted(SECTIONS) == sorted(commands())
    assert all("```console\n$ " in section for section in SECTIONS.values())


@pytest.mark.parametrize("command", commands())
def test_every_option_is_in_the_section_of_its_command(command):
    found = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", SECTIONS[command]))
    assert set(options(command)) - {"--help", "-h"} <= found


def test_options_of_the_program_itself_are_documented():
    head = COMMANDS.split("## Exit status")[0]
    assert all(f"`{name}`" in head for name in options() if name not in ("--help", "-h"))


@pytest.mark.parametrize("command", commands())
def test_no_option_is_documented_that_there_is_not(command):
    tables = re.findall(r"^\| (`-.*?) \|", SECTIONS[command], re.MULTILINE)
    named = [name for cell in tables for name in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", cell)]
    assert set(named) <= set(options(command))


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda s: s.name)
def test_every_setting_is_documented_with_variable_and_default(setting):
    (row,) = re.findall(rf"^\| `{setting.name}` \|.*$", COMMANDS, re.MULTILINE)
    assert f"`{setting.variable}`" in row
    assert setting.default is None or f"`{setting.default}`" in row


def test_limits_are_the_documented_ones():
    assert f"{LONGEST:,} characters" in COMMANDS
    assert f"{READ:,} characters" in COMMANDS


@pytest.mark.parametrize(("page", "call"), CALLS, ids=lambda v: " ".join(v) if isinstance(v, list) else v.name)
def test_examples_call_commands_and_options_that_there_are(page, call):
    names = [word for word in call if not word.startswith("-")]
    if not names:
        assert set(call) <= set(options())
        return
    assert names[0] in commands()
    assert {word for word in call if re.match(r"--?[a-z]", word)} <= set(options(names[0]))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_to_files_that_there_are(page):
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_readme_names_make_targets_that_there_are():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {call[1] for call in shell(README) if call[:1] == ["make"]} | set(re.findall(r"`make ([a-z]+)`", README))
    assert named
    assert named <= targets


def test_readme_names_every_command():
    assert [name for name in commands() if not re.search(rf"(?:dragoman |`){name}\b", README)] == []


def test_readme_example_in_python_runs(capsys):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip()
