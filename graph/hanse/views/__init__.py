"""Networks as pages: each one file that opens offline, anywhere, and shows for every line the words that say it."""

from hanse.views.request import MOST, OF, USUAL
from hanse.views.start import write_index
from hanse.views.viewing import View, view

__all__ = ["MOST", "OF", "USUAL", "View", "view", "write_index"]
