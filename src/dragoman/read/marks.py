"""Quotation marks: which one is open at a character."""

from __future__ import annotations


def opened(start: int, text: str) -> int | None:
    """Where the quotation that is open before the character ``start`` begins, in its paragraph; None where none is."""
    paragraph = text.rfind("\n", 0, start) + 1
    curly = text.rfind("“", paragraph, start)
    if curly >= 0 and text.find("”", curly, start) < 0:
        return curly
    return text.rfind('"', paragraph, start) if text.count('"', paragraph, start) % 2 else None
