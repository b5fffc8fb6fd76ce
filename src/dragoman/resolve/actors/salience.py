"""Which of several actors a sentence is about: its subject, who speaks, who is told to do something."""

from __future__ import annotations

import re

from dragoman.model import Entity
from dragoman.ontology.actors import word_group
from dragoman.resolve.actors.scope import Scope

_SAYING = f"(?:{'|'.join(sorted(word_group('saying')))})"
_ADVERBS = r"\s*(?:,\s*)?(?:has |had |have |also |later |on \w+ |\w+ly )*"
_SPEECH = re.compile(rf"(?:,[^,.;\"“”]{{3,80}},)?{_ADVERBS}(?:{_SAYING}|told)\b")
_SAYS_NEXT = re.compile(rf"{_ADVERBS}(?:{_SAYING})(?: on \w+day| in a statement)?(?: that)? ")
_LEAD = re.compile(r"\s*(?:[A-Z]{3,}[\w ,]*(?:\([^)]*\) )?[-–—] )?(?:In (?:the )?[A-Z][\w' -]{2,30}, |[\"“][^\"“”]*[\"”] ?)?")
_SAID_BEFORE = re.compile(r"\b(?:said|says|added|warned|insisted|according to)\s*$")
_FINITE = re.compile(
    r"\s*(?:,[^,.;]{3,80},\s*)?(?:also |now |then |still |later |never |not |both |all |have |\w+ly )*"
    rf"(?:{'|'.join(sorted(word_group('finite')))}|[a-z]+ed)\b"
)
_AGENCY = re.compile(r"\) ?[-–—] ")
_DATELINE = re.compile(r"(?:,? [A-Z][\w ]+)?\s*(?:\([^)]{2,20}\)\s*)?(?:\s[-–—]|—)")
_LAST_WORD = re.compile(r"([\w'’-]+)\s*$")
_OPENERS = word_group("clause_openers")
_JOINED = re.compile(r"(?:, | and |, and | or |, along with | as well as | together with )(?:the )?")
_CLAUSE_BREAK = re.compile(
    rf"[,:;—–\"“”]|\b(?:that|and|but|while|after|before|when|as|because|if|since|although|though|where|whether|until|who|which|{_SAYING})\b"
)
_BOUNDARY = "\"“”'‘’( \n"


def bounds(entity: Entity, scope: Scope) -> tuple[str, str]:
    """The words of the sentence before a mention and after it."""
    a, b = scope.bounds(scope.sentence(entity.start))
    return scope.text[a : entity.start].strip(_BOUNDARY), scope.text[entity.end : b]


def says_next(entity: Entity, start: int, scope: Scope) -> bool:
    """Whether only a verb of saying stands between a mention and what begins at ``start``: *Jordan said (that) it*."""
    return bool(_SAYS_NEXT.fullmatch(scope.text[entity.end : start]))


def leads(start: int, scope: Scope) -> bool:
    """Whether nothing but a place or a quotation stands before ``start`` in its sentence: *In Tokyo, X*, *"…," X*."""
    a, _ = scope.bounds(scope.sentence(start))
    return bool(_LEAD.fullmatch(scope.text[a:start]))


def speaks(entity: Entity, scope: Scope) -> bool:
    """Whether the mention is the subject of a verb of saying: *X said*, *said X*, *according to X*."""
    before, after = bounds(entity, scope)
    return bool(_SAID_BEFORE.search(before)) or bool(leaves_room(before) and _SPEECH.match(after))


def leaves_room(before: str) -> bool:
    """Whether what stands before leaves room for a subject: nothing, a comma or an opener of a clause."""
    if not before or before[-1] in ',:;—–-”"':
        return True
    last = _LAST_WORD.search(before)
    return bool(last and last[1].lower() in _OPENERS)


def is_subject(entity: Entity, scope: Scope) -> bool:
    """Whether the mention is the subject of a clause, by its place and the words around it."""
    before, after = bounds(entity, scope)
    if not before:
        return not dateline(entity, scope)
    return leaves_room(before) and bool(_FINITE.match(after))


def acts(after: str) -> bool:
    """Whether a finite verb follows: what stands before it is a subject."""
    return bool(_FINITE.match(after))


def dateline(entity: Entity, scope: Scope) -> bool:
    """Whether the mention is the place or the agency of a dateline: *GENEVA (Reuters) -*."""
    if scope.text[: entity.start].endswith("(") and _AGENCY.match(scope.text, entity.end):
        return True
    return not bounds(entity, scope)[0] and bool(_DATELINE.match(scope.text[entity.end : entity.end + 40]))


def opens(entity: Entity, scope: Scope) -> bool:
    """Whether the mention begins its sentence."""
    return not bounds(entity, scope)[0]


def subjects(held: list[Entity], scope: Scope) -> list[Entity]:
    """The subjects among mentions of one sentence, in order."""
    return [e for e in held if is_subject(e, scope)]


def main_subject(held: list[Entity], scope: Scope) -> Entity | None:
    """The one that a sentence is about: who speaks it, else the subject of its first clause; None where neither is plain."""
    said = [e for e in held if speaks(e, scope)]
    first = said if len(said) == 1 else subjects(held, scope) or [e for e in held[:1] if opens(e, scope)]
    if not first or any(e is not first[0] and joined(first[0], e, scope) for e in held):
        return None
    return first[0]


def joined(one: Entity, other: Entity, scope: Scope) -> bool:
    """Whether *and* or a comma joins two mentions: neither is the subject alone."""
    left, right = sorted((one, other), key=lambda e: e.start)
    return bool(_JOINED.fullmatch(scope.text[left.end : right.start]))


def told(one: Entity, other: Entity, scope: Scope) -> str | None:
    """What the words between two mentions make of the second: ``doer`` (*urged X to*), ``blamed`` (*accused X of*), ``hearer`` (*told X*)."""
    between = f" {scope.text[one.end : other.start].lower()} "
    after = scope.text[other.end : other.end + 12].lower()
    for name, group in (("doer", "hearers"), ("blamed", "blamers"), ("hearer", "tellers")):
        if any(f" {word} " in between for word in word_group(group)) and (name != "doer" or " to " in after or not after.strip()):
            return name
    return None


def same_clause(entity: Entity, start: int, scope: Scope) -> bool:
    """Whether no other clause begins between a mention and a description: there, a pronoun would take it up."""
    return not _CLAUSE_BREAK.search(scope.text[entity.end : start])
