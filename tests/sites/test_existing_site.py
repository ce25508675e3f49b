"""A Material site adds three lines to mkdocs.yml: its own output remains, and that of the plugin is added."""

import json

import pytest
from support.guide import DATA, PAGE
from support.site import build_site

BEFORE = """
site_name: Our site
site_url: https://example.org/ours/
theme:
  name: material
  font: false
  custom_dir: overrides
  features: [navigation.tabs, navigation.indexes]
plugins:
  - search
  - blog
  - tags
  - social:
      enabled: false
  - awesome-nav
markdown_extensions:
  - admonition
  - attr_list
extra_css: [stylesheets/extra.css]
extra:
  motto: Dig deep
"""
ADDED = """\
  - fieldguide:
      citation_style: apa
      citation_locale: en-GB
"""
AFTER = BEFORE.replace("  - awesome-nav\n", "  - awesome-nav\n" + ADDED)

FILES = {
    "docs/index.md": "# Welcome\n\n!!! note\n    Read this first.\n",
    "docs/.nav.yml": """
        nav:
          - index.md
          - Handbook: handbook
          - blog
          - tags.md
        """,
    "docs/handbook/tools.md": "---\ntags: [garden]\n---\n\n# Tools\n\nAll of our tools.\n",
    "docs/handbook/start.md": "# Starting\n\nSee [Tools](tools.md#care).\n\n{{ not_ours }} and `{% raw %}`\n",
    "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/.authors.yml": """
        authors:
          ada:
            name: Ada
            description: Writes
            avatar: /ada.png
        """,
    "docs/blog/posts/first.md": """
        ---
        date: 2026-05-01
        authors: [ada]
        categories: [News]
        ---

        # First post

        The beginning.

        <!-- more -->

        The rest.
        """,
    "docs/stylesheets/extra.css": ".motto { font-weight: bold }\n",
    "overrides/main.html": """
        {% extends "base.html" %}
        {% block announce %}<p class="motto">{{ config.extra.motto }}</p>{% endblock %}
        {% block extrahead %}<meta name="ours" content="{{ page.title if page }}">{% endblock %}
        """,
    "overrides/partials/footer.html": '<footer class="our-footer">Our footer</footer>\n',
    "overrides/partials/comments.html": '<section class="our-comments">Comments</section>\n',
}


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return build_site(tmp_path_factory.mktemp("before"), {**FILES, "mkdocs.yml": BEFORE}, strict=False)


@pytest.fixture(scope="module")
def after(tmp_path_factory):
    """The same site with the three lines, without any content for the plugin."""
    return build_site(tmp_path_factory.mktemp("after"), {**FILES, "mkdocs.yml": AFTER}, strict=False)


@pytest.fixture(scope="module")
def with_content(tmp_path_factory):
    """The same site with content for the plugin."""
    post = FILES["docs/blog/posts/first.md"].replace("The beginning.", 'The beginning of {% tool "spade" %}.')
    files = {
        **FILES,
        **DATA,
        "mkdocs.yml": AFTER,
        "docs/handbook/digging.md": PAGE,
        "docs/blog/posts/first.md": post,
    }
    return build_site(tmp_path_factory.mktemp("with_content"), files, strict=False)


def links(page, selector):
    return [(a.get_text(" ", strip=True), a["href"]) for a in page.select(f":is({selector}) a[href]")]


@pytest.fixture(params=["after", "with_content"])
def built(request):
    return request.getfixturevalue(request.param)


def test_every_output_file_exists(before, built):
    assert before.files() - built.files() == set()


@pytest.mark.parametrize("address", ["", "handbook/tools/", "blog/", "blog/2026/05/01/first-post/", "tags/"])
def test_custom_templates_are_used(built, address):
    page = built.page(address)
    assert page.select_one("p.motto").get_text() == "Dig deep"
    assert page.select_one('meta[name="ours"]')["content"]
    assert page.select_one("footer.our-footer")
    assert page.select_one('link[href$="stylesheets/extra.css"]')


def test_custom_content_partial_is_used(before, built):
    assert before.page("handbook/tools/").select_one("article .our-comments")
    assert built.page("handbook/tools/").select_one("article .our-comments")


@pytest.mark.parametrize("address", ["", "handbook/tools/", "tags/"])
def test_navigation_is_from_awesome_nav(before, after, address):
    selector = ".md-tabs, .md-nav--primary"
    assert links(before.page(address), ".md-tabs")
    assert links(after.page(address), ".md-tabs") == links(before.page(address), ".md-tabs")
    # The plugin enables navigation.prune, so that a part of the navigation remains.
    left = {text for text, _ in links(after.page(address), selector)}
    assert left
    assert left <= {text for text, _ in links(before.page(address), selector)}


# Except 404.html, which the plugin replaces unless the site has its own.
@pytest.mark.parametrize("address", ["", "handbook/tools/", "handbook/start/", "tags/"])
def test_pages_without_tags_are_unchanged(before, after, address):
    def text(built):
        return built.page(address).select_one(".md-content").get_text(" ", strip=True)

    assert text(before)
    assert text(after) == text(before)


def test_blog_is_complete(before, built):
    for address in ("blog/", "blog/category/news/", "blog/archive/2026/"):
        was, now = before.page(address), built.page(address)
        assert links(was, "article.md-post h2")
        assert links(now, "article.md-post h2") == links(was, "article.md-post h2")
    assert built.page("blog/2026/05/01/first-post/").select_one(".md-post__authors, .md-author, .md-profile")


def test_material_tags_are_shown_and_listed(before, built):
    assert built.page("handbook/tools/").select_one(".md-tag").get_text(strip=True) == "garden"
    # The oldest supported Material has a different syntax for the list, and leaves this page empty.
    assert links(built.page("tags/"), "article") == links(before.page("tags/"), "article")


def test_search_index_is_unchanged(before, built):
    def found(site):
        return {
            (e["location"], e["title"]) for e in json.loads(site.text("search/search_index.json"))["docs"]
        }

    assert found(before) - found(built) == set()


def test_no_findings_are_added(before, built):
    assert set(built.warnings) <= set(before.warnings)


def test_plugin_features_appear(with_content):
    page = with_content.page("handbook/digging/")
    assert page.select_one(".fg-type").get_text(strip=True).lower() == "your tasks"
    assert page.select_one('article button.fg-tool[data-tool="rake"]').get_text() == "Garden Rake"
    assert page.select_one("#fg-tool-rake.fg-card[popover]")
    assert page.select_one('.fg-bibliography li[id="ref-digging_2020"]')
    assert page.select_one('.fg-credits .fg-person[data-name="Ada Gardener"]')
    assert page.select_one('link[rel="stylesheet"][href*="fieldguide"]')
    assert page.select_one('script[src*="fieldguide"]')
    assert page.select_one("article .our-comments")


@pytest.mark.parametrize("address", ["blog/", "blog/category/news/", "blog/2026/05/01/first-post/"])
def test_tags_work_in_the_blog(with_content, address):
    assert (
        with_content.page(address).select_one('article .fg-tool[data-tool="spade"]').get_text() == "The Spade"
    )
