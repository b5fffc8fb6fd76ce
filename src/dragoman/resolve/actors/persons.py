"""Read a person's name: who is meant, and what he or she was on the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from difflib import SequenceMatcher

from dragoman.model import Candidate
from dragoman.ontology import actors as tables
from dragoman.ontology.actors import KINDS, word_group
from dragoman.ontology.rows import Body, Tenure
from dragoman.resolve.actors.context import Context, supported
from dragoman.resolve.actors.lexicon import first
from dragoman.resolve.actors.people import Person, by_name, by_surname, ended, office_of, running
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.text import Atom, fold, key

ALIKE = 0.75
"""Share of common letters from which two first names are taken for one."""
_HEADS = ("head of state", "head of government")
_OFFICES = frozenset({"GOV", "ELI", "LEG", "MIL", "COP", "SPY", "JUD", "OPP", "PTY", "REB", "PRE", "UAF", "IGO"})
"""Sectors of those whom the tables of offices hold."""
RANKS = word_group("ranks")
"""Words that make another office of one: *vice president*."""
_THINGS = word_group("things")


def persons_named(name: list[Atom]) -> tuple[tuple[Person, ...], bool]:
    """Office-holders whom the whole of ``name`` may name, and whether it is a full name."""
    keys = [a.key for a in name]
    whole = " ".join(keys)
    if held := by_name(whole):
        return held, True
    if len(keys) > 2 and (held := by_name(" ".join(k for k in keys if len(k) > 1))):
        return held, True
    return by_surname(whole), False


def choose_person(name: list[Atom], role: Reading | None, context: Context) -> tuple[Person | None, list[Candidate]]:
    """The office-holder meant, or None, with candidates where several may be."""
    held, full = persons_named(name)
    if not held:
        return _spelt_otherwise(name, role, context), []
    wanted = list(held)
    if role and role.country:
        wanted = [p for p in wanted if any(_country(t) == role.country for t in p.tenures)]
    elif role and role.code:
        wanted = [p for p in wanted if any(t.country == role.code for t in p.tenures)]
    if role and role.title and role.role_text:
        fit = [p for p in wanted if any(_is_office(t, role) for t in p.tenures)]
        wanted = fit or ([] if not full and not (role.country or role.code) else wanted)
    if role and not role.title and not full and role.sectors and role.sectors[0] not in _OFFICES:
        wanted = []  # "the banker Olszewski" is no prime minister
    if not wanted:
        return None, []
    if full and len(wanted) == 1:
        return wanted[0], []
    wanted = _on_the_day(wanted, role, context)
    backed = bool(role and (role.country or role.code))
    titled = bool(role and role.title and role.role_text)
    if len(wanted) == 1 and (backed or titled or full or _plain(name, wanted[0], held, context)):
        return wanted[0], []
    near = [p for p in wanted if _supported(p, context)]
    if len(near) == 1:
        return near[0], []
    left = near or wanted or list(held)
    share = round(1 / (len(left) + (not near)), 3)  # without support in the report it may be somebody else
    return None, [
        Candidate(name=p.name, code=_code(status(p, context)) if near else None, entity_id=p.entity_id, score=share) for p in left
    ]


def _spelt_otherwise(name: list[Atom], role: Reading | None, context: Context) -> Person | None:
    """*Prime Minister Abdul-Raouf Rawabdeh*: the only one of that surname, and of a first name spelt alike, who holds the office on the day."""
    if len(name) < 2 or role is None or not role.title or not role.role_text or context.on is None:
        return None
    held = [p for p in by_surname(name[-1].key) if _alike(p.name, name) and any(_is_office(t, role) for t in running(p, context.on))]
    held = [p for p in held if role.country is None or any(_country(t) == role.country for t in p.tenures)]
    return held[0] if len(held) == 1 else None


def _alike(known: str, name: list[Atom]) -> bool:
    """Whether the first names are spellings of one: *Abdul-Raouf* and *Abdelraouf*."""
    one, other = (fold("".join(words)).replace("-", "") for words in (known.split()[:-1], [a.raw for a in name[:-1]]))
    return SequenceMatcher(None, one, other).ratio() >= ALIKE


def _plain(name: list[Atom], person: Person, held: tuple[Person, ...], context: Context) -> bool:
    """A surname alone is enough where it is rare and of one country in the tables, or where the report names the country."""
    whole = " ".join(a.key for a in name)
    alone = len({_country(t) for p in held for t in p.tenures[:1]}) == 1
    rare = alone and whole not in tables.common_surnames() and name[-1].key not in tables.common_surnames()
    return rare or _supported(person, context)


def _supported(person: Person, context: Context) -> bool:
    return any(supported(c, context) for t in person.tenures if (c := _country(t)))


def _on_the_day(wanted: list[Person], role: Reading | None, context: Context) -> list[Person]:
    """Those in office on the day, if any is (with a title: in that office); else those who had been; else all."""
    on = context.on
    if on is None or len(wanted) < 2:
        return wanted
    if role and role.title and role.role_text:
        fit = [p for p in wanted if any(_is_office(t, role) for t in running(p, on))]
        if fit:
            return fit
    return [p for p in wanted if running(p, on)] or [p for p in wanted if ended(p, on)] or wanted


def _is_office(term: Tenure, role: Reading) -> bool:
    """Whether the role names this term's office in its country."""
    text = role.role_text
    office = office_of(text, term.country)
    if term.office in (office, text) or (text.endswith(term.office) and RANKS.isdisjoint(text.removesuffix(term.office).split())):
        return True
    heads = ("head of state", "head of government", "leader", "secretary-general", "supreme leader")
    return (
        text in ("leader", "president", "ruler", "strongman", "dictator", "premier", "prime minister", "king", "chief", "head", "boss")
        and term.office in heads
    )


