"""Charts of the ledger, as Vega-Lite: the same for a file, a notebook and a page. Drawn by altair and vl-convert, with no network.

Colours say the tone of a level (``levels.tsv``); they are Okabe and Ito's, told apart by the colour-blind too.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import InputError, UsageError
from dragoman.export import states
from dragoman.export.states import Shown
from dragoman.ledger import Answer, Interval
from dragoman.ledger.parties import kinds
from dragoman.model import Event

TONES = {"friendly": "#0072B2", "mixed": "#E69F00", "hostile": "#D55E00", "in place": "#7B5EA7", "ended": "#A6A6A6"}
SURE = {"holds": 1.0, "uncertain": 0.45}
DARK = {"friendly", "hostile", "in place"}
"""Tones on which words are white."""
MOST = 40
"""Parties or rows that one chart holds and can still be read."""
FORMATS = (".png", ".svg", ".html")
Rows = list[dict[str, Any]]


class Chart(NamedTuple):
    """A chart as Vega-Lite, and what was left out of it (None: nothing)."""

    spec: dict[str, Any]
    left_out: str | None = None


def _altair() -> Any:
    try:
        import altair
        import vl_convert  # noqa: F401
    except ImportError as error:
        raise UsageError(f"charts need the package {error.name}: pip install 'dragoman[charts]'") from error
    altair.data_transformers.disable_max_rows()
    return altair


@cache
def tones() -> dict[tuple[str, str], str]:
    """The tone of each level: friendly, mixed, hostile, in place (neither: forces, control, backing) or ended."""
    from dragoman.ontology.plover import rows

    return {(r["kind"], r["level"]): r["tone"] for r in rows("levels")}


def save(chart: Chart, path: Path) -> None:
    """Write ``chart`` as PNG, SVG or a page that holds its scripts, by the ending of ``path``. Raises `UsageError` for another ending."""
    _altair()
    import vl_convert

    make = {
        ".png": lambda: vl_convert.vegalite_to_png(chart.spec, scale=2),
        ".svg": lambda: vl_convert.vegalite_to_svg(chart.spec).encode(),
        ".html": lambda: vl_convert.vegalite_to_html(chart.spec, bundle=True).encode(),
    }.get(path.suffix.lower())
    if make is None:
        raise UsageError(f"{path}: a chart is written as {', '.join(FORMATS)}")
    try:
        path.write_bytes(make())
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error


def _finished(chart: Any, title: str, subtitle: str) -> dict[str, Any]:
    """The chart with its title, and text that is neither small nor cut."""
    text = {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 0, "titleLimit": 0}
    made: dict[str, Any] = (
        chart.properties(title={"text": title, "subtitle": subtitle, "anchor": "start", "fontSize": 16, "subtitleFontSize": 12, "offset": 12})
        .configure(
            font="Liberation Sans, Arial, sans-serif", padding=16, background="white", axis=text, view={"strokeWidth": 0},
            legend={**text, "symbolSize": 140, "orient": "bottom", "direction": "horizontal", "symbolStrokeWidth": 3},
        )
        .to_dict()
    )  # fmt: skip
    return made


def _tone(alt: Any, used: Iterable[str]) -> Any:
    told = set(used)
    names = [t for t in TONES if t in told]
    return alt.Color("tone:N", scale=alt.Scale(domain=names, range=[TONES[n] for n in names]), legend=alt.Legend(title=None))


def _inked(level: str, kind: str, status: str) -> dict[str, Any]:
    """What a bar or a cell shows of a level: its word, and in which colours."""
    tone = tones().get((kind, level), "mixed")
    ink = "white" if tone in DARK and status == "holds" else "black"
    return {"level": level.replace("_", " "), "tone": tone, "sure": SURE[status], "ink": ink}


def _words(mark: Any, alt: Any, **encode: Any) -> Any:
    """The word of each level, in its ink."""
    return mark.encode(text="level:N", color=alt.Color("ink:N", scale=None), **encode)


def _few(names: Sequence[str], what: str) -> tuple[list[str], str | None]:
    """The first `MOST`, and what that leaves out."""
    return list(names[:MOST]), f"{len(names) - MOST} of {len(names)} {what} left out" if len(names) > MOST else None


def _label(state: Answer | Interval, actors: Sequence[str]) -> str:
    """A row's name: the kind and, of what was not asked for, the parties."""
    mark = " – " if kinds()[state.kind].undirected else " → "
    ends = [k for k in (state.a, state.b) if k]
    named = [states.party_name(k) for k in ends if k not in actors]
    if len(actors) == 2 and mark == " → " and not named:
        named = [mark.strip().join(ends)]
    elif len(ends) == 2 and len(named) == 2:
        named = [mark.join(named)]
    elif named and len(ends) == 2:
        named = [f"{'with' if mark == ' – ' else 'to' if state.a in actors else 'by'} {named[0]}"]
    return ", ".join([*(f"{state.kind} {n}" for n in named[:1]), *([] if named else [state.kind]), *([state.place] if state.place else [])])


