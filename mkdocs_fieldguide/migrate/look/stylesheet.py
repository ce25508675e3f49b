"""The style sheet with the colours of the old site, for Material's variables."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from mkdocs_fieldguide.migrate.look.colours import BLACK, WHITE, Colour
from mkdocs_fieldguide.migrate.look.sass_variables import SassVariables

_DARK_GROUND = Colour(30, 33, 41)
"""Material's ground in its dark scheme."""

_DARK_HEADER = Colour(20, 21, 26)
"""The header that Material has in its dark scheme if its colour is black."""

_DARK_TEXT = Colour(226, 228, 233)
_PAGE_TEXT_CONTRAST = 10
"""More than for other texts, because less important texts are mixed from it and the ground."""

_HEAD = """\
/* The colours of the old site, from its Sass variables. Colours of texts and links are darker or lighter than
   there where they had too little contrast. */
"""
_PICTURES = """
/* The old theme had no dark scheme: pictures were drawn for a light ground. */
@media screen {
  [data-md-color-scheme="slate"] .md-content img:not(.fg-flag, .twemoji) {
    background-color: #fff;
    border-radius: 0.1rem;
  }

  [data-md-color-scheme="slate"] .md-content .grid.cards img:not(.fg-flag, .twemoji) {
    border-radius: 0.3rem;
    box-sizing: border-box;
    padding: 0.3rem;
  }
}

/* In forced colours, the ground may be black in both schemes. */
@media (forced-colors: active) {
  :is(.md-content img:not(.fg-flag, .twemoji), .md-logo img) {
    background-color: #fff;
    forced-color-adjust: none;
  }
}
"""
_LOGO = """
/* Logos are higher in the old theme, so that their words can be read. */
.md-header__button.md-logo {
  padding: 0.1rem;
}

.md-header__button.md-logo :is(img, svg) {
  max-inline-size: 10rem;
  block-size: 1.8rem;
  object-fit: contain;
}
"""
_SLATE = '[data-md-color-scheme="slate"]'
_BUTTONS = """
/* Material's buttons have the colour of the header, which need not be legible on the page. */
.md-typeset .md-button:not(:focus, :hover) {
  color: var(--md-typeset-a-color);
}

.md-typeset .md-button--primary:not(:focus, :hover) {
  color: var(--md-default-bg-color);
  background-color: var(--md-typeset-a-color);
  border-color: var(--md-typeset-a-color);
}
"""
_LIGHT_SEARCH = """
/* On a light header, the search field would be too dark. */
@media screen and (width >= 60em) {
  SCHEME[data-md-toggle="search"]:not(:checked) ~ .md-header .md-search__form {
    background-color: #0000000f;
  }
}
"""
_DARK_LOGO = """
/* The logo was drawn for a light header. */
@media screen {
  [data-md-color-scheme="slate"] .md-logo img {
    background-color: #f5f6f8;
    border-radius: 0.2rem;
    box-sizing: border-box;
    padding: 0.1rem 0.3rem;
  }
}
"""


