"""Pronouns: to their antecedent where it is clear, else left out.

An antecedent agrees in kind, number and gender. Of several, the words decide: *X said it*, *X urged Y to free its men*, the subject that
the sentence before began with. Where they do not, and two of one code are not meant alike, the pronoun is left out: never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from dragoman.model import Entity
from dragoman.ontology.actors import word_group
from dragoman.resolve.actors.features import HE, IT, SHE, THEY, features, kind_of
from dragoman.resolve.actors.lexicon import Lexicon
from dragoman.resolve.actors.salience import acts, dateline, joined, leads, leaves_room, main_subject, says_next, speaks, subjects, told
from dragoman.resolve.actors.scope import Scope

Rule = tuple[Entity | None, str]

WE = word_group("we")
OTHER = word_group("other")
RELATIVES = word_group("relatives")
PRONOUNS = HE | SHE | IT | THEY | WE | OTHER | RELATIVES
OWNERS = word_group("owners")
BACK = 2
"""Sentences behind which a pronoun has no antecedent."""

_AND = re.compile(r",? (?:and )?(?:the )?")
_WITH = re.compile(
    r"(?:,[^,.;]{2,60},)? (?:\w+ ){0,2}(?:(?:met|spoke|talked|conferred)(?: \w+){0,3} with|held (?:[\w-]+ ){1,4}with|met|hosted|received)(?: the)? "
)
"""Two who *met with* each other are *they* afterwards as if *and* joined them."""
_LOCATIVE = re.compile(r"\b(?:in|at|near|inside|outside|into|across|through|around|throughout|reached|via)\s+(?:the\s+)?$", re.IGNORECASE)
_MUTUAL = re.compile(r"\b(?:met|meets|meeting|talks|spoke|spoken|speaks|held|hosted|received|visited|welcomed|joined)\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"(?:\band|\bbut|\bthen)\s+(?:also |then |has |had |\w+ly )*(?:said|says|warned|added|insisted|claimed|argued|complained|[a-z]+ed|withdrew|sent|put|took|cut|broke|shut)\b"
)
"""A second verb of the same subject: *It accused X and said its …*"""
_NEW_CLAUSE = re.compile(
    r",? (?:after|before|when|while|because|but|until|since|where) "
    r"(?:(?:the|a|an|its|his|her|their) [\w' -]{3,40}|(?:[A-Z][\w'’-]+ ){1,4}(?:[a-z]+ ){0,2}[a-z]+) $"
)
"""Another subject and its verb between an actor and an object: *X resigned after the army urged* him."""
_SAID_SO = re.compile(
    r" (?:has |had |also )?(?:said|says|announced|believes|claimed|claims|insisted|argued|added|stated|thinks|hoped|hopes)(?: (?!(?:he|she|they|it)\b)\S+){2,} "
)
"""*Which he said would allow* him: what somebody says may be done to himself."""
_STRANGER = re.compile(
    r"((?:The )?[A-Z][\w'-]+(?: [A-Z][\w'-]+)*) (?:has |had )?(?:said|says|announced|warned|denied|vowed|claimed|insisted|added|argued|declared|stated|promised|confirmed)(?: on \w+)?(?: that)? "
)
_ASKED = re.compile(r"\b(?:where|why|how|who) $")
"""*Did not say where* they: an indirect question is of either."""
_FOR_WHOM = re.compile(
    r"\b(?:spokes(?:man|woman|person)|aide|lawyer) (?:for|of|to) (?:the )?([^,.;]{2,60}?),?(?: [^,.;]{3,60},)? (?:has |had )?"
    r"(?:said|says|denied|acknowledged|admitted|confirmed|conceded)(?: on \w+day)?(?: that)? $"
)
_FOR_OTHERS = re.compile(r"\b(?:spokes(?:man|woman|person)|aide|lawyer|official)\b")
_THANKS = re.compile(r"\b(?:thank|prais)\w* .* for ")
"""*Thanked X for hosting its troops*: of either."""
_SOMEBODY = re.compile(r"[\"”] (?:said|says) (?:an?|one|another) |[\"”] (?:an?|one|another) [a-z -]+ (?:said|told)\b")
_DOER = re.compile(r"(?: sent| ordered| deployed| asked| told| urged)? to [a-z]+ (?:down |off |back )?")
"""*The troops sent to fight* them."""
_IN_FRONT = re.compile(
    r"[\"“]?(?:Since|After|Before|Despite|Following|Under|Until|During|Amid|Because of|In|On|As|While|Though|Although|By|Through) "
    r"(?:[a-z]+ing (?:[a-z]+ )?|(?:(?:the|a|an) )?(?:[\w'’-]+ ){1,4}(?:of|by|for|against) )?"
)
"""*Since the expulsion of* its envoy, *after recalling* its envoy: what stands before a pronoun that looks ahead."""
_RELATIVE = re.compile(r",?(?: (?:of|to|for|with|from|by|against|among|on|under|behind))? ")
"""Between an antecedent and its relative pronoun: *Turkey*, with *whom*."""
_OBJECTS = frozenset({"him", "them", "himself", "herself", "itself", "themselves"})

__all__ = [
    "HE",
    "IT",
    "OWNERS",
    "PRONOUNS",
    "RELATIVES",
    "SHE",
    "THEY",
    "WE",
    "coordinated",
    "distinct",
    "kind_of",
    "nearest",
    "one_of",
    "pronoun",
    "pronoun_ahead",
    "relative",
    "same",
    "voice",
]


def same(one: Entity, other: Entity) -> bool:
    """Whether two mentions are known to be of one actor."""
    if one.person and other.person:
        return one.person == other.person
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


def nearest(before: list[Entity], scope: Scope, start: int, fits: Callable[[Entity], bool], *, back: int = BACK) -> list[Entity]:
    """The distinct actors that fit, of the nearest sentence (this one first) that has any."""
    here = scope.sentence(start)
    for number in range(here, max(here - back, 0) - 1, -1):
        held = distinct(e for e in before if scope.sentence(e.start) == number and fits(e))
        if held:
            return held
    return []


def one_of(held: list[Entity], what: str) -> Rule:
    """The only one; or what several of one code share, without a person; or None."""
    if not held:
        return None, f"{what}: no antecedent"
    if len(held) == 1:
        if not held[0].resolved:
            return None, f"{what}: {held[0].text!r} is the only one near, and not known"
        return held[0], f"{what}: {held[0].text!r} is the only one near"
    codes = {e.code for e in held}
    if len(codes) == 1 and None not in codes and all(e.resolved for e in held):
        shared = held[-1].model_copy(update={"person": None, "office": None, "name": None})
        return shared, f"{what}: all {len(held)} near are {held[-1].code}"
    return None, f"{what}: {len(held)} antecedents are possible"


def relative(word: str, start: int, before: list[Entity], scope: Scope) -> Rule:
    """*Turkey, whose troops*, *the rebels, with whom*: the actor that stands straight before, nobody else."""
    held = [e for e in before if e.end <= start and _RELATIVE.fullmatch(scope.text[e.end : start])]
    if not held or not held[-1].resolved:
        return None, f"{word!r}: no known actor stands straight before it"
    return held[-1], f"{word!r}: {held[-1].text!r} stands straight before it"


def pronoun(
    word: str, start: int, before: list[Entity], scope: Scope, speaking: Entity | None, lexicon: Lexicon, *, owner: bool = False
) -> Rule:
    """What a pronoun stands for, and the rule; None where it is not clear. ``owner``: it stands before what is owned."""
    what = repr(word)
    if word in WE:
        known = speaking if speaking and speaking.resolved else None
        return known, f"{what}: the voice that speaks" if known else f"{what}: no voice is known to speak"
    if word in OTHER:
        return None, f"{what} names nobody"
    held = [e for e in _candidates(word, before, scope, start, lexicon) if e.end <= start]
    here = scope.sentence(start)
    use = "owner" if owner or word in OWNERS - {"her"} else "object" if word in _OBJECTS or _is_object(word, start, scope) else "subject"
    told = _by_speech(word, start, held if use != "object" else [], before, scope)
    if told is not None:
        return told
    for number in range(here, max(here - BACK, 0) - 1, -1):
        inside = _chosen_few([e for e in held if scope.sentence(e.start) == number], scope)
        if use != "owner" and word in IT:
            inside = [e for e in inside if not placed(e, scope)]
        if number == here and use == "object":
            rivals = inside
            inside = _not_its_subject(inside, start, scope)
            if word in HE | SHE and len(inside) == 1 < len(rivals) and _FOR_OTHERS.search(inside[0].text):
                inside += [e for e in held if scope.sentence(e.start) == here - 1 and not same(e, inside[0])][-1:]
        if inside:
            return _within(inside, start, use, what, scope) if number == here else _across(inside, start, use, what, scope)
    return None, f"{what}: no antecedent"


def pronoun_ahead(word: str, start: int, names: list[Entity], scope: Scope, lexicon: Lexicon) -> Rule | None:
    """*Since the expulsion of its envoy, Kenya has …*: in a clause that stands in front, the subject that follows it."""
    a, b = scope.bounds(scope.sentence(start))
    comma = scope.text.find(",", start, b)
    if word not in IT | HE | SHE or comma < 0 or not _IN_FRONT.fullmatch(scope.text[a:start]):
        return None
    ahead = [e for e in names if comma < e.start < b and scope.text[comma : e.start] in (", ", ", the ")]
    fit = [e for e in ahead if acts(scope.text[e.end : b]) and _candidates(word, [e], scope, start, lexicon)]
    return _named(fit[0], f"{word!r}: {fit[0].text!r} is the subject that follows") if fit else None


def _by_speech(word: str, start: int, held: list[Entity], before: list[Entity], scope: Scope) -> Rule | None:
    """What the words of saying tell of a pronoun: it stands in the mouth of nobody known, of a spokesman, or of a stranger."""
    what = repr(word)
    if word in THEY and _by_nobody(start, scope):
        return None, f"{what}: nobody known speaks, nor is known of whom"
    if (whose := _spoken_for(held, before if word in IT else [], start, scope)) is not None:
        return _named(whose, f"{what}: {whose.text!r} is for whom a spokesman says it")
    if word in IT | THEY and (stranger := _stranger(start, before, scope)):
        return None, f"{what}: {stranger!r} says it of itself, and is not known"
    return None


def _stranger(start: int, before: list[Entity], scope: Scope) -> str | None:
    """The subject of *X said it …* where X is a name, and nothing known stands there."""
    a, _ = scope.bounds(scope.sentence(start))
    match = _STRANGER.fullmatch(scope.text[a:start])
    if not match or match[1].lower() in PRONOUNS:
        return None
    known = any(e.start < a + match.end(1) and e.end > a and (e.resolved or not match[1].startswith("The ")) for e in before)
    return None if known else match[1]


def _by_nobody(start: int, scope: Scope) -> bool:
    """*"They came at night," said a villager*: whether the pronoun opens the words of somebody without a name."""
    a, b = scope.bounds(scope.sentence(start))
    return scope.text[a:start] in ('"', "“") and bool(_SOMEBODY.search(scope.text, start, b))


def _spoken_for(held: list[Entity], speaking: list[Entity], start: int, scope: Scope) -> Entity | None:
    """*A spokesman for X said he*: X; where only the spokesman is known, whose he is."""
    a, _ = scope.bounds(scope.sentence(start))
    match = _FOR_WHOM.search(scope.text, a, start)
    if match is None:
        return None
    whom = next((e for e in reversed(held) if match.start(1) <= e.start and e.end == match.end(1)), None)
    spokesman = match[0].lower().startswith("spokes") and match[1][:1].isupper()
    his = next((e for e in reversed(speaking) if spokesman and e.start <= match.start() and e.end == match.end(1) and e.entity_id), None)
    return whom or (his and his.model_copy(update={"person": None, "office": None}))


def _is_object(word: str, start: int, scope: Scope) -> bool:
    """*It* after a verb or preposition (*to throw it out*)."""
    a, b = scope.bounds(scope.sentence(start))
    return word == "it" and not leaves_room(scope.text[a:start].strip(" \n")) and not acts(scope.text[start + len(word) : b])


def _candidates(word: str, before: list[Entity], scope: Scope, start: int, lexicon: Lexicon) -> list[Entity]:
    """Mentions that agree with the pronoun; for *they*, names that *and* joins count as one."""
    seen = [(e, features(e, lexicon)) for e in before]
    if word in HE | SHE:
        women = [e for e, f in seen if "person" in f.kinds and f.woman]
        if word in SHE:
            return women or [e for e, f in seen if "person" in f.kinds and f.woman is None]
        return [e for e, f in seen if "person" in f.kinds and not f.woman]
    if word in IT:
        return [e for e, f in seen if f.kinds & {"state", "org", "group", "body"}]
    joined = coordinated(before, scope, start)
    plural = [e for e, f in seen if f.kinds & {"list", "people"} and not any(j.start <= e.start < j.end for j in joined)]
    groups = [e for e, f in seen if "group" in f.kinds and not any(j.start <= e.start < j.end for j in joined)]
    here = scope.sentence(start)
    near = [e for e in (*joined, *plural) if scope.sentence(e.start) >= here - 1]
    return sorted([*joined, *plural, *([] if near else groups)], key=lambda e: e.start)


def _chosen_few(held: list[Entity], scope: Scope) -> list[Entity]:
    """Distinct candidates; a name in apposition is whom it stands beside."""
    return distinct(e for e in acting(held, scope) if not any(_apposed(o, e, scope) for o in held))


def acting(held: list[Entity], scope: Scope) -> list[Entity]:
    """Without datelines, and without places where something happens unless there is nothing else."""
    held = [e for e in held if not dateline(e, scope)]
    return [e for e in held if not placed(e, scope)] or held


def placed(entity: Entity, scope: Scope) -> bool:
    """Whether the mention says where something happens: *in Iran*, but not *shot at herders*."""
    bare = kind_of(entity) == "state" and not entity.person and entity.text[-1:].isalpha() and entity.text.split()[-1][0].isupper()
    return bare and bool(_LOCATIVE.search(scope.text[max(0, entity.start - 16) : entity.start]))


def _apposed(one: Entity, name: Entity, scope: Scope) -> bool:
    """*The bloc's envoy, Olusegun Obasanjo, …*: whether ``name`` says who ``one`` is."""
    return scope.text[one.end : name.start] == ", " and scope.text[name.end : name.end + 1] == "," and not one.text[0:1].isdigit()


