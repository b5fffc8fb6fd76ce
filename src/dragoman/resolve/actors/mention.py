"""A mention while it is resolved, and what its form says."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Entity
from dragoman.ontology.actors import word_group
from dragoman.resolve.actors.descriptions import STATE_NOUNS
from dragoman.resolve.actors.pairs import HOLDERS
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.text import Atom

_CREEDS = word_group("creeds")
"""Words of a creed that are written with a capital but name nobody."""
_REALMS = frozenset({"kingdom", "emirate", "sultanate", "monarchy"})
_WHOLE = word_group("whole_states")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention while it is resolved: its words, where they stand, and who speaks them."""

    text: str
    found: list[Atom]
    start: int
    end: int
    scope: Scope
    speaking: Entity | None

    def made(self, reading: Reading) -> Entity:
        """The entity that ``reading`` gives, at the mention's place."""
        return reading.finish(self.text, self.start, self.end)


def named_in_full(bare: list[Atom]) -> bool:
    """Whether the words are a person's name as a report first gives it: *Ricardo Rosselló Nevares*."""
    return 2 <= len(bare) <= 4 and all(a.cap and a.raw[0].isalpha() for a in bare)


def may_be_definite(found: list[Atom]) -> bool:
    """Whether the words have the form of a definite description: *the group*, *both countries*, *the West African state*."""
    if found[0].key in ("the", "this", "that") and found[-1].key in STATE_NOUNS | _REALMS and 3 <= len(found) <= 5:
        return True
    if 4 <= len(found) <= 5 and [a.key for a in found[:2]] == ["the", "two"] and found[-1].key in _WHOLE:
        return True
    if len(found) == 4 and [a.key for a in found[:3]] == ["the", "former", "colonial"]:
        return True
    if len(found) == 3 and [a.key for a in found] in (["the", "un", "agency"], ["the", "un", "watchdog"]):
        return True
    return (
        found[0].key in ("the", "both", "two", "this", "that")
        and 2 <= len(found) <= 3 + (found[1].key == "two")
        and not any(a.cap and a.key not in _CREEDS | HOLDERS.keys() for a in found[1:])
    )


def standing_for(known: Entity | None, why: str, mention: Mention) -> Entity:
    """An actor known from before, at the place of the mention that takes it up."""
    if known is None:
        return mention.made(Reading().because(why))
    place = {"text": mention.text, "start": mention.start, "end": mention.end}
    return known.model_copy(update={**place, "why": f"{why}; {known.why or ''}".rstrip("; ")})


def with_members_placed(entity: Entity, start: int) -> Entity:
    """Members carry offsets of the report, not of the mention."""
    if not entity.members:
        return entity
    members = tuple(m.model_copy(update={"start": m.start + start, "end": m.end + start}) for m in entity.members)
    return entity.model_copy(update={"members": members})
