"""Coordination and apposition: one actor or several."""

from __future__ import annotations

from dataclasses import replace

from dragoman.resolve.actors.context import Context
from dragoman.resolve.actors.persons import with_person
from dragoman.resolve.actors.phrase import read_phrase, trim
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.segments import ARTICLES, MOD, NAME, PREPOSITIONS, SKIP, Segment, segment
from dragoman.resolve.actors.text import Atom

_JOIN = frozenset({"and", "or", "&", "plus"})
_NAMING = frozenset({"including", "namely", "like"})
Part = list[Atom]


def parts_of(found: list[Atom], context: Context) -> tuple[list[Part], bool]:
    """The parts that commas and *and* divide a mention into, and whether there was an *and*."""
    segments = segment(found, context.lexicon, lower=context.lower)
    parts: list[Part] = [[]]
    joined = False
    for one in segments:
        words = found[one.i : one.j]
        if one.kind == MOD and words[0].key in _JOIN and parts[-1]:
            joined = True
            parts.append([])
            continue
        if words[0].breaks and parts[-1]:
            parts.append([])
        if (
            one.kind == MOD
            and words[0].key in ("as", "along", "together")
            and parts[-1]
            and one.j < len(found)
            and found[one.j].key in ("well", "with")
        ):
            joined = True
            parts.append([])
            continue
        if joined and not parts[-1] and words[0].key in ("well", "as", "with"):
            continue
        parts[-1].extend(words)
    kept = [p for p in parts if p]
    if joined:
        kept = [p for i, p in enumerate(kept) if not (0 < i < len(kept) - 1 and _aside(kept[i - 1], p))]
    return kept, joined


def _aside(before: Part, part: Part) -> bool:
    """Whether a middle part tells of the one before it: *Jordan, an ally of the United States, and Lebanon*."""
    return part[0].key in ("a", "an") and before[0].key not in ("a", "an")


def read(found: list[Atom], context: Context) -> Reading:
    """The reading of a whole mention: a list, an apposition, or one phrase."""
    naming = next(
        (
            i
            for i, a in enumerate(found)
            if i and (a.key in _NAMING or (a.key == "such" and found[i + 1 : i + 2] and found[i + 1].key == "as"))
        ),
        0,
    )
    if naming:
        return _named_members(found, naming, context)
    found = _without_brackets(found)
    parts, joined = parts_of(found, context)
    if len(parts) < 2:
        return read_phrase(found, context)
    if not joined and not _same_kind(parts, context):
        return _apposition(parts, context)
    return _list(parts, context)


def _without_brackets(found: list[Atom]) -> list[Atom]:
    """Without what stands in brackets after the first words: *the Lesotho Defence Force (LDF)*."""
    kept: list[Atom] = []
    depth = 0
    for atom in found:
        depth += atom.sep.count("(") - atom.sep.count(")")
        if depth <= 0 or not kept:
            kept.append(atom)
    return kept


def _named_members(found: list[Atom], naming: int, context: Context) -> Reading:
    """*Arab states including Qatar and Saudi Arabia*: the text names the members."""
    rest = found[naming + (2 if found[naming].key == "such" else 1) :]
    inner = read(rest, context) if rest else Reading()
    head = read_phrase(found[:naming], context)
    members = inner.members or ([inner.finish(context.words(rest), rest[0].start, rest[-1].end)] if rest and not inner.open else [])
    if not any(m.resolved for m in members):
        return head
    why = [*inner.why, "rule: the members that the text names"]
    return Reading(kind="list", members=members, sectors=_common([m.sectors for m in members]), why=why)


def _same_kind(parts: list[Part], context: Context) -> bool:
    """Whether commas part names of one kind: *Qatar, Saudi Arabia*."""
    readings = [read_phrase(p, context) for p in parts]
    kinds = {r.kind for r in readings}
    if len(kinds) != 1 or not kinds <= {"state", "org", "group"}:
        return False
    if kinds == {"state"} and len(parts) == 2 and readings[0].country == readings[1].country:
        return False
    return all(r.known for r in readings) and all(
        p[0].key not in ARTICLES or r.kind == "state" for p, r in zip(parts, readings, strict=True)
    )


def _apposition(parts: list[Part], context: Context) -> Reading:
    """*Faisal Mekdad, Syria's foreign minister*: one actor said twice."""
    readings = [read_phrase(p, context) for p in parts]
    top = readings[0]
    for part, other in zip(parts[1:], readings[1:], strict=True):
        if top.kind in ("name", "person") and other.kind == "role" and (other.country or other.code or other.sectors):
            return _named_by(parts[0], top, other, context)
        if top.kind == "role" and other.kind in ("name", "person"):
            return with_person(top, _name_atoms(part), context)
        if top.known or (top.code or (top.country and top.sectors)):
            return top
        if not other.open and other.kind != "state":
            return other.because(f"rule: in apposition to {context.words(parts[0])!r}")
    return top


def _named_by(part: Part, top: Reading, other: Reading, context: Context) -> Reading:
    name = _name_atoms(part)
    if top.kind == "person" and top.known:
        return top
    made = with_person(other, name, context)
    return made.because("rule: named by its apposition")


def _name_atoms(part: Part) -> Part:
    kept = trim(part)
    last = max(
        (
            i
            for i, a in enumerate(kept)
            if not a.cap and a.key not in ("al", "el", "bin", "von", "van", "de", "der", "da", "dos", "di", "la", "del", "ibn")
        ),
        default=-1,
    )
    kept = kept[last + 1 :] or kept
    while len(kept) > 1 and kept[0].key in ("mr", "mrs", "ms", "dr", "sir"):
        kept = kept[1:]
    return kept


