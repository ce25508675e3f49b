"""The `@string` abbreviations of bibliography files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping

from pybtex.database.input.bibtex import month_names
from pybtex.utils import CaseInsensitiveDict

MAX_MACRO = 10_000
MAX_EXPANDED = 10_000_000
"""Maximum total length, in characters, of the expanded `@string` abbreviations of a file."""


class Macros(MutableMapping[str, str]):
    """The `@string` abbreviations of a file, with a limit on exponential expansion.

    Args:
        elsewhere: returns the text of an abbreviation that another file defines.

    Attributes:
        is_spent: whether the expansions have exceeded `MAX_EXPANDED` and are now truncated.
        uses: number of look-ups of abbreviations other than month names.
    """

    def __init__(self, elsewhere: Callable[[str], str | None] = lambda name: None) -> None:
        self._texts: MutableMapping[str, str] = CaseInsensitiveDict(month_names)
        self._elsewhere = elsewhere
        self._left = MAX_EXPANDED
        self.is_spent = False
        self.uses = 0

    def __getitem__(self, name: str) -> str:
        text = self._texts.get(name)
        if text is None and (text := self._elsewhere(name)) is None:
            raise KeyError(name)
        self.uses += name.lower() not in month_names
        if len(text) > self._left:
            self.is_spent = True
            text = text[: self._left]
        self._left -= len(text)
        return text

    def truncate(self, name: str) -> bool:
        """Truncate an abbreviation to `MAX_MACRO` characters; return whether it was longer."""
        text = self._texts.get(name, "")
        if len(text) > MAX_MACRO:
            self._texts[name] = text[:MAX_MACRO]
        return len(text) > MAX_MACRO

    def __setitem__(self, name: str, text: str) -> None:
        self._texts[name] = text

    def __delitem__(self, name: str) -> None:
        del self._texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class Definitions:
    """The abbreviations that each of several files defines.

    BibTeX reads several files as one. There, an abbreviation must be defined before it is used; here, the
    order of files is often that of their names, so a later file may define it as well.
    """

    def __init__(self) -> None:
        self._texts: dict[str, list[tuple[int, str]]] = {}

    def add(self, file: int, macros: Macros) -> None:
        """Add the abbreviations that a file defines; files are added in order."""
        for name, text in macros.items():
            if month_names.get(name) != text:
                self._texts.setdefault(name.lower(), []).append((file, text))

    def find(self, file: int, name: str) -> str | None:
        """Return the text of an abbreviation for a file that does not define it before its use.

        It is the last definition in the files before this one, otherwise the first one in those after it.
        None is returned if there is none, or if only the file itself defines it, after its use.
        """
        found: str | None = None
        for number, text in self._texts.get(name.lower(), ()):
            if number == file or (number > file and found is not None):
                return found
            found = text
            if number > file:
                return found
        return found

    def names(self) -> set[str]:
        """Return the names of all abbreviations, in lower case."""
        return set(self._texts)
