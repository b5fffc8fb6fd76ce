"""The actor behind a mention, on the day, with the reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.model import Entity
from dragoman.resolve.actors import lists
from dragoman.resolve.actors.anaphora import HE, IT, OWNERS, PRONOUNS, SHE, THEY, definite, kind_of, nearest, pronoun
from dragoman.resolve.actors.context import Context, bag
from dragoman.resolve.actors.lexicon import Lexicon, lexicon
from dragoman.resolve.actors.memory import before, countries, namesake_first_names, short_form
from dragoman.resolve.actors.people import holder, tenure
from dragoman.resolve.actors.phrase import belong
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.text import Atom, atoms

_STATE_PARTS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})


@dataclass(frozen=True, slots=True)
class _Mention:
    """One mention while it is resolved: its words, where they stand, and who speaks them."""

    text: str
    found: list[Atom]
    start: int
    end: int
    scope: Scope
    speaking: Entity | None

    def made(self, reading: Reading) -> Entity:
        return reading.finish(self.text, self.start, self.end)


class ActorResolver:
    """Resolves mentions by the tables. ``policy`` sets what contested names are taken for, e.g. ``{"western-sahara": "ESH:GOV"}``."""

    def __init__(self, policy: Mapping[str, str] | None = None) -> None:
        self._policy = dict(policy or {})
        self._lexicon: Lexicon | None = None

    @property
    def lexicon(self) -> Lexicon:
        """Names and roles, loaded on first use."""
        if self._lexicon is None:
            self._lexicon = Lexicon(self._policy) if self._policy else lexicon()
        return self._lexicon

    def tenure(self, entity_text: str, published: dt.date | None) -> tuple[dt.date | None, dt.date | None] | None:
        """When the government or office-holder named was in office: see `people.tenure`."""
        return tenure(entity_text, published)

    def resolve(
        self,
        text: str,
        *,
        start: int,
        end: int,
        on: dt.date | None,
        scope: Scope,
        sentence: str = "",
        head: str | None = None,
        speaking: Entity | None = None,
    ) -> Entity:
        """The entity that ``text`` at ``[start, end)`` of the report names on the day ``on``; it is remembered in ``scope``.

        ``head`` is the syntactic head word where the caller knows it, ``speaking`` the voice in whose words the mention stands.
        An actor that is not known comes back with ``resolved=False`` and what could be read of it.
        """
        mention = _Mention(text, atoms(text), start, end, scope, speaking)
        if not mention.found:
            return mention.made(Reading().because("no words"))
        context = self._context(mention, on, sentence, head)
        entity = self._anaphor(mention, context)
        if entity is None:
            entity = _place(mention.made(self._read(mention, context)), start)
        return scope.met(entity)

    def _context(self, mention: _Mention, on: dt.date | None, sentence: str, head: str | None) -> Context:
        near = bag(sentence)
        text, scope = mention.text, mention.scope
        lower = not any(c.isupper() for c in text) and not any(c.isupper() for c in sentence[1:])
        return Context(self.lexicon, on or scope.published, scope.bag, near, head, lower, text)

    def _anaphor(self, mention: _Mention, context: Context) -> Entity | None:  # noqa: PLR0911 - a list of cases
        """The entity of a pronoun, of *the group*, of *its forces*, of *the group's men*; None where the words are none of these."""
        found, scope, start = mention.found, mention.scope, mention.start
        word = found[0]
        shouted = word.upper and len(word.raw) > 1  # US and IT are no pronouns
        if len(found) == 1 and word.key in PRONOUNS and not shouted:
            known, why = pronoun(word.key, start, before(scope, self.lexicon, start), scope, mention.speaking)
            return _standing_for(known, why, mention)
        owner_end = next((i for i, a in enumerate(found[:3]) if a.possessive), -1)
        if 0 < owner_end < len(found) - 1 and _definite(found[: owner_end + 1]):
            return self._owned(mention, context, owner_end)
        described = definite(found, before(scope, self.lexicon, start), scope, start) if _definite(found) else None
        if described is not None:
            held, why = described
            if len(held) == 1:
                return _standing_for(held[0], why, mention)
            return mention.made((Reading(kind="list", members=held) if held else Reading()).because(why))
        if word.key in OWNERS and len(found) > 1 and not shouted:
            return self._owned(mention, context)
        if len(found) > 2 and found[-1].key in HE | SHE | IT | THEY and not found[-1].cap:
            return self._of_pronoun(mention, context)
        return None

    def _of_pronoun(self, mention: _Mention, context: Context) -> Entity | None:
        """*Those close to him*, *supporters of them*: the complement is an antecedent."""
        found, scope, start = mention.found, mention.scope, mention.start
        owner, why = pronoun(found[-1].key, start, before(scope, self.lexicon, start), scope, mention.speaking)
        left = lists.read(found[:-2], context)
        if found[-2].key == "to" and found[-3].key in ("close", "loyal", "near"):
            left = Reading(kind="role", sectors=("ELI",), role="plain", role_text="those close to")
        if owner is None or left.open:
            return mention.made(left.because(why))
        whose = _as_reading(owner)
        whose.why = [why]
        return mention.made(belong(left, whose))

    def _owned(self, mention: _Mention, context: Context, last: int = 0) -> Entity | None:
        """*His government*, *the group's fighters*: the owner, the words up to ``last``, is an antecedent."""
        found, scope, start = mention.found, mention.scope, mention.start
        earlier = before(scope, self.lexicon, start)
        if last:
            described = definite(found[: last + 1], earlier, scope, start)
            if described is None:
                return None
            owner, why = (described[0][0] if len(described[0]) == 1 else None), described[1]
        else:
            owner, why = pronoun(found[0].key, start, earlier, scope, mention.speaking)
        what = lists.read(found[last + 1 :], context)
        if owner is None or what.kind in ("person", "name") or what.country:
            return mention.made(what.because(why))
        whose = _as_reading(owner)
        whose.why = [why]
        if whose.kind in ("state", "person") and what.role == "rel" and not what.sectors:
            return mention.made(what.because(why))
        return mention.made(belong(what, whose))

    def _read(self, mention: _Mention, context: Context) -> Reading:
        found, scope, start = mention.found, mention.scope, mention.start
        bare = [a for a in found if a.key not in ("the", "a", "an", "mr", "mrs", "ms")]
        if len(bare) == 1 and bare[0].raw in scope.abbreviations:
            return self._introduced(bare[0].raw, context, scope)
        single = len(bare) <= 2 and all(a.cap or a.key in ("al", "el") for a in bare) and bool(bare)
        if single and scope.text and namesake_first_names(bare, scope):
            earlier = short_form(bare, scope, self.lexicon, context, start)
            if earlier is not None:
                return earlier
        out = lists.read(found, context)
        if single and out.open and scope.text:
            return short_form(bare, scope, self.lexicon, context, start) or out
        if out.kind == "role" and not out.country and not out.code and out.sectors and found[0].key in ("the", "this", "that"):
            return self._definite_role(out, found, context, scope, start)
        return out

    def _introduced(self, short: str, context: Context, scope: Scope) -> Reading:
        """An abbreviation that the report introduces stands for its full name there."""
        full = scope.abbreviations[short]
        inner = Context(self.lexicon, context.on, context.bag, context.near, None, False, full)
        out = lists.read(atoms(full), inner)
        out.name = out.name or full
        return out.because(f"rule: the report introduces {short} as {full!r}")

    def _definite_role(self, out: Reading, found: list[Atom], context: Context, scope: Scope, start: int) -> Reading:
        """*The ministry*, *the president*: the one of that name met before, else that of the only country of the report."""
        noun = found[-1].key
        if len(out.role_text.split(" ")) != len(found) - 1:
            return out
        held = nearest(before(scope, self.lexicon, start), scope, start, lambda e: e.resolved and not e.members and _says(e, noun), back=4)
        if len(held) == 1:
            known = held[0]
            reading = _as_reading(known)
            return reading.because(f"'the {noun}': {known.text!r} is the only one near")
        if held:
            return out.because(f"'the {noun}': {len(held)} antecedents are possible")
        named = countries(scope, self.lexicon)
        if len(named) == 1 and out.sectors[0] in _STATE_PARTS and len(found) <= 3:
            out.country = next(iter(named))
            term = holder(out.role_text, out.country, context.on) if out.title else None
            if term:
                out.person, out.office = term.person, out.role_text
            return out.because(f"rule: {out.country} is the only country of the report")
        return out.because(f"'{' '.join(a.raw for a in found)}': {len(named)} countries are possible")


