"""The second phase of a build: all front matter is read, and every page of the site is known."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_fieldguide.builder.compat import page_of
from mkdocs_fieldguide.builder.early_pages import EarlyPages, survey
from mkdocs_fieldguide.builder.generated_pages import GeneratedPage, Listings
from mkdocs_fieldguide.builder.languages import complete_files, language_folder
from mkdocs_fieldguide.builder.link_resolver import LinkResolver, silence_mkdocs_link_warnings
from mkdocs_fieldguide.builder.link_targets import address_in_site
from mkdocs_fieldguide.builder.loading import SETTINGS, Loaded
from mkdocs_fieldguide.builder.mkdocs_files import exclude_directory
from mkdocs_fieldguide.builder.output_claims import claim_other_files, outputs_of, report_unsafe
from mkdocs_fieldguide.builder.page_markdown import PageMarkdown
from mkdocs_fieldguide.builder.page_store import PageStore, place_pages, read_pages
from mkdocs_fieldguide.builder.page_type_checks import inspect_types
from mkdocs_fieldguide.builder.performance.empty_pages import EmptyPages
from mkdocs_fieldguide.builder.redirects import Redirects, plan_redirects
from mkdocs_fieldguide.builder.sources import site_language
from mkdocs_fieldguide.builder.unpublished import unpublished_files
from mkdocs_fieldguide.checks.entries import check_entries
from mkdocs_fieldguide.checks.references import check_references
from mkdocs_fieldguide.checks.tags_in_data import check_data_tags
from mkdocs_fieldguide.citations.locator_labels import find_locator_labels
from mkdocs_fieldguide.files.output_folder import OutputPaths, PathTakenError, is_cleaned
from mkdocs_fieldguide.files.output_paths import UnsafePathError
from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import read_regular
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.context import ExpansionContext
from mkdocs_fieldguide.markup.markdown_extension import Conversion, FieldguideExtension
from mkdocs_fieldguide.markup.pandoc_citations import CITATION_STARTS
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.model.references import map_aliases
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.directives import DIRECTIVES
from mkdocs_fieldguide.rendering.ui_strings import UiStrings

_SITE_VALUES = {"site.title": "site_name", "site.description": "site_description", "site.url": "site_url"}


@dataclass(frozen=True, slots=True)
class Planned:
    """A site whose pages are known, but not converted yet.

    Attributes:
        loaded: the phase before.
        files: the files of the site, with the generated pages.
        pages: front matter and text of the pages that authors wrote.
        outputs: the output paths that are taken.
        registry: tools, people, organisations, references and pages, and how they are related.
        listings: the generated pages and the listings.
        redirects: the redirects from old URLs and from pages.
        placeholders: the tags that were taken out of the pages' text.
        markdown: takes the tags out of the pages' text.
        links: resolves links between pages.
        words: the UI strings.
        empty_pages: converts pages without text.
    """

    # Twelve fields, made at one place: each is the result of one step of planning.
    loaded: Loaded
    files: Files
    pages: PageStore
    outputs: OutputPaths
    registry: Registry
    listings: Listings
    redirects: Redirects
    placeholders: PlaceholderTable
    markdown: PageMarkdown
    links: LinkResolver
    words: UiStrings
    empty_pages: EmptyPages = field(default_factory=EmptyPages)


def plan(loaded: Loaded, files: Files, *, previews: bool = False, early: EarlyPages | None = None) -> Planned:
    """Read all front matter, plan generated pages and redirects, and set up the conversion of pages.

    Args:
        loaded: the site as read so far; its Markdown extensions receive ours.
        files: the files of the site; generated pages are added, files that cannot be written are removed.
        previews: whether the build writes drafts too, as `mkdocs serve` does.
        early: the generated pages that other plugins have seen; None in a dry run, which has no others.
    """
    config = loaded.config
    complete_files(files, config)
    exclude_directory(files, loaded.sources.data_dir)
    removed = early.withdraw(files) if early else set()
    unpublished = unpublished_files(loaded, files, previews=previews)
    outputs = _claim_outputs(loaded, files, unpublished)
    pages = read_pages(loaded, files, loaded.findings, unpublished, early.reader if early else None)
    folder = language_folder(config)
    place_pages(pages, files, outputs, loaded.findings, folder)
    placeholders = _new_placeholders(loaded, pages)
    registry, listings = early.survey(pages) if early else survey(loaded, pages)
    listings = listings.without(removed)
    refused = _add_generated_pages(loaded, listings, files, pages, registry, outputs, early)
    listings = listings.without(refused)
    if early:
        early.finish(listings, files)
    published = Files(file for file in files if file.src_uri not in pages.unpublished)
    _check(loaded, published, registry)
    redirects = Redirects()
    with error_boundary(loaded.findings, loaded.location, "the plan of redirects"):
        redirects = plan_redirects(
            config,
            registry,
            published,
            loaded.plugins.redirected,
            loaded.findings,
            outputs,
            with_html=loaded.options.html_redirects,
            folder=folder,
        )
    words = UiStrings(loaded.options.words, site_language(config))
    context = replace(
        site_names(loaded), address_of=functools.partial(address_in_site, registry=registry, files=files)
    )
    markdown = PageMarkdown(loaded, pages, placeholders, listings, words, context)
    links = LinkResolver(
        registry,
        files,
        markdown.place_of_link,
        loaded.findings,
        report_files=silence_mkdocs_link_warnings(config),
        elsewhere=loaded.plugins.made_pages,
        unpublished=pages.unpublished,
    )
    starts = ("{%", *CITATION_STARTS) if loaded.options.pandoc_citations else ("{%",)
    conversion = Conversion(placeholders, links, page_of, markdown.expand_included_text, starts)
    # A build of another language may have left its own.
    others = [one for one in config.markdown_extensions if not isinstance(one, FieldguideExtension)]
    config.markdown_extensions[:] = [*others, FieldguideExtension(conversion)]  # type: ignore[list-item]
    return Planned(
        loaded=loaded,
        files=files,
        pages=pages,
        outputs=outputs,
        registry=registry,
        listings=listings,
        redirects=redirects,
        placeholders=placeholders,
        markdown=markdown,
        links=links,
        words=words,
    )


def site_names(loaded: Loaded) -> ExpansionContext:
    """Return the names and values of the site that tags can use, without the URLs of pages."""
    pandoc = loaded.options.pandoc_citations
    references = loaded.sources.references
    aliases = map_aliases(references)
    return ExpansionContext(
        {tool.id: tool.name for tool in loaded.sources.data.tools.values()},
        {value: str(loaded.config[name] or "") for value, name in _SITE_VALUES.items()},
        loaded.plugins.foreign_tags,
        reference_aliases=aliases,
        locator_labels=_find_locator_labels(loaded),
        citable=frozenset((*references, *aliases)) if pandoc else frozenset(),
        only_in_brackets=pandoc == "brackets",
        including_tags=loaded.plugins.including_tags,
    )


def _find_locator_labels(loaded: Loaded) -> dict[str, str] | None:
    """Return the labels of locators for citations in pandoc's syntax; None if pages may not use it."""
    if not loaded.options.pandoc_citations:
        return None
    return find_locator_labels(loaded.sources.style, loaded.options.citation_locale)


