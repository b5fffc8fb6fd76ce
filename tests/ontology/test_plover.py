import re

import pytest

from dragoman.ontology.plover import derived, rows


@pytest.mark.parametrize(
    ("event", "mode", "contexts", "words", "cameo", "quad"),
    [
        ("SANCTION", "discontinue", ("economic",), "imposed its most sweeping sanctions", "163", "material_conflict"),
        ("SANCTION", "discontinue", ("diplomatic",), "severed ties", "161", "material_conflict"),
        ("SANCTION", "withdraw", (), "recalled its ambassador", "161", "material_conflict"),
        ("SANCTION", "expel", (), "expelled UN observers", "1662", "material_conflict"),
        ("SANCTION", "expel", (), "ordered out three diplomats", "161", "material_conflict"),
        ("CONSULT", "phone", (), "spoke by telephone", "041", "verbal_cooperation"),
        ("ASSAULT", "drone", (), "drone strike", "195", "material_conflict"),
        ("AGREE", None, (), "will cooperate", "03", "verbal_cooperation"),
    ],
)  # fmt: skip
def test_cameo_follows_from_type_mode_context_and_words(event, mode, contexts, words, cameo, quad):
    found = derived(event, mode, contexts, words)
    assert (found.cameo, found.quad) == (cameo, quad)
    assert found.goldstein is not None
    assert found.why


def test_every_row_of_the_crosswalk_names_what_exists():
    events, codes = {r["event"] for r in rows("events")}, {r["code"] for r in rows("cameo")}
    modes = {(r["event"], r["mode"]) for r in rows("modes")}
    for row in rows("crosswalk"):
        assert row["event"] in events
        assert row["cameo"] in codes, row
        assert row["mode"] in ("", "-") or (row["event"], row["mode"]) in modes
        re.compile(row["words"])


def test_every_consequence_names_a_kind_and_a_level():
    levels = {(r["kind"], r["level"]) for r in rows("levels")}
    assert all((r["kind"], r["level"]) in levels for r in rows("consequences"))
