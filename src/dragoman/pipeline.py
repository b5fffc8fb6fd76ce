"""The stages joined: a report walks in, a reading leaves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dragoman import versions
from dragoman.config import SETTINGS
from dragoman.errors import ModelError, UsageError
from dragoman.model import Event, Issue, Reading, Relation, Report, ReportHead, Versions

if TYPE_CHECKING:
    from spacy.language import Language

    from dragoman.read.repair import Repaired

Sure = TypeVar("Sure", Event, Relation)
PIPES = ("dragoman_sentences", "dragoman_reader", "dragoman_statements", "dragoman_events", "dragoman_relations", "dragoman_figures")
MIN_CONFIDENCE = float(SETTINGS["min_confidence"].default or 0)
"""Events and states below this are not asserted: they are kept as issues."""
ENGLISH = 0.2
"""Share of English function words above which nobody else is asked for the language (the identifier takes a second to load)."""
FOREIGN = 0.9
"""Probability above which a report is in another language, by py3langid."""


def check_pipes(nlp: Language) -> None:
    """Refuse a pipeline with a gap: a component that needs what no earlier one assigns."""
    problems = (nlp.analyze_pipes() or {}).get("problems", {})
    gaps = [f"{name} needs {', '.join(needs)}" for name, needs in problems.items() if needs]
    if gaps:
        raise ModelError(f"the pipeline has a gap: {'; '.join(gaps)}; put a component that assigns it before")


def make_nlp(model: Path | None = None, threads: int = 1) -> Language:
    """The spaCy pipeline: tokeniser, sentences, reader, coders."""
    import spacy

    import dragoman.code.events
    import dragoman.code.figures
    import dragoman.code.statements
    import dragoman.read.reader
    import dragoman.read.sentences  # noqa: F401

    nlp = spacy.blank("en")
    nlp.max_length = 1_000_000_000
    for name in PIPES:
        nlp.add_pipe(name, config={"model": str(model) if model else None, "threads": threads} if name == "dragoman_reader" else {})
    check_pipes(nlp)
    return nlp


@dataclass
class Dragoman:
    """A loaded pipeline. Make one with `dragoman.load`."""

    nlp: Language
    min_confidence: float = MIN_CONFIDENCE

    @property
    def engine(self) -> Any:
        """The model under the reader; None where another reader, without one, stands in its place."""
        return next((e for _, pipe in self.nlp.pipeline if (e := getattr(pipe, "engine", None)) is not None), None)

    @property
    def versions(self) -> Versions:
        """What made the records."""
        model, types = (self.engine.version, self.engine.types) if self.engine else ("none", None)
        return Versions(dragoman=versions.DRAGOMAN, model=model, ontology=versions.ontology(types), codebook=versions.CODEBOOK)

    def read(self, report: Report | str, published: dt.date | None = None) -> Reading:
        """Read one report. A text may be given as it is; its first line may be ``date YYYY-MM-DD``.

        What cannot be read is among the issues of the reading; nothing is raised for a report's content.
        """
        from dragoman.ingest import from_text

        if isinstance(report, str):
            report = from_text(report, published=published)
        if not isinstance(report, Report):
            raise UsageError(f"read takes a text or a Report, not {type(report).__name__}")
        issues = _issues(report)
        if any(i.what in ("not English", "no text") for i in issues):
            return Reading(versions=self.versions, report=ReportHead.of(report), issues=tuple(issues))
        return self._read(report, issues)

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read reports one after another, in their order; memory does not grow with their number."""
        return map(self.read, reports)

    def _read(self, report: Report, issues: list[Issue]) -> Reading:
        """The records of a report that can be read: mended, parsed, resolved, merged; what is unsure is among the issues."""
        from dragoman.ledger.consequences import follows
        from dragoman.resolve.actors import ActorResolver
        from dragoman.resolve.assemble import Assembler
        from dragoman.resolve.frame import Frame
        from dragoman.resolve.merge import merge_events, merge_relations

        repaired = _mended(report, issues)
        doc = self.nlp.make_doc(repaired.text)
        doc.user_data["title"] = report.title
        frame = Frame(self.nlp(doc), report, repaired, ActorResolver(), issues)
        calibration, types = (self.engine.meta.get("calibration", {}), self.engine.types) if self.engine else ({}, None)
        records = Assembler(frame, calibration, types).run()
        merged, gone = merge_events(records.events)
        events = self._asserted("event", merged, issues)
        stated = self._asserted("state", records.relations, issues)
        relations = merge_relations([*stated, *(r.model_copy(update={"known": report.published}) for e in events if (r := follows(e)))])
        kept = {e.id for e in events}
        statements = (
            s.model_copy(update={
                "events": tuple(i for i in dict.fromkeys(gone.get(i, i) for i in s.events) if i in kept),
                "relations": tuple(r.id for r in relations if _inside(r, s.content.start, s.content.end)),
            })
            for s in records.statements
        )  # fmt: skip
        own = ((f, gone.get(f.event, f.event) if f.event else None) for f in records.figures)
        return Reading(
            versions=self.versions, report=ReportHead.of(report), events=tuple(events), statements=tuple(statements), relations=tuple(relations),
            figures=tuple(f.model_copy(update={"event": event if event in kept else None}) for f, event in own), repairs=repaired.repairs,
            issues=tuple(sorted(issues, key=lambda i: (i.start, i.end, i.what))),
        )  # fmt: skip

    def _asserted(self, what: str, records: Sequence[Sure], issues: list[Issue]) -> list[Sure]:
        """The records that are sure enough; each of the others is an issue."""
        for record in (r for r in records if r.confidence < self.min_confidence):
            name = record.event_type if isinstance(record, Event) else f"{record.kind} {record.level or ''}".strip()
            where, detail = record.evidence[0], f"{name} with confidence {record.confidence:.2f} is not asserted"
            issues.append(Issue(start=where.start, end=where.end, stage="code", what=f"unsure {what}", detail=detail))
        return [r for r in records if r.confidence >= self.min_confidence]


