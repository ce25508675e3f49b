"""Records: small classes of named values that stay as they are.

They are dataclasses, but cheap ones. `@dataclass(frozen=True, slots=True)` writes and compiles six methods
for each class, and each object it makes goes around its own lock, value by value. A build or a check loads a
hundred such classes and makes tens of thousands of objects; as records they take a third of the time. All
records share their methods but `__init__`, and it is the type checker, not the object, that forbids to set a
value.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

_Class = TypeVar("_Class", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(described: _Class) -> _Class:
    """Make a class with slots of annotated fields, as `dataclasses.dataclass` reads them.

    Objects are equal if they are of the same class and have equal values in all fields but those of
    `field(compare=False)`, and are hashed by these values. `replace`, `fields` and `field` of `dataclasses`
    work with them.
    """
    made: Any = dataclass(eq=False, repr=False, slots=True)(described)
    names = [each.name for each in fields(made) if each.compare]
    values = attrgetter(*names) if names else _no_values

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    made.__eq__ = equal
    made.__hash__ = lambda self: hash(values(self))
    made.__repr__ = _shown
    return made  # type: ignore[no-any-return]


def _no_values(of: object) -> tuple[()]:
    return ()


def _shown(self: Any) -> str:
    values = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"
