from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.cli._output import meter, say
from dragoman.cli._run import commands
from dragoman.config import SETTINGS
from dragoman.pipeline import MIN_CONFIDENCE

TEXT = "date 2021-09-30\n\nJordan fully reopened its crossing with Syria on Wednesday. The UN said that 350,000 were killed."
START = [sys.executable, "-c", "from dragoman.cli import main; main()"]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


@pytest.mark.parametrize("command", commands())
def test_every_command_has_help_with_examples(command, dragoman):
    result = dragoman(command, "--help")
    assert result.status == 0
    assert re.search(rf"Examples:\s+(.*\| )?dragoman {command}", result.out, re.DOTALL)


def test_root_help_and_version(dragoman):
    assert all(name in dragoman("--help").out for name in commands())
    assert "Usage: dragoman" in dragoman().out
    assert dragoman("--version").out.startswith("dragoman 0.")


def test_read_draws_a_table_without_colours_in_a_pipe(dragoman, reader, report):
    result = dragoman("read", report)
    assert result.status == 0
    assert "RETREAT/access" in result.out
    assert "\x1b" not in result.out


def test_read_json_is_one_line_a_report(dragoman, reader, report, tmp_path):
    lines = tmp_path / "more.jsonl"
    lines.write_text('{"text": "One.", "id": "a"}\n{"text": "Two.", "id": "b"}\n')
    result = dragoman("read", report, lines, "--format", "json")
    assert [json.loads(line)["report"]["source_id"] for line in result.out.splitlines()] == [None, "a", "b"]


def test_read_takes_date_from_option_and_text_from_stdin(dragoman, reader):
    result = dragoman("read", "-", "--date", "2020-01-02", "--format", "json", stdin=TEXT)
    head = json.loads(result.out)["report"]
    assert (head["published"], head["published_basis"]) == ("2020-01-02", "given")


def test_read_writes_html_to_a_file(dragoman, reader, report, tmp_path):
    target = tmp_path / "out.html"
    result = dragoman("read", report, "--format", "html", "-o", target)
    assert (result.status, result.out) == (0, "")
    assert target.read_text().startswith("<!doctype html>")


def test_reasons_only_where_asked_for(dragoman, reader, report):
    assert "why" not in json.loads(dragoman("read", report, "--format", "json").out)["events"][0]
    assert json.loads(dragoman("read", report, "--format", "json", "--why").out)["events"][0]["why"]


@pytest.mark.parametrize(
    ("args", "status", "word"),
    [
        (("read", "{}/gone.txt"), 2, "gone.txt: no such file"),
        (("read", "{}/report.txt", "{}/gone.txt"), 1, "gone.txt: no such file"),
        (("read", "{}/report.txt", "--date", "soon"), 2, "not a date"),
        (("read", "{}/report.txt", "--date", "2021-02-30"), 2, "not a date"),
        (("read", "{}/report.txt", "--format", "xml"), 2, "xml"),
        (("read", "{}/report.txt", "-o", "{}/report.txt"), 2, "also an input"),
        (("read", "{}/report.txt", "-o", "{}/no/such/folder.txt"), 2, "cannot be written"),
        (("read", "{}/report.txt", "--threads", "0"), 2, "threads"),
        (("frobnicate",), 2, "No such command"),
        (("events", "SYR"), 2, "--store"),
        (("events", "SYR", "--store", "{}/gone.db"), 2, "gone.db"),
        (("why", "x", "--store", "{}/gone.db"), 2, "gone.db"),
        (("add", "{}/report.txt"), 2, "--store"),
        (("codebook", "NONSENSE"), 2, "no type or kind"),
        (("classify", "{}/gone.jsonl"), 2, "no such file"),
        (("codebook", "--model", "{}"), 2, "no model in"),
        (("train", "{}/report.txt", "--check", "--types", "{}/gone.tsv"), 2, "gone.tsv: cannot be read"),
        (("train", "{}/report.txt", "--check", "--types", "{}/report.txt"), 2, "report.txt:1: the header is"),
        (("train", "{}/report.txt", "--from", "shipped", "--alone"), 2, "--alone needs --types"),
        (("train", "{}", "--own", "{}/gone"), 2, "gone: there is no such"),
        (("train", "{}", "{}"), 2, "one folder of public corpora"),
        (("resolve", "verbs"), 2, "verbs"),
        (("evaluate",), 2, "--dossiers"),
        (("evaluate", "--dossiers", "{}"), 2, "no dossier"),
        (("evaluate", "--corpora", "{}", "--dossiers", "{}"), 2, "or else"),
        (("evaluate", "--corpora", "{}", "--write", "{}/page.md"), 2, "figures of GOLD"),
    ],
)
@pytest.mark.usefixtures("reader", "report")
def test_errors_are_one_line_and_a_status(args, status, word, dragoman, tmp_path):
    result = dragoman(*(a.replace("{}", str(tmp_path)) for a in args))
    assert result.status == status
    assert word in result.err
    assert len(result.err.splitlines()) == 1
    assert result.err.startswith("dragoman: ")


def test_sentences_are_checked_against_a_users_own_types(dragoman, tmp_path):
    (tmp_path / "types.tsv").write_text("event\tmode\tquad\tscore\tcameo_root\tdefinition\nPIRACY\t\t4\t\t\tVessels taken.\n")
    (tmp_path / "a.txt").write_text("> Pirates took it.\nE PIRACY | took | actor: Pirates\n> They ran.\nE COERCE | ran\n")
    result = dragoman("train", tmp_path / "a.txt", "--check", "--types", tmp_path / "types.tsv", "--alone")
    assert (result.status, result.err) == (1, "a.txt:4: unknown type 'COERCE': E COERCE | ran\n")
    assert "     1  E PIRACY\n" in result.out


