"""Records: small classes of named values that stay as they are.

They are dataclasses, but cheap ones. `@dataclass(frozen=True, slots=True)` writes and compiles six methods
for each class, and each object it makes goes around its own lock, value by value. A build or a check loads a
hundred such classes and makes tens of thousands of objects; as records they take a quarter of the time. All
records share their methods but `__init__`, which is compiled with the first object, as most builds make none
of most classes; and it is the type checker, not the object, that forbids to set a value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
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
    # For a class that says nothing of itself `dataclass` would take source text apart to show its parameters.
    described.__doc__ = described.__doc__ or described.__name__
    made: Any = dataclass(init=False, eq=False, repr=False, slots=True)(described)
    names = [each.name for each in fields(made) if each.compare]
    values = attrgetter(*names) if names else _no_values

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def first(self: object, *values: object, **named: object) -> None:
        made.__init__ = _init(made)
        made.__init__(self, *values, **named)

    made.__init__ = first
    made.__eq__ = equal
    made.__hash__ = lambda self: hash(values(self))
    made.__repr__ = _shown
    return made  # type: ignore[no-any-return]


def _init(made: Any) -> Callable[..., None]:
    """Compile the method that sets the fields of a new object, as `dataclasses` does."""
    parameters, steps = ["self"], []
    known: dict[str, Any] = {"MISSING": MISSING}
    for name, each in ((each.name, each) for each in fields(made) if each.init):
        if each.default_factory is not MISSING:
            known[f"make_{name}"] = each.default_factory
            parameters.append(f"{name}=MISSING")
            steps.append(f"self.{name} = make_{name}() if {name} is MISSING else {name}")
            continue
        if each.default is not MISSING:
            known[f"default_{name}"] = each.default
        parameters.append(name if each.default is MISSING else f"{name}=default_{name}")
        steps.append(f"self.{name} = {name}")
    if hasattr(made, "__post_init__"):
        steps.append("self.__post_init__()")
    body = "\n    ".join(steps or ["pass"])
    # The names are those of the class; no data comes near them.
    exec(f"def __init__({', '.join(parameters)}):\n    {body}", known)  # noqa: S102
    method: Any = known["__init__"]
    method.__qualname__ = f"{made.__qualname__}.__init__"
    return method  # type: ignore[no-any-return]


def _no_values(of: object) -> tuple[()]:
    return ()


def _shown(self: Any) -> str:
    values = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"
