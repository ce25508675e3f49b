"""Writing one entry or cite: the rendering elements of CSL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.conditions import holds
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.dates import format_date, sort_text
from mkdocs_fieldguide.citations.csl.names import NameFormat
from mkdocs_fieldguide.citations.csl.numbers import is_numeric, is_plural, page_range, roman, with_dashes
from mkdocs_fieldguide.citations.csl.richtext import Rich, Run
from mkdocs_fieldguide.citations.csl.textcase import apply_case
from mkdocs_fieldguide.citations.csl.xml import Node

_MAX_DEPTH = 120
_NUMBERS = (
    "number",
    "issue",
    "volume",
    "locator",
    "edition",
    "chapter-number",
    "collection-number",
    "page-first",
)
_ADDRESS = {
    "URL": "",
    "DOI": "https://doi.org/",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}


@dataclass(slots=True)
class Out:
    """What an element gave.

    Attributes:
        runs: its text.
        tried: it asked for a variable.
        found: a variable that it asked for had content.
    """

    runs: Rich = field(default_factory=list)
    tried: bool = False
    found: bool = False


def render_all(nodes: Iterable[Node], context: Context, delimiter: str = "") -> Out:
    """Return what several elements give together."""
    result, parts = Out(), []
    for node in _chosen(nodes, context):
        writer = _WRITERS.get(node.tag)
        if writer is None:
            continue
        out = writer(node, context)
        result.tried |= out.tried
        result.found |= out.found
        if out.runs:
            parts.append(out.runs)
    result.runs = richtext.join(parts, delimiter)
    return result


def _chosen(nodes: Iterable[Node], context: Context) -> Iterator[Node]:
    """Iterate over the elements, with each `<choose>` replaced by what its first branch that holds has.

    So a delimiter around a `<choose>` stands between the elements of the branch too, as CSL asks.
    """
    for node in nodes:
        if node.tag != "choose":
            yield node
            continue
        for branch in node.children:
            if branch.tag == "else" or holds(branch, context):
                yield from _chosen(branch.children, context)
                break


def _text(node: Node, context: Context) -> Out:
    get = node.get
    if macro := get("macro"):
        out = _macro(macro, context)
        return Out(_dress(node, out.runs, context), out.tried, out.found)
    if variable := get("variable"):
        runs = _variable(variable, get("form", ""), context)
        if runs:
            context.used.add(variable)
        # A year suffix is no content of its own: "n.d." with a place for a suffix still stands.
        tried = variable != "year-suffix" or bool(runs)
        return Out(_dress(node, runs, context, variable), tried, bool(runs))
    if term := get("term"):
        text = context.style.locale.term(term, get("form", "long"), get("plural") == "true")
    else:
        text = get("value", "")
    return Out(_dress(node, [Run(text)] if text else [], context))


def _macro(name: str, context: Context) -> Out:
    node = context.style.macros.get(name)
    if node is None or context.depth > _MAX_DEPTH:
        return Out()
    context.depth += 1
    try:
        return render_all(node.children, context)
    finally:
        context.depth -= 1


def _variable(variable: str, form: str, context: Context) -> Rich:
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
        text = page_range(text, form, context.style.locale.term("page-range-delimiter") or "–")
    elif variable in _NUMBERS and is_numeric(text):
        text = with_dashes(text)
    if variable in _ADDRESS:
        return [Run(text, link=richtext.safe_address(_ADDRESS[variable] + text))]
    return richtext.parse_inline(text)


def _number(node: Node, context: Context) -> Out:
    variable = node.get("variable", "")
    text = context.text(variable)
    if not text:
        return Out(tried=True)
    context.used.add(variable)
    form = node.get("form", "numeric")
    if text.strip().isdigit() and len(text) < 7 and form != "numeric":
        value, locale = int(text), context.style.locale
        long_form = locale.term(f"long-ordinal-{value:02}") if form == "long-ordinal" else ""
        if form == "roman":
            text = roman(value)
        elif "ordinal" in form:
            text = long_form or f"{value}{locale.ordinal(value)}"
        runs: Rich = [Run(text)]
    else:
        runs = _variable(variable, "", context)
    return Out(_dress(node, runs, context), True, True)


def _label(node: Node, context: Context) -> Out:
    variable = node.get("variable", "")
    value = context.text(variable)
    if not value:
        return Out(tried=True)
    name = context.label if variable == "locator" else variable
    plural = {"always": True, "never": False}.get(
        node.get("plural", ""), is_plural(value, variable.startswith("number-of"))
    )
    text = context.style.locale.term(name, node.get("form", "long"), plural)
    return Out(_dress(node, [Run(text)] if text else [], context), True, True)


def _date(node: Node, context: Context) -> Out:
    variable = node.get("variable", "")
    date = context.item.date(variable)
    if variable in context.suppressed or not date.known:
        return Out(tried=True)
    if context.sorting:
        return Out([Run(sort_text(date, _shown_parts(node)))], True, True)
    runs = format_date(node, date, context.style.locale)
    if runs:
        context.used.add(variable)
    if variable == "issued" and context.suffix and not context.style.own_suffix and not context.suffix_done:
        runs, context.suffix_done = _suffixed(runs, context.suffix, date.parts), True
    return Out(_dress(node, runs, context), True, bool(runs))


def _shown_parts(node: Node) -> int:
    """Return how many of year, month and day a date element asks for."""
    if node.get("form"):
        return {"year": 1, "year-month": 2}.get(node.get("date-parts", ""), 3)
    names = {part.get("name") for part in node.children}
    return 3 if "day" in names else 2 if "month" in names else 1


def _suffixed(runs: Rich, suffix: str, parts: tuple[tuple[int, int, int], ...]) -> Rich:
    """Put the year suffix after the last year of a date."""
    year = str(parts[-1][0]) if parts else ""
    for at in range(len(runs) - 1, -1, -1):
        if runs[at].text == year:
            return [*runs[:at], replace(runs[at], text=year + suffix), *runs[at + 1 :]]
    return [*runs, Run(suffix)]


def _names(node: Node, context: Context, parent: Node | None = None) -> Out:
    source = node if node.children or parent is None else parent
    name, et_al, label = source.find("name"), source.find("et-al"), source.find("label")
    options = {**context.section.names, **(name.attributes if name else {}), **context.options}
    format_ = NameFormat(options, name, et_al, context.style.locale, context.style.demote)
    parts, total = [], 0
    for variable, term in _roles(node.get("variable", "").split(), context):
        people = context.item.names(variable)
        if variable in context.suppressed or not people:
            continue
        if format_.form == "count":
            total += format_.limits(len(people), context.hints.shown)
            continue
        context.used.update(term.split())
        context.people.append(people)
        runs = format_.write(people, context.hints, context.citation)
        if label is not None and not context.sorting and runs:
            runs = _with_label(
                source,
                runs,
                label,
                variable if term == variable else "editortranslator",
                len(people) > 1,
                context,
            )
        parts.append(runs)
    if total:
        return Out([Run(f"{total:04}" if context.sorting else str(total))], True, True)
    runs = richtext.join(parts, node.get("delimiter") or options.get("names-delimiter", ""))
    if runs:
        return _first(_dress(node, runs, context), context, node.get("variable", ""))
    substitute = node.find("substitute")
    if substitute is None or format_.form == "count":
        return Out(tried=True)
    for child in substitute.children:
        before, context.used = context.used, set()
        hidden, context.hide_names = context.hide_names, False
        first = context.first_names
        try:
            out = _names(child, context, node) if child.tag == "names" else render_all([child], context)
        finally:
            used, context.used = context.used, before | context.used
            context.hide_names = hidden
            context.first_names = first
        if out.runs:
            context.suppressed |= used
            return _first(_dress(node, out.runs, context), context, "")
    return Out(tried=True)


def _roles(variables: list[str], context: Context) -> list[tuple[str, str]]:
    """Return (variable, variables it stands for); the same people as editor and translator count once."""
    if "editor" in variables and "translator" in variables:
        editors = context.item.names("editor")
        if editors and editors == context.item.names("translator"):
            others = [v for v in variables if v not in ("editor", "translator")]
            return [("editor", "editor translator"), *((v, v) for v in others)]
    return [(v, v) for v in variables]


def _with_label(names: Node, runs: Rich, label: Node, term: str, many: bool, context: Context) -> Rich:
    plural = {"always": True, "never": False}.get(label.get("plural", ""), many)
    text = context.style.locale.term(term, label.get("form", "long"), plural)
    dressed = _dress(label, [Run(text)] if text else [], context)
    first = next((child.tag for child in names.children if child.tag in ("name", "label")), "name")
    return [*dressed, *runs] if first == "label" else [*runs, *dressed]


def _first(runs: Rich, context: Context, variable: str) -> Out:
    """Remember the first names of a cite; leave them out where the cite is to be without them."""
    if context.first_names is None:
        context.first_names = runs
        if context.hide_names:
            context.suppressed.update(variable.split())
            return Out([], True, True)
    return Out(runs, True, True)


def _group(node: Node, context: Context) -> Out:
    out = render_all(node.children, context, node.get("delimiter", ""))
    if out.tried and not out.found:
        return Out(tried=True)
    return Out(_dress(node, out.runs, context), out.tried, out.found)


def _dress(node: Node, runs: Rich, context: Context, variable: str = "") -> Rich:
    """Return the text in the letter case, formatting, quotes and affixes of its element."""
    if not runs:
        return runs
    get = node.get
    if context.sorting:
        return runs
    if case := get("text-case"):
        language = context.item.text("language") or context.style.locale.language
        runs = apply_case(runs, case, language.lower().startswith("en"))
    if get("strip-periods") == "true":
        runs = [replace(run, text=run.text.replace(".", "")) for run in runs]
        runs = [run for run in runs if run.text]
    runs = formatted(node, runs)
    if get("quotes") == "true":
        runs = [Run(richtext.OPEN), *runs, Run(richtext.CLOSE)]
    prefix, suffix = get("prefix", ""), get("suffix", "")
    if variable in _ADDRESS and prefix.startswith("http") and runs[0].link:
        # The visible `https://doi.org/` is a part of the link.
        return richtext.wrap([Run(prefix, runs[0].marks, runs[0].link), *runs], "", suffix)
    return richtext.wrap(runs, prefix, suffix)


def formatted(node: Node, runs: Rich) -> Rich:
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


_WRITERS: dict[str, Callable[[Node, Context], Out]] = {
    "date": _date,
    "group": _group,
    "label": _label,
    "names": _names,
    "number": _number,
    "text": _text,
}
