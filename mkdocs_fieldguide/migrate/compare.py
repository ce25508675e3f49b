"""Comparison of the old site, as Jekyll built it, with the new one: addresses, anchors, feeds and words."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.element import Tag

from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import is_regular, read_regular
from mkdocs_fieldguide.migrate.compare_feeds import missing_feed_entries

_MACHINERY = re.compile(
    r"\.(?:js|mjs|css|map|woff2?|ttf|eot|scss)$|(?:^|/)(?:sitemap\.xml|search-data\.json|redirects\.json|site\.webmanifest)(?:\.gz)?$"
    r"|(?:^|/)assets/(?:flags/|img/(?:[a-z]+(?:_compact)?_logo(?:_bw)?\.svg|Flag_of_Europe\.svg|favicon|apple-touch)"
    r"|img/(?:android-chrome|web-app-manifest))"
)
_REFRESH = re.compile(r"url=\s*['\"]?([^'\";]+)", re.IGNORECASE)
_CONTENT = ("main #content", "main", "article", "body")
_NEW_CONTENT = (".md-content", "main", "article", "body")
"""Elements with the content of a page of the new site: words in its navigation do not count."""

_LAYOUT = (
    "nav, header, footer, script, style, template, svg, label, select, [class*='visually-hidden'],"
    " .page-contributors .dropdown-menu, #credits-citations"
)
"""Parts around the text. What menus say of people is on pages of their own, and the citation of a page is in
the new site's style; `docs/how-to/moving-from-ett.md` lists all of these."""

_CONTROLS = ("button", "form", "input", "label", "select", "textarea")
_THEME_IDS = re.compile(
    r"(?:nav-)?credits(?:-|Content)|skip-|(?:\w+_)?collapse(?:-|$)|contributors-carousel|instances-dd|tess-widget"
    r"|Dropdown|search-|title-search|clearsearch|clearfilter|affiliations-input|current_date|resource_title"
    r"|markdown-toc|(?:back-to-top|breadcrumb|edit-me|github-buttons-wrapper|intro|layout|page-img|sidebar|side-nav)$"
    r"|(?:toc|content|national-resources-button|[\w-]*accordion\w*)$",
    re.IGNORECASE,
)
"""Ids with which ETT's scripts and style sheets find parts of a page."""

_BLOCKS = (
    "address, article, aside, blockquote, br, dd, details, div, dl, dt, figcaption, figure, h1, h2, h3, h4,"
    " h5, h6, hr, li, ol, p, pre, section, summary, table, td, th, tr, ul, .badge"
)
"""Elements whose texts do not run into the text around them, so that their order may differ."""

_SHORTENED = re.compile(r"[^\W_]+\W*(?:\.\.\.|…)\s*\Z")
_END = "\x00"
_MAX_REDIRECTS = 8
_MAX_HEAD = 100_000
_RUN = 4
"""Words in a row that are compared."""

_ENOUGH = 0.98
"""Share of the runs of a page with which it is not listed."""

_MAX_LISTED = 50


@dataclass(slots=True)
class Comparison:
    """What differs.

    Attributes:
        pages: number of pages of the old site.
        addresses: old addresses that do not answer.
        anchors: old anchors that do not exist, as `address#anchor`.
        entries: entries of old feeds that the new ones lack, as `address: title`.
        words: pages that lack words: the address, the share of runs of words that are there, and a run that
            is not.
        runs: number of runs of words of the old site.
        lost: number of those that the new one lacks.
    """

    pages: int = 0
    addresses: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    words: list[tuple[str, float, str]] = field(default_factory=list)
    runs: int = 0
    lost: int = 0

    @property
    def differs(self) -> bool:
        """Return whether the new site lacks something."""
        return bool(self.addresses or self.anchors or self.entries or self.words)

    def lines(self) -> Iterator[str]:
        """Yield the comparison as lines of text."""
        share = 1 - self.lost / self.runs if self.runs else 1
        yield (
            f"{self.pages} pages of the old site were compared; {share:.2%} of their runs of {_RUN} words are"
            " in the new one."
        )
        yield from _listed("addresses do not answer", self.addresses)
        yield from _listed("anchors are missing", self.anchors)
        yield from _listed("feed entries are missing", self.entries)
        pages = [
            f"{address}: {share:.1%} of the runs of {_RUN} words, not “{example}”"
            for address, share, example in sorted(self.words, key=lambda it: it[1])
        ]
        yield from _listed(f"pages lack more than {1 - _ENOUGH:.0%} of their words", pages)


def compare_sites(old: Path, new: Path) -> Comparison:
    """Look up what the old site has in the new one.

    Args:
        old: folder of the old site as built by Jekyll.
        new: folder of the new site as built by MkDocs.
    """
    found = Comparison()
    for path in _files(old):
        if path.endswith(".html"):
            _compare_page(old, new, path, found)
        elif not _MACHINERY.search(path):
            if not is_regular(new / path):
                found.addresses.append(f"/{path}")
            if path.endswith((".xml", ".atom", ".rss")):
                missing = missing_feed_entries(old / path, new / path)
                found.entries += [f"/{path}: {name}" for name in missing]
    return found


