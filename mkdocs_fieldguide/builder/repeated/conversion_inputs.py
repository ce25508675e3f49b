"""What the conversion of a page depends on, apart from what its links lead to."""

from __future__ import annotations

import dataclasses
import functools
import logging
import re
from collections.abc import Mapping

from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.dry_run.fingerprint import digest_of_programs
from mkdocs_fieldguide.builder.planning import Planned, site_names
from mkdocs_fieldguide.files.json_cache import digest
from mkdocs_fieldguide.markup.pandoc_citations import CITATION_STARTS
from mkdocs_fieldguide.markup.placeholders import Placeholder

_READS_FILES = re.compile(r"-8<-|\{!")
"""Syntax that some extension replaces with the content of other files."""

_PURE_EXTENSIONS = re.compile(
    r"(?:markdown\.extensions\.)?"
    r"(?:abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes|legacy_attrs|legacy_em"
    r"|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks)"
    r"|pymdownx\.(?:arithmatex|betterem|caret|critic|details|emoji|escapeall|extra|highlight|inlinehilite|keys"
    r"|magiclink|mark|progressbar|saneheaders|smartsymbols|snippets|striphtml|superfences|tabbed|tasklist|tilde)"
    r"|mkdocs_fieldguide\.kramdown"
)
"""Markdown extensions whose output depends only on the text and their options."""

_OWN_MODULES = "mkdocs_fieldguide."
"""Start of the modules of extensions that are objects, not names."""

_KNOWN_FUNCTIONS = ("markdown.", "material.extensions.", "mkdocs_fieldguide.", "pymdownx.")
"""Modules of functions that may occur in the options of extensions."""

_FILE_OPTIONS = frozenset({"auto_append", "custom_icons", "url_download"})
"""Options that make extensions read other files for any page."""


class ConversionInputs:
    """Describes the inputs of conversions in one build.

    Args:
        planned: the site.

    Attributes:
        settings: digest of the settings that conversion depends on; empty if pages must not be cached.
    """

    def __init__(self, planned: Planned) -> None:
        self._planned = planned
        self.settings = _digest_of_settings(planned.loaded.config)

    def key(self, page: Page, base: int) -> str:
        """Return a digest of the inputs of a page's conversion; empty if some of them are unknown.

        Args:
            page: the page, its tags replaced by tokens.
            base: the number of its first placeholder.
        """
        text, table = page.markdown or "", self._planned.placeholders
        if not self.settings or _READS_FILES.search(text):
            return ""
        return digest(
            self.settings,
            (page.file.src_uri, page.file.dest_uri, page.file.inclusion.name),
            table.relative(text, base),
            [_describe(mark) for mark in table.since(base)],
            # Text in which conversion itself finds tags.
            self._names if any(start in text for start in ("{%", *CITATION_STARTS)) else "",
        )

    @functools.cached_property
    def _names(self) -> str:
        names = dataclasses.asdict(dataclasses.replace(site_names(self._planned.loaded), address_of=None))  # type: ignore[arg-type]
        return digest(
            {name: sorted(value) if isinstance(value, frozenset) else value for name, value in names.items()}
        )


def _digest_of_settings(config: MkDocsConfig) -> str:
    """Return a digest of the settings that conversion depends on; empty if pages must not be cached."""
    names: list[str] = []
    for extension in config.markdown_extensions:
        if isinstance(extension, str) and _PURE_EXTENSIONS.fullmatch(extension):
            names.append(extension)
        elif isinstance(extension, Extension) and type(extension).__module__.startswith(_OWN_MODULES):
            names.append(type(extension).__qualname__)
        else:
            return ""
    try:
        options = _plain(config.mdx_configs)
    except ValueError:
        return ""
    return digest(
        digest_of_programs(),
        names,
        options,
        config.use_directory_urls,
        [str(level) for level in config.validation.links.values()],
        # Decides what MkDocs records and logs.
        logging.getLogger("mkdocs").getEffectiveLevel(),
    )


def _plain(value: object) -> object:
    """Return options of extensions as JSON-like values.

    Raises:
        ValueError: if the output of an extension depends on something else than its options and the text.
    """
    if isinstance(value, Mapping):
        if any(value.get(option) for option in _FILE_OPTIONS):
            raise ValueError("reads files")
        return [[str(key), _plain(item)] for key, item in value.items()]
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, functools.partial):
        return [_plain(value.func), _plain(value.args), _plain(value.keywords)]
    module, name = getattr(value, "__module__", ""), getattr(value, "__qualname__", "<unknown>")
    # A function inside another one may use other values than its namesake of an earlier build.
    if str(module).startswith(_KNOWN_FUNCTIONS) and "<" not in name:
        return f"{module}.{name}"
    raise ValueError("is no plain value")


def _describe(mark: Placeholder) -> list[object]:
    """Return what conversion can see of a placeholder."""
    call = mark.call
    arguments = [call.directive.name, call.words, call.values, repr(call.cites)] if call else []
    return [mark.kind, mark.source, mark.plain, mark.path, arguments, repr(mark.problems)]