def _list(parts: list[Part], context: Context) -> Reading:
    """Several actors. A head said once (*Egyptian and Syrian foreign ministers*) and a nationality said once are shared."""
    parts = _one_head(parts, context)
    if len(parts) == 1:
        return read_phrase(parts[0], context)
    readings = [read_phrase(p, context) for p in parts]
    if readings[-1].kind == "person" and all(
        r.kind == "role" and r.title and p[0].key not in ARTICLES for r, p in zip(readings[:-1], parts[:-1], strict=True)
    ):
        last = readings[-1]
        return last if last.country or not readings[0].country else replace(last, country=readings[0].country)
    _share_head(parts, readings, context)
    _share_complement(parts, readings)
    _share_country(parts, readings)
    if all(r.open for r in readings):
        return Reading().because("no part of the list is known")
    members = [r.finish(context.words(p), p[0].start, p[-1].end) for r, p in zip(readings, parts, strict=True)]
    countries = {m.country for m in members}
    out = Reading(kind="list", members=members, sectors=_common([m.sectors for m in members]))
    out.country = next(iter(countries)) if len(countries) == 1 else None
    return out.because(f"rule: a list of {len(members)}")


def _common(sectors: list[tuple[str, ...]]) -> tuple[str, ...]:
    return sectors[0] if sectors and all(s == sectors[0] for s in sectors) else ()


def _one_head(parts: list[Part], context: Context) -> list[Part]:
    """Join again what *and* parts inside one name: *ministry of health and education*, *Russian trade and industry minister*."""
    out: list[Part] = []
    for part in parts:
        before = out[-1] if out else None
        if before is None:
            out.append(part)
            continue
        here, there = _known(part, context), _known(before, context)
        keys = [a.key for a in before]
        ministry = any(k in ("ministry", "minister", "department", "secretary", "committee", "office") for k in keys) and "of" in keys
        if (
            ministry
            and part[0].cap
            and (not here or here[0].i > 0 or not here[0].has("state", "org", "group", "demonym"))
            and "ministry" not in [a.key for a in part]
        ):
            cut = next((i for i, a in enumerate(part) if a.key in PREPOSITIONS), len(part))
            out[-1] = [*before, *part[cut:]]
            continue
        loose = not any(s.has("role") or s.has("org", "group", "person", "state", "seat", "metonym") for s in there) and before[
            -1
        ].key not in ("those",)
        if loose and there and _ends_unknown(before, context) and any(s.has("role") for s in here):
            nation = before[: there[-1].j] if there else []
            out[-1] = [*nation, *part]
            continue
        out.append(part)
    return out


def _known(part: Part, context: Context) -> list[Segment]:
    return [s for s in segment(part, context.lexicon, lower=context.lower) if s.kind == "known"]


def _ends_unknown(part: Part, context: Context) -> bool:
    segments = segment(part, context.lexicon, lower=context.lower)
    return bool(segments) and segments[-1].kind in (MOD, SKIP) and segments[-1].kind != NAME


def _share_head(parts: list[Part], readings: list[Reading], context: Context) -> None:
    """A part that is nothing but a nationality takes the last part's role."""
    last = readings[-1]
    if last.kind not in ("role", "person") or not last.role_text or last.proper:
        return
    head = _head_atoms(parts[-1], context)
    if not head:
        return
    for i, part in enumerate(parts[:-1]):
        segments = [s for s in segment(trim(part, context.lexicon), context.lexicon, lower=context.lower) if s.kind != SKIP]
        lone = len(segments) == 1 and segments[0].kind == "known" and not segments[0].has("role")
        if lone and (segments[0].has("demonym") or (segments[0].has("people", "org") and last.kind == "role")):
            readings[i] = read_phrase([*part, *head], context).because(f"rule: shares the head {context.words(head)!r}")


def _head_atoms(part: Part, context: Context) -> Part:
    """The role words of the last part, behind its nationality; nothing where a name or preposition stands there."""
    segments = segment(part, context.lexicon, lower=context.lower)
    nation = next((k for k, s in enumerate(segments) if s.kind == "known" and s.has("demonym", "state", "org", "people")), None)
    if nation is None or segments[nation].possessive:
        return []
    rest = segments[nation + 1 :]
    if any(s.kind == NAME or part[s.i].key in PREPOSITIONS for s in rest) or not any(s.has("role") for s in rest):
        return []
    return [part[i] for s in rest for i in range(s.i, s.j)]


def _share_complement(parts: list[Part], readings: list[Reading]) -> None:
    """*Officials from Jordan and Lebanon*: a head before a preposition covers the states after it."""
    top = readings[0]
    prepositions = {a.key for a in parts[0]} & {"of", "in", "from"}
    if top.kind != "role" or not top.country or not prepositions or not all(r.kind == "state" for r in readings[1:]):
        return
    for i, reading in enumerate(readings[1:], 1):
        shared = replace(top, country=reading.country, person=None, office=None, entity_id=None, why=[*top.why[:1], *reading.why])
        readings[i] = shared.because(f"rule: shares the head {top.role_text!r}")


def _share_country(parts: list[Part], readings: list[Reading]) -> None:
    """A nationality said once: the first covers bare roles after it, the last (*the president and premier of Iraq*) those before."""
    top, end = readings[0], readings[-1]
    for i, reading in enumerate(readings):
        if reading.kind != "role" or reading.country or reading.code or reading.proper or not reading.sectors:
            continue
        article = parts[i][0].key in ("the", "a", "an", "his", "her", "their", "its") or parts[i][0].key in PREPOSITIONS
        if i and top.kind == "role" and top.country and not article:
            readings[i] = replace(reading, country=top.country).because("rule: shares the nationality of the first")
        elif end.kind == "role" and end.country and any(a.key == "of" for a in parts[-1]):
            readings[i] = replace(reading, country=end.country).because("rule: shares the country of the last")
