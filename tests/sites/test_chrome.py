"""The parts around pages: announcement, footer and 404 page."""

import pytest
from support.guide import GUIDE

FOOTER = """
    copyright: "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), the *gardeners*"
    extra_line: See [Digging](digging) first.
    columns:
      - title: About
        links:
          - {title: Digging, url: /digging}
          - {name: Society, external_url: "https://example.org/society"}
      - title: Supported by
        images:
          - {src: /images/logo.svg, alt: Garden Society, link: "https://example.org/"}
      - text: {content: "Grown *slowly*."}
    """
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"/>'
FILES = {**GUIDE, "docs/images/logo.svg": LOGO, "docs/_data/footer.yml": FOOTER}
OWN_MAIN = {
    "overrides/main.html": '{% extends "base.html" %}{% block htmltitle %}<title>Mine</title>{% endblock %}'
}
OWN_THEME = {"theme": {"name": "material", "font": False, "custom_dir": "overrides"}}


@pytest.fixture(params=["", "own main.html"])
def built(site, request):
    """The guide, also with a template of the site that does not include the plugin's."""
    options = {"plugins": ["search", {"fieldguide": {"announcement": "Come to the [meeting](digging)!"}}]}
    if request.param:
        return site({**FILES, **OWN_MAIN}, {**OWN_THEME, **options})
    return site(FILES, options)


def texts(elements):
    return [" ".join(element.get_text().split()) for element in elements]


def test_announcement_is_above_every_page(built):
    assert built.passed
    for address, link in (("", "digging/"), ("digging/", "./"), ("tools/spade/", "../../digging/")):
        banner = built.page(address).select_one(".md-banner")
        assert "Come to the meeting!" in banner.get_text()
        assert banner.a["href"] in (link, "../digging/")


def test_footer_is_below_every_page(built):
    for address, root in (("", ""), ("digging/", "../"), ("tools/spade/", "../../")):
        footer = built.page(address).select_one(".fg-footer")
        assert texts(footer.select(".fg-footer__title")) == ["About", "Supported by"]
        links = [a["href"] for a in footer.select("li a")]
        assert links == [f"{root}digging/", "https://example.org/society", "https://example.org/"]
        assert (footer.img["src"], footer.img["alt"]) == (f"{root}images/logo.svg", "Garden Society")
        assert texts(footer.select("li em")) == ["slowly"]
        assert texts(footer.select(".fg-footer__line")) == ["CC BY 4.0, the gardeners", "See Digging first."]
        assert footer.select(".fg-footer__line a")[1]["href"] == f"{root}digging/"


def test_the_404_page_has_search_listings_and_all_pages(built):
    page = built.page("404.html")
    lost = page.select_one(".fg-lost")
    assert lost.select_one("[data-fg-search]")
    listings = {a.get_text(): a["href"] for a in lost.select(":scope > ul a")}
    assert listings == {
        "Home": "/",
        "Tools and resources": "/tools/",
        "References": "/references/",
        "Contributors": "/contributors/",
        "Organisations": "/affiliations/",
    }
    assert {a["href"] for a in lost.select("[data-fg-lost] a")} == {"/", "/digging/"}
    assert page.select_one(".fg-footer img")["src"] == "/images/logo.svg"


def test_the_404_page_has_the_text_of_an_own_page(site):
    """Its links work at any address, and it is no page besides."""
    own = """\
        ---
        title: Lost & found
        permalink: /:basename
        ---
        Look at [digging](/digging#depth), [that](https://example.org/a) and [this](#depths).

        ## Depths

        ![Logo](/images/logo.svg) `<a href="digging">` {% tool "spade" %}
        """
    digging = "# Digging\n\n## Depth\n\n[Lost](404)\n"
    for name, options in (("404", {}), ("pages/404", {"use_directory_urls": False})):
        pages = {f"docs/{name}.md": own, "docs/digging.md": digging}
        built = site({**FILES, **pages}, {"site_url": "https://example.org/guide/", **options})
        page = built.page("404.html")
        lost = page.select_one(".fg-lost")
        address = "digging.html" if options else "digging/"
        assert texts(lost.select("h1")) == ["Lost & found"]
        links = [a["href"] for a in lost.select("p:first-of-type a")]
        assert links[:3] == [f"/guide/{address}#depth", "https://example.org/a", "#depths"]
        assert lost.select("a[href^='/guide/tools/spade']")
        assert lost.select_one(":scope > p img")["src"] == "/guide/images/logo.svg"
        assert '<a href="digging">' in lost.select_one("code").get_text()
        assert lost.select_one("[data-fg-search]")
        assert page.select_one("link[rel=stylesheet]")["href"].startswith("/guide/")
        assert built.page(address).select_one("article a[href$='404.html']")
        assert "404" not in built.text("sitemap.xml") + built.text("search/search_index.json")
        assert not built.path("404").exists()


def test_without_data_there_is_no_banner_or_footer(site):
    page = site(GUIDE).page()
    assert page.select(".fg-footer, .md-banner") == []


def test_a_404_page_of_the_site_takes_precedence(site):
    built = site({**GUIDE, "overrides/404.html": "<h1>My own</h1>"}, OWN_THEME)
    assert built.text("404.html") == "<h1>My own</h1>"


@pytest.mark.parametrize(
    ("footer", "place", "message"),
    [
        ("columns:\n- links: [{title: A, url: diging}]\n", "2:11", "Did you mean “digging”? [FG026]"),
        (
            "columns:\n- images: [{src: logo.png, alt: A}]\n",
            "2:12",
            "The picture “logo.png” in the footer does not exist.",
        ),
        ("columns:\n- links: [{title: A, url: 'javascript:x()'}]\n", "2:11", "[FG012]"),
        ("columns:\n- links: [{titel: A, url: digging}]\n", "2:12", "Did you mean “title”? [FG005]"),
        ("colums: []\n", "1:1", "Did you mean “columns”? [FG005]"),
        ("columns: {a: b}\n", "1:10", "Expected a list. [FG004]"),
        ("columns: [5]\n", "1:11", "Expected a mapping. [FG004]"),
        ("copyright: [a]\n", "1:12", "Expected text. [FG004]"),
        ("- a list\n", "1:1", "Expected a mapping. [FG004]"),
    ],
)
def test_footer_faults_are_reported_at_their_location(site, footer, place, message):
    built = site({**GUIDE, "docs/_data/footer.yml": footer})
    [warning] = built.warnings
    assert f"docs/_data/footer.yml:{place}: " in warning
    assert message in warning


def test_hostile_footers_are_escaped(site):
    footer = """
        copyright: <script>alert(1)</script> [x](javascript:alert(1))
        columns:
          - title: <b>bold</b>
            links: [{title: "<img src=x onerror=alert(1)>", url: "https://example.org/\\"onclick=\\"x"}]
            text: <i>raw</i>
        """
    page = site({**GUIDE, "docs/_data/footer.yml": footer}, strict=False).page()
    found = page.select_one(".fg-footer")
    assert found.select("script, b, i, img, [onclick], [href^=javascript]") == []
    assert "<img src=x onerror=alert(1)>" in found.get_text()


def test_no_remote_picture_is_requested(site):
    footer = "columns:\n- images: [{src: 'https://example.org/a.png', alt: Society, link: 'https://example.org'}]\n"
    found = site({**GUIDE, "docs/_data/footer.yml": footer}).page().select_one(".fg-footer")
    assert found.select("img") == []
    assert found.a.get_text() == "Society"
