"""Locates and reads the files of a guide other than its pages: data, bibliography, citation style."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from glob import glob
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.builder.folders import docs_folder, name_in, root_folder
from mkdocs_fieldguide.builder.outside_paths import Named, is_inside_site, report_outside
from mkdocs_fieldguide.builder.setting_places import locate_option
from mkdocs_fieldguide.citations.bibliography_files import BibliographyFile, read_bibliography
from mkdocs_fieldguide.citations.styles import StyleError, StyleSource, find_style
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.content.data_folder import GuideData, load_data
from mkdocs_fieldguide.files.read_text import read_text
from mkdocs_fieldguide.files.symlinks import AllowedRoots
from mkdocs_fieldguide.findings.codes import Code, Severity
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.model.references import Reference

_FALLBACK_STYLE = "apa"


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that is read before the pages.

    Attributes:
        data: tools, people, organisations, countries, news and events.
        references: the bibliography by key.
        style: the site's citation style.
        data_dir: the folder of the data files.
        files: the files that were read; `mkdocs serve` watches them.
        sound: whether they are free of errors.
        guide: the reference of the whole guide, from a CITATION.cff; None without one.
        digest: differs if anything differs; empty if that is unknown.
        outline: the same, except for the descriptions of tools.
        published: texts of the files that are published unchanged, by path.
    """

    data: GuideData
    references: dict[str, Reference]
    style: StyleSource
    data_dir: Path
    files: tuple[Path, ...]
    sound: bool
    guide: Reference | None = None
    digest: str = ""
    outline: str = ""
    published: Mapping[str, str] = field(default_factory=dict)


def site_language(config: MkDocsConfig) -> str:
    """Return the language tag of the site: `language` of its theme or, in themes without it, `locale`."""
    return str(config.theme.get("language") or config.theme.get("locale") or "en").replace("_", "-")


def read_sources(
    config: MkDocsConfig, options: FieldguideConfig, allowed_roots: AllowedRoots, findings: Findings
) -> Sources:
    """Read data, bibliography and citation style.

    Args:
        config: the site's configuration.
        options: the plugin's options.
        allowed_roots: the folders that the guide may read from.
        findings: receives the problems of all these files.
    """
    root = root_folder(config)
    own = Findings()
    data_dir = find_data_dir(config, options)
    data = load_data(
        data_dir,
        lambda path: name_in(root, path),
        own,
        NameIndex(options.registries),
        allowed_roots=allowed_roots,
        language=site_language(config),
    )
    files = bibliography_files(config, data_dir, options, allowed_roots, own)
    references = read_bibliography([BibliographyFile(path, name_in(root, path)) for path in files], own)
    if options.citation_abbreviations and is_inside_site(
        path := root / options.citation_abbreviations,
        root,
        allowed_roots,
        own,
        Named("citation_abbreviations", options.citation_abbreviations),
    ):
        # Imported here and below, as few sites have these files.
        from mkdocs_fieldguide.citations.abbreviations import abbreviate, read_abbreviations  # noqa: PLC0415

        files = [*files, path]
        references = abbreviate(references, read_abbreviations(path, name_in(root, path), own))
    guide = None
    if options.citation_file and is_inside_site(
        root / options.citation_file, root, allowed_roots, own, Named("citation_file", options.citation_file)
    ):
        from mkdocs_fieldguide.content.citation_cff import read_citation_file  # noqa: PLC0415

        files = [*files, root / options.citation_file]
        guide = read_citation_file(files[-1], name_in(root, files[-1]), own)
    published = _published_files(root, options, allowed_roots, own)
    files = [*files, *(root / path for path in published)]
    sound = not any(finding.severity is Severity.ERROR for finding in own)
    style = _load_style(config, options.citation_style, allowed_roots, own)
    findings.extend(own)
    return Sources(
        data, dict(references), style, data_dir, (*data.files, *files), sound, guide, published=published
    )


def _published_files(
    root: Path, options: FieldguideConfig, allowed_roots: AllowedRoots, findings: Findings
) -> dict[str, str]:
    """Return the texts of the files that are published unchanged."""
    found = {}
    for path in options.published_files:
        if is_inside_site(root / path, root, allowed_roots, findings, Named("published_files", path)):
            text = read_text(root / path, path, findings)
            if text is not None:
                found[path] = text
    return found


def find_data_dir(config: MkDocsConfig, options: FieldguideConfig) -> Path:
    """Return the folder of the data files, whether or not it exists."""
    root = root_folder(config)
    if options.data_dir:
        return Path(os.path.normpath(root / options.data_dir))
    default = root / "_data"
    return default if default.is_dir() else docs_folder(config) / "_data"


def _load_style(
    config: MkDocsConfig, name: str, allowed_roots: AllowedRoots, findings: Findings
) -> StyleSource:
    """Return the citation style of the settings; the default style, with a finding, if it cannot be used."""
    own = Findings()
    root = root_folder(config)
    named = Named("citation_style", name)

    def may_read(path: Path) -> bool:
        return is_inside_site(path, root, allowed_roots, own, named)

    try:
        return find_style(name, root, may_read)
    except StyleError as error:
        findings.extend(own)
        if not len(own):
            location = locate_option(config, "citation_style")
            findings.add(
                Code.CITATION_STYLE, location, str(error), f"The style “{_FALLBACK_STYLE}” is used instead."
            )
        return find_style(_FALLBACK_STYLE)


def bibliography_files(
    config: MkDocsConfig,
    data_dir: Path,
    options: FieldguideConfig,
    allowed_roots: AllowedRoots,
    findings: Findings,
) -> list[Path]:
    """Return the bibliography files that the options name."""
    given = options.bibliography
    root = root_folder(config)
    if not given:
        if not is_inside_site(
            data_dir, root, allowed_roots, findings, Named("data_dir", options.data_dir or "")
        ):
            return []
        # Files whose names begin with a dot are locks of editors, or remains of interrupted writes.
        own = sorted(data_dir.glob("[!.]*.bib")) if data_dir.is_dir() else []
        return [path for path in own if is_inside_site(path, root, allowed_roots, findings)]
    found: dict[Path, None] = {}
    for pattern in [given] if isinstance(given, str) else given:
        # Before the file system is searched, so that findings do not reveal which files exist.
        if not allowed_roots.may_search(str(pattern)):
            report_outside(Named("bibliography", str(pattern)), findings)
            continue
        paths = sorted(glob(str(root / str(pattern)), recursive=True))  # noqa: PTH207 (may be absolute)
        if not paths:
            findings.add(
                Code.UNREADABLE_FILE,
                locate_option(config, "bibliography"),
                f"The bibliography file “{pattern}” does not exist.",
                "Paths are relative to the folder of mkdocs.yml.",
            )
        found.update(dict.fromkeys(Path(path) for path in paths))
    return [path for path in found if is_inside_site(path, root, allowed_roots, findings)]