def render_stylesheet(files: Mapping[str, str]) -> str:
    """Return the style sheet.

    Args:
        files: texts of the old site's Sass files by file name.
    """
    sass = SassVariables(files)
    ground = sass.colour("body-bg") or WHITE
    ground = ground if ground.luminance > 0.5 else WHITE  # Material's texts are dark in the light scheme.
    header = sass.colour("topnav-bg") or Colour(248, 249, 250)
    footer = sass.colour("footer-bg") or Colour(248, 249, 250)
    link = sass.colour("link-color") or sass.colour("primary") or Colour(13, 110, 253)
    accent = sass.colour("primary") or link
    text = (sass.colour("body-color") or BLACK).legible_on(ground, _PAGE_TEXT_CONTRAST)
    heading = sass.colour("h2-color") or accent
    below = {
        "--md-footer-bg-color": footer,
        "--md-footer-bg-color--dark": footer,
        **_texts("--md-footer-fg-color", sass.colour("footer-link-color"), footer),
    }
    below["--md-footer-fg-color--lighter"] = below["--md-footer-fg-color--light"]
    light = {
        **below,
        "--md-default-bg-color": ground,
        "--md-default-fg-color": text,
        "--md-default-fg-color--light": _in_boxes(BLACK.mix(ground, 0.42), ground, text),
    }
    dark = {
        **(_bar(_DARK_HEADER, _DARK_TEXT) if header.is_pale else {}),
        **(below if footer.luminance < 0.2 else {}),  # A light footer would dazzle below a dark page.
        **_accents(link, accent, _DARK_GROUND),
    }
    both = {**_bar(header, sass.colour("topnav-link-color")), **_accents(link, accent, ground)}
    rules = [
        _rule(":root, [data-md-color-scheme]", both),
        _rule('[data-md-color-scheme="default"]', light),
        _rule(".md-typeset h2", {"color": _in_boxes(heading, ground, text)}),
        "/* Printed pages are white in the dark scheme, too. */\n@media screen {",
        indent(_rule(_SLATE, dark), "  "),
        indent(
            _rule(f"{_SLATE} .md-typeset h2", {"color": _in_boxes(heading, _DARK_GROUND, _DARK_TEXT)}), "  "
        )
        + "}\n",
    ]
    extra = _LOGO + _BUTTONS + _PICTURES
    if header.luminance > 0.5:
        extra += _LIGHT_SEARCH.replace(
            "SCHEME", '[data-md-color-scheme="default"] ' if header.is_pale else ""
        )
    if header.is_pale:
        extra += _DARK_LOGO
    return _HEAD + "\n" + "\n".join(rules) + extra + _render_fonts(sass)


def _render_fonts(sass: SassVariables) -> str:
    """Return the fonts that the site sets; the families of the theme are those of the system."""
    families = {
        "--md-text-font": sass.fonts("font-family-sans-serif") or sass.fonts("font-family-base"),
        "--md-code-font": sass.fonts("font-family-monospace") or sass.fonts("font-family-code"),
    }
    lines = "".join(f"  {name}: {family};\n" for name, family in families.items() if family)
    rules = [f":root {{\n{lines}}}\n"] if lines else []
    headings = sass.fonts("headings-font-family") or sass.fonts("font-family-theme")
    if headings and not headings.startswith("system-ui"):
        rules.append(f".md-typeset :is(h1, h2, h3, h4, h5, h6) {{\n  font-family: {headings};\n}}\n")
    return "".join(f"\n{rule}" for rule in rules)


def _bar(ground: Colour, text: Colour | None) -> dict[str, Colour]:
    """Return the colours of the header."""
    names = ("--md-primary-fg-color", "--md-primary-fg-color--light", "--md-primary-fg-color--dark")
    return {**dict.fromkeys(names, ground), **_texts("--md-primary-bg-color", text, ground)}


def _in_boxes(colour: Colour, ground: Colour, text: Colour) -> Colour:
    """Return a colour that is legible in boxes, too, whose ground has a little of the colour of texts."""
    return colour.legible_on(ground.mix(text, 0.06))


def _accents(link: Colour, accent: Colour, ground: Colour) -> dict[str, Colour]:
    """Return the colours of links, and of what the pointer is over, with the text on it."""
    return {
        "--md-typeset-a-color": link.legible_on(ground),
        "--md-accent-fg-color": accent.legible_on(ground),
        "--md-accent-bg-color": ground,
    }


def _texts(name: str, colour: Colour | None, ground: Colour) -> dict[str, Colour]:
    """Return the colour of texts on a ground, and one for less important texts."""
    text = (colour or max(Colour(33, 37, 41), WHITE, key=ground.contrast)).legible_on(ground, 7)
    return {name: text, f"{name}--light": text.mix(ground, 0.25).legible_on(ground)}


def _rule(selector: str, values: Mapping[str, Colour]) -> str:
    return f"{selector} {{\n" + "".join(f"  {name}: {value};\n" for name, value in values.items()) + "}\n"
