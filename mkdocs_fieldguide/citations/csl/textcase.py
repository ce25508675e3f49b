"""Apply the `text-case` attribute of CSL to formatted text."""

from __future__ import annotations

import re
from collections.abc import Callable

from mkdocs_fieldguide.citations.csl.quotes import CLOSE, OPEN
from mkdocs_fieldguide.citations.csl.richtext import to_plain_text
from mkdocs_fieldguide.citations.csl.run import RichText
from mkdocs_fieldguide.model.symbols import is_symbol

STOP_WORDS = frozenset((
    "a", "al", "an", "and", "as", "at", "but", "by", "c", "ca", "d", "de", "down", "et", "for", "from",
    "in", "into", "nor", "of", "on", "onto", "or", "over", "so", "the", "till", "to", "up", "v", "van",
    "via", "von", "vs", "with", "y", "yet",
))  # fmt: skip
"""English words that title case leaves in lower case, unless first or last (CSL 1.0.2, "Title Case")."""

_WORD = re.compile(r"[^\s\u2013\u2014/" + OPEN + CLOSE + r"()\[\]\"“”-]+")
_FIXED = frozenset(("nocase", "nodecor", "sup", "sub", "+sc"))
_LETTERS = re.compile(r"[^\W\d_]+")
_AFTER_COLON = re.compile(r"(?:[:?!.]|[:?!.]" + CLOSE + r")\s*[" + OPEN + r"(\[]*$")


def apply_case(runs: RichText, case: str, language: str = "en") -> RichText:
    """Return the runs in another letter case; runs marked `nocase` do not change.

    Args:
        runs: the formatted text.
        case: a CSL `text-case` value; an unknown one has no effect.
        language: the language in lower case; title case has no effect on languages other than English.
    """
    convert = _CONVERTERS.get(case)
    if convert is None or not runs or (case == "title" and not language.startswith("en")):
        return runs
    if case == "uppercase" and language.startswith(("tr", "az")):
        runs = [run.with_text(run.text.replace("i", "İ")) for run in runs]
    text = to_plain_text(runs)
    converted = convert(text)
    if len(converted) != len(text):
        # The length changes, as in ß to SS: convert each run separately, at the cost of word boundaries.
        return [run if run.marks & _FIXED else run.with_text(convert(run.text)) for run in runs]
    result, position = [], 0
    for run in runs:
        end = position + len(run.text)
        result.append(run if run.marks & _FIXED else run.with_text(converted[position:end]))
        position = end
    return result


def _capitalize_first(text: str) -> str:
    match = re.search(r"[^\W_]", text)
    if not match:
        return text
    at = match.start()
    word = re.match(r"[^\s]+", text[at:])
    if (word and word.group() != word.group().lower()) or is_symbol(text, at):
        return text  # a word with internal capitals, such as iPhone or mRNA
    return text[:at] + text[at].upper() + text[at + 1 :]


def _capitalize_all(text: str) -> str:
    return re.sub(
        r"(?<![\w’'])[^\W_]",
        lambda match: match.group() if is_symbol(text, match.start()) else match.group().upper(),
        text,
    )


def _to_sentence_case(text: str) -> str:
    if text == text.upper() and text != text.lower():
        return _capitalize_first(text.lower())
    return _capitalize_first(text)


def _to_title_case(text: str) -> str:
    if text == text.upper() and text != text.lower() and len(_LETTERS.findall(text)) > 1:
        text = text.lower()
    words = list(_WORD.finditer(text))
    if not words:
        return text
    last = words[-1].start()
    result, position = [], 0
    for match in words:
        result.append(text[position : match.start()])
        result.append(_capitalize_title_word(text, match, last))
        position = match.end()
    result.append(text[position:])
    return "".join(result)


def _capitalize_title_word(text: str, match: re.Match[str], last: int) -> str:
    word, at = match.group(), match.start()
    if word != word.lower() or re.search(r"\w\.\w", word):
        return word  # internal capitals or dots are intentional, as in mRNA and bio.tools
    stripped = word.rstrip(".,;:!?’”)") or word
    before = text[max(0, at - 12) : at]
    is_first = not before.strip(OPEN + " (“‘[") or _AFTER_COLON.search(before) is not None
    if (word[0] == "’" and at > 0 and text[at - 1] != " ") or (word[0] == "&" and word[-1] == ";"):
        return word  # a possessive ’s; an HTML entity in the data
    if not is_first and at != last and (stripped in STOP_WORDS or word in STOP_WORDS):
        return word
    if len(word) == 1 and text[at - 1 : at] == "-":
        return word  # 07-x
    letter = re.search(r"[^\W_]", word)
    if letter is None or letter.group().isdigit() or is_symbol(text, at + letter.start()):
        return word
    return word[: letter.start()] + word[letter.start()].upper() + word[letter.end() :]


_CONVERTERS: dict[str, Callable[[str], str]] = {
    "lowercase": str.lower,
    "uppercase": str.upper,
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _to_sentence_case,
    "title": _to_title_case,
}
