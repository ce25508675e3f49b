"""The plugin's options in mkdocs.yml, all optional. Their docstrings are part of the documentation."""

from __future__ import annotations

from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c

from mkdocs_fieldguide.content.pages.defaults import Defaults
from mkdocs_fieldguide.content.pages.link_kinds import LinkKinds
from mkdocs_fieldguide.content.settings.page_types import PageTypes
from mkdocs_fieldguide.content.settings.toc import TocOptions
from mkdocs_fieldguide.model.repository_urls import Host
from mkdocs_fieldguide.option_types import ParsedOption, PathOption, PathText, RegistriesOption

BUTTONS = ("edit", "issue", "history")
"""The buttons next to the title of a page, in their order."""


class ListingsConfig(base.Config):
    """Paths of the generated pages, below the docs folder; false for none."""

    tools = PathOption("tools/index.md")
    """The table of all tools."""

    tool_pages = PathOption("tools/")
    """The folder of the tools' pages."""

    tool_pages_for = c.Choice(("all", "named"), default="all")
    """Which tools get a page: all, or only those that the text of a page mentions (`named`)."""

    references = PathOption("references/index.md")
    """The whole bibliography."""

    contributors = PathOption("contributors/index.md")
    """The list of all people."""

    people = PathOption("contributors/")
    """The folder of people's pages."""

    affiliations = PathOption("affiliations/index.md")
    """The list of all organisations."""

    organisations = PathOption("affiliations/")
    """The folder of organisations' pages."""

    countries = PathOption("countries/index.md")
    """The list of all countries."""

    country_pages = PathOption("countries/")
    """The folder of countries' pages."""

    types = PathOption("types/")
    """The folder of the pages that list all pages of a type."""

    def path(self, name: str) -> str:
        """Return the path of an option; empty if the option is false."""
        value = self[name]
        if value is True:
            return str(type(self).__dict__[name].default)
        return value.strip().lstrip("/") if isinstance(value, str) else ""


class LinksConfig(base.Config):
    """Base URLs of links in the data."""

    dsw = c.Type(str, default="")
    """URL of questions in the Data Stewardship Wizard, without the id of the question."""


class PrivacyConfig(base.Config):
    """Personal data that pages show only on request."""

    email = c.Type(bool, default=False)
    """Show e-mail addresses on people's pages."""

    avatars = c.Type(bool, default=False)
    """Show pictures from other servers, such as GitHub; browsers of readers then send requests to them."""


class EditConfig(base.Config):
    """Buttons that link to the source of pages and entries."""

    buttons = c.ListOfItems(c.Choice(BUTTONS), default=list(BUTTONS))
    """Buttons next to the title of a page: any of `edit`, `issue` and `history`."""

    host = c.Optional(c.Choice(tuple(host.value for host in Host)))
    """Software of the repository's server, if the host name does not reveal it."""

    branch = c.Type(str, default="")
    """Branch to edit. Default: the branch in `edit_uri`."""

    folder = c.Optional(c.Type(str))
    """Folder of mkdocs.yml in the repository. Default: derived from `edit_uri` and `docs_dir`."""

    issues = c.Type(str, default="")
    """URL of another repository for issues."""


class MetadataConfig(base.Config):
    """Metadata in the head of each page."""

    json_ld = c.Type(bool, default=True)
    """Add JSON-LD in the terms of schema.org: what the page is about, and its authors. Needs `site_url`."""

    open_graph = c.Type(bool, default=True)
    """Add Open Graph properties for link previews: title, description and picture."""

    canonical = c.Type(bool, default=True)
    """Add the canonical URL if the theme does not. Needs `site_url`."""

    publisher = c.Type(str, default="")
    """Name of the organisation that publishes the guide. Default: `site_author`."""

    learning_types = c.ListOfItems(c.Type(str), default=[])
    """Page types that are learning material. Pages with `training` are learning material in any case."""


class CheckConfig(base.Config):
    """Which findings `fieldguide check` and the build report."""

    select = c.ListOfItems(c.Type(str), default=[])
    """Codes to report, or prefixes of codes; all if empty."""

    ignore = c.ListOfItems(c.Type(str), default=[])
    """Codes to suppress, or prefixes of codes."""

    ignore_links = c.ListOfItems(c.Type(str), default=[])
    """URLs that `fieldguide check --links` skips; `*` matches any text."""

    baseline = PathText(str, default="")
    """Baseline file of `fieldguide check` with known findings, relative to the folder of mkdocs.yml."""


