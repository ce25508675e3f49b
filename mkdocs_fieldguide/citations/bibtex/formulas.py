"""Find the formulas in LaTeX."""

from __future__ import annotations

import re


def pair_dollars(tokens: list[re.Match[str]]) -> dict[int, int]:
    """Return, for each `$`, the one that would close its formula: the next one in the same group."""
    closing: dict[int, int] = {}
    # Going backwards: the nearest following `$` in each open group, the innermost group last.
    nearest = [-1]
    for at in range(len(tokens) - 1, -1, -1):
        character = tokens[at].group(3)
        if character == "}":
            nearest.append(-1)
        elif character == "{":
            nearest.pop()
            nearest = nearest or [-1]
        elif character == "$":
            if nearest[-1] >= 0:
                closing[at] = nearest[-1]
            nearest[-1] = at
    return closing
