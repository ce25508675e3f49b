"""The pages of the site: their front matter, their text, their places."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, MutableMapping
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

from mkdocs_fieldguide.diagnostics import Code, Findings, Place
from mkdocs_fieldguide.likeness import Names
from mkdocs_fieldguide.listing import GeneratedPage
from mkdocs_fieldguide.load.characters import check_characters
from mkdocs_fieldguide.load.defaults import Defaults
from mkdocs_fieldguide.load.front_matter import read_page
from mkdocs_fieldguide.load.more_kinds import MoreKinds
from mkdocs_fieldguide.load.page_source import PageSource
from mkdocs_fieldguide.load.page_types import PageTypes
from mkdocs_fieldguide.load.toc_levels import NEVER
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.page_index import permalink

NO_INDEX = "fieldguide_noindex"
"""Key of a page's meta-data that says that search engines shall leave it out."""

NO_INDEX = "fieldguide_noindex"
"""Key of a page's meta-data that says that search engines shall leave it out."""


class SitePages:
    """All pages that authors wrote.

    Attributes:
        infos: what their front matter says, by source path.
        sources: their texts, by source path.
    """

    def __init__(self) -> None:
        self.infos: dict[str, PageInfo] = {}
        self.sources: dict[str, PageSource] = {}

    def read(
        self,
        files: Files,
        defaults: Defaults,
        name_of: Callable[[File], str],
        findings: Findings,
        kinds: MoreKinds,
        registry_keys: Names,
    ) -> None:
        """Read the front matter of every page and put pages with a permalink in their place.

        Args:
            files: the files of the site.
            defaults: front matter by path.
            name_of: gives the name that findings use for a file.
            findings: receives what is wrong.
            kinds: the kinds of links to places elsewhere.
            registry_keys: outside registries that national resources may be linked to.
        """
        taken: dict[str, str] = {}
        for file in files.documentation_pages(inclusion=lambda level: True):
            name = name_of(file)
            source = PageSource(name, _text_of(file, name, findings))
            check_characters(source.text, name, findings)
            info = read_page(file.src_uri, name, source.text, defaults, findings, kinds, registry_keys)
            if info.redirect_to:
                # It leads to another page; nobody is to find it itself.
                info = info.model_copy(update={"search_exclude": True})
            self.infos[file.src_uri] = info
            self.sources[file.src_uri] = source
            address = permalink(info)
            if address:
                _move(file, address)
            if file.dest_uri in taken:
                self._report_taken(file, taken[file.dest_uri], findings)
            if address and file.dest_uri in taken:
                file.__dict__.pop("dest_uri", None)
                file.__dict__.pop("url", None)
                file.__dict__.pop("abs_dest_path", None)
            taken.setdefault(file.dest_uri, file.src_uri)

    def _report_taken(self, file: File, first: str, findings: Findings) -> None:
        """Report a page at whose address another one is already."""
        info, other = self.infos[file.src_uri], self.infos[first]
        moved = next((page for page in (info, other) if page.permalink), None)
        findings.add(
            Code.PAGE_COLLISION,
            moved.source.at("permalink") if moved else Place(self.sources[file.src_uri].file, 1),
            f"“{file.src_uri}” wants the address of “{first}”.",
            "Give one of them another permalink." if moved else "Rename one of them.",
        )


def apply_front_matter(meta: MutableMapping[str, Any], info: PageInfo, defaults: dict[str, Any]) -> None:
    """Put front-matter defaults, and what the dialect's keys mean to the theme, into a page's meta-data.

    Args:
        meta: the page's meta-data, changed in place; what stands there wins.
        info: the page.
        defaults: the defaults for its path.
    """
    for key, value in defaults.items():
        meta.setdefault(key, value)
    if info.title:
        meta["title"] = safe_title(info.title)
    if isinstance(meta.get("description"), str):
        meta["description"] = _in_quotes(meta["description"])
    if info.search_exclude:
        search = meta.get("search")
        meta["search"] = {**(search if isinstance(search, dict) else {}), "exclude": True}
    if info.is_landing:
        meta.setdefault("hide", ["navigation", "toc"])
    if info.no_robots or info.redirect_to:
        meta[NO_INDEX] = True
        meta["sitemap"] = False
    for key, part in (("toc", "toc"), ("sidebar", "navigation")):
        if str(meta.get(key)).casefold() in NEVER:
            hide(meta, part)


