import pytest

from dragoman.errors import OntologyError
from dragoman.ledger import Rule, read_rule


def test_the_shipped_table_is_the_documented_rule():
    assert read_rule() == Rule()


def test_a_table_of_ones_own(tmp_path):
    path = tmp_path / "rule.tsv"
    path.write_text("setting\tname\tvalue\norder\t\trank;recency\nrank\tReuters\t2\nrank\tSANA\t-1\nmin_confidence\t\t0.3\n")
    assert read_rule(path) == Rule(order=("rank", "recency"), ranks={"reuters": 2, "sana": -1}, min_confidence=0.3)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("order\t\trank;beauty", "beauty"),
        ("order\t\trank;rank", "each once"),
        ("rank\tReuters\thigh", "high"),
        ("rank\t\t2", "rank"),
        ("min_confidence\t\t2", "between"),
        ("colour\t\tred", "colour"),
        ("order\t\t", "empty"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(row, word, tmp_path):
    path = tmp_path / "rule.tsv"
    path.write_text(f"setting\tname\tvalue\n{row}\n")
    with pytest.raises(OntologyError, match=rf"rule\.tsv:2: .*{word}"):
        read_rule(path)
