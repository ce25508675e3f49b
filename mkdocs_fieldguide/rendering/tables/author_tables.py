"""Tables that authors have written, with search and sorting where they ask for it.

A table asks by the class `fg-filtered`: on an HTML table, or by `{: .fg-filtered }` in the line below a
Markdown table, as kramdown has it. Python-Markdown takes that line for a row or a paragraph, with or without
its extension `attr_list`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.model.entries import slugify
from mkdocs_fieldguide.rendering.tables.facets import ROWS_FOR_FILTERS
from mkdocs_fieldguide.rendering.templates import Templates
from mkdocs_fieldguide.rendering.ui_strings import UiStrings

CLASS = "fg-filtered"
# Each pattern stops at the next “<” or at the next element of its kind, so that what is never closed is not
# looked at again for each that is opened above it.
_TABLE = re.compile(r"<table\b([^<>]*)>((?:(?!</?table\b).)*)</table>(\s*<p\b[^<>]*>[^<]*</p>)?", re.DOTALL)
_LINE = re.compile(rf"\{{:\s*\.{CLASS}\s*\}}")
_LAST_ROW = re.compile(r"<tr>\s*(<td\b[^<>]*>)([^<]*)</td>(?:\s*<td\b[^<>]*></td>)*\s*</tr>\s*(?=</tbody>)")
_CLASSED = re.compile(rf'\bclass="[^"]*\b{CLASS}\b')
_SPAN = re.compile(r"\b(?:col|row)span\b")
_TITLE = re.compile(r"<th\b[^<>]*>((?:(?!</?th\b).)*)</th>", re.DOTALL)
_MOST_COLUMNS = 12
"""The style sheet knows how to hide so many."""
_HEADER = re.compile(r"<th\b(?=[^<>]*>)")


def add_table_filters(
    html: str, templates: Templates, words: UiStrings, not_searched: Callable[[Markup], Markup]
) -> str:
    """Return a page's text with search and sorting at the tables that ask for it.

    Args:
        html: the text.
        templates: render the bar.
        words: the words that readers see.
        not_searched: is told of each part that the search shall not look into.
    """
    if CLASS not in html:
        return html
    count = 0

    def changed(found: re.Match[str]) -> str:
        nonlocal count
        attributes, inner, behind = found[1], found[2], found[3] or ""
        asks = _CLASSED.search(attributes) is not None
        if _asks(behind, behind):
            asks, behind = True, ""
        last = _LAST_ROW.search(inner)
        if last is not None and _asks(last[1], last[2]):
            asks, inner = True, inner[: last.start()] + inner[last.end() :]
        head, has_head, body = inner.partition("</thead>")
        number = body.count("<tr")
        if not asks or not has_head or "<tbody" not in body or number < ROWS_FOR_FILTERS:
            return f"<table{attributes}>{inner}</table>{behind}"
        count += 1
        name = f"table-{count}"
        label = words("filter_table") if count == 1 else f"{words('filter_table')} {count}"
        values: dict[str, Any] = {
            "name": name,
            "count": number,
            "facets": [],
            "page": None,
            "label": label,
            "csv": True,
            "hideable": _columns(inner, head),
        }
        bar = not_searched(templates.partial("filter", **values))
        end = not_searched(templates.partial("filter-end", count=number, page=None))
        # Without a class of its own Material lets a wide table scroll.
        attributes = re.sub(rf'(?<!\s)\s*\bclass="\s*{CLASS}\s*"', "", attributes)
        head = _HEADER.sub("<th data-fg-sort", head + has_head)
        body = body.replace("<tbody", "<tbody data-fg-items", 1)
        table = {"attributes": Markup(attributes), "head": Markup(head), "body": Markup(body)}
        return f"{templates.partial('written-table', name=name, bar=bar, end=end, **table)}{behind}"

    return _TABLE.sub(changed, html)


def _columns(table: str, head: str) -> list[tuple[str, str]]:
    """Return name and title of the columns that can be hidden: all but the first; none if cells span."""
    titles = [" ".join(Markup(title).striptags().split()) for title in _TITLE.findall(head)]
    if not 3 <= len(titles) <= _MOST_COLUMNS or _SPAN.search(table):
        return []
    names: dict[str, str] = {}
    for number, title in enumerate(titles[1:], 2):
        name = slugify(title)
        names[name if name and name not in names else str(number)] = title or str(number)
    return list(names.items())


def _asks(tag: str, text: str) -> bool:
    """Tell whether a cell or paragraph is the line that asks, and nothing else."""
    bare = re.sub(r"<[^>]*>", "", text).strip()
    return (not bare and _CLASSED.search(tag) is not None) or _LINE.fullmatch(bare) is not None
