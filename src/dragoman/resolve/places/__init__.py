"""Places as places: a mention to its name, country, division, point and GeoNames id, with the reason.

Countries and regions come from the tables of the package, divisions and cities from an offline copy of GeoNames (`gazetteer`). What the
mention says itself ("Tripoli, Lebanon") decides first, then countries that its context names, then the countries of the report's parties,
then population; what stays open keeps its name without a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from dragoman.model import Where
from dragoman.resolve.places import known
from dragoman.resolve.places.choose import Choice, Evidence, choose, label
from dragoman.resolve.places.gazetteer import Place, gazetteer
from dragoman.resolve.places.names import key
from dragoman.resolve.places.phrase import Mention, Phrase, read_phrase, strip

__all__ = ["resolve_place"]

_NARROW = ("city", "division", "region", "country")


def resolve_place(text: str, context: str | None = None, *, countries: Sequence[str] = ()) -> Where:
    """The place that ``text`` names.

    ``context`` is the sentence or report around it; ``countries`` are ISO3 codes of the parties or the report, which help to choose
    among namesakes. ``lat`` and ``lon`` are degrees (WGS 84). Where nothing is known, ``name`` is None; where several places of one
    name are left, ``name`` stays and ``lat``, ``lon`` and ``geonameid`` are None; ``why`` says which.
    """
    evidence = Evidence(text, context, tuple(countries))
    bare = strip(text)
    if not key(bare):
        return Where(text=text, why="no words")
    person = _person(bare, context)
    if person:
        return Where(text=text, why=person)
    whole = _whole(bare)
    if whole:
        return _where(text, bare, choose(bare, whole, evidence))
    return _taken_apart(text, read_phrase(bare), evidence)


def _whole(bare: str) -> list[Place]:
    """The places that all the words of a mention name, with or without the word for their kind at the end."""
    if not (bare[:1].isupper() or bare.islower() or "-" in bare[:4]):
        return []
    if key(bare) in known.words("compass", "area", "city", "division", "building", "itself"):
        return []
    found = known.candidates(bare)
    if found:
        return found
    words = bare.split()
    if len(words) > 1 and words[-1].lower() in known.words("division", "city") and words[0][:1].isupper():
        return _of_kind(known.candidates(" ".join(words[:-1])), words[-1].lower())
    return []


def _of_kind(places: Iterable[Place], word: str | None) -> list[Place]:
    """Those places that the word for a kind fits ("province"); all where none does."""
    listed = list(places)
    wanted = ("division", "county") if word in known.words("division") else ("city",) if word in known.words("city") else ()
    fit = [p for p in listed if p.kind in wanted or (p.source != "GeoNames" and p.precision == wanted[0])] if wanted else []
    return fit or listed


def _person(bare: str, context: str | None) -> str | None:
    """Why a mention is a person: a title in it, or before it in the context."""
    first = bare.split(maxsplit=1)[0].lower().strip(".")
    if first in known.words("title") and len(bare.split()) > 1 and not known.candidates(bare):
        return f"a person: title {bare.split(maxsplit=1)[0]!r}"
    before = context[: context.index(bare)].split() if context and bare in context else []
    if before and before[-1][:1].isupper() and before[-1].lower().strip(".") in known.words("title") and not known.named(key(bare)):
        return f"a person: title {before[-1]!r} before it"
    return None


def _taken_apart(text: str, phrase: Phrase, evidence: Evidence) -> Where:
    """Read a mention that is more than a name."""
    border = _border(text, phrase)
    if border:
        return border
    places = phrase.places
    if not places:
        return _without_name(text, phrase, evidence)
    target = _target(phrase, places)
    barred = _barred(phrase, target)
    if barred:
        return Where(text=text, why=barred)
    two = _two(phrase, places, target)
    if two:
        shared = {m.places[0].country for m in two}
        only = next(iter(shared)) if len(shared) == 1 else None
        return Where(text=text, country=only, why="two places: " + " and ".join(m.text for m in two))
    return _explicit(text, phrase, target, evidence)


def _target(phrase: Phrase, places: list[Mention]) -> Mention:
    """The mention that the others only locate: after "city of", else the first that is no country and owns nothing."""
    for mention in places:
        before = phrase.lower(mention.start - 2, mention.start)
        if len(before) == 2 and before[1] == "of" and before[0] in known.words("city", "division", "part_of") and not mention.owner:
            return mention
    inner = [m for m in places if not m.is_country and not m.owner] or [m for m in places if not m.is_country]
    if len(inner) > 1 and _kind_follows(phrase, inner[0]) and inner[1].start - inner[0].end <= 2:
        return inner[1]
    return inner[0] if inner else places[-1]


def _kind_follows(phrase: Phrase, mention: Mention) -> bool:
    after = phrase.lower(mention.end, mention.end + 2)
    return len(after) == 2 and after[0] in known.words("city", "division") and after[1] not in (",", "and", "in", "of")


def _barred(phrase: Phrase, target: Mention) -> str | None:
    """Why a known name inside a longer one is no place: an organisation's name, or part of a name that nothing knows."""
    for mention in phrase.unknown:
        touching = mention.end == target.start or mention.start == target.end
        words = {w.lower() for w in mention.text.split()}
        if words & known.words("body"):
            return f"an organisation: {mention.text!r}"
        if touching and not mention.owner and not words & (known.words("building", "area", "city", "division")):
            return f"{target.text!r} is part of a longer name that no table has: {mention.text!r}"
    return None


