"""What a site's own versions of the theme's includes add to pages, and the plugin does not show.

The theme's layout has some includes below the text of a page. A site that replaces one of them may show front
matter there that the plugin does not know. The label of an own callout becomes its title.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from mkdocs_fieldguide.content.pages.link_kinds import BUILT_IN
from mkdocs_fieldguide.content.validation import list_known_keys
from mkdocs_fieldguide.markup.callouts import TYPES
from mkdocs_fieldguide.migrate.jekyll_site import JekyllSite
from mkdocs_fieldguide.migrate.liquid.engine import Engine, Rendered, TemplateError
from mkdocs_fieldguide.migrate.old_page import OldPage
from mkdocs_fieldguide.model.pages import PageInfo

THEME_LAYOUTS = ("", "default", "page", "none", "null", "compress")
"""Names of layouts around the text of a page, which the new theme has itself."""

_PARTS_BELOW = (
    "resource-table-page.html",
    "related-pages.html",
    "more-information-tiles.html",
    "page-metadata-tabs.html",
)
"""Includes below the text of a page in the theme's layout, in their order."""

CALLOUT = "callout.html"
_MARK = "\ue0f2text\ue0f3"
"""The content of a callout while its label is computed."""

_PAGE_KEY = re.compile(r"\bpage\.([A-Za-z_]\w*)")
_TAG = re.compile(r"\{[%{].*?[%}]\}", re.DOTALL)
_OF_JEKYLL = frozenset({"content", "date", "dir", "excerpt", "id", "layout", "name", "path", "slug", "url"})
_SHOWN = frozenset({*BUILT_IN.by_name, "contributors", "related_pages"})
_HTML_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_VERBATIM = re.compile(r"(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)\s*>)", re.DOTALL)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_LITERAL = re.compile(
    r"\{%-?\s*raw\s*-?%\}.*?(?:\{%-?\s*endraw\s*-?%\}|\Z)|^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
_CALLOUT_TAG = re.compile(
    rf"(\{{%-?\s*include\s+callout\.html)(?=\s)((?:{_STRING}|[^%\"']|%(?!\}}))*?)(\s*-?%\}})", re.DOTALL
)
_QUOTED = re.compile(rf"=\s*(?:{_STRING})", re.DOTALL)
_TYPE = re.compile(r"(?<![\w-])type\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
_MAX_LABEL = 60


def keys_not_shown(page: OldPage, template: str, *, with_empty: bool = False) -> Iterator[str]:
    """Yield the keys of a page's own front matter that a template reads and the plugin does not know.

    Args:
        page: a page.
        template: text of an include or layout.
        with_empty: whether to yield keys with empty values, which are true in Liquid.
    """
    known = {*_OF_JEKYLL, *list_known_keys(PageInfo), *BUILT_IN.by_name}
    for key in dict.fromkeys(key for tag in _TAG.findall(template) for key in _PAGE_KEY.findall(tag)):
        empty: tuple[object, ...] = (None,) if with_empty else (None, "", [])
        if key not in known and page.own.get(key) not in empty:
            yield key


def unindent_html(html: str) -> str:
    """Return HTML without indentation, which Markdown reads as code; scripts and the like keep theirs."""
    parts = re.split(_VERBATIM, html)
    return "".join(part if number % 2 else _INDENT.sub("", part) for number, part in enumerate(parts))


class OwnParts:
    """The own versions of the theme's includes.

    Args:
        site: the old site.
        engine: computes its templates.
    """

    def __init__(self, site: JekyllSite, engine: Engine) -> None:
        self._site = site
        self._engine = engine
        self._labels: dict[str, str] = {}

    def has_title(self, layout: str) -> bool:
        """Return whether a layout is the theme's one for pages, with title and parts, or within it."""
        seen: set[str] = set()
        while layout in self._site.layouts and layout not in THEME_LAYOUTS and layout not in seen:
            seen.add(layout)
            layout = self._site.layouts[layout][0]
        return layout == "page"

    def names(self, page: OldPage, layout: str) -> list[str]:
        """Return the own includes below the text that show front matter which the plugin does not know.

        Args:
            page: a page.
            layout: name of its layout.
        """
        if not self.has_title(layout):
            return []
        own, template = self._site.includes, self._site.layouts.get("page", ("", ""))[1]
        names = [name for name in _PARTS_BELOW if name in own and (not template or name in template)]
        return [name for name in names if any(keys_not_shown(page, own[name], with_empty=True))]

    def render(self, page: OldPage, name: str) -> Rendered:
        """Return what an own include shows on a page, without what the plugin shows itself.

        Args:
            page: the page.
            name: file name of the include.

        Raises:
            TemplateError: if it cannot be computed.
        """
        return self._engine.render(self._site.includes[name], {"page": _values_not_shown(page)})

    def title_callouts(self, text: str) -> str:
        """Return the text of a page, in which callouts without a title have the label of the own include."""
        return _title_callouts(text, self._label) if CALLOUT in self._site.includes else text

    def _label(self, kind: str) -> str:
        if kind not in self._labels:
            values = {"content": _MARK, **({"type": kind} if kind else {})}
            try:
                rendered = self._engine.render(self._site.includes[CALLOUT], {"include": values}).text
            except TemplateError:
                rendered = ""
            self._labels[kind] = _label_of(rendered)
        return self._labels[kind]


def _values_not_shown(page: OldPage) -> dict[str, object]:
    """Return the variable `page` without the front matter that the plugin shows below the text itself."""
    return {key: value for key, value in page.liquid_values().items() if key not in _SHOWN}


def _label_of(rendered: str) -> str:
    """Return the label that an own callout shows before or after its content.

    Args:
        rendered: the callout, computed with `_MARK` as content; empty if there is no label.
    """
    if _MARK not in rendered:
        return ""
    text = html.unescape(_HTML_TAG.sub(" ", rendered).replace(_MARK, " "))
    label = " ".join(text.split())
    return label if len(label) <= _MAX_LABEL and not re.search(r"[\"{}\\\ue0f2\ue0f3]", label) else ""


def _title_callouts(text: str, label: Callable[[str], str]) -> str:
    """Return the text of a page, in which callouts without a title have the label of the own include.

    Args:
        text: the text of a page.
        label: returns the label for a type, which is empty if none is given.
    """

    def with_title(match: re.Match[str]) -> str:
        start, arguments, end = match.groups()
        given = _TYPE.search(arguments)
        kind = (given[1] or given[2] or "") if given else ""
        is_variable = given is not None and given[3] is not None
        if re.search(r"(?<![\w-])title\s*=", _QUOTED.sub("=", arguments)) or is_variable:
            return match[0]
        title = label(kind)
        if not title:
            return match[0]
        if given and kind.casefold() not in TYPES:
            arguments = f'{arguments[: given.start()]}type="note"{arguments[given.end() :]}'
        return f'{start}{arguments} title="{title}"{end}'

    parts, position = [], 0
    for literal in _LITERAL.finditer(text):
        parts += [_CALLOUT_TAG.sub(with_title, text[position : literal.start()]), literal[0]]
        position = literal.end()
    return "".join([*parts, _CALLOUT_TAG.sub(with_title, text[position:])])
