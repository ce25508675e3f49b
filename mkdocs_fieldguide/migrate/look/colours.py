"""Colours and their contrast, as WCAG defines it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*1(?:\.0+)?\s*)?\)")
_NAMED = {"white": "#ffffff", "black": "#000000"}
TEXT_CONTRAST = 4.5
"""The least contrast of text with its ground (WCAG 2.2, level AA)."""


@dataclass(frozen=True, slots=True)
class Colour:
    """An opaque colour.

    Attributes:
        red: from 0 to 255.
        green: the same.
        blue: the same.
    """

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return a colour from `#rgb`, `#rrggbb`, `rgb(…)`, `white` or `black`; None for anything else."""
        text = _NAMED.get(text.strip().lower(), text.strip())
        if match := _HEX.fullmatch(text):
            digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
            return cls(*(int(digits[at : at + 2], 16) for at in (0, 2, 4)))
        if match := _RGB.fullmatch(text):
            return cls(*(min(int(part), 255) for part in match.groups()))
        return None

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    def mix(self, other: Colour, share: float) -> Colour:
        """Return a mixture with a share of another colour, from 0 to 1."""
        pairs = ((self.red, other.red), (self.green, other.green), (self.blue, other.blue))
        return Colour(*(round(own + (its - own) * share) for own, its in pairs))

    @property
    def luminance(self) -> float:
        """Return the relative luminance, from 0 for black to 1 for white."""
        parts = [part / 255 for part in (self.red, self.green, self.blue)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    @property
    def is_pale(self) -> bool:
        """Return whether the colour is light and almost grey, so that it would dazzle on a dark page."""
        parts = (self.red, self.green, self.blue)
        return self.luminance > 0.5 and max(parts) - min(parts) < 90

    def contrast(self, other: Colour) -> float:
        """Return the contrast ratio with another colour, from 1 to 21."""
        darker, lighter = sorted((self.luminance, other.luminance))
        return (lighter + 0.05) / (darker + 0.05)

    def legible_on(self, ground: Colour, least: float = TEXT_CONTRAST) -> Colour:
        """Return the colour, made darker or lighter until it has enough contrast with a ground."""
        goal = max(BLACK, WHITE, key=ground.contrast)
        found = self
        for step in range(21):
            found = self.mix(goal, step / 20)
            if found.contrast(ground) >= least:
                break
        return found


BLACK = Colour(0, 0, 0)
WHITE = Colour(255, 255, 255)
