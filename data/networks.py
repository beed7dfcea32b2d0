"""Write the names of the networks of urbact-networks.csv as Turtle: what documents may name without a word beside it.

python data/networks.py > ontology/networks.ttl
"""

import csv
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "graph"))

from hanse.vocabulary import mint

TABLE = Path(__file__).parent / "partnerships" / "urbact-networks.csv"
HEAD = """@prefix hanse: <https://w3id.org/hanse/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

# The networks of data/partnerships/urbact-networks.csv, written by data/networks.py.
"""


def main() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        names = sorted({row["network"].strip() for row in csv.DictReader(file)})
    print(HEAD)
    for name in names:
        label = re.sub(r'(["\\])', r"\\\1", name)
        print(f'<{mint("Network", name)}> a hanse:Network ; skos:prefLabel "{label}"@en .')


if __name__ == "__main__":
    main()
