"""A file imports only from lower floors; see docs on the architecture for what the floors are."""

import sys
from pathlib import Path

import pytest
from support import floors

ROOT = Path(__file__).parent.parent
STDLIB = frozenset(sys.stdlib_module_names)


def test_the_package_keeps_to_its_floors():
    assert floors.faults(ROOT / floors.PACKAGE, STDLIB) == []


def test_neighbours_use_each_other_one_way_only():
    assert [pair for pair in floors.NEIGHBOURS if pair[::-1] in floors.NEIGHBOURS] == []


def test_the_checker_reads_the_package():
    """No fault must not mean: nothing was read."""
    files = list((ROOT / floors.PACKAGE).rglob("*.py"))
    assert ROOT / "mkdocs_fieldguide" / "diagnostics.py" in files


@pytest.mark.parametrize(
    ("file", "code", "complaint"),
    [
        ("load/yaml.py", "from mkdocs_fieldguide.render import cards", "floor 2, uphill"),
        ("load/yaml.py", "from mkdocs_fieldguide import plugin", "floor 4, uphill"),
        ("load/yaml.py", "from .. import render", "floor 2, uphill"),
        ("load/yaml.py", "from ..render.cards import Card", "floor 2, uphill"),
        ("registry.py", "from .plugin import FieldguidePlugin", "floor 4, uphill"),
        ("registry.py", "def f():\n    import mkdocs_fieldguide.expand.tags", "floor 2, uphill"),
        ("registry.py", "if TYPE_CHECKING:\n    from mkdocs_fieldguide.config import X", "floor 3, uphill"),
        ("render/cards.py", "import mkdocs.utils", "only floors 3 and 4"),
        ("render/cards.py", "from material.extensions import emoji", "only floors 3 and 4"),
        ("render/cards.py", "from mkdocs_fieldguide.migrate import pages", "do not know each other"),
        ("model/entries.py", "import yaml", "standard library and pydantic only"),
        ("helpers.py", "import re", "stands on no floor"),
        ("render/cards.py", "from mkdocs_fieldguide.helpers import x", "stands on no floor"),
        ("__init__.py", "from mkdocs_fieldguide.plugin import X", "package itself imports"),
    ],
)
def test_a_violation_is_caught(tmp_path, file, code, complaint):
    path = tmp_path / floors.PACKAGE / file
    path.parent.mkdir(parents=True)
    path.write_text(code)
    found = floors.faults(tmp_path / floors.PACKAGE, STDLIB)
    assert len(found) == 1, found
    assert complaint in found[0]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (
            "load/yaml.py",
            "import yaml\nfrom mkdocs_fieldguide.model.tools import Tool\nfrom .places import at",
        ),
        ("registry.py", "from mkdocs_fieldguide import load\nfrom mkdocs_fieldguide.load.yaml import read"),
        ("render/cards.py", "import jinja2\nfrom ..registry import Registry\nfrom . import icons"),
        ("plugin.py", "import mkdocs\nfrom mkdocs_fieldguide import __version__, cli, config, render"),
        ("model/tools.py", "import re\nimport pydantic\nfrom ..diagnostics import Place"),
        ("__init__.py", "__version__ = '1'"),
    ],
)
def test_what_is_allowed_is_not_caught(tmp_path, file, code):
    path = tmp_path / floors.PACKAGE / file
    path.parent.mkdir(parents=True)
    path.write_text(code)
    assert floors.faults(tmp_path / floors.PACKAGE, STDLIB) == []
