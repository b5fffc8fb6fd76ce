"""Pronouns and definite descriptions: to their antecedent where it is clear, else left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from dragoman.model import Entity
from dragoman.ontology.actors import word_group
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.text import Atom

Rule = tuple[Entity | None, str]

HE = word_group("he")
SHE = word_group("she")
IT = word_group("it")
THEY = word_group("they")
WE = word_group("we")
OTHER = word_group("other")
PRONOUNS = HE | SHE | IT | THEY | WE | OTHER
OWNERS = word_group("owners")

_WOMEN = word_group("women")
_GROUPS = {
    **dict.fromkeys(("movement", "militia", "militants", "rebels", "insurgents", "party", "faction"), ("group",)),
    **dict.fromkeys(("organisation", "organization", "network", "coalition"), ("group", "org")),
    **dict.fromkeys(
        ("agency", "bloc", "alliance", "union", "body", "company", "firm", "court", "outlet", "charity", "watchdog", "bank"), ("org",)
    ),
    **dict.fromkeys(("country", "nation", "kingdom", "republic", "state", "island"), ("state",)),
    "group": ("group", "people"),
}
_PAIR = word_group("pair")
_AND = re.compile(r",? (?:and )?(?:the )?")
_SPEECH = re.compile(
    r"\s*,?\s*(?:has |had |have |also |later |on \w+ |\w+ly )*"
    r"(?:said|says|say|announced|denied|denies|warned|vowed|pledged|added|insisted|confirmed|claimed|accused|told|promised|declared|stated|"
    r"hopes|hoped|believes|argued|threatened|maintains|reiterated|stressed|wants|wanted|considers)\b"
)


def kind_of(entity: Entity) -> str:
    """What kind of antecedent an actor is: person, list, state, group, org, people or other."""
    identity = entity.entity_id or ""
    if entity.person and not identity.startswith("state:"):
        return "person"
    if entity.members:
        return "list"
    for prefix, kind in (
        ("person:", "person"),
        ("state:", "state"),
        ("policy:", "state"),
        ("group:", "group"),
        ("org:", "org"),
        ("people:", "people"),
    ):
        if identity.startswith(prefix):
            return kind
    if entity.sectors[:1] and entity.sectors[0] in ("CVL", "REF", "MIL", "REB", "UAF", "COP", "LAB", "EDU", "OPP", "LEG", "PRM"):
        return "people"
    return "state" if entity.code and entity.code.endswith("GOV") else "other"


def same(one: Entity, other: Entity) -> bool:
    """Whether two mentions are known to be of one actor."""
    if one.entity_id or other.entity_id:
        return one.entity_id == other.entity_id
    if one.code or other.code:
        return one.code == other.code and one.text.lower() == other.text.lower()
    return one.text.lower() == other.text.lower()


def distinct(entities: Iterable[Entity]) -> list[Entity]:
    """One mention of each actor, the last."""
    out: list[Entity] = []
    for entity in entities:
        out = [e for e in out if not same(e, entity)]
        out.append(entity)
    return out


def nearest(before: list[Entity], scope: Scope, start: int, fits: Callable[[Entity], bool], *, back: int = 2) -> list[Entity]:
    """The distinct actors that fit, of the nearest sentence (this one first) that has any."""
    here = scope.sentence(start)
    for number in range(here, max(here - back, 0) - 1, -1):
        held = distinct(e for e in before if scope.sentence(e.start) == number and fits(e))
        if held:
            return held
    return []


def _clear(held: list[Entity], scope: Scope, start: int, what: str) -> Rule:
    """The only one; or, of several, the subject of the verb of saying that begins this sentence."""
    if len(held) == 1:
        return held[0], f"{what}: {held[0].text!r} is the only one near"
    if held:
        top = min(held, key=lambda e: e.start)
        sentence = scope.sentence(start)
        opens = not scope.text[scope.bounds(sentence)[0] : top.start].strip("\"“ '‘")
        if scope.sentence(top.start) == sentence and opens and _SPEECH.match(scope.text[top.end : start]):
            return top, f"{what}: {top.text!r} is the subject of the speech"
        return None, f"{what}: {len(held)} antecedents are possible"
    return None, f"{what}: no antecedent"


def pronoun(word: str, start: int, before: list[Entity], scope: Scope, speaking: Entity | None) -> Rule:
    """What a pronoun stands for, and the rule; None where it is not clear."""
    if word in WE:
        return (
            (speaking, f"{word!r}: the voice that speaks")
            if speaking and speaking.resolved
            else (None, f"{word!r}: no voice is known to speak")
        )
    if word in HE | SHE:
        return _clear(
            [e for e in nearest(before, scope, start, lambda e: kind_of(e) == "person") if _gender(e, word)], scope, start, repr(word)
        )
    if word in IT:
        return _clear(nearest(before, scope, start, lambda e: kind_of(e) in ("state", "group", "org"), back=1), scope, start, repr(word))
    if word in THEY:
        joined = _coordinated(before, scope, start)
        plural = nearest(before, scope, start, lambda e: kind_of(e) in ("list", "people", "group"), back=1)
        return _clear([*joined, *(e for e in plural if not any(j.start <= e.start < j.end for j in joined))], scope, start, repr(word))
    return None, f"{word!r} names nobody"


def _coordinated(before: list[Entity], scope: Scope, start: int) -> list[Entity]:
    """Names that *and* joins in the nearest sentence with any, each chain as one list."""
    here = scope.sentence(start)
    for number in range(here, max(here - 1, 0) - 1, -1):
        chains: list[list[Entity]] = []
        for entity in (e for e in before if scope.sentence(e.start) == number and not e.members and e.resolved):
            between = scope.text[chains[-1][-1].end : entity.start] if chains else ""
            if chains and _AND.fullmatch(between):
                chains[-1].append(entity)
            else:
                chains.append([entity])
        lists = [c for c in chains if len(c) > 1 and " and " in scope.text[c[-2].end : c[-1].start]]
        if lists:
            return [_list_of(c, scope) for c in lists]
    return []


def _list_of(chain: list[Entity], scope: Scope) -> Entity:
    start, end = chain[0].start, chain[-1].end
    return Entity(
        text=scope.text[start:end], start=start, end=end, members=tuple(chain), resolved=True, why=f"rule: a list of {len(chain)}"
    )


def _gender(entity: Entity, word: str) -> bool:
    names = (entity.person or "").lower().split()
    woman = bool(names) and names[0] in _WOMEN
    return woman if word in SHE else not woman


def definite(found: list[Atom], before: list[Entity], scope: Scope, start: int) -> tuple[list[Entity], str] | None:
    """*The group*, *both countries*: the antecedents and the rule; None if the words are no such description."""
    keys = [a.key for a in found]
    if (keys[0] in ("both", "two") and len(keys) == 2 and keys[1] in _PAIR) or (
        keys[:2] == ["the", "two"] and len(keys) == 3 and keys[2] in _PAIR
    ):
        return _pair(keys[-1], before, scope, start)
    if keys in (["the", "pair"], ["the", "duo"]):
        return _pair("leaders", before, scope, start)
    if len(keys) == 2 and keys[0] in ("the", "this", "that") and keys[1] in _GROUPS:
        kinds = _GROUPS[keys[1]]
        held = nearest(before, scope, start, lambda e: kind_of(e) in kinds, back=3)
        entity, why = _clear(held, scope, start, f"'{' '.join(keys)}'")
        return ([entity] if entity else []), why
    return None


def _pair(noun: str, before: list[Entity], scope: Scope, start: int) -> tuple[list[Entity], str]:
    """The two that stand together in the nearest sentence with any."""
    people = noun in ("leaders", "ministers", "presidents", "men")
    wanted: tuple[str, ...] = ("person",) if people else ("group",) if noun == "groups" else ("state", "person")
    if noun in ("sides", "parties"):
        wanted = ("state", "person", "group", "org")
    flat = [m for e in before for m in (e.members or (e,)) if m.resolved]
    here = scope.sentence(start)
    for number in range(here, max(here - 3, -1), -1):
        held = [e for e in flat if scope.sentence(e.start) == number and kind_of(e) in wanted]
        owners = (
            {(e.country or e.entity_id): e for e in held}
            if noun not in ("leaders", "ministers", "presidents", "men")
            else {e.entity_id: e for e in held}
        )
        if len(owners) == 2:
            return sorted(owners.values(), key=lambda e: e.start), f"'both {noun}': the two of the nearest sentence"
        if len(owners) > 2:
            return [], f"'both {noun}': {len(owners)} are possible"
    return [], f"'both {noun}': no two are named"
