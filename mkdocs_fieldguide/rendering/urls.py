"""URLs of pages and files of the site."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from mkdocs_fieldguide.model.anchors import make_file_name
from mkdocs_fieldguide.model.people import PORTRAIT_EXTENSIONS, PORTRAIT_FOLDER, PORTRAIT_SIZE, Person
from mkdocs_fieldguide.model.unicode_forms import normalise

FLAGS = "assets/fieldguide/flags/{}.svg"
"""Path of the flag of a country, by two-letter code."""


def root_of(url: str) -> str:
    """Return the relative URL of the site's root, as seen from a page.

    Args:
        url: the page's URL relative to the root, such as `tools/beacon/`; `./` is the root itself.
    """
    return "../" * url.removeprefix("./").count("/") or "./"


@dataclass(frozen=True, slots=True)
class SiteUrls:
    """URLs relative to the site's root, without a leading `/`.

    Attributes:
        pages: of pages, by source path.
        tools: of tools' pages, by id.
        people: of people's pages, by name.
        organisations: of organisations' pages, by name.
        listings: of listing pages, by the listing's name.
        types: of the listings of page types, by type.
        countries: of countries' pages, by two-letter code.
        parts: source paths of the pages of a listing that is too large for one page, by the listing's name.
        files: of all other files of the site, including images.
        spellings: those of the other files that are not ASCII, by their form NFC.
        references: file names of references, by citation key.
        folder: the folder of the site's language, with a final `/`; empty for the default language.
        publishes: whether the site publishes its data in machine-readable formats.
        remote_pictures: whether images from other servers, which readers' browsers contact, may be shown.
    """

    # More than twelve attributes: one for each kind of URL.

    pages: Mapping[str, str] = field(default_factory=dict)
    tools: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    organisations: Mapping[str, str] = field(default_factory=dict)
    listings: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    spellings: Mapping[str, str] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    publishes: bool = False
    remote_pictures: bool = False

    def file(self, path: str) -> str:
        """Return the path of a file from the site's root; empty if the site has no such file.

        Args:
            path: the path with or without `./`, a leading `/` and percent-encoding.
        """
        plain = posixpath.normpath("/" + path.strip()).lstrip("/")
        for name in (plain, unquote(plain)):
            if found := name if name in self.files else self.spellings.get(normalise("NFC", name)):
                return found
        return ""


class Links:
    """Makes links relative to the pages at one depth of the site; they are empty if there is no target.

    Args:
        urls: the URLs of the site.
        root: relative URL of the site's root, see `root_of`; stored without `./`.
    """

    def __init__(self, urls: SiteUrls, root: str) -> None:
        self._urls = urls
        self.root = root.removeprefix("./")

    def page(self, path: str) -> str:
        """Return the link to a page."""
        return self._to(self._urls.pages.get(path))

    def tool(self, identifier: str) -> str:
        """Return the link to a tool's page."""
        return self._to(self._urls.tools.get(identifier))

    def person(self, name: str) -> str:
        """Return the link to a person's page."""
        return self._to(self._urls.people.get(name))

    def organisation(self, name: str) -> str:
        """Return the link to an organisation's page."""
        return self._to(self._urls.organisations.get(name))

    def listing(self, name: str) -> str:
        """Return the link to a listing page."""
        return self._to(self._urls.listings.get(name))

    def type(self, name: str) -> str:
        """Return the link to the listing of a page type."""
        return self._to(self._urls.types.get(name))

    def country(self, code: str) -> str:
        """Return the link to a country's page."""
        return self._to(self._urls.countries.get(code))

    def flag(self, code: str) -> str:
        """Return the URL of a country's flag; empty if there is none."""
        path = FLAGS.format(code)
        return self.root + path if path in self._urls.files else ""

    def published(self, name: str) -> str:
        """Return the URL of a machine-readable file; empty if the site publishes none."""
        return f"{self.root}{self._urls.folder}fieldguide/{name}" if self._urls.publishes else ""

    def reference_file(self, key: str, ending: str) -> str:
        """Return the URL of a reference in a download format."""
        name = self._urls.references.get(key) or make_file_name(key)
        return self.published(f"references/{name}.{ending}")

    def picture(self, path: str | None) -> str:
        """Return the URL of an image; empty if it is missing or may not be shown.

        Args:
            path: a path below the site's root, with or without a leading `/`, or an absolute URL.
        """
        if not path:
            return ""
        if path.startswith(("https://", "http://")):
            return path if self._urls.remote_pictures else ""
        found = self._urls.file(path)
        return self.root + quote(found) if found else ""

    def portrait(self, person: Person, *, stored: bool = True) -> str:
        """Return the URL of a person's picture, preferably one of the site; empty if there is none.

        Args:
            person: the person.
            stored: whether to look for a file in the folder of portraits.
        """
        own = person.image_url or ""
        elsewhere = own.startswith(("https://", "http://"))
        if own and not elsewhere and (picture := self.picture(own)):
            return picture
        for ending in PORTRAIT_EXTENSIONS if stored else ():
            if picture := self.picture(f"{PORTRAIT_FOLDER}/{person.slug}.{ending}"):
                return picture
        if not own and person.git:
            return self.picture(f"https://github.com/{quote(person.git, safe='')}.png?size={PORTRAIT_SIZE}")
        return self.picture(own) if elsewhere else ""

    def _to(self, address: str | None) -> str:
        return "" if address is None else self.root + address or "./"
