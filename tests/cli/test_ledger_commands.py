from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from dragoman.cli._ledger import question
from dragoman.ledger import judgement
from dragoman.store import open_store

TEXT = "date 2021-09-30\n\nJordan fully reopened its crossing with Syria on Wednesday."
ASK = ("SYR", "JOR", "--as-of", "2021-10-15")


def stated(reading, name, level, day):
    """The reading with one state, told outright on the day after it began."""
    bound = {"earliest": day, "latest": day, "precision": "day"}
    plain = {"id": name, "level": level, "basis": "stated", "by": None, "valid": {"from_": bound}, "known": None}
    relation = type(reading.relations[0]).model_validate(reading.relations[0].model_dump() | plain)
    return reading.model_copy(update={"relations": (relation,)})


@pytest.fixture
def ledger(dragoman, reader, reading, tmp_path) -> Path:
    report, store = tmp_path / "report.txt", tmp_path / "ledger.db"
    report.write_text(TEXT)
    reader.reading = stated(reading, "r-1", "open", "2021-09-29")
    assert dragoman("add", report, "--store", store).status == 0
    return store


@pytest.fixture
def two(dragoman, reader, reading, ledger) -> Path:
    """A ledger with a second report, which closes the crossing."""
    reader.reading = stated(reading, "r-2", "closed", "2021-10-10")
    later = ledger.parent / "later.txt"
    later.write_text("date 2021-10-11\n\nClosed again.")
    assert dragoman("add", later, "--store", ledger).status == 0
    return ledger


def answers(dragoman, store, *args, command="relations"):
    return [json.loads(line) for line in dragoman(command, *args, "--store", store, "--format", "json").out.splitlines()]


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (ASK, ("closed", "holds", "2021-10-10")),
        (("JOR", "SYR", "--as-of", "2021-10-01"), ("open", "holds", "2021-09-29")),
        ((*ASK, "--known-by", "2021-10-01"), ("open", "holds", "2021-09-29")),
        ((*ASK[:2], "--as-of", "2031-01-01"), (None, "unknown, last known closed", None)),
    ],
)
def test_what_holds_on_a_day_as_far_as_known_by_another(args, found, dragoman, two):
    (answer,) = answers(dragoman, two, *args)
    assert (answer["level"], answer["status"], (answer["since"] or {}).get("earliest")) == found


def test_an_answer_shows_its_sentence_sources_and_claim(dragoman, ledger):
    (answer,) = answers(dragoman, ledger, *ASK)
    assert answer["evidence"][0]["id"] == "r-1"
    out = " ".join(dragoman("relations", *ASK, "--store", ledger).out.split())
    assert "open since 2021-09-29 (1 independent source, reported) 2021-09-30" in out


def test_a_command_reads_one_state_of_the_ledger(ledger):
    with question(ledger, None, None, None) as asked, open_store(ledger) as other:
        before = asked.view.counts()
        assert other.judge(judgement("withdraw", "r-1", by="A. Editor", on=dt.date(2021, 11, 1)))
        assert asked.view.counts() == before != other.counts()


@pytest.mark.parametrize(("args", "count"), [((), 1), (("SYR",), 1), (("USA",), 0), (("--kind", "alliance"), 0), (("--kind", "border"), 1)])
def test_relations_of_one_actor_or_kind(args, count, dragoman, ledger):
    assert len(answers(dragoman, ledger, *args, "--as-of", "2021-10-15")) == count


def test_a_timeline_is_one_state_after_another(dragoman, two):
    rows = list(csv.DictReader(io.StringIO(dragoman("timeline", "SYR", "--store", two, "--format", "csv").out)))
    assert [(r["level"], r["from"], r["to"]) for r in rows][:2] == [
        ("open", "2021-09-29", "2021-10-09"),
        ("closed", "2021-10-10", "2023-10-11"),
    ]
    assert len(answers(dragoman, two, "--to", "2021-10-01", command="timeline")) == 1
    assert "open" in dragoman("timeline", "--store", two).out


