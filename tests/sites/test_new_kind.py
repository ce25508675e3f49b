"""A kind of generated pages is added with a single file."""

import json
import re
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from mkdocs_fieldguide.builder import generated_pages

FILES = {
    "docs/index.md": "# Home\n",
    "docs/_data/tool_and_resource_list.yml": (
        "- {id: spade, name: Spade, url: https://spade.example, description: It digs.}\n"
        "- {id: rake, name: Rake, url: https://rake.example, description: It rakes.}\n"
    ),
}

MODULE = dedent(
    '''\
    """The generated page with the websites of all tools."""

    from dataclasses import dataclass

    from markupsafe import Markup

    from mkdocs_fieldguide.builder.generated_pages.base import ListingPage
    from mkdocs_fieldguide.model.pages import GeneratedKind


    @dataclass(frozen=True, slots=True)
    class WebsitesPage(ListingPage):
        """The websites of all tools."""

        kind = GeneratedKind("websites", listing="tools", label="all_tools", icon="material/tools")
        schema_type = "AboutPage"
        open_graph_type = "profile"
        noindex = True
        breadcrumb = "tools"
        title_key = "website"

        @classmethod
        def plan(cls, plan):
            plan.add(cls("websites.md", description="Where the tools are."))

        @classmethod
        def entries(cls, registry):
            return registry.tools

        def theme_meta(self):
            return {"hide": ["navigation"]}

        def render(self, renderers, page):
            tools = renderers.context.registry.tools.values()
            return Markup("<ul class='websites'>{}</ul>").format(
                Markup("").join(Markup("<li>{}</li>").format(tool.url) for tool in tools)
            )

        def items(self, linked):
            for tool in linked.nodes.registry.tools.values():
                yield tool.name, tool.url
    '''
)


DOCUMENTED = re.search(
    r"``` python title=\"mkdocs_fieldguide/builder/generated_pages/websites\.py\"\n(.*?)```",
    (Path(__file__).parents[2] / "docs/background/architecture.md").read_text(encoding="utf-8"),
    re.DOTALL,
)


@pytest.fixture
def build_with(site, tmp_path, monkeypatch):
    """Return a function that builds a site with an additional kind of generated pages."""

    def build(module):
        folder = tmp_path / "kinds"
        folder.mkdir()
        (folder / "websites.py").write_text(module, encoding="utf-8")
        monkeypatch.setattr(generated_pages, "__path__", [*generated_pages.__path__, str(folder)])
        generated_pages.find_kinds.cache_clear()
        return site(
            FILES,
            {
                "site_url": "https://guide.example/",
                "repo_url": "https://github.com/example/guide",
                "edit_uri": "edit/main/docs/",
            },
        )

    yield build
    generated_pages.find_kinds.cache_clear()
    sys.modules.pop(f"{generated_pages.__name__}.websites", None)


@pytest.fixture
def built(build_with):
    return build_with(MODULE)


def test_documented_page_kind_works(build_with):
    page = build_with(DOCUMENTED[1]).page("websites/")
    assert page.select_one("h1").get_text(strip=True) == "Websites"
    shown = [item.get_text() for item in page.select(".websites li")]
    assert shown == ["https://spade.example", "https://rake.example"]


def test_page_shows_what_its_class_renders(built):
    page = built.page("websites/")
    shown = [item.get_text() for item in page.select(".websites li")]
    assert shown == ["https://spade.example", "https://rake.example"]
    assert page.select_one("h1").get_text(strip=True) == "Website"
    assert "Where the tools are." in page.select_one("article").get_text()


def test_page_links_to_its_listing_and_its_data_file(built):
    page = built.page("websites/")
    assert page.select_one("article a[href='../tools/']").get_text(strip=True) == "Tools and resources"
    edit = "https://github.com/example/guide/edit/main/docs/_data/tool_and_resource_list.yml"
    assert page.select_one(f"a[href='{edit}']") is not None


def test_head_metadata_is_from_the_class(built):
    page = built.page("websites/")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.select_one("meta[property='og:type']")["content"] == "profile"
    described, breadcrumbs = json.loads(page.select_one("script[type='application/ld+json']").string)[
        "@graph"
    ]
    assert described["@type"] == "AboutPage"
    items = described["mainEntity"]["itemListElement"]
    assert [item["name"] for item in items] == ["Spade", "Rake"]
    assert [crumb["item"] for crumb in breadcrumbs["itemListElement"]] == [
        "https://guide.example/",
        "https://guide.example/tools/",
        "https://guide.example/websites/",
    ]
