"""Unexpected values, and the fields in which they can be written.

`VALUES` are YAML flow nodes: each can be written after `key: ` or `- `. The fields are read from the models
and the lists of known keys, so that new fields are tested automatically.
"""

# More than 300 lines: most of them are the list of values.

from __future__ import annotations

import importlib
import json
import pkgutil
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c

import mkdocs_fieldguide
from mkdocs_fieldguide.citations.bibtex import convert
from mkdocs_fieldguide.citations.csl import item as csl_item
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.content import citation_cff as citation_file
from mkdocs_fieldguide.content import footer as site_footer
from mkdocs_fieldguide.content.pages.known_keys import PAGE_KEYS
from mkdocs_fieldguide.content.pages.link_kinds import BUILT_IN
from mkdocs_fieldguide.content.tools import REGISTRY_KEYS
from mkdocs_fieldguide.content.validation import list_known_keys
from mkdocs_fieldguide.model.entries import Entry
from mkdocs_fieldguide.model.pages import SourceFile
from mkdocs_fieldguide.model.roles import KNOWN_ROLES

_LONG = 3_000

VALUES: Mapping[str, str] = {
    # Wrong types
    "null": "null",
    "tilde": "~",
    "nothing": "",
    "true": "true",
    "no": "no",
    "zero": "0",
    "negative": "-1",
    "float": "1.5",
    "nan": ".nan",
    "infinity": ".inf",
    "overflow": "1e999",
    "huge integer": "9" * 5_000,
    "huge hexadecimal": "0x" + "f" * 5_000,
    "octal": "0o17",
    "sexagesimal": "190:20:30",
    "date": "2024-02-29",
    "timestamp": "2024-02-29T23:59:59.999999999+14:00",
    "year zero": "0000-00-00",
    "far date": "9999-12-31",
    "early date": "0001-01-01",
    "list": "[a, b]",
    "list of nothing": "[null, '', ~, []]",
    "empty list": "[]",
    "list of lists": "[[a, [b]], [c]]",
    "list of mappings": "[{name: a}, {id: b}, {url: 'http://[x'}]",
    "mapping": "{a: b}",
    "empty mapping": "{}",
    "nested mapping": "{a: {b: {c: [d, {e: f}]}}}",
    "mapping with a list": "{guide: [a, {b: c}], 1: 2}",
    "keys that are no text": "{1: a, 1.5: b, true: c, null: d, 2024-02-29: e}",
    "binary": "!!binary R0lGODlhDAAMAIQAAP//",
    "set": "!!set {a, b}",
    "ordered mapping": "!!omap [a: 1, b: 2]",
    "pairs": "!!pairs [a: 1, a: 2]",
    "float by tag": "!!float 1",
    "text by tag": "!!str 1",
    "null by tag": "!!null x",
    "shared value": "[&shared {a: b}, *shared, *shared]",
    "merge": "{<<: {a: b}, c: d}",
    # Text
    "empty text": "''",
    "blanks": "'   '",
    "line feed": '"a\\nb\\n"',
    "tab": '"\\t"',
    "long word": "x" * _LONG,
    "long text": "a b " * _LONG,
    "many slashes": "a/" * 600,
    "many dots": "." * 600,
    "many brackets": "'" + "[" * 600 + "'",
    "many links": "'" + "[a](" * 300 + "'",
    "no letters": "'!?'",
    "quotes": "'\"'",
    "apostrophe": '"\'"',
    "backslash": "'\\'",
    "percent": "'%'",
    "bad escape": "'%zz%'",
    "escaped NUL": "'%00'",
    "format": "'%s {0} {x!r} ${x}'",
    "brackets": "'[x](y) ![z](w)'",
    "colon": "':'",
    "hash": "'#'",
    "question mark": "'?'",
    "emoji": "👩‍🔬🏳️‍🌈",
    "decomposed": "é".replace("é", "e\u0301") + "a\u0308" * 40,
    "right to left": "שלום עולם",
    "superscript digits": "'²³'",
    "Arabic digits": "'١٢٣'",
    "ligature": "'ﬁ'",
    "dotted I": "'İstanbul ß ŉ'",
    # Disallowed and deceptive characters
    "NUL": '"a\\0b"',
    "bell": '"\\a"',
    "escape sequence": '"\\e[31mred\\e[0m"',
    "next line": '"a\\x85b"',
    "control 1": '"a\\x9bb"',
    "delete": '"a\\x7fb"',
    "override": '"a\\u202Eb"',
    "isolate": '"a\\u2066b"',
    "byte order mark": '"a\\uFEFFb"',
    "separator": '"a\\u2028b\\u2029c"',
    "noncharacter": '"a\\uFFFFb\\uFDD0c"',
    "far noncharacter": '"a\\U0001FFFEb"',
    "private use": '"a\\uE000b"',
    "Markdown's own marks": '"\\x02wzxhzdk:0\\x03 \\x02amp\\x03"',
    # URLs and paths
    "bad IPv6": "'http://[x'",
    "bad IPv6 with brackets": "'http://[::x]/'",
    "bad port": "'http://e.org:99999999/'",
    "port that is no number": "'https://e.org:x/y'",
    "only slashes": "'//'",
    "no host": "'https://'",
    "user and host": "'https://a:b@e.org@f.org/'",
    "odd host": "'https://℀.example/\u2100'",
    "long host": "'https://" + "a" * 300 + ".org/'",
    "script": "'javascript:alert(1)'",
    "script with a tab": '"java\\tscript:alert(1)"',
    "script by entity": "'[x](&#106;avascript:alert(1))'",
    "data address": "'data:text/html,<script>alert(1)</script>'",
    "up": "'../../..'",
    "up to a file": "'../../victim'",
    "up, escaped": "'%2e%2e/%2e%2e/victim'",
    "up, backwards": "'..\\..\\victim'",
    "dot": "'.'",
    "slash": "'/'",
    "absolute path": "'/etc/passwd'",
    "file address": "'file:///etc/passwd'",
    "drive": "'C:\\\\Windows'",
    "UNC": "'\\\\\\\\host\\\\share'",
    "device": "'CON'",
    "home page": "'index.html'",
    "error page": "'404.html'",
    "sitemap": "'sitemap.xml'",
    "search index": "'search/search_index.json'",
    "export": "'fieldguide/tools.json'",
    "asset": "'assets/x.html'",
    "long path": "'/" + "a" * 300 + "/'",
    "deep path": "'/" + "b/" * 500 + "'",
    "Markdown file": "'index.md'",
    # Markup and tags
    "element": "'<script>alert(1)</script>'",
    "attribute": "'\" onmouseover=\"alert(1)'",
    "less than": "'p < 0.05'",
    "ampersand": "'AT&T &lt; &amp;'",
    "comment": "'--> ]]> <!-- <![CDATA['",
    "template": "'{{ 7*7 }} {% raw %}'",
    "unclosed template": "'{{ {% {#'",
    "tag": "'{% tool \"healthy\" %}'",
    "citation tag": "'{% cite healthy %}'",
    "tag without end": "'{% tool'",
    "own mark": "'fgmark0000x <fg-mark data-n=\"0\">'",
    "LaTeX": "'\\\\textbf{x} $y$ \\\\'",
    "pattern": "'(a+)+$ [ *'",
}
"""Values by description."""