def test_a_diff_names_what_changed(dragoman, two):
    days = ("--from", "2021-10-01", "--to", "2021-10-15")
    (change,) = answers(dragoman, two, *days, command="diff")
    assert (change["before"]["level"], change["after"]["level"]) == ("open", "closed")
    assert "open → closed since 2021-10-10" in dragoman("diff", "SYR", *days, "--store", two).out
    (row,) = csv.DictReader(io.StringIO(dragoman("diff", *days, "--store", two, "--format", "csv").out))
    assert (row["before"], row["after"]) == ("open", "closed")


def test_watch_prints_the_relations_that_change(dragoman, reader, reading, ledger):
    reader.reading = stated(reading, "r-2", "closed", "2021-10-10")
    line = json.dumps({"text": "Closed again.", "published": "2021-10-11"}) + "\n"
    result = dragoman("watch", "-", "--store", ledger, "--format", "json", stdin=line + line)
    (change,) = map(json.loads, result.out.splitlines())
    assert (change["published"], change["before"]["level"], change["after"]["level"]) == ("2021-10-11", "open", "closed")
    assert "2 read, 0 failed" in result.err


def looks(monkeypatch, folder, *written):
    """What is written before each look after the first; then somebody presses Ctrl-C."""
    rounds = iter(written)

    def sleep(_):
        if (now := next(rounds, None)) is None:
            raise KeyboardInterrupt
        for name, text in now.items():
            (folder / name).write_text(text)

    monkeypatch.setattr("time.sleep", sleep)


def test_watch_looks_into_a_folder_again(dragoman, reader, reading, ledger, monkeypatch):
    folder = ledger.parent / "incoming"
    folder.mkdir()
    (folder / "one.txt").write_text("date 2021-10-11\n\nClosed again.")
    reader.reading = stated(reading, "r-2", "closed", "2021-10-10")
    looks(monkeypatch, folder, {"two.txt": "date 2021-10-12\n\nStill closed."}, {})
    result = dragoman("watch", folder, "--store", ledger)
    assert result.status == 130
    assert len(reader.seen) == 3
    assert result.out.count("→") == 1


def test_watch_waits_for_a_file_that_grows_and_takes_what_a_folder_gives(dragoman, reader, ledger, monkeypatch):
    folder = ledger.parent / "incoming"
    (folder / ".part").mkdir(parents=True)
    (folder / "a.txt").write_text("ha")
    (folder / "b.csv").write_text("foreign")
    (folder / ".part" / "c.txt").write_text("hidden")
    looks(monkeypatch, folder, {"a.txt": "half"}, {"a.txt": "whole"}, {}, {}, {"a.txt": "whole again"}, {})
    dragoman("watch", folder, "--store", ledger)
    assert [r.text for r in reader.seen[1:]] == ["whole", "whole again"]


def test_the_rule_decides_between_reports(dragoman, two, tmp_path):
    rule = tmp_path / "rule.tsv"
    rule.write_text("setting\tname\tvalue\nmin_confidence\t\t0.95\n")
    assert answers(dragoman, two, *ASK, "--rule", rule) == []
    rule.write_text("setting\tname\tvalue\norder\t\trank;beauty\n")
    result = dragoman("relations", *ASK, "--rule", rule, "--store", two)
    assert (result.status, len(result.err.splitlines())) == (2, 1)
    assert "rule.tsv:2" in result.err


SIGNED = ("--by", "A. Editor", "--on", "2021-11-01")


