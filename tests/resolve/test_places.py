"""Places: what a mention says itself, what its context adds, what stays open, and the tables behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import errors
from dragoman.resolve.places import as_crossing, resolve_place
from dragoman.resolve.places.gazetteer import Gazetteer, gazetteer
from dragoman.resolve.places.known import load_regions
from dragoman.resolve.places.names import key, loose


@pytest.mark.parametrize(
    ("text", "country", "admin1", "geonameid", "precision"),
    [
        ("Syria", "SYR", None, 163843, "country"),
        ("U.S.", "USA", None, 6252001, "country"),
        ("Kosovo", "KOS", None, 831053, "country"),
        ("Aleppo", "SYR", "Aleppo", 170063, "city"),
        ("the town of Manbij", "SYR", "Aleppo", 167357, "city"),
        ("eastern Ukrainian city of Bakhmut", "UKR", "Donetsk", 713174, "city"),
        ("Springfield, Illinois", "USA", "Illinois", 4250542, "city"),
        ("Paris, Texas", "USA", "Texas", 4717560, "city"),
        ("Austin, Tex.", "USA", "Texas", 4671654, "city"),
        ("Tripoli, Lebanon", "LBN", "North Lebanon", 266826, "city"),
        ("Syria's Aleppo", "SYR", "Aleppo", 170063, "city"),
        ("southern Gaza city of Khan Younis", "PSE", "Gaza Strip", 281124, "city"),
        ("the US embassy in Baghdad", "IRQ", "Baghdad", 98182, "city"),
        ("Al-Shifa hospital in Gaza City", "PSE", "Gaza Strip", 281133, "city"),
        ("the Syrian border town of Qaim", "IRQ", "Anbar", 92138, "city"),
        ("the Afghan capital", "AFG", "Kabul", 1138958, "city"),
        ("Mexico City's Paseo de la Reforma", "MEX", "Mexico City", 3530597, "city"),
        ("Russian-occupied Kherson", "UKR", "Kherson", 706448, "city"),
        ("Idlib province", "SYR", "Idlib", None, "division"),
        ("Ukraine’s Donetsk region", "UKR", "Donetsk", None, "division"),
        ("Moscow region", "RUS", "Moscow Oblast", None, "division"),
        ("Georgia, USA", "USA", "Georgia", 4197000, "division"),
        ("Deir Ezzor", "SYR", "Deir ez-Zor", 170794, "city"),
        ("New York", "USA", "New York", 5128581, "city"),
        ("Donbas", "UKR", None, None, "region"),
        ("Golan Heights", "SYR", None, None, "region"),
        ("the Sahel", None, None, None, "region"),
        ("Nasib crossing", None, None, None, "city"),
        ("Camp David", "USA", None, None, "city"),
        ("the UN in New York", "USA", None, None, "city"),
        ("a General Santos City hospital", "PHL", "Soccsksargen", 1713022, "city"),
        ("Lake Erie", None, None, None, "region"),
        ("Rhône-Alpes", "FRA", None, None, "division"),
    ],
)
def test_a_mention_by_itself(text: str, country: str | None, admin1: str | None, geonameid: int | None, precision: str) -> None:
    found = resolve_place(text)
    assert (found.text, found.country, found.admin1, found.geonameid, found.precision) == (text, country, admin1, geonameid, precision)
    assert found.name
    assert found.lat is not None
    assert found.why


@pytest.mark.parametrize(
    ("text", "context", "countries", "name", "country"),
    [
        ("northern Iraq", None, (), "northern Iraq", "IRQ"),
        ("the northeast of Syria", None, (), "Northeast Syria", "SYR"),
        ("Kurdish-controlled east", "Syria said its troops entered the Kurdish-controlled east.", (), "eastern Syria", "SYR"),
        ("much of the north and northwest", None, ("SYR",), "northern Syria", "SYR"),
        ("the Syrian border", None, (), "Syria", "SYR"),
        ("eastern Congo", None, (), "eastern Democratic Republic of the Congo", "COD"),
        ("the Turkish-Syrian border", None, (), "border of Syria and Turkey", None),
        ("its border with Syria", "Turkey massed tanks along its border with Syria.", (), "border of Syria and Turkey", None),
        (
            "its border with Congo",
            "Rwanda closed its border with Congo.",
            ("RWA", "COD"),
            "border of Democratic Republic of the Congo and Rwanda",
            None,
        ),
        ("the border with Syria", "US jets struck a convoy near the border with Syria.", ("IRQ", "USA"), "border of Iraq and Syria", None),
    ],
)
def test_a_region_keeps_its_country(text: str, context: str | None, countries: tuple[str, ...], name: str, country: str | None) -> None:
    found = resolve_place(text, context, countries=countries)
    assert (found.name, found.country, found.precision, found.geonameid) == (name, country, "region", None)


@pytest.mark.parametrize(
    ("text", "context", "countries", "country", "reason"),
    [
        ("Tripoli", None, (), "LBY", "population"),
        ("Tripoli", "Lebanese soldiers fought gunmen in Tripoli", (), "LBN", "context names Lebanese"),
        ("Hyderabad", "Pakistani police in Hyderabad", (), "PAK", "context names Pakistani"),
        ("Cambridge", None, ("USA",), "USA", "the report's countries have USA"),
        ("Birmingham", "a church in Birmingham, Alabama, burned", (), "USA", "Alabama after it in the context"),
        ("Paris", "US officials met Iranian envoys in Paris", ("USA", "IRN"), "FRA", "population"),
        ("Georgia", "Russia accused Georgia of shelling South Ossetia", (), "GEO", "South Ossetia"),
        ("Georgia", "Biden won Georgia, where Kemp is governor", ("USA",), "USA", "Kemp"),
        ("Congo", "the army of Congo left Goma to the M23", (), "COD", "Goma"),
        ("Paris", "protests in Paris in Texas", (), "USA", "Texas after it in the context"),
        ("Gold Coast", "a student from the Gold Coast of Australia", (), "AUS", "only place of this name"),
        ("Tripoli", "shelling in Tripoli, Lebanon, killed two", (), "LBN", "Lebanon after it in the context"),
        ("Tripoli", "In Tripoli, Lebanon's president met Dbeibah", (), "LBY", "Dbeibah"),
        ("Bakhmut", "In Bakhmut, Russia lost 200 men", (), "UKR", "only place of this name"),
        ("Israeli settlements near Nablus", None, (), "PSE", "only place of this name"),
        ("northern Georgia", "Storms hit northern Georgia, Gov. Kemp said.", (), "USA", "Kemp"),
        ("Madrid", "a hospital in the town of Madrid, Surigao del Sur, Philippines", ("PHL",), "PHL", "Philippines"),
        ("Hama", "General Hamad said troops entered Hama.", (), "SYR", "population"),
    ],
)
def test_namesakes_are_decided_and_say_why(text: str, context: str | None, countries: tuple[str, ...], country: str, reason: str) -> None:
    found = resolve_place(text, context, countries=countries)
    assert found.country == country
    assert reason in (found.why or "")


@pytest.mark.parametrize(
    ("text", "context", "precision"),
    [
        ("Washington", "a Washington state farm", "division"),
        ("Kandahar", "the province of Kandahar", "division"),
        ("Kandahar", None, "city"),
    ],
)
def test_the_context_may_call_a_name_a_division(text: str, context: str | None, precision: str) -> None:
    assert resolve_place(text, context).precision == precision


@pytest.mark.parametrize(
    ("text", "country", "rivals"), [("Springfield", "USA", "Illinois"), ("Congo", None, "COG"), ("Cambridge", None, "GBR")]
)
def test_close_namesakes_stay_open(text: str, country: str | None, rivals: str) -> None:
    found = resolve_place(text)
    assert (found.name, found.country, found.lat, found.lon, found.geonameid) == (text, country, None, None, None)
    assert rivals in (found.why or "")


@pytest.mark.parametrize(
    ("text", "context", "country"),
    [
        ("Foobar", None, None),
        ("the Syrian town of Foobar", None, "SYR"),
        ("the Syrian town of Paris", None, "SYR"),
        ("President Assad", None, None),
        ("Michael Jordan", None, None),
        ("Bank of China", None, None),
        ("Johnson", "Johnson resigned", None),
        ("Fraser Creek", None, None),
        ("Congress", "Congress voted on Tuesday", None),
        ("a checkpoint north of the city", "South African troops hold a checkpoint north of the city", None),
        ("a hospital", "Syrian troops took a hospital", None),
        ("the north", None, None),
        ("the north", "Syria and Turkey agreed on the north", None),
        ("Deir ez-Zor and Raqqa", None, "SYR"),
        ("Israel and Gaza", None, None),
        ("Ramadan", None, None),
        ("the northern part of the town", "Yemeni troops took the northern part of the town", "YEM"),
        ("its main border crossing with Syria", "Jordan reopened its main border crossing with Syria", None),
        ("the border with Syria", "US jets struck a convoy near the border with Syria", None),
        ("", None, None),
    ],
)
def test_what_is_no_known_place_has_no_name(text: str, context: str | None, country: str | None) -> None:
    found = resolve_place(text, context)
    assert (found.name, found.lat, found.geonameid, found.country) == (None, None, None, country)
    assert found.why


def test_a_small_namesake_outside_the_report_is_not_taken() -> None:
    alone = resolve_place("Kiunga")
    elsewhere = resolve_place("Kiunga", "Kenyan police said gunmen from Somalia attacked Kiunga")
    assert alone.country == "PNG"
    assert (elsewhere.name, elsewhere.country, elsewhere.geonameid) == ("Kiunga", None, None)
    assert "KEN" in (elsewhere.why or "")


def test_powers_that_act_everywhere_do_not_move_a_place() -> None:
    assert resolve_place("Geneva", "US officials met in Geneva").country == "CHE"
    assert resolve_place("Srebrenica", "Canadian peacekeepers left Srebrenica").country == "BIH"


def test_words_in_lower_case_are_names_only_where_all_is() -> None:
    assert resolve_place("damascus").country == "SYR"
    assert resolve_place("metro", "Police closed the metro").name is None


@pytest.mark.parametrize(
    ("a", "b"), [("Al-Ḥasakah", "al Hasakah"), ("St. Petersburg", "Saint Petersburg"), ("U.S.", "US"), ("Łódź", "Lodz")]
)
def test_spellings_share_a_key(a: str, b: str) -> None:
    assert key(a) == key(b)


@pytest.mark.parametrize(("a", "b"), [("Deir ez-Zor", "Deir Ezzor"), ("Tal Rifaat", "Tall Rif‘at"), ("El Hasakeh", "al-Hasaka")])
def test_arabic_spellings_meet_loosely(a: str, b: str) -> None:
    assert loose(key(a)) == loose(key(b))


def test_codes_and_neighbours_of_the_gazetteer() -> None:
    division = gazetteer().code("USA.IL")
    assert division is not None
    assert division.name == "Illinois"
    assert gazetteer().neighbours("SYR") == {"TUR", "IRQ", "JOR", "LBN", "ISR"}


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "other.dat"
    wrong.write_bytes(b"something else")
    with pytest.raises(errors.OntologyError, match=r"other\.dat"):
        Gazetteer(wrong)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Nowhere\t\tarea\tSYR\t95\t36\tregion", "is no point"),
        ("Nowhere\t\tarea\tSYX\t35\t36\tregion", "'SYX' is no ISO3 code"),
        ("Nowhere\t\tarea\tSYR\t35\t36\tvillage", "'village' is no precision"),
        ("Nowhere\t\tarea\tSYR\tnorth\t36\tregion", "must be numbers"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    table = tmp_path / "own.tsv"
    table.write_text("name\tnames\tkind\tcountries\tlat\tlon\tprecision\n" + row + "\n", encoding="utf-8")
    with pytest.raises(errors.OntologyError, match=rf"own\.tsv:2: .*{reason}"):
        load_regions(table)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bobrowniki", "Bobrowniki–Berestovitsa crossing"),
        ("the Namanga post", "Namanga crossing"),
        ("Warsaw", None),
        ("the checkpoint", None),
    ],
)
def test_the_crossing_at_a_town(text: str, name: str | None) -> None:
    found = as_crossing(text)
    assert (found and found.name) == name
