"""Kinds of links under "More information": built-in ones, and those of the setting `more_information`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from urllib.parse import quote

from mkdocs_fieldguide.content.addresses import looks_like_host, read_address
from mkdocs_fieldguide.content.pages.known_keys import PAGE_KEYS
from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name
from mkdocs_fieldguide.findings.wording import capitalise, describe_value, shorten

_KEYS = ("heading", "icon", "url")
_ID = "{id}"


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of links.

    Attributes:
        name: front-matter key of the links.
        icon: an icon of the theme.
        heading: heading above the links; empty for the default heading of a built-in kind.
        url: URL pattern with the placeholder `{id}`, for links that are given by id; empty for none.
    """

    name: str
    icon: str = "material/link-variant"
    heading: str = ""
    url: str = ""

    def address(self, identifier: str) -> str:
        """Return the URL of the link with an id; empty if the kind has no URL pattern."""
        quoted = quote(identifier, safe="")
        return self.url.replace(_ID, quoted) if _ID in self.url or not self.url else self.url + quoted


_BUILT_IN_KINDS = (
    LinkKind("training", "material/school-outline"),
    LinkKind("fairsharing", "material/share-variant-outline"),
    LinkKind("faircookbook", "material/silverware-fork-knife"),
    LinkKind("dsw", "material/magic-staff"),
    LinkKind("rdmkit", "material/toolbox-outline"),
)


@dataclass(frozen=True)
class LinkKinds:
    """All kinds of links.

    Attributes:
        by_name: the kinds by name, in display order.
    """

    by_name: Mapping[str, LinkKind] = field(
        default_factory=lambda: MappingProxyType({kind.name: kind for kind in _BUILT_IN_KINDS})
    )

    @cached_property
    def page_keys(self) -> NameIndex:
        """Return all known keys of front matter, including those of these kinds."""
        return (
            PAGE_KEYS
            if all(name in PAGE_KEYS for name in self.by_name)
            else NameIndex([*PAGE_KEYS, *self.by_name])
        )

    def with_dsw(self, url: str) -> LinkKinds:
        """Return the kinds with a URL of the Data Stewardship Wizard, unless its kind has one."""
        dsw = self.by_name["dsw"]
        return LinkKinds({**self.by_name, "dsw": replace(dsw, url=dsw.url or url)})

    @classmethod
    def from_setting(cls, setting: object) -> tuple[LinkKinds, tuple[str, ...]]:
        """Parse the setting, a mapping of front-matter keys to descriptions of link kinds.

        Returns:
            The built-in kinds, updated with the valid parts of the setting, and a message for each problem.
        """
        kinds = dict(cls().by_name)
        if setting is None:
            return cls(), ()
        if not isinstance(setting, Mapping):
            return cls(), (f"`more_information` is {describe_value(setting)}. Expected a mapping of kinds.",)
        problems: list[str] = []
        for key, value in setting.items():
            name = str(key)
            if name not in kinds and name in PAGE_KEYS:
                problems.append(
                    f"“{shorten(name)}” has another meaning in front matter; choose a different name."
                )
                continue
            kind = _read_kind(kinds.get(name) or LinkKind(name), value, problems)
            kinds[name] = kind
        return cls(MappingProxyType(kinds)), tuple(problems)


BUILT_IN = LinkKinds()
"""The built-in kinds alone."""


def _read_kind(plain: LinkKind, value: object, problems: list[str]) -> LinkKind:
    label = f"“{shorten(plain.name)}” of `more_information`"
    if not isinstance(value, Mapping):
        if value is not None:
            problems.append(f"{label} is {describe_value(value)}. Expected a mapping.")
            return plain
        value = {}
    valid: dict[str, str] = {}
    for key, item in value.items():
        if key not in _KEYS:
            hint = suggest_name(str(key), _KEYS) or f"Known keys: {', '.join(_KEYS)}."
            problems.append(f"{label} has the unknown key “{shorten(key)}”. {hint}")
        elif isinstance(item, (dict, list, bool)):
            problems.append(f"`{key}` of {label} is {describe_value(item)}. Expected text.")
        elif item is not None:
            valid[key] = str(item).strip()
    address = read_address(valid.get("url", "").replace(_ID, "x")) if valid.get("url") else None
    if address is not None and (not address.url or looks_like_host(address.url)):
        problems.append(
            f"`url` of {label} is “{shorten(valid.pop('url'))}”, which is not allowed in links. "
            "It must begin with https:// or http://."
        )
    built_in = {kind.name for kind in _BUILT_IN_KINDS}
    if not valid.get("heading") and plain.name not in built_in:
        valid["heading"] = capitalise(plain.name.replace("_", " ").replace("-", " "))
    return replace(plain, **valid)
