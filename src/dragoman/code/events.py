"""Event anchors to draft events: evidence, auxiliaries, and on whose word."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from dragoman.code.drafts import Drafts, DraftEvent, DraftRelation, enclosing
from dragoman.read.graph import Anchor

HOLDS = 0.5
"""Probability above which an auxiliary holds."""
OBJECTS = frozenset({"obj", "nsubj:pass", "xcomp", "obl", "nmod", "compound", "ccomp"})


def auxiliaries(anchor: Anchor) -> tuple[str, ...]:
    """The auxiliaries that hold, in the codebook's order."""
    return tuple(name for name, chance in anchor.aux.items() if chance > HOLDS)


def evidence(doc: Doc, anchor: Anchor) -> tuple[int, int]:
    """The trigger with its object: "imposed" and "its most sweeping sanctions" are shown together."""
    start, end = anchor.start, anchor.end
    taken = {i for a in anchor.arcs for i in range(a.start, a.end)}
    head: Token = doc[anchor.start : anchor.end].root
    for child in head.children:
        if child.dep_ in ("obj", "xcomp", "compound:prt", "advmod", "aux", "neg", "mark", "aux:pass", "nsubj:pass") and child.i not in taken:
            left, right = child.left_edge.i, child.right_edge.i + 1
            if child.dep_ == "nsubj:pass" or right - left > 14:
                continue
            if child.dep_ in ("advmod", "aux", "aux:pass", "mark", "neg") and (right - left > 2 or abs(child.i - anchor.start) > 3):
                continue
            inside = [i for i in range(left, right) if i in taken]
            right = min(inside) if inside and min(inside) > child.i else right
            start, end = min(start, left), max(end, right)
    while end > anchor.end and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].pos_ == "ADP"):
        end -= 1
    return start, end


@Language.component("dragoman_events", requires=["doc._.graph", "doc._.drafts"], assigns=["doc._.drafts"])
def events(doc: Doc) -> Doc:
    """Draft the events of a document."""
    drafts: Drafts = doc._.drafts
    for number, graph in enumerate(doc._.graph.sentences):
        for anchor in graph.anchors:
            if anchor.group != "E":
                continue
            said = enclosing(drafts.statements, anchor.start, anchor.end)
            drafts.events.append(DraftEvent(number, anchor, evidence(doc, anchor), said, auxiliaries(anchor), anchor.claim))
    return doc


@Language.component("dragoman_relations", requires=["doc._.graph", "doc._.drafts"], assigns=["doc._.drafts"])
def relations(doc: Doc) -> Doc:
    """Draft the states that a document reports outright."""
    drafts: Drafts = doc._.drafts
    for number, graph in enumerate(doc._.graph.sentences):
        for anchor in graph.anchors:
            if anchor.group == "R":
                said = enclosing(drafts.statements, anchor.start, anchor.end)
                drafts.relations.append(DraftRelation(number, anchor, evidence(doc, anchor), said))
    return doc
