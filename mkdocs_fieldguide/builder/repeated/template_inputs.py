"""What the templates of a site may read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, TemplateError, nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS
from jinja2.meta import find_undeclared_variables
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.builder.repeated.descriptions import UnknownInputError
from mkdocs_fieldguide.builder.theme import theme_folder
from mkdocs_fieldguide.rendering.templates import PARTIALS

_OTHER_PAGES = frozenset({"content", "markdown", "plugins", "meta", "toc", "file", "build_date_utc"})
"""Attributes by which a template of the site could read more of another page, or of a plugin."""

_KNOWN_NAMES = frozenset(
    {
        *DEFAULT_NAMESPACE.keys() - {"lipsum"},
        *("base_url", "config", "extra_css", "extra_javascript", "mkdocs_version", "nav", "page"),
        *("class", "direction", "features", "fieldguide_frame", "fieldguide_not_found", "font"),
        *("lang", "palette", "super", "self"),
    }
)
"""Variables of MkDocs, Material and ours that templates of the site may read; others may have any value."""

_KNOWN_FILTERS = frozenset({*FILTERS.keys() - {"random"}, "script_tag", "url"})


def describe_templates(config: MkDocsConfig) -> str:
    """Return a digest of the site's own templates; empty if they may read what is not described here."""
    found = hashlib.sha256()
    for folder in _folders_to_read(config):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                found.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    try:
        for path in own_templates(config):
            _check_template(path)
    except UnknownInputError:
        return ""
    return found.hexdigest()


def _folders_to_read(config: MkDocsConfig) -> list[Path]:
    """Return the folders of the theme that are not part of an installed package."""
    return [folder for folder in map(Path, config.theme.dirs) if "site-packages" not in folder.parts]


def own_templates(config: MkDocsConfig) -> Iterator[Path]:
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
