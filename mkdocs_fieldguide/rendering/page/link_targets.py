"""Resolves link targets in arguments such as `url="…"`."""

from __future__ import annotations

import re

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import HINT_UNPUBLISHED
from mkdocs_fieldguide.markup.placeholders import Placeholder
from mkdocs_fieldguide.model.urls import safe_url
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.urls import Links

_ADDRESS = re.compile(r"[A-Za-z]+:|[/#]")


def resolve_link_target(context: RenderContext, links: Links, target: str, mark: Placeholder) -> str:
    """Return the URL of a link target; empty, with a finding, if it is neither a page nor an allowed URL.

    Args:
        context: the context of rendering.
        links: links relative to the directive's page.
        target: a page's id, name or path, the path of a file from the site's root, or a URL.
        mark: the placeholder of the directive.
    """
    if not target:
        return ""
    match = context.registry.resolve_page(target, mark.page)
    if match.page is not None:
        return links.page(match.page.path) + match.suffix
    if context.registry.resolve_unpublished(target, mark.page) is not None:
        message = f"“{target[:120]}” is not part of the site."
        context.findings.add(Code.UNKNOWN_PAGE, mark.location, message, HINT_UNPUBLISHED)
        return ""
    if (found := context.addresses.resolve(target)) is not None:
        return links.root + found or "./"
    url = safe_url(target)
    if url and _ADDRESS.match(url):
        return url
    message = f"“{target[:120]}” is neither a page nor a URL that is allowed in links."
    hint = suggest_name(target, (page.id for page in context.registry.pages.values()))
    context.findings.add(Code.UNKNOWN_PAGE, mark.location, message, hint)
    return ""


def link_in_data(context: RenderContext, links: Links, target: str) -> str:
    """Return a link in the Markdown of a data file as a link on the page; empty if it is not allowed.

    Args:
        context: what rendering knows of the site.
        links: links relative to the page.
        target: a page's id, name or path, the path of a file from the root of the site, or a URL.
    """
    url = safe_url(target) or ""
    if (_ADDRESS.match(target) and not target.startswith("/")) or target.startswith("//"):
        return url
    match = context.registry.resolve_page(target, "")
    if match.page is not None:
        return links.page(match.page.path) + match.suffix
    if context.addresses.is_unpublished(target):
        return ""
    return safe_url(links.root + target.lstrip("/")) or "" if url else ""
