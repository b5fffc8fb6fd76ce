"""Whose a role is that does not say so: of the country in whose place the sentence sets it, of who sends or commands it, or of the country that
the report is about."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.model import Entity
from dragoman.ontology.actors import IRREGULAR, states, word_group
from dragoman.read.marks import opened
from dragoman.resolve.actors.anaphora import distinct, kind_of, nearest, placed
from dragoman.resolve.actors.lexicon import Lexicon
from dragoman.resolve.actors.memory import all_before, before, countries, scanned
from dragoman.resolve.actors.pairs import STANDS_OUT
from dragoman.resolve.actors.salience import dateline, is_subject, leads, main_subject, says_next, speaks
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.text import key

OFTEN = 3
"""How often a report names the country whose army it need not name."""
STATE_PARTS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP"})
_PLACED = re.compile(r" (?:in|of) (?:the )?(?=[A-Z])")
_SENDING = re.compile(
    r" (?:also |now |already |then )*(?:(?:has|had|have|will|would|is to|would have to|no longer) )?"
    r"(?:sent|sends|send|moved|moves|move|deployed|deploys|deploy|stationed|pledged|pledges|pledge|withdrew|withdraws|withdraw|has|have|had|keeps|kept)"
    r" (?:back |out )?(?:(?:some|about|almost|nearly|more than|at least|up to|around|over|another|more|extra|additional|thousands of|hundreds of|[\d,]+|[a-z]+ thousand) )*$"
)
_BESIDE = re.compile(r",? (?:and|or|with|as well as) (?:the |with )*(?:[a-z]+ ){0,2}")
_OVERTHROW = re.compile(r" (?:has |had |have )?(?:overthrew|overthrown|toppled|ousted|deposed|unseated) (?:the )?")
_COMMAND = re.compile(rf" (?:has |had |also |then )*(?:{'|'.join(sorted(word_group('commands')))}) (?:in |out )?(?:his |her |the )?")
_WHERE = re.compile(r", where (?:the )?")
_TELLS = re.compile(r"[Tt]he \w+ (?:told|said|accused|warned|urged)\b")
"""Of whom it tells is not its own country."""
_MOVING = re.compile(r"\b(?:into|across|through|via|reached) (?:the )?$")
_MORE = re.compile(r",? and (?:\w+ )?(?:other|more)\b")
_SEIZED = re.compile(
    r"(?:,? (?:that|which|who))? (?:has |have |had )?(?:seized|took|taken|grabbed|holds?|held|came to) (?:power|control) in (?=[A-Z])"
)
_OPENING = re.compile(r"[\"“]?(?:In|At|Near|Outside) (?:the )?(?=[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?,)")


def topical(scope: Scope, lexicon: Lexicon, start: int) -> bool:
    """Whether a report is plainly about the country that it began with."""
    country, _ = about(scope, lexicon, start, strict=True)
    return country is not None and country == began_with([e for e in scanned(scope, lexicon) if e.country and kind_of(e) != "org"], scope)


def subject_alone(scope: Scope, lexicon: Lexicon, start: int) -> Entity | None:
    """*Manila lodged protests, and officials said …*: the subject of the sentence, where it names no other country."""
    a, b = scope.bounds(scope.sentence(start))
    held = [e for e in (*all_before(scope, lexicon, start), *scanned(scope, lexicon)) if a <= e.start < b and e.country]
    first_of = [e for e in held if e.end < start and leads(e.start, scope) and kind_of(e) == "state"]
    return first_of[0] if first_of and len({e.country for e in held}) == 1 else None


def armed(scope: Scope, lexicon: Lexicon, start: int) -> list[Entity]:
    """The armed groups that the nearest sentences name, else those of the whole report so far."""
    return nearest(before(scope, lexicon, start), scope, start, is_armed, back=4) or distinct(
        e for e in all_before(scope, lexicon, start) if is_armed(e)
    )


def is_armed(entity: Entity) -> bool:
    """Whether a known actor is an armed group."""
    return entity.resolved and entity.sectors[:1] != () and entity.sectors[0] in IRREGULAR


def where_set(scope: Scope, lexicon: Lexicon, start: int, end: int) -> tuple[str, str] | None:
    """The country of the place that a sentence opens with ("In Kinshasa, … police fired") or that stands straight after ("police in Delhi",
    "the junta that seized power in Niger")."""
    opening = _OPENING.match(scope.text, scope.bounds(scope.sentence(start))[0], start)
    beside = _PLACED.match(scope.text, end)
    seized = _SEIZED.match(scope.text, end)
    where = [e for e in scanned(scope, lexicon) if e.end < start and e.country and _WHERE.fullmatch(scope.text[e.end : start])]
    if where and kind_of(where[-1]) == "state":
        return str(where[-1].country), f"{where[-1].text!r} is where it happens"
    for found in (beside, seized, opening):
        named = [e for e in scanned(scope, lexicon) if found and e.start == found.end() and e.country and kind_of(e) == "state"]
        if named and not _MORE.match(scope.text, named[0].end):
            return str(named[0].country), f"{named[0].text!r} is where it happens"
    return None


def where_named(scope: Scope, lexicon: Lexicon, start: int) -> tuple[str, str] | None:
    """The country of the place where the sentence says that something happens: *protesters broke into the parliament in Yerevan*."""
    a, b = scope.bounds(scope.sentence(start))
    named = {
        e.country: e
        for e in scanned(scope, lexicon)
        if a <= e.start < b and e.country and placed(e, scope) and not _MOVING.search(scope.text, a, e.start)
    }
    if len(named) != 1:
        return None
    country, place = next(iter(named.items()))
    return str(country), f"{place.text!r} is where it happens"


def by_its_head(sector: str, scope: Scope, lexicon: Lexicon, start: int, end: int) -> tuple[str, str] | None:
    """The country of an office-holder who commands a part of the state (*the president dissolved parliament*), whom soldiers overthrow, or
    who speaks of it where no other country is near."""
    if sector not in STATE_PARTS:
        return None
    a, b = scope.bounds(scope.sentence(start))
    if sector == "MIL" and (over := _OVERTHROW.match(scope.text, end)):
        held = [e for e in scanned(scope, lexicon) if e.start < min(b, over.end() + 5) and e.end > over.end() and e.country and e.resolved]
        if held:
            return str(held[0].country), f"{held[0].text!r} is who is overthrown"
    persons = (e for e in all_before(scope, lexicon, start) if e.start >= a and e.country and e.person)
    heads = [e for e in persons if e.sectors[:1] == ("GOV",) and is_subject(e, scope)]
    if heads and _COMMAND.fullmatch(scope.text[heads[-1].end : start]):
        return str(heads[-1].country), f"{heads[-1].text!r} commands it"
    floor = scope.bounds(max(scope.sentence(start) - 1, 0))[0]
    near = {e.country for e in all_before(scope, lexicon, b) if e.start >= floor and e.country}
    if heads and says_next(heads[-1], start, scope) and near == {heads[-1].country}:
        return str(heads[-1].country), f"{heads[-1].text!r} speaks of it, and no other country is near"
    return None


def facing(scope: Scope, lexicon: Lexicon, start: int, end: int) -> tuple[str, str] | None:
    """*The army and the rebels of the RUF*, *between the TNLA and the junta*: a part of a state that stands beside an armed group or a party
    is of that group's country, where nobody of another country acts in the sentence or is where it happens."""
    a, b = scope.bounds(scope.sentence(start))
    held = [e for e in all_before(scope, lexicon, b) if a <= e.start and e.country and kind_of(e) == "group"]
    beside = [
        e
        for e in held
        if (e.start > end and _BESIDE.fullmatch(scope.text[end : e.start]))
        or (e.end <= start and _BESIDE.fullmatch(scope.text[e.end : start]))
    ]
    whose = {e.country for e in beside}
    inside = [e for e in all_before(scope, lexicon, b) if a <= e.start and e.country and kind_of(e) != "group" and e.country not in whose]
    if any(is_subject(e, scope) or placed(e, scope) for e in inside):
        return None
    return (str(beside[0].country), f"it stands beside {beside[0].text!r}") if len(whose) == 1 else None


