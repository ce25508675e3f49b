"""Creates the context of rendering from a converted site."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path

from mkdocs.utils import get_build_datetime

from mkdocs_fieldguide.builder.collecting import PageContents
from mkdocs_fieldguide.builder.contribution_dates import contribution_dates
from mkdocs_fieldguide.builder.converting import Converted
from mkdocs_fieldguide.builder.edit_links import editing_of
from mkdocs_fieldguide.builder.languages import language_folder
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.performance.template_cache import enable_bytecode_cache
from mkdocs_fieldguide.builder.theme import icon_folders
from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.content.git_history import Span
from mkdocs_fieldguide.export.references.coins import to_coins
from mkdocs_fieldguide.model.anchors import make_file_names
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.model.unicode_forms import spellings
from mkdocs_fieldguide.registry.countries import summarise_countries
from mkdocs_fieldguide.registry.previous_next import Neighbours, find_previous_and_next
from mkdocs_fieldguide.rendering.context import (
    Chrome,
    Citations,
    Indexes,
    PageCitation,
    PageTexts,
    RenderContext,
    RenderOptions,
)
from mkdocs_fieldguide.rendering.icons import Icons
from mkdocs_fieldguide.rendering.null import DryTemplates
from mkdocs_fieldguide.rendering.site_addresses import SiteAddresses
from mkdocs_fieldguide.rendering.templates import Templates
from mkdocs_fieldguide.rendering.tools.mention_excerpts import MentionExcerpts
from mkdocs_fieldguide.rendering.urls import SiteUrls


def make_context(
    converted: Converted,
    contents: PageContents,
    formatter: Callable[[str], Formatter],
    citation_of_page: Callable[[str], PageCitation | None],
) -> RenderContext:
    """Return the context of rendering.

    Args:
        converted: the site, its pages converted.
        contents: the contents of its pages.
        formatter: returns the formatter of a citation style; of the site's own for an empty name.
        citation_of_page: returns how the page with a source path is cited; None for a page that is not cited.
    """
    planned = converted.planned
    loaded = planned.loaded
    config, options = loaded.config, loaded.options
    registry, mentions, urls = converted.registry, contents.mentions, _site_urls(converted)
    addresses = SiteAddresses(registry, urls)
    excerpts = MentionExcerpts(contents.parts, contents.nested.parts)
    return RenderContext(
        registry=registry,
        mentions=mentions,
        urls=urls,
        addresses=addresses,
        templates=_templates(converted, addresses),
        words=planned.words,
        icons=Icons(icon_folders(config)),
        findings=loaded.findings,
        indexes=Indexes(
            registry, mentions, urls.files, _neighbours(converted), _contribution_dates(converted)
        ),
        citations=Citations(formatter, citation_of_page, _coins()),
        text=PageTexts(planned.placeholders, contents.nested, excerpts),
        chrome=Chrome(
            loaded.sources.data.footer,
            options.announcement,
            config.repo_url or "",
            editing_of(config, options),
        ),
        options=_render_options(loaded),
    )


def _coins() -> Callable[[Reference], str]:
    """Return a function that makes the COinS of each reference once; many pages list the same references."""
    made: dict[str, str] = {}

    def coins(reference: Reference) -> str:
        if reference.key not in made:
            made[reference.key] = to_coins(reference)
        return made[reference.key]

    return coins


def _render_options(loaded: Loaded) -> RenderOptions:
    options = loaded.options
    plugins = {name.rsplit("/", 1)[-1] for name in loaded.config.plugins}
    return RenderOptions(
        show_email=options.privacy.email,
        sorted_credits=_sorted_credits(options.sort_credits),
        related_pages=3 if options.related_pages is True else int(options.related_pages),
        link_kinds=options.more_information.with_dsw(options.links.dsw),
        page_types=options.page_types,
        build_date=get_build_datetime().date(),
        has_search="search" in plugins,
        has_lightbox="glightbox" in plugins,
    )


def _sorted_credits(setting: object) -> frozenset[str]:
    if isinstance(setting, list):
        return frozenset(map(str, setting))
    return frozenset("*" if setting else ())


def _templates(converted: Converted, addresses: SiteAddresses) -> Templates:
    planned = converted.planned
    loaded = planned.loaded
    if loaded.dry:
        return DryTemplates(Path(folder) for folder in loaded.config.theme.dirs)
    return Templates(
        (Path(folder) for folder in loaded.config.theme.dirs),
        planned.words,
        loaded.options.page_types,
        functools.partial(enable_bytecode_cache, cache=loaded.templates),
        addresses,
    )


def _contribution_dates(converted: Converted) -> Mapping[str, Span]:
    loaded = converted.planned.loaded
    if not loaded.options.contribution_dates:
        return {}
    cache = loaded.cache.guide / "contributions.json" if loaded.cache else None
    return contribution_dates(Path(loaded.config.docs_dir), converted.registry, cache, loaded.findings)


def _neighbours(converted: Converted) -> Mapping[str, Neighbours]:
    loaded = converted.planned.loaded
    theme = loaded.config.theme
    features = (theme["features"] or []) if "features" in theme else []
    # Material's own footer links would show nearly the same pages a second time.
    if not loaded.options.previous_next or "navigation.footer" in features:
        return {}
    positions = {path: position for position, path in enumerate(converted.order)}
    return find_previous_and_next(converted.registry.pages_by_type.values(), positions)


def _site_urls(converted: Converted) -> SiteUrls:
    def urls(paths: Mapping[str, str]) -> dict[str, str]:
        return {key: pages[path] for key, path in paths.items() if path in pages}

    registry, listings = converted.registry, converted.planned.listings
    options = converted.planned.loaded.options
    pages: dict[str, str] = {}
    unpublished = converted.planned.pages.unpublished
    published = [file for file in converted.files if file.src_uri not in unpublished]
    for file in published:
        if not file.is_documentation_page():
            continue
        pages[file.src_uri] = "" if file.url in (".", "./") else file.url
    authored = {
        code: country.page.path for code, country in summarise_countries(registry).items() if country.page
    }
    others = frozenset(file.dest_uri for file in published if not file.is_documentation_page())
    return SiteUrls(
        pages=pages,
        tools=urls(listings.tools),
        people=urls(listings.people),
        organisations=urls(listings.organisations),
        listings=urls(listings.listings),
        types=urls(listings.types),
        countries={**urls(listings.countries), **urls(authored)},
        parts=listings.parts,
        files=others,
        spellings=spellings(others),
        references=make_file_names(registry.references),
        publishes=options.exports,
        folder=language_folder(converted.planned.loaded.config),
        remote_pictures=options.privacy.avatars,
    )
