"""A document as its file holds it: not parsed yet, so that it costs next to nothing to hand it on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from hanse.names import slug

__all__ = ["Record", "named", "of_address"]


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of one document, and what is known of them from outside."""

    number: int  # among those of its file, from 1; 0: it is the whole file
    format: str  # a key of documents.READERS, or "json": an object of a JSON Lines file
    data: bytes
    address: str = ""  # where it was fetched from
    charset: str = ""  # its encoding, as a server said
    name: str = ""  # what its file calls it; from ``named`` on there is one, and no other of the file has it

    def place(self, source: str) -> str:
        """Where it comes from: its own address, or its name in the file.

        >>> Record(3, "html", b"").place("crawl.warc"), Record(3, "html", b"", "https://a.eu/").place("crawl.warc")
        ('crawl.warc#3', 'https://a.eu/')
        """
        if "://" in self.address:
            return self.address
        return f"{source}#{self.name or self.number}" if self.number else source


def named(records: Iterable[Record]) -> Iterator[Record]:
    """Records of one file under names that they keep when others come or go: of their ids, else of their addresses.

    One without either, or with a name that is taken, goes by its number.

    >>> [one.name for one in named(Record(n, "json", b"", name=name) for n, name in ((1, "a"), (2, ""), (3, "a")))]
    ['a', '2', 'a~3']
    """
    taken: set[int] = set()  # hashes: there may be a million
    for record in records:
        name = record.name or of_address(record.address) or str(record.number)
        if _hash(name) in taken:
            name = f"{name}~{record.number}"
        taken.add(_hash(name))
        yield replace(record, name=name)


def of_address(address: str) -> str:
    """A readable name of an address, and of no other; "" for what is none.

    >>> of_address("https://www.example.org/networks/in4green?lang=en"), of_address("urn:x")
    ('example-org-networks-in4green-lang-en-c6f97bba', '')
    """
    _, found, rest = address.partition("://")
    short = blake2b(address.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{slug(rest.removeprefix('www.'))}-{short}" if found else ""


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest())
