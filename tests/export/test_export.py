from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from dragoman.export import csv as csv_format
from dragoman.export import html, table
from dragoman.export import json as json_format
from dragoman.export.words import headline, when, who
from dragoman.model import Entity, Reading, ReportHead, When

RECORDS = {
    "events": "id event_type event_mode contexts auxiliary claim actors recipients date place "
    "cameo quad goldstein intensity attribution evidence confidence",
    "statements": "id speaker addressee medium outlets verb quoted content date events relations confidence",
    "relations": "id kind a b place level by parties mediator types valid known basis attribution evidence confidence",
    "figures": "id value bound unit of event place date attribution evidence confidence",
}
VOID = {"meta", "br"}


def drawn(found: object, width: int) -> str:
    out = StringIO()
    Console(file=out, width=width).print(found)
    return out.getvalue()


def test_json_has_the_fields_of_records_md_in_their_order(reading: Reading) -> None:
    data = json.loads(json_format.line(reading))
    assert list(data) == ["versions", "report", "events", "statements", "relations", "figures", "repairs", "issues"]
    assert " ".join(data["report"]) == "id source_id published published_basis title publisher url language text"
    for kind, fields in RECORDS.items():
        assert " ".join(data[kind][0]) == fields
    assert data["relations"][0]["valid"]["from"] == {"earliest": "2021-09-29", "latest": "2021-09-29", "precision": "day"}
    assert data["report"]["published"] == "2021-09-30"


def test_json_is_one_line_and_reads_back(reading: Reading) -> None:
    line = json_format.line(reading, why=True)
    assert "\n" not in line
    assert Reading.model_validate_json(line) == reading


def test_json_keeps_other_keys_of_the_input(reading: Reading) -> None:
    head = ReportHead.model_validate({**reading.report.model_dump(), "extra": {"desk": "Amman"}})
    data = json_format.reading_object(reading.model_copy(update={"report": head}))
    assert data["report"]["extra"] == {"desk": "Amman"}


def test_schema_names_every_field_that_leaves(reading: Reading) -> None:
    schema = json_format.schema()
    data = json_format.reading_object(reading)
    assert set(data) <= set(schema["properties"])
    assert set(data["events"][0]) <= set(schema["$defs"]["Event"]["properties"])
    assert {"from", "to"} == set(schema["$defs"]["Valid"]["properties"])


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_table_says_who_did_what_and_fits(reading: Reading, width: int) -> None:
    text = drawn(table.reading(reading, width), width)
    assert max(len(line) for line in text.splitlines()) <= width
    flat = re.sub(r"\s+", "", text)
    for words in ("RETREAT/access", "JORGOV", "SYRGOV", "2021-09-29", "alleged", "atleast350,000killed", "unknownactor", "open", "0.91"):
        assert words in flat
    assert "<reopens>" in text


def test_table_says_when_there_is_nothing(reading: Reading) -> None:
    empty = Reading(versions=reading.versions, report=reading.report)
    assert "nothing that Dragoman records" in drawn(table.reading(empty, 80), 80)


@pytest.mark.parametrize("kind", list(RECORDS))
def test_csv_has_one_row_with_codes_and_offsets(reading: Reading, kind: str) -> None:
    found = [(r, {"report": reading.report.id}) for r in getattr(reading, kind)]
    model = type(found[0][0])
    (row,) = csv.DictReader(StringIO("".join(csv_format.lines(found, model, ["report"]))))
    assert list(csv_format.lines([], model, ["report"])) == [",".join(row) + "\n"]
    assert row["report"] == reading.report.id
    assert row["id"] == getattr(reading, kind)[0].id
    if kind == "events":
        assert (row["actors"], row["recipients"]) == ("JORGOV", "SYRGOV;?its")
        assert (row["date_start"], row["place_country"], row["auxiliary"]) == ("2021-09-29", "SYR", "future")
    assert "None" not in row.values()


class Page(HTMLParser):
    """Collects ids, links and text, and holds that elements are nested."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [v for k, v in attrs if k == "id" and v]
        self.links += [v for k, v in attrs if k == "href" and v]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "sup" not in self.open:
            self.text += data


def test_html_is_nested_linked_and_escaped(reading: Reading) -> None:
    page = Page()
    page.feed("".join(html.page([reading, reading])))
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert not any(link.startswith("javascript") for link in page.links)
    assert "script" not in page.tags
    assert "b" not in page.tags or "<b>Jordan</b>" in page.text
    assert (reading.report.text or "") in page.text
    assert "not in the <tables>" in page.text


def test_html_refers_to_nothing_outside(reading: Reading) -> None:
    text = "".join(html.page([reading]))
    assert not re.search(r"""(?:src|@import|url\()\s*=?\s*["']?https?:""", text)


def test_html_of_overlapping_marks_keeps_the_text() -> None:
    marks = [html.Mark(0, 6, "e", 1), html.Mark(3, 9, "f", 1), html.Mark(2, 12, "s", 1), html.Mark(50, 60, "e", 2)]
    page = Page()
    page.feed(html.marked("abcdefghijkl<", marks, ""))
    assert page.text == "abcdefghijkl<"
    assert page.links == ["#e1", "#e1", "#e1", "#f1"]


def test_notebook_shows_the_marked_report(reading: Reading) -> None:
    assert "class='dragoman fragment'" in reading._repr_html_()
    assert "<caption>Event</caption>" in reading.events[0]._repr_html_()


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2021-09-29", "2021-09-29", "2021-09-29"),
        ("2020-06-01", "2020-06-30", "2020-06"),
        ("2012-01-01", "2012-12-31", "2012"),
        ("2011-01-01", "2012-12-31", "2011-01-01..2012-12-31"),
        ("2012-01-01", None, "2012-01-01.."),
        (None, None, ""),
    ],
)
def test_dates_in_words(start: str | None, end: str | None, text: str) -> None:
    assert when(When.model_validate({"start": start, "end": end, "text": "x", "basis": "stated"})) == text


def test_terminal_is_not_commanded_by_a_report(reading: Reading) -> None:
    head = reading.report.model_copy(update={"title": "A \x1b[31mred\x07 title"})
    paper = Console(file=StringIO(), width=120)
    paper.print(table.reading(reading.model_copy(update={"report": head}), 120))
    assert "A \ufffd[31mred\ufffd title" in paper.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": "T", "text": "One."}, "T"),
        ({"text": "date 2021-09-30\n\nOne.\nTwo."}, "One."),
        ({"text": None, "source_id": "a1"}, "a1"),
        ({"text": None}, "sha256:1"),
    ],
)
def test_report_is_called_by_its_title_or_first_line(fields: dict[str, str | None], name: str) -> None:
    assert headline(ReportHead.model_validate({"id": "sha256:1", **fields})) == name


def test_unknown_actor_is_marked() -> None:
    assert who(Entity(text="the fighters", start=0, end=12)) == "the fighters?"


def test_no_format_is_left_without_a_test() -> None:
    formats = {p.stem for p in Path(table.__file__).parent.glob("*.py")} - {
        "__init__",
        "words",
        "quote",
        "judgements",
        "states",
        "changes",
        "charts",
        "panel",
    }
    assert formats == {"json", "table", "html", "csv"}
