"""Event anchors to draft events: evidence, auxiliaries, and on whose word."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from spacy.language import Language
from spacy.tokens import Doc, Token

from dragoman.code.drafts import DraftEvent, DraftRelation, Drafts, enclosing, runs
from dragoman.ontology.words import cues
from dragoman.read.graph import Anchor, Arc

SIDES = ("actor", "recipient")
HOLDS = 0.5
"""Probability above which an auxiliary holds."""
TEMPORAL = cues("temporal")
LIGHT = cues("light participles")
PLANS = cues("plans")
BLAME = cues("blame")
TOWNS = cues("towns")
AIMS = cues("aims")
BEFORE = frozenset({"aux", "aux:pass", "advmod", "neg", "cop"})
OBJECTS = frozenset({"obj", "xcomp", "compound:prt", "nsubj:pass"})
NAMING = frozenset({"NOUN", "PROPN"})
PARTS = frozenset({"compound", "amod"})
TIMES = cues("times")
OCCASION = cues("occasions")
PHASES = cues("phases")
FEELINGS = cues("feelings")
RECOGNISED = re.compile(r"recogni[sz]")
LONGEST = 14
"""Tokens of an object that are shown at most."""


def asked(doc: Doc, anchor: Anchor) -> bool:
    """Whether the words stand in an indirect question: "asked whether Berlin was encouraging Belgrade". What a clause with "after" in it
    tells has happened."""
    root = doc[anchor.start : anchor.end].root
    clauses = takewhile(lambda t: not _told_beside(t), (root, *(t for t in root.ancestors if t.dep_ != "root")))
    return any(c.lower_ == "whether" and c.i < anchor.start for clause in clauses for c in clause.children)


def _told_beside(verb: Token) -> bool:
    """Whether a clause says when the one above it was: "after Jordan reopened its border"."""
    return verb.tag_ in ("VBD", "VBN") and any(c.dep_ == "mark" and c.lower_ in TEMPORAL for c in verb.children)


def aimed_at(doc: Doc, anchor: Anchor) -> bool:
    """Whether the words stand in what something aims at: "aimed at stepping up pressure on Berlin"."""
    root = doc[anchor.start : anchor.end].root
    clause = takewhile(lambda t: t.dep_ != "acl:relcl", (root, *root.ancestors))
    return any(t.tag_ in ("VB", "VBG") and t.head.lower_ in AIMS and t.head.i < t.i for t in clause)


def auxiliaries(doc: Doc, anchor: Anchor) -> tuple[str, ...]:
    """The auxiliaries that hold, in the codebook's order; what is only asked about or aimed at is hypothetical, "without a break" is none."""
    held = {name for name, chance in anchor.aux.items() if chance > HOLDS}
    root = doc[anchor.start : anchor.end].root
    if root.lower_ == "without" or any(c.lower_ == "without" and c.dep_ in ("case", "mark") for c in root.children):
        held.add("negation")
    if asked(doc, anchor) or (aimed_at(doc, anchor) and not held & {"future", "negation"}):
        held.add("hypothetical")
    return tuple(name for name in anchor.aux if name in held)


def evidence(doc: Doc, anchor: Anchor) -> tuple[int, int]:
    """The trigger with its object: "imposed" and "its most sweeping sanctions" are shown together. Parties are not part of it."""
    start, end = anchor.start, anchor.end
    parties = {i for a in anchor.to("actor", "recipient") for i in range(a.start, a.end)}
    head: Token = doc[anchor.start : anchor.end].root
    while start > head.sent.start and doc[start - 1].dep_ in BEFORE and doc[start - 1].head == head:
        start -= 1
    for child in head.children:
        if child.dep_ not in OBJECTS or child.i in parties or child.i < start:
            continue
        stop = next((i for i in range(child.i + 1, child.right_edge.i + 1) if i in parties), child.right_edge.i + 1)
        if child.left_edge.i >= end - 1 and stop - end <= LONGEST and not any(i in parties for i in range(end, stop)):
            end = max(end, stop)
    while end > anchor.end and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].pos_ in ("ADP", "DET", "CCONJ")):
        end -= 1
    return start, end


