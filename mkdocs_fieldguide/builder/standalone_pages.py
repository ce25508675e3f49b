"""HTML that the build writes without the theme's templates: redirects and error messages."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.redirects import Target
from mkdocs_fieldguide.builder.sources import site_language
from mkdocs_fieldguide.findings.finding import Finding
from mkdocs_fieldguide.markup.html_scanner import start_tags
from mkdocs_fieldguide.rendering.templates import Templates

_MOST_ERRORS = 10


def redirect_page(templates: Templates, config: MkDocsConfig, target: Target) -> str:
    """Return a page that redirects without scripts."""
    return f"{templates.partial('redirect', target=target, language=site_language(config))}\n"


def failed_page(templates: Templates, config: MkDocsConfig, page: Page) -> str:
    """Return the replacement for a page that the theme cannot render."""
    title = Markup(page.title or "")
    return str(templates.partial("failed-page", title=title, language=site_language(config)))


def show_errors(templates: Templates, output: str, errors: Sequence[Finding]) -> str:
    """Return a finished page with the first errors of the site above its content."""
    if not errors:
        return output
    shown = [
        {"place": str(found.location), "text": f"{found.message} {found.hint}"}
        for found in errors[:_MOST_ERRORS]
    ]
    box = templates.partial("serve-errors", errors=shown)
    body = next(start_tags(output, ("body",)), None)
    return f"{output[: body.end]}\n{box}{output[body.end :]}" if body else output
