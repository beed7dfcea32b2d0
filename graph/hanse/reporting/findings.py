"""A report as a value: computed once, written as a page or as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest
from html import escape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from hanse.errors import QueryError
from hanse.queries.filters import given, worded
from hanse.queries.questions import load, projections
from hanse.reporting.material import NOUNS, Material
from hanse.reporting.parts import Exhibit, Section
from hanse.reporting.sections import SECTIONS
from hanse.reporting.wording import counted
from hanse.store import QUADS
from hanse.suggestions import unknown
from hanse.writing import writing

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["FORMATS", "Findings", "report"]

FORMATS = ("html", "md")


@dataclass(frozen=True, slots=True)
class Findings:
    """A report: shows itself in a notebook, and saves itself as a page or as Markdown."""

    title: str
    chosen: str  # which networks count, in words
    sections: tuple[Section, ...]
    queries: Mapping[str, str]  # the SPARQL behind the exhibits, by name
    command: str  # that makes it again
    origin: str  # what it was made from and with

    @property
    def short(self) -> list[Exhibit]:
        """The exhibits whose sentences stand at its head."""
        return [one for section in self.sections for one in section.exhibits if one.key]

    @property
    def html(self) -> str:
        """The page: one self-contained file that asks nothing of the network."""
        from hanse.reporting.page import render

        return render(self)

    @property
    def markdown(self) -> str:
        """The same with tables in place of plots."""
        from hanse.reporting.plain import render

        return render(self)

    def save(self, path: str | Path) -> Path:
        """Write it, as Markdown where the name ends in .md, else as a page; OutputError where it can't be."""
        target = Path(path)
        text = self.markdown if target.suffix == ".md" else self.html
        with writing(target) as file:
            file.write(text.encode())
        return target

    def _repr_html_(self) -> str:
        frame = 'style="width:100%;height:640px;border:1px solid #8888" sandbox="allow-scripts allow-popups"'
        return f'<iframe srcdoc="{escape(self.html)}" {frame} title="{escape(self.title)}"></iframe>'

    def __repr__(self) -> str:
        return f"<hanse.Findings {self.title!r}: {sum(len(section.exhibits) for section in self.sections)} exhibits>"


def report(graph: Graph, of: str = "city", **filters: object) -> Findings:
    """What a graph says of its networks, for those who decide: figures, plots, and how far to trust them.

    ``of`` is "city" or "organisation": whose participations it is on. Filters are those of `hanse.network.project`.
    Raises QueryError where a name means nothing, or where there is nothing to report on.

    >>> findings = report(graph)
    >>> [section.title for section in findings.sections][:3]
    ['What is in it', 'Over time', 'The network as a whole']
    """
    if of not in NOUNS:
        raise QueryError(unknown("report on", of, NOUNS))
    material = Material(graph, of, given(filters))
    if not material.part.actors:
        where = " among the networks that were chosen" if material.filters else " in the graph"
        raise QueryError(f"nothing to report: no network or project with {material.many}{where}")
    sections = tuple(make(material) for make in SECTIONS)
    known = {**load(), **projections()}
    used = {name: None for section in sections for one in section.exhibits for name in one.queries}
    return Findings(
        title=f"Networks of {material.many}: a report",
        chosen=_chosen(material),
        sections=sections,
        queries={name: known[name].sparql for name in used},
        command=material.reporting,
        origin=_origin(graph),
    )


def _chosen(material: Material) -> str:
    if not material.filters:
        return "All networks and projects of the graph."
    count = counted(len(material.part.collaborations), "network or project", "networks and projects")
    return f"Only networks and projects {worded(material.filters)}: {count}."


def _origin(graph: Graph) -> str:
    """The version, and the sum by which the graph can be told from others."""
    try:
        made = f"Made with Hanse {version('hanse')}"
    except PackageNotFoundError:
        made = "Made with Hanse"
    path = graph.directory / QUADS if graph.directory else None
    if path is None or not path.is_file():
        return f"{made}."
    with path.open("rb") as file:
        return f"{made} from a graph whose {QUADS} has the SHA-256 sum {file_digest(file, 'sha256').hexdigest()}."