def _two(phrase: Phrase, places: list[Mention], target: Mention) -> list[Mention]:
    """Two places of one rank side by side ("Deir ez-Zor and Raqqa"); empty otherwise."""
    for a, b in pairwise(places):
        between = phrase.lower(a.end, b.start)
        joined = between and between[0] in ("and", "or", "to") and len(between) <= 2
        if joined and target in (a, b) and a.is_country == b.is_country:
            return [a, b]
    return []


def _border(text: str, phrase: Phrase) -> Where | None:
    """The border of two countries ("the Turkish-Syrian border", "the border between Turkey and Syria")."""
    if not {"border", "frontier", "borders"} & set(phrase.plain):
        return None
    codes: list[str] = []
    for word in phrase.words:
        parts = word.text.replace("–", "-").split("-")
        found = [c for part in parts if (c := _code(part))]
        if len(found) == len(parts) == 2:
            codes += found
    for mention in phrase.mentions if not codes else ():
        if mention.is_country or len(mention.codes) == 1:
            codes.append(mention.codes[0] if mention.codes else mention.places[0].country or "")
        elif mention.places:
            return None
    sides = list(dict.fromkeys(filter(None, codes)))
    if len(sides) != 2:
        return None
    names = " and ".join(known.country(c).name for c in sides)
    return Where(text=text, name=f"border of {names}", precision="region", why=f"border of two countries: {' and '.join(sides)}")


def _code(word: str) -> str | None:
    keyed = key(word)
    found = known.demonyms().get(keyed, ())
    return known.state_names().get(keyed) or (found[0] if len(found) == 1 else None)


def _without_name(text: str, phrase: Phrase, evidence: Evidence) -> Where:
    """A mention without a place's name: compass and areas of a country that text, context or parties give."""
    people = [m for m in phrase.mentions if m.codes]
    own = people[0].codes if people and len(people[0].codes) == 1 else ()
    if phrase.unknown:
        names = ", ".join(m.text for m in phrase.unknown)
        held = own[0] if own else None
        return Where(text=text, country=held, why=f"not in the gazetteer: {names}" + (f"; {people[0].text} in the text" if held else ""))
    words = set(phrase.plain)
    if words & known.words("building") and not phrase.compass:
        return Where(text=text, why="a building without its place")
    general = phrase.compass or words & (known.words("area", "division", "city", "itself"))
    if not general:
        return Where(text=text, why="no name of a place in it")
    code, why = (own[0], f"{people[0].text} in the text") if own else _country_around(evidence)
    if code is None:
        return Where(text=text, why=why)
    if "capital" in words and not phrase.compass:
        seat = known.capital(code)
        return (
            _where(text, text, Choice(seat, f"capital; {why}")) if seat else Where(text=text, country=code, why=f"capital unknown; {why}")
        )
    if words & known.words("itself") or ({"soil", "territory"} & words and not phrase.compass):
        return _where(text, text, Choice(known.country(code), why))
    if words & known.words("city") and not phrase.compass:
        return Where(text=text, country=code, why=f"a place without a name; {why}")
    return _part(text, phrase, known.country(code), why)


def _country_around(evidence: Evidence) -> tuple[str | None, str]:
    """The one country that the context names, else the one country of the parties, with the reason."""
    if len(evidence.named) == 1:
        code, word = next(iter(evidence.named.items()))
        return code, f"context names {word}"
    both = [c for c in dict.fromkeys(evidence.countries) if c in evidence.named or not evidence.named]
    if len(both) == 1:
        return both[0], f"the report's countries have {both[0]}"
    if evidence.named:
        return None, "several countries in the context: " + ", ".join(evidence.named.values())
    return None, "a region without its country"


