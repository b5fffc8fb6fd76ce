"""Who says a quotation, by the words around its marks: *"…," he told reporters*; *The minister said: "…"*."""

from __future__ import annotations

import re

from dragoman.resolve.actors.scope import Scope

_VERBS = (
    r"(?:said|says|told|tells|added|adds|warned|warns|insisted|declared|announced|explained|argued|claimed|vowed|stressed|wrote|tweeted|noted|"
    r"replied|answered|stated|continued|concluded|shouted|joked|complained|recalled|asked|responded|posted|commented|remarked|promised|urged)"
)
_WHO = r"(?P<who>(?:\w[\w'’.-]*,? ){0,9}?\w[\w'’-]*(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr))"
_BEHIND = re.compile(rf"\s*,?\s*{_WHO},? (?:also |later |then |has |had )?{_VERBS}\b")
_TURNED = re.compile(
    rf"\s*,?\s*{_VERBS} {_WHO}(?=[,.;:]| (?:on|in|at|after|before|as|of|during|to|while|when|by|from|through|via|late|early)\b|\s*$)"
)
_AHEAD = re.compile(
    rf"(?:^|[.!?\n]\s*|, (?:and|but) |\b[A-Z][^,.\"“”]{{2,60}}, ){_WHO}(?:,[^,.\"“”]{{3,90}},)? (?:also |later |then |has |had )?{_VERBS}\b[^.!?\"“”]{{0,60}}\s*$"
)
_BETWEEN = re.compile(rf"[\"”],? {_VERBS} {_WHO},?\s*$")
"""*"We are ready," said X, "to …"*."""
_SAYING = re.compile(rf"\b(?:saying|{_VERBS}|according to)\b[^.!?\"“”]{{0,60}}\s*$")
REACH = 160
"""Characters before and behind a quotation in which its speaker is looked for."""


def quoted_by(start: int, scope: Scope) -> tuple[int, int] | None:
    """Where the speaker of the quotation that holds a character is named; None where none holds it, or nobody is named beside it."""
    marks = _quotation(start, scope.text)
    if marks is None:
        return None
    opened, closed = marks
    behind = scope.text[closed + 1 : closed + 1 + REACH].partition("\n")[0]
    for pattern in (_BEHIND, _TURNED):
        if found := pattern.match(behind):
            return closed + 1 + found.start("who"), closed + 1 + found.end("who")
    floor = max(0, opened - REACH)
    found = _BETWEEN.search(scope.text[floor:opened]) or _AHEAD.search(scope.text[floor:opened])
    return (floor + found.start("who"), floor + found.end("who")) if found else None


def led_up_to(start: int, scope: Scope) -> tuple[int, int] | None:
    """The words of its sentence that lead up to the quotation that holds a character, where they end with a word of saying."""
    marks = _quotation(start, scope.text)
    a = scope.bounds(scope.sentence(marks[0]))[0] if marks else 0
    return (a, marks[0]) if marks and _SAYING.search(scope.text, a, marks[0]) else None


def _quotation(start: int, text: str) -> tuple[int, int] | None:
    """The marks around a character, in its paragraph."""
    a = text.rfind("\n", 0, start) + 1
    b = text.find("\n", start)
    b = len(text) if b < 0 else b
    curly = text.rfind("“", a, start)
    if curly >= 0 and text.find("”", curly, start) < 0:
        closed = text.find("”", start, b)
        return (curly, closed) if closed > 0 else None
    straight = text.rfind('"', a, start)
    if straight >= 0 and text.count('"', a, start) % 2:
        closed = text.find('"', start, b)
        return (straight, closed) if closed > 0 else None
    return None
