"""Take the README's pictures of a built graph: python docs/images/take.py DIR (needs Chromium, playwright, pillow)."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

import hanse

LAPTOP, PHONE = (1366, 768), (390, 844)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PICTURES: dict[str, tuple[str, tuple[int, int], str, str, str]] = {
    "start": ("index.html", LAPTOP, "light", "", ""),
    "graph": ("graph.html", LAPTOP, "light", "", ""),
    "details": ("graph.html", LAPTOP, "light", "", "Cities@Heart"),
    "cities": ("cities.html", LAPTOP, "dark", "", "Gdańsk"),
    "communities": ("many.html", LAPTOP, "light", "", ""),
    "map": ("cities.html", LAPTOP, "light", "#view=map&colour=community&measure=betweenness", ""),
    "report": ("report.html", LAPTOP, "light", "#most-partners", ""),
    "phone": ("graph.html", PHONE, "dark", "", "Gdańsk"),
}
"""Name: page, window, colour scheme, its address after "#", and what is searched for first."""
MANY = 400  # cities in many.html


def main(directory: Path) -> None:
    """Write each picture beside this file."""
    graph = hanse.open(directory)
    hanse.view(graph, "city", top=MANY).save(directory / "many.html")
    hanse.report(graph).save(directory / "report.html")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, (file, (width, height), scheme, hash, asked) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto((directory / file).resolve().as_uri() + hash)
            search(page, asked)
            path = Path(__file__).with_name(f"{name}.png")
            page.screenshot(path=path)
            page.close()
            flat = Image.open(path).convert("RGB")
            small = flat.quantize(256, Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
            small.save(path, optimize=True)
        browser.close()


def search(page: Any, asked: str) -> None:
    """Choose a thing by its name, and let the drawing come to rest."""
    if asked:
        page.fill("#search", asked)
        page.keyboard.press("Enter")
        page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(800)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
