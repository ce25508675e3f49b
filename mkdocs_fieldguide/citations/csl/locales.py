"""CSL locales: terms, date formats and options of a language, with the fallback rules of CSL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from mkdocs_fieldguide.citations.csl.xml import XmlError, XmlNode, parse_xml

_FOLDER = Path(__file__).parent.parent / "locales"
_PRIMARY_DIALECTS = {
    "ca": "ca-AD", "cs": "cs-CZ", "da": "da-DK", "de": "de-DE", "el": "el-GR", "en": "en-US",
    "es": "es-ES", "et": "et-EE", "fr": "fr-FR", "ja": "ja-JP", "ko": "ko-KR", "nb": "nb-NO",
    "nn": "nn-NO", "no": "nb-NO", "pt": "pt-PT", "sl": "sl-SI", "sv": "sv-SE", "uk": "uk-UA", "zh": "zh-CN",
}  # fmt: skip
_FALLBACK = "en-US"
_FORM_FALLBACK = {"verb-short": "verb", "verb": "long", "symbol": "short", "short": "long"}


class Locale:
    """The terms, date formats and options of a language.

    Args:
        sources: `<locale>` elements, the most specific first; earlier ones override later ones.
        language: the language, such as `en-US`.
    """

    def __init__(self, sources: Iterable[XmlNode], language: str) -> None:
        self.language = language
        self._terms: dict[tuple[str, str], tuple[str, str]] = {}
        self._fallback_terms: dict[tuple[str, str], tuple[str, str]] = {}
        self._genders: dict[str, str] = {}
        self._gendered: dict[tuple[str, str], str] = {}
        self._dates: dict[str, XmlNode] = {}
        options: dict[str, str] = {}
        for source in sources:
            is_other = source.get("lang", "") == _FALLBACK and not language.startswith("en")
            for child in source.children:
                if child.tag == "terms":
                    self._add_terms(child, self._fallback_terms if is_other else self._terms)
                elif child.tag == "date":
                    self._dates.setdefault(child.get("form", "text") or "text", child)
                elif child.tag == "style-options":
                    for name, value in child.attributes.items():
                        options.setdefault(name, value)
        self.punctuation_in_quote = options.get("punctuation-in-quote") == "true"
        self.limit_day_ordinals = options.get("limit-day-ordinals-to-day-1") == "true"
        self.quotes = tuple(
            self.term(name) for name in ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
        )

    def _add_terms(self, terms: XmlNode, target: dict[tuple[str, str], tuple[str, str]]) -> None:
        own: dict[tuple[str, str], tuple[str, str]] = {}
        # Ordinal suffixes are a set: those of one locale are not mixed with those of another.
        had_ordinals = any(name.startswith("ordinal") for name, _ in {**self._terms, **target})
        for term in terms.findall("term"):
            name = term.get("name", "")
            single, multiple = term.find("single"), term.find("multiple")
            text = term.text if single is None else single.text
            many = text if multiple is None else multiple.text
            if gender := term.get("gender-form"):
                if not had_ordinals:
                    self._gendered.setdefault((name, gender), text)
                continue
            if gender := term.get("gender"):
                self._genders.setdefault(name, gender)
            own.setdefault((name, term.get("form", "long")), (text, many))
        for key, value in own.items():
            if not (had_ordinals and key[0].startswith("ordinal")):
                target.setdefault(key, value)

    def has(self, name: str, form: str = "long") -> bool:
        """Return whether the locale has a term in exactly this form."""
        return (name, form) in self._terms or (name, form) in self._fallback_terms

    def term(self, name: str, form: str = "long", plural: bool = False) -> str:
        """Return a term in the given form or its fallback form; an empty string if there is none.

        Every form in the language takes precedence over those of the fallback language.
        """
        for terms in (self._terms, self._fallback_terms):
            current: str | None = form
            while current is not None:
                texts = terms.get((name, current))
                if texts is not None:
                    return texts[plural]
                current = _FORM_FALLBACK.get(current)
        return ""

    def gender(self, name: str) -> str:
        """Return the grammatical gender of a term; may be empty."""
        return self._genders.get(name, "")

    def date(self, form: str) -> XmlNode | None:
        """Return the date format of the locale, `text` or `numeric`."""
        return self._dates.get(form)

    def ordinal(self, number: int, gender: str = "") -> str:
        """Return the ordinal suffix of a number: `st` for 1, `th` for 11.

        Args:
            number: the number.
            gender: the gender of the term that it belongs to, if there are suffixes for it.
        """
        for digits, name in (
            (number % 100, f"ordinal-{number % 100:02}"),
            (number % 10, f"ordinal-{number % 10:02}"),
        ):
            # The terms ordinal-00 to -09 match the last digit, ordinal-10 to -99 the last two digits.
            if digits < 10 and digits != number % 10:
                continue
            if (text := self._gendered.get((name, gender))) is not None:
                return text
            if self.has(name):
                return self.term(name)
        return self._gendered.get(("ordinal", gender), self.term("ordinal"))


def build_locale(language: str, in_style: Iterable[XmlNode] = ()) -> Locale:
    """Return the locale for a language; the fallback order is style, locale files, American English.

    Args:
        language: the language, such as `de-CH` or `de`; an unknown one means American English.
        in_style: the `<locale>` elements of the style.
    """
    name = _find_locale(language)
    base = name.partition("-")[0]
    overrides = list(in_style)
    sources = [node for node in overrides if node.get("lang") == language]
    sources += [node for node in overrides if node.get("lang") == base and base != language]
    sources += [node for node in overrides if not node.get("lang")]
    sources += _read_with_fallbacks(name)
    return Locale(sources, name)


def _read_with_fallbacks(name: str) -> Iterator[XmlNode]:
    base = name.partition("-")[0]
    for candidate in dict.fromkeys((name, _PRIMARY_DIALECTS.get(base, name), "en-US")):
        node = _read(candidate)
        if node is not None:
            yield node


def _find_locale(language: str) -> str:
    language = language.replace("_", "-")
    base = language.partition("-")[0].lower()
    dialects = [
        f"{base}-{language.partition('-')[2].upper()}",
        _PRIMARY_DIALECTS.get(base, f"{base}-{base.upper()}"),
    ]
    return next((name for name in dialects if _read(name) is not None), "en-US")


@lru_cache(maxsize=8)
def _read(name: str) -> XmlNode | None:
    if not name.replace("-", "").isalnum():
        return None
    path = _FOLDER / f"locales-{name}.xml"
    try:
        return parse_xml(path.read_bytes())
    except (OSError, XmlError):
        return None
