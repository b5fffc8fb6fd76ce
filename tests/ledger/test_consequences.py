import datetime as dt

import pytest

from dragoman.ledger.consequences import follows
from dragoman.model import Entity, Event, Span, When, Where


def event(kind, mode, words, **more):
    actor = Entity(text="A", start=0, end=1, code="KENGOV", country="KEN", resolved=True)
    other = Entity(text="B", start=2, end=3, code="SOMGOV", country="SOM", resolved=True)
    day = dt.date(2020, 12, 15)
    fields = {"actors": (actor,), "recipients": (other,), "date": When(start=day, end=day, text="15 December 2020", basis="stated")}
    return Event(id="e", event_type=kind, event_mode=mode, evidence=(Span(start=0, end=9, text=words),), confidence=0.9, **(fields | more))


@pytest.mark.parametrize(
    ("kind", "mode", "words", "relation", "level"),
    [
        ("SANCTION", "discontinue", "severed diplomatic relations", "diplomatic", "severed"),
        ("SANCTION", "discontinue", "suspended its diplomatic presence", "diplomatic", "suspended"),
        ("SANCTION", "withdraw", "recalled its ambassador", "diplomatic", "downgraded"),
        ("SUPPORT", None, "restored diplomatic relations", "diplomatic", "normal"),
        ("SANCTION", "discontinue", "imposed its most sweeping sanctions", "sanctions", "in_force"),
        ("CONCEDE", None, "eased sanctions", "sanctions", "eased"),
        ("RETREAT", "access", "reopened its main border crossing", "border", "open"),
        ("SUPPORT", None, "recognised", "recognition", "granted"),
        ("SUPPORT", None, "signed a ceasefire", "hostilities", "ceasefire"),
        ("SUPPORT", None, "signed a mutual defence treaty", "alliance", "ally"),
        ("THREATEN", "relations", "threatened to impose sanctions", "sanctions", "threatened"),
        ("SANCTION", "discontinue", "broke off peace talks", "talks", "stalled"),
    ],
)
def test_events_bring_states_about(kind, mode, words, relation, level):
    found = follows(event(kind, mode, words))
    assert (found.kind, found.level, found.basis) == (relation, level, "e")
    assert found.valid.from_.earliest == dt.date(2020, 12, 15)


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        ("SANCTION", "imposed an arms embargo", ("in_force", ("arms",))),
        ("CONCEDE", "lifted its travel ban", ("lifted", ("travel",))),
        ("AGREE", "will sign a ceasefire", None),
        ("AGREE", "the ceasefire ended", None),
        ("SANCTION", "suspended part of its aid", None),
        ("SUPPORT", "renewed their alliance", ("ally", ())),
    ],
)
def test_what_words_say_of_a_state(kind, words, told):
    found = follows(event(kind, "discontinue" if kind == "SANCTION" else None, words))
    assert (found and (found.level, found.types)) == told


def test_of_three_who_restored_ties_nobody_knows_who_with_whom():
    three = tuple(Entity(text=c, start=0, end=1, code=f"{c}GOV", country=c, sectors=("GOV",), resolved=True) for c in ("SAU", "EGY", "QAT"))
    assert follows(event("SUPPORT", None, "restored diplomatic relations", actors=three, recipients=())) is None


def test_what_is_lifted_from_a_bank_is_not_lifted_from_its_country():
    bank = Entity(text="B", start=2, end=3, code="SOMBUS", country="SOM", sectors=("BUS",), resolved=True)
    assert follows(event("CONCEDE", None, "lifted its sanctions", recipients=(bank,))).level == "eased"


@pytest.mark.parametrize(
    ("kind", "mode", "words", "relation", "level"),
    [
        ("SANCTION", "discontinue", ("suspension", "aid"), "aid", "suspended"),
        ("SANCTION", "withdraw", ("was recalled", "ambassador"), "diplomatic", "downgraded"),
        ("SUPPORT", None, ("recognition",), "recognition", "granted"),
    ],
)
def test_acts_told_by_nouns_and_passives_bring_states_about(kind, mode, words, relation, level):
    shown = tuple(Span(start=9 * i, end=9 * i + 8, text=w) for i, w in enumerate(words))
    found = follows(event(kind, mode, "").model_copy(update={"evidence": shown}))
    assert (found.kind, found.level) == (relation, level)


