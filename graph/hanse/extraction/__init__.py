"""A Document in, facts out, each with its evidence; pure: no file, no network, no clock.

    survey      first pass: the names that a document establishes
    Knowledge   what all documents and tables of a build establish, the register of names, the gazetteer
    extract     second pass: entities and facts (extract_noting: and on which names of the corpus they may depend)

``reading`` gives the order; ``gates`` says what readers need, who are not asked where that is missing; ``passes``
keeps for the second pass what the first found out about the text. What is known while reading is in a ``scene``;
``layout``, ``words``, ``lines`` and ``lexicon`` (the wording, compiled) are what all else stands on. Then, in the order
in which they work:

    layout says      columns → grids → rows, records (headings), listings, pairs, rosters, announced, stanzas,
                     roles → labels (beneath) → slots → participants → statements, keywords, headed
    names            recognition: one kind of thing a module; implied: initiatives that no word calls one
    sentences say    relations (patterns, inversion, government, matching, clauses, fillers, asides, groups, insertions,
                     negation, vetoes, works, headship, alongside, coordination, reference, topics), participation,
                     frames, examples, enumerations, whereabouts (localities, listmates), nationalities, inhabitants,
                     affiliations (titles, employers, charges, posts, rolewords, bodies, anaphora, townships, presided,
                     ties, sequels, duties, origins, demonyms), elected, mayors, helms, chairs, namecards, belonging,
                     memberships, leadins, occasions (owners, seats, venues, destinations), recalled, hosts, periods
                     (durations, subjects), company (halves, adverbials, insets, apposed, focus), speakers, presence
                     (absence), acting (tenses, lineups), representation (delegations), header (datelines), funding,
                     sites
    in the end       consistency, entities (namesakes, gatherings)
"""

from __future__ import annotations

from hanse.extraction.knowledge import Knowledge, Survey, Votes, names_of
from hanse.extraction.reading import VERSION, extract, extract_noting, survey
from hanse.extraction.recognition.known import Name, NameIndex
from hanse.extraction.relevance import Noted, Relevance

__all__ = [
    "VERSION",
    "Knowledge",
    "Name",
    "NameIndex",
    "Noted",
    "Relevance",
    "Survey",
    "Votes",
    "extract",
    "extract_noting",
    "names_of",
    "survey",
]
