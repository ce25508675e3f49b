"""Which known name was probably meant.

Floor 0: standard library only.
"""

from __future__ import annotations

import functools
import heapq
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

MAX_LENGTH = 80
"""Letters of a name that are compared; the work grows with their square."""

MAX_CANDIDATES = 12
"""Known names that are compared exactly, after a quick choice among all."""

LARGE_INDEX = 1_000
"""Indexes with more names than this are limited to `MAX_COMPARISONS` comparisons."""

MAX_COMPARISONS = 30_000_000

MIN_UNAMBIGUOUS = 0.8
"""Least likeness of a name that may be put in place of another; no second may come near."""

_LETTERS = {letter: number for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")}
_PAIR_BITS = 1021


@dataclass(frozen=True, slots=True)
class _Signature:
    """A name in a form that is quickly compared.

    Attributes:
        folded: the name without what does not count.
        letters: a bit for each occurrence of each letter, so that the bits that two names share count the
            letters that they share.
        pairs: a bit for each pair of neighbouring letters.
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
    """Known names, made ready to be compared with many others.

    `closest_match` and `suggest_name` make one of any plain collection and remember the last few.

    Attributes:
        is_spent: these are many, and have been compared with so many others that from now on only names are
            found that differ in nothing that counts: the work grows with the product of the two numbers.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = dict.fromkeys(known)
        by_folded: dict[str, str] = {}
        for name in self._known:
            by_folded.setdefault(_fold(name), name)
        self._by_folded = by_folded
        self._left = MAX_COMPARISONS
        self.is_spent = False
        self._sketches = [_Signature.of(name) for name in by_folded.values()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def __len__(self) -> int:
        return len(self._known)

    def closest_match(self, name: str, cutoff: float, besides: str | None = None) -> str | None:
        """Return the known name most like `name`, or None; see the function of this name.

        Args:
            name: what was written.
            cutoff: least likeness.
            besides: a known name that does not count.
        """
        sought = _Signature.of(name)
        same = self._by_folded.get(sought.folded)
        if same is not None and same != besides:
            return same
        if len(self._sketches) > LARGE_INDEX:
            self._left -= len(self._sketches)
            self.is_spent = self._left < 0
            if self.is_spent:
                return None
        best, best_ratio = None, cutoff
        # SequenceMatcher keeps what it learns of the second text.
        matcher = SequenceMatcher(None, "", sought.folded, autojunk=False)
        for _, _, sketch in heapq.nlargest(MAX_CANDIDATES, self._rough(sought, cutoff)):
            if besides is not None and self._by_folded[sketch.folded] == besides:
                continue
            matcher.set_seq1(sketch.folded)
            ratio = matcher.ratio()
            if ratio > best_ratio or (best is None and ratio == cutoff):
                best, best_ratio = self._by_folded[sketch.folded], ratio
        return best

    def _rough(self, sought: _Signature, cutoff: float) -> Iterator[tuple[float, int, _Signature]]:
        """Give the names that share enough letters, with a rough likeness and a number to order equals by."""
        length = len(sought.folded)
        for number, sketch in enumerate(self._sketches):
            total = length + len(sketch.folded)
            # No arrangement of the shared letters is more like than this.
            bound = 2 * (sought.letters & sketch.letters).bit_count() / total if total else 0.0
            if bound >= cutoff:
                pairs = (sought.pairs & sketch.pairs).bit_count()
                yield bound + 2 * pairs / total, -number, sketch


def closest_match(name: str, known: Iterable[str], cutoff: float = 0.75) -> str | None:
    """Return the known name most like `name`, or None.

    Letter case, `-`, `_` and spaces are not counted as differences, so that `Data_Transfer` finds
    `data-transfer`.

    Args:
        name: what was written.
        known: the names that would have been right.
        cutoff: least likeness from 0 to 1, as `difflib.SequenceMatcher.ratio` measures it.
    """
    return _prepared(known).closest_match(name, cutoff)


def unambiguous_match(name: str, known: Iterable[str]) -> tuple[str, str] | None:
    """Return `name` and the one known name that it can only have been meant for; None in any doubt.

    A name with another number in it, such as a year, is another name.
    """
    names = _prepared(known)
    best = names.closest_match(name, MIN_UNAMBIGUOUS)
    if best is None or best == name or _digits(best) != _digits(name):
        return None
    if names.closest_match(name, MIN_UNAMBIGUOUS - 0.1, besides=best) is not None:
        return None
    return name, best


def suggest_name(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the hint `Did you mean “…”?`, or an empty text when nothing known is like `name`."""
    match = closest_match(name, known, cutoff)
    return f"Did you mean “{match}”?" if match else ""


def _prepared(known: Iterable[str]) -> NameIndex:
    return known if isinstance(known, NameIndex) else _names_of(tuple(known))


@functools.lru_cache(maxsize=32)
def _names_of(known: tuple[str, ...]) -> NameIndex:
    """The same few collections are asked at every mistake of a file."""
    return NameIndex(known)


def _digits(name: str) -> str:
    return "".join(c for c in name if c.isdigit())


def _fold(name: str) -> str:
    # Cut first: a name may be as long as a hostile file.
    return "".join(c for c in name[: 2 * MAX_LENGTH].casefold() if c not in "-_ ")[:MAX_LENGTH]
