"""Format names of people and institutions: order, initials, particles, “et al.” and “and”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.richtext import RichText, Run
from mkdocs_fieldguide.citations.csl.textcase import apply_case

if TYPE_CHECKING:
    from mkdocs_fieldguide.citations.csl.locales import Locale
    from mkdocs_fieldguide.citations.csl.xml import XmlNode

INHERITED = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first",
    "et-al-use-last", "initialize", "initialize-with", "initialize-with-hyphen", "name-as-sort-order",
    "sort-separator",
)  # fmt: skip
"""Inheritable name options: they may be set on `<style>`, `<citation>` and `<bibliography>` too."""

INITIALS, FULL = 1, 2
"""How much of a given name a cite shows for disambiguation."""

_CJK = re.compile(r"^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+$")


@dataclass(frozen=True, slots=True)
class CslName:
    """A CSL-JSON name; that of an institution has only `literal`."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""

    @property
    def short(self) -> str:
        """Return the short form of the name, as used in cites."""
        return self.literal or f"{self.non_dropping} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class NameHints:
    """How disambiguation changes the names of an entry's cites.

    Attributes:
        shown: minimum number of names before “et al.”; 0 for the style's own.
        givens: how much of the given name to show, `INITIALS` or `FULL`, by person.
        condition: whether `disambiguate="true"` conditions of the style are met.
    """

    shown: int = 0
    givens: Mapping[CslName, int] = field(default_factory=dict)
    condition: bool = False


NO_HINTS = NameHints()
OTHERS = "others"
"""BibTeX's keyword for names that are left out (`and others`), and the literal name that represents them."""


def read_names(value: Any) -> tuple[CslName, ...]:
    """Return the names in a CSL-JSON value; invalid ones are left out."""
    if not isinstance(value, (list, tuple)):
        return ()
    return tuple(person for item in value if (person := _read_name(item)) is not None)


def _read_name(item: Any) -> CslName | None:
    if isinstance(item, str):
        return CslName(literal=item) if item.strip() else None
    if not isinstance(item, Mapping):
        return None

    def text(key: str) -> str:
        value = item.get(key)
        return str(value).strip() if isinstance(value, (str, int)) else ""

    if text("literal"):
        return CslName(literal=text("literal"))
    person = CslName(
        family=text("family"),
        given=text("given"),
        dropping=text("dropping-particle"),
        non_dropping=text("non-dropping-particle"),
        suffix=text("suffix"),
        comma_suffix=item.get("comma-suffix") in (True, "true", 1),
    )
    return person if person.family or person.given else None


