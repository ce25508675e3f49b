"""The style sheet with the colours of the old site, for Material's variables."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_fieldguide.migrate.look.colours import BLACK, WHITE, Colour
from mkdocs_fieldguide.migrate.look.sass_variables import SassVariables

_DARK_GROUND = Colour(30, 33, 41)
"""Material's ground in its dark scheme."""

_HEAD = """\
/* The colours of the old site, from its Sass variables. Colours of texts and links are darker or lighter than
   there where they had too little contrast. */
"""
_PICTURES = """
/* The old theme had no dark scheme: pictures were drawn for a light ground. */
[data-md-color-scheme="slate"] .md-content img:not(.fg-flag, .twemoji) {
  background-color: #fff;
  border-radius: 0.1rem;
}
"""
_LIGHT_SEARCH = """
/* On a light header, the search field would be too dark. */
@media screen and (width >= 60em) {
  [data-md-toggle="search"]:not(:checked) ~ .md-header .md-search__form {
    background-color: #0000000f;
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
    below = {
        "--md-footer-bg-color": footer,
        "--md-footer-bg-color--dark": footer,
        **_texts("--md-footer-fg-color", sass.colour("footer-link-color"), footer),
    }
    below["--md-footer-fg-color--lighter"] = below["--md-footer-fg-color--light"]
    bar = {
        "--md-primary-fg-color": header,
        "--md-primary-fg-color--light": header,
        "--md-primary-fg-color--dark": header,
        **_texts("--md-primary-bg-color", sass.colour("topnav-link-color"), header),
    }
    light = {
        **below,
        "--md-default-bg-color": ground,
        "--md-default-fg-color--light": BLACK.mix(ground, 0.42).legible_on(ground),
        "--md-typeset-a-color": link.legible_on(ground),
        "--md-accent-fg-color": accent.legible_on(ground),
    }
    dark = {
        **(below if footer.luminance < 0.2 else {}),  # A light footer would dazzle below a dark page.
        "--md-typeset-a-color": link.legible_on(_DARK_GROUND),
        "--md-accent-fg-color": accent.legible_on(_DARK_GROUND),
    }
    rules = [
        _rule(":root, [data-md-color-scheme]", bar),
        _rule('[data-md-color-scheme="default"]', light),
        _rule('[data-md-color-scheme="slate"]', dark),
    ]
    search = _LIGHT_SEARCH if header.luminance > 0.5 else ""
    return _HEAD + "\n" + "\n".join(rules) + _PICTURES + search + _render_fonts(sass)


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


def _texts(name: str, colour: Colour | None, ground: Colour) -> dict[str, Colour]:
    """Return the colour of texts on a ground, and one for less important texts."""
    text = (colour or max(Colour(33, 37, 41), WHITE, key=ground.contrast)).legible_on(ground, 7)
    return {name: text, f"{name}--light": text.mix(ground, 0.25).legible_on(ground)}


def _rule(selector: str, values: Mapping[str, Colour]) -> str:
    return f"{selector} {{\n" + "".join(f"  {name}: {value};\n" for name, value in values.items()) + "}\n"
