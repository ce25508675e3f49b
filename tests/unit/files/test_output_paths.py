"""Which paths a build may write to."""

import errno
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.files.atomic import WriteError
from mkdocs_fieldguide.files.output_folder import (
    LinkedPathError,
    OutputPaths,
    PathTakenError,
    is_cleaned,
    is_inside,
)
from mkdocs_fieldguide.files.output_paths import (
    MAX_FOLDERS,
    MAX_NAME_BYTES,
    MAX_PATH_BYTES,
    UnsafePathError,
    find_path_fault,
    resolve_output_path,
)
from mkdocs_fieldguide.model.anchors import make_file_name, make_file_names
from mkdocs_fieldguide.model.device_names import is_reserved_name
from mkdocs_fieldguide.model.entries import slugify

FRAGMENTS = (
    *(
        "..",
        ".",
        "/",
        "//",
        "\\",
        "%2e",
        "%2E%2e",
        "%2f",
        "%5c",
        "%00",
        "%25",
        "%",
        "\0",
        "\n",
        "\x7f",
        "\x1b",
    ),
    *(
        "C:",
        ":",
        "con",
        "NUL",
        "aux.html",
        "com1",
        "conin$",
        "index",
        "index.html",
        ".html",
        ".git",
        "~",
        " ",
    ),
    *(
        "a",
        "B",
        "é",
        "e\u0301",
        "ß",
        "字",
        "\U00020000",
        "\u202e",
        "\u200b",
        "\ud800",
        "?",
        "#",
        "*",
        "<",
        "|",
    ),
    *("b/" * 50, "x" * 256, "字" * 90, "404.html", "sitemap.xml", "search/", "assets/x.html", "fieldguide"),
)
HOSTILE = st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join) | st.text(max_size=30)


def fault(address, **how):
    try:
        return "" if resolve_output_path(address, **{"use_directory_urls": True, **how}) else "no file"
    except UnsafePathError as error:
        return str(error)


@pytest.mark.parametrize(
    ("address", "with_folders", "without"),
    [
        ("/x", "x/index.html", "x.html"),
        ("/x/", "x/index.html", "x/index.html"),
        ("x/./y", "x/y/index.html", "x/y.html"),
        ("/x.html#there", "x.html", "x.html"),
        ("/", "index.html", "index.html"),
        ("", "index.html", "index.html"),
        ("/x/index", "x/index.html", "x.html"),
        (" /été/字 ", "été/字/index.html", "été/字.html"),
        ("/a b", "a b/index.html", "a b.html"),
        ("/100%", "100%/index.html", "100%.html"),
        ("/search/", "search/index.html", "search/index.html"),
        ("/assets", "assets/index.html", "assets.html"),
        ("/con-fusion", "con-fusion/index.html", "con-fusion.html"),
        ("/v1.2", "v1.2/index.html", "v1.2.html"),
        ("/x#a#b", "x/index.html", "x.html"),
        ("/x?a?b", "x/index.html", "x.html"),
        ("/x#a?b", "x/index.html", "x.html"),
        ("/XX", "XX/index.html", "XX.html"),
        ("/a/%41b", "a/Ab/index.html", "a/Ab.html"),
        ("/a%20b", "a b/index.html", "a b.html"),
        ("/a%2520b", "a%20b/index.html", "a%20b.html"),
        ("/%C3%A9t%c3%a9/", "été/index.html", "été/index.html"),
        ("/a%23b", "a#b/index.html", "a#b.html"),
        ("/%69ndex", "index.html", "index.html"),
        ("/x%2ehtml", "x.html", "x.html"),
        ("/100%25", "100%/index.html", "100%.html"),
        ("/index", "index.html", "index.html"),
        ("/assets/index.html", "assets/index.html", "assets/index.html"),
        ("/searching/x", "searching/x/index.html", "searching/x.html"),
    ],
)
def test_addresses_of_the_site(address, with_folders, without):
    assert resolve_output_path(address, use_directory_urls=True) == with_folders
    assert resolve_output_path(address, use_directory_urls=False) == without


