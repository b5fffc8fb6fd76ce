"""Read the head of a phrase: a role with its modifiers, an organisation, group or people, a state, seat or metonym."""

from __future__ import annotations

from dragoman.model import Candidate
from dragoman.ontology.actors import states, word_group
from dragoman.resolve.actors.context import Context, choose, code_of
from dragoman.resolve.actors.lexicon import Sense, first
from dragoman.resolve.actors.people import holder
from dragoman.resolve.actors.persons import ruled_by
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.segments import MOD, NAME, Segment
from dragoman.resolve.actors.text import Atom, key

_ARMED = frozenset({"REB", "UAF", "PRM", "OPP", "CRM"})
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "IGO", "PRM"})
_COMPASS = word_group("compass")
_FOLLOWERS = word_group("followers")
_STATE_BODIES = word_group("state_bodies")
_FOUGHT_THERE = word_group("fought_there")
_OWN_SECTOR = frozenset({"COP", "LEG", "JUD", "MED", "JRN", "EDU", "SPY", "CVL", "REF", "OPP", "LAB", "BUS", "SOC", "AGR"})


def _pick(one: Segment, context: Context, *, adjective: bool = False) -> tuple[Sense | None, list[Candidate]]:
    return choose(one.senses, context, adjective=adjective)


def nationality(before: list[Segment], found: list[Atom], context: Context) -> tuple[Sense | None, list[Candidate], str | None]:
    """The country word that a head takes: a nationality before a state's name before a seat; why not, where two compete."""
    held: list[tuple[Segment, Sense]] = []
    open_: list[Candidate] = []
    for one in before:
        if one.kind != "known" or not one.has("demonym", "state", "seat", "place", "metonym", "people"):
            continue
        sense, candidates = _pick(one, context, adjective=True)
        if sense and sense.kind in ("demonym", "state", "seat", "place", "metonym", "people"):
            held.append((one, sense))
        open_ += candidates
    nations = [(o, s) for o, s in held if s.kind == "demonym" or (s.kind == "people" and s.country)]
    if len({s.country for _, s in nations}) > 1:
        if any(found[o.i].glued for o, _ in nations):
            return (
                None,
                [Candidate(name=s.name, code=None, entity_id=s.entity_id, score=0.5) for _, s in nations],
                "two nationalities in one",
            )
        return nations[0][1], [], None
    for kinds in (("demonym",), ("people",), ("state", "metonym"), ("seat",), ("place",)):
        fit = [s for _, s in held if s.kind in kinds]
        if fit:
            return fit[-1] if kinds != ("people",) or fit[-1].country else next((s for s in fit if s.country), fit[-1]), [], None
    return None, open_, None


def role_reading(
    before: list[Segment], last: Segment, found: list[Atom], context: Context, *, former: bool = False, named: bool = False
) -> Reading:
    """*Turkish forces*, *Syrian opposition groups*, *UN spokesman*, *Hamas leader*."""
    sense = first(last.senses, "role")
    if sense is None:
        return Reading()
    out = Reading(kind="role", sectors=sense.sectors, role=sense.role, title=sense.role == "title", former=former)
    out.role_text = _role_text(before, last, found)
    out.because(f"{sense.why}: {sense.text!r} {'/'.join(sense.sectors) or 'by whom it belongs to'}")
    nation, candidates, conflict = nationality(before, found, context)
    if conflict:
        out.candidates = candidates
        return out.because(conflict)
    if nation is not None and nation.kind in ("state", "place") and found[last.j - 1].key in _FOUGHT_THERE:
        out.because(f"{nation.name} is where the war was")
        nation = None
    if nation is not None and not (nation.kind in ("seat", "place") and out.role_text in ("family", "families")):
        out.country = nation.country
        out.because(f"{nation.why}: {nation.name}")
        if nation.kind == "people" and out.sectors[:1] in (("MIL",), ("REB",)):
            out.sectors = ("REB",)
        if (nation.kind == "metonym" and sense.role == "rel") or (nation.sectors[:1] == ("PRE",) and out.sectors[:1] == ("GOV",)):
            out.sectors = nation.sectors
    elif candidates:
        out.candidates = candidates
    before = _ruler(out, before, found, context)
    if nation is not None and nation.kind == "demonym" and nation.country and not out.sectors and found[last.j - 1].key in _STATE_BODIES:
        out.sectors = ("GOV",)
        out.because("rule: a nationality's service or mission is its government's")
    _modify(out, sense, before, context)
    if _unknown_name_between(before, last, found):
        out.candidates = [
            Candidate(name=out.role_text, code=f"{out.country}{out.sectors[0]}" if out.country and out.sectors else None, score=0.5)
        ]
        out.sectors, out.code, out.entity_id, out.proper, out.role = (), None, None, True, ""
        return out.because("the proper name is in no table")
    if out.former and out.sectors and out.sectors[0] in _OFFICIAL:
        out.sectors = ("ELI",)
        out.code = None
        out.because("rule: a former holder is ELI")
    out.single = " ".join(a.key for a in found[last.i : last.j]) == key(sense.text)
    policy = nation is not None and (nation.entity_id or "").startswith("policy:")  # Abkhazia's ministers are not Georgia's
    if not named and not former and not policy and (nation is None or nation.kind in ("demonym", "state")):
        fill_holder(out, context)
    return out


