"""The files of the site that links may lead to, and their addresses."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from functools import cached_property

from mkdocs.structure.files import File, Files

from mkdocs_fieldguide.findings.suggestions import NameIndex, closest_match
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.permalinks import resolve_permalink
from mkdocs_fieldguide.model.unicode_forms import normalise, spellings
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.urls import root_of


class LinkTargets:
    """Finds the files that links lead to, by their paths.

    Args:
        files: all files of the site.
        unpublished: source paths of the files that are not part of the site.
    """

    def __init__(self, files: Files, unpublished: Collection[str] = ()) -> None:
        self.unpublished = unpublished
        self._files = files
        self._spellings = spellings(file.src_uri for file in files if file.src_uri not in unpublished)

    def get(self, path: str) -> File | None:
        """Return the file with this source path."""
        return self._files.get_file_from_path(path)

    def exists(self, path: str) -> bool:
        """Return whether the site has a file with this source path."""
        return path not in self.unpublished and self.get(path) is not None

    def find(self, path: str, page: str, info: PageInfo | None) -> str:
        """Return the source path of a file by its path from the root, the page or its permalink.

        In Jekyll, relative paths start from the URL of a page.

        Args:
            path: the path; it starts from the root if it begins with a slash.
            page: source path of the page with the link.
            info: the page with the link, if the registry has it.
        """
        folders = [""] if path.startswith("/") else [posixpath.dirname(page)]
        if info is not None and info.permalink and not path.startswith("/"):
            folders.append(posixpath.dirname(resolve_permalink(info)).lstrip("/"))
        for folder in folders:
            wanted = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
            if file := wanted if self.exists(wanted) else self._spellings.get(normalise("NFC", wanted)):
                return file
        return ""

    def find_generated(self, path: str, folder: str) -> str:
        """Return the source path of a generated page, such as a listing, by its path."""
        name = path.removesuffix(".html").rstrip("/")
        starts = [""] if path.startswith("/") else [folder, ""]
        for start in starts:
            whole = posixpath.normpath(posixpath.join(start, name.lstrip("/") or "."))
            for candidate in (f"{whole}.md", f"{whole}/index.md"):
                if self.exists(candidate):
                    return candidate
        return ""

    def find_unpublished(self, path: str, page: str, output: str = "") -> str:
        """Return the source path of a file that is not part of the site; empty if there is none.

        Args:
            path: the path, relative to the page or to the docs folder.
            page: source path of the page with the link.
            output: the path in the site to which a browser would take it to lead.
        """
        relative = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        for candidate in (relative, path.lstrip("/")):
            if candidate in self.unpublished:
                return candidate
        return self._unpublished_outputs.get(output, "") if output else ""

    def has_output(self, path: str) -> bool:
        """Return whether a build writes a file or a folder with an index page to this path."""
        return path in self._outputs or f"{path}/index.html" in self._outputs

    def has_folder(self, path: str) -> bool:
        """Return whether a build writes files to this folder."""
        return path in self._folders

    def suggest(self, path: str, folder: str) -> str:
        """Suggest a file with this name in another folder, or one with a similar name."""
        name = posixpath.basename(path)
        files = [file.src_uri for file in self._files if file.src_uri not in self.unpublished]
        there = [path for path in files if posixpath.basename(path) == name]
        if not there:
            meant = closest_match(name, self._file_names)
            there = [path for path in files if posixpath.basename(path) == meant]
        return f"Did you mean “{posixpath.relpath(there[0], folder or '.')}”?" if there else ""

    @cached_property
    def _outputs(self) -> frozenset[str]:
        return frozenset(file.dest_uri for file in self._files if file.src_uri not in self.unpublished)

    @cached_property
    def _unpublished_outputs(self) -> dict[str, str]:
        """Return the source paths of unpublished files by the paths in the site that lead to them."""
        files = [file for file in self._files if file.src_uri in self.unpublished]
        return {file.dest_uri.removesuffix("/index.html"): file.src_uri for file in files} | {
            file.dest_uri: file.src_uri for file in files
        }

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(
            posixpath.dirname(file.dest_uri) for file in self._files if file.src_uri not in self.unpublished
        )

    @cached_property
    def _file_names(self) -> NameIndex:
        return NameIndex(
            posixpath.basename(file.src_uri)
            for file in self._files
            if not file.is_documentation_page() and file.src_uri not in self.unpublished
        )


def address_in_site(target: str, path: str, registry: Registry, files: Files) -> str:
    """Return the relative URL of a file or page in the site, as seen from a page.

    Args:
        target: the path of a file from the site's root, or any form of a link to a page.
        path: source path of the page.
        registry: the registry with the pages.
        files: all files of the site.
    """
    file = files.get_file_from_path(path)
    root = root_of(file.url).removeprefix("./") if file else ""
    plain = target.lstrip("/")
    known = files.get_file_from_path(plain)
    if known is None or known.dest_uri != plain:
        match = registry.resolve_page(target, path)
        there = files.get_file_from_path(match.page.path) if match.page else None
        if there is not None:
            return root + there.url.removeprefix("./") + match.suffix
    return root + plain
