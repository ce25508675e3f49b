"""The things a guide knows: tools, people, organisations, pages, references.

Floor 0: standard library and pydantic only. Everything here is frozen data; reading it from files is the
work of `load`, joining it into one graph that of `registry`.

The keys are those of the ELIXIR Toolkit Theme's data files, so that such a site's data is read as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from mkdocs_fieldguide.diagnostics import Place, SourceMap
from mkdocs_fieldguide.roles import PAGE_ROLES, role_rank

NOTHING = ("", "NA", "N/A")
"""Values that stand for "none" in real data files."""


PORTRAITS = "images/people"
"""Folder of the site in which people's pictures are found by the last part of their pages' addresses."""

PORTRAIT_ENDINGS = ("jpg", "png", "webp", "gif")
"""Endings of those pictures, the first that is there is taken."""

PORTRAIT_SIZE = 160
"""Pixels that GitHub is asked for: twice what a person's page shows, for screens with small pixels."""

COLLECTIVES = ("collective", "group", "team", "consortium")
"""Types of entries among the people that are no single person."""


def slugify(name: str) -> str:
    """Return an id for `name` of lower-case ASCII letters, digits and `-`; never empty.

    Letters without an ASCII form (Greek, Chinese) are kept, as they are fine in URLs.
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"[^\w]+|_+", "-", kept).strip("-")[:80].strip("-") or "unnamed"


def _none_if_nothing(value: object) -> object:
    return None if isinstance(value, str) and value.strip() in NOTHING else value


def _as_list(value: object) -> object:
    """Take one value for a list of one, and nothing for an empty list; a mapping is left, to be reported."""
    if value is None or value == "":
        return []
    return value if isinstance(value, (list, dict)) else [value]


def _drop_empty(value: object) -> object:
    listed = _as_list(value)
    if isinstance(listed, list):
        return [item for item in listed if item is not None and item != ""]
    return listed


def _none_if_empty(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Text = Annotated[str | None, BeforeValidator(_none_if_nothing)]
CountryCode = Annotated[str | None, BeforeValidator(_none_if_empty)]
"""Two letters; unlike other values `NA` means something, namely Namibia."""
Names = Annotated[list[str], BeforeValidator(_drop_empty)]


class Entry(BaseModel):
    """What every entry of a data file has: its place, and keys of the site's own, kept and not used."""

    model_config = ConfigDict(
        frozen=True, extra="allow", str_strip_whitespace=True, arbitrary_types_allowed=True
    )

    source: SourceMap = Field(default=SourceMap(Place("")), exclude=True, repr=False)

    @property
    def place(self) -> Place:
        """Return where the entry begins in its file."""
        return self.source.start


