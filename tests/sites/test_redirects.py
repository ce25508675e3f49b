"""Redirects, and pages that are hidden from search engines."""

import json

import pytest

SITE = {"site_url": "https://guide.example.org/sub/"}


def page(**front):
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\n{lines}---\n\n# A page\n\nIts text.\n"


def redirect_targets(built, address):
    """Return the targets of a redirect page: of its refresh, its link and its canonical URL."""
    found = built.page(address)
    refresh = found.select_one("meta[http-equiv=refresh]")
    if refresh is None:
        return None
    url = refresh["content"].partition("url=")[2]
    assert found.select_one("a")["href"] == url
    assert found.select_one("meta[name=robots]")["content"] == "noindex"
    assert not found.select("script")
    return url, found.select_one("link[rel=canonical]")["href"]


@pytest.mark.parametrize(
    "old", ["old/place", "/old/place", "/old/place/", "[/old/place]", "[old/place/, other]"]
)
def test_old_url_redirects_to_the_page(site, old):
    built = site({"docs/new/a.md": page(redirect_from=old)}, SITE)
    assert built.warnings == []
    assert redirect_targets(built, "old/place/") == ("../../new/a/", "https://guide.example.org/sub/new/a/")


def test_old_url_can_be_a_file(site):
    built = site({"docs/a.md": page(redirect_from="/old.html")})
    assert redirect_targets(built, "old.html") == ("a/", "a/")


def test_without_directory_urls(site):
    built = site({"docs/a.md": page(redirect_from="[/one, /two/]")}, {"use_directory_urls": False})
    assert redirect_targets(built, "one.html")[0] == "a.html"
    assert redirect_targets(built, "two/index.html")[0] == "../a.html"


def test_home_page_and_permalinks_can_be_redirect_targets(site):
    files = {
        "docs/index.md": page(redirect_from="/start"),
        "docs/a.md": page(permalink="/x/y", redirect_from="/z"),
    }
    built = site(files)
    assert redirect_targets(built, "start/")[0] == "../"
    assert redirect_targets(built, "z/")[0] == "../x/y/"


def test_redirects_are_not_in_the_sitemap_or_search(site):
    built = site({"docs/a.md": page(redirect_from="/old"), "docs/b.md": page(redirect_to="a")}, SITE)
    sitemap = built.text("sitemap.xml")
    assert "/sub/a/" in sitemap
    assert "old" not in sitemap
    assert "/sub/b/" not in sitemap
    locations = [entry["location"] for entry in json.loads(built.text("search/search_index.json"))["docs"]]
    assert not [location for location in locations if location.startswith("b/")]


@pytest.mark.parametrize(
    ("to", "url"),
    [
        ("a", "../a/"),
        ("/a/", "../a/"),
        ("a.md", "../a/"),
        ("https://example.org/x?y=1&z=2", "https://example.org/x?y=1&z=2"),
    ],
)
def test_redirect_to_another_page(site, to, url):
    built = site({"docs/a.md": page(), "docs/b.md": page(redirect_to=to, type="task")})
    assert built.warnings == []
    assert redirect_targets(built, "b/")[0] == url
    assert not built.path("types/task/").exists()


def test_redirect_chain_goes_to_its_last_target(site):
    files = {
        "docs/a.md": page(),
        "docs/b.md": page(redirect_to="a", redirect_from="/older"),
        "docs/c.md": page(redirect_to="b"),
    }
    built = site(files)
    assert redirect_targets(built, "c/")[0] == "../a/"
    assert redirect_targets(built, "older/")[0] == "../a/"


@pytest.mark.parametrize(
    ("files", "warning"),
    [
        (
            {"a": {"redirect_from": "/b"}},
            "docs/a.md:2:16: The old URL “/b” is already the URL of “b.md”; it is ignored.",
        ),
        (
            {"a": {"redirect_from": "/x"}, "b": {"redirect_from": "[/y, /x]"}},
            "docs/b.md:2:21: The old URL “/x” is already the URL of a redirect to “a.md”; it is ignored.",
        ),
        (
            {"a": {"redirect_from": "/sitemap.xml/"}},
            "docs/a.md:2:16: The old URL “/sitemap.xml/” is already the URL of “sitemap.xml”; it is ignored.",
        ),
        (
            {"a": {"redirect_from": "/404.html"}},
            "docs/a.md:2:16: The old URL “/404.html” is already the URL of “404.html”; it is ignored.",
        ),
    ],
)
def test_existing_url_is_reported_and_not_redirected(site, files, warning):
    built = site({"docs/b.md": page(), **{f"docs/{name}.md": page(**front) for name, front in files.items()}})
    [said] = built.warnings
    assert said.startswith(warning)
    assert ("[FG055]" if ".xml" in said or "404" in said else "[FG051]") in said
    assert "Its text." in built.page("b/").get_text()
    assert built.path("sitemap.xml").is_file()


