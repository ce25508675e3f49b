"""Suggested command lines run as they are."""

import os
import sys

import pytest

from mkdocs_fieldguide.cli.next_steps import make_command_line

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the layout of environments on POSIX systems")


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """Work in a folder with an environment that is not activated."""
    scripts = tmp_path / ".venv" / "bin"
    scripts.mkdir(parents=True)
    for name in ("python", "mkdocs"):
        (scripts / name).touch(mode=0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", str(scripts / "python"))
    monkeypatch.setenv("PATH", os.defpath)
    return scripts


def test_without_an_activated_environment_they_name_the_script(environment, monkeypatch):
    assert make_command_line("mkdocs", "serve", "-f", "my guide/mkdocs.yml") == (
        ".venv/bin/mkdocs serve -f 'my guide/mkdocs.yml'"
    )
    assert make_command_line("fieldguide", "check") == ".venv/bin/python -m mkdocs_fieldguide check"
    monkeypatch.chdir(environment)
    assert make_command_line("mkdocs", "serve") == f"{os.curdir}/mkdocs serve"


def test_another_environment_in_the_path_is_not_used(environment, tmp_path, monkeypatch):
    other = tmp_path / "other"
    other.mkdir()
    (other / "mkdocs").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(other))
    assert make_command_line("mkdocs", "serve") == ".venv/bin/mkdocs serve"


def test_in_an_activated_environment_they_are_short(environment, monkeypatch):
    monkeypatch.setenv("PATH", str(environment))
    assert make_command_line("mkdocs", "serve") == "mkdocs serve"