def party(code):
    """KENGOV, SOMREB, IGOWAS; with words of its own: "two generals = SOMMIL"."""
    text, _, code = code.rpartition(" = ")
    country = None if code.startswith("IGO") else code[:3]
    sectors = ("IGO",) if country is None else (code[3:],)
    return Entity(text=text or "X", start=0, end=1, code=code, country=country, sectors=sectors, resolved=True)


def told(kind, words, actors="KENGOV", recipients="SOMGOV", place=None):
    """An event: TYPE/mode, the spans of its evidence, its parties, its place."""
    kind, _, mode = kind.partition("/")
    shown = tuple(Span(start=9 * i, end=9 * i + 8, text=w) for i, w in enumerate(words.split(" + ")))
    sides = {name: tuple(map(party, filter(None, codes.split("; ")))) for name, codes in (("actors", actors), ("recipients", recipients))}
    return event(kind, mode or None, "", place=place and Where(text=place, name=place), **sides).model_copy(update={"evidence": shown})


BOTH = {"actors": "KENGOV; SOMGOV", "recipients": ""}


@pytest.mark.parametrize(
    ("state", "kind", "words", "more"),
    [
        ("diplomatic severed", "SANCTION/discontinue", "broke", {}),
        ("diplomatic severed", "SANCTION/discontinue", "dropped", {"recipients": "TWNGOV"}),
        ("diplomatic suspended", "SANCTION/withdraw", "embassy closure", {}),
        ("diplomatic suspended", "SANCTION/withdraw", "pulled its last diplomat out", {}),
        ("diplomatic suspended", "SANCTION/expel", "threw out", {"recipients": "the whole embassy = SOMGOV"}),
        ("diplomatic downgraded", "SANCTION/withdraw", "called home", {}),
        ("diplomatic downgraded", "SANCTION/expel", "gave 48 hours", {"recipients": "its ambassador = SOMGOV"}),
        ("diplomatic normal", "SUPPORT", "exchanged ambassadors", BOTH),
        ("diplomatic normal", "SUPPORT", "sent back its ambassador", {}),
        ("recognition withheld", "SANCTION/discontinue", "took back its recognition", {}),
        ("sanctions in_force", "SANCTION/discontinue", "added", {"recipients": "20 officials = SOMGOV"}),
        ("sanctions in_force", "SANCTION/discontinue", "froze the accounts", {"recipients": "two generals = SOMMIL"}),
        ("sanctions in_force", "SANCTION/discontinue", "suspension of arms exports", {}),
        ("sanctions threatened", "THREATEN/restrict", "threatened a visa ban", {}),
        ("sanctions eased", "CONCEDE", "lifted some sanctions", {}),
        ("sanctions lifted", "CONCEDE", "were lifted + travel bans", {}),
        ("border closed", "COERCE/restrict", "border closure", {}),
        ("border partial", "RETREAT/access", "opened the border for two hours", {}),
        ("border open", "RETREAT/access", "opened", {"place": "the border crossing at Busia"}),
        ("presence present", "MOBILIZE/troops", "were flown + paratroopers", {"recipients": "", "place": "Haiti"}),
        ("presence withdrawn", "RETREAT/withdraw", "vacated its last base", {"recipients": "", "place": "Kidal"}),
        ("control full", "COERCE/seize", "fell", {"recipients": "", "place": "Goma"}),
        ("control lost", "COERCE/seize", "fell", {"actors": "", "place": "Goma"}),
        ("control lost", "COERCE/seize", "loss of", {"place": "Goma"}),
        ("control partial", "COERCE/seize", "took", {"recipients": "", "place": "half of Goma"}),
        ("hostilities ceasefire", "CONCEDE", "halted air raids", {"recipients": "SOMREB"}),
        ("hostilities peace", "AGREE", "signed a peace agreement", BOTH),
        ("hostilities clashes", "THREATEN/violence", "called off the ceasefire", {}),
        ("hostilities war", "ASSAULT", "invaded", {"actors": "KENMIL"}),
        ("alliance partner", "SUPPORT", "signed a strategic partnership", BOTH),
        ("alliance ended", "SANCTION/discontinue", "cancelled five military agreements", {}),
        ("aid suspended", "SANCTION/discontinue", "turned off aid", {}),
        ("aid suspended", "SANCTION/discontinue", "aid freeze", {}),
        ("aid flowing", "CONCEDE", "released half of the budget aid", {}),
        ("backing ongoing", "AID", "shipped rifles", {"recipients": "SOMREB"}),
        ("backing ended", "SANCTION/discontinue", "cut loose", {"recipients": "SOMREB"}),
        ("talks stalled", "REJECT/meet", "pulled out of talks", {}),
        ("talks stalled", "CONSULT", "ended without agreement + talks", BOTH),
        ("talks underway", "CONSULT", "resumption of talks", BOTH),
        ("talks concluded", "CONSULT", "concluded negotiations", BOTH),
        ("membership member", "SUPPORT", "became a full member", {"recipients": "IGOWAS"}),
        ("membership withdrawn", "SANCTION/withdraw", "slammed the door", {"recipients": "IGOWAS"}),
    ],
)
def test_journalists_have_many_words_for_an_act(state, kind, words, more):
    found = follows(told(kind, words, **more))
    assert (found and f"{found.kind} {found.level}") == state


