"""All directives of a build, by each of their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from mkdocs_fieldguide.markup.directive import Directive, Shorthand

DirectiveT_co = TypeVar("DirectiveT_co", bound=Directive, covariant=True)


class DirectiveSet(Mapping[str, DirectiveT_co]):
    """The directives by name.

    Args:
        directives: the directives, in the order in which names are suggested for misspelt ones.

    Attributes:
        by_include: the directives by the name of the include.
        by_shorthand: the directives by shorthand.

    Raises:
        ValueError: if two directives have the same name.
    """

    def __init__(self, directives: Iterable[DirectiveT_co] = ()) -> None:
        self._by_name: dict[str, DirectiveT_co] = {}
        by_include: dict[str, DirectiveT_co] = {}
        by_shorthand: dict[Shorthand, DirectiveT_co] = {}
        for directive in directives:
            _add(self._by_name, directive.name, directive)
            for include in directive.includes:
                _add(by_include, include, directive)
            for shorthand in directive.shorthands:
                _add(by_shorthand, shorthand, directive)
        self.by_include: Mapping[str, DirectiveT_co] = MappingProxyType(by_include)
        self.by_shorthand: Mapping[Shorthand, DirectiveT_co] = MappingProxyType(by_shorthand)

    def __getitem__(self, name: str) -> DirectiveT_co:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)


KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


def _add(known: dict[KeyT, ValueT], key: KeyT, value: ValueT) -> None:
    if key in known:
        raise ValueError(f"Two directives are called “{key}”.")
    known[key] = value
