"""Loader of the front matter of pages."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from mkdocs_fieldguide.content.long_values import drop_long_values
from mkdocs_fieldguide.content.pages.contributions import extract_contributions
from mkdocs_fieldguide.content.pages.defaults import Defaults, merge_front_matter
from mkdocs_fieldguide.content.pages.link_kinds import BUILT_IN, LinkKinds
from mkdocs_fieldguide.content.pages.list_settings import check_list_settings, use_first_type
from mkdocs_fieldguide.content.pages.page_urls import check_permalink, check_redirects
from mkdocs_fieldguide.content.pages.related_links import extract_links
from mkdocs_fieldguide.content.pages.source_link import clean_source_file
from mkdocs_fieldguide.content.pages.unrecognised_front_matter import report_unrecognised
from mkdocs_fieldguide.content.settings.toc import FALSE_WORDS, TRUE_WORDS, parse_levels
from mkdocs_fieldguide.content.source_maps import (
    append_items,
    rename_key,
    split_into_entries,
    submap,
)
from mkdocs_fieldguide.content.tools import REGISTRY_KEYS, read_tools
from mkdocs_fieldguide.content.validation import check_keys, validate_entry
from mkdocs_fieldguide.content.yaml.reader import Loaded, read_bounded
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Finding, Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import capitalise, describe_value, shorten
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.tools import Tool

# Front matter as MkDocs recognises it (https://www.mkdocs.org/user-guide/writing-your-docs/#yaml-style-meta-data).
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:\.{3}|---)[ \t]*\n", re.DOTALL)
# Jekyll needs front matter in every page, even if it is empty; MkDocs takes that for text. In YAML 1.1,
# comments end at five characters.
_EMPTY_FRONT_MATTER = re.compile(
    r"---[ \t]*\n((?:[ \t]*(?:#[^\n\r\x85\u2028\u2029]*)?\n)*)(?:\.{3}|---)[ \t]*\n"
)
_ENDS_WITH_FENCE = re.compile(r"\n(?:\.{3}|---)[ \t]*\Z")
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def complete_front_matter(text: str) -> str:
    """Return the source of a page, with a line break behind front matter at its end: MkDocs requires one."""
    return f"{text}\n" if text.startswith("---") and _ENDS_WITH_FENCE.search(text[-20:]) else text


def split_front_matter(text: str, file: str = "") -> tuple[str | None, str, int]:
    """Split a page into YAML front matter and body, exactly as MkDocs does.

    If the text between the `---` is not valid YAML or not a mapping, as between two thematic breaks, MkDocs
    converts the whole text as Markdown, and so it does if there is nothing between them. Metadata in the
    style of MultiMarkdown is not supported.

    Args:
        text: the source of the page, with line feeds as line endings.
        file: name of the file in findings.

    Returns:
        The YAML, which begins on line 2, or None if there is no front matter; the body; and the first line
        of the body, counted from 1.
    """
    front, body, line = _split(text, file)
    return (front.yaml_text if front else None), body, line


@dataclass(frozen=True, slots=True)
class _FrontMatter:
    """Front matter as read by `read_bounded`, with the error that keeps MkDocs from reading it."""

    yaml_text: str
    loaded: Loaded | None
    findings: Findings
    error: Exception | None


# Cached, as each page is split twice: once for its text and once for its front matter.
@functools.lru_cache(maxsize=2)
def _split(text: str, file: str) -> tuple[_FrontMatter | None, str, int]:
    if empty := _EMPTY_FRONT_MATTER.match(text):
        return _FrontMatter(empty[1], None, Findings(), None), text, 1
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
    except Exception as error:  # as in MkDocs: YAMLError, and ValueError for invalid dates
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
    """Read the front matter of a page; never raises.

    Args:
        path: source path of the page relative to the docs folder, with `/`.
        file: name of the file in findings.
        text: the source.
        defaults: front matter by path, which the page overrides, even with empty values.
        findings: receives problems in the front matter.
        kinds: kinds of links under "More information".
        registry_keys: keys of external registries that national resources may link to.
    """
    front, _, _ = _split(text, file)
    raw: dict[str, Any] = {}
    source = SourceMap(Location(file, 1))
    if front is None:
        report_unrecognised(text, file, kinds.page_keys, findings)
    else:
        findings.extend(front.findings)
        is_reported = any(finding.code is Code.YAML_SYNTAX for finding in front.findings)
        if front.loaded is not None and front.error is not None and not is_reported:
            _report_mkdocs_error(front.error, file, findings)
        if front.loaded is not None and isinstance(front.loaded.value, dict):
            raw = dict(front.loaded.value)
            source = SourceMap(source.start, front.loaded.source.locations, front.loaded.source.keys)
    label = f"page “{shorten(path)}”"
    own = Findings()
    check_keys(raw, kinds.page_keys, source, own, label)
    data = merge_front_matter(defaults.for_path(path), raw)
    source = defaults.locate(path, raw, source)
    page = _read_values(path, data, source, own, label, kinds, registry_keys)
    findings.extend(_name_defaults(finding, file, label) for finding in own)
    return page or PageInfo(path=path, source=source)


def _name_defaults(finding: Finding, file: str, label: str) -> Finding:
    """Return a finding; one about a default value does not name the page, so that it is reported once."""
    if finding.location.file == file:
        return finding
    shared = "the pages in this scope"
    message = finding.message.replace(label, shared).replace(capitalise(label), capitalise(shared))
    return replace(finding, message=message)


def _read_values(
    path: str,
    data: dict[str, Any],
    source: SourceMap,
    findings: Findings,
    label: str,
    kinds: LinkKinds,
    registry_keys: NameIndex,
) -> PageInfo | None:
    """Return a page with these values; invalid ones are reported and left out."""
    source = drop_long_values(data, ("contributions",), source, findings, label)
    use_first_type(data, source, findings, label)
    data, source = _merge_supporters(data, source)
    check_permalink(data, path, source, findings)
    clean_source_file(data, source, findings, label)
    check_list_settings(data, source, findings, label)
    source = check_redirects(data, source, findings)
    _normalise_toc(data, source, findings)
    country = data.get("country_code")
    resources = _read_national_resources(
        data.pop("national_resources", None), country, source, findings, registry_keys
    )
    links = extract_links(data, kinds, source, findings)
    contributions, source = extract_contributions(data, source, findings, label)
    internal = {
        "path": path,
        "neutral_path": "",
        "generated": None,
        "national_resources": resources,
        "contributions": contributions,
        "more": links,
    }
    return validate_entry(PageInfo, data, source, findings, label, **internal)


def _report_mkdocs_error(error: Exception, file: str, findings: Findings) -> None:
    """Report front matter that only MkDocs cannot read, so that it displays it as text."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or error
    findings.add(
        Code.YAML_SYNTAX,
        Location(file, mark.line + 2, mark.column + 1) if mark else Location(file, 2),
        f"MkDocs cannot read this front matter, so it has no effect on the theme: {shorten(reason)}.",
        "Enclose the value in quotes.",
    )


def _normalise_toc(data: dict[str, Any], source: SourceMap, findings: Findings) -> None:
    """Normalise the levels in `toc`; remove an invalid value."""
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
        "Expected false, or heading levels such as 2-3.",
    )


def _merge_supporters(data: dict[str, Any], source: SourceMap) -> tuple[dict[str, Any], SourceMap]:
    """Merge the older key `affiliations` into `supported_by`."""
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


def _read_national_resources(
    value: object, country: object, source: SourceMap, findings: Findings, registry_keys: NameIndex
) -> tuple[Tool, ...]:
    """Read the tools that a country page lists, which are entries like those of the registry."""
    if not isinstance(value, (list, Mapping)):
        if value is not None:
            findings.add(
                Code.WRONG_TYPE,
                source.at("national_resources"),
                "“national_resources” is not a list; it is left out.",
                "Expected a list of entries like those of the registry.",
            )
        return ()
    entries = split_into_entries(Loaded(value, submap(source, "national_resources")))
    code = country.strip().upper() if isinstance(country, str) else ""
    tools = read_tools(entries, findings, registry_keys=registry_keys, country=code)
    return tuple(tools.values())