@pytest.mark.parametrize(
    ("level", "kind", "words"),
    [("member", "SUPPORT", "admitted"), ("suspended", "SANCTION/expel", "barred"), ("withdrawn", "SANCTION/expel", "exclusion")],
)
def test_what_an_organisation_does_to_a_state_is_the_membership_of_the_state(level, kind, words):
    found = follows(told(kind, words, "IGOWAS"))
    assert (found.kind, found.level, found.a.code, found.b.code) == ("membership", level, "SOMGOV", "IGOWAS")


@pytest.mark.parametrize(
    ("kind", "words", "more"),
    [
        ("SANCTION/discontinue", "severed trade ties", {}),
        ("SANCTION/withdraw", "recalled its military trainers", {}),
        ("SANCTION/expel", "expelled", {"recipients": "three diplomats = SOMGOV"}),
        ("SANCTION/convict", "charged with fraud", {}),
        ("SANCTION/discontinue", "ban", {"recipients": "the opposition party = KENOPP"}),
        ("SANCTION/discontinue", "imposed sanctions", {"recipients": "SOMREB"}),
        ("SANCTION/discontinue", "suspended a meeting", {}),
        ("SANCTION/discontinue", "refused a visa", {"recipients": "a singer = SOMCVL"}),
        ("SANCTION/discontinue", "halted air raids", {}),
        ("SUPPORT", "welcomed the truce", {}),
        ("SUPPORT", "recognised the election result", {}),
        ("SUPPORT", "recognised as leading global voice", {}),
        ("SUPPORT", "joined", {"recipients": "the cabinet = SOMGOV"}),
        ("CONCEDE", "lifted the ban", {"recipients": "five newspapers = KENMED"}),
        ("MOBILIZE/troops", "massed troops", {"recipients": "", "place": "the Somali frontier"}),
        ("COERCE/seize", "seized two tonnes of ivory", {"recipients": "", "place": "Mombasa"}),
        ("COERCE/seize", "lost", {"recipients": "", "place": "Goma"}),
        ("AGREE", "offered a truce", {}),
        ("THREATEN/violence", "threatened to end the truce", {}),
        ("CONSULT", "opened talks", {"recipients": "its ministers = KENGOV"}),
    ],
)
def test_like_words_for_another_act_bring_nothing_about(kind, words, more):
    assert follows(told(kind, words, **more)) is None


def test_a_crossing_that_somebody_opened_is_open_between_its_two_countries():
    opened = event(
        "RETREAT", "access", "was reopened", place=Where(text="Namanga", name="Namanga crossing", country="KEN", precision="city")
    )
    found = follows(opened.model_copy(update={"actors": (), "recipients": (*opened.actors, *opened.recipients)}))
    assert (found.kind, found.level, found.a.code, found.b.code) == ("border", "open", "KENGOV", "SOMGOV")