def _not_its_subject(held: list[Entity], start: int, scope: Scope) -> list[Entity]:
    """An object is not the subject of its own clause, nor who is *sent to fight* it; a clause of another subject is not its own."""
    own = [e for e in subjects(held, scope) if not _NEW_CLAUSE.search(scope.text[e.end : start])][-1:]
    own = [e for e in own if not _SAID_SO.fullmatch(scope.text[e.end : start])]
    return [e for e in held if e not in own and not _DOER.fullmatch(scope.text[e.end : start])]


def _within(held: list[Entity], start: int, use: str, what: str, scope: Scope) -> Rule:
    """The antecedent in the pronoun's own sentence."""
    own = subjects(held, scope)
    top = own[-1] if own else None
    if (
        len(held) == 1
        or use == "object"
        or top is None
        or _ASKED.search(scope.text, top.end, start)
        or any(e is not top and joined(top, e, scope) for e in held)
    ):
        return one_of(held, what)
    if use != "object" and says_next(top, start, scope):
        return _named(top, f"{what}: {top.text!r} says it of itself")
    after = [e for e in held if e.start > top.start]
    turned = told(top, after[-1], scope) if after and not _AGAIN.search(scope.text[after[-1].end : start]) else None
    if (
        turned in ("doer", "blamed")
        and not scope.text[:start].endswith((", and ", ", but ", ", while "))
        and not _THANKS.search(scope.text[top.end : start])
        and use == "owner"
        and len(after) == 1
    ):
        return _named(after[0], f"{what}: {after[0].text!r} is who is to do it")
    if turned or (len(own) > 1 and (use == "subject" or any(speaks(e, scope) for e in own[:-1]))):
        return one_of(held, what)
    return _named(top, f"{what}: {top.text!r} is the subject of its clause")


