"""Fuzzy matching of misspelt names (“Did you mean …?”)."""

from __future__ import annotations

import functools
import heapq
import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from mkdocs_fieldguide.model.safe_characters import describe_character

MAX_LENGTH = 80
"""Characters of a name that are compared; the comparison takes quadratic time."""

MAX_CANDIDATES = 12
"""Known names that are compared exactly, after a quick pre-selection."""

LARGE_INDEX = 1_000
"""Indexes with more names than this are limited to `MAX_COMPARISONS` comparisons."""

MAX_COMPARISONS = 30_000_000

MIN_UNAMBIGUOUS = 0.8
"""Minimum similarity of a name that may replace another automatically; no second name may be similar."""

_LETTERS = {letter: number for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")}
_PAIR_BITS = 1021


@dataclass(frozen=True, slots=True)
class _Signature:
    """A name in a form for quick comparison.

    Attributes:
        folded: the name in lower case, without hyphens, underscores and spaces.
        letters: a bit for each occurrence of each letter; the number of bits that two names share is the
            number of letters that they share.
        pairs: a bit for each pair of adjacent letters.
    """

    folded: str
    letters: int
    pairs: int

    @classmethod
    def of(cls, name: str) -> _Signature:
        folded = _fold(name)
        seen: dict[int, int] = {}
        letters = pairs = before = 0
        for character in folded:
            number = _LETTERS.get(character, len(_LETTERS))
            count = seen.get(number, 0)
            seen[number] = count + 1
            letters |= 1 << (number * MAX_LENGTH + count)
            pairs |= 1 << ((before * 37 + number) % _PAIR_BITS)
            before = number + 1
        return cls(folded, letters, pairs)


class NameIndex(Collection[str]):
    """Known names, prepared for fuzzy matching against many others.

    `closest_match` and `suggest_name` build one from any collection and cache the last few.

    Attributes:
        is_spent: whether the maximum number of comparisons with a large index is used up. From then on only
            names that differ in case and separators alone are found, as the work is the product of the two
            numbers of names.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = dict.fromkeys(known)
        self._comparisons_left = MAX_COMPARISONS
        self.is_spent = False

    @functools.cached_property
    def _by_folded(self) -> dict[str, str]:
        by_folded: dict[str, str] = {}
        for name in self._known:
            by_folded.setdefault(_fold(name), name)
        return by_folded

    @functools.cached_property
    def _signatures(self) -> list[_Signature]:
        # Most guides have no misspelt name, for which these would be needed.
        return [_Signature.of(name) for name in self._by_folded.values()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def __len__(self) -> int:
        return len(self._known)

    def closest_match(self, name: str, cutoff: float, besides: str | None = None) -> str | None:
        """Return the known name most similar to `name`, or None; see the function of this name.

        Args:
            name: the name as written.
            cutoff: minimum similarity.
            besides: a known name to skip.
        """
        sought = _Signature.of(name)
        same = self._by_folded.get(sought.folded)
        if same is not None and same != besides:
            return same
        if len(self._signatures) > LARGE_INDEX:
            self._comparisons_left -= len(self._signatures)
            self.is_spent = self._comparisons_left < 0
            if self.is_spent:
                return None
        best, best_ratio = None, cutoff
        # SequenceMatcher caches its analysis of the second sequence.
        matcher = SequenceMatcher(None, "", sought.folded, autojunk=False)
        for _, _, signature in heapq.nlargest(MAX_CANDIDATES, self._candidates(sought, cutoff)):
            if besides is not None and self._by_folded[signature.folded] == besides:
                continue
            matcher.set_seq1(signature.folded)
            ratio = matcher.ratio()
            if ratio > best_ratio or (best is None and ratio == cutoff):
                best, best_ratio = self._by_folded[signature.folded], ratio
        return best

    def _candidates(self, sought: _Signature, cutoff: float) -> Iterator[tuple[float, int, _Signature]]:
        """Yield names that share enough letters, with an estimated similarity and a number to break ties."""
        length = len(sought.folded)
        for number, signature in enumerate(self._signatures):
            total = length + len(signature.folded)
            # An upper bound of the similarity: no order of the shared letters gives a higher ratio.
            bound = 2 * (sought.letters & signature.letters).bit_count() / total if total else 0.0
            if bound >= cutoff:
                pairs = (sought.pairs & signature.pairs).bit_count()
                yield bound + 2 * pairs / total, -number, signature


def closest_match(name: str, known: Iterable[str], cutoff: float = 0.75) -> str | None:
    """Return the known name most similar to `name`, or None.

    Letter case, `-`, `_` and spaces are ignored, so that `Data_Transfer` matches `data-transfer`.

    Args:
        name: the name as written.
        known: the valid names.
        cutoff: minimum similarity from 0 to 1, as measured by `difflib.SequenceMatcher.ratio`.
    """
    return _as_index(known).closest_match(name, cutoff)


def unambiguous_match(name: str, known: Iterable[str]) -> tuple[str, str] | None:
    """Return `name` and the only known name it can stand for; None if there is any doubt.

    Names with different numbers in them, such as years, never match.
    """
    names = _as_index(known)
    best = names.closest_match(name, MIN_UNAMBIGUOUS)
    if best is None or best == name or _digits(best) != _digits(name):
        return None
    if names.closest_match(name, MIN_UNAMBIGUOUS - 0.1, besides=best) is not None:
        return None
    return name, best


def suggest_name(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the hint `Did you mean “…”?`, or an empty text if no known name is similar to `name`."""
    match = closest_match(name, known, cutoff)
    return suggest(name, match) if match else ""


def suggest(name: str, meant: str) -> str:
    """Return the hint `Did you mean “…”?`, with the characters that differ if they may look the same."""
    hint = f"Did you mean “{meant}”?"
    different = find_difference(name, meant)
    if "".join(different).isascii() and any(part.strip() for part in different):
        return hint
    return f"{hint} {describe_difference(name, meant)}"


def find_difference(name: str, other: str) -> tuple[str, str]:
    """Return the parts of two names between their common beginning and their common end."""
    name, other = name[: 2 * MAX_LENGTH], other[: 2 * MAX_LENGTH]
    start = _count_common(name, other)
    end = _count_common(name[start:][::-1], other[start:][::-1])
    return name[start : len(name) - end], other[start : len(other) - end]


def _count_common(text: str, other: str) -> int:
    """Return the length of the common beginning of two texts."""
    return sum(
        1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False))
    )


def describe_difference(name: str, other: str) -> str:
    """Return a sentence on the characters that differ between two similar names."""
    written, there = map(_describe_part, find_difference(name, other))
    return f"It has {written} where the other has {there}."


def _describe_part(part: str) -> str:
    """Describe a few characters; those that may look like others by code point and name."""
    if not part:
        return "nothing"
    if len(part) == 1 and (not part.isascii() or part.isspace()):
        code, _, name = describe_character(part).partition(" (")
        return f"“{part}” ({code}, {name}"
    return f"“{part[:20]}”"


def _as_index(known: Iterable[str]) -> NameIndex:
    return known if isinstance(known, NameIndex) else _build_index(tuple(known))


@functools.lru_cache(maxsize=32)
def _build_index(known: tuple[str, ...]) -> NameIndex:
    """Build an index; cached, as all mistakes of a file are looked up in the same few collections."""
    return NameIndex(known)


def _digits(name: str) -> str:
    return "".join(c for c in name if c.isdigit())


def _fold(name: str) -> str:
    # Truncate first: a name may be as long as a hostile file.
    return "".join(c for c in name[: 2 * MAX_LENGTH].casefold() if c not in "-_ ")[:MAX_LENGTH]
