import pytest

from dragoman.errors import OntologyError
from dragoman.ontology.plover import event_modes
from dragoman.ontology.types import COLUMNS, Types, book

HEAD = "\t".join(COLUMNS) + "\n"
SOUND = HEAD + "PIRACY\t\t4\t-8\t18\tVessels taken.\nPIRACY\tram\t\t-9\t\tBy ramming.\nMISHAP\t\t\t\t\tNobody's fault.\n"


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "types.tsv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("row", "line", "reason"),
    [
        ("PIRACY\t\t5\t\t\tx", 2, "'5' is no quad"),
        ("PIRACY\t\t4\tlow\t\tx", 2, "'low' is no score"),
        ("PIRACY\t\t4\t-11\t\tx", 2, "'-11' is no score"),
        ("PIRACY\t\t4\tnan\t\tx", 2, "'nan' is no score"),
        ("PIRACY\t\t4\t-8\t999\tx", 2, "'999' is no CAMEO code"),
        ("PIRACY\t\t4\t-8\t18\t", 2, "'definition' is empty"),
        ("PIRACY\t\t4\t-8\t18", 2, "5 cells; expected 6"),
        ("PIRACY|X\t\t\t\t\tx", 2, "is no name"),
        ("PIRACY/ram\t\t\t\t\tx", 2, "is no name"),
        ("PIRACY\tram\t\t\t\tx", 2, "no row of its own"),
        ("killed\t\t\t\t\tx", 2, "already a kind of relation, a unit"),
        ("border\t\t\t\t\tx", 2, "already a kind of relation"),
        ("PIRACY\t\t\t\t\tx\nPIRACY\t\t\t\t\ty", 3, "PIRACY stands twice"),
        ("", 1, "no type stands in it"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(table, row, line, reason):
    with pytest.raises(OntologyError, match=rf"^types\.tsv:{line}: .*{reason}"):
        Types.read(table(HEAD + row + "\n"))


@pytest.mark.parametrize(
    ("event", "mode", "wanted"),
    [
        ("PIRACY", None, ("18", "material_conflict", -9.0, -8.0, "types.tsv:2")),
        ("PIRACY", "ram", ("18", "material_conflict", -9.0, -9.0, "types.tsv:3")),
        ("MISHAP", None, (None, None, None, None, "types.tsv:4")),
        ("CONSULT", "phone", ("041", "verbal_cooperation", 1.0, 1.5, "crosswalk CONSULT/phone")),
    ],
)
def test_codes_and_scores_follow_from_the_table_else_from_plover(table, event, mode, wanted):
    found = Types.read(table(SOUND)).derived(event, mode)
    assert (found.cameo, found.quad, found.goldstein, found.intensity, found.why) == wanted


def test_a_mode_may_be_added_to_a_type_of_plovers(table):
    path = table(HEAD + "ASSAULT\tpiracy\t\t-8.5\t\tA vessel taken by force.\n")
    types = Types.read(path)
    assert types.modes()["ASSAULT"] == event_modes()["ASSAULT"] | {"piracy"}
    assert (types.derived("ASSAULT", "piracy").intensity, types.derived("ASSAULT", "drone").intensity) == (-8.5, -9.5)
    with pytest.raises(OntologyError, match="no row of its own"):
        Types.read(path, alone=True)


def test_types_stand_beside_plovers_or_alone(table):
    path = table(SOUND)
    assert list(Types.read(path).modes()) == [*event_modes(), "PIRACY", "MISHAP"]
    assert Types.read(path, alone=True).modes() == {"PIRACY": frozenset({"ram"}), "MISHAP": frozenset()}


def test_the_book_of_a_model_has_its_types_only(table):
    types = Types.read(table(SOUND), alone=True)
    events, modes = book(types.modes(), types)
    assert [row["definition"] for row in events] == ["Vessels taken.", "Nobody's fault."]
    assert [(row["event"], row["mode"]) for row in modes] == [("PIRACY", "ram")]
