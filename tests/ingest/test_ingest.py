from __future__ import annotations

import datetime as dt
import io
import json
import re
import sys
import tracemalloc
from pathlib import Path

import pytest

from dragoman.config import LONGEST
from dragoman.ingest import Failure, count, from_text, inputs, without_head
from dragoman.ingest.html import is_wall
from dragoman.ingest.jsonl import from_jsonl
from dragoman.model import Report

DAY = dt.date(2021, 9, 30)
ARTICLE = """<html lang="en"><head><title>Crossing reopens</title><meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2021-09-29T10:00:00Z"></head><body><nav>Home</nav><article><h1>Crossing reopens</h1>
<p>Jordan fully reopened its main crossing with Syria on Wednesday,
officials said in Amman after a long day of talks.</p>
<p>The move was welcomed by traders on both sides of the frontier,
who had lost much of their income in the war.</p></article></body>
</html>"""
DATELESS = re.sub(r"<meta property=.article[^>]*>", "", ARTICLE)
WALL = """<html><body><div><h1>We value your privacy</h1><p>We and our 842 partners store and access information on a device,
such as cookies,
and process personal data. You may accept or manage your choices by clicking below.</p><button>Accept all</button></div></body></html>"""


def read(path: Path | str, raw: bytes | str, published: dt.date | None = None) -> list[Report | Failure]:
    Path(path).write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return list(inputs([path], published))


def only(items: list[Report | Failure]) -> Report:
    assert len(items) == 1
    assert isinstance(items[0], Report), items[0]
    return items[0]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (" date 2021-09-30 ", DAY),
        ("\n\n  Date: 2021-09-30", DAY),
        ("DATE: 30 September 2021", DAY),
        ("Date: Thu, 30 Sep 2021 10:22:00 GMT", DAY),
        ("Thursday, September 30, 2021", DAY),
        ("Sept. 30, 2021", DAY),
        ("30th of September 2021", DAY),
        ("\ufeffdate 2021-09-30", DAY),
        ("Friday, September 30, 2021", None),
        ("date 2021-02-30", None),
        ("date 09/10/2021", None),
        ("The deal was signed on September 30, 2021", None),
        ("September", None),
        ("", None),
    ],
)
def test_first_line_states_the_date(line: str, day: dt.date | None) -> None:
    report = from_text(f"{line}\nJordan reopened the border.")
    assert (report.published, report.published_basis) == (day, "stated" if day else None)
    assert report.text.endswith("border.")


def test_given_date_goes_before_the_stated_one() -> None:
    report = from_text("date 2020-01-01\nText.", published=DAY)
    assert (report.published, report.published_basis) == (DAY, "given")


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("Élysée said.".encode(), None),
        ("Élysée said.".encode("utf-8-sig"), None),
        ("Élysée said.".encode("utf-16"), None),
        (b"\xfe\xff" + "Élysée said.".encode("utf-16-be"), None),
        ("Élysée said.".encode("cp1252"), "read as Windows-1252"),
    ],
)
def test_encodings(tmp_path: Path, raw: bytes, note: str | None) -> None:
    report = only(read(tmp_path / "a.txt", raw))
    assert report.text == "Élysée said."
    assert (note in report.extra["encoding"]) if note else not report.extra


@pytest.mark.parametrize(
    ("name", "raw", "word"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.txt", b"abc\0def", "binary"),
        ("a.txt", b"%PDF-1.7 ...", "PDF"),
        ("a.html", b"\x89PNG\r\n\x1a\n", "image"),
        ("a.docx", b"PK\x03\x04zip", "office document"),
        ("a.html", WALL.encode(), "cookie wall"),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.jsonl", b"", "empty"),
        ("a.json", b"[]", "empty list"),
        ("a.json", b"{'text': 1}", "not JSON"),
        ("a.json", b'{"text": 3}', "must be a string"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, raw: bytes, word: str) -> None:
    (failure,) = read(tmp_path / name, raw)
    assert isinstance(failure, Failure)
    assert failure.item == str(tmp_path / name)
    assert word in failure.reason
    assert "\n" not in str(failure)


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("Please enable JS and disable any ad blocker", True),
        ("Verify you are human by completing the action below.", True),
        ("Before you continue to our site we ask for your consent to use cookies and data to deliver and maintain services.", True),
        ("The EU fined the company for its use of cookies without consent. " + "Officials in Brussels said so on Monday. " * 30, False),
        (
            "Parliament passed the privacy law on Monday after a debate of nine hours, in which the opposition walked out.",
            False,
        ),
        ("Jordan reopened its border crossing with Syria.", False),
        ("The partners of the alliance met in Rome, and partners know it, he said. The consent of all partners is needed.", False),
    ],
)
def test_walls_are_told_from_reports(text: str, wall: bool) -> None:
    assert is_wall(text) is wall


