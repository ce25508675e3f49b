"""The other way of writing: `{{ tool("beacon") }}`, carried out by the macros plugin."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.rendering.directives import DIRECTIVES

Caller = Callable[[str, tuple[Any, ...], dict[str, Any]], str]
"""Carries out a call of a directive by name, with its arguments; gives the text to put in its place."""

_JINJA_TAGS = """
    autoescape block break call continue debug do elif else endautoescape endblock endcall endfilter
    endfor endif endmacro endset endtrans endwith extends filter for from if import include macro
    pluralize set trans with
"""
JINJA_TAGS = frozenset(_JINJA_TAGS.split())
"""Tags of Jinja2 and of the extensions that come with it."""


def macros_plugin(config: MkDocsConfig) -> Any:
    """Return the macros plugin of this site; None when it is not on."""
    return config.plugins.get("macros")


def foreign_tags(config: MkDocsConfig) -> frozenset[str]:
    """Return the names of the tags that the macros plugin's template engine carries out."""
    plugin = macros_plugin(config)
    if plugin is None:
        return frozenset()
    known = set(JINJA_TAGS)
    for extension in plugin.env.iter_extensions():
        known.update(extension.tags)
    return frozenset(known)


def register_macros(config: MkDocsConfig, call: Caller) -> None:
    """Give the macros plugin a function for each directive.

    What a site has defined itself under the same name stays. `register_macros()` of the macros plugin is
    not used: its store belongs to the class and leaks into the next build of the process.

    Args:
        config: the site's configuration, after the macros plugin has set itself up.
        call: carries out a call.
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
