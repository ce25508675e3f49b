"""Pages that the build makes: listings, and a page for each tool, person and organisation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mkdocs_fieldguide.builder.type_listings import plan_types
from mkdocs_fieldguide.config import ListingsConfig
from mkdocs_fieldguide.content.settings.page_types import PageType
from mkdocs_fieldguide.markup.strip_code import strip_code_and_comments
from mkdocs_fieldguide.model.entries import slugify
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.registry.countries import CountrySummary
from mkdocs_fieldguide.rendering.tables.large_tables import parts_of
from mkdocs_fieldguide.rendering.ui_strings import UiStrings

# The rest of a tag; it ends where another begins, so that no text is looked at for each tag above it.
_REST = r"(?:[^%{}]|\{(?![{%]))*"
# As much of a tag as may hold an argument, where the pattern before it may repeat inside of one tag.
_NEAR = r"[^%}]{0,500}"
LISTINGS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "tools": re.compile(
            r"\{%-?\s*include\s+resource-table-all\.html\s*-?%\}|\btool_table\s*(?:\(\s*\)|-?%\})"
        ),
        "references": re.compile(
            # The whole bibliography, not what is cited on the page or chosen from it.
            rf"\{{[%{{]-?\s*bibliography\b(?!{_REST}\b(?:cited|cited_in_order|query|file|max|offset)\b)"
            rf"(?!{_REST}\s-[cCqfmO]\b){_REST}[%}}]\}}"
        ),
        "contributors": re.compile(
            # All of them, not those of a role or a list of names.
            r"(?:include\s+contributor-tiles-all\.html|\{\{-?\s*contributors\s*\(|\{%-?\s*contributors\b)"
            rf"(?!{_NEAR}\b(?:role|custom)\s*=)"
        ),
        "affiliations": re.compile(
            r"(?:include\s+(?:affiliation|supported-by)-tiles-selection\.html"
            rf"|\{{\{{-?\s*affiliations\s*\(|\{{%-?\s*affiliations\b)(?!{_NEAR}\b(?:type|custom)\s*=)"
        ),
        "countries": re.compile(r"(?!)"),  # there is no tag for it
    }
)
"""What a page holds that an author has made the listing, by the listing's name."""

_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "tools": ("resource-table-all", "tool_table"),
        "references": ("bibliography",),
        "contributors": ("contributor",),
        "affiliations": ("affiliation", "supported-by"),
        "countries": (),
    }
)
"""What a text holds that its pattern can find; most pages hold none of it."""

_NAMED = re.compile(r"""\btool\b\s*(?:\(\s*)?(?:"([^"\n]+)"|'([^'\n]+)'|([\w.+:-]+))""")
"""A tag or macro that names a tool."""

