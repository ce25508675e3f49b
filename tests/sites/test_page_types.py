"""The setting `page_types`: label, icon, colour, order, layout, listing."""

import pytest

from mkdocs_fieldguide.builder.dry_run.dry_run import dry_run
from mkdocs_fieldguide.builder.site_config.mkdocs_yml import read_settings
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings

TYPES = {
    "your_tasks": {
        "label": "What you do",
        "icon": "material/shovel",
        "description": "Work in the *garden*.",
        "colour": "Deep orange",
        "order": 2,
    },
    "roles": {"label": "Who you are", "order": 1},
}
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>'
PAGES = {
    "docs/digging.md": "---\ntitle: Digging\ntype: your_tasks\n---\n\nDig.\n",
    "docs/watering.md": "---\ntitle: Watering\ntype: your_tasks\n---\n\nWater.\n",
    "docs/gardener.md": "---\ntitle: Gardener\ntype: roles\n---\n\nYou.\n",
}


def settings(types=None, **more):
    return {"plugins": ["search", {"fieldguide": {"page_types": types or TYPES, **more}}]}


def test_label_icon_and_colour_are_above_the_title(site):
    built = site(PAGES, settings())
    assert built.warnings == []
    label = built.page("digging/").select_one("article .fg-type")
    assert label.get_text(strip=True) == "What you do"
    assert "fg-colour-deep-orange" in label["class"]
    assert built.page("digging/").select_one('.fg-type use[xlink\\:href="#fg-icon-material-shovel"]')
    assert label.find_next_sibling().name == "h1"


def test_tiles_show_the_types_label_and_colour(site):
    built = site({**PAGES, "docs/index.md": '# Home\n\n{{ section_tiles(custom="digging, gardener") }}\n'},
                 {"plugins": ["search", "macros", {"fieldguide": {"page_types": TYPES}}]})  # fmt: skip
    tiles = built.page().select(".fg-tile")
    assert [tile.select_one(".fg-tile__type").get_text(strip=True) for tile in tiles] == [
        "What you do",
        "Who you are",
    ]
    assert "fg-colour-deep-orange" in tiles[0]["class"]


def test_unconfigured_type_works(site):
    built = site({**PAGES, "docs/a.md": "---\ntitle: A\ntype: odd_thing\n---\n\nText.\n"}, settings())
    assert built.warnings == []
    page = built.page("a/")
    assert page.select_one(".fg-type").get_text(strip=True) == "odd thing"
    assert page.select_one(".fg-type svg")
    assert page.select_one(".fg-type a")["href"] == "../types/odd-thing/"


def test_misspelt_type_is_reported(site):
    built = site({**PAGES, "docs/a.md": "---\ntitle: A\ntype: Your_task\n---\n\nText.\n"}, settings())
    [warning] = built.warnings
    assert warning.startswith("docs/a.md:3:7: The type “Your_task” ")
    assert "Did you mean “your_tasks”?" in warning
    assert "[FG070]" in warning
    assert built.page("a/").select_one(".fg-type").get_text(strip=True) == "Your task"


def test_without_settings_no_type_is_misspelt(site):
    built = site({**PAGES, "docs/a.md": "---\ntitle: A\ntype: your_task\n---\n\nText.\n"})
    assert built.warnings == []


@pytest.mark.parametrize(
    ("types", "message"),
    [
        (["guide"], "`page_types` is a list"),
        ({"a": {"lable": "x"}}, "Did you mean “label”?"),
        ({"a": {"colour": "tael"}}, "Did you mean “teal”?"),
        ({"a": {"order": "first"}}, "`order` of the type “a” is “first”. Expected a number."),
        ({"a": {"listing": "../x.md"}}, "Expected a path below the docs folder, or false."),
        ({"a": {"label": ["x"]}}, "`label` of the type “a” is a list. Expected text."),
        ({"a": "Guide"}, "The type “a” is “Guide”. Expected a mapping."),
    ],
)
def test_invalid_setting_aborts_the_build_with_the_reason(site, types, message):
    built = site({}, settings(types), strict=False)
    assert not built.passed
    assert any(message in text for text in built.warnings)