def _part(text: str, phrase: Phrase, whole: Place, why: str) -> Where:
    """A part of a country or region ("northern Iraq"): the point of the whole, precision region."""
    shown = f"{_adjective(phrase.compass)} {whole.name}" if phrase.compass else whole.name
    return Where(
        text=text, name=shown, country=whole.country, lat=whole.lat, lon=whole.lon, precision="region",
        why=f"part of {whole.name}, its middle given; {why}",
    )  # fmt: skip


def _adjective(compass: str | None) -> str:
    word = (compass or "").replace("-", "")
    return word if word.endswith("ern") or word == "central" else word + "ern"


def _explicit(text: str, phrase: Phrase, target: Mention, evidence: Evidence) -> Where:
    """Choose the place of a mention among those that its own other words allow."""
    after = phrase.lower(target.end, target.end + 1)
    before = phrase.lower(target.start - 2, target.start)
    kind = after[0] if after and after[0] in known.words("division", "city") else None
    kind = kind or (before[0] if len(before) == 2 and before[1] == "of" and before[0] not in known.words("itself") else None)
    places = _of_kind(target.places, kind)
    said = []
    for other in phrase.mentions:
        if other is target or not (other.places or other.codes) or _before_building(phrase, other, target):
            continue
        kept = [p for p in places if _held(p, other, strict=True)] or [p for p in places if _held(p, other, strict=False)]
        if not kept and "border" in phrase.plain:
            kept = [p for p in places if any(p.country in gazetteer().neighbours(c) for c in _codes(other))]
        if not kept and (other.codes or other.is_country) and not target.is_country:
            held = _codes(other)
            return Where(
                text=text, country=held[0] if len(held) == 1 else None, why=f"no {target.text} is known in {other.text}",
            )  # fmt: skip
        if kept and not (other.is_country and target.is_country):
            places = kept
            said.append(other.text)
    choice = choose(target.text, places, evidence)
    why = f"{', '.join(said)} in the text; {choice.why}" if said else choice.why
    general = not said and kind is None and bool(set(phrase.plain) & known.words("area"))
    if choice.place and choice.place.precision in ("country", "region") and (phrase.compass or general):
        if choice.place.precision == "country" and {"soil", "territory"} & set(phrase.plain) and not phrase.compass:
            return _where(text, target.text, Choice(choice.place, why))
        return _part(text, phrase, choice.place, why)
    return _where(text, target.text, Choice(choice.place, why, choice.open))


def _before_building(phrase: Phrase, other: Mention, target: Mention) -> bool:
    """Whether a country only says whose building it is ("the US embassy in Baghdad")."""
    between = set(phrase.lower(other.end, target.start)) if other.end <= target.start else set()
    return bool(between & (known.words("building", "body") | {"troops", "soldiers", "forces"}))


def _codes(mention: Mention) -> tuple[str, ...]:
    if mention.codes:
        return mention.codes
    return tuple(dict.fromkeys(c for p in mention.places for c in (p.within or (p.country,)) if c))


def _held(place: Place, holder: Mention, strict: bool) -> bool:
    """Whether a place lies in what another mention names; ``strict`` asks for the division as well as the country."""
    if holder.codes:
        return place.country in holder.codes or any(c in holder.codes for c in place.within)
    for area in holder.places:
        same = place.country is not None and place.country in (area.within or (area.country,))
        if not same and not set(place.within) & set(area.within or (area.country,)):
            continue
        if not strict or area.precision in ("country", "region") or area.admin1 is None or area.admin1 == place.admin1:
            return True
    return False


def _where(text: str, name: str, choice: Choice) -> Where:
    """The record of a choice; an open one keeps its name and what its candidates share."""
    place = choice.place
    if place is None:
        shared = {p.country for p in choice.open}
        only = next(iter(shared)) if len(shared) == 1 else None
        ranks = {p.precision for p in choice.open}
        return Where(text=text, name=name, country=only, precision=next(iter(ranks)) if len(ranks) == 1 else None, why=choice.why)
    division = gazetteer().code(f"{place.country}.{place.admin1}") if place.admin1 else None
    return Where(
        text=text, name=place.name, country=place.country, admin1=division.name if division else None, lat=place.lat, lon=place.lon,
        geonameid=place.geonameid, precision=place.precision, why=f"{place.source}: {label(place)}; {choice.why}",
    )  # fmt: skip
