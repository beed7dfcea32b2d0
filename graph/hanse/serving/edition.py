"""A graph as it was when it was opened, and the one that takes its place when it is built anew."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from hanse import manifest
from hanse.errors import HanseError
from hanse.names import printable
from hanse.publishing import Publication, Settings, opening
from hanse.queries.pools import Pool
from hanse.queries.workers import Limits
from hanse.serving.answers import Answers, Kept, Room
from hanse.serving.gate import Gate
from hanse.serving.options import Options
from hanse.serving.search import Index
from hanse.serving.site import Site
from hanse.store import QUADS

__all__ = ["START", "Edition", "Editions", "Stamp", "stamp"]

START = "index.html"
"""The page that people see first."""
Stamp = tuple[int, int, int]


def stamp(directory: Path) -> Stamp | None:
    """What tells one build of a graph directory from the next; None where there is no graph."""
    for name in (manifest.NAME, QUADS):
        try:
            found = (directory / name).stat()
        except OSError:
            continue
        return found.st_ino, found.st_mtime_ns, found.st_size
    return None


class Edition:
    """A graph that is open: its site, and the workers that answer queries of it."""

    def __init__(self, directory: Path, settings: Settings | None, options: Options) -> None:
        self.stamp, self.options, self.users, self.warmed = stamp(directory), options, 0, False
        with ExitStack() as stack:
            said = settings or Settings()
            told = replace(said, endpoint=said.endpoint or options.endpoint)
            self.publication: Publication = stack.enter_context(opening(directory, told, options.base))
            self.pool = Pool(self.publication.directory, options.workers, memory=options.memory)
            stack.callback(self.pool.close)
            self._wait()
            self.site = stack.enter_context(Site(self.publication))
            self._warm()
            self._open = stack.pop_all()
        self.kept = Kept(options.kept)

    def _wait(self) -> None:
        """Wait until each worker has the graph open: it may be replaced right after."""
        with ExitStack() as stack:
            for worker in [stack.enter_context(self.pool.worker()) for _ in range(self.options.workers)]:
                worker.wait()

    def warm(self) -> None:
        """List the files, and write the page that people see first, which needs the sums of much else."""
        try:
            self.site.list()
            if START in self.site.paths:
                self.site.find(START)
        finally:
            self.warmed = True

    def _warm(self) -> None:
        """Compute what any request may need, so that none waits for it."""
        _ = self.graphs, self.index, self.publication.resources

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The IRIs of its named graphs."""
        return frozenset(self.publication.graph.store.graphs())

    @cached_property
    def index(self) -> Index:
        """Its things by their names."""
        return Index.read(self.publication.labels)

    def answers(self, gate: Gate, room: Room, threads: ThreadPoolExecutor) -> Answers:
        """What answers queries of it."""
        options = self.options
        limits = Limits(options.seconds, options.rows, options.bytes)
        return Answers(self.pool, gate, limits, self.kept, room, threads, self.publication.base)

    def close(self) -> None:
        """Give all of it back."""
        self._open.close()


class Editions:
    """The edition that is served, and those that still have requests to answer."""

    def __init__(self, directory: Path, settings: Settings | None, options: Options) -> None:
        self.directory, self.settings, self.options = directory, settings, options
        self.current = Edition(directory, settings, options)
        self._failed: Stamp | None = None
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def use(self) -> AsyncIterator[Edition]:
        """The current edition, which stays open as long as it is in use."""
        edition = self.current
        edition.users += 1
        try:
            yield edition
        finally:
            edition.users -= 1
            if edition is not self.current and not edition.users:
                await asyncio.to_thread(edition.close)

    async def watch(self, seconds: float = 1.0) -> None:
        """Look again and again whether there is another build."""
        while True:
            await asyncio.sleep(seconds)
            await self.renew()

    async def renew(self) -> bool:
        """Take up another build, if there is one; what can't be opened is told once, and the earlier one stays."""
        async with self._turn:
            now = stamp(self.directory)
            if now is None or now in (self.current.stamp, self._failed):
                return False
            try:
                found = await asyncio.to_thread(Edition, self.directory, self.settings, self.options)
                await asyncio.to_thread(found.warm)
            except (HanseError, OSError) as error:
                self._failed = now
                print(
                    f"hanse: the new graph can't be served, the earlier one still is: {printable(str(error))}",
                    file=sys.stderr,
                )
                return False
            earlier, self.current = self.current, found
            print("hanse: the graph was built anew; serving it", file=sys.stderr)
            if not earlier.users:
                await asyncio.to_thread(earlier.close)
            return True

    def close(self) -> None:
        """Close what is open."""
        self.current.close()
