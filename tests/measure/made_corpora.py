"""Readers and records made up for tests of measures."""

from dragoman.model import Entity, Event, Reading, ReportHead, Span, Versions

MADE_BY = Versions(dragoman="0", model="0", ontology="0", codebook="0")


def entity(text, words, country=None):
    at = text.index(words)
    return Entity(text=words, start=at, end=at + len(words), country=country)


def event(text, kind, trigger, actors, recipients=(), countries=None):
    at = text.index(trigger)
    sides = [tuple(entity(text, w, (countries or {}).get(w)) for w in side) for side in (actors, recipients)]
    words = Span(start=at, end=at + len(trigger), text=trigger)
    return Event(id=f"{kind}{at}", event_type=kind, actors=sides[0], recipients=sides[1], evidence=(words,), confidence=0.9)


def reading(report, *events):
    return Reading(versions=MADE_BY, report=ReportHead.of(report), events=events)


class Reader:
    """Reads with a function from text to events."""

    def __init__(self, events):
        self.events = events

    def read(self, report):
        return reading(report, *self.events(report.text))
