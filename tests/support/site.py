"""Build small sites in this process and inspect the output."""

from __future__ import annotations

import fnmatch
import functools
import logging
import os
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import material  # type: ignore[import-untyped]
import mkdocs
import mkdocs.structure.files
import mkdocs.utils
import yaml
from bs4 import BeautifulSoup
from jinja2 import FileSystemLoader
from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

Files = Mapping[str, str | bytes]

# No web fonts: tests must not access the network.
CONFIG: dict[str, Any] = {
    "site_name": "A small guide",
    "theme": {"name": "material", "font": False},
    "plugins": ["search", "fieldguide"],
}
PALETTE = [
    {"media": "(prefers-color-scheme: light)", "scheme": "default"},
    {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
]
"""Material's colour palette that follows the reader's system."""


@dataclass(frozen=True)
class LogLine:
    """One logged message: the name of its level, the name of its logger, its text."""

    level: str
    logger: str
    text: str

    def __str__(self) -> str:
        return f"{self.level}: {self.text}"


@dataclass
class Built:
    """The result of a build.

    Attributes:
        root: the folder of mkdocs.yml.
        site: the output folder.
        log: all messages of level INFO and above from MkDocs, plugins and themes, in order.
        aborted: why MkDocs aborted the build, such as a warning in strict mode; empty if it succeeded.
    """

    root: Path
    site: Path
    log: list[LogLine] = field(default_factory=list)
    aborted: str = ""

    @property
    def passed(self) -> bool:
        """Whether `mkdocs build` would have exited with status 0."""
        return not self.aborted

    @property
    def warnings(self) -> list[str]:
        """The texts of all warnings and errors."""
        return [line.text for line in self.log if line.level in ("WARNING", "ERROR", "CRITICAL")]

    def path(self, address: str) -> Path:
        """Return the file of a URL relative to the site; `about/` is `about/index.html`."""
        found = self.site / address.lstrip("/")
        return found / "index.html" if address.endswith("/") or not address else found

    def text(self, address: str) -> str:
        """Return the text of an output file."""
        return self.path(address).read_text(encoding="utf-8")

    def page(self, address: str = "") -> BeautifulSoup:
        """Return an output page, parsed."""
        return BeautifulSoup(self.text(address), "html.parser")

    def files(self) -> set[str]:
        """Return the relative paths of all output files, separated by `/`."""
        return {f.relative_to(self.site).as_posix() for f in self.site.rglob("*") if f.is_file()}


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[LogLine] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(LogLine(record.levelname, record.name, record.getMessage()))


@contextmanager
def fast_material() -> Iterator[None]:
    """Skip work that takes Material more than half of a small build and does not change its output.

    Material's theme folder holds some 15,000 icons in `.icons`. MkDocs lists and matches all of them against
    patterns only to ignore them, as it does all hidden folders, and matches all others in each build anew.
    Material's search plugin compiles the theme's translations three times for the defaults of its options.
    MkDocs reads the metadata of all installed packages to find the themes.
    """
    with ExitStack() as patches:
        patches.enter_context(mock.patch.object(FileSystemLoader, "list_templates", list_visible_templates))
        patches.enter_context(mock.patch.object(SearchPlugin, "_translate", _translate_once))
        patches.enter_context(mock.patch.object(mkdocs.structure.files, "fnmatch", _FnMatch))
        patches.enter_context(mock.patch.object(mkdocs.utils, "get_themes", mock.Mock(return_value=_THEMES)))
        yield


class _FnMatch:
    """The module `fnmatch`, as far as MkDocs uses it, which remembers names and patterns seen before."""

    fnmatch = staticmethod(functools.lru_cache(maxsize=20_000)(fnmatch.fnmatch))


def list_visible_templates(loader: FileSystemLoader) -> list[str]:
    """Return what `FileSystemLoader.list_templates` does, without files in hidden top-level folders."""
    found: set[str] = set()
    for folder in map(os.fspath, loader.searchpath):
        listed = _list_once if folder.startswith(_INSTALLED) else _list_visible
        found |= listed(folder, loader.followlinks)
    return sorted(found)


def _list_visible(folder: str, followlinks: bool) -> frozenset[str]:
    found: set[str] = set()
    for parent, folders, names in os.walk(folder, followlinks=followlinks):
        if parent == folder:
            folders[:] = [name for name in folders if not name.startswith(".")]
        prefix = parent[len(folder) :].strip(os.sep).replace(os.sep, "/")
        found.update(f"{prefix}/{name}" if prefix else name for name in names)
    return frozenset(found)


_list_once = functools.cache(_list_visible)
_INSTALLED = tuple(str(Path(package.__path__[0]) / "") + os.sep for package in (material, mkdocs))
"""Folders of packages, whose files stay the same."""


_THEMES = mkdocs.utils.get_themes()
_TRANSLATE = SearchPlugin._translate
_TRANSLATIONS: dict[tuple[object, ...], str] = {}


def _translate_once(plugin: SearchPlugin, config: MkDocsConfig, key: str) -> str:
    """Return what `SearchPlugin._translate` does, from memory for a theme seen before."""
    theme = config.theme
    seen = (tuple(theme.dirs), repr(theme.get("language")), key)
    if seen not in _TRANSLATIONS:
        _TRANSLATIONS[seen] = _TRANSLATE(plugin, config, key)
    return _TRANSLATIONS[seen]


def write_files(root: Path, files: Files) -> None:
    """Write files below `root`; text is dedented, so that tests can indent it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(textwrap.dedent(content).lstrip("\n"), encoding="utf-8", newline="\n")


def build_site(
    root: Path, files: Files, config: Mapping[str, Any] | None = None, *, strict: bool = True
) -> Built:
    """Write `files` below `root` and build the site as `mkdocs build --strict` does.

    The build runs in this process because starting Python and importing MkDocs takes longer than a small
    build. Unless `files` has them, mkdocs.yml is written from `CONFIG` and `config`, and `docs/index.md` with
    a heading.
    """
    write_files(root, files)
    if "mkdocs.yml" not in files:
        settings = {**CONFIG, **(config or {})}
        write_files(root, {"mkdocs.yml": yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)})
    if not (root / "docs" / "index.md").exists():
        write_files(root, {"docs/index.md": "# Home\n"})
    return build_again(root, strict=strict)


def build_again(root: Path, *, strict: bool = True, **overrides: Any) -> Built:
    """Build the existing site in `root`."""
    logger = logging.getLogger("mkdocs")
    recorder = _Recorder()
    level = logger.level
    logger.addHandler(recorder)
    logger.setLevel(logging.INFO)
    built = Built(root, root / "site", recorder.lines)
    try:
        with fast_material():
            config = load_config(str(root / "mkdocs.yml"), strict=strict, **overrides)
            built.site = Path(config.site_dir)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
    except Abort as abort:
        built.aborted = str(abort) or "aborted"
    finally:
        logger.removeHandler(recorder)
        logger.setLevel(level)
    return built
