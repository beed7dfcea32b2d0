"""Namespaces, minting of IRIs, and the files of ``ontology/``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from hanse.names import fold, slug

__all__ = [
    "BASE",
    "CLASSES",
    "HANSE",
    "PREFIXES",
    "PROPERTIES",
    "THEMES",
    "VALUES",
    "Cue",
    "Known",
    "concept",
    "local_name",
    "mint",
    "ontology",
    "pays_for_networks",
    "register",
    "signature",
    "term",
    "terms",
    "theme_labels",
    "theme_names",
    "wording",
]

BASE = "https://w3id.org/hanse/"
HANSE = BASE + "ontology#"
THEMES = BASE + "themes#"
SCHEMA = "https://schema.org/"
DCTERMS = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"

PREFIXES = MappingProxyType(
    {
        "hanse": HANSE,
        "theme": THEMES,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "skos": SKOS,
        "dcterms": DCTERMS,
        "schema": SCHEMA,
        "org": "http://www.w3.org/ns/org#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "gn": "https://www.geonames.org/ontology#",
        "qb": "http://purl.org/linked-data/cube#",
        "void": "http://rdfs.org/ns/void#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dqv": "http://www.w3.org/ns/dqv#",
        "spdx": "http://spdx.org/rdf/terms#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
    }
)

CLASSES = (
    "Network", "Project", "GoodPractice", "Programme", "City", "Region", "Country", "Organisation", "Person",
    "Event", "Theme",
)  # fmt: skip
PROPERTIES = (
    "partner", "leadPartner", "leadExpert", "expert", "programme", "theme", "implementedIn", "locatedIn",
    "organiser", "attendee", "eventOf", "affiliation", "partOf", "follows", "creator",
)  # fmt: skip
VALUES = (
    "population", "attendance", "roleTitle", "startDate", "endDate", "created", "modified", "title", "type", "source",
)  # fmt: skip
_ELSEWHERE = {name: DCTERMS + name for name in ("creator", "created", "modified", "title", "type", "source")} | {
    "startDate": SCHEMA + "startDate",
    "endDate": SCHEMA + "endDate",
    "Theme": SKOS + "Concept",
}


def term(name: str) -> str:
    """The IRI of a class or property given by its local name.

    >>> term("leadPartner"), term("creator")
    ('https://w3id.org/hanse/ontology#leadPartner', 'http://purl.org/dc/terms/creator')
    """
    return _ELSEWHERE.get(name, HANSE + name)


def mint(kind: str, name: str, base: str = BASE) -> str:
    """The IRI of a thing.

    >>> mint("City", "Avilés ES")
    'https://w3id.org/hanse/id/city/aviles-es'
    """
    return f"{base}id/{slug(kind)}/{slug(name)}"


def ontology() -> Traversable:
    """The folder of the ontology's files: inside the installed package, or the checkout's."""
    packaged = files("hanse") / "ontology"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "ontology"


@cache
def terms() -> frozenset[str]:
    """The local names of all that the ontology defines.

    >>> {"leadPartner", "Network", "confidence"} <= terms(), "leads" in terms()
    (True, False)
    """
    from pyoxigraph import NamedNode, RdfFormat, parse

    source = (ontology() / "hanse.ttl").read_bytes()
    subjects = {quad.subject for quad in parse(source, format=RdfFormat.TURTLE)}
    iris = {subject.value for subject in subjects if isinstance(subject, NamedNode)}
    return frozenset(iri.removeprefix(HANSE) for iri in iris if iri.startswith(HANSE))


class Cue(NamedTuple):
    """A wording of a term in a language ("" for any)."""

    term: str  # local name: "leadPartner", "Network"
    text: str
    language: str


@cache
def wording() -> dict[str, tuple[Cue, ...]]:
    """The literals of ``wording.ttl`` by the local name of their property ("pattern", "label-cue", …), sorted."""
    from pyoxigraph import Literal, RdfFormat, parse

    found: dict[str, list[Cue]] = {}
    named = cache(local_name)  # of a few terms, each with hundreds of wordings
    source = (ontology() / "wording.ttl").read_bytes()
    for quad in parse(source, format=RdfFormat.TURTLE):
        said, kind = quad.object, quad.predicate.value
        if isinstance(said, Literal) and kind.startswith(HANSE):
            cue = Cue(named(quad.subject.value), said.value, said.language or "")
            found.setdefault(named(kind), []).extend([cue, _in_cyrillic(cue)] if cue.language == "hr" else [cue])
    return {name: tuple(sorted(cues)) for name, cues in sorted(found.items())}


_DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_CYRILLIC = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))
_LETTERS = str.maketrans({form(latin): form(other) for latin, other in _CYRILLIC.items() for form in (str, str.upper)})


def _in_cyrillic(cue: Cue) -> Cue:
    """A Croatian wording as Serbian writes it; the letters correspond one to one."""
    parts = re.split(r"(\{\w+\})", cue.text)
    return Cue(cue.term, "".join(p if p.startswith("{") else cyrillic(p) for p in parts), "sr")


def cyrillic(text: str) -> str:
    """Serbian in Latin letters as it is in Cyrillic ones.

    >>> cyrillic("Naši partneri, njihova mreža")
    'Наши партнери, њихова мрежа'
    """
    for latin, other in _DIGRAPHS.items():
        text = text.replace(latin, other).replace(latin.title(), other.upper()).replace(latin.upper(), other.upper())
    return text.translate(_LETTERS)


@cache
def _labels() -> dict[str, dict[str, str]]:
    """The concept of each label of the theme scheme, by language."""
    from pyoxigraph import Literal, RdfFormat, parse

    found: dict[str, dict[str, str]] = {}
    for quad in parse((ontology() / "themes.ttl").read_bytes(), format=RdfFormat.TURTLE):
        if isinstance(quad.object, Literal) and quad.predicate.value in {SKOS + "prefLabel", SKOS + "altLabel"}:
            found.setdefault(quad.object.language or "", {}).setdefault(
                quad.object.value, str(quad.subject).strip("<>")
            )
    return found


@cache
def _concepts() -> dict[str, dict[str, str]]:
    """The same by folded labels."""
    return {
        language: {fold(label): labels[label] for label in reversed(labels)} for language, labels in _labels().items()
    }


def concept(label: str, language: str = "en") -> str:
    """The concept of the theme scheme that has a label in a language or in English, or "".

    >>> concept("Circular economy"), concept("no such theme")
    ('https://w3id.org/hanse/themes#circular-economy', '')
    """
    if len(label) > _LONGEST_THEME:
        return ""
    return next((found for code in (language, "en") if (found := _concepts().get(code, {}).get(fold(label)))), "")


_LONGEST_THEME = 200  # characters: a text that long is no label


def theme_labels(language: str) -> tuple[str, ...]:
    """All labels of the theme scheme in a language, sorted."""
    return tuple(sorted(_labels().get(language, ())))


@cache
def theme_names() -> dict[str, dict[str, str]]:
    """The preferred label of each theme of the scheme, by language.

    >>> theme_names()[concept("medio ambiente", "es")]["en"]
    'Environment'
    """
    from pyoxigraph import Literal, RdfFormat, parse

    found: dict[str, dict[str, str]] = {}
    for quad in parse((ontology() / "themes.ttl").read_bytes(), format=RdfFormat.TURTLE):
        if isinstance(quad.object, Literal) and quad.predicate.value == SKOS + "prefLabel":
            found.setdefault(str(quad.subject).strip("<>"), {})[quad.object.language or ""] = quad.object.value
    return found


class Known(NamedTuple):
    """A programme, network or body that many documents name."""

    iri: str
    kind: str  # local name of its class
    name: str  # in English, or its own
    others: tuple[str, ...]


@cache
def register() -> tuple[Known, ...]:
    """The well-known programmes, networks and bodies of ``register.ttl`` and ``networks.ttl``, sorted.

    >>> [(one.kind, one.name) for one in register() if "ERDF" in one.others]
    [('Programme', 'European Regional Development Fund')]
    """
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    kinds: dict[str, str] = {}
    labels: dict[str, set[tuple[bool, str]]] = {}
    files = ("register.ttl", "networks.ttl")
    for quad in (q for name in files for q in parse((ontology() / name).read_bytes(), format=RdfFormat.TURTLE)):
        subject, predicate, value = str(quad.subject).strip("<>"), quad.predicate.value, quad.object
        if predicate.endswith("#type") and isinstance(value, NamedNode):
            kinds[subject] = local_name(value.value)
        elif isinstance(value, Literal) and predicate in {SKOS + "prefLabel", SKOS + "altLabel"}:
            other = predicate == SKOS + "altLabel" or value.language != "en"
            labels.setdefault(subject, set()).add((other, value.value))
    return tuple(
        Known(subject, kinds[subject], *_parted([name for _, name in sorted(found)]))
        for subject, found in sorted(labels.items())
    )


def pays_for_networks(text: str) -> bool:
    """Whether a text names a programme of which each project is a network.

    >>> pays_for_networks("funded by URBACT IV"), pays_for_networks("funded by Interreg Europe")
    (True, False)
    """
    return any(word.startswith(_OF_NETWORKS) for word in fold(text).split())


_OF_NETWORKS = "urbact"


def _parted(names: list[str]) -> tuple[str, tuple[str, ...]]:
    return names[0], tuple(name for name in names[1:] if name != names[0])


class Signature(NamedTuple):
    """The classes that a property is said of, and to."""

    subjects: frozenset[str]
    objects: frozenset[str]


@cache
def _signatures() -> dict[str, Signature]:
    from pyoxigraph import RdfFormat, parse

    sides: dict[tuple[str, str], set[str]] = {}
    for quad in parse((ontology() / "hanse.ttl").read_bytes(), format=RdfFormat.TURTLE):
        side = local_name(quad.predicate.value)
        if side in {"domainIncludes", "rangeIncludes"}:
            kind = local_name(str(quad.object).strip("<>"))
            sides.setdefault((local_name(str(quad.subject).strip("<>")), side), set()).add(_THEME.get(kind, kind))
    names = sorted({name for name, _ in sides})
    return {
        n: Signature(frozenset(sides.get((n, "domainIncludes"), ())), frozenset(sides.get((n, "rangeIncludes"), ())))
        for n in names
    }


_THEME = {"Concept": "Theme"}


def signature(name: str) -> Signature:
    """What a property goes from and to, as the ontology states it.

    >>> sorted(signature("leadExpert").objects)
    ['Person']
    """
    return _signatures()[name]


def local_name(iri: str) -> str:
    """The last part of an IRI.

    >>> local_name("https://example.org/terms#Lead"), local_name("https://example.org/city/riga/")
    ('Lead', 'riga')
    """
    return iri.replace("#", "/").rstrip("/").rsplit("/", 1)[-1]