def _mended(report: Report, issues: list[Issue]) -> Repaired:
    """The text as it is read; what is no words is among the issues."""
    from dragoman.ingest import without_head
    from dragoman.ingest.decode import clean
    from dragoman.read.extent import broken, extent
    from dragoman.read.repair import repair

    text, runs = broken(report.text[: extent(report.text)])
    for start, end in runs:
        detail = f"{end - start:,} characters without a blank are no words and were left out"
        issues.append(Issue(start=start, end=end, stage="read", what="unbroken text", detail=detail))
    return repair(clean(without_head(text)))


def _inside(relation: Relation, start: int, end: int) -> bool:
    return any(start <= e.start and e.end <= end for e in relation.evidence)


def _issues(report: Report) -> list[Issue]:
    """What the report itself leaves to be desired."""
    from dragoman.ingest import misstated
    from dragoman.read.extent import extent

    issues = []
    if not report.text.strip():
        issues.append(Issue(stage="ingest", what="no text", detail="there is nothing to read"))
        return issues
    if note := report.extra.get("encoding"):
        issues.append(Issue(stage="ingest", what="encoding assumed", detail=f"{note}; save it as UTF-8 if words look wrong"))
    if report.published is None:
        wrong = misstated(report.text)
        why = f"{wrong!r} is no date; " if wrong else ""
        issues.append(
            Issue(
                stage="ingest",
                what="no publication date",
                detail=f"{why}relative dates stay unresolved; give --date, or a first line 'date YYYY-MM-DD'",
            )
        )
    elif report.published > dt.date.today():
        issues.append(
            Issue(
                stage="ingest",
                what="publication date in the future",
                detail=f"{report.published} is later than today; dates are counted from it nevertheless",
            )
        )
    size, read = len(report.text), extent(report.text)
    if read < size:
        cut = f"only the first {read:,} of {size:,} characters were read; split the report and give its parts"
        issues.append(Issue(start=read, end=size, stage="read", what="too long", detail=cut))
    language = _language(report)
    if language != "en":
        issues.append(
            Issue(
                end=len(report.text),
                stage="read",
                what="not English",
                detail=f"the report is in {language!r}; Dragoman reads English, so nothing was coded",
            )
        )
    return issues


def _language(report: Report) -> str:
    """The language as given, else as py3langid sees it where it is sure."""
    if report.language:
        code = re.split("[-_]", report.language.strip().lower())[0]
        return "en" if code in ("eng", "english") else code
    from spacy.lang.en.stop_words import STOP_WORDS

    words = report.text[:4000].lower().split()
    if len(words) < 12 or sum(w in STOP_WORDS for w in words) > len(words) * ENGLISH:
        return "en"
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    code, chance = identifier.classify(report.text[:4000])
    return str(code) if chance > FOREIGN else "en"


def load(model: str | Path | None = None, *, threads: int = 1, min_confidence: float = MIN_CONFIDENCE) -> Dragoman:
    """Load the pipeline. ``model`` is a folder written by ``dragoman train``, by default the shipped edition; ``threads`` read sentences in parallel."""
    return Dragoman(make_nlp(Path(model) if model else None, threads), min_confidence)
