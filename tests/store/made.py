"""Readings made by hand, of texts in which every span is real."""

import datetime as dt

from dragoman.ledger import follows
from dragoman.model import (
    Attribution,
    Bound,
    Entity,
    Event,
    Figure,
    Issue,
    Reading,
    Relation,
    Report,
    ReportHead,
    Statement,
    Valid,
    Versions,
    When,
)

D = dt.date
WEDNESDAY, THURSDAY = D(2021, 9, 29), D(2021, 9, 30)
CODES = {"Jordan": "JORGOV", "Syria": "SYRGOV", "Syrian rebels": "SYRREB", "Washington": "USAGOV", "Reuters": "GBRJRN"}


def actor(report, words, **more):
    start = report.text.index(words)
    code = CODES.get(words)
    known = {
        "code": code,
        "country": code and code[:3],
        "sectors": (code[3:],) if code else (),
        "resolved": code is not None,
        "name": words,
    }
    return Entity.model_validate({"text": words, "start": start, "end": start + len(words)} | known | more)


def span(report, words):
    start = report.text.index(words)
    return report.span(start, start + len(words))


def on(day, words="on Wednesday"):
    return When(start=day, end=day, text=words, basis="inferred")


def crossing(published=THURSDAY, day=WEDNESDAY, verb="reopened", name="", **head):
    """Jordan opens or closes its crossing; the reading has one record of each kind, a derived relation and an issue."""
    words = f"{verb} its main crossing"
    text = f'{name}Jordan {words} with Syria on Wednesday. "We {verb} it," Jordan told Reuters. 12 trucks passed.'
    report = Report(text=text, published=published, **head)
    jordan, syria = actor(report, "Jordan"), actor(report, "Syria")
    mode = ("RETREAT", "access") if verb == "reopened" else ("COERCE", "restrict")
    event = Event(
        id=f"e{report.id[7:20]}",
        event_type=mode[0],
        event_mode=mode[1],
        actors=(jordan,),
        recipients=(syria,),
        date=on(day),
        evidence=(span(report, words),),
        confidence=0.9,
    )
    said = Statement(
        id=f"s{report.id[7:20]}",
        speaker=jordan,
        verb="told",
        content=span(report, f"We {verb} it"),
        date=on(day),
        events=(event.id,),
        confidence=0.8,
    )
    voice = Attribution(entity=actor(report, "Reuters"), start=report.text.index("Reuters"), end=report.text.index("Reuters") + 7)
    figure = Figure(
        id=f"f{report.id[7:20]}",
        value=12,
        bound="exact",
        unit="other",
        event=event.id,
        attribution=(voice,),
        evidence=(span(report, "12 trucks"),),
        confidence=0.7,
    )
    derived = follows(event).model_copy(update={"known": published})
    issue = Issue(start=0, end=3, stage="read", what="doubt")
    return reading(report, events=(event,), statements=(said,), relations=(derived,), figures=(figure,), issues=(issue,))


def backing(published=THURSDAY):
    """A stated relation with a list of backers and a party known by its id."""
    report = Report(text="Jordan and Washington have backed Syrian rebels since 2012.", published=published)
    members = (actor(report, "Jordan"), actor(report, "Washington"))
    backers = actor(report, "Jordan and Washington", members=members)
    rebels = actor(report, "Syrian rebels", entity_id="group:fsa")
    year = Bound(earliest=D(2012, 1, 1), latest=D(2012, 12, 31), precision="year")
    relation = Relation(
        id=f"r{report.id[7:20]}",
        kind="backing",
        a=backers,
        b=rebels,
        level="ongoing",
        valid=Valid(from_=year),
        known=published,
        basis="stated",
        evidence=(span(report, "backed"),),
        confidence=0.6,
    )
    return reading(report, relations=(relation,))


def reading(report, **records):
    made_by = Versions(dragoman="0.1.0", model="m1", ontology="o1", codebook="1")
    return Reading(versions=made_by, report=ReportHead.of(report), **records)
