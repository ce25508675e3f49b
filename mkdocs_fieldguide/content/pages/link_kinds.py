"""Kinds of links under "More information": those of the dialect, and those that the settings add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from urllib.parse import quote

from mkdocs_fieldguide.content.pages.known_keys import PAGE_KEYS
from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name
from mkdocs_fieldguide.findings.wording import describe_value, shorten
from mkdocs_fieldguide.model.urls import safe_url

_KEYS = ("heading", "icon", "url")
_ID = "{id}"


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of links.

    Attributes:
        name: the key of front matter that holds such links.
        icon: an icon of the theme.
        heading: what stands over them; empty for the words of that key.
        url: address of a link that is given by its id, with `{id}` in it; empty where there is none.
    """

    name: str
    icon: str = "material/link-variant"
    heading: str = ""
    url: str = ""

    def address(self, identifier: str) -> str:
        """Return the address for an id; empty when the kind has none."""
        written = quote(identifier, safe="")
        return self.url.replace(_ID, written) if _ID in self.url or not self.url else self.url + written


_OF_THE_DIALECT = (
    LinkKind("training", "material/school-outline"),
    LinkKind("fairsharing", "material/share-variant-outline"),
    LinkKind("faircookbook", "material/silverware-fork-knife"),
    LinkKind("dsw", "material/magic-staff"),
    LinkKind("rdmkit", "material/toolbox-outline"),
)


@dataclass(frozen=True)
class LinkKinds:
    """All kinds, in the order in which pages show them."""

    by_name: Mapping[str, LinkKind] = field(
        default_factory=lambda: MappingProxyType({kind.name: kind for kind in _OF_THE_DIALECT})
    )

    @cached_property
    def page_keys(self) -> NameIndex:
        """Return the keys of front matter that mean something, these kinds among them."""
        return (
            PAGE_KEYS
            if all(name in PAGE_KEYS for name in self.by_name)
            else NameIndex([*PAGE_KEYS, *self.by_name])
        )

    def with_dsw(self, address: str) -> LinkKinds:
        """Return the kinds with the address of the Data Stewardship Wizard, unless they have one."""
        dsw = self.by_name["dsw"]
        return LinkKinds({**self.by_name, "dsw": replace(dsw, url=dsw.url or address)})

    @classmethod
    def from_setting(cls, setting: object) -> tuple[LinkKinds, tuple[str, ...]]:
        """Read the setting, a mapping of front matter's keys to what is said of each.

        Returns:
            What can be used of it, with the dialect's kinds, and a sentence for each thing that cannot.
        """
        kinds = dict(cls().by_name)
        if setting is None:
            return cls(), ()
        if not isinstance(setting, Mapping):
            return cls(), (
                f"`more_information` is {describe_value(setting)}. Expected is a mapping of kinds.",
            )
        problems: list[str] = []
        for key, value in setting.items():
            name = str(key)
            if name not in kinds and name in PAGE_KEYS:
                problems.append(
                    f"“{shorten(name)}” means something else in front matter; choose another name."
                )
                continue
            kind = _read(kinds.get(name) or LinkKind(name), value, problems)
            kinds[name] = kind
        return cls(MappingProxyType(kinds)), tuple(problems)


BUILT_IN = LinkKinds()
"""The kinds of the dialect alone."""


def _read(plain: LinkKind, value: object, problems: list[str]) -> LinkKind:
    what = f"“{shorten(plain.name)}” of `more_information`"
    if not isinstance(value, Mapping):
        if value is not None:
            problems.append(f"{what} is {describe_value(value)}. Expected is a mapping.")
            return plain
        value = {}
    said: dict[str, str] = {}
    for key, given in value.items():
        if key not in _KEYS:
            hint = suggest_name(str(key), _KEYS) or f"Known are {', '.join(_KEYS)}."
            problems.append(f"{what} has “{shorten(key)}”, which means nothing there. {hint}")
        elif isinstance(given, (dict, list, bool)):
            problems.append(f"`{key}` of {what} is {describe_value(given)}. Expected is text.")
        elif given is not None:
            said[key] = str(given).strip()
    if said.get("url") and safe_url(said["url"].replace(_ID, "x")) is None:
        problems.append(f"`url` of {what} is no address that can be linked: “{shorten(said.pop('url'))}”.")
    built_in = {kind.name for kind in _OF_THE_DIALECT}
    if not said.get("heading") and plain.name not in built_in:
        label = plain.name.replace("_", " ").replace("-", " ")
        said["heading"] = label[:1].upper() + label[1:]
    return replace(plain, **said)
