"""Names inside a graph directory."""

__all__ = ["MERGED", "QUADS", "STORE"]

QUADS = "graph.nq"
STORE = "store"

MERGED = "merged.nt.zst"
"""The merge of a graph that is being built, beside its quads, till it is loaded."""
