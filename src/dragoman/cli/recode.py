"""``dragoman recode``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.cli import _options as o
from dragoman.cli import _store
from dragoman.cli._output import progress, say
from dragoman.cli._reading import Pipeline, Tally

if TYPE_CHECKING:
    from dragoman.model import Reading, Report, ReportHead

KINDS = ("events", "statements", "relations", "figures")


def recode(
    store: o.Store = None,
    threads: o.Threads = o.THREADS,
    min_confidence: o.MinConfidence = o.MIN_CONFIDENCE,
    model: o.Model = None,
) -> int:
    """Read the ledger's reports again, after a new model or table, and say what changed.

    A line for each record: + new, - gone, ~ changed with its fields. Reports whose text is not kept are named and left as they are.

    Examples:

      dragoman recode --store ledger.db
    """
    import typer

    tally, pipeline = Tally(), Pipeline(model, threads, min_confidence)
    changed = 0
    with _store.opened(store) as ledger:
        heads = ledger.reports()
        for head in progress(heads, len(heads)):
            old = ledger.reading(head.id)
            if old is None or old.report.text is None:
                tally.fail(f"{head.id}: its text is not kept, so it cannot be read again; add the report again from its file")
                continue
            new = pipeline().read(_report(old.report))
            lines = list(differences(old, new))
            if lines or old.versions != new.versions:
                ledger.replace(new)
            changed += bool(lines)
            tally.done += 1
            if lines:
                typer.echo(f"{old.report.id} {old.report.title or old.report.source_id or ''}".rstrip())
                for text in lines:
                    typer.echo(f"  {text}")
    say(f"{tally.done} read again, {changed} of them changed, {tally.failed} without text; {store}")
    return tally.status


def _report(head: ReportHead) -> Report:
    from dragoman.model import Report

    return Report.model_validate({key: value for key, value in head.model_dump().items() if key != "id"})


def differences(old: Reading, new: Reading) -> Iterator[str]:
    """What changed from one reading to another of the same report, a line for each record; confidences alone count as no change."""
    for kind in KINDS:
        before, after = _by_place(getattr(old, kind)), _by_place(getattr(new, kind))
        for key in sorted({*before, *after}, key=str):
            was, now = before.get(key), after.get(key)
            if was is None:
                yield f"+ {kind[:-1]} {_name(now)}"
            elif now is None:
                yield f"- {kind[:-1]} {_name(was)}"
            elif fields := _changed(was, now):
                yield f"~ {kind[:-1]} {_name(was)}: {', '.join(fields)}"


def _by_place(records: Sequence[Any]) -> dict[tuple[str, int], Any]:
    """Records by their id, counted where two share it."""
    found: dict[tuple[str, int], Any] = {}
    for record in records:
        number = 0
        while (record.id, number) in found:
            number += 1
        found[record.id, number] = record
    return found


def _changed(was: Any, now: Any) -> list[str]:
    skipped = {"why", "confidence"}
    return [f for f in type(was).model_fields if f not in skipped and getattr(was, f) != getattr(now, f)]


def _name(record: Any) -> str:
    from dragoman.export import words
    from dragoman.model import Event, Figure, Relation, Statement

    match record:
        case Event():
            said = f"{words.did(record)}: {words.parties(record.actors)} → {words.parties(record.recipients)}"
        case Relation():
            said = f"{record.kind} {record.level or ''}: {words.between(record)}"
        case Figure():
            said = words.amount(record)
        case Statement():
            said = f"by {words.who(record.speaker) or 'somebody'}"
        case _:
            said = ""
    return f"{record.id} {said}".strip()
