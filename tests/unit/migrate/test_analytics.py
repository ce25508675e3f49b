"""Services that count visits: loaded only on request, and after consent where readers were asked for it."""

import pytest
import yaml
from support.site import build_again, write_files

from mkdocs_fieldguide.cli import main
from mkdocs_fieldguide.migrate.analytics import convert_analytics

SITE = "https://example.org/guide/"


def convert(text, *, popup=None, site_url=SITE, wanted=True):
    return convert_analytics(yaml.safe_load(text), popup, site_url, wanted=wanted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gtag: G-1", {"provider": "google", "property": "G-1"}),
        (
            "matomo: //stats.example.org/\nmatomo_id: 7\nmatomo_cookies: false",
            {"provider": "matomo", "property": "7", "url": "https://stats.example.org/", "cookies": False},
        ),
        ("plausible: example.org", {"provider": "plausible", "property": "example.org"}),
        (
            "plausible: example.org\nplausible_src: https://stats.example.org/js.js",
            {"provider": "plausible", "property": "example.org", "url": "https://stats.example.org/js.js"},
        ),
    ],
)
def test_settings_of_each_service(text, expected):
    assert convert(text).extra["analytics"] == expected
    refused = convert(text, wanted=False)
    assert refused.extra == {}
    [(key, note)] = refused.notes
    assert text.startswith(f"{key}:")
    assert "is not loaded. To load it, run this command with `--analytics`." in note


@pytest.mark.parametrize(
    ("text", "popup", "is_asked"),
    [
        ("gtag: G-1", None, True),
        ("matomo: https://stats.example.org", None, False),
        ("matomo: https://stats.example.org", "<div>Cookies?</div>", True),
        ("gtag: G-1", " \n", False),
    ],
)
def test_readers_are_asked_where_the_old_site_asked_them(text, popup, is_asked):
    found = convert(text, popup=popup)
    assert ("consent" in found.extra) is is_asked
    assert bool(found.consent_link) is is_asked


@pytest.mark.parametrize(
    ("privacy", "site_url", "link"),
    [
        ("", SITE, '<a href="/guide/privacy">'),
        ("/about/privacy", SITE, '<a href="/guide/about/privacy">'),
        ("https://example.org/?a=1&b=2", "", '<a href="https://example.org/?a=1&amp;b=2">'),
        ('x"><script>', SITE, '<a href="/guide/x&quot;&gt;&lt;script&gt;">'),
        ("javascript:alert(1)", SITE, ""),
        ("/privacy", "", ""),
    ],
)
def test_the_question_links_to_the_privacy_statement(privacy, site_url, link):
    old = {"gtag": "G-1", "theme_variables": {"privacy_statement_url": privacy}}
    text = convert_analytics(old, None, site_url, wanted=True).extra["consent"]["description"]
    assert link in text
    assert ("<a" in text) is bool(link)


@pytest.mark.parametrize(
    "text",
    [
        'gtag: "G-1\');alert(1)//"',
        "matomo: javascript:alert(1)",
        "matomo: /stats",
        "plausible: a\nplausible_src: data:text/javascript,alert(1)",
    ],
)
def test_invalid_settings_are_not_loaded(text):
    found = convert(text)
    assert found.extra == {}
    assert "its setting is not valid" in found.notes[0][1]


def test_only_one_service_is_loaded():
    found = convert("gtag: G-1\nmatomo: https://stats.example.org")
    assert found.extra["analytics"]["provider"] == "google"
    assert found.notes == (
        ("matomo", "Matomo is not loaded, because Material supports one service; Google Analytics is."),
    )
    assert convert("title: A").notes == ()


def test_matomo_waits_for_consent_and_values_are_data(tmp_path):
    config = """
        title: Old guide
        url: https://example.org/guide
        matomo: https://stats.example.org
        matomo_id: "7</script><b>"
        matomo_cookies: false
        """
    old = {
        "_config.yml": config,
        "_includes/cookie-popup.html": "<p>Cookies</p>\n",
        "index.md": "---\ntitle: A\n---\n",
    }
    write_files(tmp_path / "old", old)
    assert main(["migrate", "--analytics", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    built = build_again(tmp_path / "new")
    page = built.page("")
    script = page.select_one("#__analytics")
    call = script.find_next_sibling("script")
    assert '["setSiteId", "7\\u003c/script\\u003e\\u003cb\\u003e"]' in script.get_text()
    assert 'queue.push(["disableCookies"]);' in script.get_text()
    assert "consent&&consent.analytics&&__md_analytics()" in call.get_text()
    assert page.select_one("form.md-consent__form a")["href"] == "/guide/privacy"
    assert page.select_one("footer a[href='#__consent']")
    report = (tmp_path / "new/MIGRATION.md").read_text(encoding="utf-8")
    assert "Matomo" not in report


def test_without_the_option_no_page_names_the_service(tmp_path):
    config = "title: A\nurl: https://example.org\n\nmatomo: https://stats.example.org\n"
    write_files(tmp_path / "old", {"_config.yml": config, "index.md": "---\ntitle: A\n---\n"})
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    new = (path for path in (tmp_path / "new").rglob("*") if path.is_file() and path.name != "MIGRATION.md")
    assert not [path for path in new if "stats.example.org" in path.read_text(encoding="utf-8")]
    report = (tmp_path / "new/MIGRATION.md").read_text(encoding="utf-8")
    assert "- `_config.yml:4`: Matomo is not loaded. To load it, run" in report
