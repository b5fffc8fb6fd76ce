"""What a mention may be taken up by: the kind of thing it is, its number, and whether it is a woman."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Entity
from dragoman.ontology.actors import word_group
from dragoman.resolve.actors.lexicon import Lexicon
from dragoman.resolve.actors.text import Atom, atoms

HE = word_group("he")
SHE = word_group("she")
IT = word_group("it")
THEY = word_group("they")

_WOMEN = word_group("women")
_INSTITUTIONS = word_group("institutions")
_COLLECTIVES = word_group("collectives")
_ATTACHES = frozenset({"affaires", "daffaires"})
"""Last words of a person's office that are no office alone."""
_PREPOSITIONS = word_group("prepositions")
_PREFIXES = {"person:": "person", "state:": "state", "policy:": "state", "group:": "group", "org:": "org", "people:": "people"}
_FEMALE, _MALE = word_group("female"), word_group("male")
_PEOPLE_SECTORS = frozenset({"CVL", "REF", "MIL", "REB", "UAF", "COP", "LAB", "EDU", "OPP", "LEG", "PRM"})


@dataclass(frozen=True, slots=True)
class Features:
    """``kinds``: person, state, org, group, body (an institution), people (several persons), list; ``woman`` None where it is not known."""

    kinds: frozenset[str]
    woman: bool | None = None


def kind_of(entity: Entity) -> str:
    """What kind of antecedent an actor is by its identity: person, list, state, group, org, people or other."""
    identity = entity.entity_id or ""
    if entity.person and not identity.startswith("state:"):
        return "person"
    if entity.members:
        return "list"
    for prefix, kind in _PREFIXES.items():
        if identity.startswith(prefix):
            return kind
    if entity.sectors[:1] and entity.sectors[0] in _PEOPLE_SECTORS:
        return "people"
    return "state" if entity.code and entity.code.endswith("GOV") else "other"


def head(found: list[Atom]) -> Atom | None:
    """The head of a phrase by its place: the last word before a preposition, comma or bracket."""
    last = None
    for i, atom in enumerate(found):
        if i and (atom.breaks or (atom.key in _PREPOSITIONS and not atom.glued)):
            break
        last = atom
    return last


def features(entity: Entity, lexicon: Lexicon) -> Features:
    """The features of a mention, by its words first and its identity second."""
    found = atoms(entity.text)
    last = head(found)
    if last is None or entity.members:
        return Features(frozenset({"list"}))
    if len(found) == 1 and last.key in HE | SHE | IT | THEY:
        return _of_pronoun(last.key, entity)
    part = len(found) == 1 and (
        "/" in (entity.entity_id or "") or (bool(entity.sectors) and not entity.entity_id and plural(last.key))
    )  # *Soldiers*, with a capital only because it begins the sentence
    if found[-2:-1] and found[-2].key == "colonial":
        return Features(frozenset({"state"}))
    if not last.cap or entity.person or part:
        by_word = _by_head(last, entity, lexicon)
        if by_word:
            return Features(frozenset(by_word), _woman(found, entity))
    kind = kind_of(entity)
    if kind == "other" and not entity.resolved and 2 <= len(found) <= 4 and found[0].cap:
        kind = "person"
    if kind == "other" and not entity.resolved and not last.cap:
        return Features(frozenset({"people"} if plural(last.key) else {"body"}))
    return Features(frozenset({kind}), _woman(found, entity))


def _of_pronoun(word: str, entity: Entity) -> Features:
    if word in HE | SHE:
        return Features(frozenset({"person"}), word in SHE)
    if word in THEY:
        return Features(frozenset({"people"}))
    kind = kind_of(entity)
    return Features(frozenset({kind if kind in ("state", "group", "org") else "body"}))


def _by_head(last: Atom, entity: Entity, lexicon: Lexicon) -> set[str]:
    """Kinds by the head noun: an institution, several people, or one person; nothing where the noun says nothing."""
    word = last.key
    if word in _COLLECTIVES:
        return {"people"}
    if word in _INSTITUTIONS:
        kind = kind_of(entity)
        return {"body", kind} if kind in ("group", "org") else {"body"}
    if word in _ATTACHES:
        return {"person"}
    if any(s.kind == "role" for s in lexicon.senses.get(word, ())):
        return {"people"} if plural(word) else {"person"}
    return {"person"} if entity.person and not last.cap else set()


def plural(word: str) -> bool:
    """Whether a role word, folded, is a plural by its ending."""
    return word.endswith(("men", "women")) or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def _woman(found: list[Atom], entity: Entity) -> bool | None:
    words = {a.key for a in found}
    person = " ".join(a.key for a in atoms(entity.person or ""))
    if words & _FEMALE or any(w.endswith("woman") for w in words) or {person, person.split(" ")[0]} & _WOMEN:
        return True
    known = bool(entity.entity_id and entity.entity_id.startswith("person:"))
    if known or words & _MALE or any(w.endswith("man") and len(w) > 3 and not w.startswith("german") for w in words):
        return False
    return None
