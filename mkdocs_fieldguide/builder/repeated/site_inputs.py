"""What every page of a site depends on: settings, navigation, templates, and the programs."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, TemplateError, nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS
from jinja2.meta import find_undeclared_variables
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from mkdocs_fieldguide.builder.assembling import Assembled
from mkdocs_fieldguide.builder.compat import handlers_of
from mkdocs_fieldguide.builder.dry_run.fingerprint import digest_of_programs
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.theme import MATERIAL, theme_folder
from mkdocs_fieldguide.rendering.templates import PARTIALS

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

_KNOWN_NAMES = frozenset(
    {
        *DEFAULT_NAMESPACE.keys() - {"lipsum"},
        *("base_url", "config", "extra_css", "extra_javascript", "mkdocs_version", "nav", "page"),
        *("class", "direction", "features", "fieldguide_frame", "font", "lang", "palette", "super", "self"),
    }
)
"""Variables of MkDocs, Material and ours that templates of the site may read; others may have any value."""

_KNOWN_FILTERS = frozenset({*FILTERS.keys() - {"random"}, "script_tag", "url"})


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


def describe_value(value: object) -> str:
    """Return the same as `describe`, or another text that differs for different values, in less time.

    Raises:
        UnknownInputError: if a value is an object of unknown type.
    """
    try:
        # Only for exact built-in types: not for markup, which is text too, and not for objects.
        return marshal.dumps(value, 0).decode("latin-1")  # type: ignore[arg-type]
    except ValueError:
        return describe(value)


def describe_headings(items: Iterable[AnchorLink]) -> list[object]:
    """Return what a table of contents says."""
    return [[item.title, item.id, item.level, describe_headings(item.children)] for item in items]


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
            "navigation.prune" in features and not any(_own_templates(config)) and _is_plain(navigation.items)
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


def describe_templates(config: MkDocsConfig) -> str:
    """Return a digest of the site's own templates; empty if they may read what is not described here."""
    found = hashlib.sha256()
    for folder in _folders_to_read(config):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                found.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    try:
        for path in _own_templates(config):
            _check_template(path)
    except UnknownInputError:
        return ""
    return found.hexdigest()


def _folders_to_read(config: MkDocsConfig) -> list[Path]:
    """Return the folders of the theme that are not part of an installed package."""
    return [folder for folder in map(Path, config.theme.dirs) if "site-packages" not in folder.parts]


def _own_templates(config: MkDocsConfig) -> Iterator[Path]:
    """Yield the templates of the site itself, and of plugins."""
    known = {theme_folder()}
    for package in ("material", "mkdocs"):
        spec = find_spec(package)
        known |= {
            Path(folder, "templates").resolve() for folder in (spec and spec.submodule_search_locations) or ()
        }
    for folder in map(Path, config.theme.dirs):
        if folder.resolve() not in known:
            yield from (path for path in sorted(folder.rglob("*.html")) if path.is_file())


def _check_template(path: Path) -> None:
    """Raise UnknownInputError if a template of the site may read more than the page itself."""
    try:
        tree = Environment(autoescape=False, extensions=["jinja2.ext.do"]).parse(path.read_text("utf-8"))  # noqa: S701
    except (OSError, TemplateError, UnicodeDecodeError) as error:
        raise UnknownInputError("template") from error
    # A partial of ours has an environment of its own, and receives all of its variables.
    is_partial = PARTIALS in path.as_posix()
    names = set() if is_partial else find_undeclared_variables(tree) - _KNOWN_NAMES
    filters = set() if is_partial else {one.name for one in tree.find_all(nodes.Filter)} - _KNOWN_FILTERS
    others = [item for item in tree.find_all((nodes.Getattr, nodes.Getitem)) if _reads_another(item)]
    if names or filters or others:
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
