"""A symlink to a file outside the guide is reported, and its target is not published."""

import os
import subprocess
from pathlib import Path

import pytest
from support.checking import check_files
from support.guide import DATA
from support.site import build_again, build_site

SECRET = "hunter2"
TOOLS = "docs/_data/tool_and_resource_list.yml"


@pytest.fixture
def machine(tmp_path):
    """A folder with secrets; the guide is in the subfolder `guide`."""
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("secret.md", "secret.txt", "secret.png", "secret.html"):
        (outside / name).write_text(f"# {SECRET}\n")
    (outside / "secret.yml").write_text(f"- id: x\n  name: {SECRET}\n")
    (outside / "secret.bib").write_text(f"@book{{x, title={{{SECRET}}}, author={{A}}}}\n")
    (outside / "secret.cff").write_text(f"title: {SECRET}\n")
    (tmp_path / "guide").mkdir()
    return tmp_path


def link(guide: Path, name: str, to: Path | str, *, folder: bool = False) -> None:
    path = guide / name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.symlink_to(to, target_is_directory=folder)
    except OSError:
        pytest.skip("this machine lets nobody make links")


def published(built) -> str:
    return "\n".join(
        path.read_bytes().decode("utf-8", "replace").casefold()
        for path in built.site.rglob("*")
        if path.is_file()
    )


def found(root: Path) -> list[tuple[str, str]]:
    """Return the findings of a check, with the names of symlinks, not of their targets."""
    data = check_files(root, {}, "--select", "FG054").data
    names = [os.path.relpath(found["file"], os.path.relpath(root)) for found in data["findings"]]
    return [(Path(name).as_posix(), f["code"]) for name, f in zip(names, data["findings"], strict=True)]


LINKS = {
    "docs/page.md": "secret.md",
    "docs/picture.png": "secret.png",
    "docs/file.txt": "secret.txt",
    "docs/raw.html": "secret.html",
    "docs/deep/er/page.md": "secret.md",
    TOOLS: "secret.yml",
    "docs/_data/references.bib": "secret.bib",
}


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize("how", ["absolute", "relative", "through another link"])
def test_escaping_symlink_is_not_published(machine, name, how):
    guide, target = machine / "guide", machine / "outside" / LINKS[name]
    if how == "relative":
        target = Path(os.path.relpath(target, (guide / name).parent))
    if how == "through another link":
        link(guide, "docs/again.bin", target)
        target = guide / "docs" / "again.bin"
    link(guide, name, target)
    built = build_site(guide, {"docs/index.md": "# Home\n\nText [and](page.md).\n"}, strict=False)
    assert SECRET not in published(built)
    assert any(line.startswith(f"{name}: This symlink points outside the guide") for line in built.warnings)
    assert (name, "FG054") in found(guide)
    assert not build_again(guide, strict=True).passed


@pytest.mark.parametrize("name", ["docs/folder", "docs/a/b/folder", "docs/_data", "_data", "docs"])
def test_symlink_to_a_folder_outside_aborts_the_build_before_anything_is_read(machine, name):
    guide = machine / "guide"
    link(guide, name, machine / "outside", folder=True)
    built = build_site(guide, {} if name == "docs" else {"docs/index.md": "# Home\n"}, strict=False)
    assert "FG054" in built.log[-1].text
    assert not built.site.exists()
    assert found(guide) == [(name, "FG054")]


@pytest.mark.parametrize(
    "setting",
    [
        {"bibliography": "refs.bib"},
        {"bibliography": "*.bib"},
        {"citation_file": "refs.bib"},
        {"citation_style": "refs.bib"},
    ],
)
def test_configured_file_cannot_be_an_escaping_symlink(machine, setting):
    guide = machine / "guide"
    link(guide, "refs.bib", machine / "outside" / "secret.bib")
    files = {"docs/index.md": "# Home\n\n{% bibliography %}\n"}
    built = build_site(guide, files, {"plugins": [{"fieldguide": setting}]}, strict=False)
    assert SECRET not in published(built)
    assert found(guide) == [("refs.bib", "FG054")]


