"""What belongs to an antecedent: *its forces*, *the group's leader*, *a spokesman for the force*, *troops from both countries*."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Protocol

from dragoman.model import Entity
from dragoman.ontology.actors import word_group
from dragoman.resolve.actors import lists
from dragoman.resolve.actors.anaphora import IT, THEY, Rule, distinct, kind_of
from dragoman.resolve.actors.context import Context
from dragoman.resolve.actors.descriptions import definite
from dragoman.resolve.actors.lexicon import Lexicon
from dragoman.resolve.actors.memory import before
from dragoman.resolve.actors.mention import Mention, standing_for, with_members_placed
from dragoman.resolve.actors.neighbours import COMPASS, bordering
from dragoman.resolve.actors.pairs import last_state
from dragoman.resolve.actors.phrase import belong, with_sector_of
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.roles import apposed, as_reading
from dragoman.resolve.actors.text import Atom, atoms

_FOLLOWERS = word_group("followers")
_KIN = word_group("kin")
_TITLED = re.compile(r", (?:a |the |Lieutenant |Major |Brigadier )*(General|Colonel|Captain|Major|Admiral|Brigadier|Lieutenant) [A-Z]")
_WHOLE = word_group("whole_states")
_NEIGHBOURS = word_group("neighbours")
_OF_GROUPS = word_group("fighters")
"""What groups have and states have not."""
_HOME = word_group("home")
_SIDES = word_group("sides")
"""What an office-holder speaks for: it is of his office's country and sector."""
_MOVEMENTS = word_group("movements")
"""The same of those who hold no office."""
_WHO_SPEAK = word_group("speakers") | frozenset(
    ["leader", "leaders", "commander", "commanders", "representatives", "delegates", "member", "members", "fighters"]
)

Anaphor = Callable[[Mention, Context], Entity | None]
"""The entity of a mention that takes up an earlier one, or None."""


class Pronoun(Protocol):
    """What a pronoun at a character stands for, and the rule."""

    def __call__(self, word: str, start: int, mention: Mention, *, owner: bool = False, home: bool = False) -> Rule:
        """``owner``: it stands before what is owned; ``home``: only the antecedent's country is asked for."""


def of_two(mention: Mention, context: Context, pair: int) -> Entity | None:
    """*Troops from the two countries*, *ministers of both sides*: those of each; the last ``pair`` words are the two."""
    found = mention.found
    described = definite(found[-pair:], mention.scope, mention.start, context.lexicon)
    left = lists.read(found[: -pair - 1], context)
    if described is None or left.open:
        return None
    if not described[0]:
        return mention.made(left.because(described[1]))
    each = Reading(kind="list", members=list(described[0]), why=[described[1]])
    return mention.made(belong(left, each))


def of_known(mention: Mention, context: Context, anaphor: Anaphor) -> Entity | None:
    """*A spokesman for the group*, *a commander of the force*: the complement is one whom the report has named."""
    found = mention.found
    at = _complement(found)
    if not at or len(found) - at not in (3, 4) or found[at - 1].key not in _WHO_SPEAK:
        return None
    first = found[at + 1].start
    text = mention.text[first:]
    whom = Mention(text, atoms(text), mention.start + first, mention.end, mention.scope, mention.speaking)
    known = anaphor(whom, context)
    left = lists.read(found[:at], context)
    if known is None or not known.resolved or known.members or left.open:
        return None
    whose = as_reading(known)
    whose.why = [known.why or ""]
    return mention.made(with_sector_of(left, whose))


def of_nobody(mention: Mention, context: Context) -> Entity | None:
    """*A spokesman for the group*, where no group is known: nobody's, and no government's."""
    at = _complement(mention.found)
    if not at:
        return None
    left = lists.read(mention.found[:at], context)
    return mention.made(left.because(f"{mention.text[mention.found[at + 1].start :]!r}: no antecedent"))


def of_pronoun(mention: Mention, context: Context, pronoun: Pronoun) -> Entity | None:
    """*Those close to him*, *supporters of them*: the complement is an antecedent."""
    found = mention.found
    owner, why = pronoun(found[-1].key, mention.start, mention)
    left = lists.read(found[:-2], context)
    if found[-2].key == "to" and found[-3].key in ("close", "loyal", "near"):
        left = Reading(kind="role", sectors=("ELI",), role="plain", role_text="those close to")
    if owner is None or left.open:
        return mention.made(left.because(why))
    whose = as_reading(owner)
    whose.why = [why]
    return mention.made(belong(left, whose))