def _links(value: object) -> object:
    """Keep the ids of a `registry` mapping that name something, in the order of the file."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        return value
    return {str(k): v for k, v in value.items() if v is not None and str(v).strip() not in NOTHING}


class Tool(Entry):
    """A tool or resource of the registry.

    Attributes:
        id: what pages write: `{% tool "id" %}`.
        registry: ids in outside registries, by registry (`biotools`, `fairsharing`, …).
        related_pages: page ids, as a flat list.
        instance_of: id of the tool that this one is an instance of.
        country: two-letter code, for a national resource.
        organisation: names or short ids of the organisations that make or run it.
    """

    id: str
    name: str
    url: Text = None
    description: str = ""
    type: Text = None
    registry: Annotated[dict[str, str], BeforeValidator(_links)] = {}
    related_pages: Any = None
    how_to_access: Text = None
    instance_of: Text = None
    country: CountryCode = None
    organisation: Names = []

    @property
    def related_page_ids(self) -> tuple[str, ...]:
        """Return the ids of related pages, whether listed plainly or by type."""
        return tuple(flat_ids(self.related_pages))


class Person(Entry):
    """Somebody who is credited, known by the full name, or a short id, that pages write.

    Attributes:
        id: short id that pages may write instead of the name; the person's page has it in its address.
        role: what they do, in words of the guide's own; a text may hold several, with commas between.
        affiliation: names of organisations; a text may join several with ` / `.
        former: they have left.
        until: the year, month or day in which they left, as `2025`, `2025-06` or `2025-06-30`.
        type: `collective` for a group that is credited like a person.
        members: names of a collective's members.
        hidden: they are shown nowhere.
    """

    name: str
    id: Text = None
    git: Text = None
    email: Text = None
    orcid: Text = None
    role: Names = []
    affiliation: Names = []
    image_url: Text = None
    url: Annotated[Text, Field(validation_alias=AliasChoices("url", "website"))] = None
    former: bool = False
    until: Text = None
    type: Text = None
    members: Names = []
    hidden: bool = False

    @property
    def slug(self) -> str:
        """Return the last part of the address of the person's page."""
        return slugify(self.id or self.name)

    @property
    def is_collective(self) -> bool:
        """Return whether this is a group of people."""
        return (self.type or "").casefold() in COLLECTIVES

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the roles one by one."""
        parts = (part.strip() for text in self.role for part in text.split(","))
        return tuple(part for part in parts if part and part not in NOTHING)

    @property
    def affiliations(self) -> tuple[str, ...]:
        """Return the affiliations one by one; a text may join several with ` / `."""
        return tuple(part.strip() for text in self.affiliation for part in text.split(" / ") if part.strip())


class Organisation(Entry):
    """An infrastructure, institute, funder or project.

    Attributes:
        id: short id that pages, people and tools may write instead of the name.
        pid: a ROR id, or the address of another persistent id.
        expose: whether it stands in the list of all organisations.
        country: two-letter code of the country that it is in.
    """

    name: str
    id: Text = None
    image_url: Text = None
    pid: Text = None
    expose: Annotated[bool, BeforeValidator(lambda value: True if value is None else value)] = True
    type: Text = None
    url: Text = None
    country: CountryCode = None

    @property
    def slug(self) -> str:
        """Return the last part of the address of the organisation's page."""
        return slugify(self.id or self.name)


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the bibliography.

    Attributes:
        key: what pages cite, in the letter case of the file.
        csl: the entry as a CSL-JSON item (https://docs.citationstyles.org/en/stable/specification.html).
        place: where the entry begins.
        bibtex: the entry's own source text, for "copy BibTeX"; empty when the source was CSL-JSON.
    """

    key: str
    csl: Mapping[str, Any]
    place: Place
    bibtex: str = ""


@dataclass(frozen=True, slots=True)
class CiteItem:
    """One key of a citation and how it is to be cited.

    Attributes:
        key: the citation key.
        locator: pages, chapter or other part, such as `23-5`.
        label: a CSL locator term (`page`, `chapter`, …).
        prefix: text before this item.
        suppress_author: leave the author out: "(2021)".
        author_in_text: write the author into the sentence: "Rehm et al. (2021)".
    """

    key: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suppress_author: bool = False
    author_in_text: bool = False


def base_name(path: str) -> str:
    """Return a file's name without folder and ending; for an index page, its folder's name."""
    parts = path.removesuffix(".md").split("/")
    return parts[-2] if parts[-1] in ("index", "README") and len(parts) > 1 else parts[-1]


def flat_ids(value: Any) -> list[str]:
    """Return the ids in a list, a mapping of lists or a single text, in their order."""
    if value is None or value == "":
        return []
    if isinstance(value, Mapping):
        return [found for part in value.values() for found in flat_ids(part)]
    if isinstance(value, (list, tuple)):
        return [found for part in value for found in flat_ids(part)]
    return [str(value)]


@dataclass(frozen=True)
class Heading:
    """A heading of a page, for "named under …" links."""

    id: str
    text: str


class MoreLink(Entry):
    """An item of a page's `training`, `fairsharing`, `faircookbook`, `rdmkit` or `dsw`.

    Attributes:
        registry: where the training is registered, as free text: TeSS, Zenodo, …
        id: id in the place that the list is of, instead of an address; `uuid` is the same.
    """

    name: str
    url: Text = None
    registry: Text = None
    registry_url: Text = None
    description: str = ""
    id: Annotated[Text, Field(validation_alias=AliasChoices("id", "uuid"))] = None


class SourceFile(BaseModel):
    """Where the source of a page lies, when that is not the site's own repository or not the page's own file.

    Attributes:
        repository_url: address of the repository.
        branch: the branch that is edited.
        file_path: path of the file from the top of the repository.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    repository_url: Text = None
    branch: Text = None
    file_path: Text = None


class PageInfo(Entry):
    """The front matter of a page, as far as the guide uses it, with the page's place in the site.

    Attributes:
        path: source file below the docs folder, with `/`.
        layout: `landing` for a page that leads into the guide; any other is the theme's own.
        landing_blocks: what a landing page shows, in this order; empty for everything.
        title: as given in the front matter; a page without one is titled by its heading or base name.
        contributions: names by the id of a role, beside the keys that are roles themselves.
        national_resources: a country page's own tools; not part of the registry.
        ref_to_main_resources: ids of tools of the registry that the country helps to build.
        github: where the buttons beside the title lead, on any host.
        custom_editme: the same in older guides: a path in the repository, or an address.
        type_img: icon of the page's type, in place of the type's own: one of the theme, or a picture.
        page_img: a picture of the page, below `images/`.
        toc: false for no table of contents, or the levels of headings in it, such as 2-3.
        redirect_from: addresses below the site that lead to this page.
        redirect_to: where this page's address leads instead: a page, or an address elsewhere.
        more: links elsewhere by kind, such as `training`.
    """

    path: str
    title: Text = None
    page_id: Text = None
    type: Text = None
    summary: Text = None
    description: Text = None
    permalink: Text = None
    contributors: Names = []
    editors: Names = []
    coordinators: Names = []
    contributions: dict[str, Names] = {}
    supported_by: Annotated[
        list[str],
        BeforeValidator(_drop_empty),
        Field(validation_alias=AliasChoices("supported_by", "affiliations")),
    ] = []
    related_pages: Any = None
    datatable: bool = False
    search_exclude: bool = False
    layout: Text = None
    landing_blocks: Names = []
    page_citation: bool = False
    type_img: Text = None
    page_img: Text = None
    toc: Text = None
    sidebar: Text = None
    no_robots: bool = False
    redirect_from: Names = []
    redirect_to: Text = None
    country_code: CountryCode = None
    national_resources: tuple[Tool, ...] = ()
    ref_to_main_resources: Names = []
    github: SourceFile | None = None
    custom_editme: Text = None
    more: Mapping[str, tuple[MoreLink, ...]] = {}
    generated: bool = False

    @property
    def base_name(self) -> str:
        """Return the file's name without folder and ending; for an index page, its folder's name."""
        return base_name(self.path)

    @property
    def id(self) -> str:
        """Return the page's id: `page_id`, else the base name."""
        return self.page_id or self.base_name

    @property
    def is_landing(self) -> bool:
        """Return whether the page leads into the guide."""
        return (self.layout or "").casefold() == "landing"

    @property
    def related_page_ids(self) -> tuple[str, ...]:
        """Return the ids of related pages."""
        return tuple(flat_ids(self.related_pages))

    def credited(self) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
        """Give everybody credited, supporters apart: role, name, and where it stands in the front matter."""
        for role in PAGE_ROLES:
            for number, name in enumerate(getattr(self, role)):
                yield role, name, (role, number)
        for role, names in self.contributions.items():
            for number, name in enumerate(names):
                yield role, name, ("contributions", role, number)

    @property
    def credits(self) -> dict[str, tuple[str, ...]]:
        """Return the names by role, each once, in the order in which credits show the roles."""
        found: dict[str, dict[str, None]] = {}
        for role, name, _ in self.credited():
            found.setdefault(role, {})[name] = None
        return {role: tuple(found[role]) for role in sorted(found, key=role_rank)}


@dataclass(frozen=True, slots=True)
class Mention:
    """A tool or reference named on a page.

    Attributes:
        page: the page's source path.
        place: where it was written.
        heading: id of the heading above it on the page; empty at the top.
    """

    page: str
    place: Place
    anchor: str = ""
    heading: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
