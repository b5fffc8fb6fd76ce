"""The reader as a spaCy component: sentences in, tags, tree, names and the event graph out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from spacy.attrs import DEP, HEAD, IS_SPACE, POS, SENT_START, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Span

from dragoman.read.decode import sigmoid, softmax, spans, tree
from dragoman.read.engine import WEIGHTS, Engine, WordsOut
from dragoman.read.graph import Anchor, Arc, Graph, SentenceGraph
from dragoman.read.labels import GROUPS
from dragoman.read.phrases import Piece, passed_over, whole

SUBJECTS = frozenset({"actor", "speaker"})
"""Roles that a verb's subject has."""
TAGGED = frozenset({"content", "date", "from", "to", "medium"})
"""Roles whose spans are kept as the reader tagged them."""
SIGNED = 2**64 - 1
"""spaCy keeps relative heads as unsigned numbers of 64 bits."""
EASE = 0.5
"""What the chance of no state is worth: a doubtful one is found, and its confidence says so. Chosen on held-out corpus sentences."""
KEEP = 0.5
"""Probability above which an auxiliary, a context or a type of sanction is said to hold."""

Doc.set_extension("graph", default=None, force=True)


def anchors(engine: Engine, out: WordsOut, heads: list[int], words: list[str]) -> list[Anchor]:
    """The anchors of one sentence with all that is asked of them, in words of the sentence."""
    found: list[tuple[int, int, int, float]] = []
    chances = softmax(out.anchors.reshape(len(out.anchors), len(GROUPS), 3).transpose(1, 0, 2))
    chances[GROUPS.index("R"), :, 0] *= EASE
    for number, pieces in enumerate(spans(chances)):
        found.extend((number, start, end, score) for _, start, end, score in pieces)
    if not found:
        return []
    asked = engine.ask(out.states, [(number, start, end) for number, start, end, _ in found])
    labels = engine.labels
    classes, roles = softmax(asked.classes), spans(softmax(asked.roles))
    aux, claims, contexts, sanctions = sigmoid(asked.aux), softmax(asked.claims), sigmoid(asked.contexts), sigmoid(asked.sanctions)
    deps, pos = [labels.dep[int(i)] for i in out.deps], [labels.pos[int(i)] for i in out.pos]
    made = []
    for n, (number, start, end, score) in enumerate(found):
        group = GROUPS[number]
        first, last = labels.classes_of(group)
        best = first + int(classes[n, first:last].argmax())
        label = labels.classes[best]
        sub, sub_sure = _sub(engine, label, asked.subs[n])
        made.append(
            Anchor(
                group, start, end, label, sub, score, float(classes[n, best]), sub_sure,
                aux={name: float(aux[n, i]) for i, name in enumerate(labels.aux)} if group in "ER" else {},
                claim=labels.claims[int(claims[n].argmax())] if group in "ER" else "reported", claim_sure=float(claims[n].max()),
                bound=labels.bounds[int(asked.bounds[n].argmax())] if group == "F" else "exact",
                quoted=float(sigmoid(asked.quoted[n])[0]) if group == "S" else 0.0,
                contexts=tuple(c for i, c in enumerate(labels.contexts) if group == "E" and contexts[n, i] > KEEP),
                sanctions=tuple(t for i, t in enumerate(labels.sanctions) if group == "R" and label == "sanctions" and sanctions[n, i] > KEEP),
                scores={labels.classes[i]: round(float(classes[n, i]), 4) for i in classes[n].argsort()[::-1][:3] if classes[n, i] > 0.02},
                chances=classes[n],
                arcs=tuple(Arc(labels.roles[role], a, b, s) for role, a, b, s in _parties(labels.roles, roles[n], (start, end), heads, deps, pos, words)),
            )
        )  # fmt: skip
    return made


def _parties(
    names: tuple[str, ...], found: list[Piece], anchor: tuple[int, int], heads: list[int], deps: list[str], pos: list[str], words: list[str]
) -> list[Piece]:
    """Dates and content as they were tagged, every other span made a whole noun phrase; the first of two subjects with the second."""
    plain = [p for p in found if names[p[0]] in TAGGED]
    parties = whole([p for p in found if names[p[0]] not in TAGGED], anchor, heads, deps, pos, words)
    subjects = frozenset(i for i, name in enumerate(names) if name in SUBJECTS)
    return plain + parties + passed_over(plain + parties, subjects, anchor, heads, deps, pos, words)


