"""Bytes to text: by byte-order mark, declaration, UTF-8, else Windows-1252 with a note. What is no text is refused."""

from __future__ import annotations

import codecs
import re

from dragoman.config import LONGEST
from dragoman.errors import InputError

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
MAGIC = (
    (b"%PDF", "a PDF; save its text and give that"),
    (b"PK\x03\x04", "a zip archive or an office document; unpack it, or save its text"),
    (b"\xd0\xcf\x11\xe0", "an office document; save its text and give that"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image or a sound"),
    (b"\x1f\x8b", "compressed by gzip; unpack it first"),
    (b"BZh", "compressed by bzip2; unpack it first"),
    (b"\xfd7zXZ", "compressed by xz; unpack it first"),
    (b"SQLite format 3", "a database; reports are text, HTML or JSON-lines"),
    (b"{\\rtf", "an RTF document; save it as plain text"),
)
WIDEST = 4 * LONGEST
"""Bytes of the longest record: no character takes more than four."""
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LONE = re.compile("[\ud800-\udfff]")


def marked(raw: bytes) -> str | None:
    """The encoding that a byte-order mark at the head of ``raw`` states."""
    return next((name for mark, name in MARKS if raw.startswith(mark)), None)


def refuse_binary(raw: bytes) -> None:
    """Refuse what is no text, by its first bytes.

    Raises:
        InputError: saying what it is.
    """
    for magic, what in MAGIC:
        if raw.startswith(magic):
            raise InputError(f"not text: this is {what}")
    if marked(raw) in (None, "utf-8-sig"):
        head = raw[:65536]
        if b"\0" in head:
            raise InputError("not text: a binary file (it holds NUL bytes); give text, HTML or JSON-lines")
        if len(_CONTROLS.findall(head)) > max(2, len(head) // 50):
            raise InputError("not text: a binary file; give text, HTML or JSON-lines")


def decode(raw: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text of ``raw`` and a note where its encoding had to be assumed. ``declared`` is what the document says of itself.

    Raises:
        InputError: binary, or over `LONGEST` characters.
    """
    refuse_binary(raw)
    text, note = _decode(raw, declared)
    if len(text) > LONGEST:
        raise InputError(too_long(len(text)))
    return clean(text), note


def _decode(raw: bytes, declared: str | None) -> tuple[str, str | None]:
    if mark := marked(raw):
        try:
            return raw.decode(mark), None
        except UnicodeDecodeError:
            return raw.decode(mark, "replace"), f"marked as {mark}, but some bytes are not; they were read as U+FFFD"
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        first = error.start
    if declared and declared not in ("utf-8", "utf8"):
        try:
            return raw.decode(declared), None
        except (LookupError, UnicodeError):
            pass
    # The five bytes that Windows-1252 leaves open are read as U+FFFD.
    return raw.decode("cp1252", "replace"), f"not UTF-8 (byte {first}); read as Windows-1252"


def clean(text: str) -> str:
    """Lone halves of surrogate pairs, which no file can hold, as U+FFFD: offsets stay."""
    return _LONE.sub("\ufffd", text)


def too_long(size: int, unit: str = "characters") -> str:
    """Why a record of ``size`` is refused."""
    return (
        f"too long: {size:,} {unit} in one record, the most is {LONGEST:,} characters; split it, or give JSON-lines with one report a line"
    )
