"""The gazetteer, on the file that comes with Hanse."""

from __future__ import annotations

import csv
import sys
import tomllib
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.gazetteer import Gazetteer, Match, load
from hanse.gazetteer.atlas import open_atlas

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
PLACES = ROOT / "data" / "gazetteer"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def first(gazetteer: Gazetteer, name: str, language: str = "", country: str = "") -> tuple[str, str, str]:
    found = gazetteer.find(name, language, country=country)
    return (found[0].name, found[0].kind, found[0].country) if found else ("", "", "")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Avilés", ("Avilés", "City", "ES")),
        ("AVILES", ("Avilés", "City", "ES")),
        ("Αθήνα", ("Athens", "City", "GR")),
        ("София", ("Sofia", "City", "BG")),
        ("Lisboa", ("Lisbon", "City", "PT")),
        ("Lizbona", ("Lisbon", "City", "PT")),
        ("Donostia / San Sebastián", ("San Sebastián", "City", "ES")),
        ("'s-Hertogenbosch", ("'s-Hertogenbosch", "City", "NL")),
        ("Brighton & Hove", ("Brighton and Hove", "City", "GB")),
        ("Gladsaxe", ("Gladsaxe", "City", "DK")),
        ("Valencia", ("Valencia", "City", "ES")),
        ("Granada", ("Granada", "City", "ES")),
        ("Madrid", ("Madrid", "City", "ES")),
        ("Brussels", ("Brussels", "City", "BE")),
        ("Luxembourg", ("Luxembourg", "Country", "LU")),
        ("Castilla y León", ("Castile and León", "Region", "ES")),
        ("Andalucía", ("Andalusia", "Region", "ES")),
        ("Euskadi", ("Basque Country", "Region", "ES")),
        ("Vlaanderen", ("Flanders", "Region", "BE")),
        ("Bayern", ("Bavaria", "Region", "DE")),
        ("Malopolska", ("Lesser Poland Voivodeship", "Region", "PL")),
        ("Hauts-de-France", ("Hauts-de-France", "Region", "FR")),
        ("Scotland", ("Scotland", "Region", "GB")),
        ("Ostseeraum", ("Baltic Sea Region", "Region", "")),
        ("Western Balkans", ("Western Balkans", "Region", "")),
        ("European Union", ("European Union", "Region", "")),
        ("Georgia", ("Georgia", "Country", "GE")),
        ("Nonesuchville", ("", "", "")),
        ("", ("", "", "")),
        ("…", ("", "", "")),
    ],
)
def test_find(gazetteer: Gazetteer, name: str, expected: tuple[str, str, str]) -> None:
    assert first(gazetteer, name) == expected


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("SK-811 01 Bratislava", "SK", "Bratislava"),
        ("33402 Avilés (Asturias)", "ES", "Avilés"),
        ("City of Utrecht", "NL", "Utrecht"),
        ("Umeå kommun", "SE", "Umeå"),
        ("Bolzano/Bozen", "IT", "Bolzano"),
        ("Aarhus C", "DK", "Århus"),
        ("Helsingin kaupunki", "FI", "Helsinki"),
        ("CasteloBranco", "PT", "Castelo Branco"),
        ("Koege", "DK", "Køge"),
        ("Pointe-à-Pitre", "FR", "Pointe-à-Pitre"),
        ("Cambridge", "US", "Cambridge"),
    ],
)
def test_find_cleans_the_entries_of_tables(gazetteer: Gazetteer, name: str, country: str, expected: str) -> None:
    assert first(gazetteer, name, country=country)[0] == expected


@pytest.mark.parametrize("name", ["Insel Mainau", "Postfach", "Sklarska Poręba", "Paris"])
def test_find_stays_in_the_country_and_guesses_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name, country="PL" if name != "Insel Mainau" else "DE") == ()


