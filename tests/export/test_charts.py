from __future__ import annotations

import builtins
import datetime as dt
import re

import pytest
from rich.text import Text

from dragoman.errors import UsageError
from dragoman.export import charts
from dragoman.export.states import Proof, Shown
from dragoman.ledger import Answer, Fact, Support, fold
from dragoman.ledger.parties import levels

D = dt.date


def fact(level, day, *, kind="border", a="JOR", b="SYR", place=""):
    window = day if isinstance(day, tuple) else (day, day)
    return Fact(
        f"{kind} {level} {a}",
        "report 1",
        kind,
        a,
        b,
        place,
        level,
        *window,
        False,
        None,
        None,
        window[1],
        "stated",
        "paper",
        "reported",
        0.9,
    )


FACTS = [
    fact("open", D(2018, 10, 15)),
    fact("closed", D(2020, 8, 13)),
    fact("in_force", (D(2011, 4, 1), D(2011, 5, 1)), kind="sanctions", a="IGOEEC", b="SYR"),
    fact("full", D(2020, 1, 1), kind="control", a="SYR", b="", place="Idlib, SYR"),
]


def dressed(state):
    proof = Proof("r1", "report 1", "2020-08-14", "Paper", "reported", Text("The crossing was [closed]."))
    return Shown(state, Support(1, "reported", {"reported": 1}), (proof,))


INTERVALS = [dressed(i) for i in fold(FACTS)]
ANSWERS = [dressed(Answer.of(i)) for i in fold(FACTS) if i.start <= D(2020, 9, 1) and (i.end is None or i.end >= D(2020, 9, 1))]


def drawings(reading):
    event = reading.events[0].model_copy(update={"auxiliary": ()})
    return {
        "timeline": charts.timeline(INTERVALS, "Relations of Syria", ["SYR"]),
        "matrix": charts.matrix(ANSWERS, "Relations", []),
        "network": charts.network(ANSWERS, "Relations"),
        "intensity": charts.intensity([event], "Events"),
    }


@pytest.mark.parametrize("what", ["timeline", "matrix", "network", "intensity"])
def test_each_chart_is_drawn_as_picture_and_page(what, reading, tmp_path):
    chart = drawings(reading)[what]
    for ending, start in ((".png", b"\x89PNG"), (".svg", b"<svg"), (".html", b"<!DOCTYPE html>")):
        path = tmp_path / f"a{ending}"
        charts.save(chart, path)
        assert path.read_bytes().startswith(start)
    assert "Relations" in (tmp_path / "a.svg").read_text() or what == "intensity"
    assert re.findall(r"""<(?:script|link)[^>]*(?:src|href)=["']http""", (tmp_path / "a.html").read_text()) == []


def test_a_timeline_shows_bars_dots_and_words(tmp_path):
    charts.save(charts.timeline(INTERVALS, "Relations of Syria", ["SYR"]), tmp_path / "a.svg")
    svg = (tmp_path / "a.svg").read_text()
    for words in ("border with Jordan", "sanctions by European Union", "control, Idlib, SYR", "closed", "hostile"):
        assert words in svg


def test_every_level_has_a_tone():
    assert set(charts.tones()) == set(levels())
    assert set(charts.tones().values()) == set(charts.TONES)


def test_what_is_too_much_is_left_out_and_counted():
    many = [dressed(Answer.of(i)) for n in range(60) for i in fold([fact("open", D(2020, 1, 1), a=f"A{n:02}")])[:1]]
    assert charts.matrix(many, "Relations", []).left_out == "20 of 60 dyads left out"


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [(D(2021, 9, 1), D(2021, 9, 30), 0), (D(2012, 1, 1), None, 1), (None, D(2012, 1, 31), 1), (D(2021, 9, 27), D(2021, 10, 3), 1)],
)
def test_intensity_counts_what_is_dated_to_one_month(start, end, left, reading, tmp_path):
    event = reading.events[0].model_copy(update={"auxiliary": ()})
    other = event.model_copy(update={"date": event.date.model_copy(update={"start": start, "end": end})})
    charts.save(charts.intensity([event, other], "Events"), tmp_path / "a.svg")
    svg = (tmp_path / "a.svg").read_text()
    assert f"{2 - left} events dated to the month" in svg
    assert ("others left out" in svg) == bool(left)


@pytest.mark.parametrize("draw", [lambda: charts.timeline([], "", []), lambda: charts.matrix([], "", []), lambda: charts.network([], ""), lambda: charts.intensity([], "")])  # fmt: skip
def test_nothing_to_draw_is_said(draw):
    with pytest.raises(UsageError, match=r"ask for"):
        draw()


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "altair":
            raise ImportError("no", name="altair")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"altair: pip install 'dragoman\[charts\]'"):
        charts.timeline(INTERVALS, "", [])
