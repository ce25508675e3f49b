"""Directives as macros, such as `{{ tool("beacon") }}`, which the macros plugin calls."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.rendering.directives import DIRECTIVES

Caller = Callable[[str, tuple[Any, ...], dict[str, Any]], str]
"""Expands a call of a directive by name, with its arguments; returns the replacement text."""

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


def register_macros(config: MkDocsConfig, call: Caller) -> None:
    """Register a macro for each directive with the macros plugin.

    A macro of the site with the same name takes precedence. The plugin's `register_macros()` is not used, as
    its registry belongs to the class and would carry over into the next build of the process.

    Args:
        config: the site's configuration, after the macros plugin has processed it.
        call: expands a call.
    """
    plugin = macros_plugin(config)
    if plugin is None:
        return
    for name in DIRECTIVES:
        if name in plugin.env.globals and not hasattr(plugin.env.globals[name], "fieldguide_directive"):
            continue
        function = functools.partial(_call, call, name)
        function.fieldguide_directive = name  # type: ignore[attr-defined]
        plugin.macro(function, name)
        plugin.env.globals[name] = function


def _call(call: Caller, name: str, *args: Any, **kwargs: Any) -> str:
    return call(name, args, kwargs)
