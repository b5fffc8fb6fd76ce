"""Places as places: a mention to its name, country, division, point and GeoNames id, with the reason.

Countries and regions come from the tables of the package, divisions and cities from an offline copy of GeoNames (`gazetteer`). What the
mention says itself ("Tripoli, Lebanon") decides first, then countries that its context names, then the countries of the report's parties,
then population; what stays open keeps its name without a point.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.model import Where
from dragoman.ontology.actors import common_surnames
from dragoman.resolve.places import known
from dragoman.resolve.places.choose import Choice, Evidence, choose, weight
from dragoman.resolve.places.gazetteer import Place
from dragoman.resolve.places.held import FAMOUS, divided, followed, holds, of_kind, within
from dragoman.resolve.places.names import key
from dragoman.resolve.places.phrase import Mention, Phrase, read_phrase, strip
from dragoman.resolve.places.record import where
from dragoman.resolve.places.vague import BORDER_OF, NO_PLACE, border, part, without_name

__all__ = ["BORDER_OF", "NO_PLACE", "as_crossing", "crossing", "is_city", "named_state", "resolve_place"]


CITY = 20_000
"""People from which a town that is shut or opened need not be the crossing there."""
RENOWNED = 300_000
"""People from which a city is meant by a word that is a common surname too."""
_TYPES = ("oblast", "governorate", "province", "region", "state", "krai", "republic")


def resolve_place(text: str, context: str | None = None, *, countries: Sequence[str] = (), cased: bool = False) -> Where:
    """The place that ``text`` names.

    ``context`` is the sentence or report around it; ``countries`` are ISO3 codes of the parties or the report, which help to choose
    among namesakes; ``cased``: the text is known to begin its names with capitals, though ``context`` may not show it. ``lat`` and ``lon`` are degrees (WGS 84). Where nothing is known, ``name`` is None; where several places of one
    name are left, ``name`` stays and ``lat``, ``lon`` and ``geonameid`` are None; ``why`` says which.
    """
    evidence = Evidence(text, context, tuple(countries))
    bare = strip(text)
    if not key(bare):
        return Where(text=text, why="no words")
    person = _person(bare, evidence)
    if person:
        return Where(text=text, why=person)
    whole = _whole(bare) if not bare.islower() or not (cased or _cased(context)) else []
    if whole:
        found = followed(bare, whole, context)
        if found.wrong:
            return _nowhere(text, bare, found.wrong)
        if not found.said and _surname(bare, found.places, evidence):
            return Where(text=text, why="a surname, and no city of note")
        told = divided(bare, context)
        places = of_kind(found.places, "province") if told else found.places
        division = told or bare.split()[-1].lower() in known.words("division")
        choice = choose(bare, places, evidence, divided=division, said=bool(found.said))
        why = f"{', '.join(found.said)} after it in the context; {choice.why}" if found.said else choice.why
        return where(text, bare, Choice(choice.place, why, choice.open))
    return _taken_apart(text, read_phrase(bare), evidence)


def crossing(name: str | None) -> tuple[str, ...]:
    """The two countries (ISO3) between which the crossing of this name lies; none if it is no crossing that ``regions.tsv`` has."""
    place = known.regions().get(key(name)) if name else None
    return place.within if place is not None and place.kind == "crossing" else ()


def as_crossing(text: str) -> Where | None:
    """The crossing that the words name, or that lies at the town which they name ("Bobrowniki"); None where there is none."""
    for words in (text, f"{strip(text)} crossing"):
        found = resolve_place(words, "")
        if crossing(found.name):
            return found.model_copy(update={"text": text})
    return None


def is_city(text: str) -> bool:
    """Whether the words name a town of some size (`CITY` people)."""
    return any(p.kind == "city" and p.population >= CITY for p in known.candidates(strip(text)))


def named_state(text: str) -> str | None:
    """The country (ISO3) whose own name the words are ("Chad", "the Netherlands"); a people, a capital or a body is none."""
    return known.state_names().get(key(strip(text)))


def _cased(context: str | None) -> bool:
    """Whether the text shows that it begins names with capitals: then words in lower case are none."""
    return context is not None and not context.islower()


def _whole(bare: str) -> list[Place]:
    """The places that all the words of a mention name, with or without the word for their kind at the end."""
    if key(bare) in known.regions():
        return known.candidates(bare)
    named = bare[:1].isupper() or bare.islower() or "-" in bare[:4]
    if not named or key(bare) in known.words("compass", "area", "city", "division", "building", "body", "title", "itself"):
        return []
    if len(bare) <= 4 and bare.isupper():
        return known.named(key(bare)) or [p for p in known.candidates(bare) if p.kind == "division"]
    found = known.candidates(bare) or (known.candidates("The " + bare) if bare[:1].isupper() else [])
    if found:
        return found
    words = bare.split()
    if len(words) > 1 and words[-1].lower() in known.words("division", "city") and words[0][:1].isupper():
        bare = " ".join(words[:-1])
        typed = [p for kind in _TYPES for p in known.candidates(f"{bare} {kind}") if p.kind == "division"]
        return typed if typed and words[-1].lower() in _TYPES else of_kind(known.candidates(bare), words[-1].lower())
    return []


def _person(bare: str, evidence: Evidence) -> str | None:
    """Why a mention is a person: a title in it, or before it in the context."""
    words = bare.split()
    titled = len(words) > 1 and words[0].lower().strip(".") in known.words("title") and words[1][:1].isupper()
    if titled and not any(known.candidates(" ".join(words[:n])) for n in (len(words), 3, 2)):
        return f"a person: title {words[0]!r}"
    context = evidence.context
    told = re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", context or "")
    before = (context or "")[: told.start()].split() if told else []
    if before and before[-1][:1].isupper() and before[-1].lower().strip(".") in known.words("title") and not known.named(key(bare)):
        return f"a person: title {before[-1]!r} before it"
    return None


def _surname(bare: str, places: Sequence[Place], evidence: Evidence) -> bool:
    """Whether a word is a common surname more than a place: no large city, none in the countries that the report names."""
    if key(bare) not in common_surnames():
        return False
    about = {*evidence.named, *evidence.countries}
    return all(p.source == "GeoNames" and p.population < RENOWNED and not p.capital and p.country not in about for p in places)


def _taken_apart(text: str, phrase: Phrase, evidence: Evidence) -> Where:
    """Read a mention that is more than a name."""
    line = border(text, phrase, evidence)
    if line:
        return line
    places = phrase.places
    if not places:
        return without_name(text, phrase, evidence)
    target = _target(phrase, places)
    barred = _barred(phrase, target)
    if barred:
        around = [m for m in places if m is not target and (m.owner or phrase.lower(m.start - 1, m.start) == ["in"])]
        if not around:
            return Where(text=text, why=barred)
        target = around[-1]
        return _explicit(text, Phrase(phrase.text, phrase.words, [target]), target, evidence)
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
    for a, b in pairwise(places):
        if (
            a.is_country
            and b.is_country
            and phrase.lower(a.end, b.start) == [","]
            and any(p.kind != "country" and holds(p, b, strict=True) for p in a.places)
        ):
            return a
    inner = [m for m in places if not m.is_country and not m.owner] or [m for m in places if not m.is_country]
    if len(inner) > 1 and _kind_follows(phrase, inner[0]) and inner[1].start - inner[0].end <= 2:
        return inner[1]
    return inner[0] if inner else places[-1]


def _kind_follows(phrase: Phrase, mention: Mention) -> bool:
    after = phrase.lower(mention.end, mention.end + 2)
    return len(after) == 2 and after[0] in known.words("city", "division") and after[1] not in (",", "and", "in", "of")


def _barred(phrase: Phrase, target: Mention) -> str | None:
    """Why a known name inside a longer one is no place: an organisation's name, or part of a name that nothing knows."""
    for mention in phrase.places:
        pair = sorted((mention, target), key=lambda m: m.start)
        if pair[0].end == pair[1].start and not pair[0].owner and mention is not target:
            return f"{target.text!r} is part of a longer name that no table has"
    ahead = phrase.words[target.start - 1] if target.start else None
    if ahead and ahead.text[:1].isupper() and ahead.lower in known.words("compass"):
        best = max(target.places, key=weight)
        if best.precision == "division" or (best.kind == "city" and (best.also or best.population < FAMOUS)):
            return f"{target.text!r} is part of a longer name that no table has: {ahead.text} {target.text}"
    for mention in phrase.unknown:
        words = {w.lower() for w in mention.text.split()}
        if words & known.words("body"):
            return f"an organisation: {mention.text!r}"
        first, last = sorted((mention, target), key=lambda m: m.start)
        between = set(phrase.lower(first.end, last.start))
        if between <= known.words("particle") and not first.owner and not words & known.words("building", "area", "city", "division"):
            return f"{target.text!r} is part of a longer name that no table has: {mention.text!r}"
    after = phrase.words[target.end : target.end + 1]
    if after and after[0].lower in known.words("feature") and after[0].text[:1].isupper() and not target.owner:
        return f"{target.text!r} is part of a longer name that no table has: {target.text} {after[0].text}"
    return None