# -- relations over time


def timeline(found: Sequence[Shown], title: str, actors: Sequence[str], start: dt.date | None = None, end: dt.date | None = None) -> Chart:
    """Relations as bars over time, a dot on the day of each report behind them. ``found`` are intervals."""
    alt = _altair()
    told = [s for s in found if isinstance(s.state, Interval) and s.state.level is not None]
    if not told:
        raise UsageError("there is no state to draw; ask for other actors, kinds or days")
    first, last = start or min(s.state.start for s in told if isinstance(s.state, Interval)), end or _end(told)
    names, left = _few(list(dict.fromkeys(_label(s.state, actors) for s in told)), "relations")
    bars, dots = _bars(told, actors, first, last), _dots(told, actors, first, last)
    bars, dots = [b for b in bars if b["row"] in names], [d for d in dots if d["row"] in names]
    y = alt.Y(
        "row:N", sort=names, title=None, axis=alt.Axis(grid=False, domain=False, ticks=False, labelPadding=8), scale=alt.Scale(padding=0.25)
    )
    x = alt.X(
        "from:T", title=None, scale=alt.Scale(domain=[_day(first), _day(last)]), axis=alt.Axis(labelAngle=0, tickCount=8, labelOverlap=True)
    )
    width = 860
    base = alt.Chart(alt.Data(values=bars)).encode(y=y)
    drawn = base.mark_bar(cornerRadius=2, stroke="white", strokeWidth=1).encode(
        x=x, x2="to:T", color=_tone(alt, (b["tone"] for b in bars)), opacity=alt.Opacity("sure:Q", scale=None, legend=None),
        tooltip=[alt.Tooltip(f"{f}:N") for f in ("row", "level", "status", "begins", "ends", "sources")],
    )  # fmt: skip
    room = (last - first).days / width * 7
    words = [b for b in bars if b["days"] > room * len(b["level"])]
    labels = _words(alt.Chart(alt.Data(values=words)).mark_text(align="left", dx=6, fontSize=11, fontWeight="bold"), alt, y=y, x=x)
    points = alt.Chart(alt.Data(values=dots)).mark_point(filled=True, size=46, color="black", stroke="white", strokeWidth=1, opacity=1, yOffset=9).encode(
        y=y, x=alt.X("from:T", title=None), tooltip=[alt.Tooltip(f"{f}:N") for f in ("published", "publisher", "sentence", "id")],
    )  # fmt: skip
    chart = alt.layer(drawn, labels, points).properties(width=width, height={"step": 36})
    said = "dots: reports, on the day of publication; pale: uncertain; no bar: not known"
    return Chart(_finished(chart, title, said), left)


def _day(day: dt.date) -> str:
    return day.isoformat()


