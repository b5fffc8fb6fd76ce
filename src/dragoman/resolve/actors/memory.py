"""What a report has said before a mention: known actors in its text, its countries, the full forms of short names."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

from dragoman.model import Entity
from dragoman.ontology import actors as tables
from dragoman.resolve.actors import lists
from dragoman.resolve.actors.context import Context
from dragoman.resolve.actors.features import HE, SHE, THEY, plural
from dragoman.resolve.actors.lexicon import Lexicon
from dragoman.resolve.actors.people import Person, by_surname, holder
from dragoman.resolve.actors.persons import with_person
from dragoman.resolve.actors.phrase import read_phrase
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.salience import acts
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.segments import ARTICLES, FUNCTION, HONORIFICS, MOD, NAME, SKIP, Segment, segment
from dragoman.resolve.actors.text import Atom, atoms, fold, key, standing

_COLLECTIVES = tables.word_group("collectives")
_LISTED = re.compile(r"(?:, | in | at | near )$")
"""What stands before a name in a list, or before a place: what follows is no apposition to a person."""
_BODIES = tables.word_group("parts_of_state")
_OFFICES = (("GOV",), ("MIL",), ("COP",), ("LEG",), ("JUD",), ("OPP",), ("PTY",), ("PRE",), ("REB",))
_FIRST = re.compile(r"(?<![\w'’-])([A-Z][\w'’-]+)(?: [A-Z]\.)* $")
_APPOSED = re.compile(r", ([^,.;\n]{3,90})(?=[,.;\n])")
_CURRENCIES = tables.word_group("currencies")
_ADJECTIVES = tables.word_group("adjectives_too")
BACK = 4
"""Sentences behind which nothing is an antecedent any more."""


def scanned(scope: Scope, lexicon: Lexicon) -> list[Entity]:
    """The names that stand in the report, known or not, in order; read once."""
    held = scope.__dict__.get("_scanned")
    if held is None:
        held = _scan(scope, lexicon)
        scope.__dict__["_scanned"] = held
    return held


def _scan(scope: Scope, lexicon: Lexicon) -> list[Entity]:
    found = scope.atoms
    context = Context(lexicon, scope.published, scope.bag, scope.bag, text=scope.text)
    out = []
    run: list[Segment] = []
    for one in [*segment(found, lexicon, lower=False), None]:
        if one is not None and one.kind != MOD and not (run and found[one.i].breaks) and not (run and _new_sentence(found[one.i])):
            run.append(one)
            continue
        if run and (_names(run, found) or (_role(run, found) and not _adjective(run, found, scope))) and not _money(run, found):
            piece = found[run[0].i : run[-1].j]
            entity = read_phrase(piece, context).finish(scope.text[piece[0].start : piece[-1].end], piece[0].start, piece[-1].end)
            if not any(a.key in HE | SHE | THEY for a in piece):
                out.append(entity)
        run = [one] if one is not None and one.kind != MOD else []
    return out


def _adjective(run: list[Segment], found: list[Atom], scope: Scope) -> bool:
    """Whether the last word only says of what kind the next is: *a national state of emergency*, *an official visit*."""
    last = found[run[-1].j - 1]
    following = found[run[-1].j] if run[-1].j < len(found) else None
    if last.key not in _ADJECTIVES or following is None or following.breaks or following.cap or following.key in FUNCTION:
        return False
    return not acts(scope.text[last.end : last.end + 40])


def _new_sentence(atom: Atom) -> bool:
    """Whether a sentence begins with the atom, or what a dateline's dash parts from it."""
    return any(mark in atom.sep for mark in '.!?\n"”“') or any(f" {dash} " in atom.sep for dash in "-–—")


def _money(run: list[Segment], found: list[Atom]) -> bool:
    """Whether the run tells only whose money is counted: *six million US dollars*."""
    return run[-1].j < len(found) and found[run[-1].j].key in _CURRENCIES


def _names(run: list[Segment], found: list[Atom]) -> bool:
    """Whether the run names something: a known name, or an unknown one of two words or more."""
    for one in run:
        if one.kind == NAME and one.j - one.i > 1 and found[one.i].key not in FUNCTION:
            return True
        if one.kind == "known" and one.has("state", "seat", "metonym", "org", "group", "people", "person", "demonym"):
            return True
        if one.kind == NAME and by_surname(" ".join(a.key for a in found[one.i : one.j])):
            return True
    return False


