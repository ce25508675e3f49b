"""The pages of the site: their front matter, their text, their places."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_fieldguide.builder.generated_pages import GeneratedPage
from mkdocs_fieldguide.builder.output_claims import report_unsafe
from mkdocs_fieldguide.content.confusables import check_allowed, check_characters
from mkdocs_fieldguide.content.long_values import MAX_LINE_LENGTH
from mkdocs_fieldguide.content.pages.defaults import Defaults
from mkdocs_fieldguide.content.pages.front_matter import read_page
from mkdocs_fieldguide.content.pages.link_kinds import LinkKinds
from mkdocs_fieldguide.content.pages.source_text import SourceText
from mkdocs_fieldguide.content.settings.page_types import PageTypes
from mkdocs_fieldguide.content.settings.toc import FALSE_WORDS
from mkdocs_fieldguide.files.output_folder import LinkedPathError, OutputPaths, PathTakenError
from mkdocs_fieldguide.files.output_paths import HINT_ALLOWED_PATHS, UnsafePathError, resolve_output_path
from mkdocs_fieldguide.files.regular_files import is_regular
from mkdocs_fieldguide.files.symlinks import resolve_below
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.permalinks import resolve_permalink

_SPECIAL = re.compile('[&<>"]')

_PRINTED = (
    "author", "description", "git_creation_date_localized", "git_revision_date_localized", "location",
    "revision_date", "status", "subtitle",
)  # fmt: skip
"""Front matter that templates of MkDocs' and Material's themes print as it is."""

NO_INDEX = "fieldguide_noindex"
"""Key of a page's meta-data that says that search engines shall leave it out."""


class PageStore:
    """All pages that authors wrote.

    Attributes:
        infos: what their front matter says, by source path.
        sources: their texts, by source path.
    """

    def __init__(self) -> None:
        self.infos: dict[str, PageInfo] = {}
        self.sources: dict[str, SourceText] = {}

    def read(
        self,
        files: Files,
        defaults: Defaults,
        name_of: Callable[[File], str],
        findings: Findings,
        kinds: LinkKinds,
        registry_keys: NameIndex,
        outputs: OutputPaths,
    ) -> None:
        """Read the front matter of every page and give every page its output path.

        Args:
            files: the files of the site.
            defaults: front matter by path.
            name_of: gives the name that findings use for a file.
            findings: receives what is wrong.
            kinds: the kinds of links to places elsewhere.
            registry_keys: outside registries that national resources may be linked to.
            outputs: the output paths that are taken; receives those of the pages.
        """
        pages = files.documentation_pages(inclusion=lambda level: True)
        for file in pages:
            name = name_of(file)
            info, source = PageInfo(path=file.src_uri), SourceText(name, "")
            with error_boundary(findings, Location(name, 1), "this page"):
                source = SourceText(name, _text_of(file, name, findings))
                check_characters(source.text, name, findings)
                check_allowed(source.body, name, findings, source.first_line)
            with error_boundary(findings, Location(name, 1), "the front matter of this page"):
                info = read_page(file.src_uri, name, source.text, defaults, findings, kinds, registry_keys)
            if info.redirect_to:
                # It leads to another page; nobody is to find it itself.
                info = info.model_copy(update={"search_exclude": True})
            self.infos[file.src_uri] = info
            self.sources[file.src_uri] = source
        _Placement(self, files, outputs, findings).place(pages)

    def forget(self, path: str) -> None:
        """Take a page that is not written out of the site."""
        del self.infos[path]
        del self.sources[path]