def beside(doc: Doc, anchor: Anchor, triggers: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """What else shows an act: of a noun, what it was of ("the *suspension* of Australian *aid*") and what became of it ("the *talks*
    have *resumed*"); of a passive, what it was done to ("whose *ambassador* was *recalled*"); and *as* what it was recognised. No party, no trigger of another event."""
    root = doc[anchor.start : anchor.end].root
    taken = triggers | {i for a in anchor.to("actor", "recipient", "mediator") for i in range(a.start, a.end)}
    heads = [c for c in root.children if (c.dep_ == "nmod" and c.i >= anchor.end) or c.dep_ == "nsubj:pass"]
    heads += [root.head] if root.dep_ == "acl" and root.tag_ == "VBN" else []
    verb = root.head
    became = {verb.i} if root.dep_ == "nsubj" and root.pos_ == "NOUN" and verb.pos_ == "VERB" and verb.lower_ != "do" else set()
    became |= {verb.i} if root.dep_ == "obj" and anchor.label == "CONSULT" and verb.lower_ in PHASES else set()
    heads += _with_what(root) if anchor.label in ("THREATEN", "AID") else []
    parts = became | {t.i for head in heads if head.pos_ in NAMING for t in (*(c for c in head.children if c.dep_ in PARTS), head)}
    parts |= {i for c in root.rights if RECOGNISED.match(root.lower_) for k in c.lefts if k.lower_ == "as" for i in range(k.i, c.i + 1)}
    return tuple(span for span in runs(sorted(parts - taken)) if doc[span[1] - 1].lower_ not in OCCASION)


def _with_what(root: Token) -> list[Token]:
    """What somebody is threatened or provided *with*: "threatened to hit the bank with *sanctions*"."""
    inside = (t for t in root.subtree if t.i > root.i and t.dep_ in ("obl", "nmod"))
    return [t for t in inside if any(k.dep_ == "case" and k.lower_ == "with" for k in t.children)]


def _occasion(doc: Doc, start: int, end: int) -> bool:
    """Whether the party at ``[start, end)`` is only the occasion or the time: "on the sidelines of the General Assembly", "weeks of protests"."""
    root = doc[start:end].root
    return root.lower_ in TIMES or any(t.lower_ in OCCASION for t in root.ancestors if t.i < start and start - t.i <= 4)


def _aside(doc: Doc, anchor: Anchor, start: int) -> bool:
    """Whether a party stands in square brackets that do not hold the event: the credit of a picture, not who met."""

    def inside(at: int) -> bool:
        before = [t.text for t in doc[doc[at].sent.start : at] if t.text in "[]"]
        return bool(before) and before[-1] == "["

    return inside(start) and not inside(anchor.start)


def one_act(doc: Doc, anchors: tuple[Anchor, ...]) -> list[Anchor]:
    """The events among ``anchors``. A noun and the participle that says who did it are one where both show the same, or the participle
    nothing of its own: "the *atrocities inflicted* by X on Y". The participle has the parties, and either may be what the reader was unsure of."""
    events = [a for a in anchors if a.group == "E"]
    for told in [a for a in events if doc[a.start].dep_ == "acl"]:
        at = doc[told.start].head.i
        light = doc[told.start].lower_ in LIGHT
        noun = next((a for a in events if a is not told and (light or a.label == told.label) and a.start <= at < a.end), None)
        if noun is not None:
            events = [_joined(noun, told) if a is noun else a for a in events if a is not told]
    return events


def _joined(noun: Anchor, told: Anchor) -> Anchor:
    """``noun`` with the parties of ``told``, as sure as both together."""

    def surer(arc: Arc) -> Arc:
        return replace(arc, score=max(a.score for a in (arc, *noun.arcs) if (a.role, a.end) == (arc.role, arc.end)))

    sides = {a.role for a in told.to(*SIDES)}
    arcs = (*map(surer, told.to(*SIDES)), *(a for a in noun.arcs if a.role not in sides))
    found, sure = 1 - (1 - noun.found) * (1 - told.found), max(noun.sure, told.sure if told.label == noun.label else 0.0)
    return replace(noun, end=max(noun.end, told.end), found=found, sure=sure, arcs=arcs)


def whose_plan(doc: Doc, anchor: Anchor) -> tuple[Arc, ...]:
    """The doer of an act without one in "Washington, *whose* policy has centred on the provision of aid": the owner of the policy."""
    if anchor.to("actor"):
        return ()
    root = doc[anchor.start : anchor.end].root
    subjects = [s for v in root.ancestors if v.i < root.i for s in v.children if s.dep_ == "nsubj" and s.i < v.i and s.lower_ in PLANS]
    relative = next((o.i for s in subjects for o in s.children if o.dep_ == "nmod:poss" and o.lower_ == "whose"), 0)
    owner = next((t for t in reversed(doc[max(0, relative - 2) : relative]) if not t.is_punct), None)
    if owner is None or owner.pos_ not in NAMING:
        return ()
    return (Arc("actor", _first(owner), owner.i + 1, anchor.found),)


def held_place(doc: Doc, anchor: Anchor) -> Anchor:
    """Of a town taken or held the object is the place: "recaptured *the whole town*", "runs *the town*"."""
    root = doc[anchor.start : anchor.end].root
    if anchor.to("place") or (anchor.sub != "seize" and anchor.label != "control") or root.pos_ != "VERB":
        return anchor
    what = next((t for t in root.children if t.dep_ in ("obj", "nsubj:pass")), None)
    if what is None or not (what.ent_type_ == "LOC" or what.lower_ in TOWNS) or any(a.start <= what.i < a.end for a in anchor.to("actor")):
        return anchor
    arcs = (a for a in anchor.arcs if not (a.role == "recipient" and a.start <= what.i < a.end))
    return replace(anchor, arcs=(*arcs, Arc("place", _first(what), what.i + 1, anchor.found)))


def blamed(doc: Doc, anchor: Anchor) -> Anchor:
    """An act without a doer "that officials *blamed on* Kenya": alleged by them, and done by Kenya."""
    root = doc[anchor.start : anchor.end].root
    verbs = [
        v for v in (*root.rights, *([root.head] if root.dep_ in ("obj", "nsubj:pass") else [])) if v.lower_ in BLAME and v.pos_ == "VERB"
    ]
    if anchor.to("actor") or anchor.label == "ACCUSE" or not verbs:
        return anchor
    whom = next(
        (t for t in verbs[0].rights if t.dep_.startswith("obl") and any(c.dep_ == "case" and c.lower_ == "on" for c in t.lefts)), None
    )
    if whom is None:
        return anchor
    arcs = [a for a in anchor.arcs if not (a.role == "by" and a.start <= whom.i < a.end)]
    arcs.append(Arc("actor", _first(whom), whom.i + 1, anchor.found))
    by = next((t for t in verbs[0].lefts if t.dep_ == "nsubj" and t.lower_ not in ("that", "which")), None)
    if by is not None and not any(a.role == "by" for a in arcs):
        arcs.append(Arc("by", _first(by), by.i + 1, anchor.found))
    return replace(anchor, claim="alleged", arcs=tuple(arcs))


def _first(noun: Token) -> int:
    """Where the phrase of a noun begins, with its article and what stands close before it."""
    return min([noun.i, *(t.left_edge.i for t in noun.lefts if t.dep_ in ("det", *PARTS))])


def felt(doc: Doc, anchor: Anchor) -> Anchor:
    """*Washington was disappointed by the parliament's vote*: who feels it is the actor, though the clause is a passive."""
    root = doc[anchor.start : anchor.end].root
    subject = next((t for t in root.lefts if t.dep_ in ("nsubj", "nsubj:pass")), None)
    if root.lower_ not in FEELINGS or subject is None:
        return anchor

    def turned(arc: Arc) -> Arc:
        feels = arc.start <= subject.i < arc.end
        return replace(arc, role="actor" if feels else "recipient") if arc.role in SIDES else arc

    return replace(anchor, arcs=tuple(map(turned, anchor.arcs)))


@Language.component("dragoman_events", requires=["doc._.graph", "doc._.drafts"], assigns=["doc._.drafts"])
def events(doc: Doc) -> Doc:
    """Draft the events of a document."""
    drafts: Drafts = doc._.drafts
    for number, graph in enumerate(doc._.graph.sentences):
        triggers = frozenset(i for a in graph.anchors if a.group in "ES" for i in range(a.start, a.end))
        for anchor in one_act(doc, graph.anchors):
            if any(doc[i].lower_ in OCCASION for i in range(anchor.start, anchor.end)):
                continue
            kept = (a for a in anchor.arcs if a.role not in SIDES or not (_occasion(doc, a.start, a.end) or _aside(doc, anchor, a.start)))
            anchor = held_place(doc, felt(doc, blamed(doc, replace(anchor, arcs=(*kept, *whose_plan(doc, anchor))))))
            said = enclosing(drafts.statements, anchor.start, anchor.end)
            more = beside(doc, anchor, triggers)
            drafts.events.append(DraftEvent(number, anchor, evidence(doc, anchor), said, auxiliaries(doc, anchor), anchor.claim, more))
    return doc


def _hyphened(doc: Doc, anchor: Anchor) -> Anchor:
    """ "The Kurdish-controlled east", "Iran-backed fighters": who controls or backs stands before the hyphen, where nobody else is found."""
    who = anchor.start - 2
    if who < 0 or doc[who + 1].text != "-" or doc[anchor.start].tag_ not in ("VBN", "JJ", "VBD") or doc[who].pos_ == "ADV":
        return anchor
    arcs, head = list(anchor.arcs), doc[anchor.start].head
    if not anchor.to("actor"):
        name = next((e.start for e in doc.ents if e.start <= who < e.end), who)
        arcs.append(Arc("actor", name, who + 1, anchor.found))
    if anchor.label == "control" and head.i >= anchor.end and not anchor.to("place"):
        arcs.append(Arc("place", anchor.end, head.i + 1, anchor.found))
    return replace(anchor, arcs=tuple(arcs))


@Language.component("dragoman_relations", requires=["doc._.graph", "doc._.drafts"], assigns=["doc._.drafts"])
def relations(doc: Doc) -> Doc:
    """Draft the states that a document reports outright."""
    drafts: Drafts = doc._.drafts
    for number, graph in enumerate(doc._.graph.sentences):
        for anchor in graph.anchors:
            if anchor.group == "R":
                anchor = held_place(doc, _hyphened(doc, anchor))
                said = enclosing(drafts.statements, anchor.start, anchor.end)
                drafts.relations.append(DraftRelation(number, anchor, evidence(doc, anchor), said))
    return doc
