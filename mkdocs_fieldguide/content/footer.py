"""Loader of `footer.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mkdocs_fieldguide.content.addresses import read_address
from mkdocs_fieldguide.content.field_checks import check_markdown, report_excess
from mkdocs_fieldguide.content.html_in_markdown import to_markdown
from mkdocs_fieldguide.content.inline_markdown import MAX_MARKDOWN_LENGTH
from mkdocs_fieldguide.content.long_values import MAX_LINE_LENGTH, report_long
from mkdocs_fieldguide.content.validation import check_keys
from mkdocs_fieldguide.content.yaml.reader import Loaded
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import describe_value, shorten
from mkdocs_fieldguide.model.entries import NULL_STRINGS
from mkdocs_fieldguide.model.footer import FooterColumn, FooterItem, SiteFooter
from mkdocs_fieldguide.model.location import Location, SourceMap

_TOP = NameIndex(("columns", "copyright", "extra_line"))
_TITLES = ("title", "name", "heading")
_TEXTS = ("title", "name", "label", "content", "text", "url_text", "alt")
_URLS = ("url", "link", "external_url", "href")
_LISTS = ("links", "images", "items", "subitems", "children", "text", "content")
"""Keys for the contents of a column; existing guides use different ones."""
_PICTURE_KEYS = ("src", "image_url", "alt", "image_width", "width", *_URLS)
_COLUMN = NameIndex((*_TITLES, *_LISTS, *_PICTURE_KEYS, "type"))
_ITEM = NameIndex((*_TEXTS, *_URLS, *_PICTURE_KEYS, "icon", "type"))

_Path = tuple[str | int, ...]


def read_footer(files: Iterable[Loaded], findings: Findings) -> SiteFooter:
    """Return the footer in the first file, or an empty footer if there is no file.

    Args:
        files: the footer files, each a mapping.
        findings: receives problems in the files.
    """
    for loaded in files:
        raw, source = loaded.value, loaded.source
        check_keys(raw, _TOP, source, findings, "the footer")
        return SiteFooter(
            tuple(_read_columns(raw.get("columns"), source, findings)),
            _read_line(raw, "copyright", source, findings),
            _read_line(raw, "extra_line", source, findings),
            source,
        )
    return SiteFooter()


def _read_columns(value: object, source: SourceMap, findings: Findings) -> Iterator[FooterColumn]:
    for number, column in enumerate(_read_list(value, ("columns",), source, findings)):
        path: _Path = ("columns", number)
        if not isinstance(column, dict):
            _report_wrong_type(column, source.at(*path), "A column", "a mapping", findings)
            continue
        found = None
        with error_boundary(findings, source.at(*path), "this column of the footer"):
            found = _read_column(column, path, source, findings)
        if found is not None:
            yield found


def _read_column(
    column: dict[str, Any], path: _Path, source: SourceMap, findings: Findings
) -> FooterColumn | None:
    check_keys(column, _COLUMN, source, findings, "a column of the footer", *path)
    items = [
        item
        for key in _LISTS
        if column.get(key) is not None
        for item in _read_items(column[key], (*path, key), source, findings)
    ]
    if not items and any(column.get(key) for key in ("src", "image_url")):
        items = list(_read_items(column, path, source, findings))
    title = next((column[key].strip() for key in _TITLES if isinstance(column.get(key), str)), "")
    if len(title) > MAX_LINE_LENGTH:
        report_long(title, source.at(*path), "the title of a column of the footer", findings)
        title = ""
    return FooterColumn(title, tuple(items)) if title or items else None


def _read_items(value: object, path: _Path, source: SourceMap, findings: Findings) -> Iterator[FooterItem]:
    if isinstance(value, str):
        if value.strip() not in NULL_STRINGS:
            text = _check_text(value.strip(), source.at(*path), "a text of the footer", findings)
            if text:
                yield FooterItem(text, "", "", source.at(*path))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _read_items(item, (*path, number), source, findings)
    elif isinstance(value, dict):
        check_keys(value, _ITEM, source, findings, "an item of the footer", *path)
        text, url, picture = (_first_text(value, keys) for keys in (_TEXTS, _URLS, ("src", "image_url")))
        location = source.at(*path)
        url, picture = (_read_url(written, location, findings) for written in (url, picture))
        if not url and not picture:
            text = _check_text(text, location, "a text of the footer", findings)
        elif len(text) > MAX_LINE_LENGTH:
            report_long(text, location, "the text of a link in the footer", findings)
            text = ""
        if text or url or picture:
            yield FooterItem(text or url, url, picture, location)
    elif value is not None:
        _report_wrong_type(value, source.at(*path), "An item", "text or a mapping", findings)


def _read_url(written: str, location: Location, findings: Findings) -> str:
    """Return the URL in a text, or an empty text, with a finding, if it is not allowed in links."""
    if not written:
        return ""
    address = read_address(written)
    if not address.url:
        message = f"“{shorten(written)}” in the footer is not allowed in links; it is left out."
        findings.add(Code.UNSAFE_URL, location, message, address.hint)
    elif address.excess:
        report_excess(written, address, location, "a URL of the footer", findings)
    return address.url or ""


def _first_text(raw: Mapping[str, Any], keys: Iterable[str]) -> str:
    texts = (raw[key].strip() for key in keys if isinstance(raw.get(key), str))
    return next((text for text in texts if text not in NULL_STRINGS), "")


def _read_line(raw: Mapping[str, Any], key: str, source: SourceMap, findings: Findings) -> str:
    value = raw.get(key)
    if isinstance(value, str):
        if value.strip() in NULL_STRINGS:
            return ""
        return _check_text(value.strip(), source.at(key), f"“{key}” of the footer", findings)
    if value is not None:
        _report_wrong_type(value, source.at(key), f"“{key}”", "text", findings)
    return ""


def _check_text(text: str, location: Location, label: str, findings: Findings) -> str:
    """Return a text of the footer; an empty text if it is too long, as every page would repeat it."""
    if len(text) > MAX_MARKDOWN_LENGTH:
        report_long(text, location, label, findings, MAX_MARKDOWN_LENGTH)
        return ""
    text = to_markdown(text)
    check_markdown(text, location, label, findings)
    return text


def _read_list(value: object, path: _Path, source: SourceMap, findings: Findings) -> list[Any]:
    if value is None or isinstance(value, list):
        return value or []
    _report_wrong_type(value, source.at(*path), f"“{path[-1]}”", "a list", findings)
    return []


def _report_wrong_type(
    value: object, location: Location, label: str, expected: str, findings: Findings
) -> None:
    message = f"{label} of the footer is {describe_value(value)}; it is left out."
    findings.add(Code.WRONG_TYPE, location, message, f"Expected {expected}.")
