"""The Atom feed of a site."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from mkdocs_fieldguide.export.data.atom import FEED, FeedEntry, build_feed, news_entries
from mkdocs_fieldguide.model.urls import safe_url
from mkdocs_fieldguide.rendering.context import RenderContext


def atom_feed(
    context: RenderContext, root: str, title: str, added: Mapping[str, datetime.date]
) -> dict[str, str]:
    """Return the Atom feed by its path in the site; nothing without entries or the site's URL.

    Args:
        context: the context of rendering.
        root: URL of the site; may be empty.
        title: title of the site.
        added: the days on which pages were added, by source path.
    """
    registry, addresses = context.registry, context.urls
    if not root:
        return {}
    start = f"{root.rstrip('/')}/"

    def address(target: str) -> str | None:
        if "://" in target or target.startswith(("#", "mailto:")):
            return safe_url(target)
        page = registry.resolve_page(target, "")
        if page.page is None and context.addresses.is_unpublished(target):
            return ""
        found = addresses.pages.get(page.page.path, "") + page.suffix if page.page else target.lstrip("/")
        return safe_url(start + found)

    page = registry.resolve_page("news", "").page
    shown = start + addresses.pages.get(page.path, "") if page else start
    entries = news_entries(registry.news, start, shown)
    for path, day in added.items():
        new = registry.pages.get(path)
        if new is not None and not new.search_exclude and path in addresses.pages:
            url = start + addresses.pages[path]
            entries.append(FeedEntry(day, new.title or new.base_name, url, url, new.description or ""))
    return {FEED: build_feed(entries, title, start, address)} if entries else {}