def _end(told: Sequence[Shown]) -> dt.date:
    """A little after the last report: what is believed until its term runs out is not drawn to its end."""
    published = [dt.date.fromisoformat(p.published) for s in told for p in s.proofs if p.published]
    first = min(s.state.start for s in told if isinstance(s.state, Interval))
    last = max([*published, first])
    return last + dt.timedelta(days=max(30, (last - first).days // 12))


def _bars(told: Sequence[Shown], actors: Sequence[str], first: dt.date, last: dt.date) -> Rows:
    out = []
    for s in told:
        i = s.state
        assert isinstance(i, Interval)
        start, end = max(i.start, first), min((i.end or last) + dt.timedelta(days=1), last)
        if start < end and i.level is not None:
            out.append({
                "row": _label(i, actors), "status": i.status, **_inked(i.level, i.kind, i.status),
                "from": _day(start), "to": _day(end), "days": (end - start).days, "begins": _day(i.start), "ends": str(i.end or ""),
                "sources": f"{s.support.sources} {s.support.claim}",
            })  # fmt: skip
    return out


def _dots(told: Sequence[Shown], actors: Sequence[str], first: dt.date, last: dt.date) -> Rows:
    """Each report behind a relation once."""
    out: dict[tuple[str, str], dict[str, Any]] = {}
    for s in told:
        for p in s.proofs:
            if p.published and _day(first) <= p.published <= _day(last):
                row = _label(s.state, actors)
                out[row, p.id] = {
                    "row": row,
                    "from": p.published,
                    "published": p.published,
                    "publisher": p.publisher or "",
                    "sentence": p.quote.plain,
                    "id": p.id,
                }
    return list(out.values())


# -- relations of a day


def matrix(found: Sequence[Shown], title: str, actors: Sequence[str]) -> Chart:
    """Dyads by kind: what holds on the day. ``found`` are answers."""
    alt = _altair()
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    for s in found:
        a = s.state
        if a.level is not None:
            others = [states.party_name(k) for k in (a.a, a.b) if k and (k not in actors or len(actors) == 2)]
            cell = {"dyad": " – ".join(sorted(others)) or a.place, "kind": a.kind, **_inked(a.level, a.kind, a.status)}
            cells.setdefault((cell["dyad"], a.kind), cell | {"since": states.since(s.since), "sources": str(s.support.sources)})
    if not cells:
        raise UsageError("nothing holds on that day; ask for another --as-of")
    counted = Counter(dyad for dyad, _ in cells)
    dyads, left = _few([d for d, _ in sorted(counted.items(), key=lambda c: (-c[1], c[0]))], "dyads")
    rows = [c for (dyad, _), c in cells.items() if dyad in dyads]
    order = [k for k in kinds() if k in {c["kind"] for c in rows}]
    x = alt.X("kind:N", sort=order, title=None, axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False))
    y = alt.Y("dyad:N", sort=dyads, title=None, axis=alt.Axis(domain=False, ticks=False, labelPadding=8))
    base = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y)
    boxes = base.mark_rect(stroke="white", strokeWidth=2).encode(
        color=_tone(alt, (c["tone"] for c in rows)), opacity=alt.Opacity("sure:Q", scale=None, legend=None),
        tooltip=[alt.Tooltip(f"{f}:N") for f in ("dyad", "kind", "level", "since", "sources")],
    )  # fmt: skip
    words = _words(base.mark_text(fontSize=11, fontWeight="bold"), alt)
    chart = alt.layer(boxes, words).properties(width={"step": 96}, height={"step": 30})
    return Chart(_finished(chart, title, "pale: uncertain; empty: not known"), left)


def network(found: Sequence[Shown], title: str) -> Chart:
    """Who is tied to whom on the day: parties on a circle, a line for each relation, as a whole where one is known. ``found`` are answers."""
    alt = _altair()
    whole = {(s.state.kind, s.state.a, s.state.b) for s in found if s.state.level is not None and not s.state.place}
    ties = [
        s for s in found if s.state.level is not None and s.state.a and s.state.b
        and not (s.state.place and (s.state.kind, s.state.a, s.state.b) in whole)
    ]  # fmt: skip
    if not ties:
        raise UsageError("nobody is tied to anybody on that day; ask for another --as-of")
    degree = Counter(k for s in ties for k in (s.state.a, s.state.b))
    nodes, left = _few([k for k, _ in sorted(degree.items(), key=lambda c: (-c[1], c[0]))], "parties")
    at = {k: 2 * math.pi * i / len(nodes) for i, k in enumerate(sorted(nodes, key=states.party_name))}
    lines = _lines([s for s in ties if s.state.a in at and s.state.b in at], at)
    scale = alt.Scale(domain=[-1.05, 1.05])
    x, y = alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=scale)
    drawn = alt.Chart(alt.Data(values=lines)).mark_line(strokeWidth=2.5).encode(
        x=x, y=y, detail="tie:N", order="step:Q", color=_tone(alt, (r["tone"] for r in lines)), opacity=alt.Opacity("sure:Q", scale=None, legend=None),
        tooltip=[alt.Tooltip(f"{f}:N") for f in ("between", "kind", "level", "since")],
    )  # fmt: skip
    dots = [
        {"x": math.sin(t), "y": math.cos(t), "name": states.party_name(k), "ties": degree[k], "left": math.sin(t) < -1e-9}
        for k, t in at.items()
    ]
    points = alt.Chart(alt.Data(values=dots)).mark_circle(color="#222222", opacity=1).encode(
        x=x, y=y, size=alt.Size("ties:Q", scale=alt.Scale(range=[60, 400], domainMin=1), legend=None), tooltip=["name:N", "ties:Q"]
    )  # fmt: skip
    size = 520 if len(nodes) <= 16 else 760
    names = [
        alt.Chart(alt.Data(values=[d for d in dots if d["left"] == left_side])).mark_text(
            align="right" if left_side else "left", dx=-14 if left_side else 14, fontSize=12, fontWeight="bold"
        ).encode(x=x, y=y, text="name:N")
        for left_side in (True, False)
    ]  # fmt: skip
    chart = alt.layer(drawn, points, *names).properties(width=size, height=size)
    return Chart(_finished(chart, title, "a line for each relation; pale: uncertain"), left)