def test_symlink_out_of_an_external_docs_folder_is_rejected(machine, monkeypatch):
    guide = machine / "guide"
    link(machine, "docs/page.md", machine / "outside" / "secret.md")
    monkeypatch.setenv("FIELDGUIDE_ALLOW_OUTSIDE", str(machine / "docs"))
    built = build_site(guide, {}, {"docs_dir": "../docs"}, strict=False)
    assert SECRET not in published(built)
    assert found(guide)[0][1] == "FG054"


def test_links_within_the_guide_work(tmp_path):
    files = {
        **DATA,
        "README.md": "# Read me\n",
        "shared/parts/part.md": "# A part\n",
        "docs/here.md": "# Here\n",
    }
    root = tmp_path / "guide"
    link(root, "docs/readme.md", "../README.md")
    link(root, "docs/parts", "../shared/parts", folder=True)
    link(root, "docs/there.md", "here.md")
    built = build_site(root, files)
    assert built.passed
    titles = [built.page(at).select_one("h1").get_text() for at in ("readme/", "parts/part/", "there/")]
    assert [title.rstrip("¶") for title in titles] == ["Read me", "A part", "Here"]
    assert found(root) == []


def test_links_within_the_repository_work_except_to_git(tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    with (tmp_path / ".git" / "config").open("a") as config:
        config.write(f"# {SECRET}\n")
    (tmp_path / "README.md").write_text("# Read me\n")
    root = tmp_path / "website"
    link(root, "docs/readme.md", "../../README.md")
    link(root, "docs/config.txt", "../../.git/config")
    built = build_site(root, {"docs/index.md": "# Home\n"}, strict=False)
    assert built.page("readme/").select_one("h1").get_text().startswith("Read me")
    assert SECRET not in published(built)
    assert found(root) == [("docs/config.txt", "FG054")]


def test_guide_reached_through_a_symlink_is_complete(tmp_path):
    real = tmp_path / "real"
    build_site(real, {**DATA, "docs/page.md": "# A\n\n{% tool 'spade' %}\n"})
    link(tmp_path, "by-link", real, folder=True)
    built = build_again(tmp_path / "by-link")
    assert built.passed
    assert "The Spade" in built.page("page/").select_one("article").get_text()
    (real / "docs" / "bad.md").symlink_to("/etc/passwd")
    again = build_again(tmp_path / "by-link", strict=False)
    assert any("docs/bad.md: This symlink points outside the guide" in line for line in again.warnings)


ENDLESS = {
    "back": {"docs/loop": "."},
    "two that double": {"docs/a": ".", "docs/b": "."},
    "up": {"docs/a/b/c/loop": "../.."},
    "each other": {"docs/a/x": "../b", "docs/b/y": "../a"},
    "many ways": {f"docs/{n}/{side}": f"../{n + 1}" for n in range(30) for side in "ab"},
}


@pytest.mark.parametrize("name", ENDLESS)
def test_symlink_cycles_are_reported_and_terminate(tmp_path, name):
    root = tmp_path / "guide"
    for path, target in ENDLESS[name].items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        link(root, path, target, folder=True)
    (root / "docs" / "30").mkdir(exist_ok=True)
    built = build_site(root, {"docs/index.md": "# Home\n"}, strict=False)
    assert "FG054" in built.log[-1].text
    assert not built.site.exists()
    assert [code for _, code in found(root)] == ["FG054"]
    assert [code for _, code in found(root)] == ["FG054"]


def test_cached_check_detects_new_symlinks(tmp_path):
    check_files(tmp_path, {**DATA, "docs/page.md": "# A\n"})
    assert found(tmp_path) == []
    link(tmp_path, "docs/bad.md", "/etc/passwd")
    assert found(tmp_path) == [("docs/bad.md", "FG054")]
    (tmp_path / "docs" / "bad.md").unlink()
    link(tmp_path, "docs/all", "/", folder=True)
    assert found(tmp_path) == [("docs/all", "FG054")]
