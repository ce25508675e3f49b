"""Writing one entry or cite: the rendering elements of CSL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.conditions import is_met
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.elements import (
    Output,
    apply_affixes_and_formatting,
    variable_text,
    write_date,
    write_label,
    write_number,
)
from mkdocs_fieldguide.citations.csl.names import NameFormat
from mkdocs_fieldguide.citations.csl.richtext import RichText, Run
from mkdocs_fieldguide.citations.csl.xml import XmlNode

_MAX_DEPTH = 120


def render_all(nodes: Iterable[XmlNode], context: Context, delimiter: str = "") -> Output:
    """Return what several elements give together."""
    result, parts = Output(), []
    # A style whose macros call each other without end, or one another by the million, gives nothing more.
    if context.depth >= _MAX_DEPTH or context.steps_left <= 0:
        return result
    context.depth += 1
    for node in _chosen(nodes, context):
        writer = _WRITERS.get(node.tag)
        context.steps_left -= 1
        if writer is None:
            continue
        out = writer(node, context)
        result.tried |= out.tried
        result.found |= out.found
        if out.runs:
            parts.append(out.runs)
    context.depth -= 1
    result.runs = richtext.join(parts, delimiter)
    return result


def _chosen(nodes: Iterable[XmlNode], context: Context) -> Iterator[XmlNode]:
    """Iterate over the elements, with each `<choose>` replaced by what its first branch that holds has.

    So a delimiter around a `<choose>` stands between the elements of the branch too, as CSL asks.
    """
    for node in nodes:
        if node.tag != "choose":
            yield node
            continue
        for branch in node.children:
            if branch.tag == "else" or is_met(branch, context):
                yield from _chosen(branch.children, context)
                break


def _text(node: XmlNode, context: Context) -> Output:
    get = node.get
    if macro := get("macro"):
        called = context.style.macros.get(macro)
        out = render_all(called.children, context) if called else Output()
        return Output(apply_affixes_and_formatting(node, out.runs, context), out.tried, out.found)
    if variable := get("variable"):
        runs = variable_text(variable, get("form", ""), context)
        if runs:
            context.used.add(variable)
        # A year suffix is no content of its own: "n.d." with a place for a suffix still stands.
        tried = variable != "year-suffix" or bool(runs)
        return Output(apply_affixes_and_formatting(node, runs, context, variable), tried, bool(runs))
    if term := get("term"):
        text = context.style.locale.term(term, get("form", "long"), get("plural") == "true")
    else:
        text = get("value", "")
    return Output(apply_affixes_and_formatting(node, [Run(text)] if text else [], context))


def _names(node: XmlNode, context: Context, parent: XmlNode | None = None) -> Output:
    source = node if node.children or parent is None else parent
    name, et_al = source.find("name"), source.find("et-al")
    options = {**context.section.names, **(name.attributes if name else {}), **context.options}
    demote = context.style.demote
    if context.sorting and demote == "sort-only":
        demote = "display-and-sort"
    format_ = NameFormat(options, name, et_al, context.style.locale, demote, sorting=context.sorting)
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
        if runs and not context.sorting:
            role = variable if term == variable else "editortranslator"
            runs = _with_label(source, runs, role, len(people) > 1, context)
        parts.append(runs)
    if total:
        return Output([Run(f"{total:04}" if context.sorting else str(total))], True, True)
    runs = richtext.join(parts, node.get("delimiter") or options.get("names-delimiter", ""))
    if runs:
        return _first(apply_affixes_and_formatting(node, runs, context), context, node.get("variable", ""))
    substitute = node.find("substitute")
    if substitute is None or format_.form == "count":
        return Output(tried=True)
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
            return _first(apply_affixes_and_formatting(node, out.runs, context), context, "")
    return Output(tried=True)


def _roles(variables: list[str], context: Context) -> list[tuple[str, str]]:
    """Return (variable, variables it stands for); the same people as editor and translator count once."""
    if "editor" in variables and "translator" in variables:
        editors = context.item.names("editor")
        if editors and editors == context.item.names("translator"):
            others = [v for v in variables if v not in ("editor", "translator")]
            return [("editor", "editor translator"), *((v, v) for v in others)]
    return [(v, v) for v in variables]


def _with_label(names: XmlNode, runs: RichText, term: str, many: bool, context: Context) -> RichText:
    label = names.find("label")
    if label is None:
        return runs
    plural = {"always": True, "never": False}.get(label.get("plural", ""), many)
    text = context.style.locale.term(term, label.get("form", "long"), plural)
    dressed = apply_affixes_and_formatting(label, [Run(text)] if text else [], context)
    order = [child.tag for child in names.children if child.tag in ("name", "label")]
    return [*dressed, *runs] if order[:2] == ["label", "name"] else [*runs, *dressed]


def _first(runs: RichText, context: Context, variable: str) -> Output:
    """Remember the first names of a cite; leave them out where the cite is to be without them."""
    if context.first_names is None:
        context.first_names = runs
        if context.hide_names:
            context.suppressed.update(variable.split())
            return Output([], True, True)
    return Output(runs, True, True)


def _group(node: XmlNode, context: Context) -> Output:
    out = render_all(node.children, context, node.get("delimiter", ""))
    if out.tried and not out.found:
        return Output(tried=True)
    return Output(apply_affixes_and_formatting(node, out.runs, context), out.tried, out.found)


_WRITERS: dict[str, Callable[[XmlNode, Context], Output]] = {
    "date": write_date,
    "group": _group,
    "label": write_label,
    "names": _names,
    "number": write_number,
    "text": _text,
}
