"""Links between pages in every form that authors use resolve to the right page."""

import re

import pytest

HOW_WRITTEN = {
    "by page_id": "passport-id",
    "by base name": "passports_visas",
    "base name with .html": "passports_visas.html",
    "base name with .md": "passports_visas.md",
    "with a leading slash": "/passports_visas",
    "slash and .html": "/passports_visas.html",
    "by path from the docs folder": "/standards/passports_visas",
    "by relative path": "standards/passports_visas.md",
    "with a slash behind": "passports_visas/",
    "with dot and slash": "./passports_visas",
}


def pages(text, path="docs/index.md"):
    return {
        path: text,
        "docs/standards/passports_visas.md": """
            ---
            title: Passports
            page_id: passport-id
            ---

            ## Some heading

            Text.
            """,
    }


def link(built, words="here", page=""):
    return next(a["href"] for a in built.page(page).select("article a[href]") if a.get_text() == words)


@pytest.fixture(scope="module")
def link_page(site):
    lines = [f"- [{name}]({target})" for name, target in HOW_WRITTEN.items()]
    lines += [f"- [{name} heading]({target}#some-heading)" for name, target in HOW_WRITTEN.items()]
    lines += ["- [by reference][ref]", "", "[ref]: passport-id#some-heading", ""]
    return site(pages("# Home\n\n" + "\n".join(lines)))


@pytest.mark.parametrize("name", HOW_WRITTEN)
def test_page_is_resolved_by_name(link_page, name):
    assert link(link_page, name) == "standards/passports_visas/"
    assert link(link_page, f"{name} heading") == "standards/passports_visas/#some-heading"


def test_reference_definition_can_name_a_page(link_page):
    assert link(link_page, "by reference") == "standards/passports_visas/#some-heading"


def test_none_of_these_links_is_reported(link_page):
    assert link_page.warnings == []
    assert link_page.passed


def test_without_directory_urls(site):
    built = site(pages("# Home\n\n[here](passport-id#some-heading)\n"), {"use_directory_urls": False})
    assert built.warnings == []
    assert link(built, page="index.html") == "standards/passports_visas.html#some-heading"


def test_from_a_page_in_a_folder(site):
    built = site(pages("[here](passports_visas) and [there](/index)\n", "docs/deep/er/page.md"))
    assert built.warnings == []
    assert link(built, page="deep/er/page/") == "../../../standards/passports_visas/"
    assert link(built, "there", page="deep/er/page/") == "../../../"


def test_permalink_is_the_url_and_links_to_it_work(site):
    files = {
        "docs/index.md": "[here](/visas) [bare](visas#x) [name](passports_visas)\n"
        "[path](deep/passports_visas.md)\n",
        "docs/deep/passports_visas.md": "---\ntitle: Visas\npermalink: /visas\n---\n\n## X\n\n[home](/)\n",
    }
    built = site(files)
    assert built.warnings == []
    assert built.path("visas/").exists()
    assert link(built) == "visas/"
    assert link(built, "bare") == "visas/#x"
    assert link(built, "name") == "visas/"
    assert link(built, "path") == "visas/"
    assert link(built, "home", page="visas/") == "../"


def test_page_s_own_folder_wins(site):
    built = site(
        {
            "docs/one/overview.md": "# One\n",
            "docs/two/overview.md": "# Two\n",
            "docs/two/page.md": "[here](overview)\n",
        }
    )
    assert built.warnings == []
    assert link(built, page="two/page/") == "../overview/"


def test_ambiguous_name_is_reported_at_its_line(site):
    built = site(
        {
            "docs/one/overview.md": "# One\n",
            "docs/two/overview.md": "# Two\n",
            "docs/page.md": "---\ntitle: A page\n---\n\n[here](overview)\n",
        }
    )
    [warning] = [text for text in built.warnings if "FG027" in text]
    assert warning.startswith("docs/page.md:5:")
    assert "one/overview.md" in warning
    assert "two/overview.md" in warning


def test_dead_link_is_reported_with_the_nearest_name_at_its_line(site):
    built = site(pages("---\ntitle: Home\n---\n\nText.\n\nSee [here](passports_vizas).\n"))
    assert not built.passed
    [warning] = [text for text in built.warnings if "FG026" in text]
    assert warning.startswith("docs/index.md:7:12: ")
    assert "passports_visas" in warning
    assert "here" in built.page().select_one("article").get_text()


def test_dead_link_with_html_is_reported(site):
    built = site(pages("# Home\n\n[here](nothing-like-it.html)\n"))
    assert [text for text in built.warnings if "FG026" in text and "docs/index.md:3" in text]


def test_same_dead_link_twice_is_reported_at_both_places(site):
    built = site(pages("# Home\n\n[a](nowhere)\n\n[b](nowhere)\n"))
    found = [re.match(r"docs/index\.md:(\d+)", text)[1] for text in built.warnings if "FG026" in text]
    assert found == ["3", "5"]


def test_code_contains_no_links(site):
    built = site(pages("# Home\n\n`[x](nowhere)`\n\n```\n[y](nowhere)\n```\n\n    [z](nowhere)\n"))
    assert built.warnings == []
    assert "[x](nowhere)" in built.page().select_one("article code").get_text()


def test_other_urls_are_unchanged(site):
    text = """
        # Home

        [web](https://example.org/passports_visas) [mail](mailto:ada@example.org) [top](#home)
        [own](//example.org/x) [file](data.csv) [phone](tel:+123)
        """
    built = site({**pages(text), "docs/data.csv": "a,b\n"})
    assert built.warnings == []
    assert link(built, "web") == "https://example.org/passports_visas"
    assert link(built, "mail") == "mailto:ada@example.org"
    assert link(built, "top") == "#home"
    assert link(built, "own") == "//example.org/x"
    assert link(built, "file") == "data.csv"


def test_pages_with_spaces_and_other_letters_in_their_names(site):
    built = site(
        {
            "docs/über uns/Straße & Weg.md": "# Weg\n\n[home](/index) [self](<Straße & Weg>)\n",
            "docs/index.md": "[here](<Straße & Weg>) [quoted](Stra%C3%9Fe%20&%20Weg)\n",
        }
    )
    assert built.warnings == []
    wanted = "%C3%BCber%20uns/Stra%C3%9Fe%20%26%20Weg/"
    assert link(built) == wanted
    assert link(built, "quoted") == wanted


def test_readme_is_the_folder_index(site):
    built = site(
        {"docs/guide/README.md": "# The guide\n", "docs/index.md": "[here](guide) [also](/guide/)\n"}
    )
    assert built.warnings == []
    assert link(built) == "guide/"
    assert link(built, "also") == "guide/"


def test_links_to_generated_pages(site):
    built = site(
        {
            "docs/index.md": "[here](contributors/ada-example.md) [all](contributors) [tools](/tools/)\n",
            "docs/_data/CONTRIBUTORS.yml": "Ada Example:\n",
            "docs/_data/tool_and_resource_list.yml": "- {id: x, name: X, url: 'https://example.org'}\n",
        }
    )
    assert [text for text in built.warnings if "FG02" in text] == []
    assert link(built) == "contributors/ada-example/"
    assert link(built, "all") == "contributors/"
    assert link(built, "tools") == "tools/"
