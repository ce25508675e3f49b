"""Links and pictures in raw HTML, which Markdown does not see."""

from __future__ import annotations

import re
from collections.abc import Callable

_START = re.compile(r"<(?:a|area|img|image|source|use)\b[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(\s(?:xlink:)?(?:href|src)\s*=\s*)(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=`]+))", re.IGNORECASE
)

Resolve = Callable[[str, bool], str]


def resolve_html_links(html: str, resolve: Resolve) -> str:
    """Return HTML with the addresses of its links and pictures replaced.

    Args:
        html: the HTML.
        resolve: returns the address to write: `(address, whether it is a picture) -> address`. If it is
            empty, the attribute is left out: HTML allows `<a>` without `href`, and browsers show it as text.
    """
    lower = html.lower()
    if "href" not in lower and "src" not in lower:
        return html

    def start_tag(tag: re.Match[str]) -> str:
        is_picture = not tag[0][1:3].lower().startswith("a")

        def address(match: re.Match[str]) -> str:
            written = next(group for group in match.groups()[1:] if group is not None)
            found = resolve(written.strip(), is_picture)
            if written.strip() and not found:
                return ""
            return match[0] if found == written.strip() else f'{match[1]}"{found}"'

        return _ADDRESS.sub(address, tag[0])

    return _START.sub(start_tag, html)
