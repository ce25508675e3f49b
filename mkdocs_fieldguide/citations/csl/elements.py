"""The rendering elements that hold no others, and what all elements share: case, font, quotes, affixes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.dates import format_date, make_date_sort_key
from mkdocs_fieldguide.citations.csl.numbers import (
    format_page_range,
    is_numeric,
    is_plural,
    to_roman,
    use_range_dashes,
)
from mkdocs_fieldguide.citations.csl.richtext import RichText, Run
from mkdocs_fieldguide.citations.csl.textcase import apply_case
from mkdocs_fieldguide.citations.csl.xml import XmlNode

_NUMBERS = frozenset((
    "chapter-number", "collection-number", "edition", "issue", "locator", "number", "page-first", "volume",
))  # fmt: skip
_ADDRESS = {
    "URL": "",
    "DOI": "https://doi.org/",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}


@dataclass(slots=True)
class Output:
    """What an element gave.

    Attributes:
        runs: its text.
        tried: it asked for a variable.
        found: a variable that it asked for had content.
    """

    runs: RichText = field(default_factory=list)
    tried: bool = False
    found: bool = False


def variable_text(variable: str, form: str, context: Context) -> RichText:
    """Return a text or number variable, with its range dashes, links and inline markup."""
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
    elif variable in _NUMBERS and is_numeric(text):
        text = use_range_dashes(text)
    if variable in _ADDRESS:
        text = richtext.strip_control_chars(text)
        return [Run(text, link=richtext.safe_address(_ADDRESS[variable] + text))]
    return richtext.parse_inline(text)


def write_number(node: XmlNode, context: Context) -> Output:
    """Write a `<number>`."""
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
            text = long_form or f"{value}{locale.ordinal(value)}"
        runs: RichText = [Run(text)]
    else:
        runs = variable_text(variable, "", context)
    return Output(apply_affixes_and_formatting(node, runs, context), True, True)


def write_label(node: XmlNode, context: Context) -> Output:
    """Write a `<label>` of a number variable or locator."""
    variable = node.get("variable", "")
    value = context.text(variable)
    if not value:
        return Output(tried=True)
    name = context.label if variable == "locator" else variable
    plural = {"always": True, "never": False}.get(
        node.get("plural", ""), is_plural(value, variable.startswith("number-of"))
    )
    text = context.style.locale.term(name, node.get("form", "long"), plural)
    return Output(apply_affixes_and_formatting(node, [Run(text)] if text else [], context), True, True)


def write_date(node: XmlNode, context: Context) -> Output:
    """Write a `<date>`; the first `issued` takes the year suffix in styles that do not place it."""
    variable = node.get("variable", "")
    date = context.item.date(variable)
    if variable in context.suppressed or not date.known:
        return Output(tried=True)
    if context.sorting:
        return Output([Run(make_date_sort_key(date, _shown_parts(node)))], True, True)
    runs = format_date(node, date, context.style.locale)
    if runs:
        context.used.add(variable)
    if variable == "issued" and context.suffix and not context.style.own_suffix and not context.suffix_done:
        runs, context.suffix_done = _suffixed(runs, context.suffix, date.parts), True
    return Output(apply_affixes_and_formatting(node, runs, context), True, bool(runs))


def _shown_parts(node: XmlNode) -> int:
    """Return how many of year, month and day a date element asks for."""
    if node.get("form"):
        return {"year": 1, "year-month": 2}.get(node.get("date-parts", ""), 3)
    names = {part.get("name") for part in node.children}
    return 3 if "day" in names else 2 if "month" in names else 1


def _suffixed(runs: RichText, suffix: str, parts: tuple[tuple[int, int, int], ...]) -> RichText:
    """Put the year suffix after the last year of a date."""
    year = str(parts[-1][0]) if parts else ""
    for at in range(len(runs) - 1, -1, -1):
        if runs[at].text == year:
            return [*runs[:at], replace(runs[at], text=year + suffix), *runs[at + 1 :]]
    return [*runs, Run(suffix)]


def apply_affixes_and_formatting(
    node: XmlNode, runs: RichText, context: Context, variable: str = ""
) -> RichText:
    """Return the text in the letter case, formatting, quotes and affixes of its element."""
    if not runs:
        return runs
    get = node.get
    if context.sorting:
        return runs
    if case := get("text-case"):
        language = context.item.text("language") or context.style.default_locale or "en"
        runs = apply_case(runs, case, language.lower().startswith("en"))
    if get("strip-periods") == "true":
        runs = [replace(run, text=run.text.replace(".", "")) for run in runs]
        runs = [run for run in runs if run.text]
    runs = apply_font(node, runs)
    if get("quotes") == "true":
        runs = [Run(richtext.OPEN), *runs, Run(richtext.CLOSE)]
    prefix, suffix = get("prefix", ""), get("suffix", "")
    if variable in _ADDRESS and prefix.startswith("http") and runs[0].link:
        # The visible `https://doi.org/` is a part of the link.
        return richtext.wrap([Run(prefix, runs[0].marks, runs[0].link), *runs], "", suffix)
    return richtext.wrap(runs, prefix, suffix)


def apply_font(node: XmlNode, runs: RichText) -> RichText:
    """Return the runs with an element's own font attributes."""
    get = node.get
    if get("font-style") in ("italic", "oblique"):
        runs = richtext.mark(runs, "i")
    elif get("font-style") == "normal":
        runs = richtext.mark(runs, "roman")
    if get("font-weight") == "bold":
        runs = richtext.mark(runs, "b")
    if get("font-variant") == "small-caps":
        runs = richtext.mark(runs, "sc")
    if get("text-decoration") == "underline":
        runs = richtext.mark(runs, "u")
    if (align := get("vertical-align")) in ("sup", "sub"):
        runs = richtext.mark(runs, align)
    return runs
