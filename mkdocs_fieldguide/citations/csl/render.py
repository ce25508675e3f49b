"""Render an entry or a cite: the rendering elements of CSL that contain or choose others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.conditions import is_met
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.elements import (
    Output,
    apply_affixes_and_formatting,
    render_date,
    render_label,
    render_number,
    render_variable,
)
from mkdocs_fieldguide.citations.csl.names import NameFormat
from mkdocs_fieldguide.citations.csl.richtext import RichText, Run
from mkdocs_fieldguide.citations.csl.xml import XmlNode

_MAX_DEPTH = 120


def render_all(nodes: Iterable[XmlNode], context: Context, delimiter: str = "") -> Output:
    """Render several elements, joined with a delimiter."""
    result, parts = Output(), []
    # Stop at recursive macros, and at macros that call others exponentially often.
    if context.depth >= _MAX_DEPTH or context.steps_left <= 0:
        return result
    context.depth += 1
    for node in _resolve_choices(nodes, context):
        render = _RENDERERS.get(node.tag)
        context.steps_left -= 1
        if render is None:
            continue
        out = render(node, context)
        result.tried |= out.tried
        result.found |= out.found
        if out.runs:
            parts.append(out.runs)
    context.depth -= 1
    result.runs = richtext.join(parts, delimiter)
    return result


def _resolve_choices(nodes: Iterable[XmlNode], context: Context) -> Iterator[XmlNode]:
    """Yield the elements, with each `<choose>` replaced by the content of its first matching branch.

    The delimiter of the enclosing element is then applied within the branch too, as CSL requires.
    """
    for node in nodes:
        if node.tag != "choose":
            yield node
            continue
        for branch in node.children:
            if branch.tag == "else" or is_met(branch, context):
                yield from _resolve_choices(branch.children, context)
                break


def _render_text(node: XmlNode, context: Context) -> Output:
    get = node.get
    if name := get("macro"):
        macro = context.style.macros.get(name)
        out = render_all(macro.children, context) if macro else Output()
        return Output(apply_affixes_and_formatting(node, out.runs, context), out.tried, out.found)
    if variable := get("variable"):
        runs = render_variable(variable, get("form", ""), context)
        if runs:
            context.used.add(variable)
        # An empty year suffix does not suppress the group around it, so that "n.d." is still rendered.
        tried = variable != "year-suffix" or bool(runs)
        return Output(apply_affixes_and_formatting(node, runs, context, variable), tried, bool(runs))
    if term := get("term"):
        text = context.style.locale.term(term, get("form", "long"), get("plural") == "true")
    else:
        text = get("value", "")
    return Output(apply_affixes_and_formatting(node, [Run(text)] if text else [], context))


def _render_names(node: XmlNode, context: Context, parent: XmlNode | None = None) -> Output:
    """Render a `<names>` element; one without children, in a `<substitute>`, has the format of its parent."""
    source = node if node.children or parent is None else parent
    name, et_al = source.find("name"), source.find("et-al")
    options = {**context.section.names, **(name.attributes if name else {}), **context.options}
    demote = context.style.demote
    if context.sorting and demote == "sort-only":
        demote = "display-and-sort"
    format_ = NameFormat(options, name, et_al, context.style.locale, demote, sorting=context.sorting)
    parts, total = [], 0
    for variable, term in _merge_roles(node.get("variable", "").split(), context):
        people = context.item.names(variable)
        if variable in context.suppressed or not people:
            continue
        if format_.form == "count":
            total += format_.count_shown(len(people), context.hints.shown)
            continue
        context.used.update(term.split())
        context.people.append(people)
        runs = format_.format_list(people, context.hints, context.citation)
        if runs and not context.sorting:
            role = variable if term == variable else "editortranslator"
            runs = _add_label(source, runs, role, len(people) > 1, context)
        parts.append(runs)
    if total:
        return Output([Run(f"{total:04}" if context.sorting else str(total))], True, True)
    runs = richtext.join(parts, node.get("delimiter") or options.get("names-delimiter", ""))
    if runs:
        runs = apply_affixes_and_formatting(node, runs, context)
        return _record_first_names(runs, context, node.get("variable", ""))
    if format_.form == "count":
        return Output(tried=True)
    return _render_substitute(node, context)


def _render_substitute(node: XmlNode, context: Context) -> Output:
    """Render the first non-empty element of a `<substitute>`; suppress its variables from then on."""
    substitute = node.find("substitute")
    for child in substitute.children if substitute else ():
        used_before, context.used = context.used, set()
        hide_names, context.hide_names = context.hide_names, False
        first_names = context.first_names
        try:
            out = (
                _render_names(child, context, node) if child.tag == "names" else render_all([child], context)
            )
        finally:
            used, context.used = context.used, used_before | context.used
            context.hide_names = hide_names
            context.first_names = first_names
        if out.runs:
            context.suppressed |= used
            return _record_first_names(apply_affixes_and_formatting(node, out.runs, context), context, "")
    return Output(tried=True)


def _merge_roles(variables: list[str], context: Context) -> list[tuple[str, str]]:
    """Return (variable, variables it covers); people who are both editor and translator are listed once."""
    if "editor" in variables and "translator" in variables:
        editors = context.item.names("editor")
        if editors and editors == context.item.names("translator"):
            others = [v for v in variables if v not in ("editor", "translator")]
            return [("editor", "editor translator"), *((v, v) for v in others)]
    return [(v, v) for v in variables]


def _add_label(names: XmlNode, runs: RichText, term: str, is_plural: bool, context: Context) -> RichText:
    label = names.find("label")
    if label is None:
        return runs
    plural = {"always": True, "never": False}.get(label.get("plural", ""), is_plural)
    text = context.style.locale.term(term, label.get("form", "long"), plural)
    label_runs = apply_affixes_and_formatting(label, [Run(text)] if text else [], context)
    order = [child.tag for child in names.children if child.tag in ("name", "label")]
    return [*label_runs, *runs] if order[:2] == ["label", "name"] else [*runs, *label_runs]


def _record_first_names(runs: RichText, context: Context, variable: str) -> Output:
    """Remember the first names list of a cite; omit it from the output if `hide_names` is set."""
    if context.first_names is None:
        context.first_names = runs
        if context.hide_names:
            context.suppressed.update(variable.split())
            return Output([], True, True)
    return Output(runs, True, True)


def _render_group(node: XmlNode, context: Context) -> Output:
    out = render_all(node.children, context, node.get("delimiter", ""))
    if out.tried and not out.found:
        return Output(tried=True)
    return Output(apply_affixes_and_formatting(node, out.runs, context), out.tried, out.found)


_RENDERERS: dict[str, Callable[[XmlNode, Context], Output]] = {
    "date": render_date,
    "group": _render_group,
    "label": render_label,
    "names": _render_names,
    "number": render_number,
    "text": _render_text,
}
