"""Pages that the build generates: one class for each kind, and the plan of which pages there are.

To add a kind, write a subclass of `GeneratedPage` in a module of this package. It is found there; nothing
else in the code names a kind.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Mapping

from mkdocs_fieldguide.builder.generated_pages.base import GeneratedPage
from mkdocs_fieldguide.builder.generated_pages.plan import Listings, PagePlan
from mkdocs_fieldguide.config import ListingsConfig
from mkdocs_fieldguide.content.settings.page_types import PageType
from mkdocs_fieldguide.registry.registry import Registry

__all__ = ["GeneratedPage", "Listings", "find_kinds", "plan_listings"]


@functools.cache
def find_kinds() -> tuple[type[GeneratedPage], ...]:
    """Return the kinds of generated pages in the modules of this package, in the order of planning."""
    kinds = [
        kind
        for module in pkgutil.iter_modules(__path__)
        for kind in vars(importlib.import_module(f"{__name__}.{module.name}")).values()
        if isinstance(kind, type) and issubclass(kind, GeneratedPage) and not inspect.isabstract(kind)
    ]
    return tuple(sorted(dict.fromkeys(kinds), key=lambda kind: kind.order))


def plan_listings(
    options: ListingsConfig,
    bodies: Mapping[str, str],
    registry: Registry,
    types: Iterable[PageType] = (),
) -> Listings:
    """Decide which pages to generate.

    Args:
        options: paths and folders of generated pages.
        bodies: text of the pages that authors wrote, by source path.
        registry: the whole guide.
        types: the types of its pages.
    """
    plan = PagePlan(options, bodies, registry, types)
    for kind in find_kinds():
        kind.plan(plan)
    return plan.finish()
