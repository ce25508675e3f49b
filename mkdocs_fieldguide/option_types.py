"""Types of options in mkdocs.yml that MkDocs does not have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, Self, TypeVar

from mkdocs.config import base
from mkdocs.config import config_options as c

from mkdocs_fieldguide.content.settings.external_registries import read_registries
from mkdocs_fieldguide.files.output_paths import HINT_ALLOWED_PATHS, find_path_fault
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.external_registries import ExternalRegistry


class SettingType(Protocol):
    """A class that parses a setting."""

    @classmethod
    def from_setting(cls, setting: object) -> tuple[Self, tuple[str, ...]]:
        """Return the usable part of a setting, and a sentence for each problem; the default for None."""
        ...


T = TypeVar("T", bound=SettingType)
T_Path = TypeVar("T_Path")

_MAX_NAME_BYTES = 255
"""NAME_MAX of Linux, macOS and Windows."""

_MAX_PATH_CHARACTERS = 2_000
"""Less than PATH_MAX, since the path of the folder of mkdocs.yml comes before it."""


class ParsedOption(base.BaseConfigOption[T]):
    """An option that a class of its own parses.

    Args:
        of: the class.
        kind: the kind of value, as the documentation describes it.
    """

    def __init__(self, of: type[T], kind: str) -> None:
        super().__init__()
        self._of = of
        self.kind = kind
        self.default = of.from_setting(None)[0]

    def run_validation(self, value: object) -> T:
        """Return the parsed value.

        Raises:
            ValidationError: if any part of the setting is invalid.
        """
        if isinstance(value, self._of):
            return value
        read, problems = self._of.from_setting(value)
        if problems:
            raise base.ValidationError(" ".join(problems))
        return read


class PathText(c.Type[T_Path]):
    """A path, or a list of paths, that is valid on a file system."""

    def run_validation(self, value: object) -> T_Path:
        """Return the path.

        Raises:
            ValidationError: if a path is not text, too long, or contains control characters.
        """
        checked = super().run_validation(value)
        for path in checked if isinstance(checked, list) else [checked]:
            if not isinstance(path, str):
                raise base.ValidationError("A path must be text.")
            too_long = any(len(part.encode("utf-8", "replace")) > _MAX_NAME_BYTES for part in path.split("/"))
            if too_long or len(path) > _MAX_PATH_CHARACTERS or not path.isprintable():
                raise base.ValidationError("This path is too long or contains control characters.")
        return checked


class RegistriesOption(base.BaseConfigOption[Mapping[str, ExternalRegistry]]):
    """External registries by key, in addition to the built-in ones."""

    kind = "mapping of mappings"

    def run_validation(self, value: object) -> Mapping[str, ExternalRegistry]:
        """Return the registries.

        Raises:
            ValidationError: if any part of the setting is invalid.
        """
        if isinstance(value, Mapping) and any(isinstance(item, ExternalRegistry) for item in value.values()):
            return value  # MkDocs may validate an option twice
        registries, problems = read_registries(value)
        if problems:
            raise base.ValidationError(" ".join(problems))
        return registries


class PathOption(c.Type[str | bool]):
    """The path of a generated page, or of a folder of such pages, below the docs folder; false for none.

    Args:
        default: the path for `true`.
    """

    def __init__(self, default: str) -> None:
        super().__init__((str, bool), default=default)

    def run_validation(self, value: object) -> str | bool:
        """Return the path.

        Raises:
            ValidationError: if the value is not a path, or if the path points outside the site.
        """
        path: str | bool = super().run_validation(value)
        fault = find_path_fault(path.strip().strip("/")) if isinstance(path, str) and path.strip("/ ") else ""
        if fault:
            raise base.ValidationError(f"The path “{shorten(str(path))}” {fault}. {HINT_ALLOWED_PATHS}")
        return path