@pytest.mark.parametrize(
    ("form", "language", "name"),
    [
        ("Bydgoszczy", "pl", "Bydgoszcz"),
        ("Krakowie", "pl", "Kraków"),
        ("Łodzi", "pl", "Łódź"),
        ("Bośni i Hercegowinie", "pl", "Bosnia and Herzegovina"),
        ("Dubrovnika", "hr", "Dubrovnik"),
        ("Novom Sadu", "sr", "Novi Sad"),
        ("Бреста", "sr", "Brest"),
        ("Varšavi", "sl", "Warsaw"),
        ("Praze", "cs", "Prague"),
        ("Košiciach", "sk", "Košice"),
        ("Κύπρου", "el", "Cyprus"),
        ("Αθηνών", "el", "Athens"),
        ("Rīgas", "lv", "Riga"),
        ("Vilniuje", "lt", "Vilnius"),
        ("Helsingissä", "fi", "Helsinki"),
        ("Debrecenben", "hu", "Debrecen"),
        ("Timișoarei", "ro", "Timișoara"),
        ("Zadru", "hr", "Zadar"),
        ("Lahdessa", "fi", "Lahti"),
        ("Tartus", "et", "Tartu"),
        ("Südostasiens", "de", "Southeast Asia"),
        ("Києві", "uk", "Kyiv"),
    ],
)
def test_inflected_forms(gazetteer: Gazetteer, form: str, language: str, name: str) -> None:
    assert first(gazetteer, form, language)[0] == name


@pytest.mark.parametrize(
    ("name", "country"),
    [
        *[("EL", "GR"), ("GR", "GR"), ("UK", "GB"), ("gb", "GB"), ("ESP", "ES"), ("XK", "XK"), ("Kosova", "XK")],
        *[("Czech Republic", "CZ"), ("République tchèque", "CZ"), ("Holanda", "NL"), ("The Netherlands", "NL")],
        *[("FYRO Macedonia", "MK"), ("Macedonia del Norte", "MK"), ("Republic of Moldova", "MD"), ("Türkiye", "TR")],
        *[("Turkey", "TR"), ("Bosnia-Herzegovina", "BA"), ("Velika Britanija", "GB"), ("Κύπρος", "CY")],
        *[("Мађарска", "HU"), ("Republic of Latvia", "LV"), ("U.S.", "US"), ("Österreich", "AT"), ("Éire", "IE")],
    ],
)
def test_country(gazetteer: Gazetteer, name: str, country: str) -> None:
    found = gazetteer.country(name)
    assert found is not None
    assert (found.kind, found.country) == ("Country", country)


