"""The colours of the old site."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.migrate.dead_scripts import convert_site_script
from mkdocs_fieldguide.migrate.look.bootstrap import bootstrap_styles
from mkdocs_fieldguide.migrate.look.colours import BLACK, WHITE, Colour
from mkdocs_fieldguide.migrate.look.stylesheet import render_stylesheet
from mkdocs_fieldguide.migrate.old_tables import convert_tables

SITE = {
    "_bootstrap_variables.scss": """
        // $primary: #000000;
        $primary: #ae538e; /* $dark: #ffffff; */
        $ink: #2a2e3d;
        $dark: $ink;
        $link-color: #376ac3;
        """,
    "_custom_variables.scss": "$topnav-bg: $dark;\n$footer-bg: $dark;\n$primary: #ffffff !default;\n",
}


def values(files):
    """Return the colours of each rule of a style sheet, by selector and variable."""
    rules = re.findall(
        r"^ *(\S[^{}\n]*) \{\n((?: +--md-[^{}]*color[^{}]*)+)\}", render_stylesheet(files), re.MULTILINE
    )
    return {selector: dict(re.findall(r"(--[\w-]+): (#\w{6});", rule)) for selector, rule in rules}


def headings(files):
    """Return the colours of headings in the light and in the dark scheme."""
    found = re.findall(r"\.md-typeset h2 \{\n +color: (#\w{6});", render_stylesheet(files))
    return [Colour.parse(colour) for colour in found]


def test_header_and_footer_have_the_colours_of_the_old_site_in_both_schemes():
    both, light, dark = values(SITE).values()
    assert both["--md-primary-fg-color"] == "#2a2e3d"
    assert light["--md-footer-bg-color"] == dark["--md-footer-bg-color"] == "#2a2e3d"
    assert both["--md-primary-bg-color"] == "#ffffff" or Colour.parse(both["--md-primary-bg-color"])
    assert both["--md-typeset-a-color"] == "#376ac3"  # in print, too
    assert both["--md-accent-fg-color"] == "#ae538e"
    assert dark["--md-typeset-a-color"] != both["--md-typeset-a-color"]
    assert "forced-colors" in render_stylesheet(SITE)
    assert "md-search__form" not in render_stylesheet(SITE)


@pytest.mark.parametrize(
    ("header", "dark"), [("#ffffff", "#14151a"), ("#f4efe4", "#14151a"), ("#ffcc00", None), ("#205a86", None)]
)
def test_only_pale_headers_are_dark_in_the_dark_scheme(header, dark):
    sheet = {"_custom_variables.scss": f"$topnav-bg: {header};"}
    assert list(values(sheet).values())[2].get("--md-primary-fg-color") == dark
    assert ("drawn for a light header" in render_stylesheet(sheet)) is bool(dark)


def test_headings_have_the_colour_of_the_old_site_on_the_screen():
    light, dark = headings({"_bootstrap_variables.scss": "$primary: #8e3b6e;"})
    assert str(light) == "#8e3b6e"
    assert dark.luminance > light.luminance
    assert str(headings({"_custom_variables.scss": "$h2-color: #3f6b52;"})[0]) == "#3f6b52"
    screen = render_stylesheet(SITE).partition("@media screen {")[2]
    assert '[data-md-color-scheme="slate"] {' in screen


def test_fonts_are_those_of_the_old_site():
    sass = """
        $body-font: "Field Sans", sans-serif;
        $font-family-sans-serif: $body-font !default;
        $font-family-theme: 'Digger', serif;
        $font-family-monospace: url(x);
        """
    text = render_stylesheet({"_custom_variables.scss": sass})
    assert '  --md-text-font: "Field Sans", sans-serif;' in text
    assert "  font-family: 'Digger', serif;" in text
    assert "--md-code-font" not in text
    assert "font" not in render_stylesheet({"_custom_variables.scss": "$font-family-theme: system-ui;"})


def test_script_of_the_site_is_loaded_unless_it_needs_the_old_theme():
    settings = {}
    assert convert_site_script(settings, "document.title = 'x';") == ""
    assert settings == {"extra_javascript": ["assets/js/custom.js"]}
    settings = {}
    assert "jQuery" in convert_site_script(settings, "$(document).ready(run);")
    assert (settings, convert_site_script({}, "\n")) == ({}, "")


def test_without_own_variables_they_are_those_of_the_theme():
    both, _, dark = values({}).values()
    assert "--md-footer-bg-color" not in dark
    assert both["--md-primary-fg-color"] == "#f8f9fa"
    assert both["--md-typeset-a-color"] == "#0d6efd"
    assert "md-search__form" in render_stylesheet({})


@pytest.mark.parametrize(
    "text", ["$primary: lighten($x, 5%);", "$primary: $primary;", "$a: {b};", "$topnav-bg"]
)
def test_what_is_no_colour_is_left_out(text):
    assert values({"_custom_variables.scss": text})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<table class="tooltable table display">', '<table class="fg-filtered">'),
        ("<table id='x' class='table table-striped'>", "<table id='x'>"),
        ('<table class="own table">', '<table class="own">'),
        ('`<table class="table">`', '`<table class="table">`'),
        ("| a |\n{: .table .table-sm }\n\nText.", "| a |\n\nText."),
        ("| a |\n{:.display}", "| a |\n{: .fg-filtered }"),
        ("| a |\n{: .own }", "| a |\n{: .own }"),
        ("Text.\n{: .table }", "Text.\n{: .table }"),
    ],
)
def test_tables_lose_the_classes_of_the_old_theme(old, new):
    assert convert_tables(old, interactive=True) == new


def test_only_pages_with_the_script_for_tables_get_filters():
    assert convert_tables('<table class="display">', interactive=False) == "<table>"


COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)


@given(COLOURS, COLOURS)
def test_texts_are_always_legible(colour, ground):
    assert colour.legible_on(ground).contrast(ground) >= 4.5


@given(COLOURS, COLOURS, COLOURS, COLOURS)
def test_all_texts_of_any_site_are_legible(header, footer, link, ground):
    files = {
        "_custom_variables.scss": f"$topnav-bg: {header};\n$footer-bg: {footer};\n$link-color: {link};\n"
        f"$primary: {link};\n$body-bg: {ground};\n$body-color: {header};\n$h2-color: {footer};\n"
    }
    both, light, dark = (
        {name: Colour.parse(value) for name, value in rule.items()} for rule in values(files).values()
    )
    pairs = [
        (both["--md-primary-bg-color"], both["--md-primary-fg-color"]),
        (light["--md-footer-fg-color"], light["--md-footer-bg-color"]),
        (light["--md-footer-fg-color--light"], light["--md-footer-bg-color--dark"]),
        (both["--md-typeset-a-color"], light["--md-default-bg-color"]),
        (light["--md-default-fg-color--light"], light["--md-default-bg-color"]),
        (dark["--md-typeset-a-color"], Colour(30, 33, 41)),
        (both["--md-accent-bg-color"], both["--md-accent-fg-color"]),
        (dark["--md-accent-bg-color"], dark["--md-accent-fg-color"]),
        (dark.get("--md-primary-bg-color", WHITE), dark.get("--md-primary-fg-color", BLACK)),
        (headings(files)[1], Colour(40, 43, 50)),
    ]
    ground, text = light["--md-default-bg-color"], light["--md-default-fg-color"]
    box = ground.mix(text, 0.05)
    pairs += [(headings(files)[0], box), (text.mix(ground, 0.24), box)]  # less important texts
    for text, behind in pairs:
        assert text.contrast(behind) >= 4.5
    assert light["--md-default-bg-color"].contrast(BLACK) > light["--md-default-bg-color"].contrast(WHITE)


def test_only_classes_that_pages_use_have_a_style():
    styles = bootstrap_styles(
        [
            '<div class="row mt-3"><p class="col-md-6 own">`class="badge"`</p></div>',
            "<b class='text-center'>x</b>",
        ]
    )
    rules = re.findall(r"^\.md-content \.([\w-]+) \{", styles, re.MULTILINE)
    assert rules == ["col-md-6", "mt-3", "row", "text-center"]
    assert "calc(0.5 * 100% - 0.8rem)" in styles
    assert "margin-block-start: 0.8rem;" in styles
    assert bootstrap_styles(['<p class="own">x</p>']) == ""


def test_own_controls_and_linked_cards_have_a_style():
    card = '<div class="row row-cols-1 row-cols-lg-3"><a class="stretched-link" href="/x">x</a></div>'
    tabs = '<ul class="nav nav-tabs"><li><button data-bs-toggle="tab">Dig</button></li></ul>'
    styles = bootstrap_styles([card, tabs])
    assert ".nav-tabs:has([data-bs-toggle]) {\n  display: none;" in styles
    assert ".stretched-link::after {" in styles
    assert "flex: 0 1 calc(0.3333 * 100% - 0.8rem);" in styles
    assert ".md-content :where(button," in styles
