"""Values of the old site that its own templates read, and that the new site does not show or never had."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from mkdocs_fieldguide.content.pages.link_kinds import BUILT_IN
from mkdocs_fieldguide.content.validation import list_known_keys
from mkdocs_fieldguide.migrate.jekyll_site import JekyllSite
from mkdocs_fieldguide.migrate.report import list_paths
from mkdocs_fieldguide.model.pages import PageInfo

_PAGE_KEY = re.compile(r"\bpage\.([A-Za-z_]\w*)")
_DATA_NAME = re.compile(r"\bsite\.data\.([A-Za-z_]\w*)")
_TAG = re.compile(r"\{[%{].*?[%}]\}", re.DOTALL)
_OF_JEKYLL = frozenset({"content", "date", "dir", "excerpt", "id", "layout", "name", "path", "slug", "url"})
_OF_THEME = frozenset(
    {"CONTRIBUTORS", "affiliations", "countries", "events", "footer", "news", "sidebars", "supported_by"}
    | {"tool_and_resource_list", "topnav"}
)
"""Data files that the theme or the plugin has, or whose absence it handles."""


def lost_values(site: JekyllSite, computed: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each value that is lost.

    Args:
        site: the old site.
        computed: paths of the own templates whose output is on the new pages.
    """
    layouts = {f"_layouts/{name}.html": text for name, (_, text) in site.layouts.items()}
    includes = {f"_includes/{name}": text for name, text in site.includes.items()}
    templates = {**includes, **layouts}
    for path, text in templates.items():
        if path not in computed:
            yield from _front_matter_not_shown(site, path, text)
    bodies = {path: page.body for path, page in site.pages.items()}
    yield from _missing_data(
        site, {**bodies, **{path: templates[path] for path in computed if path in templates}}
    )


def _front_matter_not_shown(site: JekyllSite, path: str, text: str) -> Iterator[str]:
    known = {*_OF_JEKYLL, *list_known_keys(PageInfo), *BUILT_IN.by_name}
    for key in dict.fromkeys(_names(_PAGE_KEY, text)):
        pages = [page.path for page in site.pages.values() if page.own.get(key) not in (None, "", [])]
        if key not in known and pages:
            yield (
                f"`{path}` was not used; it reads `{key}` from the front matter of {list_paths(pages)}, and"
                " may have shown it there."
            )


def _missing_data(site: JekyllSite, texts: Mapping[str, str]) -> Iterator[str]:
    missing: dict[str, list[str]] = {}
    for path, text in texts.items():
        for name in dict.fromkeys(_names(_DATA_NAME, text)):
            if name not in site.data and name not in _OF_THEME:
                missing.setdefault(name, []).append(path)
    for name, paths in missing.items():
        where = list_paths(paths)
        yield f"There is no data file `_data/{name}`; what Liquid computes from it is empty on {where}."


def _names(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for tag in _TAG.findall(text):
        yield from pattern.findall(tag)
