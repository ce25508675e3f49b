"""Where everything is in the finished site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from mkdocs_fieldguide.model.anchors import make_file_name
from mkdocs_fieldguide.model.people import PORTRAIT_EXTENSIONS, PORTRAIT_FOLDER, PORTRAIT_SIZE, Person

FLAGS = "assets/fieldguide/flags/{}.svg"
"""Where the theme keeps the flag of a country, by two-letter code."""


def root_of(url: str) -> str:
    """Return the relative address of the site's root, as seen from a page.

    Args:
        url: the page's address below the root, such as `tools/beacon/`; `./` is the root itself.
    """
    return "../" * url.removeprefix("./").count("/") or "./"


@dataclass(frozen=True, slots=True)
class SiteUrls:
    """Addresses below the site's root, without a leading `/`.

    Attributes:
        pages: of pages, by source path.
        tools: of tools' pages, by id.
        people: of people's pages, by name.
        organisations: of organisations' pages, by name.
        listings: of listing pages, by the listing's name.
        types: of the pages that list the pages of a type, by type.
        countries: of countries' pages, by two-letter code.
        parts: source paths of the pages that a listing stands on where it has too many rows for one, by the
            listing's name.
        files: addresses of all other files of the site, pictures among them.
        references: names of the files of references, by key.
        publishes: whether the site publishes its data for machines.
        remote_pictures: whether pictures on other servers may be shown: each reader's browser asks there.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    tools: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    organisations: Mapping[str, str] = field(default_factory=dict)
    listings: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    references: Mapping[str, str] = field(default_factory=dict)
    publishes: bool = False
    remote_pictures: bool = False


class Links:
    """Relative links as seen from one page; empty texts where there is nothing to link to.

    Args:
        addresses: where everything is.
        root: relative address of the site's root, see `root_of`; kept without `./`.
    """

    def __init__(self, addresses: SiteUrls, root: str) -> None:
        self._addresses = addresses
        self.root = root.removeprefix("./")

    def page(self, path: str) -> str:
        """Return the link to a page."""
        return self._to(self._addresses.pages.get(path))

    def tool(self, identifier: str) -> str:
        """Return the link to a tool's page."""
        return self._to(self._addresses.tools.get(identifier))

    def person(self, name: str) -> str:
        """Return the link to a person's page."""
        return self._to(self._addresses.people.get(name))

    def organisation(self, name: str) -> str:
        """Return the link to an organisation's page."""
        return self._to(self._addresses.organisations.get(name))

    def listing(self, name: str) -> str:
        """Return the link to a listing page."""
        return self._to(self._addresses.listings.get(name))

    def type(self, name: str) -> str:
        """Return the link to the page that lists the pages of a type."""
        return self._to(self._addresses.types.get(name))

    def country(self, code: str) -> str:
        """Return the link to a country's page."""
        return self._to(self._addresses.countries.get(code))

    def flag(self, code: str) -> str:
        """Return the address of a country's flag; empty when there is none."""
        path = FLAGS.format(code)
        return self.root + path if path in self._addresses.files else ""

    def published(self, name: str) -> str:
        """Return the address of a file that the site publishes for machines; empty when it does not."""
        return f"{self.root}fieldguide/{name}" if self._addresses.publishes else ""

    def reference_file(self, key: str, ending: str) -> str:
        """Return the address of a reference in a format for download."""
        name = self._addresses.references.get(key) or make_file_name(key)
        return self.published(f"references/{name}.{ending}")

    def picture(self, path: str | None) -> str:
        """Return the address of a picture; empty for one that is missing or may not be shown.

        Args:
            path: as in data files: below the site's root, with or without `/`, or a whole address.
        """
        if not path:
            return ""
        if path.startswith(("https://", "http://")):
            return path if self._addresses.remote_pictures else ""
        path = path.lstrip("/")
        return self.root + quote(path) if path in self._addresses.files else ""

    def portrait(self, person: Person, *, stored: bool = True) -> str:
        """Return the address of somebody's picture: one in the site before one elsewhere; empty for none.

        Args:
            person: who is shown.
            stored: whether the folder of pictures may hold theirs.
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
