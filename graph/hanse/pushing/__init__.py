"""A graph directory onto a server: each named graph, and their merge where the server's queries see it."""

from hanse.pushing.job import Difference, Pushed, push
from hanse.pushing.plan import Plan

__all__ = ["Difference", "Plan", "Pushed", "push"]
