"""Links between pages: by page id, base name or permalink, written as authors of guides know them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, unquote

from mkdocs.structure.files import Files

from mkdocs_fieldguide.diagnostics import Code, Findings, Place, did_you_mean
from mkdocs_fieldguide.registry import Registry

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_PARTS = re.compile(r"(?P<path>[^?#]*)(?P<suffix>.*)", re.DOTALL)


class WrittenLink(NamedTuple):
    """A link or picture as an author wrote it.

    Attributes:
        target: what was written.
        picture: whether it is a picture.
        alt: text for those who cannot see the picture.
    """

    target: str
    picture: bool = False
    alt: str = ""


class SiteLinks:
    """Turns what an author wrote into what MkDocs understands: the path of a source file.

    Args:
        registry: knows the pages.
        files: all files of the site.
        place_of: gives the place of a text on a page, for findings: `(page, text) -> place`.
        findings: receives dead and ambiguous links.

    Attributes:
        asked: everything that was looked up, by page, in the order of the page.
    """

    def __init__(
        self, registry: Registry, files: Files, place_of: Callable[[str, str], Place], findings: Findings
    ) -> None:
        self._registry = registry
        self._files = files
        self._folders = {posixpath.dirname(file.dest_uri) for file in files}
        self._place_of = place_of
        self._findings = findings
        self.asked: dict[str, list[WrittenLink]] = {}
        self._known: dict[tuple[str, str], str] = {}

    def resolve(self, target: str, page: str, *, picture: bool = False, alt: str = "") -> str:
        """Return the address to write for `target`, a link on the page with this source path."""
        self.asked.setdefault(page, []).append(WrittenLink(target, picture, alt))
        if not target or target.startswith("#") or _SCHEME.match(target):
            return target
        if (target, page) not in self._known:
            self._known[target, page] = self._resolved(target, page)
        return self._known[target, page]

    def _resolved(self, target: str, page: str) -> str:
        match = _PARTS.match(target)
        path, suffix = (match["path"], match["suffix"]) if match else (target, "")
        plain = unquote(path)
        folder = posixpath.dirname(page)
        if not plain.startswith("/") and self._exists(posixpath.normpath(posixpath.join(folder, plain))):
            return target
        found = self._registry.resolve_page(target, page)
        if found.page is not None:
            return self._relative(found.page.path, folder) + found.suffix
        if plain.startswith("/") and self._exists(plain.lstrip("/")):
            return self._relative(plain.lstrip("/"), folder) + suffix
        self._report(target, plain, page, [candidate.path for candidate in found.candidates])
        return target

    def _exists(self, path: str) -> bool:
        return self._files.get_file_from_path(path) is not None

    @staticmethod
    def _relative(path: str, folder: str) -> str:
        return quote(posixpath.relpath(path, folder or "."))

    def _report(self, target: str, path: str, page: str, candidates: list[str]) -> None:
        if candidates:
            hint = f"It could be {', '.join(candidates[:4])}: write the path or a page id."
            message = f"The link “{target[:120]}” fits several pages."
            self._findings.add(Code.AMBIGUOUS_PAGE, self._place_of(page, target), message, hint)
            return
        name = path.strip("/").removesuffix(".html")
        extension = posixpath.splitext(name)[1]
        # Files with another ending are looked up by MkDocs, which warns of them itself.
        if extension or "@" in path or posixpath.normpath(path.lstrip("/")) in self._folders:
            return
        known = {
            identifier for info in self._registry.pages.values() for identifier in (info.id, info.base_name)
        }
        hint = did_you_mean(posixpath.basename(name), known)
        message = f"The link “{target[:120]}” leads to no page."
        self._findings.add(Code.DEAD_LINK, self._place_of(page, target), message, hint)
