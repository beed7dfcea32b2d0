"""Tables as CORDIS publishes them: project.csv and organization.csv, with its columns, quotes and decimal commas.

Organisations recur by a power law: most are in one project, a few in hundreds. A project has 3 to 30 of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from inventing import Body, World, grammar

PROJECT = (
    "id acronym status title startDate endDate totalCost ecMaxContribution legalBasis topics ecSignatureDate "
    "frameworkProgramme masterCall subCall fundingScheme nature objective contentUpdateDate rcn grantDoi"
).split()
ORGANISATION = (
    "projectID projectAcronym organisationID vatNumber name shortName SME activityType street postCode city country "
    "nutsCode geolocation organizationURL contactForm contentUpdateDate rcn order role ecContribution "
    "netEcContribution totalCost endOfParticipation active"
).split()
PROGRAMMES = {"HORIZON": "Horizon Europe", "H2020": "Horizon 2020", "FP7": "FP7"}
SCHEMES = ("RIA", "IA", "CSA", "ERC-STG", "MSCA-IF", "MSCA-ITN")
COUNTRIES = {"GR": "EL", "GB": "UK"}
A_NEW_ONE = 0.2  # of the rows name an organisation for the first time
FIRST = 100_000_000  # number of the first project


def write(folder: Path, world: World, rows: int) -> Iterator[dict[str, Any]]:
    """Write both tables, so many rows together; what each project states is given while it is written."""
    with (
        (folder / "project.csv").open("w", encoding="utf-8", newline="") as projects,
        (folder / "organization.csv").open("w", encoding="utf-8", newline="") as organisations,
    ):
        projects.write(_line(PROJECT))
        organisations.write(_line(ORGANISATION))
        number, left, known = 0, rows, 0
        while left > 1:
            draw = world.draw("cordis", number)
            members: dict[str, Body] = {}
            for _ in range(min(min(3 + int(draw.paretovariate(1.3) * 2), 30), left - 1)):
                fresh = draw.random() < A_NEW_ONE or not known
                at = known if fresh else int(known * draw.random() ** 3)
                known += fresh
                body = world.body(at)
                members[body.name] = body
            told = _project(world, draw, number, list(members.values()))
            projects.write(_line(told["row"]))
            for order, (body, role) in enumerate(zip(members.values(), told["roles"], strict=True), 1):
                organisations.write(_line(_member(draw, told, body, role, order)))
            left -= 1 + len(members)
            number += 1
            yield _truth(told, list(members.values()))


def _line(cells: list[str]) -> str:
    return ";".join(['"' + cell.replace('"', '""') + '"' for cell in cells]) + "\n"


def _project(world: World, draw: Random, number: int, members: list[Body]) -> dict[str, Any]:
    words = grammar("en")
    slots = {"n": lambda: str(draw.randint(12, 480)), "few": lambda: str(draw.randint(2, 9)), "year": "2019", "m": 900}
    slots["city"] = lambda: world.city(draw).name
    identifier = str(FIRST + number)
    acronym = world.coined(2 * number + 1_500_000).upper()
    names = world.names
    title = f"{draw.choice(names['title_a'])} {draw.choice(names['title_b'])} for {draw.choice(names['title_c'])}"
    title += f" in {world.city(draw).name}" if draw.random() < 0.1 else f" ({draw.randint(2, 400)} cases)"
    programme = draw.choices(tuple(PROGRAMMES), (3, 5, 4))[0]
    year, month = draw.randint(2008, 2024), draw.randint(1, 12)
    until = year + draw.randint(2, 5)
    start, end = f"{year}-{month:02}-01", f"{until}-{month:02}-28"
    call = f"{programme}-CL5-{year}"
    cost = draw.randint(150_000, 9_000_000)
    objective = " ".join(words.say(draw, "filler", **slots) for _ in range(draw.randint(3, 7)))
    objective += (
        f'\nThe "{acronym}" approach; see D{draw.randint(1, 9)}.{draw.randint(1, 9)}.' if draw.random() < 0.2 else ""
    )
    row = [
        identifier, acronym, draw.choice(("SIGNED", "CLOSED")), title, start, end,
        _euros(draw, cost), _euros(draw, int(cost * 0.8)), f"{programme}.2.4.", f"{call}-{draw.randint(1, 99):02}",
        f"{year - 1}-11-{draw.randint(10, 28)}", programme, call, call,
        draw.choice(SCHEMES), "", objective, f"{until}-12-01 10:{draw.randint(10, 59)}:00", str(number + 200_000),
        f"10.3030/{identifier}",
    ]  # fmt: skip
    roles = ["coordinator", *(draw.choices(("participant", "thirdParty"), (9, 1))[0] for _ in members[1:])]
    return {"row": row, "roles": roles, "start": start, "end": end, "programme": programme}


def _member(draw: Random, told: dict[str, Any], body: Body, role: str, order: int) -> list[str]:
    place = body.city
    share = draw.randint(20_000, 900_000)
    return [
        told["row"][0], told["row"][1], str(900_000_000 + body.number), "", body.name.upper(), _short(body),
        "true" if body.number % 3 == 0 else "false", ("HES", "PRC", "REC", "PUB", "OTH")[body.number % 5],
        f"{place.name.upper()}STR {body.number % 90 + 1}", f"{10_000 + body.number % 89_999}", place.name,
        code(place.country), f"{place.country}{body.number % 9}{body.number % 7}",
        f"({place.latitude},{place.longitude})", "", f"https://example.org/contact/{body.number}",
        "2024-05-02 09:31:12", str(1_900_000 + body.number), str(order), role, _euros(draw, share),
        _euros(draw, share), _euros(draw, share * 2), "false", "",
    ]  # fmt: skip


def code(country: str) -> str:
    """As the European institutions write it."""
    return COUNTRIES.get(country, country)


def _short(body: Body) -> str:
    """Not all have one."""
    return "".join(word[0] for word in body.name.split()).upper() + str(body.number) if body.number % 2 else ""


def _euros(draw: Random, amount: int) -> str:
    cents = draw.choice(("", ",5", ",25", ",75"))
    return f"{amount}{cents}"


def _truth(told: dict[str, Any], members: list[Body]) -> dict[str, Any]:
    return {
        "project": told["row"][0],
        "acronym": told["row"][1],
        "title": told["row"][3],
        "programme": PROGRAMMES[told["programme"]],
        "start": told["start"],
        "end": told["end"],
        "partners": [
            [900_000_000 + body.number, body.name.upper(), body.city.name, code(body.city.country), role]
            for body, role in zip(members, told["roles"], strict=True)
        ],
    }
