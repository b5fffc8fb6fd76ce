import datetime as dt

from dragoman.model import Attribution, Entity, Event, Span, When
from dragoman.resolve.merge import merge_events


def event(name, start, *, day=None, actor="KENGOV", recipient="SOMGOV", kind="REJECT", **more):
    who = Entity(text="A", start=0, end=1, code=actor, resolved=True)
    whom = Entity(text="B", start=2, end=3, code=recipient, resolved=True)
    date = When(start=day, end=day, text="d", basis="stated") if day else None
    return Event(
        id=name, event_type=kind, actors=(who,), recipients=(whom,), date=date, evidence=(Span(start=start, end=start + 5, text="words"),), confidence=0.9, **more
    )  # fmt: skip


def test_an_event_told_twice_is_one_with_two_evidence_spans():
    (merged,), gone = merge_events([event("a", 10), event("b", 90, day=dt.date(2021, 9, 29))])
    assert len(merged.evidence) == 2
    assert merged.date.start == dt.date(2021, 9, 29)
    assert gone == {"b": "a"}


def test_events_on_other_days_or_of_other_parties_stay_apart():
    events = [
        event("a", 10, day=dt.date(2021, 9, 1)),
        event("b", 90, day=dt.date(2021, 9, 29)),
        event("c", 200, recipient="ETHGOV"),
        event("d", 300, auxiliary=("negation",)),
        event("e", 400, day=dt.date(2021, 9, 1), claim="denied"),
    ]
    kept, gone = merge_events(events)
    assert [e.id for e in kept] == ["a", "b", "c", "d", "e"]
    assert not gone


def test_two_meetings_near_each_other_are_one_only_at_one_time():
    held = event("a", 10, kind="CONSULT", day=dt.date(2021, 9, 27))
    due = event("b", 60, kind="CONSULT", auxiliary=("future",))
    assert len(merge_events([held, due])[0]) == 2
    assert len(merge_events([held, due.model_copy(update={"auxiliary": ()})])[0]) == 1


def test_two_readings_of_the_same_words_are_one():
    bare = event("b", 12).model_copy(update={"recipients": ()})
    (merged,), gone = merge_events([event("a", 10), bare])
    assert merged.recipients
    assert len(merged.evidence) == 1
    assert gone == {"b": "a"}


def test_a_voice_that_both_tellings_have_stands_once_with_its_medium():
    def voice(code, at, medium=None):
        return Attribution(entity=Entity(text="V", start=at, end=at + 1, code=code, resolved=True), medium=medium, start=at, end=at + 1)

    first = event("a", 10, attribution=(voice("USAGOV", 30), voice("GBRJRN", 40)))
    (merged,), _ = merge_events([first, event("b", 90, attribution=(voice("USAGOV", 99, "email"),))])
    assert [(v.entity.code, v.medium) for v in merged.attribution] == [("USAGOV", "email"), ("GBRJRN", None)]


def test_an_act_told_again_without_its_mode_is_the_same_and_keeps_it():
    (merged,), _ = merge_events([event("a", 10, cameo="120"), event("b", 90, event_mode="change", cameo="123")])
    assert (merged.event_mode, merged.cameo, len(merged.evidence)) == ("change", "123", 2)
    assert len(merge_events([event("a", 10, event_mode="meet"), event("b", 90, event_mode="change")])[0]) == 2