def _across(held: list[Entity], start: int, use: str, what: str, scope: Scope) -> Rule:
    """The antecedent in an earlier sentence: the only one, or whom that sentence was about, where the pronoun opens its own."""
    top = main_subject(held, scope)
    far = scope.sentence(held[-1].start) < scope.sentence(start) - 1
    if (far or "they" in what) and len(held) == 1 and not held[0].members and top is not held[0]:
        return None, f"{what}: {held[0].text!r} is near, but not what the sentence is about"
    a, _ = scope.bounds(scope.sentence(start))
    first = len(scope.text[a:start].split()) <= 3 or leads(start, scope)
    if (
        len(held) == 1
        or top is None
        or "they" in what
        or "their" in what
        or use == "object"
        or not first
        or not (leads(top.start, scope) or speaks(top, scope))
    ):
        return one_of(held, what)
    rest = scope.text[top.end : held[-1].start]
    if not speaks(top, scope) and _MUTUAL.search(rest):
        return one_of(held, what)
    return _named(top, f"{what}: {top.text!r} is the subject of the sentence before")


def _named(entity: Entity, why: str) -> Rule:
    return (entity, why) if entity.resolved else (None, f"{why}, and not known")


def voice(start: int, named: list[Entity], scope: Scope) -> Entity | None:
    """Who speaks the sentence of a *we*: the only one who *said* it there."""
    number = scope.sentence(start)
    said = distinct(e for e in named if scope.sentence(e.start) == number and speaks(e, scope))
    return said[0] if len(said) == 1 and said[0].resolved else None


