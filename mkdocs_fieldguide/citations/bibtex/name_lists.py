"""Split the lists of names in fields such as `author`, also those that BibTeX would misread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mkdocs_fieldguide.citations.bibtex.latex import decode_text
from mkdocs_fieldguide.citations.csl.names import OTHERS
from mkdocs_fieldguide.citations.html_entities import decode_entities_in_latex
from mkdocs_fieldguide.findings.wording import shorten

_AND = re.compile(r"[{}]| and ", re.IGNORECASE)
_SEPARATOR = re.compile(r"[{},;]|\s\\?&\s")
_AMPERSAND = re.compile(r"\{\\?&\}")
_ET_AL = re.compile(r"\{?(?i:et)\.?[\s~]*al\.?\}?")
_FINAL_ET_AL = re.compile(r"[\s,;~]+\{?et\.?[\s~]+al\.?\}?$")
_TAIL = 20
"""Number of characters at the end of a name that are searched for “et al.”."""

_SUFFIX = re.compile(
    r"(?:jr|sr|j[uú]nior|senior|filho|neto|fils|[IVX]+|\d(?:nd|rd|th)|esq|ph\.?\s?d|m\.?d)\.?", re.IGNORECASE
)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s~-]*){1,4}")
_INITIAL = re.compile(r"[^\W\d_a-z]\.")
_FIRST_INITIAL = re.compile(r"[^\W\d_a-z]\.[\s~]*\S")


@dataclass(slots=True)
class NameList:
    """The names in a field.

    Attributes:
        names: the source text of each name.
        has_others: whether the list ends with `and others`, or with “et al.”.
        faults: a message for each text that BibTeX would not read as these names.
    """

    names: list[str] = field(default_factory=list)
    has_others: bool = False
    faults: list[str] = field(default_factory=list)


def split_names(source: str) -> NameList:
    """Split a list of names at each “and” outside of braces, as BibTeX does.

    Names that are separated by commas, semicolons or ampersands are split and reported.
    """
    result = NameList()
    decoded = decode_entities_in_latex(source).rstrip()
    if decoded[-4:].lower() == " and":
        decoded = decoded[:-4]
    for text in split_at_and(decoded):
        name = text.strip().strip(",;").strip()
        ends_in_al = "al" in name[-4:]
        result.has_others = name == OTHERS or (ends_in_al and _ET_AL.fullmatch(name) is not None)
        if not name or result.has_others:
            continue
        if ends_in_al and (final := _FINAL_ET_AL.search(name[-_TAIL:])):
            name = name[: len(name) - len(final[0])].rstrip(" ,;~")
            result.has_others = True
        names = _split_at_other_signs(name)
        if len(names) > 1:
            message = (
                f"“{shorten(decode_text(name))}” is read as {len(names)} names; separate names with “and”"
            )
            result.faults.append(message)
        result.names += names
    return result


def separate_suffix(name: str) -> tuple[str, str, str]:
    """Separate a suffix that is written after the given names, where BibTeX would read it as a given name.

    Returns:
        The name, its suffix, and a message about the notation; both empty for a name as BibTeX wants it.
    """
    rest, _, last = name.rpartition(",")
    suffix, commas = last.strip(), name.count(",")
    if commas not in (1, 2) or "{" in name or (commas == 1 and " " not in rest.strip()):
        return name, "", ""
    is_suffix = _SUFFIX.fullmatch(suffix) is not None and len(suffix) > 1
    if commas == 2:
        if _SUFFIX.fullmatch(rest.partition(",")[2].strip()):
            return name, "", ""
        if not is_suffix:
            middle = rest.partition(",")[2].strip()
            return name, "", f"“{shorten(middle)}” in “{shorten(name)}” is read as a suffix such as “Jr.”"
    elif not is_suffix:
        return name, "", ""
    return (
        rest,
        suffix,
        f"the suffix of “{shorten(name)}” belongs after the family name: “Family, {suffix}, Given”",
    )


def split_at_and(source: str) -> Iterator[str]:
    """Split at “and”; pybtex has such a function, but it takes quadratic time in the number of braces."""
    start = depth = 0
    for match in _AND.finditer(source):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield source[start : match.start()]
            start = match.end()
    yield source[start:]


def _split_at_other_signs(name: str) -> Sequence[str]:
    """Return the names in a text without “and”; the text itself if it can be a single name."""
    if name.count(",") < 2 and ";" not in name and "&" not in name and not _INITIAL.match(name):
        return [name]
    parts, separators = _split_outside_braces(_AMPERSAND.sub(r"\&", name))
    are_full_names = all(" " in part or "~" in part for part in parts)
    if ";" in separators:
        return _join_between(parts, separators, ";")
    if "&" in separators and "," not in separators:
        # “Barnes & Noble” is a company; two persons have given names.
        return parts if are_full_names else [f"{{{name}}}"]
    if "&" in separators and 2 * len(joined := _join_between(parts, separators, "&")) == len(parts):
        return joined
    return _split_at_commas(name, parts, are_full_names=are_full_names)


def _split_at_commas(name: str, parts: Sequence[str], *, are_full_names: bool) -> Sequence[str]:
    if len(parts) == 2:
        # A family name does not begin with an initial.
        return parts if all(map(_FIRST_INITIAL.match, parts)) else [name]
    given = parts[1::2]
    if len(parts) % 2 == 0 and all(map(_INITIALS.fullmatch, given)):
        return [f"{family}, {first}" for family, first in zip(parts[::2], given, strict=True)]
    has_suffix = len(parts) == 3 and _SUFFIX.fullmatch(parts[1])
    return parts if are_full_names and not has_suffix else [name]


def _split_outside_braces(name: str) -> tuple[list[str], list[str]]:
    """Return the non-empty parts between commas, semicolons and ampersands, and the separators."""
    parts, separators, start, depth = [], [], 0, 0
    for match in _SEPARATOR.finditer(name):
        sign = match[0].strip()
        if sign in ("{", "}"):
            depth = max(0, depth + (1 if sign == "{" else -1))
        elif depth == 0:
            part = name[start : match.start()].strip()
            start = match.end()
            if part:
                parts.append(part)
                separators.append(sign[-1])
            elif separators:
                separators[-1] = sign[-1]  # “, &” separates once
    last = name[start:].strip()
    return ([*parts, last], separators) if last else (parts, separators[:-1])


def _join_between(parts: Sequence[str], separators: Sequence[str], sign: str) -> list[str]:
    """Join the parts that are separated by other signs than this one."""
    names = [[parts[0]]]
    for separator, part in zip(separators, parts[1:], strict=True):
        if separator == sign:
            names.append([part])
        else:
            names[-1] += [f"{separator} " if separator != "&" else " \\& ", part]
    return ["".join(pieces) for pieces in names]