def test_broken_line_is_named_and_the_rest_goes_on(dragoman, reader, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n{"text": \n{"text": "Two."}\n')
    result = dragoman("read", path, "--format", "json")
    assert (result.status, len(result.out.splitlines())) == (1, 2)
    assert f"{path}:2: not JSON" in result.err


def test_interrupt_keeps_what_was_written(dragoman, reader):
    result = dragoman("read", "-", "--format", "json", stdin='{"text": "One."}\n{"text": "stop here"}\n')
    assert (result.status, len(result.out.splitlines())) == (130, 1)
    assert result.err == "dragoman: interrupted\n"


def test_full_disk_is_one_line(dragoman, reader, report):
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    result = dragoman("read", report, "--format", "json", "-o", "/dev/full")
    assert result.status == 2
    assert "no space left" in result.err


def test_reader_that_leaves_is_no_error():
    shell = subprocess.run(
        ["bash", "-c", f"{sys.executable} -c '{START[2]}' codebook | head -1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shell.stderr == ""
    assert shell.stdout.splitlines()[-1] in ("0", "141")


def test_schema_is_json(dragoman):
    assert "events" in json.loads(dragoman("schema").out)["properties"]


@pytest.mark.parametrize(
    ("name", "words"), [(None, "SANCTION"), ("sanction", "discontinue"), ("border", "Open to traffic"), ("ASSAULT", "CAMEO")]
)
def test_codebook_is_readable(name, words, dragoman):
    result = dragoman("codebook", *([name] if name else []))
    assert result.status == 0
    assert words in result.out


def test_resolve_dates_with_and_without_context(dragoman):
    rows = [
        {"id": 1, "text": "last June", "published": "2021-09-30"},
        {"id": 2, "text": "Friday", "context": "They met last Friday in Cairo.", "date": "2021-09-30"},
        {"id": 3, "text": "the delegation"},
        {"id": 4, "text": ""},
    ]
    result = dragoman("resolve", "dates", stdin="\n".join(json.dumps(r) for r in rows))
    answers = [json.loads(line) for line in result.out.splitlines()]
    assert [a["id"] for a in answers] == [1, 2, 3]
    assert [d["start"] for a in answers for d in a["dates"]] == ["2021-06-01", "2021-09-24"]
    assert answers[2]["dates"] == []
    assert result.status == 1
    assert "-:4: no 'text'" in result.err


def test_resolve_actors_and_places(dragoman):
    line = json.dumps({"id": "k", "text": "the Kremlin", "published": "2021-09-30"})
    assert json.loads(dragoman("resolve", "actors", stdin=line).out)["entity"]["code"] == "RUSGOV"
    line = json.dumps({"id": "j", "text": "Jordan"})
    assert json.loads(dragoman("resolve", "places", stdin=line).out)["place"]["country"] == "JOR"


def test_settings_are_shown_by_help_and_agree_with_the_pipeline(dragoman):
    said = "".join(dragoman(name, "--help").out for name in ("add", "relations", "judge", "resolve"))
    for setting in SETTINGS.values():
        assert setting.variable in said
    assert float(SETTINGS["min_confidence"].default or 0) == MIN_CONFIDENCE


@pytest.mark.parametrize("args", [["--help"], ["read", "--help"], ["--version"], ["codebook", "AID"], ["schema"]])
def test_light_commands_load_nothing_heavy(args):
    code = (
        "import sys; from dragoman.cli._run import run; run(sys.argv[1:]); "
        "print(*(m for m in ('spacy', 'onnxruntime', 'trafilatura', 'torch', 'duckdb', 'numpy') if m in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True, env={**os.environ})
    assert done.stderr.strip() == ""


@pytest.mark.parametrize(("command", "status"), [("read <&-", 2), ("codebook >&-", 0)])
def test_closed_streams_are_no_traceback(command, status):
    done = subprocess.run(["bash", "-c", f"{sys.executable} -m dragoman {command}"], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (status, False)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_failure_is_said_above_the_bar(monkeypatch):
    err = Terminal()
    monkeypatch.setattr("sys.stderr", err)
    monkeypatch.setenv("TERM", "xterm")
    with meter(3) as bar:
        bar.advance()
        say("a.txt: broken")
        bar.advance()
    drawn = err.getvalue()
    assert "2/3" in drawn
    assert "\x1b[2Kdragoman: a.txt: broken\n" in drawn


@pytest.mark.parametrize(("total", "terminal"), [(1, True), (3, False)])
def test_no_bar_for_one_item_or_in_a_pipe(total, terminal, monkeypatch):
    err = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr("sys.stderr", err)
    with meter(total) as bar:
        bar.advance()
    assert err.getvalue() == ""


def test_verbose_says_what_each_report_gave(dragoman, reader, report):
    assert "1 events, 1 states" in dragoman("--verbose", "read", report).err
    assert dragoman("read", report).err == ""


def test_binary_file_is_refused_once(dragoman, tmp_path):
    path = tmp_path / "a.bin"
    path.write_bytes(b"\x7fELF\0\0\n\0\n\0\n")
    result = dragoman("classify", path)
    assert (result.status, len(result.err.splitlines())) == (2, 1)
