"""What one mention was read as, while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.model import Candidate, Entity
from dragoman.ontology.actors import states

GOVERNING = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})


@dataclass(slots=True)
class Reading:
    """A draft of an `Entity`. ``kind`` says what the words are; ``known`` that a row or rule of the tables gave it."""

    kind: str = "unknown"
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    code: str | None = None
    entity_id: str | None = None
    person: str | None = None
    office: str | None = None
    members: list[Entity] = field(default_factory=list)
    known: bool = False
    candidates: list[Candidate] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    role: str = ""
    role_text: str = ""
    title: bool = False
    single: bool = False
    former: bool = False
    then: bool = False
    proper: bool = False

    def because(self, reason: str) -> Reading:
        """The same reading with one more reason."""
        if reason not in self.why:
            self.why.append(reason)
        return self

    def without_person(self) -> Reading:
        """What a person stands for, and not the person: a department, a movement, the body that he speaks for."""
        self.person = self.office = self.name = None
        if self.entity_id and self.entity_id.startswith("person:"):
            self.entity_id = None
        return self

    @property
    def open(self) -> bool:
        """Whether nothing at all is known of it."""
        return not (self.country or self.sectors or self.code or self.entity_id or self.members)

    def finish(self, text: str, start: int, end: int) -> Entity:
        """The entity. Its code is the organisation's, else country and first sector; resolved if it has one, or all members are."""
        code = self.code
        if code is None and self.country and self.sectors and not self.members:
            code = f"{self.country}{self.sectors[0]}"
        identified = self.kind in ("people", "person") and self.entity_id is not None and not self.candidates
        resolved = all(m.resolved for m in self.members) if self.members else code is not None or identified
        identity = self.entity_id or _institution(self)
        return Entity(
            text=text,
            start=start,
            end=end,
            name=self.name or (self.person if resolved else None),
            code=code,
            country=self.country,
            sectors=self.sectors,
            entity_id=identity if resolved else self.entity_id,
            person=self.person,
            office=self.office,
            members=tuple(self.members),
            resolved=resolved,
            candidates=tuple(self.candidates),
            why="; ".join(self.why) or "no row of the tables fits",
        )


def _institution(reading: Reading) -> str | None:
    """The id of a part of a state: its government is the state itself."""
    if not reading.country or not reading.sectors or reading.person or reading.sectors[0] not in GOVERNING or reading.code:
        return None
    if reading.country not in states():
        return None
    return f"state:{reading.country}" if reading.sectors[0] == "GOV" else f"state:{reading.country}/{reading.sectors[0]}"
