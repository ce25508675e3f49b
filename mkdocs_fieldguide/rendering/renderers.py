"""The renderers for all pages at one depth of the site."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.listings.country_pages import CountryRenderer
from mkdocs_fieldguide.rendering.listings.landing import LandingRenderer
from mkdocs_fieldguide.rendering.listings.news_events import NewsEventsRenderer
from mkdocs_fieldguide.rendering.listings.tiles import TileRenderer
from mkdocs_fieldguide.rendering.page.chrome import ChromeRenderer
from mkdocs_fieldguide.rendering.page.more_information import MoreInformationRenderer
from mkdocs_fieldguide.rendering.page.type_label import TypeRenderer
from mkdocs_fieldguide.rendering.people.lists import PeopleLists
from mkdocs_fieldguide.rendering.people.people import PeopleRenderer
from mkdocs_fieldguide.rendering.tools.mentions import ToolRenderer
from mkdocs_fieldguide.rendering.tools.pages import ToolPageRenderer
from mkdocs_fieldguide.rendering.tools.shared_html import SharedToolHtml
from mkdocs_fieldguide.rendering.tools.tables import ToolTables
from mkdocs_fieldguide.rendering.urls import Links


class Renderers:
    """The renderers for all pages at one depth, which share cached HTML as their relative links are equal.

    Args:
        context: the context of rendering.
        root: relative URL of the site's root, see `root_of`.
        tool_parts: the HTML that pages of all depths share.
    """

    # More than twelve attributes: one for each renderer.
    def __init__(self, context: RenderContext, root: str, tool_parts: SharedToolHtml) -> None:
        context = replace(context, templates=context.templates.at(root))
        self.context = context
        self.links = Links(context.urls, root)
        self.tools = ToolRenderer(context, root, tool_parts)
        self.tool_tables = ToolTables(context, self.links, self.tools, tool_parts)
        self.people = PeopleRenderer(context, root)
        self.people_lists = PeopleLists(context, self.people)
        self.types = TypeRenderer(context, self.links)
        self.tiles = TileRenderer(context, self.links, self.people, self.types)
        self.tool_pages = ToolPageRenderer(context, self.links, self.tools, tool_parts)
        self.countries = CountryRenderer(
            context, self.links, self.tool_tables, self.people_lists, self.people
        )
        self.more_information = MoreInformationRenderer(context, self.links)
        self.news_events = NewsEventsRenderer(context, self.links)
        self.chrome = ChromeRenderer(context, self.links)
        self.landing = LandingRenderer(context, self.links)