BREAKING: Mapping[str, str] = {
    "impossible date": "2024-99-99",
    "lone surrogate": '"a\\ud800b"',
    "Python object": "!!python/object/apply:os.getcwd []",
    "unknown tag": "!unknown x",
    "bad integer": "!!int x",
    "bad float": "!!float x",
    "bad timestamp": "!!timestamp x",
    "bad binary": "!!binary ä",
    "bad boolean": "!!bool x",
    "keys that cannot be hashed": "{[a, b]: c, {d: e}: f}",
    "value inside itself": "&self [*self]",
    "mapping inside itself": "&self {a: *self}",
    "unknown alias": "*unknown",
    "deep nesting": "[" * 80 + "]" * 80,
    "bad escape": '"\\q"',
    "open quote": "'a",
    "open bracket": "[a",
    "tab": "\ta: b",
    "percent sign": "%a",
    "at sign": "@a",
}
"""Values that YAML readers reject: the front matter or entry that contains them is lost, at least for
MkDocs."""

CSL_VALUES: Mapping[str, Any] = {
    "null": None,
    "true": True,
    "zero": 0,
    "negative": -1,
    "float": 1.5,
    "nan": float("nan"),
    "infinity": float("inf"),
    "huge integer": 10**4_000,
    "list": ["a", "b"],
    "empty list": [],
    "list of lists": [[1, 2], ["x"]],
    "mapping": {"a": "b"},
    "empty mapping": {},
    "names": [{"family": 1, "given": ["x"]}, {"literal": {}}, {"family": "\ud800"}, {}, "x", None, []],
    "long names": [{"family": "x" * _LONG, "given": "y " * _LONG}],
    "date": {"date-parts": [[2024, 99, 99], ["x"], None, [10**30], []], "season": "99", "circa": []},
    "date of text": {"raw": "2024-99-99", "literal": ["x"], "date-parts": "x"},
    "far date": {"date-parts": [[-99999999, 0, -1], [99999999999999999999, 13, 32]]},
    "nan date": {"date-parts": [[float("nan")], [float("inf")]]},
    "surrogate": "a\ud800b\udfff",
    "NUL": "a\0b",
    "escape sequence": "\x1b[31mred",
    "control 1": "a\x85\x9bb",
    "override": "a\u202eb\u2066c",
    "noncharacter": "a\uffffb\ufdd0",
    "element": "<script>alert(1)</script>",
    "broken markup": "<i><b></i><sup>" + "<i>" * 400,
    "bad IPv6": "http://[x",
    "script": "javascript:alert(1)",
    "up": "../../victim",
    "slash": "/",
    "blanks": "   ",
    "empty": "",
    "long": "x " * _LONG,
    "huge number": "9" * 5_000,
    "range": "9" * 5_000 + "-" + "9" * 5_000,
    "superscript digits": "²–³",
    "Arabic digits": "١٢٣",
    "Roman": "MMMMMMMMCMXCIX" * 50,
    "token": "fgmark0000x",
    "template": "{{ 7*7 }} {% tool 'x' %}",
    "quotes": "“‘\"'" * 200,
    "dots": ".,;:!?" * 300,
    "right to left": "שלום \u0301\u0308",
}
"""CSL-JSON values by description."""

