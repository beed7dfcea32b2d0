"""Pages opened in Chromium by tests, watched for anything that should not happen."""

from __future__ import annotations

import os
import shutil
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

COLOURS = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const found = new Set();
  for (let i = 0; i < data.length; i += 4) found.add(data[i] * 65536 + data[i + 1] * 256 + data[i + 2]);
  return [...found];
}"""


def missing(what: str) -> None:
    """Skip for want of something, but not in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


OPENED = "() => { for (const part of document.querySelectorAll('details')) part.open = true; }"
BARRIERS = """async () => (await axe.run()).violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html, any }) => html.slice(0, 150) + any[0]?.message)])"""


@contextmanager
def chromium() -> Iterator[Any]:
    """The Chromium of this machine."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        missing("no Chromium here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield launched
        launched.close()


@dataclass
class Visit:
    """A page, and all that happened on it that should not."""

    page: Any
    requests: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.add_init_script(
            "addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.blockedURI))"
        )

    def _said(self, message: Any) -> None:
        # Drawing without a graphics card is slow, and Chromium says so.
        if "GL Driver Message" not in message.text:
            self.trouble.append(f"console: {message.text}")

    def open(self, address: Path | str, hash: str = "") -> Any:
        """A page that draws, ready for use; any other, loaded."""
        target = address.as_uri() if isinstance(address, Path) else address
        if self.page.url.split("#")[0] == target:
            self.page.goto("about:blank")
        self.page.goto(target + hash)
        still = target.endswith(("/index.html", "/report.html"))
        self.page.wait_for_selector("body" if still else "html[data-told=yes]")
        return self.page

    def barriers(self, axe: str) -> list[Any]:
        """What axe-core finds a serious barrier, with all that folds opened."""
        self.page.evaluate(OPENED)
        self.page.evaluate(axe)
        return list(self.page.evaluate(BARRIERS))

    def panel(self) -> str:
        return str(self.page.inner_text("#details"))

    def status(self) -> str:
        return str(self.page.inner_text("#status"))

    def hash(self) -> str:
        """What the address says after "#", once the page has written it."""
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return str(self.page.evaluate("decodeURIComponent(location.hash)"))

    def find(self, name: str) -> None:
        self.page.fill("#search", name)
        self.page.keyboard.press("Enter")

    def colours(self, selector: str) -> set[tuple[int, ...]]:
        """Of the pixels of an element, as they are on the screen."""
        picture = b64encode(self.page.locator(selector).screenshot()).decode()
        reader = self.page.context.new_page()
        found = reader.evaluate(COLOURS, f"data:image/png;base64,{picture}")
        reader.close()
        return {(colour >> 16, colour >> 8 & 255, colour & 255) for colour in found}

    def outside(self) -> list[str]:
        """Requests for anything but files of this machine."""
        return [url for url in self.requests if not url.startswith(("file:", "data:", "blob:", "about:"))]


@contextmanager
def visiting(browser: Any, allowed: str = "", patience: int = 20_000, **options: Any) -> Iterator[Visit]:
    """A window in which nothing may go wrong, and from which nothing but what is ``allowed`` may be asked; ``patience``
    is how many milliseconds a page may take for anything.
    """
    context = browser.new_context(**{"viewport": LAPTOP, "reduced_motion": "reduce", **options})
    context.set_default_timeout(patience)
    seen = Visit(context.new_page())
    seen.watch()
    yield seen
    context.close()
    assert seen.trouble == []
    assert [url for url in seen.outside() if not (allowed and url.startswith(allowed))] == []
