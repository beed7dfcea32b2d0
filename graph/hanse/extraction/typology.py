"""What languages have in common, as the codes of those that have it, where several modules ask for the same."""

from __future__ import annotations

__all__ = ["BARE_GENITIVE", "COMPOUNDING", "HEAD_LAST", "VERB_LAST"]

COMPOUNDING = frozenset(("de", "nl", "sv", "da", "fi", "hu", "et"))
"""Nouns are joined into one word: "Netzwerktreffen"."""
HEAD_LAST = frozenset(("en", "de", "nl", "sv", "da", "fi", "et", "hu", "lv", "lt"))
"""A noun may follow what says which one is meant: a town's name, an initiative's."""
VERB_LAST = frozenset(("de", "nl"))
"""The verb may end its clause."""
BARE_GENITIVE = frozenset(("pl", "hr", "cs", "sk", "sl", "el"))
"""A genitive needs no word before it."""
