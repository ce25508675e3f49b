"""Claims the output paths of the files that MkDocs, the theme and other plugins write."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_fieldguide.builder.assets import PARTS, SERVE_FINDINGS
from mkdocs_fieldguide.builder.exports import is_published
from mkdocs_fieldguide.builder.folders import name_in, root_folder, site_folder
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

WRITTEN_BY_PLUGINS = (
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
"""Files that plugins write into the finished site without adding them to MkDocs' files: mkdocs-rss-plugin,
mkdocs-llmstxt, mkdocstrings, the search, and Material's `offline` and `tags`. A folder of the same name would
stop the build."""

HINT_DELETE_SYMLINK = "Delete the symlink."


def outputs_of(
    config: MkDocsConfig,
    plugins: Iterable[str],
    redirected: Iterable[str],
    exported: Iterable[str] = (),
    *,
    cleaned: bool,
) -> OutputPaths:
    """Return the output paths of a build, with the paths claimed that MkDocs and other plugins write.

    Args:
        config: the site's configuration.
        plugins: names of all plugins.
        redirected: source paths of removed pages whose URLs another plugin serves.
        exported: paths that plugins are configured to write to.
        cleaned: whether the build empties the site folder first.
    """
    reserved = {*config.theme.static_templates, *PARTS, SERVE_FINDINGS, *WRITTEN_BY_PLUGINS, *exported}
    if "search" in plugins:
        reserved.add("search/search_index.json")
    reserved |= outputs_of_sources(config, redirected)
    name = name_in(root_folder(config), site_folder(config))
    return OutputPaths(Path(config.site_dir), reserved, name=name, cleaned=cleaned)


def outputs_of_sources(config: MkDocsConfig, paths: Iterable[str]) -> set[str]:
    """Return the output paths of pages at these source paths."""
    return {File.generated(config, path, content="").dest_uri for path in paths}


def claim_other_files(
    files: Files,
    outputs: OutputPaths,
    name_of: Callable[[File], str],
    docs_dir: str,
    findings: Findings,
    *,
    publishes: bool,
    unpublished: Collection[str] = (),
) -> None:
    """Claim the paths of all files that are not pages: those of theme and plugins before those of the docs.

    A file with an unsafe or claimed path is removed from the site.

    Args:
        files: the files of the site.
        outputs: receives the paths.
        name_of: returns the name of a file for findings.
        docs_dir: the docs folder.
        findings: receives UNSAFE_PATH.
        publishes: whether the site publishes its data for machines.
        unpublished: source paths of files that are not part of the site.
    """
    drop_unsafe_names(files, name_of, findings)
    docs = os.path.normpath(docs_dir)
    others = [file for file in files if not file.is_documentation_page() and file.src_uri not in unpublished]
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
                f"“{shorten(path)}” has the path of a generated file, which is not written.",
                "Rename the file.",
            )


def drop_unsafe_names(files: Files, name_of: Callable[[File], str], findings: Findings) -> None:
    """Remove files whose names contain characters that output must not contain, since names become URLs.

    Python represents bytes that are not UTF-8 as surrogates.
    """
    for file in list(files):
        unsafe = _UNSAFE.search(file.src_uri)
        if unsafe is None:
            continue
        files.remove(file)
        is_text = not any("\ud800" <= character <= "\udfff" for character in file.src_uri)
        fault = f"contains the character {describe_character(unsafe[0])}" if is_text else "is not UTF-8 text"
        findings.add(
            Code.UNSAFE_PATH,
            Location(_UNSAFE.sub(REPLACEMENT, name_of(file)), 1),
            f"The name of this file {fault}; the file is not used.",
            "Rename the file.",
        )


def report_unsafe(error: UnsafePathError, location: Location, what: str, findings: Findings) -> None:
    """Report a file that is not written because its path is unsafe.

    Args:
        error: why it is unsafe.
        location: the location of the path.
        what: the name of the file for messages.
        findings: receives UNSAFE_PATH.
    """
    if isinstance(error, LinkedPathError):
        findings.add(
            Code.UNSAFE_PATH,
            Location(error.link),
            "This path in the site folder is a symlink; nothing is written through it.",
            HINT_DELETE_SYMLINK,
        )
        return
    hint = HINT_PATH_TAKEN if isinstance(error, PathTakenError) else HINT_ALLOWED_PATHS
    findings.add(Code.UNSAFE_PATH, location, f"{what} {error}; it is not written.", hint)