def test_missing_path_and_empty_folder_do_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.txt").write_text("Text.")
    gone, empty, good = inputs([tmp_path / "gone.txt", tmp_path / "empty", tmp_path / "good.txt"])
    assert isinstance(gone, Failure)
    assert isinstance(empty, Failure)
    assert isinstance(good, Report)
    assert "no such file" in gone.reason
    assert "nothing to read" in empty.reason


def test_folder_is_read_whole_and_sorted(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.htm", "a.txt", "c.jsonl", "d.json", ".hidden.txt", "skip.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        record = json.dumps({"text": name})
        path.write_text(ARTICLE if name.endswith("htm") else record if "json" in name else name)
    items = [i for i in inputs([tmp_path]) if isinstance(i, Report)]
    assert [i.title or i.text for i in items] == ["a.txt", "c.jsonl", "d.json", "Crossing reopens", "b/2.txt"]
    assert count([tmp_path]) == 5
    assert count(["-"]) is None


def test_html_gives_the_article_and_what_the_page_says(tmp_path: Path) -> None:
    report = only(read(tmp_path / "a.html", ARTICLE))
    assert report.text.startswith("Crossing reopens\nJordan fully reopened")
    assert "Home" not in report.text
    assert (report.title, report.publisher, report.published) == ("Crossing reopens", "The Daily", dt.date(2021, 9, 29))
    assert report.published_basis == "stated"


@pytest.mark.parametrize(
    ("page", "given", "found"),
    [
        (ARTICLE, DAY, (dt.date(2021, 9, 29), "stated")),
        (DATELESS, DAY, (DAY, "given")),
        (DATELESS, None, (None, None)),
    ],
)
def test_a_pages_own_date_goes_before_the_option(page: str, given: dt.date | None, found: tuple[object, ...], tmp_path: Path) -> None:
    report = only(read(tmp_path / "a.html", page, given))
    assert (report.published, report.published_basis) == found


def test_html_is_known_without_its_ending(tmp_path: Path) -> None:
    assert only(read(tmp_path / "page", ARTICLE)).title == "Crossing reopens"


def test_html_in_its_declared_encoding(tmp_path: Path) -> None:
    page = ARTICLE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("Amman", "Łódź")
    assert "Łódź" in only(read(tmp_path / "a.html", page.encode("iso-8859-2"))).text


def test_jsonl_keeps_unknown_keys_and_names_broken_lines(tmp_path: Path) -> None:
    rows = [
        '{"text": "One.", "date": "2021-09-30", "title": "T", "id": 7, "desk": {"a": 1}}',
        '{"text": "cut',
        "",
        "[1]",
        '{"text": "Two.", "published": "yesterday"}',
        '{"title": "none"}',
        '{"text": "Three \\ud800.", "published": null}',
    ]
    items = read(tmp_path / "a.jsonl", "\n".join(rows))
    reports = [i for i in items if isinstance(i, Report)]
    failures = [i for i in items if isinstance(i, Failure)]
    assert reports[0] == Report(text="One.", published=DAY, published_basis="given", title="T", source_id="7", extra={"desk": {"a": 1}})
    assert reports[1].text == "Three \ufffd."
    assert [f.item.rsplit(":", 1)[1] for f in failures] == ["2", "4", "5", "6"]
    assert "yesterday" in failures[2].reason


def test_own_date_of_a_record_goes_before_the_option(tmp_path: Path) -> None:
    items = read(tmp_path / "a.jsonl", '{"text": "One.", "date": "2020-01-01"}\n{"text": "Two."}\n', DAY)
    assert [i.published for i in items if isinstance(i, Report)] == [dt.date(2020, 1, 1), DAY]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_jsonl_with_a_mark(tmp_path: Path, encoding: str) -> None:
    rows = "".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in ("Ċ Ā one", "two"))
    items = read(tmp_path / "a.jsonl", rows.encode(encoding))
    assert [i.text for i in items if isinstance(i, Report)] == ["Ċ Ā one", "two"]


