"""The front matter of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from mkdocs_fieldguide.model.entries import CountryCode, Entry, NameList, OptionalText, flatten_ids
from mkdocs_fieldguide.model.roles import PAGE_ROLES, role_rank
from mkdocs_fieldguide.model.tools import Tool


def base_name(path: str) -> str:
    """Return a file's name without folder and extension; for an index page, the name of its folder."""
    parts = path.removesuffix(".md").split("/")
    return parts[-2] if parts[-1] in ("index", "README") and len(parts) > 1 else parts[-1]


class MoreLink(Entry):
    """An item of a page's `training`, `fairsharing`, `faircookbook`, `rdmkit` or `dsw`.

    Attributes:
        registry: name of the registry that lists the training, as free text: TeSS, Zenodo, …
        id: id in the service that the list belongs to, instead of a URL; `uuid` is an alias.
    """

    markdown_keys: ClassVar[tuple[str, ...]] = ("description",)

    name: str
    url: OptionalText = None
    registry: OptionalText = None
    registry_url: OptionalText = None
    description: str = ""
    id: Annotated[OptionalText, Field(validation_alias=AliasChoices("id", "uuid"))] = None


class SourceFile(BaseModel):
    """The source file of a page that is not in the site's repository or is not the page's own file.

    Attributes:
        repository_url: URL of the repository.
        branch: branch to edit.
        file_path: path of the file from the root of the repository.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True, defer_build=True)

    repository_url: OptionalText = None
    branch: OptionalText = None
    file_path: OptionalText = None


class PageInfo(Entry):
    """The front matter of a page that the guide uses, and the path of the page.

    Attributes:
        path: source file, relative to the docs folder, with `/`.
        layout: `landing` for a landing page; other values are the theme's.
        landing_blocks: blocks of a landing page, in order; empty for all.
        title: title from the front matter; otherwise the page is titled by its heading or base name.
        contributions: names by role id, in addition to the keys that are roles themselves.
        national_resources: a country page's own tools, which are not part of the registry.
        ref_to_main_resources: ids of registry tools that the country helps to build.
        github: target of the edit buttons, on any host.
        custom_editme: the same in older guides: a path in the repository, or a URL.
        type_img: icon of the theme or picture that replaces the icon of the page's type.
        page_img: a picture of the page, below `images/`.
        toc: false for no table of contents, or its heading levels, such as 2-3.
        redirect_from: paths below the site that redirect to this page.
        redirect_to: redirect target of this page: a page, or a URL.
        more: external links by kind, such as `training`.
    """

    markdown_keys: ClassVar[tuple[str, ...]] = ("summary", "description")
    other_line_keys: ClassVar[tuple[str, ...]] = ("tags",)

    path: str
    title: OptionalText = None
    page_id: OptionalText = None
    type: OptionalText = None
    summary: OptionalText = None
    description: OptionalText = None
    permalink: OptionalText = None
    contributors: NameList = []
    editors: NameList = []
    coordinators: NameList = []
    contributions: dict[str, NameList] = {}
    supported_by: Annotated[
        NameList, Field(validation_alias=AliasChoices("supported_by", "affiliations"))
    ] = []
    related_pages: Any = None
    datatable: bool = False
    search_exclude: bool = False
    layout: OptionalText = None
    landing_blocks: NameList = []
    page_citation: bool = False
    type_img: OptionalText = None
    page_img: OptionalText = None
    toc: OptionalText = None
    sidebar: OptionalText = None
    no_robots: bool = False
    redirect_from: NameList = []
    redirect_to: OptionalText = None
    country_code: CountryCode = None
    national_resources: tuple[Tool, ...] = ()
    ref_to_main_resources: NameList = []
    github: SourceFile | None = None
    custom_editme: OptionalText = None
    more: Mapping[str, tuple[MoreLink, ...]] = {}
    generated: bool = False

    @property
    def base_name(self) -> str:
        """Return the file's name without folder and extension; for an index page, the name of its folder."""
        return base_name(self.path)

    @property
    def id(self) -> str:
        """Return the page's id: `page_id`, else the base name."""
        return self.page_id or self.base_name

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
