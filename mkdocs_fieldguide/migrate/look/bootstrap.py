"""Styles for the classes of Bootstrap that pages use; only rules for used classes are written."""

from __future__ import annotations

import re
from collections.abc import Sequence

BOOTSTRAP_STYLESHEET = "assets/bootstrap.css"
"""Style sheet for classes of Bootstrap, relative to the docs folder."""

_CLASS = re.compile(r"<[A-Za-z][^<>]*?\sclass=(?:\"([^\"]*)\"|'([^']*)')")
_HEAD = "/* The classes of Bootstrap that pages of the old site use. */\n"

_RULES = (
    (r"row", "display: flex; flex-wrap: wrap; gap: 0.8rem; margin-block: 0.8rem;"),
    (r"col(?:-(?:sm|md|lg|xl|xxl))?(?:-auto)?", "flex: 1 1 10rem; min-inline-size: 0;"),
    (r"img-fluid", "max-inline-size: 100%; block-size: auto;"),
    (r"rounded(?:-\w+)?", "border-radius: 0.3rem;"),
    (r"rounded-circle", "border-radius: 50%;"),
    (r"border", "border: 0.05rem solid var(--md-default-fg-color--lightest);"),
    (r"bg-light", "background-color: var(--md-code-bg-color); padding: 0.6rem;"),
    (r"text-center", "text-align: center;"),
    (r"text-end", "text-align: end;"),
    (r"text-muted", "color: var(--md-default-fg-color--light);"),
    (r"fw-bold", "font-weight: 700;"),
    (r"fst-italic", "font-style: italic;"),
    (r"d-flex", "display: flex; flex-wrap: wrap; gap: 0.4rem;"),
    (r"d-inline-block", "display: inline-block;"),
    (r"flex-column", "flex-direction: column;"),
    (r"align-items-center", "align-items: center;"),
    (r"justify-content-center", "justify-content: center;"),
    (r"justify-content-between", "justify-content: space-between;"),
    (r"list-unstyled", "list-style: none; padding: 0; margin-inline-start: 0;"),
    (r"float-end", "float: inline-end; margin-inline-start: 0.8rem;"),
    (r"float-start", "float: inline-start; margin-inline-end: 0.8rem;"),
    (r"mx-auto", "margin-inline: auto; display: block;"),
    (r"w-100", "inline-size: 100%;"),
    (r"w-75", "inline-size: 75%;"),
    (r"w-50", "inline-size: 50%;"),
    (r"w-25", "inline-size: 25%;"),
    (r"h-100", "block-size: 100%;"),
    (r"table-responsive", "overflow-x: auto;"),
    (r"lead", "font-size: 0.95rem;"),
    (r"small", "font-size: 0.7rem;"),
    (
        r"card|info-card",
        "border: 0.05rem solid var(--md-default-fg-color--lightest); border-radius: 0.3rem;"
        " overflow: hidden; position: relative;",
    ),
    (r"card-(?:body|header|footer)", "padding: 0.6rem 0.8rem;"),
    (r"card-type", "font-size: 0.64rem;"),
    (r"card-img-top", "inline-size: 100%; display: block;"),
    (
        r"badge",
        "display: inline-block; padding: 0.05rem 0.4rem; border-radius: 0.3rem; margin-block: 0.1rem;"
        " font-size: 0.65rem; line-height: 1.4;"
        " color: var(--md-default-fg-color); background-color: var(--md-code-bg-color);",
    ),
    (
        r"btn",
        "display: inline-block; padding: 0.3rem 0.8rem; border-radius: 0.3rem; text-decoration: none;"
        " border: 0.05rem solid currentcolor;",
    ),
    (
        r"alert",
        "padding: 0.6rem 0.8rem; border-radius: 0.3rem; margin-block: 0.8rem;"
        " background-color: var(--md-code-bg-color);",
    ),
    (
        r"accordion-item",
        "border: 0.05rem solid var(--md-default-fg-color--lightest); border-radius: 0.3rem;"
        " margin-block: 0.4rem; padding: 0.4rem 0.8rem;",
    ),
    (r"accordion-button", "font-weight: 700; text-align: start; inline-size: 100%;"),
    (r"ratio", "position: relative; inline-size: 100%; aspect-ratio: 16 / 9;"),
    (r"ratio-4x3", "aspect-ratio: 4 / 3;"),
    (r"ratio-1x1", "aspect-ratio: 1;"),
    (r"visually-hidden", "position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden;"),
)
_CONTROL = re.compile(r"<(?:button|input|select|textarea)\b", re.IGNORECASE)
_CONTROLS = """\
.md-content :where(button, input:not([type]), [type="search"], [type="text"], select, textarea):where(
  :not([class*="fg-"], [class*="md-"], .accordion-button, [hidden])
) {
  display: inline-block;
  padding: 0.15rem 0.6rem;
  border: 0.05rem solid var(--md-default-fg-color--light);
  border-radius: 0.3rem;
  margin: 0 0.2rem 0.3rem 0;
  min-block-size: 1.2rem;
  font: inherit;
  font-size: 0.7rem;
  color: var(--md-default-fg-color);
  background-color: var(--md-default-bg-color);
}
"""
_ROW_OF = re.compile(r"row-cols-(?:(?:sm|md|lg|xl|xxl)-)?([1-6])")
_COLUMN = re.compile(r"col-(?:(?:sm|md|lg|xl|xxl)-)?(\d{1,2})")
_SPACE = re.compile(r"([mp])([tbsexy]?)-(?:(?:sm|md|lg|xl|xxl)-)?([0-5])")
_SIZES = ("0", "0.2rem", "0.4rem", "0.8rem", "1.2rem", "2.4rem")
_SIDES = {
    "": "",
    "t": "-block-start",
    "b": "-block-end",
    "s": "-inline-start",
    "e": "-inline-end",
    "x": "-inline",
    "y": "-block",
}
_PARTS = (
    ("ratio", " > *", "position: absolute; inset: 0; inline-size: 100%; block-size: 100%;"),
    ("nav-tabs", ":has([data-bs-toggle])", "display: none;"),  # All tabs are shown; the script is gone.
    ("stretched-link", "::after", "position: absolute; inset: 0; content: '';"),
)
"""Rules for what is in elements with a class: the class, the rest of the selector, declarations."""

