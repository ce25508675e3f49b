"""Paths in pages and data cannot make a build read or publish files outside the guide."""

import json
import os

import pytest
from support.checking import check_files
from support.site import build_site

SECRET = "hunter2"
DRAWING = f'<svg viewBox="0 0 1 1"><path d="M0 0"/><!-- {SECRET} --></svg>'
STYLE = f"""\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>S</title><id>s</id></info>
  <citation><layout><text value="{SECRET}"/></layout></citation>
  <bibliography><layout><text value="{SECRET}"/></layout></bibliography>
</style>
"""
BIB = "@book{x, title={Digging}, author={A. Gardener}, year={2020}}\n"


@pytest.fixture
def machine(tmp_path):
    """A folder with secrets next to a guide."""
    for folder in ("outside", "guide/overrides/.icons/own", "guide/overrides/.beside"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "outside" / "secret.svg").write_text(DRAWING)
    (tmp_path / "outside" / "secret.png").write_text(SECRET)
    (tmp_path / "outside" / "secret.csl").write_text(STYLE)
    (tmp_path / "outside" / "secret.html").write_text(SECRET)
    (tmp_path / "guide" / "overrides" / ".beside" / "secret.svg").write_text(DRAWING)
    (tmp_path / "guide" / "overrides" / ".icons" / "own" / "spade.svg").write_text(
        '<svg viewBox="0 0 1 1"><path d="M0 0 good"/></svg>'
    )
    return tmp_path


def build(machine, files, **options):
    config = {"theme": {"name": "material", "font": False, "custom_dir": "overrides"}}
    if options:
        config["plugins"] = ["search", {"fieldguide": options}]
    return build_site(machine / "guide", files, config, strict=False)


def published(built) -> str:
    return "\n".join(
        path.read_bytes().decode("utf-8", "replace") for path in built.site.rglob("*") if path.is_file()
    )


def names_of(machine) -> list[str]:
    """Return names of the icon `secret`, which is outside the theme's icons."""
    away = machine / "outside" / "secret"
    icons = machine / "guide" / "overrides" / ".icons"
    return [
        str(away),
        f"/{away}",
        os.path.relpath(away, icons),
        "../.beside/secret",
        "own/../../.beside/secret",
        "./../.beside/secret",
        "..\\.beside\\secret",
        "own\\..\\..\\.beside\\secret",
        f"\\{away}",
        f"C:{away}",
    ]


def quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def test_icons_of_pages_stay_in_the_theme(machine):
    pages = {}
    for number, name in enumerate(names_of(machine)):
        front = f"---\ntype: tasks\ntype_img: {quoted(name)}\n---\n"
        pages[f"docs/page{number}.md"] = f"{front}# Page\n\n{{% octicon {quoted(name)} %}}\n"
    built = build(machine, pages)
    assert SECRET not in published(built)
    expected = sorted(f"{page}:{place}" for page in pages for place in ("3:11", "7:1"))
    assert sorted(line.split(": ")[0] for line in built.warnings) == expected
    assert all("[FG057]" in line for line in built.warnings)
    found = [f for f in check_files(machine / "guide", {}).findings if f["code"] == "FG057"]
    assert sorted(f"{f['file']}:{f['line']}:{f['column']}" for f in found) == expected


def test_invalid_icon_names_are_not_resolved(machine):
    names = ["own/sp\0ade", "own//spade", "own/./spade", "own/", "/", ".", "x" * 5000]
    pages = {
        f"docs/page{number}.md": f"---\ntype: tasks\ntype_img: {json.dumps(name)}\n---\n# Page\n"
        for number, name in enumerate(names)
    }
    built = build(machine, pages)
    for number in range(len(names)):
        assert "M0 0 good" not in built.text(f"page{number}/")


def test_icons_of_the_theme_and_the_site_are_shown(machine):
    page = (
        "---\ntype: tasks\ntype_img: own/spade\n---\n# Page\n\n{% octicon rocket %} {% octicon own/spade %}\n"
    )
    built = build(machine, {"docs/page.md": page})
    assert "M0 0 good" in built.text("page/")
    assert built.warnings == []


def test_pictures_stay_in_the_site(machine):
    """A symlink in the docs folder is reported on its own; any other path is missing."""
    (machine / "guide" / "docs" / "images").mkdir(parents=True)
    (machine / "guide" / "docs" / "images" / "secret.png").symlink_to(machine / "outside" / "secret.png")
    outside = str(machine / "outside" / "secret.png")
    names = [
        outside,
        "../../../outside/secret.png",
        "/../../outside/secret.png",
        "..\\secret.png",
        "secret.png",
    ]
    files, people, organisations, logos = {}, [], [], []
    for number, name in enumerate(names):
        figure = f"{{% include image.html file={quoted(name)} alt='x' %}}\n\n![x](<{name}>)\n"
        for key in ("type_img", "page_img", "image"):
            front = f"---\ntype: tasks\n{key}: {quoted(name)}\n---\n"
            files[f"docs/{key}{number}.md"] = f"{front}# Page\n\n{figure}"
        people.append(f"Ada Gardener {number}: {{image_url: {quoted(name)}}}\n")
        organisations.append(f"- name: Garden {number}\n  image_url: {quoted(name)}\n")
        logos.append(f"  - src: {quoted(name)}\n    text: x\n")
    files["docs/_data/CONTRIBUTORS.yml"] = "".join(people)
    files["docs/_data/supported_by.yml"] = "".join(organisations)
    files["docs/_data/footer.yml"] = "logos:\n" + "".join(logos)
    built = build(machine, files)
    assert SECRET not in published(built)
    assert not any("secret" in file for file in built.files())


