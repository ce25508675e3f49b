"""Commands import only what they need, because imports take most of the time of a short command."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("code", "needless"),
    [
        ("from mkdocs_fieldguide.cli import main; main([])", ["mkdocs", "pydantic", "jinja2", "yaml"]),
        ("import mkdocs_fieldguide.cli.check", ["mkdocs", "pydantic", "jinja2"]),
        ("import mkdocs_fieldguide.plugin", ["mkdocs.livereload", "http.client", "mkdocs_fieldguide.lookup"]),
    ],
)
def test_no_unneeded_module_is_imported(code, needless):
    program = f"{code}\nimport sys\nprint([name for name in {needless} if name in sys.modules])"
    process = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert process.stdout.splitlines()[-1] == "[]"
