"""Read one noun phrase: nationality and role, title and name, owner and owned, seat, leader, body."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import Candidate
from dragoman.ontology.actors import word_group
from dragoman.resolve.actors.bodies import body_reading, fill_holder, role_reading, state_reading
from dragoman.resolve.actors.context import Context
from dragoman.resolve.actors.lexicon import Lexicon, first
from dragoman.resolve.actors.persons import persons_named, with_person
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.segments import ARTICLES, FORMER, MOD, NAME, PREPOSITIONS, QUANTITIES, SKIP, STOPS, Segment, segment
from dragoman.resolve.actors.text import Atom

_OF_ARMIES = frozenset({"delegation", "delegations", "delegates", "negotiators", "representatives", "envoys"})
_LED = word_group("led")
_LOCATED = word_group("located")
_OWNED = word_group("owned")
_ENVOYS = word_group("envoys")
_FOLLOWERS = word_group("followers")
_HUMAN = frozenset({"CVL", "REF", "EDU", "MED", "LAB", "AGR", "JRN", "REL", "SOC", "BUS", "CRM", "UAF"})
_IN_TOWN = frozenset({"in", "at", "near", "of", "from", "inside", "across", "outside"})
_SPEAKERS = word_group("speakers")
_MISSIONS = word_group("missions")
_STRANGERS = _ENVOYS | _MISSIONS | {"settlers", "settler", "peacekeepers", "troops", "forces"}
_TRAILING = ("ed", "ing", "ly")


def trim(found: list[Atom], lexicon: Lexicon | None = None) -> list[Atom]:
    """Without articles, numbers and quantities in front, but for those that begin a known name (*New Zealand*, *the Two Koreas*)."""
    i = 0
    while (
        i < len(found) - 1
        and not (found[i].cap and lexicon and lexicon.at(found, i, lower=False)[0] > i + 1)
        and (
            found[i].key in ARTICLES
            or (found[i].key in QUANTITIES and not (found[i].cap and i))
            or found[i].raw[0].isdigit()
            or (found[i].key == "of" and i > 0)
        )
    ):
        if found[i + 1].glued:
            break
        i += 1
    return found[i:]


DEEPEST = 6
"""Phrases and owners inside one another ("Syria's Iran's army's …"), beyond which nothing is read."""


def read_phrase(found: list[Atom], context: Context) -> Reading:  # noqa: PLR0911 - a list of cases
    """The reading of a noun phrase without coordination; an empty reading where nothing is known."""
    close = _close_to(found, context)
    if close:
        return close
    found = trim(found, context.lexicon)
    if len(found) > 1 and found[0].key in ("in", "at", "near", "inside", "on", "from") and not found[1].glued:
        where = deeper(found[1:], context) if context.depth < DEEPEST else Reading()
        return Reading(country=where.country, why=[*where.why, "rule: a place, not who acts"])
    if not found or context.depth > DEEPEST:
        return Reading()
    segments = segment(found, context.lexicon, lower=context.lower)
    for k, one in enumerate(segments):
        key = found[one.i].key
        if k and key in _LED and found[one.j : one.j + 1] and found[one.j].key == "by" and one.j + 1 < len(found):
            whom = deeper(found[one.j + 1 :], context)
            left = read_core(segments[:k], found, context)
            return belong(left, replace(whom, kind="person"), preposition="of") if left.role else left
        if k and one.kind == MOD and (key in STOPS or (found[one.i].breaks and key not in PREPOSITIONS)):
            return read_phrase(found[: one.i], context)
        if k and one.kind == MOD and key in PREPOSITIONS and one.i + 1 < len(found):
            left = read_core(segments[:k], found, context)
            return attach(left, key, found[one.i + 1 :], context)
    return read_core(segments, found, context)


def deeper(found: list[Atom], context: Context) -> Reading:
    """A phrase inside a phrase."""
    context.depth += 1
    out = read_phrase(found, context)
    context.depth -= 1
    return out


def _close_to(found: list[Atom], context: Context) -> Reading | None:
    """*Those close to X*: X's circle, coded ELI with X's country."""
    keys = [a.key for a in found[:4]]
    if len(found) > 3 and keys[0] in ("those", "people", "figures", "aides") and keys[1] in ("close", "loyal", "near") and keys[2] == "to":
        whom = deeper(found[3:], context)
        out = Reading(kind="role", country=whom.country, sectors=("ELI",), role_text="those close to", why=[*whom.why])
        return out.because("rule: those close to somebody are of the elite (ELI)")
    return None


def attach(left: Reading, preposition: str, right: list[Atom], context: Context) -> Reading:
    """Join a head with what a preposition says of it."""
    if preposition in ("loyal", "close", "allied", "linked", "affiliated") and right and right[0].key in ("to", "with"):
        right = right[1:]
    if preposition not in _OWNED and preposition not in _LOCATED:
        return left
    if left.kind in ("state", "person", "list", "people") or (left.kind in ("org", "group") and left.known):
        return _located(left, preposition, right, context)
    whom = deeper(right, context)
    if preposition == "loyal":
        return _loyal(left, whom)
    if whom.kind in ("unknown", "name") and whom.open and preposition in _IN_TOWN and left.role_text.split(" ")[-1] not in _STRANGERS:
        whom = _town(right, whom, context)
    out = belong(left, whom, located=preposition in _LOCATED, preposition=preposition)
    if preposition == "of" and whom.kind in ("state", "org") and out.role and out.person is None and not out.members:
        fill_holder(out, context)
    return out


def _town(right: list[Atom], whom: Reading, context: Context) -> Reading:
    """The country of a town or division that no table of actors knows (*students in Kumasi*), where the gazetteer is sure of it."""
    from dragoman.resolve.places import resolve_place  # a large table: only where it is needed

    name = trim(right)
    if not all(a.cap or a.glued or a.key in ("al", "el", "de", "la", "of") for a in name):
        return whom
    where = resolve_place(context.words(name))
    if where.country is None or where.geonameid is None or where.precision not in ("city", "division"):
        return whom
    return Reading(kind="place", name=where.name, country=where.country).because(f"gazetteer: {where.name}, {where.country}")


def _located(left: Reading, preposition: str, right: list[Atom], context: Context) -> Reading:
    """A people may be narrowed by a place (*Kurds in Syria*), an official by his province (*Senator Klobuchar of Minnesota*); a name stays
    what it is."""
    official = left.sectors[:1] in (("GOV",), ("LEG",)) and left.country is None and left.code is None
    if preposition == "of" and left.role and left.kind == "person" and official and not left.known:
        where = deeper(right, context)
        if where.kind == "place" and where.country:
            return replace(left, country=where.country, known=True, why=[*left.why, *where.why]).because("rule: country of the complement")
    if left.kind == "people" and left.country is None and preposition in ("in", "of", "from"):
        where = deeper(right, context)
        if where.kind == "state" and where.country:
            return replace(left, country=where.country).because(f"rule: {preposition} {where.name}")
    return left


def _loyal(left: Reading, whom: Reading) -> Reading:
    """Forces loyal to a ruler are the state's, to a former ruler rebels, to a group the group's."""
    out = replace(left, country=whom.country or left.country, why=[*left.why, *whom.why])
    if whom.kind == "group" or (whom.kind == "person" and whom.sectors[:1] == ("REB",)):
        out.sectors = whom.sectors
    elif whom.sectors[:1] == ("ELI",):
        out.sectors = ("REB",)
    return out.because("rule: forces loyal to somebody")


def belong(left: Reading, whom: Reading, *, located: bool = False, preposition: str = "of") -> Reading:  # noqa: PLR0911 - a list of cases
    """``left`` belongs to ``whom`` (*the president of France*, *Assad's government*, *officials in Jordan*)."""
    if whom.members and not left.country:
        return _each(left, whom, located=located, preposition=preposition)
    if left.members and whom.kind == "state" and whom.country:
        return _all_of(left, whom.country)
    last = left.role_text.split(" ")[-1]
    if left.role == "":
        return _of_country(left, whom, preposition)
    if _stays(left, whom, last, located=located, preposition=preposition):
        return left
    out = replace(left, why=[*left.why, *whom.why])
    if whom.kind in ("unknown", "name"):
        return _of_unknown(out, whom, last)
    if not located and (taken := _takes(left, whom, last)) is not None:
        return with_sector_of(out, taken)
    if whom.code and whom.kind == "org":
        if left.sectors[:1] and left.sectors[0] in _HUMAN and left.role != "rel":
            return out
        out.code, out.country, out.sectors, out.entity_id = whom.code, None, whom.sectors, whom.entity_id
        return out.because(f"rule: {left.role_text!r} of {whom.name}")
    official = left.sectors[:1] in (("GOV",), ("LEG",), ("JUD",), ("MIL",))
    if located and whom.kind not in ("state", "place", "role", "people") and not (official and whom.kind == "metonym"):
        return out
    out.country = left.country or whom.country
    if whom.former and left.role == "rel":
        out.sectors = whom.sectors
    return out.because(f"rule: {left.role_text!r} {preposition} {whom.name or whom.person or whom.country or 'somebody'}")


def _of_country(left: Reading, whom: Reading, preposition: str) -> Reading:
    """What is no role, with the country of its complement, where that says it."""
    if preposition == "of" and (another := _namesake(left, whom)) is not None:
        return another
    if left.country is None and whom.country and preposition in ("of", "in", "from") and not left.proper:
        return replace(left, country=whom.country).because("rule: country of the complement")
    return left


def _all_of(left: Reading, country: str) -> Reading:
    """*Its army and police*: each of the list is the owner's."""
    mine = {"country": country, "resolved": True}
    members = [m if m.code or not m.sectors else m.model_copy(update=mine | {"code": f"{country}{m.sectors[0]}"}) for m in left.members]
    return replace(left, country=country, members=members).because("rule: each of the list is the owner's")


def _stays(left: Reading, whom: Reading, last: str, *, located: bool, preposition: str) -> bool:
    """Whether the complement says nothing of whose the head is: an envoy to a state, an embassy in Tehran, Kenyan troops in Somalia."""
    if (last in _ENVOYS or left.role_text in _ENVOYS) and preposition in ("for", "in", "at") and whom.kind in ("state", "metonym"):
        return True
    return located and bool(left.country or left.code or last in _MISSIONS)


def _of_unknown(out: Reading, whom: Reading, last: str) -> Reading:
    """Somebody's spokesman has no sector of his own where no table knows for whom he speaks."""
    out.country = out.country or whom.country
    if whom.proper and last in _SPEAKERS and not out.country:
        out.sectors = ()
        out.because(f"rule: {last!r} has the sector of whom he speaks for, and that is in no table")
    return out


def _takes(left: Reading, whom: Reading, last: str) -> Reading | None:
    """The reading whose sector the head takes: of a group its leaders and fighters, of an army its delegates, of a state that few recognise
    its officials, of an office-holder his office; None if its own holds."""
    rel = left.role == "rel"
    if whom.sectors[:1] == ("PRE",) and left.sectors[:1] == ("GOV",):
        return whom
    if whom.known and _leads_armed(whom) and (rel or left.title or last in _SPEAKERS | _FOLLOWERS):
        return replace(whom, entity_id=None) if whom.kind == "person" else whom
    if (whom.kind == "group" and last in _FOLLOWERS) or (last in _OF_ARMIES and whom.kind == "role" and whom.sectors[:1] == ("MIL",)):
        return whom
    if whom.known and whom.kind == "person" and whom.sectors[:1] == ("IGO",) and last in _SPEAKERS:
        return replace(whom).without_person()
    if whom.known and rel and not left.sectors and whom.kind == "person" and whom.sectors:
        return replace(whom, entity_id=None)
    return whom if rel and whom.kind in ("org", "group", "role", "metonym") else None


def _leads_armed(whom: Reading) -> bool:
    """Whether it is an armed group, or somebody of one: its envoys and leaders are no government's."""
    return whom.kind in ("group", "person") and whom.sectors[:1] in (("REB",), ("UAF",), ("PRM",), ("IMG",))


def with_sector_of(left: Reading, whom: Reading) -> Reading:
    """A spokesman, leader or member has the sector of the body that he belongs to."""
    out = replace(left, country=whom.country or left.country, code=whom.code, sectors=whom.sectors or left.sectors)
    if whom.kind in ("org", "group"):
        out.entity_id = whom.entity_id
    out.known = whom.known
    return out.because(f"rule: {left.role_text!r} has the sector of {whom.name or whom.role_text}")


def _each(left: Reading, whom: Reading, *, located: bool, preposition: str) -> Reading:
    members = []
    for one in whom.members:
        state = bool(one.entity_id and one.entity_id.startswith("state:"))
        part = Reading(kind="state" if state else "org", name=one.name, country=one.country, sectors=one.sectors)
        part.code, part.entity_id, part.known = (None if one.country else one.code), one.entity_id, one.resolved
        made = belong(replace(left, why=list(left.why)), part, located=located, preposition=preposition)
        members.append(made.finish(one.text, one.start, one.end))
    return Reading(kind="list", members=members, sectors=left.sectors, why=[*left.why, "rule: one member for each that the text names"])


def read_core(segments: list[Segment], found: list[Atom], context: Context) -> Reading:  # noqa: PLR0911 - a list of cases
    """A phrase without prepositions: owners, modifiers, head and name."""
    segments = [s for s in segments if s.kind != SKIP]
    former = any(s.kind == MOD and found[s.i].key in FORMER for s in segments) or (bool(segments) and found[segments[0].i].key in FORMER)
    if former:
        segments = [s for s in segments if not (s.kind in (MOD, NAME) and found[s.i].key in FORMER and s.j == s.i + 1)]
    then = any(s.kind in (MOD, NAME) and found[s.i].key == "then" for s in segments)
    segments = [s for s in segments if not (then and found[s.i].key == "then")]
    owner = max((k for k, s in enumerate(segments[:-1]) if s.possessive), default=-1)
    if owner >= 0:
        return _owned(segments, owner, found, context, former=former)
    segments = [s for s in segments if not (s.kind == MOD and found[s.i].raw[0].isdigit())]
    tail = _tail(segments, found, context)
    if tail is None:
        return Reading()
    head, stray = tail
    before = segments[:head]
    last = segments[head]
    if stray:
        return _unknown_head(segments, found, context)
    if last.kind == NAME:
        return _name(before, last, found, context, former=former, then=then)
    if last.has("person") and (persons_named(found[last.i : last.j])[0]) and not last.has("org", "state", "demonym"):
        return _name(before, last, found, context, former=former, then=then)
    if last.has("role") and not last.has("state", "metonym", "org", "group"):
        return replace(role_reading(before, last, found, context, former=former), then=then)
    if last.has("org", "group", "people") and not last.has("state"):
        return body_reading(before, last, found, context)
    return state_reading(before, last, found, context)


def _tail(segments: list[Segment], found: list[Atom], context: Context) -> tuple[int, bool] | None:
    """Index of the head's segment, and whether an unknown noun follows it that is the real head."""
    known = [k for k, s in enumerate(segments) if s.kind != MOD]
    if not known:
        return None
    head = known[-1]
    rest = [found[i] for s in segments[head + 1 :] for i in range(s.i, s.j)]
    stray = [
        a
        for a in rest
        if not a.key.endswith(_TRAILING)
        and a.key not in ("there", "here", "alike", "abroad", "himself", "itself", "themselves", "alone", "too")
    ]
    held = {found[i].key for i in range(segments[head].i, segments[head].j)}
    if stray and context.head and context.head.lower() in held and segments[head].has("role"):
        return head, False
    return head, bool(stray)


def _unknown_head(segments: list[Segment], found: list[Atom], context: Context) -> Reading:
    """A head that no row knows: only the country is read, from a nationality before it."""
    for one in segments:
        sense = first(one.senses, "demonym", "state", "seat", "place", "metonym", "group", "org")
        if sense and sense.country and sense.kind != "group":
            return Reading(country=sense.country).because(f"{sense.why}: {sense.name}; the head {found[-1].raw!r} is no known role")
    return Reading().because(f"{found[-1].raw!r} is no known role")


def _namesake(what: Reading, whose: Reading) -> Reading | None:
    """*Bahrain's National Security Agency* is Bahrain's, though the tables know another state's of that name."""
    if (
        what.kind not in ("org", "metonym")
        or whose.kind != "state"
        or None in (what.country, whose.country)
        or what.country == whose.country
    ):
        return None
    out = Reading(kind="role", country=whose.country, sectors=what.sectors, known=True, why=list(what.why))
    return out.because(f"rule: of {whose.name}, no matter whose body is known by that name")


def _owned(segments: list[Segment], owner: int, found: list[Atom], context: Context, *, former: bool) -> Reading:
    """*Syria's president*, *Turkey's Erdogan*, *Assad's government*."""
    if context.depth > DEEPEST:
        return Reading()
    segments[owner].possessive = False
    context.depth += 1
    whose = read_core(segments[: owner + 1], found, context)
    context.depth -= 1
    segments[owner].possessive = True
    rest = segments[owner + 1 :]
    what = read_core(rest, found, context)
    if what.kind == "org" and whose.kind == "state" and rest[-1].has("role"):
        what = role_reading(rest[:-1], rest[-1], found, context)
    what = _namesake(what, whose) or what
    if what.kind in ("person", "name"):
        if whose.country and what.country is None and rest[-1].kind in (NAME, "known"):
            role = replace(what, country=whose.country, kind="role") if what.role_text else Reading(kind="role", country=whose.country)
            return with_person(role, [found[i] for i in range(rest[-1].i, rest[-1].j)], context)
        return what
    if what.kind in ("org", "group", "state", "metonym", "people"):
        if what.country is None and what.kind == "people":
            return replace(what, country=whose.country).because(f"rule: owner {whose.name}")
        return what
    if what.former or former:
        what.former = True
    out = belong(what, whose, preposition="of")
    if what.former and out.country and out.sectors:
        out.sectors = ("ELI",)
    contested = (whose.entity_id or "").startswith("policy:")
    if whose.kind in ("state", "org", "people") and not contested and out.role and out.person is None and not out.members:
        fill_holder(out, context)
    return out


def _name(before: list[Segment], last: Segment, found: list[Atom], context: Context, *, former: bool, then: bool = False) -> Reading:
    """A person's name after a title, a nationality or nothing."""
    name = found[last.i : last.j]
    lead = [s for s in before if s.kind != MOD]
    role: Reading | None = None
    if lead and lead[-1].kind == "known":
        if lead[-1].has("role"):
            role = role_reading(before[: before.index(lead[-1])], lead[-1], found, context, former=former, named=True)
        else:
            sense = first(lead[-1].senses, "demonym", "state", "seat", "place", "metonym")
            if sense:
                role = Reading(kind="role", country=sense.country).because(f"{sense.why}: {sense.name}")
    elif lead:
        return Reading(kind="name", proper=True).because(f"{context.words(found)!r} is in no table")
    if former:
        role = role or Reading(kind="role")
        role.former = True
    if role is not None:
        role.then = then
    out = with_person(role, name, context)
    if out.kind == "person" and out.entity_id is None and role is not None and not role.role_text:
        out = Reading(country=role.country, candidates=[Candidate(name=context.words(name))], why=out.why, proper=True)
    return out