def about_or_facing(sector: str, scope: Scope, lexicon: Lexicon, start: int, end: int, *, strict: bool) -> tuple[str | None, str]:
    """`about`, and `facing` where that leaves it open; None where the two differ."""
    country, why = about(scope, lexicon, start, strict=strict, begun=sector != "CVL")
    beside = facing(scope, lexicon, start, end) if sector in STATE_PARTS else None
    if beside is None or beside[0] == country:
        return country, why
    return (None, f"{beside[1]}, but {why}") if country else beside


def who_sends(sector: str, scope: Scope, lexicon: Lexicon, start: int) -> tuple[str, str] | None:
    """*Uganda sent soldiers*, *the bloc has 2,000 troops*: forces are of who has or sends them."""
    a, _ = scope.bounds(scope.sentence(start))
    match = _SENDING.search(scope.text, a, start) if sector in ("MIL", "COP", "GOV") else None
    if not match:
        return None
    held = [
        e
        for e in before(scope, lexicon, start)
        if scope.text[e.end : match.start()] in ("", ", which", ", who") and e.resolved and not e.members
    ]
    whose = held[-1].country or held[-1].code if held else None
    return (whose, f"{held[-1].text!r} has or sends them") if whose else None


def about(scope: Scope, lexicon: Lexicon, start: int, *, strict: bool = False, begun: bool = True) -> tuple[str | None, str]:
    """The country that the report is about at a character, and why: the only one it names; one that it names far oftener than any
    other and that alone stands in the sentences around; or the only one of the sentence before, if the report began with it. ``begun``: that the
    report began with it is enough, where no other is near (of whose country villagers are it says nothing)."""
    named = countries(scope, lexicon)
    if len(named) == 1:
        return next(iter(named)), f"{next(iter(named))} is the only country of the report"
    held = [e for e in scanned(scope, lexicon) if e.country and kind_of(e) != "org"]
    seen = [e for e in held if e.start < start] or held
    often = Counter(e.country for e in seen).most_common(2)
    here = scope.sentence(start)
    near = {e.country for e in seen if scope.sentence(e.start) >= here - 2}
    far = len(often) < 2 or often[0][1] >= 2 * often[1][1]
    enough = bool(often) and (len(often) == 1 or often[0][1] >= OFTEN or not strict)
    if enough and near == {often[0][0]} and far:
        return often[0][0], f"{often[0][0]} is the country that the report is about"
    a, b = scope.bounds(here)
    others = {e.country for e in scanned(scope, lexicon) if e.country and start < e.start < b} | {e.country for e in seen if a <= e.start}
    others |= {e.country for e in scope.actors if a <= e.start < start and e.resolved and e.country}
    last = {e.country for e in all_before(scope, lexicon, start) if e.country and scope.sentence(e.start) == here - 1} - others
    topic = began_with(seen, scope)
    tell = {e.country for e in all_before(scope, lexicon, b) if a <= e.start and e.country and speaks(e, scope)}
    if topic and opened(start, scope.text) is not None:
        tell.add(topic)
    abroad = {country for country in tell if (last | others) - {country}}  # "Berlin said the police …", after a sentence on Belarus
    if enough and len(often) == 2 and topic in (None, often[0][0]) and often[0][0] not in abroad:
        told = (
            leads(start, scope) and bool(_TELLS.match(scope.text, start)) and often[0][0] not in {e.country for e in seen if a <= e.start}
        )
        alone = others == {often[0][0]} and often[0][1] > often[1][1]
        if not (told and others) and (alone or (others | last <= {often[0][0]} and often[0][1] >= STANDS_OUT * often[1][1])):
            return often[0][0], f"{often[0][0]} is the country that the report names oftenest, and no other stands near"
    top = subject_of(here - 1, scope, lexicon, start)
    state = states().get(top.country or "") if top else None
    plain = top is not None and kind_of(top) == "state" and key(top.text) != key(state.capital if state else "")
    if len(last) == 1 and not others and (topic in last or (plain and not strict)) and (top is None or top.country in last):
        return next(iter(last)), f"{next(iter(last))} is the country of the sentence before"
    if begun and topic and topic not in others | abroad and (not last or (top is not None and top.country == topic)):
        return topic, f"{topic} is the country that the report began with"
    return None, f"{len(named)} countries are possible"


