"""The rendering elements of CSL without children, and the attributes that all elements share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.blocks import mark_block
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.dates import format_date, make_date_sort_key
from mkdocs_fieldguide.citations.csl.numbers import (
    format_page_range,
    is_numeric,
    is_plural,
    to_roman,
    use_range_dashes,
)
from mkdocs_fieldguide.citations.csl.quotes import CLOSE, OPEN
from mkdocs_fieldguide.citations.csl.run import RichText, Run
from mkdocs_fieldguide.citations.csl.textcase import apply_case
from mkdocs_fieldguide.citations.csl.xml import XmlNode
from mkdocs_fieldguide.model.urls import doi_url

_NUMBERS = frozenset((
    "chapter-number", "collection-number", "edition", "issue", "locator", "number", "page-first", "volume",
))  # fmt: skip
_OWN_LABEL = re.compile(r"[A-Za-z]{1,10}\. ?\d")
_DISPLAYS = frozenset(("block", "left-margin", "right-inline", "indent"))
_URL_PREFIXES = {
    "URL": "",
    "DOI": "https://doi.org/",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}


@dataclass(slots=True)
class Output:
    """The output of a rendering element.

    Attributes:
        runs: the text.
        tried: whether the element called a variable; see `<group>` in the CSL specification.
        found: whether a variable that it called has content.
    """

    runs: RichText = field(default_factory=list)
    tried: bool = False
    found: bool = False


def render_variable(variable: str, form: str, context: Context) -> RichText:
    """Render a text or number variable, with range dashes, links and inline markup."""
    text = ""
    if form == "short" and not variable.endswith("-short"):
        text = context.text(f"{variable}-short")
    text = text or context.text(variable)
    if not text:
        return []
    if variable == "page" or (variable == "locator" and context.label == "page"):
        form = context.style.page_form
        if context.full_pages and form.startswith("chicago"):
            form = ""
        text = format_page_range(text, form, context.style.locale.term("page-range-delimiter") or "–")
        if "&" in text:
            text = text.replace("&", context.style.locale.term("and", "symbol") or "&")
    elif variable in _NUMBERS and (is_numeric(text) or "\\-" in text):
        text = use_range_dashes(text)
    if variable in _URL_PREFIXES:
        text = richtext.strip_control_chars(text)
        url = doi_url(text) if variable == "DOI" else _URL_PREFIXES[variable] + text
        return [Run(text, link=richtext.safe_link(url))]
    return richtext.parse_inline(text)


def render_number(node: XmlNode, context: Context) -> Output:
    """Render a `<number>`."""
    variable = node.get("variable", "")
    text = context.text(variable)
    if not text:
        return Output(tried=True)
    context.used.add(variable)
    form = node.get("form", "numeric")
    if text.strip().isdigit() and len(text) < 7 and form != "numeric":
        value, locale = int(text), context.style.locale
        long_form = locale.term(f"long-ordinal-{value:02}") if form == "long-ordinal" else ""
        if form == "roman":
            text = to_roman(value)
        elif "ordinal" in form:
            text = long_form or f"{value}{locale.ordinal(value, locale.gender(variable))}"
        runs: RichText = [Run(text)]
    else:
        runs = render_variable(variable, "", context)
    return Output(apply_affixes_and_formatting(node, runs, context), True, True)


def render_label(node: XmlNode, context: Context) -> Output:
    """Render a `<label>` for a number variable or the locator."""
    variable = node.get("variable", "")
    value = context.text(variable)
    if not value:
        return Output(tried=True)
    locale = context.style.locale
    name = variable
    if variable == "locator":
        # A locator with a label of its own, such as `vol. 1, fol. 186`, needs none.
        name = "" if _OWN_LABEL.match(value) and context.label == "page" else context.label.replace(" ", "-")
    if (and_term := f" {locale.term('and')} ") in value:
        value = value.replace(and_term, " and ")
    plural = {"always": True, "never": False}.get(
        node.get("plural", ""), is_plural(value, variable.startswith("number-of"))
    )
    text = locale.term(name, node.get("form", "long"), plural)
    return Output(apply_affixes_and_formatting(node, [Run(text)] if text else [], context), True, True)


def render_date(node: XmlNode, context: Context) -> Output:
    """Render a `<date>`; the first `issued` date gets the year suffix if the style does not place it."""
    variable = node.get("variable", "")
    date = context.item.date(variable)
    if variable in context.suppressed or not date.known:
        return Output(tried=True)
    if context.sorting:
        return Output([Run(make_date_sort_key(date, _count_date_parts(node)))], True, True)
    runs = format_date(node, date, context.style.locale)
    if runs:
        context.used.add(variable)
    style_places_suffix = context.style.has_year_suffix
    if variable == "issued" and context.suffix and not style_places_suffix and not context.suffix_done:
        runs, context.suffix_done = _add_year_suffix(runs, context.suffix, date.parts), True
    return Output(apply_affixes_and_formatting(node, runs, context), True, bool(runs))


def _count_date_parts(node: XmlNode) -> int:
    """Return how many of year, month and day a `<date>` element renders."""
    if node.get("form"):
        return {"year": 1, "year-month": 2}.get(node.get("date-parts", ""), 3)
    names = {part.get("name") for part in node.children}
    return 3 if "day" in names else 2 if "month" in names else 1


def _add_year_suffix(runs: RichText, suffix: str, parts: tuple[tuple[int, int, int], ...]) -> RichText:
    """Insert the year suffix after the last year of a date."""
    year = str(parts[-1][0]) if parts else ""
    for at in range(len(runs) - 1, -1, -1):
        if runs[at].text == year:
            return [*runs[:at], replace(runs[at], text=year + suffix), *runs[at + 1 :]]
    return [*runs, Run(suffix)]


def apply_affixes_and_formatting(
    node: XmlNode, runs: RichText, context: Context, variable: str = ""
) -> RichText:
    """Apply the text case, formatting, quotes and affixes of an element to its text."""
    if not runs:
        return runs
    get = node.get
    if context.sorting:
        return runs
    if case := get("text-case"):
        language = (context.item.text("language") or context.style.default_locale or "en").lower()
        runs = apply_case(runs, case, language)
    if get("strip-periods") == "true":
        runs = [replace(run, text=run.text.replace(".", "")) for run in runs]
        runs = [run for run in runs if run.text]
    runs = richtext.apply_font(node.attributes, runs)
    if get("quotes") == "true":
        runs = [Run(OPEN), *runs, Run(CLOSE)]
    prefix, suffix = get("prefix", ""), get("suffix", "")
    if variable in _URL_PREFIXES and prefix.startswith("http") and runs[0].link:
        # A visible `https://doi.org/` is part of the link.
        runs, prefix = [Run(prefix, runs[0].marks, runs[0].link), *runs], ""
    runs = richtext.wrap(runs, prefix, suffix)
    display = get("display")
    return mark_block(runs, display, context) if display in _DISPLAYS and not context.citation else runs
