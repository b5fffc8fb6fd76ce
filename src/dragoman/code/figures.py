"""Figure anchors to draft figures: the number itself, and the event it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, zip_longest

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.code.drafts import DraftEvent, DraftFigure, Drafts, enclosing
from dragoman.ontology.words import cues
from dragoman.read.graph import Anchor

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL: dict[str, Decimal] = {word: Decimal(value) for value, word in enumerate(ONES.split())}
SMALL.update((word, Decimal(10 * tens)) for tens, word in enumerate(TENS.split(), 2))
ARTICLES = frozenset({"a", "an"})
HALF = Decimal("0.5")
SMALL.update(
    {"a": Decimal(1), "an": Decimal(1), "no": Decimal(0), "both": Decimal(2), "single": Decimal(1), "couple": Decimal(2), "half": HALF}
)
GREAT = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000, "dozen": 12, "score": 20,
    "hundreds": 100, "thousands": 1_000, "millions": 1_000_000, "billions": 1_000_000_000, "dozens": 12, "scores": 20, "bn": 1_000_000_000, "m": 1_000_000, "mn": 1_000_000, "k": 1_000,
    "bln": 1_000_000_000, "mln": 1_000_000, "tn": 1_000_000_000_000, "trn": 1_000_000_000_000,
    "tens": 10, "lakh": 100_000, "crore": 10_000_000, "lakhs": 100_000, "crores": 10_000_000,
}  # fmt: skip
TYPES_OF_UNIT = {
    "killed": ("ASSAULT",),
    "injured": ("ASSAULT",),
    "detained": ("COERCE",),
    "released": ("RETREAT", "CONCEDE"),
    "expelled": ("SANCTION", "COERCE"),
    "troops": ("MOBILIZE", "RETREAT"),
    "money": ("AID",),
}
"""Which event types a unit usually belongs to."""
BOUNDS = ("at least", "at most")
PLURAL = frozenset(word for word in GREAT if f"{word}s" not in GREAT and word.endswith("s"))
"""Numbers that say only from how many on: "thousands"."""
JOINING = cues("joining numbers")
MOST = 1e15
"""Above this a run of digits counts nothing: it is a code, a telephone number or rubbish."""
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")
_PARTS = re.compile(r"(?:\d[\d,]*)?\.?\d+|[A-Za-z]+")
_WHOLE = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|[\d.]+")
"""Digits as English groups them; "1,5" may be one and a half, or a slip."""
_SHARE = re.compile(r"\b(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?\b", re.IGNORECASE)
_CODE = re.compile(r"\b[A-Z]\d")
"""M23 is a movement, F16 an aircraft."""
_EITHER = re.compile(r"\b(?:to|or|if)\b", re.IGNORECASE)
_FRACTIONS = {"¼": ".25", "½": ".5", "¾": ".75"}
_SHORT = frozenset({"k", "m", "mn", "mln", "bn", "bln", "tn", "trn"})
"""Scales that are none unless digits stand before them."""


def number(text: str) -> float | int | None:
    """The value of a number in digits, words or both: "350,000", "$1.2 billion", "two dozen", "tens of thousands" (10,000).

    None where there is none, where two stand side by side and neither counts the other ("20 to 30", "two or three"), for what no number
    tells ("a few"), and for a share of what is not counted ("a third", "half").
    """
    if _SHARE.search(text) or _CODE.search(text) or sum(bool(_words(part)) for part in _EITHER.split(text)) > 1:
        return None
    for sign, value in _FRACTIONS.items():
        text = text.replace(sign, value)
    every, words = _PARTS.findall(_THOUSANDS.sub(",", text)), _words(text)
    told = [w for w in words if w not in ARTICLES]
    if words == ["half"] or not (told or (words and len(every) == 1)):
        return None
    result = _counted(told or words)
    if result is None or result > MOST:
        return None
    return int(result) if result == int(result) else float(result)


def _counted(words: Sequence[str]) -> Decimal | None:
    """What digits, numbers in words and scales come to together; None where they are no one number."""
    total, current, last = Decimal(0), None, None
    for word in words:
        scale = Decimal(GREAT.get(word, 0))
        if scale:
            if scale >= 1000 and last is not None and scale >= last:
                return None
            current = (Decimal(1) if current is None else current) * scale
            if scale >= 1000:
                total, current, last = total + current, None, scale
            continue
        if word[-1].isdecimal() and not _WHOLE.fullmatch(word):
            return None
        value = Decimal(word.replace(",", "")) if word[-1].isdecimal() else SMALL[word]
        if word == "half" and current is None and last is not None:
            value *= last  # "a million and a half"
        elif current is not None and not _goes_on(current, value):
            return None
        current = value if current is None else current + value
    return total + (current or 0)


def _words(text: str) -> list[str]:
    """The words of ``text`` that count: digits, numbers in words, scales."""
    every = [w.lower() for w in _PARTS.findall(_THOUSANDS.sub(",", text))]
    return [
        w
        for before, w in pairwise(["", *every])
        if w[-1].isdecimal() or w in SMALL or (w in GREAT and (w not in _SHORT or before[-1:].isdecimal()))
    ]


def scale(text: str) -> int:
    """By what the last words of a number count it: a million in "3 million", 1 in "350"."""
    last = _words(text)[-1:]
    return GREAT.get(last[0], 1) if last else 1


def _goes_on(before: Decimal, value: Decimal) -> bool:
    """Whether ``value`` is the rest of a number that begins with ``before``: "a hundred and | fifty", "twenty | five", "three and | a half"."""
    return (before >= 100 and before % 100 == 0 and value < 100) or (before >= 20 and before % 10 == 0 and 0 < value < 10) or 0 < value < 1


def _value(text: str, unit: str) -> float | int | None:
    """The value of a figure; "half of the refugees" is 50 percent."""
    return 50 if unit == "percent" and text.lower() in ("half", "a half", "one half", "one-half") else number(text)


def _event(drafts: Drafts, sentence: int, start: int, unit: str) -> DraftEvent | None:
    """The event of the same sentence that a figure belongs to: of a type that the unit goes with, the nearest; else none."""
    here = [e for e in drafts.events if e.sentence == sentence and e.anchor.label in TYPES_OF_UNIT.get(unit, ())]
    return min(here, key=lambda e: abs(e.anchor.start - start), default=None)


def _range(doc: Doc, anchor: Anchor, after: Anchor | None) -> bool:
    """Whether a number and the next are the two ends of a range: "2 and 3 million", "$1 to $2 billion"."""
    if after is None or after.label != anchor.label:
        return False
    first = next(i for i in range(anchor.end, anchor.start, -1) if doc[i - 1].lower_ not in JOINING or i == anchor.start + 1)
    between = doc[first : after.start]
    return len(between) > 0 and all(t.lower_ in JOINING or t.is_currency for t in between)


def _by_next(doc: Doc, anchor: Anchor, after: Anchor, value: float | int) -> float | int:
    """The first number of a range counted by what counts the second: the 2 of "2 and 3 million"."""
    text = doc[after.start : after.end].text
    by, second = scale(text), number(text)
    alone = scale(doc[anchor.start : anchor.end].text) == 1 and second is not None and value < second / by
    return value * by if alone else value


def _bound(doc: Doc, anchor: Anchor) -> tuple[str, str | None]:
    """The bound, and the words that settle it: those straight before the number ("no fewer than"), or a number that is only "thousands"; the
    head's where there are none."""
    for size in (3, 2, 1):
        words = " ".join(t.lower_ for t in doc[max(0, anchor.start - size) : anchor.start])
        for bound in BOUNDS:
            if words in cues(bound):
                return bound.replace(" ", "_"), words
    alone = _words(doc[anchor.start : anchor.end].text)
    if alone and all(w in PLURAL for w in alone):
        return "at_least", " ".join(alone)
    return anchor.bound, None


@Language.component("dragoman_figures", requires=["doc._.graph", "doc._.drafts"], assigns=["doc._.drafts"])
def figures(doc: Doc) -> Doc:
    """Draft the figures of a document."""
    drafts: Drafts = doc._.drafts
    for sentence, graph in enumerate(doc._.graph.sentences):
        numbers = [a for a in graph.anchors if a.group == "F"]
        for anchor, after in zip_longest(numbers, numbers[1:]):
            text = doc[anchor.start : anchor.end].text
            value = _value(text, anchor.label)
            if value is None:
                drafts.doubts.append(
                    (anchor.start, anchor.end, "unreadable number", f"{text!r} was taken for a figure, but its value is not clear")
                )
                continue
            said = enclosing(drafts.statements, anchor.start, anchor.end)
            if after and _range(doc, anchor, after):
                value = _by_next(doc, anchor, after, value)
            event = _event(drafts, sentence, anchor.start, anchor.label)
            drafts.figures.append(DraftFigure(sentence, anchor, value, *_bound(doc, anchor), event, said))
    return doc
