import pytest

from dragoman.measure import treebank
from dragoman.read.labels import NAMES

ROWS = {
    "Minister of Education Stefania Giannini": [
        ("Minister", "PROPN", "NNP", 4, "nmod:desc", "(1-person-new"), ("of", "ADP", "IN", 3, "case", ""), ("Education", "PROPN", "NNP", 4, "nmod", ""),
        ("Stefania", "PROPN", "NNP", 0, "root", ""), ("Giannini", "PROPN", "NNP", 4, "flat", "1)"),
    ],
    "the Secretary of State": [
        ("the", "DET", "DT", 2, "det", "(1-person-new"), ("Secretary", "PROPN", "NNP", 0, "root", ""), ("of", "ADP", "IN", 4, "case", ""), ("State", "PROPN", "NNP", 2, "nmod", "1)"),
    ],
    "a Christian": [("a", "DET", "DT", 2, "det", "(1-person-new"), ("Christian", "PROPN", "NNP", 0, "root", "1)")],
    "it": [("it", "PROPN", "NNP", 0, "root", "(1-abstract-new)")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Minister of Education Stefania Giannini", "Stefania Giannini", "PER"), ("the Secretary of State", None, None),
        ("a Christian", "Christian", "MISC"), ("it", None, None),
    ],
)  # fmt: skip
def test_gums_entities_become_names_without_their_titles(tmp_path, text, name, kind):
    lines = ["# sent_id = one"]
    for i, (word, pos, tag, head, dep, entity) in enumerate(ROWS[text], 1):
        lines.append("\t".join([str(i), word, word, pos, tag, "_", str(head), dep, "_", f"Entity={entity}" if entity else "_"]))
    path = tmp_path / "gum_one.conllu"
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    (example,) = treebank.conllu(path)
    named = [(word, tag) for word, tag in zip(example.words, example.names, strict=True) if tag]
    assert " ".join(word for word, _ in named) == (name or "")
    assert {NAMES[(tag - 1) // 2] for _, tag in named} == ({kind} if kind else set())
