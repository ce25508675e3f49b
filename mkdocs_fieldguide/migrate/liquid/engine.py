"""Rendering of Jekyll's templates: what can be computed becomes text, and directives stay directives."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from liquid import Environment, Mode
from liquid.exceptions import LiquidError, ResourceLimitError
from liquid.template import BoundTemplate

from mkdocs_fieldguide.migrate.liquid import limits
from mkdocs_fieldguide.migrate.liquid.filters import add_filters
from mkdocs_fieldguide.migrate.liquid.includes import Includes
from mkdocs_fieldguide.migrate.liquid.limits import BoundedTemplate
from mkdocs_fieldguide.migrate.liquid.tags import add_tags

_RAW_START = re.compile(r"\{%-?\s*raw\s*-?%\}")
_RAW_END = re.compile(r"\{%-?\s*endraw\s*-?%\}")
_MARK = "\ue000{}\ue001"
_MARKED = re.compile("\ue000(\\d+)\ue001")
_CONDITION = re.compile(r"\{%-?\s*(?:if|elsif|unless)\b[^%]*%\}")
_NO_FILTER = re.compile(r"\|\s*(?=-?[}%]\})")
_LOOP = re.compile(r"(\{%-?\s*(?:for|tablerow)\s[^%|]*)(\|[^%]*?)(\s*-?%\})")
_LOOP_ARGUMENT = re.compile(r"\b(?:limit|offset|cols)\s*:\s*[^\s,|]+")
_FILTER = re.compile(
    r"(\"[^\"]*\"|'[^']*')|\|(?:(?!-?%\}|\s(?:and|or)\s)(?:\"[^\"]*\"|'[^']*'|.))*", re.DOTALL
)
_DOC = re.compile(r"\{%-?\s*doc\b")


class TemplateError(Exception):
    """A template cannot be computed; the message says why, as the end of a sentence.

    Attributes:
        line: line of the template; 0 if it is not known or is one of an include.
    """

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Rendered:
    """A computed text.

    Attributes:
        text: the text, with directives.
        includes: names of the site's own includes in it.
        replaced: names of own includes in whose place the plugin's directive stands.
        problems: what could not be computed and was written unchanged.
    """

    text: str
    includes: Collection[str]
    replaced: Collection[str]
    problems: Collection[str]


class _Environment(Environment):
    """An environment within the limits; it notes the tags and includes that it does not know."""

    template_class = BoundedTemplate
    output_stream_limit = limits.MAX_CHARACTERS
    local_namespace_limit = limits.MAX_VARIABLE_BYTES
    suppress_blank_control_flow_blocks = False

    def __init__(self) -> None:
        self.problems: dict[str, None] = {}
        super().__init__(tolerance=Mode.STRICT, strict_filters=False)

    def from_string(self, source: str, *args: Any, **kwargs: Any) -> BoundTemplate:
        """Return a template; filters in conditions and loops, which Jekyll ignores, are left out."""
        return super().from_string(_without_ignored_filters(source), *args, **kwargs)

    def error(self, exc: Any, msg: str | None = None, token: Any = None) -> None:
        """Note an unknown tag or include, and raise any other error."""
        if isinstance(exc, LiquidError) and str(exc.args[0] if exc.args else "").startswith("There is no"):
            self.problems[str(exc.args[0])] = None
            return
        super().error(exc, msg, token)


class Engine:
    """Computes templates with the data of one site.

    Args:
        values: the variables that all pages have: `site`, `jekyll`.
        own_includes: texts of the site's own includes, by path below `_includes`.
        tags: names of the plugin's tags.
        directive_includes: file names of the includes that the plugin has.
        site_url: URL of the site, with a slash at its end; may be empty.
        paths: new paths of pages below the docs folder, by path in the old site.
    """

    def __init__(
        self,
        values: Mapping[str, Any],
        own_includes: Mapping[str, str],
        tags: Collection[str],
        directive_includes: Collection[str],
        site_url: str,
        paths: Mapping[str, str] | None = None,
    ) -> None:
        self._values = values
        self._own_includes = own_includes
        self._tags = tags
        self._directive_includes = directive_includes
        self._site_url = site_url
        self._paths = paths or {}

    def render(
        self,
        text: str,
        values: Mapping[str, Any],
        read_relative: Callable[[str], str | None] = lambda _: None,
    ) -> Rendered:
        """Return a computed text.

        Args:
            text: the template.
            values: the variables of the page, before those of all pages.
            read_relative: returns the text of a file next to the page; None if there is none.

        Raises:
            TemplateError: if the template cannot be computed, or not within the limits.
        """
        if len(text) > limits.MAX_CHARACTERS:
            raise TemplateError(f"it is longer than {limits.MAX_CHARACTERS:,} characters")
        literals: list[str] = []
        template = _without_ignored_filters(_hide_raw(text, literals))
        if template.rfind("{%") > template.rfind("%}") or template.rfind("{{") > template.rfind("}}"):
            raise TemplateError("a tag is not closed")
        if _DOC.search(template) or "\ue000" in text:
            raise TemplateError("it contains a tag that Jekyll does not have")
        includes = Includes(self._own_includes, self._directive_includes, read_relative)
        environment = _Environment()
        add_filters(environment, self._site_url)
        add_tags(environment, self._tags, includes, self._paths)
        try:
            result = environment.from_string(template).render(**{**self._values, **values})
        except ResourceLimitError as error:
            raise TemplateError(str(error.args[0]) if error.args else "it is too large") from None
        except LiquidError as error:
            reason = str(error.args[0]) if error.args else "it is not valid"
            raise TemplateError(reason, _line_of(error, template, literals)) from None
        except (RecursionError, ValueError, TypeError, ArithmeticError, AttributeError) as error:
            raise TemplateError(f"{type(error).__name__}: {error}"[:200]) from None
        result = _MARKED.sub(lambda match: literals[int(match[1])], result)
        return Rendered(result, includes.used, includes.replaced, environment.problems)


def _without_ignored_filters(text: str) -> str:
    """Return a template without filters that Jekyll ignores: in conditions and loops, and without a name."""
    text = _NO_FILTER.sub("", text)
    text = _LOOP.sub(lambda tag: " ".join([tag[1].rstrip(), *_LOOP_ARGUMENT.findall(tag[2])]) + tag[3], text)
    return _CONDITION.sub(lambda tag: _FILTER.sub(lambda it: it[1] or "", tag[0]), text)


def _line_of(error: LiquidError, template: str, literals: list[str]) -> int:
    """Return the line of an error in a template without its raw regions; 0 if it is in an include."""
    token = error.token
    if token is None or token.source != template:
        return 0
    before = template[: max(token.start_index, 0)]
    hidden = sum(literals[int(mark[1])].count("\n") for mark in _MARKED.finditer(before))
    return before.count("\n") + hidden + 1


def _hide_raw(text: str, literals: list[str]) -> str:
    """Return a text with a mark in place of each raw region, which stays as it is."""
    out: list[str] = []
    position = 0
    while (start := _RAW_START.search(text, position)) and (end := _RAW_END.search(text, start.end())):
        out += [text[position : start.start()], _MARK.format(len(literals))]
        literals.append(text[start.start() : end.end()])
        position = end.end()
    return "".join([*out, text[position:]])
