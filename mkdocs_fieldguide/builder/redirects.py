"""Redirects: `redirect_from` and `redirect_to` in front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from mkdocs_fieldguide.builder.output_claims import outputs_of_sources, report_unsafe
from mkdocs_fieldguide.content.addresses import guess_url, looks_like_host, read_address
from mkdocs_fieldguide.files.output_folder import OutputPaths, PathTakenError
from mkdocs_fieldguide.files.output_paths import UnsafePathError, resolve_output_path
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name
from mkdocs_fieldguide.findings.wording import HINT_UNPUBLISHED, shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.url_parsing import join_url
from mkdocs_fieldguide.model.urls import web_url
from mkdocs_fieldguide.registry.registry import Registry


@dataclass(frozen=True, slots=True)
class Redirects:
    """The redirects of a site.

    Attributes:
        pages: targets of pages that are redirects, by source path: full URLs, or URLs below the site's root.
        files: targets of old URLs, by the output file of the old URL.
        places: locations of these redirects in front matter, by the same file.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """The target of a redirect, as in the HTML of its page.

    Attributes:
        url: the URL relative to the old one, or a full URL.
        canonical: the full URL if the site has a `site_url`, else the same as `url`.
    """

    url: str
    canonical: str


def link_target(address: str, old: str, site_url: str) -> Target:
    """Return the target of a redirect as its page links to it.

    Args:
        address: the target: a full URL, or a URL below the site's root.
        old: the old URL below the site's root.
        site_url: the URL of the site; may be empty.
    """
    if "://" in address:
        return Target(address, address)
    url = get_relative_url(address or "./", old)
    return Target(url, join_url(site_url, address) if site_url else url)


class _Planner:
    def __init__(self, registry: Registry, files: Files, findings: Findings) -> None:
        self.registry = registry
        self.files = files
        self.findings = findings
        self.names = NameIndex(page.id for page in registry.pages.values())

    def targets(self) -> dict[str, str]:
        """Return the target of each page that is a redirect: a source path or a full URL."""
        found: dict[str, str] = {}
        for path, page in self.registry.pages.items():
            if page.redirect_to:
                target = self._target(page, page.redirect_to)
                if target:
                    found[path] = target
        for path in self._in_loops(found):
            page = self.registry.pages[path]
            self.findings.add(
                Code.REDIRECT_LOOP,
                page.source.at("redirect_to"),
                f"The redirect to “{shorten(page.redirect_to)}” leads back to this page and is ignored.",
                "Remove one of the redirects.",
            )
            del found[path]
        return found

    def _target(self, page: PageInfo, written: str) -> str:
        if "://" in written or written.startswith("mailto:"):
            url = web_url(read_address(written).url or "")
            if url is not None:
                return url
            self.findings.add(
                Code.UNSAFE_URL,
                page.source.at("redirect_to"),
                f"The page cannot redirect to “{shorten(written)}”; the redirect is ignored.",
                "Expected a page, or a URL that begins with https:// or http://.",
            )
            return ""
        match = self.registry.resolve_page(written, page.path)
        if match.page is not None:
            return match.page.path
        file = self.files.get_file_from_path(written.lstrip("/"))
        if file is not None:
            return file.src_uri
        if looks_like_host(written) or read_address(written).meant:
            self.findings.add(
                Code.UNSAFE_URL,
                page.source.at("redirect_to"),
                f"The page redirects to “{shorten(written)}”, which has no scheme; the redirect is ignored.",
                f"Did you mean “{guess_url(written)}”?",
            )
            return ""
        left_out = self.registry.resolve_unpublished(written, page.path)
        why = "does not exist" if left_out is None else "is not part of the site"
        self.findings.add(
            Code.DEAD_LINK,
            page.source.at("redirect_to"),
            f"The page redirects to “{shorten(written)}”, which {why}; the redirect is ignored.",
            suggest_name(written, self.names) if left_out is None else HINT_UNPUBLISHED,
        )
        return ""

    @staticmethod
    def _in_loops(targets: Mapping[str, str]) -> list[str]:
        """Return the pages whose redirects lead back to them; each page is visited once."""
        done: set[str] = set()
        looping: list[str] = []
        for start in targets:
            way: dict[str, int] = {}
            at = start
            while at in targets and at not in done and at not in way:
                way[at] = len(way)
                at = targets[at]
            if at in way:
                looping += [path for path, location in way.items() if location >= way[at]]
            done.update(way)
        return looping


