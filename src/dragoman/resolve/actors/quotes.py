"""Who says a quotation, by the words around its marks: *"…," he told reporters*; *The minister said: "…"*."""

from __future__ import annotations

import re

from dragoman.ontology.actors import word_group
from dragoman.read.marks import opened
from dragoman.resolve.actors.scope import Scope

_VERBS = f"(?:{'|'.join(sorted(word_group('saying') | word_group('quoting')))})"
_WORD = r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|St|[A-Z])\.|\w[\w'’-]*,?)"
_WHO = rf"(?P<who>(?!{_VERBS}\b)(?:{_WORD} ){{0,9}}?\w[\w'’-]*)"
_ADVERBS = r"(?:also |later |then |has |had )?"
_BEHIND = re.compile(rf"\s*{_WHO},? {_ADVERBS}{_VERBS}\b")
_TURNED = re.compile(
    rf"\s*{_VERBS} {_WHO}(?=[,.;:]|\s*$| (?:on|in|at|after|before|as|during|to|while|when|through|via|late|early|who)\b)(?<!\bMr)(?<!\bDr)"
)
_REST = r"(?P<rest>[^.!?\"“”]{0,60})\s*$"
_AHEAD = re.compile(
    rf"(?:^|[.!?\n]\s*|, (?:and|but) |\b[A-Z][^,.\"“”]{{2,60}}, ){_WHO}(?:,[^,.\"“”]{{3,90}},)? {_ADVERBS}{_VERBS}\b{_REST}"
)
_BETWEEN = re.compile(rf"[\"”],? {_VERBS} {_WHO},?\s*$")
"""*"We are ready," said X, "to …"*."""
_GOES_ON = re.compile(rf"[\"”],? {_WHO},? {_ADVERBS}{_VERBS}\b[^.!?\"“”]{{0,40}}\.\s*$")
"""*"…," X said. "We …"*."""
_SAYING = re.compile(rf"\b(?:saying|{_VERBS}|according to)\b{_REST}")
_ANOTHERS = re.compile(rf"\b(?:who|whom|that|which|words|quoting|{_VERBS})\b")
"""What parts a speaker from the words that somebody else is said to have said."""
REACH = 160
"""Characters before and behind a quotation in which its speaker is looked for."""


def quoted_by(start: int, scope: Scope) -> tuple[int, int] | None:
    """Where the speaker of the quotation that holds a character is named; None where none holds it, or nobody is named beside it."""
    marks = _quotation(start, scope.text)
    if marks is None:
        return None
    opened, closed = marks
    floor = max(0, opened - REACH)
    lead = scope.text[floor:opened]
    for pattern in (_BETWEEN, _GOES_ON, _AHEAD):
        found = pattern.search(lead)
        if found and not _ANOTHERS.search(found.groupdict().get("rest") or ""):
            return floor + found.start("who"), floor + found.end("who")
    if scope.text[closed - 1] == "." or _SAYING.search(lead):
        return None  # a new sentence begins behind it
    behind = scope.text[closed + 1 : closed + 1 + REACH].partition("\n")[0].removeprefix(",")
    found = _BEHIND.match(behind) or _TURNED.match(behind)
    at = scope.text.find(behind, closed + 1)
    return (at + found.start("who"), at + found.end("who")) if found else None


def led_up_to(start: int, scope: Scope) -> tuple[int, int] | None:
    """The words of its sentence that lead up to the quotation that holds a character, where they end with one word of saying, of one speaker."""
    marks = _quotation(start, scope.text)
    a = scope.bounds(scope.sentence(marks[0]))[0] if marks else 0
    found = _SAYING.search(scope.text, a, marks[0]) if marks else None
    if marks is None or found is None or _ANOTHERS.search(scope.text, a, found.start()) or _ANOTHERS.search(found["rest"]):
        return None
    return a, marks[0]


def _quotation(start: int, text: str) -> tuple[int, int] | None:
    """The marks around a character, in its paragraph."""
    mark = opened(start, text)
    if mark is None:
        return None
    end = text.find("\n", start)
    closed = text.find("”" if text[mark] == "“" else '"', start, end if end >= 0 else len(text))
    return (mark, closed) if closed > 0 else None
