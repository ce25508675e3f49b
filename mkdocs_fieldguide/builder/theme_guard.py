"""What the theme's templates get from the plugin, and an error boundary around them.

A page that they cannot render does not stop the build.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, Template, TemplateError
from markupsafe import Markup
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.assembling import Assembled
from mkdocs_fieldguide.builder.performance.page_frames import PageFrames, may_share_frames
from mkdocs_fieldguide.builder.performance.shared_navigation import SharedNavigation
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.model.location import Location


def prepare_theme(
    environment: Environment,
    assembled: Assembled,
    not_found: Callable[[str], Markup],
    failed: Callable[[Page], str],
) -> None:
    """Add the functions that the templates of this package call, and the error boundary.

    Args:
        environment: the theme's environment, before any page is rendered.
        assembled: the site.
        not_found: returns the content of the page for error 404.
        failed: returns the replacement for a page that cannot be rendered.
    """
    planned = assembled.converted.planned
    loaded = planned.loaded
    navigation = SharedNavigation(environment)
    environment.globals["fieldguide_frame"] = assembled.chrome
    environment.globals["fieldguide_not_found"] = not_found
    environment.globals["fieldguide_navigation"] = navigation
    sharing = planned.listings.generated if may_share_frames(loaded.config) else ()
    frames = PageFrames(sharing, navigation)
    _guard(environment, loaded.findings, loaded.location_of, failed, frames)


def _guard(
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
