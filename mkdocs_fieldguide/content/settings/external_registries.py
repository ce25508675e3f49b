"""The setting `registries`: external registries that a site adds, changes or removes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import describe_value, shorten
from mkdocs_fieldguide.model.external_registries import BUILT_IN_REGISTRIES, ID_PLACEHOLDERS, ExternalRegistry
from mkdocs_fieldguide.model.urls import safe_url

KEYS = ("name", "url", "icon", "id", "example")
_KEY = re.compile(r"\w[\w.+-]{0,59}")
_ICON = re.compile(r"[\w-]+(?:/[\w.-]+)+")
_WEB = re.compile(r"(https?://[^/?#\\]+)[/?#]", re.IGNORECASE)
_MAX_PATTERN_LENGTH = 500


def read_registries(setting: object) -> tuple[Mapping[str, ExternalRegistry], tuple[str, ...]]:
    """Parse the setting: a mapping of registry keys to descriptions, or to `false` to remove a registry.

    Returns:
        The built-in registries, updated with the valid parts of the setting, and a message for each problem.
    """
    if setting is None:
        return BUILT_IN_REGISTRIES, ()
    if not isinstance(setting, Mapping):
        return BUILT_IN_REGISTRIES, (
            f"`registries` is {describe_value(setting)}. Expected a mapping by registry key.",
        )
    found = dict(BUILT_IN_REGISTRIES)
    problems: list[str] = []
    for key, value in setting.items():
        label = f"`registries.{shorten(str(key))}`"
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            problems.append(f"{label}: a key may only contain letters, digits, `-`, `_`, `+` and `.`.")
        elif value is False:
            found.pop(key, None)
        elif not isinstance(value, Mapping):
            problems.append(f"{label} is {describe_value(value)}. Expected a mapping with `name` and `url`.")
        else:
            own: list[str] = []
            registry = _read_registry(value, BUILT_IN_REGISTRIES.get(key), label, own)
            problems += own
            if not own:
                found[key] = registry
    return MappingProxyType(found), tuple(problems)


def _read_registry(
    value: Mapping[Any, Any], known: ExternalRegistry | None, label: str, problems: list[str]
) -> ExternalRegistry:
    fields: dict[str, str] = {}
    for key, text in value.items():
        if key not in KEYS:
            hint = suggest_name(str(key), KEYS) or f"Known keys: {', '.join(f'`{name}`' for name in KEYS)}."
            problems.append(f"{label} has the unknown key “{shorten(str(key))}”. {hint}")
        elif not isinstance(text, str) or not text.strip():
            problems.append(f"`{key}` of {label} is {describe_value(text)}. Expected text.")
        else:
            fields[key] = text.strip()
    for key in ("name", "url"):
        if known is None and key not in value:
            problems.append(f"{label} has no `{key}`.")
    _check_address(fields.get("url"), label, problems)
    icon = fields.get("icon", "")
    if icon and not _ICON.fullmatch(icon):
        problems.append(f"`icon` of {label} is “{shorten(icon)}”. Expected a name such as `material/web`.")
    base = known or ExternalRegistry("", "")
    name = fields.get("name", base.label)
    ids, example = base.ids, base.example
    if "id" in fields:
        ids = _compile_pattern(fields["id"], label, problems)
        example = f"an id of {name}, which matches `{fields['id']}`"
    if "example" in fields:
        example = f"an id of {name}, such as `{fields['example']}`"
    registry = ExternalRegistry(name, fields.get("url", base.pattern), icon or base.icon, ids, example)
    if "example" in fields and not registry.matches(fields["example"]):
        problems.append(f"`example` of {label}, “{shorten(fields['example'])}”, does not match its `id`.")
    return registry


def _check_address(url: str | None, label: str, problems: list[str]) -> None:
    """Report a URL that is not allowed in links, or in which an entry could choose the host."""
    if url is None:
        return
    count = sum(url.count(placeholder) for placeholder in ID_PLACEHOLDERS)
    web = _WEB.match(url)
    if web is None or safe_url(url) != url:
        problems.append(f"`url` of {label} is “{shorten(url)}”. Expected a URL with https:// or http://.")
    elif any(placeholder in web[1] for placeholder in ID_PLACEHOLDERS):
        problems.append(f"`url` of {label} has the id in the host name. Put it after the host name.")
    elif count != 1:
        problems.append(f"`url` of {label} must contain `{{id}}`, in place of an entry's id, exactly once.")


def _compile_pattern(text: str, label: str, problems: list[str]) -> re.Pattern[str] | None:
    try:
        if len(text) > _MAX_PATTERN_LENGTH:
            raise re.error(f"it has more than {_MAX_PATTERN_LENGTH} characters")
        return re.compile(text, re.ASCII)
    except (re.error, RecursionError, OverflowError) as error:
        problems.append(f"`id` of {label} is not a valid regular expression: {error}.")
        return None
