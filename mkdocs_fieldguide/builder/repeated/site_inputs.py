"""What every page of a site depends on: settings, navigation, templates, and the programs."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.assembling import Assembled
from mkdocs_fieldguide.builder.compat import handlers_of
from mkdocs_fieldguide.builder.dry_run.fingerprint import digest_of_programs
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.repeated.descriptions import (
    UnknownInputError,
    describe,
)
from mkdocs_fieldguide.builder.repeated.template_inputs import own_templates
from mkdocs_fieldguide.builder.theme import MATERIAL

_KNOWN_HANDLERS = frozenset(
    {
        "mkdocs_fieldguide.plugin",
        "material.plugins.search.plugin",
        "material.plugins.tags.plugin",
        "mkdocs.contrib.search",
    }
)
"""Modules of plugins whose events for finished pages have no effects but those that are repeated here."""

_PAGE_EVENTS = ("page_context", "post_page")

_NOT_FOR_PAGES = frozenset(
    {
        "config_file_path",
        "dev_addr",
        "docs_dir",
        "draft_docs",
        "exclude_docs",
        "hooks",
        "markdown_extensions",
        "mdx_configs",
        "nav",
        "not_in_nav",
        "pages",
        "plugins",
        "site_dir",
        "theme",
        "validation",
        "watch",
    }
)
"""Settings that templates do not read, or that are described otherwise."""

_NAVIGATION_META = ("icon", "status", "subtitle", "title")
"""Front matter that Material's templates show in the navigation of other pages."""


def describe_options(loaded: Loaded) -> str:
    """Return the options, and mkdocs.yml, in which findings are located; empty if they are unknown."""
    path = loaded.config.config_file_path
    try:
        written = Path(path).read_text("utf-8") if path else ""
        # Options may be located in a file that it names.
        return "" if "INHERIT" in written else describe([dict(loaded.options), written])
    except (OSError, UnicodeDecodeError, UnknownInputError):
        return ""


def describe_settings(loaded: Loaded, templates: str) -> str:
    """Return a digest of the programs, settings and templates; empty if some of them are unknown.

    Args:
        loaded: the settings, which plugins may change during a build.
        templates: the result of `describe_templates`.
    """
    config = loaded.config
    if not templates:
        return ""
    try:
        parts = (
            digest_of_programs(),
            describe({name: value for name, value in config.items() if name not in _NOT_FOR_PAGES}),
            describe(dict(config.theme.items())),
            describe(list(config.plugins)),
            describe(dict(loaded.options)),
            templates,
        )
    except UnknownInputError:
        return ""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def describe_site(assembled: Assembled, templates: str) -> str:
    """Return a digest of what the file of every page depends on; empty if that is not known.

    The navigation is not part of it, as pages may show different parts; see `NavigationInputs`.

    Args:
        assembled: the site.
        templates: the result of `describe_templates`.
    """
    loaded = assembled.converted.planned.loaded
    config, settings = loaded.config, describe_settings(loaded, templates)
    if (
        not settings
        or config.theme.name not in MATERIAL
        or any(
            module not in _KNOWN_HANDLERS for event in _PAGE_EVENTS for module in handlers_of(config, event)
        )
    ):
        return ""
    frame = assembled.chrome(".")
    try:
        parts = (
            settings,
            describe([plugin.config for name, plugin in config.plugins.items() if name.endswith("search")]),
            str(frame.announcement),
            str(frame.footer),
        )
    except (UnknownInputError, TemplateError):
        return ""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class NavigationInputs:
    """Describes the parts of the navigation that pages show.

    With `navigation.prune`, Material leaves out what is below the sections that do not contain the page,
    except for the first page, to which it links the title of the section. So a new page changes no page
    outside of its section. A template of the site could show more, so that each page depends on the whole
    navigation then.

    Args:
        navigation: the navigation.
        config: the site's configuration.
    """

    def __init__(self, navigation: Navigation, config: MkDocsConfig) -> None:
        self._navigation = navigation
        features = (config.theme["features"] or []) if "features" in config.theme else []
        self._is_pruned = (
            "navigation.prune" in features and not any(own_templates(config)) and _is_plain(navigation.items)
        )
        # Material shows the sections at the first levels as headings, with all that is in them.
        self._unpruned = 2 if "navigation.sections" in features else 0
        self._known: dict[tuple[int, ...], str] = {}

    def of_page(self, page: Page) -> str:
        """Return a description of what a page shows.

        Raises:
            UnknownInputError: if it cannot be described.
        """
        key = tuple(id(section) for section in page.ancestors) if self._is_pruned else ()
        if key not in self._known:
            home = self._navigation.homepage
            items = self._describe(self._navigation.items, set(key), 1)
            self._known[key] = describe([[home.title, home.url] if home else None, items])
        return self._known[key]

    def _describe(self, items: Iterable[StructureItem], above: Collection[int], level: int) -> list[object]:
        return [
            [
                type(item).__name__,
                item.title,
                getattr(item, "url", None),
                getattr(item, "typeset", None),
                [item.is_index, *(item.meta.get(name) for name in _NAVIGATION_META)]
                if isinstance(item, Page)
                else None,
                self._describe(self._shown(item, above, level), above, level + 1),
            ]
            for item in items
        ]

    def _shown(self, item: StructureItem, above: Collection[int], level: int) -> Sequence[StructureItem]:
        children = getattr(item, "children", None) or ()
        whole = not self._is_pruned or id(item) in above or level <= self._unpruned
        return children if whole else children[:1]


def _is_plain(items: Iterable[StructureItem]) -> bool:
    """Return whether all items of a navigation are of MkDocs itself, and not of other plugins."""
    return all(
        type(item) in (Link, Page) or (type(item) is Section and _is_plain(item.children)) for item in items
    )
