"""The setting `page_types`: labels, icons, colours and listing pages of page types."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs_fieldguide.files.output_paths import find_path_fault
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import capitalise, describe_value, shorten
from mkdocs_fieldguide.model.unicode_forms import normalise_name

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
"""Names of Material's palettes. The style sheet sets the hue of each; the lightness depends on the colour
scheme, so that the contrast is always sufficient (`styles/41-page-types.css`)."""

_KEYS = ("label", "icon", "description", "order", "layout", "colour", "listing")


@dataclass(frozen=True, slots=True)
class PageType:
    """A page type.

    Attributes:
        name: value of `type` in front matter.
        label: displayed name.
        icon: an icon of the theme, such as `material/book-outline`.
        description: a sentence about pages of this type.
        order: sort key; types without one come last.
        layout: template of its pages, such as `wide.html`; empty for the theme's default.
        colour: one of `COLOURS`; empty for the colour of the site.
        listing: path of its listing page; True for the default path, False for no listing page.
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
    """The page types of a site.

    Attributes:
        described: the types in the settings by name, sorted by `order`.
    """

    described: Mapping[str, PageType] = field(default_factory=dict)

    def __call__(self, name: str) -> PageType:
        """Return the type with this name; the label of a type without settings is its name."""
        return self.described.get(name) or PageType(name, name.replace("_", " ").replace("-", " "))

    def ordered(self, names: Iterable[str]) -> list[PageType]:
        """Return the types with these names: first those with settings, in their order, then by label."""
        ranks = {name: rank for rank, name in enumerate(self.described)}
        last = len(ranks)
        return sorted(
            map(self, names),
            key=lambda page_type: (ranks.get(page_type.name, last), page_type.label.casefold()),
        )

    @classmethod
    def from_setting(cls, setting: object) -> tuple[PageTypes, tuple[str, ...]]:
        """Parse the setting, a mapping of names of types to their settings.

        Returns:
            The types, without invalid values, and a message for each problem.
        """
        if setting is None:
            return cls(), ()
        if not isinstance(setting, Mapping):
            return cls(), (f"`page_types` is {describe_value(setting)}. Expected a mapping of types.",)
        problems: list[str] = []
        types = [_read_type(normalise_name(str(name)), value, problems) for name, value in setting.items()]
        ordered = sorted(types, key=lambda page_type: page_type.order)
        return cls({page_type.name: page_type for page_type in ordered}), tuple(problems)


def _read_type(name: str, value: object, problems: list[str]) -> PageType:
    plain = PageTypes()(name)
    if value is None:
        return plain
    label = f"the type “{shorten(name)}”"
    if not isinstance(value, Mapping):
        problems.append(f"{capitalise(label)} is {describe_value(value)}. Expected a mapping.")
        return plain
    valid: dict[str, Any] = {}
    for key, item in value.items():
        known = "colour" if key == "color" else str(key)
        if known not in _KEYS:
            hint = suggest_name(known, _KEYS) or f"Known keys: {', '.join(_KEYS)}."
            problems.append(f"{capitalise(label)} has the unknown key “{shorten(key)}”. {hint}")
        elif item is not None and (problem := _find_fault(known, item)):
            problems.append(f"`{shorten(key)}` of {label} is {problem}")
        elif item is not None:
            valid[known] = item
    return PageType(
        name,
        label=str(valid.get("label", "")).strip() or plain.label,
        icon=str(valid.get("icon", "")).strip(),
        description=str(valid.get("description", "")).strip(),
        order=valid.get("order", math.inf),
        layout=str(valid.get("layout", "")).strip().lstrip("/"),
        colour=_normalise_colour(valid.get("colour", "")),
        listing=valid.get("listing", True),
    )


def _find_fault(key: str, value: object) -> str:
    """Return the problem with a value, as the end of a sentence; empty if it is valid."""
    if key == "order":
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and not math.isnan(value)
        return "" if is_number else f"{describe_value(value)}. Expected a number."
    if key == "listing":
        if isinstance(value, bool):
            return ""
        is_path = _is_path(value)
        return "" if is_path else f"{_quote(value)}. Expected a path below the docs folder, or false."
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return f"{describe_value(value)}. Expected text."
    if key == "colour" and (colour := _normalise_colour(value)) not in COLOURS:
        hint = suggest_name(colour, COLOURS) or f"Known colours: {', '.join(COLOURS)}."
        return f"“{shorten(value)}”. {hint}"
    return ""


def _is_path(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and not find_path_fault(value.strip().strip("/"))


def _quote(value: object) -> str:
    return f"“{shorten(value)}”" if isinstance(value, str) else describe_value(value)


def _normalise_colour(value: object) -> str:
    return str(value).strip().casefold().replace(" ", "-").replace("_", "-").replace("gray", "grey")
