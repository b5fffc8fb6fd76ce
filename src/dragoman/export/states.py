"""What the ledger answers, with its evidence: the voices behind it and the sentences they stand in. Tables, JSON and CSV."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.export import words
from dragoman.export.quote import evidence, quote
from dragoman.export.table import Column, drawn, plain
from dragoman.ledger import Answer, Fact, Interval, Since, Support, support
from dragoman.ontology.actors import called

if TYPE_CHECKING:
    from dragoman.store import View

STYLES = {"holds": "green", "uncertain": "yellow", "unknown": "dim"}
MOST = 3
"""Pieces of evidence that a block shows; the rest is counted (JSON has all)."""


class Proof(NamedTuple):
    """One relation behind an answer: its id, its report, whose word it is, and the sentence with the words marked."""

    id: str
    report: str
    published: str | None
    publisher: str | None
    claim: str
    quote: Text


class Shown(NamedTuple):
    """An answer (of one day) or an interval, with what stands behind it."""

    state: Answer | Interval
    support: Support
    proofs: tuple[Proof, ...]

    @property
    def since(self) -> Since | None:
        """When the state began; None where there is none."""
        if isinstance(self.state, Answer):
            return self.state.since
        return Since(self.state.since_earliest, self.state.since_latest) if self.state.level is not None else None

    @property
    def status(self) -> str:
        """``holds``, ``uncertain``, ``unknown`` or ``unknown, last known LEVEL``."""
        s = self.state
        return s.status if isinstance(s, Answer) else Answer.of(s).status


def shown(view: View, states: Iterable[Answer | Interval], facts: Iterable[Fact]) -> list[Shown]:
    """``states`` with their evidence from the store; reports that copy one another are one voice."""
    by_id = {f.id: f for f in facts}
    found = list(states)
    kept = {i: view.record(i) for i in sorted({i for s in found for i in s.evidence})}
    told = view.voices(k.report.id for k in kept.values())
    proofs = {
        i: Proof(i, k.report.id, k.report.published, k.report.publisher, by_id[i].claim, quote(k.text, evidence(k.record)))
        for i, k in kept.items()
    }
    return [Shown(s, support(s.evidence, by_id, told), tuple(proofs[i] for i in s.evidence)) for s in found]


def party_name(key: str) -> str:
    """The name of a key that the ledger files by: a country, an organisation, a group, a people; the key itself where no table names it."""
    return called(key) or key


def party(key: str) -> str:
    """``Syria (SYR)``; a key that no table names stands alone."""
    name = called(key)
    return f"{name} ({key})" if name else key


def between(state: Answer | Interval) -> str:
    """The parties and the place of a state."""
    from dragoman.ledger.parties import kinds

    ends = [party(k) for k in (state.a, state.b) if k]
    joined = (" – " if kinds()[state.kind].undirected else " → ").join(ends)
    return f"{joined}, {state.place}" if state.place else joined


def since(window: Since | None) -> str:
    """``2021-09-29``, ``2012``, ``2012-01-01..2012-02-15``, ``2021-09-30 or earlier``; empty where there is no state."""
    if window is None or (window.earliest is None and window.latest is None):
        return ""
    if window.earliest is None:
        return f"{window.latest} or earlier"
    if window.latest is None:
        return f"{window.earliest} or later"
    return words.interval(window.earliest, window.latest, "..")


def level(s: Shown) -> Text:
    """The level and how sure it is: ``open``, ``uncertain: closed, else open``, ``unknown, last known open``."""
    state = s.state
    style = STYLES[s.status.split(",")[0]]
    if state.level is None:
        return plain(s.status, style)
    name = ", ".join([state.level, *state.types]) + (f" (by {state.by})" if state.by else "")
    if state.via:
        name += f", implied by {party(state.via)}"
    if state.status == "uncertain":
        return plain(f"uncertain: {name}" + (f", else {' or '.join(state.others)}" if state.others else ""), style)
    return plain(name, style)


def _sources(s: Shown) -> Text:
    return plain(f"{s.support.sources} {s.support.claim}" if s.proofs else "")


def _first(s: Shown) -> Text:
    if not s.proofs or (isinstance(s.state, Interval) and s.state.level is None):
        return Text()
    proof = s.proofs[0]
    return Text.assemble(plain(f"{proof.published or 'undated'} ", "dim"), proof.quote)


HEAD: tuple[Column, ...] = (("kind", lambda s: plain(s.state.kind), 2), ("between", lambda s: plain(between(s.state), "bold"), 5))
TAIL: tuple[Column, ...] = (
    ("disputed", lambda s: plain(", ".join(d.level or "denied" for d in s.state.disputes), "yellow"), 2),
    ("sources", _sources, 2),
    ("evidence", _first, 8),
    ("id", lambda s: plain(s.proofs[0].id if s.proofs else "", "dim"), 3),
)
ANSWERS: tuple[Column, ...] = (*HEAD, ("level", level, 3), ("since", lambda s: plain(since(s.since)), 3), *TAIL)
INTERVALS: tuple[Column, ...] = (
    *HEAD,
    ("level", level, 3),
    ("from", lambda s: plain(s.state.start), 3),
    ("to", lambda s: plain(s.state.end or "…"), 3),
    *TAIL,
)


def table(found: Sequence[Shown], title: str, width: int) -> RenderableType:
    """A row for each answer or interval."""
    return drawn(found, title, width, INTERVALS if found and isinstance(found[0].state, Interval) else ANSWERS)


def blocks(found: Sequence[Shown], title: str) -> RenderableType:
    """Each answer with its sentences, and with the reports that disagree."""
    if not found:
        return plain(f"no {title}", "dim")
    parts: list[RenderableType] = [plain(title, "bold")]
    for s in found:
        head = Text.assemble("\n", plain(f"{s.state.kind} ", "cyan"), plain(between(s.state), "bold"), ": ", level(s))
        if window := since(s.since):
            head.append(f" since {window}")
        if s.proofs:
            head.append(f" ({s.support.sources} independent {'source' if s.support.sources == 1 else 'sources'}, {s.support.claim})", "dim")
        parts.append(head)
        parts += [
            Text.assemble(
                "  ", plain(f"{p.published or 'undated'} {p.publisher or ''}".rstrip(), "dim"), " ", p.quote, plain(f"  {p.id}", "dim")
            )
            for p in s.proofs[:MOST]
        ]
        if len(s.proofs) > MOST:
            parts.append(plain(f"  and {len(s.proofs) - MOST} more", "dim"))
        parts += [
            plain(
                f"  disputed: {', '.join(d.ids)} {f'says {d.level}' if d.level else 'denies it'}; {d.followed} is followed: {d.why}",
                "yellow",
            )
            for d in s.state.disputes
        ]
    return Group(*parts)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def as_object(s: Shown, **more: Any) -> dict[str, Any]:
    """Plain data for JSON: dates are ISO, ``evidence`` holds the sentences."""
    state, window = s.state, s.since
    days = {"from": _day(state.start), "to": _day(state.end)} if isinstance(state, Interval) else {}
    return {
        "kind": state.kind, "a": state.a, "b": state.b or None, "place": state.place or None, "level": state.level, "status": s.status, **days,
        "since": {"earliest": _day(window.earliest), "latest": _day(window.latest)} if window else None, "others": list(state.others),
        "last_known": state.last_known, "implied_by": state.via, "by": state.by, "types": list(state.types), **s.support._asdict(),
        "disputes": [{"level": d.level, "ids": list(d.ids), "followed": d.followed, "why": d.why} for d in state.disputes],
        "evidence": [{**p._asdict(), "quote": p.quote.plain} for p in s.proofs], **more,
    }  # fmt: skip


def as_row(s: Shown) -> dict[str, Any]:
    """One flat row (`COLUMNS`): of the evidence only the first piece."""
    data = as_object(s)
    window, first = data["since"] or {}, (data["evidence"] or [{}])[0]
    flat = {k: ";".join(v) if isinstance(v, list) and k not in ("evidence", "disputes") else v for k, v in data.items()}
    days = {f"since_{end}": window.get(end) for end in ("earliest", "latest")}
    return {**flat, **days, "evidence": first.get("id"), **{k: first.get(k) for k in ("report", "published", "quote")}}


COLUMNS = (
    "kind", "a", "b", "place", "level", "status", "from", "to", "since_earliest", "since_latest", "others", "last_known", "implied_by", "by",
    "types", "sources", "claim", "evidence", "report", "published", "quote",
)  # fmt: skip
"""Columns of the CSV; an answer of one day has no ``from`` and ``to``."""


def csv_lines(found: Sequence[Shown], *, intervals: bool = False) -> Iterator[str]:
    """A header and a row for each, with newlines."""
    out = StringIO()
    names = [c for c in COLUMNS if intervals or c not in ("from", "to")]
    writer = csv.DictWriter(out, names, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(map(as_row, found))
    yield out.getvalue()