def describe(meta: MutableMapping[str, Any], made: GeneratedPage, title: str) -> None:
    """Give a generated page its meta-data."""
    meta["title"] = safe_title(title)
    # The macros plugin renders titles too, and this one is from data: no template engine may see it.
    meta["render_macros"] = False
    if made.description:
        meta["description"] = _in_quotes(made.description)
    if made.kind in ("tools", "countries"):
        meta["hide"] = ["toc"]  # it has no headings, and the table needs the width
    if made.part:
        # The first page leads to all entries; search engines find them by these as well.
        meta["search"] = {"exclude": True}
    if made.kind == "tool":
        # Whoever searches for its name finds it before the pages that name it.
        meta["search"] = {"boost": 2}
    if made.is_private:
        meta[NO_INDEX] = True
        meta["sitemap"] = False
        meta["search"] = {"exclude": True}


def layout_of(info: PageInfo, types: PageTypes, folders: Iterable[str]) -> str:
    """Return the template of the page's type; empty for the theme's own, and for one that is missing.

    Args:
        info: the page.
        types: the types of the settings.
        folders: template folders of the theme.
    """
    layout = types(info.type).layout if info.type else ""
    return layout if layout and any((Path(folder) / layout).is_file() for folder in folders) else ""


def types_of(pages: Iterable[PageInfo]) -> set[str]:
    """Return the types of the pages that readers are to find."""
    return {page.type for page in pages if page.type and not page.search_exclude}


def hide(meta: MutableMapping[str, Any], part: str) -> None:
    """Hide a part of the theme on a page, beside what its front matter hides."""
    hidden = meta.get("hide")
    meta["hide"] = [*(hidden if isinstance(hidden, list) else []), part]


def safe_title(title: str) -> str:
    """Return a title that no theme takes for HTML.

    Themes print titles as they are, and `<title>` after taking tags out and entities apart: so a title with
    `<` or an entity gets look-alikes of the angle brackets and an escaped ampersand.
    """
    if "<" not in title and not re.search(r"&[#\w]+;", title):
        return title
    return title.replace("&", "&amp;").replace("<", "‹").replace(">", "›")


def _in_quotes(text: str) -> str:
    """Return a text as themes need it that print it between quotes as it is."""
    return html.escape(text) if re.search('[<>"]', text) else text


def _text_of(file: File, name: str, findings: Findings) -> str:
    try:
        return file.content_string.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        findings.add(
            Code.UNREADABLE_FILE,
            Place(name, error.object.count(b"\n", 0, error.start) + 1),
            "The page is not UTF-8 text: this line holds bytes that are no characters.",
            "Save it with the encoding UTF-8.",
        )
        return ""
    except (OSError, ValueError) as error:
        findings.add(
            Code.UNREADABLE_FILE, Place(name), f"The page cannot be read: {error}", "Save it as UTF-8."
        )
        return ""


def destination(address: str, *, use_directory_urls: bool) -> str:
    """Return the output file that an address in the site stands for."""
    clean = posixpath.normpath(
        "/" + address.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0].strip()
    ).lstrip("/")
    if clean.endswith(".html"):
        return clean
    # For Jekyll, `/index` is what a server shows for the folder.
    clean = re.sub(r"(?:^|/)index$", "", clean)
    if not clean:
        return "index.html"
    return f"{clean}/index.html" if use_directory_urls or address.endswith("/") else f"{clean}.html"


def _move(file: File, address: str) -> None:
    """Give a page the address of its permalink."""
    for cached in ("url", "abs_dest_path"):
        file.__dict__.pop(cached, None)
    file.dest_uri = destination(address, use_directory_urls=file.use_directory_urls)
