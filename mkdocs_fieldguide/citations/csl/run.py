"""Formatted text is a list of `Run`s."""

from __future__ import annotations

from dataclasses import dataclass

NO_MARKS: frozenset[str] = frozenset()
TERM = "term"
"""Mark of terms in a cite; one that begins a sentence gets a capital."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with uniform formatting.

    Attributes:
        text: the text; not empty in a finished list.
        marks: formatting by the style: i, b, sc, u, sup, sub, or protection from outer elements: roman,
            regular, large, plain, baseline; formatting in the data: +i, +b, +sc, sup, sub, nocase, nodecor;
            `TERM`; and the part or block that the run belongs to.
        link: http(s) URL that the text links to.
    """

    text: str
    marks: frozenset[str] = NO_MARKS
    link: str = ""

    def with_text(self, text: str) -> Run:
        """Return a run with another text; much faster than `dataclasses.replace`."""
        return Run(text, self.marks, self.link)


RichText = list[Run]
