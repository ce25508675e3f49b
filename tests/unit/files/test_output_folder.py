"""Which paths a build may write to."""

import errno
import os
import stat

import pytest

from mkdocs_fieldguide.files.atomic import WriteError
from mkdocs_fieldguide.files.output_folder import (
    LinkedPathError,
    OutputPaths,
    PathTakenError,
    is_cleaned,
    is_inside,
)
from mkdocs_fieldguide.files.output_paths import (
    UnsafePathError,
    find_path_fault,
)


@pytest.fixture
def paths(tmp_path):
    found = OutputPaths(tmp_path / "site", ["assets/theme.css"])
    found.claim("Tools/beacon/index.html", "the tool")
    return found


@pytest.mark.parametrize(
    "path",
    [
        *("Tools/beacon/index.html", "tools/BEACON/index.html", "Tools/beacon", "tools", "sitemap.xml"),
        *("404.html", "404.HTML", "sitemap.xml/x.html", "tools/beacon/index.html/x.html", "assets/theme.css"),
    ],
)
def test_path_can_be_claimed_once(paths, path):
    with pytest.raises(PathTakenError):
        paths.claim(path, "another")


def test_unicode_forms_of_a_letter_are_equal(paths):
    paths.claim("caf\u00e9.html", "composed")
    for path in ("cafe\u0301.html", "CAF\u00c9.html"):
        with pytest.raises(PathTakenError, match="composed"):
            paths.claim(path, "another")


def test_docs_files_can_differ_in_case_and_replace_reserved_paths(paths):
    paths.claim_verbatim("tools/beacon/index.html", "a page")
    paths.claim_verbatim("404.html", "a page for lost readers")
    for path in (
        "Tools/beacon/index.html",
        "Tools/beacon",
        "404.html/x",
        "sitemap.xml/x",
        "../x",
        "a/../../x",
    ):
        with pytest.raises(UnsafePathError):
            paths.claim_verbatim(path, "another")


def test_files_are_written_once_and_below_the_folder(paths, tmp_path):
    paths.write("a/b.txt", "x\n")
    assert (tmp_path / "site/a/b.txt").read_bytes() == b"x\n"
    for path in ("a/b.txt", "a", "a/b.txt/c", "../x", "/x", "a/../../x", "", "a//b"):
        with pytest.raises(UnsafePathError):
            paths.write(path, "y")
    assert (tmp_path / "site/a/b.txt").read_bytes() == b"x\n"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def link(place, target):
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        pytest.skip("this machine lets nobody make links")


@pytest.mark.parametrize("cleaned", [True, False])
def test_links_in_the_site_folder_are_not_written_through(tmp_path, cleaned):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.txt").write_text("mine")
    site = tmp_path / "site"
    link(site / "a", outside)
    link(site / "c/deep", outside)
    link(site / "d.txt", outside / "b.txt")
    paths = OutputPaths(site, cleaned=cleaned)
    with pytest.raises(LinkedPathError) as caught:
        paths.claim("a/b.txt", "a file")
    assert caught.value.link == "site/a"
    if not cleaned:  # otherwise MkDocs has deleted them
        for path in ("c/deep/b.txt", "d.txt"):
            with pytest.raises(LinkedPathError):
                paths.claim(path, "a file")
    for path in ("a/b.txt", "a/new/b.txt", "c/deep/b.txt", "c/deep/new.txt", "d.txt"):
        with pytest.raises(UnsafePathError):
            paths.write(path, "theirs")
    assert [path.name for path in outside.iterdir()] == ["b.txt"]
    assert (outside / "b.txt").read_text() == "mine"


def test_symlinked_site_folder_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    link(tmp_path / "site", tmp_path / "real")
    OutputPaths(tmp_path / "site").write("a/b.txt", "x")
    assert (tmp_path / "real/a/b.txt").read_text() == "x"


def test_emptied_site_folder_is_detected(tmp_path):
    assert is_cleaned(tmp_path / "none")
    (tmp_path / ".nojekyll").touch()
    assert is_cleaned(tmp_path)
    (tmp_path / "a").mkdir()
    assert not is_cleaned(tmp_path)


def test_paths_inside_a_folder(tmp_path):
    (tmp_path / "in").mkdir()
    assert is_inside(tmp_path / "in", tmp_path / "in/x/y")
    assert not is_inside(tmp_path / "in", tmp_path / "in/../x")
    link(tmp_path / "in/out", tmp_path)
    assert not is_inside(tmp_path / "in", tmp_path / "in/out/x")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/../b", "contains “..”"),
        ("a//b", "has an empty part"),
        ("a/./b", "has an empty part"),
        ("", "has an empty part"),
        ("a/b\0", "contains an invisible character"),
        ("a/b\ufffdc", "contains an invisible character"),
        *((f"a/b{character}*?", f"contains “{character}”") for character in '<>:"|?*\\'),
        ("a/.b", "has a part that begins with a dot"),
        ("a./b", "has a part that ends with a dot or a space"),
        ("a /b", "has a part that ends with a dot or a space"),
        ("con.x", "has the part “con.x”, a device name reserved by Windows"),
        (f"nul.{'x' * 50}", f"has the part “nul.{'x' * 36}”, a device name reserved by Windows"),
        ("a/" * 41 + "x", "has more than 40 folders"),
        ("/".join(["x" * 199] * 3 + ["x" * 201]), "is longer than 800 bytes"),
        ("a/" + "x" * 256, "has a part longer than 255 bytes"),
        ("a/" + "ü" * 128, "has a part longer than 255 bytes"),
        ("a/" * 40 + "x", ""),
        ("/".join(["x" * 199] * 3 + ["x" * 200]), ""),
        ("a/" + "ü" * 127 + "x", ""),
    ],
)
def test_invalid_paths(tmp_path, path, expected):
    assert find_path_fault(path) == expected
    if expected:
        for use in (OutputPaths(tmp_path).claim, OutputPaths(tmp_path).write):
            with pytest.raises(UnsafePathError) as caught:
                use(path, "x")
            assert str(caught.value) == expected


