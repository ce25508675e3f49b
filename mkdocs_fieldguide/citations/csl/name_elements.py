"""Render `<names>`: labels, roles, and the names that a list of references replaces or a cite omits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs_fieldguide.citations.csl import richtext
from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.elements import Output, apply_affixes_and_formatting
from mkdocs_fieldguide.citations.csl.name_format import NameFormat
from mkdocs_fieldguide.citations.csl.names import CslName
from mkdocs_fieldguide.citations.csl.run import RichText, Run
from mkdocs_fieldguide.citations.csl.xml import XmlNode


def render_names(node: XmlNode, context: Context, parent: XmlNode | None = None) -> Output:
    """Render a `<names>` element; one without children, in a `<substitute>`, has the format of its parent."""
    source = node if node.children or parent is None else parent
    format_ = _make_format(source, context)
    roles = _find_roles(node, source, context)
    if format_.form == "count":
        total = sum(format_.count_shown(len(people), context.hints.shown) for _, _, people in roles)
        return Output(
            [Run(f"{total:04}" if context.sorting else str(total))] if total else [], True, total > 0
        )
    lists = [format_.format_names(people, context.hints, context.citation) for _, _, people in roles]
    replacement: RichText | None = None
    if context.first_names is None and not context.citation and not context.sorting:
        lists, replacement = _replace_repeated(lists, context)
    parts: list[RichText] = []
    for (term, variables, people), names in zip(roles, lists, strict=True):
        context.used.update(variables)
        context.people.append(people)
        if replacement is None:
            runs = format_.join_names(names, people, context.hints, context.citation)
        else:
            runs = [] if parts else replacement
        if runs and not context.sorting:
            runs = _add_label(source, runs, term, people, context)
        parts.append(runs)
    delimiter = (
        node.get("delimiter") or source.get("delimiter") or context.section.names.get("names-delimiter", "")
    )
    runs = richtext.join(parts, delimiter)
    if not runs and replacement != []:
        return Output(tried=True)
    if context.in_substitute:
        context.suppressed.update(variable for _, variables, _ in roles for variable in variables)
    runs = apply_affixes_and_formatting(node, runs, context)
    return _record_first_names(runs, context, node.get("variable", ""))


def _make_format(source: XmlNode, context: Context) -> NameFormat:
    name, et_al = source.find("name"), source.find("et-al")
    options = {**context.section.names, **(name.attributes if name else {}), **context.options}
    if context.position != "first" and context.citation:
        for option in ("min", "use-first"):
            if (value := options.get(f"et-al-subsequent-{option}")) is not None:
                options[f"et-al-{option}"] = value
    demote = context.style.demote
    if context.sorting and demote == "sort-only":
        demote = "display-and-sort"
    return NameFormat(options, name, et_al, context.style.locale, demote, sorting=context.sorting)


def _find_roles(
    node: XmlNode, source: XmlNode, context: Context
) -> list[tuple[str, tuple[str, ...], tuple[CslName, ...]]]:
    """Return for each list of names its term, its variables and the people.

    People who are both editor and translator are listed once, if there is a term for it.
    """
    variables = node.get("variable", "").split()
    roles = []
    merged: tuple[str, ...] = ()
    if "editor" in variables and "translator" in variables:
        editors, label = context.item.names("editor"), source.find("label")
        has_term = label is None or context.style.locale.term("editortranslator", label.get("form", "long"))
        if editors and editors == context.item.names("translator") and has_term:
            merged = ("editor", "translator")
    for variable in variables:
        people = context.item.names(variable)
        if variable in context.suppressed or not people or (variable == "translator" and merged):
            continue
        if variable in merged:
            roles.append(("editortranslator", merged, people))
        else:
            roles.append((variable, (variable,), people))
    return roles


def _replace_repeated(
    lists: list[list[RichText]], context: Context
) -> tuple[list[list[RichText]], RichText | None]:
    """Replace names repeated from the previous entry (`subsequent-author-substitute`).

    Returns:
        The lists of names, and the text that replaces all of them, or None.
    """
    names = tuple(richtext.to_plain_text(name) for one in lists for name in one)
    context.listed_names = names
    substitute = context.section.get("subsequent-author-substitute")
    if substitute is None or not context.previous_names or not names:
        return lists, None
    replacement: RichText = [Run(substitute)] if substitute else []
    rule = context.section.get("subsequent-author-substitute-rule", "complete-all")
    if rule.startswith("complete"):
        if names != context.previous_names:
            return lists, None
        if rule == "complete-all":
            return lists, replacement
        return [[replacement for _ in one] for one in lists], None
    same = 0
    for name, before in zip(names, context.previous_names, strict=False):
        if name != before or (rule == "partial-first" and same):
            break
        same += 1
    result = []
    for one in lists:
        replaced = min(same, len(one))
        result.append([*(replacement for _ in range(replaced)), *one[replaced:]])
        same -= replaced
    return result, None


def _add_label(
    names: XmlNode, runs: RichText, term: str, people: tuple[CslName, ...], context: Context
) -> RichText:
    label = names.find("label")
    if label is None:
        return runs
    plural = {"always": True, "never": False}.get(label.get("plural", ""), len(people) > 1)
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


@contextmanager
def substitutes(context: Context) -> Iterator[set[str]]:
    """Render an element of a `<substitute>`; yield the set of the variables that it uses."""
    used_before, context.used = context.used, set()
    hide_names, context.hide_names = context.hide_names, False
    first_names, in_substitute = context.first_names, context.in_substitute
    context.in_substitute = True
    used = context.used
    try:
        yield used
    finally:
        context.used = used_before | used
        context.hide_names = hide_names
        context.first_names = first_names
        context.in_substitute = in_substitute


def finish_substitute(node: XmlNode, runs: RichText, context: Context, *, is_names: bool) -> Output:
    """Return the output of `<names>` from that of the element that substitutes it."""
    if not is_names and context.first_names is None and not context.citation and not context.listed_names:
        text = richtext.to_plain_text(runs)
        context.listed_names = (text,)
        substitute = context.section.get("subsequent-author-substitute")
        if substitute is not None and context.previous_names == (text,):
            runs = [Run(substitute)] if substitute else []
    return _record_first_names(apply_affixes_and_formatting(node, runs, context), context, "")
