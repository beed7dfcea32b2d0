"""Colours of communities: seen on the page, and told apart."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from hanse.views import networks
from hanse.views.colours import MOST, communities, contrast
from hanse.views.content import content
from pages import generated

STYLE = Path(networks.__file__).parent / "assets" / "graph.css"
LEAST = 0.05  # in OKLab, where a difference that can just be seen is about 0.02


def lab(code: str) -> tuple[float, float, float]:
    """A colour in OKLab, by the matrices that CSS Color 4 publishes: from linear light by way of XYZ."""
    light = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (b / 255 for b in bytes.fromhex(code[1:]))
    ]
    to_xyz = (
        (506752 / 1228815, 87881 / 245763, 12673 / 70218),
        (87098 / 409605, 175762 / 245763, 12673 / 175545),
        (7918 / 409605, 87881 / 737289, 1001167 / 1053270),
    )
    to_lms = (
        (0.8190224379967030, 0.3619062600528904, -0.1288737815209879),
        (0.0329836539323885, 0.9292868615863434, 0.0361446663506424),
        (0.0481771893596242, 0.2642395317527308, 0.6335478284694309),
    )
    to_lab = (
        (0.2104542683093140, 0.7936177747023054, -0.0040720430116193),
        (1.9779985324311684, -2.4285922420485799, 0.4505937096174110),
        (0.0259040424655478, 0.7827717124575296, -0.8086757549230774),
    )
    point = light
    for matrix, root in ((to_xyz, 1), (to_lms, 3), (to_lab, 1)):
        point = [
            sum(a * b for a, b in zip(row, point, strict=True)) ** (1 / root)
            if root > 1
            else sum(a * b for a, b in zip(row, point, strict=True))
            for row in matrix
        ]
    return point[0], point[1], point[2]


@pytest.mark.parametrize("tone", [0, 1], ids=["light", "dark"])
def test_colours_stand_out_from_the_page_and_from_each_other(tone: int) -> None:
    found = re.search(r"--paper: light-dark\((#\w+), (#\w+)\)", STYLE.read_text(encoding="utf-8"))
    assert found
    code = found[tone + 1]
    paper = code if len(code) == 7 else "#" + "".join(digit * 2 for digit in code[1:])
    colours = [pair[tone] for pair in communities(MOST)]
    assert len(set(colours)) == MOST + 1
    assert min(contrast(colour, paper) for colour in colours) >= 3
    assert min(dist(lab(one), lab(other)) for one, other in combinations(colours, 2)) >= LEAST


def test_more_communities_change_no_colour() -> None:
    assert communities(30) == communities(MOST)[:31]
    assert communities(1000) == communities(MOST)
    assert len(communities(0)) == 1  # the grey of what is in none


def test_a_page_carries_a_colour_for_each_community() -> None:
    scene = generated(120)
    drawn, _ = content(scene)
    assert len(scene.communities) > 1
    assert [*zip(drawn["colours"]["light"], drawn["colours"]["dark"], strict=True)] == [
        *communities(len(scene.communities))
    ]


def test_a_file_for_gephi_has_them_too() -> None:
    many = nx.disjoint_union_all([nx.complete_graph(3) for _ in range(MOST + 2)])
    number = {node: node // 3 + 1 for node in many}
    root = ElementTree.fromstring(
        networks.gexf(nx.relabel_nodes(many, str), {"community": {str(n): c for n, c in number.items()}})
    )
    drawn = {tuple(sorted(colour.attrib.items())) for colour in root.iter("{http://www.gexf.net/1.2draft/viz}color")}
    assert len(drawn) == MOST + 1  # those beyond share the grey
