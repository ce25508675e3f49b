"""Links between pages: by page id, base name or permalink, written as authors of guides know them."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote

from mkdocs.structure.files import Files

from mkdocs_fieldguide.diagnostics import Code, Findings, Place, did_you_mean
from mkdocs_fieldguide.likeness import Names
from mkdocs_fieldguide.registry import Registry

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_PARTS = re.compile(r"(?P<path>[^?#]*)(?P<suffix>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Resolution:
    """What came of a link: the address to write, and what is wrong with it, if anything."""

    address: str
    code: Code | None = None
    message: str = ""
    hint: str = ""


class SiteLinks:
    """Turns what an author wrote into what MkDocs understands: the path of a source file.

    Args:
        registry: knows the pages.
        files: all files of the site.
        place_of: gives the place of a link, for findings: `(page, target, links to it before) -> place`.
        findings: receives dead and ambiguous links.
    """

    def __init__(
        self,
        registry: Registry,
        files: Files,
        place_of: Callable[[str, str, int], Place],
        findings: Findings,
    ) -> None:
        self._registry = registry
        self._files = files
        self._folders = {posixpath.dirname(file.dest_uri) for file in files}
        self._place_of = place_of
        self._findings = findings
        self._resolutions: dict[tuple[str, str], _Resolution] = {}
        self._counts: Counter[tuple[str, str]] = Counter()

    def resolve(self, target: str, page: str) -> str:
        """Return the address to write for `target`, a link on the page with this source path."""
        if not target or target.startswith("#") or _SCHEME.match(target):
            return target
        key = target, page
        if key not in self._resolutions:
            self._resolutions[key] = self._resolved(target, page)
        resolution = self._resolutions[key]
        if resolution.code is not None:
            place = self._place_of(page, target, self._counts[key])
            self._findings.add(resolution.code, place, resolution.message, resolution.hint)
        self._counts[key] += 1
        return resolution.address

    def _resolved(self, target: str, page: str) -> _Resolution:
        match = _PARTS.match(target)
        path, suffix = (match["path"], match["suffix"]) if match else (target, "")
        plain = unquote(path)
        folder = posixpath.dirname(page)
        if not plain.startswith("/") and self._exists(posixpath.normpath(posixpath.join(folder, plain))):
            return _Resolution(target)
        found = self._registry.resolve_page(target, page)
        if found.page is not None:
            return _Resolution(self._relative(found.page.path, folder) + found.suffix)
        if plain.startswith("/") and self._exists(plain.lstrip("/")):
            return _Resolution(self._relative(plain.lstrip("/"), folder) + suffix)
        if found.candidates:
            return self._ambiguous(target, [candidate.path for candidate in found.candidates])
        if made := self._made_page(plain, folder):
            return _Resolution(self._relative(made, folder) + suffix)
        return self._dead(target, plain)

    def _made_page(self, path: str, folder: str) -> str:
        """Return the source path of a page that no author wrote, such as a listing, by its own path."""
        name = path.removesuffix(".html").rstrip("/")
        starts = [""] if path.startswith("/") else [folder, ""]
        for start in starts:
            whole = posixpath.normpath(posixpath.join(start, name.lstrip("/") or "."))
            for candidate in (f"{whole}.md", f"{whole}/index.md"):
                if self._exists(candidate):
                    return candidate
        return ""

    def _exists(self, path: str) -> bool:
        return self._files.get_file_from_path(path) is not None

    @staticmethod
    def _relative(path: str, folder: str) -> str:
        return quote(posixpath.relpath(path, folder or "."))

    @staticmethod
    def _ambiguous(target: str, candidates: list[str]) -> _Resolution:
        hint = f"It could be {', '.join(candidates[:4])}: write the path or a page id."
        return _Resolution(
            target, Code.AMBIGUOUS_PAGE, f"The link “{target[:120]}” fits several pages.", hint
        )

    def _dead(self, target: str, path: str) -> _Resolution:
        name = path.strip("/").removesuffix(".html")
        extension = posixpath.splitext(name)[1]
        # Files with another ending are looked up by MkDocs, which warns of them itself.
        if extension or "@" in path or posixpath.normpath(path.lstrip("/")) in self._folders:
            return _Resolution(target)
        hint = did_you_mean(posixpath.basename(name), self._names)
        return _Resolution(target, Code.DEAD_LINK, f"The link “{target[:120]}” leads to no page.", hint)

    @cached_property
    def _names(self) -> Names:
        return Names(name for info in self._registry.pages.values() for name in (info.id, info.base_name))
