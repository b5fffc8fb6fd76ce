"""What an owner tells of whom he owns: *its officers*, *his men*, *their leader*."""

from __future__ import annotations

import re

from dragoman.model import Entity
from dragoman.ontology.actors import word_group
from dragoman.resolve.actors.reading import Reading

_FOLLOWERS = word_group("followers")
_KIN = word_group("kin")
_TITLED = re.compile(r", (?:a |the |Lieutenant |Major |Brigadier )*(General|Colonel|Captain|Major|Admiral|Brigadier|Lieutenant) [A-Z]")
_WHOLE = word_group("whole_states")


def by_owner(what: Reading, owner: Entity, text: str, noun: str, behind: str) -> None:
    """What the owner tells of whom he owns: a leader without a row, the men of a force, officers of the interior, a general's kin. ``text`` ends with
    ``noun``, ``behind`` is what follows it."""
    if noun in _WHOLE and what.sectors[:1] == ("CVL",):
        what.sectors, what.kind = (), "name"
        what.because(f"{text!r}: which they are is not said")
    if what.kind == "person" and not what.country and not what.known and owner.country and owner.resolved:
        what.country = owner.country
        if what.role_text.split(" ")[-1] in ("leader", "chief", "head") and owner.sectors:
            what.sectors = owner.sectors
    if noun in _FOLLOWERS and owner.sectors[:1] in (("MIL",), ("COP",)) and what.sectors[:1] == ("CVL",):
        what.sectors = owner.sectors
        what.because(f"rule: {noun!r} of a force are of the force")
    if noun == "officers" and "interior" in owner.text.lower():
        what.sectors = ("COP",)
    if noun in _KIN and owner.country and (title := _TITLED.match(behind)):
        what.sectors, what.role = ("MIL",), "plain"
        what.because(f"rule: {title[1]} stands behind it")
