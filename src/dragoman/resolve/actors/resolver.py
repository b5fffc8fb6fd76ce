"""The actor behind a mention, on the day, with the reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from dragoman.model import Entity
from dragoman.ontology.actors import word_group
from dragoman.resolve.actors import lists
from dragoman.resolve.actors.anaphora import (
    HE,
    IT,
    OWNERS,
    PRONOUNS,
    RELATIVES,
    SHE,
    THEY,
    WE,
    Rule,
    pronoun,
    pronoun_ahead,
    relative,
    voice,
)  # fmt: skip
from dragoman.resolve.actors.context import Context, bag
from dragoman.resolve.actors.descriptions import GROUPS, byname, definite
from dragoman.resolve.actors.entries import lexicon, lexicon_under
from dragoman.resolve.actors.lexicon import Lexicon
from dragoman.resolve.actors.memory import before, namesake_first_names, other_first_name, scanned, short_form
from dragoman.resolve.actors.mention import Mention, may_be_definite, named_in_full, standing_for, with_members_placed
from dragoman.resolve.actors.nationalities import nationality
from dragoman.resolve.actors.owned import of_known, of_nobody, of_pronoun, of_two, owned
from dragoman.resolve.actors.people import tenure
from dragoman.resolve.actors.quotes import led_up_to, quoted_by
from dragoman.resolve.actors.reading import Reading
from dragoman.resolve.actors.roles import bare_role, by_age, called_so, definite_role, official_role
from dragoman.resolve.actors.salience import main_subject
from dragoman.resolve.actors.scope import Scope
from dragoman.resolve.actors.text import Atom, atoms, standing

_SOME = word_group("some_of")
_SEATED = re.compile(r"(?:[Mm]inistry|[Oo]ffice|[Dd]epartment|[Cc]abinet|[Pp]residency)\b[^,]*, ([A-Z][\w' .-]+)$")
"""*Ministry of Foreign Affairs, Nairobi*."""
_AGED = re.compile(
    r"[Tt]he (?:3[5-9]|[4-9]\d)-year-old(?: (?:leader|president|politician|ruler|strongman|general|premier|prime minister|chancellor|monarch|king))?"
)
"""Nobody holds high office much younger, and a party or a war may be as old."""
_BARE, _FIGHTERS = word_group("bare_parts"), word_group("fighters")


class ActorResolver:
    """Resolves mentions by the tables. ``policy`` sets what contested names are taken for, e.g. ``{"western-sahara": "ESH:GOV"}``."""

    def __init__(self, policy: Mapping[str, str] | None = None) -> None:
        self._policy = dict(policy or {})
        self._lexicon: Lexicon | None = None

    @property
    def lexicon(self) -> Lexicon:
        """Names and roles, loaded on first use."""
        if self._lexicon is None:
            self._lexicon = lexicon_under(self._policy) if self._policy else lexicon()
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
        mention = Mention(text, atoms(text), start, end, scope, speaking)
        if not mention.found:
            return mention.made(Reading().because("no words"))
        context = self._context(mention, on, sentence, head)
        entity = self._some_of(mention, on, sentence) or self._anaphor(mention, context)
        if entity is None and "group" in GROUPS.get(mention.found[-1].key, ()):
            entity = of_known(mention, context, self._anaphor) or of_nobody(mention, context)
        if entity is None:
            entity = with_members_placed(mention.made(self._read(mention, context)), start)
        if not entity.resolved and not entity.members:
            entity = of_known(mention, context, self._anaphor) or entity
        return scope.met(entity)

    def _context(self, mention: Mention, on: dt.date | None, sentence: str, head: str | None) -> Context:
        near = bag(sentence)
        text, scope = mention.text, mention.scope
        lower = not any(c.isupper() for c in text) and not any(c.isupper() for c in sentence[1:])
        return Context(self.lexicon, on or scope.published, scope.bag, near, head, lower, text)

    def _some_of(self, mention: Mention, on: dt.date | None, sentence: str) -> Entity | None:
        """*The last of its soldiers*, *sixty of them*, *most of the protesters*: as those of whom they are some."""
        found = mention.found
        at = next((i for i, a in enumerate(found[:5]) if a.key == "of"), 0)
        if not 0 < at < len(found) - 1 or not all(a.key in _SOME or _counts(a) for a in found[:at]):
            return None
        first = found[at + 1].start
        whole = Mention(
            mention.text[first:], atoms(mention.text[first:]), mention.start + first, mention.end, mention.scope, mention.speaking
        )
        context = self._context(whole, on, sentence, None)
        entity = self._anaphor(whole, context) or with_members_placed(whole.made(self._read(whole, context)), whole.start)
        if entity.members and found[0].key in ("one", "each"):
            return None
        if (entity.entity_id or "").startswith("state:") and entity.sectors[:1] == ("GOV",):
            return None
        return entity.model_copy(update={"text": mention.text, "start": mention.start, "person": None, "office": None})

    def _anaphor(self, mention: Mention, context: Context) -> Entity | None:  # noqa: PLR0911 - a list of cases
        """The entity of a pronoun, of *the group*, of *its forces*, of *the group's men*; None where the words are none of these."""
        found, scope, start = mention.found, mention.scope, mention.start
        word = found[0]
        shouted = word.upper and len(word.raw) > 1  # US and IT are no pronouns
        if len(found) == 1 and word.key in PRONOUNS and not shouted:
            known, why = self._pronoun(word.key, start, mention)
            return standing_for(known, why, mention)
        owner_end = next((i for i, a in enumerate(found[:3]) if a.possessive), -1)
        if 0 < owner_end < len(found) - 1 and may_be_definite(found[: owner_end + 1]):
            return owned(mention, context, self._pronoun, owner_end)
        described = definite(found, scope, start, self.lexicon) if may_be_definite(found) else None
        if described is None and _AGED.fullmatch(mention.text) and (aged := by_age(mention.text, scope, self.lexicon, start)):
            described = [aged[0]], aged[1]
        if described is not None:
            held, why = described
            if len(held) == 1:
                return standing_for(held[0], why, mention)
            return mention.made((Reading(kind="list", members=held) if held else Reading()).because(why))
        if word.key in OWNERS | {"whose"} and len(found) > 1 and not shouted:
            return owned(mention, context, self._pronoun)
        if len(found) > 2 and found[-1].key in HE | SHE | IT | THEY and not found[-1].cap:
            return of_pronoun(mention, context, self._pronoun)
        pair = _pair_at_end(found)
        if pair and found[-pair - 1].key in ("of", "from", "on"):
            return of_two(mention, context, pair)
        return None

    def _pronoun(self, word: str, start: int, mention: Mention, *, owner: bool = False, home: bool = False) -> Rule:
        """``home``: only the antecedent's country is asked for, and is enough."""
        scope, speaking = mention.scope, mention.speaking
        if word in WE and speaking is None and scope.text:
            a, b = scope.bounds(scope.sentence(start))
            names = scanned(scope, self.lexicon)
            near = [*(e for e in scope.actors if a <= e.start < b), *(e for e in names if a <= e.start < b)]
            speaking = self._speaker(start, scope) or voice(start, near, scope)
        seen = [self._in_context(e, scope) for e in before(scope, self.lexicon, start)]
        if word in RELATIVES:
            return relative(word, start, seen, scope)
        if home:
            seen = [e.model_copy(update={"resolved": True, "person": e.text}) if e.country and not e.resolved else e for e in seen]
        known, why = pronoun(word, start, seen, scope, speaking, self.lexicon, owner=owner)
        if known is None and why.endswith("no antecedent"):
            ahead = pronoun_ahead(word, start, scanned(scope, self.lexicon), scope, self.lexicon)
            return ahead or (known, why)
        return known, why

    def _speaker(self, start: int, scope: Scope) -> Entity | None:
        """Who says the quotation that holds a character, where the words beside it name him."""
        span = quoted_by(start, scope)
        if span is None and (led := led_up_to(start, scope)):
            held = [e for e in (*scope.actors, *scanned(scope, self.lexicon)) if led[0] <= e.start and e.end <= led[1]]
            top = main_subject(sorted(held, key=lambda e: e.start), scope)
            return top if top is not None and top.resolved and not top.members else None
        words = atoms(scope.text[slice(*span)]) if span else []
        if span is None or not words or words[0].key in WE:
            return None
        mention = Mention(scope.text[slice(*span)], words, *span, scope, None)
        context = self._context(mention, scope.published, scope.text[slice(*scope.bounds(scope.sentence(span[0])))], None)
        entity = self._anaphor(mention, context) or mention.made(self._read(mention, context))
        return entity if entity.resolved and not entity.members else None

    def _in_context(self, entity: Entity, scope: Scope) -> Entity:
        """A role that the report names without its country ("the army", "protesters"), with what the report says of it."""
        if entity.resolved or entity.country or entity.person or (not entity.sectors and not entity.text[:1].islower()):
            return entity
        held: dict[tuple[int, int], Entity] = scope.__dict__.setdefault("_roles", {})
        key = entity.start, entity.end
        if key not in held:
            lead = scope.text[max(0, entity.start - 4) : entity.start].lower()
            start = entity.start - 4 if lead == "the " else entity.start
            text = scope.text[start : entity.end]
            mention = Mention(text, atoms(text), start, entity.end, scope, None)
            context = self._context(mention, scope.published, scope.text[slice(*scope.bounds(scope.sentence(start)))], None)
            held[key] = entity
            described = definite(mention.found, scope, start, self.lexicon) if start < entity.start and not entity.sectors else None
            if described is not None and len(described[0]) == 1:
                found = standing_for(described[0][0], described[1], mention)
            else:
                found = mention.made(self._read(mention, context)) if entity.sectors else entity
            held[key] = found.model_copy(update={"start": entity.start, "text": entity.text}) if found.resolved else entity
        return held[key]

    def _read(self, mention: Mention, context: Context) -> Reading:  # noqa: PLR0911 - a list of cases
        found, scope, start = mention.found, mention.scope, mention.start
        bare = [a for a in found if a.key not in ("the", "a", "an", "mr", "mrs", "ms")]
        if len(bare) == 1 and bare[0].raw in scope.abbreviations:
            return self._introduced(bare[0].raw, context, scope)
        single = len(bare) <= 2 and all(a.cap or a.key in ("al", "el") for a in bare) and bool(bare)
        if single and scope.text and namesake_first_names(bare, scope, self.lexicon):
            earlier = short_form(bare, scope, self.lexicon, context, start)
            if earlier is not None:
                return earlier
        if (name := byname(found, scope, self.lexicon, start)) is not None:
            return lists.read(atoms(name), context).because(f"rule: here it stands for {name}")
        out = lists.read(found, context)
        if out.kind == "people" and scope.text and (people := nationality(out, found, start, mention.end, scope, self.lexicon)) is not None:
            return people
        if out.open and scope.text and (single or named_in_full(bare)):
            out = short_form(bare, scope, self.lexicon, context, start) or out
        if single and out.person and other_first_name(out.person, bare[-1:], scope):
            return Reading(kind="name").because(f"the report names another {bare[-1].raw} than {out.person}")
        if (seated := _SEATED.search(mention.text)) and out.kind == "role" and not out.country:
            out.country = lists.read(atoms(seated[1]), context).country
            return out.because(f"rule: its seat, {seated[1]!r}, stands behind it" if out.country else f"{seated[1]!r} is no seat")
        if out.kind == "role" and not out.country and not out.code and scope.text:
            return self._role(out, mention, context)
        return out

    def _role(self, out: Reading, mention: Mention, context: Context) -> Reading:
        """A role of no country that its words say: by what the report is about."""
        found, scope, start = mention.found, mention.scope, mention.start
        if not out.sectors:
            return called_so(out, found, scope, self.lexicon, start)
        if found[0].key in ("the", "this", "that"):
            return definite_role(out, found, context, scope, start)
        words = found if out.sectors[0] not in ("MIL", "COP") else [a for a in found if a.key not in _SOME and not _counts(a)]
        if " ".join(a.key for a in words) in _BARE | _FIGHTERS:
            return bare_role(out, mention.text, scope, self.lexicon, start)
        return official_role(out, found, scope, self.lexicon, start)

    def _introduced(self, short: str, context: Context, scope: Scope) -> Reading:
        """An abbreviation that the report introduces stands for its full name there."""
        full = scope.abbreviations[short]
        inner = Context(self.lexicon, context.on, context.bag, context.near, None, False, full)
        out = lists.read(atoms(full), inner)
        out.name = out.name or full
        return out.because(f"rule: the report introduces {short} as {full!r}")


def _pair_at_end(found: list[Atom]) -> int:
    """How many of the last words are *the two countries* or *both sides*; 0 where they are neither."""
    if len(found) > 4 and [a.key for a in found[-3:-1]] == ["the", "two"]:
        return 3
    return 2 if len(found) > 3 and found[-2].key == "both" else 0


def _counts(atom: Atom) -> bool:
    """Whether it is a number, and no year."""
    digits = atom.raw.replace(",", "")
    return digits.isdigit() and not (len(atom.raw) == 4 and 1900 <= int(digits) <= 2100)


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
    found = next(standing(text, context), None) if text.strip() else None
    return found[0] if found else (0 if not context else -1)