def _two(phrase: Phrase, places: list[Mention], target: Mention) -> list[Mention]:
    """Two places of one rank side by side ("Deir ez-Zor and Raqqa"); empty otherwise."""
    for a, b in pairwise(places):
        between = phrase.lower(a.end, b.start)
        joined = between and between[0] in ("and", "or", "to") and len(between) <= 2
        other = b if target is a else a
        held = not other.is_country or any(holds(p, other, strict=False) for p in target.places)
        if joined and target in (a, b) and (a.is_country == b.is_country or not held):
            return [a, b]
    return []


def _explicit(text: str, phrase: Phrase, target: Mention, evidence: Evidence) -> Where:
    """Choose the place of a mention among those that its own other words allow."""
    after = phrase.lower(target.end, target.end + 1)
    before = phrase.lower(target.start - 2, target.start)
    kind = after[0] if after and after[0] in known.words("division", "city") else None
    kind = kind or (before[0] if len(before) == 2 and before[1] == "of" and before[0] not in known.words("itself") else None)
    found = within(of_kind(target.places, kind), phrase, target)
    if found.wrong:
        return _nowhere(text, target.text, found.wrong)
    choice = choose(target.text, found.places, evidence, divided=kind in known.words("division"), said=bool(found.said))
    why = f"{', '.join(found.said)} in the text; {choice.why}" if found.said else choice.why
    words = set(phrase.plain)
    general = not found.said and kind is None and bool(words & known.words("area"))
    if choice.place and choice.place.precision in ("country", "region") and (phrase.compass or general):
        if choice.place.precision == "country" and words & {"soil", "territory"} and not phrase.compass:
            return where(text, target.text, Choice(choice.place, why))
        return part(text, phrase, choice.place, why if found.said else f"{target.text} in the text; {choice.why}")
    return where(text, target.text, Choice(choice.place, why, choice.open))


def _nowhere(text: str, name: str, holder: Mention) -> Where:
    held = tuple(dict.fromkeys(p.country for p in holder.places if p.kind == holder.places[0].kind)) if holder.places else holder.codes
    return Where(text=text, country=held[0] if len(held) == 1 else None, why=f"no {name} is known in {holder.text}")
