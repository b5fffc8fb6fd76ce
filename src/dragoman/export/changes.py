"""What changed in the ledger: a relation before and after. Lines for people, JSON and CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from typing import Any, NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.export import states
from dragoman.export.json import dumps
from dragoman.export.states import Shown
from dragoman.export.table import plain
from dragoman.ledger import Answer

Dress = Callable[[Iterable[Answer]], list[Shown]]


class Change(NamedTuple):
    """A relation's answer before and after; None where nothing was known."""

    before: Shown | None
    after: Shown | None


def between(before: Sequence[Answer], after: Sequence[Answer], dress: Dress, *, since: bool = False) -> list[Change]:
    """The relations whose level or status differ (or with ``since``, the beginning too), in order of kind and parties."""

    def said(a: Answer | None) -> tuple[Any, ...] | None:
        return (a.level, a.status, *((a.since, a.types) if since else ())) if a else None

    then, now = ({(a.kind, a.a, a.b, a.place): a for a in answers} for answers in (before, after))
    pairs = [(then.get(key), now.get(key)) for key in sorted({*then, *now})]
    changed = [pair for pair in pairs if said(pair[0]) != said(pair[1])]
    shown = iter(dress(a for pair in changed for a in pair if a))
    return [Change(*(next(shown) if a else None for a in pair)) for pair in changed]


def line(change: Change) -> Text:
    """``border Jordan – Syria: closed → open since 2021-09-29``, and the sentence."""
    one = change.after or change.before
    assert one is not None
    out = Text.assemble(plain(f"{one.state.kind} ", "cyan"), plain(states.between(one.state), "bold"), ": ")
    sides = [states.level(s) if s else plain("nothing known", "dim") for s in change]
    out.append_text(sides[0]).append(" → ").append_text(sides[1])
    if change.after and (window := states.since(change.after.since)):
        out.append(f" since {window}")
    if one.proofs:
        latest = one.proofs[-1]
        out.append_text(
            Text.assemble("\n  ", plain(f"{latest.published or 'undated'} ", "dim"), latest.quote, plain(f"  {latest.id}", "dim"))
        )
    return out


def table(found: Sequence[Change], title: str) -> RenderableType:
    """All changes, each in its lines."""
    return Group(plain(title, "bold"), *map(line, found)) if found else plain(f"no {title}", "dim")


def as_object(change: Change, **more: Any) -> dict[str, Any]:
    """Plain data: ``before`` and ``after`` are answers or null."""
    sides = (states.as_object(s) if s else None for s in change)
    return {**more, **dict(zip(("before", "after"), sides, strict=True))}


COLUMNS = (
    "kind",
    "a",
    "b",
    "place",
    "before",
    "after",
    "since_earliest",
    "since_latest",
    "sources",
    "claim",
    "evidence",
    "published",
    "quote",
)


def lines(found: Sequence[Change], form: str) -> Iterator[str]:
    """Lines of JSON or CSV (`COLUMNS`), without newlines."""
    if form == "json":
        yield from (dumps(as_object(c)) for c in found)
        return
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for change in found:
        one = change.after or change.before
        assert one is not None
        before, after = (states.level(s).plain if s else None for s in change)
        writer.writerow({**states.as_row(one), "before": before, "after": after})
    yield out.getvalue().rstrip("\n")
