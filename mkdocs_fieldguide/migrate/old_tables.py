"""Tables with classes of the old theme, which the new one knows without classes or with another."""

from __future__ import annotations

import re

from mkdocs_fieldguide.content.code_spans import CodeSpans

_TABLE = re.compile(r"(<table\b[^<>]*?)\sclass=(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"(?<=\|)([ \t]*\n)\{:((?:\s*\.[\w-]+)+)\s*\}[ \t]*$", re.MULTILINE)
_GONE = re.compile(r"display|tooltable|trainingtable|(?:table|caption)(?:-[\w-]+)?|[mp][tbsexy]?-\d")
_FILTERED = "fg-filtered"


def convert_tables(text: str, *, interactive: bool) -> str:
    """Return the text of a page without the old theme's classes on its tables.

    Material styles only tables without classes. Those that had search and sorting keep them.

    Args:
        text: the text of a page.
        interactive: whether the page loaded the script that adds search and sorting to tables.
    """
    if "table" not in text and "{:" not in text:
        return text
    code = CodeSpans(text)

    def on_html(match: re.Match[str]) -> str:
        if code.end_at(match.start()) >= 0:
            return match[0]
        left = _convert_classes((match[2] or match[3] or "").split(), interactive=interactive)
        return f'{match[1]} class="{left}"' if left else match[1]

    def on_markdown(match: re.Match[str]) -> str:
        names = match[2].replace(".", " ").split()
        if code.end_at(match.start()) >= 0 or not any(map(_GONE.fullmatch, names)):
            return match[0]
        left = _convert_classes(names, interactive=interactive).replace(" ", " .")
        return f"{match[1]}{{: .{left} }}" if left else match[1].rstrip("\n")

    changed = _TABLE.sub(on_html, text)
    if changed != text:
        code = CodeSpans(changed)
    return _ATTRIBUTES.sub(on_markdown, changed)


def _convert_classes(names: list[str], *, interactive: bool) -> str:
    left = [name for name in names if not _GONE.fullmatch(name)]
    if interactive and "display" in names:
        left.append(_FILTERED)
    return " ".join(left)
