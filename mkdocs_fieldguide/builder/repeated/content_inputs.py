"""What the content of assembled pages depends on, apart from the page itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mkdocs_fieldguide.builder.assembling import Assembled
from mkdocs_fieldguide.builder.repeated.descriptions import UnknownInputError, describe
from mkdocs_fieldguide.files.json_cache import digest_text
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.registry.mentions import MentionIndex
from mkdocs_fieldguide.rendering.page.nested_markdown import NestedMarkdown

_MOST_SLOTS = 2_000
"""Maximum number of placeholders on a page whose content is described."""


def describe_content(assembled: Assembled, settings: str) -> str:
    """Return a digest of what every assembled page depends on; empty if that is not known.

    It does not contain the descriptions of tools: a page depends on those of few tools.

    Args:
        assembled: the site, before its pages are assembled.
        settings: a digest of the settings and templates.
    """
    converted, context = assembled.converted, assembled.context
    planned = converted.planned
    sources = planned.loaded.sources
    if not sources.digest or not sources.outline:
        return ""
    if any('"#fg-icon-' in content for content in _texts(assembled)):
        return ""  # an author uses the icons of our directives, which other pages may have
    try:
        parts = (
            settings,
            sources.outline,
            describe(
                [
                    (path, page.text[: len(page.text) - len(page.body)])
                    for path, page in planned.pages.sources.items()
                ]
            ),
            describe(dict(context.registry.pages)),
            describe(dict(planned.pages.left_out)),
            describe(dict(context.urls.pages)),
            describe(context.urls.files),
            describe([planned.pages.unpublished, planned.registry.external_registries]),
            repr(planned.listings),
            describe(converted.order),
            describe(context.options.build_date),
            describe(context.indexes.contribution_dates),
            _describe_mentions(context.mentions),
        )
    except UnknownInputError:
        return ""
    return digest_text("\0".join(parts))


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