def _definite(found: list[Atom]) -> bool:
    return found[0].key in ("the", "both", "two", "this", "that") and 2 <= len(found) <= 3 and not any(a.cap for a in found[1:])


def _says(entity: Entity, noun: str) -> bool:
    return noun in {a.key for a in atoms(entity.text)[-3:]} or bool(entity.office and entity.office.split(" ")[-1] == noun)


def _as_reading(known: Entity) -> Reading:
    """An entity as the reading of another mention."""
    return Reading(
        kind=kind_of(known),
        name=known.name,
        country=known.country,
        sectors=known.sectors,
        code=None if known.country else known.code,
        entity_id=known.entity_id,
        person=known.person,
        office=known.office,
        members=list(known.members),
        known=known.resolved,
    )


def _standing_for(known: Entity | None, why: str, mention: _Mention) -> Entity:
    if known is None:
        return mention.made(Reading().because(why))
    place = {"text": mention.text, "start": mention.start, "end": mention.end}
    return known.model_copy(update={**place, "why": f"{why}; {known.why or ''}".rstrip("; ")})


def _place(entity: Entity, start: int) -> Entity:
    """Members carry offsets of the report, not of the mention."""
    if not entity.members:
        return entity
    members = tuple(m.model_copy(update={"start": m.start + start, "end": m.end + start}) for m in entity.members)
    return entity.model_copy(update={"members": members})


@cache
def default_resolver() -> ActorResolver:
    """The resolver with the default policy."""
    return ActorResolver()


def resolve_actor(text: str, on: dt.date | None = None, context: str | None = None) -> Entity:
    """The actor that ``text`` names on the day ``on``; ``context`` is the sentence or report around it.

    Offsets count in ``context`` if the mention stands there, else in ``text``.
    """
    scope = Scope(context or "", on)
    start = _found(text, context or "")
    sentence = ""
    if context:
        a, b = scope.bounds(scope.sentence(max(start, 0)))
        sentence = context[a:b]
    at = start if start >= 0 else (len(context) if context and atoms(text)[:1] and atoms(text)[0].key in PRONOUNS else 0)
    return default_resolver().resolve(text, start=at, end=at + len(text), on=on, scope=scope, sentence=sentence)


def _found(text: str, context: str) -> int:
    match = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", context) if text.strip() else None
    return match.start() if match else (0 if not context else -1)
