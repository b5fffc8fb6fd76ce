"""Figure anchors to draft figures: the number itself, and the event it belongs to."""

from __future__ import annotations

import re
from decimal import Decimal

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.code.drafts import DraftEvent, DraftFigure, Drafts, enclosing

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
MOST = 1e15
"""Above this a run of digits counts nothing: it is a code, a telephone number or rubbish."""
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")
_PARTS = re.compile(r"(?:\d[\d,]*)?\.?\d+|[A-Za-z]+")

_SHARE = re.compile(r"\b(?:third|quarter|fifth|tenth)s?\b", re.IGNORECASE)


def number(text: str) -> float | int | None:
    """The value of a number in digits, words or both: "350,000", "$1.2 billion", "two dozen", "tens of thousands" (10,000).

    None where there is none, where two stand side by side and neither counts the other ("20 to 30", "two or three"), for what no number
    tells ("a few"), and for a share of what is not counted ("a third", "half").
    """
    if _SHARE.search(text):
        return None
    every = [w.lower() for w in _PARTS.findall(_THOUSANDS.sub(",", text))]
    words = [w for w in every if w[-1].isdecimal() or w in SMALL or w in GREAT]
    told = [w for w in words if w not in ARTICLES]
    if words == ["half"] or not (told or (words and len(every) == 1)):
        return None
    total, current = Decimal(0), None
    for word in told or words:
        if word in GREAT:
            current = (Decimal(1) if current is None else current) * GREAT[word]
            if GREAT[word] >= 1000:
                total, current = total + current, None
            continue
        value = Decimal(word.replace(",", "")) if word[-1].isdecimal() else SMALL[word]
        if current is not None and not _goes_on(current, value):
            return None
        current = value if current is None else current + value
    result = total + (current or 0)
    if result > MOST:
        return None
    return int(result) if result == int(result) else float(result)


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


@Language.component("dragoman_figures", requires=["doc._.graph", "doc._.drafts"], assigns=["doc._.drafts"])
def figures(doc: Doc) -> Doc:
    """Draft the figures of a document."""
    drafts: Drafts = doc._.drafts
    for sentence, graph in enumerate(doc._.graph.sentences):
        for anchor in graph.anchors:
            if anchor.group != "F":
                continue
            text = doc[anchor.start : anchor.end].text
            value = _value(text, anchor.label)
            if value is None:
                drafts.doubts.append(
                    (anchor.start, anchor.end, "unreadable number", f"{text!r} was taken for a figure, but its value is not clear")
                )
                continue
            said = enclosing(drafts.statements, anchor.start, anchor.end)
            drafts.figures.append(DraftFigure(sentence, anchor, value, _event(drafts, sentence, anchor.start, anchor.label), said))
    return doc
