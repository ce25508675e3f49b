"""Given names as initials, and the particles of family names."""

from __future__ import annotations

import re
from functools import lru_cache

_TAG = re.compile(r"(<[^<>]+>)")
_WORD = re.compile(r"[^\s\u00a0]+")
_APOSTROPHES = "’'ʼ"


@lru_cache(maxsize=4096)
def abbreviate_given_name(given: str, mark: str, words: bool, hyphen: bool = True) -> str:
    """Return a given name as initials (`initialize-with` of CSL).

    Args:
        given: the given name, such as `Jean-Luc B`; it may contain inline markup.
        mark: what follows an initial, such as `. `.
        words: whether to abbreviate whole words; otherwise only initials and abbreviations are normalised.
        hyphen: whether to keep the hyphen of a compound name.
    """
    if "<" not in given:
        return _abbreviate(given, mark, words, hyphen).strip()
    parts = []
    for part in _TAG.split(given):
        is_text = part and not part.startswith("<")
        parts.append(_abbreviate_between_tags(part, mark, words, hyphen) if is_text else part)
    return "".join(parts).strip()


def _abbreviate_between_tags(text: str, mark: str, words: bool, hyphen: bool) -> str:
    before = text[: len(text) - len(text.lstrip())]
    if text.startswith("-"):
        return ("-" if hyphen else "") + _abbreviate(text[1:], mark, words, hyphen).rstrip()
    return before + _abbreviate(text, mark, words, hyphen).rstrip()


def _abbreviate(given: str, mark: str, words: bool, hyphen: bool) -> str:
    result: list[str] = []
    # A full stop ends an abbreviation: `Ph.M.E.` are three.
    for word in _WORD.findall(re.sub(r"\.(?=[^\s.-])", ". ", given)):
        stem = word.rstrip(".")
        is_short = stem and (word != stem or (len(stem) == 1 and stem.isupper()))
        if "-" in stem and (words or re.fullmatch(r"\w(?:\.?-\w)+", stem)):
            parts = [part.strip(".") for part in stem.split("-") if part.strip(".")]
            if parts and parts[0][0].isupper():
                # A second part in lower case is not a name of its own: Guo-ping.
                initials = [_take_initial(part) for part in parts if part[0].isupper() or not words]
                result.append((mark.strip() + ("-" if hyphen else "")).join(initials) + mark)
                continue
        if is_short and stem[0].isupper():
            result.append(stem + mark)
        elif words and stem[:1].isupper():
            result.append(_take_initial(stem) + mark)
        elif words and not stem[:1].isalpha():
            result.append(word + " ")
        else:
            if result and not result[-1].endswith(" "):
                result.append(" ")
            result.append(word + " ")
    return "".join(result)


def _take_initial(word: str) -> str:
    if len(word) > 2 and word[:2].isupper() and word[2].islower():
        return word[0] + word[1].lower()  # two letters for one sound: TSerendorj
    return word[:1].upper() if word[:1].islower() else word[:1]


def split_family_name(family: str) -> tuple[str, str]:
    """Return the particle of a family name, its leading words in lower case, and the rest."""
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and _is_particle(words[count]):
        count += 1
    particle, rest = " ".join(words[:count]), " ".join(words[count:])
    if particle and particle[-1] in _APOSTROPHES:
        particle += " "  # de’ Medici, unlike d’Este
    # d’Aubignac, al-Razi
    match = re.match(r"((?:[^\W\d_]{1,3}[’'ʼ]|[^\W\d_]{2}-))(?=[^\W\d_])", rest)
    if match and match.group().islower() and rest[match.end()].isupper():
        particle, rest = f"{particle} {match.group()}".strip(), rest[match.end() :]
    return particle, rest


def split_given_name(given: str) -> tuple[str, str]:
    """Return a given name without its trailing particle, words in lower case, and the particle."""
    words = given.split(" ")
    count = len(words)
    while count > 1 and _is_particle(words[count - 1]):
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])


def _is_particle(word: str) -> bool:
    letters = word.strip(_APOSTROPHES + ".")
    return bool(letters) and letters.islower() and "<" not in word
