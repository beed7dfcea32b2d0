"""How far to trust the rest: what is missing, what was read how, what could not be read."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hanse import manifest, reliability
from hanse.reporting.material import Material
from hanse.reporting.parts import Exhibit, Section, count, tabulate
from hanse.reporting.plots import bars
from hanse.reporting.wording import counted, share, whole
from hanse.views.inventory import left_out

if TYPE_CHECKING:
    from hanse.queries.rows import Row

__all__ = ["caution"]

_RESTED_ON = {
    "partner": "partners", "leadPartner": "lead partners", "programme": "programmes", "theme": "themes",
    "startDate": "starts", "locatedIn": "where things are",
}  # fmt: skip
_LISTED = 50


def caution(material: Material) -> Section:
    """Coverage, origins, measured errors."""
    found, absent = [_missing(material)], []
    if waves := _waves(material):
        found.append(waves)
    else:
        absent.append("No wave has networks without partners, leads or themes.")
    if origins := _origins(material):
        found.append(origins)
    else:
        absent.append("No statement has evidence, so nothing can be said of how they were read.")
    if unread := _unread(material):
        found.append(unread)
    else:
        absent.append(_all_read(material))
    intro = (
        "Absence from the graph is no evidence of absence. A tie says that two took part in the same network, not that "
        "they worked together there. A quote for each statement: hanse explain NAME."
    )
    return Section("Coverage and caution", intro, tuple(found), tuple(absent))


def _missing(material: Material) -> Exhibit:
    rows = list(material.known)
    lacks = {
        "fewer than two partners": sum(count(row, "partners") < 2 for row in rows),
        "no partner at all": sum(not count(row, "partners") for row in rows),
        "no lead": sum(not count(row, "leads") for row in rows),
        "no start": sum(row["started"] is None for row in rows),
        "no theme": sum(not count(row, "themes") for row in rows),
        "no programme": sum(row["under"] is None for row in rows),
    }
    alone, total = lacks["fewer than two partners"], len(rows)
    return Exhibit(
        "What is missing",
        f"{alone:,} of {counted(total, 'network or project', 'networks and projects')} have fewer than two known "
        f"partners and so tie nobody; {lacks['no start']:,} have no known start and are in no wave."
        if alone or lacks["no start"]
        else f"All {total:,} networks and projects have a known start, and two known partners or more.",
        tabulate(
            [(name, count, count / len(rows)) for name, count in lacks.items()],
            a="Missing", b=("Networks and projects", "count"), c=("Share", "share"),
        ),
        bars(
            ((name, n / total, share(n / total), f"{whole(n)} of {whole(total)}") for name, n in lacks.items()),
            most=1.0,
        ),
        told="Networks and projects that the graph knows by name, whether or not anybody is known to take part.",
        commands=(material.asking("known-of-networks"),),
        queries=("known-of-networks",),
        key=True,
    )  # fmt: skip


def _waves(material: Material) -> Exhibit | None:
    waves: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in material.known:
        if row["started"] is not None:
            waves[str(row["started"])[:4], str(row["under"] or ""), str(row["sort"] or "")].append(row)
    lines = []
    for (year, programme, sort), own in sorted(waves.items()):
        lacks = [sum(count(row, "partners") < 2 for row in own)]
        lacks += [sum(not count(row, name) for row in own) for name in ("leads", "themes")]
        if any(lacks):
            lines.append((" ".join(filter(None, (programme, sort, year))), len(own), *lacks))
    if not lines:
        return None
    return Exhibit(
        "Incomplete waves",
        f"{counted(len(lines), 'wave has', 'waves have')} networks with fewer than two partners, or without a lead or "
        "theme; compare them with others with care.",
        tabulate(
            lines, a="Wave", b=("Networks", "count"), c=("Fewer than two partners", "count"), d=("No lead", "count"),
            e=("No theme", "count"),
        ),
        told="Whether all networks of a wave are in the graph, it can't tell: compare with the programme's own number.",
        commands=(material.asking("known-of-networks"),),
        queries=("known-of-networks",),
    )  # fmt: skip


def _origins(material: Material) -> Exhibit | None:
    rates = reliability.load()
    lines: list[tuple[object, ...]] = []
    partners = None
    for row in material.saved("origins"):
        name = str(row["name"])
        if name not in _RESTED_ON:
            continue
        read = count(row, "fromText")
        part = read / count(row, "statements")
        rate = rates.of(name)
        found = rates.recall(name) if rates.missed else None  # without what was missed nobody knows
        measured = (rate.share, rate.least, found, rate.observed) if read else (None, None, None, None)
        lines.append((_RESTED_ON[name], row["statements"], part, row["confidence"], *measured))
        partners = (part, measured[0], measured[2]) if name == "partner" else partners
    if not lines:
        return None
    if not any(line[2] for line in lines):
        lines = [line[:4] for line in lines]
    return Exhibit(
        "Text and tables",
        _read(partners),
        tabulate(
            lines, a="Statements of", b=("Statements", "count"), c=("From text", "share"),
            d=("Mean confidence", "figure"), **(_MEASURED if any(line[2] for line in lines) else {}),
        ),
        told=f"{_PRECISION if any(line[2] for line in lines) else ''}All statements of the graph count, whatever "
        "networks were chosen. Evidence of a row is its line in the table, and of text the words themselves.",
        commands=(material.asking("origins"),),
        queries=("origins",),
        key=True,
    )  # fmt: skip


_MEASURED = {
    "e": ("Right (precision)", "share"), "f": ("At the least", "share"), "g": ("Found (recall)", "share"),
    "h": ("Judged", "count"),
}  # fmt: skip
_PRECISION = (
    "Precision and recall were measured beforehand, on documents that people annotated, not on this graph: precision "
    "is the share of statements read from text that were right (at the least: in 19 of 20 such samples), recall the "
    "share of what those documents say that was found. On pages of another kind expect less. "
)


def _read(partners: tuple[float, float | None, float | None] | None) -> str:
    if partners is None:
        return "No partner has evidence."
    part, right, found = partners
    if not part:
        return "All partners come from rows of tables, which are taken at their word."
    said = f"{share(part)} of partners were read from text"
    if right is not None:
        said += f"; of such statements {share(right)} were right where people checked"
    if found is not None:
        said += f", and {share(found)} of what was there was found"
    return said + ("; the rest come from rows of tables." if part < 1 else ".")


def _all_read(material: Material) -> str:
    directory = material.graph.directory
    if directory and (directory / manifest.NAME).is_file():
        return "Every source of the build was read; none was left out."
    return f"Whether sources were left out is not known: there is no {manifest.NAME}."


def _unread(material: Material) -> Exhibit | None:
    skipped, problems = left_out(material.graph.directory)
    if not skipped and not problems:
        return None
    lines = [*skipped, *(("", problem) for problem in problems)]
    rest = f" The first {_LISTED} are shown; {manifest.NAME} has all." if len(lines) > _LISTED else ""
    return Exhibit(
        "What could not be read",
        f"{counted(len(skipped), 'source', 'sources')} could not be read, and "
        f"{counted(len(problems), 'part of a source', 'parts of sources')} could not be used.",
        tabulate(lines[:_LISTED], a="Source", b="Why"),
        told=f"From {manifest.NAME}, which the build left in the graph directory.{rest}",
        key=bool(skipped),
    )
