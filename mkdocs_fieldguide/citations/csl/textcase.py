"""Letter case as a style asks for it, over formatted text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from mkdocs_fieldguide.citations.csl.richtext import CLOSE, OPEN, RichText, to_plain_text

STOP_WORDS = frozenset((
    "a", "al", "an", "and", "as", "at", "but", "by", "c", "ca", "d", "de", "down", "et", "for", "from",
    "in", "into", "nor", "of", "on", "onto", "or", "over", "so", "the", "till", "to", "up", "v", "van",
    "via", "von", "vs", "with", "y", "yet",
))  # fmt: skip
"""English words that stay small in a title, unless first or last (CSL 1.0.2, appendix on title case)."""

_WORD = re.compile(r"[^\s\u2013\u2014/" + OPEN + CLOSE + r"()\[\]\"“”-]+")
_AFTER = re.compile(r"(?:[:?!.]|[:?!.]" + CLOSE + r")\s*[" + OPEN + r"(\[]*$")


def apply_case(runs: RichText, case: str, english: bool = True) -> RichText:
    """Return the runs in another letter case; runs marked `nocase` are left as they are.

    Args:
        runs: what is to be changed.
        case: a CSL `text-case` value; an unknown one changes nothing.
        english: title case is for English only; other languages keep what is written.
    """
    change = _CASES.get(case)
    if change is None or not runs or (case == "title" and not english):
        return runs
    whole = to_plain_text(runs)
    changed = change(whole)
    if len(changed) != len(whole):
        # Some letters grow (ß to SS): change run by run instead, which is right but for word borders.
        return [run if "nocase" in run.marks else replace(run, text=change(run.text)) for run in runs]
    result, position = [], 0
    for run in runs:
        end = position + len(run.text)
        kept = "nocase" in run.marks or "sup" in run.marks
        result.append(run if kept else replace(run, text=changed[position:end]))
        position = end
    return result


def _capitalize_first(text: str) -> str:
    match = re.search(r"[^\W_]", text)
    if not match:
        return text
    at = match.start()
    word = re.match(r"[^\s]+", text[at:])
    if word and word.group() != word.group().lower():
        return text  # iPhone, mRNA: a word with capitals of its own
    return text[:at] + text[at].upper() + text[at + 1 :]


def _capitalize_all(text: str) -> str:
    return re.sub(r"(?<![\w’'])[^\W_]", lambda match: match.group().upper(), text)


def _sentence(text: str) -> str:
    if text == text.upper() and text != text.lower():
        return _capitalize_first(text.lower())
    return _capitalize_first(text)


def _title(text: str) -> str:
    if text == text.upper() and text != text.lower() and " " in text.strip():
        text = text.lower()
    words = list(_WORD.finditer(text))
    if not words:
        return text
    last = words[-1].start()
    result, position = [], 0
    for match in words:
        result.append(text[position : match.start()])
        result.append(_title_word(text, match, last))
        position = match.end()
    result.append(text[position:])
    return "".join(result)


def _title_word(text: str, match: re.Match[str], last: int) -> str:
    word, at = match.group(), match.start()
    if word != word.lower() or re.search(r"\w\.\w", word):
        return word  # mRNA, bio.tools: written so on purpose
    bare = word.rstrip(".,;:!?’”)") or word
    before = text[max(0, at - 12) : at]
    first = not before.strip(OPEN + " (“‘[") or _AFTER.search(before) is not None
    if (word[0] == "’" and at > 0 and text[at - 1] != " ") or (word[0] == "&" and word[-1] == ";"):
        return word  # a word’s own ’s; an entity that was left in the data
    if not first and at != last and (bare in STOP_WORDS or word in STOP_WORDS):
        return word
    letter = re.search(r"[^\W_]", word)
    if letter is None or letter.group().isdigit():
        return word
    return word[: letter.start()] + word[letter.start()].upper() + word[letter.end() :]


_CASES: dict[str, Callable[[str], str]] = {
    "lowercase": str.lower,
    "uppercase": str.upper,
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _sentence,
    "title": _title,
}