@pytest.mark.parametrize(
    "more",
    [{"auxiliary": ("future",)}, {"auxiliary": ("negation",)}, {"auxiliary": ("hypothetical",)}, {"claim": "denied"}, {"claim": "alleged"}],
)
def test_nothing_follows_from_what_did_not_happen(more):
    assert follows(event("SANCTION", "discontinue", "severed ties", **more)) is None


def test_nothing_follows_without_parties():
    assert follows(event("SANCTION", "discontinue", "severed ties", recipients=())) is None


@pytest.mark.parametrize(
    ("sectors", "level"),
    [(("MIL", "MIL"), "clashes"), (("GOV", "REB"), "clashes"), (("MIL", "IMG"), "clashes"), (("COP", "CVL"), None), (("MIL", "CVL"), None)],
)
def test_armed_sides_that_fight_are_at_hostilities(sectors, level):
    one, other = (
        Entity(text=s, start=0, end=1, code=c + s, country=c, sectors=(s,), resolved=True)
        for c, s in zip(("KHM", "LAO"), sectors, strict=True)
    )
    apart = follows(event("ASSAULT", "firearms", "attacked", actors=(one,), recipients=(other,)))
    both = Entity(text="both", start=0, end=1, members=(one, other), resolved=True)
    together = follows(event("ASSAULT", "firearms", "exchanged fire", actors=(both,), recipients=()))
    assert [found and (found.level, found.a.code, found.b.code) for found in (apart, together)] == [
        level and (level, one.code, other.code)
    ] * 2


def test_a_crossing_that_stands_as_the_place_is_what_is_opened():
    found = follows(event("RETREAT", "access", "fully reopened", place=Where(text="the Desaguadero border crossing with Bolivia")))
    assert (found.kind, found.level) == ("border", "open")


def test_a_crossing_that_is_named_is_a_border():
    found = follows(event("COERCE", "restrict", "slammed the gate", place=Where(text="Nasib", name="Nasib–Jaber crossing", country=None)))
    assert (found.kind, found.level, found.place.name) == ("border", "closed", "Nasib–Jaber crossing")


def test_forces_of_whom_some_leave_have_not_left():
    mali = Where(text="Mali", name="Mali", country="MLI", precision="country")
    assert follows(event("RETREAT", "withdraw", "pulled half of its troops out", place=mali, recipients=())) is None
    assert follows(event("RETREAT", "withdraw", "pulled its troops out", place=mali, recipients=())).level == "withdrawn"


def test_who_is_ousted_is_no_place_that_is_held():
    ousted = event("COERCE", "seize", "ousted", place=Where(text="Saddam Hussein"))
    assert follows(ousted) is None
    taken = event("COERCE", "seize", "captured", place=Where(text="Goma", name="Goma", country="COD", precision="city"))
    assert follows(taken).kind == "control"


@pytest.mark.parametrize(
    ("kind", "mode", "words", "state"),
    [
        ("CONSULT", None, "reopened their negotiations", ("talks", "underway")),
        ("CONSULT", None, "returned to the negotiating table", ("talks", "underway")),
        ("CONSULT", None, "talks have run aground", ("talks", "stalled")),
        ("SUPPORT", None, "resumed peace talks", ("talks", "underway")),
        ("AGREE", None, "concluded a mutual defence treaty", ("alliance", "ally")),
        ("AGREE", None, "agreed to conclude a mutual defence treaty", None),
        ("AGREE", None, "agreed to stop shooting from the end of this week", None),
    ],
)
def test_what_two_sides_do_together(kind, mode, words, state):
    two = tuple(Entity(text=c, start=0, end=1, code=c + "GOV", country=c, sectors=("GOV",), resolved=True) for c in ("JOR", "SYR"))
    found = follows(event(kind, mode, words, actors=two, recipients=()))
    assert (found and (found.kind, found.level)) == state