def test_citation_styles_of_pages_stay_in_the_guide(machine):
    (machine / "guide" / "here.csl").symlink_to(machine / "outside" / "secret.csl")
    away = str(machine / "outside" / "secret")
    names = [
        f"{away}.csl",
        away,
        "../outside/secret.csl",
        "../outside/secret",
        "docs/../../outside/secret.csl",
    ]
    names += [
        "here.csl",
        "here",
        "../" + "x" * 5000,
        "../guide/here.csl",
        "../outside/nothing.csl",
    ]
    files = {
        f"docs/page{number}.md": f"# Page\n\n{{% cite x %}}\n\n{{% bibliography --cited --style {name} %}}\n"
        for number, name in enumerate(names)
    }
    built = build(machine, {**files, "docs/_data/a.bib": BIB})
    assert SECRET not in published(built)
    assert "Digging" in built.text("page0/")
    assert sorted(line.split(": ")[0] for line in built.warnings) == sorted(f"{name}:5:1" for name in files)
    assert all("is outside the guide and is not read" in line for line in built.warnings)
    assert all("[FG057]" in line for line in built.warnings)
    found = [f for f in check_files(machine / "guide", {}).findings if f["severity"] == "error"]
    assert [(f["code"], f["line"]) for f in found] == [("FG057", 5)] * len(names)


def test_parent_style_stays_in_the_guide(machine):
    dependent = STYLE.replace(
        "<id>s</id>", '<id>s</id><link rel="independent-parent" href="http://x/parent"/>'
    )
    dependent = dependent[: dependent.index("  <citation>")] + "</style>\n"
    (machine / "guide" / "parent.csl").symlink_to(machine / "outside" / "secret.csl")
    page = "# Page\n\n{% cite x %}\n\n{% bibliography --cited --style child.csl %}\n"
    files = {"docs/page.md": page, "docs/_data/a.bib": BIB, "child.csl": dependent}
    built = build(machine, files)
    assert SECRET not in published(built)
    assert "[FG057]" in built.warnings[0]
    built = build(machine, {"docs/page.md": "# Page\n\n{% cite x %}\n"}, citation_style="child.csl")
    assert SECRET not in published(built)


@pytest.mark.parametrize("style", ["linked.csl", "linked"])
def test_configured_style_is_not_an_escaping_symlink(machine, style):
    (machine / "guide" / "linked.csl").symlink_to(machine / "outside" / "secret.csl")
    files = {"docs/page.md": "# Page\n\n{% cite x %}\n", "docs/_data/a.bib": BIB}
    built = build(machine, files, citation_style=style)
    assert SECRET not in published(built)
    assert [line[-7:] for line in built.warnings] == ["[FG054]"]


def test_style_of_a_page_in_the_guide_is_used(machine):
    page = "# Page\n\n{% cite x %}\n\n{% bibliography --cited --style styles/own %}\n"
    files = {
        "docs/page.md": page,
        "docs/_data/a.bib": BIB,
        "styles/own.csl": STYLE.replace(SECRET, "wheelbarrow"),
    }
    built = build(machine, files)
    assert "wheelbarrow" in built.text("page/")
    assert built.warnings == []


def test_paths_in_tags_are_not_opened(machine):
    away = str(machine / "outside" / "secret.html")
    tags = ("{{% include {0} %}}", "{{% include_relative {0} %}}", "{{% cite x --file {0} %}}",
            "{{% bibliography --file {0} %}}")  # fmt: skip
    text = "\n\n".join(tag.format(name) for tag in tags for name in (away, "../outside/secret.html"))
    built = build(machine, {"docs/page.md": f"# Page\n\n{text}\n", "docs/_data/a.bib": BIB})
    assert SECRET not in published(built)
    assert SECRET not in check_files(machine / "guide", {}).output


@pytest.mark.parametrize("name", ["../../outside/secret.html", "{outside}/secret.html", "..\\secret.html"])
def test_page_template_is_from_the_theme(machine, name):
    front = f"---\ntemplate: {quoted(name.format(outside=machine / 'outside'))}\n---\n"
    built = build(machine, {"docs/page.md": f"{front}# Page\n"})
    assert SECRET not in published(built)
    assert built.page("page/").select_one("h1").get_text().startswith("Page")
    assert ["docs/page.md:2:11" in line and "[FG057]" in line for line in built.warnings] == [True]
    assert [f["code"] for f in check_files(machine / "guide", {}).findings if f["line"] == 2] == ["FG057"]


def test_types_of_the_settings_stay_in_the_theme(machine):
    away = str(machine / "outside" / "secret")
    types = {
        "tasks": {"icon": away, "layout": f"{away}.html"},
        "more": {"icon": "../.beside/secret", "layout": "../../outside/secret.html"},
    }
    files = {
        "docs/a.md": "---\ntype: tasks\n---\n# A\n",
        "docs/b.md": "---\ntype: more\n---\n# B\n",
    }
    built = build(machine, files, page_types=types)
    assert SECRET not in published(built)
    assert len([line for line in built.warnings if "[FG052]" in line]) == 4
    assert "A" in built.page("a/").select_one("h1").get_text()
