"""Names of people and bodies: order, initials, particles, "et al.", "and"."""

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
"""Options of `<name>` that may stand on `<style>`, `<citation>` or `<bibliography>` too."""

INITIALS, FULL = 1, 2
"""How much of a given name tells two people apart."""

_CJK = re.compile(r"^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+$")


@dataclass(frozen=True, slots=True)
class CslName:
    """A name of CSL-JSON; a body has only `literal`."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""

    @property
    def short(self) -> str:
        """Return what a short citation shows of the name."""
        return self.literal or f"{self.non_dropping} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class NameHints:
    """What disambiguation found to be needed for one entry.

    Attributes:
        shown: least number of names to write before "et al."; 0 for the style's own.
        givens: how much of a person's given name to write, by person.
        condition: what `disambiguate="true"` in a style is to answer.
    """

    shown: int = 0
    givens: Mapping[CslName, int] = field(default_factory=dict)
    condition: bool = False


NO_HINTS = NameHints()
OTHERS = "others"
"""A last name for those that a source leaves out, as BibTeX's `and others`."""


def read_names(value: Any) -> tuple[CslName, ...]:
    """Return the names in a CSL-JSON value; what is no name is left out."""
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
    """How one `<name>` of a style writes a list of names.

    Args:
        options: the options in force, the element's own over the inherited ones.
        name: the `<name>` element, if there is one.
        et_al: the `<et-al>` element, if there is one.
        locale: the language.
        demote: the style's `demote-non-dropping-particle`.
        sorting: for a sort key, which has no "et al.".
    """

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
        self.et_al_term = et_al.get("term", "et-al") if et_al else "et-al"
        self.et_al_node = et_al

    def limits(self, count: int, shown: int) -> int:
        """Return how many of `count` names are written; all of them if no "et al." is due."""
        minimum = _number(self.options.get("et-al-min"))
        first = _number(self.options.get("et-al-use-first"), 1)
        if not minimum or count < minimum or first >= count:
            return count
        return min(count, max(first, shown))

    def write(self, people: Sequence[CslName], hints: NameHints, citation: bool) -> RichText:
        """Return the list of names; a last one that reads `others` stands for names that are not known."""
        others = len(people) > 1 and people[-1].literal == OTHERS
        shown = min(self.limits(len(people), hints.shown), len(people) - others)
        if shown == 0:
            return []
        names = [self._one(person, at, hints, citation) for at, person in enumerate(people[:shown])]
        names = [name for name in names if name]
        if not names:
            return []
        if shown < len(people):
            return self._with_et_al(names, people, hints, citation)
        if len(names) == 1:
            return names[0]
        word = {"text": self.locale.term("and"), "symbol": self.locale.term("and", "symbol") or "&"}.get(
            self.options.get("and", "")
        )
        head = richtext.join(names[:-1], self.delimiter)
        if word is None:
            return [*head, Run(self.delimiter), *names[-1]]
        before = self.delimiter if self._delimits("delimiter-precedes-last", len(names), 3) else " "
        return [*head, Run(f"{before.rstrip()} {word} " if before.strip() else f" {word} "), *names[-1]]

    def _with_et_al(
        self, names: list[RichText], people: Sequence[CslName], hints: NameHints, citation: bool
    ) -> RichText:
        head = richtext.join(names, self.delimiter)
        last_is_known = people[-1].literal != OTHERS
        use_last = self.options.get("et-al-use-last") == "true" and last_is_known
        if use_last and len(people) - len(names) >= 2:
            last = self._one(people[-1], len(people) - 1, hints, citation)
            return [*head, Run(f"{self.delimiter}… "), *last]
        term = self.locale.term(self.et_al_term)
        if not term or self.sorting:
            return head
        before = self.delimiter if self._delimits("delimiter-precedes-et-al", len(names) + 1, 3) else " "
        return [*head, Run(before), *self._et_al_marks([Run(term)])]

    def _et_al_marks(self, runs: RichText) -> RichText:
        if self.et_al_node is not None and self.et_al_node.get("font-style") == "italic":
            return richtext.mark(runs, "i")
        return runs

    def _delimits(self, option: str, count: int, contextual: int) -> bool:
        choice = self.options.get(option, "contextual")
        if choice == "after-inverted-name":
            return self.inverted == "all" or (self.inverted == "first" and count == 2)
        return choice == "always" or (choice == "contextual" and count >= contextual)

    def _one(self, person: CslName, at: int, hints: NameHints, citation: bool) -> RichText:
        if person.literal:
            return self._part(person.literal, "family")
        level = hints.givens.get(person, 0)
        long = self.form == "long" or (citation and level > 0)
        particle, family = person.non_dropping, person.family or person.given
        if not long or not person.family:
            return self._words([self._part(particle, "family"), self._part(family, "family")])
        given = self._given(person.given, full=citation and level == FULL)
        if _CJK.match(family + person.given):
            return [*self._part(family, "family"), *self._part(person.given, "given")]
        suffix = richtext.parse_inline(person.suffix)
        if self.inverted == "all" or (self.inverted == "first" and at == 0):
            after = [self._part(given, "given"), self._part(person.dropping, "given")]
            if self.demote == "display-and-sort":
                after.append(self._part(particle, "given"))
                before = self._part(family, "family")
            else:
                before = self._words([self._part(particle, "family"), self._part(family, "family")])
            return richtext.join([before, self._words(after), suffix], self.separator)
        words = [
            self._part(given, "given"),
            self._part(person.dropping, "given"),
            self._part(particle, "family"),
            self._part(family, "family"),
        ]
        whole = self._words(words)
        if suffix:
            whole = [*whole, Run(", " if person.comma_suffix else " "), *suffix]
        return whole

    @staticmethod
    def _words(parts: list[RichText]) -> RichText:
        """Join with spaces, but not after an apostrophe or hyphen (d’Alembert, al-Razi)."""
        result: RichText = []
        for part in parts:
            if part and result and result[-1].text[-1] not in "’'-":
                result.append(Run(" "))
            result.extend(part)
        return result

    def _part(self, text: str, name: str) -> RichText:
        runs = richtext.parse_inline(text)
        node = self.parts.get(name)
        if node is None or not runs:
            return runs
        case = node.get("text-case")
        runs = apply_case(runs, case) if case else runs
        if node.get("font-variant") == "small-caps":
            runs = richtext.mark(runs, "sc")
        if node.get("font-weight") == "bold":
            runs = richtext.mark(runs, "b")
        if node.get("font-style") == "italic":
            runs = richtext.mark(runs, "i")
        return richtext.wrap(runs, node.get("prefix", ""), node.get("suffix", ""))

    def _given(self, given: str, full: bool) -> str:
        if self.initialize_with is None or not given:
            return given
        return abbreviate_given_name(
            given, self.initialize_with, everything=self.initialize and not full, hyphen=self.hyphen
        )


