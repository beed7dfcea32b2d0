"""Hanse: documents about networks of cities into a knowledge graph."""
