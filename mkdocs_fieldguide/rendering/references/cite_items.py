"""What a call in the text cites."""

from __future__ import annotations

from collections.abc import Container, Sequence

from mkdocs_fieldguide.markup.directive import Call, Shorthand
from mkdocs_fieldguide.model.references import CiteItem


def known_keys(call: Call, references: Container[str]) -> list[str]:
    """Return the keys of a citation that are in the bibliography."""
    return [key for key in dict.fromkeys(call.words) if key in references]


def may_be_name(call: Call) -> bool:
    """Return whether a call is `@name` in the text, which may be the name of an account, for instance."""
    return bool(call.cites) and call.cites[0].author_in_text


def is_narrative(call: Call) -> bool:
    """Return whether the author of a citation is part of the sentence."""
    return may_be_name(call) or call.flag("author_in_text")


def is_list(call: Call) -> bool:
    """Return whether a call is a list of references."""
    return Shorthand.REFERENCES in call.directive.shorthands


def make_items(call: Call, keys: Sequence[str], prefixes: Container[str]) -> list[CiteItem]:
    """Return the items of a citation; as in jekyll-scholar, locators belong to its first keys.

    Args:
        call: the citation.
        keys: its known keys.
        prefixes: the prefixes of lists on the page. Citations refer to a list by its prefix, which is not a
            text before them then.
    """
    if call.cites:
        return [item for item in call.cites if item.key in keys]
    locators, labels, prefix = call.texts("locator"), call.texts("label"), call.text("prefix")
    # A locator belongs to the key at the same position, even if a key before is unknown.
    positions = {key: at for at, key in reversed(list(enumerate(call.words)))}
    return [
        CiteItem(
            key,
            locator=locators[at] if (at := positions[key]) < len(locators) else "",
            label=(labels[at] if at < len(labels) else "") or "page",
            prefix=prefix if number == 0 and prefix not in prefixes else "",
            suppress_author=call.flag("suppress_author"),
            author_in_text=call.flag("author_in_text"),
            suffix=call.text("suffix") if number == len(keys) - 1 else "",
        )
        for number, key in enumerate(keys)
    ]
