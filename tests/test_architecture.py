"""The structure of the package; `make lint` checks the imports."""

import ast
import re
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from mkdocs_fieldguide.model.pages import PageInfo

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mkdocs_fieldguide"
NOT_CODE = {"starter", "styles", "locales"}
"""Folders of data."""

PUBLIC_EXTENSION = "kramdown"
"""A Markdown extension with a public import name, which must not change."""


def packages():
    return [
        path for path in PACKAGE.iterdir() if path.is_dir() and path.name not in NOT_CODE | {"__pycache__"}
    ]


def test_package_has_few_top_level_modules():
    assert {path.name for path in PACKAGE.glob("*.py")} == {
        "__init__.py",
        "__main__.py",
        "config.py",
        "option_types.py",
        "plugin.py",
    }
    assert len([path for path in packages() if path.name != PUBLIC_EXTENSION]) <= 16


@pytest.mark.parametrize(
    "folder", sorted({path.parent for package in packages() for path in package.rglob("*.py")}), ids=str
)
def test_each_package_has_a_docstring(folder):
    assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))


def test_contract_names_every_package():
    """A package in no layer could import anything."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in settings["contracts"] if contract["type"] == "layers")
    named = {name.strip() for layer in layers for name in layer.replace("|", ":").split(":")}
    assert named >= {f"mkdocs_fieldguide.{path.name}" for path in packages()}


def test_docs_describe_every_package():
    text = (ROOT / "docs" / "background" / "architecture.md").read_text(encoding="utf-8")
    assert [path.name for path in packages() if f"| `{path.name}/` |" not in text] == []


def test_directive_in_the_documentation_works():
    """`tests/sites/test_new_directive.py` shows that a module is enough."""
    text = (ROOT / "docs" / "background" / "architecture.md").read_text(encoding="utf-8")
    module = re.search(r"``` python title=\"[^\"]*/greeting\.py\"\n(.*?)```", text, re.DOTALL)
    defined = {"__name__": "greeting"}
    exec(module[1], defined)
    directive = defined["DIRECTIVE"]
    slot = directive.slot_on(SimpleNamespace(info=PageInfo(path="index.md")), name="<Ada>")
    assert directive.render(None, slot) == "Hello, &lt;Ada&gt;!"
