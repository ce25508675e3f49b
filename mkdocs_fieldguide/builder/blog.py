"""URLs of blog posts, which Material's plugin `blog` makes from titles before tags are expanded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.markup.arguments import from_macro
from mkdocs_fieldguide.markup.context import ExpansionContext, PageText
from mkdocs_fieldguide.markup.expander import Expander
from mkdocs_fieldguide.markup.literal_macros import evaluate_literal_macros
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.rendering.directives import DIRECTIVES

_NOWHERE = Location("")


def name_posts_as_shown(config: MkDocsConfig, context: ExpansionContext) -> None:
    """Let the URL of a post be made from the title that readers see, with the names of tools.

    Args:
        config: the site's configuration, with the plugins.
        context: the names and values of the site that tags can use.
    """
    for name, plugin in config.plugins.items():
        slugify = getattr(getattr(plugin, "config", None), "post_slugify", None)
        if name.rsplit("/", 1)[-1].startswith("blog") and callable(slugify):
            # `mkdocs serve` configures the same plugin for each build.
            original = slugify.slugify if isinstance(slugify, _PostSlugs) else slugify
            plugin.config.post_slugify = _PostSlugs(original, context)


class _PostSlugs:
    """Makes slugs from titles with the plain text of tags.

    Args:
        slugify: the function of the blog.
        context: the names and values of the site that tags can use.
    """

    def __init__(self, slugify: Callable[..., str], context: ExpansionContext) -> None:
        self.slugify = slugify
        self._table = PlaceholderTable()
        self._expander = Expander(self._table, DIRECTIVES, context)

    def __call__(self, title: str, *args: Any, **kwargs: Any) -> str:
        """Return the slug of a title."""
        called = evaluate_literal_macros(title, DIRECTIVES, self._call)
        page = PageText("", lambda at: _NOWHERE)
        return self.slugify(self._table.plain(self._expander.expand(called, page)), *args, **kwargs)

    def _call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        parsed = from_macro(DIRECTIVES[name], args, kwargs)
        return self._expander.call_mark(parsed, name, "", "", _NOWHERE).token