def test_a_correction_is_followed_shown_and_withdrawn(dragoman, ledger):
    result = dragoman("judge", "correct", "r-1", "--set", "level=partial", *SIGNED, "--note", "lorries only", "--store", ledger)
    assert (result.status, "kept: j" in result.err) == (0, True)
    assert answers(dragoman, ledger, *ASK)[0]["level"] == "partial"
    for args in (("why", "r-1"), ("judge", "list")):
        assert 'A. Editor: correct r-1 level="partial" (lorries only)' in " ".join(dragoman(*args, "--store", ledger).out.split())
    assert dragoman("judge", "withdraw", "j", *SIGNED, "--store", ledger).status == 0
    assert answers(dragoman, ledger, *ASK)[0]["level"] == "open"
    assert dragoman("judge", "list", "--store", ledger).out.count("[withdrawn]") == 1


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("judge", "confirm", "r-1"), "--by"),
        (("judge", "confirm", *SIGNED), "confirm what?"),
        (("judge", "confirm", "zz", *SIGNED), "no record"),
        (("judge", "correct", "r-1", *SIGNED), "names the fields"),
        (("judge", "correct", "r-1", "--set", "level", *SIGNED), "FIELD=VALUE"),
        (("judge", "correct", "r-1", "--set", "colour=red", *SIGNED), "colour"),
        (("judge", "merge", "e-1", *SIGNED), "other events"),
        (("judge", "praise", "r-1", *SIGNED), "praise"),
        (("relations", "SYR", "--as-of", "2021"), "is not a day"),
        (("relations", "SYR", "--kind", "love"), "no type 'love'"),
        (("relations", "A", "B", "C"), "at most two"),
        (("diff", "--from", "2022-01-01", "--to", "2021-01-01"), "before"),
        (("timeline", "--from", "2022-01-01", "--to", "2021-01-01"), "before"),
        (("relations", "--rule", "gone.tsv"), "gone.tsv"),
    ],
)
def test_what_cannot_be_asked_or_judged_is_one_line(args, word, dragoman, ledger):
    result = dragoman(*args, "--store", ledger)
    assert (result.status, len(result.err.splitlines())) == (2, 1)
    assert word in result.err


@pytest.fixture
def copies(dragoman, reader, reading, ledger) -> Path:
    """The same event told by a second report."""
    event = reading.events[0].model_copy(update={"id": "e-2", "confidence": 0.99})
    reader.reading = reading.model_copy(update={"events": (event,), "statements": (), "figures": (), "relations": ()})
    other = ledger.parent / "other.txt"
    other.write_text("date 2021-10-01\n\nThe crossing is open, says another paper in its own words.")
    assert dragoman("add", other, "--store", ledger).status == 0
    return ledger


def test_an_event_told_twice_is_one_with_two_sources(dragoman, copies):
    (event,) = answers(dragoman, copies, command="events")
    assert (event["sources"], event["status"], sorted(event["tellings"])) == (2, "alleged", ["e-1", "e-2"])
    assert event["id"] == "e-2", "of tellings dated alike the surest is shown"
    assert len(answers(dragoman, copies, "--each", command="events")) == 2
    assert "also told by 1 report" in dragoman("why", "e-1", "--store", copies).out
    (row,) = csv.DictReader(io.StringIO(dragoman("events", "--store", copies, "--format", "csv").out))
    assert (row["sources"], row["tellings"]) == ("2", "e-1;e-2")


def test_events_are_split_by_a_judgement(dragoman, copies):
    assert dragoman("judge", "split", "e-1", "e-2", *SIGNED, "--store", copies).status == 0
    assert len(answers(dragoman, copies, command="events")) == 2


@pytest.mark.parametrize("args", [("timeline", "SYR"), ("matrix", "--as-of", "2021-10-15"), ("network", "--as-of", "2021-10-15")])
def test_plot_writes_a_picture(args, dragoman, two, tmp_path):
    target = tmp_path / "a.svg"
    result = dragoman("plot", *args, "-o", target, "--store", two)
    assert (result.status, result.out, result.err) == (0, "", "")
    assert "Jordan" in target.read_text()


@pytest.mark.parametrize(("name", "word"), [("a.pdf", ".png, .svg, .html"), ("no/folder/a.png", "cannot be written")])
def test_a_picture_that_cannot_be_written_is_one_line(name, word, dragoman, two, tmp_path):
    result = dragoman("plot", "timeline", "-o", tmp_path / name, "--store", two)
    assert (result.status, len(result.err.splitlines())) == (2, 1)
    assert word in result.err


