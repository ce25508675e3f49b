"""The modules and tests that pyproject.toml lists for `make mutants` exist, and none is missing."""

import itertools
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
MODULES = SETTINGS["only_mutate"]
TESTS = SETTINGS["pytest_add_cli_args_test_selection"]


@pytest.mark.parametrize("path", [*MODULES, *TESTS])
def test_listed_modules_exist(path):
    """mutmut silently ignores modules that it does not find."""
    assert (ROOT / path).is_file()


@pytest.mark.parametrize("module", MODULES)
def test_tests_of_each_module_are_listed(module):
    path = Path(module).relative_to("mkdocs_fieldguide")
    tests = Path("tests/unit", path.parent, f"test_{path.name}").as_posix()
    assert tests in TESTS or not (ROOT / tests).exists()


def test_deselected_tests_exist():
    arguments = SETTINGS["pytest_add_cli_args"]
    for option, value in itertools.pairwise(arguments):
        if option == "--deselect":
            file, _, name = value.partition("::")
            assert file in TESTS
            assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")
