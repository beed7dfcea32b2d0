"""Review of identity: which things of a graph may be one, for people to decide.

things → naming, blocking → pairs → weighing → candidates → a mapping set (SSSOM) → decisions → the next build
"""