def abbreviate_given_name(given: str, mark: str, everything: bool, hyphen: bool = True) -> str:
    """Return a given name with its words as initials.

    Args:
        given: such as `Jean-Luc B`.
        mark: what follows an initial, such as `. `.
        everything: shorten whole words too; else only tidy initials that are there.
        hyphen: keep the hyphen of a double name.
    """
    words: list[str] = []
    for word in re.split(r"[\s\u00a0]+", re.sub(r"\.(?=[^\s.-])", ". ", given.strip())):
        if not word:
            continue
        bare = word.rstrip(".")
        is_initial = (len(bare) == 1 and bare.isupper()) or (word.endswith(".") and len(bare) == 1)
        if "-" in bare and (everything or re.fullmatch(r"\w(?:\.?-\w)+", bare)):
            halves = [half.strip(".") for half in bare.split("-") if half.strip(".")]
            if all(half[0].isupper() for half in halves[:1]):
                joint = mark.strip() + ("-" if hyphen else "")
                words.append(joint.join(_initial(half) for half in halves) + mark)
                continue
        if is_initial or (everything and bare[:1].isupper()):
            words.append(_initial(bare) + mark)
        elif everything and not bare[:1].isalpha():
            words.append(word + " ")
        else:
            if words and not words[-1].endswith(" "):
                words.append(" ")
            words.append(word + " ")
    return "".join(words).strip()


def _initial(word: str) -> str:
    return word[:1].upper() if word[:1].islower() else word[:1]


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdigit() else default
