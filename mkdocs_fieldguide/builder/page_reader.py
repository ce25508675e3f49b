"""Reads the pages that authors wrote: their front matter and their text."""

from __future__ import annotations

import os
from collections.abc import Container
from dataclasses import dataclass

from mkdocs.structure.files import File

from mkdocs_fieldguide.builder.languages import neutral_path
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.setting_places import locate_options
from mkdocs_fieldguide.content.confusables import check_allowed, check_characters
from mkdocs_fieldguide.content.pages.front_matter import complete_front_matter, read_page
from mkdocs_fieldguide.content.pages.source_text import SourceText
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Finding, Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read.

    Attributes:
        text: the text of its file.
        info: what its front matter says.
        source: its text, split.
        findings: what is wrong with it.
    """

    text: str
    info: PageInfo
    source: SourceText
    findings: tuple[Finding, ...]


class PageReader:
    """Reads the front matter of pages; a page whose file has not changed is read only once.

    Args:
        loaded: the settings of the site.
        known: the pages of an earlier build with the same options, by source path; is updated.
    """

    def __init__(self, loaded: Loaded, known: dict[str, ReadPage] | None = None) -> None:
        self._loaded = loaded
        self._earlier = known
        self._kinds = loaded.options.more_information.with_dsw(loaded.options.links.dsw)
        self._registry_keys = NameIndex(loaded.options.registries)
        self._defaults = loaded.options.defaults
        if self._defaults.rules:
            self._defaults = self._defaults.located(locate_options(loaded.config, "defaults"))
        self._known: dict[str, _StampedPage] = {}

    def read(self, file: File, findings: Findings) -> tuple[PageInfo, SourceText]:
        """Return front matter and text of a page.

        Args:
            file: the file of the page.
            findings: receives the problems of the page.
        """
        stamp = _stamp(file)
        known = self._known.get(file.src_uri)
        if known is None or stamp is None or known.stamp != stamp:
            own = Findings()
            known = self._known[file.src_uri] = _StampedPage(stamp, *self._read(file, own), own)
        findings.extend(known.findings)
        return known.info, known.source

    def keep(self, paths: Container[str]) -> None:
        """Forget all other pages for later builds."""
        if self._earlier is not None:
            for path in [path for path in self._earlier if path not in paths]:
                del self._earlier[path]

    def _read(self, file: File, findings: Findings) -> tuple[PageInfo, SourceText]:
        name, text = self._loaded.label_of(file), ""
        with error_boundary(findings, Location(name, 1), "this page"):
            text = _text_of(file, name, findings)
        before = self._earlier.get(file.src_uri) if self._earlier else None
        if before is not None and before.text == text and before.source.file == name and not len(findings):
            info, source = before.info, before.source.again()
            findings.extend(before.findings)
        else:
            info, source = self._parse(file.src_uri, name, text, findings)
            if self._earlier is not None:
                self._earlier[file.src_uri] = ReadPage(text, info, source, tuple(findings))
        if info.redirect_to:
            # Search results and listings would send readers on to another page.
            info = info.model_copy(update={"search_exclude": True})
        if (neutral := neutral_path(file)) != file.src_uri:
            info = info.model_copy(update={"neutral_path": neutral})
        return info, source

    def _parse(self, path: str, name: str, text: str, findings: Findings) -> tuple[PageInfo, SourceText]:
        info, source = PageInfo(path=path), SourceText(name, "")
        with error_boundary(findings, Location(name, 1), "this page"):
            source = SourceText(name, text)
            check_characters(source.text, name, findings)
            check_allowed(source.body, name, findings, source.first_line)
        with error_boundary(findings, Location(name, 1), "the front matter of this page"):
            info = read_page(
                path, name, source.text, self._defaults, findings, self._kinds, self._registry_keys
            )
        return info, source


@dataclass(frozen=True, slots=True)
class _StampedPage:
    """A page as it was read; `stamp` identifies the contents of its file, if that is possible."""

    stamp: tuple[str, str, int, int] | None
    info: PageInfo
    source: SourceText
    findings: Findings


def _stamp(file: File) -> tuple[str, str, int, int] | None:
    """Return values that change with the contents of a file; None if they are only in memory."""
    if file.abs_src_path is None:
        return None
    try:
        status = os.stat(file.abs_src_path)  # noqa: PTH116 (Path objects are slow)
    except OSError:
        return None
    return file.abs_src_path, neutral_path(file), status.st_mtime_ns, status.st_size


def _text_of(file: File, name: str, findings: Findings) -> str:
    try:
        text = file.content_string.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        return complete_front_matter(text)
    except UnicodeDecodeError as error:
        findings.add(
            Code.UNREADABLE_FILE,
            Location(name, error.object.count(b"\n", 0, error.start) + 1),
            "The page is not UTF-8 text: this line contains invalid bytes.",
            "Save the file as UTF-8.",
        )
        return ""
    except (OSError, ValueError) as error:
        findings.add(
            Code.UNREADABLE_FILE,
            Location(name),
            f"The page cannot be read: {error}",
            "Save the file as UTF-8.",
        )
        return ""