BIBTEX_VALUES: Mapping[str, str] = {
    "empty": "{}",
    "number": "2024",
    "huge number": "{" + "9" * 5_000 + "}",
    "range": "{" + "9" * 5_000 + "--1}",
    "superscript digits": "{²³--¹}",
    "Arabic digits": "{١٢٣}",
    "date": "{2024-99-99}",
    "interval": "{../2024-13/..}",
    "uncertain date": "{-0044~/9999?}",
    "long": "{" + "x " * _LONG + "}",
    "braces": "{" + "{" * 200 + "x" + "}" * 200 + "}",
    "dollars": "{" + "$" * 101 + "}",
    "commands": "{\\textbf{\\emph{x}} \\unknown{y} \\'e \\u{} \\^ \\char`\\x}",
    "lone backslash": "{x\\}",
    "macro": "undefined # jan # {x}",
    "percent": "{50% \\% x}",
    "names": "{and and Smith, and , and von, Jr, X, Y and {} and others and others}",
    "many commas": "{" + "a," * 200 + "}",
    "many names": "{" + " and ".join(["A B"] * 300) + "}",
    "bad IPv6": "{http://[x}",
    "script": "{javascript:alert(1)}",
    "element": "{<script>alert(1)</script>}",
    "control characters": "{a\x01\x08\x0b\x1b[31m\x7fb}",
    "control 1": "{a\x85\x9bb}",
    "override": "{a\u202eb\u2066c}",
    "noncharacter": "{a\uffff\ufdd0b}",
    "up": "{../../victim}",
    "token": "{fgmark0000x}",
    "template": "{{{ 7*7 }}}",
    "quotes": "{``x'' \"y\"}",
    "Markdown": "{[x](javascript:alert(1)) *a*}",
    "right to left": "{שלום \u0301\u0308}",
    "own key": "{healthy}",
}
"""Values of BibTeX fields by description."""

THEME_KEYS = (
    "hide",
    "tags",
    "icon",
    "status",
    "subtitle",
    "search",
    "template",
    "social",
    "sitemap",
    "title",
)
"""Front matter that MkDocs and Material read themselves."""

MOVING = ("permalink", "redirect_from", "redirect_to", "layout", "template", "page_id")
"""Front matter that determines whether and where a page exists; each key is tested on separate pages."""


