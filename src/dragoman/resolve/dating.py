"""When a draft happened or holds: the date it points to, that of what it followed, or the day of the statement that is the act."""

from __future__ import annotations

import datetime as dt

from dragoman.code.drafts import DraftEvent, DraftRelation
from dragoman.model import Bound, Valid, When
from dragoman.ontology.plover import endings
from dragoman.ontology.words import cues
from dragoman.read.graph import Arc
from dragoman.resolve.frame import Frame, Tenure
from dragoman.resolve.intervals import bound_of, width
from dragoman.resolve.when import afterwards, apart, counted_from

NEWS = dt.timedelta(days=7)
"""Before publication, in which a day is one of the news."""
ROUNDED = {"month": 15, "week": 3}
"""Days by which a length of time is rounded in the news: "six months after" may be five and a half."""
ENDINGS = cues("endings")
SPEECH_ACTS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types that are done by saying something: they take the date of the statement that they stand in."""


def event_date(frame: Frame, draft: DraftEvent) -> When | None:
    """The days of an event, by its narrowest date; None where the report does not say."""
    anchor = draft.anchor
    arcs = [a for a in anchor.to("date", "from") if not apart(frame.doc, (a.start, a.end), (anchor.start, anchor.end))]
    tenure = _tenure(frame, anchor.to("actor"))
    tense = frame.tense(anchor.start, anchor.end, draft.auxiliary)
    found = [(w, arc) for arc in arcs if (w := frame.when(arc, tense=tense, tenure=tenure))]
    if found:
        when, arc = max(found, key=lambda f: (f[0].start is not None or f[0].end is not None, -width(f[0])))
        word = afterwards(frame.doc, arc.end, anchor.start, anchor.end)
        return _not_before(when, word) if word else when
    before = _told_before(frame, draft) or _counted(frame, draft)
    if before:
        return before
    if anchor.label in SPEECH_ACTS and draft.statement and draft.statement.source.date:
        said = frame.when(draft.statement.source.date, tense="past")
        return said and said.model_copy(update={"why": f"day of the statement; {said.why or said.text}"})
    return None


def _told_before(frame: Frame, draft: DraftEvent) -> When | None:
    """Of an event told to have come after another in its sentence ("left in 2012 and *subsequently* sued"): not before that one."""
    anchor, doc = draft.anchor, frame.doc
    head = doc[anchor.start : anchor.end].root.head
    word = afterwards(doc, doc[anchor.start].sent.start, anchor.start, anchor.end)
    first = next((d for d in doc._.drafts.events if d is not draft and d.anchor.start <= head.i < d.anchor.end), None) if word else None
    when = event_date(frame, first) if first else None
    return _not_before(when, word) if word and when and when.start else None


def _counted(frame: Frame, draft: DraftEvent) -> When | None:
    """Of an event told by how long another came after it: so long before that one."""
    from dragoman.resolve.dates import resolve_date

    found = counted_from(frame.doc, draft.anchor.start, draft.anchor.end)
    if found is None:
        return None
    begins, words = found
    others = [d for d in frame.doc._.drafts.events if d.sentence == draft.sentence and d is not draft]
    head = frame.doc[draft.anchor.start : draft.anchor.end].root.head.i
    told = [d for d in others if d.anchor.end <= begins] or [d for d in others if d.anchor.start <= head < d.anchor.end]
    when = event_date(frame, max(told, key=lambda d: d.anchor.start)) if told else None
    if when is None or when.start is None or when.end is None:
        return None
    counted = resolve_date(words, frame.report.published, anchor=when)
    if counted is None or counted.start is None or counted.end is None:
        return None
    slack = next((dt.timedelta(days=days) for unit, days in ROUNDED.items() if unit in words.lower()), dt.timedelta(0))
    return counted.model_copy(update={"start": counted.start - slack, "end": counted.end + slack})


def _not_before(when: When, word: str) -> When:
    """A date after which something came, as *subsequently* says."""
    return when.model_copy(update={"end": None, "why": f"{word!r}: not before; {when.why or when.text}"}) if when.start else when


def _tenure(frame: Frame, arcs: list[Arc]) -> Tenure | None:
    for arc in arcs:
        found = frame.resolver.tenure(frame.words(arc.start, arc.end), frame.report.published)
        if found:
            return found
    return None


def valid(frame: Frame, draft: DraftRelation) -> Valid:
    """From when to when a state is said to hold; an end that is not said stays open, and no date is both. What is itself an end began then:
    "ended its support on 4 July"."""
    tense = frame.tense(draft.anchor.start, draft.anchor.end)

    def bound(role: str) -> Bound | None:
        for arc in draft.anchor.to(role):
            text = frame.words(arc.start, arc.end)
            found = frame.when(Arc(role, arc.start, arc.end, arc.score), tense=tense or "past")
            if found and (found.start or found.end):
                return bound_of(found, "since" in text.lower() or role == "from", frame.report.published)
        return None

    start, end = bound("from"), bound("to")
    if start is None and (draft.anchor.label, draft.anchor.sub) in endings():
        start, end = end, None
    return Valid(from_=start, to=None if end == start or _just_seen(frame, draft, end) else end)


def _just_seen(frame: Frame, draft: DraftRelation, end: Bound | None) -> bool:
    """Whether the end of a state is only the day of the news on which it is seen ("was holding on Wednesday"): nothing says that it ended."""
    published = frame.report.published
    if end is None or end.earliest is None or published is None or end.earliest < published - NEWS:
        return False
    first, last = frame.sentences[draft.sentence]
    return not any(t.lower_ in ENDINGS for t in frame.doc[first:last])
