"""Judgements: a person's word on a record. Signed, dated and withdrawable; the record itself is never edited."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from functools import reduce
from hashlib import sha256
from typing import Any, Literal, TypeVar, cast

from pydantic import Field, ValidationError

from dragoman.errors import UsageError
from dragoman.ledger.consequences import follows
from dragoman.model import Event, Figure, Reading, Reason, Record, Relation, Statement

Action = Literal["confirm", "correct", "withdraw", "merge", "split"]
Kept = TypeVar("Kept", bound=Event | Statement | Relation | Figure)


class Judgement(Record):
    """One judgement.

    ``confirm`` and ``withdraw`` speak of the record ``target`` (``withdraw`` also of an earlier judgement); ``correct`` gives
    ``fields`` new values; ``merge`` and ``split`` say that the events ``target`` and ``others`` are, or are not, the same.
    """

    id: str
    action: Action
    target: str
    others: tuple[str, ...] = ()
    fields: dict[str, Any] = Field(default_factory=dict)
    by: str
    on: dt.date
    note: str | None = None


def judgement(
    action: Action,
    target: str,
    *,
    by: str,
    on: dt.date,
    others: Iterable[str] = (),
    fields: Mapping[str, Any] | None = None,
    note: str | None = None,
) -> Judgement:
    """A judgement with its id (the hash of what it says). Raises `UsageError` for one that says nothing."""
    other = tuple(sorted(set(others) - {target}))
    fixed = dict(fields or {})
    if not by.strip():
        raise UsageError("a judgement is signed: say by whom")
    if (action == "correct") != bool(fixed):
        raise UsageError("a correction names the fields and their new values" if action == "correct" else f"{action!r} takes no fields")
    if (action in ("merge", "split")) != bool(other):
        raise UsageError(
            f"{action!r} needs the ids of other events" if action in ("merge", "split") else f"{action!r} speaks of one record"
        )
    if "id" in fixed:
        raise UsageError("the id of a record cannot be corrected")
    said = json.dumps([action, target, other, fixed, by, on.isoformat(), note], sort_keys=True, default=str)
    return Judgement(
        id="j" + sha256(said.encode()).hexdigest()[:15], action=action, target=target, others=other, fields=fixed, by=by, on=on, note=note
    )


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that are not withdrawn, oldest first; the withdrawals of judgements themselves are left out."""
    told = {j.id: j for j in judgements}
    against: dict[str, list[Judgement]] = {}
    for j in told.values():
        if j.action == "withdraw" and j.target in told:
            against.setdefault(j.target, []).append(j)

    def stands(j: Judgement, seen: frozenset[str] = frozenset()) -> bool:
        return j.id not in seen and not any(stands(w, seen | {j.id}) for w in against.get(j.id, ()))

    kept = (j for j in told.values() if stands(j) and not (j.action == "withdraw" and j.target in told))
    return tuple(sorted(kept, key=lambda j: (j.on, j.id)))


def clash(one: Judgement, other: Judgement) -> bool:
    """Whether two judgements cannot both stand of one day: they give one field two values, or merge and split one pair of events."""
    fields = one.target == other.target and any(one.fields[f] != other.fields[f] for f in one.fields.keys() & other.fields.keys())
    pair = len({one.target, *one.others} & {other.target, *other.others}) > 1
    return fields or ({one.action, other.action} == {"merge", "split"} and pair)


def confirmed(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Ids of records that a standing judgement confirms or corrects."""
    return frozenset(j.target for j in standing(judgements) if j.action in ("confirm", "correct"))


def corrected(record: Kept, by: Judgement) -> Kept:
    """``record`` with the fields of a correction, and the reason. Raises `UsageError` where they do not fit the record."""
    data = record.model_dump(mode="json", by_alias=True)
    unknown = sorted(set(by.fields) - set(data))
    if unknown:
        raise UsageError(f"a {type(record).__name__.lower()} has no field {', '.join(unknown)}; it has {', '.join(data)}")
    reason = Reason(field=", ".join(sorted(by.fields)), source="judgement", detail=f"corrected by {by.by} on {by.on} ({by.id})")
    try:
        fixed = cast("Kept", type(record).model_validate(data | by.fields))
    except ValidationError as fault:
        first = fault.errors()[0]
        raise UsageError(f"the correction does not fit: {'.'.join(map(str, first['loc']))}: {first['msg']}") from fault
    return cast("Kept", fixed.model_copy(update={"why": (*record.why, reason)}))


def _each(records: tuple[Kept, ...], said: Mapping[str, list[Judgement]]) -> tuple[Kept, ...]:
    out = []
    for record in records:
        words = said.get(record.id, ())
        if any(j.action == "withdraw" for j in words):
            continue
        out.append(reduce(corrected, (j for j in words if j.action == "correct"), record))
    return tuple(out)


def judged(reading: Reading, judgements: Iterable[Judgement]) -> Reading:
    """``reading`` as the standing judgements leave it; what follows from a corrected or withdrawn event follows anew or no more."""
    said: dict[str, list[Judgement]] = {}
    for j in standing(judgements):
        said.setdefault(j.target, []).append(j)
    if not said:
        return reading
    events = _each(reading.events, said)
    now = {e.id: e for e in events}
    touched = {e.id for e in reading.events if e.id in said and now.get(e.id) != e}
    relations = [r for r in reading.relations if r.basis not in touched]
    for name in sorted(touched & set(now)):
        derived = follows(now[name])
        if derived is not None:
            relations.append(
                derived.model_copy(update={"known": reading.report.published and dt.date.fromisoformat(reading.report.published)})
            )
    return reading.model_copy(
        update={
            "events": events,
            "relations": _each(tuple(relations), said),
            "statements": _each(reading.statements, said),
            "figures": _each(reading.figures, said),
        }
    )
