"""Who said what: speech anchors and free speech to draft statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.code.drafts import Drafts, DraftStatement
from dragoman.ontology.words import cues
from dragoman.read.graph import Anchor, Arc, SentenceGraph
from dragoman.read.marks import opened

FREE = 0.5
"""Probability above which a sentence without a cue is somebody's words."""
OURS = cues("ours")
GAP = 6
"""Words between two pieces of content that are still one."""
MEMORY = 6
"""Sentences over which a voice that is speaking is remembered."""

SAYINGS = cues("sayings")
QUESTIONS = cues("questions")
ANSWERED = 2
"""Sentences back in which the words are sought that a later sentence calls an answer."""

HEADING = re.compile(
    r"^\W*(?:joint |press |official |media )*(?:statement|readout|remarks|release|communiqu[eé]|declaration|message)\s*(?:by|from|:|–|-)\s*(?:the )?"
    r"(?P<who>(?-i:[A-Z]).+?)(?:\s+(?:on|regarding|about|following|after|concerning)\b.*)?$",
    re.IGNORECASE,
)
"""A first line, or a title, that says whose words follow: "Readout: Ministry of Foreign Affairs, Nairobi", "Statement by the Press Secretary on Chad"."""

Doc.set_extension("drafts", default=None, force=True)


def one(anchor: Anchor, role: str) -> Arc | None:
    """The likeliest arc of this role."""
    return max(anchor.to(role), key=lambda a: a.score, default=None)


def _content(anchor: Anchor) -> tuple[int, int] | None:
    """The longest piece of content, with the pieces that follow or precede it at a distance of a few words: a cue of two
    words in the midst ("X, he said, Y") parts nothing, a clause of the narrator's does."""
    arcs = anchor.to("content")
    if not arcs:
        return None
    start, end = max(((a.start, a.end) for a in arcs), key=lambda s: s[1] - s[0])
    for arc in [*reversed([a for a in arcs if a.end <= start]), *(a for a in arcs if a.start >= end)]:
        if start - GAP <= arc.end <= start or end <= arc.start <= end + GAP:
            start, end = min(start, arc.start), max(end, arc.end)
    return start, end


def _spoken(doc: Doc, anchor: Anchor, sentence: int) -> DraftStatement | None:
    content = _content(anchor)
    if content is None or all(t.pos_ in ("SCONJ", "PRON", "PUNCT", "ADP", "DET", "PART") for t in doc[content[0] : content[1]]):
        return None
    speaker = one(anchor, "speaker")
    return DraftStatement(
        sentence, anchor, content, speaker, one(anchor, "addressee"), one(anchor, "medium"), tuple(anchor.to("outlet")), one(anchor, "date"),
        rule=None if speaker else "no speaker in the sentence",
    )  # fmt: skip


def _outer(doc: Doc, made: list[DraftStatement]) -> list[DraftStatement]:
    """Without what a speaker says of itself inside its own words: "We believe that …, the spokesman said" is one statement."""

    def inner(s: DraftStatement) -> bool:
        return _first_person(doc, s) and any(o is not s and s.anchor and o.content[0] <= s.anchor.start < o.content[1] for o in made)

    return [s for s in made if not inner(s)]


def _first_person(doc: Doc, said: DraftStatement) -> bool:
    """Whether it is said by *I* or *we*."""
    return said.speaker is not None and doc[said.speaker.start].lower_ in OURS | {"i"} and doc[said.speaker.start].text != "US"


def _is_free(doc: Doc, graph: SentenceGraph) -> str | None:
    """Why a sentence without a cue is speech: a head says so, or it stands in the first person plural outside any content."""
    if any(a.group == "S" for a in graph.anchors) or not any(t.is_alpha for t in doc[graph.start : graph.end]):
        return None
    if graph.free > FREE:
        return "free speech (head)"
    words = doc[graph.start : graph.end]
    if any(t.lower_ in OURS and t.text != "US" and not t.ent_type_ for t in words):
        return "first person plural without a cue"
    return None


def _issuer(doc: Doc) -> Arc | None:
    """Whose words a report is that begins in the first person, where its first line says so."""
    first = doc._.graph.sentences[0] if doc._.graph.sentences else None
    match = HEADING.match(doc[first.start : first.end].text.strip()) if first else None
    if first is None or match is None:
        return None
    span = doc.char_span(doc[first.start].idx + match.start("who"), doc[first.start].idx + match.end("who"), alignment_mode="contract")
    return Arc("speaker", span.start, span.end, 1.0) if span is not None else None


def _marks(doc: Doc) -> list[int | None]:
    """By sentence, where the quotation begins that is still open where the sentence begins; None where none is open."""
    text = doc.text
    return [opened(doc[graph.start].idx, text) for graph in doc._.graph.sentences]


