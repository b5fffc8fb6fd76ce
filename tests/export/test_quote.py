import pytest

from dragoman.export.quote import quote
from dragoman.model import Span


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Iran left. Oman came.", "Iran [left]. Oman [came]."),
        ("Iran left.\n\nOman came.", "Iran [left]. / Oman [came]."),
        ("Iran left.\n\nNothing else.\n\nOman came.", "Iran [left]. […] Oman [came]."),
    ],
)
def test_sentences_that_are_shown_together_stand_in_one_line(text, shown):
    spans = [Span(start=(at := text.index(word)), end=at + len(word), text=word) for word in ("left", "came")]
    assert quote(text, spans).plain == shown
