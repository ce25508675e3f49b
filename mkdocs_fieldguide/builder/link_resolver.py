"""Links between pages: by path, page id, base name or permalink."""

from __future__ import annotations

import logging
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, unquote
from weakref import WeakValueDictionary

from markdown.util import AMP_SUBSTITUTE
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from mkdocs_fieldguide.builder.link_targets import LinkTargets
from mkdocs_fieldguide.checks.links import ResolvedLink, WrittenLink
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name
from mkdocs_fieldguide.findings.wording import HINT_UNPUBLISHED, shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.url_parsing import parse_url
from mkdocs_fieldguide.registry.registry import Registry

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}$")
_silenced: WeakValueDictionary[int, Any] = WeakValueDictionary()
"""The settings that were changed to prevent MkDocs from warning."""

_PARTS = re.compile(r"(?P<path>[^?#]*)(?P<suffix>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Resolution:
    """Result of resolving a link: URL, target page, and the finding, if any."""

    address: str
    page: str = ""
    code: Code | None = None
    message: str = ""
    hint: str = ""


class LinkResolver:
    """Resolves links of authors to the form that MkDocs understands: the path of a source file.

    Args:
        registry: the registry with the pages.
        files: all files of the site.
        place_of: returns the location of a link: `(page, target, number of links to it before) -> location`.
        findings: receives dead and ambiguous links.
        report_files: whether to report links to missing files, as MkDocs does by default.
        elsewhere: folders below the docs folder that may contain pages which are unknown here.
        unpublished: source paths of the files that are not part of the site.

    Attributes:
        followed: the resolved links and pictures by page, in the order of the page.
        in_html: the URL for each target in raw HTML, by page, and target and whether it is a picture.
        rewritten: how the author of a page wrote the URLs in raw HTML that were replaced, by page and URL.
    """

    def __init__(
        self,
        registry: Registry,
        files: Files,
        place_of: Callable[[str, str, int], Location],
        findings: Findings,
        *,
        report_files: bool = True,
        elsewhere: tuple[str, ...] = (),
        unpublished: Collection[str] = (),
    ) -> None:
        self._elsewhere = elsewhere
        self.followed: dict[str, list[ResolvedLink]] = {}
        self._report_files = report_files
        self._registry = registry
        self._targets = LinkTargets(files, unpublished)
        self._place_of = place_of
        self._findings = findings
        self._resolutions: dict[tuple[str, str, bool], _Resolution] = {}
        self._counts: Counter[tuple[str, str]] = Counter()
        self.rewritten: dict[str, dict[str, str]] = {}
        self.in_html: dict[str, dict[tuple[str, bool], str]] = {}

    def resolve(self, target: str, page: str, *, picture: bool = False, alt: str = "") -> str:
        """Return the URL for `target`, a link or picture on the page with this source path.

        It is empty for a link to a page or file that is not part of the site.
        """
        resolution = self._resolution(target, page, picture=picture)
        count = self._counts[target, page]
        self._counts[target, page] += 1
        _, _, fragment = target.partition("#")
        link = ResolvedLink(page, WrittenLink(target, picture, alt), count, resolution.page, fragment)
        self.followed.setdefault(page, []).append(link)
        if resolution.code is not None:
            self._findings.add(resolution.code, self.locate(link), resolution.message, resolution.hint)
        return resolution.address

    def address(self, target: str, page: str, *, picture: bool) -> str:
        """Return the URL for a target as `resolve` does, without recording the link."""
        return self._resolution(target, page, picture=picture).address

    def _resolution(self, target: str, page: str, *, picture: bool) -> _Resolution:
        key = target, page, picture
        if key not in self._resolutions:
            self._resolutions[key] = self._resolved(target, page, picture=picture)
        return self._resolutions[key]

    def resolve_in_html(self, target: str, page: str, *, picture: bool) -> str:
        """Return the URL for a target in raw HTML, relative to the URL of the page.

        A target that is already relative to that URL is unchanged, and so is one that does not exist. The
        result is empty for a link to a page or file that is not part of the site.
        """
        resolution = self._resolution_in_html(target, page, picture=picture)
        known = self.in_html.setdefault(page, {})
        if resolution.code is not None and (target, picture) not in known:
            place = self._place_of(page, target, 0)
            self._findings.add(resolution.code, place, resolution.message, resolution.hint)
        known[target, picture] = url = resolution.address
        if url and url != target:
            self.rewritten.setdefault(page, {})[url] = target
        return url

    def address_in_html(self, target: str, page: str, *, picture: bool) -> str:
        """Return the URL for a target in raw HTML as `resolve_in_html` does, without recording it."""
        return self._resolution_in_html(target, page, picture=picture).address

    def _resolution_in_html(self, target: str, page: str, *, picture: bool) -> _Resolution:
        match = _PARTS.match(target)
        file = self._targets.get(page)
        if (
            match is None
            or not match["path"]
            or file is None
            or _SCHEME.match(target)
            or parse_url(target) is None
        ):
            return _Resolution(target)
        plain = unquote(match["path"])
        output = posixpath.normpath(posixpath.join(posixpath.dirname(file.dest_uri), plain))
        if target.startswith("//") or self._targets.has_output(output):
            return _Resolution(target)
        found, suffix = self._targets.find(plain, page, self._registry.pages.get(page)), match["suffix"]
        if not found and not picture:
            resolved = self._registry.resolve_page(target, page)
            found, suffix = resolved.page.path if resolved.page else "", resolved.suffix
        if there := self._targets.get(found) if found else None:
            return _Resolution(get_relative_url(there.url, file.url) + suffix)
        left_out = "" if picture else self._targets.find_unpublished(plain, page, output)
        if not (left_out or picture) and (unpublished := self._registry.resolve_unpublished(target, page)):
            left_out = unpublished.path
        return self._left_out(target, left_out, picture=False) if left_out else _Resolution(target)

    @property
    def all_followed(self) -> list[ResolvedLink]:
        """Return the links and pictures of all pages."""
        return [link for links in self.followed.values() for link in links]

    def locate(self, link: ResolvedLink) -> Location:
        """Return the location of a link."""
        return self._place_of(link.page, link.written.target, link.count)

    def _resolved(self, target: str, page: str, *, picture: bool) -> _Resolution:
        if parse_url(target) is None:
            return _Resolution(
                _without_brackets(target),
                "",
                Code.UNSAFE_URL,
                f"The link “{target[:120]}” is not a valid URL.",
                "Check the part after “//”.",
            )
        if not target or _SCHEME.match(target) or AMP_SUBSTITUTE in target:
            return _Resolution(target)
        if target.startswith("#"):
            return _Resolution(target, page)
        match = _PARTS.match(target)
        path, suffix = (match["path"], match["suffix"]) if match else (target, "")
        return self._resolve_path(target, unquote(path), suffix, page, picture=picture)

    def _resolve_path(self, target: str, plain: str, suffix: str, page: str, *, picture: bool) -> _Resolution:
        folder = posixpath.dirname(page)
        relative = posixpath.normpath(posixpath.join(folder, plain))
        if not plain.startswith("/") and self._targets.exists(relative):
            there = self._targets.get(relative)  # with i18n, possibly a translation
            return _Resolution(target, there.src_uri if there else relative)
        if left_out := self._targets.find_unpublished(plain, page):
            return self._left_out(target, left_out, picture=picture)
        found = self._registry.resolve_page(target, page)
        if found.page is not None:
            return _Resolution(self._relative(found.page.path, folder) + found.suffix, found.page.path)
        if file := self._targets.find(plain, page, self._registry.pages.get(page)):
            return _Resolution(self._relative(file, folder) + suffix, file)
        return self._resolve_unknown(target, plain, suffix, page, picture=picture)

    def _resolve_unknown(
        self, target: str, plain: str, suffix: str, page: str, *, picture: bool
    ) -> _Resolution:
        """Return the result for a target that is neither a file nor the name of one page by an author."""
        folder = posixpath.dirname(page)
        if candidates := self._registry.resolve_page(target, page).candidates:
            return self._ambiguous(target, [candidate.path for candidate in candidates])
        if made := self._targets.find_generated(plain, folder):
            return _Resolution(self._relative(made, folder) + suffix, made)
        if unpublished := self._registry.resolve_unpublished(target, page):
            return self._left_out(target, unpublished.path, picture=False)
        return self._dead(target, plain, folder, picture=picture)

    def _left_out(self, target: str, path: str, *, picture: bool) -> _Resolution:
        """Return the result for a link to a file of the docs folder that is not part of the site."""
        address = target if picture else ""
        if not self._report_files:
            return _Resolution(address)
        code, what = (Code.MISSING_PICTURE, "picture") if picture else (Code.DEAD_LINK, "link")
        message = f"The {what} “{target[:120]}” leads to “{shorten(path)}”, which is not part of the site."
        return _Resolution(address, "", code, message, HINT_UNPUBLISHED)

    @staticmethod
    def _relative(path: str, folder: str) -> str:
        return quote(posixpath.relpath(path, folder or "."))

    @staticmethod
    def _ambiguous(target: str, candidates: list[str]) -> _Resolution:
        hint = f"Use the path or page id of one of them: {', '.join(candidates[:4])}."
        return _Resolution(
            target, "", Code.AMBIGUOUS_PAGE, f"The link “{target[:120]}” matches several pages.", hint
        )

    def _dead(self, target: str, path: str, folder: str, *, picture: bool) -> _Resolution:
        whole = posixpath.normpath(posixpath.join("" if path.startswith("/") else folder, path.lstrip("/")))
        if whole.startswith(self._elsewhere) or path.lstrip("/").startswith(self._elsewhere):
            return _Resolution(target)
        if "@" in path or self._targets.has_folder(posixpath.normpath(path.lstrip("/"))):
            return _Resolution(target)
        shown = target[:120]
        extension = _EXTENSION.search(path)
        if picture or (extension and extension[0].casefold() not in (".md", ".html")):
            # A path from the server's root may belong to another site on the server.
            if path.startswith("/") or not self._report_files:
                return _Resolution(target)
            code = Code.MISSING_PICTURE if picture else Code.DEAD_LINK
            what = (
                f"The picture “{shown}” does not exist."
                if picture
                else f"The target file of the link “{shown}” does not exist."
            )
            return _Resolution(target, "", code, what, self._targets.suggest(path, folder))
        if extension and not self._report_files:
            return _Resolution(target)
        name = _EXTENSION.sub("", path.strip("/"))
        hint = suggest_name(posixpath.basename(name), self._names)
        return _Resolution(
            target, "", Code.DEAD_LINK, f"The target page of the link “{shown}” does not exist.", hint
        )

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(name for info in self._registry.pages.values() for name in (info.id, info.base_name))


def _without_brackets(target: str) -> str:
    """Return a malformed URL in a form that MkDocs, which parses every link, can parse."""
    escaped = target.replace("[", "%5B").replace("]", "%5D")
    return escaped if parse_url(escaped) is not None else "#"


def silence_mkdocs_link_warnings(config: MkDocsConfig) -> bool:
    """Prevent MkDocs from warning of links to missing files, as our findings contain line and suggestion.

    Returns:
        Whether to report them: only if MkDocs would have logged a warning.
    """
    links = config.validation.links
    if links.not_found >= logging.WARNING:
        links.not_found = logging.DEBUG
        _silenced[id(links)] = links
    return id(links) in _silenced  # with i18n, a build of another language may have done it