def _role(run: list[Segment], found: list[Atom]) -> bool:
    """Whether the run is a role that an article or a plural shows to be a noun: it may be meant by a pronoun as well as any name."""
    if not any(s.kind == "role" and s.sectors and s.role != "rel" for one in run[-2:] for s in one.senses) or not run[-1].has("role"):
        return False
    noun, lead = found[run[-1].j - 1].key, found[run[0].i - 1].key if run[0].i else ""
    return lead in ARTICLES or noun in _COLLECTIVES or plural(noun)


def before(scope: Scope, lexicon: Lexicon, start: int) -> list[Entity]:
    """Actors that stand before a character, up to `BACK` sentences: those met, and the names in the text that no actor met covers."""
    floor = scope.bounds(max(0, scope.sentence(start) - BACK))[0]
    near = [e for e in scope.actors if e.start < start and e.end > floor]
    whole = [e for e in near if e.resolved]
    met = [
        e
        for e in near
        if e.start >= floor and (e.resolved or (_rival(e) and not any(w.start <= e.start and e.end <= w.end for w in whole)))
    ]
    covered = [(e.start, e.end) for e in near]
    names = scanned(scope, lexicon)
    names = names[bisect_left(names, floor, key=_start) : bisect_left(names, start, key=_start)]
    more = [e for e in names if e.end <= start and not any(a < e.end and e.start < b for a, b in covered)]
    flat = [*met, *(e for e in more if e.resolved or _rival(e))]
    return sorted(flat, key=lambda e: e.start)


def all_before(scope: Scope, lexicon: Lexicon, start: int) -> list[Entity]:
    """Every known mention and name of the report before a character. Rules ask several times for one mention: the last answer is kept."""
    asked = (start, len(scope.actors))
    if scope.last_asked[0] == asked:
        return scope.last_asked[1]
    met = sorted((e for e in scope.actors if e.end <= start and e.resolved), key=_start)
    starts, reach = [e.start for e in met], list(accumulate((e.end for e in met), max))

    def covered(name: Entity) -> bool:
        at = bisect_left(starts, name.end)
        return at > 0 and reach[at - 1] > name.start

    more = [e for e in scanned(scope, lexicon) if e.end <= start and e.resolved and not covered(e)]
    scope.last_asked = (asked, sorted([*met, *more], key=_start))
    return scope.last_asked[1]


def _start(entity: Entity) -> int:
    return entity.start


def _rival(entity: Entity) -> bool:
    """An unknown name of two or three capitalised words, somebody in a role, or *the* something: it makes a pronoun doubtful."""
    words = entity.text.split()
    if words[0].lower() in ARTICLES and len(words) > 1 and words[-1].islower():
        return True
    return bool(entity.sectors or entity.person) or (2 <= len(words) <= 3 and entity.text[0].isupper() and words[-1][0].isupper())


def countries(scope: Scope, lexicon: Lexicon) -> set[str]:
    """The countries that the report names."""
    named = scope.__dict__.get("_named")
    if named is None:
        named = scope.__dict__["_named"] = frozenset(e.country for e in scanned(scope, lexicon) if e.country)
    found = {e.country for e in scope.actors if e.country} | named
    found |= {m.country for e in scope.actors for m in e.members if m.country}
    return found


def first_names(name: list[Atom], scope: Scope) -> set[str]:
    """The folded first names that the report gives the surname ``name``."""
    before = (_FIRST.search(scope.text[max(0, at - 60) : at]) for at, _ in standing(name[0].raw, scope.text))
    return {fold(m[1]) for m in before if m} - FUNCTION - HONORIFICS


def namesake_first_names(name: list[Atom], scope: Scope, lexicon: Lexicon) -> bool:
    """Whether the report gives the surname another first name than the office-holders have whom the tables know by it."""
    held = by_surname(" ".join(a.key for a in name))
    if not held:
        return False
    firsts = first_names(name, scope)
    known = {word for person in held for word in _words(person)}
    strangers = {word for word in firsts if word not in known and not _office_word(word, lexicon)}
    return bool(strangers) and not firsts & known


