"""Reading the front matter of pages."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from mkdocs_fieldguide.content.long_values import drop_long_values
from mkdocs_fieldguide.content.pages.contributions import extract_contributions
from mkdocs_fieldguide.content.pages.defaults import Defaults, merge_front_matter
from mkdocs_fieldguide.content.pages.link_kinds import BUILT_IN, LinkKinds
from mkdocs_fieldguide.content.pages.related_links import extract_links
from mkdocs_fieldguide.content.pages.source_link import clean_source_file
from mkdocs_fieldguide.content.settings.toc import FALSE_WORDS, TRUE_WORDS, parse_levels
from mkdocs_fieldguide.content.source_maps import (
    append_items,
    remove_items,
    rename_key,
    split_into_entries,
    submap,
)
from mkdocs_fieldguide.content.tools import REGISTRY_KEYS, read_tools
from mkdocs_fieldguide.content.validation import check_keys, validate_entry
from mkdocs_fieldguide.content.yaml.reader import Loaded, read_bounded
from mkdocs_fieldguide.files.output_paths import HINT_ALLOWED_PATHS, UnsafePathError, resolve_output_path
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import describe_value, shorten
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.permalinks import fill_permalink
from mkdocs_fieldguide.model.tools import Tool

# What MkDocs takes for front matter (its documentation, "Meta-Data", "YAML style meta-data").
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:\.{3}|---)[ \t]*\n", re.DOTALL)
# What looks like it, and is none: something stands above it, or nothing closes it.
_MEANT = re.compile(r"(?P<above>[ \t\n]*)---[ \t]*\n(?:[ \t]*\n)*(?P<key>[A-Za-z][\w-]*)[ \t]*:(?=\s)")
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def split_front_matter(text: str, file: str = "") -> tuple[str | None, str, int]:
    """Take YAML front matter off a page just as MkDocs does.

    MkDocs leaves the whole text to Markdown when what stands between the `---` cannot be read or is no
    mapping, as between two rules. MultiMarkdown's style of meta-data is not looked for.

    Args:
        text: the page's source, lines ending in a line feed.
        file: the name that findings use.

    Returns:
        The YAML, or None without front matter; the body; the body's first line, counted from 1. The
        YAML begins on line 2.
    """
    front, body, line = _split(text, file)
    return (front.yaml_text if front else None), body, line


@dataclass(frozen=True, slots=True)
class _FrontMatter:
    """Front matter as read by us, with what kept MkDocs from reading it."""

    yaml_text: str
    loaded: Loaded | None
    findings: Findings
    error: Exception | None


# The front matter of a page is asked for twice: for the page's text and for what it says.
@functools.lru_cache(maxsize=2)
def _split(text: str, file: str) -> tuple[_FrontMatter | None, str, int]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return None, text, 1
    findings = Findings()
    reading = read_bounded(match[1], file, findings, first_line=2)
    loaded = reading.loaded
    if reading.exceeds_limits:
        return _FrontMatter(match[1], loaded, findings, None), text, 1
    try:
        is_mapping = isinstance(yaml.load(match[1], _SafeLoader), dict)  # noqa: S506 (a safe loader)
    except Exception as error:  # As MkDocs does: besides YAMLError there are ValueErrors for dates.
        return _FrontMatter(match[1], loaded, findings, error), text, 1
    if not is_mapping:
        return None, text, 1
    rest = text[match.end() :]
    body = rest.lstrip("\n")
    line = text.count("\n", 0, match.end() + len(rest) - len(body)) + 1
    return _FrontMatter(match[1], loaded, findings, None), body, line


def read_page(
    path: str,
    file: str,
    text: str,
    defaults: Defaults,
    findings: Findings,
    kinds: LinkKinds = BUILT_IN,
    registry_keys: NameIndex = REGISTRY_KEYS,
) -> PageInfo:
    """Read what a page says of itself; never raises.

    Args:
        path: the page's source, relative to the docs folder, with `/`.
        file: the name that findings use.
        text: the source.
        defaults: front matter by path; the page's own values win, an empty one too.
        findings: receives everything that is wrong.
        kinds: the kinds of links to places elsewhere.
        registry_keys: outside registries that national resources may be linked to.
    """
    front, _, _ = _split(text, file)
    raw: dict[str, Any] = {}
    source = SourceMap(Location(file, 1))
    if front is None:
        _report_meant(text, file, kinds, findings)
    else:
        findings.extend(front.findings)
        is_told = any(finding.code is Code.YAML_SYNTAX for finding in front.findings)
        if front.loaded is not None and front.error is not None and not is_told:
            _report_unread(front.error, file, findings)
        if front.loaded is not None and isinstance(front.loaded.value, dict):
            raw = dict(front.loaded.value)
            source = SourceMap(source.start, front.loaded.source.locations, front.loaded.source.keys)
    what = f"page “{shorten(path)}”"
    check_keys(raw, kinds.page_keys, source, findings, what)
    data = merge_front_matter(defaults.for_path(path), raw)
    source = drop_long_values(data, ("contributions",), source, findings, what)
    data, source = _one_list_of_supporters(data, source)
    _check_permalink(data, path, source, findings)
    clean_source_file(data, source, findings, what)
    source = _check_redirects(data, source, findings)
    _check_toc(data, source, findings)
    country = data.get("country_code")
    resources = _national_resources(
        data.pop("national_resources", None), country, source, findings, registry_keys
    )
    links = extract_links(data, kinds, source, findings)
    contributions, source = extract_contributions(data, source, findings, what)
    internal = {
        "path": path,
        "generated": None,
        "national_resources": resources,
        "contributions": contributions,
        "more": links,
    }
    page = validate_entry(PageInfo, data, source, findings, what, **internal)
    return page or PageInfo(path=path, source=source)


def _report_meant(text: str, file: str, kinds: LinkKinds, findings: Findings) -> None:
    """Report front matter that MkDocs shows as text, for want of a line below it or for one above it."""
    meant = _MEANT.match(text)
    if meant is None or meant["key"] not in kinds.page_keys:
        return
    above = meant["above"].count("\n")
    if meant["above"]:
        message = "Front matter has to begin on the first line of the file, at its first character."
        hint = "Take away what stands above or before it; now readers see it as text."
    else:
        message = "The front matter that begins here is never closed, so readers see it as text."
        hint = "Write a line with three hyphens, ---, below its last key, and go on in the next line."
    findings.add(Code.YAML_SYNTAX, Location(file, above + 1), message, hint)


def _report_unread(error: Exception, file: str, findings: Findings) -> None:
    """Report what only MkDocs cannot read: it then shows the front matter as text."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or error
    findings.add(
        Code.YAML_SYNTAX,
        Location(file, mark.line + 2, mark.column + 1) if mark else Location(file, 2),
        f"MkDocs cannot read this front matter, so the theme knows nothing of it: {shorten(reason)}.",
        "Put the value in quotes.",
    )


