"""Find a citation style: a bundled one by name, or any `.csl` file by path."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mkdocs_fieldguide.citations.csl.style import Style
from mkdocs_fieldguide.citations.csl.xml import MAX_BYTES, XmlError, parse_xml
from mkdocs_fieldguide.files.regular_files import is_regular, read_regular
from mkdocs_fieldguide.findings.suggestions import suggest_name

_FOLDER = Path(__file__).parent / "styles"
BUNDLED = ("apa", "chicago-author-date", "ieee", "nature", "vancouver")
"""The styles included in the package."""

_LOCALE = re.compile(rb'<style [^>]*\bdefault-locale="([\w-]+)"')


class StyleError(Exception):
    """A style cannot be used; the message says which one and why.

    Attributes:
        is_outside: whether the file is outside the allowed directories and was not read.
    """

    def __init__(self, message: str, *, is_outside: bool = False) -> None:
        super().__init__(message)
        self.is_outside = is_outside


@dataclass(frozen=True, slots=True)
class StyleSource:
    """The source of a validated style.

    Attributes:
        name: the name or path as configured.
        data: the XML of the independent style.
        default_locale: the language that the style was written for; may be empty.
    """

    name: str
    data: bytes
    default_locale: str = ""


def find_style(
    name_or_path: str, base: Path | None = None, may_read: Callable[[Path], bool] = lambda path: True
) -> StyleSource:
    """Return a style.

    Args:
        name_or_path: the name of a bundled style, or the path of a `.csl` file. The parent of a dependent
            style must be in the same directory, or be bundled.
        base: directory for relative paths.
        may_read: returns whether a file, which need not exist, may be read.

    Raises:
        StyleError: if the style does not exist or cannot be used.
    """
    name = name_or_path.strip()
    if name.removesuffix(".csl") in BUNDLED and not (base and is_regular(base / name)):
        return _read_bundled(name, name.removesuffix(".csl"))
    path = Path(name) if base is None else base / name
    if not may_read(path):
        raise _make_outside_error(name)
    if not is_regular(path) and not name.endswith(".csl"):
        path = path.with_name(f"{path.name}.csl") if path.name else path
        if not may_read(path):
            raise _make_outside_error(name)
    if not is_regular(path):
        hint = suggest_name(name, BUNDLED) or f"The bundled styles are {', '.join(BUNDLED)}."
        raise StyleError(f"There is no citation style “{name}”. {hint}")
    return _resolve_parent(name, _read(name, path), path.parent, may_read)


def _make_outside_error(name: str) -> StyleError:
    message = f"The citation style “{name}” is outside the guide and is not read."
    return StyleError(message, is_outside=True)


def _read(name: str, path: Path) -> bytes:
    try:
        return read_regular(path, MAX_BYTES)
    except OSError as error:
        raise StyleError(f"The citation style {name} cannot be read: {error.strerror}.") from None


def _resolve_parent(name: str, data: bytes, folder: Path, may_read: Callable[[Path], bool]) -> StyleSource:
    try:
        root = parse_xml(data)
    except XmlError as error:
        raise StyleError(f"The citation style {name} cannot be used: {error}.") from None
    info = root.find("info")
    links = info.findall("link") if info else []
    parent = next((link.get("href", "") for link in links if link.get("rel") == "independent-parent"), "")
    if not parent or root.find("citation") is not None:
        return _validate(name, data)
    parent_name = parent.rstrip("/").rpartition("/")[2]
    if not re.fullmatch(r"[\w.-]+", parent_name):
        raise StyleError(f"The citation style {name} has an invalid parent style.")
    parent_path = folder / f"{parent_name}.csl"
    bundled = "vancouver" if parent_name == "nlm-citation-sequence" else parent_name
    if not may_read(parent_path):
        raise _make_outside_error(parent_path.name)
    if is_regular(parent_path):
        source = _validate(name, _read(name, parent_path))
    elif bundled in BUNDLED:
        source = _read_bundled(name, bundled)
    else:
        raise StyleError(
            f"The citation style {name} depends on “{parent_name}”. "
            f"Put {parent_name}.csl into the same directory."
        )
    return StyleSource(name, source.data, root.get("default-locale") or source.default_locale)


def _read_bundled(name: str, bundled: str) -> StyleSource:
    """Return a bundled style; it is known to be valid, and parsing it would slow guides without citations."""
    data = (_FOLDER / f"{bundled}.csl").read_bytes()
    locale = _LOCALE.search(data)
    return StyleSource(name, data, locale[1].decode() if locale else "")


def _validate(name: str, data: bytes) -> StyleSource:
    try:
        Style(data, "en-US")
        return StyleSource(name, data, parse_xml(data).get("default-locale") or "")
    except XmlError as error:
        raise StyleError(f"The citation style {name} cannot be used: {error}.") from None
