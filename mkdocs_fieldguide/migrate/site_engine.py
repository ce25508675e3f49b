"""What computes the templates of an old site."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from dataclasses import dataclass

from mkdocs_fieldguide.migrate.file_mapping import DOCS
from mkdocs_fieldguide.migrate.jekyll_site import JekyllSite
from mkdocs_fieldguide.migrate.liquid.engine import Engine, Rendered, TemplateError
from mkdocs_fieldguide.migrate.liquid.filters import markdownify
from mkdocs_fieldguide.migrate.old_page import OldPage


@dataclass(frozen=True, slots=True)
class Directives:
    """Names of what the plugin has.

    Attributes:
        tags: the tags, such as `tool`.
        includes: the includes, without `.html`, such as `callout`.
    """

    tags: Collection[str] = ()
    includes: Collection[str] = ()


def make_engine(site: JekyllSite, directives: Directives, site_url: str) -> Engine:
    """Return what computes the templates of a site.

    Args:
        site: the old site.
        directives: what the plugin has.
        site_url: URL of the site, with a slash at its end; may be empty.
    """
    is_converting = False

    def to_html(page: OldPage, text: str) -> str:
        """Return Markdown of a page of a collection as HTML, for templates that show it elsewhere."""
        nonlocal is_converting
        if not is_converting and "{" in text:
            is_converting = True  # It may list the collection itself.
            with contextlib.suppress(TemplateError):
                text = render(text, page).text
            is_converting = False
        return markdownify(text)

    def render(text: str, page: OldPage) -> Rendered:
        values = {"page": page.liquid_values()}
        return engine.render(text, values, lambda name: site.read_beside(page, name))

    names = [f"{name}.html" for name in directives.includes]
    paths = {path: page.new.removeprefix(f"{DOCS}/") for path, page in site.pages.items()}
    engine = Engine(site.values(to_html), site.includes, directives.tags, names, site_url, paths)
    return engine
