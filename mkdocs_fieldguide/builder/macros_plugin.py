"""Directives as macros, such as `{{ tool("beacon") }}`, which the macros plugin calls."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.builder.folders import name_in, root_folder
from mkdocs_fieldguide.builder.macros_includes import FUNCTION, IncludedTags
from mkdocs_fieldguide.builder.macros_text import MacroText, guard_filters
from mkdocs_fieldguide.rendering.directives import DIRECTIVES

if TYPE_CHECKING:  # it imports this module
    from mkdocs_fieldguide.builder.page_markdown import PageMarkdown

_JINJA_TAGS = """
    autoescape block break call continue debug do elif else endautoescape endblock endcall endfilter
    endfor endif endmacro endset endtrans endwith extends filter for from if import include macro
    pluralize set trans with
"""
JINJA_TAGS = frozenset(_JINJA_TAGS.split())
"""Tags of Jinja and its bundled extensions."""


def macros_plugin(config: MkDocsConfig) -> Any:
    """Return the macros plugin of a site; None without it."""
    return config.plugins.get("macros")


def foreign_tags(config: MkDocsConfig) -> frozenset[str]:
    """Return the names of the tags of the macros plugin's template engine."""
    plugin = macros_plugin(config)
    if plugin is None:
        return frozenset()
    known = set(JINJA_TAGS)
    for extension in plugin.env.iter_extensions():
        known.update(extension.tags)
    return frozenset(known)


def register_macros(config: MkDocsConfig, markdown: PageMarkdown) -> None:
    """Register a macro for each directive with the macros plugin, and let it read tags in included files.

    A macro of the site with the same name takes precedence. The plugin's `register_macros()` is not used, as
    its registry belongs to the class and would carry over into the next build of the process.

    Args:
        config: the site's configuration, after the macros plugin has processed it.
        markdown: expands calls and tags on the page that the plugin renders.
    """
    plugin = macros_plugin(config)
    if plugin is None:
        return
    for name in DIRECTIVES:
        if name in plugin.env.globals and not hasattr(plugin.env.globals[name], "fieldguide_directive"):
            continue
        function = functools.partial(_call, markdown, name)
        function.fieldguide_directive = name  # type: ignore[attr-defined]
        plugin.macro(function, name)
        plugin.env.globals[name] = function
    guard_filters(plugin.env, markdown)
    if plugin.env.loader is not None:
        tags = IncludedTags(
            plugin.env.loader,
            DIRECTIVES,
            markdown.expand_for_macros,
            markdown.check_included,
            functools.partial(name_in, root_folder(config)),
        )
        plugin.env.loader = tags
        plugin.env.globals[FUNCTION] = tags.expand


def _call(markdown: PageMarkdown, name: str, *args: Any, **kwargs: Any) -> str:
    return MacroText(markdown.expand_macro(name, args, kwargs), markdown)
