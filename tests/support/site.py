"""Build small sites for real, and look at what came out."""

from __future__ import annotations

import logging
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

Files = Mapping[str, str | bytes]

# No web fonts: a test never leaves the machine.
CONFIG: dict[str, Any] = {
    "site_name": "A small guide",
    "theme": {"name": "material", "font": False},
    "plugins": ["search", "fieldguide"],
}
PALETTE = [
    {"media": "(prefers-color-scheme: light)", "scheme": "default"},
    {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
]
"""For Material: light and dark, as the reader's system says."""


@dataclass(frozen=True)
class LogLine:
    """One line that the build logged: its level's name, the logger's name, the text."""

    level: str
    logger: str
    text: str

    def __str__(self) -> str:
        return f"{self.level}: {self.text}"


@dataclass
class Built:
    """A site that was built.

    Attributes:
        root: the folder of mkdocs.yml.
        site: the folder with the output.
        log: everything from INFO up that mkdocs, its plugins and themes logged, in order.
        aborted: why mkdocs gave up (as in strict mode after a warning); empty if it did not.
    """

    root: Path
    site: Path
    log: list[LogLine] = field(default_factory=list)
    aborted: str = ""

    @property
    def passed(self) -> bool:
        """Tell whether `mkdocs build`, strict unless asked otherwise, would have ended with status 0."""
        return not self.aborted

    @property
    def warnings(self) -> list[str]:
        """The texts of all warnings and errors."""
        return [line.text for line in self.log if line.level in ("WARNING", "ERROR", "CRITICAL")]

    def path(self, address: str) -> Path:
        """Return the file for an address in the site: `about/` and `about/index.html` are the same."""
        found = self.site / address.lstrip("/")
        return found / "index.html" if address.endswith("/") or not address else found

    def text(self, address: str) -> str:
        """Return the text of an output file."""
        return self.path(address).read_text(encoding="utf-8")

    def page(self, address: str = "") -> BeautifulSoup:
        """Return an output page, parsed."""
        return BeautifulSoup(self.text(address), "html.parser")

    def files(self) -> set[str]:
        """Return the paths of all output files, with `/`."""
        return {f.relative_to(self.site).as_posix() for f in self.site.rglob("*") if f.is_file()}


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[LogLine] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(LogLine(record.levelname, record.name, record.getMessage()))


def write_files(root: Path, files: Files) -> None:
    """Write files below `root`; texts are dedented, so that tests can indent them."""
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
    """Write `files` below `root` and build the site there, as `mkdocs build --strict` does.

    In this process, since starting Python and importing MkDocs takes longer than a small build. mkdocs.yml is
    made of `CONFIG` and `config`, unless it is among `files`; `docs/index.md` is made unless it is there.
    """
    write_files(root, files)
    if "mkdocs.yml" not in files:
        settings = {**CONFIG, **(config or {})}
        write_files(root, {"mkdocs.yml": yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)})
    if not (root / "docs" / "index.md").exists():
        write_files(root, {"docs/index.md": "# Home\n"})
    return build_again(root, strict=strict)


def build_again(root: Path, *, strict: bool = True, **overrides: Any) -> Built:
    """Build the site in `root` as it stands."""
    logger = logging.getLogger("mkdocs")
    recorder = _Recorder()
    level = logger.level
    logger.addHandler(recorder)
    logger.setLevel(logging.INFO)
    built = Built(root, root / "site", recorder.lines)
    try:
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
