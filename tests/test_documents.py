"""Reading: the outline of each case, and what holds for every document."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hanse.documents import READERS, SUFFIXES, format_of, read, read_all
from hanse.errors import InputError
from outline import outline
from soundness import check

CASES = sorted((Path(__file__).parent / "cases_reading").glob("*/input.*"))
SHARED = Path(__file__).parents[2] / "shared"
SAMPLES = sorted([*SHARED.glob("corpus/d*"), *SHARED.glob("seeds/*.txt")])


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_case(case: Path) -> None:
    assert outline(read(case)) == (case.parent / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(not SAMPLES, reason="the sample documents are not beside the checkout")
def test_samples_keep_all_text_in_blocks() -> None:
    for path in SAMPLES:
        document = read(path)
        check(document)
        covered = [False] * len(document.text)
        for block in document.blocks:
            covered[block.span.start : block.span.end] = [True] * (block.span.end - block.span.start)
        lost = "".join(c for c, inside in zip(document.text, covered, strict=True) if not inside and c.isalpha())
        assert len(lost) < 20, (path.name, lost)


@pytest.mark.skipif(not SAMPLES, reason="the sample documents are not beside the checkout")
def test_text_of_plain_files_is_kept_as_it_stands() -> None:
    for path in SAMPLES:
        if path.suffix == ".txt":
            text = path.read_text(encoding="utf-8")
            assert read(path).text == text.rstrip(), path.name


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(READERS)), st.binary(min_size=1, max_size=300))
def test_random_bytes_never_crash(format: str, data: bytes) -> None:
    read_bytes(format, data)


PIECES = st.just(" | ") | st.sampled_from(
    "- |• |1. |Partners:|Riga (LV)|\n|\n\n|    |  |\t|Home > News|word|---|A long line of words. |***|> |===|See more|"
    "Lead partner: Riga|©|ab-\n|a) |…|?|# |Turku   Finland".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=60))
@example([" | ", " | ", "ab-\n", " | ", " | ", " | "])  # a row of empty cells
@example([" | ", " | ", "\t", "ab-\n", " | ", " | ", " | "])  # empty but for a tab
@example([" | ", " | ", "\t", " | ", "ab-\n", " | ", " | ", " | "])
def test_any_plain_text_gives_sound_blocks(pieces: list[str]) -> None:
    text = "".join(pieces)
    for format in ("txt", "md"):
        read_bytes(format, text.encode())


TAGS = (
    "p|div|ul|li|table|tr|td|th|h1|h2|b|a|span|dl|dt|dd|nav|article|br|figure|figcaption|sup|pre|header|caption|thead|"
    "section|img alt='A view of the port'|div class=card|td rowspan=2 colspan=3"
).split("|")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(TAGS).map("<{}>".format), st.sampled_from(TAGS).map("</{}>".format), PIECES),
        min_size=1,
    )
)
def test_any_tag_soup_gives_sound_blocks(pieces: list[str]) -> None:
    read_bytes("html", "".join(pieces).encode())


def read_bytes(format: str, data: bytes) -> None:
    try:
        document = READERS[format](data, "it", "it." + format)
    except InputError as error:
        assert str(error).startswith("it."), error
    else:
        check(document)
        assert READERS[format](data, "it", "it." + format) == document


def test_formats_are_known_by_their_suffix() -> None:
    assert set(SUFFIXES.values()) >= set(READERS)
    assert format_of(Path("a.b/Some.Report.HTM")) == "html"
    assert format_of(Path("noform")) is None


def test_a_file_that_is_no_document_is_refused_with_what_is_allowed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"partners\.csv: is no document; known are .*\.docx.*\.txt"):
        read(tmp_path / "partners.csv")
    with pytest.raises(InputError, match=r"absent\.txt: can't be read: No such file"):
        list(read_all(tmp_path / "absent.txt"))


def test_a_name_that_the_text_has_again_is_the_headline_over_what_explains_it() -> None:
    prose = (
        "Since 2017 the maps of three towns were drawn anew. " + "Sponge Streets tries out what holds the rain. " * 2
    )
    text = f"Home | Projects | News | Library\n\nSponge Streets\n\nKeeping the rain out of all our cellars\n\n{prose}\n"
    fields = READERS["txt"](text.encode(), "a", "a.txt").fields
    assert [field.value for field in fields if field.name == "title"] == ["Sponge Streets"]


@pytest.mark.parametrize(
    "head",
    [
        "Where: Meeting of the Water Towns in the Town Hall, Room 3\nWhen: 10 October 2023, 09:00 – 11:00",
        "Canal House, Mill Street 20, 1050 Riga, Latvia",
        "On 20 April the towns met for the start of the fund, and talked about it. " * 5 + "\n\nA word from the chair",
    ],
)
def test_no_headline_is_a_record_an_address_or_what_stands_below_a_paragraph(head: str) -> None:
    prose = "The network invites its members to talk. " * 5
    fields = READERS["txt"](f"{head}\n\n{prose}\n".encode(), "a", "a.txt").fields
    assert not [field.value for field in fields if field.name == "title"]


def test_the_issue_of_a_bulletin_is_no_headline() -> None:
    prose = (
        "GORIZIA, 12 APR 2024 - It began this morning, and until Sunday the towns work on the banks of their rivers."
    )
    text = f"AGENCY FOR TOWNS & RIVERS - BULLETIN N. 118\n\nGorizia opens a workshop on the banks\n{prose}\n"
    fields = READERS["txt"](text.encode(), "a", "a.txt").fields
    assert [field.value for field in fields if field.name == "title"] == ["Gorizia opens a workshop on the banks"]


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("SlowSpark: next steps", "SlowSpark: next steps"),
        ("URL: https://example.org", "What we found out"),
        ("Date: 3 May 2021", "What we found out"),
        ("Place: Riga", "What we found out"),
    ],
)
def test_a_first_line_that_begins_with_a_coined_name_is_a_headline(first: str, title: str) -> None:
    prose = "The network met in Riga to talk about heat, and about what it costs to live with it in dense old towns."
    text = f"{first}\n\n3 May 2021\n\nWhat we found out\n\n{prose}\n"
    assert [field.value for field in READERS["txt"](text.encode(), "a", "a.txt").fields if field.name == "title"] == [
        title
    ]


def test_lines_of_names_do_not_tell_the_language_where_the_rest_of_the_page_does() -> None:
    page = """# Red Puertos Tranquilos