def _country(term: Tenure) -> str | None:
    if term.country in tables.states():
        return term.country
    body = tables.bodies().get(term.country, (None,))[0]
    return body.country if body and body.kind not in KINDS else None


def _began(term: Tenure) -> dt.date:
    return term.period.start.first if term.period.start else dt.date.min


def ruled_by(name: list[Atom], context: Context) -> Reading | None:
    """The country whose government is called by its head's name (*the Trump administration*), or None."""
    held, full = persons_named(name)
    heads = [(p, t) for p in held for t in p.tenures if t.office in ("head of state", "head of government") or full]
    begun = [(p, t) for p, t in heads if context.on is None or (t.period.start and t.period.start.first <= context.on)]
    owners = {t.country for _, t in begun}
    if len(owners) > 1:
        owners = {o for o in owners if supported(o, context)} or {t.country for p, t in begun if context.on and t in running(p, context.on)}
    if len(owners) != 1:
        return None
    country = owners.pop()
    row = max((t for _, t in begun if t.country == country), key=_began)
    if country in tables.states():
        return Reading(kind="role", country=country, known=True).because(f"{row.row}: {row.person}")
    body = body_on(country, context)
    if body is None:
        return None
    out = Reading(
        kind=body.kind if body.kind == "group" else "org",
        name=body.name,
        code=body.code,
        sectors=body.sectors,
        entity_id=body.entity_id,
        known=True,
    )
    out.country = None if body.code else body.country
    return out.because(f"{row.row}: {row.person}")


def body_on(identity: str, context: Context) -> Body | None:
    """The row of an organisation or group that holds on the day."""
    held = tables.bodies().get(identity, ())
    fit = [b for b in held if context.on is None or b.period.holds(context.on) is not False]
    left = fit or list(held)
    return left[-1 if context.on is None else 0] if left else None


def status(person: Person, context: Context) -> Reading:
    """Country, sectors and office of a person on the day; a former holder is ELI; without a day only a running term speaks."""
    out = Reading(kind="person", person=person.name, entity_id=person.entity_id, name=person.name)
    on = context.on
    now = running(person, on) if on else [t for t in person.tenures if t.period.end is None]
    if now and on and _leads_only_a_party(now) and any(t.office in _HEADS for t in ended(person, on)):
        now = []  # a former head of government who leads a party is a former head of government
    if now:
        return _in_office(out, now[0], context).because(
            f"{now[0].row}: {person.name} {'in office on ' + on.isoformat() if on else 'in office'}"
        )
    past = ended(person, on) if on else []
    if past:
        countries = [c for t in past if (c := _country(t))]
        out.country, out.sectors, out.known = (countries[0] if countries else None), ("ELI",), True
        end = past[0].period.end
        when = (end.last.isoformat() if end.exact else str(end.last.year)) if end else ""
        return out.because(f"{past[0].row}: {person.name} left office {when} (former holder: ELI)")
    out.country = _country(person.tenures[0])
    codes = [f"{out.country}GOV", f"{out.country}ELI"] if out.country else []
    out.candidates = [Candidate(name=person.name, code=code, entity_id=person.entity_id, score=0.5) for code in codes]
    reason = f"not yet in office on {on.isoformat()}" if on else "no day is given and no term runs"
    return out.because(f"{person.tenures[0].row}: {person.name}, {reason}")


def _leads_only_a_party(now: list[Tenure]) -> bool:
    owners = [tables.bodies().get(t.country, (None,))[0] for t in now]
    return all(body is not None and body.kind == "group" and body.sectors[0] in ("PTY", "OPP") for body in owners)


