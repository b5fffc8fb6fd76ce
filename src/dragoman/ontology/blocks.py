"""Lines ``key<TAB>rest``, sorted by the bytes of the key, in compressed blocks of which a look-up opens one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from zlib import compress, decompress


class Blocks:
    """Blocks that stand one after another in ``data`` from ``start`` on; ``held`` gives the first key and the length of each."""

    def __init__(self, data: bytes, start: int, held: Iterable[tuple[str, int]]) -> None:
        pairs = list(held)
        self._data, self._first = data, [first.encode() for first, _ in pairs]
        self._bounds = list(accumulate((length for _, length in pairs), initial=start))
        self._block = lru_cache(maxsize=256)(self._open)

    @property
    def end(self) -> int:
        """Where the last block ends."""
        return self._bounds[-1]

    def _open(self, number: int) -> bytes:
        return b"\n" + decompress(self._data[self._bounds[number] : self._bounds[number + 1]])

    def rest(self, key: str) -> bytes | None:
        """What stands behind a key, or None where there is no such line."""
        number = bisect_right(self._first, key.encode()) - 1
        if number < 0 or not key:
            return None
        block, sought = self._block(number), f"\n{key}\t".encode()
        at = block.find(sought)
        return None if at < 0 else block[at + len(sought) : block.index(b"\n", at + 1)]

    def keys(self) -> Iterator[str]:
        """All keys, in order."""
        for number in range(len(self._first)):
            for line in self._block(number).splitlines()[1:]:
                yield line.partition(b"\t")[0].decode()


def in_blocks(lines: Iterable[bytes], size: int) -> Iterator[tuple[str, bytes]]:
    """Sorted ``lines`` (without their ends) as blocks of at least ``size`` bytes of text: the first key of each, and the block."""
    block: list[bytes] = []
    held = 0
    for line in lines:
        block.append(line + b"\n")
        held += len(block[-1])
        if held >= size:
            yield _packed(block)
            block, held = [], 0
    if block:
        yield _packed(block)


def _packed(lines: list[bytes]) -> tuple[str, bytes]:
    return lines[0].partition(b"\t")[0].decode(), compress(b"".join(lines), 9)
