"""What the owner of a graph says of it when it is published: its title, licence, publisher and the like."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from hanse.errors import InputError, OutputError
from hanse.suggestions import meant

__all__ = ["FILE", "TEXTS", "Agent", "Settings", "draft", "find", "read"]

FILE = "publish.toml"
"""The name of the file, beside the graph's directory or where the command is given."""
TEXTS = ("quoted", "whole")
"""What a site may have of the texts of documents."""

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_MAIL = re.compile(r"[^\s/@]+@[^\s/@]+\.\w|^mailto:|^tel:", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Agent:
    """Who publishes or made something; ``iri`` is "" where none is known."""

    name: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is said of a graph; "" or () or None where nothing is."""

    title: str = "A graph of networks of cities"
    description: str = (
        "Networks of cities, their projects, partners, people and events, as documents tell of them: "
        "every statement leads back to the words that say it."
    )
    language: str = "en"
    licence: str = ""
    publisher: Agent | None = None
    creators: tuple[Agent, ...] = ()
    homepage: str = ""
    contact: str = ""
    version: str = ""
    issued: date | None = None
    modified: date | None = None
    keywords: tuple[str, ...] = ("city networks", "urban policy", "linked data")
    attribution: tuple[str, ...] = ()  # beside that of GeoNames, which each site names
    texts: str = "quoted"  # what the site has of the documents' texts: what is quoted of them, or the "whole"
    endpoint: str = ""  # a SPARQL endpoint that holds the same graph


def find(graph: Path) -> Path | None:
    """The file with the settings of a graph directory: beside it, or in the working directory; None where none is."""
    places = dict.fromkeys((graph.resolve().parent, Path.cwd()))
    return next((path for place in places if (path := place / FILE).is_file()), None)


def draft(path: Path) -> None:
    """Write settings to fill in, with comments; OutputError where there is a file already, which stays as it is."""
    text = (files("hanse.publishing") / "assets" / FILE).read_bytes()
    try:
        with path.open("xb") as file:
            file.write(text)
    except FileExistsError:
        raise OutputError(f"{path} is there already and was not touched; edit it, or give another name") from None
    except OSError as error:
        raise OutputError(f"can't write {path}: {error.strerror or error}") from error


def read(path: Path) -> Settings:
    """The settings in a TOML file; InputError names the file, the key and what is allowed."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(error.strerror or str(error), source=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8 text", source=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"not TOML: {error}", source=str(path)) from error
    try:
        return settings(said)
    except ValueError as error:
        raise InputError(str(error), source=str(path)) from error


def settings(said: Mapping[str, Any]) -> Settings:
    """Settings from what a TOML file says; ValueError names the key and what is allowed.

    >>> settings({"title": "Cities", "licence": "CC BY"})
    Traceback (most recent call last):
    ValueError: licence: 'CC BY' is not allowed; give an http(s) address, as https://creativecommons.org/licenses/by/4.0/
    """
    known = [field.name for field in fields(Settings)]
    if unknown := sorted(set(said) - set(known)):
        raise ValueError(f"{unknown[0]}: no such key{meant(unknown[0], known)}; allowed: {', '.join(known)}")
    return Settings(**{key: _KEYS[key](value, key) for key, value in said.items()})


def _refused(value: object, key: str, allowed: str) -> ValueError:
    return ValueError(f"{key}: {value!r} is not allowed; give {allowed}")


def _text(value: object, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _refused(value, key, 'a text in quotes, as "Cities and their networks"')
    if _MAIL.search(value):
        raise _refused(value, key, "a text without e-mail addresses and phone numbers: the site is public")
    return " ".join(value.split())


def _address(value: object, key: str, example: str = "https://example.org/project") -> str:
    if not isinstance(value, str) or not _IRI.fullmatch(value):
        page = " of a page, not an e-mail address" if key == "contact" else ""
        raise _refused(value, key, f"an http(s) address{page}, as {example}")
    return value


def _licence(value: object, key: str) -> str:
    return _address(value, key, "https://creativecommons.org/licenses/by/4.0/")


def _language(value: object, key: str) -> str:
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise _refused(value, key, 'the code of a language, as "en"')
    return value


def _day(value: object, key: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise _refused(value, key, "a day, as 2026-01-31") from None


def _version(value: object, key: str) -> str:
    return _text(str(value) if isinstance(value, int | float) else value, key)


def _texts(value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _refused(value, key, 'a list of texts, as ["city networks", "linked data"]')
    return tuple(_text(one, key) for one in value)


def _agent(value: object, key: str) -> Agent:
    if isinstance(value, str):
        return Agent(_text(value, key))
    if not isinstance(value, dict) or not {"name"} <= set(value) <= {"name", "iri"}:
        raise _refused(value, key, "name, and iri if there is one")
    iri = value.get("iri", "")
    return Agent(_text(value["name"], f"{key}.name"), _address(iri, f"{key}.iri") if iri else "")


def _agents(value: object, key: str) -> tuple[Agent, ...]:
    if not isinstance(value, list):
        raise _refused(value, key, "one [[creators]] for each, with name and iri")
    return tuple(_agent(one, key) for one in value)


def _texts_of(value: object, key: str) -> str:
    if value not in TEXTS:
        raise _refused(value, key, " or ".join(f'"{one}"' for one in TEXTS))
    return str(value)


_KEYS: Mapping[str, Callable[[object, str], Any]] = {
    "title": _text,
    "description": _text,
    "language": _language,
    "licence": _licence,
    "publisher": _agent,
    "creators": _agents,
    "homepage": _address,
    "contact": _address,
    "version": _version,
    "issued": _day,
    "modified": _day,
    "keywords": _texts,
    "attribution": _texts,
    "texts": _texts_of,
    "endpoint": _address,
}
