"""What languages have in common, as the codes of those that have it, where several modules ask for the same."""

from __future__ import annotations

__all__ = [
    "ANALYTIC",
    "BARE_GENITIVE",
    "BARE_NOUNS",
    "CASED",
    "COMPOUNDING",
    "DROPPING",
    "GENITIVE_FIRST",
    "HEAD_LAST",
    "NEGATED_VERBS",
    "VERB_LAST",
    "VERB_SECOND",
]

ANALYTIC = frozenset(("en", "es", "fr", "it", "pt", "ca"))
"""Nouns have no cases: another form is the plural, and "of" or the like stands before whose or of what it is."""
COMPOUNDING = frozenset(("de", "nl", "sv", "da", "fi", "hu", "et"))
"""Nouns are joined into one word: "Netzwerktreffen"."""
GENITIVE_FIRST = frozenset(("fi", "et", "lv", "lt"))
"""Whose or of what a thing is stands before it: "liiton johtaja"."""
HEAD_LAST = frozenset(("en", "de", "nl", "sv", "da", "fi", "et", "hu", "lv", "lt"))
"""A noun may follow what says which one is meant: a town's name, an initiative's."""
VERB_LAST = frozenset(("de", "nl"))
"""The verb may end its clause."""
BARE_GENITIVE = frozenset(("pl", "hr", "cs", "sk", "sl", "el"))
"""A genitive needs no word before it."""
CASED = frozenset(("de", "pl", "cs", "sk", "hr", "sr", "sl", "el"))
"""What a verb does something to may stand before it without a preposition: "Das Projekt leitet Linz"."""
VERB_SECOND = frozenset(("de", "nl", "sv", "da"))
"""The subject stands between the verb and its rest, where it is not first: "Am Projekt ist Linz beteiligt"."""
DROPPING = frozenset(("es", "it", "pt", "ca", "ro", "el", "pl", "hr", "cs", "sk", "sl"))
"""A verb needs no pronoun: "Tuvo lugar en Lugo"."""
NEGATED_VERBS = frozenset(("cs", "sk"))
"""A verb is negated by "ne" at its beginning: "nepatří"."""
UNARTICLED = frozenset(("it", "es", "fr"))
"""Neither a full name of a person nor a town has an article before it, but one that belongs to the town's name."""
BARE_NOUNS = frozenset(("pl", "cs", "sk", "hr", "sr", "sl", "bg", "lv", "lt", "et", "fi", "sv", "da", "ro"))
"""Nouns stand without an article, or carry it as an ending."""