def _check_permalink(data: dict[str, Any], path: str, source: SourceMap, findings: Findings) -> None:
    """Drop a permalink that is no safe path in the site."""
    value = data.get("permalink")
    if not isinstance(value, str) or not value.strip():
        return
    fault = _address_fault(fill_permalink(value, path))
    if fault:
        del data["permalink"]
        findings.add(
            Code.UNSAFE_PATH,
            source.at("permalink"),
            f"The permalink “{shorten(value)}” {fault}; it is left out.",
            HINT_ALLOWED_PATHS,
        )


def _address_fault(address: str) -> str:
    """Return why an address does not stand for a file of the site; empty when it does."""
    try:
        resolve_output_path(address, use_directory_urls=True)
    except UnsafePathError as error:
        return str(error)
    return ""


def _check_redirects(data: dict[str, Any], source: SourceMap, findings: Findings) -> SourceMap:
    """Drop addresses in `redirect_from` that are no safe paths in the site.

    Returns:
        The places without those of what was dropped.
    """
    value = data.get("redirect_from")
    listed = value if isinstance(value, list) else [value]
    refused: set[int] = set()
    for number, address in enumerate(listed):
        if isinstance(address, str) and address and (fault := _address_fault(address)):
            refused.add(number)
            findings.add(
                Code.UNSAFE_PATH,
                source.at("redirect_from", number),
                f"“{shorten(address)}” of “redirect_from” {fault}; it is left out.",
                HINT_ALLOWED_PATHS,
            )
    if not refused:
        return source
    data["redirect_from"] = [item for number, item in enumerate(listed) if number not in refused]
    return remove_items(source, ("redirect_from",), refused)


def _check_toc(data: dict[str, Any], source: SourceMap, findings: Findings) -> None:
    """Drop a `toc` that says nothing; take a list of levels for what it means."""
    value = data.get("toc")
    if value is None or (isinstance(value, str) and value.casefold() in (*TRUE_WORDS, *FALSE_WORDS)):
        return
    levels = parse_levels(value)
    if levels is not None:
        data["toc"] = ",".join(map(str, sorted(levels)))
        return
    del data["toc"]
    findings.add(
        Code.WRONG_TYPE,
        source.at("toc"),
        f"“toc” is {describe_value(value)}; it is left out.",
        "Expected is false, or levels of headings such as 2-3.",
    )


def _one_list_of_supporters(data: dict[str, Any], source: SourceMap) -> tuple[dict[str, Any], SourceMap]:
    """Put the older key `affiliations` under the newer `supported_by`, so that none is lost."""
    if "affiliations" not in data:
        return data, source
    older = data.pop("affiliations")
    newer = data.get("supported_by")
    if newer is None:
        return {**data, "supported_by": older}, rename_key(source, "affiliations", "supported_by")
    if older is None:
        return data, source
    first = newer if isinstance(newer, list) else [newer]
    both = [*first, *(older if isinstance(older, list) else [older])]
    return {**data, "supported_by": both}, append_items(source, "affiliations", "supported_by", len(first))


def _national_resources(
    value: object, country: object, source: SourceMap, findings: Findings, registry_keys: NameIndex
) -> tuple[Tool, ...]:
    """Read the resources that a country page lists, each an entry like the registry's."""
    if not isinstance(value, (list, Mapping)):
        if value is not None:
            findings.add(
                Code.WRONG_TYPE,
                source.at("national_resources"),
                "“national_resources” is not a list; it is left out.",
                "Expected is a list of entries like those of the registry.",
            )
        return ()
    entries = split_into_entries(Loaded(value, submap(source, "national_resources")))
    code = country.strip().upper() if isinstance(country, str) else ""
    tools = read_tools(entries, findings, registry_keys=registry_keys, country=code or None)
    return tuple(tools.values())
