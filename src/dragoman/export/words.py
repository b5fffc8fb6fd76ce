"""The fields of records in few words, for every format that a person reads."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable

from dragoman.model import Attribution, Bound, Entity, Event, Figure, Relation, ReportHead, Statement, Valid, When, Where

Recorded = Event | Statement | Relation | Figure
BOUNDS = {"exact": "", "at_least": "at least ", "at_most": "at most ", "about": "about "}


def short(text: str, most: int) -> str:
    """The text on one line, cut after ``most`` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def headline(report: ReportHead) -> str:
    """What a report is called: its title, its own id, its first line below what it states of itself, or its hash."""
    from dragoman.ingest import without_head

    lines = without_head((report.text or "")[:2000]).split("\n")
    first = short(next((line for line in lines if line.strip()), ""), 80)
    return report.title or first or report.source_id or report.id


def who(entity: Entity | None, *, code: bool = True) -> str:
    """``Bashar al-Assad (SYRGOV)``; what could not be resolved stands in its own words with a question mark."""
    if entity is None:
        return ""
    if entity.members and not entity.code:
        return ", ".join(who(member, code=code) for member in entity.members)
    name = entity.person or entity.name or entity.text
    if not entity.resolved:
        name = f"{name}?"
    return f"{name} ({entity.code})" if code and entity.code else name


def parties(entities: Iterable[Entity], *, code: bool = True) -> str:
    """Several entities in a row."""
    return ", ".join(who(entity, code=code) for entity in entities)


def codes(entities: Iterable[Entity]) -> str:
    """Their codes, members in place of a list, with ``?`` and the words where there is none."""
    found = (m for e in entities for m in (e.members if e.members and not e.code else (e,)))
    return ";".join(e.code or f"?{e.text}" for e in found)


def did(event: Event) -> str:
    """``SANCTION/discontinue historical, alleged``."""
    kind = f"{event.event_type}/{event.event_mode}" if event.event_mode else event.event_type
    marks = [*event.auxiliary, *([event.claim] if event.claim != "reported" else [])]
    return f"{kind} {', '.join(marks)}".rstrip()


def when(date: When | None) -> str:
    """``2020-06-03``, a whole month as ``2020-06``, a whole year as ``2020``, else ``2020-06-01..2020-06-15`` with an open end left out."""
    if date is None or (date.start is None and date.end is None):
        return ""
    return interval(date.start, date.end, "..")


def interval(start: dt.date | None, end: dt.date | None, between: str) -> str:
    """Two days in a word: one day, a whole month or year, else both with ``between`` them; an open end is left out."""
    if start is None or end is None:
        return f"{start or ''}{between}{end or ''}"
    if start == end:
        return str(start)
    last = end.day == monthrange(end.year, end.month)[1]
    if start.day == 1 and last and start.year == end.year:
        if start.month == end.month:
            return f"{start:%Y-%m}"
        if (start.month, end.month) == (1, 12):
            return f"{start:%Y}"
    return f"{start}{between}{end}"


def where(place: Where | None) -> str:
    """``Nasib, JOR``; with a question mark what is a name, but in no table ("Foobar?")."""
    from dragoman.resolve.places import NO_PLACE

    if place is None:
        return ""
    name = place.name or (place.text if place.why in NO_PLACE else f"{place.text}?")
    return f"{name}, {place.country}" if place.country and place.precision != "country" else name


def voices(chain: Iterable[Attribution]) -> str:
    """The chain of authority, nearest voice first: ``State Department (USAGOV), by email < Reuters``."""
    return " < ".join(f"{who(v.entity)}, by {v.medium}" if v.medium else who(v.entity) for v in chain)


def bound(end: Bound | None) -> str:
    """One end of an interval: a day, a month, a year, or the window ``2012-03-01~2012-05-31`` in which it lies."""
    if end is None or (end.earliest is None and end.latest is None):
        return ""
    return interval(end.earliest, end.latest, "~")


def valid(interval: Valid) -> str:
    """``from 2012 to 2018-12-27``; an unknown or open end is left out."""
    start, end = bound(interval.from_), bound(interval.to)
    return " ".join(part for part in (f"from {start}" if start else "", f"to {end}" if end else "") if part)


def between(relation: Relation, *, code: bool = True) -> str:
    """The parties of a state."""
    if relation.parties:
        text = parties(relation.parties, code=code)
        return f"{text}, through {who(relation.mediator, code=code)}" if relation.mediator else text
    ends = [who(relation.a, code=code), who(relation.b, code=code), where(relation.place)]
    return " – ".join(end for end in ends if end)


def amount(figure: Figure) -> str:
    """``at least 350,000 killed``."""
    number = f"{figure.value:,}"
    return f"{BOUNDS[figure.bound]}{number} {figure.unit}"