def test_icon_that_the_theme_does_not_have_is_reported_at_its_line(site):
    built = site(
        {
            **PAGES,
            "mkdocs.yml": """
                site_name: Small
                theme: {name: material, font: false}
                plugins:
                  - fieldguide:
                      page_types:
                        roles:
                          icon: material/shovell
                          layout: wide.html
                """,
        }
    )
    icon, layout = built.warnings
    assert icon.startswith("mkdocs.yml:7:17: The type “roles” uses the icon “material/shovell”")
    assert "Did you mean “material/shovel”?" in icon
    assert layout.startswith("mkdocs.yml:8:19: The type “roles” uses the template “wide.html”")
    assert built.page("gardener/").select_one("article .fg-type")


def test_type_sets_the_layout_unless_the_page_does(site):
    built = site(
        {
            **PAGES,
            "docs/other.md": "---\ntitle: Other\ntype: roles\ntemplate: main.html\n---\n\nText.\n",
            "overrides/wide.html": "<html><head></head><body class='wide'>{{ page.content }}</body></html>",
        },
        {
            **settings({"roles": {"layout": "wide.html"}}),
            "theme": {"name": "material", "font": False, "custom_dir": "overrides"},
        },
    )
    assert built.warnings == []
    assert built.page("gardener/").select_one("body.wide .fg-type")
    assert not built.page("other/").select_one("body.wide")


def test_icon_of_a_page_can_be_another_one_or_a_picture(site):
    built = site(
        {
            "docs/images/bed.svg": PICTURE,
            "docs/a.md": "---\ntitle: A\ntype: roles\ntype_img: bed.svg\n---\n\nText.\n",
            "docs/b.md": "---\ntitle: B\ntype: roles\ntype_img: material/flower\n---\n\nText.\n",
            "docs/c.md": "---\ntitle: C\ntype: roles\ntype_img: bad.svg\n---\n\nText.\n",
            "docs/d.md": "---\ntitle: D\ntype: roles\ntype_img: material/flowerr\n---\n\nText.\n",
        },
        settings(),
    )
    assert built.page("a/").select_one(".fg-type img")["src"] == "../images/bed.svg"
    assert not built.page("a/").select_one(".fg-type svg")
    assert built.page("b/").select_one('.fg-type use[xlink\\:href="#fg-icon-material-flower"]')
    picture, icon = built.warnings
    assert picture.startswith(
        "docs/c.md:4:11: The picture “images/bad.svg” does not exist. Did you mean “bed.svg”?"
    )
    assert icon.startswith("docs/d.md:4:11: The theme has no icon “material/flowerr”.")
    for address in ("c/", "d/"):
        assert built.page(address).select_one(".fg-type svg")


def test_picture_of_a_page_is_in_its_head_and_on_its_tile(site):
    built = site(
        {
            "docs/images/sub/bed.svg": PICTURE,
            "docs/a.md": "---\ntitle: A\npage_img: sub/bed.svg\ntype: roles\n---\n\nText.\n",
            "docs/b.md": "---\ntitle: B\npage_img: /images/sub/bed.svg\n---\n\nText.\n",
            "docs/c.md": "---\ntitle: C\npage_img: sub/bad.svg\n---\n\nText.\n",
            "docs/index.md": '# Home\n\n{% include section-navigation-tiles.html type="roles" %}\n',
        }
    )
    for address in ("a/", "b/"):
        picture = built.page(address).select_one("article .fg-page-img")
        assert (picture["src"], picture["alt"]) == ("../images/sub/bed.svg", "")
    assert built.page().select_one(".fg-tile img")["src"] == "images/sub/bed.svg"
    [warning] = built.warnings
    assert warning.startswith("docs/c.md:3:11: The picture “images/sub/bad.svg” does not exist.")
    assert "Did you mean “sub/bed.svg”?" in warning
    assert not built.page("c/").select_one("article img")