def _compare_page(old: Path, new: Path, path: str, found: Comparison) -> None:
    found.pages += 1
    address = f"/{path.removesuffix('index.html') if path.endswith('index.html') else path}"
    # GitHub Pages answers with and without `.html`.
    others = [address.removesuffix(".html")] if address.endswith(".html") else []
    missing = [it for it in (address, *others) if _answering(new, it) is None]
    found.addresses += missing
    before, target = _parse(old / path), _answering(new, address)
    if missing or target is None or _refresh(before) is not None:
        return
    after = _parse(target)
    content, ids = _content(before), set(_anchors(after))
    found.anchors += [f"{address}#{name}" for name in dict.fromkeys(_anchors(content)) if name not in ids]
    wanted, there = _runs(content), _all_runs(_first(after, _NEW_CONTENT))
    lost = [run for run in wanted if run not in there]
    found.runs += len(wanted)
    found.lost += len(lost)
    if wanted and len(lost) > (1 - _ENOUGH) * len(wanted):
        found.words.append((address, 1 - len(lost) / len(wanted), " ".join(lost[0])))


def _files(site: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(site):
        folders.sort()
        for name in sorted(names):
            yield Path(folder, name).relative_to(site).as_posix()


def _answering(site: Path, address: str) -> Path | None:
    """Return the file with which GitHub Pages answers, after redirects within the site, or None."""
    found = _file_at(site, address)
    for _ in range(_MAX_REDIRECTS):
        target = _refresh(_parse(found)) if found is not None and _may_redirect(found) else None
        if found is None or target is None or target.startswith("/") or "://" in target:
            return found
        path = unquote(target.partition("#")[0])
        there = os.path.relpath(found.parent / path, site)
        end = "/" if path.endswith("/") else ""
        found = None if there.startswith("..") else _file_at(site, "/" if there == "." else f"/{there}{end}")
    return None


def _file_at(site: Path, address: str) -> Path | None:
    path = address.strip("/")
    candidates = [path, f"{path}.html", f"{path}/index.html"] if path else ["index.html"]
    candidates = candidates[::-1] if address.endswith("/") else candidates
    return next((site / it for it in candidates if is_regular(site / it)), None)


def _may_redirect(file: Path) -> bool:
    return file.suffix == ".html" and b"refresh" in read_regular(file, _MAX_HEAD)[:_MAX_HEAD].lower()


def _parse(file: Path) -> BeautifulSoup:
    text = read_regular(file, MAX_BYTES)[:MAX_BYTES].decode("utf-8", "replace")
    with warnings.catch_warnings():
        # A page may consist of a word or an address.
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(text, "html.parser")


def _refresh(page: BeautifulSoup) -> str | None:
    """Return the target of a page that is a redirect."""
    tag = page.find("meta", attrs={"http-equiv": re.compile("refresh", re.IGNORECASE)})
    match = _REFRESH.search(str(tag.get("content", ""))) if isinstance(tag, Tag) else None
    return match[1].strip() if match else None


def _first(page: BeautifulSoup, selectors: Iterable[str]) -> Tag:
    return next((tag for selector in selectors if (tag := page.select_one(selector)) is not None), page)


def _content(page: BeautifulSoup) -> Tag:
    found = _first(page, _CONTENT)
    for tag in found.select(_LAYOUT):
        tag.extract()
    return found


def _anchors(tag: Tag) -> Iterator[str]:
    """Yield the names to which a link can lead, except those of the theme's own parts."""
    for it in tag.find_all(True):
        name = str(it.get("id") or (it.get("name") if it.name == "a" else "") or "")
        if name and it.name not in _CONTROLS and not _THEME_IDS.match(name):
            yield name


def _runs(tag: Tag) -> list[tuple[str, ...]]:
    """Return the runs of words within the blocks of the old page; a shorter text is one run."""
    for block in tag.select(_BLOCKS):
        block.insert_before(_END)
        block.insert_after(_END)
    # The last word of a shortened text may be incomplete.
    blocks = (_words(_SHORTENED.sub("", text)) for text in tag.get_text(" ").split(_END))
    return [
        tuple(words[at : at + _RUN])
        for words in blocks
        if words
        for at in range(max(len(words) - _RUN + 1, 1))
    ]


def _all_runs(page: Tag) -> set[tuple[str, ...]]:
    """Return all runs of words of the new page, also the shorter ones."""
    words = _words(page.get_text(" "))
    sizes = range(1, _RUN + 1)
    return {tuple(words[at : at + size]) for size in sizes for at in range(len(words) - size + 1)}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _listed(what: str, items: Iterable[str]) -> Iterator[str]:
    found = list(items)
    yield f"{len(found)} {what}{':' if found else '.'}"
    yield from (f"  {item}" for item in found[:_MAX_LISTED])
    if len(found) > _MAX_LISTED:
        yield f"  … and {len(found) - _MAX_LISTED} more"
