"""Other programs and packages in the place of MkDocs and Material, installed by pip in new environments.

Only in `make neighbours`, as installing takes a minute.
"""

import re
import sys
import venv

import pytest
from support.commands import ROOT, run
from support.site import write_files

from tests.neighbours.content import DATA, PAGES
from tools.materialx_wheel import write_materialx_wheel

SETTINGS = """
    site_name: Guide
    site_url: https://example.org/guide/
    theme: {{name: {}, font: false}}
    plugins: [search, fieldguide]
    markdown_extensions: [admonition, attr_list, footnotes, tables, pymdownx.superfences]
    """


def new_environment(folder):
    venv.create(folder, with_pip=True)
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def install(python, *packages):
    run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages, cwd=ROOT.parent)


def build(root, python, theme, module="mkdocs"):
    write_files(root, {**DATA, **PAGES, "mkdocs.yml": SETTINGS.format(theme)})
    run(python, "-m", module, "build", "--strict", cwd=root)
    return root / "site"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """The folder with our wheels, the one for Material and the one for MaterialX."""
    folder = tmp_path_factory.mktemp("wheels")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    return wheel, write_materialx_wheel(wheel)


@pytest.fixture(scope="module", params=["the theme first", "the plugin first"])
def with_materialx(request, wheels, tmp_path_factory):
    """The Python of an environment into which theme and plugin were installed one after the other."""
    python = new_environment(tmp_path_factory.mktemp("materialx"))
    order = ["mkdocs-materialx", str(wheels[1])]
    for package in order if request.param == "the theme first" else reversed(order):
        install(python, package)
    return python


def test_a_site_with_materialx_has_no_other_material(with_materialx, tmp_path):
    listed = run(with_materialx, "-m", "pip", "list", "--disable-pip-version-check", cwd=tmp_path)
    names = {line.split()[0] for line in listed.splitlines()}
    assert "mkdocs-materialx" in names
    assert "mkdocs-material" not in names
    run(with_materialx, "-m", "pip", "check", "--disable-pip-version-check", cwd=tmp_path)


def test_a_site_with_materialx_builds_without_a_warning(with_materialx, tmp_path):
    site = build(tmp_path, with_materialx, "materialx")
    page = (site / "second" / "index.html").read_text("utf-8")
    assert 'data-tool="spade"' in page
    assert (site / "tools" / "spade" / "index.html").is_file()


def test_the_other_wheel_with_materialx_is_reported(wheels, tmp_path):
    python = new_environment(tmp_path / "environment")
    install(python, "mkdocs-materialx", str(wheels[0]))
    with pytest.raises(AssertionError, match="overwrite each other's files"):
        build(tmp_path / "site", python, "materialx")


def test_properdocs_builds_the_same_site(tmp_path):
    def texts(module):
        root = tmp_path / module
        write_files(root, {"properdocs.yml": SETTINGS.format("material")})
        site = build(root, sys.executable, "material", module)
        pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
        return {name: re.sub('<meta name="generator"[^>]*>', "", text) for name, text in pages.items()}

    assert texts("properdocs") == texts("mkdocs")