class Endless(io.RawIOBase):
    """A stream of many megabytes that are never held."""

    def __init__(self, line: bytes, times: int) -> None:
        self.line, self.left = line, times

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if not self.left:
            return 0
        self.left -= 1
        buffer[: len(self.line)] = self.line
        return len(self.line)


def test_long_stream_takes_the_memory_of_one_line() -> None:
    line = json.dumps({"text": "x" * 5000}).encode() + b"\n"
    stream = io.BufferedReader(Endless(line, 4000))
    tracemalloc.start()
    number = sum(isinstance(i, Report) for i in from_jsonl(stream, "-"))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number == 4000
    assert peak < 2_000_000


def test_record_that_is_too_long_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    long = json.dumps({"text": "x" * (LONGEST + 1)})
    first, second = read(tmp_path / "a.jsonl", f'{long}\n{{"text": "good"}}\n')
    assert isinstance(first, Failure)
    assert "too long" in first.reason
    assert isinstance(second, Report)
    (text,) = read(tmp_path / "a.txt", "x" * (LONGEST + 1))
    assert isinstance(text, Failure)
    assert "too long" in text.reason


def test_line_of_five_megabytes_is_read(tmp_path: Path) -> None:
    assert len(only(read(tmp_path / "a.txt", "word " * 1_000_000)).text) == 5_000_000


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        (b"date 2021-09-30\nPlain.", ["date 2021-09-30\nPlain."]),
        (b'{"text": "a"}\n{"text": "b"}\n', ["a", "b"]),
        (b'{"text": "a"}', ["a"]),
        (b'{\n "text": "a"\n}', ["a"]),
        (b'[\n {"text": "a"}, {"text": "b"}]', ["a", "b"]),
        (b'\n\n{"text": "a"}\n{"text": "b"}\n', ["a", "b"]),
        (b"[Reuters] Plain.", ["[Reuters] Plain."]),
        (ARTICLE.encode(), None),
    ],
)
def test_standard_input_is_known_by_its_beginning(raw: bytes, texts: list[str] | None) -> None:
    items = list(inputs(["-"], stdin=io.BytesIO(raw)))
    assert all(isinstance(i, Report) for i in items), items
    if texts:
        assert [i.text for i in items if isinstance(i, Report)] == texts


def test_stream_goes_on_after_a_first_line_that_is_broken_or_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("inputs", "jsonl"):
        monkeypatch.setattr(sys.modules[f"dragoman.ingest.{module}"], "WIDEST", 1000)
    for first, word in ((b'{"text": "cut', "not JSON"), (b'{"text": "' + b"x" * 5000 + b'"}', "too long")):
        failure, report = inputs(["-"], stdin=io.BytesIO(first + b'\n{"text": "good"}\n'))
        assert isinstance(failure, Failure)
        assert failure.item == "-:1"
        assert word in failure.reason
        assert isinstance(report, Report)


def test_binary_file_that_is_called_jsonl_is_refused_once(tmp_path: Path) -> None:
    (failure,) = read(tmp_path / "a.jsonl", b"\x7fELF\0\0\n\0\n\0\n")
    assert isinstance(failure, Failure)
    assert failure.item == str(tmp_path / "a.jsonl")


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("date 2021-09-30\nText.", 15),
        ("\n Thursday, September 30, 2021 \r\nText.", 32),
        ("date 2021-02-30\nText.", 15),
        ("Date: 04/05/2019\nText.", 16),
        ("2021-09-30", 10),
        ("date 2021-09-30\nsource: The Post\nurl: https://post.example/1\n\nText.", 60),
        ("source: The Post\nText.", 0),
        ("On September 30, 2021 they met.\nText.", 0),
        ("Date palms are dear.\nText.", 0),
        ("", 0),
    ],
)
def test_date_line_is_blanked_and_offsets_stay(text: str, blank: int) -> None:
    left = without_head(text)
    assert len(left) == len(text)
    assert left == " " * blank + text[blank:]


def test_lines_below_the_date_say_where_a_text_is_from():
    report = from_text("date 2021-09-30\nsource: The Post\ntitle: Ties cut\n\nText.")
    assert (report.publisher, report.title) == ("The Post", "Ties cut")
    assert from_text("date 2021-09-30\nsource: The Post\n\nText.", publisher="Reuters").publisher == "Reuters"
    assert from_text("Nobody\nsource: The Post\n\nText.").publisher is None
    assert from_text("date 2021-09-30\nSource: Reuters. The army seized Goma.\n\nText.").publisher is None