def _opened(doc: Doc, at: int, marks: Sequence[int | None]) -> int | None:
    """The sentence whose words lead up to the quotation that is still open where sentence ``at`` begins; None where none is open, or nothing leads up to it."""
    graphs, mark = doc._.graph.sentences, marks[at]
    if mark is None:
        return None
    holds = next((n for n in range(at - 1, -1, -1) if doc[graphs[n].start].idx <= mark), None)
    leads = holds is not None and any(t.idx < mark and not t.is_space for t in doc[graphs[holds].start : graphs[holds].end])
    return holds if leads else None


def _closes(at: int, marks: Sequence[int | None]) -> int:
    """The sentence in which the quotation ends that goes on after sentence ``at``; ``at`` itself where none goes on."""
    after = marks[at + 1 : at + 2]
    same = takewhile(lambda mark: mark is not None and [mark] == after, marks[at + 1 :])
    return at + sum(1 for _ in same)


def _voice(doc: Doc, drafts: Drafts, at: int, said: list[list[DraftStatement]], marks: Sequence[int | None]) -> DraftStatement | None:
    """The voice that is speaking at sentence ``at``: inside a quotation the one whose quotation it is, otherwise the last that spoke, else
    the next. ``said`` are the statements of every sentence, ``marks`` what `_marks` gives."""
    lead, closes = _opened(doc, at, marks), _closes(at, marks)
    after = [s for made in said[at + 1 : max(closes, at + 1) + 1] for s in made if s.speaker]
    if lead is None and closes > at and after:
        return after[0]  # “We will not sign. We want peace,” he said.
    floor = at - MEMORY if lead is None else lead
    before = [s for s in drafts.statements if s.speaker and floor <= s.sentence < at]
    return before[-1] if before else after[0] if after else None


def _asker(doc: Doc, graph: SentenceGraph) -> Arc | None:
    """Who asked, where a sentence says that the words before it were an answer: "The comments came in response to questions from Reuters"."""
    words = doc[graph.start : graph.end]
    if not any(t.lower_ in SAYINGS and t.dep_.startswith("nsubj") for t in words):
        return None
    for noun in (t for t in words if t.lower_ in QUESTIONS):
        for asker in words:
            if any(t.dep_ == "case" and t.lower_ in ("from", "by") and t.i == noun.i + 1 for t in asker.children):
                start = next((t.i for t in asker.subtree if t.dep_ != "case"), asker.i)
                return Arc("addressee", min(start, asker.i), asker.i + 1, 1.0)
    return None


def _answers(doc: Doc, drafts: Drafts) -> None:
    """Give the words that a later sentence calls an answer their addressee; a medium that is named is their outlet as well."""
    for number, graph in enumerate(doc._.graph.sentences):
        asker = _asker(doc, graph)
        given = [s for s in drafts.statements if number - ANSWERED <= s.sentence < number and s.speaker]
        if asker and given:
            named = any(t.pos_ == "PROPN" for t in doc[asker.start : asker.end])
            given[-1].addressee = given[-1].addressee or asker
            given[-1].outlets = given[-1].outlets or ((asker,) if named else ())


@Language.component("dragoman_statements", requires=["doc._.graph"], assigns=["doc._.drafts"])
def statements(doc: Doc) -> Doc:
    """Draft the statements of a document. A report that begins in the first person, or whose title says so, is a statement itself: its "we" is never somebody whom it cites."""
    drafts = doc._.drafts = Drafts(own=HEADING.match((doc.user_data.get("title") or "").strip()) is not None)
    said: list[list[DraftStatement]] = []
    for number, graph in enumerate(doc._.graph.sentences):
        if graph.unread is not None:
            drafts.doubts.append((graph.unread, graph.end, "sentence too long", "its words from here on were not read"))
        made = []
        for anchor in (a for a in graph.anchors if a.group == "S"):
            if (statement := _spoken(doc, anchor, number)) is not None:
                made.append(statement)
            else:
                detail = f"{doc[anchor.start : anchor.end].text!r} shows speech, but what was said was not found"
                drafts.doubts.append((anchor.start, anchor.end, "speech without content", detail))
        said.append(_outer(doc, made))
    marks = _marks(doc)
    for number, graph in enumerate(doc._.graph.sentences):
        if said[number] and not drafts.statements and _first_person(doc, said[number][0]):
            drafts.own, drafts.issuer = True, _issuer(doc)
        rule = _is_free(doc, graph)
        if rule:
            end = graph.end
            while end > graph.start and doc[end - 1].is_space:
                end -= 1
            voice = None if drafts.own and marks[number] is None else _voice(doc, drafts, number, said, marks)
            if not drafts.own and voice is None and not drafts.statements:
                drafts.own, drafts.issuer = True, _issuer(doc)
            rule = f"{rule}; the first line says whose words these are" if drafts.issuer else rule
            drafts.statements.append(DraftStatement(number, None, (graph.start, end), drafts.issuer, voice=voice, rule=rule))
        drafts.statements.extend(said[number])
    _answers(doc, drafts)
    return doc
