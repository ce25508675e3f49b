"""Effects of a site's other plugins on this one."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.builder.macros_plugin import JINJA_TAGS, foreign_tags, macros_plugin
from mkdocs_fieldguide.checks.jinja_syntax import check_jinja_syntax
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo

_PAGE_MAKERS = frozenset(
    {"api-autonav", "gen-files", "mkdoxy", "monorepo", "multirepo", "include-dir-to-nav"}
)
"""Plugins that add pages in any folder."""

_MAX_SCALAR = 40
"""Characters of the longest date or word that the blog reads."""

_INCLUDING_TAGS = frozenset({"include", "include-markdown"})


@dataclass(frozen=True, slots=True)
class OtherPlugins:
    """The other plugins of a site.

    Attributes:
        names: names of all plugins, without the prefix of a theme such as `material/`.
        foreign_tags: names of the tags that belong to the template engine of the macros plugin.
        including_tags: names of the tags with which include-markdown includes files.
        macros: options of the macros plugin; None without that plugin.
        made_pages: folders in which plugins add pages that a check does not see; an empty string for any
            folder.
        redirected: source paths of removed pages whose URLs mkdocs-redirects serves.
        exported: paths in the site that Material's plugin `tags` is configured to write to.
        drafts: the folders of posts whose drafts the blogs leave out, with a final `/`, and whether posts
            with a date in the future are drafts. It is empty in a build, in which the blogs themselves say
            which posts are drafts.
    """

    names: frozenset[str] = frozenset()
    foreign_tags: frozenset[str] = frozenset()
    macros: Mapping[str, Any] | None = None
    made_pages: tuple[str, ...] = field(default=())
    redirected: tuple[str, ...] = ()
    exported: tuple[str, ...] = ()
    drafts: Mapping[str, bool] = field(default_factory=dict)
    including_tags: frozenset[str] = frozenset()

    def leaves_out(self, page: PageInfo) -> bool:
        """Return whether a page is the draft of a post, which the blog does not publish."""
        folder = next((folder for folder in self.drafts if page.path.startswith(folder)), None)
        if folder is None:
            return False
        extra = page.model_extra or {}
        draft = _scalar(extra.get("draft"))
        if self.drafts[folder] and not isinstance(draft, bool):
            return _is_in_future(extra.get("date"))
        return bool(draft)


def find_plugin(config: MkDocsConfig, name: str) -> Any:
    """Return a plugin of a site by its name without the prefix of a theme; None without it."""
    return next((plugin for key, plugin in config.plugins.items() if key.rsplit("/", 1)[-1] == name), None)


def plugins_of_build(config: MkDocsConfig) -> OtherPlugins:
    """Return the plugins of a build, whose files include the pages that plugins add."""
    macros = macros_plugin(config)
    return OtherPlugins(
        frozenset(name.rsplit("/", 1)[-1] for name in config.plugins),
        foreign_tags(config),
        None if macros is None else dict(macros.config),
        redirected=_redirected(getattr(config.plugins.get("redirects"), "config", {})),
        exported=tuple(
            path
            for name, plugin in config.plugins.items()
            if name.rsplit("/", 1)[-1] == "tags"
            for path in _exported(getattr(plugin, "config", {}))
        ),
        including_tags=_including_tags(find_plugin(config, "include-markdown")),
    )


def plugins_of_settings(plugins: Mapping[str, Mapping[str, Any]]) -> OtherPlugins:
    """Return the plugins in settings, without loading any."""
    folders = [""] if _PAGE_MAKERS.intersection(plugins) else []
    drafts: dict[str, bool] = {}
    for name, options in plugins.items():
        if name.partition(" #")[0] != "blog" or options.get("enabled") is False:
            continue
        blog = str(options.get("blog_dir") or "blog").strip("./")
        folders.append(f"{blog}/")
        if options.get("draft") is not True:
            posts = str(options.get("post_dir") or "{blog}/posts").replace("{blog}", blog)
            drafts[f"{posixpath.normpath(posts)}/"] = options.get("draft_if_future_date") is True
    macros = plugins.get("macros")
    return OtherPlugins(
        frozenset(plugins),
        JINJA_TAGS if macros is not None else frozenset(),
        macros,
        tuple(folders),
        _redirected(plugins.get("redirects", {})),
        _exported(plugins.get("tags", {})),
        drafts,
        _INCLUDING_TAGS if "include-markdown" in plugins else frozenset(),
    )


def _including_tags(plugin: Any) -> frozenset[str]:
    """Return the tags of the plugin include-markdown, whose names its options can change."""
    if plugin is None:
        return frozenset()
    names = plugin.config.get("directives")
    return _INCLUDING_TAGS.union(map(str, names.values()) if isinstance(names, Mapping) else ())


def _is_in_future(date: object) -> bool:
    """Return whether the date of a post, as read from its front matter, is in the future for the blog."""
    value = _scalar(date.get("created") if isinstance(date, Mapping) else date)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    if not isinstance(value, datetime.datetime):
        return False
    return (value if value.tzinfo else value.replace(tzinfo=datetime.UTC)) > datetime.datetime.now(
        datetime.UTC
    )


def _scalar(value: object) -> object:
    """Return a value as MkDocs reads it: our reader leaves words such as `yes` and dates as text."""
    if not isinstance(value, str) or len(value) > _MAX_SCALAR:
        return value
    try:
        return yaml.safe_load(value)
    except (yaml.YAMLError, ValueError):
        return value


def _redirected(options: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the source paths in the options of mkdocs-redirects."""
    maps = options.get("redirect_maps")
    return tuple(map(str, maps)) if isinstance(maps, Mapping) else ()


def _exported(options: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the path to which Material's plugin `tags` exports, if its options change it."""
    path = options.get("export_file")
    return (posixpath.normpath(path),) if isinstance(path, str) and path else ()


def renders_macros(options: Mapping[str, Any] | None, meta: Mapping[str, Any]) -> bool:
    """Return whether the macros plugin renders a page.

    Args:
        options: the plugin's options; None without that plugin.
        meta: the page's front matter.
    """
    if options is None:
        return False
    by_default = options.get("render_by_default", True) is not False
    wanted = meta.get("render_macros", by_default)
    return str(wanted).casefold() not in ("false", "no", "off")


def without_including_tags(text: str, names: Collection[str]) -> str:
    """Return a text with blanks in place of the tags of include-markdown, which are gone before macros run.

    Args:
        text: the text of a page.
        names: the names of the tags.
    """
    if not names:
        return text
    tag = re.compile(rf"\{{%\s*(?:{'|'.join(map(re.escape, names))})\s(?:[^%]|%(?!\}}))*%\}}")
    return tag.sub(lambda found: re.sub(r"\S", " ", found[0]), text)


def check_macros(
    others: OtherPlugins,
    meta: Mapping[str, Any],
    text: str,
    place_of: Callable[[int], Location],
    findings: Findings,
    written: Callable[[str], str] = str,
) -> None:
    """Report syntax on which the macros plugin fails, if it renders the page; see `check_jinja_syntax`."""
    if others.macros is not None and renders_macros(others.macros, meta):
        check_jinja_syntax(text, others.macros, others.foreign_tags, place_of, findings, written)
