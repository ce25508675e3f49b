"""Format lists of names: order, initials, particles, “et al.” and “and”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.given_names import abbreviate_given_name
from mkdocs_fieldguide.citations.csl.names import FULL, OTHERS, CslName, NameHints
from mkdocs_fieldguide.citations.csl.run import RichText, Run
from mkdocs_fieldguide.citations.csl.textcase import apply_case

if TYPE_CHECKING:
    from mkdocs_fieldguide.citations.csl.locales import Locale
    from mkdocs_fieldguide.citations.csl.xml import XmlNode

INHERITED = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-subsequent-min",
    "et-al-subsequent-use-first", "et-al-use-first", "et-al-use-last", "initialize", "initialize-with",
    "initialize-with-hyphen", "name-as-sort-order", "sort-separator",
)  # fmt: skip
"""Inheritable name options: they may be set on `<style>`, `<citation>` and `<bibliography>` too."""

_CJK = re.compile(r"^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+$")


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
        self.name_attributes = _select_formatting(name)
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
        use_first = _parse_number(self.options.get("et-al-use-first", str(count)))
        if not et_al_min or count < et_al_min or use_first >= count:
            return count
        return min(count, max(use_first, minimum))

    def format_list(self, people: Sequence[CslName], hints: NameHints, citation: bool) -> RichText:
        """Return a formatted list of names; a final name `others` becomes “et al.”."""
        names = self.format_names(people, hints, citation)
        return self.join_names(names, people, hints, citation)

    def format_names(self, people: Sequence[CslName], hints: NameHints, citation: bool) -> list[RichText]:
        """Return the names that are shown, without “et al.” and the name after it."""
        has_others = len(people) > 1 and people[-1].literal == OTHERS
        shown = min(self.count_shown(len(people), hints.shown), len(people) - has_others)
        names = [self._format_name(person, at, hints, citation) for at, person in enumerate(people[:shown])]
        return [name for name in names if name]

    def join_names(
        self, names: list[RichText], people: Sequence[CslName], hints: NameHints, citation: bool
    ) -> RichText:
        """Return a list of formatted names joined with delimiters, “and” and “et al.”."""
        if not names:
            return []
        if len(names) < len(people):
            return self._wrap_list(self._add_et_al(names, people, hints, citation))
        if len(names) == 1:
            return self._wrap_list(names[0])
        and_term = {"text": self.locale.term("and"), "symbol": self.locale.term("and", "symbol") or "&"}.get(
            self.options.get("and", "")
        )
        if and_term is None or self.sorting:
            return self._wrap_list(richtext.join(names, self.delimiter))
        head = richtext.join(names[:-1], self.delimiter)
        is_inverted = self._is_inverted(len(names) - 2) and not people[len(names) - 2].literal
        needs_delimiter = self._needs_delimiter("delimiter-precedes-last", len(names), is_inverted)
        before = self.delimiter if needs_delimiter else " "
        after = "" if and_term[-1:].isspace() else " "
        joint = f"{before.rstrip()} {and_term}" if before.strip() else f" {and_term}"
        if after == "" and not before.strip():
            joint = and_term
        return self._wrap_list([*head, Run(joint + after), *names[-1]])

    def _wrap_list(self, runs: RichText) -> RichText:
        """Apply the affixes and formatting of `<name>` to a list of names."""
        if self.sorting or not self.name_attributes:
            return runs
        get = self.name_attributes.get
        runs = richtext.apply_font(self.name_attributes, runs)
        return richtext.wrap(runs, get("prefix", ""), get("suffix", ""))

    def _is_inverted(self, at: int) -> bool:
        return self.inverted == "all" or (self.inverted == "first" and at == 0)

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
        is_inverted = self._is_inverted(len(names) - 1) and not people[len(names) - 1].literal
        needs_delimiter = self._needs_delimiter("delimiter-precedes-et-al", len(names) + 1, is_inverted)
        et_al = richtext.apply_font(self.et_al_attributes, [Run(term)])
        return [*head, Run(self.delimiter if needs_delimiter else " "), *et_al]

    def _needs_delimiter(self, option: str, count: int, is_inverted: bool) -> bool:
        """Return whether the delimiter precedes “and” or “et al.” after a name, inverted or not."""
        choice = self.options.get(option, "contextual")
        if choice == "after-inverted-name":
            return is_inverted
        return choice == "always" or (choice == "contextual" and count >= 3)

    def _format_name(self, person: CslName, at: int, hints: NameHints, citation: bool) -> RichText:
        if person.literal:
            return self._affix(self._format_part(person.literal, "family"), "family")
        level = hints.givens.get(person, 0) if hints.givens else 0
        is_long = self.form == "long" or (citation and level > 0)
        particle = self._format_part(person.non_dropping, "family")
        family = self._format_part(person.family or person.given, "family")
        if not is_long or not person.family:
            if self.sorting and self.demote == "display-and-sort":
                particle, family = family, particle
            return self._affix(self._join_words([particle, family]), "family")
        if _CJK.match(person.family + person.given):
            return [
                *self._affix(family, "family"),
                *self._affix(self._format_part(person.given, "given"), "given"),
            ]
        given = self._format_part(self._abbreviate(person.given, full=citation and level == FULL), "given")
        dropping = self._format_part(person.dropping, "given")
        suffix = richtext.parse_inline(person.suffix) if person.suffix else []
        # The affixes of the family name enclose the particles before it, those of the given name the others.
        if self._is_inverted(at):
            if self.demote == "display-and-sort":
                before, after = family, [given, dropping, particle]
            else:
                before, after = self._join_words([particle, family]), [given, dropping]
            parts = [self._affix(before, "family"), self._affix(self._join_words(after), "given"), suffix]
            return richtext.join(parts, self.separator)
        runs = self._join_words([dropping, particle, family])
        if suffix:
            runs = [*runs, Run(", " if person.comma_suffix else " "), *suffix]
        return self._join_words([self._affix(given, "given"), self._affix(runs, "family")])

    def _affix(self, runs: RichText, name: str) -> RichText:
        """Apply the affixes of a `<name-part>`."""
        node = self.parts.get(name)
        if node is None or self.sorting:
            return runs
        return richtext.wrap(runs, node.get("prefix", ""), node.get("suffix", ""))

    def _join_words(self, parts: list[RichText]) -> RichText:
        """Join with spaces, but not after an apostrophe, hyphen or space (d’Alembert, al-Razi)."""
        result: RichText = []
        for part in parts:
            if part and result and (self.sorting or result[-1].text[-1] not in "’'-\u00a0 "):
                result.append(Run(" "))
            result.extend(part)
        return result

    def _format_part(self, text: str, name: str) -> RichText:
        runs = richtext.parse_inline(text) if text else []
        node = self.parts.get(name)
        if node is None or not runs:
            return runs
        case = node.get("text-case")
        runs = apply_case(runs, case) if case else runs
        return richtext.apply_font(node.attributes, runs)

    def _abbreviate(self, given: str, full: bool) -> str:
        if self.initialize_with is None or not given:
            return given
        return abbreviate_given_name(
            given, self.initialize_with, words=self.initialize and not full, hyphen=self.hyphen
        )


def _select_formatting(name: XmlNode | None) -> Mapping[str, str]:
    """Return the attributes of `<name>` that apply to the whole list: affixes and formatting."""
    if name is None:
        return {}
    return {key: value for key, value in name.attributes.items() if key in _FORMATTING}


_FORMATTING = frozenset((
    "prefix", "suffix", "font-style", "font-weight", "font-variant", "text-decoration", "vertical-align",
))  # fmt: skip


def _parse_number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
