"""Loader of the lists of links in front matter, such as `training`."""

from __future__ import annotations

from typing import Any

from mkdocs_fieldguide.content.field_checks import clean_urls
from mkdocs_fieldguide.content.pages.link_kinds import LinkKind, LinkKinds
from mkdocs_fieldguide.content.source_maps import RawEntry, split_into_entries, submap
from mkdocs_fieldguide.content.validation import check_keys, list_known_keys, validate_entry
from mkdocs_fieldguide.content.yaml.error_messages import expect_mapping
from mkdocs_fieldguide.content.yaml.reader import Loaded
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import describe_value, shorten
from mkdocs_fieldguide.model.location import SourceMap
from mkdocs_fieldguide.model.pages import MoreLink

_KEYS = list_known_keys(MoreLink)


def extract_links(
    data: dict[str, Any], kinds: LinkKinds, source: SourceMap, findings: Findings
) -> dict[str, tuple[MoreLink, ...]]:
    """Remove the lists of links from a page's front matter, and return them by kind.

    Args:
        data: the front matter; the lists are removed.
        kinds: the kinds of links.
        source: locations of the front matter.
        findings: receives problems in the items; invalid items are left out.
    """
    found: dict[str, tuple[MoreLink, ...]] = {}
    for key, kind in kinds.by_name.items():
        value = data.pop(key, None)
        if value is not None and (links := _read_links(kind, value, submap(source, key), findings)):
            found[key] = links
    return found


def _read_links(kind: LinkKind, value: object, source: SourceMap, findings: Findings) -> tuple[MoreLink, ...]:
    if not isinstance(value, list):
        findings.add(
            Code.WRONG_TYPE,
            source.start,
            f"“{kind.name}” is {describe_value(value)}; it is left out.",
            "Expected a list of entries with `name` and `url`.",
        )
        return ()
    links = (_read_link(kind, entry, findings) for entry in split_into_entries(Loaded(value, source)))
    return tuple(link for link in links if link is not None)


def _read_link(kind: LinkKind, entry: RawEntry, findings: Findings) -> MoreLink | None:
    if isinstance(entry.value, str) and kind.url:
        # An id without a name: the id is displayed.
        return MoreLink(name=entry.value.strip(), id=entry.value.strip(), source=entry.source)
    if not isinstance(entry.value, dict):
        findings.add(
            Code.WRONG_TYPE,
            entry.source.start,
            f"An item of “{kind.name}” is {describe_value(entry.value)}; it is left out.",
            expect_mapping(entry.value, "Expected a mapping with `name` and `url`."),
        )
        return None
    raw = dict(entry.value)
    label = f"“{shorten(str(raw.get('name') or raw.get('url') or 'an item'))}” of “{kind.name}”"
    check_keys(raw, _KEYS, entry.source, findings, label)
    written = dict(raw)
    clean_urls(raw, ("url", "registry_url"), entry.source, findings, label)
    if not raw.get("name"):
        # A URL that is not allowed is still the only name there is.
        texts = (written[key] for key in ("url", "id", "uuid") if isinstance(written.get(key), str))
        raw["name"] = next(texts, None)
    return validate_entry(MoreLink, raw, entry.source, findings, label)
