"""Fixtures for all tests, imported by `tests/conftest.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from support.site import Built, Files, build_again, build_site
from tools.static_server import StaticServer

MakeSite = Callable[..., Built]
"""`site(files, config=None, strict=True)`"""


@dataclass(frozen=True)
class Served:
    """A site that was built for the URL at which it is served."""

    url: str
    built: Built


MakeServed = Callable[..., Served]
"""`served(files, config=None, base="/", headers={}, strict=True)` or `served(folder_with_mkdocs_yml)`"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> MakeSite:
    """Build a small site: `built = site({"docs/index.md": "# Hello"})`. Each call uses a new folder."""

    def make(files: Files, config: Mapping[str, Any] | None = None, *, strict: bool = True) -> Built:
        return build_site(tmp_path_factory.mktemp("site"), files, config, strict=strict)

    return make


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeServed]:
    """Build a site and serve it: `url = served({"docs/index.md": "# Hello"}).url`.

    Meant for fixtures of module scope: a site is built once for all tests of a file. Its `site_url` is the
    URL at which it is served, which `navigation.instant` requires.
    """
    servers: list[StaticServer] = []

    def serve(
        what: Files | Path,
        config: Mapping[str, Any] | None = None,
        *,
        base: str = "/",
        headers: Mapping[str, str] | None = None,
        strict: bool = True,
    ) -> Served:
        server = StaticServer(base, headers or {})
        servers.append(server)
        root = tmp_path_factory.mktemp("served")
        if isinstance(what, Path):
            built = build_again(what, strict=strict, site_url=server.url, site_dir=str(root))
        else:
            built = build_site(root, what, {**(config or {}), "site_url": server.url}, strict=strict)
        server.folder = built.site
        return Served(server.url, built)

    yield serve
    # Each waits up to half a second for its thread.
    with ThreadPoolExecutor(max_workers=len(servers) or 1) as threads:
        list(threads.map(StaticServer.close, servers))
