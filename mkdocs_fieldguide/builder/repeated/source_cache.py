"""Data files, bibliography and citation style of the last build, which need not be read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.builder.dry_run.fingerprint import digest_of_files
from mkdocs_fieldguide.builder.folders import root_folder
from mkdocs_fieldguide.builder.repeated.descriptions import UnknownInputError, describe
from mkdocs_fieldguide.builder.sources import Sources, find_data_dir, read_sources, site_language
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.files.json_cache import digest_text
from mkdocs_fieldguide.files.source_lines import SourceLines
from mkdocs_fieldguide.files.symlinks import AllowedRoots
from mkdocs_fieldguide.findings.finding import Finding, Findings
from mkdocs_fieldguide.rendering.page.edit_actions import last_line


class SourceCache:
    """Reads the sources of a guide, unless no file and no option has changed since they were read."""

    def __init__(self) -> None:
        self._key = ""
        self._sources: Sources | None = None
        self._findings: list[Finding] = []

    def read(
        self, config: MkDocsConfig, options: FieldguideConfig, allowed_roots: AllowedRoots, findings: Findings
    ) -> Sources:
        """Read the sources, or return those of the last build; see `read_sources`."""
        key = _digest(config, options, allowed_roots)
        if self._sources is None or not key or key != self._key:
            own = Findings()
            sources = read_sources(config, options, allowed_roots, own)
            # A file may have been written while it was read.
            self._key = key if key == _digest(config, options, allowed_roots) else ""
            self._sources = replace(sources, digest=self._key, outline=_outline(sources, root_folder(config)))
            self._findings = list(own)
        findings.extend(self._findings)
        return self._sources


def _digest(config: MkDocsConfig, options: FieldguideConfig, allowed_roots: AllowedRoots) -> str:
    """Return a digest of everything that sources depend on; empty if that is not known."""
    root = root_folder(config)
    data_dir = find_data_dir(config, options)
    trees = [str(data_dir), *_named_files(config, options, root)]
    given = options.bibliography or ()
    patterns = [str(root / str(one)) for one in ([given] if isinstance(given, str) else given)]
    if not all(allowed_roots.may_search(pattern) for pattern in patterns):
        return ""
    try:
        settings = describe(
            [
                dict(options),
                site_language(config),
                str(root),
                [str(folder) for folder in allowed_roots.allowed],
            ]
        )
        return digest_text(f"{settings}\0{digest_of_files(allowed_roots, trees, patterns)}")
    except (OSError, UnknownInputError):
        return ""


def _outline(sources: Sources, root: Path) -> str:
    """Return a digest of everything in the sources except the descriptions of tools; empty if unknown.

    It contains the lines of entries, to which edit buttons lead.
    """
    data, lines = sources.data, SourceLines(root)
    entries = [data.people, data.organisations, data.tools]
    try:
        parts = (
            [
                [key, one.defined_at, last_line(one.source, lines(one.defined_at.file))]
                for found in entries
                for key, one in found.items()
            ],
            [tool.model_copy(update={"description": ""}) for tool in data.tools.values()],
            [dict(data.people), dict(data.organisations), dict(data.countries), data.news, data.events],
            [data.footer, sources.references, sources.guide, sources.style, sources.sound],
            [str(sources.data_dir), [str(path) for path in sources.files]],
        )
        return digest_text(describe(parts))
    except UnknownInputError:
        return ""


def _named_files(config: MkDocsConfig, options: FieldguideConfig, root: Path) -> Iterator[str]:
    """Yield the files that settings name, and mkdocs.yml, in which findings are located."""
    files = (options.citation_file, options.citation_style, *options.published_files)
    for name in (config.config_file_path, *files):
        if name:
            yield str(root / name)
