"""Front matter and includes of the ELIXIR Toolkit Theme that no other test covers."""

import pytest
from support.guide import DATA

PIXEL = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
MORE = """\
---
title: Digging
type: Your_tasks
page_id: dig
contributors: [Ada Example]
related_pages: {Your_tasks: [rest]}
fairsharing: [{name: A collection, url: "https://fairsharing.org/3525"}]
faircookbook: [{name: A recipe, url: "https://faircookbook.elixir-europe.org/content/a"}]
rdmkit: [{name: A task, url: "https://rdmkit.elixir-europe.org/a"}]
dsw: [{name: A question, uuid: 1234}]
---

Text.

"""
REST = "---\ntitle: Rest\npage_id: rest\ntype: Your_tasks\n---\n\nText.\n"
DSW = {"plugins": ["search", {"fieldguide": {"links": {"dsw": "https://example.org/km/"}}}]}


@pytest.mark.parametrize(
    ("include", "section", "shown"),
    [
        ("related-pages", ".fg-related", ".fg-tile"),
        ("more-information-tiles", ".fg-more", ".fg-list"),
        ("page-metadata-tabs", ".fg-credits", ".fg-person"),
    ],
)
def test_blocks_of_the_layout_can_be_placed_once_in_the_text(site, include, section, shown):
    placed = f"{MORE}{{% include {include}.html %}}\n\n## Last words\n"
    built = site(
        {**DATA, "docs/a.md": MORE, "docs/b.md": REST, "docs/c.md": placed.replace(": dig", ": hand")}
    )
    assert built.warnings == []
    below = built.page("a/").select(f"section{section} {shown}")
    assert below
    page = built.page("c/")
    assert not page.select(f"section{section}")
    by_hand = page.select(f"article {shown}")
    assert {item.get_text(" ", strip=True) for item in below} <= {
        item.get_text(" ", strip=True) for item in by_hand
    }
    assert by_hand[0].sourceline < page.select_one("#last-words").sourceline


def test_external_links_are_below_more_information(site):
    built = site({**DATA, "docs/a.md": MORE, "docs/b.md": REST}, DSW)
    assert {
        link.get_text(strip=True): link["href"] for link in built.page("a/").select(".fg-more .fg-list a")
    } == {
        "A collection": "https://fairsharing.org/3525",
        "A recipe": "https://faircookbook.elixir-europe.org/content/a",
        "A task": "https://rdmkit.elixir-europe.org/a",
        "A question": "https://example.org/km/1234",
    }


def test_pictures_of_the_page_and_of_its_type(site):
    files = {
        "docs/images/page.svg": PIXEL,
        "docs/images/sub/type.svg": PIXEL,
        "docs/a.md": "---\ntitle: A\ntype: Your_tasks\ntype_img: sub/type.svg\npage_img: page.svg\n---\n",
        "docs/index.md": '# Home\n\n{% include section-navigation-tiles.html type="Your_tasks" %}\n',
    }
    built = site(files)
    assert built.warnings == []
    page = built.page("a/")
    assert page.select_one(".fg-type").get_text(strip=True) == "Your tasks"
    assert page.select_one(".fg-type img")["src"] == "../images/sub/type.svg"
    assert page.select_one("article img[src='../images/page.svg']")
    assert built.page().select_one(".fg-tile img[src='images/page.svg']")


def test_page_can_be_excluded_from_the_sitemap(site):
    files = {"docs/a.md": "---\nsitemap: false\n---\n\n# A\n", "docs/b.md": "# B\n"}
    built = site(files, {"site_url": "https://example.org/"})
    assert built.warnings == []
    assert "https://example.org/b/" in built.text("sitemap.xml")
    assert "https://example.org/a/" not in built.text("sitemap.xml")


def test_datatable_makes_long_generated_tables_interactive_but_not_author_tables(site):
    tools = "".join(f"- {{id: t{number}, name: Tool {number}, description: x}}\n" for number in range(30))
    text = "".join(f"{{% tool 't{number}' %}}\n" for number in range(30)) + "\n| a |\n|---|\n| 1 |\n"
    files = {
        "docs/_data/tool_and_resource_list.yml": tools,
        "docs/a.md": f"---\ntitle: A\ndatatable: true\n---\n\n{text}",
        "docs/b.md": f"---\ntitle: B\n---\n\n{text}",
        "docs/c.md": "---\ntitle: C\ndatatable: true\n---\n\n{% tool 't1' %}\n",
    }
    built = site(files)
    wanted = {"a/": ["page-tools"], "b/": [], "c/": []}
    found = {
        address: [
            element["data-fg-filterable"] for element in built.page(address).select("[data-fg-filterable]")
        ]
        for address in wanted
    }
    assert found == wanted
    assert all(built.page(address).select("section.fg-page-tools tr[data-id]") for address in wanted)


def test_other_keys_are_stored_and_ignored(site):
    keys = "layout: default\nkeywords: [a, b]\nour_own: {deep: [1]}\nno_robots: false\nsidebar: main\n"
    built = site({"docs/a.md": f"---\ntitle: A\n{keys}---\n\nText.\n"})
    assert built.warnings == []
    assert built.page("a/").select_one("article h1").get_text(strip=True) == "A"