def other_first_name(person: str, name: list[Atom], scope: Scope) -> bool:
    """Whether the report gives the surname first names that office-holders have, but not ``person``: *Robert F. Kennedy* is not Ted."""
    held = by_surname(" ".join(a.key for a in name))
    known = {word for one in held for word in _words(one)}
    firsts = (first_names(name, scope) & known) - {a.key for a in name}
    mine = {word for one in held if one.name == person for word in _words(one)}
    return bool(firsts) and not firsts & mine


def _words(person: Person) -> set[str]:
    """The folded words of all a person's names."""
    return {word for name in person.names for word in key(name).split()}


def _office_word(word: str, lexicon: Lexicon) -> bool:
    return any(s.kind in ("role", "demonym", "state") for s in lexicon.senses.get(word, ()))


def short_form(name: list[Atom], scope: Scope, lexicon: Lexicon, context: Context, start: int) -> Reading | None:
    """A surname that stands alone: the person whom the report named in full, with title or apposition; None where it did not."""
    short = " ".join(a.key for a in name)
    for known in reversed([e for e in scope.actors if e.start < start and e.person]):
        if key(known.person or "").endswith(f" {short}"):
            reading = Reading(kind="person", name=known.name, country=known.country, sectors=known.sectors, entity_id=known.entity_id,
                              code=None if known.country else known.code, person=known.person, office=known.office, known=True)  # fmt: skip
            return reading.because(f"rule: short for {known.text!r}")
    surname = context.words(name)
    for at, end in standing(surname, scope.text):
        apposed = _APPOSED.match(scope.text, end) if not _LISTED.search(scope.text[max(0, at - 8) : at]) else None
        fuller = _expanded(scope.text[max(0, at - 90) : at], surname, apposed and apposed[1], lexicon, context)
        if fuller is not None and not fuller.open and fuller.kind == "person":
            return fuller.because(f"rule: short for a fuller form of {surname!r} in the report")
    if namesake_first_names(name, scope, lexicon):
        return Reading(kind="name").because(f"the report names another {surname} in full")
    return None


def _expanded(lead_text: str, surname: str, apposition: str | None, lexicon: Lexicon, context: Context) -> Reading | None:
    """The title, nationality and first names straight before the surname, or the apposition after it."""
    lead = atoms(lead_text)
    if not lead or lead_text[lead[-1].end :] != " ":
        return _in_apposition(surname, apposition, lexicon, context, official=True) if apposition else None
    segments = segment(lead, lexicon, lower=False)
    k = len(segments)
    while k and segments[k - 1].kind not in (MOD, SKIP) and (k == len(segments) or not _apart(lead[segments[k].i])):
        k -= 1
    if k == len(segments):
        return _in_apposition(surname, apposition, lexicon, context, official=True) if apposition else None
    text = f"{lead_text[lead[segments[k].i].start :]}{surname}"
    inner = Context(lexicon, context.on, context.bag, context.near, None, False, text)
    out = lists.read(atoms(text), inner)
    return (out.open and apposition and _in_apposition(text, apposition, lexicon, context)) or out


def _in_apposition(name: str, apposition: str, lexicon: Lexicon, context: Context, *, official: bool = False) -> Reading | None:
    """*Ricardo Rosselló Nevares, Puerto Rico's governor*: the name by the role and country that stand behind it; ``official``: only by the
    office of a state or party, which nobody shares."""
    inner = Context(lexicon, context.on, context.bag, context.near, None, False, apposition)
    words = atoms(apposition)
    role = lists.read(words, inner)
    if role.kind != "role" or not role.country or (official and not _one_office(role, words, context)):
        return None
    inner.text = name
    return with_person(role, atoms(name), inner)


def _one_office(role: Reading, words: list[Atom], context: Context) -> bool:
    """Whether the words are the office of one person, and nobody else is known to hold it on the day."""
    noun = role.role_text.split(" ")[-1]
    if role.sectors[:1] not in _OFFICES or plural(words[-1].key) or noun in _COLLECTIVES or noun in _BODIES:
        return False
    return holder(role.role_text, role.country or "", context.on) is None


def _apart(atom: Atom) -> bool:
    return atom.breaks or _new_sentence(atom)
