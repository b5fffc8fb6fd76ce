from dragoman.measure import corpus
from dragoman.measure.gold import as_report
from dragoman.measure.report import calibration, figures
from dragoman.measure.score import agree, score
from dragoman.model import Entity, Event, Reading, ReportHead, Span, Versions

TEXT = "Kenya expelled the Somali envoy on Friday."
GOLD = as_report(
    list(corpus.parse([f"> {TEXT}", "E SANCTION/expel | expelled | actor: Kenya | recipient: the Somali envoy | date: Friday"])), "t"
)


def entity(words):
    return Entity(text=words, start=TEXT.index(words), end=TEXT.index(words) + len(words))


def reading(kind, actor, recipient, **more):
    event = Event(
        id="1", event_type=kind, event_mode="expel", actors=(entity(actor),), recipients=(entity(recipient),), evidence=(Span(start=6, end=14, text="expelled"),), confidence=0.9, **more
    )  # fmt: skip
    return Reading(
        versions=Versions(dragoman="0", model="0", ontology="0", codebook="0"), report=ReportHead.of(GOLD.report), events=(event,)
    )


def test_a_right_event_counts_in_every_field():
    found = figures(score([(GOLD, reading("SANCTION", "Kenya", "Somali envoy"))]))
    assert found["event"] == found["mode"] == found["actor"] == found["recipient"] == 1


def test_swapped_parties_are_wrong():
    found = score([(GOLD, reading("SANCTION", "the Somali envoy", "Kenya"))])
    assert found.counts["event"].f1 == 0
    assert found.counts["trigger and type"].f1 == 1
    assert "wrong actors, recipients" in found.faults[0]


def test_a_plain_event_for_a_negated_one_is_wrong_in_its_auxiliary():
    gold = as_report(
        list(corpus.parse([f"> {TEXT}", "E SANCTION/expel | expelled | actor: Kenya | recipient: the Somali envoy | aux: negation"])), "t"
    )
    found = score([(gold, reading("SANCTION", "Kenya", "the Somali envoy"))])
    assert found.counts["auxiliary negation"].f1 == 0
    assert found.counts["auxiliary none"].f1 == 0


def test_lists_agree_only_whole():
    text = "Chad, Mali and Niger met."
    assert agree(text, [(0, 4), (6, 10), (15, 20)], [(15, 20), (0, 4), (6, 10)])
    assert not agree(text, [(0, 4)], [(0, 4), (6, 10)])


def test_calibration_of_a_sure_and_right_reader_is_perfect():
    found = calibration([(1.0, True)] * 5 + [(0.0, False)] * 5)
    assert found["expected calibration error"] == found["brier"] == 0
