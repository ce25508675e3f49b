"""Translations of the UI strings: the gettext catalogues in `translations/`.

The context of each message is the key of the string, and its id is the English text. A message that a
catalogue lacks is in English, and so is one that is marked as fuzzy, because its English text has changed.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from babel.core import get_global

from mkdocs_fieldguide.content.locales import find_locale

if TYPE_CHECKING:
    from babel.messages import Catalog

FOLDER = Path(__file__).parent / "translations"

_SAMPLES = range(201)
"""Numbers that have every plural category of integers, in all languages of CLDR."""


@dataclass(frozen=True, slots=True)
class PluralForms:
    """The forms of a text with a number, for a script that inserts the number.

    Attributes:
        language: the language tag whose plural rules apply.
        texts: the texts by plural category of CLDR, with the placeholder `{count}`; `other` is always there.
    """

    language: str
    texts: Mapping[str, str]


class Translation:
    """The texts of a language.

    Args:
        names: the names of its catalogues. Messages that the first one lacks are taken from the next.
    """

    def __init__(self, names: list[str]) -> None:
        self._name = names[0]
        self._texts = _compile(read_catalogue(names[0]))
        for name in names[1:]:
            self._texts.add_fallback(_compile(read_catalogue(name)))

    def text(self, key: str, english: str) -> str:
        """Return the text with a key; the English text if there is no translation."""
        return self._texts.pgettext(key, english)

    def plural(self, key: str, english: tuple[str, str], count: int) -> str:
        """Return the form of a text for a number; an English form if there is no translation.

        Args:
            key: the key of the plural.
            english: the English forms for one and for other numbers.
            count: the number.
        """
        return self._texts.npgettext(key, *english, count)

    def forms(self, key: str, english: tuple[str, str]) -> PluralForms:
        """Return all forms of a text; see `plural`."""
        locale = find_locale(self._name)
        texts: dict[str, str] = {}
        if locale is not None:
            for number in _SAMPLES:
                texts.setdefault(locale.plural_form(number), self.plural(key, english, number))
        texts.setdefault("other", self.plural(key, english, _SAMPLES[-1]))
        return PluralForms(self._name.replace("_", "-"), texts)


@cache
def find_translation(language: str) -> Translation | None:
    """Return the translation for a language tag; None if there is no catalogue."""
    names = [name for name in _candidates(language) if _path(name).is_file()]
    return Translation(names) if names else None


def catalogue_names() -> list[str]:
    """Return the names of all catalogues, such as `de`."""
    return sorted(path.stem for path in FOLDER.glob("*.po"))


def read_catalogue(name: str) -> Catalog:
    """Read one catalogue.

    Raises:
        OSError: if there is no such catalogue.
    """
    # English sites do not pay for the import.
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with _path(name).open("rb") as stream:
        return read_po(stream, locale=name)


def _path(name: str) -> Path:
    return FOLDER / f"{name}.po"


def _compile(catalogue: Catalog) -> GNUTranslations:
    from babel.messages.mofile import write_mo  # noqa: PLC0415

    for message in list(catalogue):
        # Babel would fill each empty form with one of the English forms, by the rules of the other language.
        if message.id and message.pluralizable and not all(message.string or ()):
            catalogue.delete(message.id, message.context)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _candidates(language: str) -> list[str]:
    """Return the names of the catalogues that readers of a language can read, the most specific first.

    A catalogue without script is in the usual script of its language. It does not suit a language tag with
    another one: readers of `zh-TW` get English texts rather than simplified characters.
    """
    locale = find_locale(language)
    if locale is None:
        return []
    base, script, territory = locale.language, locale.script, locale.territory
    names = [(base, script, territory), (base, script)] if script else []
    usual = get_global("likely_subtags").get(base, "").split("_")
    if not script or script in usual:
        names += [(base, territory), (base,)]
    return list(dict.fromkeys("_".join(part for part in name if part) for name in names))
