"""Check the relative URLs in data: links to pages and files of the site, and its pictures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from mkdocs_fieldguide.content.addresses import guess_url, looks_like_host
from mkdocs_fieldguide.content.inline_markdown import find_links
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name
from mkdocs_fieldguide.findings.wording import HINT_UNPUBLISHED, capitalise, shorten
from mkdocs_fieldguide.model.entries import Entry
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.urls import SITE, is_local, mark_local, safe_url
from mkdocs_fieldguide.registry.registry import Registry


@dataclass(frozen=True, slots=True)
class _Use:
    """A URL in data.

    Attributes:
        url: the URL, with `SITE` before one that is relative to the root.
        what: the text that contains it, as the subject of a sentence.
        location: where it is.
    """

    url: str
    what: str
    location: Location


def check_addresses(
    registry: Registry,
    files: Collection[str],
    resolve: Callable[[str], str | None],
    has_picture: Callable[[str], bool],
    findings: Findings,
) -> None:
    """Report dead relative URLs and missing pictures.

    Args:
        registry: the whole guide.
        files: paths of the files of the site, except pages.
        resolve: returns the URL of a page or file below the site's root; None if there is none.
        has_picture: returns whether the site has a picture.
        findings: receives UNSAFE_URL, AMBIGUOUS_PAGE, DEAD_LINK and MISSING_PICTURE.
    """
    names: list[NameIndex] = []

    def hint(target: str) -> str:
        if not names:
            pages = (name for page in registry.pages.values() for name in (page.id, page.base_name))
            names.append(NameIndex((*files, *pages)))
        return suggest_name(target.strip("/"), names[0])

    for use in _uses(registry):
        target = use.url.removeprefix(SITE)
        if not is_local(use.url) or resolve(target) is not None:
            continue
        if candidates := registry.resolve_page(target, "").candidates:
            listed = ", ".join(shorten(page.path) for page in candidates[:5])
            message = (
                f"{use.what} leads to “{shorten(target)}”, which could be any of {listed}; there is no link."
            )
            findings.add(Code.AMBIGUOUS_PAGE, use.location, message, "Write a `page_id` or a path.")
        elif registry.resolve_unpublished(target, "") is not None:
            message = f"{use.what} leads to “{shorten(target)}”, which is not part of the site."
            findings.add(Code.DEAD_LINK, use.location, message, HINT_UNPUBLISHED)
        elif looks_like_host(target):
            message = f"{use.what} leads to “{shorten(target)}”, which has no scheme; there is no link."
            findings.add(Code.UNSAFE_URL, use.location, message, f"Did you mean “{guess_url(target)}”?")
        elif not target.startswith("/"):  # which may belong to another site on the server
            message = f"{use.what} leads to “{shorten(target)}”, which does not exist; there is no link."
            findings.add(Code.DEAD_LINK, use.location, message, hint(target))
    entries: list[Person | Organisation] = [*registry.people.values(), *registry.organisations.values()]
    for entry in entries:
        path = entry.image_url or ""
        if path and not path.startswith(("https://", "http://")) and not has_picture(path):
            findings.add(
                Code.MISSING_PICTURE,
                entry.source.at("image_url"),
                f"The picture “{shorten(path)}” of “{shorten(entry.name)}” does not exist.",
                hint(path),
            )


def _uses(registry: Registry) -> Iterator[_Use]:
    for tool in (*registry.tools.values(), *registry.national_resources):
        yield from _fields(tool, f"tool “{shorten(tool.id)}”", "url")
    for person in registry.people.values():
        yield from _fields(person, f"person “{shorten(person.name)}”", "url")
    for organisation in registry.organisations.values():
        yield from _fields(organisation, f"organisation “{shorten(organisation.name)}”", "url")
    for news in registry.news:
        yield from _fields(news, f"the news “{shorten(news.name)}”", "linked_pr")
    for event in registry.events:
        label = f"the event “{shorten(event.name)}”"
        yield from _fields(event, label, "url")
        for venue in event.location:
            yield _Use(venue.url, f"A venue of {label}", event.source.at("location"))
    for page in registry.pages.values():
        if page.generated:
            continue
        yield from _fields(page, "this page")
        for kind, links in page.more.items():
            for link in links:
                label = f"“{shorten(link.name)}” of “{kind}”"
                yield from _fields(link, label, "url", "registry_url")


def _fields(entry: Entry, label: str, *keys: str) -> Iterator[_Use]:
    for key in keys:
        if url := getattr(entry, key):
            written = "website" if key == "url" and ("website",) in entry.source.locations else key
            yield _Use(url, f"“{written}” of {label}", entry.source.at(written))
    for key in entry.markdown_keys:
        for url in find_links(getattr(entry, key) or ""):
            marked = mark_local(safe_url(url) or "")
            yield _Use(marked, capitalise(f"“{key}” of {label}"), entry.source.at(key))
