"""Punctuation where two parts of an entry meet: duplicates, conflicts and closing quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_fieldguide.citations.csl.quotes import CLOSE
from mkdocs_fieldguide.citations.csl.run import RichText, Run

_KEEP_FIRST = {"!.", "!:", "?.", "?:", ":.", ";:", ";.", "!!", "??", "..", ",,", ";;", "::"}
_KEEP_SECOND = {":!", ":?", ";!", ";?", "  ", " ,", " .", " ;", " )"}
_MARKS = ".,:;!?"
_INSIDE = ".,!?"
_RAISED = frozenset(("sup", "sub"))
"""Marks of superscripts and subscripts, which no punctuation after them joins."""


def collapse_punctuation(runs: RichText, punctuation_in_quote: bool) -> RichText:
    """Return the runs with duplicate and conflicting punctuation resolved where two parts meet.

    A repeated mark is dropped, `?.` becomes `?`, and punctuation moves into closing quotation marks
    if the locale requires it. Punctuation within a part is the author's and does not change.
    """
    done: list[Run] = []
    # For each finished run, the last character up to its end other than `CLOSE`, or "". Searching for it at
    # each full stop would take quadratic time after many closing quotation marks.
    last_characters: list[str] = []
    for run in runs:
        text, at = run.text, 0
        while at < len(text) and done:
            last = done[-1].text[-1]
            if last == CLOSE and text[at] in _MARKS and punctuation_in_quote:
                if not _move_inside(done, last_characters, text[at]):
                    break
                at += 1
                continue
            pair = last + text[at]
            if pair in _KEEP_FIRST:
                at += 1
            elif pair in _KEEP_SECOND:
                _remove_last_character(done)
                del last_characters[len(done) - 1 :]
                if done:
                    last_characters.append(_find_last_character(done[-1], last_characters))
            else:
                break
        if at < len(text):
            done.append(run.with_text(text[at:]))
            last_characters.append(_find_last_character(done[-1], last_characters))
    return done


def _move_inside(done: list[Run], last_characters: list[str], mark: str) -> bool:
    """Move a punctuation mark inside the closing quotation marks before it, or drop it.

    Args:
        done: the finished runs, which end with `CLOSE`.
        last_characters: for each of them the last character before `CLOSE`.
        mark: the punctuation mark.

    Returns:
        Whether the mark is dealt with; a colon remains outside.
    """
    last = last_characters[-1]
    if last and (last + mark in _KEEP_FIRST or (mark in ".," and last in _MARKS)):
        return True  # no comma after “What?”
    if not last or mark not in _INSIDE:
        return False
    at = len(done) - 1
    while not (text := done[at].text.rstrip(CLOSE)):
        at -= 1
    if len(text) == len(done[at].text) and done[at].marks & _RAISED:
        done[at + 1] = done[at + 1].with_text(mark + done[at + 1].text)
        last_characters[at + 1 :] = [mark] * (len(last_characters) - at - 1)
        return True
    kept = text[:-1] if last + mark in _KEEP_SECOND else text
    done[at] = done[at].with_text(kept + mark + done[at].text[len(text) :])
    last_characters[at:] = [mark] * (len(last_characters) - at)
    return True


def _remove_last_character(done: list[Run]) -> None:
    """Remove the last character, and its repetitions before it."""
    shorter = done[-1].text.rstrip(done[-1].text[-1])
    if shorter:
        done[-1] = done[-1].with_text(shorter)
    else:
        done.pop()


def _find_last_character(run: Run, before: Sequence[str]) -> str:
    """Return the last character other than `CLOSE` in a run, or in the runs before it."""
    text = run.text.rstrip(CLOSE)
    return text[-1] if text else before[-1] if before else ""
