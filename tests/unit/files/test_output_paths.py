"""Which output paths URLs and names resolve to."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_appended_suffix_counts():
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