@pytest.mark.parametrize(
    ("files", "code", "place"),
    [
        ({"a": {"redirect_to": "a"}}, "FG071", ["docs/a.md:2:14"]),
        (
            {"a": {"redirect_to": "b"}, "b": {"redirect_to": "a"}},
            "FG071",
            ["docs/a.md:2:14", "docs/b.md:2:14"],
        ),
        ({"a": {"redirect_from": "/a"}}, "FG071", ["docs/a.md:2:16"]),
        ({"a": {"redirect_to": "nowhere"}}, "FG026", ["docs/a.md:2:14"]),
        ({"a": {"redirect_to": "www.example.org/x"}}, "FG012", ["docs/a.md:2:14"]),
        ({"a": {"redirect_to": '"javascript://x/"'}}, "FG012", ["docs/a.md:2:14"]),
        ({"a": {"redirect_from": "/../../x"}}, "FG055", ["docs/a.md:2:16"]),
        ({"a": {"redirect_from": '["//example.org/x"]'}}, "FG055", ["docs/a.md:2:17"]),
    ],
)
def test_invalid_redirect_is_reported_and_the_page_is_shown(site, files, code, place):
    built = site({f"docs/{name}.md": page(**front) for name, front in files.items()})
    assert [text.split(": ")[0] for text in built.warnings] == place
    assert all(f"[{code}]" in text for text in built.warnings)
    assert "Its text." in built.page("a/").get_text()
    assert not list(built.root.parent.glob("x*"))


def test_redirects_of_another_plugin_are_not_replaced(site):
    config = {"plugins": ["search", {"redirects": {"redirect_maps": {"old.md": "b.md"}}}, "fieldguide"]}
    built = site({"docs/a.md": page(redirect_from="[/old, /older]"), "docs/b.md": page()}, config)
    assert built.warnings == []
    assert "b/" in built.text("old/")
    assert redirect_targets(built, "older/")[0] == "../a/"


def test_no_robots_affects_only_search_engines(site):
    built = site({"docs/a.md": page(no_robots="true"), "docs/b.md": page(sitemap="false")}, SITE)
    assert built.page("a/").select_one("meta[name=robots]")["content"] == "noindex"
    assert not built.page("b/").select("meta[name=robots]")
    assert "/sub/a/" not in built.text("sitemap.xml")
    assert "/sub/b/" not in built.text("sitemap.xml")
    locations = [entry["location"] for entry in json.loads(built.text("search/search_index.json"))["docs"]]
    assert "a/" in locations


def test_description_is_from_the_page(site):
    built = site({"docs/a.md": page(description='What "it" is')})
    assert built.page("a/").select_one("meta[name=description]")["content"] == 'What "it" is'


def test_percent_encoded_urls_are_decoded_once(site):
    files = {
        "docs/a.md": page(permalink="/my%20page", redirect_from="[/old%20name, '/100%25']"),
        "docs/b.md": page(redirect_to="/my%20page"),
        "docs/c.md": "# C\n\n[one](/my%20page) [two](</my page>) [three](a.md) [four](my%20page)\n",
    }
    built = site(files, SITE)
    assert built.warnings == []
    assert "Its text." in built.page("my page/").get_text()
    assert not any("%" in name and "100%" not in name for name in built.files())
    whole = "https://guide.example.org/sub/my%20page/"
    assert redirect_targets(built, "old name/") == ("../my%20page/", whole)
    assert redirect_targets(built, "100%/") == ("../my%20page/", whole)
    assert redirect_targets(built, "b/") == ("../my%20page/", whole)
    links = built.page("c/").select("article a:not(.headerlink)")
    assert [link["href"] for link in links[:4]] == ["../my%20page/"] * 4


@pytest.mark.parametrize(
    "address",
    ["/%2e%2e/x", "/a%2fb", "/a%5cb", "/a%00b", "/%252e%252e/x", "/404%2ehtml", "/%61ssets/x", "/a%20/b"],
)
def test_no_encoding_hides_an_unsafe_address(site, address):
    files = {"docs/a.md": page(permalink=f"'{address}'"), "docs/b.md": page(redirect_from=f"['{address}']")}
    built = site(files, SITE, strict=False)
    assert [line.count("[FG055]") for line in built.warnings] == [1, 1]
    assert "Its text." in built.page("a/").get_text()
