"""Words for biblatex's localisation keys in fields (biblatex manual, "Localization Keys")."""

from __future__ import annotations

import re

_COUNTRIES = {
    "de": "Germany", "ep": "European Union", "eu": "European Union", "fr": "France", "uk": "United Kingdom",
    "us": "United States of America",
}  # fmt: skip
_PATENTS = {"": "", "de": "German ", "eu": "European ", "fr": "French ", "uk": "British ", "us": "U.S. "}
_KEYS = {
    "newseries": "new series", "oldseries": "old series",
    "inpreparation": "in preparation", "submitted": "submitted", "forthcoming": "forthcoming",
    "inpress": "in press", "prepublished": "pre-published",
    "bathesis": "Bachelor’s thesis", "mathesis": "Master’s thesis", "phdthesis": "PhD thesis",
    "candthesis": "Candidate thesis", "techreport": "technical report", "resreport": "research report",
    "software": "computer software", "datacd": "CD-ROM", "audiocd": "audio CD",
    **{f"country{code}": name for code, name in _COUNTRIES.items()},
    **{f"patent{code}": f"{name}patent" for code, name in _PATENTS.items()},
    **{f"patreq{code}": f"{name}patent request" for code, name in _PATENTS.items()},
}  # fmt: skip
_KEY = re.compile(r"\b(?:" + "|".join(sorted(_KEYS, key=len, reverse=True)) + r")\b")


def translate_key(text: str) -> str:
    """Return the words for a text that is a key, capitalised as a field of its own; other texts unchanged."""
    words = _KEYS.get(text, text)
    return words if words == text else words[0].upper() + words[1:]


def translate_keys(text: str) -> str:
    """Return a list of places, such as `countryde and countryfr`, with words for the keys in it."""
    return _KEY.sub(lambda match: _KEYS[match[0]], text)


def translate_command(key: str) -> str:
    r"""Return the words that `\bibstring{key}` writes; the key itself if it is unknown."""
    return _KEYS.get(key, key)
