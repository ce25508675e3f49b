"""What the content of assembled pages depends on, apart from the page itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs_fieldguide.builder.assembling import Assembled
from mkdocs_fieldguide.builder.repeated.descriptions import UnknownInputError, describe
from mkdocs_fieldguide.files.json_cache import digest_text
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.registry.mentions import MentionIndex
from mkdocs_fieldguide.rendering.page.nested_markdown import NestedMarkdown

_URLS_OF_ENTRIES = (
    *("tools", "people", "organisations", "listings", "types", "countries", "parts", "references"),
    "spellings",
)
"""Mappings of `SiteUrls` that do not change with each page."""

_MOST_SLOTS = 2_000
"""Maximum number of placeholders on a page whose content is described."""


@dataclass(frozen=True, slots=True)
class ContentInputs:
    """Digests of what assembled pages depend on, apart from the page itself; empty if they are unknown.

    Attributes:
        shared: of what every page depends on. It does not contain the descriptions of tools: a page depends
            on those of few tools.
        others: of what pages may read of other pages, see `SiteReads`.
    """

    shared: str = ""
    others: str = ""


def describe_content(assembled: Assembled, settings: str) -> ContentInputs:
    """Return what assembled pages depend on.

    Args:
        assembled: the site, before its pages are assembled.
        settings: a digest of the settings and templates.
    """
    converted, context = assembled.converted, assembled.context
    planned = converted.planned
    sources, urls = planned.loaded.sources, context.urls
    if not settings or not sources.digest or not sources.outline:
        return ContentInputs()
    if any('"#fg-icon-' in content for content in _texts(assembled)):
        return ContentInputs()  # an author uses the icons of our directives, which other pages may have
    try:
        shared = (
            settings,
            sources.outline,
            describe(dict(planned.pages.left_out)),
            describe([dict(getattr(urls, name)) for name in _URLS_OF_ENTRIES]),
            describe([urls.files, urls.folder, urls.publishes, urls.remote_pictures]),
            describe([planned.pages.unpublished, planned.registry.external_registries]),
            repr(planned.listings),
            describe(context.options.build_date),
            describe(context.indexes.contribution_dates),
        )
        others = (
            describe(front_matter(assembled)),
            describe(dict(converted.registry.pages)),
            describe(dict(urls.pages)),
            describe(converted.order),
            _describe_mentions(assembled.contents.mentions),
        )
    except UnknownInputError:
        return ContentInputs()
    return ContentInputs(digest_text("\0".join(shared)), digest_text("\0".join(others)))


def front_matter(assembled: Assembled) -> dict[str, str]:
    """Return the front matter of each page, as written, by source path."""
    sources = assembled.converted.planned.pages.sources
    return {path: page.text[: len(page.text) - len(page.body)] for path, page in sources.items()}


def describe_parts(
    parts: Sequence[str | Slot], nested: NestedMarkdown, placeholders: PlaceholderTable
) -> str:
    """Return a digest of the content of a page; empty if it is too large.

    Args:
        parts: its HTML, split at its slots.
        nested: converts the Markdown in the arguments of directives.
        placeholders: the placeholders of the build.
    """
    found = [part if isinstance(part, str) else "\0" for part in parts]
    if len(found) > 1:
        for number, slot in enumerate(nested.all_slots(parts)):
            if number == _MOST_SLOTS:
                return ""
            found.append(_describe_slot(slot))
            found += [part if isinstance(part, str) else "\0" for part in nested.parts(slot)]
    return digest_text(placeholders.restore("\1".join(found)))


def _describe_slot(slot: Slot) -> str:
    mark, call = slot.mark, slot.mark.call
    arguments = [call.directive.name, call.words, call.values, call.cites] if call else []
    place = [slot.where, slot.heading, slot.in_paragraph, slot.level]
    return repr([place, mark.kind, mark.source, mark.page, mark.plain, mark.path, mark.problems, arguments])


def _describe_mentions(mentions: MentionIndex) -> str:
    return repr(
        [
            [name, [[page, [(one.anchor, one.heading) for one in found]] for page, found in pages.items()]]
            for index in (mentions.tools(), mentions.references())
            for name, pages in index.items()
        ]
    )


def _texts(assembled: Assembled) -> Iterable[str]:
    return (part for parts in assembled.contents.parts.values() for part in parts if isinstance(part, str))
