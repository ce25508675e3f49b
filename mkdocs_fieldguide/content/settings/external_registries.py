"""Reading the setting `registries`: outside registries that a site adds or changes."""

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
_LONGEST_PATTERN = 500


def read_registries(setting: object) -> tuple[Mapping[str, ExternalRegistry], tuple[str, ...]]:
    """Read the setting: a mapping of registry key to what the registry is, or to `false` for none.

    Returns:
        The built-in registries with what can be used of the setting, and a sentence for each thing that
        cannot.
    """
    if setting is None:
        return BUILT_IN_REGISTRIES, ()
    if not isinstance(setting, Mapping):
        return BUILT_IN_REGISTRIES, (
            f"`registries` is {describe_value(setting)}. Expected is a mapping by registry key.",
        )
    found = dict(BUILT_IN_REGISTRIES)
    problems: list[str] = []
    for key, value in setting.items():
        label = f"`registries.{shorten(str(key))}`"
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            problems.append(f"{label}: a key is made of letters, digits, `-`, `_`, `+` and `.`.")
        elif value is False:
            found.pop(key, None)
        elif not isinstance(value, Mapping):
            problems.append(
                f"{label} is {describe_value(value)}. Expected is a mapping with `name` and `url`."
            )
        else:
            own: list[str] = []
            registry = _registry(value, BUILT_IN_REGISTRIES.get(key), label, own)
            problems += own
            if not own:
                found[key] = registry
    return MappingProxyType(found), tuple(problems)


def _registry(
    value: Mapping[Any, Any], known: ExternalRegistry | None, label: str, problems: list[str]
) -> ExternalRegistry:
    given: dict[str, str] = {}
    for key, text in value.items():
        if key not in KEYS:
            hint = suggest_name(str(key), KEYS) or f"Known are {', '.join(f'`{name}`' for name in KEYS)}."
            problems.append(f"{label} has “{shorten(str(key))}”, which means nothing there. {hint}")
        elif not isinstance(text, str) or not text.strip():
            problems.append(f"`{key}` of {label} is {describe_value(text)}. Expected is text.")
        else:
            given[key] = text.strip()
    for key in ("name", "url"):
        if known is None and key not in value:
            problems.append(f"{label} has no `{key}`.")
    _check_address(given.get("url"), label, problems)
    icon = given.get("icon", "")
    if icon and not _ICON.fullmatch(icon):
        problems.append(f"`icon` of {label} is “{shorten(icon)}”. Expected is a name such as `material/web`.")
    base = known or ExternalRegistry("", "")
    name = given.get("name", base.label)
    ids, example = base.ids, base.example
    if "id" in given:
        ids = _pattern(given["id"], label, problems)
        example = f"an id of {name}, which fits `{given['id']}`"
    if "example" in given:
        example = f"an id of {name}, such as `{given['example']}`"
    registry = ExternalRegistry(name, given.get("url", base.pattern), icon or base.icon, ids, example)
    if "example" in given and not registry.matches(given["example"]):
        problems.append(f"`example` of {label}, “{shorten(given['example'])}”, is no id by its own `id`.")
    return registry


def _check_address(url: str | None, label: str, problems: list[str]) -> None:
    """Report an address that cannot be linked, or in which an entry could choose the host."""
    if url is None:
        return
    places = sum(url.count(place) for place in ID_PLACEHOLDERS)
    web = _WEB.match(url)
    if web is None or safe_url(url) != url:
        problems.append(
            f"`url` of {label} is “{shorten(url)}”. Expected is an address with https:// or http://."
        )
    elif any(place in web[1] for place in ID_PLACEHOLDERS):
        problems.append(f"`url` of {label} has the id in the name of the host; it can only stand behind it.")
    elif places != 1:
        problems.append(f"`url` of {label} has to hold `{{id}}` once, where the id of an entry stands.")


def _pattern(text: str, label: str, problems: list[str]) -> re.Pattern[str] | None:
    try:
        if len(text) > _LONGEST_PATTERN:
            raise re.error(f"it has more than {_LONGEST_PATTERN} characters")
        return re.compile(text, re.ASCII)
    except (re.error, RecursionError, OverflowError) as error:
        problems.append(f"`id` of {label} is no regular expression: {error}.")
        return None
