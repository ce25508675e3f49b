"""The UI strings: all texts of the plugin in pages.

In templates they are called `words`, as is the option with which a site changes or translates them.
"""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale

from mkdocs_fieldguide.content.locales import find_locale
from mkdocs_fieldguide.rendering.catalogues import PluralForms, Translation, find_translation
from mkdocs_fieldguide.rendering.english import DATE_KEYS, PLURALS, WORDS, catalogue_keys

_MANY = 100
"""A number with the form that most numbers have."""


class UiStrings:
    """The UI strings of one site.

    Args:
        own: the strings that the site has changed.
        language: the language tag of the site.

    Attributes:
        date_locale: the locale that formats dates; None for the strings `date` and `month_01` to `month_12`,
            that is, in English or if the site has changed one of them.
    """

    def __init__(self, own: Mapping[str, str] | None = None, language: str = "en") -> None:
        self._own = own or {}
        self._translation = find_translation(language)
        translated = _translate(self._translation) if self._translation else {}
        self._words = {**WORDS, **translated, **self._own}
        self.date_locale = None if DATE_KEYS.intersection(self._own) else _find_date_locale(language)

    def __call__(self, key: str, **values: object) -> str:
        """Return the string for `key` with its `{placeholders}` replaced; the key itself if it is unknown."""
        return _fill(self._words.get(key, key), values)

    def plural(self, key: str, count: int, **values: object) -> str:
        """Return the form of a string for a number, with its `{placeholders}` replaced.

        Args:
            key: the key of the plural, as in `PLURALS`.
            count: the number, which replaces `{count}`.
            **values: the values of other placeholders.
        """
        used = PLURALS.get(key, key) if count == 1 else key
        if self._translation and key in PLURALS and used not in self._own:
            text = self._translation.plural(key, _english(key), count)
        else:
            text = self._words.get(used, used)
        return _fill(text, {"count": count, **values})

    def forms(self, key: str) -> PluralForms:
        """Return the forms of a string for a script that inserts the number.

        Args:
            key: the key of the plural, as in `PLURALS`.
        """
        if self._translation and key not in self._own and PLURALS[key] not in self._own:
            return self._translation.forms(key, _english(key))
        return PluralForms("en", {"one": self._words[PLURALS[key]], "other": self._words[key]})


def _translate(translation: Translation) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in catalogue_keys():
        if key in PLURALS:
            found[PLURALS[key]] = translation.plural(key, _english(key), 1).replace("{count}", "1")
            found[key] = translation.plural(key, _english(key), _MANY)
        else:
            found[key] = translation.text(key, WORDS[key])
    return found


def _english(key: str) -> tuple[str, str]:
    return WORDS[PLURALS[key]], WORDS[key]


def _fill(text: str, values: Mapping[str, object]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def _find_date_locale(language: str) -> Locale | None:
    locale = find_locale(language)
    return None if locale is None or locale.language == "en" else locale
