"""What the commands that ask the ledger share: which relations are meant, by which rule, and the answer in three formats."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dragoman.cli import _options as o
from dragoman.cli import _store
from dragoman.cli._listing import types
from dragoman.cli._output import console

if TYPE_CHECKING:
    from dragoman.export.states import Shown
    from dragoman.ledger import Answer, Fact, Interval, Rule, Voices
    from dragoman.store import View

State = TypeVar("State", "Answer", "Interval")


@dataclass(frozen=True)
class Asked:
    """The relations between some actors: the facts of them and of what bears on them, and the keys of those that are meant."""

    view: View
    facts: list[Fact]
    keys: frozenset[tuple[str, str, str, str]]
    rule: Rule

    @cached_property
    def voices(self) -> Voices:
        """Whose words the reports copy."""
        return self.view.voices(f.report for f in self.facts)

    def mine(self, states: Iterable[State]) -> list[State]:
        """Those of ``states`` that were asked for."""
        return [s for s in states if (s.kind, s.a, s.b, s.place) in self.keys]

    def as_of(self, day: dt.date, known_by: dt.date | None) -> list[Answer]:
        """What held on ``day``."""
        from dragoman.ledger import as_of

        return self.mine(as_of(self.facts, day, known_by, rule=self.rule, voices=self.voices))

    def timeline(self, known_by: dt.date | None = None) -> list[Interval]:
        """All intervals."""
        from dragoman.ledger import timeline

        return self.mine(timeline(self.facts, known_by, rule=self.rule, voices=self.voices))

    def shown(self, states: Iterable[Answer | Interval]) -> list[Shown]:
        """``states`` with their evidence."""
        from dragoman.export.states import shown

        return shown(self.view, states, self.facts)


def ask(view: View, actors: Sequence[str], kinds: Sequence[str], rule: Rule, *, implied: bool) -> Asked:
    """The relations of up to two actors, of ``kinds`` or of all; with ``implied``, those too that only their organisation has."""
    from dragoman.store.answers import meant

    actor, other = (*actors, None, None)[:2]
    facts = [f for f in view.facts(actor, other, kinds) if implied or not f.via]
    return Asked(view, facts, meant(facts, actor, other, kinds), rule)


@contextmanager
def question(
    store: Path | None, actors: Sequence[str] | None, kinds: Sequence[str] | None, rule: Path | None, *, implied: bool = False
) -> Iterator[Asked]:
    """The question of a command, on one state of the ledger. A wrong actor, kind or rule is said before the ledger is read.

    What membership implies is left out of lists unless ``implied``: between two actors it is always heard.
    """
    from dragoman.ledger import read_rule

    codes, wanted, by = o.actors(actors), types("relations", kinds), read_rule(rule)
    with _store.viewed(store) as ledger:
        yield ask(ledger, codes, wanted, by, implied=implied or len(codes) == 2)


def heading(actors: Sequence[str] | None, day: dt.date | None, known_by: dt.date | None) -> str:
    """``SYR, JOR as of 2021-09-30, as known by 2021-12-31``."""
    whose = f"relations of {' and '.join(actors)}" if actors else "all relations"
    return ", ".join(filter(None, (whose, f"as of {day}" if day else "", f"as known by {known_by}" if known_by else "")))


def write(found: Sequence[Shown], form: str, title: str, *, blocks: bool = False, intervals: bool = False) -> None:
    """The answer on standard output: ``blocks`` with whole sentences rather than rows."""
    from dragoman.export import states
    from dragoman.export.json import dumps

    if form == "json":
        sys.stdout.writelines(dumps(states.as_object(s)) + "\n" for s in found)
    elif form == "csv":
        sys.stdout.writelines(states.csv_lines(found, intervals=intervals))
    else:
        paper = console(sys.stdout)
        paper.print(states.blocks(found, title) if blocks else states.table(found, title, paper.width))