def subject_of(number: int, scope: Scope, lexicon: Lexicon, start: int) -> Entity | None:
    """The main subject of a sentence, as far as it stands before a character."""
    return main_subject([e for e in all_before(scope, lexicon, start) if scope.sentence(e.start) == number], scope)


def began_with(seen: list[Entity], scope: Scope) -> str | None:
    """The country of the subject that the report begins with."""
    if not seen:
        return None
    seen = [e for e in seen if not dateline(e, scope)] or seen
    first_of = [e for e in seen if scope.sentence(e.start) == scope.sentence(seen[0].start)]
    top = main_subject(first_of, scope)
    return top.country if top else None


def same_part(sector: str, scope: Scope, lexicon: Lexicon, start: int) -> tuple[str | None, str]:
    """*The army* after *Israeli troops*: the only country near with that part, if the report began with it."""
    floor = scope.sentence(start) - 2
    seen = all_before(scope, lexicon, start)
    held = {e.country for e in seen if e.sectors[:1] == (sector,) and e.country and scope.sentence(e.start) >= floor}
    topic = began_with([e for e in seen if e.country], scope)
    ever = {e.country for e in seen if e.sectors[:1] == (sector,) and e.country}
    if topic is not None and {topic} in (held, ever):
        return topic, f"{topic} is the only country near that has forces named"
    return None, f"{len(held)} countries have such forces named near"