**Constitución:** mayo de 2019
**Ciudades:** Vigo, Gijón, Santa Cruz de Tenerife, Almada, Faro
**Ámbitos:** espacio público; ruido portuario; energías

- Carmen Otero, coordinadora de la red
- Íñigo Larrea, concejal de Espacio Público de Vitoria-Gasteiz
- Rita Cunha, técnica de urbanismo en la Câmara Municipal de Almada
"""
    assert READERS["md"](page.encode(), "page", "page.md").language == "es"


@pytest.mark.parametrize(
    ("form", "page", "title"),
    [
        (
            "txt",
            "Związek Miast Jeziornych\n\nXIV DOROCZNA KONFERENCJA MIAST\n\nToruń, 6–7 czerwca 2024 r.\n\n"
            "DZIEŃ PIERWSZY – czwartek, 6 czerwca\n\n09:00 Rejestracja\n",
            "XIV DOROCZNA KONFERENCJA MIAST",
        ),
        (
            "txt",
            "SKYLARK FINAL CONFERENCE\n\nVenue: Old Mill, hall 2\nLanguage: English, German on day 1 of the meeting\n\n"
            "08:45 Registration and coffee\n",
            "SKYLARK FINAL CONFERENCE",
        ),
        (
            "html",
            "<title>Comunicato stampa n. 88/2024</title><p>Savigno, 25 ottobre 2024</p>"
            "<h2>Castagneti, si riparte</h2><p>Dal 21 al 23 ottobre il paese ha ospitato l'assemblea.</p>",
            "Castagneti, si riparte",
        ),
        (
            "txt",
            "14.04.2014\n\nInvitation to the 1. meeting of the Silesian towns\n\nThe town of Oder invites you to\n\n"
            "its guests,\n\n" + "The guests of the town bring bread and salt to the square, and everybody eats. " * 3,
            "Invitation to the 1. meeting of the Silesian towns",
        ),
        (
            "txt",
            "The meeting in Oder is over. And what now? NETWORKS!\n\nmeeting3\n\n"
            + "The guests of the town bring bread and salt to the square, and everybody eats. " * 3,
            "The meeting in Oder is over. And what now? NETWORKS!",
        ),
    ],
)
def test_days_key_lines_and_numbers_of_papers_are_no_titles(form: str, page: str, title: str) -> None:
    document = READERS[form](page.encode(), "page", f"page.{form}")
    assert [field.value for field in document.fields if field.name == "title"] == [title]
