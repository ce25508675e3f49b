"""Conversion of `_config.yml` to `mkdocs.yml`."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.migrate.mkdocs_settings import COLOUR_STYLESHEET, MkdocsSettings
from mkdocs_fieldguide.migrate.plugin_options import sorted_credits
from mkdocs_fieldguide.migrate.source_site import SourceSite

HERE = SourceSite(
    "old-site", styles=("apa", "ieee"), files=("_bibliography/all.bib", "_bibliography/own.csl")
)


def settings(text="", origin=HERE):
    made = MkdocsSettings(yaml.safe_load(text) or {}, origin)
    return made.convert(), made


def options(text):
    new, made = settings(text)
    plugin = new["plugins"][1]
    return ({} if plugin == "fieldguide" else plugin["fieldguide"]), made


@pytest.mark.parametrize(
    ("text", "origin", "address"),
    [
        ("url: https://guide.example.org\nbaseurl: /kit", HERE, "https://guide.example.org/kit/"),
        ("url: guide.example.org/", HERE, "https://guide.example.org/"),
        ("repository: Ada/guide", HERE, "https://ada.github.io/guide/"),
        ("repository: ada/ada.github.io", HERE, "https://ada.github.io/"),
        ("", SourceSite("x", domain="guide.example.org"), "https://guide.example.org/"),
        ("", SourceSite("x", remote="git@github.com:ada/guide.git"), "https://ada.github.io/guide/"),
        ("", HERE, None),
    ],
)
def test_site_url(text, origin, address):
    new, made = settings(text, origin)
    assert new.get("site_url") == address
    assert any("site_url" in note for note in made.notes) == (address is None)


@pytest.mark.parametrize(
    ("settings", "roles"),
    [
        ({}, True),
        ({"editors_sort": False, "affiliations_sort": False}, ["contributors", "coordinators"]),
        (dict.fromkeys(("contributors_sort", "coordinators_sort"), True), True),
    ],
)
def test_credits_are_sorted_unless_the_old_site_turns_it_off(settings, roles):
    assert sorted_credits({"theme_variables": {"page_metadata": settings}}) == roles


def test_fonts_are_loaded_from_where_the_old_site_loaded_them():
    url = "https://fonts.example.org/css2?family=Field+Sans"
    new, made = settings(f"theme_variables: {{fonts: ['{url}', 'javascript:x']}}")
    assert new["extra_css"] == [url, COLOUR_STYLESHEET]
    assert any(url in note for note in made.notes)


def test_robots_txt_of_the_sitemap_plugin_is_written_unless_there_is_one():
    text = "url: https://guide.example.org\nplugins: [jekyll-sitemap]"
    _, made = settings(text)
    assert made.files["docs/robots.txt"] == "Sitemap: https://guide.example.org/sitemap.xml\n"
    _, made = settings(text, SourceSite("x", files=("robots.txt",)))
    assert "docs/robots.txt" not in made.files
    assert "docs/robots.txt" not in settings("url: https://guide.example.org")[1].files


@pytest.mark.parametrize(
    ("text", "repository", "way"),
    [
        ("repository: ada/guide", "https://github.com/ada/guide", "edit/main/docs/"),
        ("repository: https://github.com/ada/guide.git", "https://github.com/ada/guide", "edit/main/docs/"),
        (
            "repository: ada/guide\ntheme_variables: {git_host: GitLab}",
            "https://gitlab.com/ada/guide",
            "-/edit/main/docs/",
        ),
        (
            "repository: https://git.example.org/ada/guide\ntheme_variables: {git_host: Gitea}",
            "https://git.example.org/ada/guide",
            "_edit/main/docs/",
        ),
    ],
)
def test_edit_uri(text, repository, way):
    new, _ = settings(text)
    assert (new["repo_url"], new["edit_uri"]) == (repository, way)


def test_options_of_kramdown_become_those_of_the_extension():
    new, _ = settings("kramdown: {parse_block_html: true, hard_wrap: true, input: GFM}")
    assert new["markdown_extensions"][:3] == [
        {"mkdocs_fieldguide.kramdown": {"parse_block_html": True}},
        "nl2br",
        "tables",
    ]
    assert settings("kramdown: [x]")[0]["markdown_extensions"][:2] == ["mkdocs_fieldguide.kramdown", "tables"]


def test_server_of_unknown_software_is_reported():
    chosen, _ = options("repository: https://git.example.org/a/b\ntheme_variables: {git_host: gitea}")
    assert chosen["edit"] == {"host": "gitea"}


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", False),
        ("permalink: date", False),
        ("permalink: pretty", True),
        ("permalink: /:categories/:title", True),
        ("permalink: /:categories/:title:output_ext", False),
        ("permalink: pretty\ndefaults: [{scope: {path: a}, values: {permalink: '/x.html'}}]", True),
        ("defaults: [{scope: {path: ''}, values: {permalink: '/:basename'}}]", True),
        ("defaults: [{scope: {path: ''}, values: {permalink: '/:basename:output_ext'}}]", False),
    ],
)
def test_pages_keep_their_url_style(text, short):
    new, _ = settings(text)
    assert new.get("use_directory_urls", True) is short


def test_default_values_that_the_build_would_reject_are_left_out_and_reported():
    chosen, made = options(
        "defaults: [{scope: {path: a}, values: {sidebar1: x, ct: y, contributors: {a: b}}}]"
    )
    assert chosen["defaults"] == [{"scope": {"path": "a"}, "values": {"ct": "y"}}]
    left = [note for note in made.notes if "was left out." in note]
    assert [note.split("`")[3] for note in left] == ["sidebar1", "contributors"]
    assert "Did you mean “sidebar”?" in left[0]


def test_unsupported_default_keys_are_dropped():
    chosen, made = options(
        """
        defaults:
          - scope: {path: "", type: pages}
            values: {layout: page, sidebar: main, permalink: "/:basename", contributors: [Ada Example]}
          - scope: {path: hidden}
            values: {sidebar: false}
          - scope: {path: "", type: posts}
            values: {layout: post, author: Ada Example}
          - scope: {path: "", type: things}
            values: {layout: post}
        """
    )
    assert chosen["defaults"] == [
        {"scope": {"path": ""}, "values": {"permalink": "/:basename", "contributors": ["Ada Example"]}},
        {"scope": {"path": "hidden"}, "values": {"sidebar": False}},
    ]
    assert made.notes[-1] == "`defaults` of type `things` are skipped: MkDocs has only pages."


@pytest.mark.parametrize(
    ("scholar", "expected"),
    [
        ("{}", {"bibliography": "_bibliography/*.bib"}),
        ("{style: apa, locale: en}", {"bibliography": "_bibliography/*.bib", "citation_style": "apa"}),
        (
            "{style: _bibliography/own.csl, bibliography: all, locale: de}",
            {
                "bibliography": "_bibliography/all.bib",
                "citation_style": "_bibliography/own.csl",
                "citation_locale": "de",
            },
        ),
        (
            "{style: own, source: ./_bibliography}",
            {"bibliography": "_bibliography/*.bib", "citation_style": "_bibliography/own.csl"},
        ),
    ],
)
def test_references(scholar, expected):
    assert options(f"scholar: {scholar}")[0] == expected


def test_settings_of_reference_lists_become_front_matter_of_all_pages():
    chosen, _ = options(
        """
        scholar:
          sort_by: [year, month]
          order: descending
          group_by: type
          query: "@*"
          type_names: {article: Papers}
          type_order: [article, book]
          missing_reference: not found
          details_link: More
        """
    )
    assert chosen["defaults"] == [
        {
            "scope": {"path": ""},
            "values": {
                "scholar": {
                    "sort_by": "year, month",
                    "order": "descending",
                    "group_by": "type",
                    "type_order": ["article", "book"],
                    "type_names": {"article": "Papers"},
                    "group_order": "ascending",
                }
            },
        }
    ]
    assert chosen["words"] == {"unknown_reference": "not found", "details": "More"}


def test_missing_style_is_reported():
    chosen, made = options("scholar: {style: modern-language-association}")
    assert "citation_style" not in chosen
    assert any("modern-language-association" in note and "apa, ieee" in note for note in made.notes)


def test_settings_of_the_theme():
    new, made = settings(
        """
        dsw_deep_link_prefix: https://example.org/wizard/
        topnav_banner: Under construction
        gtag: G-1
        theme_variables:
          back_to_top: true
          theme_color: 336699
          toc: {min_headings: 3, headings: "main h2, main h3"}
          github_buttons: {edit_me: true, open_issue: false, history: true}
          headings: {related-pages: See also, unknown-part: Else}
          topnav: {github: "https://github.com/ada", twitter: false}
        """
    )
    assert "navigation.top" in new["theme"]["features"]
    assert new["theme"]["palette"][0]["primary"] == "custom"
    assert new["extra_css"] == [COLOUR_STYLESHEET]
    assert "--md-primary-fg-color: #f8f9fa;" in made.files[f"docs/{COLOUR_STYLESHEET}"]
    assert new["extra"] == {
        "social": [{"icon": "fontawesome/brands/github", "link": "https://github.com/ada"}],
    }
    assert new["plugins"][1]["fieldguide"] == {
        "bibliography": "_bibliography/*.bib",
        "links": {"dsw": "https://example.org/wizard/"},
        "announcement": "Under construction",
        "toc": {"min_headings": 3, "levels": [2, 3]},
        "edit": {"buttons": ["edit", "history"]},
        "words": {"related_pages": "See also"},
    }
    assert any("unknown-part" in note for note in made.notes)


def test_logo_and_icon_are_found_in_theme_folders():
    files = ("assets/img/main_logo.svg", "assets/img/favicon.ico", "assets/img/favicon-16x16.png")
    new, _ = settings("", SourceSite("old", files=files))
    assert (new["theme"]["logo"], new["theme"]["favicon"]) == files[:2]
    new, _ = settings(
        "theme_variables: {topnav: {brand_logo: /own.png}}", SourceSite("old", files=("own.png",))
    )
    assert new["theme"]["logo"] == "own.png"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("wibble: 1\nplugins: [jemoji]", "`wibble`"),
        ("theme_variables: {wobble: 1}", "`theme_variables.wobble`"),
        ("matomo: //stats.example.org", "Matomo is not loaded"),
        ("theme_variables: {privacy_statement_url: /privacy}", "/privacy"),
        ("scholar: {bibliography_template: bib}", "bibliography_template"),
    ],
)
def test_settings_without_equivalent_are_reported(text, named):
    _, made = settings(f"url: https://example.org\n{text}")
    assert [note for note in made.notes if named in note]
    assert not [note for note in made.notes if "jemoji" in note or "plugins" in note]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["url", "baseurl", "title", "repository", "defaults", "scholar", "theme_variables", "gtag", "github"]
INNER = ["theme_color", "toc", "topnav", "headings", "github_buttons", "style", "bibliography", "source"]


@given(st.dictionaries(st.sampled_from(KEYS), VALUES | st.dictionaries(st.sampled_from(INNER), VALUES)))
def test_any_configuration_results_in_valid_yaml(old):
    made = MkdocsSettings(old, HERE)
    new = made.convert()
    assert yaml.safe_load(yaml.safe_dump(new)) == new
    assert isinstance(new["site_name"], str)
    names = [next(iter(plugin)) if isinstance(plugin, dict) else plugin for plugin in new["plugins"]]
    assert names.count("fieldguide") == 1
    assert all(isinstance(note, str) and note.strip() for note in made.notes)


def test_the_banner_of_previews_is_not_shown_and_buttons_are_shown_unless_they_are_false():
    found, _ = options("theme_variables: {dev-info-banner: true, github_buttons: {history: false}}")
    assert "announcement" not in found
    assert found["edit"]["buttons"] == ["edit", "issue"]
    assert "edit" not in options("theme_variables: {github_buttons: {position: bottom}}")[0]
