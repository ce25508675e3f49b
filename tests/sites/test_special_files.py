"""Irregular files are neither opened nor copied: a build would wait for a named pipe forever."""

import os
import shutil
import socket
from pathlib import Path

import pytest
from support.checking import check_files
from support.guide import DATA
from support.hanging import must_not_block
from support.site import build_again, build_site

PIPE = "The file cannot be read: it is a named pipe, not a regular file."
PIPES = [
    "docs/x.md",
    "docs/deep/er/x.md",
    "docs/y.markdown",
    "docs/picture.png",
    "docs/raw.html",
    "docs/file.txt",
    "docs/no-ending",
    "docs/.hidden.md",
    "docs/_data/tool_and_resource_list.yml",
    "docs/_data/CONTRIBUTORS.yml",
    "docs/_data/supported_by.yaml",
    "docs/_data/countries.yml",
    "docs/_data/news.yml",
    "docs/_data/events.yml",
    "docs/_data/footer.yml",
    "docs/_data/references.bib",
    "docs/_data/sidebars/main.yml",
    "docs/_data/nobody-reads-this",
]
SILENT = ("docs/.hidden.md", "docs/_data/nobody-reads-this", "docs/_data/sidebars/main.yml")
"""Files that are never read or published."""


def pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("named pipes are not supported here")
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


def file_findings(root: Path) -> list[tuple[str, str]]:
    data = check_files(root, {}).data
    return [
        (os.path.relpath(f["file"], os.path.relpath(root)), f["code"])
        for f in data["findings"]
        if f["code"] in ("FG001", "FG008")
    ]


def test_named_pipes_are_neither_read_nor_copied(tmp_path):
    with must_not_block():
        for name in PIPES:
            pipe(tmp_path / name)
        built = build_site(tmp_path, {"docs/page.md": "# Page\n"}, strict=False)
        assert "Page" in built.text("page/")
        assert not any(path.is_fifo() for path in built.site.rglob("*"))
        reported = sorted(set(PIPES) - set(SILENT))
        assert sorted(line.split(": ")[0] for line in built.warnings) == reported
        assert all("it is a named pipe, not a regular file." in line for line in built.warnings)
        assert sorted(file_findings(tmp_path)) == [(name, "FG001") for name in reported]
        assert not build_again(tmp_path, strict=True).passed


def test_sockets_devices_and_dangling_links(tmp_path, monkeypatch):
    docs = tmp_path / "docs"
    docs.mkdir()
    monkeypatch.chdir(docs)  # paths of sockets have to be short
    with must_not_block(), socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.md")
        (docs / "nothing.md").symlink_to("nowhere.md")
        (docs / "itself.png").symlink_to("itself.png")
        (docs / ".#page.md").symlink_to("ada@example.1234")  # as Emacs locks a file
        (docs / "zero.md").symlink_to("/dev/zero")
        (docs / "folder.md").mkdir()
        (docs / "folder.md" / "page.md").write_text("# Within\n")
        built = build_site(tmp_path, {"docs/page.md": "# Page\n"}, strict=False)
    assert {line.partition(": ")[0] for line in built.warnings} == {
        "docs/socket.md", "docs/nothing.md", "docs/itself.png", "docs/zero.md",
    }  # fmt: skip
    assert "Within" in built.text("folder.md/page/")
    assert {name for name, _ in file_findings(tmp_path)} == {
        "docs/socket.md",
        "docs/nothing.md",
        "docs/itself.png",
    }


@pytest.mark.parametrize("ending", ["md", "txt", "png"])
def test_unreadable_file_does_not_affect_others(tmp_path, ending, monkeypatch):
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "secret" not in str(path) and access(path, mode))
    built = build_site(tmp_path, {f"docs/secret.{ending}": "x\n", "docs/page.md": "# Page\n"}, strict=False)
    assert built.warnings == [f"docs/secret.{ending}: The file cannot be read: Permission denied. [FG001]"]
    assert not any("secret" in name for name in built.files())
    assert file_findings(tmp_path) == [(f"docs/secret.{ending}", "FG001")]


def test_endless_page_is_not_read(tmp_path):
    with must_not_block():
        (tmp_path / "docs" / "_data").mkdir(parents=True)
        for name in ("huge.md", "_data/CONTRIBUTORS.yml", "_data/a.bib"):
            with (tmp_path / "docs" / name).open("wb") as file:
                file.truncate(1_000_000_000_000)  # sparse, so it takes no space on the disk
        built = build_site(tmp_path, {"docs/page.md": "# Page\n"}, strict=False)
        assert sorted(line.partition(": ")[0] for line in built.warnings if "larger than" in line) == [
            "docs/_data/CONTRIBUTORS.yml", "docs/_data/a.bib", "docs/huge.md",
        ]  # fmt: skip
        assert dict(file_findings(tmp_path)) == dict.fromkeys(
            ("docs/_data/CONTRIBUTORS.yml", "docs/_data/a.bib", "docs/huge.md"), "FG008"
        )