def _in_office(out: Reading, term: Tenure, context: Context) -> Reading:
    out.office, out.known = term.office, True
    if term.country in tables.states():
        sense = first(context.lexicon.senses.get(key(term.office), ()), "role")
        out.country, out.sectors = term.country, (sense.sectors if sense and sense.sectors else _of_office(term.office, context))
        if "opposition" in term.office:
            out.sectors = ("OPP",)
        return out
    body = body_on(term.country, context)
    if body:
        out.code = body.code
        out.country, out.sectors = (None if body.kind in KINDS else body.country), body.sectors
    return out


def _of_office(office: str, context: Context) -> tuple[str, ...]:
    """The sector of an office that is no role by itself: of a state that few recognise (*president of somaliland*), of a party, that of its
    last word (*bosnian serb commander*), else GOV."""
    words = key(office).split()
    named = (" ".join(words[i:j]) for i in range(len(words)) for j in range(len(words), i, -1))
    held = [
        s for name in named for s in context.lexicon.senses.get(name, ()) if s.kind in ("state", "demonym") and s.sectors[:1] == ("PRE",)
    ]
    if held or (words[0] == "leader" and words[-1] == "party"):
        return held[0].sectors if held else ("PTY",)
    last = first(context.lexicon.senses.get(words[-1], ()), "role")
    return last.sectors if last and last.sectors else ("GOV",)


def _code(reading: Reading) -> str | None:
    return reading.code or (f"{reading.country}{reading.sectors[0]}" if reading.country and reading.sectors else None)


def with_person(role: Reading | None, name: list[Atom], context: Context) -> Reading:
    """A name, after a title or alone. The title speaks for the sector unless the tables know that the term was over."""
    person, candidates = choose_person(name, role, context)
    words = context.words(name)
    if person is None:
        shared = _one_code(candidates)
        if shared and (role is None or not role.role_text):
            out = Reading(kind="person", country=shared[:3], sectors=(shared[3:],), candidates=candidates)
            return out.because(f"{words!r} may be several people, all {shared}")
        if role is None or (role.open and not role.role_text):
            return Reading(kind="name", candidates=candidates, proper=True).because(
                f"{words!r} may be several people" if candidates else f"{words!r} is in no table"
            )
        if role.role_text.split(" ")[-1] in _THINGS:
            return replace(role, kind="role", name=words, entity_id=None, proper=True).because(
                f"{words!r}, a {role.role_text!r} that no table knows"
            )
        out = replace(
            role, kind="person", person=words, office=role.role_text or role.office, name=words, entity_id=None, candidates=candidates
        )
        return out.because(f"{words!r} by the title {role.role_text!r}" if role.role_text else f"{words!r} by country only")
    now = status(person, context)
    if role is None or not role.role_text:
        return _former(now, person) if role and role.former else now
    return _titled(role, now, person, context)


def _one_code(candidates: list[Candidate]) -> str | None:
    codes = {c.code for c in candidates}
    code = next(iter(codes)) if len(codes) == 1 and len(candidates) > 1 else None
    return code if code and code[:3] in tables.states() else None


def _titled(role: Reading, now: Reading, person: Person, context: Context) -> Reading:  # noqa: PLR0911 - a list of cases
    """Title and known person together."""
    if role.former:
        return _former(now, person)
    held = [t for t in person.tenures if _is_office(t, role)]
    if role.then and held:
        return _in_office(now, held[-1], context).because("'then': as in that office")
    if context.on is not None and held and now.sectors != ("ELI",) and now.sectors:
        here = [t for t in running(person, context.on) if t in held]
        if here:
            out = _in_office(now, here[0], context)
            if role.sectors[:1] == ("OPP",) and out.sectors[:1] == ("PTY",):
                out.sectors = role.sectors
            return out
        now.office = role.role_text
        return now
    if held and now.sectors == ("ELI",):
        now.office = role.role_text
        return now.because(f"the title {role.role_text!r} is kept after the term")
    if role.country is None and role.code is None and held:
        role = replace(role, country=_country(held[-1]), code=None if _country(held[-1]) else role.code)
        if role.country is None:
            return now
    if role.country is None and role.code is None:
        role = replace(role, country=now.country)
    if now.sectors[:1] == ("PRE",) and role.sectors[:1] == ("GOV",):
        role = replace(role, sectors=now.sectors)
    out = replace(role, kind="person", person=person.name, entity_id=person.entity_id, name=person.name, office=role.role_text)
    return out.because(f"{person.name} ({person.tenures[0].row}) by the title {role.role_text!r}")


def _former(now: Reading, person: Person) -> Reading:
    country = now.country or next((c for t in reversed(person.tenures) if (c := _country(t))), None)
    out = Reading(
        kind="person", person=person.name, entity_id=person.entity_id, name=person.name, country=country, sectors=("ELI",), known=True
    )
    return out.because(f"{person.tenures[-1].row}: {person.name}, said to be a former holder (ELI)")
