"""A command line that is being typed, as a shell would read it, and text as a shell must be given it."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Line", "quoted", "read"]

_PLAIN = re.compile(r"[^\w./,:=@%+-]")


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a line that ends where the cursor is."""

    words: tuple[str, ...]  # those that are finished, the command first
    word: str  # the one that is being typed, without its quotes
    kept: str  # what of it bash lets stand: up to the last character that breaks words for it, or the opening quote
    quote: str  # the quote that is open: ', " or none


def read(text: str, breaks: str = "") -> Line:
    r"""The words of what is typed; ``breaks`` is bash's COMP_WORDBREAKS. No quote needs to be closed.

    >>> read("hanse query -p city='Den Ha", "\"'=: ")
    Line(words=('hanse', 'query', '-p'), word='city=Den Ha', kept='city=', quote="'")
    """
    words: list[str] = []
    word = kept = quote = ""
    begun = False
    letters = iter(text)
    for letter in letters:
        if quote and letter == quote:
            quote, kept = "", word if letter in breaks else kept
        elif letter == "\\" and quote != "'":
            following = next(letters, "")
            word += following if not quote or following in '$`"\\' else "\\" + following
            begun = True
        elif quote:
            word += letter
        elif letter in "'\"":
            quote, kept, begun = letter, word, True
        elif letter.isspace():
            words += [word] if begun else []
            word, kept, begun = "", "", False
        else:
            word, begun = word + letter, True
            kept = word if letter in breaks else kept
    return Line(tuple(words), word, kept, quote)


def quoted(text: str, quote: str = "") -> str:
    r"""Text as bash must be given it, inside of a quote that is open or outside of any, so that it stays text.

    >>> print(quoted("Den Haag"), quoted("it's $(no) `joke`!"), quoted("it's $5!", '"'), quoted("it's", "'"))
    Den\ Haag it\'s\ \$\(no\)\ \`joke\`\! it's \$5"'!'" it'\''s
    """
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote:
        return re.sub(r'([\\"$`])', r"\\\1", text).replace("!", "\"'!'\"")
    return _PLAIN.sub(lambda found: "\\" + found[0], text)
