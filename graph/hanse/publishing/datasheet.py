"""The page on the dataset, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from hanse.publishing.catalogue import GEONAMES
from hanse.publishing.dumps import FOLDER, Dump, Held
from hanse.publishing.frame import Alternate, render
from hanse.publishing.notes import Notes
from hanse.publishing.publication import Publication
from hanse.publishing.serialising import jsonld
from hanse.publishing.statistics import queries
from hanse.publishing.void import linkset, partition, targets
from hanse.queries.rows import compact

if TYPE_CHECKING:
    from hanse.publishing.dataset import Dataset

__all__ = ["PATH", "page", "sized"]

PATH = "dataset/index.html"
_ALTERNATES = (
    Alternate("Turtle", "text/turtle", "dataset.ttl"),
    Alternate("JSON-LD", "application/ld+json", "dataset.jsonld"),
)
_NUMBERS = {
    "triples": "triples",
    "entities": "things described",
    "distinctSubjects": "subjects",
    "distinctObjects": "objects",
    "classes": "classes",
    "properties": "properties",
}
_GROUPS = {"": "RDF", "networks": "Networks", "tables": "Tables"}


@dataclass(frozen=True, slots=True)
class Link:
    """Links to a dataset by a property."""

    name: str
    page: str
    link: str
    count: int
    anchor: str


def page(dataset: Dataset) -> bytes:
    """The page, with the whole description embedded."""
    at = dataset.publication
    notes = Notes(at.base, at.settings.language)
    return render(
        at,
        "dataset.html.j2",
        PATH,
        title="The data",
        alternates=_ALTERNATES,
        canonical=notes.dataset.value,
        embedded=jsonld(dataset.triples),
        counted=dataset.counted,
        numbers=_NUMBERS,
        downloads=list(_grouped(dataset.downloads)),
        measured={one.iri: one for one in dataset.measured},
        links=list(_links(notes, dataset)),
        term=lambda iri: _term(at, str(iri)),
        anchor=lambda iri: partition(notes, str(iri)).value.partition("#")[2],
        queries=list(queries().values()),
        asked="query/index.html" if "query" in at.parts else "",
        changes="changes/index.html" if at.previous else "",
        examples="examples" in at.parts,
        geonames=GEONAMES,
        makers=_makers(at),
        tool=str(at.manifest.get("versions", {}).get("hanse", "")),
        bytes=sized,
    )


def _grouped(downloads: Sequence[tuple[Dump, Held]]) -> Iterator[tuple[str, list[tuple[Dump, Held]]]]:
    for folder, heading in _GROUPS.items():
        yield heading, [one for one in downloads if one[0].path.rpartition("/")[0] == f"{FOLDER}/{folder}".strip("/")]


def _links(notes: Notes, dataset: Dataset) -> Iterator[Link]:
    for row in dataset.counted.linksets:
        target, link = str(row["target"]), str(row["link"])
        known: Mapping[str, str] = targets().get(target, {})
        anchor = linkset(notes, target, link).value.partition("#")[2]
        yield Link(known.get("name", target), known.get("page", ""), link, int(str(row["triples"])), anchor)


def _term(publication: Publication, iri: str) -> Markup:
    """A class or property by its short name, with a link to where it is defined."""
    address = publication.href(iri, PATH) or (iri if iri.startswith(("http://", "https://")) else "")
    return Markup('<a href="{}"><code>{}</code></a>').format(address, compact(iri))


def _makers(publication: Publication) -> str:
    said = publication.settings
    agents = said.creators or ((said.publisher,) if said.publisher else ())
    return ", ".join(agent.name for agent in agents)


def sized(count: int) -> str:
    """A number of bytes as people read it.

    >>> sized(999), sized(1_234_567)
    ('999 B', '1.2 MB')
    """
    size = float(count)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if size >= 100 or unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
