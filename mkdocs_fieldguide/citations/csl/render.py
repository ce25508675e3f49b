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
from mkdocs_fieldguide.citations.csl.name_elements import finish_substitute, render_names, substitutes
from mkdocs_fieldguide.citations.csl.run import NO_MARKS, TERM, RichText, Run
from mkdocs_fieldguide.citations.csl.xml import XmlNode

_MAX_DEPTH = 120
_TERM = frozenset((TERM,))


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
        return _finish_group(node, out, context)
    if variable := get("variable"):
        runs = render_variable(variable, get("form", ""), context)
        if not runs:
            # An empty year suffix does not suppress the group around it, so that "n.d." is still rendered.
            return Output(tried=variable != "year-suffix")
        context.used.add(variable)
        context.suffix_done |= variable == "citation-label"
        return Output(apply_affixes_and_formatting(node, runs, context, variable), True, True)
    if term := get("term"):
        runs = _make_term(term, node, context)
    else:
        runs = richtext.parse_inline(get("value", ""))
    return Output(apply_affixes_and_formatting(node, runs, context))


def _render_group(node: XmlNode, context: Context) -> Output:
    return _finish_group(node, render_all(node.children, context, node.get("delimiter", "")), context)


def _make_term(term: str, node: XmlNode, context: Context) -> RichText:
    text = context.style.locale.term(term, node.get("form", "long"), node.get("plural") == "true")
    return [Run(text, _TERM if context.citation else NO_MARKS)] if text else []


def _finish_group(node: XmlNode, out: Output, context: Context) -> Output:
    """Suppress a group or macro whose variables are all empty (CSL 1.0.2, "Group")."""
    if not out.runs:
        return out
    if out.tried and not out.found:
        return Output(tried=True)
    runs = apply_affixes_and_formatting(node, out.runs, context)
    # One that is not empty counts as a variable with content in the group around it.
    return Output(runs, True, True) if runs else Output(runs, out.tried, out.found)


def _render_names(node: XmlNode, context: Context) -> Output:
    """Render `<names>`, or the first non-empty element of its `<substitute>`."""
    out = render_names(node, context)
    substitute = node.find("substitute") if not out.runs and not out.found else None
    if substitute is None:
        return out
    for child in substitute.children:
        with substitutes(context) as used:
            if child.tag == "names":
                inner = render_names(child, context, node)
            else:
                inner = render_all([child], context)
        if not inner.runs and child.get("term") and context.style.locale.has(child.get("term", "")):
            break  # a term that is empty by intention
        if inner.runs:
            context.suppressed |= used
            return finish_substitute(node, inner.runs, context, is_names=child.tag == "names")
    return Output(tried=True)


_RENDERERS: dict[str, Callable[[XmlNode, Context], Output]] = {
    "date": render_date,
    "group": _render_group,
    "label": render_label,
    "names": _render_names,
    "number": render_number,
    "text": _render_text,
}
