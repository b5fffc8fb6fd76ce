"""HTML pages: the article, without what surrounds it, and what the page says of itself. Extraction by trafilatura."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from dragoman.errors import InputError
from dragoman.ingest.dateline import parse_day
from dragoman.ingest.decode import decode
from dragoman.ingest.text import from_text
from dragoman.model import Report

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
WALL = re.compile(
    r"cookie|consent|privacy|our (?:\d+ )?partners|personali[sz]ed ad|accept all|reject all|"
    r"manage (?:your )?(?:choices|preferences|settings)|subscribe|sign in|log in|enable (?:javascript|js)\b|a robot|are (?:a )?human|"
    r"checking your browser|before you continue|captcha|ad ?blocker|access denied",
    re.IGNORECASE,
)
SHORT = 1200
"""Characters below which a page that talks of consent, subscription or robots may be a wall. A wall has little text besides."""
DENSE = 60
"""Words to one such phrase, below which it is a wall, if there are at least two different ones."""
SCANT = 15
"""Words of a page below which one such phrase is enough."""


def looks_like_html(head: str) -> bool:
    """Whether ``head``, the beginning of a text, is markup of a page."""
    start = head.lstrip("\ufeff \t\r\n")[:4000].lower()
    return start.startswith(("<!doctype html", "<html", "<head", "<body")) or (
        start.startswith("<") and re.search(r"<(?:html|head|body|article|div|p)\b[^>]*>", start) is not None
    )


def is_wall(text: str) -> bool:
    """Whether what was extracted is a cookie wall, a paywall or a check for robots, not a report."""
    hits = len({phrase.lower() for phrase in WALL.findall(text)})
    words = len(text.split())
    return len(text) < SHORT and (words < hits * DENSE if hits >= 2 else bool(hits) and words < SCANT)


def from_html(raw: bytes, published: dt.date | None = None) -> Report:
    """A report of the article on a page; title, publisher, address and date are the page's own. ``published`` is for a page without a date.

    Raises:
        InputError: no article on it, a cookie wall, binary or too long.
    """
    head = CHARSET.search(raw[:4096])
    page, note = decode(raw, head[1].decode("ascii").lower() if head else None)
    found = _extract(page)
    text = (found.get("text") or "").strip()
    if not text:
        raise InputError("no article text on this page (a cookie wall, or a page drawn by script?); save the report's text and give that")
    if is_wall(text):
        raise InputError("a cookie wall or sign-in page, not a report; save the report's text and give that")
    own = parse_day(found.get("date") or "")
    return from_text(
        text, published=own or published, published_basis="stated" if own else "given", title=found.get("title"),
        publisher=found.get("sitename"), url=found.get("url"), extra={"encoding": note} if note else {},
    )  # fmt: skip


def _extract(page: str) -> dict[str, Any]:
    """Text and metadata. The date is only what the page's own tags say: trafilatura's search of the body guesses."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            page, with_metadata=True, include_comments=False, include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )  # fmt: skip
    except (ValueError, AssertionError, RecursionError) as error:
        raise InputError(f"this page's markup cannot be read ({error}); save the report's text and give that") from error
    if found is None:
        return {}
    fields: dict[str, Any] = found if isinstance(found, dict) else found.as_dict()
    return fields
