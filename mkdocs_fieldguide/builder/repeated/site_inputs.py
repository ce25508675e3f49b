"""What every page of a site depends on: settings, navigation, templates, and the programs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from jinja2 import Environment, TemplateError, nodes
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from mkdocs_fieldguide.builder.assembling import Assembled
from mkdocs_fieldguide.builder.compat import handlers_of
from mkdocs_fieldguide.builder.dry_run.fingerprint import digest_of_programs
from mkdocs_fieldguide.builder.loading import Loaded

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

_OTHER_PAGES = frozenset({"content", "markdown", "plugins", "meta", "toc", "file", "build_date_utc"})
"""Attributes by which a template of the site could read more of another page, or of a plugin."""

_UNKNOWN_NAMES = frozenset({"pages", "build_date_utc"})


_PLAIN = frozenset({bool, float, int, str, type(None)})


class UnknownInputError(ValueError):
    """Something that pages may depend on has no description."""


def describe(value: object) -> str:
    """Return a text that differs for different values.

    Raises:
        UnknownInputError: if a value is an object of unknown type.
    """
    if type(value) in _PLAIN:
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{describe(key)}:{describe(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(describe, value)) + "]"
    if isinstance(value, Set):
        return "(" + ",".join(sorted(map(describe, value))) + ")"
    text = repr(value)
    if " at 0x" in text and not isinstance(value, str):  # the address of an object
        raise UnknownInputError(text)
    # Templates escape a text, but not markup.
    return f"M{text}" if isinstance(value, Markup) else text


def describe_headings(items: Iterable[AnchorLink]) -> list[object]:
    """Return what a table of contents says."""
    return [[item.title, item.id, item.level, describe_headings(item.children)] for item in items]


def describe_settings(loaded: Loaded) -> str:
    """Return a digest of the programs, settings and templates; empty if some of them are unknown."""
    config = loaded.config
    try:
        parts = (
            digest_of_programs(),
            describe({name: value for name, value in config.items() if name not in _NOT_FOR_PAGES}),
            describe(dict(config.theme.items())),
            describe(list(config.plugins)),
            describe(dict(loaded.options)),
            _describe_templates(config),
        )
    except UnknownInputError:
        return ""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def describe_site(assembled: Assembled, navigation: Navigation, settings: str) -> str:
    """Return a digest of what the file of every page depends on; empty if that is not known.

    Args:
        assembled: the site.
        navigation: its navigation.
        settings: the result of `describe_settings`.
    """
    config = assembled.converted.planned.loaded.config
    if (
        not settings
        or config.theme.name != "material"
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
            describe(_describe_items(navigation.items)),
            str(frame.announcement),
            str(frame.footer),
        )
    except (UnknownInputError, TemplateError):
        return ""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _describe_items(items: Iterable[StructureItem]) -> list[object]:
    return [
        [
            type(item).__name__,
            item.title,
            getattr(item, "url", None),
            [item.meta.get(name) for name in _NAVIGATION_META] if isinstance(item, Page) else None,
            _describe_items(getattr(item, "children", None) or ()),
        ]
        for item in items
    ]


def _describe_templates(config: MkDocsConfig) -> str:
    """Return a description of the site's own templates.

    Raises:
        UnknownInputError: if they may read what is not described here.
    """
    found = hashlib.sha256()
    for folder in map(Path, config.theme.dirs):
        if "site-packages" in folder.parts:
            continue  # part of the programs
        is_ours = folder.name == "theme_overrides"
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            data = path.read_bytes()
            found.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
            if path.suffix == ".html" and not is_ours:
                _check_template(data)
    return found.hexdigest()


def _check_template(data: bytes) -> None:
    """Raise UnknownInputError if a template of the site may read more than the page itself."""
    try:
        tree = Environment(autoescape=False, extensions=["jinja2.ext.do"]).parse(data.decode())  # noqa: S701
    except (TemplateError, UnicodeDecodeError) as error:
        raise UnknownInputError("template") from error
    names = {name.name for name in tree.find_all(nodes.Name)}
    own = [item for item in tree.find_all((nodes.Getattr, nodes.Getitem)) if _reads_another(item)]
    if own or names & _UNKNOWN_NAMES:
        raise UnknownInputError("template")


def _reads_another(item: nodes.Node) -> bool:
    if isinstance(item, nodes.Getattr):
        key: object = item.attr
    elif isinstance(item, nodes.Getitem):
        key = item.arg.value if isinstance(item.arg, nodes.Const) else "content"
    else:
        return False
    base = item.node
    is_page = isinstance(base, nodes.Name) and base.name == "page"
    return key in _OTHER_PAGES and not (is_page and key != "markdown")