def owned(mention: Mention, context: Context, pronoun: Pronoun, last: int = 0) -> Entity | None:
    """*His government*, *the group's fighters*, *its neighbour*: the owner, the words up to ``last``, is an antecedent."""
    found, scope, start = mention.found, mention.scope, mention.start
    if last:
        described = definite(found[: last + 1], scope, start, context.lexicon)
        if described is None:
            return None
        owner, why = (described[0][0] if len(described[0]) == 1 else None), described[1]
        if len(described[0]) > 1:
            each = Reading(kind="list", members=list(described[0]), why=[why])
            return mention.made(belong(lists.read(found[last + 1 :], context), each))
    else:
        home = len(found) == 2 and found[1].key in _HOME
        owner, why = pronoun(found[0].key, start, mention, owner=True, home=home)
        if owner and found[-1].key in _OF_GROUPS and (owner.entity_id or "").startswith("state:") and found[0].key in IT | THEY:
            owner, why = _of_a_group(owner, why, mention, context.lexicon)
    what = lists.read(found[last + 1 :], context)
    named = apposed(found, scope, start, context) if what.title else None
    if named is not None and named.sectors[:1] != ("ELI",):  # a former minister may be the envoy now
        return mention.made(named)
    if owner is None:
        return mention.made(what.because(why))
    return _of_owner(mention, what, owner, why, context.lexicon, alone=len(found) == last + 2)


def _of_a_group(owner: Entity, why: str, mention: Mention, lexicon: Lexicon) -> Rule:
    """*Its leader*, *its fighters*, where a group stands nearer than the state: the group's, which states have none of."""
    a, _ = mention.scope.bounds(mention.scope.sentence(mention.start))
    near = [e for e in before(mention.scope, lexicon, mention.start) if e.start >= a and kind_of(e) == "group" and e.resolved]
    if not near or near[-1].start < owner.start:
        return owner, why
    return near[-1], f"{mention.text!r}: {near[-1].text!r} is a group, and stands nearer than {owner.text!r}"


def _of_owner(mention: Mention, what: Reading, owner: Entity, why: str, lexicon: Lexicon, *, alone: bool) -> Entity:
    """``what`` of a known owner; ``alone``: it is one word."""
    found = mention.found
    if (found[-1].key in _NEIGHBOURS and owner.country) or (found[-1].key == "counterpart" and alone):
        return _neighbour(mention, owner, lexicon)
    if alone and found[-1].key in _HOME and (home := last_state([owner])):
        return standing_for(home, f"{mention.text!r}: {why}", mention)
    _by_owner(what, owner, mention.text, found[-1].key, mention.scope.text[mention.end : mention.end + 60])
    if what.kind in ("person", "name") or what.country:
        return mention.made(what.because(why))
    whose = as_reading(owner)
    whose.why = [why]
    party = found[-1].key in _MOVEMENTS and whose.sectors[:1] != ("GOV",)
    if whose.kind == "person" and whose.known and (found[-1].key in _SIDES or party):
        return mention.made(whose.without_person().because(f"rule: {found[-1].raw!r} of whom {found[0].raw!r} stands for"))
    if whose.kind in ("state", "person") and what.role == "rel" and not what.sectors:
        return mention.made(what.because(why))
    return with_members_placed(mention.made(belong(what, whose)), mention.start)


def _neighbour(mention: Mention, owner: Entity, lexicon: Lexicon) -> Entity:
    """*Its neighbour*: the other state, where the report so far names just two."""
    states = [e for e in before(mention.scope, lexicon, mention.start) if (e.entity_id or "").startswith("state:") and e.country]
    others = distinct(e for e in states if e.country != owner.country)
    side = next((a.key for a in mention.found if a.key in COMPASS), None)
    if mention.found[-1].key.startswith("neighbo"):
        others = bordering(owner.country, others, side)
    if len({e.country for e in others}) != 1:
        return mention.made(Reading().because(f"{mention.text!r}: {len(others)} other states are named near"))
    return standing_for(last_state(others), f"{mention.text!r}: {others[-1].text!r} is the only other state near", mention)


def _by_owner(what: Reading, owner: Entity, text: str, noun: str, behind: str) -> None:
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


def _complement(found: list[Atom]) -> int:
    """Where *of* or *for* stands before a description without a name, to which the rest belongs; 0 where nowhere."""
    for at, (word, after) in enumerate(pairwise(found)):
        if at and word.key in ("of", "for") and after.key in ("the", "this", "that"):
            return 0 if any(a.cap for a in found[at + 1 :]) else at
    return 0
