"""The setting `defaults`: front matter by path."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mkdocs_fieldguide.content.pages.known_keys import PAGE_KEYS
from mkdocs_fieldguide.content.source_maps import submap
from mkdocs_fieldguide.content.validation import check_keys, validate_entry
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import describe_value, shorten
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.unicode_forms import normalise

_MAX_DEPTH = 20
_NOWHERE = SourceMap(Location(""))


@dataclass(frozen=True, slots=True)
class Rule:
    """Default values for the pages in one scope.

    Attributes:
        path: path prefix relative to the docs folder, possibly with `*`; empty for all pages.
        values: the front matter, with scalars as text, like the results of `read_yaml`.
        native: the front matter as it is in mkdocs.yml, for the theme and other plugins.
        number: position of the rule in the setting, from 0.
        source: locations of the values; empty if they are unknown.
    """

    path: str
    values: Mapping[str, Any]
    native: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0
    source: SourceMap = _NOWHERE

    def covers(self, page: str) -> bool:
        """Return whether a page, given by its path relative to the docs folder, is in the scope."""
        page = normalise("NFC", page)
        if "*" not in self.path:
            return page.startswith(self.path)
        return _matches(self.path, page)


@dataclass(frozen=True, slots=True)
class Defaults:
    """Default front matter.

    The semantics are those of Jekyll (https://jekyllrb.com/docs/configuration/front-matter-defaults/): a
    scope is a path prefix; a longer prefix takes precedence over a shorter one, and a later rule over an
    earlier one of the same length.

    Attributes:
        rules: rules in ascending order of precedence.
    """

    rules: tuple[Rule, ...] = ()

    @classmethod
    def from_setting(cls, setting: object) -> tuple[Defaults, tuple[str, ...]]:
        """Parse the setting, a list of `scope: {path: …}` and `values: {…}`.

        Returns:
            The defaults, without invalid values, and a message for each problem.
        """
        if setting is None:
            return cls(), ()
        if not isinstance(setting, (list, tuple)):
            return cls(), (
                f"`defaults` is {describe_value(setting)}. Expected a list of `scope` and `values`.",
            )
        rules: list[Rule] = []
        problems: list[str] = []
        for number, item in enumerate(setting, start=1):
            rule = _read_rule(item, f"Item {number} of `defaults`", problems)
            if rule is not None:
                rules.append(replace(rule, number=number - 1))
        return cls(tuple(sorted(rules, key=lambda rule: len(rule.path)))), tuple(problems)

    def located(self, source: SourceMap) -> Defaults:
        """Return the defaults with the locations of their values.

        Args:
            source: the locations in the setting.
        """
        return Defaults(
            tuple(replace(rule, source=submap(source, rule.number, "values")) for rule in self.rules)
        )

    def locate(self, page: str, raw: Mapping[str, Any], source: SourceMap) -> SourceMap:
        """Return the locations of all values of a page: its own, and the defaults.

        Args:
            page: path of the page relative to the docs folder.
            raw: the front matter of the page itself.
            source: its locations.
        """
        locations, keys = {}, {}
        for rule in self.rules:
            if rule.source.locations and rule.covers(page):
                locations.update(_select_defaults(rule.source.locations, raw))
                keys.update(_select_defaults(rule.source.keys, raw))
        if not locations:
            return source
        return SourceMap(source.start, {**locations, **source.locations}, {**keys, **source.keys})

    def for_path(self, page: str) -> dict[str, Any]:
        """Return the values for a page, given by its path relative to the docs folder; scalars are text."""
        return self._merged(page, lambda rule: rule.values)

    def native_for_path(self, page: str) -> dict[str, Any]:
        """Return the default values for a page, with the types that mkdocs.yml gives them."""
        return self._merged(page, lambda rule: rule.native)

    def _merged(self, page: str, values_of: Callable[[Rule], Mapping[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for rule in self.rules:
            if rule.covers(page):
                found = merge_front_matter(found, values_of(rule))
        return found


def merge_front_matter(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """Merge two mappings recursively; values in `upper` take precedence."""
    result = dict(lower)
    for key, value in upper.items():
        below = result.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            result[key] = merge_front_matter(below, value)
        else:
            result[key] = value
    return result


def _select_defaults(
    locations: Mapping[tuple[str | int, ...], Location], raw: Mapping[str, Any]
) -> dict[tuple[str | int, ...], Location]:
    """Return the locations of the values that a page does not override."""
    found = {}
    for path, location in locations.items():
        own: Any = raw
        for part in path:
            if not isinstance(own, Mapping) or part not in own:
                break
            own = own[part]
        else:
            continue
        # Only mappings are merged; any other value of the page replaces the default.
        if isinstance(own, Mapping):
            found[path] = location
    return found


def _read_rule(item: object, label: str, problems: list[str]) -> Rule | None:
    if not isinstance(item, Mapping):
        problems.append(f"{label} is {describe_value(item)}. Expected a mapping with `scope` and `values`.")
        return None
    for key in item:
        if key not in ("scope", "values"):
            problems.append(f"{label} has the unknown key “{shorten(key)}”. Known keys: `scope`, `values`.")
    scope, values = item.get("scope"), item.get("values")
    if scope is not None and not isinstance(scope, Mapping):
        problems.append(f"`scope` of {label} is {describe_value(scope)}. Expected a mapping with `path`.")
        return None
    path = (scope or {}).get("path")
    if path is not None and not isinstance(path, str):
        problems.append(f"`scope.path` of {label} is {describe_value(path)}. Expected text.")
        return None
    if not isinstance(values, Mapping):
        problems.append(
            f"`values` of {label} is {describe_value(values)}. Expected a mapping of front-matter keys."
        )
        return None
    # In Jekyll, a scope may apply to posts or a collection; here there are only pages.
    if (scope or {}).get("type") not in (None, "", "pages"):
        return None
    clean = re.sub(r"^(?:\.?/)+", "", normalise("NFC", path or ""))
    usable = _select_valid(_to_text(values), f"`values` of {label}", problems)
    native = {str(key): value for key, value in values.items() if normalise("NFC", str(key)) in usable}
    return Rule("" if clean == "." else clean, usable, native)


def _select_valid(values: dict[str, Any], label: str, problems: list[str]) -> dict[str, Any]:
    """Return the valid values, and report the others once, instead of on every page."""
    usable = {}
    source = SourceMap(Location(""))
    for key, value in values.items():
        findings = Findings()
        check_keys({key: value}, PAGE_KEYS, source, findings, label)
        if key in PageInfo.model_fields:
            validate_entry(PageInfo, {key: value}, source, findings, label, path="")
        problems.extend(f"{finding.message} {finding.hint}" for finding in findings)
        if not len(findings):
            usable[key] = value
    return usable


def _to_text(value: object, depth: int = 0) -> Any:
    """Convert values from mkdocs.yml to the form of values from `read_yaml`."""
    if value is None or depth > _MAX_DEPTH:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return {normalise("NFC", str(key)): _to_text(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_to_text(item, depth + 1) for item in value if item not in (None, "")]
    return shorten(value, 200) if isinstance(value, int) else normalise("NFC", str(value))


def _matches(scope: str, page: str) -> bool:
    """Return whether a scope with `*` matches whole folder or file names at the start of a path.

    All positions at which a part of the scope can end are tracked in parallel, so that the time is bounded by
    the product of the lengths of scope and path. A regular expression would backtrack, in exponential time
    for scopes such as `**/**/**/…`.
    """
    ends = {0}
    for part in re.split(r"(\*+/?)", scope.rstrip("/")):
        if not ends:
            return False
        if part == "*":
            ends = {
                end for start in _find_first(ends, page) for end in range(start, _find_slash(page, start) + 1)
            }
        elif part == "*/":
            ends = {_find_slash(page, start) + 1 for start in ends if _find_slash(page, start) < len(page)}
        elif part == "**":
            ends = set(range(min(ends), len(page) + 1))
        elif part == "**/":
            first = min(ends)
            ends |= {at + 1 for at in range(first, len(page)) if page[at] == "/"}
        else:
            ends = {start + len(part) for start in ends if page.startswith(part, start)}
    return any(end == len(page) or page[end] == "/" for end in ends)


def _find_slash(page: str, start: int) -> int:
    """Return the end of the folder or file name that contains a position."""
    found = page.find("/", start)
    return len(page) if found < 0 else found


def _find_first(positions: set[int], page: str) -> list[int]:
    """Return the first position in each folder or file name, from which the others can be reached."""
    first: dict[int, int] = {}
    for position in positions:
        end = _find_slash(page, position)
        first[end] = min(position, first.get(end, position))
    return list(first.values())
