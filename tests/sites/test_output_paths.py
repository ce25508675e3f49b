"""No content can make a build write outside the site folder or overwrite another file."""

# More than 300 lines: one test for each way in which content could make a build write elsewhere.

import json
import os
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from support.checking import check_files
from support.site import CONFIG, build_again, build_site, write_files

from mkdocs_fieldguide.findings.codes import Code, Severity

COUNTRIES = "docs/_data/countries.yml"
ORGANISATIONS = "docs/_data/affiliations.yml"
TOOLS = "docs/_data/tool_and_resource_list.yml"
PEOPLE = "docs/_data/CONTRIBUTORS.yml"
BIBLIOGRAPHY = "docs/_data/references.bib"
BEACON = "- {id: beacon, name: Beacon, description: Finds.}\n"


def page(text="Its text.", **front):
    return f"---\n{yaml.safe_dump({'title': 'A page', **front}, width=10**6)}---\n\n{text}\n"


def outside(folder: Path) -> dict[str, bytes | str]:
    """Return all files in a folder except those of the guide in it."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else ""
        for path in sorted(folder.rglob("*"))
        if path.relative_to(folder).parts[0] != "guide"
    }


VICTIMS = dict.fromkeys(("victim/index.html", "victim.html", "victim.md"), "mine\n")


@pytest.fixture
def machine(tmp_path):
    """A folder with the guide, and files next to it that a build must not change."""
    write_files(tmp_path, VICTIMS)
    before = outside(tmp_path)
    yield tmp_path
    assert outside(tmp_path) == before


def problems(built):
    return [(text.split(": ")[0], text.rpartition("[")[2][:5]) for text in built.warnings]


def checked(root, config=None):
    """Return the findings of a check, without those of severity “info”."""
    found = check_files(root, {}, config=config).findings
    return [
        (":".join(str(part) for part in (f["file"], f["line"], f["column"]) if part), f["code"])
        for f in found
        if f["severity"] != "info"
    ]


def test_unknown_country_code_is_not_used(machine):
    files = {
        COUNTRIES: '"../../../victim": Nowhere\nNL: The Netherlands\n',
        ORGANISATIONS: "- {name: Garden, country: ../../../victim}\n- {name: Field, country: nl}\n",
        TOOLS: "- {id: beacon, name: Beacon, description: Finds., country: ../../../victim}\n",
        "docs/a.md": page(country_code="../../../victim", supported_by=["../../../VICTIM"]),
    }
    built = build_site(machine / "guide", files, strict=False)
    assert (f"{COUNTRIES}:1:1", "FG011") in problems(built)
    texts = [name for name in built.files() if name.endswith((".html", ".json", ".csv"))]
    assert "Nowhere" not in "".join(map(built.text, texts))
    assert {name for name in built.files() if name.startswith("countries/")} == {
        "countries/index.html",
        "countries/nl/index.html",
    }
    assert json.loads(built.text("fieldguide/tools.json"))["tools"][0]["country"] is None
    assert "victim" not in built.text("fieldguide/tools.csv")
    assert [it["country"] for it in json.loads(built.text("fieldguide/pages.json"))["pages"]] == [None, None]
    assert sorted(checked(machine / "guide")) == sorted(problems(built))
    assert not build_again(machine / "guide").passed


ADDRESSES = [
    *(
        "/../../victim",
        "/%2e%2e/%2e%2e/victim",
        "/%252e%252e/victim",
        "//victim",
        "..\\..\\victim",
        "C:/victim",
    ),
    *("404.html", "/sitemap.xml", "sitemap.xml.gz", "search/search_index.json", "fieldguide/tools.json"),
    *("assets/x.html", "Assets/fieldguide/fieldguide.css", "b/" * 2500, "x" * 300, "é" * 130),
    *("aux.html", "/deep/NUL/x", "trailing./x", "blank /x", ".git/hooks/x.html", "a\0b"),
    *("/picture.svg", "/picture.svg/x", "/data"),
]


@pytest.fixture(scope="module", params=["permalink", "redirect_from"])
def unsafe(request, tmp_path_factory):
    """Return the key, a guide with a page for each of these, and whether all else is unchanged."""
    folder = tmp_path_factory.mktemp("machine")
    write_files(folder, VICTIMS)
    before = outside(folder)
    files = {
        **{f"docs/a{n}.md": page(f"Text {n}.", **{request.param: it}) for n, it in enumerate(ADDRESSES)},
        "docs/b.md": page("The other."),
        "docs/picture.svg": "<svg/>",
        "docs/data": "A file without an ending.",
        TOOLS: BEACON,
    }
    built = build_site(folder / "guide", files, strict=False)
    return request.param, built, outside(folder) == before


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_unsafe_address_is_an_error_and_the_page_is_built(unsafe, address):
    key, built, _ = unsafe
    number = ADDRESSES.index(address)
    path = f"docs/a{number}.md:"
    [place] = [place for place, code in problems(built) if code == "FG055" and place.startswith(path)]
    assert place.startswith(f"{path}2:" if key == "permalink" else path)
    assert Code.UNSAFE_PATH.severity is Severity.ERROR
    assert f"Text {number}." in built.page(f"a{number}/").get_text()


def test_the_rest_of_a_guide_with_unsafe_addresses_is_built(unsafe):
    _, built, unchanged = unsafe
    assert unchanged
    assert [code for _, code in problems(built)].count("FG055") == len(ADDRESSES)
    assert "The other." in built.page("b/").get_text()
    assert built.text("picture.svg") == "<svg/>"
    assert json.loads(built.text("search/search_index.json"))["docs"]
    assert json.loads(built.text("fieldguide/tools.json"))["tools"]
    assert built.text("sitemap.xml").startswith("<?xml")
    assert "Text " not in built.text("404.html")
    assert sorted(checked(built.root)) == sorted(problems(built))


def test_bidirectional_controls_are_removed_from_urls(machine):
    built = build_site(machine / "guide", {"docs/a.md": page(permalink="a\u202eb")}, strict=False)
    assert [code for _, code in problems(built)] == ["FG009"]
    assert "Its text." in built.page("ab/").get_text()


@pytest.mark.parametrize("use_directory_urls", [True, False])
def test_permalink_of_the_settings_is_checked_for_each_page(machine, use_directory_urls):
    settings = {
        "plugins": [
            {"fieldguide": {"defaults": [{"scope": {"path": ""}, "values": {"permalink": "/:path/x"}}]}}
        ],
        "use_directory_urls": use_directory_urls,
    }
    files = {"docs/index.md": page("Home."), "docs/aux/a.md": page(), "docs/good/a.md": page("Moved.")}
    built = build_site(machine / "guide", files, settings, strict=False)
    assert [code for _, code in problems(built)] == ["FG055"]
    assert "Its text." in built.text("aux/a/index.html" if use_directory_urls else "aux/a.html")
    assert "Moved." in built.text("good/x/index.html" if use_directory_urls else "good/x.html")


FILE_OR_FOLDER = {
    "a page where a file is": ({"docs/a": "A file.", "docs/a.md": page()}, "docs/a.md:1", {"a": "A file."}),
    "a page at the path of a file": (
        {"docs/a/index.html": "A file.", "docs/a.md": page()},
        "docs/a.md:1",
        {"a/index.html": "A file."},
    ),
    "a page in a folder that is a file of MkDocs": (
        {"docs/sitemap.xml/a.md": page()},
        "docs/sitemap.xml/a.md:1",
        {},
    ),
    "a file in a folder that is a file of MkDocs": (
        {"docs/404.html/a.txt": "x"},
        "docs/404.html/a.txt:1",
        {},
    ),
    "a file at the folder of the theme": ({"docs/assets": "x"}, "docs/assets:1", {}),
    "a file at the folder of the search": ({"docs/search": "x"}, "docs/search:1", {}),
    "a file at our folder": ({"docs/fieldguide": "mine"}, "docs/fieldguide:1", {"fieldguide": "mine"}),
    "a file at the path of ours": (
        {"docs/fieldguide/tools.json": "mine"},
        "docs/fieldguide/tools.json:1",
        {"fieldguide/tools.json": "mine"},
    ),
    "a file in letters of the other case": (
        {"docs/fieldguide/Tools.JSON": "mine"},
        "docs/fieldguide/Tools.JSON:1",
        {"fieldguide/Tools.JSON": "mine"},
    ),
    "folders that are too deep": ({"docs/" + "d/" * 60 + "a.md": page()}, "docs/" + "d/" * 60 + "a.md:1", {}),
}


@pytest.mark.parametrize("name", FILE_OR_FOLDER)
def test_files_of_the_docs_do_not_conflict_with_each_other(machine, name):
    files, place, stays = FILE_OR_FOLDER[name]
    built = build_site(machine / "guide", {**files, TOOLS: BEACON}, strict=False)
    assert problems(built) == [(place, "FG055")]
    assert {path: built.text(path) for path in stays} == stays
    assert (built.site / "tools/beacon/index.html").is_file()
    assert (built.site / "search/search_index.json").is_file()
    assert checked(machine / "guide") == [(place, "FG055")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/a.html", "/a.html/b/"),
        ("/a.html/b", "/a.html"),
        ("/x", "/X/"),
        ("/caf\u00e9", "/cafe\u0301"),
        ("/x", "/x/"),
    ],
)
def test_first_of_two_conflicting_pages_moves(machine, one, other):
    files = {"docs/one.md": page("First.", permalink=one), "docs/two.md": page("Second.", permalink=other)}
    built = build_site(machine / "guide", files, strict=False)
    assert problems(built) == [("docs/two.md:2:12", "FG051")]
    assert "First." in built.text(
        one.strip("/") if one.endswith(".html") else f"{one.strip('/')}{'/'}index.html"
    )
    assert "Second." in built.text("two/index.html")
    assert checked(machine / "guide") == problems(built)


@pytest.mark.parametrize("key", ["permalink", "redirect_from", "name", "file"])
@pytest.mark.parametrize("export", ["tags.json", "data/my-tags.json"])
def test_folder_does_not_block_a_file_of_another_plugin(tmp_path, key, export):
    """Material's plugin `tags` writes its file into the finished site, and a folder there would stop the
    build."""
    name = {"name": f"docs/{export}.md", "file": f"docs/{export}/index.txt"}.get(key, "docs/a.md")
    address = {"permalink": f"/{export}", "redirect_from": [f"/{export}/"]}.get(key)
    plugins = ["search", {"tags": {"export_file": export}}, "fieldguide"]
    files = {name: page(tags=["x"], **({key: address} if address else {})), "docs/b.md": page(tags=["x"])}
    built = build_site(tmp_path, files, {"plugins": plugins}, strict=False)
    assert built.passed
    assert [text for text in built.warnings if f"“{export}”" in text and "FG055" in text]
    assert json.loads(built.text(export))["mappings"]
    assert built.path("b/").is_file()
    found = check_files(tmp_path, {}, "--no-cache").findings
    assert [entry["code"] for entry in found if f"“{export}”" in entry["message"]] == ["FG055"]


def test_folder_does_not_block_files_of_plugins_that_are_not_used(site):
    names = ("objects.inv", "llms.txt", "feed_rss_created.xml", "search/search_index.js")
    files = {f"docs/p{number}.md": page(permalink=f"/{name}") for number, name in enumerate(names)}
    built = site({**files, "docs/robots.txt": "x", "docs/llms-full.txt": "x"}, strict=False)
    assert sum("FG055" in text for text in built.warnings) == len(names)
    assert {"robots.txt", "llms-full.txt", "p0/index.html"} <= built.files()


def test_pages_can_swap_urls(site):
    built = site({"docs/a.md": page("A.", permalink="/b"), "docs/b.md": page("B.", permalink="/a")})
    assert built.warnings == []
    assert "A." in built.page("b/").get_text()
    assert "B." in built.page("a/").get_text()


def test_second_page_at_an_address_does_not_replace_the_first(site):
    built = site({"docs/b.md": page("First."), "docs/b/index.md": page("Second.")}, strict=False)
    assert problems(built) == [("docs/b/index.md:1", "FG051")]
    assert "First." in built.page("b/").get_text()


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"docs/x.md": page("Mine.", permalink="/tools/beacon")}, "docs/x.md:2:12"),
        ({"docs/tools/beacon/index.md": page("Mine.")}, "docs/tools/beacon/index.md:1"),
    ],
)
def test_generated_page_does_not_replace_that_of_an_author(site, files, place):
    files = {TOOLS: BEACON, "docs/index.md": '# Home\n\n{% tool "beacon" %}\n', **files}
    built = site(files, strict=False)
    assert problems(built) == [(place, "FG051")]
    assert "Mine." in built.page("tools/beacon/").get_text()
    assert json.loads(built.text("fieldguide/tools.json"))["tools"][0]["page"] is None


def test_page_in_a_plugin_folder_is_allowed(site):
    files = {
        "docs/fieldguide.md": page("Ours."),
        "docs/x.md": page("Found.", permalink="/search"),
        "docs/y.md": page("Possessed.", permalink="/assets/", redirect_from="/old"),
    }
    built = site(files)
    assert built.warnings == []
    assert "Found." in built.page("search/").get_text()
    assert "Possessed." in built.page("assets/").get_text()


def test_page_may_replace_the_404_page(site):
    built = site({"docs/404.md": page("Lost?")}, {"use_directory_urls": False})
    assert built.warnings == []
    assert "Lost?" in built.text("404.html")


def test_reserved_and_overlong_names_have_pages(site):
    long_name = "\U00020000" * 90
    built = site(
        {
            PEOPLE: yaml.safe_dump({"Aux": {"git": "aux"}, long_name: {"git": "long"}}, allow_unicode=True),
            TOOLS: "- {id: con, name: Console, description: Writes.}\n",
        }
    )
    assert built.warnings == []
    assert built.path("tools/con_/").is_file()
    assert built.path("contributors/aux_/").is_file()
    [name] = [path.name for path in (built.site / "contributors").iterdir() if "\U00020000" in path.name]
    assert len(name.encode()) <= 255


def test_every_reference_has_separate_files(site):
    keys = ["Doe", "doe", "con", "..", ".", "a.", "字" * 130, "../../../victim"]
    entries = "".join(f"@book{{{key}, title={{T}}, author={{Doe, A.}}, year={{2000}}}}\n" for key in keys)
    built = site({BIBLIOGRAPHY: entries, "docs/index.md": "# Home\n\n{% bibliography %}\n"})
    files = [
        name for name in built.files() if name.startswith("fieldguide/references/") and name.endswith(".ris")
    ]
    assert len({name.casefold() for name in files}) == len(files) == len(keys)
    for link in built.page().select("article a[href*='fieldguide/references/']"):
        assert (built.site / link["href"]).is_file()


def test_many_pages_of_one_id_have_short_names(site):
    files = {f"docs/p{number}.md": page(page_id="same", page_citation=True) for number in range(30)}
    built = site(files, strict=False)
    names = [name for name in built.files() if name.startswith("fieldguide/pages/same")]
    assert max(map(len, names)) < 50


@pytest.mark.parametrize(
    "path", ["../../victim.md", "/../../victim/index.md", "a\\b.md", "aux.md", ".git/x.md"]
)
@pytest.mark.parametrize("option", ["tools", "tool_pages", "country_pages"])
def test_configured_listing_path_stays_in_the_site(machine, option, path):
    settings = {"plugins": [{"fieldguide": {"listings": {option: path}}}]}
    built = build_site(machine / "guide", {TOOLS: BEACON}, settings, strict=False)
    assert not built.passed
    assert any(option in text and f"“{path}”" in text for text in built.warnings)
    assert [code for _, code in checked(machine / "guide", settings)] == ["FG052"]


def link(place: Path, target: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.symlink_to(target, target_is_directory=True)
    except OSError:
        pytest.skip("creating symlinks is not permitted here")


@pytest.mark.parametrize("name", ["site", "site/fieldguide", "site/assets", "site/search"])
def test_symlinked_site_folder_is_not_emptied(machine, name):
    link(machine / "guide" / name, machine / "victim")
    built = build_site(machine / "guide", {"docs/a.md": page()}, strict=False)
    assert "FG054" in built.warnings[0]
    assert built.warnings[0].startswith(f"{name}: ")
    assert not built.passed
    assert [code for _, code in checked(machine / "guide")] == ["FG054"]


def test_site_folder_that_is_the_docs_folder_does_not_empty_it(machine):
    write_files(machine / "guide", {"docs/a.md": page()})
    link(machine / "guide/site", machine / "guide/docs")
    assert not build_site(machine / "guide", {}, strict=False).passed
    assert (machine / "guide/docs/a.md").is_file()


@pytest.mark.parametrize("name", ["site/tools", "site/a"])
def test_nothing_is_written_through_a_link_in_the_site_folder(machine, name):
    link(machine / "guide" / name, machine / "victim")
    built = build_site(
        machine / "guide", {TOOLS: BEACON, "docs/a.md": page(), "docs/b.md": page()}, strict=False
    )
    assert problems(built) == [(name, "FG055")]
    assert built.path("b/").is_file()
    assert [code for _, code in checked(machine / "guide")] == ["FG055"]


def test_dirty_build_follows_no_symlink_in_the_site(machine):
    guide = machine / "guide"
    build_site(guide, {TOOLS: BEACON, "docs/a.md": page(redirect_from="/old/")})
    before = (guide / "site/fieldguide/people.json").stat().st_mtime_ns
    (guide / "site/fieldguide/tools.json").unlink()
    link(guide / "site/fieldguide/tools.json", machine / "victim.html")
    (guide / "site/old/index.html").unlink()
    (guide / "site/old").rmdir()
    link(guide / "site/old", machine / "victim")
    build(load_config(str(guide / "mkdocs.yml")), dirty=True)
    assert (guide / "site/fieldguide/people.json").stat().st_mtime_ns > before


def test_undecodable_file_name_is_reported(machine):
    guide = machine / "guide"
    write_files(guide, {"docs/a.md": page(), "mkdocs.yml": yaml.safe_dump(CONFIG)})
    try:
        (guide / "docs" / os.fsdecode(b"\xff.md")).write_text("# Odd\n")
    except OSError:
        pytest.skip("this file system accepts only file names that are valid text")
    built = build_again(guide, strict=False)
    assert problems(built) == [("docs/\ufffd.md:1", "FG055")]
    assert built.path("a/").is_file()


def test_file_name_with_unsafe_characters_is_not_used(tmp_path):
    names = ("a\x1b[31mb.md", "c\n::error::d.md", "e\u202edm.f.md", "g\x9bh.txt", "i\uffffj/k.md")
    files = {f"docs/{name}": 'Text {% tool "none" %}.\n' for name in names}
    try:
        built = build_site(tmp_path, {**files, "docs/نص.md": "# Text\n"}, strict=False)
    except OSError:
        pytest.skip("this file system rejects such file names")
    assert {code for _, code in problems(built)} == {"FG055"}
    assert len(problems(built)) == len(names)
    unsafe = re.compile("[\x00-\x1f\x7f-\x9f\u202e\uffff]")
    assert not [line.text for line in built.log if unsafe.search(line.text)]
    for path in built.site.rglob("*"):
        assert not unsafe.search(path.name)
    assert built.path("نص/").is_file()


def test_log_has_one_line_for_a_finding_in_a_file_with_an_odd_name(tmp_path):
    try:
        built = build_site(tmp_path, {"docs/_data/a\n::error::\x1b[31m.bib": "@book{x,\n"}, strict=False)
    except OSError:
        pytest.skip("this file system rejects such file names")
    [line] = [line.text for line in built.log if line.text.endswith("[FG040]")]
    assert line.startswith(r"docs/_data/a\u000a::error::\u001b[31m.bib:1: ")


def test_content_cannot_set_the_baseline_path(machine):
    settings = {"plugins": [{"fieldguide": {"check": {"baseline": "../victim.html"}}}]}
    assert check_files(machine / "guide", {}, "--write-baseline", config=settings).status == 2
    for name in ("docs/index.md", "mkdocs.yml"):
        (machine / "guide/mkdocs.yml").unlink()
        settings = {"plugins": [{"fieldguide": {"check": {"baseline": name}}}]}
        before = (machine / "guide/docs/index.md").read_bytes()
        assert check_files(machine / "guide", {}, "--write-baseline", config=settings).status == 2
        assert (machine / "guide/docs/index.md").read_bytes() == before
        assert "plugins" in (machine / "guide/mkdocs.yml").read_text()


FRAGMENTS = (
    *(
        "..",
        "/",
        "//",
        "\\",
        "%2e%2e",
        "%2f",
        "\0",
        "\n",
        "\x1b",
        "C:",
        "con",
        "aux.html",
        "index",
        ".git",
        " ",
        ".",
    ),
    *("victim", "é", "字" * 90, "\U00020000" * 90, "\u202e", "b/" * 60, "x" * 256, "404.html", "sitemap.xml"),
    *(
        "search/search_index.json",
        "fieldguide",
        "assets",
        "tools",
        ".md",
        ".html",
        "~",
        "'",
        '"',
        "{",
        "}",
        "%",
    ),
)
HOSTILE = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6).map("".join)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(HOSTILE, min_size=14, max_size=14), st.booleans())
def test_no_hostile_text_resolves_to_a_path_outside(tmp_path_factory, texts, use_directory_urls):
    folder = tmp_path_factory.mktemp("machine")
    write_files(folder, dict.fromkeys(("victim/index.html", "victim.html", "tools/index.html"), "mine\n"))
    before = outside(folder)
    some = iter(texts)
    front = {
        key: next(some)
        for key in ("permalink", "redirect_from", "redirect_to", "page_id", "type", "country_code")
    }
    country, person, short, organisation, tool, key = (next(some) for _ in range(6))
    dump = yaml.safe_dump
    files = {
        "docs/a.md": page("{% bibliography %}", **front),
        "docs/b.md": page(
            permalink=next(some), redirect_from=[next(some), front["permalink"]], page_citation=True
        ),
        COUNTRIES: dump({country: "Country", "NL": country}),
        PEOPLE: dump({person: {"git": "a"}, short: {"name": f"{short} {person}", "git": "b"}}),
        ORGANISATIONS: dump([{"name": organisation, "id": short, "country": country}]),
        TOOLS: dump([{"id": tool, "name": tool, "country": country, "description": "D."}]),
        "docs/_data/references.json": json.dumps([{"id": key, "type": "book", "title": "T"}]),
    }
    config = {
        "use_directory_urls": use_directory_urls,
        "plugins": ["search", {"fieldguide": {"bibliography": "docs/_data/*.json"}}],
    }
    built = build_site(folder / "guide", files, config, strict=False)
    assert outside(folder) == before
    assert {path.name for path in (folder / "guide").iterdir()} == {"docs", "site", "mkdocs.yml"}
    assert built.passed
    assert json.loads(built.text("fieldguide/tools.json"))
    assert json.loads(built.text("search/search_index.json"))
    assert built.text("sitemap.xml").startswith("<?xml")