_COMPILED = tuple((re.compile(pattern), declarations) for pattern, declarations in _RULES)


def bootstrap_styles(pages: Sequence[str]) -> str:
    """Return a style sheet for the classes in the HTML of pages; empty if they use none of Bootstrap.

    Args:
        pages: texts of the pages.
    """
    used = used_classes(pages)
    rules = [(name, _declarations(name)) for name in sorted(used)]
    lines = [_rule(f".md-content .{name}", found) for name, found in rules if found]
    lines += [_rule(f".md-content .{name}{part}", found) for name, part, found in _PARTS if name in used]
    if columns := max((int(match[1]) for match in map(_ROW_OF.fullmatch, used) if match), default=0):
        lines.append(_rule(".md-content .row[class*='row-cols-'] > *", _share(1 / columns, 0, "12rem")))
    if any(_CONTROL.search(text) for text in pages):
        lines.append(_CONTROLS)
    return _HEAD + "\n" + "\n".join(lines) if lines else ""


def used_classes(pages: Sequence[str]) -> set[str]:
    """Return the classes in the HTML of pages."""
    return {
        name
        for text in pages
        if "class=" in text
        for match in _CLASS.finditer(text)
        for name in (match[1] or match[2] or "").split()
    }


def _declarations(name: str) -> str:
    if match := _COLUMN.fullmatch(name):
        return _share(min(int(match[1]), 12) / 12)
    if match := _SPACE.fullmatch(name):
        kind = "margin" if match[1] == "m" else "padding"
        return f"{kind}{_SIDES[match[2]]}: {_SIZES[int(match[3])]};"
    return next((declarations for pattern, declarations in _COMPILED if pattern.fullmatch(name)), "")


def _share(share: float, grow: int = 1, least: str = "8rem") -> str:
    """Return the declarations of a column: its share of the row, less the gap, but not too narrow."""
    return f"flex: {grow} 1 calc({share:.4g} * 100% - 0.8rem); min-inline-size: min(100%, {least});"


def _rule(selector: str, declarations: str) -> str:
    lines = "".join(f"  {part.strip()};\n" for part in declarations.split(";") if part.strip())
    return f"{selector} {{\n{lines}}}\n"
