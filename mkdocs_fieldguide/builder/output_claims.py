"""Which output paths of a build are taken by the files that MkDocs, the theme and other plugins write."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_fieldguide.builder.assets import SCRIPT, STYLE_SHEET
from mkdocs_fieldguide.builder.exports import is_published
from mkdocs_fieldguide.builder.sources import name_in, root_folder, site_folder
from mkdocs_fieldguide.files.output_folder import (
    HINT_PATH_TAKEN,
    LinkedPathError,
    OutputPaths,
    PathTakenError,
)
from mkdocs_fieldguide.files.output_paths import HINT_ALLOWED_PATHS, UnsafePathError
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.safe_characters import BIDI_CONTROLS, DISALLOWED, REPLACEMENT, describe_character

_UNSAFE = re.compile(f"[{DISALLOWED}{BIDI_CONTROLS}\\t\\n\ufeff]")

_WRITTEN_BY_PLUGINS = (
    "feed_json_created.json",
    "feed_json_updated.json",
    "feed_rss_created.xml",
    "feed_rss_updated.xml",
    "llms-full.txt",
    "llms.txt",
    "objects.inv",
    "search/lunr.js",
    "search/main.js",
    "search/search_index.js",
    "search/worker.js",
    "tags.json",
)
"""Files that other plugins write into the finished site without adding them to MkDocs' files:
mkdocs-rss-plugin, mkdocs-llmstxt, mkdocstrings, the search, Material's `offline` and `tags`. A folder of such
a name would end the build."""

LINK_HINT = "Delete the link."


def outputs_of(
    config: MkDocsConfig,
    plugins: Iterable[str],
    redirected: Iterable[str],
    exported: Iterable[str] = (),
    *,
    cleaned: bool,
) -> OutputPaths:
    """Return the output paths of a build, with those taken that MkDocs and plugins write by themselves.

    Args:
        config: the site's configuration.
        plugins: names of all plugins.
        redirected: source paths, of pages that are no more, whose addresses another plugin serves.
        exported: paths that plugins write to because their options say so.
        cleaned: whether the site folder is emptied before the build writes.
    """
    reserved = {*config.theme.static_templates, STYLE_SHEET, SCRIPT, *_WRITTEN_BY_PLUGINS, *exported}
    if "search" in plugins:
        reserved.add("search/search_index.json")
    reserved |= outputs_of_sources(config, redirected)
    name = name_in(root_folder(config), site_folder(config))
    return OutputPaths(Path(config.site_dir), reserved, name=name, cleaned=cleaned)


def outputs_of_sources(config: MkDocsConfig, paths: Iterable[str]) -> set[str]:
    """Return the output paths that pages at these source paths would have."""
    return {File.generated(config, path, content="").dest_uri for path in paths}


def claim_other_files(
    files: Files,
    outputs: OutputPaths,
    name_of: Callable[[File], str],
    docs_dir: str,
    findings: Findings,
    *,
    publishes: bool,
) -> None:
    """Claim the paths of all files that are no pages: those of theme and plugins before those of the docs.

    A file that cannot be written, or stands in the way of another, is taken out of the site.

    Args:
        files: the files of the site.
        outputs: receives the paths.
        name_of: gives the name that findings use for a file.
        docs_dir: the docs folder.
        findings: receives UNSAFE_PATH.
        publishes: whether the site publishes its data for machines.
    """
    _drop_unsafe_names(files, name_of, findings)
    docs = os.path.normpath(docs_dir)
    others = [file for file in files if not file.is_documentation_page()]
    others = [file for file in others if file.inclusion is not InclusionLevel.EXCLUDED]
    for file in sorted(others, key=lambda file: file.src_dir == docs):
        path = file.dest_uri
        try:
            outputs.claim_verbatim(path, f"“{file.src_uri}”")
        except UnsafePathError as error:
            files.remove(file)
            report_unsafe(error, Location(name_of(file), 1), f"The output file “{shorten(path)}”", findings)
            continue
        if file.src_dir == docs and is_published(path, whole=publishes):
            findings.add(
                Code.UNSAFE_PATH,
                Location(name_of(file), 1),
                f"“{shorten(path)}” has the path of a file that the build makes; that one is not written.",
                "Rename the file.",
            )


def _drop_unsafe_names(files: Files, name_of: Callable[[File], str], findings: Findings) -> None:
    """Take files out of the site whose names hold what no output may hold; addresses and ids come from names.

    Python writes bytes that are no UTF-8 text as surrogates.
    """
    for file in list(files):
        unsafe = _UNSAFE.search(file.src_uri)
        if unsafe is None:
            continue
        files.remove(file)
        is_text = not any("\ud800" <= character <= "\udfff" for character in file.src_uri)
        fault = f"holds the character {describe_character(unsafe[0])}" if is_text else "is not UTF-8 text"
        findings.add(
            Code.UNSAFE_PATH,
            Location(_UNSAFE.sub(REPLACEMENT, name_of(file)), 1),
            f"The name of this file {fault}; the file is not used.",
            "Rename the file.",
        )


def report_unsafe(error: UnsafePathError, location: Location, what: str, findings: Findings) -> None:
    """Report a file that is not written, because its path is unsafe.

    Args:
        error: why it is unsafe.
        location: where the path comes from.
        what: the file, in words.
        findings: receives UNSAFE_PATH.
    """
    if isinstance(error, LinkedPathError):
        findings.add(
            Code.UNSAFE_PATH,
            Location(error.link),
            "This is a symbolic link in the site folder; nothing is written through it.",
            LINK_HINT,
        )
        return
    hint = HINT_PATH_TAKEN if isinstance(error, PathTakenError) else HINT_ALLOWED_PATHS
    findings.add(Code.UNSAFE_PATH, location, f"{what} {error}; it is not written.", hint)
