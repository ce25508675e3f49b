"""The front matter of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from mkdocs_fieldguide.model.entries import CountryCode, Entry, NameList, OptionalText, flatten_ids
from mkdocs_fieldguide.model.roles import PAGE_ROLES, role_rank
from mkdocs_fieldguide.model.tools import Tool


def base_name(path: str) -> str:
    """Return a file's name without folder and ending; for an index page, its folder's name."""
    parts = path.removesuffix(".md").split("/")
    return parts[-2] if parts[-1] in ("index", "README") and len(parts) > 1 else parts[-1]


class MoreLink(Entry):
    """An item of a page's `training`, `fairsharing`, `faircookbook`, `rdmkit` or `dsw`.

    Attributes:
        registry: where the training is registered, as free text: TeSS, Zenodo, …
        id: id in the place that the list is of, instead of an address; `uuid` is the same.
    """

    markdown_keys: ClassVar[tuple[str, ...]] = ("description",)

    name: str
    url: OptionalText = None
    registry: OptionalText = None
    registry_url: OptionalText = None
    description: str = ""
    id: Annotated[OptionalText, Field(validation_alias=AliasChoices("id", "uuid"))] = None


class SourceFile(BaseModel):
    """Where the source of a page lies, when that is not the site's own repository or not the page's own file.

    Attributes:
        repository_url: address of the repository.
        branch: the branch that is edited.
        file_path: path of the file from the top of the repository.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True, defer_build=True)

    repository_url: OptionalText = None
    branch: OptionalText = None
    file_path: OptionalText = None


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
        return tuple(flatten_ids(self.related_pages))

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
