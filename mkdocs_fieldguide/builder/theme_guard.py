"""Error boundary around the theme's templates: a page that they cannot render does not stop the build."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, Template, TemplateError
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.performance.page_frames import PageFrames
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.model.location import Location


def guard_theme(
    environment: Environment,
    findings: Findings,
    place_of: Callable[[Page], Location],
    failed: Callable[[Page], str],
    frames: PageFrames,
) -> None:
    """Report pages that the templates of an environment cannot render, and replace them.

    An error in a template of the site itself still ends the build with Jinja's message, unless the front
    matter of a page has chosen the template.

    Args:
        environment: the theme's environment, before any page is rendered.
        findings: receives the errors.
        place_of: returns the location of a page.
        failed: returns the replacement for a page.
        frames: renders what generated pages have in common once.
    """

    class GuardedTemplate(Template):
        def render(self, *args: Any, **kwargs: Any) -> str:
            page = args[0].get("page") if args and isinstance(args[0], dict) else None
            if not isinstance(page, Page) or kwargs:
                return super().render(*args, **kwargs)
            own = "template" in page.meta
            with error_boundary(findings, place_of(page), "this page", () if own else (TemplateError,)):
                return frames.render(self.name or "", args[0], super().render)
            return failed(page)

    environment.template_class = GuardedTemplate