def _may_join(entity: Entity) -> bool:
    return entity.resolved and not entity.members and entity.text.lower() not in PRONOUNS


def coordinated(before: list[Entity], scope: Scope, start: int) -> list[Entity]:
    """Names that *and* joins, or that met, in the nearest sentence with any, each chain as one list."""
    here = scope.sentence(start)
    for number in range(here, max(here - 1, 0) - 1, -1):
        chains: list[list[Entity]] = []
        for entity in (e for e in before if scope.sentence(e.start) == number and _may_join(e)):
            between = scope.text[chains[-1][-1].end : entity.start] if chains else ""
            if chains and (_AND.fullmatch(between) or _WITH.fullmatch(between)):
                chains[-1].append(entity)
            else:
                chains.append([entity])
        lists = [c for c in chains if len(c) > 1 and joins(scope.text[c[-2].end : c[-1].start])]
        if lists:
            return [_list_of(c, scope) for c in lists]
    return []


def joins(between: str) -> bool:
    """Whether the words between two mentions make them act together: *and*, *met with*."""
    return (" and " in between and bool(_AND.fullmatch(between))) or bool(_WITH.fullmatch(between))


def _list_of(chain: list[Entity], scope: Scope) -> Entity:
    start, end = chain[0].start, chain[-1].end
    return Entity(
        text=scope.text[start:end], start=start, end=end, members=tuple(chain), resolved=True, why=f"rule: a list of {len(chain)}"
    )
