"""Whether a published site keeps its promises: each check says what it found, after which recommendation, how to mend.

`CHECKS` has them all. A site is a folder or a web address (`hanse.checking.site`); what is checked is what stands
there, not what was meant: pages are parsed, dumps loaded, counts counted again.
"""

from hanse.checking.catalogue import CHECKS, check
from hanse.checking.check import Check, Figure, Result
from hanse.checking.site import Folder, Site, Web, open

__all__ = ["CHECKS", "Check", "Figure", "Folder", "Result", "Site", "Web", "check", "open"]