@pytest.mark.parametrize("name", ["ZZ", "Paris", "", "Ruritania"])
def test_no_country(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.country(name) is None


def test_countries_are_named_in_25_languages(gazetteer: Gazetteer) -> None:
    spain = (
        "Испания Španjolska España Španělsko Spanien Ισπανία Spain Hispaania Espanja Espagne Spanyolország "
        "Spagna Ispanija Spānija Spanja Spanje Hiszpania Espanha Spania Španielsko Španija Шпанија "
        "İspanya Іспанія Espainia Spáinn"
    ).split()
    assert {name: (p := gazetteer.country(name)) and p.country for name in spain} == dict.fromkeys(spain, "ES")


def test_place_carries_what_is_known_of_it(gazetteer: Gazetteer) -> None:
    (place,) = gazetteer.find("Avilés", country="ES")
    assert gazetteer.place(place.id) == place
    assert (place.latitude, place.longitude) == pytest.approx((43.55, -5.92), abs=0.05)
    assert place.region == "Asturias"
    assert place.population > 70_000
    assert gazetteer.place(6255148).name == "Europe"
    assert dict(gazetteer.find("Spain")[0].codes)["iso3"] == "ESP"
    assert dict(gazetteer.find("Asturias")[0].codes)["iso"] == "ES-AS"
    assert gazetteer.find("Zugló")[0].section
    with pytest.raises(KeyError):
        gazetteer.place(999_999_999)


def names(matches: list[Match], text: str) -> list[tuple[str, str]]:
    return [(m.span.of(text), m.places[0].name) for m in matches]


def test_scan_takes_the_leftmost_longest_names(gazetteer: Gazetteer) -> None:
    text = (
        "between AVILÉS (Castilla y León and León), L'Hospitalet de Llobregat, Vila Nova de Gaia, 's-Hertogenbosch, "
        "Santa Maria da Feira, Boulogne-sur-Mer, Novo mesto, St. Pölten and Brighton & Hove in the UK."
    )
    assert names(list(gazetteer.scan(text, "en")), text) == [
        ("AVILÉS", "Avilés"),
        ("Castilla y León", "Castile and León"),
        ("León", "León"),
        ("L'Hospitalet de Llobregat", "L'Hospitalet de Llobregat"),
        ("Vila Nova de Gaia", "Vila Nova de Gaia"),
        ("s-Hertogenbosch", "'s-Hertogenbosch"),
        ("Santa Maria da Feira", "Santa Maria da Feira"),
        ("Boulogne-sur-Mer", "Boulogne-sur-Mer"),
        ("Novo mesto", "Novo Mesto"),
        ("St. Pölten", "Sankt Pölten"),
        ("Brighton & Hove", "Brighton and Hove"),
        ("UK", "United Kingdom"),
    ]


def test_scan_knows_word_boundaries_and_lines(gazetteer: Gazetteer) -> None:
    text = "porto Portoxyz Uk San\nSebastián\nVila. Nova de Gaia"
    found = [name for name, _ in names(list(gazetteer.scan(text)), text)]
    assert "San\nSebastián" not in found
    assert not {"porto", "Portoxyz", "Uk", "Vila. Nova de Gaia"} & set(found)
    wrapped = "a line of prose long enough to be one that was wrapped in San\nSebastián, Spain"
    assert ("San\nSebastián", "San Sebastián") in names(list(gazetteer.scan(wrapped)), wrapped)


def test_scan_reads_decomposed_letters_and_other_scripts(gazetteer: Gazetteer) -> None:
    text = "Avile\u0301s, Θεσσαλονίκη, Пловдив"
    assert [n for _, n in names(list(gazetteer.scan(text)), text)] == ["Avilés", "Thessaloniki", "Plovdiv"]


def test_scan_leads_inflected_forms_back(gazetteer: Gazetteer) -> None:
    text = "Miasta partnerskie spotkały się w Krakowie, Lublinie i w Bośni i Hercegowinie."
    matches = [m for m in gazetteer.scan(text, "pl") if not m.common]
    assert names(matches, text) == [
        ("Krakowie", "Kraków"),
        ("Lublinie", "Lublin"),
        ("Bośni i Hercegowinie", "Bosnia and Herzegovina"),
    ]
    assert not any(m.exact for m in matches)


@pytest.mark.parametrize("name", "Nice Bath Reading Split Bar Of Most Same Mobile Orange Best Bude Male Union".split())
def test_ordinary_words_need_a_cue(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.common(name, "en")
    assert all(m.common for m in gazetteer.scan(f"We saw {name} there.", "en"))


def test_ordinary_words_differ_by_language(gazetteer: Gazetteer) -> None:
    assert gazetteer.common("Essen", "de")
    assert not gazetteer.common("Nice", "fr")
    assert not gazetteer.common("Split", "hr")
    assert gazetteer.common("Split", "sl")
    plain = "Avilés Bologna Paris Berlin Liège Roma Lublin Warszawie Noruega Danska Vaslui".split()
    assert [n for n in plain if gazetteer.common(n, "") and gazetteer.find(n)[0].population > 50_000] == []


def test_short_words_in_capitals_may_be_acronyms(gazetteer: Gazetteer) -> None:
    assert [m.common for m in gazetteer.scan("the BARI project", "en")] == [True]
    assert [m.common for m in gazetteer.scan("LECCE, BARI", "en")] == [False, False]
    assert [m.common for m in gazetteer.scan("ABOUT US NOW", "en") if m.span.start == 6] == [True]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("San León Porto'’.-&\n\u0301Łódź Αθήνα 12()UK"), max_size=60))