KINDS = {
    "zenodo": {"heading": "Data sets", "icon": "simple/zenodo", "url": "https://zenodo.example.org/{id}/x"},
    "recipes": None,
    "training": {"heading": "Courses"},
}


def test_further_kinds_of_links_come_from_the_settings(site):
    text = """
        ---
        title: A
        training: [{name: A course, url: "https://example.org/course"}]
        zenodo:
          - {name: Beds, id: 12 3}
          - 77
          - {name: Elsewhere, url: "https://example.org/own"}
        recipes: [{name: Soup, url: "https://example.org/soup"}]
        ---

        Text.
        """
    built = site({"docs/a.md": text}, settings(more_information=KINDS))
    assert built.warnings == []
    groups = built.page("a/").select(".fg-more__group")
    assert [group.h3.get_text(strip=True) for group in groups] == ["Courses", "Data sets", "Recipes"]
    assert [(link.get_text(strip=True), link["href"]) for link in groups[1].select("li a")] == [
        ("Beds", "https://zenodo.example.org/12%203/x"),
        ("77", "https://zenodo.example.org/77/x"),
        ("Elsewhere", "https://example.org/own"),
    ]
    assert groups[1].h3.select_one('use[xlink\\:href="#fg-icon-simple-zenodo"]')


@pytest.mark.parametrize(
    ("kinds", "message"),
    [
        ({"title": {}}, "“title” has another meaning in front matter"),
        ({"zenodo": {"url": "javascript:{id}"}}, "which is not allowed in links"),
        ({"zenodo": {"url": "zenodo.org/{id}"}}, "It must begin with https:// or http://."),
        ({"zenodo": {"headings": "x"}}, "Did you mean “heading”?"),
        ({"zenodo": {"icon": ["x"]}}, "Expected text."),
        ("zenodo", "Expected a mapping of kinds."),
    ],
)
def test_invalid_link_kind_aborts_the_build(site, kinds, message):
    built = site({}, settings(more_information=kinds), strict=False)
    assert not built.passed
    assert any(message in text for text in built.warnings)


def test_missing_icons_of_another_theme_are_not_reported(site):
    files = {**PAGES, "docs/a.md": "---\ntitle: A\ntype: roles\ntype_img: material/flower\n---\n\nText.\n"}
    built = site(files, {**settings(), "theme": {"name": "mkdocs"}}, strict=False)
    assert [text for text in built.warnings if "[FG050]" not in text] == []
    assert "What you do" in built.page("digging/").get_text()


def test_check_reports_types_and_pictures_as_a_build_does(site):
    files = {**PAGES, "docs/a.md": "---\ntitle: A\ntype: Your_task\npage_img: no.svg\n---\n\nText.\n"}
    built = site(files, settings())
    findings = Findings()
    dry_run(read_settings(built.root / "mkdocs.yml", findings), findings)
    assert {(finding.code, finding.location.line) for finding in findings} == {
        (Code.MISSPELT_TYPE, 3),
        (Code.MISSING_PICTURE, 4),
    }
    assert len(built.warnings) == 2


def test_page_excluded_from_search_is_in_no_table(site):
    front = """
        ---
        title: {}
        page_id: {}
        {}
        country_code: GB
        training: [{{name: "{} course", url: "https://example.org/"}}]
        national_resources: [{{id: "{}-tool", name: "{} tool", url: "https://example.org/"}}]
        ---

        Text.
        """
    tags = "training-table-all", "pageids-overview", "resource-table-all"
    built = site(
        {
            "docs/in.md": front.format("In", "in", "keywords: none", "In", "in", "In"),
            "docs/out.md": front.format("Out", "out", "search_exclude: true", "Out", "out", "Out"),
            "docs/index.md": "\n\n".join(f"{{% include {tag}.html %}}" for tag in tags),
        }
    )
    assert built.warnings == []
    rows = [row["data-id"] for row in built.page().select("article tbody tr")]
    assert {"In course", "in", "in-tool"} <= set(rows)
    assert not [row for row in rows if row.casefold().startswith("out")]
