"""Pages share the navigation, and generated pages the frame around their content; they are right for each."""

from urllib.parse import urljoin

import pytest
from support.guide import GUIDE
from support.site import build_again

from mkdocs_fieldguide.builder.performance.page_frames import PageFrames
from mkdocs_fieldguide.builder.performance.shared_navigation import SharedNavigation

NESTED = {"docs/tools/spade/more.md": "# More\n", "docs/other/aside.md": "# Aside\n"}
PAGES = ["tools/spade/", "tools/rake/", "contributors/ada-gardener/", "other/aside/", "digging/"]


def links(built, address):
    """Return the links in the navigation of a page, from the root of the site."""
    found = built.page(address).select(".md-nav--primary a[href]")
    return {urljoin(f"/{address}", link["href"]) for link in found if not link["href"].startswith("#")}


def test_links_of_the_navigation_are_the_same_on_all_pages(site):
    nav = [{"Home": "index.md"}, {"Digging": "digging.md"}, {"More": "tools/spade/more.md"}]
    built = site({**GUIDE, **NESTED}, {"nav": nav}, strict=False)
    expected = {"/", "/digging/", "/tools/spade/more/"}
    assert {page: expected <= links(built, page) for page in PAGES} == dict.fromkeys(PAGES, True)


def test_navigation_that_a_site_has_changed_may_depend_on_the_page(site):
    own = {"theme/partials/logo.html": "<b>{{ page.url }}</b>"}
    built = site({**GUIDE, **own}, {"theme": {"name": "material", "font": False, "custom_dir": "theme"}})
    for page in PAGES[:2]:
        assert page in built.page(page).select_one(".md-nav--primary b")


TOOLS = """
    - {id: spade, name: The Spade, url: https://example.org/spade}
    - {id: rake, name: Garden Rake, url: https://example.org/rake}
    - {id: ä-b, name: 'A & "B" <i>', url: https://example.org/ab}
    - {id: hoe, name: "Hoe {{ config }}", url: https://example.org/hoe}
    - {id: fork, name: Fork & hoe, url: https://example.org/fork}
    - {id: sieve, name: Sieve, url: https://example.org/sieve}
    """

RATING = {"icon": "material/thumb-up-outline", "name": "Yes", "data": 1, "note": "{url} {title}"}
FEEDBACK = {
    "analytics": {
        "provider": "google",
        "property": "G-1",
        "feedback": {"title": "Was this page helpful?", "ratings": [RATING]},
    }
}


@pytest.mark.parametrize(
    ("theme", "extra"),
    [
        ({"features": ["navigation.footer", "navigation.indexes", "content.action.edit"]}, {}),
        ({"custom_dir": "theme", "language": "de", "palette": [{"scheme": "default"}]}, FEEDBACK),
    ],
)
def test_shared_navigation_and_frames_do_not_change_pages(site, monkeypatch, theme, extra):
    own = {
        **NESTED,
        **{f"docs/other/{name}/{name}.md": f"# {name}\n\n## Part\n" for name in ("one", "two", "three")},
        "docs/other/index.md": "# Others\n",
        "docs/other/second.md": "# Second\n\n## A\n\n## B\n",
        "docs/_data/tool_and_resource_list.yml": TOOLS,
        "theme/main.html": """
            {% extends "base.html" %}
            {% block extrahead %}
            {% if page and page.file.src_uri == "tools/sieve.md" %}<meta name="x">{% endif %}
            {% endblock %}
            """,
    }
    config = {
        "theme": {"name": "material", "font": False, **theme},
        "site_url": "https://example.org/guide/",
        "repo_url": "https://github.com/example/guide",
        "extra": extra,
    }
    built = site({**GUIDE, **own}, config, strict=False)
    framed = {path: built.text(path) for path in built.files() if path.endswith(".html")}
    monkeypatch.setattr(PageFrames, "render", lambda frames, template, context, render: render(context))
    monkeypatch.setattr(SharedNavigation, "get", lambda *_: None)
    built = build_again(built.root, strict=False)
    assert framed == {path: built.text(path) for path in built.files() if path.endswith(".html")}
    assert len([path for path in framed if path.startswith("tools/")]) == 8
