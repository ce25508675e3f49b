"""Adds search and sorting to tables in the text of pages.

A table requests them with the class `fg-filtered`, on an HTML table or, in the syntax of kramdown, with
`{: .fg-filtered }` on the line below a Markdown table. Python-Markdown converts that line to a row or a
paragraph, with or without its extension `attr_list`.
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
# Each pattern stops at the next “<” or the next element of the same kind, so that unclosed elements do not
# make the search quadratic.
_TABLE = re.compile(r"<table\b([^<>]*)>((?:(?!</?table\b).)*)</table>(\s*<p\b[^<>]*>[^<]*</p>)?", re.DOTALL)
_LINE = re.compile(rf"\{{:\s*\.{CLASS}\s*\}}")
_LAST_ROW = re.compile(r"<tr>\s*(<td\b[^<>]*>)([^<]*)</td>(?:\s*<td\b[^<>]*></td>)*\s*</tr>\s*(?=</tbody>)")
_CLASSED = re.compile(rf'\bclass="[^"]*\b{CLASS}\b')
_SPAN = re.compile(r"\b(?:col|row)span\b")
_TITLE = re.compile(r"<th\b[^<>]*>((?:(?!</?th\b).)*)</th>", re.DOTALL)
_MAX_COLUMNS = 12
"""Number of columns that the style sheet can hide."""
_HEADER = re.compile(r"<th\b(?=[^<>]*>)")


def add_table_filters(
    html: str, templates: Templates, words: UiStrings, exclude_from_search: Callable[[Markup], Markup]
) -> str:
    """Return a page's text with search and sorting added to the tables that request it.

    Args:
        html: the text.
        templates: the templates.
        words: the UI strings.
        exclude_from_search: excludes a part of the page from the search index.
    """
    if CLASS not in html:
        return html
    count = 0

    def replace(found: re.Match[str]) -> str:
        nonlocal count
        attributes, inner, behind = found[1], found[2], found[3] or ""
        is_requested = _CLASSED.search(attributes) is not None
        if _is_request(behind, behind):
            is_requested, behind = True, ""
        last = _LAST_ROW.search(inner)
        if last is not None and _is_request(last[1], last[2]):
            is_requested, inner = True, inner[: last.start()] + inner[last.end() :]
        head, has_head, body = inner.partition("</thead>")
        number = body.count("<tr")
        if not is_requested or not has_head or "<tbody" not in body or number < ROWS_FOR_FILTERS:
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
        bar = exclude_from_search(templates.partial("filter", **values))
        end = exclude_from_search(templates.partial("filter-end", count=number, page=None))
        # Material makes wide tables scroll only if they have no class.
        attributes = re.sub(rf'(?<!\s)\s*\bclass="\s*{CLASS}\s*"', "", attributes)
        head = _HEADER.sub("<th data-fg-sort", head + has_head)
        body = body.replace("<tbody", "<tbody data-fg-items", 1)
        table = {"attributes": Markup(attributes), "head": Markup(head), "body": Markup(body)}
        return f"{templates.partial('written-table', name=name, bar=bar, end=end, **table)}{behind}"

    return _TABLE.sub(replace, html)


def _columns(table: str, head: str) -> list[tuple[str, str]]:
    """Return names and titles of the columns that can be hidden; none if cells have spans."""
    titles = [" ".join(Markup(title).striptags().split()) for title in _TITLE.findall(head)]
    if not 3 <= len(titles) <= _MAX_COLUMNS or _SPAN.search(table):
        return []
    names: dict[str, str] = {}
    for number, title in enumerate(titles[1:], 2):
        name = slugify(title)
        names[name if name and name not in names else str(number)] = title or str(number)
    return list(names.items())


def _is_request(tag: str, text: str) -> bool:
    """Return whether a cell or paragraph consists of the line that requests filters."""
    bare = re.sub(r"<[^>]*>", "", text).strip()
    return (not bare and _CLASSED.search(tag) is not None) or _LINE.fullmatch(bare) is not None
