"""The wheel is complete: installed in a clean environment, it builds a site."""

import shutil
import sys
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from packaging.requirements import Requirement
from support.commands import ROOT, mkdocs, run
from support.guide import GUIDE
from support.site import write_files

from tools.materialx_wheel import write_materialx_wheel

CONFIGURATION = """
    site_name: Guide
    theme: material
    plugins: [fieldguide]
    """


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from the source distribution as in a release, so that both must be complete."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", out, ROOT, cwd=out)
    assert len(list(out.glob("*.tar.gz"))) == 1
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The Python of an environment with only the wheel and its dependencies.

    What it depends on is linked from the environment of the tests, by the metadata of the wheel.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    options = ("--disable-pip-version-check", "-q", "--no-deps", "--no-index")
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, cwd=folder)
    packages = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    )
    (own,) = metadata.distributions(path=[str(packages)])
    for needed in closure(own):
        symlink_distribution(packages, needed)
    return python


def closure(distribution):
    """Return what a distribution needs, directly or not; fail if a version is not one that it allows."""
    found = {}
    waiting = [(distribution, "")]
    while waiting:
        current, extra = waiting.pop()
        for text in current.requires or []:
            requirement = Requirement(text)
            if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
                continue
            needed = metadata.distribution(requirement.name)
            assert requirement.specifier.contains(needed.version, prereleases=True), text
            for wanted in ("", *requirement.extras):
                if (needed.name, wanted) not in found:
                    found[needed.name, wanted] = needed
                    waiting.append((needed, wanted))
    return {needed.name: needed for needed in found.values()}.values()


def symlink_distribution(packages, distribution):
    """Link the top-level files and folders of a distribution."""
    for top in {path.parts[0] for path in distribution.files} - {"..", "__pycache__"}:
        source, link = Path(distribution.locate_file(top)), packages / top
        if not link.exists() and source.exists():
            link.symlink_to(source.resolve(), target_is_directory=source.is_dir())


@pytest.fixture(scope="module")
def small_site(installed, tmp_path_factory):
    """A site with three lines of mkdocs.yml, built in that environment."""
    root = tmp_path_factory.mktemp("small")
    write_files(root, {**GUIDE, "mkdocs.yml": CONFIGURATION})
    mkdocs("build", "--strict", cwd=root, python=installed)
    return root / "site"


def files_of_the_repository(folder):
    return {
        f"mkdocs_fieldguide/{path.relative_to(ROOT / folder.split('/')[0]).as_posix()}"
        if folder.startswith("mkdocs_fieldguide")
        else f"mkdocs_fieldguide/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not path.name.startswith(".") and "__pycache__" not in path.parts
    }


def test_wheel_contains_templates_styles_types_and_licences(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "mkdocs_fieldguide/py.typed" in names
    assert "mkdocs_fieldguide/theme_overrides/fieldguide/styles/01-properties.css" in names
    assert "mkdocs_fieldguide/theme_overrides/fieldguide/scripts/10-filters.js" in names
    assert files_of_the_repository("theme_overrides") <= names
    assert files_of_the_repository("mkdocs_fieldguide") <= names
    licences = {name.split("/licenses/")[1] for name in names if ".dist-info/licenses/" in name}
    assert {"LICENSE", "NOTICE"} <= licences


def test_wheel_contains_nothing_else(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"mkdocs_fieldguide"}


def test_installed_wheel_is_not_the_repository(installed, tmp_path):
    where = run(installed, "-c", "import mkdocs_fieldguide as m; print(m.__file__)", cwd=tmp_path)
    assert str(ROOT) not in where
    assert "environment" in where


def test_cards_are_in_the_page(small_site):
    page = BeautifulSoup((small_site / "digging/index.html").read_text("utf-8"), "html.parser")
    mention = page.select_one('article p button.fg-tool[data-tool="spade"]')
    assert mention.get_text() == "The Spade"
    card = page.find(id=mention["popovertarget"])
    assert card.has_attr("popover")
    assert "Turns the soil over." in card.get_text()


@pytest.mark.parametrize(
    ("selector", "attribute"),
    [('link[rel="stylesheet"][href*="fieldguide"]', "href"), ('script[src*="fieldguide"]', "src")],
)
def test_style_and_script_are_linked_and_exist(small_site, selector, attribute):
    file = small_site / "digging/index.html"
    linked = BeautifulSoup(file.read_text("utf-8"), "html.parser").select(selector)
    paths = [Path(file.parent / element[attribute].split("?")[0]).resolve() for element in linked]
    assert all(path.is_relative_to(small_site.resolve()) for path in paths)
    assert max(path.stat().st_size for path in paths) > 1000


def test_command_is_installed(installed, tmp_path):
    name = "fieldguide.exe" if sys.platform == "win32" else "fieldguide"
    assert "usage" in run(Path(installed).with_name(name), "--help", cwd=tmp_path).lower()


def test_new_guide_is_built(installed, tmp_path):
    name = "fieldguide.exe" if sys.platform == "win32" else "fieldguide"
    run(Path(installed).with_name(name), "new", tmp_path / "guide", cwd=tmp_path)
    mkdocs("build", "--strict", cwd=tmp_path / "guide", python=installed)
    assert (tmp_path / "guide/site/topics/keeping_references/index.html").is_file()


def test_wheel_for_materialx_differs_only_in_its_name_and_requirement(wheel, tmp_path):
    copy = Path(shutil.copy(wheel, tmp_path))
    made = write_materialx_wheel(copy)
    version = metadata.version("mkdocs-fieldguide")
    assert made.name == f"mkdocs_fieldguide_materialx-{version}-py3-none-any.whl"
    folder = tmp_path / "installed"
    # pip compares the files with their digests in the wheel.
    options = ("--disable-pip-version-check", "-q", "--no-deps", "--no-index", "--target", folder)
    run(sys.executable, "-m", "pip", "install", *options, made, cwd=tmp_path)
    (own,) = metadata.distributions(path=[str(folder)])
    (other,) = metadata.distributions(path=[str(wheel)])
    assert own.name == "mkdocs-fieldguide-materialx"
    assert {Requirement(text).name for text in set(own.requires) ^ set(other.requires)} == {
        "mkdocs-material",
        "mkdocs-materialx",
    }
    assert list(own.entry_points) == list(other.entry_points)
    assert {name for name in zipfile.ZipFile(made).namelist() if "dist-info" not in name} == {
        name for name in zipfile.ZipFile(wheel).namelist() if "dist-info" not in name
    }
