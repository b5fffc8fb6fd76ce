"""The dates of one report together: what the grammar reads around a mention, and the dates that other dates count from."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dragoman.model import When
from dragoman.ontology.words import cues
from dragoman.resolve.dates import FoundDate, find_dates, named_event, resolve_date
from dragoman.resolve.dates.find import Tenure

BACK = 3
"""Sentences back in which "the same day" finds the date that it points at."""
LONGEST = 31
"""Days of the longest date that an event of the report may have, for others to count from it."""
LONG = cues("lasting")
AFTERWARDS = cues("afterwards")
ORDERING = cues("ordering")
_DURING = re.compile(r"^(?:during|amid|throughout|in the course of)\b", re.IGNORECASE)
_CONJUNCTION = re.compile(r"^(?:and|or|but|,)\s+|\s*(?:\band|\bor|,)$", re.IGNORECASE)


def afterwards(doc: Doc, date: int, start: int, end: int) -> str | None:
    """The word that puts the event of the tokens ``[start, end)`` after the date which ends at ``date`` before it: "broke off talks in 2012
    and *subsequently* imposed sanctions"."""
    root = doc[start:end].root
    found = (t for t in root.children if t.lower_ in AFTERWARDS and date <= t.i and not any(t.children))
    return next((t.text for t in found), None)


def _ordered(token: Token) -> tuple[int, int, int] | None:
    """The clause with "after", "before" … that holds ``token``: where its word stands, its last token, and the verb it hangs on."""
    clauses = (t for t in (token, *token.ancestors) if t.dep_ == "advcl" or (t.pos_ == "VERB" and _mark(t)))
    clause = next(clauses, None)
    mark = _mark(clause) if clause is not None else None
    return (mark.i, clause.right_edge.i, clause.head.i) if clause is not None and mark is not None and mark.i < token.i else None


def _mark(clause: Token) -> Token | None:
    return next((t for t in clause.children if t.dep_ in ("mark", "case") and t.lower_ in ORDERING), None)


def counted_from(doc: Doc, start: int, end: int) -> tuple[int, str] | None:
    """Where the words begin that count the day of the event at the tokens ``[start, end)`` from that of one told before them, and what they say:
    "reopened it in August, *six months* after it *shut* it" counts "six months earlier"."""
    root = doc[start:end].root
    mark = _mark(root) if root.pos_ == "VERB" else None
    if mark is None or mark.lower_ not in ("after", "before"):
        return None
    length = next((t for t in root.children if t.dep_ in ("obl:unmarked", "nmod:unmarked", "obl:tmod", "obl") and t.i == mark.i - 1), None)
    if length is None:
        return None
    begins = next(t.i for t in doc[length.left_edge.i : length.i + 1] if t.pos_ not in ("PUNCT", "CCONJ", "SPACE"))
    words = doc[begins : length.i + 1].text
    return begins, f"{words} {'earlier' if mark.lower_ == 'after' else 'later'}"


def apart(doc: Doc, date: tuple[int, int], event: tuple[int, int]) -> bool:
    """Whether the date is told in another clause than the event: "reopened it *on Thursday*, six months after it *shut* the border"."""
    when, what = doc[slice(*date)].root, doc[slice(*event)].root
    there, here = _ordered(when), _ordered(what)
    if here and here != there:
        begins, ends, head = here
        return date[1] <= begins if head < begins else date[0] > max(ends, head)
    return bool(there and not here and not there[0] <= event[0] <= there[1]) or _beside(when, what)


def _beside(date: Token, event: Token) -> bool:
    """Whether a relative clause tells the date of a thing that the event is no part of: "the extension of the offices, a plan that it launched *in June*"."""
    clause = next((t for t in date.ancestors if t.dep_ == "acl:relcl"), None)
    return clause is not None and event != clause and not clause.is_ancestor(event) and not event.is_ancestor(clause)


@dataclass
class ReportDates:
    """The dates of a report, found sentence by sentence, each sentence once. Offsets are characters of ``doc``."""

    doc: Doc
    published: dt.date | None
    sentences: list[tuple[int, int]]
    _found: dict[tuple[int, str | None], list[FoundDate]] = field(default_factory=dict)

    def read(self, start: int, end: int, text: str, tense: str | None, tenure: Tenure | None) -> When | None:
        """The date that stands at ``[start, end)`` and that the reader cut as ``text``.

        Where the grammar reads an expression that holds those words, or one across them that alone can be read ("[last] Friday"),
        that is meant. A date that counts from another takes the date told before it, or that of the event it names.
        """
        words = _CONJUNCTION.sub("", self._wider(start, end, text, tense))
        found = resolve_date(words, self.published, tense=tense, tenure=tenure)
        if found is None or found.start or found.end or found.basis == "stated":
            return found
        event = named_event(words)
        if event and (_DURING.match(words) or event.rsplit(maxsplit=1)[-1].lower() in LONG):
            return found
        anchor = self._of_event(event, start, end) if event else self._before(start)
        if anchor is None:
            return found
        return resolve_date(words, self.published, tense=tense, tenure=tenure, anchor=anchor, anchor_is_event=event is not None)

    def _wider(self, start: int, end: int, text: str, tense: str | None) -> str:
        across = [d for d in self._in(self._sentence(start), tense) if d.start < end and d.end > start]
        holding = [d for d in across if d.start <= start and d.end >= end]
        if holding and holding[0].end - holding[0].start > len(text):
            return holding[0].when.text
        return across[0].when.text if across and resolve_date(text, self.published, tense=tense) is None else text

    def _sentence(self, at: int) -> int:
        starts = [self.doc[first].idx for first, _ in self.sentences]
        return max(bisect_right(starts, at) - 1, 0)

    def _in(self, number: int, tense: str | None) -> list[FoundDate]:
        """The dates of a sentence."""
        key = number, tense
        if key not in self._found:
            first, last = self.sentences[number]
            shift = self.doc[first].idx
            found = find_dates(self.doc[first:last].text, self.published, tense=tense)
            self._found[key] = [FoundDate(d.start + shift, d.end + shift, d.when) for d in found]
        return self._found[key]

    def _before(self, at: int) -> When | None:
        """The nearest date with both ends that the report tells before ``at``."""
        number = self._sentence(at)
        for k in range(number, max(-1, number - BACK), -1):
            told = [d.when for d in self._in(k, "past") if d.end <= at and d.when.start and d.when.end]
            if told:
                return told[-1]
        return None

    def _of_event(self, words: str, start: int, end: int) -> When | None:
        """The one date of the sentences that name the event, apart from the words that count from it; None where they tell several."""
        noun = words.rsplit(maxsplit=1)[-1].lower()
        spans: dict[tuple[dt.date, dt.date], When] = {}
        for number, (first, last) in enumerate(self.sentences):
            if not any(token.lower_ == noun and not start <= token.idx < end for token in self.doc[first:last]):
                continue
            for found in self._in(number, "past"):
                a, b = found.when.start, found.when.end
                if a and b and (b - a).days < LONGEST and not (found.start < end and found.end > start):
                    spans[a, b] = found.when
        return next(iter(spans.values())) if len(spans) == 1 else None
