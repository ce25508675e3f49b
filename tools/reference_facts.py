"""Generators of the parts of the docs that are made from code: descriptions as Markdown."""

# More than 300 lines: one short function for each generated part of the docs.

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from babel import Locale
from mkdocs.config import base
from mkdocs.config import config_options as c

from mkdocs_fieldguide import config as options
from mkdocs_fieldguide import option_types
from mkdocs_fieldguide.citations.styles import BUNDLED
from mkdocs_fieldguide.cli import COMMANDS
from mkdocs_fieldguide.content.settings.page_types import COLOURS
from mkdocs_fieldguide.findings.codes import Code, Severity
from mkdocs_fieldguide.markup.directive import Directive, Parameter
from mkdocs_fieldguide.model.external_registries import BUILT_IN_REGISTRIES
from mkdocs_fieldguide.model.roles import CREDIT, credit_url
from mkdocs_fieldguide.rendering.catalogues import catalogue_names, read_catalogue
from mkdocs_fieldguide.rendering.directives import DIRECTIVES
from mkdocs_fieldguide.rendering.english import WORDS
from tests.neighbours.neighbour import Neighbour, Order
from tests.neighbours.table import NEIGHBOURS, THEMES

ROOT = Path(__file__).resolve().parents[1]
PARTIALS = ROOT / "theme_overrides" / "fieldguide" / "partials"
LOCALES = ROOT / "mkdocs_fieldguide" / "citations" / "locales"
STYLE_SHEET = ROOT / "theme_overrides" / "fieldguide" / "styles" / "01-properties.css"

