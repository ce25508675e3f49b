"""A directive is added with a single file."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import mkdocs_fieldguide

PACKAGE = Path(mkdocs_fieldguide.__file__).parent
OVERRIDES = PACKAGE.parent / "theme_overrides"

MODULE = '''\
"""The directive `shout`: a word in capitals, and a mention of a tool."""

from markupsafe import Markup

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.problem import Problem
from mkdocs_fieldguide.rendering.directives.base import PageDirective


class ShoutDirective(PageDirective):
    """A word in capitals."""

    def check(self, call):
        if not call.text("word"):
            yield Problem(Code.BAD_ARGUMENT, "There is nothing to shout.")

    def mentioned_tools(self, call):
        return ("spade",)

    def render(self, page, slot):
        return Markup("<b class='shout'>{}</b>").format(slot.mark.call.text("word").upper())


DIRECTIVE = ShoutDirective(
    "shout",
    Output.INLINE,
    "A word in capitals.",
    parameters=(Parameter("word", "The word."),),
    includes=("shout-it",),
    landing_position=2,
)
'''
PAGE = """\
# Home

Tag {% shout word="one" %}, include {% include shout-it.html word="two" %}, macro {{ shout(word="three") }},
typo {% shuot word="four" %}, nothing {% shout %}.
"""
TOOLS = """\
- id: spade
  name: The Spade
  url: https://spade.example.org
"""
SETTINGS = """\
site_name: Guide
theme: {name: material, font: false}
plugins: [macros, fieldguide]
"""


def run(*command, cwd, package):
    environment = {
        **os.environ,
        "PYTHONPATH": str(package.parent),
        "FIELDGUIDE_CACHE_DIR": str(cwd / "cache"),
    }
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_directive_needs_one_file(tmp_path):
    package = tmp_path / "installed" / PACKAGE.name
    shutil.copytree(PACKAGE, package)  # with the compiled files, which stay valid
    if OVERRIDES.is_dir():
        shutil.copytree(OVERRIDES, tmp_path / "installed" / OVERRIDES.name)
    (package / "rendering" / "directives" / "shout.py").write_text(MODULE, encoding="utf-8")
    site = tmp_path / "site"
    (site / "docs" / "_data").mkdir(parents=True)
    (site / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (site / "docs" / "index.md").write_text(PAGE, encoding="utf-8")
    (site / "docs" / "landing.md").write_text(
        "---\nlayout: landing\nlanding_blocks: [shout, text]\n---\n\n# Landing\n\n{% shout word='five' %}\n",
        encoding="utf-8",
    )
    (site / "docs" / "_data" / "tool_and_resource_list.yml").write_text(TOOLS, encoding="utf-8")

    built = run("mkdocs", "build", cwd=site, package=package)

    html = (site / "site" / "index.html").read_text(encoding="utf-8")
    for word in ("ONE", "TWO", "THREE"):
        assert f"<b class='shout'>{word}</b>" in html, built
    assert "Did you mean “shout”?" in built
    assert "There is nothing to shout." in built
    assert "No page mentions the tool" not in built
    assert "FIVE" in (site / "site" / "landing" / "index.html").read_text(encoding="utf-8")
    assert "is not a block of landing pages" not in built
    checked = run("mkdocs_fieldguide", "check", cwd=site, package=package)
    assert "Did you mean “shout”?" in checked
    assert "There is nothing to shout." in checked