def _lines(ties: Sequence[Shown], at: dict[str, float]) -> Rows:
    """Curves from party to party, bent apart where there are several."""
    beside: dict[tuple[str, str], int] = defaultdict(int)
    out = []
    for number, s in enumerate(ties):
        one, two = sorted((s.state.a, s.state.b))
        bend = 0.75 - 0.28 * beside[one, two]
        beside[one, two] += 1
        (x0, y0), (x1, y1) = ((math.sin(at[k]), math.cos(at[k])) for k in (one, two))
        xm, ym = (x0 + x1) / 2 * bend, (y0 + y1) / 2 * bend
        if abs(x0 + x1) + abs(y0 + y1) < 1e-6:  # opposite each other: the middle is nowhere to bend to
            xm, ym = (y0 - y1) * 0.15 * (beside[one, two] - 1), (x1 - x0) * 0.15 * (beside[one, two] - 1)
        fields = {
            "tie": number, "between": states.between(s.state), "kind": s.state.kind, "since": states.since(s.since),
            **_inked(s.state.level or "", s.state.kind, s.state.status),
        }  # fmt: skip
        for step in range(21):
            t = step / 20
            x = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * xm + t * t * x1
            y = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * ym + t * t * y1
            out.append({**fields, "step": step, "x": round(x, 4), "y": round(y, 4)})
    return out


# -- events


def intensity(events: Sequence[Event], title: str, start: dt.date | None = None, end: dt.date | None = None) -> Chart:
    """Mean PLOVER intensity of the dated events of each month, and how many there were. Nothing planned, supposed, denied or negated counts."""
    alt = _altair()
    idle = {"future", "hypothetical", "negation"}
    happened = [e for e in events if not idle & set(e.auxiliary) and e.claim != "denied" and e.intensity is not None]
    months: dict[str, list[float]] = defaultdict(list)
    for e in happened:
        day, last = (e.date.start, e.date.end) if e.date else (None, None)
        if day and last and (day.year, day.month) == (last.year, last.month) and (start or day) <= day <= (end or day):
            months[f"{day:%Y-%m-01}"].append(e.intensity or 0.0)
    if not months:
        raise UsageError("no dated event to draw; ask for other actors or days")
    undated = len(happened) - sum(map(len, months.values()))
    rows = [
        {"month": m, "mean": sum(v) / len(v), "events": len(v), "tone": "cooperation" if sum(v) >= 0 else "conflict"}
        for m, v in sorted(months.items())
    ]
    span = alt.Scale(domain=[min(months), f"{dt.date.fromisoformat(max(months)) + dt.timedelta(days=32):%Y-%m-01}"])
    base = alt.Chart(alt.Data(values=rows)).encode(
        tooltip=[alt.Tooltip("month:T", format="%B %Y"), alt.Tooltip("mean:Q", format=".1f"), "events:Q"]
    )
    colour = alt.Color(
        "tone:N", scale=alt.Scale(domain=["cooperation", "conflict"], range=["#0072B2", "#D55E00"]), legend=alt.Legend(title=None)
    )

    def panel(field: str, name: str, height: int, ticks: int, **encode: Any) -> Any:
        x = alt.X(
            "yearmonth(month):T", title=None, scale=span, axis=alt.Axis(labelAngle=0, labelOverlap=True, format="%Y-%m", tickCount=10)
        )
        return (
            base.mark_bar()
            .encode(x=x, y=alt.Y(f"{field}:Q", title=name, axis=alt.Axis(tickCount=ticks)), **encode)
            .properties(width=860, height=height)
        )

    mean = panel("mean", "mean intensity", 220, 5, color=colour)
    count = panel("events", "events", 90, min(5, max(map(len, months.values()))), color=alt.value("#777777"))
    said = f"{sum(map(len, months.values()))} events dated to the month" + (f"; {undated} others left out" if undated else "")
    return Chart(_finished(alt.vconcat(mean, count, spacing=18), title, said))
