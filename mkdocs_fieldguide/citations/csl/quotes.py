"""Quotation marks: find them in texts, and insert those of the locale.

While a text is rendered, `OPEN` and `CLOSE` represent quotation marks, as the correct mark depends on the
nesting level, and punctuation may have to move inside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_fieldguide.citations.csl.run import RichText

OPEN, CLOSE = "\ue000", "\ue001"
_QUOTES = re.compile("[“”„\"‘’']")
_OPENERS = {'"': '"', "“": '"', "„": '"', "'": "'", "‘": "'"}
_BEFORE_OPENER = "([–—-/'\"‘“„"
_CLOSERS = {'"': '"', "”": '"', "“": '"', "'": "'", "’": "'"}


def mark_quotes(text: str) -> str:
    """Replace paired quotation marks with `OPEN` and `CLOSE`, and apostrophes with typographic ones.

    A mark opens a quotation after a space or bracket, and closes one before anything but a letter or digit.
    The length of the text does not change.
    """
    if "«" in text or "»" in text:
        text = text.replace("« ", "«\u202f").replace(" »", "\u202f»")  # French: no break within the marks
    if not _QUOTES.search(text):
        return text
    characters = list(text)
    stack: list[tuple[str, int]] = []
    opened = {'"': 0, "'": 0}
    for match in _QUOTES.finditer(text):
        at, mark = match.start(), match.group()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        closes = _CLOSERS.get(mark, "")
        if opened.get(closes) and before and not before.isspace() and not after.isalnum():
            found = len(stack) - 1
            while stack[found][0] != closes:
                found -= 1
            if stack[found][1] < at - 1:
                characters[stack[found][1]], characters[at] = OPEN, CLOSE
                for kind, _ in stack[found:]:
                    opened[kind] -= 1
                del stack[found:]
                continue
        opens = _OPENERS.get(mark)
        if opens and (not before or before.isspace() or before in _BEFORE_OPENER) and after.strip():
            stack.append((opens, at))
            opened[opens] += 1
    return "".join(characters).replace("'", "’")


def mark_quotes_in_runs(runs: RichText) -> RichText:
    """Apply `mark_quotes` across runs."""
    text = mark_quotes("".join(run.text for run in runs))
    position, result = 0, []
    for run in runs:
        end = position + len(run.text)
        result.append(run.with_text(text[position:end]))
        position = end
    return result


def insert_quotes(runs: RichText, quotes: Sequence[str]) -> RichText:
    """Replace `OPEN` and `CLOSE` with quotation marks, outer and inner ones in alternation."""
    depth, result = 0, []
    for run in runs:
        text = run.text
        if OPEN in text or CLOSE in text:
            pieces = []
            for character in text:
                if character == OPEN:
                    pieces.append(quotes[0 if depth % 2 == 0 else 2])
                    depth += 1
                elif character == CLOSE:
                    depth = max(0, depth - 1)
                    pieces.append(quotes[1 if depth % 2 == 0 else 3])
                else:
                    pieces.append(character)
            text = "".join(pieces)
        result.append(run.with_text(text))
    return result
