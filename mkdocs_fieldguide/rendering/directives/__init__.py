"""The directives: one module for each, with its name, its arguments, its checks and its rendering.

To add a directive, add a module here that assigns a `PageDirective` to `DIRECTIVE`; nothing else lists the
directives.
"""

from __future__ import annotations

import importlib
import pkgutil

from mkdocs_fieldguide.markup.directive_set import DirectiveSet
from mkdocs_fieldguide.rendering.directives.base import PageDirective

_BASE = "base"


def _find_directives() -> DirectiveSet[PageDirective]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name != _BASE)
    return DirectiveSet(importlib.import_module(f"{__name__}.{name}").DIRECTIVE for name in names)


DIRECTIVES = _find_directives()