class NameFormat:
    """Formats lists of names according to a `<name>` element.

    Args:
        options: the effective name options, with those of the element over the inherited ones.
        name: the `<name>` element, if there is one.
        et_al: the `<et-al>` element, if there is one.
        locale: the locale.
        demote: the style's `demote-non-dropping-particle`.
        sorting: whether the output is a sort key, which has no “et al.”.
    """

    # More than twelve attributes: one for each option of `<name>` that formatting needs for every name; to
    # look them up in `options` each time would be slower.

    def __init__(
        self,
        options: Mapping[str, str],
        name: XmlNode | None,
        et_al: XmlNode | None,
        locale: Locale,
        demote: str,
        *,
        sorting: bool = False,
    ) -> None:
        self.sorting = sorting
        get = options.get
        self.options = options
        self.locale = locale
        self.form = get("form", "long")
        self.delimiter = get("delimiter", ", ")
        self.inverted = get("name-as-sort-order", "")
        self.initialize_with = get("initialize-with")
        self.initialize = get("initialize", "true") != "false"
        self.hyphen = get("initialize-with-hyphen", "true") != "false"
        self.separator = get("sort-separator", ", ")
        self.demote = demote
        self.parts = {p.get("name", ""): p for p in name.findall("name-part")} if name else {}
        self.et_al_attributes = et_al.attributes if et_al else {}
        self.et_al_term = self.et_al_attributes.get("term", "et-al")

    def count_shown(self, count: int, minimum: int) -> int:
        """Return how many of `count` names are shown: all of them unless the list is abbreviated.

        Args:
            count: the length of the list.
            minimum: how many names of an abbreviated list disambiguation requires.
        """
        et_al_min = _parse_number(self.options.get("et-al-min"))
        use_first = _parse_number(self.options.get("et-al-use-first"), 1)
        if not et_al_min or count < et_al_min or use_first >= count:
            return count
        return min(count, max(use_first, minimum))

    def format_list(self, people: Sequence[CslName], hints: NameHints, citation: bool) -> RichText:
        """Return a formatted list of names; a final name `others` becomes “et al.”."""
        has_others = len(people) > 1 and people[-1].literal == OTHERS
        shown = min(self.count_shown(len(people), hints.shown), len(people) - has_others)
        if shown == 0:
            return []
        names = [self._format_name(person, at, hints, citation) for at, person in enumerate(people[:shown])]
        names = [name for name in names if name]
        if not names:
            return []
        if shown < len(people):
            return self._add_et_al(names, people, hints, citation)
        if len(names) == 1:
            return names[0]
        and_term = {"text": self.locale.term("and"), "symbol": self.locale.term("and", "symbol") or "&"}.get(
            self.options.get("and", "")
        )
        head = richtext.join(names[:-1], self.delimiter)
        if and_term is None:
            return [*head, Run(self.delimiter), *names[-1]]
        before = self.delimiter if self._needs_delimiter("delimiter-precedes-last", len(names)) else " "
        joint = f"{before.rstrip()} {and_term} " if before.strip() else f" {and_term} "
        return [*head, Run(joint), *names[-1]]

    def _add_et_al(
        self, names: list[RichText], people: Sequence[CslName], hints: NameHints, citation: bool
    ) -> RichText:
        head = richtext.join(names, self.delimiter)
        last_is_known = people[-1].literal != OTHERS
        use_last = self.options.get("et-al-use-last") == "true" and last_is_known
        if use_last and len(people) - len(names) >= 2:
            last = self._format_name(people[-1], len(people) - 1, hints, citation)
            return [*head, Run(f"{self.delimiter}… "), *last]
        term = self.locale.term(self.et_al_term)
        if not term or self.sorting:
            return head
        before = self.delimiter if self._needs_delimiter("delimiter-precedes-et-al", len(names) + 1) else " "
        return [*head, Run(before), *richtext.apply_font(self.et_al_attributes, [Run(term)])]

    def _needs_delimiter(self, option: str, count: int) -> bool:
        choice = self.options.get(option, "contextual")
        if choice == "after-inverted-name":
            return self.inverted == "all" or (self.inverted == "first" and count == 2)
        return choice == "always" or (choice == "contextual" and count >= 3)

    def _format_name(self, person: CslName, at: int, hints: NameHints, citation: bool) -> RichText:
        if person.literal:
            return self._format_part(person.literal, "family")
        level = hints.givens.get(person, 0)
        is_long = self.form == "long" or (citation and level > 0)
        particle = self._format_part(person.non_dropping, "family")
        family = self._format_part(person.family or person.given, "family")
        if not is_long or not person.family:
            return self._join_words([particle, family])
        if _CJK.match(person.family + person.given):
            return [*family, *self._format_part(person.given, "given")]
        given = self._format_part(self._abbreviate(person.given, full=citation and level == FULL), "given")
        dropping = self._format_part(person.dropping, "given")
        suffix = richtext.parse_inline(person.suffix)
        if self.inverted == "all" or (self.inverted == "first" and at == 0):
            before, after = [particle, family], [given, dropping]
            if self.demote == "display-and-sort":
                before, after = [family], [given, dropping, self._format_part(person.non_dropping, "given")]
            return richtext.join([self._join_words(before), self._join_words(after), suffix], self.separator)
        runs = self._join_words([given, dropping, particle, family])
        if suffix:
            runs = [*runs, Run(", " if person.comma_suffix else " "), *suffix]
        return runs

    @staticmethod
    def _join_words(parts: list[RichText]) -> RichText:
        """Join with spaces, but not after an apostrophe or hyphen (d’Alembert, al-Razi)."""
        result: RichText = []
        for part in parts:
            if part and result and result[-1].text[-1] not in "’'-":
                result.append(Run(" "))
            result.extend(part)
        return result

    def _format_part(self, text: str, name: str) -> RichText:
        runs = richtext.parse_inline(text)
        node = self.parts.get(name)
        if node is None or not runs:
            return runs
        case = node.get("text-case")
        runs = apply_case(runs, case) if case else runs
        runs = richtext.apply_font(node.attributes, runs)
        return richtext.wrap(runs, node.get("prefix", ""), node.get("suffix", ""))

    def _abbreviate(self, given: str, full: bool) -> str:
        if self.initialize_with is None or not given:
            return given
        return abbreviate_given_name(
            given, self.initialize_with, words=self.initialize and not full, hyphen=self.hyphen
        )


def abbreviate_given_name(given: str, mark: str, words: bool, hyphen: bool = True) -> str:
    """Return a given name as initials (`initialize-with` of CSL).

    Args:
        given: the given name, such as `Jean-Luc B`.
        mark: what follows an initial, such as `. `.
        words: whether to abbreviate whole words; otherwise only normalise existing initials.
        hyphen: whether to keep the hyphen of a compound name.
    """
    result: list[str] = []
    for word in re.split(r"[\s\u00a0]+", re.sub(r"\.(?=[^\s.-])", ". ", given.strip())):
        if not word:
            continue
        stem = word.rstrip(".")
        is_initial = (len(stem) == 1 and stem.isupper()) or (word.endswith(".") and len(stem) == 1)
        if "-" in stem and (words or re.fullmatch(r"\w(?:\.?-\w)+", stem)):
            parts = [part.strip(".") for part in stem.split("-") if part.strip(".")]
            if all(part[0].isupper() for part in parts[:1]):
                joint = mark.strip() + ("-" if hyphen else "")
                result.append(joint.join(_take_initial(part) for part in parts) + mark)
                continue
        if is_initial or (words and stem[:1].isupper()):
            result.append(_take_initial(stem) + mark)
        elif words and not stem[:1].isalpha():
            result.append(word + " ")
        else:
            if result and not result[-1].endswith(" "):
                result.append(" ")
            result.append(word + " ")
    return "".join(result).strip()


def _take_initial(word: str) -> str:
    return word[:1].upper() if word[:1].islower() else word[:1]


def _parse_number(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdigit() else default