def test_scan_is_ordered_and_never_fails(text: str) -> None:
    for language in ("", "pl", "el"):
        end = 0
        for match in load().scan(text, language):
            assert end <= match.span.start < match.span.end <= len(text)
            assert match.places
            end = match.span.end


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_find_takes_any_text(name: str) -> None:
    assert all(place.country == "ES" for place in load().find(name, "pl", country="ES"))


def test_scanning_takes_work_in_proportion(gazetteer: Gazetteer) -> None:
    text = "Avilés and partners from Vila Nova de Gaia met in Porto to plan the work of the network. "
    calls = []
    for times in (1, 500, 2000):
        calls.append(0)

        def count(frame: FrameType, event: str, argument: object) -> None:
            calls[-1] += event.endswith("call")

        sys.setprofile(count)
        try:
            found = sum(1 for _ in gazetteer.scan(text * times, "en"))
        finally:
            sys.setprofile(None)
        assert found == 3 * times
    assert calls[2] < 4.5 * calls[1]  # sixteen times would be quadratic


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "places.bin").write_bytes(b"nothing of the kind")
    with pytest.raises(InputError, match="not a place file"):
        open_atlas(tmp_path / "places.bin")
    (tmp_path / "empty.bin").touch()
    with pytest.raises(InputError, match=r"empty\.bin"):
        open_atlas(tmp_path / "empty.bin")
    with pytest.raises(InputError, match=r"absent\.bin"):
        open_atlas(tmp_path / "absent.bin")


def test_every_curated_name_is_found(gazetteer: Gazetteer) -> None:
    curated = tomllib.loads((PLACES / "overrides.toml").read_text(encoding="utf-8"))
    missing = [
        (kind, country, name)
        for kind in ("City", "Region", "Country")
        for country, entries in curated[kind].items()
        for entry in entries
        for name in (entry["names"] if isinstance(entry, dict) else entry)
        if "(" not in name
        and not any(p.kind == kind and p.country == ("" if country == "any" else country) for p in gazetteer.find(name))
    ]
    assert missing == []


def test_the_file_stays_small_and_says_whose_it_is() -> None:
    assert (PLACES / "places.bin").stat().st_size < 12_000_000
    assert "CC BY 4.0" in (PLACES / "README.md").read_text(encoding="utf-8")
    assert "GeoNames" in (PLACES / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the samples are not here")
@pytest.mark.parametrize("table", ["data/urbact-partners.csv", "reference/urbact-partners-1-3.csv"])
def test_partners_are_found_in_their_country(gazetteer: Gazetteer, table: str) -> None:
    with (SHARED / table).open(encoding="utf-8", newline="") as file:
        rows = [(row["city"], row["country"]) for row in csv.DictReader(file) if row["city"]]
    found = [bool((c := gazetteer.country(code)) and gazetteer.find(city, country=c.country)) for city, code in rows]
    assert sum(found) / len(rows) >= 0.98


@pytest.mark.skipif(not SHARED.is_dir(), reason="the samples are not here")
def test_towns_of_a_keep_workbook_are_found(gazetteer: Gazetteer) -> None:
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(SHARED / "reference" / "keep-closed-2014-2020.xlsx")
    head, *rows = workbook.get_sheet_by_name("Partners").to_python()
    town, country = head.index("Town"), head.index("Country")
    given = [(str(row[town]), gazetteer.country(str(row[country]))) for row in rows if str(row[town]).strip()]
    assert all(land for _, land in given)
    found = [bool(gazetteer.find(name, country=land.country)) for name, land in given if land]
    assert sum(found) / len(given) >= 0.92