class _Placement:
    """Gives pages their output paths.

    Args:
        pages: what is known of the pages; those that cannot be written are taken out.
        files: the files of the site, likewise.
        outputs: the paths that are taken.
        findings: receives PAGE_COLLISION and UNSAFE_PATH.
    """

    def __init__(self, pages: PageStore, files: Files, outputs: OutputPaths, findings: Findings) -> None:
        self._pages = pages
        self._files = files
        self._outputs = outputs
        self._findings = findings
        self._names: dict[str, str] = {}

    def place(self, files: Iterable[File]) -> None:
        """Place all pages: first those without a permalink, then those with one, in their order."""
        moving: list[tuple[File, str]] = []
        for file in files:
            if file.inclusion is InclusionLevel.EXCLUDED:
                continue
            self._names[f"“{file.src_uri}”"] = file.src_uri
            address = resolve_permalink(self._pages.infos[file.src_uri])
            if address:
                moving.append((file, address))
            else:
                self._stay(file)
        # A page whose permalink cannot be used stays, unless another page has moved to its place.
        for file in [file for file, address in moving if not self._move(file, address)]:
            self._stay(file)

    def _stay(self, file: File) -> None:
        """Leave a page where it is, or take it out of the site."""
        try:
            self._outputs.claim_verbatim(file.dest_uri, f"“{file.src_uri}”")
        except UnsafePathError as error:
            location = Location(self._pages.sources[file.src_uri].file, 1)
            if isinstance(error, PathTakenError) and error.owner in self._names:
                # Links to it lead to the page that has its address.
                file.inclusion = InclusionLevel.EXCLUDED
                other = self._pages.infos[self._names[error.owner]]
                moved = other.source.at("permalink") if other.permalink else location
                self._report_taken(file, error, moved, moved=bool(other.permalink))
                return
            self._files.remove(file)
            self._pages.forget(file.src_uri)
            report_unsafe(error, location, f"The output file “{shorten(file.dest_uri)}”", self._findings)

    def _move(self, file: File, address: str) -> bool:
        """Give a page the address of its permalink; tell whether that could be done."""
        info = self._pages.infos[file.src_uri]
        try:
            output = resolve_output_path(address, use_directory_urls=file.use_directory_urls)
            if output == file.dest_uri:
                self._outputs.claim_verbatim(output, f"“{file.src_uri}”")
            else:
                self._outputs.claim(output, f"“{file.src_uri}”")
        except UnsafePathError as error:
            if isinstance(error, PathTakenError) and error.owner in self._names:
                self._report_taken(file, error, info.source.at("permalink"), moved=True)
                return False
            # Nothing is to be found by an address that is refused.
            self._pages.infos[file.src_uri] = info.model_copy(update={"permalink": None})
            what = f"The permalink “{shorten(info.permalink or '')}”"
            if isinstance(error, LinkedPathError):
                report_unsafe(error, info.defined_at, what, self._findings)
            else:
                location = info.source.at("permalink")
                hint = "Use another permalink." if isinstance(error, PathTakenError) else HINT_ALLOWED_PATHS
                self._findings.add(Code.UNSAFE_PATH, location, f"{what} {error}; it is left out.", hint)
            return False
        for cached in ("url", "abs_dest_path"):
            file.__dict__.pop(cached, None)
        file.dest_uri = output
        return True

    def _report_taken(self, file: File, error: PathTakenError, location: Location, *, moved: bool) -> None:
        """Report a page at whose address another one is already."""
        self._findings.add(
            Code.PAGE_COLLISION,
            location,
            f"“{file.src_uri}” wants the address of {error.owner}.",
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
        meta["title"] = as_html(info.title)
    elif not isinstance(meta.get("title", ""), str) or len(meta.get("title", "")) > MAX_LINE_LENGTH:
        del meta["title"]
    for key in _PRINTED:
        if key in meta:
            meta[key] = _printed(meta[key])
    for key in ("tags", "source"):
        if isinstance(meta.get(key), list):
            meta[key] = [item for item in meta[key] if len(str(item)) <= MAX_LINE_LENGTH]
            # Only this: the address of a tag is made of its text, and "&" does no harm between elements.
            meta[key] = [item.replace("<", "&lt;") if isinstance(item, str) else item for item in meta[key]]
    if info.search_exclude:
        search = meta.get("search")
        meta["search"] = {**(search if isinstance(search, dict) else {}), "exclude": True}
    if info.is_landing:
        meta.setdefault("hide", ["navigation", "toc"])
    if info.no_robots or info.redirect_to:
        meta[NO_INDEX] = True
        meta["sitemap"] = False
    for key, part in (("toc", "toc"), ("sidebar", "navigation")):
        if str(meta.get(key)).casefold() in FALSE_WORDS:
            hide(meta, part)


def describe(meta: MutableMapping[str, Any], made: GeneratedPage, title: str) -> None:
    """Give a generated page its meta-data."""
    # The macros plugin renders titles too, and this one is from data: no template engine may see it. Braces
    # are written as numeric references as well, since another plugin may render the title.
    meta["render_macros"] = False
    # `Markup.replace` would escape the "&" of the reference.
    meta["title"] = Markup(str(as_html(title)).replace("{", "&#123;")) if "{" in title else as_html(title)
    if made.description:
        meta["description"] = as_html(made.description)
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
    found = [path for folder in folders if (path := resolve_below(Path(folder), layout))]
    return layout if any(map(is_regular, found)) else ""


def types_of(pages: Iterable[PageInfo]) -> set[str]:
    """Return the types of the pages that readers are to find."""
    return {page.type for page in pages if page.type and not page.search_exclude}


def hide(meta: MutableMapping[str, Any], part: str) -> None:
    """Hide a part of the theme on a page, beside what its front matter hides."""
    hidden = meta.get("hide")
    meta["hide"] = [*(hidden if isinstance(hidden, list) else []), part]


def as_html(text: str) -> str:
    """Return a plain text as HTML, for themes: their templates print titles and descriptions as they are.

    What is escaped is marked as HTML, so that the templates that do escape it (`aria-label` in Material's
    footer) do not do so again.
    """
    if not _SPECIAL.search(text):
        return text
    return Markup(html.escape(text, quote=False).replace('"', "&quot;"))


def _printed(value: Any) -> Any:
    """Return a value of front matter as templates may print it; several texts are one, with commas."""
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value if isinstance(item, (str, int, float)))
    if isinstance(value, (str, Mapping)):
        return as_html(str(value))
    return value


def _text_of(file: File, name: str, findings: Findings) -> str:
    try:
        return file.content_string.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        findings.add(
            Code.UNREADABLE_FILE,
            Location(name, error.object.count(b"\n", 0, error.start) + 1),
            "The page is not UTF-8 text: this line holds bytes that are no characters.",
            "Save it with the encoding UTF-8.",
        )
        return ""
    except (OSError, ValueError) as error:
        findings.add(
            Code.UNREADABLE_FILE, Location(name), f"The page cannot be read: {error}", "Save it as UTF-8."
        )
        return ""
