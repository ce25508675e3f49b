"""Pages outside of the navigation share it, with links that are right for each."""

from urllib.parse import urljoin

from support.guide import GUIDE

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
