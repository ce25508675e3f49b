"""HTML that the build writes without the theme's templates: redirects, error messages, lists of findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.redirects import Target
from mkdocs_fieldguide.builder.sources import site_language
from mkdocs_fieldguide.findings.codes import FINDINGS_PAGE, Severity
from mkdocs_fieldguide.findings.finding import Finding
from mkdocs_fieldguide.model.safe_characters import replace_disallowed
from mkdocs_fieldguide.rendering.templates import Templates

_MOST_FINDINGS = 500
"""Number of findings in the list; browsers take long to show thousands."""

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def redirect_page(templates: Templates, config: MkDocsConfig, target: Target) -> str:
    """Return a page that redirects without scripts."""
    return f"{templates.partial('redirect', target=target, language=site_language(config))}\n"


def failed_page(templates: Templates, config: MkDocsConfig, page: Page) -> str:
    """Return the replacement for a page that the theme cannot render."""
    title = Markup(page.title or "")
    return str(templates.partial("failed-page", title=title, language=site_language(config)))


def findings_list(templates: Templates, findings: Iterable[Finding], pages: Mapping[str, str]) -> str:
    """Return the list of findings that pages of `mkdocs serve` show; errors first.

    Args:
        templates: the templates.
        findings: the findings of the build.
        pages: URLs of the pages, by the names of their files in findings.
    """
    ordered = sorted(findings, key=lambda found: _SEVERITIES.index(found.severity))
    shown = [
        {
            "code": found.code.number,
            "title": found.code.title,
            "severity": found.severity.value,
            "url": f"{FINDINGS_PAGE}#{found.code.number.lower()}",
            "place": str(found.location),
            "message": found.message,
            "hint": found.hint,
            "page": pages.get(found.location.file),
        }
        for found in ordered[:_MOST_FINDINGS]
    ]
    others = len(ordered) - len(shown)
    return replace_disallowed(str(templates.partial("serve-findings", findings=shown, others=others)))
