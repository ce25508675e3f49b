"""Pages that the build makes: listings, and a page for each tool, person and organisation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mkdocs_fieldguide.config import ListingsConfig
from mkdocs_fieldguide.load.page_types import PageType
from mkdocs_fieldguide.model import Organisation, Person, Tool, slugify
from mkdocs_fieldguide.nations import Nation
from mkdocs_fieldguide.render.rows import parts_of
from mkdocs_fieldguide.render.words import Words
from mkdocs_fieldguide.type_listings import plan_types

LISTINGS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "tools": re.compile(
            r"\{%-?\s*include\s+resource-table-all\.html\s*-?%\}|\btool_table\s*(?:\(\s*\)|-?%\})"
        ),
        "references": re.compile(
            # The whole bibliography, not what is cited on the page or chosen from it.
            r"\{[%{]-?\s*bibliography\b(?![^%}]*\b(?:cited|cited_in_order|query|file|max|offset)\b)"
            r"(?![^%}]*\s-[cCqfmO]\b)[^%}]*[%}]\}"
        ),
        "contributors": re.compile(
            # All of them, not those of a role or a list of names.
            r"(?:include\s+contributor-tiles-all\.html|\{\{-?\s*contributors\s*\(|\{%-?\s*contributors\b)"
            r"(?![^%}]*\b(?:role|custom)\s*=)"
        ),
        "affiliations": re.compile(
            r"(?:include\s+(?:affiliation|supported-by)-tiles-selection\.html"
            r"|\{\{-?\s*affiliations\s*\(|\{%-?\s*affiliations\b)(?![^%}]*\b(?:type|custom)\s*=)"
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

_NAMED = re.compile(r"""\btool\b\s*\(?\s*(?:"([^"\n]+)"|'([^'\n]+)'|([\w.+:-]+))""")
"""A tag or macro that names a tool."""

_SHOWN = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,}).*?^[ \t>]*(?P=fence)|<!--.*?-->"
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|\{%-?\s*(?P<region>raw|comment)\b.*?\bend(?P=region)\b",
    re.DOTALL | re.MULTILINE,
)
"""Text that shows a tag instead of using it: code, comments, raw text."""

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

    def shown_title(self, words: Words) -> str:
        """Return the title that readers see."""
        title = self.title if self.key else words(self.title)
        return (
            words("table_page", title=title, number=self.part + 1, count=self.parts) if self.part else title
        )

    @property
    def is_private(self) -> bool:
        """Return whether search engines shall leave it out: people, organisations, works of others."""
        return self.kind in ("person", "organisation", "references")


@dataclass(frozen=True)
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


def plan_listings(
    options: ListingsConfig,
    bodies: Mapping[str, str],
    tools: Iterable[Tool],
    people: Iterable[Person],
    organisations: Iterable[Organisation],
    references: Collection[str] = (),
    countries: Iterable[Nation] = (),
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
    paged = tools
    if options.tool_pages_for == "named":
        named = _named(bodies.values())
        paged = [tool for tool in tools if tool.id in named]
    people = [person for person in people if not person.hidden]
    generated: dict[str, GeneratedPage] = {}
    listings: dict[str, str] = {}
    for name, entries in (
        ("tools", tools),
        ("references", references),
        ("contributors", people),
        ("affiliations", organisations),
        ("countries", countries),
    ):
        path = options.path(name)
        authored = _authored(name, path, bodies)
        if authored:
            listings[name] = authored
        elif path and entries:
            listings[name] = path
            generated[path] = GeneratedPage(path, name, title=_TITLES[name])
    of_types: dict[str, str] = {}
    for it, path_of_type in plan_types(types, options.path("types"), bodies, _SHOWN):
        path, count = path_of_type, 1
        while path not in bodies and path in generated:
            count += 1
            path = f"{path_of_type.removesuffix('.md')}-{count}.md"
        of_types[it.name] = path
        if path not in bodies:
            title = it.label[:1].upper() + it.label[1:]
            generated[path] = GeneratedPage(path, "type", it.name, title, it.description)
    parts = _parts(listings.get("tools", ""), len(tools) + national_resources, {*bodies, *generated})
    for number, path in enumerate(parts):
        if number:
            generated[path] = GeneratedPage(
                path, "tools", title=_TITLES["tools"], part=number, parts=len(parts)
            )
    taken = set(bodies) | set(generated)

    def pages(kind: str, folder: str, names: Iterable[tuple[str, str, str]]) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, title, path in _paths(folder, names, bodies, taken):
            found[key] = path
            if path not in bodies:
                generated[path] = GeneratedPage(path, kind, key, title)
        return found

    return Listings(
        generated,
        listings,
        pages("tool", options.path("tool_pages"), ((tool.id, tool.name, slugify(tool.id)) for tool in paged)),
        pages("person", options.path("people"), ((entry.name, entry.name, entry.slug) for entry in people)),
        pages(
            "organisation",
            options.path("organisations"),
            ((entry.name, entry.name, entry.slug) for entry in organisations),
        ),
        pages(
            "country",
            options.path("country_pages"),
            (
                (country.code, country.name, country.code.lower())
                for country in countries
                if country.page is None
            ),
        ),
        of_types,
        {"tools": parts} if parts else {},
    )


def _parts(listing: str, rows: int, taken: Collection[str]) -> tuple[str, ...]:
    """Return the paths of the pages on which a listing stands; none if one page holds it."""
    count = parts_of(rows) if listing else 1
    if count < 2:
        return ()
    folder = re.sub(r"(?:(?:^|/)(?:index|README))?\.\w+$", "", listing)
    paths = [listing]
    for number in range(2, count + 1):
        path = f"{folder}/page-{number}.md".lstrip("/")
        while path in taken:
            path = f"{path.removesuffix('.md')}-of-table.md"
        paths.append(path)
    return tuple(paths)


def _named(bodies: Iterable[str]) -> set[str]:
    """Return the ids of the tools that the texts name, those that only code or a comment shows apart."""
    return {
        match[1] or match[2] or match[3]
        for body in bodies
        if "tool" in body
        for match in _NAMED.finditer(_SHOWN.sub("", body))
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
            and pattern.search(_SHOWN.sub("", body))
        ),
        "",
    )


def _paths(
    folder: str, names: Iterable[tuple[str, str, str]], bodies: Mapping[str, str], taken: set[str]
) -> Iterator[tuple[str, str, str]]:
    """Give each entry (key, title, slug) a path of its own: key, title, path.

    What an author wrote there is the entry's page.
    """
    if not folder:
        return
    folder = folder.rstrip("/") + "/"
    used: set[str] = set()
    for key, title, slug in names:
        # `index` would be the folder's own page.
        path = f"{folder}{slug}.md" if slug not in ("index", "readme") else f"{folder}{slug}-page.md"
        count = 1
        while path in used or (path in taken and path not in bodies):
            count += 1
            path = f"{folder}{slug}-{count}.md"
        used.add(path)
        yield key, title, path