def _role_text(before: list[Segment], last: Segment, found: list[Atom]) -> str:
    """The office in lower case: the head and the role words straight before it."""
    first_atom = last.i
    for one in reversed(before):
        if one.j != first_atom or not (one.kind == "known" and one.has("role") and not one.has("demonym", "state")):
            break
        first_atom = one.i
    return " ".join(a.key for a in found[first_atom : last.j])


def _modify(out: Reading, sense: Sense, before: list[Segment], context: Context) -> None:
    """What bodies and roles before the head say of its sector."""
    for one in reversed(before):
        if one.kind != "known":
            continue
        if one.has("org", "group") and not one.has("demonym", "state"):
            body, candidates = _pick(one, context)
            if body is None:
                out.candidates = candidates
            elif body.kind in ("org", "group"):
                _of_body(out, sense, body)
            return
        role = first(one.senses, "role")
        if role and role.sectors and not one.has("demonym", "state"):
            weak = sense.role == "rel" or not out.sectors
            armed = sense.role != "title" and role.sectors[0] in (_ARMED | {"COP"}) and out.sectors[:1] in (("MIL",), ("GOV",))
            if weak or armed:
                out.sectors = role.sectors
                out.because(f"{role.why}: {role.text!r} before it")
            return


def _of_body(out: Reading, sense: Sense, body: Sense) -> None:
    out.because(f"{body.why}: {body.name}")
    own = sense.role != "rel" and bool(out.sectors) and out.sectors[0] in _OWN_SECTOR
    own = own and not (body.kind == "group" and out.role_text.split(" ")[-1] in _FOLLOWERS)
    if own and body.kind == "group" and out.sectors[0] in ("CVL", "REF", "OPP"):  # the country of a group's prisoners is not its own
        return
    if body.code:
        if own and out.sectors[0] in ("CVL", "REF"):
            return
        out.code, out.country, out.sectors = body.code, None, body.sectors
        out.entity_id = body.entity_id
        return
    out.country = body.country or out.country
    if not own or body.kind == "org":
        out.sectors = body.sectors or out.sectors
        out.entity_id = body.entity_id


def _ruler(out: Reading, before: list[Segment], found: list[Atom], context: Context) -> list[Segment]:
    """*The Trump administration*, *the Assad regime*: the country of the office-holder named before the role; his segment is used up."""
    for one in before:
        if one.kind == NAME or one.has("person"):
            ruler = ruled_by(found[one.i : one.j], context)
            if ruler is not None and out.country in (None, ruler.country):
                out.country, out.code = ruler.country, ruler.code
                state = states().get(ruler.country or "")
                out.name = state.name if state and out.sectors[:1] == ("GOV",) else None
                if ruler.kind != "role":
                    out.sectors, out.entity_id = ruler.sectors, ruler.entity_id
                out.because("; ".join(ruler.why))
                return [s for s in before if s is not one]
    return before


def _unknown_name_between(before: list[Segment], last: Segment, found: list[Atom]) -> bool:
    """Unknown capitals before a capitalised role (*Syrian Salvation Government*): the name of a body that no row knows."""
    return any(s.kind == NAME for s in before) and (found[last.i].cap or before[-1].kind == NAME)


def fill_holder(out: Reading, context: Context) -> None:
    """Who held the office on the day, for one office of one country or organisation."""
    owner = out.country or out.code
    if owner is None or out.role == "plain" or not out.single or out.former:
        return
    if out.title:
        out.office = out.role_text
    term = holder(out.role_text, owner, context.on)
    if term:
        out.person, out.office = term.person, out.role_text
        out.because(f"{term.row}: {term.person} held the office")