def plan_redirects(
    config: MkDocsConfig,
    registry: Registry,
    files: Files,
    others: Iterable[str],
    findings: Findings,
    outputs: OutputPaths,
    *,
    with_html: bool = False,
    folder: str = "",
) -> Redirects:
    """Resolve all redirects, and claim the output paths of old URLs.

    Args:
        config: the site's configuration.
        registry: the registry with the pages.
        files: all files of the site.
        others: source paths of removed pages whose URLs another plugin redirects.
        findings: receives DEAD_LINK, UNSAFE_URL, UNSAFE_PATH, PAGE_COLLISION and REDIRECT_LOOP.
        outputs: the output paths that are taken; receives those of the redirects.
        with_html: whether pages also answer at their URLs with `.html`.
        folder: the folder of the language; see `language_folder`.
    """
    # More than seven parameters: redirects depend on the settings, the pages and what others write.
    left_to_others = outputs_of_sources(config, others)
    targets = _Planner(registry, files, findings).targets()
    pages = {f"“{file.src_uri}”" for file in files.documentation_pages(inclusion=lambda level: True)}
    own: dict[str, str] = {}
    places: dict[str, Location] = {}

    def add(page: PageInfo, address: str, location: Location) -> None:
        said = f"The old URL “{shorten(address)}”"
        holder = f"a redirect to “{page.path}”"
        file = files.get_file_from_path(page.path)
        try:
            output = resolve_output_path(address, use_directory_urls=config.use_directory_urls)
            if not output.startswith(folder):
                output = folder + output
            if output in left_to_others:
                return
            if file is not None and file.dest_uri == output:
                hint = "Remove it from `redirect_from`."
                findings.add(
                    Code.REDIRECT_LOOP,
                    location,
                    f"{said} is the URL of the page itself and is ignored.",
                    hint,
                )
                return
            outputs.claim(output, holder)
        except PathTakenError as error:
            is_page = error.owner in pages or error.owner.startswith("a redirect to ")
            code = Code.PAGE_COLLISION if is_page else Code.UNSAFE_PATH
            findings.add(
                code, location, f"{said} is already the URL of {error.owner}; it is ignored.", "Remove it."
            )
        except UnsafePathError as error:
            report_unsafe(error, location, f"The redirect from “{shorten(address)}”", findings)
        else:
            own[output] = page.path
            places[output] = location

    for page in registry.pages.values():
        for number, address in enumerate(page.redirect_from):
            add(page, address, page.source.at("redirect_from", number))

    if with_html:
        found = _html_addresses(registry, files, own, outputs)
        own.update(found)
        places.update({output: registry.pages[path].source.start for output, path in found.items()})
    ends: dict[str, str] = {}

    def address_of(path: str) -> str:
        way = []
        while path in targets and path not in ends:
            way.append(path)
            path = targets[path]
        path = ends.get(path, path)
        ends.update(dict.fromkeys(way, path))
        file = files.get_file_from_path(path)
        return path if file is None else "" if file.url in (".", "./") else file.url

    return Redirects(
        {path: address_of(path) for path in targets},
        {output: address_of(path) for output, path in own.items()},
        places,
    )


def _html_addresses(
    registry: Registry, files: Files, redirects: Mapping[str, str], outputs: OutputPaths
) -> dict[str, str]:
    """Return pages by an output file next to their folder, if it is free: `a.html` for `a/index.html`."""
    pages = {
        file.dest_uri: path
        for path in registry.pages
        if (file := files.get_file_from_path(path)) is not None and not registry.pages[path].generated
    }
    found = {}
    for output, path in {**redirects, **pages}.items():
        folder = output.removesuffix("/index.html")
        if folder == output:
            continue
        try:
            outputs.claim(f"{folder}.html", f"a redirect to “{path}”")
        except (PathTakenError, UnsafePathError):
            continue
        found[f"{folder}.html"] = path
    return found