def _sub(engine: Engine, label: str, logits: np.ndarray) -> tuple[str | None, float]:
    """Mode or level, among those that the label has, and its probability among them."""
    places = [i for i, name in enumerate(engine.labels.subs) if name == "-" or name.startswith(f"{label}/")]
    chances = softmax(logits[places])
    best = int(chances.argmax())
    name = engine.labels.subs[places[best]]
    return (None if name == "-" else name.partition("/")[2]), float(chances[best])


class DragomanReader:
    """Reads each sentence of a document: `token.tag`, `token.pos`, `token.dep`, `token.head`, `doc.ents`, `doc._.graph`."""

    def __init__(self, nlp: Language, name: str, model: str | None = None, threads: int = 1) -> None:
        self.name = name
        self.engine = Engine(Path(model) if model else WEIGHTS)
        self.threads = threads
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._ids = {
            label: nlp.vocab.strings.add(label)
            for label in ("dep", *self.engine.labels.tag, *self.engine.labels.dep, *self.engine.labels.names)
        }

    def _read(self, words: list[str]) -> tuple[WordsOut, list[int], list[Anchor]]:
        out = self.engine.words(words)
        heads = tree(out.arcs)
        return out, heads, anchors(self.engine, out, heads, words[: len(heads)])  # words beyond the encoder's length are not read

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc``, whose sentence starts are set."""
        opens, blank = doc.to_array([SENT_START, IS_SPACE]).T
        starts = np.flatnonzero(opens == 1).tolist() or [0]
        bounds = list(zip(starts, [*starts[1:], len(doc)], strict=True))
        places = [(a + np.flatnonzero(blank[a:b] == 0)).tolist() for a, b in bounds]
        texts = [[doc[i].text for i in place] for place in places]
        todo = [t for t in texts if t]
        done = iter(self._pool.map(self._read, todo) if self._pool else map(self._read, todo))
        table = np.zeros((len(doc), 4), np.uint64)
        names: list[Span] = []
        sentences = []
        for (a, b), place, text in zip(bounds, places, texts, strict=True):
            out, heads, found = next(done) if text else (None, [], [])
            self._write(table, a, b, place, out, heads)
            if out is None:
                continue
            names.extend(
                Span(doc, place[s], place[e - 1] + 1, label=self._ids[self.engine.labels.names[kind]])
                for kind, s, e, _ in spans(softmax(out.names[None]))[0]
            )  # fmt: skip
            chance = float(sigmoid(np.array([out.free], np.float32))[0])
            unread = place[len(heads)] if len(heads) < len(place) else None
            sentences.append(SentenceGraph(a, b, chance, tuple(_moved(x, place) for x in found), unread))
        doc.from_array([HEAD, DEP, TAG, POS], table)  # type: ignore[arg-type]
        doc.ents = tuple(names)
        doc._.graph = Graph(tuple(sentences))
        return doc

    def _write(self, table: np.ndarray, a: int, b: int, place: list[int], out: WordsOut | None, heads: list[int]) -> None:
        """Rows of HEAD (relative), DEP, TAG, POS for the tokens ``[a, b)``; spaces and words beyond the encoder hang on the root."""
        labels = self.engine.labels
        root = place[heads.index(0)] if heads else a
        for i in range(a, b):
            table[i] = ((root - i) & SIGNED, self._ids["dep"], 0, 0)
        if out is None:
            return
        for w, head in enumerate(heads):
            i = place[w]
            to = place[head - 1] if head else i
            table[i] = (
                (to - i) & SIGNED,
                self._ids[labels.dep[int(out.deps[w])]],
                self._ids[labels.tag[int(out.tag[w])]],
                IDS[labels.pos[int(out.pos[w])]],
            )


def _moved(anchor: Anchor, place: list[int]) -> Anchor:
    """An anchor's spans from words of the sentence to tokens of the document."""
    from dataclasses import replace

    arcs = tuple(replace(a, start=place[a.start], end=place[a.end - 1] + 1) for a in anchor.arcs)
    return replace(anchor, start=place[anchor.start], end=place[anchor.end - 1] + 1, arcs=arcs)


@Language.factory(
    "dragoman_reader",
    requires=["token.is_sent_start"],
    assigns=["token.tag", "token.pos", "token.dep", "token.head", "doc.ents", "doc._.graph"],
    default_config={"model": None, "threads": 1},
)
def make_reader(nlp: Language, name: str, model: str | None, threads: int) -> DragomanReader:
    """The reader; ``model`` is a folder that `dragoman train` wrote, by default the shipped edition."""
    return DragomanReader(nlp, name, model, threads)