class FieldguideConfig(base.Config):
    """The options below `- fieldguide:`."""

    def load_dict(self, patch: dict[str, Any]) -> None:
        """Load options; a section without content is empty, as if it were not there."""
        if isinstance(patch, dict):
            options = vars(type(self))
            patch = {
                key: {} if value is None and isinstance(options.get(key), c.SubConfig) else value
                for key, value in patch.items()
            }
        super().load_dict(patch)

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """Validate the options; unknown ones are reported later, with their lines."""
        failed, warnings = super().validate()
        return failed, [
            (key, text) for key, text in warnings if "Unrecognised configuration name" not in text
        ]

    data_dir = c.Optional(PathText(str))
    """Folder of the data files. Default: `_data` next to mkdocs.yml if it exists, else `_data` in the docs
    folder."""

    bibliography = c.Optional(PathText((str, list)))
    """Bibliography files: a path, a glob pattern, or a list of both. Default: `*.bib` in the data folder."""

    citation_style = PathText(str, default="apa")
    """Name of a bundled citation style, or path of a `.csl` file."""

    citation_locale = c.Type(str, default="en-US")
    """Language of citations and references."""

    citation_abbreviations = PathText(str, default="")
    """Path of a JSON file with abbreviations of journals, for styles that show these."""

    pandoc_citations = c.Choice((False, True, "brackets"), default=False)
    r"""Read citations in [pandoc's syntax](../how-to/citations.md#pandocs-syntax), such as `[@key, p. 3]` and
    `@key`, and the lists `\bibliography` and `\full_bibliography`. With `brackets`, citations are in brackets
    only: `@key` in the text is a name, such as that of an account."""

    citation_file = PathText(str, default="")
    """Path of a CITATION.cff. “Cite this page” then shows how to cite the whole guide."""

    cite_service = c.Type(str, default="https://doi.org/")
    """URL at which the command `fieldguide cite` looks up DOIs. A build never uses the network."""

    defaults = ParsedOption(Defaults, "list of mappings")
    """Front matter by path."""

    registries = RegistriesOption()
    """External registries that tools link to, in addition to the built-in ones."""

    page_types = ParsedOption(PageTypes, "mapping of mappings")
    """Types of pages: how they are shown, and where their pages are listed."""

    more_information = ParsedOption(LinkKinds, "mapping of mappings")
    """Further kinds of links below pages, besides training, FAIRsharing, FAIR Cookbook, DSW and RDMkit."""

    related_pages = c.Type((int, bool), default=3)
    """How many related pages to show on a page. If its front matter names fewer, pages that share tools,
    references or people with it fill the list; `false` to add none."""

    sort_credits = c.Type((bool, list), default=False)
    """Show the people and organisations in the credits by name instead of in the order of the page: `true`,
    or a list of the keys this applies to, such as `contributors`."""

    previous_next = c.Type(bool, default=True)
    """Link each page to the previous and next page of its type. Has no effect if Material shows such links
    in its footer (`navigation.footer`)."""

    toc = ParsedOption(TocOptions, "mapping")
    """Tables of contents: `levels` of headings to list, and `min_headings` below which a page has none."""

    listings = c.SubConfig(ListingsConfig)
    """Which pages are generated, and their paths."""

    last_change = c.Type(bool, default=False)
    """Show the date of its last change at the end of each page that has one."""

    contribution_dates = c.Type(bool, default=False)
    """Show the dates of people's first and last contributions on their pages, from the Git history."""

    links = c.SubConfig(LinksConfig)
    """Base URLs of links in the data."""

    privacy = c.SubConfig(PrivacyConfig)
    """Personal data that pages show only on request."""

    edit = c.SubConfig(EditConfig)
    """Buttons that link to the source of pages and entries."""

    metadata = c.SubConfig(MetadataConfig)
    """Metadata in the head of each page."""

    check = c.SubConfig(CheckConfig)
    """Which findings are reported."""

    exports = c.Type(bool, default=True)
    """Publish tools, references, people and pages as machine-readable files, such as
    `fieldguide/tools.json`."""

    feed = c.Type(bool, default=False)
    """Publish news and new pages as an Atom feed, `feed.xml`. Needs `site_url`."""

    html_redirects = c.Type(bool, default=False)
    """Redirect from each page's URL with `.html` to the page, for sites whose URLs used to end in `.html`."""

    published_files = PathText(list, default=[])
    """Paths of text files next to mkdocs.yml that are published unchanged, such as `CITATION.cff`."""

    section_indexes = c.Type(bool, default=False)
    """Make the first page of each section in `nav` the page of the section itself if both have the same
    title. Needs Material's feature `navigation.indexes`."""

    announcement = c.Type(str, default="")
    """A line above every page, as Markdown."""

    words = c.Type(dict, default={})
    """Replacements for texts of the user interface."""
