"""Checks of files: what the listing and the dataset promise of them, and that dumps hold one graph."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from lxml import etree
from pyoxigraph import NamedNode, Triple

from hanse.checking.check import Check, Figure, Findings
from hanse.checking.description import Description
from hanse.checking.site import Site, unpacked
from hanse.errors import InputError
from hanse.publishing.part import SITE

__all__ = ["CHECKS"]

_TYPES = {
    ".nq": "application/n-quads", ".trig": "application/trig", ".nt": "application/n-triples", ".ttl": "text/turtle",
    ".jsonld": "application/ld+json", ".csv": "text/csv", ".graphml": "xml",
    ".json": "json", ".zip": "application/zip",
}  # fmt: skip
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SAME = (("graph.nq", "graph.trig", "graph.jsonld"), ("graph.nt", "graph.ttl"))
"""Dumps that hold the same, with and without named graphs."""


def listed(site: Site) -> Findings:
    """Each file is as the listing says."""
    for path, known in site.files.items():
        try:
            data = site.read(path)
        except InputError as error:
            yield str(error)
            continue
        if known.bytes < 0:  # a server that makes files when they are asked for lists their names alone
            continue
        if len(data) != known.bytes:
            yield f"{path}: {len(data):,} bytes, where {SITE} says {known.bytes:,}"
        elif sha256(data).hexdigest() != known.sha256:
            yield f"{path}: not the bytes of which {SITE} has the checksum"
    yield Figure(
        f"{len(site.files):,} files, {sum(max(known.bytes, 0) for known in site.files.values()) / 1e6:,.1f} MB"
    )


def dumps(site: Site) -> Findings:
    """Each distribution is there, with its size, media type and checksum."""
    description = Description.of(site)
    distributions = description.distributions()
    if not distributions:
        yield "dataset.ttl: no dcat:distribution"
    for one in distributions:
        path = site.path_of(one.address)
        if path is None or path not in site.files:
            yield f"{one.iri}: {one.address or 'no dcat:downloadURL'} is no file of the site"
            continue
        data = site.read(path)
        if one.size != len(data):
            yield f"{path}: {len(data):,} bytes, where dcat:byteSize is {one.size}"
        if one.checksum.lower() != sha256(data).hexdigest():
            yield f"{path}: not the SHA-256 that spdx:checksumValue gives"
        wanted = _TYPES.get("." + path.removesuffix(".gz").rpartition(".")[2])
        if wanted and wanted not in one.type:
            yield f"{path}: dcat:mediaType is {one.type or 'missing'}, where {wanted} is asked"
    yield Figure(f"{len(distributions)} distributions")


def one_graph(site: Site) -> Findings:
    """Dumps of one graph in several formats hold the same triples."""
    for names in SAME:
        paths = [f"dumps/{name}.gz" for name in names if f"dumps/{name}.gz" in site.files]
        if len(paths) < 2:
            yield f"dumps: only {', '.join(paths) or 'none'} of {', '.join(names)}, so that none can be compared"
            continue
        first = site.triples(paths[0])
        for path in paths[1:]:
            other = site.triples(path)
            if other != first:
                yield f"{path}: {len(other - first):,} triples more than {paths[0]}, {len(first - other):,} less"
    merged = frozenset(_merged(site))
    if merged != site.triples("dumps/graph.nt.gz"):
        yield "dumps/graph.nt.gz: not the merge of the named graphs"


def _merged(site: Site) -> Iterator[Triple]:
    """The merge that the named graphs ask for, as `hanse.merging` makes it: a second reading of the first dump."""
    from pyoxigraph import RdfFormat, parse

    from hanse.merging import merge

    data = unpacked(site.read("dumps/graph.nq.gz"), "dumps/graph.nq.gz")
    lines = (line + b"\n" for line in sorted(data.splitlines()) if line.strip())
    for quad in parse(b"".join(merge(lines)), format=RdfFormat.N_TRIPLES):
        yield Triple(quad.subject, quad.predicate, quad.object)


def sitemap(site: Site) -> Findings:
    """The sitemap has every page of a thing, unless it is retired, and nothing that is not there."""
    named: set[str] = set()
    queue = ["sitemap.xml"]
    while queue:
        path = queue.pop()
        try:
            root = etree.fromstring(unpacked(site.read(path), path))
        except etree.XMLSyntaxError as error:
            yield f"{path}: {error}"
            continue
        for place in root.iter(f"{_SITEMAP}loc"):
            found = site.path_of(place.text or "")
            if found is None:
                yield f"{path}: {place.text} is not of this site"
            elif root.tag == f"{_SITEMAP}sitemapindex":
                queue.append(found)
            else:
                named.add(
                    f"{found}/index.html".lstrip("/") if f"{found}/index.html".lstrip("/") in site.files else found
                )
    yield from (f"sitemap.xml: {path} is not there" for path in sorted(named - site.files.keys()))
    pages = {f"{path}/index.html" for path in site.resources if path.startswith("id/") and path not in site.retired}
    missing = sorted(pages & site.files.keys() - named)
    yield from (f"sitemap.xml: {path} is not in it" for path in missing)


def well_known(site: Site) -> Findings:
    """``/.well-known/void`` describes the dataset."""
    path = ".well-known/void"
    from pyoxigraph import RdfFormat, parse

    try:
        quads = parse(site.read(path), format=RdfFormat.TURTLE, base_iri=site.base)
        found = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    except (SyntaxError, ValueError) as error:
        yield f"{path}: no Turtle: {error}"
        return
    if NamedNode(site.base + "dataset") not in {triple.subject for triple in found}:
        yield f"{path}: says nothing of {site.base}dataset"


CHECKS = (
    Check(
        "listed",
        "Every file is there, with the size and checksum that the listing gives",
        "FsF-R1.3-02D; Data on the Web Best Practices 11 (integrity)",
        "upload the whole site again; or publish again",
        listed,
    ),
    Check(
        "dumps",
        "Each distribution is there, with its size, media type and checksum",
        "DCAT 3, section 6.8; Data on the Web Best Practices 17 (bulk download); FsF-A1-03D",
        "publish again; a host that compresses or changes files must leave dumps/ alone",
        dumps,
    ),
    Check(
        "one-graph",
        "The dumps hold the same graph in every format",
        "Data on the Web Best Practices 14 (data in multiple formats)",
        "publish again, into a new folder",
        one_graph,
    ),
    Check(
        "sitemap",
        "The sitemap has every page",
        "sitemaps.org; FsF-F4-01M (found by search engines)",
        "publish again",
        sitemap,
    ),
    Check(
        "well-known",
        "/.well-known/void describes the dataset",
        "VoID, section 7.2",
        "upload the folder .well-known too: some tools leave out names that begin with a dot",
        well_known,
    ),
)
