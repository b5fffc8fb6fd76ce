import pytest

from dragoman.ontology.blocks import Blocks, in_blocks

LINES = {f"key {n:03}": f"value {n}\twith ö" for n in range(0, 200, 2)} | {"ünder": "last"}


@pytest.mark.parametrize("size", [1, 300, 10**6])
def test_what_is_packed_is_found_again(size):
    packs = list(in_blocks((f"{k}\t{v}".encode() for k, v in sorted(LINES.items())), size))
    blocks = Blocks(b"head" + b"".join(b for _, b in packs), 4, ((first, len(b)) for first, b in packs))
    assert {k: (blocks.rest(k) or b"").decode() for k in LINES} == LINES
    assert list(blocks.keys()) == sorted(LINES)
    assert [blocks.rest(k) for k in ("", "key 001", "a", "zz", "key")] == [None] * 5


def test_no_blocks():
    assert Blocks(b"", 0, ()).rest("a") is None
