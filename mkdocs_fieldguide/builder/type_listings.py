"""Finds the page that lists all pages of a type: one by an author, or the path of a generated one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from mkdocs_fieldguide.content.settings.page_types import PageType
from mkdocs_fieldguide.markup.strip_code import strip_code_and_comments
from mkdocs_fieldguide.model.entries import slugify
from mkdocs_fieldguide.model.pages import base_name

_TILES = re.compile(
    r"\{%-?\s*include\s+section-navigation-tiles(?:-simple)?\.html(?P<include>[^%}]*)-?%\}"
    r"|\{%-?\s*section_tiles\b(?P<tag>[^%}]*)-?%\}"
    r"|\{\{-?\s*section_tiles\s*\((?P<macro>(?:[^{}]|\{(?!\{))*)\)\s*-?\}\}"
)
_TYPE = re.compile(r"""(?<![\w-])(?:--)?type(?:\s*=|\s)\s*(?:"([^"]*)"|'([^']*)'|([^\s"',)]+))""")
_CUSTOM_LIST = re.compile(r"(?<![\w-])(?:--)?custom\b")
_HOME = ("index.md", "README.md")


def types_listed(bodies: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the pages with tiles of all pages of a type, by type, the best match first.

    A page with tiles of this type alone is a better match than one with several types, and a page with the
    name of the type a better match than others. The home page is never a listing.

    Args:
        bodies: text of the pages that authors wrote, by source path.
    """
    found: dict[str, list[tuple[int, int, int, str]]] = {}
    for number, (path, body) in enumerate(bodies.items()):
        if path in _HOME or not _TILES.search(body):
            continue
        types = list(dict.fromkeys(_types(strip_code_and_comments(body))))
        for name in types:
            other_name = slugify(base_name(path)) != slugify(name)
            found.setdefault(name, []).append((len(types) > 1, other_name, number, path))
    return {name: [path for *_, path in sorted(pages)] for name, pages in found.items()}


def listing_path(page_type: PageType, folder: str) -> str:
    """Return the path of a generated listing of a type; empty for none.

    Args:
        page_type: the type.
        folder: the folder of generated listings; empty for none.
    """
    wanted = page_type.listing
    if wanted is True:
        return f"{folder.strip('/')}/{slugify(page_type.name)}.md".lstrip("/") if folder else ""
    if not wanted:
        return ""
    path = posixpath.normpath(wanted.strip().lstrip("/"))
    if wanted.strip().endswith("/"):
        return f"{path}/index.md"
    return path if path.endswith(".md") else f"{path}.md"


def plan_types(
    types: Iterable[PageType], folder: str, bodies: Mapping[str, str]
) -> Iterator[tuple[PageType, str]]:
    """Yield each type with a listing, and the path of the page that is the listing.

    Args:
        types: the types of the site's pages.
        folder: the folder of generated listings; empty for none.
        bodies: text of the pages that authors wrote, by source path.
    """
    authored = types_listed(bodies)
    for it in types:
        if it.listing is False:
            continue
        wanted = listing_path(it, folder)
        path = wanted if wanted in bodies else next(iter(authored.get(it.name, [])), wanted)
        if path:
            yield it, path


def _types(text: str) -> Iterator[str]:
    for match in _TILES.finditer(text):
        arguments = match["include"] or match["tag"] or match["macro"] or ""
        named = _TYPE.search(arguments)
        if named and not _CUSTOM_LIST.search(arguments):
            yield (named[1] or named[2] or named[3] or "").strip()