@pytest.mark.parametrize(
    ("option", "code"),
    [
        ("bibliography", "FG001"),
        ("citation_abbreviations", "FG001"),
        ("citation_file", "FG001"),
        ("citation_style", "FG043"),
    ],
)
def test_configured_named_pipe_is_not_read(tmp_path, option, code):
    with must_not_block():
        pipe(tmp_path / "named.csl")
        config = {"plugins": ["search", {"fieldguide": {option: "named.csl"}}]}
        built = build_site(tmp_path, {"docs/page.md": "# Page\n"}, config, strict=False)
        assert any(f"[{code}]" in line for line in built.warnings)
        assert code in [f["code"] for f in check_files(tmp_path, {}).findings]


@pytest.mark.parametrize("kind", ["pipe", "device", "missing", "itself", "huge"])
def test_inherited_settings_must_be_a_regular_file_in_a_check(tmp_path, kind):
    with must_not_block():
        base = tmp_path / "base.yml"
        name = "/dev/zero" if kind == "device" else "mkdocs.yml" if kind == "itself" else "base.yml"
        if kind == "pipe":
            pipe(base)
        if kind == "huge":
            with base.open("wb") as file:
                file.truncate(1_000_000_000_000)
        files = {
            "mkdocs.yml": f"INHERIT: {name}\nsite_name: x\nplugins: [fieldguide]\n",
            "docs/index.md": "#\n",
        }
        result = check_files(tmp_path, files)
        assert result.status == 1
        assert [f["code"] for f in result.findings] == ["FG057" if kind == "device" else "FG002"]


def test_settings_are_inherited(tmp_path):
    files = {
        **DATA,
        "mkdocs.yml": "INHERIT: shared/base.yml\nsite_name: x\nplugins: {fieldguide: {data_dir: data}}\n",
        "shared/base.yml": "INHERIT: deep/er.yml\nplugins: {fieldguide: {data_dir: none, exports: false}}\n",
        "shared/deep/er.yml": (
            "docs_dir: pages\nmarkdown_extensions:\n  - pymdownx.emoji:\n"
            "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        ),
        "pages/index.md": '# Home\n\n{% tool "spade" %} {% tool "spate" %}\n',
    }
    (tmp_path / "data").mkdir()
    result = check_files(tmp_path, files)
    assert [f["code"] for f in result.findings if f["file"].endswith("pages/index.md")] == ["FG020", "FG020"]
    assert "FG052" not in result.codes


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), ": it is a named pipe, not a regular file."),
        (("--write-baseline",), "is not a baseline; it was not replaced."),
    ],
    ids=["read", "written"],
)
def test_baseline_that_is_a_named_pipe(tmp_path, arguments, said):
    with must_not_block():
        pipe(tmp_path / "baseline.json")
        config = {"plugins": [{"fieldguide": {"check": {"baseline": "baseline.json"}}}]}
        result = check_files(tmp_path, {"docs/index.md": "# Home\n"}, *arguments, config=config)
        assert result.status == 2
        assert said in result.errors


def test_configured_baseline_outside_is_not_written(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("mine")
    config = {"plugins": [{"fieldguide": {"check": {"baseline": "../victim"}}}]}
    result = check_files(tmp_path / "guide", {"docs/index.md": "# Home\n"}, "--write-baseline", config=config)
    assert result.status == 2
    assert "is outside the repository" in result.errors
    assert victim.read_text() == "mine"


def test_cached_check_detects_added_and_removed_pipes(tmp_path):
    with must_not_block():
        check_files(tmp_path, {"docs/index.md": "# Home\n", "docs/x.md": "# X\n"})
        assert file_findings(tmp_path) == []
        pipe(tmp_path / "docs" / "x.md")
        assert file_findings(tmp_path) == [("docs/x.md", "FG001")]
        assert file_findings(tmp_path) == [("docs/x.md", "FG001")]
        (tmp_path / "docs" / "x.md").unlink()
        assert file_findings(tmp_path) == []


def test_everything_else_is_published_byte_for_byte(tmp_path):
    files = {"docs/a.png": b"\x89PNG", "docs/empty.txt": b"", "docs/page.md": "# Page\n"}
    build_site(tmp_path, files)
    first = {
        path: (tmp_path / "site" / path).read_bytes() for path in ("a.png", "empty.txt", "page/index.html")
    }
    shutil.rmtree(tmp_path / "site")
    with must_not_block():
        pipe(tmp_path / "docs" / "x.png")
        built = build_again(tmp_path, strict=False)
    assert {path: built.path(path).read_bytes() for path in first} == first
