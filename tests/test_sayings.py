"""What pages say in ever other words: who leads, takes part and pays, where a town lies, how a list is led in."""

from __future__ import annotations

import pytest

from told import statements, told


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_is_understood(language: str, wanted: str, text: str) -> None:
    facts = {" ".join(statement) for statement in statements(text, language)}
    for one in (line.strip() for line in wanted.split(";")):
        assert (one[1:].strip() not in facts) if one.startswith("!") else (one in facts), facts


CARDS = """<html lang="en"><body><h1>SKYLARK</h1><p>The SKYLARK project is about ice.</p><h2>On stage</h2>
<div class="k"><b>Anna Holm</b><br>glaciologist, University of Graz (Austria)</div>
<div class="k"><b>Jan Berg</b><br>City of Turku (FI)</div>
<div class="k"><b>Eva Ek</b><br>project leader of SKYLARK, City of Linz</div>
<div class="k"><b>Ida Roos</b><br>who came by train, Graz</div></body></html>"""


def test_the_line_below_a_name_is_read_by_its_shape_where_no_list_has_the_title() -> None:
    facts = statements(CARDS, form="html")
    assert {(s, o) for s, p, o in facts if p == "roleTitle"} == {
        ("Anna Holm", "glaciologist"),
        ("Eva Ek", "project leader"),
    }
    assert {(s, o) for s, p, o in facts if p == "affiliation"} == {
        ("Anna Holm", "University of Graz"),
        ("Jan Berg", "Turku"),
        ("Eva Ek", "SKYLARK"),
        ("Eva Ek", "Linz"),
    }


TAGGED = """<html lang="en"><body><h1>SKYLARK</h1><p>The SKYLARK project is about heat.</p>
<dl><dt>Tags</dt><dd><a>district heating</a> <a>waste heat</a></dd><dt>Seen by</dt><dd><a>Ana</a> <a>Bo</a></dd></dl>
<table><tr><th>Partner</th><th>Country</th></tr><tr><td>City of Norrköping</td><td>SE</td></tr>
<tr><td>City of Łódź</td><td>PL</td></tr></table></body></html>"""


def test_keywords_stand_side_by_side_and_cities_with_their_title_in_tables() -> None:
    facts = statements(TAGGED, form="html")
    assert {o for _, p, o in facts if p == "theme"} == {"district heating", "waste heat"}
    assert {("Norrköping", "locatedIn", "SE"), ("Łódź", "locatedIn", "PL")} <= set(facts)


CONSORTIUM = """<html lang="en"><head><title>Consortium | SKYLARK - towns that repair</title></head><body>
<h1>Four partners and a lot of screwdrivers</h1><p>The SKYLARK project opens counters for repair in libraries.</p>
<div class="card"><span>FI</span><h3>Lahti Energy Agency</h3><p>Coordinator</p></div>
<div class="card"><span>SI</span><h3>City of Maribor</h3><p>Counter no. 1</p></div>
<div class="card"><span>IT</span><h3>Comune di Rovereto</h3><p>Counter no. 2</p></div>
<dl><dt>Runs</dt><dd>03/2024 – 08/2027</dd><dt>Topics</dt><dd>right to repair • local jobs</dd></dl></body></html>"""


def test_the_title_of_a_page_says_what_its_cards_are_of() -> None:
    facts = set(statements(CONSORTIUM, form="html"))
    assert {(p, o) for s, p, o in facts if s == "SKYLARK"} == {
        ("leadPartner", "Lahti Energy Agency"),
        ("partner", "Maribor"),
        ("partner", "Comune di Rovereto"),
        ("startDate", "2024-03"),
        ("endDate", "2027-08"),
        ("theme", "right to repair"),
        ("theme", "local jobs"),
    }
    assert {(s, o) for s, p, o in facts if p == "locatedIn"} == {
        ("Lahti Energy Agency", "FI"),
        ("Maribor", "SI"),
        ("Comune di Rovereto", "IT"),
    }