_COMMENT = re.compile(r"\A\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)
_PROPERTY = re.compile(
    r"^(?:[ ]*/\*\s*(?P<note>[^*]*?)\s*\*/\n)?[ ]*(?P<name>--fg-[\w-]+):\s*(?P<value>.*?);", re.MULTILINE
)
"""A custom property, with the comment above it."""

SEVERITIES = {
    Severity.ERROR: "error; fails a strict build",
    Severity.WARNING: "warning; fails a strict build",
    Severity.INFO: "info; does not fail a strict build",
}
KINDS = {
    "text": "text",
    "flag": "yes or no",
    "number": "whole number",
    "list": "list, separated by commas",
    "texts": "text, one for each key",
    "ignored": "anything",
}


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


# Options


def attribute_docstrings(of: type[base.Config]) -> dict[str, str]:
    """Return the docstrings below the attributes of a class."""
    body = ast.parse(textwrap.dedent(inspect.getsource(of))).body[0]
    if not isinstance(body, ast.ClassDef):
        return {}
    found: dict[str, str] = {}
    for item, following in zip(body.body, body.body[1:], strict=False):
        target = item.targets[0] if isinstance(item, ast.Assign) else None
        if (
            isinstance(target, ast.Name)
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
        ):
            found[target.id] = " ".join(str(following.value.value).split())
    return found


def all_options() -> dict[str, tuple[Any, str]]:
    """Return every option by its full name, such as `privacy.email`, with its description."""
    found: dict[str, tuple[Any, str]] = {}

    def add(of: type[base.Config], prefix: str) -> None:
        descriptions = attribute_docstrings(of)
        for name, option in of._schema:
            found[prefix + name] = option, descriptions.get(name, "")
            if isinstance(option, c.SubConfig):
                add(option.config_class, f"{prefix}{name}.")

    add(options.FieldguideConfig, "")
    return found


def option_kind(option: Any) -> str:
    """Return a description of the values that an option accepts."""
    inner = option.option if isinstance(option, c.Optional) else option
    if isinstance(inner, option_types.ParsedOption | option_types.RegistriesOption):
        return inner.kind
    if isinstance(inner, c.ListOfItems):
        return "list"
    if isinstance(inner, c.SubConfig):
        return "mapping"
    if isinstance(inner, c.Choice):
        choices = (str(one).lower() if isinstance(one, bool) else one for one in inner.choices)
        return "one of " + ", ".join(f"`{choice}`" for choice in choices)
    names = {
        str: "text",
        bool: "`true` or `false`",
        int: "whole number",
        list: "list",
        dict: "mapping",
        tuple: "list",
    }
    kinds = getattr(inner, "_type", None)
    kinds = kinds if isinstance(kinds, tuple) else (kinds,)
    return ", or ".join(names.get(kind, "value") for kind in kinds)


def option(name: str) -> str:
    """Return the description of an option; for a group of options, a table."""
    found = all_options()
    chosen, description = found[name]
    if isinstance(chosen, c.SubConfig):
        rows = [
            (f"`{full.removeprefix(name + '.')}`", option_kind(part), _default(part), part_says)
            for full, (part, part_says) in found.items()
            if full.startswith(f"{name}.")
        ]
        return f"{description}\n\n{table(('Key', 'Value', 'Default', 'Description'), rows)}"
    return f"*{_sentence(option_kind(chosen))} Default: {_default(chosen)}.*\n\n{description}"


def _default(chosen: Any) -> str:
    value = chosen.default
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if isinstance(value, (str, int)) and value != "" else "none"


def _sentence(text: str) -> str:
    """Return text of the command line as a sentence; file names keep their case."""
    first = text.split(" ", 1)[0].strip(",")
    begun = text if "." in first else f"{text[:1].upper()}{text[1:]}"
    return f"{begun.removesuffix('.')}."


# Directives


def directive(name: str) -> str:
    """Return the syntax and the parameters of a directive."""
    it = DIRECTIVES[name]
    rows = [("Tag", f"`{tag_form(it)}`")]
    rows += [("Include", f"`{include_form(it, include)}`") for include in it.includes]
    rows.append(("Macro", f"`{macro_form(it)}`"))
    parts = [it.summary, table(("Form", "Syntax"), rows)]
    if it.positional:
        often = {1: "Exactly one.", None: "One or more."}.get(it.maximum, "")
        parts.append(f"Positional arguments: {it.positional}. {often}".strip())
    if it.parameters:
        parts.append(
            table(
                ("Parameter", "Value", "Description"),
                [(_parameter(it, p), KINDS[p.kind], p.summary) for p in it.parameters],
            )
        )
    else:
        parts.append("It has no parameters.")
    return "\n\n".join(parts)


def _parameter(it: Directive, parameter: Parameter) -> str:
    short = f"<br>`-{parameter.short}`" if parameter.short else ""
    option_like = bool(it.positional) or any(p.short for p in it.parameters)
    return f"`{parameter.name}`" + (f"<br>`--{parameter.name}`{short}" if option_like else "")


def tag_form(it: Directive) -> str:
    """Return a pattern of the directive as a tag."""
    words = {1: ' "…"', None: " … …"}.get(it.maximum, "") if it.positional else ""
    more = ""
    if it.parameters:
        more = " --name value" if it.positional or it.parameters[0].short else ' name="value"'
    return f"{{% {it.name}{words}{more} %}}"


def include_form(it: Directive, include: str) -> str:
    """Return a pattern of the directive as an include."""
    more = ' name="value"' if it.parameters else ""
    return f"{{% include {include}.html{more} %}}"


def macro_form(it: Directive) -> str:
    """Return a pattern of the directive as a macro."""
    words = {1: '"…"', None: '"…", "…"'}.get(it.maximum, "") if it.positional else ""
    more = 'name="value"' if it.parameters else ""
    return f"{{{{ {it.name}({', '.join(part for part in (words, more) if part)}) }}}}"


def directives() -> str:
    """Return an overview of all directives, in the order of their sections on the page."""
    page = (ROOT / "docs" / "reference" / "directives.md").read_text(encoding="utf-8")
    headings = (line.removeprefix("## ") for line in page.splitlines() if line.startswith("## "))
    described = [DIRECTIVES[name] for name in headings if name in DIRECTIVES]
    rows = [(f"[`{it.name}`](#{it.name})", it.summary) for it in described]
    return table(("Name", "Description"), rows)


# Findings, words, templates


def finding(number: str) -> str:
    """Return the meaning of one code."""
    code = next(code for code in Code if code.number == number)
    return f"**{code.title}.** ({_sentence(SEVERITIES[code.severity])[:-1]}.)"


def findings() -> str:
    """Return an overview of all codes."""
    rows = [(f"[{code.number}](#{code.number.lower()})", code.severity.value, code.title) for code in Code]
    return table(("Code", "Severity", "Meaning"), rows)


def words() -> str:
    """Return all texts of the plugin."""
    return table(("Key", "Text"), [(f"`{key}`", text) for key, text in WORDS.items()])


def translations() -> str:
    """Return the languages of the texts."""
    rows = []
    for name in catalogue_names():
        read = "not yet" if read_catalogue(name).fuzzy else "yes"
        locale = Locale.parse(name)
        rows.append((f"`{name.replace('_', '-')}`", str(locale.get_display_name("en")), read))
    return table(("`language`", "Language", "Read by a speaker"), rows)


def partials() -> str:
    """Return all partials with their descriptions."""
    rows = []
    for path in sorted(PARTIALS.glob("*.html")):
        comment = _COMMENT.match(path.read_text(encoding="utf-8"))
        rows.append((f"`{path.name}`", " ".join(comment[1].split()) if comment else ""))
    return table(("File", "Description"), rows)


def properties() -> str:
    """Return the custom properties of the style sheet."""
    text = STYLE_SHEET.read_text(encoding="utf-8") if STYLE_SHEET.exists() else ""
    found: dict[str, tuple[str, str]] = {}
    for note, name, value in _PROPERTY.findall(text):
        found.setdefault(name, (value, note))
    rows = [(f"`{name}`", f"`{' '.join(value.split())}`", note) for name, (value, note) in found.items()]
    return table(("Property", "Value", "Note"), rows) if rows else "There are none yet."


def styles() -> str:
    """Return the names of the bundled citation styles."""
    return "Bundled styles: " + ", ".join(f"`{name}`" for name in BUNDLED) + "."


def colours() -> str:
    """Return the names of the colours of types."""
    return "Colours: " + ", ".join(f"`{name}`" for name in COLOURS) + "."


def locales() -> str:
    """Return the languages of citations."""
    names = sorted(path.stem.removeprefix("locales-") for path in LOCALES.glob("locales-*.xml"))
    return "Languages: " + ", ".join(f"`{name}`" for name in names) + "."


def registries() -> str:
    """Return the built-in external registries of tools."""
    rows = [(f"`{key}`", it.label, f"`{it.address('ID')}`") for key, it in BUILT_IN_REGISTRIES.items()]
    return table(("Key", "Link", "URL"), rows)


def credit() -> str:
    """Return the terms of the Contributor Role Taxonomy."""
    rows = [(f"`{role}`", f"[{name}]({credit_url(role)})") for role, name in CREDIT.items()]
    return table(("Role", "Name"), rows)


def command(name: str) -> str:
    """Return what a command does, and its arguments."""
    parser = argparse.ArgumentParser(add_help=False)
    importlib.import_module(f"mkdocs_fieldguide.cli.{name}").add_arguments(parser)
    actions = parser._actions
    rows = [(_argument(action), _sentence(action.help or "")) for action in actions]
    return f"{_sentence(COMMANDS[name])}\n\n{table(('Argument', 'Description'), rows)}"


def _argument(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
    name = action.option_strings[0] if action.option_strings else ""
    choices = f": one of {', '.join(f'`{choice}`' for choice in action.choices)}" if action.choices else ""
    return f"`{f'{name} {value}'.strip()}`{choices}"


def neighbours(kind: str) -> str:
    """Return the plugins and extensions, or the themes, whose sites the tests build with this plugin."""
    if kind == "themes":
        return table(("Theme", "Notes"), ((f"[{it.name}]({it.url})", _notes([it])) for it in THEMES))
    groups: dict[str, list[Neighbour]] = {}
    for neighbour in NEIGHBOURS:
        groups.setdefault(neighbour.name.partition(":")[0], []).append(neighbour)
    rows = [(f"[{name}]({group[0].url})", _order(group), _notes(group)) for name, group in groups.items()]
    return table(("Plugin or extension", "Order", "Notes"), rows)


def _order(group: list[Neighbour]) -> str:
    """Return where in the list of plugins a neighbour may be."""
    orders = [order for order in Order if all(order in neighbour.orders for neighbour in group)]
    return (
        "any"
        if orders == list(Order)
        else "after `fieldguide`"
        if Order.FIRST in orders
        else "before `fieldguide`"
    )


def _notes(group: list[Neighbour]) -> str:
    """Return what is to be known about a neighbour, and what does not work."""
    faults = dict.fromkeys(fault for neighbour in group for fault in neighbour.faults.values())
    notes = [neighbour.note for neighbour in group if neighbour.note]
    return " ".join([*notes, *(f"**Not yet:** {fault}" for fault in faults)])


MAKERS: Mapping[str, Callable[..., str]] = {
    "option": option,
    "directive": directive,
    "directives": directives,
    "finding": finding,
    "findings": findings,
    "words": words,
    "translations": translations,
    "partials": partials,
    "properties": properties,
    "styles": styles,
    "colours": colours,
    "locales": locales,
    "registries": registries,
    "credit": credit,
    "command": command,
    "neighbours": neighbours,
}
