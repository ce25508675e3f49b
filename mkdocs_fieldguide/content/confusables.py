"""Checks for deceptive characters: bidirectional controls, invisible characters and look-alike letters.

See Unicode Technical Standard #39, Unicode Security Mechanisms (https://www.unicode.org/reports/tr39/).
"""

from __future__ import annotations

import itertools
import re
import unicodedata

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.safe_characters import BIDI_CONTROLS, describe_character, find_disallowed

MAX_REPORTED_LINES = 20
"""Maximum number of lines of a file in which disallowed characters are reported."""

_LIKE_LATIN = "АВЕЅІЈКМНОРСТУХаеорсухѕіјԁһԛԝёΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_SUSPECT = re.compile(f"[{BIDI_CONTROLS}{_LIKE_LATIN}\u200b\u2060\u180e]|(?<!\\A)\ufeff")
_HIDDEN = re.compile(f"[{BIDI_CONTROLS}]|(?<=[A-Za-z0-9_.:/-])[\u200b\u2060\u180e\ufeff](?=[A-Za-z0-9_.:/-])")
_BIDI_CONTROL = re.compile(f"[{BIDI_CONTROLS}]")
_WORD = re.compile(r"[^\W\d_]+")
_ISOLATES = "\u2066\u2067\u2068\u2069"


def check_characters(text: str, file: str, findings: Findings) -> None:
    """Report characters that mislead reviewers.

    Args:
        text: the text of a whole file.
        file: its name in findings.
        findings: receives HIDDEN_CHARACTER and LOOKALIKE_LETTER.
    """
    # The two conditions only save time: `_check_line` finds nothing in other texts and lines.
    if text.isascii() or _SUSPECT.search(text) is None:  # pragma: no mutate
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isascii() and _SUSPECT.search(line):  # pragma: no mutate
            _check_line(line, Location(file, number), findings)


def check_allowed(text: str, file: str, findings: Findings, first_line: int = 1) -> None:
    """Report disallowed characters, such as control characters: the first one of each line.

    Args:
        text: a text in any format but YAML, whose reader reports them itself.
        file: name of the file in findings.
        findings: receives HIDDEN_CHARACTER.
        first_line: line of the file on which the text begins.
    """
    # The condition only saves time: most texts have no such character.
    if next(find_disallowed(text), None) is None:  # pragma: no mutate
        return
    lines = enumerate(text.split("\n"), first_line)
    matches = (
        (number, match) for number, line in lines for match in itertools.islice(find_disallowed(line), 1)
    )
    for number, match in itertools.islice(matches, MAX_REPORTED_LINES):
        findings.add(
            Code.HIDDEN_CHARACTER,
            Location(file, number, match.start() + 1),
            f"Disallowed character: {describe_character(match[0])}.",
            "Delete it; it is shown as “\ufffd”.",
        )


def _check_line(line: str, start: Location, findings: Findings) -> None:
    from_right = any(unicodedata.bidirectional(c) in ("R", "AL") for c in line)
    for match in _HIDDEN.finditer(line):
        # Right-to-left texts set off other languages with isolates.
        if from_right and match[0] in _ISOLATES:
            continue
        kind = "Bidirectional control" if _BIDI_CONTROL.match(match[0]) else "Invisible"
        findings.add(
            Code.HIDDEN_CHARACTER,
            Location(start.file, start.line, match.start() + 1),
            f"{kind} character: {describe_character(match[0])}.",
            "Delete it unless it is intended.",
        )
    for word in _WORD.finditer(line):
        found = _find_lookalike(word[0])
        if found:
            at, letter = found
            script = unicodedata.name(letter).split()[0].capitalize()
            findings.add(
                Code.LOOKALIKE_LETTER,
                Location(start.file, start.line, word.start() + at + 1),
                f"The “{letter}” in “{word[0][:60]}” is a {script} letter among Latin letters.",
                "Retype the word; searches and ids do not match it.",
            )


def _find_lookalike(word: str) -> tuple[int, str] | None:
    """Return position and letter of the first look-alike in a word that also has Latin letters."""
    if not any(c.isascii() for c in word):
        return None
    return next(((at, letter) for at, letter in enumerate(word) if letter in _LIKE_LATIN), None)
