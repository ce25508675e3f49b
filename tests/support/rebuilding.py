"""Build a site again and again in one process, as `mkdocs serve` does, and compare it with clean builds."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from support.site import fast_material

URL = "http://127.0.0.1:8000/"
"""The URL at which `mkdocs serve` would serve the site."""

EPOCH = "1700000000"
"""Time of all builds, since sitemaps contain their dates."""


class _Server:
    """The parts of MkDocs' server that plugins use."""

    def __init__(self, builder: Callable[[], None]) -> None:
        self.builder = builder

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Ignore what would be watched."""


@dataclass
class Rebuilder:
    """Builds a site repeatedly, as `mkdocs serve` does, or as several runs of `mkdocs build --dirty`.

    Attributes:
        root: the folder of mkdocs.yml.
        command: the command of MkDocs: `serve` or `build`.
        dirty: whether it has the option `--dirty`.
        site: the output folder.
    """

    root: Path
    command: str = "serve"
    dirty: bool = False
    site: Path = field(init=False)
    _server: _Server | None = None

    def __post_init__(self) -> None:
        self.site = self.root / f"rebuilt-{self.command}{'-dirty' * self.dirty}"

    def build(self) -> None:
        """Build the site once more."""
        with fast_material():
            if self.command == "build":
                self._start(load(self.root, self.site))
            elif self._server is None:
                self._serve()
            else:
                self._server.builder()

    def files(self) -> dict[str, bytes]:
        """Return the contents of all files of the site by path."""
        return contents(self.site)

    def _serve(self) -> None:
        """Begin as `mkdocs serve` does: build, and let the plugins change the server."""
        config = load(self.root, self.site)
        config.plugins.on_startup(command="serve", dirty=self.dirty)

        def builder(config: MkDocsConfig | None = None) -> None:
            build(config or load(self.root, self.site), serve_url=URL, dirty=self.dirty)

        builder(config)
        server = cast("LiveReloadServer", _Server(builder))
        self._server = cast("_Server", config.plugins.on_serve(server, config=config, builder=builder))

    def _start(self, config: MkDocsConfig) -> None:
        config.plugins.on_startup(command="build", dirty=self.dirty)
        try:
            build(config, dirty=self.dirty)
        finally:
            config.plugins.on_shutdown()


class CleanBuilder:
    """Builds sites from nothing, in a process of its own: MkDocs shares plugins between all builds of one."""

    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self._executor = executor

    def start(self, root: Path, *, serving: bool) -> Future[dict[str, bytes]]:
        """Begin a clean build, and return its future files.

        Args:
            root: the folder of mkdocs.yml.
            serving: whether to build as `mkdocs serve` does.
        """
        return self._executor.submit(_clean_build, root, serving)


@contextmanager
def clean_builder(cache: Path) -> Iterator[CleanBuilder]:
    """Provide clean builds.

    Args:
        cache: folder for caches, emptied before each build.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, _initialise, (str(cache),)) as executor:
        yield CleanBuilder(executor)


def load(root: Path, site: Path) -> MkDocsConfig:
    """Load the settings of a site for a server at `URL`."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
    config.site_url = URL
    return config


def contents(site: Path) -> dict[str, bytes]:
    """Return the contents of all files below a folder by path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def differences(built: dict[str, bytes], clean: dict[str, bytes]) -> list[str]:
    """Return the files that differ between two builds, and how."""
    found = [f"{name}: left over" for name in built.keys() - clean.keys()]
    found += [f"{name}: missing" for name in clean.keys() - built.keys()]
    found += [
        f"{name}: {_first_difference(data, clean[name])}"
        for name, data in built.items()
        if data != clean.get(name, data)
    ]
    return sorted(found)


def _first_difference(one: bytes, other: bytes) -> str:
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    start = max(0, at - 60)
    return f"{one[start : at + 60]!r} instead of {other[start : at + 60]!r}"


def _initialise(cache: str) -> None:
    os.environ.update(FIELDGUIDE_CACHE_DIR=cache, SOURCE_DATE_EPOCH=EPOCH)


def _clean_build(root: Path, serving: bool) -> dict[str, bytes]:
    shutil.rmtree(os.environ["FIELDGUIDE_CACHE_DIR"], ignore_errors=True)
    site = root / "clean"
    with fast_material():
        config = load(root, site)
        settings: dict[str, Any] = {"command": "serve" if serving else "build", "dirty": False}
        config.plugins.on_startup(**settings)
        try:
            build(config, serve_url=URL if serving else None)
        finally:
            config.plugins.on_shutdown()
    return contents(site)
