"""Values of the old site that its own templates read, and that the new site does not show or never had."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from mkdocs_fieldguide.migrate.jekyll_site import JekyllSite
from mkdocs_fieldguide.migrate.own_parts import keys_not_shown
from mkdocs_fieldguide.migrate.report import list_paths
from mkdocs_fieldguide.migrate.yaml_values import as_list, as_mapping, as_text

_DATA_NAME = re.compile(r"\bsite\.data\.([A-Za-z_]\w*)")
_TAG = re.compile(r"\{[%{].*?[%}]\}", re.DOTALL)
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


def hidden_values(site: JekyllSite) -> Iterator[str]:
    """Yield a sentence for each kind of values that the new site shows only on request."""
    people = [as_mapping(entry) for entry in as_mapping(site.data.get("CONTRIBUTORS")).values()]
    pictures = sum(_is_remote(entry.get("image_url", "")) or bool(entry.get("git")) for entry in people)
    if pictures:
        yield (
            f"Pictures of people on other servers, such as GitHub, are not shown ({pictures}): download them"
            " with `fieldguide avatars`, or set the option `privacy.avatars`."
        )
    logos = [
        as_text(entry.get("name"))
        for name in ("affiliations", "supported_by")
        for entry in map(as_mapping, as_list(site.data.get(name)))
        if _is_remote(entry.get("image_url"))
    ]
    if logos:
        yield (
            f"Logos on other servers are not shown: {list_paths(logos)}. Put them into `docs/images/` and"
            " change `image_url`, or set the option `privacy.avatars`."
        )
    if addresses := sum(bool(entry.get("email")) for entry in people):
        yield f"E-mail addresses are not shown ({addresses}); to show them, set the option `privacy.email`."


def _is_remote(value: object) -> bool:
    return as_text(value).startswith(("https://", "http://", "//"))


def _front_matter_not_shown(site: JekyllSite, path: str, text: str) -> Iterator[str]:
    for key, pages in _keys_not_shown(site, text).items():
        yield (
            f"`{path}` was not used; it reads `{key}` from the front matter of {list_paths(pages)}, and"
            " may have shown it there."
        )


def _keys_not_shown(site: JekyllSite, text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for page in site.pages.values():
        for key in keys_not_shown(page, text):
            found.setdefault(key, []).append(page.path)
    return found


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
