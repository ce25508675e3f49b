"""The layout of the old site's own classes."""

import re
import time

import pytest

from mkdocs_fieldguide.migrate.look.own_classes import own_styles
from mkdocs_fieldguide.migrate.look.page_styles import page_styles

SASS = """
    $gap: 1.25rem;
    $hand: "Field Hand", cursive; // .gone { width: 1px }
    .note {
        display: flex; gap: $gap; width: 110px; color: #fff; margin: -1rem 0;
        background-color: rgba($primary, 0.1); border-left: 3px solid $primary; border-top: 0;
        &__label, .mark > b { font-family: $hand; font-size: 0.5rem; content: ";}" }
        &:hover { width: 1px; }
        @media (max-width: 10em) { width: 2px; &__label { width: 2px; } }
        @include mixin(x) { width: 3px; }
        #{$tag} { width: 4px; }
        height: auto !important;
    }
    .grid3 { display: grid; grid-template-columns: repeat(3, 1fr); }
    .beside { grid-template-columns: 90px 1fr; width: calc(100% - 2px); position: absolute; display: none; }
    .unused .note, #id .note, .note:not(.x) { width: 5px; }
    """
USED = {"note", "note__label", "mark", "grid3", "beside"}


def rules(sass, used=frozenset(USED)):
    """Return the declarations of each selector."""
    text = own_styles({"_custom_classes.scss": sass}, used)
    found = re.findall(r"^\.md-content ([^{}]+) \{\n([^{}]*)\}", text, re.MULTILINE)
    return {selector: [line.strip(" ;") for line in inner.splitlines()] for selector, inner in found}


def test_layout_of_used_classes_is_taken_over():
    assert rules(SASS) == {
        ".note": [
            "display: flex",
            "gap: 1rem",
            "width: 110px",
            "max-width: 100%",
            "background-color: var(--fg-surface)",
            "border-left: 3px solid var(--md-default-fg-color--lightest)",
            "height: auto",
        ],
        ".note__label": ['font-family: "Field Hand", cursive', "font-size: 0.6rem"],
        ".note .mark > b": ['font-family: "Field Hand", cursive', "font-size: 0.6rem"],
        ".grid3": [
            "display: grid",
            "grid-template-columns: repeat(auto-fit, minmax(min(100%, 10rem), 1fr))",
        ],
        ".beside": ["grid-template-columns: 90px 1fr"],
    }


def test_pages_without_own_classes_need_no_style_sheet():
    assert own_styles({"_custom_classes.scss": SASS}, frozenset({"other"})) == ""
    assert page_styles(["Text."], {"_custom_classes.scss": SASS}) == {}
    assert list(page_styles(['<p class="note">x</p>'], {"x.scss": SASS})) == ["assets/own-classes.css"]


@pytest.mark.parametrize(
    "sass",
    [
        ".note{" * 20_000,
        "& &," * 10_000 + "{" + "& & & &{" * 50,
        "'" * 150_000,
        ".note{width:1px" + "#{" * 50_000,
        "/*" * 50_000,
        ".note{" + "width:1px;" * 20_000,
        "}" * 50_000 + ".note{ background: url(x); width: expression(1);}",
    ],
)
def test_hostile_files_take_little_time(sass):
    start = time.process_time()
    assert set(rules(sass)) <= {".note"}
    assert time.process_time() - start < 2