def _claim_outputs(loaded: Loaded, files: Files, unpublished: frozenset[str]) -> OutputPaths:
    """Return the output paths, with those of all files claimed that are not pages."""
    config, plugins = loaded.config, loaded.plugins
    outputs = outputs_of(
        config,
        plugins.names,
        plugins.redirected,
        plugins.exported,
        cleaned=loaded.dry or is_cleaned(Path(config.site_dir)),
    )
    claim_other_files(
        files,
        outputs,
        loaded.label_of,
        config.docs_dir,
        loaded.findings,
        publishes=loaded.options.exports,
        unpublished=unpublished,
    )
    return outputs


def _new_placeholders(loaded: Loaded, pages: PageStore) -> PlaceholderTable:
    """Return an empty table whose tokens occur in no page and no data file."""
    placeholders = PlaceholderTable()
    placeholders.avoid(
        [*(source.text for source in pages.sources.values()), *map(_text_of, loaded.sources.files)]
    )
    return placeholders


def _add_generated_pages(
    loaded: Loaded,
    listings: Listings,
    files: Files,
    pages: PageStore,
    registry: Registry,
    outputs: OutputPaths,
    early: EarlyPages | None,
) -> set[str]:
    """Add the generated pages to the files; return the paths of those whose output path is not free."""
    refused: set[str] = set()
    for path, generated in listings.generated.items():
        if early:
            file = early.file(path, generated)
        else:
            file = File.generated(loaded.config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        try:
            outputs.claim(file.dest_uri, f"“{path}”")
        except UnsafePathError as error:
            refused.add(path)
            _report_refused(loaded, generated, error, pages, registry)
        else:
            files.append(file)
    return refused


def _report_refused(
    loaded: Loaded, generated: GeneratedPage, error: UnsafePathError, pages: PageStore, registry: Registry
) -> None:
    """Report a generated page that is left out of the site."""
    written = error.owner.strip("“”") if isinstance(error, PathTakenError) else ""
    page = pages.infos.get(written)
    if page is not None:
        loaded.findings.add(
            Code.PAGE_COLLISION,
            page.source.at("permalink"),
            f"“{written}” has the same URL as the generated page “{generated.path}”, which is left out.",
            "Rename the page or give it another permalink.",
        )
        return
    entry = generated.entry(registry)
    location = entry.defined_at if entry else SETTINGS
    report_unsafe(error, location, f"The generated page “{shorten(generated.path)}”", loaded.findings)


def _check(loaded: Loaded, files: Files, registry: Registry) -> None:
    """Run the checks that need no converted page."""
    findings = loaded.findings
    for check in (check_references, check_entries):
        with error_boundary(findings, loaded.location, f"the check “{check.__name__}”"):
            check(registry, findings)
    with error_boundary(findings, loaded.location, "the check “check_data_tags”"):
        check_data_tags(registry, DIRECTIVES, findings)
    with error_boundary(findings, loaded.location, "the check “inspect_types”"):
        inspect_types(loaded, files, registry)


def _text_of(path: Path) -> str:
    """Return the text of a file; bytes that cannot be read are replaced, as is a file that cannot be read."""
    try:
        return read_regular(path, MAX_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
