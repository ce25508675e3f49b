"""The plugin's options, as written in mkdocs.yml. Each is optional."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, Self, TypeVar

from mkdocs.config import base
from mkdocs.config import config_options as c

from mkdocs_fieldguide.content.pages.defaults import Defaults
from mkdocs_fieldguide.content.pages.link_kinds import LinkKinds
from mkdocs_fieldguide.content.settings.external_registries import read_registries
from mkdocs_fieldguide.content.settings.page_types import PageTypes
from mkdocs_fieldguide.content.settings.toc import TocOptions
from mkdocs_fieldguide.files.output_paths import HINT_ALLOWED_PATHS, find_path_fault
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.external_registries import ExternalRegistry
from mkdocs_fieldguide.model.repository_urls import Host

BUTTONS = ("edit", "issue", "history")
"""The buttons beside the title of a page, in their order."""


class SettingType(Protocol):
    """Something that is read from a setting; nothing set gives the default."""

    @classmethod
    def from_setting(cls, setting: object) -> tuple[Self, tuple[str, ...]]:
        """Return what can be used of a setting, and a sentence for each thing that cannot."""
        ...


T = TypeVar("T", bound=SettingType)
T_Path = TypeVar("T_Path")

_LONGEST_NAME = 255
"""Bytes of a name in a folder: NAME_MAX of Linux, and the same elsewhere."""

_LONGEST_PATH = 2_000
"""Characters of a path: less than PATH_MAX, with room for the folder of mkdocs.yml."""


class ParsedOption(base.BaseConfigOption[T]):
    """A setting of a shape of its own.

    Args:
        of: what is read from it.
        kind: what kind of value it is, in words.
    """

    def __init__(self, of: type[T], kind: str) -> None:
        super().__init__()
        self._of = of
        self.kind = kind
        self.default = of.from_setting(None)[0]

    def run_validation(self, value: object) -> T:
        """Return what was read.

        Raises:
            ValidationError: if there is anything in the setting that cannot be used.
        """
        if isinstance(value, self._of):
            return value
        read, problems = self._of.from_setting(value)
        if problems:
            raise base.ValidationError(" ".join(problems))
        return read


class PathText(c.Type[T_Path]):
    """A path, or several in a list, that a file system can hold."""

    def run_validation(self, value: object) -> T_Path:
        """Return the path.

        Raises:
            ValidationError: if a path is none.
        """
        checked = super().run_validation(value)
        for path in checked if isinstance(checked, list) else [checked]:
            if not isinstance(path, str):
                raise base.ValidationError("A path is text.")
            too_long = any(len(part.encode("utf-8", "replace")) > _LONGEST_NAME for part in path.split("/"))
            if too_long or len(path) > _LONGEST_PATH or not path.isprintable():
                raise base.ValidationError(
                    "This is not the path of a file: it is too long, or has control characters."
                )
        return checked


class RegistriesOption(base.BaseConfigOption[Mapping[str, ExternalRegistry]]):
    """Outside registries by key, added to those that are built in."""

    kind = "mapping of mappings"

    def run_validation(self, value: object) -> Mapping[str, ExternalRegistry]:
        """Return the registries.

        Raises:
            ValidationError: if there is anything in the setting that cannot be used.
        """
        if isinstance(value, Mapping) and any(isinstance(item, ExternalRegistry) for item in value.values()):
            return value  # it has been here before
        registries, problems = read_registries(value)
        if problems:
            raise base.ValidationError(" ".join(problems))
        return registries


class PathOption(c.Type[str | bool]):
    """A path below the docs folder, for a generated page or a folder of them; false for none.

    Args:
        default: the path that `true` stands for.
    """

    def __init__(self, default: str) -> None:
        super().__init__((str, bool), default=default)

    def run_validation(self, value: object) -> str | bool:
        """Return the path.

        Raises:
            ValidationError: if the value is no path, or one that leads out of the site.
        """
        path: str | bool = super().run_validation(value)
        fault = find_path_fault(path.strip().strip("/")) if isinstance(path, str) and path.strip("/ ") else ""
        if fault:
            raise base.ValidationError(f"The path “{shorten(str(path))}” {fault}. {HINT_ALLOWED_PATHS}")
        return path


class ListingsConfig(base.Config):
    """Which pages are generated, and where: a path below the docs folder, or false for none."""

    tools = PathOption("tools/index.md")
    """The table of all tools."""

    tool_pages = PathOption("tools/")
    """The folder of the pages of single tools."""

    tool_pages_for = c.Choice(("all", "named"), default="all")
    """Which tools have a page: all, or those that the text of a page names."""

    references = PathOption("references/index.md")
    """All references of the bibliography."""

    contributors = PathOption("contributors/index.md")
    """The people of the guide."""

    people = PathOption("contributors/")
    """The folder of people's pages."""

    affiliations = PathOption("affiliations/index.md")
    """The organisations of the guide."""

    organisations = PathOption("affiliations/")
    """The folder of organisations' pages."""

    countries = PathOption("countries/index.md")
    """The countries of the guide."""

    country_pages = PathOption("countries/")
    """The folder of countries' pages."""
    types = PathOption("types/")
    """The folder of the pages that list all pages of a type."""

    def path(self, name: str) -> str:
        """Return the path that is set for a listing; empty when it is turned off."""
        value = self[name]
        if value is True:
            return str(type(self).__dict__[name].default)
        return value.strip().lstrip("/") if isinstance(value, str) else ""


