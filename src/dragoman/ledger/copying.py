"""The same wire copy printed by several papers is one voice: which reports copy which, whatever their order of arrival."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from dragoman.ledger.facts import source_of
from dragoman.model import ReportHead

SHINGLE = 5
"""Words in a shingle: five in a row are seldom shared by chance."""
COPIED = 0.7
"""Share of the shorter text's shingles that a near-copy shares with the longer: agencies' copy is cut and topped, seldom rewritten."""
BANDS, ROWS = 32, 2
"""Of the minhash: texts that share a third of their shingles are almost surely compared (.98), unrelated ones hardly ever."""
Voices = Mapping[tuple[str, str], str]
"""Whose voice a report's own source really is: (report, source) of a near-copy to the source that it copies."""


def shingles(text: str) -> frozenset[str]:
    """The runs of `SHINGLE` lower-case words of ``text``; of a shorter text, all its words."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, 1))) if words else frozenset()


def bands(text: frozenset[str]) -> tuple[int, ...]:
    """Numbers (signed, of 64 bits) of which two texts share one if they may be near-copies; none for a text without words."""
    if not text:
        return ()
    from rensa import RMinHash

    signature = RMinHash(BANDS * ROWS, 1)
    signature.update(sorted(text))
    rows = signature.digest()
    parts = (struct.pack(f"<{ROWS + 1}I", n, *rows[n * ROWS : (n + 1) * ROWS]) for n in range(BANDS))
    return tuple(int.from_bytes(blake2b(part, digest_size=8).digest(), "big", signed=True) for part in parts)


def copied(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts are near-copies."""
    return len(one & other) >= COPIED * min(len(one), len(other))


def order(head: ReportHead) -> tuple[str, str]:
    """Who copies whom: the later published copies the earlier; without a date, last."""
    return head.published or "9999", head.id


def voices(reports: Iterable[tuple[ReportHead, str | None]]) -> dict[tuple[str, str], str]:
    """The voices of near-copies: each copies the earliest published that it is like, and so on to the first of them.

    A report is compared with earlier ones only, so a later one changes no earlier one's voice. A text that was not kept (None) is
    not compared.
    """
    texts: list[frozenset[str]] = []
    firsts: list[ReportHead] = []
    at: dict[int, list[int]] = {}
    out: dict[tuple[str, str], str] = {}
    for n, (head, text) in enumerate(sorted(reports, key=lambda r: order(r[0]))):
        mine = shingles(text or "")
        keys = bands(mine)
        near = sorted({i for key in keys for i in at.get(key, ())})
        of = next((i for i in near if copied(mine, texts[i])), None)
        texts.append(mine)
        firsts.append(head if of is None else firsts[of])
        if of is not None:
            out.update(voice(head, firsts[of]))
        for key in keys:
            at.setdefault(key, []).append(n)
    return out


def voice(copy: ReportHead, first: ReportHead) -> dict[tuple[str, str], str]:
    """The entry of ``copy``, whose text is that of ``first``."""
    return {(copy.id, source_of((), copy)): source_of((), first)}
