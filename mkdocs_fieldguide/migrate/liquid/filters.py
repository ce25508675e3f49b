"""The filters that Jekyll and the plugins of the ELIXIR Toolkit Theme add to Liquid.

https://jekyllrb.com/docs/liquid/filters/
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, quote_plus

import markdown
from liquid import Environment
from liquid.exceptions import ResourceLimitError
from liquid.filter import with_context
from liquid.undefined import Undefined

from mkdocs_fieldguide.content.inline_markdown import to_html
from mkdocs_fieldguide.migrate.liquid.limits import BoundedContext, count_characters

_MAX_MARKDOWN = 20_000
_MAX_BRACKETS = 300
"""Python-Markdown takes quadratic time for many open brackets."""

_BLOCK = re.compile(r"\n\s*\n|^\s*(?:[-*+>#|]|\d+[.)]|```)|\n\s*(?:[-*+]|\d+[.)])\s", re.MULTILINE)
_SLUG = {
    "raw": re.compile(r"\s+"),
    "default": re.compile(r"[^\w]+"),
    "pretty": re.compile(r"[^\w._~!$&'()+,;=@]+"),
    "none": re.compile(r"(?!)"),
}


def add_filters(environment: Environment, site_url: str) -> None:
    """Add Jekyll's filters to an environment.

    Args:
        environment: the environment.
        site_url: URL of the site, with a slash at its end; may be empty.
    """

    def absolute_url(value: object) -> str:
        path = relative_url(value)
        return path if "://" in path else f"{site_url.rstrip('/')}{path}"

    named: dict[str, Callable[..., Any]] = {
        "absolute_url": absolute_url,
        "add_related_pages": _identity,
        "array_to_sentence_string": _sentence,
        "cgi_escape": lambda value: quote_plus(_text(value)),
        "date_to_long_string": lambda value, *_: _date(value, "%d %B %Y"),
        "date_to_rfc822": lambda value: _date(value, "%a, %d %b %Y %H:%M:%S +0000"),
        "date_to_string": lambda value, *_: _date(value, "%d %b %Y"),
        "date_to_xmlschema": lambda value: _date(value, "%Y-%m-%dT%H:%M:%S+00:00"),
        "find_exp": _find_exp,
        "group_by": _group_by,
        "group_by_exp": _group_by_exp,
        "inspect": lambda value: html.escape(str(value)),
        "jsonify": _jsonify,
        "markdownify": markdownify,
        "normalize_whitespace": lambda value: re.sub(r"\s+", " ", _text(value)).strip(),
        "number_of_words": lambda value, *_: len(_text(value).split()),
        "pop": lambda value, count=1: _list(value)[: -int(count)],
        "push": lambda value, item: [*_list(value), item],
        "relative_url": relative_url,
        "sample": lambda value, *_: next(iter(_list(value)), None),
        "shift": lambda value, count=1: _list(value)[int(count) :],
        "slugify": _slugify,
        "smartify": _text,
        "sort": _sort,
        "strip_index": lambda value: re.sub(r"/index\.html?$", "/", _text(value)),
        "to_integer": _integer,
        "unshift": lambda value, item: [item, *_list(value)],
        "uri_escape": lambda value: quote(_text(value), safe="/:?#[]@!$&'()*+,;=%"),
        "where": _where,
        "where_exp": _where_exp,
        "xml_escape": lambda value: html.escape(_text(value)),
    }
    for name, function in named.items():
        environment.add_filter(name, function)


def relative_url(value: object) -> str:
    """Return a path from the root of the site, without `baseurl`, as the plugin resolves links."""
    text = _text(value)
    if value is None or isinstance(value, Undefined):
        return ""
    return text if re.match(r"[a-zA-Z][\w+.-]*:|//|#", text) else f"/{text.lstrip('/')}"


def _identity(value: Any, *_: Any) -> Any:
    return value


def _text(value: object) -> str:
    if value is None or isinstance(value, Undefined):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _list(value: object) -> list[Any]:
    if isinstance(value, (list, tuple, range)):
        return list(value)
    if isinstance(value, Mapping):
        return list(value.values())
    return [] if value is None or isinstance(value, Undefined) else [value]


def _field(item: object, key: str) -> Any:
    """Return a value by a path such as `related_pages.your_tasks`; None if there is none."""
    for part in key.split("."):
        if not isinstance(item, Mapping):
            return None
        item = item.get(part)
    return item


def _where(value: object, key: object, wanted: object = None) -> list[Any]:
    """Return the items with a value; lists match if one of their items does, as in Jekyll."""
    found = []
    for item in _list(value):
        it = _field(item, _text(key))
        values = it if isinstance(it, list) else [it]
        if wanted is None or isinstance(wanted, Undefined):
            matches = it is None
        else:
            matches = any(one is not None and _text(one) == _text(wanted) for one in values)
        if matches:
            found.append(item)
    return found


def _sort(value: object, key: object = None, nils: object = "first") -> list[Any]:
    def rank(item: object) -> tuple[int, int, float, str]:
        it = item if key is None else _field(item, _text(key))
        if it is None:
            return (-1 if nils == "first" else 9, 0, 0.0, "")
        if isinstance(it, (int, float)):
            return (0, 0, float(it), "")
        return (0, 1, 0.0, _text(it))

    return sorted(_list(value), key=rank)


def _group_by(value: object, key: object) -> list[dict[str, Any]]:
    return _groups((_field(item, _text(key)), item) for item in _list(value))


def _groups(pairs: Iterable[tuple[Any, Any]]) -> list[dict[str, Any]]:
    groups: dict[str, list[Any]] = {}
    for name, item in pairs:
        groups.setdefault(_text(name), []).append(item)
    return [{"name": name, "items": items, "size": len(items)} for name, items in groups.items()]


def _conditions(value: object, name: object, condition: object, context: BoundedContext) -> Iterable[Any]:
    """Yield each item with the result of a condition, which is a Liquid expression in a string."""
    template = context.env.from_string(f"{{% if {_text(condition)} %}}1{{% endif %}}")
    for item in _list(value):
        context.check_time()
        buffer = context.get_buffer()
        with context.extend({_text(name): item}):
            template.render_with_context(context, buffer, partial=True)
        yield item, bool(buffer.getvalue())


@with_context
def _where_exp(value: object, name: object, condition: object, *, context: BoundedContext) -> list[Any]:
    return [item for item, matches in _conditions(value, name, condition, context) if matches]


@with_context
def _find_exp(value: object, name: object, condition: object, *, context: BoundedContext) -> Any:
    return next((item for item, matches in _conditions(value, name, condition, context) if matches), None)


@with_context
def _group_by_exp(value: object, name: object, expression: object, *, context: BoundedContext) -> list[Any]:
    template = context.env.from_string(f"{{{{ {_text(expression)} }}}}")

    def pairs() -> Iterable[tuple[str, Any]]:
        for item in _list(value):
            context.check_time()
            buffer = context.get_buffer()
            with context.extend({_text(name): item}):
                template.render_with_context(context, buffer, partial=True)
            yield buffer.getvalue(), item

    return _groups(pairs())


def _sentence(value: object, connector: object = "and") -> str:
    words = [_text(item) for item in _list(value)]
    if len(words) < 3:
        return f" {_text(connector)} ".join(words)
    return f"{', '.join(words[:-1])}, {_text(connector)} {words[-1]}"


def _date(value: object, pattern: str) -> str:
    found = value
    if isinstance(value, str):
        try:
            found = datetime.fromisoformat(value.strip())
        except ValueError:
            return value
    return found.strftime(pattern) if isinstance(found, date) else _text(value)


def _slugify(value: object, mode: object = "default") -> str:
    text = _text(value)
    slug = _SLUG.get(_text(mode), _SLUG["default"]).sub("-", text).strip("-" if mode != "raw" else "")
    return slug.lower()


def _integer(value: object) -> int:
    try:
        return int(float(_text(value) or 0))
    except (ValueError, OverflowError):
        return 0


def _jsonify(value: object) -> str:
    if count_characters(value) > 1_000_000:
        raise ResourceLimitError("it creates a text of more than a million characters", token=None)
    return json.dumps(None if isinstance(value, Undefined) else value, default=_text, ensure_ascii=False)


def markdownify(value: object) -> str:
    """Return Markdown as HTML: a paragraph, or blocks if the text has some."""
    text = _text(value).strip()
    if not text:
        return ""
    is_long = len(text) > _MAX_MARKDOWN or text.count("[") > _MAX_BRACKETS
    if is_long or (not _BLOCK.search(text) and "<" not in text):
        return f"<p>{to_html(text)}</p>\n"
    return markdown.markdown(text, extensions=["mkdocs_fieldguide.kramdown", "tables"]) + "\n"