class LinksConfig(base.Config):
    """Addresses that links of the data are completed with."""

    dsw = c.Type(str, default="")
    """Address of a question in the Data Stewardship Wizard, up to its id."""


class PrivacyConfig(base.Config):
    """What may be shown of people; nothing that is not asked for."""

    email = c.Type(bool, default=False)
    """Show e-mail addresses on people's pages."""

    avatars = c.Type(bool, default=False)
    """Show pictures on other servers, as at GitHub; each reader's browser then sends a request there."""


class EditConfig(base.Config):
    """Buttons that lead to the source of pages and entries."""

    buttons = c.ListOfItems(c.Choice(BUTTONS), default=list(BUTTONS))
    """Buttons beside the title of a page: any of `edit`, `issue` and `history`."""

    host = c.Optional(c.Choice(tuple(host.value for host in Host)))
    """Program that keeps the repository, where the name of the server does not say it."""

    branch = c.Type(str, default="")
    """Branch that is edited. Default: that of `edit_uri`."""

    folder = c.Optional(c.Type(str))
    """Folder of mkdocs.yml in the repository. Default: made out from `edit_uri` and `docs_dir`."""

    issues = c.Type(str, default="")
    """Address of another repository that issues go to."""


class MetadataConfig(base.Config):
    """What the head of each page tells machines."""

    json_ld = c.Type(bool, default=True)
    """Say what a page is and who made it, as JSON-LD in the terms of schema.org. It needs `site_url`."""

    open_graph = c.Type(bool, default=True)
    """Say title, description and picture for previews of links, as Open Graph."""

    canonical = c.Type(bool, default=True)
    """Name the page's own address, where the theme does not. It needs `site_url`."""

    publisher = c.Type(str, default="")
    """Name of the organisation that publishes the guide. Default: `site_author`."""

    learning_types = c.ListOfItems(c.Type(str), default=[])
    """Types of pages that are learning material; pages with `training` are it anyway."""


class CheckConfig(base.Config):
    """What `fieldguide check` and the build report."""

    select = c.ListOfItems(c.Type(str), default=[])
    """Codes, or beginnings of codes, that are reported; none means all."""

    ignore = c.ListOfItems(c.Type(str), default=[])
    """Codes, or beginnings of codes, that are not reported."""

    ignore_links = c.ListOfItems(c.Type(str), default=[])
    """Addresses that `fieldguide check --links` does not ask; `*` stands for anything."""

    baseline = PathText(str, default="")
    """File with the problems that are known, for `fieldguide check`; a path from the folder of mkdocs.yml."""


class FieldguideConfig(base.Config):
    """The options under `- fieldguide:`."""

    data_dir = c.Optional(PathText(str))
    """Folder of the data files. Default: `_data` beside mkdocs.yml, else inside the docs folder."""

    bibliography = c.Optional(PathText((str, list)))
    """Bibliography files: a path, a glob or a list of them. Default: `*.bib` in the data folder."""

    citation_style = PathText(str, default="apa")
    """Name of a bundled citation style, or path of a `.csl` file."""

    citation_locale = c.Type(str, default="en-US")
    """Language of citations and references."""

    citation_file = PathText(str, default="")
    """A CITATION.cff: “Cite this page” then says how to cite the whole guide."""

    cite_service = c.Type(str, default="https://doi.org/")
    """Address that the command `fieldguide cite` asks for DOIs. A build asks nobody."""

    defaults = ParsedOption(Defaults, "list of mappings")
    """Front matter by path."""

    registries = RegistriesOption()
    """Registries elsewhere that tools are linked to, besides those that are built in."""

    page_types = ParsedOption(PageTypes, "mapping of mappings")
    """Types of pages: what readers see of each, and where its pages are listed."""

    more_information = ParsedOption(LinkKinds, "mapping of mappings")
    """Further kinds of links below pages, beside training, FAIRsharing, FAIR Cookbook, DSW and RDMkit."""

    related_pages = c.Type((int, bool), default=3)
    """How many pages are shown as related that nobody has named, because they have tools, works or people
    in common. They fill up what the page itself names; `false` for none."""

    previous_next = c.Type(bool, default=True)
    """Lead from a page to the one before and after it among those of its type. Where Material has such links
    in its footer (`navigation.footer`), those stay alone."""

    toc = ParsedOption(TocOptions, "mapping")
    """Which headings tables of contents show: `levels`. A page with fewer than `min_headings` has none."""

    listings = c.SubConfig(ListingsConfig)
    """Which pages are generated, and where."""

    contribution_dates = c.Type(bool, default=False)
    """Say on people's pages when they first and last contributed, from the Git history of the pages."""

    links = c.SubConfig(LinksConfig)
    """Addresses that links of the data are completed with."""

    privacy = c.SubConfig(PrivacyConfig)
    """What may be shown of people."""

    edit = c.SubConfig(EditConfig)
    """Buttons that lead to the source of pages and entries."""

    metadata = c.SubConfig(MetadataConfig)
    """What the head of each page tells machines."""

    check = c.SubConfig(CheckConfig)
    """What is reported."""

    exports = c.Type(bool, default=True)
    """Publish tools, references, people and pages for machines, as `fieldguide/tools.json` and others."""

    announcement = c.Type(str, default="")
    """A line above every page, with Markdown."""

    words = c.Type(dict, default={})
    """Words of ours that the site says differently."""
