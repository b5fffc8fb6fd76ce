from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_corpora import Reader, event

from dragoman.measure import corpus, damage
from dragoman.measure.gold import as_report

TEXT = '"Kenya, in a well-known move, expelled the envoy of Somalia on Friday."'
GOLD = as_report(list(corpus.parse([f"> {TEXT}", "E SANCTION | expelled | actor: Kenya | recipient: the envoy of Somalia"])), "t")


@pytest.mark.parametrize("kind", damage.KINDS)
def test_every_kind_hurts_and_the_mentions_are_carried_along(kind):
    edits = damage.hurt(TEXT, kind)
    hit = damage.damaged(GOLD, edits)
    text = hit.report.text
    assert text != TEXT
    (note,) = hit.notes
    assert damage.hurt(TEXT, kind) == edits
    assert text[slice(*note.roles["actor"][0])].replace(" ", "").lower() == "kenya"
    assert text[slice(*note.trigger)].lower() == "expelled"
    party = text[slice(*note.roles["recipient"][0])].lower()
    assert "envoy" in party
    assert party[0] != " "


@pytest.mark.parametrize(
    ("kind", "text", "now"),
    [
        ("quotation marks lost", 'He "left".', "He left."),
        ("letter case lost", "The UN left.", "the un left."),
        ("hyphens lost", "al-Assad's well-armed men", "al Assad's well armed men"),
        ("quotation marks lost", "He left.", "He left."),
        ("a name split or doubled", "He left.", "He left."),
        ("split at a wrong point", "He left.", "He left."),
    ],
)
def test_what_a_kind_does(kind, text, now):
    assert damage.edited(text, damage.hurt(text, kind)) == now


@given(st.text(alphabet="Abc dT\"-,'İthe ", max_size=60), st.sampled_from(list(damage.KINDS)))
def test_no_text_breaks_it_and_edits_never_overlap(text, kind):
    edits = damage.hurt(text, kind)
    assert all(one[1] <= other[0] for one, other in pairwise(edits))
    assert damage.carried((0, len(text)), edits)[1] <= len(damage.edited(text, edits))


def test_facts_are_kept_as_far_as_they_are_read_again():
    def read(text):
        whole = "-" in text and "expelled the envoy of Somalia" in text and "Kenya," in text
        return [event(text, "SANCTION", "expelled", ["Kenya"], ["the envoy of Somalia"])] if whole else []

    part = damage.part(Reader(read), [GOLD])
    shares = {row[0]: row[3] for row in part.rows}
    assert shares["hyphens lost"] == 0
    assert shares["quotation marks lost"] == 1


def test_only_undamaged_sentences_with_a_fact_are_taken():
    bare = as_report(list(corpus.parse(["> Nothing."])), "b")
    hurt = as_report(list(corpus.parse(["> Chad left.", "E RETREAT | left | actor: Chad", "D mt"])), "h")
    assert damage.sample([GOLD, bare, hurt]) == [GOLD]
