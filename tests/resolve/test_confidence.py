import pytest

from dragoman.learn.calibrate import weights
from dragoman.model import Reason
from dragoman.resolve.confidence import FIELDS, confidence, features


def reasons(**scores):
    return tuple(
        Reason(field=f, source="head", detail="", score=s)
        for f, many in scores.items()
        for s in (many if isinstance(many, list) else [many])
    )


def test_each_field_gives_its_lowest_score_whether_it_is_missing_and_whether_it_has_several():
    found = features("figure", reasons(evidence=[0.5, 0.9]))
    assert found == pytest.approx([0.0, 0.0, 1.0, 0.0, 1.0, 0.0])


def test_without_weights_it_is_the_product_of_the_scores():
    assert confidence("figure", reasons(evidence=0.5, unit=0.8), None) == pytest.approx(0.4)


def test_mended_text_is_worth_less():
    sure = reasons(evidence=0.9, unit=0.9)
    assert confidence("figure", sure, None, mended=True) < confidence("figure", sure, None)


@pytest.mark.parametrize("kind", FIELDS)
def test_fitted_weights_tell_right_from_wrong(kind):
    field = FIELDS[kind][0]
    good, bad = reasons(**{field: 0.95}), reasons(**{field: 0.3})
    fitted = weights(kind, [(good, True)] * 45 + [(good, False)] * 5 + [(bad, True)] * 5 + [(bad, False)] * 45)
    assert confidence(kind, good, fitted) == pytest.approx(0.9, abs=0.05)
    assert confidence(kind, bad, fitted) == pytest.approx(0.1, abs=0.05)
