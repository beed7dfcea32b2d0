"""Names inside a graph directory."""

__all__ = ["MERGED", "QUADS", "STORE"]

QUADS = "graph.nq"
STORE = "store"

MERGED = "merged"
"""A folder beside the quads of a graph that is being built, till they are loaded: their merge, compressed, a file for
each stretch of the quads, named by the byte at which that begins. Stretches follow one another and share no subject."""