def test_a_panel_is_written_and_compared(dragoman, two, tmp_path):
    target, other = tmp_path / "panel.csv", tmp_path / "cow.csv"
    result = dragoman("panel", "--kind", "diplomatic", "--kind", "border", "-o", target, "--store", two)
    assert (result.status, result.err) == (0, f"dragoman: 2 rows; {target}\n")
    rows = list(csv.DictReader(target.open()))
    assert [(r["iso3_a"], r["iso3_b"], r["border_level"], r["reports"]) for r in rows] == [
        ("JOR", "SYR", "closed", "2"),
        ("SYR", "JOR", "closed", "2"),
    ]
    other.write_text("ccode1,ccode2,year,DR_at_1,DR_at_2\n652,663,2021,3,3\n")
    result = dragoman("compare", target, "--with", other, "--as", "cow-dipl", "--format", "json")
    assert [(json.loads(line)["column"], json.loads(line)["unknown"]) for line in result.out.splitlines()] == [
        ("dr_at_a", 1),
        ("dr_at_b", 1),
    ]
    assert "dr_at_b" in dragoman("compare", target, "--with", other, "--as", "cow-dipl", "--differ", "3").out


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("panel", "-o", "a.xls"), ".parquet or .csv"),
        (("panel", "-o", "a.csv", "--kind", "control"), "control is of a place"),
        (("panel", "-o", "a.csv", "--unit", "week"), "week"),
        (("panel", "SYR", "usagov", "-o", "a.csv"), "USAGOV: a panel is of states"),
    ],
)
def test_a_panel_that_cannot_be_made_is_one_line(args, word, dragoman, two):
    result = dragoman(*args, "--store", two)
    assert (result.status, len(result.err.splitlines())) == (2, 1)
    assert word in result.err


def lines_of(done):
    return [json.loads(line) for line in done.out.splitlines()]


def test_lists_take_the_day_by_which_it_was_known(dragoman, two):
    every = lines_of(dragoman("states", "--format", "json", "--store", two))
    early = lines_of(dragoman("states", "--known-by", "2021-10-01", "--format", "json", "--store", two))
    assert {r["published"] for r in every} > {r["published"] for r in early} == {"2021-09-30"}
    assert dragoman("events", "--known-by", "2021-01-01", "--store", two).out == "no events\n"
    assert dragoman("states", "--known-by", "2021-01-01", "--store", two).out == "no states\n"


@pytest.fixture
def sanctioned(dragoman, reader, reading, tmp_path) -> Path:
    """A ledger in which the European Union has sanctions on Syria."""
    store, report = tmp_path / "ledger.db", tmp_path / "report.txt"
    report.write_text(TEXT)
    first = stated(reading, "r-1", "in_force", "2021-09-29")
    union = {"code": "IGOEEC", "name": "European Union", "country": None, "sectors": ("IGO",), "entity_id": "org:EU"}
    relation = first.relations[0]
    a = relation.a.model_copy(update=union)
    changed = relation.model_copy(update={"kind": "sanctions", "a": a, "place": None})
    reader.reading = first.model_copy(update={"relations": (changed,)})
    assert dragoman("add", report, "--store", store).status == 0
    return store


@pytest.mark.parametrize(
    ("asked", "count"), [(("FRA", "SYR"), 1), (("FRA",), 0), (("FRA", "--implied"), 1), (("SYR",), 1), (("SYR", "--implied"), 28)]
)
def test_what_membership_implies_is_said_between_two_and_when_asked(dragoman, sanctioned, asked, count):
    found = lines_of(dragoman("relations", *asked, "--as-of", "2021-10-15", "--format", "json", "--store", sanctioned))
    assert len(found) == count
    assert all(f["level"] == "in_force" and f["implied_by"] == (None if f["a"] == "IGOEEC" else "IGOEEC") for f in found)


def test_an_implied_answer_and_its_why_say_so(dragoman, sanctioned):
    assert "implied by European Union (IGOEEC)" in dragoman("relations", "FRA", "SYR", "--as-of", "2021-10-15", "--store", sanctioned).out
    said = " ".join(dragoman("why", "r-1", "--store", sanctioned).out.split())
    assert "implies for members of European Union (IGOEEC), while they are: sanctions in_force: AUT–SYR" in said
    assert "GBR" not in said
