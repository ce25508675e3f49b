"""The front matter of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from mkdocs_fieldguide.model.entries import (
    ONE_OR_LIST,
    CountryCode,
    Entry,
    NameList,
    OptionalName,
    OptionalText,
    PageIds,
    TextList,
    flatten_ids,
)
from mkdocs_fieldguide.model.list_settings import ListSettings
from mkdocs_fieldguide.model.roles import KNOWN_ROLES, PAGE_ROLES, role_rank
from mkdocs_fieldguide.model.tools import Tool


def base_name(path: str) -> str:
    """Return a file's name without folder and extension; for an index page, the name of its folder."""
    parts = path.removesuffix(".md").split("/")
    return parts[-2] if parts[-1] in ("index", "README") and len(parts) > 1 else parts[-1]


class MoreLink(Entry):
    """An item of a page's `training`, `fairsharing`, `faircookbook`, `rdmkit` or `dsw`."""

    markdown_keys: ClassVar[tuple[str, ...]] = ("description",)

    name: str
    url: OptionalText = None
    registry: OptionalText = Field(
        None, description="Where the training is registered, as free text: TeSS, Zenodo, …"
    )
    registry_url: OptionalText = None
    description: str = ""
    id: Annotated[OptionalText, Field(validation_alias=AliasChoices("id", "uuid"))] = Field(
        None,
        description="Id at the service that the list is named after, instead of a URL; `uuid` is a synonym.",
    )


class SourceFile(BaseModel):
    """Source of a page in another repository or in another file."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True, defer_build=True)

    repository_url: OptionalText = Field(None, description="URL of the repository.")
    branch: OptionalText = Field(None, description="Branch to edit.")
    file_path: OptionalText = Field(None, description="Path from the root of the repository.")


_CONTRIBUTIONS: dict[str, Any] = {
    "type": ["object", "null"],
    "properties": dict.fromkeys(KNOWN_ROLES, ONE_OR_LIST),
    "additionalProperties": ONE_OR_LIST,
}


@dataclass(frozen=True, slots=True)
class GeneratedKind:
    """A kind of pages that the build generates, and the listing that its pages link to.

    Attributes:
        name: name of the kind, such as `tool`.
        listing: name of the listing, such as `tools`; empty for none.
        label: the UI string that is the text of the link.
        icon: its icon, one of the theme's.
    """

    name: str
    listing: str = ""
    label: str = ""
    icon: str = ""


class PageInfo(Entry):
    """Front matter of a page, as far as the guide uses it, with the target path in the site."""

    # More than twelve attributes: one for each key of the front matter, as ETT defines them.
    markdown_keys: ClassVar[tuple[str, ...]] = ("summary", "description")
    other_line_keys: ClassVar[tuple[str, ...]] = ("tags",)

    path: SkipJsonSchema[str]
    """Source file below the docs folder, with `/`."""
    title: OptionalText = Field(
        None,
        description="Title; by default the page's heading or the name of its file.",
    )
    neutral_path: SkipJsonSchema[str] = ""
    """The source file without its language, if it is one of several translations."""
    page_id: OptionalName = None
    type: OptionalName = None
    summary: OptionalText = None
    description: OptionalText = None
    permalink: OptionalText = None
    contributors: NameList = []
    editors: NameList = []
    coordinators: NameList = []
    contributions: Annotated[dict[str, NameList], WithJsonSchema(_CONTRIBUTIONS)] = Field(
        {}, description="Names by role, besides the roles that have keys of their own."
    )
    supported_by: Annotated[
        NameList, Field(validation_alias=AliasChoices("supported_by", "affiliations"))
    ] = []
    related_pages: PageIds = None
    datatable: bool = False
    search_exclude: bool = False
    layout: OptionalText = Field(
        None, description="`landing` for a landing page; any other layout is the theme's."
    )
    landing_blocks: NameList = Field([], description="Blocks of a landing page, in this order; all if empty.")
    page_citation: bool = False
    type_img: OptionalText = Field(
        None,
        description="Icon to use instead of that of the page's type: an icon of the theme, or a picture.",
    )
    page_img: OptionalText = Field(None, description="Picture of the page, below `images/`.")
    toc: OptionalText = Field(
        None, description="`false` for no table of contents, or the levels of its headings, such as `2-3`."
    )
    sidebar: OptionalText = None
    no_robots: bool = False
    redirect_from: TextList = Field([], description="Paths in the site that redirect to this page.")
    redirect_to: OptionalText = Field(None, description="Page or URL that this page redirects to.")
    country_code: CountryCode = None
    national_resources: tuple[Tool, ...] = Field(
        (), description="Tools of a country page that are not in the registry."
    )
    ref_to_main_resources: NameList = Field(
        [], description="Ids of tools in the registry that the country contributes to."
    )
    github: SourceFile | None = Field(
        None, description="Source of the page for the edit buttons, on any host."
    )
    custom_editme: OptionalText = Field(
        None, description="Older form of `github`: a path in the repository, or a URL."
    )
    scholar: ListSettings | None = Field(
        None, description="Settings of the lists of references on the page, as in jekyll-scholar."
    )
    more: SkipJsonSchema[Mapping[str, tuple[MoreLink, ...]]] = {}
    """Links elsewhere by kind, such as `training`."""
    generated: SkipJsonSchema[GeneratedKind | None] = None
    """Kind of a generated page; None for a page that an author wrote."""

    @property
    def base_name(self) -> str:
        """Return the file's name without folder and extension; for an index page, the name of its folder."""
        return base_name(self.neutral_path or self.path)

    @property
    def id(self) -> str:
        """Return the page's id: `page_id`, else the base name."""
        return self.page_id or self.base_name

    @property
    def is_not_found(self) -> bool:
        """Return whether this is the page for error 404, which no page links to."""
        return self.base_name == "404"

    @property
    def is_landing(self) -> bool:
        """Return whether this is a landing page."""
        return (self.layout or "").casefold() == "landing"

    @property
    def related_page_ids(self) -> tuple[str, ...]:
        """Return the ids of related pages."""
        return tuple(flatten_ids(self.related_pages))

    def credited(self) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
        """Yield the role, name and front-matter path of everyone credited, except supporters."""
        for role in PAGE_ROLES:
            for number, name in enumerate(getattr(self, role)):
                yield role, name, (role, number)
        for role, names in self.contributions.items():
            for number, name in enumerate(names):
                yield role, name, ("contributions", role, number)

    @property
    def credits(self) -> dict[str, tuple[str, ...]]:
        """Return unique names by role, in the display order of roles."""
        names: dict[str, dict[str, None]] = {}
        for role, name, _ in self.credited():
            names.setdefault(role, {})[name] = None
        return {role: tuple(names[role]) for role in sorted(names, key=role_rank)}
