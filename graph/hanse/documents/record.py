"""A document as its file holds it: not parsed yet, so that it costs next to nothing to hand it on."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Record"]


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of one document, and what is known of them from outside."""

    number: int  # among those of its file, from 1; 0: it is the whole file
    format: str  # a key of documents.READERS, or "json": an object of a JSON Lines file
    data: bytes
    address: str = ""  # where it was fetched from
    charset: str = ""  # its encoding, as a server said
    name: str = ""  # what the file calls it

    def place(self, source: str) -> str:
        """Where it comes from: its own address, or its number in the file.

        >>> Record(3, "html", b"").place("crawl.warc"), Record(3, "html", b"", "https://a.eu/").place("crawl.warc")
        ('crawl.warc#3', 'https://a.eu/')
        """
        if "://" in self.address:
            return self.address
        return f"{source}#{self.number}" if self.number else source