_TITLES = MappingProxyType(
    {
        "tools": "all_tools",
        "references": "references",
        "contributors": "contributors",
        "affiliations": "affiliations",
        "countries": "countries",
    }
)


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page that the build makes.

    Attributes:
        path: source path that it would have below the docs folder.
        kind: `tools`, `references`, `contributors`, `affiliations`, `countries`, `tool`, `person`,
            `organisation`, `country` or `type`.
        key: id, name or code of the tool, person, organisation, country or type.
        title: the page's title; for a listing the key of the words.
        description: a sentence under the title.
        part: which part of the listing it shows, from 0.
        parts: on how many pages the listing stands.
    """

    path: str
    kind: str
    key: str = ""
    title: str = ""
    description: str = ""
    part: int = 0
    parts: int = 1

    def display_title(self, words: UiStrings) -> str:
        """Return the title that readers see."""
        title = self.title if self.key else words(self.title)
        return (
            words("table_page", title=title, number=self.part + 1, count=self.parts) if self.part else title
        )

    @property
    def is_private(self) -> bool:
        """Return whether search engines shall leave it out: people, organisations, works of others."""
        return self.kind in ("person", "organisation", "references")

    def info(self, words: UiStrings) -> PageInfo:
        """Return what is known of the page; an entry's page has the entry's kind for type."""
        listed = self.kind == "type"
        return PageInfo(
            path=self.path,
            title=self.display_title(words),
            summary=self.description or None if listed else None,
            type=self.kind if self.key and not listed else None,
            generated=True,
        )


@dataclass(frozen=True, slots=True)
class Listings:
    """Where listings and pages of entries are.

    Attributes:
        generated: the pages to make, by path.
        listings: path of each listing page, generated or written by an author.
        tools: path of each tool's page, by id.
        people: path of each person's page, by name.
        organisations: path of each organisation's page, by name.
        countries: path of the page of each country that no author wrote about, by code.
        types: path of the page that lists a type, generated or written by an author, by type.
        parts: paths of the pages on which a listing stands that has too many rows for one, by its name.
    """

    generated: Mapping[str, GeneratedPage] = field(default_factory=dict)
    listings: Mapping[str, str] = field(default_factory=dict)
    tools: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    organisations: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def without(self, paths: Collection[str]) -> Listings:
        """Return the listings without generated pages at these paths, which cannot be written."""
        if not paths:
            return self

        def kept(places: Mapping[str, str]) -> dict[str, str]:
            return {key: path for key, path in places.items() if path not in paths}

        return Listings(
            {path: made for path, made in self.generated.items() if path not in paths},
            kept(self.listings),
            kept(self.tools),
            kept(self.people),
            kept(self.organisations),
            kept(self.countries),
            kept(self.types),
            {name: parts for name, parts in self.parts.items() if not any(path in paths for path in parts)},
        )


def plan_listings(
    options: ListingsConfig,
    bodies: Mapping[str, str],
    tools: Iterable[Tool],
    people: Iterable[Person],
    organisations: Iterable[Organisation],
    references: Collection[str] = (),
    countries: Iterable[CountrySummary] = (),
    types: Iterable[PageType] = (),
    national_resources: int = 0,
) -> Listings:
    """Decide which pages to make.

    Args:
        options: where they go.
        bodies: text of the pages that authors wrote, by source path.
        tools: all tools.
        people: all people; the hidden ones get no page.
        organisations: all organisations.
        references: keys of all references.
        countries: all countries; one that an author wrote a page about gets none.
        types: the types that pages have.
        national_resources: how many stand in the table of all tools.
    """
    tools, organisations, countries = list(tools), list(organisations), list(countries)
    people = [person for person in people if not person.hidden]
    paged = tools
    if options.tool_pages_for == "named":
        named = _named(bodies.values())
        paged = [tool for tool in tools if tool.id in named]
    plan = _Plan(options, bodies)
    held = {
        "tools": tools,
        "references": references,
        "contributors": people,
        "affiliations": organisations,
        "countries": countries,
    }
    listings = plan.listings(held)
    of_types = plan.types(types)
    parts = plan.parts("tools", listings.get("tools", ""), len(tools) + national_resources)
    return Listings(
        plan.generated,
        listings,
        plan.entries("tool", "tool_pages", ((tool.id, tool.name, slugify(tool.id)) for tool in paged)),
        plan.entries("person", "people", ((it.name, it.name, it.slug) for it in people)),
        plan.entries("organisation", "organisations", ((it.name, it.name, it.slug) for it in organisations)),
        plan.entries(
            "country",
            "country_pages",
            ((it.code, it.name, it.code.lower()) for it in countries if it.page is None),
        ),
        of_types,
        {"tools": parts} if parts else {},
    )


def _named(bodies: Iterable[str]) -> set[str]:
    """Return the ids of the tools that the texts name, those that only code or a comment shows apart."""
    return {
        match[1] or match[2] or match[3]
        for body in bodies
        if "tool" in body
        for match in _NAMED.finditer(strip_code_and_comments(body))
    }


def _authored(name: str, path: str, bodies: Mapping[str, str]) -> str:
    """Return the path of the page that an author has made the listing; empty if there is none."""
    if path in bodies:
        return path
    pattern, words = LISTINGS[name], _WORDS[name]
    return next(
        (
            page
            for page, body in bodies.items()
            if any(word in body for word in words)
            and pattern.search(body)
            and pattern.search(strip_code_and_comments(body))
        ),
        "",
    )


class _Plan:
    """The pages to make, as they are decided one after the other.

    Args:
        options: where they go.
        bodies: text of the pages that authors wrote, by source path.
    """

    def __init__(self, options: ListingsConfig, bodies: Mapping[str, str]) -> None:
        self._options = options
        self._bodies = bodies
        self.generated: dict[str, GeneratedPage] = {}

    def listings(self, held: Mapping[str, Collection[object]]) -> dict[str, str]:
        """Plan the listing of each of the things that the guide holds; return the paths.

        An empty one is not made, but an author may have written it.
        """
        found: dict[str, str] = {}
        for name, things in held.items():
            path = self._options.path(name)
            authored = _authored(name, path, self._bodies)
            if authored:
                found[name] = authored
            elif path and things:
                found[name] = path
                self.generated[path] = GeneratedPage(path, name, title=_TITLES[name])
        return found

    def parts(self, name: str, listing: str, rows: int) -> tuple[str, ...]:
        """Plan the pages on which a listing stands, the first among them; none if one page holds it."""
        count = parts_of(rows) if listing else 1
        if count < 2:
            return ()
        folder = re.sub(r"(?:(?:^|/)(?:index|README))?\.\w+$", "", listing)
        paths = [listing]
        for number in range(2, count + 1):
            path = f"{folder}/page-{number}.md".lstrip("/")
            while path in self._bodies or path in self.generated:
                path = f"{path.removesuffix('.md')}-of-table.md"
            paths.append(path)
            made = GeneratedPage(path, name, title=_TITLES[name], part=number - 1, parts=count)
            self.generated[path] = made
        return tuple(paths)

    def types(self, types: Iterable[PageType]) -> dict[str, str]:
        """Plan the listing of each type of page; return the paths."""
        found: dict[str, str] = {}
        for it, wanted in plan_types(types, self._options.path("types"), self._bodies):
            path, count = wanted, 1
            while path not in self._bodies and path in self.generated:
                count += 1
                path = f"{wanted.removesuffix('.md')}-{count}.md"
            found[it.name] = path
            if path not in self._bodies:
                title = it.label[:1].upper() + it.label[1:]
                self.generated[path] = GeneratedPage(path, "type", it.name, title, it.description)
        return found

    def entries(self, kind: str, option: str, entries: Iterable[tuple[str, str, str]]) -> dict[str, str]:
        """Plan a page for each entry; return the paths by key. What an author wrote there is that page.

        Args:
            kind: the kind of pages.
            option: the option that names their folder; empty for no pages.
            entries: key, title and last part of the address of each.
        """
        folder = self._options.path(option)
        if not folder:
            return {}
        folder = folder.rstrip("/") + "/"
        found: dict[str, str] = {}
        used: set[str] = set()
        for key, title, slug in entries:
            # `index` would be the folder's own page.
            path = f"{folder}{slug}.md" if slug not in ("index", "readme") else f"{folder}{slug}-page.md"
            count = 1
            while path in used or path in self.generated:
                count += 1
                path = f"{folder}{slug}-{count}.md"
            used.add(path)
            found[key] = path
            if path not in self._bodies:
                self.generated[path] = GeneratedPage(path, kind, key, title)
        return found
