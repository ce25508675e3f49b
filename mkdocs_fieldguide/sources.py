"""The files that a guide is made from, besides its pages: where they are, and reading them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.citations.reading import BibliographyFile, read_bibliography
from mkdocs_fieldguide.citations.style import StyleError, StyleSource, find_style
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.diagnostics import Code, Findings, Place, Severity
from mkdocs_fieldguide.likeness import Names
from mkdocs_fieldguide.load.citation_file import read_citation_file
from mkdocs_fieldguide.load.data import GuideData, load_data
from mkdocs_fieldguide.model.references import Reference

_LAST_RESORT = "apa"


@dataclass(frozen=True)
class Sources:
    """What was read before any page.

    Attributes:
        data: tools, people, organisations, countries, news.
        references: the bibliography by key.
        style: the site's citation style.
        data_dir: the folder of the data files.
        files: the files that were read, to be watched.
        sound: whether all of them could be read.
        guide: how the whole guide wants to be cited, if a file says so.
    """

    data: GuideData
    references: dict[str, Reference]
    style: StyleSource
    data_dir: Path
    files: tuple[Path, ...]
    sound: bool
    guide: Reference | None = None


def root_folder(config: MkDocsConfig) -> Path:
    """Return the folder of mkdocs.yml, which relative paths count from."""
    path = config.config_file_path
    return Path(path).resolve().parent if path else Path.cwd()


def name_in(root: Path, path: Path) -> str:
    """Return how a person names a file: its path from the folder of mkdocs.yml, with `/`."""
    folder = _folder_in(root, path.parent)
    return path.as_posix() if folder is None else f"{folder}{path.name}"


@functools.lru_cache(maxsize=1024)
def _folder_in(root: Path, folder: Path) -> str | None:
    """Return a folder's path from another one, with `/` at its end; None for one that lies elsewhere."""
    try:
        inside = resolved(folder).relative_to(root).as_posix()
    except ValueError:
        return None
    return "" if inside == "." else f"{inside}/"


@functools.lru_cache(maxsize=1024)
def resolved(folder: Path) -> Path:
    """Return a folder's real path.

    To ask the file system for every file takes longer than to read its front matter.
    """
    return folder.resolve()


def read_sources(config: MkDocsConfig, options: FieldguideConfig, findings: Findings) -> Sources:
    """Read data, bibliography and citation style."""
    root = root_folder(config)
    own = Findings()
    data_dir = find_data_dir(config, options)
    data = load_data(data_dir, lambda path: name_in(root, path), own, Names(options.registries))
    files = bibliography_files(root, data_dir, options, own)
    references = read_bibliography([BibliographyFile(path, name_in(root, path)) for path in files], own)
    guide = None
    if options.citation_file:
        files = [*files, root / options.citation_file]
        guide = read_citation_file(files[-1], name_in(root, files[-1]), own)
    sound = not any(finding.severity is Severity.ERROR for finding in own)
    style = load_style(options.citation_style, root, Place("mkdocs.yml"), own)
    findings.extend(own)
    return Sources(data, dict(references), style, data_dir, (*data.files, *files), sound, guide)


def find_data_dir(config: MkDocsConfig, options: FieldguideConfig) -> Path:
    """Return the folder of the data files, which need not exist."""
    root = root_folder(config)
    if options.data_dir:
        return root / options.data_dir
    beside = root / "_data"
    return beside if beside.is_dir() else Path(config.docs_dir) / "_data"


def load_style(name: str, root: Path, place: Place, findings: Findings) -> StyleSource:
    """Return a citation style; the default one, with a finding, when it cannot be used."""
    try:
        return find_style(name, root)
    except StyleError as error:
        findings.add(Code.CITATION_STYLE, place, str(error), f"Used is “{_LAST_RESORT}”.")
        return find_style(_LAST_RESORT)


def bibliography_files(
    root: Path, data_dir: Path, options: FieldguideConfig, findings: Findings
) -> list[Path]:
    """Return the files of the bibliography, as the options name them."""
    given = options.bibliography
    if not given:
        return sorted(data_dir.glob("*.bib")) if data_dir.is_dir() else []
    found: dict[Path, None] = {}
    for pattern in [given] if isinstance(given, str) else given:
        paths = sorted(glob(str(root / str(pattern)), recursive=True))  # noqa: PTH207 (may be absolute)
        if not paths:
            findings.add(
                Code.UNREADABLE_FILE,
                Place("mkdocs.yml"),
                f"There is no bibliography file “{pattern}”.",
                "Paths count from the folder of mkdocs.yml.",
            )
        found.update(dict.fromkeys(Path(path) for path in paths))
    return list(found)
