"""Renders the theme's template once for generated pages of a folder that differ only in title and content.

Material's templates take a third of the time of a generated page.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.performance.shared_navigation import SharedNavigation
from mkdocs_fieldguide.builder.performance.stand_in import COPIED, StandIn
from mkdocs_fieldguide.builder.repeated.template_inputs import own_templates
from mkdocs_fieldguide.builder.theme import MATERIAL

_READS_TEXT = re.compile(r"""(?:\.|\[\s*["'])\s*(?:title|content|url|canonical_url)\b|\battr\b""")
"""Matches templates that read what differs between pages with the same frame."""

_PLAIN = re.compile(r"[a-z0-9._~-]+", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A rendered template, with marks.

    Attributes:
        stand_in: the page for which it was rendered.
        context: the other variables of the template.
        parts: its HTML, split at the marks: every second part is a mark.
    """

    stand_in: StandIn
    context: Mapping[str, Any]
    parts: list[str]

    @classmethod
    def render(cls, context: dict[str, Any], name: str, render: Callable[[dict[str, Any]], str]) -> _Frame:
        """Render the frame of a page.

        Args:
            context: the variables of the template.
            name: the last part of the page's URL.
            render: renders the template.
        """
        page = StandIn(context["page"], name, secrets.token_hex(8))
        marks = "|".join(re.escape(str(mark)) for mark in (page.title, page.content, page.url_mark))
        return cls(page, context, re.split(f"({marks})", render({**context, "page": page})))

    def filled(self, context: Mapping[str, Any], name: str) -> str | None:
        """Return a page in this frame; None if the template may render it differently.

        Args:
            context: the variables of the template.
            name: the last part of the page's URL.
        """
        page, frame = context["page"], self.stand_in
        title, content = str(page.title), page.content or ""
        if not (
            frame.title.stands_for(title)
            and frame.content.stands_for(content)
            and (page.canonical_url or "") == frame.canonical_url.replace(frame.url_mark, name)
            and all(getattr(page, attribute) == getattr(frame, attribute) for attribute in COPIED)
            and _are_equal(context, self.context)
        ):
            return None
        values = {str(frame.title): title, str(frame.content): content, frame.url_mark: name}
        parts = self.parts.copy()
        parts[1::2] = [values[mark] for mark in parts[1::2]]
        return "".join(parts)


class PageFrames:
    """The frames of a build, by template, folder and metadata.

    Only generated pages have them: mostly, they differ in nothing but title, content and URL. The frame is
    made with the second page of a kind, and used for others only if it gives the page that the template
    gives. A template, filter or plugin that reads anything else of a page prevents it from sharing a frame.

    Args:
        generated: the source paths of the generated pages; empty if no page may share a frame.
        navigation: knows which pages have the same navigation.
    """

    def __init__(self, generated: Container[str], navigation: SharedNavigation) -> None:
        self._generated = generated
        self._navigation = navigation
        self._frames: dict[tuple[str, str, str], _Frame | None] = {}
        self._seen: set[tuple[str, str, str]] = set()

    def render(self, template: str, context: dict[str, Any], render: Callable[[dict[str, Any]], str]) -> str:
        """Return a page.

        Args:
            template: the name of the template.
            context: its variables.
            render: renders it.
        """
        page = context["page"]
        folder = self._folder_of(page, context)
        if not folder:
            return render(context)
        key = (template, folder, repr({**page.meta, "title": ""}))
        name = page.url.removeprefix(folder).rstrip("/")
        frame = self._frames.get(key)
        if frame is not None and (shared := frame.filled(context, name)) is not None:
            return shared
        output = render(context)
        if key in self._seen and key not in self._frames:
            self._frames[key] = _proven_frame(context, name, render, output)
        self._seen.add(key)
        return output

    def _folder_of(self, page: Page, context: Mapping[str, Any]) -> str:
        """Return the folder of a page that can share a frame; empty for others."""
        if (
            page.file.src_uri not in self._generated
            or page.parent
            or len(page.toc)
            or not page.title
            or str(page.title) != str(page.meta.get("title"))
        ):
            return ""
        folder = self._navigation.folder_of(page, context["nav"])
        return folder if _PLAIN.fullmatch(page.url.removeprefix(folder).rstrip("/")) else ""


def may_share_frames(config: MkDocsConfig) -> bool:
    """Return whether none of the site's own templates reads the title, content or URL of a page.

    A filter such as `replace` may change some pages only, and the one for which the frame is made is not
    among them. The templates of Material and of this package have no such filter.
    """
    return config.theme.name in MATERIAL and not any(
        _READS_TEXT.search(path.read_text(encoding="utf-8", errors="replace"))
        for path in own_templates(config)
    )


def _proven_frame(
    context: dict[str, Any], name: str, render: Callable[[dict[str, Any]], str], expected: str
) -> _Frame | None:
    """Return the frame of a page; None if the page in it is not the expected one."""
    try:
        frame = _Frame.render(context, name, render)
        return frame if frame.filled(context, name) == expected else None
    except Exception:  # whatever a template or filter raises for something that is not a page
        return None


def _are_equal(context: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two pages have the same variables, except for the page and the time."""
    return context.keys() == other.keys() and all(
        value is other[name] or name in ("page", "build_date_utc") or value == other[name]
        for name, value in context.items()
    )