def models() -> list[type[Entry]]:
    """Return all kinds of entries in the package."""
    for module in pkgutil.walk_packages(mkdocs_fieldguide.__path__, "mkdocs_fieldguide."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: list[type[Entry]] = []
    for model in Entry.__subclasses__():
        found += [model, *model.__subclasses__()]
    return sorted(
        (model for model in set(found) if model.__module__.startswith("mkdocs_fieldguide.")),
        key=lambda model: model.__name__,
    )


def fields_of(model: type[Entry]) -> list[str]:
    """Return the keys of entries of a kind."""
    return list(list_known_keys(model))


def page_keys() -> list[str]:
    """Return the keys of front matter."""
    return sorted({*PAGE_KEYS, *BUILT_IN.page_keys, *THEME_KEYS})


def source_file_keys() -> list[str]:
    """Return the keys below `github` in front matter."""
    return sorted(SourceFile.model_fields)


def contribution_roles() -> list[str]:
    """Return the keys below `contributions` in front matter."""
    return sorted(KNOWN_ROLES)


def registry_keys() -> list[str]:
    """Return the keys below `registry` of a tool."""
    return list(REGISTRY_KEYS)


def citation_file_keys() -> dict[str, list[str]]:
    """Return the keys of CITATION.cff by their parents."""
    return {
        "file": list(citation_file._OF_FILE),
        "reference": list(citation_file._OF_REFERENCE),
        "name": list(citation_file._OF_NAME),
    }


def footer_keys() -> dict[str, list[str]]:
    """Return the keys of footer.yml by their parents."""
    return {
        "top": list(site_footer._TOP),
        "column": list(site_footer._COLUMN),
        "item": list(site_footer._ITEM),
    }


def bibtex_fields() -> list[str]:
    """Return the names of BibTeX fields with a meaning."""
    return sorted({*convert._PEOPLE, *convert._PLAIN, *_NAMED_IN_CODE})


_NAMED_IN_CODE = (
    "title", "subtitle", "booktitle", "booksubtitle", "journal", "journaltitle", "series", "year", "month",
    "day", "date", "urldate", "eventdate", "origdate", "pages", "number", "publisher", "address", "location",
    "institution", "school", "organization", "howpublished", "note", "abstract", "type", "eprint",
    "eprinttype", "archiveprefix", "crossref", "langid", "language", "shorttitle", "editortype", "doi", "url",
    "volume", "part", "ids", "xdata", "options", "useprefix",
)  # fmt: skip


def csl_variables() -> list[str]:
    """Return the names of CSL variables."""
    return sorted({*csl_item.DATES, *csl_item.NAMES, *convert._PLAIN.values(), *_CSL}.difference({""}))


_CSL = (
    "id", "type", "title", "title-short", "container-title", "container-title-short", "collection-title",
    "collection-number", "publisher", "publisher-place", "page", "volume", "issue", "number", "edition",
    "genre",
    "medium", "language", "abstract", "note", "annote", "keyword", "DOI", "URL", "ISBN", "ISSN", "PMID",
    "PMCID", "citation-key", "citation-label", "archive", "section", "status", "version", "event-title",
    "event-place", "part-number", "jurisdiction",
    "number-of-pages", "number-of-volumes", "first-page", "page-first", "custom",
)  # fmt: skip


def settings() -> list[tuple[str, ...]]:
    """Return the paths of all options of the plugin in mkdocs.yml."""
    return list(_settings(FieldguideConfig(), ()))


def _settings(config: base.Config, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, option in config._schema:
        yield (*path, name)
        if isinstance(option, c.SubConfig):
            yield from _settings(option.config_class(), (*path, name))


def packed(
    keys: Sequence[str], values: Mapping[str, str], every: int = 1, start: int = 0
) -> Iterator[dict[str, tuple[str, str]]]:
    """Yield entries with a value of the corpus in every field, each field with a different one.

    After as many entries as there are values, each field has had each value.

    Args:
        keys: the fields.
        values: the values by description.
        every: step size; only each such entry is yielded.
        start: the first of them.
    """
    labels = list(values)
    # A step without a common factor with the number of values visits each of them.
    step = next(n for n in (7, 11, 13, 17) if len(labels) % n)
    for number in range(start % every, len(labels), every):
        chosen = [labels[(number + at * step) % len(labels)] for at in range(len(keys))]
        yield {key: (label, values[label]) for key, label in zip(keys, chosen, strict=True)}


def mixed(
    keys: Sequence[str], values: Mapping[str, str], chance: random.Random
) -> dict[str, tuple[str, str]]:
    """Return an entry with random fields and values."""
    labels = list(values)
    chosen = chance.sample(list(keys), chance.randint(1, min(6, len(keys))))
    return {key: (label := chance.choice(labels), values[label]) for key in chosen}


def lines(entry: Mapping[str, tuple[str, str]], indent: str = "") -> str:
    """Return an entry as lines of YAML."""
    return "".join(f"{indent}{json.dumps(key)}: {value}\n" for key, (_, value) in entry.items())
