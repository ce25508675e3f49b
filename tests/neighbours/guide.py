"""The small guide of these tests, with and without tags, and the comparison of its builds."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import textwrap
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import unquote, urljoin, urlsplit

import yaml
from bs4 import BeautifulSoup
from support.site import CONFIG, Built, build_again, write_files

from tests.neighbours.content import DATA, PAGES
from tests.neighbours.neighbour import Neighbour, Order

SITE_URL = "https://example.org/guide"
"""Without a final slash, as many sites write it."""

EXTENSIONS: tuple[Any, ...] = (
    "admonition",
    "attr_list",
    "md_in_html",
    "footnotes",
    "tables",
    "pymdownx.superfences",
    {"toc": {"permalink": True}},
)

_NAMES = {"spade": "The Spade", "rake": "Garden Rake", "sample": "sample"}
_SHORT = {"digging": "Digger & Delver, 2020", "levelling": "Rakes, 2022"}
_TARGETS = {"second": "second.md", "sub_page": "sub/page.md"}

_TOOL = re.compile(r"""\{% tool \\?["'](spade|rake|sample)\\?["'] %\}""")
_CITE = re.compile(r"\{% cite ([\w ]+) %\}")
_CALLOUT = re.compile(r"""\{% include callout.html [^%]*?content="(.*?)" %\}\n""")
_MACRO = re.compile(r"""\b(tool|cite)\("(\w+)"\)""")
_LINK = re.compile(r"\]\((second|sub_page)\)")
_TEXTS = (".html", ".xml", ".json", ".txt", ".md", ".js", ".css")
_NOT_FROM_PAGES = re.compile(r"\bassets/|\bfieldguide/schemas/")
_GENERATED = re.compile(r"^.*tools/spade.*\n", re.MULTILINE)
"""A line that names a generated page."""
_LEFTOVER = re.compile(r"fgmark[a-z]{16}|fg-mark|data-n=", re.IGNORECASE)
_COPIED = re.compile(r"<button\b[^>]*data-fg-copied[^>]*>")
"""A button that copies a tag."""
_TAG = re.compile(r"\{%\W*(?:tool|cite|include)\b(?!\W*(?:\w+;)?\W*sample)")


def without_tags(text: str, page: str) -> str:
    """Return the text of a page as an author without the plugin would write it."""
    text = _GENERATED.sub("", text)
    text = _TOOL.sub(lambda found: _NAMES[found[1]], text)
    text = _CITE.sub(lambda found: f"({'; '.join(_SHORT[key] for key in found[1].split())})", text)
    text = _CALLOUT.sub(lambda found: f"!!! tip\n\n    {found[1]}\n", text)
    text = _MACRO.sub(lambda found: f'"{(_NAMES | _SHORT)[found[2]]}"', text)
    base = os.path.dirname(page.removeprefix("docs/"))  # noqa: PTH120
    return _LINK.sub(lambda found: f"]({os.path.relpath(_TARGETS[found[1]], base or '.')})", text)


def _without_generated(settings: Any) -> Any:
    """Return settings without those that name a generated page."""
    if isinstance(settings, dict):
        return {
            key: _without_generated(value)
            for key, value in settings.items()
            if not _GENERATED.search(f"{value}\n") or not isinstance(value, str)
        }
    return [_without_generated(item) for item in settings] if isinstance(settings, list | tuple) else settings


@dataclass
class Result:
    """The result of building the guide.

    Attributes:
        built: the site.
        crash: the exception that ended the build; empty if none did.
    """

    built: Built
    crash: str = ""
    _texts: dict[str, str] = field(default_factory=dict)
    _soups: dict[str, BeautifulSoup] = field(default_factory=dict)

    @property
    def warnings(self) -> Counter[str]:
        """Warnings and errors, without the path of the site."""
        return Counter(text.replace(str(self.built.root), "ROOT") for text in self.built.warnings)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the path and text of each published file that consists of text."""
        if not self._texts:
            for name in sorted(self.built.files()):
                if name.endswith(_TEXTS) and not _NOT_FROM_PAGES.search(name):
                    self._texts[name] = (self.built.site / name).read_text(encoding="utf-8")
        yield from self._texts.items()

    def soup(self, name: str) -> BeautifulSoup:
        """Return a published page, parsed."""
        if name not in self._soups:
            text = (self.built.site / name).read_text(encoding="utf-8")
            self._soups[name] = BeautifulSoup(text, "html.parser")
        return self._soups[name]

    def pages(self) -> list[str]:
        """Return the paths of all pages."""
        return [name for name in sorted(self.built.files()) if name.endswith(".html")]


def build(root: Path, neighbour: Neighbour, order: Order | None) -> Result:
    """Build the guide with a neighbour.

    Args:
        root: a new folder.
        neighbour: the neighbour.
        order: where the plugin is in the list of plugins; None to build the same site without it.
    """
    ours = [] if order is None else ["fieldguide"]
    plugins = list(neighbour.plugins if ours else _without_generated(neighbour.plugins))
    config: dict[str, Any] = {
        "site_url": SITE_URL,
        **neighbour.config,
        "plugins": [*ours, "search", *plugins] if order is Order.FIRST else ["search", *plugins, *ours],
        "markdown_extensions": [*EXTENSIONS, *neighbour.extensions],
    }
    files = {
        name: textwrap.dedent(text) if isinstance(text, str) else text
        for name, text in {**PAGES, **DATA, **neighbour.files}.items()
        if text is not None
    }
    if order is None:
        files = {
            name: without_tags(text, name) if isinstance(text, str) else text
            for name, text in files.items()
            if name not in DATA
        }
    # Some plugins look for their files in the current folder.
    with mock.patch.dict(os.environ, neighbour.environment), chdir(root):
        try:
            settings = yaml.safe_dump({**CONFIG, **config}, sort_keys=False, allow_unicode=True)
            write_files(root, {**files, "mkdocs.yml": settings})
            if neighbour.prepare:
                neighbour.prepare(root)
            if neighbour.git:
                _commit(root)
            return Result(build_again(root, strict=False))
        except (Exception, SystemExit) as error:  # each kind: this is what the tests look for
            return Result(Built(root, root / "site"), f"{type(error).__name__}: {error}")


def _commit(root: Path) -> None:
    write_files(root, {".gitignore": "site/\n"})
    who = ("-c", "user.name=Ada Example", "-c", "user.email=ada@example.org")
    for command in (["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "--message", "All"]):
        subprocess.run(["git", *command], cwd=root, check=True, timeout=60)


def faults(neighbour: Neighbour, bare: Result, ours: Result) -> list[str]:
    """Return what is wrong in a build with the plugin, compared with one without it."""
    if bare.crash or ours.crash:
        return [f"without the plugin: {bare.crash}" if bare.crash else f"crash: {ours.crash}"]
    return [
        *_log(neighbour, bare, ours),
        *(f"missing: {name}" for name in sorted(bare.built.files() - ours.built.files())),
        *(f"not generated: {name}" for name in neighbour.generated if name not in ours.built.files()),
        *_leftovers(ours),
        *_dead_links(bare, ours),
        *_search(bare, ours),
        *_words(bare, ours),
        *_shown(neighbour, ours),
    ]


def _log(neighbour: Neighbour, bare: Result, ours: Result) -> Iterator[str]:
    for text in ours.warnings - bare.warnings:
        if not any(re.search(pattern, text) for pattern in neighbour.quiet):
            yield f"log: {text}"


def _leftovers(ours: Result) -> Iterator[str]:
    for name, source in ours.texts():
        text = html.unescape(_COPIED.sub("", source))
        for pattern in (_LEFTOVER, _TAG):
            if found := pattern.search(text):
                yield f"published in {name}: {text[max(found.start() - 40, 0) : found.end() + 60]!r}"


def _dead_links(bare: Result, ours: Result) -> Iterator[str]:
    known = set(dead_links(bare))
    yield from (f"dead link: {link}" for link in dead_links(ours) if link not in known)


def dead_links(result: Result) -> Iterator[str]:
    """Yield links of pages into the site that lead nowhere."""
    files = result.built.files()
    base = f"{SITE_URL}/"
    for name in result.pages():
        if name == "404.html":
            continue
        for element in result.soup(name).select("[href], [src]"):
            url = str(element.get("href") or element.get("src"))
            target = urljoin(base + name, url)
            if not target.startswith(base) or element.name == "base" or element.get("rel") == ["canonical"]:
                continue
            path = unquote(urlsplit(target).path.removeprefix(urlsplit(base).path))
            path = f"{path}index.html" if not path or path.endswith("/") else path
            anchor = unquote(urlsplit(target).fragment)
            into = path.endswith(".html") and bool(anchor)
            if path not in files or (into and not _has_anchor(result.soup(path), anchor)):
                yield f"{url} in {name}"


def _has_anchor(page: BeautifulSoup, anchor: str) -> bool:
    # Material's scripts make anchors that begin with two underscores.
    return anchor.startswith("__") or bool(page.find(id=anchor) or page.find("a", attrs={"name": anchor}))


def _search(bare: Result, ours: Result) -> Iterator[str]:
    before, after = _entries(bare), _entries(ours)
    for location, words in before.items():
        if location not in after:
            yield f"not in the search index: {location}"
        elif lost := words - after[location]:
            yield f"not in the search index: {sorted(lost)} of {location}"
    if before and ours.built.path("tools/spade/").is_file() and "tools/spade/" not in after:
        yield "not in the search index: tools/spade/"


def _entries(result: Result) -> dict[str, set[str]]:
    index = result.built.site / "search" / "search_index.json"
    if not index.is_file():
        return {}
    found: dict[str, set[str]] = {}
    for entry in json.loads(index.read_text(encoding="utf-8"))["docs"]:
        location = str(entry["location"]).partition("#")[0]
        found.setdefault(location, set()).update(_split(f"{entry['title']} {entry['text']}"))
    return found


def _words(bare: Result, ours: Result) -> Iterator[str]:
    for name in bare.pages():
        if name != "404.html" and name in ours.built.files():
            lost = _content(bare, name) - _content(ours, name)
            if lost:
                yield f"not on the page {name}: {sorted(lost)}"


def _content(result: Result, name: str) -> set[str]:
    soup = result.soup(name)
    found = (soup.select_one(place) for place in ("article", "[role=main]", "main"))
    return _split(str(next(filter(None, found), "")))


def _split(text: str) -> set[str]:
    return set(re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", " ", text))))


def _shown(neighbour: Neighbour, ours: Result) -> Iterator[str]:
    for name, texts in neighbour.shows.items():
        content = _readable(ours, name)
        yield from (f"{name} lacks {text!r}" for text in texts if text not in content)
    for name, texts in neighbour.lacks.items():
        content = _readable(ours, name)
        yield from (f"{name} contains {text!r}" for text in texts if text in content)


def _readable(ours: Result, name: str) -> str:
    path = ours.built.site / name
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if name.endswith(".html"):
        text = f"{text} {BeautifulSoup(text, 'html.parser').get_text(' ')}"
    return re.sub(r"\s+", " ", text)