@pytest.mark.parametrize(
    "address",
    [
        *(
            "..",
            "/..",
            "/../x",
            "a/../../x",
            "a/../x",
            "/%2e%2e/x",
            "/%2E./x",
            "%252e%252e/x",
            "a%2fb",
            "..%2fx",
        ),
        *(
            "//host/x",
            "a//b",
            "https://e.org/x",
            "C:/x",
            "C:x",
            "file:x",
            "\\\\host\\x",
            "a\\b",
            "/..\\x",
            "%5cx",
        ),
        *("a\0b", "a\nb", "a\x7fb", "a\u202eb", "a\ud800b", "a%00b", "%0a/x", "/a\u200bb"),
        *("con", "CON.html", "x/aux", "NUL/x", "com1.tar/x", "lpt9", "COM¹", "conin$", "aux .html", "nul."),
        *("a.", "a./b", "a /b", ".git/x", "/.htaccess", "a/.b", "a/...", "a<b", "a|b", 'a"b', "a*b", "a:b"),
        *("x" * 256, "字" * 86, "b/" * 2500, "b/" * 41, "/".join(["x" * 200] * 5), "%25" * 300),
        *("a%3fb", "a%3Fb", "a%20/b", "a%2e", "%63on", "%2egit/x", "a%00", "a%2F..%2Fb", "%ff", "%ed%a0%80"),
        *("%61ssets/x", "se%61rch/x", "%66ieldguide/tools.json"),
        *("%5a" * 255 + "x", "%20" * 300),
        *("search/x", "SEARCH/x", "assets/x.html", "fieldguide/tools.json", "fieldguide/tools.html"),
        "%2525252525252e%2525252525252e",
    ],
)
def test_urls_outside_the_site(address):
    assert fault(address)
    assert fault(address, use_directory_urls=False)


def test_what_is_appended_counts():
    assert not fault("x" * 255)
    assert not fault("x" * 250, use_directory_urls=False)
    assert fault("x" * 251, use_directory_urls=False)
    assert not find_path_fault("a/" * MAX_FOLDERS + "x")
    assert find_path_fault("a/" * (MAX_FOLDERS + 1) + "x")
    assert not find_path_fault("/".join(["x" * 199] * 4))
    assert find_path_fault("/".join(["x" * 199] * 4) + "/x")


@given(HOSTILE, st.booleans())
def test_no_text_resolves_to_a_path_outside(address, use_directory_urls):
    try:
        path = resolve_output_path(address, use_directory_urls=use_directory_urls)
    except UnsafePathError:
        return
    assert find_path_fault(path) == ""
    for separator in ("/", "\\"):
        assert not {"..", "", "."} & set(path.split(separator))
    assert path.endswith(".html")
    assert os.path.normpath(f"/site/{path}").startswith("/site/")
    assert len(path.encode()) <= MAX_PATH_BYTES
    assert max(len(part.encode()) for part in path.split("/")) <= MAX_NAME_BYTES


@given(HOSTILE)
def test_file_names_made_from_text_are_safe(text):
    assert find_path_fault(f"{make_file_name(text)}.csl.json") == ""
    assert find_path_fault(f"{make_file_name(text)}-12345.csl.json") == ""
    assert find_path_fault(slugify(text)) == ""
    assert find_path_fault(f"{slugify(text)}-12345.html") == ""


@given(st.lists(HOSTILE, unique=True, max_size=6))
def test_different_texts_have_different_file_names(texts):
    names = make_file_names([*texts, *(text.swapcase() for text in texts)])
    assert len({name.casefold() for name in names.values()}) == len(names)


def test_known_names_are_unchanged():
    assert make_file_names(["Doe2020", "doe:2020", "a.b+c"]) == {
        "Doe2020": "Doe2020",
        "doe:2020": "doe~3a~2020",
        "a.b+c": "a.b~2b~c",
    }
    assert slugify("José Ångström, Ph.D.") == "jose-angstrom-ph-d"
    assert (slugify("Con"), slugify("index")) == ("con_", "index")


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


def test_whether_a_site_folder_was_emptied(tmp_path):
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


def percent_encoded(times):
    return "%" + "25" * (times - 1) + "41"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("./" * 400 + "x", "is longer than 800 bytes"),
        ("./" * 399 + "xy", ""),
        ("a//b", "contains “//”, which points to another server"),
        ("a%2fb", "contains a percent-encoded slash"),
        ("a/%2e%2e/b", "contains “..”"),
        ("a/%ff", "contains an invisible character"),
        (percent_encoded(4), ""),
        (percent_encoded(5), "is percent-encoded too many times"),
        ("/x" * 41, "has more than 40 folders"),
        *(
            (f"{folder}/x", f"is in “{folder}/”, which is reserved for files of the build")
            for folder in ("assets", "fieldguide", "search", "Search")
        ),
    ],
)
def test_invalid_urls(address, expected):
    assert fault(address) == expected


@pytest.mark.parametrize(
    "name",
    [
        *("con", "prn", "aux", "nul", "conin$", "conout$"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"),
    ],
)
def test_device_names(name):
    for spelling in (name, name.upper(), f"{name}.html", f"{name} .x", f"{name}  "):
        assert is_reserved_name(spelling)
    for other in (f"{name}x", f"x{name}", f"{name}-1.html", f"x.{name}"):
        assert not is_reserved_name(other)


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
