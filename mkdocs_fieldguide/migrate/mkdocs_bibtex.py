"""Conversion of the settings of mkdocs-bibtex in mkdocs.yml to those of this plugin.

Only the entry of the plugin is replaced in the text, so comments, tags such as `!ENV` and the order of all
other settings remain. Pages are left alone: `pandoc_citations` reads their syntax.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import yaml

from mkdocs_fieldguide.citations.styles import BUNDLED

OLD_NAME = "bibtex"
NEW_NAME = "fieldguide"
_FOOTNOTE_STYLE = "nature"
_COMMANDS = {"bib_command": "\\bibliography", "full_bib_command": "\\full_bibliography"}


class ConversionError(Exception):
    """The settings cannot be converted; the message says why."""


@dataclass(frozen=True, slots=True)
class Converted:
    """Converted settings.

    Attributes:
        text: the new text of mkdocs.yml.
        notes: what is left to do by hand, one sentence or two each.
    """

    text: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """The entry of the old plugin in the text.

    Attributes:
        key: its name.
        value: its options; None if it has none.
        is_flow: whether it is in brackets or braces.
        is_item: whether the plugins are a list.
    """

    key: yaml.Node
    value: yaml.Node | None
    is_flow: bool
    is_item: bool


def convert_settings(text: str) -> Converted:
    """Return mkdocs.yml with this plugin in place of mkdocs-bibtex.

    Args:
        text: the content of mkdocs.yml.

    Raises:
        ConversionError: if the text is not valid YAML, or the plugin is not in it.
    """
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        problem = getattr(error, "problem", "") or "it is nested too deeply"
        raise ConversionError(f"mkdocs.yml is not valid YAML: {problem}.") from None
    entry = _find_entry(root)
    notes: list[str] = []
    options = _convert(_read_options(entry.value, notes), notes)
    new = _replace(text, entry, options)
    if not _has_options(new, options):
        lines = "\n".join(_line(name, value) for name, value in options.items())
        raise ConversionError(
            f"The plugin “{OLD_NAME}” is written in mkdocs.yml in an unusual way. Replace it by hand with"
            f" “{NEW_NAME}” and these options:\n{lines}"
        )
    return Converted(new, tuple(notes))


def _has_options(text: str, options: dict[str, Any]) -> bool:
    """Return whether the new text is as intended: YAML aliases, for instance, are not replaced correctly."""
    try:
        plugins = _get(yaml.compose(text, yaml.SafeLoader), "plugins")
        entries = [(str(entry.key.value), entry.value) for entry in _list_entries(plugins)]
    except yaml.YAMLError:
        return False
    return [_read_options(value, []) for name, value in entries if name == NEW_NAME] == [options]


def _find_entry(root: yaml.Node | None) -> _Entry:
    entries = _list_entries(_get(root, "plugins"))
    names = [str(entry.key.value) for entry in entries]
    if OLD_NAME not in names:
        raise ConversionError(f"mkdocs.yml has no plugin “{OLD_NAME}”.")
    if NEW_NAME in names:
        raise ConversionError(f"mkdocs.yml has the plugin “{NEW_NAME}” already.")
    return entries[names.index(OLD_NAME)]


def _list_entries(plugins: yaml.Node | None) -> list[_Entry]:
    entries: list[_Entry] = []
    if isinstance(plugins, yaml.SequenceNode):
        for item in plugins.value:
            if isinstance(item, yaml.MappingNode) and item.value:
                key, value = item.value[0]
                is_flow = bool(plugins.flow_style or item.flow_style)
                entries.append(_Entry(key, value, is_flow, is_item=True))
            else:
                entries.append(_Entry(item, None, bool(plugins.flow_style), is_item=True))
    elif isinstance(plugins, yaml.MappingNode):
        is_flow = bool(plugins.flow_style)
        entries += [_Entry(key, value, is_flow, is_item=False) for key, value in plugins.value]
    return entries


def _get(node: yaml.Node | None, name: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def _read_options(node: yaml.Node | None, notes: list[str]) -> dict[str, str | bool]:
    options: dict[str, str | bool] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = str(key.value)
        if not isinstance(value, yaml.ScalarNode) or not value.tag.startswith("tag:yaml.org,2002:"):
            notes.append(f"“{name}” is not plain text. Set the option that replaces it by hand.")
        elif value.tag.endswith(":bool"):
            options[name] = value.value.casefold() in ("true", "yes", "on")
        elif not value.tag.endswith(":null"):
            options[name] = value.value
    return options


def _convert(old: dict[str, str | bool], notes: list[str]) -> dict[str, Any]:
    """Return the new options."""
    new: dict[str, Any] = {}
    if file := str(old.pop("bib_file", "")):
        new["bibliography"] = _local(file, "references.bib", notes)
    if folder := str(old.pop("bib_dir", "")):
        # mkdocs-bibtex ignores the folder if there is a file.
        new.setdefault("bibliography", posixpath.join(folder, "**", "*.bib"))
    new["citation_style"] = _convert_style(str(old.pop("csl_file", "")), notes)
    new["pandoc_citations"] = True
    encoding = str(old.pop("csl_file_encoding", "utf-8"))
    if encoding.casefold().replace("-", "") != "utf8":
        notes.append(f"The citation style is encoded as {encoding}. Save it as UTF-8.")
    for name, command in _COMMANDS.items():
        if (written := str(old.pop(name, command))) != command:
            notes.append(f"“{name}” is “{written}”. Write {command} in its place on your pages.")
    if old.pop("bib_by_default", True) is False:
        notes.append(
            "“bib_by_default” is false. A page that cites always has its references, at its end or where"
            " \\bibliography is."
        )
    if old.pop("enable_inline_citations", True) is False:
        new["pandoc_citations"] = "brackets"
    for name in ("footnote_format", "cite_inline"):
        if old.pop(name, None) is not None:
            notes.append(f"“{name}” is no longer needed: the citation style determines how citations look.")
    notes += [f"“{name}” has no counterpart." for name in old]
    return new


def _convert_style(written: str, notes: list[str]) -> str:
    if not written:
        notes.append(
            f"Without “csl_file”, citations were numbers of footnotes. The style “{_FOOTNOTE_STYLE}” has such"
            " numbers; any other can be chosen with “citation_style”."
        )
        return _FOOTNOTE_STYLE
    name = posixpath.basename(urlsplit(written).path).removesuffix(".csl")
    return name if _is_url(written) and name in BUNDLED else _local(written, "style.csl", notes)


def _local(written: str, default: str, notes: list[str]) -> str:
    """Return a path of the site; a build never downloads anything."""
    if not _is_url(written):
        return written
    name = posixpath.basename(urlsplit(written).path)
    suffix = posixpath.splitext(default)[1]
    path = name if name.endswith(suffix) else default
    notes.append(f"A build downloads nothing. Save {written} as {path}, next to mkdocs.yml.")
    return path


def _is_url(written: str) -> bool:
    return written.startswith(("http://", "https://"))


def _replace(text: str, entry: _Entry, options: dict[str, Any]) -> str:
    start = entry.key.start_mark
    end = _end(entry.value) if entry.value is not None else entry.key.end_mark.index
    end = max(end, entry.key.end_mark.index)
    while text[end - 1].isspace():  # after a block scalar
        end -= 1
    if entry.value is not None and end == entry.key.end_mark.index:
        # An entry with a colon and nothing after it.
        end = text.index(":", end) + 1
    if entry.is_flow:
        inner = ", ".join(_line(name, value) for name, value in options.items())
        body = f"{NEW_NAME}: {{{inner}}}"
        if entry.is_item and entry.value is None:
            body = f"{{{body}}}"
    else:
        is_block = isinstance(entry.value, yaml.MappingNode) and not entry.value.flow_style
        column = entry.value.start_mark.column if is_block and entry.value else start.column + 2
        indent = "\n" + " " * column
        body = f"{NEW_NAME}:" + "".join(indent + _line(name, value) for name, value in options.items())
    return text[: start.index] + body + text[end:]


def _end(node: yaml.Node) -> int:
    """Return the end of what is written; blocks end only where the next token begins."""
    end, seen, nodes = 0, set(), [node]
    while nodes:
        one = nodes.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, yaml.CollectionNode) and not one.flow_style:
            nodes += [child for item in one.value for child in (item if isinstance(item, tuple) else (item,))]
        else:
            end = max(end, one.end_mark.index)
    return end


def _line(name: str, value: str | bool) -> str:
    return yaml.safe_dump({name: value}, allow_unicode=True, width=10_000).strip()
