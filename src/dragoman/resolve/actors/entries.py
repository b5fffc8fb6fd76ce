"""What the lexicon holds: every name of a state, body, place, person and role of the tables, with what it may stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from dragoman.ontology import actors as tables
from dragoman.ontology.actors import KINDS
from dragoman.ontology.index import indexed, plainly
from dragoman.ontology.rows import Name, Period
from dragoman.resolve.actors.lexicon import ANY, CAPITAL, UPPER, Lexicon, Sense, Senses
from dragoman.resolve.actors.people import people
from dragoman.resolve.actors.text import key


@cache
def lexicon() -> Lexicon:
    """The lexicon of the tables under the default policy."""
    return Lexicon(_senses(), _longest())


def lexicon_under(choices: dict[str, str]) -> Lexicon:
    """The lexicon under another policy for contested names, e.g. ``{"western-sahara": "ESH:GOV"}``: read from the tables, half a second."""
    with plainly():
        return Entries(choices).lexicon()


@indexed("senses", tuple[Sense, ...])
def _senses() -> Mapping[str, Senses]:
    return _default().senses


@indexed("longest", int)
def _longest() -> Mapping[str, int]:
    return _default().longest


@cache
def _default() -> Lexicon:
    return Entries({}).lexicon()


class Entries:
    """The entries as they are gathered from the tables."""

    def __init__(self, choices: dict[str, str]) -> None:
        self.senses: dict[str, list[Sense]] = {}
        contested = self._policies(choices)
        self._states(contested)
        self._bodies()
        for text, country in tables.localities().items():
            if key(text) not in self.senses:
                self._add(text, Sense("place", text, f"localities: {text}", country, entity_id=None))
        self._roles()
        for person in people().values():
            for name in person.names:
                self._add(name, Sense("person", person.name, person.tenures[0].row, entity_id=person.entity_id))

    def lexicon(self) -> Lexicon:
        """The lexicon of these entries."""
        longest: dict[str, int] = {}
        for name in self.senses:
            word = name.split(" ", 1)[0]
            longest[word] = max(longest.get(word, 0), name.count(" ") + 1)
        return Lexicon({name: tuple(held) for name, held in self.senses.items()}, longest)

    def _add(self, text: str, sense: Sense, *, case: int | None = None) -> None:
        found = key(text.removeprefix("the ").removeprefix("The "))
        if not found:
            return
        held = self.senses.setdefault(found, [])
        if not any(
            h.kind == sense.kind and h.entity_id == sense.entity_id and h.country == sense.country and h.period == sense.period
            for h in held
        ):
            shape = _case(text) if case is None else case
            held.append(replace(sense, case=shape, text=text))

    def _policies(self, choices: dict[str, str]) -> set[str]:
        taken = set()
        for policy in tables.policies():
            country, sectors = policy.country, policy.sectors
            if policy.key in choices:
                country, _, sector = choices[policy.key].partition(":")
                sectors = (sector or "GOV",)
            why = f"{policy.row} (policy {policy.key})"
            state = tables.states().get(country or "")
            name = state.name if state and sectors[:1] == ("GOV",) else policy.names[0]
            identity = f"state:{country}" if sectors[:1] == ("GOV",) else f"policy:{policy.key}"
            for text in policy.names:
                self._add(text, Sense("state", name, why, country, sectors, entity_id=identity))
                taken.add(key(text))
            for text in policy.demonyms:
                self._add(text, Sense("demonym", name, why, country, sectors, entity_id=identity))
                taken.add(key(text))
        return taken

    def _states(self, contested: set[str]) -> None:
        for state in tables.states().values():
            if state.iso3 == "ZAR":  # a former code of COD; which code Zaire takes is a policy
                continue
            identity, why = f"state:{state.iso3}", state.row
            for name in (Name(state.name, state.period), *state.names):
                period = name.period if name.period != Period() else state.period
                if key(name.text) not in contested:
                    self._add(name.text, Sense("state", state.name, why, state.iso3, ("GOV",), entity_id=identity, period=period))
            for name in state.demonyms:
                period = name.period if name.period != Period() else state.period
                if key(name.text) not in contested:
                    self._add(name.text, Sense("demonym", state.name, why, state.iso3, ("CVL",), entity_id=identity, period=period))
            if state.capital and key(state.capital) not in contested:
                self._add(state.capital, Sense("seat", state.name, why, state.iso3, ("GOV",), entity_id=identity, period=state.period))
            for name in state.metonyms:
                period = name.period if name.period != Period() else state.period
                sector = name.sector or "GOV"
                part = identity if sector == "GOV" else f"{identity}/{sector}"
                self._add(name.text, Sense("metonym", state.name, why, state.iso3, (sector,), entity_id=part, period=period))

    def _bodies(self) -> None:
        for body in (*tables.organisations(), *tables.groups(), *tables.peoples()):
            kind = body.kind if body.kind in ("group", "people") else "org"
            code = body.code if body.code else None
            country = None if body.kind in KINDS else body.country
            for name in body.names:
                period = name.period if name.period != Period() else body.period
                sense = Sense(kind, body.name, body.row, country, body.sectors, code, body.entity_id, period)
                self._add(name.text, sense)

    def _roles(self) -> None:
        plurals: list[tuple[str, Sense]] = []
        for role in tables.roles():
            sense = Sense("role", role.text, role.row, sectors=role.sectors, role=role.kind, case=ANY)
            self._add(role.text, sense, case=ANY)
            plurals.append((plural(role.text), sense))
        for text, sense in plurals:
            if not any(s.kind == "role" for s in self.senses.get(key(text), ())):
                self._add(text, sense, case=ANY)


def _case(text: str) -> int:
    if " " not in text and text.isupper() and sum(map(str.isalpha, text)) <= 6:
        return UPPER
    return ANY if text == text.lower() else CAPITAL


def plural(phrase: str) -> str:
    """The plural of a role: its last noun, or the one before *of*, *in* or a hyphen."""
    for mark in (" of ", " in ", " to ", "-in-", "-elect", "-designate"):
        if mark in phrase:
            head, tail = phrase.split(mark, 1)
            return f"{plural(head)}{mark}{tail}"
    if phrase.endswith("man"):
        return f"{phrase[:-3]}men"
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return f"{phrase[:-1]}ies"
    return f"{phrase}es" if phrase.endswith(("s", "x", "ch", "sh")) else f"{phrase}s"
