from __future__ import annotations

import datetime as dt

import pytest

from dragoman.ingest import from_text
from dragoman.model import (
    Attribution,
    Bound,
    Candidate,
    Entity,
    Event,
    Figure,
    Issue,
    Reading,
    Reason,
    Relation,
    ReportHead,
    Statement,
    Valid,
    Versions,
    When,
    Where,
)

TEXT = (
    "date 2021-09-30\n\n<b>Jordan</b> fully reopened its crossing with Syria on Wednesday. "
    '"At least 350,000 were killed," the UN said & added that the state of war goes on.'
)


def entity(text: str, code: str | None, name: str | None = None, **more: object) -> Entity:
    start = TEXT.find(text)
    return Entity.model_validate(
        {
            "text": text,
            "start": start,
            "end": start + len(text),
            "code": code,
            "name": name or text,
            "country": code and code[:3],
            "sectors": (code[3:],) if code else (),
            "resolved": code is not None,
            **more,
        }
    )


def make_reading(text: str = TEXT) -> Reading:
    """A reading as the pipeline makes it, of a text that needs escaping."""
    report = from_text(text, title="Crossing <reopens>", url="javascript:alert(1)", source_id="a1")
    jordan, syria = entity("Jordan", "JORGOV"), entity("Syria", "SYRGOV")
    united = entity("the UN", "IGOUNO", "United Nations")
    rebels = entity("its", None, candidates=(Candidate(name="Free Syrian Army", score=0.4), Candidate(name="HTS", score=0.3)))
    day = When(
        start=dt.date(2021, 9, 29),
        end=dt.date(2021, 9, 29),
        text="on Wednesday",
        basis="inferred",
        why="the last Wednesday up to publication",
    )
    at = text.find
    opened = report.span(at("fully reopened"), at("fully reopened") + 14)
    voice = Attribution(entity=united, medium="email", start=united.start, end=united.end)
    killed = report.span(at("350,000"), at("350,000") + 7)
    event = Event(
        id="e-1",
        event_type="RETREAT",
        event_mode="access",
        contexts=("diplomatic",),
        auxiliary=("future",),
        claim="alleged",
        actors=(jordan,),
        recipients=(syria, rebels),
        date=day,
        place=Where(text="crossing", name="Nasib", country="SYR", lat=32.5, lon=36.2, precision="city"),
        cameo="085",
        quad="material_cooperation",
        goldstein=7.0,
        intensity=6.5,
        attribution=(voice,),
        evidence=(opened,),
        confidence=0.91,
        why=(
            Reason(field="event_type", source="head", detail="RETREAT 0.91, CONCEDE 0.05", score=0.91),
            Reason(field="actors", source="words", detail="Jordan", score=0.97),
            Reason(field="date", source="rule", detail="the last Wednesday up to publication"),
        ),
    )
    state = Relation(
        id="r-1",
        kind="border",
        a=jordan,
        b=syria,
        level="open",
        by="JOR",
        valid=Valid(from_=Bound(earliest=day.start, latest=day.end, precision="day")),
        known=report.published,
        basis="e-1",
        evidence=(opened,),
        confidence=0.8,
    )
    figure = Figure(
        id="f-1", value=350000, bound="at_least", unit="killed", of="people", attribution=(voice,), evidence=(killed,), confidence=0.9
    )
    said = report.span(at('"At'), at(" the UN"))
    statement = Statement(
        id="s-1",
        speaker=united,
        verb="said",
        quoted=True,
        content=said,
        outlets=("Reuters",),
        evidence=(report.span(at("said"), at("said") + 4),),
        confidence=0.7,
    )
    return Reading(
        versions=Versions(dragoman="0.1.0", model="test", ontology="abc", codebook="1"),
        report=ReportHead.of(report),
        events=(event,),
        statements=(statement,),
        relations=(state,),
        figures=(figure,),
        issues=(Issue(start=rebels.start, end=rebels.end, stage="resolve", what="unknown actor", detail="not in the <tables>"),),
    )


@pytest.fixture(scope="session")
def reading() -> Reading:
    return make_reading()