def body_reading(before: list[Segment], last: Segment, found: list[Atom], context: Context) -> Reading:  # noqa: PLR0911 - a list of cases
    """An organisation, group or people by name."""
    sense, candidates = _pick(last, context)
    if sense is None:
        return Reading(candidates=candidates).because("several bodies have this name" if candidates else "nobody was called so then")
    if sense.kind not in ("org", "group", "people"):
        return state_reading(before, last, found, context)
    nation, _, _ = nationality(before, found, context)
    if nation is not None and nation.country and last.has("role"):
        return role_reading(before, last, found, context)  # *the Russian Security Council* is none of the United Nations
    if any(s.kind == NAME for s in before):
        return Reading(
            candidates=[Candidate(name=sense.name, code=code_of(sense), entity_id=sense.entity_id, score=0.3)], proper=True
        ).because("part of a longer name that is in no table")
    out = Reading(
        kind=sense.kind,
        name=sense.name,
        country=sense.country,
        sectors=sense.sectors,
        code=sense.code,
        entity_id=sense.entity_id,
        known=True,
    ).because(f"{sense.why}: {sense.name}")
    if nation is None or nation.country is None or nation.country == sense.country:
        return out
    if sense.kind == "people" and sense.country is None:
        out.country = nation.country
        return out.because(f"{nation.why}: {nation.name}")
    if sense.kind == "org" and sense.code and sense.sectors == ("IGO",):
        return out
    other = Reading(
        country=nation.country, candidates=[Candidate(name=sense.name, code=code_of(sense), entity_id=sense.entity_id, score=0.3)]
    )
    return other.because(f"{nation.why}: {nation.name} does not go with {sense.why}: {sense.name}")


def _noun(atom: Atom) -> bool:
    """Whether a nationality's word is a plural noun (*Syrians*), not the adjective alone."""
    return atom.key.endswith(("s", "men")) and not atom.key.endswith(("ss", "us"))


def state_reading(before: list[Segment], last: Segment, found: list[Atom], context: Context) -> Reading:  # noqa: PLR0911 - a list of cases
    """A state, its seat or metonym stands for its government; a nationality alone for its people."""
    sense, candidates = _pick(last, context)
    if sense is None:
        return Reading(candidates=candidates).because(f"{context.words(found)!r} may be several")
    kind = "people" if sense.kind == "demonym" else "metonym" if sense.kind == "metonym" else "state"
    if any(s.kind == NAME for s in before):
        return Reading(candidates=[Candidate(name=sense.name, code=code_of(sense), score=0.3)], proper=True).because(
            "part of a name that is in no table"
        )
    nation, _, _ = nationality(before, found, context)
    if sense.kind == "metonym" and nation and nation.country != sense.country:
        if last.has("role"):
            return role_reading(before, last, found, context)
        return Reading(country=nation.country).because(f"{nation.why}: {nation.name} does not go with {sense.why}")
    if sense.kind == "place":
        return Reading(kind="place", name=sense.name, country=sense.country).because(f"{sense.why}: a place, not a government")
    if nation and nation.country != sense.country and sense.kind in ("state", "seat"):
        out = Reading(country=None, candidates=[Candidate(name=s.name, code=code_of(s), score=0.5) for s in (nation, sense)])
        return out.because(f"{nation.name} and {sense.name} stand side by side")
    out = Reading(
        kind=kind, name=sense.name, country=sense.country, sectors=sense.sectors, code=sense.code, entity_id=sense.entity_id, known=True
    )
    if kind == "people":
        out.entity_id = None
        if len(found) == 1 and context.text[:1] == found[0].raw[:1] and not _noun(found[0]) and len(context.text) <= len(found[0].raw) + 2:
            out.known, out.sectors = False, ()
            out.candidates = [Candidate(name=sense.name, code=f"{sense.country}{sector}", score=0.5) for sector in ("GOV", "CVL")]
            return out.because(f"{sense.why}: an adjective alone")
        out.sectors = ("CVL",)
        return out.because(f"{sense.why}: a nationality alone is its people (CVL)")
    if any(s.kind == MOD and found[s.i].key in _COMPASS for s in before):
        out.sectors, out.entity_id, out.known = (), None, False
        return out.because(f"{sense.why}: a part of {sense.name}, not its government")
    rule = {"state": "a state's name is its government", "seat": "a capital is its government", "metonym": "a seat of power"}[sense.kind]
    return out.because(f"{sense.why}: {rule}")
