"""Types of pages, as the setting `page_types` describes them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs_fieldguide.files.output_paths import find_path_fault
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import capitalise, describe_value, shorten

COLOURS = (
    "red",
    "pink",
    "purple",
    "deep-purple",
    "indigo",
    "blue",
    "light-blue",
    "cyan",
    "teal",
    "green",
    "light-green",
    "lime",
    "yellow",
    "amber",
    "orange",
    "deep-orange",
    "brown",
    "grey",
    "blue-grey",
)
"""Names of Material's palettes. The style sheet gives each a hue; how light it is depends on the scheme, so
that every one can be read (`styles/41-page-types.css`)."""

_KEYS = ("label", "icon", "description", "order", "layout", "colour", "listing")


@dataclass(frozen=True, slots=True)
class PageType:
    """A type of pages.

    Attributes:
        name: what pages write as their `type`.
        label: what readers see.
        icon: an icon of the theme, such as `material/book-outline`.
        description: a sentence about pages of this type.
        order: where it stands among the types; those without a number come last.
        layout: the template that its pages are rendered with, such as `wide.html`; empty for the theme's.
        colour: one of `COLOURS`, or empty for the site's own.
        listing: path of its listing page; True for the path that it gets by itself, False for none.
    """

    name: str
    label: str
    icon: str = ""
    description: str = ""
    order: float = math.inf
    layout: str = ""
    colour: str = ""
    listing: str | bool = True


@dataclass(frozen=True, slots=True)
class PageTypes:
    """The types that the settings describe, in their order."""

    described: Mapping[str, PageType] = field(default_factory=dict)

    def __call__(self, name: str) -> PageType:
        """Return the type of this name; one that no setting describes has its name for a label."""
        return self.described.get(name) or PageType(name, name.replace("_", " ").replace("-", " "))

    def ordered(self, names: Iterable[str]) -> list[PageType]:
        """Return the types of these names: first as the settings order them, then the others by name."""
        places = {name: place for place, name in enumerate(self.described)}
        last = len(places)
        return sorted(map(self, names), key=lambda it: (places.get(it.name, last), it.label.casefold()))

    @classmethod
    def from_setting(cls, setting: object) -> tuple[PageTypes, tuple[str, ...]]:
        """Read the setting, a mapping of the types' names to what is said of each.

        Returns:
            What can be used of it, and a sentence for each thing that cannot.
        """
        if setting is None:
            return cls(), ()
        if not isinstance(setting, Mapping):
            return cls(), (f"`page_types` is {describe_value(setting)}. Expected is a mapping of types.",)
        problems: list[str] = []
        types = [_read(str(name), value, problems) for name, value in setting.items()]
        return cls({it.name: it for it in sorted(types, key=lambda it: it.order)}), tuple(problems)


def _read(name: str, value: object, problems: list[str]) -> PageType:
    plain = PageTypes()(name)
    if value is None:
        return plain
    what = f"the type “{shorten(name)}”"
    if not isinstance(value, Mapping):
        problems.append(f"{capitalise(what)} is {describe_value(value)}. Expected is a mapping.")
        return plain
    said: dict[str, Any] = {}
    for key, given in value.items():
        known = "colour" if key == "color" else str(key)
        if known not in _KEYS:
            hint = suggest_name(known, _KEYS) or f"Known are {', '.join(_KEYS)}."
            problems.append(f"{capitalise(what)} has “{shorten(key)}”, which means nothing there. {hint}")
        elif given is not None and (problem := _fault(known, given)):
            problems.append(f"`{shorten(key)}` of {what} is {problem}")
        elif given is not None:
            said[known] = given
    return PageType(
        name,
        str(said.get("label", "")).strip() or plain.label,
        str(said.get("icon", "")).strip(),
        str(said.get("description", "")).strip(),
        said.get("order", math.inf),
        str(said.get("layout", "")).strip().lstrip("/"),
        _colour(said.get("colour", "")),
        said.get("listing", True),
    )


def _fault(key: str, value: object) -> str:
    """Return what is wrong with a value; empty when it can be used."""
    if key == "order":
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and not math.isnan(value)
        return "" if is_number else f"{describe_value(value)}. Expected is a number."
    if key == "listing":
        if isinstance(value, bool):
            return ""
        return (
            "" if _is_path(value) else f"{_shown(value)}. Expected is a path below the docs folder, or false."
        )
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return f"{describe_value(value)}. Expected is text."
    if key == "colour" and _colour(value) not in COLOURS:
        hint = suggest_name(_colour(value), COLOURS) or f"Known are {', '.join(COLOURS)}."
        return f"“{shorten(value)}”. {hint}"
    return ""


def _is_path(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and not find_path_fault(value.strip().strip("/"))


def _shown(value: object) -> str:
    return f"“{shorten(value)}”" if isinstance(value, str) else describe_value(value)


def _colour(value: object) -> str:
    return str(value).strip().casefold().replace(" ", "-").replace("_", "-").replace("gray", "grey")
