"""The fuzzed readers: each accepts any text; none may raise, hang, or let markup through."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from markdown import Markdown

from mkdocs_fieldguide.builder.site_config.mkdocs_yml import read_settings
from mkdocs_fieldguide.checks.jinja_syntax import check_jinja_syntax
from mkdocs_fieldguide.checks.links import find_anchors
from mkdocs_fieldguide.citations.bibliography_files import BibliographyFile, read_bibliography
from mkdocs_fieldguide.citations.query import QueryError, parse_query
from mkdocs_fieldguide.content.data_folder import load_data
from mkdocs_fieldguide.content.pages.defaults import Defaults
from mkdocs_fieldguide.content.pages.front_matter import read_page
from mkdocs_fieldguide.content.pages.source_text import SourceText
from mkdocs_fieldguide.content.yaml.reader import read_yaml
from mkdocs_fieldguide.findings.autofix import apply_edits
from mkdocs_fieldguide.findings.baseline import BaselineError, read_baseline
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.formats import FORMATTERS, CheckReport
from mkdocs_fieldguide.findings.suppression import SuppressionComments
from mkdocs_fieldguide.markup.arguments import parse_include, parse_tag
from mkdocs_fieldguide.markup.context import ExpansionContext, PageText
from mkdocs_fieldguide.markup.expander import Expander
from mkdocs_fieldguide.markup.html_slots import split_at_placeholders
from mkdocs_fieldguide.markup.literal_macros import evaluate_literal_macros
from mkdocs_fieldguide.markup.markdown_extension import Conversion, FieldguideExtension
from mkdocs_fieldguide.markup.placeholders import PlaceholderTable
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.rendering.directives import DIRECTIVES

CANARY = "<img src=x onerror=alert(1)>"
"""Markup, for fragments of input."""

DATUM = "<img src=datum onerror=alert(1)>"
"""The name of a tool, which must never become markup."""

LONGEST_CONVERTED = 5_000
"""Maximum length of a page that is converted."""

_FOLDER = Path(tempfile.mkdtemp(prefix="fieldguide-fuzz-"))
_MARKUP = re.compile(r"<img src=datum", re.IGNORECASE)


def _yaml(text: str) -> None:
    findings = Findings()
    read_yaml(text, "file.yml", findings)
    list(findings)


def _data(text: str) -> None:
    findings = Findings()
    for name in ("tool_and_resource_list", "CONTRIBUTORS", "affiliations", "countries", "news", "events"):
        (_FOLDER / f"{name}.yml").write_text(text, encoding="utf-8", errors="surrogatepass")
    load_data(_FOLDER, lambda path: path.name, findings)
    list(findings)


def _front_matter(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\nBody\n"):
        findings = Findings()
        read_page("page.md", "docs/page.md", whole, Defaults(), findings)
        source = SourceText("docs/page.md", whole)
        source.location_mapper(source.body)(0)
        source.locate_link("x", 0)
        lines = whole.split("\n")
        all_forms = CheckReport(list(findings), lambda name, lines=lines: lines)
        for form in FORMATTERS.values():
            form(all_forms)
        apply_edits(whole, findings)


class _NoLinks:
    def resolve(self, target: str, page: str, *, picture: bool, alt: str) -> str:
        return target

    def resolve_in_html(self, target: str, page: str, *, picture: bool) -> str:
        return target


def _tags(text: str) -> None:
    """Expand and convert a page; the name of a tool must be escaped in every position."""
    book = PlaceholderTable()
    around = ExpansionContext({"canary": DATUM, "spade": "Spade"}, {"site.title": DATUM})
    expander = Expander(book, DIRECTIVES, around)
    source = SourceText("docs/page.md", text)
    expanded = expander.expand(text, PageText("page.md", source.location_mapper(text)))
    # Python's own HTML parser, which Python-Markdown uses, takes quadratic time.
    if len(text) > LONGEST_CONVERTED:
        return
    conversion = Conversion(book, _NoLinks(), lambda md: "page.md", lambda late, page: late)
    md = Markdown(
        extensions=["tables", "attr_list", "footnotes", "admonition", "toc", FieldguideExtension(conversion)]
    )
    # Raw HTML of authors remains HTML, even with a tag inside it.
    had = "datum" in text.casefold()
    html = md.convert(expanded)
    parts = split_at_placeholders(html, book)
    find_anchors(html)
    if not had and any(isinstance(part, str) and _MARKUP.search(part) for part in parts):
        raise AssertionError("markup from data came through")


def _liquid(text: str) -> None:
    for directive in DIRECTIVES.values():
        parse_tag(directive, text)
        parse_include(directive, text, {"name": "value"})
    evaluate_literal_macros(text, DIRECTIVES, lambda name, args, kwargs: name)


def _bibtex(text: str) -> None:
    findings = Findings()
    # The second file holds the second half, so that abbreviations and cross-references lead to other files.
    files = []
    for name, part in (("references.bib", text), ("more.bib", text[len(text) // 2 :])):
        path = _FOLDER / name
        path.write_bytes(part.encode("utf-8", "surrogatepass"))
        files.append(BibliographyFile(path, name))
    read_bibliography(files[:1], Findings())
    read_bibliography(files, findings)
    list(findings)


def _csl_json(text: str) -> None:
    path = _FOLDER / "references.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    read_bibliography([BibliographyFile(path, "references.json")], Findings())


def _query(text: str) -> None:
    try:
        parse_query(text)
    except QueryError:
        return


def _settings(text: str) -> None:
    path = _FOLDER / "mkdocs.yml"
    (_FOLDER / "docs").mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    read_settings(path, Findings())


def _template(text: str) -> None:
    check_jinja_syntax(text, {}, frozenset(), lambda at: Location("page.md", 1, at + 1), Findings())


def _comments(text: str) -> None:
    findings = Findings()
    findings.add(Code.UNKNOWN_TOOL, Location("page.md", 2, 1), "x")
    SuppressionComments(lambda name: text.split("\n")).suppresses(next(iter(findings)))
    try:
        read_baseline(text)
    except BaselineError:
        return


READERS: Mapping[str, Callable[[str], None]] = {
    "yaml": _yaml,
    "data": _data,
    "front_matter": _front_matter,
    "tags": _tags,
    "liquid": _liquid,
    "bibtex": _bibtex,
    "csl_json": _csl_json,
    "query": _query,
    "settings": _settings,
    "template": _template,
    "comments": _comments,
}
