"""Collects the contents of all converted pages before the first of them is rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import escape
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.converting import Converted
from mkdocs_fieldguide.builder.markdown_fragments import FragmentConverter
from mkdocs_fieldguide.checks.links import find_anchors, images_without_alt
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.markup.html_slots import Slot, split_at_placeholders
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.registry.mentions import MentionIndex
from mkdocs_fieldguide.rendering.page.nested_markdown import NestedMarkdown


@dataclass(frozen=True, slots=True)
class PageContents:
    """The content of all pages, by source path.

    Attributes:
        nested: converts the Markdown in the arguments of tags.
        parts: the HTML, split at its placeholders.
        anchors: the anchors that links may lead to, without those that rendering adds.
        pictures: the URLs of pictures in raw HTML that have no alternative text.
        mentions: which pages mention which tools and references.
    """

    nested: NestedMarkdown
    parts: dict[str, list[str | Slot]] = field(default_factory=dict)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    pictures: dict[str, list[str]] = field(default_factory=dict)
    mentions: MentionIndex = field(default_factory=MentionIndex)

    def slots(self) -> dict[str, list[Slot]]:
        """Return the slots of each page."""
        return {
            path: [part for part in parts if isinstance(part, Slot)] for path, parts in self.parts.items()
        }

    def forget_texts(self) -> None:
        """Forget the HTML around the slots, when all pages are assembled."""
        for path, parts in self.parts.items():
            self.parts[path] = [part for part in parts if isinstance(part, Slot)]

    def source_of(self, path: str) -> str:
        """Return the HTML of a page that cannot be rendered, its tags as the author wrote them."""
        parts = self.parts.get(path, [])
        return "".join(part if isinstance(part, str) else escape(part.mark.source) for part in parts)


@dataclass(frozen=True, slots=True)
class ReadHtml:
    """What is in the HTML of a page.

    Attributes:
        parts: the HTML, split at its placeholders.
        anchors: the anchors that links may lead to.
        pictures: the URLs of pictures without alternative text.
    """

    parts: list[str | Slot]
    anchors: frozenset[str] = frozenset()
    pictures: tuple[str, ...] = ()


HtmlReader = Callable[[str, str, PlaceholderTable], ReadHtml]
"""Returns what is in the HTML of a page, given its source path."""


def read_html(html: str, placeholders: PlaceholderTable) -> ReadHtml:
    """Return what is in the HTML of a page."""
    return ReadHtml(
        split_at_placeholders(html, placeholders) if placeholders.start in html else [html],
        find_anchors(html),
        tuple(images_without_alt(html)) if "<img" in html else (),
    )


def collect(
    converted: Converted, read: HtmlReader = lambda path, html, table: read_html(html, table)
) -> PageContents:
    """Split all pages at their placeholders, and record their anchors, pictures and mentions.

    Args:
        converted: the site, its pages converted.
        read: returns what is in the HTML of a page.
    """
    planned = converted.planned
    loaded = planned.loaded
    fragments = FragmentConverter(loaded.config, converted.files)
    contents = PageContents(NestedMarkdown(planned.placeholders, fragments))
    for page in converted.pages:
        with error_boundary(loaded.findings, loaded.location_of(page), "this page"):
            _collect_page(contents, converted, page, read)
    return contents


def _collect_page(contents: PageContents, converted: Converted, page: Page, read: HtmlReader) -> None:
    content, path = page.content or "", page.file.src_uri
    contents.parts[path] = [content]
    if not content:
        contents.anchors[path] = frozenset()
        return
    found = read(path, content, converted.planned.placeholders)
    contents.parts[path] = found.parts
    contents.anchors[path] = found.anchors
    if "<img" in content:
        contents.pictures[path] = list(found.pictures)
    # A hook may write tags into generated pages, which the registry does not know.
    if len(found.parts) > 1 and path in converted.registry.pages:
        slots = contents.nested.all_slots(found.parts)
        contents.mentions.record(path, slots, converted.registry.references)