def taken(claim, path):
    with pytest.raises(PathTakenError) as caught:
        claim(path, "another")
    return caught.value.owner, str(caught.value)


def test_conflict_names_the_owner_of_a_path(paths):
    for path in ("TOOLS/beacon/index.html", "tools/beacon", "tools"):
        assert taken(paths.claim, path) == ("the tool", "is already taken by the tool")
    for path in ("tools/beacon/index.html/x", "tools/beacon/index.html/x/y/z"):
        assert taken(paths.claim, path) == ("the tool", "needs a folder where the tool is")
    for path in ("404.html", "sitemap.xml", "sitemap.xml.gz", "assets/theme.css"):
        assert taken(paths.claim, path) == (f"“{path}”", f"is already taken by “{path}”")
    paths.claim("404.htm", "a page")


def test_conflict_names_the_owner_of_a_docs_file(paths):
    claim = paths.claim_verbatim
    for path in ("Tools/beacon/index.html", "Tools/beacon", "Tools"):
        assert taken(claim, path) == ("the tool", "is already taken by the tool")
    for path in ("Tools/beacon/index.html/x", "Tools/beacon/index.html/x/y/z"):
        assert taken(claim, path) == ("the tool", "needs a folder where the tool is")
    claim("tools/beacon/index.html", "a page")
    assert taken(claim, "tools") == ("a page", "is already taken by a page")
    assert taken(claim, "assets") == ("“assets/theme.css”", "is already taken by “assets/theme.css”")
    claim("assets/theme.css", "a style sheet")
    for path, expected in (
        ("/x", "points outside the site"),
        ("a/../x", "points outside the site"),
        ("a/" * 41 + "x", "has more than 40 folders"),
    ):
        with pytest.raises(UnsafePathError) as caught:
            claim(path, "another")
        assert str(caught.value) == expected


def test_only_symlinks_are_rejected_and_named(tmp_path):
    site = tmp_path / "site"
    (tmp_path / "outside").mkdir()
    link(site / "c/deep", tmp_path / "outside")
    link(site / "d.txt", tmp_path / "none")
    (site / "real").mkdir()
    for name, cleaned in (("site", False), ("public", False), ("site", True)):
        paths = OutputPaths(site, name=name, cleaned=cleaned)
        paths.claim("real/x/y.html", "a file")
        paths.claim("new.html", "a file")
        if not cleaned:
            for path, where in (("c/deep/x/y.txt", "c/deep"), ("d.txt", "d.txt")):
                with pytest.raises(LinkedPathError, match=r"\Agoes through a symlink\Z") as caught:
                    paths.claim(path, "a file")
                assert caught.value.link == f"{name}/{where}"
        with pytest.raises(LinkedPathError) as caught:
            paths.write("c/deep/x.txt", "x")
        assert caught.value.link == f"{name}/c/deep/x.txt"


def test_files_are_written_unchanged(tmp_path):
    paths = OutputPaths(tmp_path)
    mask = os.umask(0o022)
    try:
        for path in ("a/b/c/x.txt", "a/b/c/y.txt"):
            paths.write(path, "é\r\n\n")
            assert (tmp_path / path).read_bytes() == b"\xc3\xa9\r\n\n"
            if os.name != "nt":
                assert stat.S_IMODE((tmp_path / path).stat().st_mode) == 0o644
    finally:
        os.umask(mask)


def test_existing_file_is_replaced_only_if_the_folder_was_not_emptied(tmp_path):
    (tmp_path / "x").write_text("a longer text")
    with pytest.raises(UnsafePathError) as caught:
        OutputPaths(tmp_path).write("x", "new")
    assert str(caught.value) == "is the path of an existing file"
    OutputPaths(tmp_path, cleaned=False).write("x", "new")
    assert (tmp_path / "x").read_text() == "new"


@pytest.mark.parametrize("number", [errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG])
def test_error_names_what_blocks_a_file(tmp_path, monkeypatch, number):
    def fails(*_):
        raise OSError(number, "no")

    monkeypatch.setattr(os, "open", fails)
    with pytest.raises(UnsafePathError) as caught:
        OutputPaths(tmp_path).write("x", "new")
    assert str(caught.value) == f"cannot be written: {os.strerror(number)}"


@pytest.mark.parametrize("step", ["open", "fdopen"])
@pytest.mark.parametrize("removable", [True, False])
def test_full_disk_is_a_file_error_and_leaves_no_temporary_file(tmp_path, monkeypatch, step, removable):
    def fails(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, step, fails)
    if not removable:
        monkeypatch.setattr(os, "unlink", lambda _: (tmp_path / "none").rmdir())
    with pytest.raises(WriteError) as caught:
        OutputPaths(tmp_path).write("x", "new")
    assert (caught.value.errno, caught.value.strerror) == (errno.ENOSPC, "full")
    assert caught.value.filename == str(tmp_path / "x")
    if removable:
        assert not (tmp_path / "x").exists()
