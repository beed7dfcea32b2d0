"""Where the quads of a graph are kept, and SPARQL over them: in an embedded store on disk, or on a server.

Whatever keeps them is a `Store`: its default graph is the merge of all named graphs (see `hanse.merging`), each triple
once, however many documents say it, and one rdfs:label for each thing.
"""

from hanse.store.embedded import Embedded, open
from hanse.store.endpoint import connect, is_address
from hanse.store.layout import MERGED, QUADS, STORE
from hanse.store.loading import STREAMS, write
from hanse.store.terms import Some, Store

__all__ = ["MERGED", "QUADS", "STORE", "STREAMS", "Embedded", "Some", "Store", "connect", "is_address", "open", "write"]
